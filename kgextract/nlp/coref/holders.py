"""Roles and the nouns beside names → the offices of an article with their holders, for titles to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.readings import Reading, gender_of, readings
from kgextract.nlp.coref.wording import nations, stem
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Chain, Mention, Role, unit_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words

_LEADING = ("head", "represents")
_CALLED_BY = (
    ("lawyer-title", "lawyer"),
    ("doctor-title", "doctor"),
    ("professor-title", "professor"),
    ("prelate-title", "prelate"),
)  # what somebody is addressed by, and called


@dataclass(frozen=True, slots=True)
class Held:
    """An office of the article with one holder."""

    reading: Reading
    person: Chain
    former: bool
    leads: bool  # heads or represents something: such a title may come before the name
    owned: bool = False  # with a possessive: `son entraîneur Luc Roy`
    written: str | None = None  # the gender of the title as it is written: `le procureur, Anne Roy`
    fuller: tuple[Reading, ...] = ()  # where it is told by its head alone: the same person's offices of that head


def offices_held(chains: Chains) -> list[Held]:
    """Each office that somebody holds, and what people are called beside their names."""
    found = []
    for role in chains.doc._.roles or ():
        own = _as_peer(chains, role.mention) or _of_country(role, readings(chains, role.mention)[0])
        at = role.mention.start - 1
        owned = at >= 0 and chains.doc.lowered[at] in words("possessive")
        for h in role.holders:
            if h.chain and h.chain.type == "Person":
                leads, written = role.office in _LEADING, gender_of(chains, role.mention)
                found.append(Held(own, h.chain, role.former, leads, owned, written))
    return _with_fuller(found) + _called(chains) + _governing(chains, {id(h.person) for h in found})


def _of_country(role: Role, own: Reading) -> Reading:
    """An office with the country of its holder alone (`les ministres grec et turc, A et B`)."""
    if role.country is None or not role.mention.plural:
        return own
    others = frozenset(nations().values()) - {role.country}
    return replace(own, rest=(own.rest - others) | {role.country}, names=(own.names - others) | {role.country})


def _as_peer(chains: Chains, m: Mention) -> Reading | None:
    """A counterpart holds the office told before (`le président Sow a reçu son homologue portugais, Rui Pires`)."""
    doc = chains.doc
    if doc.lowered[m.head] not in office_words("counterpart"):
        return None
    unit = unit_of(doc, m.start)
    first = unit_tokens(doc)[max(0, unit - 1)][0]
    described = (x for x in doc._.nominals or () if x.type == "Person" and not x.plural)
    before = [x for x in (*(r.mention for r in doc._.roles or ()), *described) if first <= x.start < m.start]
    told = [x for x in before if doc.lowered[x.head] not in office_words("counterpart")]
    if not told:
        return None
    peer, names = readings(chains, max(told, key=lambda x: x.start))[0], chains.wording(m).names
    return replace(peer, rest=(peer.rest - peer.names) | names, names=names)


def _with_fuller(held: list[Held]) -> list[Held]:
    """Offices told by their head alone, with what the same person's offices say elsewhere ("président français")."""
    told: dict[tuple[int, str], list[Reading]] = {}
    for h in held:
        if h.reading.rest or h.reading.names:
            told.setdefault((id(h.person), h.reading.head), []).append(h.reading)
    bare = (not (h.reading.rest or h.reading.names) for h in held)
    return [
        replace(h, fuller=tuple(told.get((id(h.person), h.reading.head), ()))) if short else h
        for h, short in zip(held, bare, strict=True)
    ]


def _called(chains: Chains) -> list[Held]:
    """What people are called beside their names by nouns that are no offices (`Jan Novak, armateur grec`)."""
    doc = chains.doc
    offices = {k for r in doc._.roles or () for k in range(r.mention.start, r.mention.end)}
    found = []
    for person in chains.of_type("Person"):
        for m in person.mentions:
            if m.kind != "named":
                continue
            beside = [k for k in _beside(chains, m) if k not in offices]
            heads = {stem(doc[k].lower_) for k in beside}
            owned = any(doc.lowered[k - 1] in words("possessive") for k in beside)
            for title, callings in _CALLED_BY:  # `Me Anne Roy … l'avocate`
                if doc[m.start].lower_ in speaker_words(title):
                    heads |= {stem(x) for x in speaker_words(callings)}
            for head in sorted(heads):
                reading = Reading(head=head, rest=frozenset(), names=frozenset())
                found.append(Held(reading, person, former=False, leads=False, owned=owned))
    return found


def _governing(chains: Chains, titled: set[int]) -> list[Held]:
    """Who leads a government called by a name alone (`le gouvernement de Luc Roy … le Premier ministre`), of whom no
    office is told."""
    doc = chains.doc
    found: dict[int, Chain] = {}
    if office_words("government").isdisjoint(doc.lowered):
        return []
    for m in chains.named.started(0, len(doc)):
        led = m.start > 2 and doc.lowered[m.start - 1] in words("of") and m.type == "Person"
        led = led and doc.lowered[m.start - 2] in office_words("government") and doc[m.start - 3].pos_ == "DET"
        if led and m.chain is not None:
            found[id(m.chain)] = m.chain
    leading = ([stem(w) for w in title.split()] for title in sorted(office_words("leads-government")))
    offices = [Reading(head=head, rest=frozenset(rest), names=frozenset()) for head, *rest in leading]
    return [Held(o, c, former=False, leads=False) for k, c in found.items() if k not in titled for o in offices]


def _beside(chains: Chains, m: Mention) -> Iterator[int]:
    """The common nouns right before a name, adjectives between them, and behind the comma after it.

    With a possessive also before commas around it (`sa mère, Anne Roy,`).
    """
    doc = chains.doc
    k = m.start - 1
    while k > 0 and doc[k].pos_ == "ADJ":
        k -= 1
    if k > 0 and doc[k].pos_ == "NOUN" and doc[k].text.islower() and doc[k - 1].pos_ in ("DET", "ADJ"):
        yield k
    at, closed = m.start - 2, m.end < len(doc) and doc[m.end].text in (",", ".", ")")
    if closed and at > 0 and doc[at + 1].text == "," and doc[at].pos_ == "NOUN":
        if doc.lowered[at - 1] in words("possessive"):
            yield at
    if m.end + 1 < len(doc) and doc[m.end].text == ",":
        k = m.end + 1 + (doc[m.end + 1].pos_ == "DET")
        if k < len(doc) and doc[k].pos_ == "NOUN" and doc[k].text.islower() and not _goes_on(chains, m):
            yield k


def _goes_on(chains: Chains, m: Mention) -> bool:
    """Whether behind a name and a comma the subject of a verb stands (`Interrogé sur Luc Roy, le préfet a dit`).

    Behind a name that opens its sentence the second comma was forgotten (`Roy, le préfet du Nord a dit`).
    """
    doc, start = chains.doc, m.end + 1
    if m.start == unit_tokens(doc)[unit_of(doc, m.start)][0]:
        return False
    phrase = noun_phrase(doc, start)
    end = start if phrase is None else phrase.end
    while end < len(doc) and doc[end].pos_ in ("PRON", "ADV") and doc[end].lower_ not in words("relative"):
        end += 1
    return phrase is not None and end < len(doc) and "Fin" in doc[end].morph.get("VerbForm", [])
