"""`La maire veut une digue, a-t-elle dit` → who wants, judges or acts in the words themselves, and so says them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Chain
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.traits import Gender
from kgextract.nlp.statements.voices import Pronoun, Voice

if TYPE_CHECKING:
    from kgextract.nlp.statements.discourse import Discourse

_ACTING = ("Organization", "Place")


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


def of_its_own_act(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """The body that itself tells what it does (`La régie a fermé le pont, a-t-elle annoncé`), not in quoted words."""
    page, own = discourse.page, discourse.own.get(pronoun.unit)
    if own is None or own.chain is None or own.chain.type not in _ACTING or pronoun.continuing:
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
