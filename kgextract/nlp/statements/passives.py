"""A passive of a verb of saying → whether it reports: `il a été annoncé que`, `est jugé trop long`, `a été sommé`."""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.tables.speech import speech_words

_COMPOUND = 3  # words of a passive with two auxiliaries (`ont été priés`)
_TOLD = 14  # tokens from `Il a été annoncé` to what was


def agentless(page: Page, clause: Clause, cue: Cue) -> bool:
    """Passives that report: `est jugé trop long`, `a été sommé par X de partir`, `il a été annoncé que`."""
    doc = page.doc
    agent = clause.subject is not None and clause.subject.start >= clause.verb and not _bare(page, clause.subject)
    if cue.frames & {"as-noun", "of-noun", "quality"} and clause.subject is not None:
        if agent or (clause.form == "finite" and cue.class_ != "accuse"):
            return True
    before = doc[clause.start - 1].lower_ if clause.start else ""
    impersonal = before in speech_words("impersonal") or any(
        doc[k].lower_ in speech_words("inverted") for k in range(clause.start, clause.end)
    )
    if impersonal and clause.form == "finite" and _told_of(page, clause, cue):
        return True
    by = any(
        doc[k].lower_ in speech_words("by-word") and doc[k + 1].lower_ not in speech_words("never-subject")
        for k in range(clause.end, min(clause.end + 4, len(doc) - 1))
    )
    if by and clause.subject is not None and clause.form == "finite":
        return bool(cue.frames & {"of+inf", "to+inf"})
    if clause.form != "finite" or cue.end >= len(doc):
        return False
    told = "person" in cue.frames and doc[cue.end].lower_ in speech_words("that-word")
    if (
        told
        or _asked_of(page, clause, cue)
        or (cue.class_ == "accuse" and doc[cue.end].lower_ in speech_words("of-form"))
    ):
        clause.subject = None
        return True
    return False


def _asked_of(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether people have been asked to do something (`ont été invités à quitter les lieux`; not `sont appelés à`)."""
    doc = page.doc
    if cue.class_ != "ask" or clause.end - clause.start < _COMPOUND or cue.end + 1 >= len(doc):
        return False
    word = doc[cue.end].lower_
    of = word in speech_words("of-form") and "of+inf" in cue.frames
    to = word in speech_words("to-word") and "to+inf" in cue.frames
    return (of or to) and is_infinitive(doc, cue.end + 1)


def _bare(page: Page, agent: Argument) -> bool:
    """Whether what stands behind *par* is a noun alone, no agent (`par an`, `par décret`)."""
    first = page.doc[agent.start]
    return not agent.mentions and first.pos_ == "NOUN" and first.is_lower


def _told_of(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether *que* or an infinitive follows, behind a date, an addressee and the agent, who then is the subject.

    `Il a été annoncé mardi par la préfète que`, `Il a été demandé aux habitants de`
    """
    doc = page.doc
    who, k = None, cue.end
    for k in range(cue.end, min(cue.end + _TOLD, page.token(page.units[clause.unit].end) - 1)):
        word = doc[k].lower_
        if word in speech_words("that-word") or doc[k].is_punct or page.finite(k):
            break
        if word in speech_words("of-form") and "of+inf" in cue.frames and is_infinitive(doc, k + 1):
            clause.subject = who
            return True
        agent = noun_phrase(doc, k + 1) if word in speech_words("by-word") else None
        if agent is not None and can_say(page, agent):
            who = subject(page, agent)
    if "clause" not in cue.frames or doc[k].lower_ not in speech_words("that-word"):
        return False
    clause.subject = who
    return True
