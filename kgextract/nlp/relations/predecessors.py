"""A noun of succession beside a name → who succeeded whom: `Anne Roy préside le club. Son prédécesseur, Luc Blin, …`,
`Le successeur d'Anne Roy, le général Luc Blin, …`, `« Mon prédécesseur, Luc Blin, avait signé », dit Anne Roy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.nlp.relations.titled import behind_title, is_title, people_by_start
from kgextract.nlp.relations.told import speaker_at
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

RULE, SURE = "noun-of-succession", 0.8
PERSON = "Person"
_BEHIND = 3  # words between the noun and the comma or the name
_POST = 12  # words of the post between them (`à la tête de la Caisse des dépôts`)
_OWN = 2  # words between a possessive and its noun


def read(doc: Doc) -> Iterator[Candidate]:
    """The successions that nouns tell of."""
    if _nouns().isdisjoint(doc.lowered):
        return
    people = people_by_start(doc)
    ends = {m.end: m for m in people.values()}
    for at, word in enumerate(doc.lowered):
        if word not in _nouns() or _doubtful(doc, at):
            continue
        whose, end = _of(doc, at, people)
        own = None if whose is not None else _possessive(doc, at)
        if whose is None and own is None:
            continue
        named = _apposed(doc, end, people) or _before(doc, own if own is not None else at, ends)
        if named is None or named.chain is None:
            continue
        other: Chain | None = whose.chain if whose is not None else _owner(doc, own or 0, at, named)
        if other is None or other is named.chain or other.type != PERSON:
            continue
        came = word in identity_words("successor")
        yield Candidate(
            subject=named.chain if came else other,
            relation="succeeded",
            object=other if came else named.chain,
            start=min(own if own is not None else at, named.start),
            end=max(end, named.end),
            rule=RULE,
            confidence=SURE,
        )


@cache
def _nouns() -> frozenset[str]:
    return identity_words("successor") | identity_words("predecessor")


def _doubtful(doc: Doc, at: int) -> bool:
    """Whether the words beside the noun say that it is not so, not yet, or long ago (`son successeur désigné`)."""
    beside = doc.lowered[max(at - 2, 0) : at + 2]
    return not office_words("coming", "elect", "doubtful-heir").isdisjoint(beside)


def _of(doc: Doc, at: int, people: dict[int, Mention]) -> tuple[Mention | None, int]:
    """Whose successor it is by a complement (`le successeur de Luc Roy`), with the token behind it."""
    link = preposition(doc, at + 1) if at + 1 < len(doc) else None
    if link is None or link.lemma not in words("of-lemma"):
        return None, at + 1
    m = behind_title(doc, link.end, len(doc), people)
    return (None, at + 1) if m is None else (m, m.end)


def _possessive(doc: Doc, at: int) -> int | None:
    """The possessive before the noun."""
    own = office_words("possessive") | speech_words("first-person-own") | speech_words("you-asked")
    for k in range(at - 1, max(at - 1 - _OWN, -1), -1):
        if doc.lowered[k] in own:
            return None if doc.lowered[k] in office_words("possessive-of-many") else k
        if doc[k].pos_ != "ADJ":
            return None
    return None


def _apposed(doc: Doc, end: int, people: dict[int, Mention]) -> Mention | None:
    """Who is named right behind the noun, or in apposition behind a comma, a title or a post between."""
    last = unit_tokens(doc)[unit_of(doc, end - 1)][1]
    reach = _POST if end < last and preposition(doc, end) is not None else _BEHIND
    for k in range(end, min(end + reach, last)):
        if k in people:
            return people[k] if is_title(doc, end, k) and reach == _BEHIND else None
        if doc[k].text in (",", "(", "–", "—"):
            m = behind_title(doc, k + 1, last, people)
            return m if m is not None and _closes(doc, m.end, last) else None
        if doc[k].pos_ in ("VERB", "AUX", "CCONJ", "PUNCT", "PRON", "SCONJ"):
            return None
    return None


def _closes(doc: Doc, end: int, last: int) -> bool:
    """Whether an apposition ends at a token, no list of names goes on (`son successeur, Luc Roy et Anne Blin …`)."""
    return end >= last or doc[end].pos_ in ("PUNCT", "SPACE") or doc[end].text in (")", "»")


def _before(doc: Doc, start: int, ends: dict[int, Mention]) -> Mention | None:
    """Who is named right before (`Luc Roy, son prédécesseur, …`)."""
    k = start - 1 - (start > 0 and doc.lowered[start - 1] in words("definite"))
    return ends.get(k) if k > 0 and doc[k].text == "," else None


# --- whose successor or predecessor it is by a possessive


def _owner(doc: Doc, own: int, at: int, named: Mention) -> Chain | None:
    if doc.lowered[own] not in office_words("possessive"):
        return _speaker(doc, own, second=doc.lowered[own] in speech_words("you-asked"))
    joined = own > 1 and doc.lowered[own - 1] in office_words("coordinator")
    if joined:
        end = own - 1 - (doc[own - 2].text == ",")
        beside = (m for m in doc._.mentions if m.end == end and m.type == PERSON and m.kind == "named")
        if (m := next(beside, None)) is not None:
            return m.chain if m.chain is not named.chain else None
        if doc[end - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
            return None  # `a reçu le préfet et son prédécesseur, Luc Roy`
    unit = unit_of(doc, own)
    clauses = [c for c in doc._.clauses if c.unit == unit and c.form == "finite"]
    before = [c for c in clauses if c.start < own and not (c.subject is not None and c.subject.start >= own)]
    for clause in reversed(before):
        found = _about(doc, clause, named)
        if found is not None:
            return found
    first = unit_tokens(doc)[unit][0]
    if before or _told(doc, first, own, named):
        return None
    led = own > first and preposition(doc, own - 1) is not None  # `De son prédécesseur, Luc Roy, elle ne dit rien`
    main = next((c for c in clauses if c.start > at and c.position in ("main", "incise")), None)
    if (led or doc.lowered[first] in speech_words("as-word")) and main is not None:
        found = _about(doc, main, named)
        if found is not None:
            return found
    return _subject(doc, antecedent(doc, own, types=(PERSON,), besides=[c for c in (named.chain,) if c is not None]))


def _about(doc: Doc, clause: Clause, named: Mention) -> Chain | None:
    """The person who is the subject of a clause, somebody else than who is named beside the noun."""
    topic = shared(clause)
    if topic is None:
        return None
    found = {id(m.chain): m.chain for m in topic.mentions if m.type == PERSON and m.chain is not None}
    if len(found) == 1:
        chain: Chain | None = next(iter(found.values()))
    else:
        chain = _subject(doc, subject_of(doc, topic.start)) if not topic.mentions else None
    return chain if chain is not named.chain else None


def _subject(doc: Doc, chain: Chain | None) -> Chain | None:
    """Somebody who is more than the complement of a noun (`Formée par la troupe d'Anne Roy, celle que …`)."""
    told = chain is not None and any(doc[m.start - 1].pos_ != "ADP" for m in chain.mentions if m.start > 0)
    opens = chain is not None and any(m.start == 0 for m in chain.mentions)
    return chain if told or opens else None


def _told(doc: Doc, first: int, own: int, named: Mention) -> bool:
    """Whether somebody else is named in the sentence before the possessive."""
    return any(first <= m.start < own and m.type == PERSON and m.chain is not named.chain for m in doc._.mentions)


def _speaker(doc: Doc, own: int, *, second: bool) -> Chain | None:
    """Who says `mon prédécesseur`; whom an interview asks of `votre prédécesseur`: the only one who answers."""
    if not second:
        return speaker_at(doc, own)
    said = (s for s in doc._.statements or () if s.speaker is not None and s.kind == "direct")
    speakers = {id(s.speaker): s.speaker for s in said}
    return next(iter(speakers.values())) if len(speakers) == 1 else None
