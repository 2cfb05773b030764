"""A verb behind relative clauses → whether it is the main one of its sentence (`Le musée, qui …, a annoncé`)."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.tables.speech import speech_words

_INSERTED = 16  # tokens between commas behind a relative pronoun
_APPOSED = 12  # tokens of a name between commas


def main_behind_quotation(page: Page, clause: Clause, first: int, phrase: Phrase, *, says: bool) -> bool:
    """Whether words quoted in a relative clause stand before the main verb of a sentence that has no other one.

    `Le musée, qui dénonce « un abus », a annoncé un recours`, not `Un choix, qui est « injuste », regrette le maire`
    """
    doc = page.doc
    if doc[first].lower_ in speech_words("opening-mark"):
        return False
    apart = doc[clause.start - 1].text == ","
    opening = noun_phrase(doc, first)
    known = opening is not None and can_say(page, opening) and doc[opening.end].text == ","
    told = apart and not any(page.finite(k) for k in outside_relatives(doc, first, clause.start))
    if opening is not None and known and told and doc[opening.end + 1].lower_ not in speech_words("opening-mark"):
        return True  # `La chirurgienne, qui parle d'un « naufrage », réclame vingt soignants`
    if not (_apart(page, clause, first) if apart else _bound(page, clause, first)):
        return False
    return not says or clause.end - clause.start > 1 or not can_say(page, phrase)


def _apart(page: Page, clause: Clause, first: int) -> bool:
    """Whether commas enclose the relative clause."""
    doc, behind = page.doc, range(first + 1, clause.start)
    if any(page.finite(k) for k in outside_relatives(doc, first, clause.start)):
        return False
    return any(doc[k - 1].text == "," and _relates(doc, k) for k in behind)


def _relates(doc: Doc, k: int) -> bool:
    """Whether a relative clause opens at a token, a preposition may stand first (`qui`, `pour qui`)."""
    relative = speech_words("relative")
    led = doc[k].pos_ == "ADP" and k + 1 < len(doc) and doc[k + 1].lower_ in relative - speech_words("that-word")
    return led or doc[k].lower_ in relative


def _bound(page: Page, clause: Clause, first: int) -> bool:
    """Whether the relative clause stands right behind what opens the sentence (`Celle qui se dit « sûre » part`)."""
    doc = page.doc
    opener = next((k for k in range(first + 1, clause.start) if doc[k].lower_ in speech_words("relative")), None)
    if opener is None or any(doc[k].is_punct or page.finite(k) for k in range(first, opener)):
        return False
    return any(page.finite(k) for k in range(opener, clause.start))


def told_whole(page: Page, clause: Clause, first: int, phrase: Phrase) -> bool:
    """Whether a name before a verb belongs to a sentence that has its verb already, and somebody stands behind.

    `Un accord a été signé avec la maire, Anne Roy, a indiqué la préfecture`, not `…, et la maire, Anne Roy, a salué`
    """
    doc, name = page.doc, clause.start - 1
    last = next((k for k in range(name - 1, max(name - _APPOSED, first), -1) if doc[k].text == ","), None)
    if last is None or doc[name].text != "," or not phrase.definite or not can_say(page, phrase):
        return False
    beyond = phrase.end < len(doc) and not (doc[phrase.end].is_punct or page.dated(phrase.end))
    if beyond and doc[phrase.end].pos_ != "ADP":
        return False
    opens = first - 1
    for k in range(last - 1, first, -1):
        if doc[k].is_punct or doc[k].lower_ in speech_words("and-word", "subordinator", "relative"):
            opens = k
            break
    if opens >= first and doc[opens].lower_ in speech_words("subordinator", "relative"):
        return False
    return any(page.finite(k) for k in range(opens + 1, last))


def named_behind_that(page: Page, first: int, name: int) -> bool:
    """Whether the name before a comma explains the subject of a clause with *que* that has no verb before it.

    `C'est à Gap que la maire, Anne Roy, a parlé mardi devant le préfet`
    """
    doc = page.doc
    if doc[name].text != "," or not page.names_person(name):
        return False
    last = next((k for k in range(name - 1, max(name - _APPOSED, first), -1) if doc[k].text == ","), first)
    for k in range(last - 1, first, -1):
        if page.finite(k) or doc[k].is_punct:
            return False
        if doc[k].lower_ in speech_words("that-word"):
            return True
    return False


def closes_insertion(page: Page, comma: int) -> bool:
    """Whether a comma closes what one right behind a relative pronoun opened (`une loi qui, selon elle, dit`)."""
    doc = page.doc
    opener = next((k for k in range(comma - 1, max(comma - _INSERTED, 0), -1) if doc[k].text == ","), 0)
    return opener > 0 and doc[opener - 1].lower_ in speech_words("relative")


def outside_relatives(doc: Doc, first: int, end: int) -> Iterator[int]:
    """The tokens from first to end without those of relative clauses between commas (`La maire, qui part, accuse`)."""
    inside = False
    for k in range(first, end):
        if doc[k].text == ",":
            inside = k + 1 < end and _relates(doc, k + 1)
        if not inside:
            yield k
