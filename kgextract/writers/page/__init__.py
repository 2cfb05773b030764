"""Extractions → one self-contained HTML page: the article with its marks, statements, facts, dates and their graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from kgextract import ontology
from kgextract.model import ENTITY_TYPES, Extraction
from kgextract.rdf.iris import BASE
from kgextract.rdf.terms import clean
from kgextract.resources import data
from kgextract.tables.interface import EXPLORER, INTERFACE
from kgextract.writers.page import assets, building, view
from kgextract.writers.page.graph import Graph, drawn

__all__ = ["LANGUAGES", "environment", "page", "render", "version", "word", "word_for", "words"]

LANGUAGES = ("fr", "en")
_SPOKEN_OF_LAST = ("Date", "Quantity")


def page(found: Sequence[Extraction], base: str = BASE) -> str:
    """Extractions → an HTML page that needs nothing but itself."""
    return render(building.of(found, base=base))


def render(
    shown: view.Page,
    *,
    folder: str | None = None,
    home: str | None = None,
    links: Sequence[tuple[str, str]] = (),
    address: Callable[[str], str | None] = lambda iri: None,
) -> str:
    """What is to be shown → HTML.

    A server gives the folder of the static files (`data/page/`), to link instead of to include them, the address of
    its start page and of others, each with the key of its word, and for the IRI of an entity the address of its page.
    """
    diagram = drawn(shown)
    counts = {"statements": len(shown.said), "facts": len(shown.claims), "timeline": len(shown.days),
              "graph": 0, "entities": len(shown.things)}  # fmt: skip
    types = [(t, sum(e.mentions for e in shown.things if e.type == t)) for t in ENTITY_TYPES]
    html = environment().get_template("page.html.j2").render(
        page=shown,
        graph=diagram,
        title=_title(shown),
        version=version(),
        types=[(t, n) for t, n in types if n],
        panels=list(counts.items()),
        speakers=_speakers(shown),
        kinds=sorted({s.kind for s in shown.said}),
        relations=sorted({c.relation for c in shown.claims}, key=lambda r: word(f"relation:{r}").casefold()),
        by_type=_by_type(shown),
        styles=assets.styles(folder),
        scripts=assets.scripts(folder),
        policy=assets.policy() if folder is None else None,
        home=home,
        links=links,
        data=assets.embedded(_data(shown, diagram, address, links)),
    )  # fmt: skip
    return clean(html) + "\n"


@cache
def environment() -> jinja2.Environment:
    """The templates of `data/page/`, with everything that is written escaped, and the words of the interface.

    `t(key)` is a word that the reader may switch to English, `label(key)` the same as an attribute, `word(key)` bare.
    """
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data("page")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(t=word_for, label=_label, word=word, exact=_exact)
    return found


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Every word of the interface, and the labels of the ontology, by key: in French and English."""
    own = {w.key: (w.fr, w.en) for w in (*INTERFACE.rows(), *EXPLORER.rows())}
    known = ontology.get()
    labels = [(f"class:{name}", c.label) for name, c in known.classes.items()]
    labels += [(f"relation:{name}", p.label) for name, p in known.properties.items()]
    return own | {key: tuple(label.get(lang) or key.partition(":")[2] for lang in LANGUAGES) for key, label in labels}  # type: ignore[return-value]


def word(key: str, language: str = "fr", *, n: object = "", what: object = "") -> str:
    """A word of the interface, or the label of `class:Country` or `relation:holdsRole`; an unknown key is itself."""
    pair = words().get(key)
    text = pair[LANGUAGES.index(language)] if pair else key.partition(":")[2] or key
    return text.replace("{n}", str(n)).replace("{what}", str(what))


def _filled(n: object, what: object) -> Markup:
    parts = [Markup(' data-{}="{}"').format(name, v) for name, v in (("n", n), ("what", what)) if v != ""]
    return Markup("").join(parts)


def word_for(key: str, *, n: object = "", what: object = "") -> Markup:
    """A word of the interface as an element whose language the reader may switch."""
    return Markup('<span data-w="{}"{}>{}</span>').format(key, _filled(n, what), word(key, n=n, what=what))


def _label(key: str, attribute: str = "aria-label", *, n: object = "", what: object = "") -> Markup:
    text = word(key, n=n, what=what)
    return Markup('{0}="{1}" data-w-{0}="{2}"{3}').format(attribute, text, key, _filled(n, what))


def _exact(text: str) -> Markup:
    """Text of the article: a browser must count the same characters, so a carriage return stays one."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def _title(shown: view.Page) -> str:
    first = next((r.title or r.id for r in shown.readings), "")
    return f"{first} – kgextract" if first else "kgextract"


def version() -> str:
    """The version of kgextract."""
    from importlib.metadata import version

    return version("kgextract")


def _speakers(shown: view.Page) -> list[tuple[int, str]]:
    numbers = {s.speaker for s in shown.said if s.speaker is not None}
    return sorted(((n, shown.things[n].name) for n in numbers), key=lambda pair: (pair[1].casefold(), pair[0]))


def _by_type(shown: view.Page) -> list[tuple[str, list[view.Thing]]]:
    order = [*(t for t in ENTITY_TYPES if t not in _SPOKEN_OF_LAST), *_SPOKEN_OF_LAST]
    kin = {t: [e for e in shown.things if e.type == t] for t in order}
    return [(t, sorted(e, key=lambda e: (-e.mentions, -e.facts, e.number))) for t, e in kin.items() if e]


def _data(
    shown: view.Page, diagram: Graph, address: Callable[[str], str | None], links: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """What the scripts need beside the markup; words in every language."""
    keys = [w.key for w in INTERFACE.rows()] + [key for _, key in links]
    keys += sorted({f"class:{e.cls}" for e in shown.things} | {f"relation:{c.relation}" for c in shown.claims})
    return {
        "things": [
            {"name": e.name, "type": e.type, "class": e.cls, "names": e.names, "wikidata": e.wikidata,
             "mentions": e.mentions, "page": address(e.iri)}
            for e in shown.things
        ],
        "facts": [
            {"subject": c.subject, "relation": c.relation, "object": c.object, "article": c.article,
             "passage": c.passage, "asserted": c.factuality == "asserted" and c.said_by is None}
            for c in shown.claims
        ],
        "statements": [
            {"speaker": s.speaker, "article": s.article, "contents": s.contents, "passage": s.passage}
            for s in shown.said
        ],
        "graph": {"nodes": diagram.nodes, "positions": diagram.positions, "edges": diagram.edges},
        "words": {lang: {key: word(key, lang, n="{n}", what="{what}") for key in keys} for lang in LANGUAGES},
    }  # fmt: skip
