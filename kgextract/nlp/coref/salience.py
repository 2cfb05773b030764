"""Doc, a token and what a pronoun agrees with → who it most likely stands for. Pronouns are no mentions themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory, paragraphs_before
from kgextract.nlp.layers import Chain, Mention, Range, unit_of
from kgextract.nlp.quotations import depths, quoted
from kgextract.nlp.stretches import beginning
from kgextract.tables.roles import office_words

PARAGRAPHS = 1  # how far back a pronoun looks


def antecedent(
    doc: Doc,
    token: int,
    *,
    gender: Literal["m", "f"] | None = None,
    plural: bool = False,
    types: tuple[str, ...] = ("Person", "Organization", "Place", "Group"),
    besides: Collection[Chain] = (),
) -> Chain | None:
    """The chain that a pronoun at `token` stands for: nearest unit first, there what opens it; None if none agrees.
    `besides` are those that it cannot stand for (the subject, for an object).

    "La ministre a reçu le maire. Elle s'est dite confiante." → the minister (gender); without a gender a person before
    a body, the first mention of its unit before the others.
    """
    units = doc._.units
    found: list[tuple[tuple[int, int, int, int], Chain]] = []
    outer = _quoted(doc)
    inside = quoted(outer, doc[token].idx)
    for m, chain in _between(doc, paragraphs_before(doc, token, PARAGRAPHS), token):
        if chain.type not in types or chain in besides or not _agrees(chain, gender=gender, plural=plural):
            continue
        if not inside and quoted(outer, doc[m.start].idx):
            continue  # `« Le PSG a mieux joué », dit son président`
        at = unit_of(doc, m.start)
        found.append(((at, chain.type == "Person", _opens(doc, m, units[at].start), -m.start), chain))
    return max(found, key=lambda x: x[0])[1] if found else None


def in_general(doc: Doc, chain: Chain, m: Mention) -> bool:
    """Whether a chain is only somebody at large in the quotation beside which a description says who speaks.

    `« Un avocat doit tout dire », a plaidé l'avocat`: the second is no such lawyer.
    """
    outer, at = _quoted(doc), unit_of(doc, m.start)
    if quoted(outer, doc[m.start].idx) or unit_of(doc, chain.mentions[0].start) != at:
        return False
    before = [x for x in chain.mentions if x.start < m.start]
    return bool(before) and all(
        x.definite is False and unit_of(doc, x.start) == at and quoted(outer, doc[x.start].idx) for x in before
    )


def envoys_of(doc: Doc, office: Mention) -> tuple[str, ...]:
    """The types of whoever has somebody with this office speak: of persons a spokesman or a special envoy, else states
    and bodies (`La ministre a reçu le FMI. Son représentant, …`)."""
    said = {t.lower_ for t in doc[office.start : office.end]}
    body = said & office_words("body-envoy") and not said & office_words("own-envoy")
    return ("Organization", "Place") if body else ("Organization", "Place", "Person")


def _quoted(doc: Doc) -> list[Range]:
    """The quoted ranges of characters."""
    kept = memory(doc, "salience")
    if "quoted" not in kept:
        kept["quoted"] = depths(doc._.quotations or [])
    found: list[Range] = kept["quoted"]
    return found


def _between(doc: Doc, start: int, end: int) -> Sequence[tuple[Mention, Chain]]:
    """The mentions that start in the tokens [start, end), each with its chain."""
    kept = memory(doc, "salience")
    if "mentions" not in kept:
        kept["mentions"] = sorted(((m, c) for c in doc._.chains for m in c.mentions), key=_start)
    found: list[tuple[Mention, Chain]] = kept["mentions"]
    return beginning(found, start, end, _start)


def _start(entry: tuple[Mention, Chain]) -> int:
    return entry[0].start


def _agrees(chain: Chain, *, gender: str | None, plural: bool) -> bool:
    if gender and chain.gender and chain.gender != gender:
        return False
    return plural == bool(chain.plural or chain.type == "Group")


def _opens(doc: Doc, m: Mention, start: int) -> bool:
    """Nothing but function words between the start of the unit and the mention: a subject, most likely."""
    i = m.start
    while i > 0 and doc[i - 1].idx >= start:
        i -= 1
        if doc[i].pos_ in ("NOUN", "PROPN", "VERB"):
            return False
    return True
