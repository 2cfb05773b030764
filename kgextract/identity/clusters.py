"""Occurrences and decisions → nodes: which occurrences are one thing, its IRI and name, and which are possibly one.

The result depends on the set of occurrences and of decisions alone. Decisions go first, then shared keys in the order
of their IRIs; what a decision holds apart stays apart, whatever else speaks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kgextract.identity.decisions import Decisions
from kgextract.identity.occurrences import NOTHING, Occurrence
from kgextract.rdf.iris import FOLDERS, PREFIXES

_MOST_PAIRS = (
    12  # nodes of one name that are paired each with each; where there are more, each is paired with the first
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing: its IRI, its name, and the ids of its occurrences."""

    iri: str
    label: str
    occurrences: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Nodes, sorted, and the pairs of IRIs that are possibly one thing."""

    nodes: tuple[Node, ...]
    possibly: frozenset[tuple[str, str]]


def nodes(found: Collection[Occurrence], decisions: Decisions) -> Nodes:
    """All occurrences that share a name, directly or by others, and the decisions → Nodes."""
    return _Joiner(found, decisions).nodes()


class _Joiner:
    """Occurrences in sets that grow together; `apart` says on which side of which decisions a set stands."""

    def __init__(self, found: Collection[Occurrence], decisions: Decisions) -> None:
        self.found = sorted(found, key=lambda o: (o.keys, o.iri or "", o.label, o.pin or "", o.id))
        self.decisions = decisions
        self.by_name: dict[str, list[int]] = {}
        for n, o in enumerate(self.found):
            for name in o.names:
                self.by_name.setdefault(name, []).append(n)
        self.parent = list(range(len(self.found)))
        self.apart: list[set[tuple[int, int]]] = [set() for _ in self.found]

    def nodes(self) -> Nodes:
        self.hold_apart()
        for row in self.decisions.rows:
            if row.what == "same":
                self.unite((*self.by_name.get(row.one, ()), *self.by_name.get(row.other, ())))
        keyed: dict[str, list[int]] = {}
        for n, o in enumerate(self.found):
            for key in (*o.keys, *([o.iri] if o.iri else ())):
                keyed.setdefault(key, []).append(n)
        for key in sorted(keyed):
            self.unite(keyed[key])
        groups: dict[int, list[int]] = {}
        for n in range(len(self.found)):
            groups.setdefault(self.root(n), []).append(n)
        iris = dict(self.named(groups.values()))
        made = [
            Node(
                iri=iri,
                label=self.label(groups[root], iri),
                occurrences=frozenset(self.found[n].id for n in groups[root]),
            )
            for root, iri in iris.items()
        ]
        return Nodes(nodes=tuple(sorted(made, key=lambda node: node.iri)), possibly=frozenset(self.possibly(iris)))

    def hold_apart(self) -> None:
        for number, row in enumerate(self.decisions.rows):
            if row.what != "different":
                continue
            one, other = set(self.by_name.get(row.one, ())), set(self.by_name.get(row.other, ()))
            both = one & other  # the one that says more takes what both name
            if len(one) > len(other):
                one -= both
            elif len(other) > len(one):
                other -= both
            else:
                one, other = one - both, other - both
            for side, members in enumerate((one, other)):
                for n in members:
                    self.apart[n].add((number, side))

    def root(self, n: int) -> int:
        while self.parent[n] != n:
            self.parent[n] = n = self.parent[self.parent[n]]
        return n

    def unite(self, members: Iterable[int]) -> None:
        """Each with the first set that nothing holds it apart from."""
        roots: list[int] = []
        for n in sorted(set(members)):
            here = self.root(n)
            for m in roots:
                there = self.root(m)
                if there == here:
                    break
                if not self.contrary(here, there):
                    low, high = min(here, there), max(here, there)
                    self.parent[high] = low
                    self.apart[low] |= self.apart[high]
                    break
            else:
                roots.append(n)

    def contrary(self, one: int, other: int) -> bool:
        return any((number, 1 - side) in self.apart[other] for number, side in self.apart[one])

    def named(self, groups: Iterable[list[int]]) -> Iterator[tuple[int, str]]:
        """Root → IRI; no two sets get the same one. Linked things choose first, those of whom nothing is known last."""
        wanted = []
        for group in groups:
            members = [self.found[n] for n in group]
            keys = sorted({k for o in members for k in o.keys if not k.startswith(PREFIXES["wd"])}, key=_by_worth)
            pins = sorted({o.pin for o in members if o.pin})
            linked = sorted({o.iri for o in members if o.iri}, key=_by_worth)
            bare = sorted({o.name for o in members if o.name and not o.iri})
            unknown = not keys or _by_worth(keys[0])[1]
            wanted.append((not linked, unknown, keys, pins, [*linked, *bare, *keys, *pins], self.root(group[0])))
        taken: set[str] = set()
        for *_, candidates, root in sorted(wanted):
            more = (f"{candidates[-1]}/{n}" for n in range(2, len(wanted) + 2))
            iri = next(c for c in (*candidates, *more) if c not in taken)
            taken.add(iri)
            yield root, iri

    def label(self, group: list[int], iri: str) -> str:
        members = [self.found[n] for n in group]
        names = {name for o in members for name in o.names}
        for row in reversed(self.decisions.rows):
            if row.what == "rename" and row.one in names:
                return row.other
        own = [o.label for o in members if o.iri == iri]
        return min(own or (o.label for o in members), key=lambda label: (-len(label), label))

    def possibly(self, iris: dict[int, str]) -> Iterator[tuple[str, str]]:
        """Pairs of one bare name; two linked things of one name are known to be two."""
        linked = {self.root(n) for n, o in enumerate(self.found) if o.iri}
        for members in self.by_bare_name().values():
            alike = sorted({self.root(n) for n in members}, key=lambda root: iris[root])
            pairs = combinations(alike, 2) if len(alike) <= _MOST_PAIRS else ((alike[0], a) for a in alike[1:])
            for a, b in pairs:
                if not self.contrary(a, b) and not {a, b} <= linked:
                    yield iris[a], iris[b]

    def by_bare_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, o in enumerate(self.found):
            if o.name:
                found.setdefault(o.name, []).append(n)
        return found


def _by_worth(iri: str) -> tuple[bool, bool, str]:
    """Sorts IRIs: readable ones before numbers of Wikidata, those that say something before those that do not."""
    return f"/{FOLDERS['wikidata']}/" in iri, iri.endswith(f"/{NOTHING}"), iri
