"""The waist: what an article is and what was extracted from it, as frozen values that are also JSON.

Left of these types everything speaks spaCy, right of them everything speaks RDF. The JSON shape is the exchange
format of the README ("annotation format"): a gold file loads as an `Extraction`, an extraction corrected by hand
becomes gold. All offsets are Unicode code points into `Article.text`, end exclusive.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    import networkx
    import rdflib

EntityType = Literal["Person", "Organization", "Place", "Event", "Document", "Role", "Group", "Date", "Quantity"]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
MentionKind = Literal["named", "nominal", "pronoun"]
StatementKind = Literal["direct", "indirect", "mixed"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text to read. `published` is an ISO date (`2024-07-02`) or None: relative dates then stay unresolved."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: str | None = None
    warnings: tuple[str, ...] = field(default=(), compare=False)  # what its reader noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text that names, describes or stands for an entity."""

    start: int
    end: int
    kind: MentionKind = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the world with all its mentions. `cls` is the finest class of the ontology (`Country`)."""

    id: str
    type: EntityType
    cls: str
    name: str
    key: str | None = None  # gazetteer key: the same in every article
    names: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in the text; `value` is EDTF, or None where nothing in the article anchors it."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where the text says it: the words [start, end), the whole sentence, the rule that read it, 0 < confidence ≤ 1."""

    start: int
    end: int
    sentence: str
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"evidence [{self.start}, {self.end}) is empty")
        if not 0 < self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not in (0, 1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of saying. `speaker`, `venue`, `on_behalf_of`, `document`, `addressee` are entity ids."""

    speaker: str | None
    speaker_text: str | None = None
    kind: StatementKind
    cue: str | None
    cue_class: str | None = None  # say, ask, promise, accuse …
    content: tuple[Span, ...]
    venue: str | None = None
    date: str | None = None
    on_behalf_of: str | None = None
    document: str | None = None
    addressee: str | None = None
    factuality: str = "asserted"  # asserted, planned, denied, possible
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A typed relation between two entities; `background` marks what the gazetteer adds, never the text.

    A reported fact stands inside the words of a statement: it is what `attributed_to` (an entity id), or somebody
    unnamed (`attributed_text`), says. What titles and names presuppose there is the article's own wording.
    """

    subject: str
    relation: str
    object: str
    factuality: str = "asserted"
    background: bool = False
    attributed_to: str | None = None
    attributed_text: str | None = None
    evidence: Evidence | None  # None for background facts only

    @property
    def reported(self) -> bool:
        """Whether somebody in the article says so, rather than the article itself."""
        return self.attributed_to is not None or self.attributed_text is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A fact that was read but not kept, with the reason."""

    subject: str
    relation: str
    object: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read in one article. Every id resolves; `from_json(to_json(x)) == x`."""

    article: Article
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    _by_id: dict[str, Entity] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update({e.id: e for e in self.entities})
        if len(self._by_id) != len(self.entities):
            raise ValueError(f"{self.article.id}: two entities share an id")
        for used in self._references():
            if used is not None and used not in self._by_id:
                raise ValueError(f"{self.article.id}: entity {used} is used but not there")

    def _references(self) -> list[str | None]:
        out: list[str | None] = []
        for s in self.statements:
            out += [s.speaker, s.venue, s.on_behalf_of, s.document, s.addressee]
        for f in self.facts:
            out += [f.subject, f.object, f.attributed_to]
        return out

    def entity(self, id: str) -> Entity:
        """The entity with this id; KeyError where there is none."""
        return self._by_id[id]

    def quote(self, start: int, end: int) -> str:
        """The words of the text at [start, end)."""
        return self.article.text[start:end]

    def to_json(self) -> dict[str, Any]:
        """The extraction as a JSON object in the annotation format."""
        from kgextract.exchange import to_json

        return to_json(self)

    def dumps(self) -> str:
        """The annotation format as text: the same bytes for the same extraction."""
        return json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n"

    def to_rdflib(self, *, base: str | None = None) -> rdflib.Graph:
        """The extraction as an rdflib Graph; `base` is the IRI on which identifiers are built."""
        from kgextract.rdf.build import build
        from kgextract.rdf.iris import BASE
        from kgextract.rdf.validate import as_rdflib

        return as_rdflib(build(self, base=base or BASE).triples)

    def to_networkx(self, *, base: str | None = None) -> networkx.MultiDiGraph[str]:
        """The extraction as a network: entities are nodes with type and class, facts are edges.

        Each edge has its relation, which is also its key, and a weight: how many facts say the same. What else an edge
        knows (sentence, confidence, standing) is that of the surest of them.
        """
        import networkx

        from kgextract.rdf.iris import BASE
        from kgextract.writers.network import network

        net = network([self], base=base or BASE)
        graph = networkx.MultiDiGraph(name=self.article.id)
        graph.add_nodes_from(net.nodes.items())
        for source, target, about in sorted(net.edges, key=lambda edge: float(edge[2]["confidence"])):
            before = graph.get_edge_data(source, target, about["relation"], {"weight": 0})["weight"]
            graph.add_edge(source, target, about["relation"], **about, weight=before + 1)
        return graph
