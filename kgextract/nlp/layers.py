"""The layers of one article: what the components of the pipeline read and write.

Every layer is one `doc._` attribute, written by the component of its name (see `pipeline.COMPONENTS`), the chains by
`coref`. Units, quotations and contents are character ranges of the view (`doc.text`); everything else counts tokens,
end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kgextract.nlp.stretches import beginning
from kgextract.tables.scenes import SceneRule

if TYPE_CHECKING:
    from kgextract.nlp.doc import Doc

Range = tuple[int, int]
MEDIA = frozenset({"MediaOutlet", "NewsAgency", "Platform"})  # classes of what passes on what others say
AGENTS = ("Person", "Organization", "Group", "Place")  # types of those who act: a place does for its state
SPEAKING = (*AGENTS, "Document")  # types of what says something
LANDS = frozenset({"Country", "Region", "Territory", "Continent"})  # classes of places that have towns and sides
MODEL = "model"  # the rule of a mention that only the model has found
Kind = Literal["named", "nominal", "pronoun"]
Factuality = Literal["asserted", "planned", "denied", "possible"]


@dataclass(slots=True, eq=False)
class Layers:
    """What is known of an article: a layer is None until its component has read."""

    article: Any = None  # the model.Article
    view: Any = None  # the view.View that the model reads
    units: Any = None  # list[Unit]: text cut where sentences really end
    quotations: Any = None  # list[Quotation]: paired quotation marks
    common: Any = ()  # the common nouns and adjectives that the model's lemmatizer knows
    adjectives: Any = ()  # its adjectives
    verbs: Any = ()  # its verbs
    mentions: Any = None  # list[Mention]: names: of people, bodies, places, sometimes documents, events, groups
    dates: Any = None  # list[DateExpression]
    nominals: Any = None  # list[Mention]: descriptions of people, bodies, places, documents, groups
    roles: Any = None  # list[Role]: offices and titles with target and holder
    events: Any = None  # list[Event]: meetings, sessions, visits … named or not
    scenes: Any = None  # list[Scene]: who is where, from which unit to which
    chains: Any = None  # list[Chain]: one per thing in the world
    quantities: Any = None  # list[Mention]: amounts of money and counts of votes
    clauses: Any = None  # list[Clause]: one view of syntax
    statements: Any = None  # list[Saying]: acts of saying
    relations: Any = None  # list[Candidate]: facts before they are checked


@dataclass(slots=True, eq=False, kw_only=True)
class Unit:
    """Characters [start, end) of the view that read as one sentence; never ends inside a quotation."""

    start: int
    end: int
    kind: Literal["text", "heading", "caption", "dateline", "noise"] = "text"  # noise: credits, "similar articles"
    paragraph: int = 0  # blank lines, captions and noise are none


@dataclass(slots=True, eq=False, kw_only=True)
class Quotation:
    """Characters [start, end) between two marks; `outer` has the marks too; depth 0 is not inside another."""

    start: int
    end: int
    outer: Range
    depth: int = 0
    closed: bool = True


@dataclass(slots=True, eq=False, kw_only=True)
class Mention:
    """Tokens [start, end) that name or describe something; `type` is a model.EntityType, `cls` an ontology class."""

    start: int
    end: int
    type: str
    cls: str
    kind: Kind
    head: int  # token index of the head noun, or of the last name
    rule: str
    confidence: float
    lemma: str = ""  # of the head, lower case
    key: str | None = None  # gazetteer key
    name: str | None = None  # full usual name where a table knows it
    wikidata: str | None = None
    gender: Literal["m", "f"] | None = None
    plural: bool | None = None
    definite: bool | None = None  # le, la, ce … True; un, des … False; no determiner None
    family: str | None = None  # surname, of people
    given: str | None = None  # given names, of people
    chain: Chain | None = None  # set by coref


@dataclass(slots=True, eq=False, kw_only=True)
class DateExpression:
    """Tokens [start, end) that name a date; `value` is EDTF, None where nothing anchors it."""

    start: int
    end: int
    value: str | None
    rule: str
    confidence: float
    chain: Chain | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Role:
    """An office or title: mention (type Role), class from its head noun, its targets and its holders."""

    mention: Mention
    office: Literal["head", "represents", "member", "affiliated", "none"]
    former: bool = False
    acting: bool = False
    targets: list[tuple[Mention, str]] = field(default_factory=list)  # (body or place, preposition lemma)
    wider: list[Mention] = field(default_factory=list)  # what the target is a part of (the hospital of a service)
    holders: list[Mention] = field(default_factory=list)  # people beside it
    pronoun: int | None = None  # token of the pronoun that stands for the holder
    how: str = ""  # id of the rule that found the holders (a row of data/rules/roles.yaml)
    confidence: float = 0.0
    factuality: Factuality = "asserted"
    country: str | None = None  # gazetteer key of a nationality adjective (the French president)
    parties: list[Mention] = field(default_factory=list)  # a party named inside or beside the phrase


@dataclass(slots=True, eq=False, kw_only=True)
class Event:
    """A meeting, session, visit … with what its own phrase says of it."""

    mention: Mention
    ordinal: int | None = None
    host: Mention | None = None  # the body whose session or meeting it is
    place: Mention | None = None
    date: DateExpression | None = None
    organiser: Mention | None = None  # who holds it or does it, where a preposition says so
    organised: bool = True  # False: it happened (an attack, an arrest)
    told: Clause | None = None  # whose verb told it before its noun took it up


@dataclass(slots=True, eq=False, kw_only=True)
class Scene:
    """An occasion of speaking that tokens [start, end) name: where, when, and who where the clause says so."""

    venue: Mention | None
    date: DateExpression | None
    people: list[Mention]
    unit: int  # index into doc._.units
    start: int
    end: int
    rule: SceneRule
    fronted: bool = False  # opens its sentence
    local: bool = False  # of its own sentence only (a look back, a caption)
    weak: bool = False  # who is there need not have spoken there


@dataclass(slots=True, eq=False, kw_only=True)
class Chain:
    """One thing in the world: all its mentions. Linking fills key, name, wikidata."""

    type: str
    cls: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)  # of type Date only
    key: str | None = None
    wikidata: str | None = None
    names: list[str] = field(default_factory=list)
    gender: Literal["m", "f"] | None = None
    plural: bool | None = None
    unnamed: bool = False  # somebody only described ("a spokesperson"): speaker_text, not an entity
    note: str = ""  # why an ambiguous mention stayed alone


@dataclass(slots=True, eq=False, kw_only=True)
class Argument:
    """Tokens [start, end) that fill a role of a clause, with the mentions they name (several when coordinated)."""

    role: str  # subject, object, content, agent, or the preposition / locution ("lors de", "devant")
    start: int
    end: int
    head: int
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True, eq=False, kw_only=True)
class Clause:
    """One verb (or verbal noun) and what depends on it, passives turned round."""

    start: int  # tokens of the verb group with auxiliary, clitics, negation
    end: int
    verb: int  # token index of the lexical head
    lemma: str
    reflexive: bool = False
    passive: bool = False
    form: Literal["finite", "infinitive", "participle", "gerund", "noun"] = "finite"
    tense: str = ""
    negated: bool = False
    only: bool = False  # negated but for what `que` excepts (`n'a signé que mardi`)
    modality: Factuality = "asserted"
    position: Literal["main", "incise", "relative", "participle", "subordinate"] = "main"
    subject: Argument | None = None
    arguments: list[Argument] = field(default_factory=list)
    unit: int = 0  # index into doc._.units
    stance: Clause | None = None  # the verb of deciding or calling that governs it: its subject stands so


@dataclass(slots=True, eq=False, kw_only=True)
class Saying:
    """One act of saying. Content is character ranges of the view."""

    speaker: Chain | None
    speaker_text: str | None
    kind: Literal["direct", "indirect", "mixed"]
    cue: str | None  # lemma or locution
    cue_class: str | None
    cue_range: Range | None  # tokens
    content: list[Range]
    rule: str
    confidence: float
    unit: int = 0
    venue: Chain | None = None
    date: str | None = None
    on_behalf_of: Chain | None = None
    document: Chain | None = None
    addressee: Chain | None = None
    factuality: Factuality = "asserted"


@dataclass(slots=True, eq=False, kw_only=True)
class Candidate:
    """A relation between two chains before the ontology has checked it; evidence counts tokens."""

    subject: Chain
    relation: str
    object: Chain
    start: int
    end: int
    rule: str
    confidence: float
    factuality: Factuality = "asserted"
    background: bool = False


def all_mentions(doc: Doc) -> list[Mention]:
    """Every mention of the layers written so far, in text order, outermost first."""
    found: list[Mention] = [*(doc._.mentions or ()), *(doc._.nominals or ())]
    found += doc._.quantities or ()
    found += [r.mention for r in doc._.roles or ()]
    found += [e.mention for e in doc._.events or ()]
    return sorted(found, key=lambda m: (m.start, -m.end))


class MentionIndex:
    """Mentions by their place: those nested in a range are found without looking at the others."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions inside the tokens [start, end), in text order, outermost first."""
        return [m for m in self.started(start, end) if m.end <= end]

    def started(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in the tokens [start, end), in text order."""
        return beginning(self._mentions, start, end, lambda m: m.start)


class Cover:
    """Mentions by the tokens under them: those that cross another one are found at its two ends."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._over: dict[int, list[Mention]] = {}
        for m in mentions:
            self.add(m)

    def add(self, m: Mention) -> None:
        """One mention more."""
        for k in range(m.start, m.end):
            self._over.setdefault(k, []).append(m)

    def over(self, token: int) -> list[Mention]:
        """The mentions over a token, in the order in which they came."""
        return self._over.get(token, [])

    def crossing(self, m: Mention) -> list[Mention]:
        """The mentions that share words with this one, each having words that the other lacks."""
        near = (x for k in (m.start, m.end - 1) for x in self.over(k))
        return [x for x in near if m.start < x.start < m.end < x.end or x.start < m.start < x.end < m.end]


def unit_of(doc: Doc, token: int) -> int:
    """Index of the unit that holds a token."""
    return unit_at(doc, doc[token].idx)


def unit_at(doc: Doc, char: int) -> int:
    """Index of the unit that holds a character of the view, or of the one before it."""
    return max(0, bisect_right(doc._.units, char, key=lambda unit: unit.start) - 1)
