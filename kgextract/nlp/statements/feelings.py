"""Cues with their clauses → the verbs inside what somebody says that only tell what they themselves wish or judge.

`Anne Roy affirme qu'elle souhaite un accord` is one act of saying, and so is `a dit qu'il regrettait ces propos`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words

_FELT = ("want", "judge")


def own_feelings(page: Page, pairs: list[tuple[Clause, Cue | None]]) -> set[int]:
    """The tokens of the verbs that say nothing besides the verb before them."""
    found: set[int] = set()
    outer: tuple[Clause, Cue] | None = None
    for clause, cue in pairs:
        if cue is None:
            continue
        if outer is not None and cue.strength in _FELT and _of_oneself(page, *outer, clause):
            found.add(clause.verb)
        outer = (clause, cue)
    return found


def _of_oneself(page: Page, outer: Clause, cue: Cue, inner: Clause) -> bool:
    """Whether a verb in a simple tense opens what another reports, its pronoun that one's speaker."""
    doc, who = page.doc, inner.subject
    if who is None or inner.form != "finite" or inner.end - inner.start > 1 or cue.strength == "want":
        return False
    if who.start != cue.end + 1 or doc[cue.end].lower_ not in speech_words("that-word"):
        return False
    pronoun = doc[who.head].lower_
    if pronoun not in speech_words("third-person") or outer.subject is None:
        return False
    if (pronoun in speech_words("plural-pronoun")) != any(is_plural(doc[k]) for k in range(outer.start, outer.end)):
        return False
    gender = doc[outer.subject.head].morph.get("Gender", [])
    named = outer.subject.mentions or not gender
    return bool(named) or (gender == ["Fem"]) == (pronoun in speech_words("feminine-pronoun"))
