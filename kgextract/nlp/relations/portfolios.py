"""Who gets which field of the one government of the article → memberOf: `Anne Roy hérite de la Santé`, `Luc Roy passe à
l'Intérieur et Paul Petit aux Finances`, `la Justice revient à Awa Sow`, `Anne Roy (Santé)`.

Between the person and the field stand only verbs of getting, keeping and being appointed, and nouns for a ministry.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.governments import the_government
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.pronouns import gender_of, subject_of
from kgextract.tables.names import not_names
from kgextract.tables.roles import office_words

RULE, SURE = "portfolio-of-cabinet", 0.7
PERSON = "Person"
REACH = 10  # tokens between a person and a field


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that a government has by the fields that it gives them."""
    fields = [k for k in range(1, len(doc)) if is_capital(doc[k]) and doc.lowered[k] in not_names("portfolio-field")]
    cabinet = the_government(doc) if fields else None
    if cabinet is None:
        return
    people = [m for m in doc._.mentions if m.type == PERSON and m.kind == "named" and m.chain is not None]
    ending, starting = {m.end: m for m in people}, {m.start: m for m in people}
    clauses = {c.verb: c for c in doc._.clauses if not c.negated and c.modality != "possible"}
    for k in fields:
        first, last = unit_tokens(doc)[unit_of(doc, k)]
        found = _before(doc, k, first, ending, clauses) or _behind(doc, k, last, starting)
        if found is not None:
            person, start, end = found
            yield membership(person, cabinet, min(start, k), max(end, k + 1), rule=RULE, confidence=SURE)


Found = tuple[Chain, int, int]  # whoever has the field, with tokens


def _before(doc: Doc, field: int, first: int, ending: dict[int, Mention], clauses: dict[int, Clause]) -> Found | None:
    """Whoever stands before what he does with the field (`Anne Roy | garde la Santé`), or right before the field."""
    told = False
    for k in range(field - 1, max(first, field - REACH) - 1, -1):
        person = ending.get(k + 1)
        if person is not None and person.chain is not None:
            beside = k + 1 in (field - 1, field - 2) and (doc[k + 1].text == "(" or _leads_to(doc, k + 1))
            return (person.chain, person.start, person.end) if told or beside else None
        if told and gender_of(doc, k) is not None:
            meant = subject_of(doc, k)
            return (meant, k, k + 1) if meant is not None else None
        gets = _gets(doc, k)
        if gets and k in clauses and (chain := _subject(clauses[k])) is not None:
            return chain, k, k + 1  # `Anne Roy, vice-présidente du PS, | garde la Santé`
        told = told or gets
        if doc.lowered[k] in office_words("negation") or not (gets or _passed(doc, k) or doc[k].text == "("):
            return None
    return None


def _subject(clause: Clause) -> Chain | None:
    """The person who gets what a clause says, in the passive its object."""
    parts = [a for a in clause.arguments if a.role == "object"] if clause.passive else [clause.subject]
    people = [m for a in parts if a is not None for m in a.mentions if m.type == PERSON and m.kind == "named"]
    return people[0].chain if len(people) == 1 else None


def _behind(doc: Doc, field: int, last: int, starting: dict[int, Mention]) -> Found | None:
    """Whoever a field goes to (`La Santé revient | à Anne Roy`)."""
    told = False
    for k in range(field + 1, min(field + REACH, last - 1)):
        if told and _leads_to(doc, k):
            person = starting.get(k + 1)
            return (person.chain, person.start, person.end) if person is not None and person.chain else None
        goes = not office_words("goes-to").isdisjoint(infinitives(doc[k]))
        told = told or goes
        if not (goes or doc[k].pos_ in ("AUX", "ADV")) or doc.lowered[k] in office_words("negation"):
            return None
    return None


def _leads_to(doc: Doc, k: int) -> bool:
    link = preposition(doc, k)
    return link is not None and link.lemma in office_words("sphere-or-place")


def _gets(doc: Doc, k: int) -> bool:
    return not office_words("gets-portfolio").isdisjoint(infinitives(doc[k]))


def _passed(doc: Doc, k: int) -> bool:
    """An article, a preposition, an adverb, a noun for a ministry or a further field."""
    noun = doc.lowered[k] in office_words("portfolio-noun") | not_names("portfolio-field")
    return (
        noun
        or doc[k].pos_ in ("DET", "ADP", "ADV", "PRON", "AUX")
        or doc.lowered[k] in office_words("list-coordinator")
    )
