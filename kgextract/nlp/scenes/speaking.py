"""A clause → whether somebody speaks in it: a verb of saying, or one that means to speak (`prendre la parole`)."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Clause
from kgextract.nlp.scenes.stage import Stage
from kgextract.tables.scenes import VERBS, SceneVerb

_COMPARING = frozenset({"as-noun"})  # `vit` is taken for `voir`, which only says how somebody sees something


def speaks(stage: Stage, clause: Clause) -> bool:
    """Whether the clause is one of saying, or of speaking ("s'exprimer", "prendre la parole")."""
    row = _verbs().get(clause.lemma)
    objects = row.objects if row is not None and (clause.negated or not row.denied) else None
    if objects:
        found = (a for a in clause.arguments if a.role == "object")
        return any(stage.doc[a.head].lemma_.lower() in objects for a in found)
    cue = cue_of(stage.doc, clause)
    return objects is not None or (cue is not None and cue.frames != _COMPARING)


@cache
def _verbs() -> dict[str, SceneVerb]:
    return {row.lemma: row for row in VERBS.rows()}


def unsaid(stage: Stage, clause: Clause) -> bool:
    """Whether a clause denies that somebody does something, not one that only says that they spoke out (`n'a pas mâché
    ses mots`)."""
    row = _verbs().get(clause.lemma) if clause.negated else None
    return clause.negated and not (row is not None and row.denied and speaks(stage, clause))
