"""Chains and the facts between them → the chains that are entities, in text order.

Named, described more than once or surely, or referred to by a statement or a fact. A doubtful description that nothing
refers to is no entity.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.tables.names import nominal_words, words

QUANTITY = "Quantity"
DESCRIPTION_FLOOR = 0.5  # a lone description that nothing refers to and that is less sure is left out
_TOLD = 0.6  # of an event whose noun hardly ever is anything else


def kept(doc: Doc, facts: list[Candidate]) -> list[Chain]:
    """The chains that become entities."""
    used = {id(end) for c in facts for end in (c.subject, c.object)}
    for s in doc._.statements:
        used |= {id(c) for c in (s.speaker, s.venue, s.on_behalf_of, s.document, s.addressee) if c}
    found = [c for c in doc._.chains if not c.unnamed and (c.mentions or c.dates) and (id(c) in used or _sure(doc, c))]
    return sorted(found, key=lambda c: (_first(c), c.type, c.name))


def _sure(doc: Doc, chain: Chain) -> bool:
    """Named, a date, described twice, or once by a description that is no guess; a quantity never."""
    if chain.type == QUANTITY:
        return False
    spans = {(m.start, m.end) for m in chain.mentions}
    if len(spans) == 1 and (_bare(doc, chain) or _at_large(doc, chain) or _only_said(doc, chain)):
        return False
    return (
        bool(chain.dates)
        or len(spans) > 1
        or any(m.kind == "named" or m.confidence >= DESCRIPTION_FLOOR for m in chain.mentions)
    )


def _bare(doc: Doc, chain: Chain) -> bool:
    """A definite event in one word, "le conflit": no event of the article where nothing is said, done or located.

    One that is somebody's is (`son procès`), and one that is pointed at (`ce départ`).
    """
    return chain.type == "Event" and all(
        m.kind == "nominal" and m.definite is True and m.end - m.start == 1 and not _owned(doc, m)
        for m in chain.mentions
    )


def _owned(doc: Doc, m: Mention) -> bool:
    before = doc[m.start - 1].lower_ if m.start else ""
    pointed = (
        before in nominal_words("demonstrative") and m.cls != "War"
    )  # `cette révolution`: often a figure of speech
    return pointed or (before in words("possessive") and m.confidence >= _TOLD)


def _at_large(doc: Doc, chain: Chain) -> bool:
    """People who only say of what kind something is (`une association de riverains`), unless they are told apart.

    By how many they are or beside whom they stand: `l'extradition de 14 Italiens`, `l'appui d'autres élus`.
    """
    bare = words("of") - words("contracted")
    return chain.type == "Group" and all(
        m.kind == "nominal" and m.start > 0 and doc[m.start - 1].lower_ in bare and not _told_apart(doc, m)
        for m in chain.mentions
    )


def _only_said(doc: Doc, chain: Chain) -> bool:
    """What something else is (`Kloto est une région agricole`), or what is only thought of (`l'idée d'un accord`)."""
    return all(m.kind == "nominal" and (_predicate(doc, m) or _thought_of(doc, m)) for m in chain.mentions)


def _predicate(doc: Doc, m: Mention) -> bool:
    """Behind a copula or `comme`, unless `c'est` or `ce sont` points at one that is known (`c'est le maire qui`)."""
    text = lowered(doc)
    at = m.start - 2
    if at < 0 or text[at + 1] not in words("definite", "indefinite"):
        return False
    while at > 0 and (tags(doc)[at] == "ADV" or text[at] in nominal_words("between-copula-and-noun")):
        at -= 1
    if text[at] in nominal_words("as"):
        return m.definite is False
    if tags(doc)[at] not in ("AUX", "VERB") or not set(infinitives(doc[at])) & nominal_words("copula"):
        return False
    return m.definite is False or at == 0 or text[at - 1] not in nominal_words("pointing-subject")


def _thought_of(doc: Doc, m: Mention) -> bool:
    """An indefinite document or event that a noun or verb before it keeps from being there: `faute d'un accord`."""
    text = lowered(doc)
    if m.type not in ("Document", "Event") or m.definite is not False or m.plural or m.start < 2:
        return False
    at = m.start - 2
    if text[at] in words("of") or text[at] in nominal_words("leading-to"):
        return text[at - 1] in nominal_words("only-thought") or bool(
            set(infinitives(doc[at - 1])) & nominal_words("striving")
        )
    return text[at] in nominal_words("lacking")


def _told_apart(doc: Doc, m: Mention) -> bool:
    before = (doc[i] for i in range(m.start, m.head))
    return any(t.like_num or t.lower_ in nominal_words("some-of-many") for t in before)


def _first(chain: Chain) -> tuple[int, int]:
    spans = [(m.start, -m.end) for m in chain.mentions]
    return min(spans + [(d.start, -d.end) for d in chain.dates])
