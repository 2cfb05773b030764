"""A participle behind a comma at the beginning of a sentence → whether it goes on a series that is about the subject.

`Née à Lens, passée par Airbus puis formée à Rome, Anne Roy dirige le port`: all three are about Anne Roy.
"""

from __future__ import annotations

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.layers import Clause
from kgextract.tables.syntax import syntax

_TOLD = ("Person", "Group", "Document", "Event")  # of what a participle right behind it is told
_NUMBER = "Number"
_FEMININE, _PLURAL = "e", "s"  # endings
_LIGHT = ("ADV", "PUNCT", "SPACE")  # what may stand before the first


def in_series(page: Page, found: list[Clause], group: VerbGroup, start: int) -> bool:
    """Whether the participle of `group` follows others that open the sentence from `start`, in their gender
    and number, behind a comma or a conjunction, and not behind somebody of whom it may tell."""
    at = group.start - 1
    if not found or at <= start or any(c.position != "participle" or c.form != "participle" for c in found):
        return False
    if any(page.tags[k] not in _LIGHT for k in range(start, found[0].start)):
        return False
    while at > start and page.tags[at] == "ADV":
        at -= 1
    if page.words[at] != "," and page.words[at] not in syntax("coordinator"):
        return False
    if any(m.type in _TOLD for m in page.mentions.get(at - 1, ())):
        return False  # `Arrivé avec son frère Luc, tué en 1944, il`
    one, two = page.doc[found[0].verb].morph, page.doc[group.verb].morph
    return one.get(_NUMBER) == two.get(_NUMBER) and _feminine(page, found[0].verb) == _feminine(page, group.verb)


def _feminine(page: Page, participle: int) -> bool:
    return page.words[participle].rstrip(_PLURAL).endswith(_FEMININE)
