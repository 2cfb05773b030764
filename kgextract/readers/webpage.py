"""An HTML page → one article: main text and metadata (title, date, outlet, author) by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from kgextract.errors import InputError
from kgextract.model import Article
from kgextract.readers.dates import dated, dateline, is_iso_date
from kgextract.readers.ids import article_id
from kgextract.readers.source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def read(source: Source) -> Iterator[Article]:
    """Source → its article. Raises InputError where the page has no main text."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    declared = _CHARSET.search(source.data[:4096])
    html, warnings = source.decode(declared=declared.group(1).decode("ascii") if declared else None)
    page: Any = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},  # the metadata, never a guess
    )
    text = page.text if page else None
    if not text or not text.strip():
        raise InputError(f"{source.name}: no main text in this page. Save the article itself, or give its text.")
    published = page.date if page.date and is_iso_date(page.date) else dateline(text) or dated(source.stem)
    yield Article(
        id=article_id(source.stem),
        text=text.strip("\n") + "\n",
        title=page.title or "",
        source=page.sitename or page.hostname or "",
        author=page.author or "",
        published=published,
        warnings=warnings,
    )
