"""Parties beside people → memberOf: brackets, an adjective or noun of political colour before the name.

`Anne Roy (PS)`, `la sénatrice écologiste Anne Roy`, `le républicain Luc Moreau`: the colour counts where the article
names one party of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Candidate, Chain, Mention, Role
from kgextract.nlp.nominals.partisans import RULE as PARTISANS
from kgextract.nlp.relations.list_links import separator
from kgextract.nlp.relations.lists import named_items, number_of, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.ministers import cabinet_offices
from kgextract.tables.names import not_names
from kgextract.tables.roles import office_words, party_words

PARTY, GOVERNMENT = "PoliticalParty", "Government"
ORGANISED = (PARTY, "Union")  # bodies whose people are called by their name
UNKNOWN = ORGANIZATION = "Organization"  # a body, as a class one of which no table knows the kind
BRACKETED, COLOUR, FELLOW = "party-brackets", "party-colour", "party-fellow"
CLUB, FORMERLY = "SportsBody", "body-formerly"
GROUP_COLOUR = "party-group-colour"
CLOSING = frozenset({")", ",", "-", "–", "/"})
WORDS = 3  # between the colour and the name
AHEAD = 6  # words of a seat or of another group before the party (`(Seine-Maritime, PS)`)


def read(doc: Doc) -> Iterator[Candidate]:
    """The memberships that stand beside names."""
    yield from _bracketed(doc)
    yield from _coloured(doc)
    yield from _fellows(doc)
    yield from _counted(doc)
    yield from _groups(doc)
    yield from _formerly(doc)


def _formerly(doc: Doc) -> Iterator[Candidate]:
    """`l'ex-LR Anne Roy`, `Luc Petit (ex-PS)`, `(25 ans, ex-Lens)`: the parties and clubs that the article names."""
    if not any(w.startswith(tuple(office_words("former-prefix"))) for w in doc.lowered):
        return
    bodies = {doc.between(m.start, m.end).lower(): m for m in doc._.mentions if m.cls in (PARTY, CLUB)}
    for person in doc._.mentions:
        if person.type != "Person" or person.kind != "named" or person.chain is None:
            continue
        bracket = person.end < len(doc) and doc[person.end].text == "("
        beside = range(person.end + 1, min(person.end + AHEAD, len(doc))) if bracket else ()
        for k in (person.start - 1, *beside):
            word = doc.lowered[k]
            if word == ")":
                break
            rest = _today(word) if k >= 0 else word
            said = (f"{rest} {doc.between(k + 1, k + n)}".strip().lower() for n in (1, 2, 3)) if rest != word else ()
            body = next((bodies[name] for name in said if name in bodies), None)
            if body is not None and body.chain is not None:
                yield _member(person, body.chain, min(k, person.start), max(k + 1, person.end), FORMERLY, 0.75)


def _bracketed(doc: Doc) -> Iterator[Candidate]:
    parties = {m.start: m for m in doc._.mentions if m.cls in (PARTY, UNKNOWN)}
    if not parties:
        return
    yield from _behind_offices(doc, parties)
    seats = {m.end for m in doc._.mentions if m.type == "Place" and m.end < len(doc) and doc[m.end].text == ","}
    elected = {h.start for r in doc._.roles if _in_politics(r) for h in r.holders}
    leading = {h.start for r in doc._.roles if r.office == "head" and _of_parties(doc, r) for h in r.holders}
    of_parties = any(m.cls == PARTY and m.start > 0 and doc[m.start - 1].text == "(" for m in parties.values())
    for person in doc._.mentions:
        at = person.end + 1
        if person.type != "Person" or at >= len(doc) or doc[person.end].text != "(":
            continue
        at += at not in parties and doc[at].lower_ in office_words("party-noun")  # `(parti Ensemble)`
        if at not in parties:
            at = next((k + 1 for k in range(at, min(at + AHEAD, len(doc))) if doc[k].text == "/" or k in seats), at)
        if at not in parties:
            continue
        party = parties[at]
        if party.key is None and doc.between(party.start, party.end) in not_names("canton"):
            continue  # `(POP/VD)`: where somebody is elected
        of_party = of_parties or person.start in elected or doc.between(party.start, party.end).isupper()
        known = PARTY in (party.cls, party.chain.cls if party.chain is not None else None)
        if not known and (party.key or not of_party):
            continue
        if person.chain is None or party.chain is None or party.end >= len(doc):
            continue
        if doc[party.end].text in CLOSING:
            sure = 0.92 if known else 0.7
            for one in (person, *_fellows_before(doc, person)):
                found = _member(one, party.chain, one.start, party.end, BRACKETED, sure)
                yield replace(found, relation="headOf") if one.start in leading else found


def _in_politics(role: Role) -> bool:
    """Whether who holds an office is elected or of a government: a body in brackets behind him is his party."""
    lemma = role.mention.lemma
    return role.office == "member" or lemma in office_words("town-office") or lemma in cabinet_offices()


def _of_parties(doc: Doc, role: Role) -> bool:
    """`les présidents de parti`, `les présidents des trois partis`: each of those named leads his own."""
    behind = doc.lowered[role.mention.head + 1 : role.mention.end]
    return bool(role.mention.plural) and not office_words("camp-party").isdisjoint(behind)


def _counted(doc: Doc) -> Iterator[Candidate]:
    """`35 UMP ont voté contre`: people of the party whose letters say so."""
    counted = [m for m in doc._.nominals if m.rule == PARTISANS and m.chain is not None]
    starts = {m.start: m for m in doc._.mentions if m.cls == PARTY} if counted else {}
    for m in counted:
        party = starts.get(m.head)
        if party is not None and party.chain is not None:
            yield _member(m, party.chain, m.start, m.end, "party-counted", 0.75)


def _groups(doc: Doc) -> Iterator[Candidate]:
    """`les députés socialistes`: people of one colour, who sit or act for the party that has it."""
    for m in doc._.nominals:
        if m.type != "Group" or not m.plural or m.chain is None:
            continue
        colours = [k for k in range(m.head, m.end) if doc.lowered[k] in party_words()]
        counted = colours == [m.head] and m.end == m.head + 1 and number_of(doc, m) > 1  # `Onze socialistes`
        if len(colours) != 1 or not (counted or doc.lowered[m.head] in office_words("seated-people")):
            continue  # `les écologistes` need not be of the party
        party = _party(doc, doc.lowered[colours[0]])
        if party is not None and party.cls == PARTY:
            yield _member(m, party, m.start, m.end, GROUP_COLOUR, 0.65)


def _fellows_before(doc: Doc, last: Mention) -> list[Mention]:
    """Those of whom a plural says the same as of the one before the bracket (`les députés A et B (PS)`)."""
    ends = once(doc, "people by end", lambda: {m.end: m for m in doc._.mentions if m.type == "Person"})
    found: list[Mention] = []
    at = last.start
    while at > 1 and (doc[at - 1].text == "," or doc.lowered[at - 1] in office_words("coordinator")):
        if at - 1 not in ends or ends[at - 1].chain is None:
            break
        found.append(ends[at - 1])
        at = found[-1].start
    end = at - (at > 0 and doc[at - 1].text == ",")
    several = any(m.end == end and m.plural for m in (*doc._.nominals, *(r.mention for r in doc._.roles)))
    return found if found and several else []


def _behind_offices(doc: Doc, parties: dict[int, Mention]) -> Iterator[Candidate]:
    """A party in brackets right behind an office (`Anne Roy, maire de Lens (PS)`, `le maire (PS) Luc Roy`), no short
    form of the body that the office names (`secrétaire du Parti vert (PV)`)."""
    bodies = {m.end for m in doc._.mentions if m.type == ORGANIZATION}
    for role in doc._.roles:
        end = role.mention.end
        if end + 2 >= len(doc) or doc[end].text != "(" or end in bodies:
            continue
        party = parties.get(end + 1) or parties.get(end + 1 + (doc[end + 1].lower_ in office_words("party-noun")))
        if party is None or party.cls != PARTY or party.chain is None or party.end >= len(doc):
            continue
        for person in role.holders if doc[party.end].text in CLOSING else ():
            yield _member(person, party.chain, min(role.mention.start, person.start), party.end, BRACKETED, 0.85)


def _fellows(doc: Doc) -> Iterator[Candidate]:
    """`sa collègue du PS Anne Roy`, `son rival du MoDem, Luc Petit`, `un pilier du gouvernement, Luc Roy`: of the
    party or government that a colleague's noun names."""
    people = {m.start: m for m in doc._.mentions if m.type == "Person" and m.kind == "named"}
    people |= {r.mention.start - 1: r.holders[0] for r in doc._.roles if r.holders and r.mention.start > 0}
    cabinets = (m for m in doc._.nominals if m.cls == GOVERNMENT or doc.lowered[m.head] in office_words("cabinet"))
    described = (m for m in doc._.nominals if m.chain is not None and m.chain.cls == PARTY)
    for party in (*doc._.mentions, *cabinets, *described):
        if party.cls not in (PARTY, GOVERNMENT) and party.kind == "named":
            continue
        link = preposition(doc, party.start - 1) if party.start > 1 else None
        at = party.start - 1
        if link is None and party.start > 2 and doc[at].pos_ == "DET":
            at, link = at - 1, preposition(doc, at - 1)
        of_party = PARTY in (party.cls, party.chain.cls if party.chain is not None else None)
        fellows = office_words("fellow-member" if of_party else "fellow-minister")
        fellow = link is not None and link.lemma in office_words("of")
        if fellow and of_party and doc.lowered[at - 1] in office_words("figures-noun"):
            yield from _figures(doc, party, at - 1)  # `Deux figures du parti, A et B, …`
            continue
        if not fellow or not {doc.lowered[at - 1], doc.between(at - 2, at).lower()} & fellows:
            continue
        comma = party.end < len(doc) and doc[party.end].text == ","
        person = people.get(party.end + comma)
        if comma and person is not None and (person.end >= len(doc) or not doc[person.end].is_punct):
            continue  # `Selon son collègue du PS, Anne Roy hésite`
        if person is not None and person.chain is not None and party.chain is not None:
            yield _member(person, party.chain, at - 1, person.end, FELLOW, 0.8)


def _figures(doc: Doc, party: Mention, start: int) -> Iterator[Candidate]:
    """Those named right behind figures of a party."""
    starts = starts_of(doc)
    comma = party.end < len(doc) and doc[party.end].text == ","
    for chain, _, end in named_items(doc, party.end + 1, starts, ("Person",)) if comma else ():
        if party.chain is not None:
            yield membership(chain, party.chain, start, end, rule=FELLOW, confidence=0.75)


def _coloured(doc: Doc) -> Iterator[Candidate]:
    by_colour: dict[str, Chain | None] = {}
    leaders = {id(r.holders[0].chain): r for r in doc._.roles if r.holders and _leads_party(r)}
    for person, start, end, word in (*_before(doc), *_in_offices(doc)):
        if word not in by_colour:
            by_colour[word] = _party(doc, word)
        party = by_colour[word]
        if party is not None:
            found = _member(person, party, start, end, COLOUR, 0.8)
            role = leaders.get(id(person.chain))
            leads = role is not None and role.mention.start <= start and party.cls == PARTY
            yield replace(found, relation="headOf") if leads else found


def _leads_party(role: Role) -> bool:
    """`le chef péquiste`, `la leader conservatrice`: at the head of the party whose colour stands behind."""
    return role.office == "head" and not role.targets and role.mention.lemma in office_words("party-leader")


def _in_offices(doc: Doc) -> Iterator[tuple[Mention, int, int, str]]:
    """(person, first and last token, colour) of offices with a colour (`Anne Roy, élue socialiste d'opposition`)."""
    for role in doc._.roles:
        at = next((k for k in range(role.mention.start, role.mention.end) if doc.lowered[k] in party_words()), None)
        if at is None or _second_half(doc, at) or any(doc[k].pos_ == "ADP" for k in range(role.mention.head, at)):
            continue
        for person in role.holders:
            if person.chain is not None:
                start, end = min(role.mention.start, person.start), max(role.mention.end, person.end)
                yield person, start, end, doc.lowered[at]


def _second_half(doc: Doc, k: int) -> bool:
    """`vert'libérale`: another colour than the word after the apostrophe."""
    return k > 0 and doc[k - 1].text[-1:] in "'’" and doc[k - 1].pos_ != "DET"


def _before(doc: Doc) -> Iterator[tuple[Mention, int, int, str]]:
    """The same of colours right before names (`la socialiste Anne Roy`)."""
    for person in doc._.mentions:
        if person.type != "Person" or person.kind != "named" or person.chain is None:
            continue
        if (colour := _apposed_colour(doc, person)) is not None:
            yield person, colour, person.end, doc.lowered[colour]
            continue
        for k in range(person.start - 1, max(0, person.start - WORDS) - 1, -1):
            word = _today(doc[k].lower_)
            if word in party_words():
                if not _second_half(doc, k):
                    yield from ((one, k, one.end, word) for one in (person, *_further(doc, person, k)))
                break
            if doc[k].pos_ != "ADJ" and k < person.start - 1:
                break
            if doc[k].pos_ not in ("ADJ", "NOUN"):
                break


def _today(word: str) -> str:
    """The colour in what somebody was (`l'ex-caquiste Luc Roy`)."""
    prefix = next((p for p in office_words("former-prefix") if word.startswith(p)), "")
    return word[len(prefix) :]


def _apposed_colour(doc: Doc, person: Mention) -> int | None:
    """The colour with an article before a comma and the name (`à un autre socialiste, Luc Roy.`), or None."""
    k = person.start - 2
    if k < 1 or doc[person.start - 1].text != "," or doc.lowered[k] not in party_words():
        return None
    led = doc.lowered[k - 1] in office_words("determiner", "indefinite", "another")
    closed = person.end >= len(doc) or doc[person.end].is_punct
    return k if led and closed and "Plur" not in doc[k].morph.get("Number", []) else None


def _further(doc: Doc, first: Mention, colour: int) -> list[Mention]:
    """Those behind the first one of whom a plural says the colour too (`les socialistes A (VD), B et C`)."""
    if "Plur" not in doc[colour].morph.get("Number", []):
        return []
    starts = once(doc, "people by start", lambda: {m.start: m for m in doc._.mentions if m.type == "Person"})
    found: list[Mention] = []
    at = separator(doc, past_bracket(doc, first.end, AHEAD))
    while at in starts and starts[at].chain is not None:
        found.append(starts[at])
        at = separator(doc, past_bracket(doc, starts[at].end, AHEAD))
    return found


def _party(doc: Doc, colour: str) -> Chain | None:
    """The only party of the article that has the colour in its name."""
    words = party_words()[colour]
    named = [c for c in doc._.chains if c.cls in ORGANISED and c.mentions and _words(c) & words]
    return named[0] if len({c.name.lower() for c in named}) == 1 else None


def _words(chain: Chain) -> set[str]:
    return {w for name in (chain.name, *chain.names) for w in name.lower().replace("'", " ").replace("’", " ").split()}


def _member(person: Mention, party: Chain, start: int, end: int, rule: str, confidence: float) -> Candidate:
    assert person.chain is not None
    return membership(person.chain, party, start, end, rule=rule, confidence=confidence)
