"""A source inside what a verb reports → whether it adds nothing (`a dit que, selon elle, le pont tient`)."""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.layers import AGENTS, Argument, Clause
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import thing
from kgextract.tables.speech import speech_words

_NEAR = 2  # tokens between a verb and its source (`a appris mardi | de source sûre`)


def subsumed(page: Page, draft: Draft, pairs: list[tuple[Clause, Cue | None]]) -> bool:
    """Whether `selon lui` stands inside what a verb before it reports, and adds nothing."""
    if draft.rule != "according-to" or draft.cue_range is None or draft.source is None:
        return False
    later = (pair for pair in pairs if pair[0].unit == draft.unit and pair[0].start >= draft.cue_range[1])
    main, cue = next((p for p in later if p[0].form == "finite" and p[0].position == "main"), (None, None))
    if main is not None and cue is not None and draft.cue in speech_words("according-opinion"):
        told = cue.strength == "say" and page.quotation(page.at(main.verb)) is None
        if told and main.subject != draft.source and can_speak(page, main.subject):
            return True  # `Pour le plus jeune, le juge a demandé que`, not `Pour le maire, ce geste montre que`
    if main is not None and draft.cue in speech_words("according-opinion") and _given_to(page, draft.source, main):
        return True
    if page.doc[draft.source.head].lower_ in speech_words("source-noun") and _told_of(page, draft, pairs):
        return True
    own = draft.source.end - draft.source.start == 1 and not draft.source.mentions
    before = ((c, cue) for c, cue in pairs if cue is not None and c.unit == draft.unit)
    return own and any(_holds(page, c, cue, draft.cue_range[0]) for c, cue in before)


def _told_of(page: Page, draft: Draft, pairs: list[tuple[Clause, Cue | None]]) -> bool:
    """Whether a verb tells what the source said: `De source sûre, | on dit que`, `On a appris | de source sûre que`."""
    doc, source = page.doc, draft.source
    if source is None or draft.cue_range is None:
        return False
    that = speech_words("that-word", "of-form")
    for clause, cue in pairs:
        if cue is None or clause.unit != draft.unit or clause.form != "finite" or clause.position == "incise":
            continue
        on = doc.lowered[clause.start - 1] in speech_words("on-word") and doc[source.end].text == ","
        if on and clause.start == source.end + 2 and doc.lowered[cue.end] in that:
            return True
        near = cue.end <= draft.cue_range[0] <= cue.end + _NEAR
        if near and source.end < len(doc) and doc.lowered[source.end] in that:
            return True
    return False


def _given_to(page: Page, who: Argument, main: Clause) -> bool:
    """Whether somebody else gives people something (`Pour les éleveurs, la région prévoit une aide`)."""
    word = page.doc[who.head].lower_
    people = word in speech_words("human-noun") and word not in speech_words("collective-noun")
    return people and main.lemma in speech_words("giving") and can_speak(page, main.subject)


def _holds(page: Page, clause: Clause, cue: Cue, at: int) -> bool:
    """Whether a token is in the clause with *que* or in the object that a cue reports."""
    doc = page.doc
    if not page.token(page.units[clause.unit].start) <= clause.start < cue.end < at - 1:
        return False
    if any(doc[k].lower_ in speech_words("that-word") for k in range(cue.end, min(cue.end + 4, len(doc)))):
        return True
    between = range(cue.end, at)  # `a dénoncé la vente, décidée, selon elle, sans vote`
    apart = any(page.finite(k) or doc[k].lower_ in speech_words("contrast-word", "relative") for k in between)
    return clause.form == "finite" and clause.position == "main" and "object" in cue.frames and not apart


def can_speak(page: Page, who: Argument | None) -> bool:
    """Whether a subject can speak itself."""
    if who is None or who.mentions:
        return who is not None and any(m.type in AGENTS for m in who.mentions)
    return not thing(page, who.head)
