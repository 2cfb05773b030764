"""A mention → what its words say, in a form that two wordings of one thing share.

"l'armée burkinabè" and "les forces armées du Burkina" have the same country key; "ministres" and "ministre", "russe"
and "russes" the same stem. Nothing here depends on a parse: tags of single words only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kgextract.nlp.doc import KEPT_WORDS, Doc
from kgextract.nlp.layers import Mention
from kgextract.tables import gazetteers, identity
from kgextract.tables.names import nominal_words, words

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"})
_SPACES = re.compile(r"[\s\-'’.,]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The stem of the head noun, the stems or keys of the other content words, names and numbers among them."""

    text: str
    head: str
    rest: frozenset[str]
    names: frozenset[str]  # keys or folded names nested in it, countries of its demonyms
    numbers: frozenset[str]
    contrast: frozenset[str]  # nouveau, précédent, autre …
    plural: bool


@lru_cache(maxsize=KEPT_WORDS)
def fold(text: str) -> str:
    """Text → lower case, without accents, hyphens, apostrophes and stops.

    >>> fold("L'Union européenne"), fold("Royaume-Uni")
    ('l union europeenne', 'royaume uni')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", plain.replace("œ", "oe")).strip()


@lru_cache(maxsize=KEPT_WORDS)
def stem(word: str) -> str:
    """Word → what its gender and number leave alone.

    >>> stem("européennes") == stem("européen"), stem("ministres") == stem("ministre"), stem("directrice")
    (True, True, 'directeur')
    """
    plain = _unmarked(fold(word))
    for feminine, masculine in _agents():
        if plain.endswith(feminine) and len(plain) > len(feminine) + 1:
            return plain[: -len(feminine)] + masculine
    if len(plain) > 3 and plain[-1] == "e":
        plain = _unmarked(plain[:-1])
    if len(plain) > 4 and plain[-1] == plain[-2]:
        plain = plain[:-1]
    return plain


@cache
def _agents() -> tuple[tuple[str, str], ...]:
    """Endings of nouns of agents: feminine, masculine."""
    pairs = (row.split(":") for row in sorted(identity.identity_words("feminine-ending")))
    return tuple((feminine, masculine) for feminine, masculine in pairs)


def _unmarked(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@cache
def stems(name: str) -> frozenset[str]:
    """Stems of a class of identity words; the lexicon says what the class is for."""
    return frozenset(stem(x) for x in identity.identity_words(name))


@cache
def nations() -> dict[str, str]:
    """Stem of a country's name or demonym, of one word → the country's key."""
    found: dict[str, str] = {}
    for row in gazetteers.COUNTRIES.rows():
        for word in (row.name, *row.aliases, *row.demonyms):
            if " " not in fold(word) and len(word) > 3:
                found.setdefault(stem(word), row.key)
    return found


@cache
def country_of() -> dict[str, str]:
    """Key of a body, city or region → key of its country, where the table has one."""
    found = {row.key: row.country for row in gazetteers.ORGANISATIONS.rows()}
    found |= {row.key: row.country for row in gazetteers.CITIES.rows()}
    found |= {row.key: row.country for row in gazetteers.REGIONS.rows()}
    return {key: country for key, country in found.items() if country}


def read(doc: Doc, m: Mention, named: list[Mention], nations: dict[str, str]) -> Wording:
    """A mention, the named mentions nested in it and the table stem → country key → its wording."""
    keys: dict[int, str] = {}
    for inner in named:
        if inner is not m and (inner.start, inner.end) != (m.start, m.end):
            for i in range(inner.start, inner.end):
                keys[i] = inner.key or fold(doc.between(inner.start, inner.end))
    head, lemma, skip = m.head, m.lemma or doc[m.head].lower_, -1
    row = identity.descriptions().get((m.type, lemma.casefold()))
    if row and row.draft:
        after = head + 1
        while after < m.end and doc[after].lower_ in words("of"):
            after += 1
        if head + 1 < after < m.end and doc[after].pos_ in ("NOUN", "PROPN") and after not in keys:
            skip, head, lemma = head, after, doc[after].lower_
    first = fold(lemma).split()[:1]
    stemmed = stem(first[0]) if first else ""
    if lemma.casefold() in nominal_words("bracketed-side"):
        stemmed = stem(lemma)  # `le sud-est` is not the south
    if skip < 0 and stem(doc[head].lower_) != stemmed:  # a locution whose head is not where the mention says
        head = next((i for i in range(m.start, m.end) if stem(doc[i].lower_) == stemmed), head)
    rest: set[str] = set()
    names: set[str] = set(keys.values())
    numbers: set[str] = set()
    for i in range(m.start, m.end):
        token = doc[i]
        if i in (head, skip):
            continue
        if i in keys:
            rest.add(keys[i])
        elif token.like_num or token.pos_ == "NUM":
            numbers.add(token.lower_)
        elif token.pos_ in _CONTENT:
            word = stem(token.lower_)
            rest.add(nations.get(word, word))
            if word in nations:
                names.add(nations[word])
    return Wording(
        text=fold(doc.between(m.start, m.end)),
        head=stemmed,
        rest=frozenset(rest) - stems("weightless"),
        names=frozenset(names),
        numbers=frozenset(numbers),
        contrast=_contrast(doc, m),
        plural=bool(m.plural),
    )


def _contrast(doc: Doc, m: Mention) -> frozenset[str]:
    """What sets a thing apart, also an adjective behind its noun that the model takes for none (`le club adverse`)."""
    within = frozenset(stem(t.lower_) for t in doc[m.start : m.end]) & stems("contrast")
    behind = frozenset(stem(t.lower_) for t in doc[m.end : m.end + 1]) & stems("opposed")
    return within | behind if m.kind == "nominal" else within
