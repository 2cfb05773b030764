"""Noun phrase before a relative clause or participle → the part of it, or the coordination, that has its number."""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.clauses.arguments import after_locution, argument_at, argument_of, phrase_at
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import words

_MEMBERS = 25  # tokens of a coordination


def in_number(page: Page, group: VerbGroup, whole: Argument | None, start: int) -> Argument | None:
    """Of a phrase before `qui` the part that has the number of the verb: the bloc in `les élus du bloc, qui réunit`,
    the rebels in `le chef des rebelles, qui ont fui`."""
    numbers = _numbers(page, group)
    outer = phrase_at(page, whole.start) if whole is not None and len(numbers) == 1 else None
    if whole is None or outer is None or outer.end != whole.end:
        return whole
    plural = "Plur" in numbers
    if plural and not outer.plural and (members := several(page, whole, start)) is not whole:
        return members
    if bool(outer.plural) == plural or (plural and any(m.type == "Group" for m in whole.mentions)):
        return whole
    for k in range(outer.head + 1, whole.end):
        inner = phrase_at(page, k)
        if inner is not None and inner.end == whole.end and bool(inner.plural) == plural:
            part = argument_of(page, inner, "subject")
            return part if part.mentions or not whole.mentions else whole  # `l'édition des Journées, qui se tiennent`
    return whole


def differs(page: Page, group: VerbGroup, phrase: Argument) -> bool:
    """Whether a phrase has another number than a verb, as far as both show it."""
    numbers, outer = _numbers(page, group), phrase_at(page, phrase.start)
    return len(numbers) == 1 and outer is not None and bool(outer.plural) != ("Plur" in numbers)


def past_agent(page: Page, group: VerbGroup, nearest: Argument | None, last: Clause | None) -> Argument | None:
    """Whom a participle before `qui` is about, where its agent has another number than the verb (`le collectif mené
    par les Verts qui soutient`)."""
    if nearest is None or last is None or last.form != "participle" or last.subject is None:
        return nearest
    patient = next((a for a in last.arguments if a.role == "object"), None)
    numbers = _numbers(page, group)
    phrases = [phrase_at(page, a.start) for a in (nearest, patient) if a is not None]
    if last.subject.end != nearest.end or patient is None or len(numbers) != 1 or None in phrases:
        return nearest
    agent, about = (bool(p and p.plural) for p in phrases)
    return replace(patient, role="subject") if agent != ("Plur" in numbers) == about else nearest


def last_in_number(page: Page, group: VerbGroup, found: list[Clause]) -> Clause | None:
    """The last finite clause with the number of a further verb (`Les élus accusent la ville, qui nie, et ont …`)."""
    finite = [c for c in reversed(found) if c.form == "finite"]
    numbers = _numbers(page, group)
    if len(numbers) != 1:
        return next(iter(finite), None)
    return next((c for c in finite if _number_of(page, c) & numbers), next(iter(finite), None))


def _number_of(page: Page, clause: Clause) -> set[str]:
    """The number of a clause by its verb, or by its subject where the model gives the verb none; both if unknown."""
    found = _numbers(page, clause)
    if not found and clause.subject is not None:
        phrase = phrase_at(page, clause.subject.start)
        found = {"Plur" if phrase is not None and phrase.plural else "Sing"}
    return found or {"Plur", "Sing"}


def _numbers(page: Page, group: VerbGroup | Clause) -> set[str]:
    verbs = [token for token in page.doc[group.start : group.end] if "Fin" in token.morph.get("VerbForm", [])]
    return {n for token in verbs for n in token.morph.get("Number", [])}


def several(page: Page, last: Argument, start: int) -> Argument:
    """All members of a coordination whose last one stands before a plural (`A et B, réunis …`)."""
    before = page.words[last.start - 1] if last.start > start else ""
    if before not in words("coordinator") and after_locution(page, last.start - 2) != last.start:
        return last
    best = last
    for k in range(last.start - 2, max(start, last.start - _MEMBERS) - 1, -1):
        if page.tags[k] in ("VERB", "AUX"):
            break
        whole = argument_at(page, k, "subject")
        if whole is not None and whole.end == last.end and len(whole.mentions) >= len(best.mentions):
            best = whole
    return best
