"""Doc and the end of an event phrase → its end with the two names that a dash joins: `le match Lens – Lorient`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import AGENTS
from kgextract.tables.events import EventNoun, words_of
from kgextract.tables.names import words

_DASHES = ("-", "–", "—")
_NAME = 4  # tokens of the name of a side


def joined(doc: Doc, at: int, row: EventNoun, fillers: Fillers) -> int:
    """The end of a pair of names that a hyphen joins behind the noun or an adjective (`le forum économique |
    Chine-Afrique`), of a match also with blanks round the dash (`le match aller | Lens – Lorient`)."""
    if at and at + 1 < len(doc) and doc[at].text in _DASHES and not (doc[at - 1].whitespace_ or doc[at].whitespace_):
        return at + 2 if is_capital(doc[at - 1]) and is_capital(doc[at + 1]) else at
    if at + 2 < len(doc) and doc[at + 1].text in _DASHES and not (doc[at].whitespace_ or doc[at + 1].whitespace_):
        return at + 3 if is_capital(doc[at]) and is_capital(doc[at + 2]) else at
    return _sides(doc, at, fillers) or at if row.class_ in words_of("event-match") else at


def _sides(doc: Doc, at: int, fillers: Fillers) -> int:
    """The end of two sides with a dash between blanks, the first one behind token `at` or right before it, or 0."""
    if at and at < len(doc) and doc[at].text in _DASHES:
        return _side(doc, at + 1, fillers) if _ends(doc, at, fillers) else 0
    at += at + 1 < len(doc) and doc[at].is_lower and doc[at].pos_ in ("ADJ", "NOUN") and is_capital(doc[at + 1])
    end = _side(doc, at, fillers)  # `le match éliminatoire | Bulgarie – France`
    return _side(doc, end + 1, fillers) if end and end < len(doc) and doc[end].text in _DASHES else 0


def _ends(doc: Doc, at: int, fillers: Fillers) -> bool:
    """Whether a bare name ends at a token, without article or preposition (not `le match de Lens | – Luc Roy …`)."""
    near = (m for k in range(max(at - _NAME, 0), at) if (m := fillers.mentions.get(k)) is not None)
    start = next((m.start for m in near if m.end == at), at - 1)
    if not is_capital(doc[start]):
        return False
    return doc[start - 1].lower_ not in words("definite") and preposition(doc, start - 1) is None


def _side(doc: Doc, at: int, fillers: Fillers) -> int:
    """The end of the name at a token, or 0."""
    m = fillers.mentions.get(at)
    if m is not None and m.kind == "named" and m.type in AGENTS:
        return m.end
    return at + 1 if at < len(doc) and is_capital(doc[at]) else 0
