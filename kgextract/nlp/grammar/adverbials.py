"""Doc and token → the end of the adverb of several words that starts there (`par ailleurs`, `, elle aussi,`)."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import cut, lowered
from kgextract.tables.speech import speech_words


def past_adverbial(doc: Doc, i: int) -> int:
    """The token after an adverb of several words, or a pronoun that stresses the subject (`, eux,`); i if none."""
    words = lowered(doc)
    if i >= len(words):
        return i
    if (stop := past_locution(doc, i, "sentence-adverb")) > i:
        return stop
    if words[i] == "," and i + 2 < len(words) and words[i + 1] in speech_words("own-pronoun"):
        k = i + 2 + (words[i + 2] in speech_words("also-word"))
        return k + 1 if k < len(words) and words[k] == "," else i
    return i


def past_locution(doc: Doc, i: int, name: str) -> int:
    """The token after the longest member of a class, of one word or several, that starts at a token; i if none."""
    words = lowered(doc)
    for parts in _locutions(name).get(words[i], ()) if i < len(words) else ():
        stop = i + len(parts)
        if words[i:stop] == parts:
            return stop
    return i


@cache
def _locutions(name: str) -> dict[str, tuple[list[str], ...]]:
    """The members of a class by their first word, longest first."""
    table: dict[str, list[list[str]]] = {}
    for locution in speech_words(name):
        parts = cut(locution)
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=lambda p: (-len(p), p))) for first, found in table.items()}
