"""The explorer in a browser, as a reader uses it: ask, open, search, draw, query, switch language and theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched
from clock import within
from exploring import explorer
from playwright.sync_api import Browser, Page, expect
from samples import all_gold, nasty

from kgextract.serve import protocol
from kgextract.writers import write

Visit = Callable[..., Page]
VIEWS = (
    "/", "/spoken", "/statements", "/things?type=Person", "/articles", "/search?q=pays", "/questions",
    "/questions/who-spoke-where?speaker=Fu", "/id/person/fu-cong", "/id/article/onu-intelligence-artificielle",
    "/id/article/onu-intelligence-artificielle?part=statement-1",
    "/id/article/onu-intelligence-artificielle?part=fact-1", "/id/article/onu-intelligence-artificielle?part=run",
    "/sparql",
)  # fmt: skip
DARK = {"/", "/spoken", "/id/person/fu-cong", "/sparql"}  # axe is slow: these show every colour


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the sample articles and of nasty names, in a thread."""
    folder = tmp_path_factory.mktemp("graphs")
    for n, x in enumerate((*all_gold(), nasty())):
        write(x, folder / f"{n}.nq")
    with explorer([folder]) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A path → its page, open in the browser; at the end nothing must have gone wrong."""
    opened: list[tuple[Page, list[str]]] = []

    def run(path: str, *, width: int = 1280, height: int = 860, **options: Any) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        opened.append((page, watched(page, own=[address])))
        page.goto(address + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield run
    for page, _ in opened:
        page.close()
    assert not [trouble for _, troubles in opened for trouble in troubles]


def test_ask_who_spoke_where_by_form(visit: Visit) -> None:
    page = visit("/")
    expect(page.locator("#question")).to_have_value("who-spoke-where")
    form = page.locator('form[data-question="who-spoke-where"]')
    form.locator('input[name="speaker"]').fill("fu cong")
    form.locator("button").click()
    expect(page).to_have_url(re.compile(r"/questions/who-spoke-where\?speaker=fu\+cong$"))
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("td.when")).to_have_text("1er juillet 2024")
    page.locator("td.who a").click()
    expect(page.locator("h1")).to_have_text("Fu Cong")


def test_another_question_has_other_fields(visit: Visit) -> None:
    page = visit("/")
    page.locator("#question").select_option("who-holds-which-role")
    expect(page.locator('form[data-question="who-spoke-where"]')).to_be_hidden()
    form = page.locator('form[data-question="who-holds-which-role"]')
    form.locator('input[name="role"]').fill("représentant")
    form.locator("button").click()
    expect(page.locator("tbody tr")).to_have_count(2)


def test_filter_the_table_and_go_to_the_article(visit: Visit) -> None:
    page = visit("/spoken")
    rows = page.locator("tbody tr")
    before = rows.count()
    page.locator('input[name="place"]').fill("geneve")
    page.locator("button.do").click()
    expect(page).to_have_url(re.compile(r"/spoken\?place=geneve$"))
    assert 0 < rows.count() < before
    page.locator(".bars a").last.click()
    expect(page.locator('input[name="from"]')).to_have_value("2024-07")
    page.locator("td.sentence .from").first.click()
    page.wait_for_url("**/id/article/**")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.locator("#s0 .go").click()
    assert page.evaluate("[...CSS.highlights.get('lit')].map(String).join()").startswith("Trop de pays")
    page.locator("mark", has_text="Fu Cong").first.click()
    page.get_by_role("link", name="Ouvrir la fiche").click()
    expect(page.locator("h1")).to_have_text("Fu Cong")


def test_an_entity_is_drawn_and_its_neighbours_open(visit: Visit) -> None:
    page = visit("/id/person/fu-cong")
    assert page.evaluate("kg.cy.nodes('.chosen').length") == 1
    assert page.evaluate("kg.cy.nodes().length") > 2
    page.evaluate("kg.details(kg.data.things.findIndex((t) => t.type === 'Place'))")
    expect(page.locator("h1")).not_to_have_text("Fu Cong")
    page.go_back()
    page.locator(".proofs summary").first.click()
    expect(page.locator(".proofs q").first).to_be_visible()


def test_search(visit: Visit) -> None:
    page = visit("/articles")
    page.keyboard.press("/")
    page.keyboard.type("revolution")
    page.keyboard.press("Enter")
    expect(page.locator("#hits-statement")).to_be_visible()
    expect(page.locator(".words").first).to_contain_text("révolution")


def test_run_a_query_in_the_editor(visit: Visit) -> None:
    page = visit("/sparql")
    page.evaluate("yasgui.getTab().setQuery('SELECT ?name { ?x a kg:Country ; rdfs:label ?name } ORDER BY ?name')")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr_results tbody tr").first).to_contain_text("@fr")
    expect(page.locator(".yasr_results")).to_contain_text("Chine")
    page.locator(".select_response").click()
    expect(page.locator(".yasr_results .CodeMirror").first).to_be_visible()


def test_a_cut_answer_says_so_in_the_editor(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit("/sparql")
    for most, hidden in ((5, False), (100_000, True)):
        monkeypatch.setattr(protocol, "ROWS_AT_MOST", most)
        page.locator(".yasqe_queryButton").click()
        expect(page.locator(".yasr_results tbody tr").nth(4)).to_be_visible()
        expect(page.locator("#cut")).to_be_hidden() if hidden else expect(page.locator("#cut")).to_be_visible()


def test_a_question_opens_as_sparql(visit: Visit) -> None:
    page = visit("/questions/who-spoke-where?speaker=Fu")
    page.locator(".formats a", has_text="SPARQL").click()
    expect(page.locator(".yasqe_queryButton")).to_be_visible()
    assert '"Fu"' in page.evaluate("yasgui.getTab().getQuery()")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr_results")).to_contain_text("Fu Cong")


def test_the_turtle_of_an_entity(visit: Visit, address: str) -> None:
    page = visit("/id/person/fu-cong")
    link = page.locator(".formats a", has_text="Turtle").get_attribute("href")
    turtle = httpx2.get(f"{address}{link}").text
    assert turtle == httpx2.get(f"{address}/id/person/fu-cong", headers={"Accept": "text/turtle"}).text
    assert 'rdfs:label "Fu Cong"@fr' in turtle


def test_language_and_theme_stay(visit: Visit) -> None:
    page = visit("/")
    page.locator("[data-language=en]").click()
    expect(page.locator("h1")).to_have_text("What the articles say")
    expect(page.locator("#question option:checked")).to_have_text("Who spoke where")
    page.locator("#theme").click()
    page.locator("nav a", has_text="Articles").click()
    page.wait_for_url("**/articles")
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("time").first).to_contain_text("August 2025")


def test_without_scripts(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/")
    page.locator('form[data-question="who-spoke-where"] button').click()
    assert page.locator("tbody tr").count() > 5
    page.close()


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_is_cut_off_and_axe_finds_nothing_serious(visit: Visit, path: str) -> None:
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
        page = visit(path, width=width, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        if width == 1280 and (scheme == "light" or path in DARK):
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            serious = [
                (v["id"], [n["html"][:120] for n in v["nodes"]][:3])
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert not serious, (width, scheme, serious)


def test_nasty_names_run_nothing(visit: Visit, address: str) -> None:
    page = visit("/things?name=script")
    links = page.locator(".listing a.thing")
    assert links.count()
    for link in [links.nth(n).get_attribute("href") for n in range(links.count())]:
        visit(str(link))
    for path in ("/search?q=javascript", "/statements", "/spoken?person=script", "/articles"):
        visit(path)
    article = visit("/articles").locator(".listing a").last.get_attribute("href")
    visit(str(article))


def test_a_page_is_there_soon(visit: Visit) -> None:
    page = visit("/")
    with within(2):
        page.goto(page.url + "id/person/fu-cong")
        page.wait_for_selector("html[data-ready]", state="attached")
