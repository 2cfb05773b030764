"""A passive of a verb of saying → whether it reports: `il a été annoncé que`, `est jugé trop long`, `a été sommé`."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.placed import past_when
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_COMPOUND = 3  # words of a passive with two auxiliaries (`ont été priés`)
_BEFORE = 12  # tokens in which the head of what is judged stands before its complement
_NOMINAL = ("ADP", "DET", "NOUN", "ADJ", "PROPN", "NUM")
_TOLD = 14  # tokens from `Il a été annoncé` to what was


def agentless(page: Page, clause: Clause, cue: Cue) -> bool:
    """Passives that report: `est jugé trop long`, `a été sommé par X de partir`, `il a été annoncé que`."""
    doc = page.doc
    agent = clause.subject is not None and clause.subject.start >= clause.verb and not _bare(page, clause.subject)
    if cue.frames & {"as-noun", "of-noun", "quality"} and clause.subject is not None:
        measured = cue.lemma in speech_words("measuring")  # `À Pau, le coût est estimé à deux millions`: by nobody
        if agent or (clause.form == "finite" and cue.class_ != "accuse" and not measured):
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
        or (cue.class_ == "accuse" and doc[cue.end].lower_ in speech_words("of-form") and not _suspected(cue))
    ):
        asked_by = by_agent(page, cue.end, page.token(page.units[clause.unit].end))
        agent_ = noun_phrase(doc, asked_by + 1) if asked_by + 1 < len(doc) else None
        closes = agent_ is not None and doc[asked_by].lower_ in speech_words("by-word")
        clause.subject = subject(page, agent_) if agent_ is not None and closes else None
        return True
    return False


def judged(page: Page, said: Argument, clause: Clause) -> tuple[int, int]:
    """The tokens of a noun phrase before a passive with its complements (`l'accord sur la pêche a été dénoncé`)."""
    doc = page.doc
    start, stop, last = said.start, said.end, clause.start
    if last <= said.head:
        return start, stop
    while doc[last - 1].text == "," or doc[last - 1].lower_ in speech_words("relative"):
        last -= 1
    if last > stop and all(doc[k].pos_ in _NOMINAL for k in range(stop, last)):
        stop = last
    link = start - 1
    link -= link > 0 and doc[link].pos_ == "DET" and doc[link - 1].pos_ == "ADP"
    found = preposition(doc, link) if link > 0 and clause.start > said.end - 1 and clause.position != "main" else None
    if found is None or found.lemma not in speech_words("noun-link"):
        return start, stop
    verb = doc[clause.verb].morph
    for k in range(max(link - _BEFORE, 0), link - 1):
        phrase = noun_phrase(doc, k) if doc[k].pos_ == "DET" else None
        if phrase is None or phrase.end != link or not abstract(doc[phrase.head].lower_):
            continue
        noun = doc[phrase.head].morph
        if all(verb.get(name, []) == noun.get(name, []) for name in ("Gender", "Number")) or page.dated(said.head):
            return k, stop
    return (start, start) if page.dated(said.head) else (start, stop)


def sentenced(page: Page, clause: Clause) -> bool:
    """Whether a punishment stands behind a passive (`a été condamné par la cour à rembourser`, `à une amende`)."""
    doc, stop = page.doc, page.token(page.units[clause.unit].end)
    for k in range(clause.end, stop - 1):
        if page.finite(k) or doc[k].lower_ in speech_words("relative"):
            return False
        if doc[k].lower_ in speech_words("to-word"):
            return doc[k + 1].pos_ in ("NUM", "VERB", "DET") or is_infinitive(doc, past_clitics(page, k + 1, stop))
    return False


def by_agent(page: Page, i: int, end: int) -> int:
    """Where the agent of a passive closes a sentence behind an infinitive (`sont priés de partir par le maire`)."""
    doc = page.doc
    for k in range(i + 1, end - 1):
        agent = noun_phrase(doc, k + 1) if doc[k].lower_ in speech_words("by-word") else None
        if agent is not None and can_say(page, agent) and (agent.end >= end or doc[agent.end].is_punct):
            return k
    return end


def _asked_of(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether people have been asked to do something (`ont été invités à quitter les lieux`; not `sont appelés à`)."""
    doc = page.doc
    if cue.class_ != "ask" or clause.end - clause.start < _COMPOUND or cue.end + 1 >= len(doc):
        return False
    at = past_when(page, cue.end, len(doc) - 2)
    word = doc[at].lower_
    of = word in speech_words("of-form") and "of+inf" in cue.frames
    to = word in speech_words("to-word") and "to+inf" in cue.frames
    verb = past_clitics(page, at + 1, len(doc))
    if to and lemma_of(doc, verb) in speech_words("coming"):
        return False  # `Les pompiers ont été appelés à intervenir`
    return (of or to) and is_infinitive(doc, verb)


def _suspected(cue: Cue) -> bool:
    """Whether nobody is said to suspect (`est soupçonné d'avoir fui`, not `est soupçonné par le juge d'avoir fui`)."""
    return cue.lemma in speech_words("suspecting")


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
            if k == cue.end and clause.end - clause.start < _COMPOUND:
                return False  # `Il est interdit de fumer`
            clause.subject = who
            return True
        agent = noun_phrase(doc, k + 1) if word in speech_words("by-word") else None
        if agent is not None and can_say(page, agent):
            who = subject(page, agent)
    if "clause" not in cue.frames or doc[k].lower_ not in speech_words("that-word"):
        return False
    if who is None and cue.lemma in speech_words("hearsay"):
        return False  # `Il est dit dans la vallée que`
    clause.subject = who
    return True
