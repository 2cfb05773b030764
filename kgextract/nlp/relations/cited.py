"""Those who are cited as examples of the group before → memberOf: `Plusieurs élus ont signé. Citons A, B et C.`

Between the opening words and the names may stand that somebody is there or back (`On notera le retour de A et B`). The
group is the one indefinite or counted group of the sentence before that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import opening_end, unit_tokens
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.apart import whole_of
from kgextract.nlp.relations.lists import Item, Starts, group_fits, is_some, named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "members-cited", 0.7
GROUP = "Group"
MEMBERS = ("Person", "Organization", "Country")
ASIDE = 7  # words between an opener and the first name


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is cited as one of the group of the sentence before."""
    spans = unit_tokens(doc)
    opened = [(u, at) for u, (first, last) in enumerate(spans) if u and (at := _opened(doc, first, last))]
    if not opened:
        return
    starts = starts_of(doc)
    groups: dict[int, list[Mention]] = {}
    for m in doc._.nominals:
        if m.type == GROUP and m.plural and m.chain is not None and is_some(doc, m):
            groups.setdefault(unit_of(doc, m.start), []).append(m)
    for unit, at in opened:
        items = _named(doc, at, spans[unit][1], starts)
        fitting = [g for g in groups.get(unit - 1, ()) if all(group_fits(c, doc.lowered[g.head]) for c, _, _ in items)]
        whole = whole_of(doc, fitting[0], starts) if len(fitting) == 1 else None
        for chain, start, end in items if whole is not None else ():
            assert whole is not None
            yield membership(chain, whole, start, end, rule=RULE, confidence=SURE)


def _opened(doc: Doc, first: int, last: int) -> int:
    """The token after `Citons`, `On reconnaissait`, `C'est le cas` at the beginning of a sentence, or 0."""
    return opening_end(doc, first, last, office_words("cites"))


def _named(doc: Doc, at: int, last: int, starts: Starts) -> list[Item]:
    """The names right behind, over adverbs and a noun for being there; none where one of them is quoted."""
    for k in range(at, min(at + ASIDE, last)):
        items = named_items(doc, k, starts, MEMBERS)
        if items:
            return [] if items[-1][2] < last and doc[items[-1][2]].text == ":" else items
        passed = doc.lowered[k] in office_words("by-example", "presence") or doc[k].pos_ in ("ADV", "DET")
        if not (passed or doc.lowered[k] in office_words("of")):
            break
    return []
