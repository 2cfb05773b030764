"""Doc and token → the end of the adverb of several words that starts there (`par ailleurs`, `, elle aussi,`)."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut, lowered
from kgextract.tables.speech import speech_words

_MANNER = 5  # tokens to the noun of how something was said


def past_adverbial(doc: Doc, i: int) -> int:
    """The token after an adverb of several words, or a pronoun that stresses the subject (`, eux,`); i if none."""
    words = lowered(doc)
    if i >= len(words):
        return i
    led = preposition(doc, i)
    if (stop := past_locution(doc, i, "sentence-adverb")) > i or (stop := _past_manner(doc, i)) > i:
        return i if led is not None and led.end > stop else stop  # `dans la foulée | du scrutin`
    if words[i] == "," and i + 2 < len(words) and words[i + 1] in speech_words("own-pronoun"):
        k = i + 2 + (words[i + 2] in speech_words("also-word"))
        return k + 1 if k < len(words) and words[k] == "," else i
    return i


def set_apart(doc: Doc, i: int, stop: int) -> bool:
    """Whether only an adverb of several words, or a stressed pronoun, is in tokens [i, stop), with commas or without.

    `le maire | , de son côté, | refuse`, `le maire | de son côté | refuse`, `le maire | , lui, | refuse`
    """
    if i >= stop:
        return False
    beyond = past_adverbial(doc, i)
    if beyond == i and doc[i].text == "," and (behind := past_adverbial(doc, i + 1)) > i + 1:
        beyond = behind + (behind < stop and doc[behind].text == ",")
    return beyond == stop


def _past_manner(doc: Doc, i: int) -> int:
    """The token after words that tell how something was said (`dans les termes les plus forts`, `d'un ton sec`)."""
    words = lowered(doc)
    if words[i] not in speech_words("manner-opening"):
        return i
    low, high = speech_words("manner-article"), speech_words("how-said")
    k = next((k for k in range(i + 1, min(i + _MANNER, len(words))) if words[k] in high), i)
    if k == i or any(words[j] not in low and doc[j].pos_ != "ADJ" for j in range(i + 1, k)):
        return i
    if k + 1 < len(words) and words[k + 1] in speech_words("among-word"):
        return i  # `s'interroge sur la manière dont`
    stop = _qualified(doc, k + 1)
    tone = stop == k + 1 and stop + 1 < len(words) and words[stop] in speech_words("of-word")
    return (
        stop + 3
        if tone and words[stop + 1] in speech_words("part-article")
        else stop
        if stop > k + 1 or k > i + 1
        else i
    )


def _qualified(doc: Doc, k: int) -> int:
    """The token after the adjectives behind a noun (`les plus forts`, `on ne peut plus clairs`, `ferme et claire`)."""
    words = lowered(doc)
    while k + 1 < len(words):
        beyond = k + (words[k] in speech_words("joining-word"))
        beyond = max(beyond, past_locution(doc, beyond, "manner-degree"))
        if beyond >= len(words) or doc[beyond].pos_ != "ADJ":
            beyond += beyond + 1 < len(words) and doc[beyond].pos_ == "ADV"
            if beyond >= len(words) or doc[beyond].pos_ != "ADJ":
                return k
        k = beyond + 1
    return k


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
