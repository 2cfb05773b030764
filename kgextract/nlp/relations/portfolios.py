"""Who gets which field of the one government of the article → memberOf: `Anne Roy hérite de la Santé`, `Luc Roy passe à
l'Intérieur et Paul Petit aux Finances`, `le portefeuille des Mines échoit au banquier Awa Sow`, `Anne Roy (Santé)`.

Between the person and the field stand only verbs of getting, keeping and being appointed, and nouns for a ministry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.governments import the_government
from kgextract.nlp.relations.lists import Starts, named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.portfolio_fields import Field, fields
from kgextract.nlp.relations.pronouns import gender_of, subject_of
from kgextract.tables.roles import office_words

RULE, SURE = "portfolio-of-cabinet", 0.7
PERSON = "Person"
REACH = 10  # tokens between a person and a field
TITLE = 5  # words between `à` and the name of whom it leads to


class Page(NamedTuple):
    """What of an article is asked for each field."""

    starts: Starts
    ending: dict[int, Mention]  # the people whose name ends before a token
    clauses: dict[int, Clause]  # by their verb
    by_start: dict[int, Field]
    by_end: dict[int, Field]


Found = tuple[Chain, int, int]  # whoever has the field, with tokens


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that a government has by the fields that it gives them."""
    cabinet = the_government(doc)
    told = fields(doc) if cabinet is not None else []
    if cabinet is None or not told:
        return
    people = [m for m in doc._.mentions if m.type == PERSON and m.kind == "named" and m.chain is not None]
    page = Page(
        starts_of(doc),
        {m.end: m for m in people},
        {c.verb: c for c in doc._.clauses},
        {f.start: f for f in told},
        {f.end: f for f in told},
    )
    given = -1  # the unit in which a field was given to somebody
    for field in told:
        first, last = unit_tokens(doc)[unit_of(doc, field.start)]
        found = _before(doc, field, first, page, gapped=given == first) or _fronted(doc, field, first, page)
        found = found or _behind(doc, field, last, page, gapped=given == first)
        given = first if found else given
        for person, start, end in found:
            yield membership(person, cabinet, min(start, field.start), max(end, field.end), rule=RULE, confidence=SURE)


def _before(doc: Doc, field: Field, first: int, page: Page, *, gapped: bool) -> list[Found]:
    """Whoever stands before what he does with the field (`Anne Roy | garde la Santé`), or right before the field."""
    told, goes = False, False
    k = field.start
    while (k := k - 1) >= max(first, field.start - REACH):
        person = page.ending.get(k + 1)
        if person is not None and person.chain is not None:
            leads = _leads_to(doc, k + 1) or (gapped and genitive(doc, k + 1) is not None)
            near = field.start - k - 1 <= 2 and (doc[k + 1].text == "(" or leads)
            led = _led(doc, person, first)
            if goes or _gives(doc, led - 1):
                return [(person.chain, person.start, person.end)] if led >= 0 else []
            verb = led - 1 if led >= 0 else person.start - 1
            if near and verb in page.clauses and _follows(doc, verb) and _is_so(page.clauses[verb]):
                new = _subject(page.clauses[verb])
                return [(new, verb, person.end)] if new is not None else []
            if (told or near) and led < 0:
                return [(person.chain, person.start, person.end)]
            return []
        if (other := page.by_end.get(k + 1)) is not None and other.end < field.start:
            k = other.start
            continue
        if told and gender_of(doc, k) is not None:
            meant = subject_of(doc, k)
            return [(meant, k, k + 1)] if meant is not None else []
        goes = goes or _goes(doc, k)
        gets = _gets(doc, k, field)
        if (gets or goes) and not _is_so(page.clauses.get(k)):
            return []
        if gets and k in page.clauses and (chain := _subject(page.clauses[k])) is not None:
            return [(chain, k, k + 1)]  # `Anne Roy, vice-présidente du PS, | garde la Santé`
        told = told or gets
        if doc.lowered[k] in office_words("negation") or not (gets or goes or _passed(doc, k, field)):
            return []
    return []


def _behind(doc: Doc, field: Field, last: int, page: Page, *, gapped: bool) -> list[Found]:
    """Whoever a field goes to (`La Santé revient | à Anne Roy`, `a confié la Santé | au maire Anne Roy`)."""
    told = gapped or any(_gives(doc, field.start - n) for n in (1, 2))
    for k in range(field.end, min(field.end + REACH, last - 1)):
        if told and _leads_to(doc, k):
            return _led_to(doc, k, page.starts)
        goes = _goes(doc, k)
        if goes and not (_is_so(page.clauses.get(k)) and _is_given(doc, k, page.clauses.get(k))):
            return []
        told = told or goes
        told_of = k == field.end and doc[k].text == "," and _taken_up(doc, k + 1)
        if not (goes or told_of or doc[k].pos_ in ("AUX", "ADV", "PRON")) or doc.lowered[k] in office_words("negation"):
            return []
    return []


def _taken_up(doc: Doc, k: int) -> bool:
    """`qui`, and `il` for a field that opens its sentence (`Quant à la Santé, | elle revient à Anne Roy`)."""
    return doc.lowered[k] in office_words("relative") or gender_of(doc, k) is not None


def _fronted(doc: Doc, field: Field, first: int, page: Page) -> list[Found]:
    """Whom the clause behind a field that opens it brings there (`À la Santé, | Anne Roy succède à Luc Petit`)."""
    opens = any(k == first and _leads_to(doc, k) for k in (field.start - 1, field.start - 2))
    if not opens or doc[field.end].text != ",":
        return []
    clause = next((page.clauses[k] for k in range(field.end, field.end + REACH) if k in page.clauses), None)
    if clause is None or not _is_so(clause) or unit_of(doc, clause.verb) != unit_of(doc, first):
        return []
    verbs = infinitives(doc[clause.verb])
    names = not office_words("names-to-portfolio").isdisjoint(verbs)
    if not names and office_words("following-on").isdisjoint(verbs):
        return []
    parts = [a for a in clause.arguments if a.role == "object"] if names else [clause.subject]
    people = [m for a in parts if a is not None for m in a.mentions if m.type == PERSON and m.kind == "named"]
    return [(m.chain, m.start, m.end) for m in people[:1] if m.chain is not None]


def _led_to(doc: Doc, k: int, starts: Starts) -> list[Found]:
    """The people behind `à`, with their titles (`au banquier Luc Roy et à Awa Sow`)."""
    found: list[Found] = []
    while (link := preposition(doc, k)) is not None and _leads_to(doc, k):
        at = link.end
        while at < link.end + TITLE and at + 1 < len(doc) and doc[at].pos_ in ("DET", "NOUN", "ADJ"):
            if at in starts and starts[at].type == PERSON and starts[at].kind == "named":
                break
            at += 1
        items = named_items(doc, at, starts, (PERSON,)) or named_items(doc, link.end, starts, (PERSON,))
        found += items
        joined = items and items[-1][2] < len(doc) and doc.lowered[items[-1][2]] in office_words("coordinator")
        if not joined:
            break
        k = items[-1][2] + 1
    return found


def _led(doc: Doc, person: Mention, first: int) -> int:
    """The token of `à` before a person and his title, or -1."""
    for k in range(person.start - 1, max(first, person.start - TITLE) - 1, -1):
        if _leads_to(doc, k):
            return k
        if doc[k].pos_ not in ("DET", "NOUN", "ADJ"):
            break
    return -1


def _follows(doc: Doc, verb: int) -> bool:
    """Whether the subject of a verb takes the place of its object (`Anne Roy | remplace | Luc Roy à la Santé`)."""
    return not office_words("following-on").isdisjoint(infinitives(doc[verb]))


def _subject(clause: Clause) -> Chain | None:
    """The person who gets what a clause says, in the passive its object."""
    parts = [a for a in clause.arguments if a.role == "object"] if clause.passive else [clause.subject]
    people = [m for a in parts if a is not None for m in a.mentions if m.type == PERSON and m.kind == "named"]
    return people[0].chain if len(people) == 1 else None


def _is_so(clause: Clause | None) -> bool:
    return clause is None or not (clause.negated or clause.modality == "possible")


def _leads_to(doc: Doc, k: int) -> bool:
    link = preposition(doc, k)
    return link is not None and link.lemma in office_words("sphere-or-place")


def _gets(doc: Doc, k: int, field: Field) -> bool:
    """A verb of getting, whose complement the field may be."""
    verbs = infinitives(doc[k])
    if office_words("gets-portfolio").isdisjoint(verbs):
        return False
    bare = field.start - k - 1 <= 2
    if field.own and bare and any(genitive(doc, n) is not None for n in range(k + 1, field.start)):
        return not office_words("gets-of").isdisjoint(verbs)  # not `obtient du ministère une aide`
    at_ministry = bare and doc.lowered[field.start] in office_words("ministry-noun")
    return not (at_ministry and not office_words("comes-by").isdisjoint(verbs))


def _goes(doc: Doc, k: int) -> bool:
    return doc[k].pos_ != "ADP" and not office_words("goes-to").isdisjoint((*infinitives(doc[k]), doc.lowered[k]))


def _gives(doc: Doc, k: int) -> bool:
    return k >= 0 and not office_words("gives-portfolio").isdisjoint(infinitives(doc[k]))


def _is_given(doc: Doc, k: int, clause: Clause | None) -> bool:
    """Whether a field that stands before a verb goes to somebody, and does not give him something itself."""
    if not _gives(doc, k):
        return True
    return clause.passive if clause is not None else "Part" in doc[k].morph.get("VerbForm", [])


def _passed(doc: Doc, k: int, field: Field) -> bool:
    """An article, a preposition, an adverb, a noun for being at the head, what opens a bracket or a relative clause."""
    opens = doc[k].text == "(" or (doc[k].text == "," and doc.lowered[k + 1] in office_words("relative"))
    described = field.own and k == field.start - 1 and doc[k].pos_ == "ADJ"
    return (
        opens
        or described
        or doc.lowered[k] in office_words("portfolio-noun")
        or doc[k].pos_ in ("DET", "ADP", "ADV", "PRON", "AUX")
        or doc.lowered[k] in office_words("list-coordinator")
    )
