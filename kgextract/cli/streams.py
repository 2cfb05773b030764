"""Sources → extractions, with everything that could not be read told to the user on the way."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.cli.messages import Messages
from kgextract.errors import InputError
from kgextract.extractor import Failure, extract_all, warnings
from kgextract.model import Article, Extraction
from kgextract.readers import readings


def extractions(
    sources: list[str], *, published: str | None, encoding: str | None, strict: bool, messages: Messages
) -> Iterator[Extraction]:
    """Sources → extractions; failures and warnings go to `messages`."""

    def articles() -> Iterator[Article]:
        for reading in readings(*sources, published=published, encoding=encoding):
            if isinstance(reading, InputError):
                messages.refused(reading)
            elif strict and (found := warnings(reading)):
                messages.refused(InputError(f"{reading.id}: {'; '.join(found)}. Leave out --strict to read it anyway."))
            else:
                yield reading

    for result in extract_all(articles()):
        if isinstance(result, Failure):
            messages.broke(result)
        else:
            messages.extracted(result)
            yield result
