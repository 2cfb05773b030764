"""The graph of one article → what each of its entities is known by in other articles.

- A linked thing is known by its IRI and its Wikidata id.
- An unlinked person is known by the full name with each office, body or country that the article gives; one of whom
  nothing is given is known by the name alone, as another person than those with an office.
- An unlinked body or place is known by its name with what it lies in or belongs to, else by the name alone where that
  is a proper name (a capital letter after the first one, a digit). Every state has its ministries, courts and
  committees: their names must end with that of a place or a linked body. In capitals or not, a body of which a country
  has one (`fédération sénégalaise de voile`) is known by its name. A document is known by its number, or its
  name and the date of its adoption; an event by its number, or its name, day and body or place.
- Anything else belongs to its article, unless a decision names it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache, cached_property

from pyoxigraph import Literal, NamedNode

from kgextract.rdf.build import ArticleGraph, Term, Triple
from kgextract.rdf.iris import BASE, FOLDERS, PREFIXES, mint, slug, term
from kgextract.tables.identity import identity_words
from kgextract.tables.names import demonyms

NOTHING = "_"  # what is known of a person of whom only the name is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """What an entity of an article is known by; articles that say the same of a thing have equal occurrences.

    `iri` is the IRI that a linked thing has everywhere. `keys` are IRIs: two occurrences that share one are one thing.
    `name` is the IRI of the bare name: two that share it alone are possibly one. `pin` is the place in one article
    that a decision speaks of.
    """

    iri: str | None
    keys: tuple[str, ...]
    name: str | None
    label: str
    pin: str | None = None
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hashlib.sha256(self.dumps().encode()).hexdigest()[:32])

    def dumps(self) -> str:
        """The occurrence as text; `loads` reads it."""
        return json.dumps([self.iri, self.keys, self.name, self.label, self.pin], ensure_ascii=False)

    @property
    def names(self) -> frozenset[str]:
        """Every IRI by which a decision can mean it."""
        return frozenset(n for n in (self.iri, self.name, self.pin, *self.keys) if n)


def loads(text: str) -> Occurrence:
    """What `Occurrence.dumps` wrote → the same occurrence."""
    iri, keys, name, label, pin = json.loads(text)
    return Occurrence(iri=iri, keys=tuple(keys), name=name, label=label, pin=pin)


def occurrences(graph: ArticleGraph, *, base: str = BASE, pins: Set[str] = frozenset()) -> dict[str, Occurrence]:
    """An article's graph → the occurrence of each entity that is known beyond it, by the IRI it has in the graph.

    `pins` are the IRIs `ARTICLE#…` that decisions name.
    """
    return _Reader(graph, base, pins).read()


def pin_of(article: str, iri: str) -> str:
    """The IRI of one entity in one article alone: `ARTICLE#event-2` as it is, `ARTICLE#person-luc-pey` for a person."""
    if iri.startswith(f"{article}#"):
        return iri
    return mint(article, fragment="-".join(iri.rsplit("/", 2)[1:])).value


_PERSON_ANCHORS = frozenset(
    term(f"kg:{name}") for name in ("holdsRole", "represents", "headOf", "memberOf", "affiliatedWith", "nationality")
)
_SURROUNDINGS = frozenset(term(f"kg:{name}") for name in ("locatedIn", "partOf"))
_SETTINGS = frozenset(term(f"kg:{name}") for name in ("sessionOf", "heldAt", "organizedBy", "occurredIn"))
_EVENT_DATES = frozenset(term(f"kg:{name}") for name in ("heldOn", "occurredOn"))
_ADOPTED = term("kg:adoptedOn")
_EMPLOYS, _SPEAKER, _ON_BEHALF = term("kg:employs"), term("kg:speaker"), term("kg:onBehalfOf")
_LABEL, _TYPE, _SAME, _MENTIONS = term("rdfs:label"), term("rdf:type"), term("owl:sameAs"), term("kg:mentions")
_KINDS = {term(f"kg:{kind}"): kind for kind in ("Person", "Organization", "Place", "Document", "Event", "Role")}
_CIVIC = frozenset(
    term(f"kg:{kind}") for kind in ("Body", "Government", "Ministry", "Parliament", "Court", "ArmedForces", "Mission")
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Reader:
    """The triples of one article, by subject."""

    def __init__(self, graph: ArticleGraph, base: str, pins: Set[str]) -> None:
        self.article, self.base, self.pins = graph.name.value, base, pins
        self.entities: list[NamedNode] = []
        self.about: dict[NamedNode, list[Triple]] = {}
        self.spoke_for: dict[NamedNode, set[NamedNode]] = {}
        speakers: dict[NamedNode, NamedNode] = {}
        behalf: dict[NamedNode, NamedNode] = {}
        for t in graph.triples:
            self.about.setdefault(t.subject, []).append(t)
            if isinstance(t.object, Literal):
                continue
            if t.predicate == _MENTIONS and t.subject == graph.name:
                self.entities.append(t.object)
            elif t.predicate == _SPEAKER:
                speakers[t.subject] = t.object
            elif t.predicate == _ON_BEHALF:
                behalf[t.subject] = t.object
            elif t.predicate == _EMPLOYS:
                self.spoke_for.setdefault(t.object, set()).add(t.subject)
        for said, party in behalf.items():
            if said in speakers:
                self.spoke_for.setdefault(speakers[said], set()).add(party)

    def read(self) -> dict[str, Occurrence]:
        found = ((e.value, self.occurrence(e)) for e in self.entities)
        return {iri: occurrence for iri, occurrence in found if occurrence is not None}

    def occurrence(self, e: NamedNode) -> Occurrence | None:
        label, kinds, links = self.label(e), set[str](), list[str]()
        for t in self.about.get(e, ()):
            if t.predicate == _TYPE:
                kinds.add(_KINDS.get(t.object, ""))  # type: ignore[arg-type]
            elif t.predicate == _SAME and t.object.value.startswith(PREFIXES["wd"]):
                links.append(t.object.value)
        kind = next((k for k in _KINDS.values() if k in kinds), "")
        local, named = e.value.startswith(f"{self.article}#"), slug(label)
        pin = pin_of(self.article, e.value)
        pin_ = pin if pin in self.pins else None
        bare = self.name(kind, named) if kind and kind != "Role" and named else None
        by_name = kind == "Person" and bare is not None and e.value.endswith(f"/{bare.removeprefix(self.base)}")
        if not local and (links or not by_name):
            return Occurrence(iri=e.value, keys=tuple(sorted(links)), name=bare, label=label, pin=pin_)
        keys = self.keys(kind, e, label) if bare and (by_name or kind != "Person") else ()
        if not keys and pin_ is None:
            return None
        ids = tuple(sorted({mint(f"{bare}/", *key.split("/")).value if key else str(bare) for key in keys}))
        return Occurrence(iri=None, keys=ids, name=bare if keys else None, label=label, pin=pin_)

    def name(self, kind: str, named: str) -> str:
        if kind == "Person":
            return mint(self.base, FOLDERS["person"], named).value
        return mint(self.base, FOLDERS["named"], kind.lower(), named).value

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The ends of names that hold the name of a place or a linked thing of the article."""
        wanted = ((_TYPE, term("kg:Place")), (_SAME, None))
        found = (
            slug(self.label(e))
            for e in self.entities
            for t in self.about.get(e, ())
            if any(t.predicate == predicate and object_ in (None, t.object) for predicate, object_ in wanted)
        )
        return tuple(sorted({f"-{name}" for name in found if name}))

    def label(self, e: Term) -> str:
        if isinstance(e, Literal):
            return e.value
        return min((t.object.value for t in self.about.get(e, ()) if t.predicate == _LABEL), default="")

    def around(self, e: NamedNode, predicates: Set[NamedNode]) -> set[str]:
        """The slugs of the names of what an entity is joined to."""
        found = {slug(self.label(t.object)) for t in self.about.get(e, ()) if t.predicate in predicates}
        return found - {""}

    def keys(self, kind: str, e: NamedNode, label: str) -> Iterable[str]:
        """What tells an entity from others of its name; the empty key where the name alone does; none where nothing."""
        proper = _is_proper(label)
        if kind == "Person":
            anchors = self.around(e, _PERSON_ANCHORS) | {slug(self.label(x)) for x in self.spoke_for.get(e, ())}
            return anchors - {""} or {NOTHING}
        if kind in ("Organization", "Place"):
            civic = any(t.predicate == _TYPE and t.object in _CIVIC for t in self.about.get(e, ()))
            if kind == "Organization" and _one_of_a_country().fullmatch(slug(label)):
                return {""}
            alone = proper and (not civic or slug(label).endswith(self.known))
            return self.around(e, _SURROUNDINGS) or ({""} if alone else ())
        if kind == "Document":
            if _is_numbered(label):
                return {""}
            dates = {t.object.value for t in self.about.get(e, ()) if t.predicate == _ADOPTED}
            return dates if proper else ()
        if kind == "Event":
            if proper and any(c.isdigit() for c in label):
                return {""}
            days = {t.object.value for t in self.about.get(e, ()) if t.predicate in _EVENT_DATES}
            settings = self.around(e, _SETTINGS)
            return {f"{d}/{s}" for d in days if _DAY.fullmatch(d) for s in (settings or ({""} if proper else ()))}
        return ()


@cache
def _one_of_a_country() -> re.Pattern[str]:
    """The slugs of bodies of which a country or a part of the world has one."""

    def any_of(names: Iterable[str]) -> str:
        return "(?:" + "|".join(sorted({slug(name) for name in names}, key=lambda s: (-len(s), s))) + ")"

    whole, of_a_matter = any_of(identity_words("one-body")), any_of(identity_words("one-body-of"))
    whose, matter = any_of(demonyms() | identity_words("worldwide")), "(?:[^-]+-)*[^-]{4,}"
    return re.compile(rf"{whole}-{whose}|{of_a_matter}-{whose}-{matter}|{of_a_matter}-{matter}-{whose}")


def _is_proper(label: str) -> bool:
    """Whether words have a capital after their first letter, or a digit: those of a general noun have none."""
    return any(c.isupper() for c in label[1:]) or any(c.isdigit() for c in label)


def _is_numbered(label: str) -> bool:
    """Whether a document is named by a number that is no year and no short one, or by two numbers (a day, a year)."""
    numbers = re.findall(r"\w*\d[\w./-]*", label)
    long = (n for n in numbers if sum(c.isdigit() for c in n) > 2 and not re.fullmatch(r"(1[89]|20)\d\d", n))
    return len(numbers) > 1 or any(long) or any("/" in n and len(n) > 4 for n in numbers)
