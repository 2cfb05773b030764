"""A clause → where it begins, if it sets what somebody else says or does against what the one before reports."""

from __future__ import annotations

from bisect import bisect_left

from kgextract.nlp.grammar.adverbials import set_apart
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.inflection import is_conditional
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words


def another(page: Page, clause: Clause) -> int | None:
    """The token before a subject that is set apart from the one before, with its conjunction and comma, or None.

    `Le maire dénonce un recul | , mais la région, de son côté, promet`, `… | et la région, elle, promet`
    """
    doc, who = page.doc, clause.subject
    if clause.form != "finite" or who is None or not 1 < who.start < who.end < clause.start:
        return None
    if not set_apart(doc, who.end, clause.start) or page.quotation(page.at(clause.verb)) is not None:
        return None
    i = who.start - 1 - (doc[who.start - 1].pos_ == "DET")
    while_ = doc[i].lower_ in speech_words("that-word")
    i -= while_
    if while_ and doc[i].lower_ not in speech_words("fronting-that"):
        return None  # `dit que la ville paiera et que la région, elle, refuse`
    if not while_ and doc[i].text != ";" and doc[i].lower_ not in speech_words("and-word", "contrast-word"):
        return None
    if _reported(page, clause):
        return None
    return i - (i > 0 and doc[i - 1].text == ",")


def untensed(page: Page, clause: Clause, before: list[Clause]) -> int | None:
    """The token before somebody's saying in a tense that what is reported before has not, or None.

    `Le maire a dit que le pont tiendrait | et l'opposition estime que`
    """
    doc, who = page.doc, clause.subject
    if clause.form != "finite" or who is None or not 1 < who.start < who.end <= clause.start or _reported(page, clause):
        return None
    i = who.start - 1 - (doc[who.start - 1].pos_ == "DET")
    if doc[i].lower_ not in speech_words("and-word", "contrast-word") or page.quotation(page.at(clause.verb)):
        return None
    inner = [c for c in before if c.unit == clause.unit and c.form == "finite" and c.end <= i]
    told = next((n for n, c in enumerate(inner) if doc[c.end].lower_ in speech_words("that-word")), len(inner))
    reports = inner[told + 1 :]
    if not reports or _reported(page, inner[told]) or not all(_reported(page, c) for c in reports):
        return None
    return i - (doc[i - 1].text == ",")


def _reported(page: Page, clause: Clause) -> bool:
    """Whether a verb has the tense of a clause behind a verb in the past (`a dit que … et que …, lui, irait`)."""
    first = next((k for k in range(clause.start, clause.end) if page.finite(k)), clause.verb)
    morph = page.doc[first].morph
    conditional = is_conditional(page.doc[first].lower_, lemma_of(page.doc, first))
    return conditional or "Imp" in morph.get("Tense", []) or "Cnd" in morph.get("Mood", [])


def carry_on(page: Page, clauses: list[Clause]) -> set[int]:
    """Give a bare participle behind `et` the subject of the compound form before it; the tokens of those that had
    another one.

    `La police affirme que le voleur a menacé le caissier et réclamé la caisse`: the robber asks, not the police.
    """
    doc, carried = page.doc, set[int]()
    bare = [c for c in clauses if _bare(page, c)]
    compounds = [c for c in doc._.clauses if c.form == "finite" and not c.passive and c.verb > c.start] if bare else []
    starts = [c.start for c in compounds]
    for c in bare:
        n = bisect_left(starts, c.start)
        last = compounds[n - 1] if n and compounds[n - 1].unit == c.unit else None
        if last is None or last.subject is None or c.subject is None:
            continue
        if doc[last.verb].morph.get("VerbForm") != ["Part"] or doc[last.subject.head].lower_ in speech_words("nobody"):
            continue  # `fait savoir que personne n'avait prévenu la ville et accusé la direction`
        if c.subject.head != last.subject.head:
            carried.add(c.verb)
            c.subject = last.subject
    return carried


def _bare(page: Page, clause: Clause) -> bool:
    """Whether a clause is a participle alone behind a conjunction."""
    doc = page.doc
    if clause.form != "finite" or clause.end - clause.start > 1 or not clause.start:
        return False
    part = "Part" in doc[clause.verb].morph.get("VerbForm", [])
    return part and doc[clause.start - 1].lower_ in speech_words("and-word")
