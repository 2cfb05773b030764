"""Sittings whose body the text names elsewhere → sessionOf: the body that met, or the house whose members sat; heldAt
of what a house debated.

"Le conseil s'est réuni lundi. Lors de la séance, …"; "Les députés ont adopté le budget lors d'une séance houleuse"
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Candidate, Chain, Clause, Event, Mention, unit_of
from kgextract.nlp.relations.told import clauses_at, denied
from kgextract.nlp.roles.phrases import Index, index
from kgextract.nlp.roles.seats import seated
from kgextract.tables.events import words_of
from kgextract.tables.roles import office_words

SITTING, DEBATE, SURE = "body-of-sitting", "debate-of-house", 0.7
BODY, GROUP, HOUSE, SESSION = "Organization", "Group", "Parliament", "Session"


def read(doc: Doc) -> Iterator[Candidate]:
    """The bodies of the sittings that do not name their own."""
    not_so = denied(doc)
    done = {id(e.mention.chain) for e in doc._.events if e.host is not None}
    people: dict[int, list[Mention]] | None = None
    for event in doc._.events:
        m = event.mention
        if m.chain is None or id(m.chain) in done or id(m) in not_so or not _bare(doc, event):
            continue
        house = _debating(doc, event)
        if house is not None and house is not m.chain:
            done.add(id(m.chain))
            yield _fact(event, "heldAt", house, DEBATE)
            continue
        body = _met(event.told)
        if body is None and m.cls == SESSION and m.definite is not None and not _doubted(doc, m):
            people = _people(doc) if people is None else people
            body = _house(doc, people.get(unit_of(doc, m.start), []), index(doc))
        if body is not None and body is not m.chain:
            done.add(id(m.chain))
            yield _fact(event, "sessionOf", body, SITTING)


def _fact(event: Event, relation: str, body: Chain, rule: str) -> Candidate:
    m = event.mention
    return Candidate(
        subject=m.chain,  # type: ignore[arg-type]
        relation=relation,
        object=body,
        start=m.start,
        end=m.end,
        rule=rule,
        confidence=SURE,
    )


def _debating(doc: Doc, event: Event) -> Chain | None:
    """The house in which was debated what a noun takes up (`Le Sénat a débattu du texte. Le débat …`)."""
    clause = event.told
    if clause is None or clause.subject is None or event.mention.lemma not in words_of("event-debate"):
        return None
    found = (m for m in clause.subject.mentions if m.chain is not None)
    return next((m.chain for m in found if m.cls == HOUSE or doc.lowered[m.head] in words_of("event-or-sitting")), None)


def _doubted(doc: Doc, m: Mention) -> bool:
    """Whether a clause of the sentence denies or only supposes what it says of a sitting."""
    clauses = (c for c in clauses_at(doc, unit_of(doc, m.start)) if c.negated or c.modality in ("possible", "wished"))
    return any(a.start <= m.start < a.end for c in clauses for a in (*c.arguments, *([c.subject] if c.subject else [])))


def _bare(doc: Doc, event: Event) -> bool:
    """Whether a noun of a sitting says nothing of whose it is."""
    m = event.mention
    if m.cls not in words_of("event-sitting") or m.kind == "named" or m.plural:
        return False
    return not any((f := preposition(doc, k)) and f.lemma in office_words("of") for k in range(m.head + 1, m.end + 1))


def _met(clause: Clause | None) -> Chain | None:
    """The one body that a clause says has met (`Le conseil s'est réuni`, not `L'Otan et l'Ukraine se retrouveront`)."""
    alone = clause is not None and clause.lemma in words_of("event-sits-alone")
    if clause is None or clause.subject is None or not (alone or clause.lemma in words_of("event-sits-itself")):
        return None
    if not (alone or clause.reflexive):
        return None
    found = {id(m.chain): m.chain for m in clause.subject.mentions if m.chain is not None}
    return next((c for c in found.values() if c.type == BODY), None) if len(found) == 1 else None


def _people(doc: Doc) -> dict[int, list[Mention]]:
    """Houses and groups of people by unit."""
    found: dict[int, list[Mention]] = {}
    for m in (*doc._.mentions, *doc._.nominals):
        if m.chain is not None and (m.type == GROUP or m.cls == HOUSE):
            found.setdefault(unit_of(doc, m.start), []).append(m)
    return found


def _house(doc: Doc, people: list[Mention], ix: Index) -> Chain | None:
    """The one house that a sentence names or whose members it names (`Sur 28 sénateurs présents à la séance`)."""
    bodies = (m.chain if m.cls == HOUSE else seated(doc, m, ix) for m in people)
    found = {id(c): c for c in bodies if c is not None}
    return next(iter(found.values())) if len(found) == 1 else None
