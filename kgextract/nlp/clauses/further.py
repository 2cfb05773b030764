"""Two arguments of a clause in text order → whether the second goes on with the first, as a further member of a list.

`signé par le ministre, Luc Roy, et la maire, Anne Blin`; `en présence du maire et de l'évêque`.
"""

from __future__ import annotations

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Argument
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_SITES = ("Organization", "Place")


def join(first: Argument, further: Argument) -> None:
    """Give an argument the mentions of one that goes on with it."""
    first.mentions += [m for m in further.mentions if m not in first.mentions]


def closes_list(page: Page, first: Argument, last: Argument, i: int) -> bool:
    """Whether people behind a comma and `et` end a list and the sentence (`a reçu Luc Roy, | et Jean Blin.`)."""
    joined = page.words[i - 1] in words("coordinator") and page.words[i - 2] == "," and i - 2 >= first.end
    alike = all(a.mentions and all(m.type == "Person" for m in a.mentions) for a in (first, last))
    if not (joined and alike and last.end + 1 < len(page.words)) or page.words[last.end] not in (".", ";", ","):
        return False
    return page.words[last.end] != "," or "Fin" not in page.doc[last.end + 1].morph.get("VerbForm", [])


def goes_on(page: Page, previous: Argument, i: int, lemma: str) -> bool:
    """`en présence du maire et de l'évêque`: the last word of the preposition again, behind a coordinator."""
    between = page.words[previous.end : i]
    if _sent(page, previous, i):
        return False
    if previous.role.rpartition(" ")[2] != lemma or not 0 < len(between) <= 2:
        return False
    if " " not in previous.role:  # `à Lima, au Pérou` is no list
        return len(between) == 1 and between[0] in words("coordinator")
    return between[-1] in words("coordinator") | {","} and between[0] in words("coordinator") | {","}


def _sent(page: Page, previous: Argument, i: int) -> bool:
    """Whether the body or land behind a repeated `de` is one of those whose people were just spoken of (`en présence de
    responsables locaux | et de l'ONU`)."""
    bare = page.words[previous.head] in syntax("sent-people") and previous.start == previous.head
    near = (m for k in (i + 1, i + 2) if k < len(page.words) for m in page.mentions.get(k, ()))
    return bare and any(m.type in _SITES for m in near)
