"""A name → the people who are coordinated with it, on either side, over brackets and ages.

`les ministres [Luc Roy], 54 ans, [Anne Blin] (PS) et [Paul Petit]`; `[Luc Roy] et [Anne Blin], députés de la Creuse`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.roles.own_complements import complement_behind
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.names import words
from kgextract.tables.roles import countries, office_words
from kgextract.tables.syntax import syntax

PARTY = "PoliticalParty"
TITLE, BRACKET = 6, 9  # tokens of a title before a name, of a bracket behind it


def listed(doc: Doc, m: Mention, ix: Index) -> list[Mention]:
    """`les ministres A, B (PS) et C` → A, B, C; each may have its own adjective, bracket or complement."""
    found = [m]
    at = m.end
    closed = False  # by `et`
    while at < len(doc):
        at = _over_age(doc, bracket_end(doc, at))
        own = complement_behind(doc, at, ix)
        at = own[1] if own is not None else at
        joined = at + 1 < len(doc) and (doc[at].text == "," or doc[at].lower_ in office_words("coordinator"))
        nxt = at + 1 if joined else at
        if not closed:  # not `les députés Luc Roy et Anne Blin, ainsi que Paul Petit`
            nxt += 2 * (doc.between(nxt, nxt + 2).lower() in syntax("coordinator-locution"))
        closed = closed or doc[at].text != ","
        if nxt == at:
            break
        nxt += doc[nxt].lower_ in office_words("coordinator")
        nxt = _over_own(doc, nxt, ix)
        if nxt not in ix.people_at:
            break
        found.append(ix.people_at[nxt])
        at = ix.people_at[nxt].end
    return found


def _over_own(doc: Doc, at: int, ix: Index) -> int:
    """The name behind an adjective or party of its own (`et béninois | Paul Petit`, `et LR | Anne Blin`), or `at`."""
    if at in ix.people_at or at + 1 >= len(doc):
        return at
    if at + 2 in ix.people_at and doc[at].lower_ in words("plain-article") and doc[at + 1].is_title:
        return at + 2 if doc[at + 1].lower_ in words("apposed-title") else at  # `le Professeur | Paul Petit`
    party = ix.names_at.get(at)
    if party is not None and party.cls == PARTY:
        return party.end
    if doc.lowered[at] in countries():  # `belge, Anne Blin`
        return at + 1 + (doc[at + 1].text == ",")
    return at + (doc[at].pos_ == "ADJ")


def before_each(doc: Doc, m: Mention) -> int:
    """The last token of what stands before a name of a list, over a comma (`belge | , Anne Blin`)."""
    return m.start - 1 - (m.start > 1 and doc[m.start - 1].text == ",")


def apart_from(doc: Doc, phrase: OfficePhrase, holders: list[Mention], ix: Index) -> int | None:
    """Where an office of several ends that each of them has with an adjective or party of his own (`les présidents |
    russe A et français B`), or None."""
    if not phrase.plural or len(holders) < 2:
        return None
    party = party_before(doc, holders[-1], ix)
    at = before_each(doc, holders[-1])
    if party is None and not (at > holders[0].end and (doc[at].pos_ == "ADJ" or doc.lowered[at] in countries())):
        return None
    first = party_before(doc, holders[0], ix)
    if first is not None:
        return first.start
    return max(phrase.head_end, phrase.end - (phrase.end > phrase.base_end or bool(phrase.adjectives)))


def party_before(doc: Doc, m: Mention, ix: Index) -> Mention | None:
    """The party right before a name (`les maires [PS] Luc Roy et [LR] Anne Blin`), or None."""
    at = before_each(doc, m)
    party = ix.covered.get(at)
    return party if party is not None and party.cls == PARTY and party.end == at + 1 else None


def _over_age(doc: Doc, at: int) -> int:
    """The token after `, 54 ans` at `at`, or `at`."""
    aged = at + 3 < len(doc) and doc[at].text == "," and doc[at + 2].lower_ in office_words("age")
    return at + 3 if aged else at


def bracket_end(doc: Doc, at: int) -> int:
    """The token after a short bracket at `at`, or `at`."""
    if at < len(doc) and doc[at].text == "(":
        for k in range(at + 1, min(at + 9, len(doc))):
            if doc[k].text == ")":
                return k + 1
    return at


def named_before(doc: Doc, m: Mention, ix: Index) -> list[Mention]:
    """`Luc Roy, Paul Petit (PS) et le maire Jean Blin, députés de la Creuse`: who is named before the last one."""
    found: list[Mention] = []
    at = _before_title(doc, m.start - 1)
    at -= at > 1 and doc[at].lower_ in words("of") - words("contracted")  # `de Luc Roy et d'Anne Blin`
    while at > 0 and (doc[at].lower_ in office_words("coordinator") or (found and doc[at].text == ",")):
        before = ix.people_to.get(_before_aside(doc, at))
        if before is None:
            break
        found.insert(0, before)
        at = _before_title(doc, before.start - 1)
    return found


def _before_title(doc: Doc, at: int) -> int:
    """The token before the title that ends at token `at` (`| le maire de Lens Jean Blin`), or `at`."""
    for k in range(at, max(at - TITLE, 0), -1):
        if doc[k].pos_ == "DET" and k < at and (doc.lowered[k + 1] in office_words("kin") or office_head(doc, k + 1)):
            return k - 1
        if doc[k].pos_ not in ("NOUN", "ADJ", "ADP", "DET", "PROPN") or doc.lowered[k] in office_words("coordinator"):
            break
    return at


def _before_aside(doc: Doc, at: int) -> int:
    """The token behind a name, over the bracket or age before token `at` (`Luc Roy (PS) et`, `Luc Roy, 54 ans, et`)."""
    end = at - (doc[at - 1].text == ",")
    if doc[end - 1].text == ")":
        return next((k for k in range(end - 2, max(end - BRACKET, 0), -1) if doc[k].text == "("), at)
    aged = end > 3 and doc[end - 1].lower_ in office_words("age") and doc[end - 3].text == ","
    return end - 3 if aged else end
