"""`pour` and an infinitive beside a verb of appointing → who is appointed for that: `a choisi [Luc Roy] pour succéder à
Paul Blin au poste de`, `Pour remplacer Paul Blin au poste d'entraîneur, le club a choisi [Luc Roy]`."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Factuality, Mention
from kgextract.nlp.roles.phrases import Index
from kgextract.nlp.roles.verbs import group_start, is_passive, modality, people_between, subjects
from kgextract.tables.roles import ROLE_RULES
from kgextract.tables.speech import speech_words

_REACH = 24  # tokens between the two verbs


def chosen_for(doc: Doc, ix: Index, verb: int, first: int, last: int) -> tuple[Mention, Factuality] | None:
    """The one appointed, and how sure that is, for an infinitive with `pour` at token `verb`, or None."""
    at = group_start(doc, verb, first)
    if "Inf" not in doc[verb].morph.get("VerbForm", []) or doc.lowered[at - 1] not in speech_words("purpose"):
        return None
    ahead = at - 1 == first
    near = range(verb + 1, min(last, verb + _REACH)) if ahead else range(at - 2, max(first, at - _REACH) - 1, -1)
    main = next((k for k in near if doc[k].pos_ == "VERB" and appointing() & set(infinitives(doc[k]))), None)
    if main is None:
        return None
    group = group_start(doc, main, first)
    if is_passive(doc, group, main):
        people = subjects(doc, ix, group, first)
    else:
        people = people_between(ix, main + 1, min(last, main + _REACH) if ahead else at)
    return (people[0], modality(doc, group, main, main + 1)[0]) if len(people) == 1 or (ahead and people) else None


@cache
def appointing() -> frozenset[str]:
    """The verbs that give somebody an office."""
    return frozenset(v for r in ROLE_RULES.rows() if r.place == "verb" and r.holder == "object" for v in r.verbs)
