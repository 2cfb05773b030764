"""Doc and the names of its media → mentions of their newscasts: `le JT de France 2`, `le 20 heures de TF1`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.names import firm_words, words

_HOUR = re.compile(r"\d{1,2}h(?:\d\d)?")


def programmes(doc: Doc, media: Sequence[Mention]) -> Iterator[Mention]:
    """The newscasts that a medium (or their hour alone, behind their noun) names, each a medium of its own."""
    text = lowered(doc)
    owned = {_before(doc, m.start): m.end for m in media if m.cls == "MediaOutlet" and m.kind == "named"}
    for i, word in enumerate(text):
        if word in firm_words("newscast"):
            kind = i + 1 < len(doc) and text[i + 1] in firm_words("newscast-kind")
            behind = i + 2 if kind else i + 1
            led = behind < len(doc) and text[behind] in words("of")
            hour = _behind_hour(doc, behind + led)
            at = hour or behind
            if at in owned or hour:
                yield _newscast(doc, i, owned.get(at, at))
        elif i and text[i - 1] in words("definite") and (hour := _behind_hour(doc, i)) and hour in owned:
            yield _newscast(doc, i, owned[hour])


def _newscast(doc: Doc, start: int, end: int) -> Mention:
    return named(doc, start, end, "Organization", "MediaOutlet", rule="newscast", confidence=0.8, head=start)


def _before(doc: Doc, start: int) -> int:
    """The token of `de` or `sur` before the name of a medium and its article; -1 where there is none."""
    text = lowered(doc)
    k = start - 1
    if k > 0 and text[k] in words("definite") and text[k] not in words("contracted"):
        k -= 1
    return k if k >= 0 and text[k] in words("of") | firm_words("on-air") else -1


def _behind_hour(doc: Doc, i: int) -> int:
    """The token behind `20h` or `20 heures`; 0 where no hour stands at token i."""
    text = lowered(doc)
    if i < len(doc) and _HOUR.fullmatch(text[i]):
        return i + 1
    return i + 2 if i + 1 < len(doc) and text[i].isdigit() and text[i + 1] in firm_words("newscast-hour") else 0
