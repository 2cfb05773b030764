"""A template of `data/page/serve/` and what it shows → an HTML page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from kgextract import queries
from kgextract.rdf.terms import clean
from kgextract.writers.page import LANGUAGES, assets, environment, version, words

MENU = (
    ("spoken", "/spoken"), ("statements", "/statements"), ("things", "/things"), ("articles", "/articles"),
    ("questions", "/questions"), ("sparql", "/sparql"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pages:
    """`address` gives the address of an IRI."""

    address: Callable[[str], str]

    def html(
        self, template: str, *, title: str, here: str = "", data: Mapping[str, Any] | None = None, **shown: Any
    ) -> str:
        """The name of a template, the title, the part of the menu, what the scripts need, what is shown."""
        found = (
            _environment()
            .get_template(f"serve/{template}.html.j2")
            .render(
                title=title or "kgextract",
                here=here,
                menu=MENU,
                version=version(),
                at=self.address,
                number=number,
                data=_data(data or {}),
                **shown,
            )
        )
        return clean(found)


@cache
def _environment() -> jinja2.Environment:
    found = environment().overlay()
    found.filters = {**found.filters, "gist": gist, "short": short}
    return found


def gist(text: str | None) -> str:
    """Words of an article → one line."""
    return " ".join((text or "").split())


def short(iri: str) -> str:
    """An IRI → what comes behind its last '/' or '#'."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri


def number(n: int) -> str:
    """A number → its digits in groups of three, apart by a narrow space."""
    return f"{n:,}".replace(",", "\u202f")


@cache
def _words() -> str:
    known = dict(words())
    for query in map(queries.find, queries.names()):
        known[f"question:{query.name}"] = query.titles["fr"], query.titles["en"]
        known[f"about:{query.name}"] = query.descriptions["fr"], query.descriptions["en"]
    return str(assets.embedded({lang: {k: w[n] for k, w in known.items()} for n, lang in enumerate(LANGUAGES)}))


def _data(more: Mapping[str, Any]) -> Markup:
    """What the scripts need, as JSON: the words of the interface and what a page has for its own."""
    return Markup(
        '{"words":' + _words() + "".join(f",{json.dumps(k)}:{assets.embedded(v)}" for k, v in more.items()) + "}"
    )


def drawing(facts: Sequence[Any], centre: str, address: Callable[[str], str]) -> dict[str, Any] | None:
    """Facts around a thing → the data of its graph, as `graph.js` reads them; None where there is nothing to draw."""
    numbers: dict[str, int] = {}
    things: list[dict[str, Any]] = []

    def thing(row: Any, side: str) -> int:
        iri = row[f"{side}_iri"]
        if iri not in numbers:
            numbers[iri] = len(things)
            things.append(
                {"name": row[side], "type": row[f"{side}_type"], "class": row[f"{side}_type"], "names": [],
                 "wikidata": None, "mentions": 0, "page": address(iri)}
            )  # fmt: skip
        return numbers[iri]

    shown = [
        {"subject": thing(f, "subject"), "relation": f["relation"], "object": thing(f, "object"), "article": 0,
         "passage": None, "asserted": f["factuality"] is None}
        for f in facts
    ]  # fmt: skip
    if not shown:
        return None
    return {
        "things": things,
        "facts": shown,
        "statements": [],
        "graph": {"nodes": list(range(len(things))), "positions": None, "edges": list(range(len(shown)))},
        "centre": numbers.get(centre),
    }
