"""The nouns that describe things → rows by their first word: documents, common nouns, bodies, peoples; both numbers."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kgextract.nlp.grammar.wordlist import cuts
from kgextract.tables.names import BODY_HEADS, COMMON_NOUNS, DOCUMENT_HEADS, demonyms, nominal_words


class Noun(NamedTuple):
    """A noun of one or more words in one number, and the things that it describes."""

    words: tuple[str, ...]
    type: str
    cls: str
    plural: bool
    complements: tuple[str, ...]  # prepositions beside `de` that its complements have
    people: bool = False  # several of them are people


@cache
def by_first_word() -> dict[str, tuple[Noun, ...]]:
    """First word → its nouns, the longest first."""
    table: dict[str, dict[tuple[tuple[str, ...], bool], Noun]] = {}

    def add(
        form: str, type: str, cls: str, plural: bool, complements: tuple[str, ...] = (), people: bool = False
    ) -> None:
        for parts in cuts(form):
            found = Noun(parts, type, cls, plural, complements, people)
            table.setdefault(parts[0], {}).setdefault((parts, plural), found)

    for head in DOCUMENT_HEADS.rows():
        add(head.noun, "Document", head.class_, False)
        if head.plural:
            add(head.plural, "Document", head.class_, True)
    for row in COMMON_NOUNS.rows():
        for noun in row.nouns:
            if row.number != "plural":
                add(noun, row.type, row.class_, False, row.complements)
            if row.number != "singular":
                several = row.number == "any" and row.type in ("Person", "Organization")
                type, cls = ("Group", "Group") if several else (row.type, row.class_)
                folk = row.type == "Person" or (row.type == "Group" and not row.complements)
                add(plural_of(noun), type, cls, True, row.complements, folk)
    for body in BODY_HEADS.rows():
        if body.strength != "strong":
            continue
        add(body.noun, "Organization", body.class_, False, body.prepositions)
        if body.plural:
            add(body.plural, "Group", "Group", True)
    for people in demonyms():
        add(people, "Group", "Group", True)
    return {first: tuple(sorted(d.values(), key=lambda n: -len(n.words))) for first, d in table.items()}


@cache
def houses() -> frozenset[tuple[str, ...]]:
    """The nouns of bodies that are buildings as well (`une école`, `l'hôpital`)."""
    listed = {t: {n for r in COMMON_NOUNS.rows() if r.type == t for n in r.nouns} for t in ("Organization", "Place")}
    return frozenset(parts for noun in listed["Organization"] & listed["Place"] for parts in cuts(noun))


def plural_of(noun: str) -> str:
    """The regular plural: `chef d'état` → `chefs d'état`, `jeune homme` → `jeunes hommes`, `journal` → `journaux`."""
    first, space, rest = noun.partition(" ")
    if space and rest.split()[0].split("'")[0] in nominal_words("invariable-link"):
        return plural_of(first) + space + rest
    if space:
        return plural_of(first) + space + plural_of(rest)
    endings = {row.split(":")[0]: row.split(":")[1] for row in sorted(nominal_words("plural-ending"))}
    for ending in sorted(endings, key=len, reverse=True):
        if noun.endswith(ending):
            return noun[: -len(ending)] + endings[ending]
    return noun if noun[-1] in "sxz" else noun + "s"
