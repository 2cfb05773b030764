"""A description that points at somebody → who is meant: `cet ouvrier de 45 ans`, `notre interlocuteur`."""

from __future__ import annotations

from kgextract.nlp.layers import Argument, unit_of
from kgextract.nlp.statements.speakers.described import Described
from kgextract.nlp.statements.speakers.fullest import calls
from kgextract.nlp.statements.speakers.lone import only_of_sex
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.voices import Voice
from kgextract.tables.identity import identity_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BACK = 2  # paragraphs that `notre interlocuteur` looks back


def pointed(described: Described, source: Argument) -> Voice | None:
    """Whom `cet ouvrier de 45 ans` or `notre interlocuteur` takes up: the last one around."""
    doc, discourse = described.doc, described.discourse
    first, noun = doc[source.start].lower_, doc[source.head].lower_
    if first in speech_words("first-person-own") and noun in speaker_words("spoken-to"):
        shown = described.words.gender(source.head)
        around = discourse.people_before(source.start, paragraphs=_BACK, described=True)
        return next((v for v in around if shown is None or v.gender in (shown, None)), None)
    if first not in speaker_words("pointing") or not calls(doc, source.head):
        return None
    gender: Gender = "f" if first in identity_words("feminine") else "m"
    last = next(discourse.people_before(source.start, paragraphs=0, described=True), None)
    last = (_in_paragraph_before(described, source) or _of_sex(described, source, gender)) if last is None else last
    return last if last is not None and not (last.gender and last.gender != gender) else None


def _of_sex(described: Described, source: Argument, gender: Gender) -> Voice | None:
    """The only one of a sex whom the paragraph names (`La troupe de Lise Roy part. « … », dit cette soprano`)."""
    only = only_of_sex(described.discourse, source, gender, office=False)
    if len(only) != 1:
        return None
    return described.discourse.voice(only[0], None, unit=unit_of(described.doc, source.start), token=source.start)


def _in_paragraph_before(described: Described, source: Argument) -> Voice | None:
    """The only person of the paragraph before, known by name and without an office (`« … », dit cette vendeuse`)."""
    around = list(described.discourse.people_before(source.start, paragraphs=1, described=True))
    if len({id(v.chain) for v in around}) != 1 or not around[0].named or not around[0].gender:
        return None
    held = any(h.chain is around[0].chain for r in described.doc._.roles or () for h in r.holders)
    return None if held else around[0]
