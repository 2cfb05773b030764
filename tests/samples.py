"""Extractions for the tests right of the waist: the sample articles with their gold, and one full of nasty names."""

from __future__ import annotations

import itertools
import json
from functools import cache

from kgextract.exchange import from_json
from kgextract.model import Article, DateMention, Entity, Evidence, Extraction, Fact, Mention, Statement
from kgextract.resources import data

NASTY = (
    'Jean "le Grand" Dupont',
    "L'Œil d'Été",
    "a<b>c",
    "{accolades}",
    "tube|x",
    "barre\\oblique\\n",
    "^chapeau`",
    "fin\\",
    "deux\nlignes",
    "retour\rchariot",
    "retour\r\nligne",
    "tabu\tlation",
    "nul\u2400",
    "\u202eà l'envers\u202c",
    "zéro\u200blargeur",
    "\ufeffmarque",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "=1+1",
    "+33 1 23",
    "-12",
    "@moi",
    "=cmd|' /C calc'!A0",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "%00%20%zz",
    "#char=1,2",
    "@fr",
    "^^xsd:date",
    "'''",
    '"""',
    "习近平",
    "مرحبا",
    "Ελλάδα",
    "🙂🙂",
    "e\u0301",
    "\u0085suivant",
    "ligne\u2028séparée",
    "para\u2029graphe",
    "\u00a0espace\u00a0",
    "  espaces  ",
    "..",
    "/",
    "//",
    "a/../b",
    "?x=1&y=2",
    "_:b0",
    "<http://example.org/>",
    "kg:Person",
    "$x ?y",
    "`rm -rf`",
    "'; DROP TABLE x; --",
    "\u007f",
    "\ufffd",
    "\U0001f468\u200d\U0001f469",
    "ﬁligrane",
    "İstanbul",
    "ß",
    "A" * 5000,
    "l'" * 200,
    "1e5",
    "true",
    "null",
    "None",
    "NaN",
    "1995",
    "[]",
    "()",
    "*",
)
UNWRITABLE = ("nul\x00", "\x01\x1f", "demi\ud800", "\ufffe\uffff")


@cache
def gold(name: str) -> Extraction:
    """The gold of a sample article, by name."""
    text = data(f"articles/{name}.txt").read_text("utf-8")
    return from_json(json.loads(data(f"gold/{name}.json").read_text("utf-8")), text=text)


@cache
def all_gold() -> tuple[Extraction, ...]:
    """The gold of all sample articles, by name."""
    return tuple(gold(p.stem) for p in sorted(data("gold").glob("*.json")))


@cache
def nasty(names: tuple[str, ...] = NASTY) -> Extraction:
    """One entity of each nasty name, each speaking and meeting the next; the names are the text, too."""
    text, mentions = "", []
    for name in names:
        mentions.append(Mention(start=len(text), end=len(text) + len(name)))
        text += name + " "
    types = ("Person", "Organization", "Place")
    entities = tuple(
        Entity(id=f"e{n}", type=types[n % 3], cls=types[n % 3], name=name, names=(f"x{name}",), mentions=(m,))  # type: ignore[arg-type]
        for n, (name, m) in enumerate(zip(names, mentions, strict=True))
    )

    def proof(n: int) -> Evidence:
        return Evidence(start=mentions[n].start, end=mentions[n].end, sentence=names[n], rule=names[n], confidence=0.5)

    return Extraction(
        article=Article(
            id=names[0], text=text, title=names[-1], source=names[1], author=names[2], published="2024-07-02"
        ),
        entities=entities,
        statements=tuple(
            Statement(
                speaker=e.id,
                kind="direct",
                cue=e.name,
                cue_class=e.name,
                venue=entities[n - n % 3 + 1].id,
                date=e.name,
                content=((mentions[n].start, mentions[n].end),),
                evidence=proof(n),
            )
            for n, e in enumerate(entities[: len(entities) // 3 * 3])
        ),
        facts=tuple(
            Fact(subject=a.id, relation="metWith", object=b.id, evidence=proof(n))
            for n, (a, b) in enumerate(itertools.pairwise(entities))
        ),
    )


@cache
def every_turn() -> Extraction:
    """A small extraction that has one of everything: planned, possible and background facts, unresolved dates …"""
    text = "Hier à Oran, en Algérie, Awa Diarra a dit « oui », puis « non ». Un passant le nie. Lundi ou en mai 2024."

    def at(words: str) -> Mention:
        return Mention(start=text.index(words), end=text.index(words) + len(words))

    def proof(words: str, confidence: float = 0.9) -> Evidence:
        m = at(words)
        return Evidence(start=m.start, end=m.end, sentence=text[:64], rule="test-rule", confidence=confidence)

    entities = (
        Entity(
            id="awa",
            type="Person",
            cls="Person",
            name="Awa Diarra",
            names=("Awa Diarra", "Mme Diarra"),
            mentions=(at("Awa Diarra"),),
        ),
        Entity(
            id="oran",
            type="Place",
            cls="City",
            name="Oran",
            key="place/oran",
            wikidata="Q131818",
            mentions=(at("Oran"),),
        ),
        Entity(
            id="dz",
            type="Place",
            cls="Country",
            name="Algérie",
            key="place/algerie",
            wikidata="Q262",
            mentions=(at("Algérie"),),
        ),
        Entity(id="ev", type="Event", cls="Meeting", name="Réunion", mentions=()),
        Entity(id="odd", type="Event", cls="NoSuchClass", name="Bal", mentions=()),
        Entity(id="d1", type="Date", cls="Date", name="lundi", mentions=(at("Lundi"),)),
        Entity(id="d2", type="Date", cls="Date", name="mai 2024", mentions=(at("mai 2024"),)),
    )
    yes, no = at("oui"), at("non")
    return Extraction(
        article=Article(id="tour", text=text, source="https://example.org/tour?a=b"),
        entities=entities,
        dates=(
            DateMention(start=at("Lundi").start, end=at("Lundi").end, value=None),
            DateMention(start=at("mai 2024").start, end=at("mai 2024").end, value="2024-05"),
        ),
        statements=(
            Statement(
                speaker="awa",
                kind="direct",
                cue="dire",
                cue_class="say",
                content=((yes.start, yes.end), (no.start, no.end)),
                venue="oran",
                date="2024-05/2024-06",
                on_behalf_of="dz",
                addressee="ev",
                factuality="planned",
                evidence=proof("Awa Diarra a dit"),
            ),
            Statement(
                speaker=None,
                speaker_text="Un passant",
                kind="indirect",
                cue="nier",
                content=((66, 76),),
                evidence=proof("Un passant", 1.0),
            ),
        ),
        facts=(
            Fact(subject="awa", relation="visited", object="oran", evidence=proof("à Oran")),
            Fact(
                subject="ev",
                relation="heldAt",
                object="oran",
                factuality="possible",
                evidence=proof("Hier à Oran", 0.125),
            ),
            Fact(subject="ev", relation="heldOn", object="d1", evidence=proof("Lundi")),
            Fact(subject="ev", relation="heldOn", object="d2", evidence=proof("mai 2024")),
            Fact(subject="oran", relation="locatedIn", object="dz", background=True, evidence=None),
        ),
        warnings=("the text is short",),
    )


def two_accounts() -> tuple[Extraction, Extraction]:
    """Two articles on one session that disagree on its day, with a family, a court, a company, a claim and a denial."""
    first = (
        "La 12e session du Comité Azur s'est tenue le 3 mars 2020. Selon Léa Roy, Luc Roy, son fils, a fondé Voltia."
    )
    second = (
        "La 12e session du Comité Azur s'est tenue le 4 mars 2020. La Cour de Nantes a condamné Voltia, "
        "qui dément toute faute."
    )

    def mentions(text: str, words: str) -> tuple[Mention, ...]:
        start = text.index(words)
        return (Mention(start=start, end=start + len(words)),)

    def proof(text: str, words: str) -> Evidence:
        ((m),) = mentions(text, words)
        return Evidence(start=m.start, end=m.end, sentence=text, rule="test-rule", confidence=0.9)

    def session(text: str, day: str, words: str) -> tuple[Entity, Entity]:
        name = "12e session du Comité Azur"
        return (
            Entity(id="s", type="Event", cls="Session", name=name, mentions=mentions(text, name)),
            Entity(id="d", type="Date", cls="Date", name=day, mentions=mentions(text, words)),
        )

    def voltia(text: str) -> Entity:
        return Entity(
            id="v", type="Organization", cls="Company", name="Voltia", wikidata="Q1", mentions=mentions(text, "Voltia")
        )

    lea = Entity(id="l", type="Person", cls="Person", name="Léa Roy", mentions=mentions(first, "Léa Roy"))
    luc = Entity(id="u", type="Person", cls="Person", name="Luc Roy", mentions=mentions(first, "Luc Roy"))
    court = Entity(
        id="c", type="Organization", cls="Court", name="Cour de Nantes", mentions=mentions(second, "Cour de Nantes")
    )
    return (
        Extraction(
            article=Article(id="compte-1", text=first),
            entities=(*session(first, "2020-03-03", "3 mars 2020"), lea, luc, voltia(first)),
            facts=(
                Fact(subject="s", relation="heldOn", object="d", evidence=proof(first, "s'est tenue")),
                Fact(subject="u", relation="childOf", object="l", evidence=proof(first, "son fils")),
                Fact(subject="u", relation="founded", object="v", attributed_to="l", evidence=proof(first, "a fondé")),
            ),
        ),
        Extraction(
            article=Article(id="compte-2", text=second),
            entities=(*session(second, "2020-03-04", "4 mars 2020"), voltia(second), court),
            facts=(
                Fact(subject="s", relation="heldOn", object="d", evidence=proof(second, "s'est tenue")),
                Fact(subject="c", relation="convicted", object="v", evidence=proof(second, "a condamné")),
            ),
            statements=(
                Statement(
                    speaker="v",
                    kind="indirect",
                    cue="démentir",
                    cue_class="deny",
                    content=((second.index("toute faute"), len(second) - 1),),
                    evidence=proof(second, "toute faute"),
                ),
            ),
        ),
    )


def every_sample() -> dict[str, tuple[Extraction, ...]]:
    """What every format is tried on, by what it is."""
    return {
        "every turn": (every_turn(),),
        "nasty names": (nasty(),),
        "unwritable names": (nasty(UNWRITABLE + NASTY[:5]),),
        "all gold": all_gold(),
    }
