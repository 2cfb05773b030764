"""Names before a group of others → memberOf: `Neymar et les autres stars`, `Orange, Free et d'autres opérateurs`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.lists import group_fits
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

RULE, SURE = "members-before-others", 0.7
GROUP = "Group"
BACK = 4  # words between `autres` and the coordinator before it


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that stand before the groups of others of `doc`."""
    text = lowered(doc)
    if not office_words("others").intersection(text):
        return
    ending = {m.end: m for m in sorted(doc._.mentions, key=lambda m: -m.start) if m.kind == "named"}
    for group in doc._.nominals:
        if group.type != GROUP or group.chain is None or not group.plural:
            continue
        at = next((k for k in range(group.head, group.start - 2, -1) if text[k] in office_words("others")), -1)
        if at < 0:
            continue
        for m in _before(doc, text, at, ending):
            if m.chain is not None and group_fits(m, text[group.head]):
                yield membership(m.chain, group.chain, m.start, group.end, rule=RULE, confidence=SURE)


def _before(doc: Doc, text: list[str], at: int, ending: dict[int, Mention]) -> Iterator[Mention]:
    """The names that are coordinated with the phrase of `autres`, from the last to the first."""
    end = next((k for k in range(at - 1, max(0, at - BACK), -1) if _joins(doc, k)), 0)
    led = office_words("of-a-group", "just-like")
    if end and any(doc[k].pos_ == "ADP" and text[k] not in led for k in range(end + 1, at)):
        return  # `au Mali et dans d'autres pays`
    if end == 0:
        like = next((k for k in range(at - 1, max(0, at - BACK), -1) if text[k] in office_words("just-like")), 0)
        end = like - 1 if like and text[like - 1] == "," else 0  # `Anne Roy, comme quatre autres élus, …`
    found: Mention | None = None
    while end > 0 and end in ending and (found is None or ending[end].type == found.type):
        found = ending[end]
        link = preposition(doc, found.start - 1) if found.start else None
        if link is not None and link.lemma in syntax("to-lemma"):
            return  # `le rival d'Anne Roy, opposé à Luc Petit ainsi que deux autres élus`
        yield found
        end = found.start - 1
        end -= end > 0 and doc[end].pos_ in ("DET", "ADP")
        if end <= 0 or text[end] != ",":
            return


def _joins(doc: Doc, k: int) -> bool:
    """Does `et`, `ainsi que` begin at a token?"""
    return any(doc.between(k, k + n).lower() in office_words("coordinator", "list-coordinator") for n in (1, 2))
