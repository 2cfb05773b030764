"""A verbal noun in its clause → whether what it says is real, and which mentions of events a verb only wishes for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Clause, Factuality
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import VerbalWord, syntax


@dataclass(frozen=True, slots=True)
class Place:
    """One verbal word in its unit: tokens [start, end), the clauses of the unit, what its noun phrase is."""

    page: Page
    row: VerbalWord
    start: int
    end: int
    unit: int
    first: int
    last: int
    clauses: list[Clause]
    phrase: Phrase | None


def governing_clause(place: Place) -> tuple[Clause, bool] | None:
    """The clause of which the noun is the head of an argument, and whether it is the subject there."""
    for clause in place.clauses:
        if clause.subject is not None and clause.subject.head == place.start:
            return clause, True
        for a in clause.arguments:
            source = place.row.kind == "work" and a.role in syntax("source-preposition")
            if a.head == place.start and a.role != "content" and not source:
                return clause, False
    return None


def reality(place: Place, governing: tuple[Clause, bool] | None) -> tuple[Factuality, bool]:
    """Factuality of what a verbal noun says, and whether it is negated, by the words around it and its clause."""
    page = place.page
    start = place.phrase.start if place.phrase is not None else place.start
    near = range(max(place.first, start), min(place.end + 2, place.last))
    if any(page.words[k] in syntax("unreal-adjective") for k in near):
        return "possible", False
    for k in range(max(place.first, start - 3), start + 1):
        found = preposition(page.doc, k)
        if found is not None and found.end > start - 1 and found.lemma in syntax("unreal-preposition"):
            return "possible", False
    for k in range(start - 1, max(place.first, start - 4), -1):
        if page.words[k] in syntax("unreal-noun"):
            return "possible", False  # `le refus d'une visite`
        if page.tags[k] not in ("ADP", "DET", "ADJ"):
            break
    if governing is None:
        return _carrying(place)
    clause, leads = governing
    if leads and (place.row.kind == "work" or _had_effect(place, clause)):
        return "asserted", False  # `l'accord entre … prévoit des quotas`, `le rapport de l'ONU n'a convaincu personne`
    if not _wishable(place, clause):
        return clause.modality, clause.negated  # `a plaidé pour la paix lors de sa visite`
    names = infinitives(page.doc[clause.verb], clause.lemma)
    if place.row.verb in syntax("support-lemma") and any(v in syntax("withdraw-lemma") for v in names):
        return clause.modality, not clause.negated  # `a retiré son soutien à Luc Roy`
    if hides(page.doc, clause):
        return clause.modality, False  # `ne cache pas son hostilité à la loi`
    if place.row.told and any(v in syntax("announcing-lemma") for v in names):
        return clause.modality, clause.negated
    if place.row.kind == "work" and place.row.subject == tuple(words("of-lemma")) and _denies(names):
        return "asserted", False  # `a refusé la motion de l'UDC`
    if any(v in unreal_verbs() for v in names):
        return "planned", False
    return clause.modality, clause.negated


def hides(doc: Doc, clause: Clause) -> bool:
    """Whether a verb is denied that says something then."""
    return clause.negated and not speech_words("hiding").isdisjoint((clause.lemma, lemma_of(doc, clause.verb)))


def _denies(names: Iterable[str]) -> bool:
    return any(v in syntax("denied-lemma") for v in names)


def _had_effect(place: Place, clause: Clause) -> bool:
    """Is it told what a deed did not do (`La signature de l'accord par X n'a surpris personne`)?"""
    done = "Past" in place.page.doc[clause.verb].morph.get("Tense", []) and not clause.passive
    return clause.negated and done and any(a.role == "object" for a in clause.arguments)


def _wishable(place: Place, clause: Clause) -> bool:
    """Is the noun what the verb is about, not when or where it is done?"""
    for a in clause.arguments:
        if a.start <= place.start < a.end and a.role not in ("object", "content"):
            return a.role in syntax("wish-preposition")
    return True


def _carrying(place: Place) -> tuple[Factuality, bool]:
    """Of a noun deeper in a phrase: what the clause says in whose argument it stands, if that is wished."""
    for clause in place.clauses:
        for a in clause.arguments:
            if a.start <= place.start < a.end and a.role != "content" and _wishable(place, clause):
                if any(v in unreal_verbs() for v in infinitives(place.page.doc[clause.verb], clause.lemma)):
                    return "planned", False
                if place.phrase is not None and place.phrase.possessive:  # `n'a pas fait part de son soutien à`
                    return clause.modality, clause.negated
    return "asserted", False


def unreal(doc: Doc) -> set[int]:
    """The ids of the mentions that stand for what a verb only wishes, prepares or refuses (`appeler à une grève`)."""
    found: set[int] = set()
    events = [e.mention for e in doc._.events]
    wished: Clause | None = None  # the last clause whose verb only wishes
    for clause in doc._.clauses:
        names = infinitives(doc[clause.verb], clause.lemma)
        governed = clause.form == "infinitive" and wished is not None and wished.end >= clause.start - 1
        if governed or any(v in syntax("wished-lemma", "unreal-lemma", "denied-lemma") for v in names):
            wished = clause
            inside = [a for a in clause.arguments if a.role == "object" or a.role in syntax("wish-preposition")]
            heads = {a.head for a in inside}
            found |= {id(m) for m in events if m.head in heads}
    return found


@cache
def unreal_verbs() -> frozenset[str]:
    """Verbs whose object need not have happened."""
    return syntax("planned-lemma") | syntax("wished-lemma") | syntax("unreal-lemma") | syntax("denied-lemma")
