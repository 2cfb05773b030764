"""A comma in a noun phrase that is said → whether the phrase goes on behind it: a relative, a further thing, a sum."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.resumed import new_clause
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_ASIDE = 16  # tokens between two commas behind a relative pronoun
_SUMMED = 8  # tokens from `portant` to what a number comes to


def relates_on(page: Page, i: int, comma: int, stop: int) -> bool:
    """Whether a relative pronoun behind a comma and a conjunction takes up one inside the phrase."""
    doc = page.doc
    word = doc[comma + 2].lower_ if comma + 2 < stop else ""
    if word not in speech_words("relative"):
        return False
    inside = (doc[k] for k in range(i + 1, comma))
    return any(t.lower_ == word or (t.pos_ == "PRON" and t.lower_ in speech_words("relative")) for t in inside)


def listed_on(page: Page, i: int, comma: int, stop: int) -> bool:
    """Whether a conjunction and a further noun phrase stand behind a comma, with no verb of its own.

    The comma may close the relative clause of the cue: `le four, que la ville présente comme un bijou, et la cave`.
    """
    doc = page.doc
    before = next((k for k in range(i - 1, max(i - _ASIDE, 0), -1) if doc[k].text == ","), i)
    if doc[before + 1].lower_ in speech_words("relative"):
        return False
    locution = doc.between(comma + 1, min(comma + 3, stop)).lower()
    long = locution in syntax("coordinator-locution")
    at = comma + 2 + long
    if at >= stop or not (long or doc[comma + 1].lower_ in words("coordinator")):
        return False
    if at + 2 < stop and doc[at + 1].lower_ in speech_words("fact-noun"):
        return doc[at + 2].lower_ in speech_words("that-word")  # `déplore un « retard », et le fait que le quai ferme`
    found = preposition(doc, at) if long else None
    if found is not None and not told(page, found):  # `évoque des cas en Savoie, mais aussi dans l'Ain`
        inner = next((k for k in range(at, stop) if doc[k].lower_ in speech_words("relative")), stop)
        return noun_phrase(doc, found.end - found.contracted) is not None and not _finite(page, at, inner)
    phrase = noun_phrase(doc, at)
    if phrase is None or not (doc[at].pos_ == "DET" or phrase.core_start > phrase.start) or new_clause(page, at, stop):
        return False
    also = phrase.end < stop and doc[phrase.end].pos_ == "ADV"  # `…, et la CGT aussi`
    return not also and not _finite(page, phrase.end, stop)


def _finite(page: Page, i: int, stop: int) -> bool:
    return any(page.finite(k) for k in range(i, stop))


def sums(page: Page, i: int, stop: int) -> bool:
    """Whether a participle tells what a number comes to (`annonce 12 cas, | portant le total à 90`)."""
    doc = page.doc
    behind = doc[i + 1 : min(i + _SUMMED, stop)]
    return (
        i < stop
        and doc[i].lower_ in speech_words("summing")
        and any(t.lower_ in speech_words("sum-noun") for t in behind)
    )
