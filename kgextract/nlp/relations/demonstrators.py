"""Doc → participatedIn of those who are called demonstrators or strikers, where the article tells of one such event.

`Les manifestants ont bloqué le pont.`, `Luc Roy, un autre manifestant, …`, `« … », dit une gréviste, Anne Roy.`, `Luc
Roy, l'un des responsables de la marche`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.noun_reality import unreal
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Event, Mention
from kgextract.nlp.relations.participants import PROTEST, taking_part
from kgextract.nlp.relations.told import denied
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words

_BETWEEN = 3  # tokens of article and adjective before the noun for a demonstrator
_ASIDE = 6  # tokens behind that noun in which the name stands: its adjective, an age, a comma


def read(doc: Doc) -> Iterator[Candidate]:
    """The demonstrators and strikers of `doc`."""
    not_so = denied(doc) | unreal(doc)
    told = [e for e in doc._.events if e.mention.cls == PROTEST and id(e.mention) not in not_so and e.mention.chain]
    for several, one in (("demonstrators", "one-demonstrator"), ("strikers", "one-striker")) if told else ():
        strikes = several == "strikers"
        fitting = [e for e in told if (e.mention.lemma in office_words("strike")) == strikes]
        if len({id(e.mention.chain) for e in fitting}) != 1:
            continue
        found = [(m, "demonstrators") for m in _groups(doc, several)]
        found += [(m, "demonstrator-named") for m in _named(doc, one)]
        for m, rule in found:
            if m.chain is not fitting[0].mention.chain:
                yield taking_part(m, min(fitting, key=lambda e: abs(e.mention.start - m.start)), rule=rule)
    for role in doc._.roles if told else ():
        event = _organised(doc, told, role.mention)
        for m in role.holders if event is not None and role.factuality == "asserted" and not role.former else ():
            if event is not None and m.chain is not None:
                yield taking_part(m, event, rule="demonstrator-named")


def _groups(doc: Doc, kind: str) -> Iterator[Mention]:
    """Groups that are called so without more."""
    for m in doc._.nominals:
        if m.chain is not None and m.type == "Group" and m.definite is not False:
            if doc.lowered[m.head] in office_words(kind):
                yield m


def _named(doc: Doc, kind: str) -> Iterator[Mention]:
    """People with a name, beside whom a noun says it of one of them."""
    names = [m for m in doc._.mentions if m.type == "Person" and m.chain is not None]
    if not any(doc.lowered[k] in office_words(kind) for k in range(len(doc))):
        return
    starts, ends = {m.start: m for m in names}, {m.end: m for m in names}
    for k in range(1, len(doc)):
        if doc.lowered[k] not in office_words(kind):
            continue
        first = next((j for j in range(k - 1, max(k - 1 - _BETWEEN, 0), -1) if _article(doc, j)), None)
        if first is None or any(doc.lowered[j] in office_words("former") for j in range(first, k)):
            continue
        before = ends.get(first - 1) if doc[first - 1].text == "," else None
        behind = None
        for j in range(k + 1, min(k + _ASIDE, len(doc))):
            if j in starts:
                behind = starts[j]
            if j in starts or not (doc[j].text == "," or doc[j].pos_ in ("ADJ", "ADP", "NUM", "NOUN")):
                break
        m = before or behind
        if m is not None:
            yield m


def _article(doc: Doc, k: int) -> bool:
    """Whether a token is the article of one of several."""
    return doc.lowered[k] in words("indefinite") and doc[k].pos_ != "NUM"


def _organised(doc: Doc, told: list[Event], role: Mention) -> Event | None:
    """The event in an office of those who have called people to it (`organisatrice de la marche`)."""
    if not scene_words("organiser") & {*doc.lowered[role.start : role.end]}:
        return None
    inside = (e for e in told if role.start < e.mention.start < role.end and e.mention.definite)
    return next(inside, None)
