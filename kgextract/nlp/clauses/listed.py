"""People listed before a relative in the plural, with asides: `Luc Roy (PS) et Anne Blin (LR), qui redoutent …`."""

from __future__ import annotations

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.layers import Argument, Mention
from kgextract.tables.names import words

_ASIDE = 16  # tokens of what explains a person, at most


def people_listed(page: Page, group: VerbGroup, i: int, start: int) -> Argument | None:
    """The people of a list that ends before a relative pronoun at token i, one of them at least with an aside."""
    if not any("Plur" in token.morph.get("Number", []) for token in page.doc[group.start : group.end]):
        return None
    found: list[Mention] = []
    asides = 0
    at = i - (page.words[i - 1] == ",")
    while at > start and (one := _ending_at(page, at, start)) is not None:
        found.insert(0, one)
        asides += one.end < at
        joint = one.start - 1
        if joint <= start or not (page.words[joint] == "," or page.words[joint] in words("coordinator")):
            break
        at = joint - (page.words[joint] != "," and page.words[joint - 1] == ",")
    if len(found) < 2 or not asides:
        return None
    first = found[0]
    return Argument(role="subject", start=first.start, end=found[-1].end, head=first.head, mentions=found)


def _ending_at(page: Page, at: int, start: int) -> Mention | None:
    """Whose name ends at a token, or before brackets or an aside behind a comma that end there."""
    if (named := _named(page, at)) is not None:
        return named
    for k in range(at - 1, max(start, at - _ASIDE), -1):
        if "Fin" in page.doc[k].morph.get("VerbForm", []):
            return None
        if page.words[k] in ("(", ","):
            closed = (page.words[k] == "(") == (page.words[at - 1] == ")")
            return _named(page, k) if closed else None
    return None


def _named(page: Page, end: int) -> Mention | None:
    over = (m for m in page.mentions.get(end - 1, ()) if m.end == end)
    return next((m for m in over if m.type == "Person" and m.kind == "named"), None)
