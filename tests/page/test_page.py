"""The page in a browser, as a reader uses it: filters, statements, graph, search, themes, keyboard, phone, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from clock import within
from playwright.sync_api import Browser, Page, expect
from samples import NASTY, all_gold, every_turn, gold, nasty

from kgextract.model import Article, Entity, Evidence, Extraction, Fact, Mention
from kgextract.writers import render
from kgextract.writers.page import assets

Show = Callable[..., Page]
ONU = "onu-intelligence-artificielle"


def lit(page: Page, name: str = "lit") -> str:
    """The words that a highlight paints."""
    return page.evaluate("name => [...(CSS.highlights.get(name) ?? [])].map(String).join(' ')", name)


def colour(page: Page, selector: str, name: str) -> str:
    return page.locator(selector).first.evaluate("(node, name) => getComputedStyle(node)[name]", name)


def test_a_page_is_ready_soon(show: Show) -> None:
    page = show(gold(ONU))
    with within(2):
        page.reload()
        page.locator("#tab-facts").click()
        expect(page.locator("#facts tbody tr").first).to_be_visible()


def test_a_type_is_hidden_and_shown(show: Show) -> None:
    page = show(gold(ONU))
    chip, mark = page.locator(".chip[data-type=Place]"), "mark[data-type=Place]"
    assert colour(page, mark, "textDecorationColor") != "rgba(0, 0, 0, 0)"
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    assert colour(page, mark, "textDecorationColor") == "rgba(0, 0, 0, 0)"
    chip.click()
    assert colour(page, mark, "textDecorationColor") != "rgba(0, 0, 0, 0)"


def test_a_statement_lights_its_words(show: Show) -> None:
    x = gold(ONU)
    page = show(x)
    page.locator("#s0 .go").click()
    first = min(x.statements, key=lambda s: s.content[0])
    assert lit(page) == x.quote(*first.content[0])
    expect(page.locator("#s0")).to_have_class("card current")
    page.locator(".ref").nth(1).click()  # and from the text to the card
    expect(page.locator("#s1")).to_be_focused()
    page.keyboard.press("Escape")
    assert lit(page) == ""


def test_every_passage_lights_the_characters_it_names(show: Show) -> None:
    """Also where characters take two code units, lines end oddly, and nothing is what it seems."""
    lit = "ps => ps.map(([n, a, b]) => kg.ranges(n, a, b).map(String).join(''))"
    for x in (gold(ONU), nasty(), wide()):
        page = show(x)
        passages = page.evaluate("kg.data.statements.flatMap(s => s.contents.map(c => [s.article, ...c]))")
        meant = [span for s in sorted(x.statements, key=lambda s: s.content[0]) for span in s.content]
        passages += page.evaluate("kg.data.facts.filter(f => f.passage).map(f => [f.article, ...f.passage])")
        meant += [(f.evidence.start, f.evidence.end) for f in x.facts if f.evidence]
        for words, span in zip(page.evaluate(lit, passages), meant, strict=True):
            assert "".join(words.split()) == "".join(x.quote(*span).split())


def wide() -> Extraction:
    """A text with characters beyond 16 bits before its mentions."""
    text = "🙂🙂 Awa Diarra a vu 𝒞arthage.\n\nLà, 🙂 Oran."
    at = [text.index(n) for n in ("Awa Diarra", "𝒞arthage", "Oran")]
    names = ("Awa Diarra", "𝒞arthage", "Oran")
    entities = tuple(
        Entity(id=n, type="Place", cls="City", name=n, mentions=(Mention(start=a, end=a + len(n)),))
        for n, a in zip(names, at, strict=True)
    )
    proof = Evidence(start=at[1], end=at[2] + 4, sentence=text, rule="r", confidence=0.5)
    return Extraction(
        article=Article(id="w", text=text),
        entities=entities,
        facts=(Fact(subject="Awa Diarra", relation="visited", object="Oran", evidence=proof),),
    )


def test_hover_and_focus_light_the_chain(show: Show) -> None:
    page = show(gold(ONU))
    person = page.locator("mark[data-type=Person]").first
    number = person.get_attribute("data-e")
    chain = page.locator(f"mark[data-e='{number}']")
    assert chain.count() > 2
    person.hover()
    expect(page.locator("mark.chain")).to_have_count(chain.count())
    expect(page.locator("#peek")).to_contain_text("Fu Cong")
    page.mouse.move(5, 5)
    expect(page.locator("mark.chain")).to_have_count(0)
    person.evaluate("node => node.focus()")
    expect(page.locator("mark.chain")).to_have_count(chain.count())
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Fu Cong")
    expect(page.locator("#details .lines li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()


def test_a_node_shows_its_facts(show: Show) -> None:
    page = show(gold(ONU))
    page.locator("#tab-graph").click()
    at = page.evaluate(
        "(() => { const n = kg.cy.nodes().filter(n => n.data('name') === 'Chine')[0].renderedPosition(),"
        " r = document.getElementById('graph').getBoundingClientRect(); return [r.x + n.x, r.y + n.y]; })()"
    )
    page.mouse.click(*at)
    expect(page.locator("#details h2")).to_have_text("Chine")
    assert page.locator("#details .lines li").count() > 1
    expect(page.locator("#details a[href='https://www.wikidata.org/wiki/Q148']")).to_be_visible()
    page.locator("#details .go").first.click()
    assert lit(page)


def test_the_same_graph_lies_the_same_way(show: Show) -> None:
    places = []
    for _ in range(2):
        page = show(gold(ONU))
        page.locator("#tab-graph").click()
        places.append(page.evaluate("kg.cy.nodes().map(n => [n.id(), n.position('x'), n.position('y')])"))
    assert places[0] == places[1]


def test_search_finds_words_without_accents_everywhere(show: Show) -> None:
    page = show(gold(ONU))
    page.keyboard.press("/")
    page.keyboard.type("développement")
    expect(page.locator("#found")).to_contain_text("dans le texte")
    with_accents = lit(page, "found")
    page.locator("#search").fill("DEVELOPPEMENT")
    expect(page.locator("#found")).to_contain_text("dans le texte")
    assert with_accents and lit(page, "found") == with_accents
    page.keyboard.press("Enter")
    assert lit(page, "found-now") == "développement"
    assert page.locator("#statements > .card:visible").count() < page.locator("#statements > .card").count()
    page.keyboard.press("Escape")
    expect(page.locator("#statements > .card:not([hidden])")).to_have_count(len(gold(ONU).statements))


def test_facts_are_sorted_and_filtered(show: Show) -> None:
    page = show(every_turn())
    page.locator("#tab-facts").click()
    page.locator("[data-sort=confidence]").click()
    values = page.locator("#facts tbody tr").evaluate_all("rows => rows.map(r => +r.dataset.confidence)")
    assert values == sorted(values) and len(values) == len(every_turn().facts)
    page.locator("[data-sort=confidence]").click()
    expect(page.locator("th.confidence")).to_have_attribute("aria-sort", "descending")
    page.locator("#filter-relation").select_option("heldOn")
    expect(page.locator("#facts tbody tr:visible")).to_have_count(2)
    expect(page.locator("#shown-facts")).to_have_text("2 sur 5")
    page.locator("#filter-relation").select_option("")
    page.locator("#filter-confidence").fill("0.5")
    expect(page.locator("#facts tbody tr:visible")).to_have_count(4)


def test_statements_are_filtered_by_speaker(show: Show) -> None:
    page = show(gold(ONU))
    page.locator("#filter-speaker").select_option(label="Fu Cong")
    shown = page.locator("#statements > .card:visible .who .thing")
    assert set(shown.all_inner_texts()) == {"Fu Cong"}


def test_the_language_is_switched_and_kept(show: Show) -> None:
    page = show(gold(ONU))
    page.locator("[data-language=en]").click()
    expect(page.locator("#tab-statements")).to_contain_text("Statements")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".about time").first).to_have_text("2 July 2024")
    expect(page.locator("#search")).to_have_attribute("placeholder", "Search a word, a name…")
    for _ in range(40):  # the browser writes what a page of a file keeps in its own time
        page.reload()
        if "Facts" in page.locator("#tab-facts").inner_text():
            break
        page.wait_for_timeout(250)
    expect(page.locator("#tab-facts")).to_contain_text("Facts")
    page.locator("[data-language=fr]").click()
    expect(page.locator(".about time").first).to_have_text("2 juillet 2024")


def test_the_theme_follows_the_system_and_the_reader(show: Show) -> None:
    page = show(gold(ONU), color_scheme="dark")
    assert colour(page, "body", "backgroundColor") == "rgb(21, 23, 27)"
    page.locator("#theme").click()
    assert colour(page, "body", "backgroundColor") == "rgb(251, 250, 247)"


def test_tabs_are_walked_with_the_arrows(show: Show) -> None:
    page = show(gold(ONU))
    page.locator("#tab-statements").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-facts")).to_be_focused()
    expect(page.locator("#panel-facts")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#panel-entities")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#s0")).to_have_class("card current")


def test_on_a_phone_one_thing_at_a_time(show: Show) -> None:
    page = show(gold(ONU), width=390, height=844, has_touch=True)
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#panel-statements")).to_be_hidden()
    page.locator("#tab-statements").click()
    expect(page.locator("#text")).to_be_hidden()
    page.locator("#s1 .go").click()
    expect(page.locator("#text")).to_be_visible()
    assert lit(page)
    for tab in ("statements", "facts", "timeline", "graph", "entities"):
        page.locator(f"#tab-{tab}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_in_print_everything_stands_below_each_other(show: Show) -> None:
    page = show(gold(ONU), color_scheme="dark")
    page.emulate_media(media="print")
    for part in ("#text", "#panel-statements", "#panel-facts", "#panel-timeline", "#panel-entities"):
        expect(page.locator(part)).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    assert colour(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]), ("dark", ["color-contrast"])]
)
def test_nothing_stands_in_the_way_of_anybody(show: Show, scheme: str, rules: list[str]) -> None:
    page = show(gold(ONU), color_scheme=scheme)
    for tab in ("statements", "facts", "timeline", "graph", "entities"):
        page.locator(f"#tab-{tab}").click()
        if tab == "entities":
            page.locator("#panel-entities .thing").first.click()
        chosen = {"type": "tag" if len(rules) > 1 else "rule", "values": rules}
        options = {"runOnly": chosen, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        assert not serious, [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in serious]


def test_hostile_names_run_nothing_and_read_back(show: Show) -> None:
    page = show(nasty())
    page.locator("#tab-entities").click()
    names = page.evaluate("kg.data.things.map(t => t.name)")
    assert names == list(NASTY)
    shown = page.locator("#panel-entities .thing").all_inner_texts()
    assert "</script><script>alert(1)</script>" in shown and "javascript:alert(1)" in shown
    for tab in ("statements", "facts", "timeline", "graph"):
        page.locator(f"#tab-{tab}").click()
    for n in (16, 17):
        page.evaluate(f"kg.details({n})")
        expect(page.locator("#details h2")).to_have_text(NASTY[n])
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("script").count() == page.evaluate("document.scripts.length") == 10


def test_injected_scripts_are_refused(browser: Browser, tmp_path: Path) -> None:
    assert "unsafe" not in assets.policy() and "http" not in assets.policy()
    path = tmp_path / "page.html"
    path.write_text(render(gold(ONU), format="html").replace("<main>", "<script>ran = 1</script><main>"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.dataset.ready") == ""
    assert page.evaluate("typeof ran") == "undefined"
    page.close()


def test_many_articles_share_their_entities(show: Show) -> None:
    page = show(*all_gold())
    assert page.locator("article.text").count() == len(all_gold())
    page.locator("#tab-graph").click()
    assert page.evaluate("kg.cy.nodes().length") > 100
    names = page.evaluate("kg.data.things.filter(t => t.wikidata).map(t => t.wikidata)")
    assert len(names) == len(set(names))
