"""Who takes over from whom → the person meant by the new one, the former one, the successor, the predecessor.

`Anne Roy remplace Luc Petit. … La nouvelle patronne`: Anne Roy; `L'ancien patron`, `Son prédécesseur`: Luc Petit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.coref.holders import Held
from kgextract.nlp.coref.readings import clash, is_former, readings
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, once, tags, unit_tokens
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.identity import identity_words
from kgextract.tables.roles import ROLE_RULES, office_words
from kgextract.tables.syntax import syntax

_FAR = 12  # tokens between the verb and either name


@dataclass(frozen=True, slots=True)
class _Change:
    new: Mention | None
    old: Mention | None


def meant(chains: Chains, m: Mention, held: list[Held], gender: str | None) -> Chain | None:
    """The only person named before who has taken the office, or left it, as the description says."""
    if m.definite is not True or m.plural:
        return None
    doc = chains.doc
    head, inside = doc[m.head].lower_, lowered(doc)[m.start : m.end]
    told = once(doc, "handovers", lambda: [*_successions(chains)])
    if head in identity_words("successor"):
        return _only(m, gender, [c.new for c in told])
    if head in identity_words("predecessor"):
        return _only(m, gender, [c.old for c in told])
    new = any(w in identity_words("new-one") for w in inside)
    title = office_head(doc, m.head)
    if title is None or not (new or is_former(chains, m)) or chains.wording(m).names:
        return None
    if not new and title[0].office != "head":
        return None  # `l'ancien joueur`, which the one who comes may have been as well
    given = once(doc, "appointed", lambda: [*_appointed(chains)]) if new else []
    found = _only(m, gender, [*given, *(c.new for c in told)] if new else [c.old for c in told])
    sides = {id(x.chain) for c in told for x in (c.new, c.old) if x is not None}
    own = readings(chains, m)[0].head
    another = any(h.reading.head == own and h.person is not found and id(h.person) not in sides for h in held)
    return None if another else found


def _only(m: Mention, gender: str | None, among: list[Mention | None]) -> Chain | None:
    people = {id(x.chain): x.chain for x in among if x is not None and x.start < m.start and x.chain is not None}
    found = [c for c in people.values() if not clash(c, m, gender) and fits(c, m)]
    return found[0] if len(found) == 1 else None


def _successions(chains: Chains) -> Iterator[_Change]:
    """What verbs of succession say (`X remplace Y`, `Y, remplacé par X`, `Y cède sa place à X`)."""
    doc, tag, text = chains.doc, tags(chains.doc), lowered(chains.doc)
    for i in range(len(doc)):
        if tag[i] != "VERB":
            continue
        verbs = set(infinitives(doc[i]))
        gives = bool(verbs & office_words("hand-over")) and any(w in office_words("seat") for w in text[i + 1 : i + 4])
        if not (gives or verbs & office_words("succeed")):
            continue
        first, last = unit_tokens(doc)[unit_of(doc, i)]
        people = [x for x in chains.named.started(first, last) if x.type == "Person" and x.chain is not None]
        before = max((x for x in people if i - _FAR < x.end <= i), key=lambda x: x.end, default=None)
        after = min((x for x in people if i < x.start < i + _FAR), key=lambda x: x.start, default=None)
        agent = after is not None and any(text[k] in syntax("agent") for k in range(i + 1, after.start))
        inverted = text[i - 1] in syntax("object-relative") or text[i - 2] in syntax("to-lemma")
        yield _Change(after, before) if agent or inverted or gives else _Change(before, after)


def _appointed(chains: Chains) -> Iterator[Mention]:
    """Those to whom a verb gives an office (`a été élue maire`)."""
    for role in chains.doc._.roles or ():
        if role.how in _giving():
            yield from (h for h in role.holders if h.kind == "named")


@cache
def _giving() -> frozenset[str]:
    """The rows whose verbs give an office."""
    verbs = frozenset(v for r in ROLE_RULES.rows() if r.holder == "object" for v in r.verbs)
    return frozenset(r.id for r in ROLE_RULES.rows() if r.place == "verb" and r.bare and verbs & set(r.verbs))
