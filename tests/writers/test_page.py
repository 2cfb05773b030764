"""The page without a browser: marks that nest, passages in code units, the graph's cut, words, size, links."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from samples import NASTY, UNWRITABLE, all_gold, every_turn, gold, nasty

import kgextract
from kgextract.model import Article, Entity, Evidence, Extraction, Fact
from kgextract.resources import data
from kgextract.tables.interface import INTERFACE
from kgextract.writers import render
from kgextract.writers.page import building, word
from kgextract.writers.page.graph import DRAWN, drawn
from kgextract.writers.page.marks import Mark, Paragraph, Units, paragraphs

PACKAGE = Path(kgextract.__file__).parent
VOID = {"meta", "link", "input", "br"}


def written(p: Paragraph) -> str:
    """Pieces as brackets: `[1 the [2 lake]]`, a reference as `^7`."""
    shape = {"words": lambda x: x.words, "open": lambda x: f"[{x.mark.entity} ", "close": lambda x: "]"}
    return "".join(shape[x.kind](x) if x.kind in shape else f"^{x.number}" for x in p.pieces)


def test_marks_nest() -> None:
    text = "Le maire de Brest dort."
    marks = [Mark(3, 17, 1, "named"), Mark(12, 17, 2, "named"), Mark(12, 17, 3, "named")]
    (p,) = paragraphs(text, marks, [(17, 7)])
    assert written(p) == "Le [1 maire de [2 [3 Brest]]]^7 dort."
    assert [x.height for x in p.pieces if x.kind == "open"] == [2, 1, 0]


def test_marks_that_cross_are_cut() -> None:
    (p,) = paragraphs("abcdef.", [Mark(0, 4, 1, "named"), Mark(2, 6, 2, "named")])
    assert written(p) == "[1 ab[2 cd]][2 ef]."


def test_a_mark_over_two_lines_is_one_in_each_and_a_reference_may_stand_inside_a_mark() -> None:
    first, second = paragraphs("un deux\ntrois.", [Mark(3, 13, 1, "named")], [(5, 2)], titled=True)
    assert written(first) == "un [1 de^2ux]" and written(second) == "[1 trois]."
    assert (first.at, second.at) == (0, 8)


@pytest.mark.parametrize("x", [*all_gold(), every_turn(), nasty(), nasty(UNWRITABLE)], ids=lambda x: x.article.id[:20])
def test_the_text_is_whole(x: Extraction) -> None:
    (reading,) = building.of([x]).readings
    lines = ["".join(piece.words for piece in p.pieces) for p in reading.paragraphs]
    assert lines == [line for line in x.article.text.split("\n") if line.strip()]


def test_a_title_that_the_text_begins_with_is_there_once() -> None:
    html = render(
        Extraction(article=Article(id="a", text="\nUn pont ferme\n\nEt puis.", title="Un pont ferme")), format="html"
    )
    assert html.count("<h1") == 1 and html.count(">Un pont ferme</h1>") == 1


def test_code_units() -> None:
    units = Units("a🙂b🙂c")
    assert [units.of(n) for n in range(6)] == [0, 1, 3, 4, 6, 7]


def test_lines_are_told_apart() -> None:
    text = "Un pont ferme\n\nLe pont est fermé depuis lundi.\n\nLe pont, vu de la rive. © Awa Diarra\n"
    assert [p.role for p in paragraphs(text, [])] == ["heading", "text", "caption"]
    assert next(paragraphs(text, [], titled=True)).role == "text"


def test_what_a_page_shows() -> None:
    page = building.of([every_turn()])
    said = page.said[0]
    assert page.things[said.speaker or 0].name == "Awa Diarra" and said.words == ("oui", "non")
    assert [d.value for d in page.days] == ["2024-05", "2024-05/2024-06", "Lundi", "lundi"]
    assert [c.relation for c in page.days[0].claims] == ["heldOn"] and page.days[0].order == "2024-05"
    assert [c.background for c in page.claims].count(True) == 1
    assert page.things[0].mentions == 1 and page.things[0].facts == 1


def test_an_entity_of_several_articles_is_there_once() -> None:
    page = building.of(all_gold())
    linked = [e.wikidata for e in page.things if e.wikidata]
    assert len(linked) == len(set(linked))
    assert {s.article for s in page.said} == set(range(len(all_gold())))
    assert [s.number for s in page.said] == list(range(len(page.said)))


def star(n: int) -> Extraction:
    """A network of n entities: each is a member of one of the first, the last ones with one link only."""
    proof = Evidence(start=0, end=1, sentence="a", rule="r", confidence=1)
    return Extraction(
        article=Article(id="star", text="a"),
        entities=tuple(Entity(id=f"e{k}", type="Group", cls="Group", name=f"groupe {k}") for k in range(n)),
        facts=tuple(
            Fact(subject=f"e{k}", relation="memberOf", object=f"e{k // 5}", evidence=proof) for k in range(1, n)
        ),
    )


def test_the_graph_has_positions_where_it_is_large_and_is_cut_where_it_is_larger() -> None:
    small, large, larger = (drawn(building.of([star(n)])) for n in (300, 700, 2500))
    assert small.positions is None and len(small.nodes) == 300
    assert large.positions and len(set(large.positions)) > 690
    assert len(larger.nodes) == DRAWN and larger.total == 2500 and set(range(400)) <= set(larger.nodes)
    assert 'data-n="2000" data-what="2500"' in render(star(2500), format="html")
    assert drawn(building.of([star(700)])) == large


class Reader(HTMLParser):
    """Checks that elements close in order, and keeps addresses, handlers and the data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.data = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag if ("id", "data") not in attrs else "data")
        self.addresses += [v or "" for k, v in attrs if k in ("href", "src", "action")]
        self.handlers += [k for k, _ in attrs if k.startswith("on")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().replace("data", "script") == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "data":
            self.data += data


@pytest.mark.parametrize("many", [(), (every_turn(),), (nasty(),), (nasty(UNWRITABLE + NASTY),), all_gold()], ids=len)
def test_pages_are_well_formed_and_lead_nowhere_dangerous(many: tuple[Extraction, ...]) -> None:
    html = render(many, format="html")
    read = Reader(html)
    assert read.handlers == []
    assert all(re.match(r"https?://|#|data:image/svg", a) for a in read.addresses)
    assert not re.search(r"<script[^>]* src|<link rel=.stylesheet|@import|url\(", html)
    html.encode("utf-8")
    data = json.loads(read.data)
    assert len(data["statements"]) == sum(len(x.statements) for x in many)
    assert len(data["facts"]) == sum(len(x.facts) for x in many)


def test_a_source_is_a_link_only_where_it_is_a_web_address() -> None:
    def source(address: str) -> str:
        return render(Extraction(article=Article(id="a", text="Oui.", source=address)), format="html")

    assert '<a href="https://example.org/tour?a=b"' in source("https://example.org/tour?a=b")
    assert "javascript:alert(1)" in source("javascript:alert(1)")
    assert 'href="javascript' not in source("javascript:alert(1)")


def test_a_page_of_an_article_is_small() -> None:
    assert len(render(gold("onu-intelligence-artificielle"), format="html").encode()) < 800_000


def test_words_are_there_in_both_languages_and_used() -> None:
    places = (data("page"), PACKAGE / "serve")
    files = "".join(
        p.read_text("utf-8") for place in places for p in place.rglob("*.*") if p.suffix in (".j2", ".js", ".py")
    )
    made = ("kind:", "factuality:", "type:", "filter-", "all-", "no-", "key-")
    for w in INTERFACE.rows():
        assert w.fr and w.en
        assert f'"{w.key}"' in files or w.key.startswith(made) or f"data-w={w.key}" in files, w.key
    for p in data("page").glob("*.js"):
        assert not re.findall(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*", p.read_text("utf-8")), p.name
    assert word("relation:holdsRole") == "occupe la fonction" and word("class:Country", "en") == "country"
    assert word("shown", n=2, what=3) == "2 sur 3" and word("relation:none") == "none"


@pytest.mark.parametrize("between", [". ", ".\n"])
def test_a_long_text_takes_no_time(between: str) -> None:
    words = "La mairie de Brest ferme"
    count = 20_000
    step = len(words) + len(between)
    marks = [Mark(n * step + a, n * step + b, n % 9, "named") for n in range(count) for a, b in ((3, 18), (13, 18))]
    start = time.process_time()
    lines = list(paragraphs((words + between) * count, marks, [(n * step + 18, n) for n in range(0, count, 5)]))
    assert time.process_time() - start < 5
    assert sum(p.kind == "open" for line in lines for p in line.pieces) == 2 * count
    assert sum(p.kind == "reference" for line in lines for p in line.pieces) == count // 5
