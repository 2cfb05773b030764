"""kgextract: French news articles → RDF knowledge graphs.

    from kgextract import read, extract, write

    for article in read("articles/", published="2024-07-02"):
        write(extract(article), f"{article.id}.ttl")

Names load on first use, so that `import kgextract` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgextract.errors import KgExtractError as KgExtractError
    from kgextract.extension import extend as extend
    from kgextract.extractor import Failure as Failure
    from kgextract.extractor import extract as extract
    from kgextract.extractor import extract_all as extract_all
    from kgextract.model import Article as Article
    from kgextract.model import DateMention as DateMention
    from kgextract.model import Entity as Entity
    from kgextract.model import Evidence as Evidence
    from kgextract.model import Extraction as Extraction
    from kgextract.model import Fact as Fact
    from kgextract.model import Mention as Mention
    from kgextract.model import Rejection as Rejection
    from kgextract.model import Statement as Statement
    from kgextract.readers import read as read
    from kgextract.store import Store as Store
    from kgextract.writers import write as write

_HOMES = {
    "errors": ("KgExtractError",),
    "extension": ("extend",),
    "extractor": ("Failure", "extract", "extract_all"),
    "model": (
        "Article", "DateMention", "Entity", "Evidence", "Extraction", "Fact", "Mention", "Rejection", "Statement",
    ),
    "readers": ("read",),
    "store": ("Store",),
    "writers": ("write",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - the order in which a reader meets them
    "read", "extract", "extract_all", "write", "extend", "Store",
    "Article", "Extraction", "Entity", "Mention", "DateMention", "Statement", "Fact", "Evidence", "Rejection",
    "Failure", "KgExtractError",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
