"""The library's front door: an article, or a stream of them → extractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from kgextract.deadline import within
from kgextract.errors import KgExtractError, TimeLimitError
from kgextract.model import Article, Extraction
from kgextract.readers.condition import conditions
from kgextract.readers.dates import iso_date

_BATCH = 16  # articles that one failure makes read again one by one
_SHOWN = 3  # unresolved dates that the warning quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be read through, and the error that stopped it."""

    article: Article
    error: Exception


def extract(article: Article | str, *, published: str | None = None) -> Extraction:
    """Article (or bare text) → Extraction. `published` is an ISO date, for an article that has none of its own.

    >>> text = "Le maire d'Oran, Luc Pey, a déclaré lundi que le pont rouvrirait en août."
    >>> found = extract(text, published="2024-07-02")
    >>> for s in found.statements:
    ...     print(found.entity(s.speaker).name, s.cue, s.date, found.quote(*s.content[0]))
    Luc Pey déclarer 2024-07-01 le pont rouvrirait en août
    >>> for f in found.facts:
    ...     print(found.entity(f.subject).name, f.relation, found.entity(f.object).name, f.evidence.rule)
    Luc Pey headOf Oran role-comma-name
    Luc Pey holdsRole maire d'Oran role-comma-name
    """
    from kgextract.nlp import pipeline

    given = iso_date(published) if published is not None else None
    if isinstance(article, str):
        article = Article(id="text", text=article, published=given)
    elif given and not article.published:
        article = replace(article, published=given)
    if not article.text.strip():
        return _warned(Extraction(article=article))
    return _warned(pipeline.extract(article))


def extract_all(
    articles: Iterable[Article], *, batch: int = _BATCH, seconds: float | None = None
) -> Iterator[Extraction | Failure]:
    """A stream of articles → their extractions, in order; a `Failure` in the place of each that could not be read.

    So many as `batch` are held at once. One that takes longer than `seconds` is a failure.

    >>> some = [Article(id="pont", text="Luc Pey a promis un pont."), Article(id="gare", text="La gare rouvre.")]
    >>> for found in extract_all(some, seconds=60):
    ...     print(found.article.id, "failed" if isinstance(found, Failure) else len(found.statements))
    pont 1
    gare 0
    """
    stream = iter(articles)
    while some := list(islice(stream, max(batch, 1))):
        yield from _batch(some, seconds)


def warnings(article: Article) -> tuple[str, ...]:
    """Article → what a reader should know of its text before it is extracted (not French, markup, empty …)."""
    return (*article.warnings, *conditions(article.text))


def _batch(articles: list[Article], seconds: float | None) -> Iterator[Extraction | Failure]:
    from kgextract.nlp import pipeline

    try:
        found = within(seconds, lambda: list(pipeline.stream(a for a in articles if a.text.strip())))
    except Exception as error:  # somewhere in the batch: find out where
        if isinstance(error, KgExtractError) and not isinstance(error, TimeLimitError):
            raise
        for article in articles:
            yield _single(article, seconds)
        return
    read = {id(x.article): x for x in found}
    for article in articles:
        yield _warned(read[id(article)] if id(article) in read else Extraction(article=article))


def _single(article: Article, seconds: float | None) -> Extraction | Failure:
    try:
        return within(seconds, lambda: extract(article))
    except Exception as error:
        if isinstance(error, KgExtractError) and not isinstance(error, TimeLimitError):
            raise
        return Failure(article=article, error=error)


def _warned(x: Extraction) -> Extraction:
    return replace(x, warnings=(*warnings(x.article), *x.warnings, *_unresolved(x)))


def _unresolved(x: Extraction) -> tuple[str, ...]:
    """The warning on relative dates in an article whose publication date nobody knows."""
    open_ = [x.quote(d.start, d.end) for d in x.dates if d.value is None]
    if not open_ or x.article.published:
        return ()
    quoted = ", ".join(f"“{text}”" for text in dict.fromkeys(open_[:_SHOWN]))
    more = ", …" if len(open_) > _SHOWN else ""
    count = f"{len(open_)} relative date{'s' if len(open_) > 1 else ''}"
    wrong = f"{count} unresolved ({quoted}{more}): the publication date is unknown."
    return (f"{wrong} Give it with --published, or begin the file's name with it.",)
