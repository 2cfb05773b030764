"""One reader of verb groups: what relations and what statements see of a group, crossed with who does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kgextract.nlp.grammar.speech_clauses import speech_clauses

SUBJECTS = (
    ("Le maire", "maire"),
    ("Anne Roy", "Roy"),
    ("La préfète, que la presse attendait,", "préfète"),
    ("Le ministère de la Santé", "ministère"),
)
SAID = (
    ("a bel et bien affirmé que la loi est juste", "affirmé", ""),
    ("a lundi affirmé que la loi est juste", "affirmé", ""),
    ("a ce lundi affirmé que la loi est juste", "affirmé", ""),
    ("a le premier affirmé que la loi est juste", "affirmé", ""),
    ("a notamment et surtout affirmé que la loi est juste", "affirmé", ""),
    ("a, sans surprise, affirmé que la loi est juste", "affirmé", ""),
    ("a (enfin) affirmé que la loi est juste", "affirmé", ""),
    ("a – enfin – affirmé que la loi est juste", "affirmé", ""),
    ("a « vivement » critiqué la loi", "critiqué", ""),
    ("a lui aussi critiqué la loi", "critiqué", ""),
    ("les a tous critiqués", "critiqués", ""),
    ("n'a rien affirmé", "affirmé", "negated"),
    ("n'a toujours pas été reçu par la presse", "reçu", "negated passive"),
    ("n'avait, selon la presse, pas affirmé que la loi est juste", "affirmé", "negated"),
    ("n'en a pas moins critiqué la loi", "critiqué", ""),
    ("avait été plusieurs fois critiqué par la presse", "critiqué", "passive"),
    ("s'en est félicité", "félicité", "reflexive"),
)
APART = (  # who speaks, with what stands around and behind them
    ("En 2020 Anne Roy", "Roy"),
    ("La presse sait que la préfète, que la presse attendait, dans un communiqué,", "préfète"),
    ("Comme la presse l'a écrit, la préfète, qui recevait la presse,", "préfète"),
    ("Paul Blin, maire de Lens, interrogé mardi,", "Blin"),
    ("Anne Roy, l'avocate de la famille, sans surprise,", "Roy"),
    ("Le directeur de l'école, un ancien élu, dans un communiqué,", "directeur"),
    ("Le débat est clos et l'ancien ministre, aujourd'hui maire de Lens,", "ministre"),
    ("Reçu mardi, Paul Blin, 45 ans,", "Blin"),
)
GOVERNED = (  # an infinitive, and whether it is denied
    ("n'a pas manqué de critiquer la loi", False),
    ("ne cesse de critiquer la loi", False),
    ("n'a pas voulu critiquer la loi", True),
    ("a promis de ne pas critiquer la loi", True),
    ("dit ne jamais avoir critiqué la loi", True),
)


@pytest.mark.parametrize(("group", "verb", "traits"), SAID)
def test_both_readers_see_the_same_group(annotate: Callable[[str], Any], group: str, verb: str, traits: str) -> None:
    for subject, head in SUBJECTS:
        doc = annotate(f"{subject} {group}.")
        for clauses in (doc._.clauses, speech_clauses(doc)):
            clause = next(c for c in clauses if doc[c.verb].text == verb)
            found = [name for name in ("negated", "passive", "reflexive") if getattr(clause, name)]
            assert (clause.form, found) == ("finite", traits.split()), subject
            who = next(a for a in clause.arguments if a.role == "object") if clause.passive else clause.subject
            assert head in {doc[who.head].text, *(doc[m.end - 1].text for m in who.mentions)}, subject


@pytest.mark.parametrize(("before", "head"), APART)
def test_both_readers_find_the_same_subject(annotate: Callable[[str], Any], before: str, head: str) -> None:
    for group in ("affirme que", "a toujours affirmé que"):
        doc = annotate(f"{before} {group} la loi est juste.")
        for clauses in (doc._.clauses, speech_clauses(doc)):
            who = next(c.subject for c in clauses if c.lemma == "affirmer")
            assert head in {doc[who.head].text, *(doc[m.end - 1].text for m in who.mentions)}, group


@pytest.mark.parametrize(("group", "denied"), GOVERNED)
def test_what_is_denied_with_an_infinitive(annotate: Callable[[str], Any], group: str, denied: bool) -> None:
    for subject, _ in SUBJECTS:
        clauses = annotate(f"{subject} {group}.")._.clauses
        clause = next(c for c in clauses if c.lemma == "critiquer")
        assert (clause.form, clause.negated) == ("infinitive", denied), subject
