"""An office of several people → of what each of them has it, told behind his name or before it: a land, town or body.

`les présidents Ali Diop du [Niger], Paul Mba de la [Guinée] et Luc Roy ([Togo])`;
`les maires de [Lens], Luc Roy, et de [Dax], Anne Blin`
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.names import name_end
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import Office, office_words

COUNTRY = "Country"
CLOSED = frozenset(",.;:")  # behind a complement between commas
_TOWNS = ("City", "Town")
_REMOVAL = 6  # tokens from a verb of sending away to the name
_FIELD, _BRACKET = 10, 6  # tokens of a complement before the name, of a bracket behind it
_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "X")


def complement_behind(doc: Doc, at: int, ix: Index) -> tuple[Mention | None, int] | None:
    """(land, town or body, the end) of the complement that starts at a token: `du Niger`, `, du Niger,`, `(Niger)`."""
    if at + 2 < len(doc) and doc[at].text == "(":
        m = ix.names_at.get(at + 1)
        closed = m is not None and m.type == "Place" and m.end < len(doc) and doc[m.end].text == ")"
        return (m, m.end + 1) if m is not None and closed else None
    apart = at + 1 < len(doc) and doc[at].text == ","
    link = preposition(doc, at + apart)
    if link is None or link.lemma not in office_words("of") or link.end >= len(doc) or at + apart in ix.dated:
        return None
    first = link.end + (link.end not in ix.names_at and doc.lowered[link.end] in office_words("singular-article"))
    m = ix.names_at.get(first) or ix.bodies_at.get(first)
    end = m.end if m is not None else name_end(doc, first)  # a town that no table knows
    open_ = end >= len(doc) or doc[end].text not in CLOSED
    return None if end == first or first in ix.people_at or (apart and open_) else (m, end)


def own_complements(doc: Doc, row: Office, holders: list[Mention], ix: Index) -> list[Mention | None]:
    """For each holder what stands behind the name that the office may be of; empty where none has any."""
    found = [_fitting(doc, row, m, ix) for m in holders]
    return found if any(m is not None for m in found) else []


def alternating(doc: Doc, phrase: OfficePhrase, ix: Index) -> list[tuple[Mention, Mention | None]]:
    """`les maires de Lens, Luc Roy, et de Dax, Anne Blin`: each holder with what stands before his name; two or more.

    A field (`les ministres de la Santé, A, et du Travail, B`) stands there too, and is no mention.
    """
    if not phrase.plural or len(phrase.chunks) != 1 or phrase.chunks[0][0] not in office_words("of"):
        return []
    holder = _name(doc, phrase.end, ix)
    found: list[tuple[Mention, Mention | None]] = []
    start = phrase.chunks[0][1]
    while holder is not None:
        of = ix.names_at.get(start) or ix.bodies_at.get(start)
        found.append((holder, of if of is not None and _may_be_of(phrase.row, of) else None))
        at = past_bracket(doc, holder.end, _BRACKET)
        at += at < len(doc) and doc[at].text == ","
        at += at < len(doc) and doc.lowered[at] in office_words("coordinator")
        link = preposition(doc, at) if at < len(doc) else None
        if link is None or link.lemma not in office_words("of") or at == holder.end:
            break
        start = link.end + (link.end not in ix.names_at and doc.lowered[link.end] in office_words("singular-article"))
        holder = _behind_complement(doc, start, ix)
    return found if len(found) > 1 else []


def _behind_complement(doc: Doc, start: int, ix: Index) -> Mention | None:
    """The name behind a complement that starts at a token, with or without a comma."""
    for k in range(start + 1, min(start + _FIELD, len(doc))):
        if k in ix.people_at or doc[k].text == ",":
            return _name(doc, k, ix) if doc[k - 1].pos_ not in ("ADP", "DET") else None
        if doc[k].pos_ not in _NOMINAL:
            return None
    return None


def _name(doc: Doc, at: int, ix: Index) -> Mention | None:
    return ix.people_at.get(at) or (ix.people_at.get(at + 1) if at < len(doc) and doc[at].text == "," else None)


def _fitting(doc: Doc, row: Office, holder: Mention, ix: Index) -> Mention | None:
    behind = complement_behind(doc, holder.end, ix)
    of = behind[0] if behind is not None else None
    if of is None or not _may_be_of(row, of):
        return None
    return of if not _sent_away(doc, holder) else None


def _may_be_of(row: Office, m: Mention) -> bool:
    """Whether an office may be one of a land, town or body."""
    if row.office not in ("head", "represents") or not set(row.prepositions) & office_words("of"):
        return False
    if row.complete or row.office == "represents":
        return m.cls == COUNTRY or (m.type == "Organization" and not row.complete)
    if m.type == "Organization":
        return not row.cabinet
    governs = row.state and m.cls not in _TOWNS
    return m.type == "Place" and (governs or (row.governs and m.cls != COUNTRY))


def _sent_away(doc: Doc, holder: Mention) -> bool:
    """`a rapatrié l'ambassadeur Luc Roy du Mali`, `a exclu la présidente Anne Roy du club`: from there."""
    start = max(holder.start - _REMOVAL, 0)
    return any(t.pos_ == "VERB" and t.lemma_ in office_words("sent-away") for t in doc[start : holder.start])
