"""`La maire veut une digue, a-t-elle dit` → who wants, judges or acts in the words themselves, and so says them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Chain
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.voices import Pronoun, Voice

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_ACTING = ("Organization", "Place")
_ANNOUNCES = "announce"  # the class of a cue


def of_whose_wish(discourse: Discourse, draft: Draft, gender: Gender) -> Chain | None:
    """The person named as subject of a simple tense of wanting or judging with which unquoted words begin."""
    page, sources = discourse.page, discourse.sources
    if not draft.content or page.quotation(draft.content[0][0]) is not None:
        return None
    start, end = draft.content[0]
    inside = (c for c in sources.clauses.get(draft.unit, ()) if start <= page.at(c.verb) < end)
    first = next((c for c in inside if c.form == "finite"), None)
    if first is None or first.end - first.start > 1 or first.subject is None or first.position != "main":
        return None
    cue = cue_of(discourse.doc, replace(first, lemma=lemma_of(discourse.doc, first.verb)))
    whose = sources.named(first.subject)
    if cue is None or cue.strength not in ("judge", "want") or whose is None or whose.chain is None:
        return None
    named = whose.type == "Person" and whose.kind == "named" and page.at(whose.start) >= start
    return whose.chain if named and discourse.traits.fits(whose.chain, gender) else None


def of_its_own_act(discourse: Discourse, pronoun: Pronoun, draft: Draft, before: list[Voice]) -> Voice | None:
    """The body that itself tells what it does (`La régie a fermé le pont, a-t-elle annoncé`), not in quoted words, nor
    where somebody was before; or somebody new in an office (`¶ Le maire, Luc Roy, ira à Pau, a-t-il annoncé`).
    """
    page, own = discourse.page, discourse.own.get(pronoun.unit)
    if own is None or own.chain is None or pronoun.continuing:
        return None
    if own.chain.type == "Person":
        if draft.cue_class != _ANNOUNCES or not _newly_in_office(discourse, own, own.chain):
            return None
    elif own.chain.type not in _ACTING or any(v.person for v in before[:1]):
        return None
    if own.token >= pronoun.token or own.gender != pronoun.gender:
        return None
    if any(page.between(a, b) or page.quotation(a) is not None for a, b in draft.content):
        return None
    for c in discourse.sources.clauses.get(pronoun.unit, ()):
        if (
            c.form == "finite"
            and not c.passive
            and c.subject is not None
            and c.subject.start <= own.token < c.subject.end
        ):
            return own
    return None


def _newly_in_office(discourse: Discourse, own: Voice, person: Chain) -> bool:
    """Whether a paragraph opens with somebody first named there, with an office."""
    page = discourse.page
    unit = page.units[own.unit]
    opens = own.unit == 0 or page.units[own.unit - 1].paragraph != unit.paragraph
    new = min(m.start for m in person.mentions) >= page.token(unit.start)
    return opens and new and any(h.chain is person for r in page.doc._.roles or () for h in r.holders)
