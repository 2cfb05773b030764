"""The ordered list of components: each reads the layers to its left and writes one of its own.

Some change an earlier one as well: a date is no name any more, a title no description, an amount one more chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby

from spacy import tokens
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from kgextract.model import Article, Extraction
from kgextract.nlp import (
    clauses,
    coref,
    dates,
    events,
    facts,
    linking,
    loading,
    mentions,
    nominals,
    parts,
    quantities,
    relations,
    roles,
    scenes,
    sections,
    statements,
    units,
)
from kgextract.nlp.common_words import CommonWords
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Layers
from kgextract.nlp.view import View

COMPONENTS: dict[str, Callable[[Doc], Doc]] = {
    "mentions": mentions.read,
    "dates": dates.read,
    "nominals": nominals.read,
    "roles": roles.read,
    "events": events.read,
    "coref": coref.read,
    "linking": linking.read,
    "quantities": quantities.read,
    "clauses": clauses.read,
    "scenes": scenes.read,
    "statements": statements.read,
    "relations": relations.read,
}
_LAYERS = "layers"  # in the user data of spaCy's Doc
_ANY_LENGTH = 1 << 31  # the model reads in parts: its limit is none


@cache
def load() -> Language:
    """The model, loaded once a process."""
    nlp = loading.load()
    nlp.max_length = _ANY_LENGTH
    return nlp


@cache
def _common(*kinds: str) -> CommonWords:
    """The common words of these parts of speech that the model's lemmatizer knows."""
    lemmatizer = load().get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    tables = map(lemmatizer.lookups.get_table, ("lemma_index", "lemma_exc", "lemma_lookup"))
    return CommonWords(kinds, *tables)


@contextmanager
def memory_zone() -> Iterator[None]:
    """What the model keeps of the words that it meets in the block is dropped at its end."""
    nlp = load()
    with nlp.memory_zone():
        yield
    lemmatizer = nlp.get_pipe("lemmatizer")
    if isinstance(lemmatizer, Lemmatizer):
        lemmatizer.cache.clear()


def prepare(nlp: Language, article: Article) -> tokens.Doc:
    """Article → the unread Doc of its view, with the units, at which its sentences start."""
    view, cut, quotations, starts = units.read(article, View.of(article.text))
    doc = nlp.make_doc(view.text)
    units.force(doc, starts)
    doc.user_data[_LAYERS] = Layers(
        article=article,
        view=view,
        units=cut,
        quotations=quotations,
        common=_common("noun", "adj"),
        adjectives=_common("adj"),
        verbs=_common("verb"),
    )
    return doc


def read(doc: tokens.Doc) -> Doc:
    """What the model has read → the Doc with every layer."""
    found = plain(doc)
    for component in COMPONENTS.values():
        component(found)
    return found


def plain(doc: tokens.Doc) -> Doc:
    """What the model has read → the Doc that the components read and write."""
    return Doc.of(doc, doc.user_data[_LAYERS])


def extract(article: Article) -> Extraction:
    """Article → Extraction."""
    if sections.is_long(article):
        return sections.joined(article, ((start, extract(part)) for start, part in sections.cut(article)))
    return facts.extraction(annotate(article))


def annotate(article: Article) -> Doc:
    """Article → Doc with every layer (for tests and for reading what the components did)."""
    nlp = load()
    doc = prepare(nlp, article)
    return read(parts.read(nlp, doc) if parts.is_long(doc) else nlp(doc))


def stream(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Articles → their extractions, in order."""
    for long, some in groupby(articles, sections.is_long):
        yield from (map(extract, some) if long else _stream(some))  # noqa: B031 only one of the two


def _stream(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Articles that are read whole → their extractions, those that the model reads at once in batches."""
    nlp = load()
    for long, docs in groupby((prepare(nlp, article) for article in articles), parts.is_long):
        for doc in (parts.read(nlp, doc) for doc in docs) if long else nlp.pipe(docs):
            yield facts.extraction(read(doc))
