"""A text → what is wrong with it as a French article: empty, markup, another language, data, capitals only."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from functools import cache

from kgextract.tables.languages import LANGUAGES

_SAMPLE = 20_000  # characters looked at
_TAG = re.compile(
    r"</?(?:p|div|span|a|br|html|body|head|script|style|table|tr|td|li|ul|h[1-6]|img|strong|em)\b[^<>]{0,300}>", re.I
)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|eacute|egrave|agrave|rsquo|laquo|raquo|#\d{2,5});")
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 12  # below this a text is too short to judge its language
_LONG = 1000  # characters; few words in so many are no short text
_MARKS = 3
_LITTLE = 0.08  # share of small words below which no language is recognised
_LETTERS = 40


def conditions(text: str) -> tuple[str, ...]:
    """Text → its warnings, none for a French article.

    >>> conditions("")
    ('the text is empty',)
    """
    sample = text[:_SAMPLE]
    if not sample.strip():
        return ("the text is empty",)
    if _is_json(sample):
        return ("the text looks like JSON, not like an article",)
    found = []
    if len(_TAG.findall(sample)) + len(_ENTITY.findall(sample)) >= _MARKS:
        found.append("the text holds HTML markup; give it as an .html file")
    letters = {c: n for c, n in Counter(sample).items() if c.isalpha()}
    scripts = Counter[str]()
    for c, n in letters.items():
        scripts[_script(c)] += n
    if not letters:
        found.append("the text has no words")
    elif scripts["LATIN"] < scripts.total() / 2:
        name = max((s for s in scripts if s != "LATIN"), key=lambda s: scripts[s])
        found.append(f"the text is written in another script ({name.capitalize()}), not in French")
    else:
        capitals = sum(n for c, n in letters.items() if c.isupper())
        if scripts.total() >= _LETTERS and capitals > 0.9 * scripts.total():
            found.append("the text is in capitals only: names cannot be told from words")
        found += _language(sample)
    return tuple(found)


def _language(sample: str) -> list[str]:
    words = [w.casefold() for w in _WORD.findall(_TAG.sub(" ", sample))]
    if len(words) < _FEW_WORDS and len(sample) < _LONG:
        return []
    known = frozenset(w for row in LANGUAGES.rows() for w in row.words)
    if sum(1 for w in words if w in known) < _LITTLE * len(words):
        return ["the text is not running French: it has hardly any of its small words"]
    own = {name: sum(1 for w in words if w in telling) for name, telling in _telling_words().items()}
    french = next(row.name for row in LANGUAGES.rows() if row.expected)
    best = max(own, key=lambda name: (own[name], name == french))
    return [f"the text seems to be {best}, not French"] if own[best] > 1.25 * own[french] + 1 else []


@cache
def _telling_words() -> dict[str, frozenset[str]]:
    """Language → the words that no other one has."""
    counts = Counter(w for row in LANGUAGES.rows() for w in set(row.words))
    return {row.name: frozenset(w for w in row.words if counts[w] == 1) for row in LANGUAGES.rows()}


def _is_json(sample: str) -> bool:
    start = sample.lstrip()
    if not start.startswith(("{", "[")):
        return False
    try:
        json.loads(start)
    except RecursionError:
        return True
    except ValueError:
        return bool(re.match(r'[\[{]\s*[\[{]*\s*"[^"\n]{1,80}"\s*[:,]', start))
    return True


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]
