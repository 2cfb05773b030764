"""A title standing alone → the person who holds that office in this article, or is known to hold it that day.

"l'ambassadrice" after "l'ambassadrice du Togo, Afi Mensah" is Afi Mensah; "le dirigeant chinois" is looked up by
country and date of publication. Nobody found: somebody only described (`unnamed`), the same one for the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.nlp import gazetteer
from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.wording import fold, stem
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables import gazetteers, identity


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title: head and other words, and the table's office where it has one."""

    head: str
    rest: frozenset[str]
    roles: tuple[str, ...] = ()
    own: bool = True  # the words of the text, not of a kindred office


@dataclass(frozen=True, slots=True)
class Held:
    """An office of the article with one holder."""

    reading: tuple[Reading, ...]
    person: Chain
    former: bool


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each described person into the chain of the person, or into one of its own."""
    held = _held(chains)
    for m in mentions:
        if m.type == "Person" and m.kind == "nominal" and m.chain is None:
            chain = _holder(chains, m, held) or _known(chains, m)
            if chain:
                chains.join(m, chain)
            else:
                _unnamed(chains, m)


def _held(chains: Chains) -> list[Held]:
    found = []
    for role in chains.doc._.roles or ():
        for h in role.holders:
            if h.chain and h.chain.type == "Person":
                found.append(Held(reading=readings(chains, role.mention), person=h.chain, former=role.former))
    return found


def readings(chains: Chains, m: Mention) -> tuple[Reading, ...]:
    """A title in its own words and in those of kindred offices."""
    w = chains.wording(m)
    light = {stem(x) for x in identity.identity_words("weightless")}
    rest = w.rest - light
    found = []
    roles: tuple[str, ...] = ()
    for row in identity.OFFICE_KIN.rows():
        phrase = [stem(x) for x in fold(row.phrase).split()]
        words = [stem(x) for x in w.text.split() if stem(x) not in light]
        if words[: len(phrase)] != phrase:
            continue
        left = rest - set(phrase)
        roles += row.roles
        for office in row.offices:
            head, *others = (stem(x) for x in fold(office).split() if len(x) > 3 or x == fold(office))
            found.append(Reading(head=head, rest=left | frozenset(others), roles=(), own=False))
    return (Reading(head=w.head, rest=rest, roles=roles), *found)


def _holder(chains: Chains, m: Mention, held: list[Held]) -> Chain | None:
    """The holder mentioned last before; one named only afterwards where the title says more than its head."""
    mine = readings(chains, m)
    best: tuple[tuple[int, int, int], Chain] | None = None
    for h in held:
        if _clash(h.person, m) or not fits(h.person, m):
            continue
        grade = max((_grade(chains, a, b, h.person) for a in mine for b in h.reading[:1]), default=0)
        if not grade:
            continue
        before = last_before(h.person, m.start)
        if before is None and not (grade == 3 and m.definite):
            continue
        rank = (int(before is not None), int(not h.former), (grade >= 2) * 100_000 + (before.start if before else 0))
        if best is None or rank > best[0]:
            best = rank, h.person
    return best[1] if best else None


def _clash(chain: Chain, m: Mention) -> bool:
    return bool(m.plural) or bool(chain.gender and m.gender and chain.gender != m.gender)


def _grade(chains: Chains, title: Reading, office: Reading, person: Chain) -> int:
    """3 same head and shared other words, 2 same head and nothing against it, 1 a kindred office, 0 another."""
    if title.head != office.head:
        return 0
    extra = title.rest - office.rest
    shared = title.rest & office.rest
    if extra:
        countries = {x for x in extra if x.startswith("place/")}
        if countries and (extra - countries or shared) and not _from(person, countries):
            return 0
        if countries and not _from(person, countries) and any(x.startswith("place/") for x in office.rest):
            return 0
        if countries and not office.rest and not _from(person, countries) and person.key:
            return 0
        if extra - countries and office.rest and not shared:
            return 0
    if not title.own:
        return 1
    return 3 if shared else 2


def _from(person: Chain, countries: set[str]) -> bool:
    """Whether the table of people gives the person one of these countries."""
    rows = {p.key: p for p in gazetteer._rows(gazetteers.PEOPLE)} if person.key else {}
    row = rows.get(person.key or "")
    return bool(row and row.country in countries)


def _known(chains: Chains, m: Mention) -> Chain | None:
    """The holder of the office that day, by the table of people: country or body and date must be certain."""
    published = chains.doc._.article.published
    own = readings(chains, m)[0]
    keys = sorted(x for x in own.rest if "/" in x)
    if not published or m.plural or m.definite is False or len(keys) != 1:
        return None
    found = {p.key: p for r in own.roles if (p := gazetteers.holder(r, keys[0], published))}
    if len(found) != 1:
        return None
    (person,) = found.values()
    if person.gender and m.gender and person.gender != m.gender:
        return None
    for c in chains.of_type("Person"):
        if c.key == person.key:
            return c if fits(c, m) else None
    entry = gazetteer.by_key(person.key)
    chain = Chain(type="Person", cls="Person", name=person.name, key=person.key, gender=person.gender)
    chain.wikidata = entry.wikidata if entry else person.wikidata
    chains.all.append(chain)
    return chain


def _unnamed(chains: Chains, m: Mention) -> None:
    """Somebody only described: with `le` the one described with the same head before, else a new one."""
    w = chains.wording(m)
    if m.definite:
        for c in reversed(chains.of_type("Person")):
            if not c.unnamed or _clash(c, m) or not fits(c, m):
                continue
            others = [chains.wording(x) for x in c.mentions]
            if any(o.head == w.head and (w.rest <= o.rest or o.rest <= w.rest) for o in others):
                chains.join(m, c)
                return
    chains.open(m).unnamed = True
