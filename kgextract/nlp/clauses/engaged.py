"""An infinitive of purpose → who is engaged so as to do it: `des éleveurs, mobilisés lundi pour exiger des aides`.

Their participle or their strike stands between them and the infinitive, without another verb. So does what says that
they are the only ones (`le Kenya, seul pays à refuser l'accord`).
"""

from __future__ import annotations

from kgextract.nlp.clauses.antecedents import phrase_ending_at
from kgextract.nlp.clauses.arguments import argument_of
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Argument
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_ONE = 4  # tokens from the infinitive back to the word for the only one
_REACH = 12  # tokens from the infinitive back to what engages them


def engaged(page: Page, infinitive: int, start: int) -> Argument | None:
    """Those who are engaged so as to do what the infinitive at a token says, from token `start` on."""
    doc, words = page.doc, page.words
    if not any(" ".join(words[k:infinitive]) in speech_words("purpose") for k in (infinitive - 1, infinitive - 2)):
        return None
    for k in range(infinitive - 2, max(start, infinitive - _REACH), -1):
        striking = words[k] in syntax("engaged-in") and words[k - 1] in syntax("engaged-link")
        gathered = words[k] in syntax("engaged") and page.tags[k - 1] != "AUX"
        if not (striking or gathered):
            if words[k] == "," or "Fin" in doc[k].morph.get("VerbForm", []):
                return None
            continue
        at = k - striking
        phrase = phrase_ending_at(page, at - (words[at - 1] == ","), start) or phrase_ending_at(page, k + 1, start)
        return argument_of(page, phrase, "subject") if phrase is not None else None
    return None


def alone(page: Page, infinitive: int, start: int) -> Argument | None:
    """Who is the only or first one, behind a comma, to do what the infinitive at a token says."""
    if page.words[infinitive - 1] not in syntax("to-do-word"):
        return None
    for k in range(infinitive - 2, max(start + 1, infinitive - 2 - _ONE), -1):
        if page.words[k] in syntax("only-one") and page.words[k - 1] == ",":
            phrase = phrase_ending_at(page, k - 1, start)
            return argument_of(page, phrase, "subject") if phrase is not None else None
        if page.tags[k] not in ("NOUN", "ADJ", "NUM", "ADV"):
            return None
    return None
