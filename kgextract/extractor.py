"""The library's front door: an article, or a stream of them → extractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.model import Article, Extraction


def extract(article: Article | str, *, published: str | None = None) -> Extraction:
    """Article (or bare text) → Extraction. `published` is an ISO date for bare text."""
    from kgextract.nlp import pipeline

    if isinstance(article, str):
        article = Article(id="text", text=article, published=published)
    return pipeline.extract(article)


def extract_all(articles: Iterable[Article]) -> Iterator[Extraction]:
    """A stream of articles → their extractions, in order."""
    from kgextract.nlp import pipeline

    yield from pipeline.stream(articles)
