"""An object pronoun → what opens the sentence apart from its verb and is taken up: `La loi, la CGT la juge injuste.`"""

from __future__ import annotations

from kgextract.nlp.clauses.arguments import argument_of, phrase_at
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_FAR = 8  # tokens from the phrase over its complements to the comma behind it


def take_up(page: Page, clause: Clause, pronouns: list[Argument], start: int) -> None:
    """Give the object pronoun of a clause, or add for its `en`, the mentions of the phrase at token `start`, if that is
    what it stands for.

    The subject follows a comma, behind the phrase or behind what is told of it (`Le prix, fixé lundi, la CGT le …`).
    """
    taken = next((a for a in pronouns if a.role == "object"), None)
    of = next((k for k in range(clause.start, clause.verb) if page.words[k] in syntax("of-it-clitic")), -1)
    if (taken is None and of < 0) or clause.subject is None or page.words[clause.subject.start - 1] != ",":
        return
    phrase = phrase_at(page, start)
    if phrase is None or phrase.end >= clause.subject.start or page.tags[start] != "DET" or not _ended(page, phrase):
        return
    mentions = argument_of(page, phrase, "object").mentions
    if taken is None and mentions:
        role = next(iter(words("of-lemma")))
        pronouns.append(Argument(role=role, start=of, end=of + 1, head=of, mentions=mentions))
    elif taken is not None and _agrees(page, phrase, page.words[taken.start]):
        taken.mentions = mentions


def _ended(page: Page, phrase: Phrase) -> bool:
    """Whether a comma ends a phrase, its complements included, before any verb."""
    for k in range(phrase.end, phrase.end + _FAR):
        if page.words[k] == ",":
            return True
        if page.tags[k] in ("VERB", "AUX", "PRON", "PUNCT"):
            return False
    return False


def _agrees(page: Page, phrase: Phrase, word: str) -> bool:
    if word in syntax("plural-clitic") or phrase.plural:
        return bool(phrase.plural) and word in syntax("plural-clitic")
    fits = {"f": syntax("feminine-clitic"), "m": syntax("masculine-clitic")}
    return phrase.gender is None or word in fits[phrase.gender] | syntax("elided-clitic")
