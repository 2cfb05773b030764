"""Descriptions of documents, events, bodies, places and groups → chains, in text order.

An indefinite one opens a chain; a definite or demonstrative one takes up the last thing of the same head noun, or of
a class that its noun may stand for ("la résolution … ce texte"), unless other words, numbers or hosts forbid it.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.wording import Wording, stem
from kgextract.nlp.layers import Chain, Event, Mention, unit_of
from kgextract.tables import identity
from kgextract.tables.names import words

_REACH = 6  # paragraphs that a mere kindred noun looks back over


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each mention that has no chain yet into the chain of what it describes."""
    events = {id(e.mention): e for e in chains.doc._.events or ()}
    for m in mentions:
        if m.chain is None:
            chain = _taken_up(chains, m, events)
            if chain:
                chains.join(m, chain)
            else:
                chains.open(m)


def _taken_up(chains: Chains, m: Mention, events: dict[int, Event]) -> Chain | None:
    """The chain that a description takes up, or None where it opens one."""
    w = chains.wording(m)
    pointing, definite = _pointing(chains, m), _definite(chains, m)
    best: tuple[tuple[int, int, int], Chain] | None = None
    for c in chains.of_type(m.type):
        before = last_before(c, m.start)
        if before is None or not fits(c, m) or c.unnamed:
            continue
        grade = _grade(chains, m, w, c, before, events)
        if not grade or (definite is False and not _again(m, w, grade) and not _restated(chains, c, grade)):
            continue
        if grade == 1 and not (pointing or definite):
            continue
        if definite is None and grade < (2 if m.plural else 3):
            continue
        weight = sum(x.start < m.start for x in c.mentions) if m.type == "Place" and grade == 1 else 0
        rank = (grade >= 2, weight, before.start)
        if best is None or rank > best[0]:
            best = rank, c
    return best[1] if best else _dominant(chains, m, w)


def _dominant(chains: Chains, m: Mention, w: Wording) -> Chain | None:
    """*Le pays* before any name: the country that the article names far more often than any other."""
    row = identity.descriptions().get((m.type, (m.lemma or "").casefold()))
    if m.type != "Place" or not _definite(chains, m) or w.rest or w.plural or row is None:
        return None
    found = [c for c in chains.of_type("Place") if c.cls in row.classes and fits(c, m)]
    found.sort(key=lambda c: -len(c.mentions))
    if not found or (len(found) > 1 and len(found[0].mentions) < 2 * len(found[1].mentions)):
        return None
    return found[0]


def _pointing(chains: Chains, m: Mention) -> bool:
    """Whether a demonstrative stands before it."""
    return m.start > 0 and "Dem" in chains.doc[m.start - 1].morph.get("PronType", [])


def _definite(chains: Chains, m: Mention) -> bool | None:
    """As the mention says, but *des* after a noun or *lors* is *de les*: "la fin des affrontements"."""
    if m.definite is False and m.plural and m.start > 1 and chains.doc[m.start - 1].lower_ in words("contracted"):
        return chains.doc[m.start - 2].pos_ in ("NOUN", "PROPN", "ADV") or False
    return m.definite


def _restated(chains: Chains, c: Chain, grade: int) -> bool:
    """The headline's "un accord" is told again as "un accord" below it."""
    units = chains.doc._.units
    at = {unit_of(chains.doc, x.start) for x in c.mentions}
    return grade > 1 and all(i == 0 or units[i].kind == "heading" for i in at)


def _again(m: Mention, w: Wording, grade: int) -> bool:
    """An indefinite one that says the same again: a group at large ("des migrants"), or two words or more alike."""
    return grade == 4 and not w.numbers and (m.type == "Group" or len(w.rest) > 1)


def _grade(chains: Chains, m: Mention, w: Wording, c: Chain, before: Mention, events: dict[int, Event]) -> int:
    """4 same head and words, 3 same head and a shared word, 2 same head, 1 a kindred noun, 0 another thing."""
    others = [chains.wording(x) for x in c.mentions]
    if _numbers_clash(w, others) or _hosts_clash(m, c, events):
        return 0
    theirs = frozenset().union(*(o.rest for o in others))
    shared = w.rest & theirs
    if w.rest and not shared and (theirs or m.type == "Group") and not _pointing(chains, m):
        return 0 if any(o.head == w.head for o in others) else _kindred(chains, m, w, c, before, others)
    if m.type == "Group" and any(o.numbers != w.numbers for o in others) and not _pointing(chains, m):
        return 0
    if _names_clash(w.names, frozenset().union(*(o.names for o in others))):
        return 0
    if any(o.head == w.head and o.plural == w.plural for o in others):
        if any(o.head == w.head and o.rest == w.rest for o in others):
            return 4
        return 3 if shared else 2
    if m.kind == "named":
        return 0
    return _kindred(chains, m, w, c, before, others)


def _kindred(chains: Chains, m: Mention, w: Wording, c: Chain, before: Mention, others: list[Wording]) -> int:
    """1 where the noun may stand for that class or head; with words of its own only for an only candidate."""
    row = identity.descriptions().get((m.type, (m.lemma or "").casefold()))
    if row is None or w.plural != any(o.plural for o in others) or not _near(chains, m, before):
        return 0
    if c.cls not in row.classes and not any(o.head in {stem(h) for h in row.heads} for o in others):
        return 0
    if w.rest and not w.rest & frozenset().union(*(o.rest for o in others)):
        rivals = [x for x in chains.of_type(m.type) if x.cls in row.classes and last_before(x, m.start)]
        return int(len(rivals) == 1 and m.kind == "nominal" and not w.names)
    return 1


def _numbers_clash(w: Wording, others: list[Wording]) -> bool:
    for mine, known in (
        (w.numbers, frozenset().union(*(o.numbers for o in others))),
        (w.contrast, frozenset().union(*(o.contrast for o in others))),
    ):
        if mine and known and not mine & known:
            return True
    return bool(w.contrast & identity.identity_words("other"))


def _names_clash(rest: frozenset[str], theirs: frozenset[str]) -> bool:
    """Two countries or bodies, one on each side: "le gouvernement italien", "le gouvernement français"."""
    a, b = ({x for x in side if x.startswith("place/")} for side in (rest, theirs))
    return bool(a and b and not a & b)


def _hosts_clash(m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    mine = events.get(id(m))
    if mine is None:
        return False
    for x in c.mentions:
        other = events.get(id(x))
        if other is None:
            continue
        if mine.ordinal and other.ordinal and mine.ordinal != other.ordinal:
            return True
        if mine.host and other.host and mine.host.chain is not other.host.chain:
            return True
        if mine.date and other.date and mine.date.value != other.date.value:
            return True
    return False


def _near(chains: Chains, m: Mention, before: Mention) -> bool:
    units = chains.doc._.units
    here, there = (units[unit_of(chains.doc, x.start)].paragraph for x in (m, before))
    return bool(here - there <= _REACH)
