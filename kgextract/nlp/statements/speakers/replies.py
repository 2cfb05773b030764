"""A quotation behind a question put to somebody → who answers: `« Pourquoi ? », lui dit la juge. « Par peur. »`"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.speakers.voices import Voice
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_ASKED = ("à", "object")  # arguments that name to whom a question is put
_BACK = 2  # paragraphs in which somebody answers
_ALONE = 2  # words between a question and its answer
_INCISES = ("incise", "incise-inside")
_NEXT = 3  # tokens from a verb of asking to what is asked


@dataclass(frozen=True, slots=True)
class Question:
    """The clause that puts a question, and to whom where the clause says so."""

    clause: Clause
    whom: Argument | None


def question(page: Page, unit: int, before: int | None = None) -> Question | None:
    """The question that a sentence puts to somebody, `before` a character of it."""
    if not 0 <= unit < len(page.units) or page.units[unit].kind != "text":
        return None
    doc = page.doc
    first = page.token(page.units[unit].start)
    stop = page.token(page.units[unit].end if before is None else before)
    clauses = doc._.clauses
    for c in clauses[bisect_left(clauses, first, key=lambda c: c.start) :]:
        if c.start >= stop:
            break
        if c.form != "finite" or c.reflexive or c.negated or lemma_of(doc, c.verb) not in speaker_words("asking"):
            continue
        if page.quotation(page.at(c.verb)) is not None:
            continue
        whom = next((a for a in c.arguments if a.role in _ASKED and _somebody(page, a)), None)
        if _put(page, c, whom, first, stop):
            return Question(c, whom)
    return None


def answers(page: Page, draft: Draft) -> Question | None:
    """The question behind which a draft stands that nothing but its place gives to somebody."""
    start, end = draft.content[0][0], draft.content[-1][1]
    if page.text[start:end].rstrip().endswith("?"):
        return None
    if draft.rule == "speaker-quotation":
        return question(page, draft.unit, start)
    alone = draft.rule == "quotation-alone" and draft.clause is None
    incise = draft.rule in _INCISES and not draft.nested and draft.cue not in speaker_words("asking", "continuing")
    return asked_before(page, draft.unit) if alone or incise else None


def asked_before(page: Page, unit: int) -> Question | None:
    """The question of the sentence before, or before a word alone (`… ? », demande le juge. Silence. « Non. »`)."""
    if (found := question(page, unit - 1)) is not None or unit < 2:
        return found
    between = page.units[unit - 1]
    short = page.words(between.start, between.end) <= _ALONE and page.quotation(between.start) is None
    finite = any(page.finite(k) for k in range(page.token(between.start), page.token(between.end)))
    return question(page, unit - 2) if short and not finite else None


def replied(discourse: Discourse, draft: Draft) -> Voice | None:
    """Who answers a question in an incise with a pronoun (`« Pourquoi ? », demande le juge. « Par peur », dit-il.`)."""
    found = answers(discourse.page, draft)
    return None if found is None else answering(discourse, found, draft)


def answering(discourse: Discourse, found: Question, draft: Draft) -> Voice | None:
    """Who answers: to whom the question is put by name, else who spoke or was spoken of before whoever puts it."""
    page, whom = discourse.page, found.whom
    named = None if whom is None else discourse.sources.named(whom)
    if named is not None and named.chain is not None and named.type == "Person":
        return discourse.voice(named.chain, None, unit=draft.unit, token=named.start)
    asker = found.clause.subject
    by = None if asker is None else discourse.sources.named(asker)
    text = "" if asker is None else page.doc[asker.head].lower_
    for v in discourse.people_before(page.token(draft.content[0][0]), paragraphs=_BACK, described=True):
        same = by is not None and v.chain is not None and v.chain is by.chain
        here = asker is not None and asker.start <= v.token < asker.end
        name = v.chain.name if v.chain is not None and v.chain.unnamed else v.text or ""
        if not (same or here or text in name.lower().split()) and not v.plural:
            return v
    return None


def _put(page: Page, c: Clause, whom: Argument | None, first: int, stop: int) -> bool:
    """Whether a verb of asking puts a question: quoted with a question mark, indirect, or `interroger quelqu'un`."""
    doc = page.doc
    start, end = page.at(first), page.at(stop)
    quoted = [q for q in page.between(start, end) if page.text[q.start : q.end].rstrip(' \u00a0»"').endswith("?")]
    if (around := page.quotation(start)) is not None and around not in quoted:
        quoted += [around] if page.text[around.start : around.end].rstrip().endswith("?") else []
    if quoted:
        said = (t.lower_ for q in quoted for t in doc[page.token(q.start) : page.token(q.end)])
        return whom is not None or any(w in speaker_words("addressed") for w in said)
    if whom is None:
        return False
    if lemma_of(doc, c.verb) in speaker_words("questioning"):
        return True
    behind = max(c.end, whom.end)
    reach = stop if doc[stop - 1].text == ":" else min(behind + _NEXT, stop)
    return any(doc[k].lower_ in speech_words("question-word") for k in range(behind, reach))


def _somebody(page: Page, a: Argument) -> bool:
    """Whether an argument is a person or a pronoun for one."""
    clitic = a.end - a.start == 1 and page.doc[a.start].lower_ in speech_words("object-clitic")
    return clitic or any(m.type == "Person" for m in a.mentions)
