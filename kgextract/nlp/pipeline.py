"""The ordered list of components: each reads the layers to its left and writes exactly one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby

from spacy.language import Language
from spacy.pipeline import Lemmatizer
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
    parts,
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
_OWN = "kgextract_"  # what the names of its components start with
_ANY_LENGTH = 1 << 31  # the model reads in parts: its limit is none


@cache
def load() -> Language:
    """The model with every component of kgextract, loaded once a process."""
    layers.register()
    nlp = loading.load()
    nlp.max_length = _ANY_LENGTH
    for name, function, layer in COMPONENTS:
        Language.component(_OWN + name, assigns=[f"doc._.{layer}"], func=function)
        if name == "units":
            nlp.add_pipe(_OWN + name, first=True)
        else:
            nlp.add_pipe(_OWN + name)
    return nlp


@contextmanager
def memory_zone() -> Iterator[None]:
    """What the model keeps of the words that it meets in the block is dropped at its end."""
    nlp = load()
    with nlp.memory_zone():
        yield
    lemmatizer = nlp.get_pipe("lemmatizer")
    if isinstance(lemmatizer, Lemmatizer):
        lemmatizer.cache.clear()


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
    doc = prepare(nlp, article)
    return parts.read(nlp, doc, _OWN) if parts.is_long(doc) else nlp(doc)


def stream(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Articles → their extractions, in order."""
    nlp = load()
    for long, docs in groupby((prepare(nlp, article) for article in articles), parts.is_long):
        for doc in (parts.read(nlp, doc, _OWN) for doc in docs) if long else nlp.pipe(docs):
            yield facts.extraction(doc)
