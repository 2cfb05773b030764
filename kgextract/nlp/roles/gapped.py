"""Office right behind a name whose verb was said of somebody else before: `On a élu Anne Roy présidente et [Luc Blin]
trésorier`, `Anne Roy devient juge, [Luc Blin] préfet`.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention, Role
from kgextract.nlp.roles.appositions import Held
from kgextract.nlp.roles.frames import locution_before
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.phrases import Index, OfficePhrase, in_date
from kgextract.tables.roles import ROLE_RULES, RoleRule, office_words

REACH = 8  # tokens between the office before and the name
_PLAIN = ("ADP", "DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "X")


def gapped(doc: Doc, phrase: OfficePhrase, ix: Index, roles: list[Role], first: int) -> Held | None:
    """The name right before a bare office, where the office of a verb stands before it in the sentence."""
    start = locution_before(doc, phrase.start, first)[1]
    m = ix.people_to.get(start) or ix.people_to.get(_that_of(doc, start))
    if m is None or phrase.plural or lead(doc, phrase, first) < phrase.start:
        return None
    start = _with_article(doc, m)
    joined = start > first and (doc[start - 1].text == "," or doc.lowered[start - 1] in office_words("sequence"))
    before = next((r for r in reversed(roles) if r.how in _verbs() and r.mention.start >= first), None)
    if not joined or before is None or m in before.holders or not (before.holders or before.pronoun):
        return None
    gap = range(before.mention.end, start)
    if not 0 < len(gap) <= REACH or any(not _passed(doc, k) for k in gap):
        return None
    return Held(rule=_verbs()[before.how], holders=[m], factuality=before.factuality, former=phrase.former)


def _that_of(doc: Doc, at: int) -> int:
    """Where `à celui de` starts that ends at a token, or the token."""
    return next((at - n for n in (3, 2) if doc.between(max(at - n, 0), at).lower() in office_words("that-of")), at)


@cache
def _verbs() -> dict[str, RoleRule]:
    return {r.id: r for r in ROLE_RULES.rows() if r.place == "verb" and not r.former}


def _with_article(doc: Doc, m: Mention) -> int:
    """Where a name starts, with who is from where before it (`la Bâloise Petra Roy`)."""
    at = m.start
    while at > m.start - 3 and at > 0 and doc.lowered[at - 1] not in office_words("sequence"):
        if doc[at - 1].pos_ not in ("DET", "NOUN", "PROPN", "ADJ"):
            break
        at -= 1
    return at


def _passed(doc: Doc, k: int) -> bool:
    return doc[k].pos_ in (*_PLAIN, "CCONJ") or doc[k].text == "," or in_date(doc, k)
