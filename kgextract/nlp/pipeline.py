"""The ordered list of components: each reads the layers to its left and writes exactly one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kgextract.model import Article, Extraction
from kgextract.nlp import (
    clauses,
    coref,
    dates,
    events,
    facts,
    layers,
    linking,
    loading,
    mentions,
    nominals,
    quantities,
    relations,
    roles,
    scenes,
    statements,
    units,
)
from kgextract.nlp.view import View

# component → the layer it writes; units stand before the model's parser (they force its sentence starts).
COMPONENTS: tuple[tuple[str, Callable[[Doc], Doc], str], ...] = (
    ("units", units.read, "units"),
    ("mentions", mentions.read, "mentions"),
    ("dates", dates.read, "dates"),
    ("nominals", nominals.read, "nominals"),
    ("roles", roles.read, "roles"),
    ("events", events.read, "events"),
    ("coref", coref.read, "chains"),
    ("linking", linking.read, "chains"),
    ("quantities", quantities.read, "quantities"),
    ("clauses", clauses.read, "clauses"),
    ("scenes", scenes.read, "scenes"),
    ("statements", statements.read, "statements"),
    ("relations", relations.read, "relations"),
)


@cache
def load() -> Language:
    """The model with every component of kgextract, loaded once a process."""
    layers.register()
    nlp = loading.load()
    for name, function, layer in COMPONENTS:
        Language.component(f"kgextract_{name}", assigns=[f"doc._.{layer}"], func=function)
        if name == "units":
            nlp.add_pipe(f"kgextract_{name}", first=True)
        else:
            nlp.add_pipe(f"kgextract_{name}")
    return nlp


def prepare(nlp: Language, article: Article) -> Doc:
    """Article → the unread Doc of its view."""
    view = View.of(article.text)
    doc = nlp.make_doc(view.text)
    doc._.article = article
    doc._.view = view
    return doc


def extract(article: Article) -> Extraction:
    """Article → Extraction."""
    return facts.extraction(annotate(article))


def annotate(article: Article) -> Doc:
    """Article → Doc with every layer (for tests and for reading what the components did)."""
    nlp = load()
    return nlp(prepare(nlp, article))


def stream(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Articles → their extractions, in order."""
    nlp = load()
    for doc in nlp.pipe(prepare(nlp, article) for article in articles):
        yield facts.extraction(doc)
