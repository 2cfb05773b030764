"""A passive that judges → the further verdicts joined to it (`jugé « lent » par la CGT et « injuste » par FO`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Range
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.nlp.statements.speakers.unlike import somebody_at
from kgextract.tables.speech import speech_words

_VERDICT = 10  # tokens from a conjunction to `par`
_JUDGED = ("ADJ", "ADV")


def further_verdicts(page: Page, draft: Draft) -> Iterator[Draft]:
    """What others are said to judge of the same thing, behind the agent of a draft."""
    clause, source = draft.clause, draft.source
    if clause is None or not clause.passive or source is None or source.start < clause.verb:
        return
    stop = page.token(page.units[draft.unit].end)
    while (found := _next(page, source.end, stop)) is not None:
        content, source = found
        yield replace(draft, content=[content], source=source, clause=replace(clause, subject=source))


def _next(page: Page, k: int, stop: int) -> tuple[Range, Argument] | None:
    """The verdict behind a conjunction or comma, and its agent behind `par`."""
    doc = page.doc
    k = past_bracket(doc, k, stop - k)
    first = k
    while first < stop and (doc[first].text == "," or doc[first].lower_ in speech_words("and-word", "contrast-word")):
        first += 1
    if first == k or first >= stop:
        return None
    of = preposition(doc, first)
    first = of.end if of is not None and of.lemma in speech_words("of-word", "as-word") else first
    quoted = page.quotation(page.at(first) + 1) if doc[first].lower_ in speech_words("opening-mark") else None
    last = page.token(quoted.outer[1] - 1) + 1 if quoted is not None else first
    while quoted is None and last < min(first + _VERDICT, stop) and doc[last].pos_ in _JUDGED:
        last += 1
    if last == first or last + 1 >= stop or doc[last].lower_ not in speech_words("by-word"):
        return None
    agent = somebody_at(page, last + 1)
    if agent is None or not can_say(page, agent):
        return None
    content = (quoted.start, quoted.end) if quoted is not None else page.trim(page.at(first), page.at(last))
    return (content, subject(page, agent)) if content is not None else None
