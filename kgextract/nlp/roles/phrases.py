"""The office phrase as it is read, and the mentions of a document where it needs them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.days import date_over
from kgextract.nlp.grammar.excluded import excluded
from kgextract.nlp.layers import Mention
from kgextract.tables.roles import Office


@dataclass(frozen=True, slots=True)
class Index:
    """The mentions of a document by the token where they start or end, and the dates."""

    people_at: dict[int, Mention]
    people_to: dict[int, Mention]
    names_at: dict[int, Mention]  # the longest name of a body, place … that starts there
    bodies_at: dict[int, Mention]  # bodies and groups that are only described
    covered: dict[int, Mention]  # token → the longest name it is in
    dated: frozenset[int]  # tokens where a date starts
    described_to: dict[int, Mention]  # somebody who is only described (`cet ancien élève`), by the end


@dataclass(slots=True, kw_only=True)
class OfficePhrase:
    """Tokens [start, end); `chunks` are the complements as (preposition, first token, end)."""

    start: int
    head: int  # first token of the head
    head_end: int
    base_end: int  # after the adjectives
    end: int
    row: Office
    plural: bool
    former: bool = False
    acting: bool = False
    coming: bool = False
    adjectives: list[str] = field(default_factory=list)
    chunks: list[tuple[str, int, int]] = field(default_factory=list)
    portfolio: bool = False  # `chargé de` leads to a complement
    inner: OfficePhrase | None = None  # the office that a complement ends with: `conseillère du [préfet du Nord]`
    nested: bool = False  # a complement holds another office with its own name: `conseiller du président Li`


SITES = ("Building", "Place")  # `le patron du camping`


def index(doc: Doc) -> Index:
    """The mentions of `doc` where the office phrase needs them."""
    named = (m for m in doc._.mentions if m.type == "Person" and m.kind == "named")
    people = [m for m in named if not excluded(doc.lowered, m.start)]
    others = [m for m in doc._.mentions if m.type != "Person" and m.kind == "named"]
    names: dict[int, Mention] = {}
    for m in others:
        if m.start not in names or names[m.start].end < m.end:
            names[m.start] = m
    return Index(
        people_at={m.start: m for m in sorted(people, key=lambda m: m.end)},
        people_to={m.end: m for m in sorted(people, key=lambda m: -m.start)},
        names_at=names,
        bodies_at={m.start: m for m in doc._.nominals or () if m.type in ("Organization", "Group") or m.cls in SITES},
        covered={
            i: m for m in sorted((*people, *others), key=lambda m: m.end - m.start) for i in range(m.start, m.end)
        },
        dated=frozenset(d.start for d in doc._.dates),
        described_to={
            m.end: m for m in doc._.nominals or () if m.type == "Person" and m.definite and not m.plural and m.start
        },
    )


def in_date(doc: Doc, k: int) -> bool:
    """Whether token k belongs to a date."""
    return date_over(doc, k) is not None
