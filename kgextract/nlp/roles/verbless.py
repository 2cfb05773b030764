"""Office that makes a sentence without a verb → who the sentence before is about: `Luc Roy est mort. Ancien juge.`

`Il fut ministre. Président du club de 1982 à 1985.`: the pronoun before it has the office.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Mention, Role, unit_of
from kgextract.nlp.roles.appositions import CLOSING, Held, rule_of
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import office_words

_FINITE = ("VERB", "AUX")
_BARS = frozenset(':?!«»"“”')


def verbless(doc: Doc, phrase: OfficePhrase, ix: Index, roles: list[Role], first: int, last: int) -> Held | None:
    """The holder of an office with which a sentence begins that has no verb, or None."""
    if phrase.plural or lead(doc, phrase, first) != first or doc.lowered[first] in office_words("determiner"):
        return None
    if doc[last - 1].text != "." or _told(doc, first, last) or any(k in ix.people_at for k in range(first, last)):
        return None
    after = doc[phrase.end]
    if not (after.text in CLOSING or after.text == "(" or after.pos_ == "ADP"):
        return None
    here = unit_of(doc, first)
    before = doc._.units[here - 1] if here else None
    if before is None or (before.kind, before.paragraph) != ("text", doc._.units[here].paragraph):
        return None
    start, end = unit_tokens(doc)[here - 1]
    rule = rule_of("apposition")
    if roles and roles[-1].mention.start == start and roles[-1].how == rule.id and not _told(doc, start, end):
        return Held(rule=rule, holders=roles[-1].holders, pronoun=roles[-1].pronoun)  # `Docteure en droit. Maire de …`
    if not _told(doc, start, end):
        return None
    if doc.lowered[start] in office_words("pronoun"):
        return Held(rule=rule, holders=[], pronoun=start)
    m = ix.people_at.get(start) or _titled(roles, start)
    return Held(rule=rule, holders=[m]) if m is not None else None


def _titled(roles: list[Role], start: int) -> Mention | None:
    """The name behind the office with which the sentence before begins (`L'écrivaine Anne Roy est morte.`)."""
    opens = next((r for r in reversed(roles[-4:]) if r.mention.start - 1 <= start <= r.mention.start), None)
    m = opens.holders[0] if opens is not None and len(opens.holders) == 1 else None
    return m if m is not None and opens is not None and m.start == opens.mention.end else None


def _told(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands in tokens [start, end), or a mark that makes no plain sentence of them."""
    return any(
        (doc[k].pos_ in _FINITE and "Fin" in doc[k].morph.get("VerbForm", [])) or doc[k].text in _BARS
        for k in range(start, end)
    )
