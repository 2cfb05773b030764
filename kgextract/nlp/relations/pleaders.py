"""A lawyer's title before a name, without a word for the office → whom they act for: `Me Roy a soutenu que son client
n'a rien vu`, `Me Roy, qui assiste Luc Blin`, `Me Roy, pour Luc Blin, a plaidé la relaxe`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.titled import behind_title, people_by_start
from kgextract.nlp.relations.told import speaker_at
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

RULE, SURE = "pleads-for", 0.75
PERSON = "Person"


def read(doc: Doc) -> Iterator[Candidate]:
    """Whom those act for who are named with a lawyer's title."""
    if speaker_words("lawyer-title").isdisjoint(doc.lowered):
        return
    people = people_by_start(doc)
    lawyers = [m for m in people.values() if doc.lowered[m.start] in speaker_words("lawyer-title")]
    if not lawyers:
        return
    own = {id(m.chain): m.chain for m in lawyers if m.chain is not None}
    known: set[int] = set()  # lawyers of whom a clause or an apposition has told
    for lawyer in lawyers:
        for client, start, end in (*_assisted(doc, lawyer), *_apposed(doc, lawyer, people)):
            if id(client) not in own and lawyer.chain is not None:
                known.add(id(lawyer.chain))
                yield _fact(lawyer.chain, client, min(start, lawyer.start), max(end, lawyer.end))
    bench = {id(h.chain): h.chain for r in doc._.roles if _of_court(r.mention) for h in r.holders if h.chain}
    besides = [*own.values(), *bench.values()]
    for k, word in enumerate(doc.lowered):
        if word not in office_words("client-noun") or k == 0 or doc.lowered[k - 1] not in _owning():
            continue
        gender: Literal["m", "f"] = "f" if word in office_words("client-woman") else "m"
        speaker = _speaking(doc, k, lawyers)
        if speaker is None or speaker.chain is None or id(speaker.chain) in known:
            continue
        found = antecedent(doc, min(speaker.start, k), gender=gender, types=(PERSON,), besides=besides)
        if found is not None and any(m.kind == "named" for m in found.mentions):
            yield _fact(speaker.chain, found, min(speaker.start, k), max(speaker.end, k + 1))


def _fact(lawyer: Chain, client: Chain, start: int, end: int) -> Candidate:
    return Candidate(
        subject=lawyer, relation="represents", object=client, start=start, end=end, rule=RULE, confidence=SURE
    )


def _owning() -> frozenset[str]:
    return office_words("possessive") | speech_words("first-person-own")


def _of_court(m: Mention) -> bool:
    """Whether an office is that of a judge, a prosecutor or a lawyer."""
    said = {m.lemma, m.lemma.partition(" ")[0]}
    return not said.isdisjoint(office_words("of-the-bench", "lawyer"))


def _speaking(doc: Doc, k: int, lawyers: list[Mention]) -> Mention | None:
    """The lawyer who says `mon client` or of whom it is told that `son client` …: named last before in the sentence, or
    who says the quoted words."""
    unit = unit_of(doc, k)
    before = [m for m in lawyers if unit_of(doc, m.start) == unit and m.end <= k]
    if before:
        return max(before, key=lambda m: m.start)
    speaker = speaker_at(doc, k)
    theirs = [m for m in lawyers if m.chain is speaker]
    return min(theirs, key=lambda m: abs(m.start - k), default=None)


def _assisted(doc: Doc, lawyer: Mention) -> Iterator[tuple[Chain, int, int]]:
    """Those whom a clause says that the lawyer assists."""
    unit = unit_of(doc, lawyer.start)
    for c in doc._.clauses:
        if c.unit != unit or c.lemma not in office_words("counsel-verb") or c.negated or c.modality != "asserted":
            continue
        if c.subject is None or not any(m is lawyer for m in c.subject.mentions):
            continue
        for a in c.arguments if not c.passive else ():
            for m in a.mentions if a.role == "object" else ():
                if m.type == PERSON and m.chain is not None:
                    yield m.chain, m.start, m.end


def _apposed(doc: Doc, lawyer: Mention, people: dict[int, Mention]) -> Iterator[tuple[Chain, int, int]]:
    """`Me Roy, pour | Luc Blin, …`."""
    at = lawyer.end
    if at + 2 >= len(doc) or doc[at].text != "," or doc.lowered[at + 1] not in office_words("counsel-for"):
        return
    m = behind_title(doc, at + 2, len(doc), people)
    if m is not None and m.chain is not None and m.end < len(doc) and doc[m.end].text == ",":
        yield m.chain, m.start, m.end
