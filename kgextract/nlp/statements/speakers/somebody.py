"""Pronouns that leave open who speaks → their words: `l'une d'elles`, `certains`, `un autre`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Argument
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words


def somebody(doc: Doc, source: Argument) -> tuple[int, int] | None:
    """The tokens of an indefinite pronoun with what it is one of, where the words for a speaker are such."""
    words, head = doc.lowered, source.head
    if words[head] in speech_words("own-pronoun"):  # `plusieurs d'entre elles`
        j = head - 1
        j -= j > 0 and words[j] in speaker_words("among")
        head = j - 1 if j > 0 and words[j] in speech_words("of-form") else -1
    if head < 0:
        return None
    start = head - (head > 0 and words[head - 1] in speaker_words("before-some"))
    if words[head] in speaker_words("one-more"):
        if start == head:
            return None  # `Autre explication`
    elif words[head] not in speaker_words("some", "part-of-them"):
        return None
    end = _end(doc, head)
    return None if words[head] in speaker_words("part-of-them") and end == head + 1 else (start, end)


def _end(doc: Doc, head: int) -> int:
    """The token behind a pronoun and those of whom it is one (`l'un | d'entre eux`)."""
    words, k = doc.lowered, head + 1
    if k + 1 >= len(doc) or words[k] not in speech_words("of-form"):
        return k
    k += 1 + (words[k + 1] in speaker_words("among"))
    return k + 1 if k < len(doc) and words[k] in speech_words("own-pronoun") else head + 1
