"""A title and somebody who has the same office → whether it is that of another thing, or below it.

`le président français, Luc Roy, … le président de la fédération française de football`: another. `le patron de
Solvanor, Luc Roy, … le patron du groupe`: perhaps not.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import tags
from kgextract.nlp.layers import Chain, Role
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.roles.modifiers import is_below, is_coming
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.identity import descriptions
from kgextract.tables.names import demonyms
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words

_NOUNS = ("NOUN", "PROPN", "X")


def held_elsewhere(page: Page, head: int, end: int, person: Chain) -> bool:
    """Whether the title [head, end) is another one than each office of the same name that somebody has."""
    doc = page.doc
    theirs = [r for r in doc._.roles or () if any(h.chain is person for h in r.holders)]
    same = [r for r in theirs if doc[r.mention.head].lemma_.lower() == doc[head].lemma_.lower()]
    if not same:
        deputy = office_words("deputy-prefix")
        heads = {doc[r.mention.head].lower_ for r in theirs}
        return any(doc[head].lower_.removeprefix(p) in heads for p in deputy)
    return all(_apart(page, head, end, r) for r in same)


def _apart(page: Page, head: int, end: int, role: Role) -> bool:
    doc, theirs = page.doc, role.mention
    lower = is_below(doc, theirs.head, theirs.end) or is_coming(doc, theirs.start, theirs.end)
    if (is_below(doc, head, end) or is_coming(doc, head, end)) and not (lower or role.former):
        return True
    thing = _thing(doc, head, end)
    row = office_head(doc, head)
    if thing is None or (row is not None and row[0].cabinet):
        return False  # a minister may have been told of without what he has in charge
    other, noun = _thing(doc, theirs.head, theirs.end), doc[thing].lemma_.lower()
    if other is not None and doc[other].lemma_.lower() == noun:
        return False
    targets = [t for t, _ in role.targets]
    mine = {id(m.chain) for m in page.at_token(thing) if m.chain is not None}
    if noun in speaker_words("part-of-a-body"):
        return True
    if any(id(t.chain) in mine for t in targets) or means(noun, role):
        return False
    if other is None:
        nation = role.country is not None or any(w in demonyms() for w in doc.lowered[theirs.head : theirs.end])
        return nation and noun not in speaker_words("all-of-a-state") and not _of_land(page, thing, role)
    alone = thing + 1 >= end  # `la présidente de Solis, Anne Roy, … la présidente de la structure`
    return not (alone and any(t.type == "Organization" and t.kind == "named" for t in targets))


def _thing(doc: Doc, head: int, end: int) -> int | None:
    """The noun that the first preposition behind the head of a title leads to."""
    link = next((k for k in range(head + 1, end) if preposition(doc, k) is not None), end)
    return next((k for k in range(link + 1, end) if tags(doc)[k] in _NOUNS), None)


def means(noun: str, role: Role, otherwise: tuple[str, str] | None = None) -> bool:
    """Whether a noun tells what kind of body or place an office is of (`le PDG de Solvanor … du groupe`).

    `otherwise`: type and class of what an office without a target is of.
    """
    kinds = {(t.type, t.chain.cls if t.chain is not None else t.cls) for t, _ in role.targets}
    kinds |= {otherwise} if otherwise is not None and not kinds else set()
    return any((row := descriptions().get((kind, noun))) is not None and cls in row.classes for kind, cls in kinds)


def _of_land(page: Page, token: int, role: Role) -> bool:
    """Whether a title names the country that an adjective gives an office (`le roi marocain … le roi du Maroc`)."""
    return any(m.key is not None and m.key == role.country for m in page.at_token(token))
