"""Mentions → the same without the initials that sign an article (`AT/MD/SS`), with a name in capitals (`AWA DIALLO`).

Both stand alone on a line. What stands between strokes is who wrote, read and sent it on; only agencies have a name.
Letters behind a stroke that close a line (`Vue du port. /NTB`) are the agency whose picture it is.
"""

from __future__ import annotations

import re

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import Mention, Range
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import person
from kgextract.tables.names import given_name_gender, words

# The parts of a line of initials, and a line of two words or more in capitals, `By` before it.
_INITIALS = re.compile(
    r"(?m)^[ \t(]*(?:[A-Za-z]{1,4}(?:[/-][A-Za-z]{1,4}){1,6}|(?:[A-Z][.-]{1,2} ?){1,4}|[A-Z]{2,3})"
    r"[ \t)]*(?:\([A-Z]{2,6}\))?[ \t]*$"
)
_CAPITALS = re.compile(r"(?m)^[ \t]*(?:[A-Z][a-z]{1,2} )?([A-ZÀ-Ý]{2,}(?:[ '-][A-ZÀ-Ý]{2,}){1,4})[ \t]*\.?$")
_CREDITED = re.compile(r"(?m)(?<=[.»”]) ?/ ?([A-Z]{2,5})[ \t]*$")
_SHORT = 4  # letters of somebody's initials
_KNOWN = 3  # letters that may be those of a known agency


def with_signatures(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions without initials of whoever signs, and with the names in capitals on a line of their own."""
    text = text_of(doc)
    signed = {k for match in _INITIALS.finditer(text) if match.start() for k in _tokens(doc, match.span())}
    known = {m.start for m in mentions if m.key is not None}
    new = [m for match in _CAPITALS.finditer(text) if (m := _in_capitals(doc, match.span(1))) is not None]
    new += [m for match in _CREDITED.finditer(text) if (m := _credited(doc, match.span(1))).start not in known]
    if not signed and not new:
        return mentions
    held = {k for m in new for k in range(m.start, m.end)}
    kept = [m for m in mentions if not (m.start in signed and _is_somebody(doc, m)) and m.start not in held]
    return kept + new


def _credited(doc: Doc, span: Range) -> Mention:
    """The agency whose letters stand behind a picture's caption."""
    found = _tokens(doc, span)
    return named(doc, found.start, found.stop, "Organization", "NewsAgency", rule="signature", confidence=0.7)


def _tokens(doc: Doc, span: Range) -> range:
    found = doc.char_span(*span, alignment_mode="expand")
    return range(found.start, found.end) if found is not None else range(0)


def _is_somebody(doc: Doc, m: Mention) -> bool:
    """Whether a name in a line of initials is no agency that a table or the bracket behind it knows."""
    bracket = doc[m.start - 1].text == "(" and len(doc[m.start]) > 2
    return (m.key is None or len(doc[m.start]) < _KNOWN) and len(doc[m.start]) <= _SHORT and not bracket


def _in_capitals(doc: Doc, span: Range) -> Mention | None:
    """The name of somebody in capitals: a given name first or last, no place, no body and no word of a heading."""
    found = _tokens(doc, span)
    if len(found) < 2:
        return None
    start, end = found.start, found.stop
    parts = [t for t in doc[start:end] if t.is_alpha]
    given = [t.text.title() in given_name_gender() for t in parts]
    known = any(m.entries[0].part != "person" for k in found for m in starting(doc, k, end))
    none = words("office-head") | words("definite")
    small = any(t.lower_ in none or head_class(t.lower_) for t in parts)
    if small or not (given[0] or given[-1]) or (known and not given[0]):
        return None
    return person(doc, start, end, rule="signature", confidence=0.7)
