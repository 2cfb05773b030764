"""Text → every name of the gazetteers in it, nested ones too: `Conseil de sécurité de l'ONU` gives two.

Words are compared without accents and case, hyphen and space are the same; then the spelling of the text is checked:
a name must start with a capital where the table's does, an acronym must be in capitals (`ONU`, `Onu`, never `onu`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from kgextract import resources
from kgextract.errors import DataError
from kgextract.nlp.doc import KEPT_WORDS
from kgextract.nlp.mentions.heads import head_class
from kgextract.tables import Row, Table
from kgextract.tables import gazetteers as tables
from kgextract.tables.names import words

Part = Literal["place", "organisation", "person", "people"]
_WORD = re.compile(r"[^\W_]+")
_PLUS = "+"  # at the end of a name
_GAP = re.compile(r"[ ]?[-–'.&]?[ ]?|[.,] ")


class Entry(NamedTuple):
    """One row of a gazetteer as a name matched it."""

    key: str
    name: str
    cls: str
    part: Part
    wikidata: str | None = None
    gender: str | None = None
    ambiguous: bool = False  # this name of it is also a common word or a surname
    metonym: bool = False  # the name is of a seat that stands for it
    signature: bool = False  # the name in lower case, as it signs a report
    small: bool = (
        False  # a body of the world or a continent whose name begins with a small letter, as a description does
    )
    contracted: bool = False  # the name without its article, after `au` or `du` only
    weight: int = 0  # of several entries with the same name the heaviest is meant, unless the text says otherwise


class Match(NamedTuple):
    """Characters [start, end) and the entries that have this name, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    unread: dict[str, list[tuple[str, Entry]]]  # folded first word → names that no text has asked for
    keys: dict[str, Entry]
    names: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)  # folded words of a name → as it is written
    beginnings: set[str] = field(default_factory=set)  # folded words with which longer names begin

    def look_up(self, first: str) -> None:
        """Read the names that begin with a word."""
        for name, entry in self.unread.pop(first, ()):
            key = first
            for word in _WORD.findall(name)[1:]:
                self.beginnings.add(key)
                key = f"{key} {fold(word)}"
            self.names.setdefault(key, []).append((name, entry))


def matches(text: str) -> list[Match]:
    """All names of the gazetteers in the text: the longest at each word; they may stand in one another, or cross."""
    known = _gazetteer()
    tokens = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    found: list[Match] = []
    for i, (start, _, key) in enumerate(tokens):
        known.look_up(key)
        best: Match | None = None
        j = i
        while True:
            if names := known.names.get(key):
                end = tokens[j][1]
                end += text.startswith(_PLUS, end)  # `Canal+`
                entries = _fitting(text[start:end], names)
                if entries:
                    best = Match(start, end, entries)
            j += 1
            if key not in known.beginnings or j >= len(tokens):
                break
            if not _GAP.fullmatch(text, tokens[j - 1][1], tokens[j][0]):
                break
            key = f"{key} {tokens[j][2]}"
        if best:
            found.append(best)
    return found


@lru_cache(maxsize=KEPT_WORDS)
def fold(text: str) -> str:
    """Text → lower case without accents and ligatures."""
    plain = text.lower()
    if plain.isascii():
        return plain
    plain = plain.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def by_key(key: str) -> Entry | None:
    """The entry with this key, or None."""
    return _gazetteer().keys.get(key)


def _fitting(text: str, names: list[tuple[str, Entry]]) -> tuple[Entry, ...]:
    fit = [entry for name, entry in names if _same_case(text, name)]
    unique: dict[str, Entry] = {}
    for entry in fit:
        kept = unique.get(entry.key)
        if kept is None or kept.metonym or kept.contracted or kept.ambiguous or kept.signature or kept.small:
            unique[entry.key] = entry
    return tuple(sorted(unique.values(), key=lambda e: (-e.weight, e.key)))


def _same_case(text: str, name: str) -> bool:
    """Is the text written as a name may be: capital first letter, acronyms in capitals, commas where it has them?"""
    if text == name or text.count(",") != name.count(",") or (text.endswith(_PLUS) and not name.endswith(_PLUS)):
        return text == name
    if _acronym(name):
        letters = [c for c in text if c.isalpha()]
        return all(c.isupper() for c in letters) or (len(letters) >= 4 and all(map(_one_capital, text.split("-"))))
    if not name[0].isupper():
        return True
    if not text[0].isupper():
        return False
    second, wanted = _second_word(text), _second_word(name)
    first = _WORD.match(name)
    if first and fold(first.group()) in _articles() and wanted[:1].isupper():
        return second[:1].isupper()  # `La Réunion`, not `La réunion`
    return True


def _one_capital(part: str) -> bool:
    """`Pdci`, `CI`: a part of an acronym as newspapers write it that keep one capital of a word."""
    return part[:1].isupper() and (part[1:].islower() or part.isupper())


@cache
def _articles() -> frozenset[str]:
    return frozenset(w.strip("'") for w in words("definite"))


def _second_word(text: str) -> str:
    found = _WORD.findall(text)
    return found[1] if len(found) > 1 else ""


def _acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return 1 < len(letters) <= 8 and " " not in name and sum(c.isupper() for c in letters) > len(letters) / 2


@cache
def _gazetteer() -> _Gazetteer:
    unread: dict[str, list[tuple[str, Entry]]] = {}
    keys: dict[str, Entry] = {}
    for name, entry in _names():
        if first := _WORD.search(name):
            unread.setdefault(fold(first.group()), []).append((name, entry))
        if not (entry.metonym or entry.contracted or entry.signature or entry.small) and entry.part != "people":
            keys[entry.key] = entry
    return _Gazetteer(unread, keys)


def _names() -> Iterator[tuple[str, Entry]]:
    for c in _rows(tables.COUNTRIES):
        entry = Entry(key=c.key, name=c.name, cls=c.cls, part="place", wikidata=c.wikidata, weight=10_000)
        yield from ((name, entry) for name in (c.name, c.official, *c.aliases) if name)
        people = Entry(key=c.key, name=c.name, cls="Group", part="people", weight=0)
        yield from ((name[:1].upper() + name[1:], people) for name in c.demonyms)
    for r in _rows(tables.REGIONS):
        entry = Entry(key=r.key, name=r.name, cls=r.cls, part="place", wikidata=r.wikidata, weight=600)
        yield from _each((r.name, *r.aliases), entry, r.ambiguous)
    for t in _rows(tables.CITIES):
        weight = min(9_999, t.population // 1000)
        entry = Entry(key=t.key, name=t.name, cls="City", part="place", wikidata=t.wikidata, weight=weight)
        yield from _each((t.name, *t.aliases), entry, t.ambiguous)
        yield from _contracted((t.name, *t.aliases), entry, t.ambiguous)
    organisations: dict[str, Entry] = {}
    for o in _rows(tables.ORGANISATIONS):
        entry = Entry(key=o.key, name=o.name, cls=o.cls, part="organisation", wikidata=o.wikidata, weight=500)
        organisations[o.key] = entry
        yield from _each((o.name, *o.aliases, *o.acronyms), entry, o.ambiguous)
        if o.country is None:
            yield from _small((o.name, *o.aliases), entry)
        if o.cls == "NewsAgency":
            yield from ((name.lower(), entry._replace(signature=True)) for name in o.acronyms)
        if o.cls in ("MediaOutlet", "PoliticalParty"):
            yield from _contracted((o.name, *o.aliases), entry, o.ambiguous)
        if o.cls == "MediaOutlet":
            yield from _articled((o.name, *o.aliases), entry)
    for m in _rows(tables.METONYMS):
        target = organisations.get(m.key)
        if target is not None:
            yield m.phrase, target._replace(metonym=True)
    for p in _rows(tables.PEOPLE):
        entry = Entry(
            key=p.key, name=p.name, cls="Person", part="person", wikidata=p.wikidata, gender=p.gender, weight=400
        )
        yield from ((name, entry) for name in (p.name, *p.aliases))


def _each(names: tuple[str, ...], entry: Entry, ambiguous: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    """The names of an entry, those that prove little with an entry that says so."""
    doubtful = entry._replace(ambiguous=True) if ambiguous else entry
    yield from ((name, doubtful if name in ambiguous else entry) for name in names)


def _contracted(names: tuple[str, ...], entry: Entry, ambiguous: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    """`Le Caire`, `Le Monde` → the name as it stands after `au`, `du`: without its article."""
    for name in names:
        article, _, rest = name.partition(" ")
        if rest[:1].isupper() and article[0].isupper() and article.lower() in words("contracting-article"):
            yield rest, entry._replace(contracted=True, ambiguous=name in ambiguous)


def _articled(names: tuple[str, ...], entry: Entry) -> Iterator[tuple[str, Entry]]:
    """`L'Équipe`, `La Croix` → the name as it stands behind its article in small letters."""
    for name in names:
        cut = name.find("'") + 1 or name.find(" ") + 1
        article, rest = name[:cut].strip().lower(), name[cut:]
        if rest[:1].isupper() and article in words("elided-article", "plain-article") - words("contracting-article"):
            yield rest, entry._replace(contracted=True, ambiguous=True)


def _small(names: tuple[str, ...], entry: Entry) -> Iterator[tuple[str, Entry]]:
    """Names of several words headed by a noun for bodies → with a small letter: `banque centrale européenne`."""
    for name in names:
        first, *more = _WORD.findall(name)
        if more and name[0].isupper() and head_class(first.lower()):
            yield name[0].lower() + name[1:], entry._replace(small=True)


def _rows(table: Table[Row]) -> tuple[Row, ...]:
    try:
        return table.rows()
    except DataError:
        if resources.data(table.path).is_file():
            raise
        return ()
