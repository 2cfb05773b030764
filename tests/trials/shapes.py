"""Texts in other shapes that say the same, texts of any characters, and what is the same about two extractions."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from kgextract import extract, read
from kgextract.errors import KgExtractError
from kgextract.model import Article, Extraction
from kgextract.resources import data
from kgextract.writers import WRITERS, render

SAMPLES: tuple[Article, ...] = tuple(read(data("articles"), published="2024-07-02"))

_INVISIBLE = "\u200b\u2060\ufeff\u00ad"


def _sprinkled(text: str) -> str:
    """A zero-width character inside every third word."""
    words = re.split(r"(?<=\w\w)(?=\w)", text)
    return "".join(f"{w}{_INVISIBLE[n % 4]}" if n % 3 == 0 and n + 1 < len(words) else w for n, w in enumerate(words))


def _wrapped(text: str) -> str:
    """Lines of 72 characters, and a blank one between paragraphs."""
    paragraphs = (textwrap.fill(p, 72, break_on_hyphens=False) for p in text.split("\n") if p)
    return "\n\n".join(paragraphs) + "\n"


SHAPES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "curly apostrophes": lambda t: t.replace("'", "\u2019"),
    "modifier apostrophes": lambda t: t.replace("'", "\u02bc"),
    "no-break spaces inside quotation marks": lambda t: t.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    "narrow spaces inside quotation marks": lambda t: t.replace("« ", "«\u202f").replace(" »", "\u202f»"),
    "no-break spaces everywhere": lambda t: t.replace(" ", "\u00a0"),
    "zero-width characters": _sprinkled,
    "double spaces": lambda t: re.sub(r"(?<=[.,a]) ", "  ", t),
    "lines of 72 characters": _wrapped,
    "quotations in italics": lambda t: re.sub(r"«([^«»]*)»", r"*«\1»*", t),
    "quotation marks of two signs": lambda t: t.replace("«", "<<").replace("»", ">>"),
    "spaces behind elisions": lambda t: re.sub(r"(?<=\b[dlns]')(?=\w)", " ", t),
    "no space behind full stops": lambda t: re.sub(r"(?<=[a-zé]{3}\.) (?=[A-Z][a-z])", "", t),
    "ligatures": lambda t: t.replace("fi", "\ufb01").replace("st", "\ufb06"),
}


_QUOTING = re.compile(r"#(anchorOf|beginIndex|endIndex|sentence|textSha256)> ")


def meaning(x: Extraction) -> tuple[list[str], list[str]]:
    """What the graph of an article says but for the words that it quotes and their places; and what was quoted."""
    quads = [q for q in render(x, format="nquads").splitlines() if not _QUOTING.search(q)]
    said = sorted(re.sub(r"#char=\d+,\d+", "", q) for q in quads if "#content> " not in q)
    return said, [_plain(x.quote(*span)) for s in x.statements for span in s.content]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, _INVISIBLE)))
    text = text.replace("<<", "«").replace(">>", "»")
    return re.sub(r"[\s*]", "", re.sub("[\u2019\u02bc]", "'", text))


def changed(article: Article, shape: Callable[[str], str]) -> Article:
    """An article with its text in another shape."""
    return replace(article, text=shape(article.text))


def survives(text: str) -> None:
    """Read any string and write it in each format; nothing but the library's own errors may come."""
    try:
        x = extract(text, published="2024-07-02")
    except KgExtractError:
        return
    for format in WRITERS:
        render(x, format=format)
