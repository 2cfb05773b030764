"""Texts in other shapes that say the same, texts of any characters, and what is the same about two extractions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from kgextract import extract, read
from kgextract.errors import KgExtractError
from kgextract.exchange import to_json
from kgextract.model import Article, Extraction
from kgextract.resources import data
from kgextract.writers import WRITERS, render

SAMPLES: tuple[Article, ...] = tuple(read(data("articles"), published="2024-07-02"))

_INVISIBLE = "\u200b\u2060\ufeff\u00ad\u200e"[:4]


def _sprinkled(text: str) -> str:
    """A zero-width character inside every third word."""
    words = re.split(r"(?<=\w\w)(?=\w)", text)
    return "".join(f"{w}{_INVISIBLE[n % 4]}" if n % 3 == 0 and n + 1 < len(words) else w for n, w in enumerate(words))


SHAPES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "curly apostrophes": lambda t: t.replace("'", "\u2019"),
    "modifier apostrophes": lambda t: t.replace("'", "\u02bc"),
    "no-break spaces inside quotation marks": lambda t: t.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    "narrow spaces inside quotation marks": lambda t: t.replace("« ", "«\u202f").replace(" »", "\u202f»"),
    "no-break spaces everywhere": lambda t: t.replace(" ", "\u00a0"),
    "zero-width characters": _sprinkled,
}


def meaning(x: Extraction) -> Any:
    """What an extraction says, whatever the characters that say it and wherever they stand."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            text = unicodedata.normalize("NFC", value).translate(dict.fromkeys(map(ord, _INVISIBLE)))
            return re.sub(r"\s", " ", re.sub("[\u2019\u02bc]", "'", text))
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if k not in ("start", "end", "text", "content_spans")}
        if isinstance(value, (list, tuple)):
            return [plain(v) for v in value if not isinstance(v, int)]
        return value

    found = to_json(x)
    return {key: plain(found[key]) for key in ("entities", "dates", "statements", "relations") if key in found}


def survives(text: str) -> None:
    """Read any string and write it in each format; nothing but the library's own errors may come."""
    try:
        x = extract(text, published="2024-07-02")
    except KgExtractError:
        return
    for format in WRITERS:
        render(x, format=format)
