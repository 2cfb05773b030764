"""A title standing alone → the person who holds that office in this article, or is known to hold it that day.

"l'ambassadrice" after "l'ambassadrice du Togo, Afi Mensah" is Afi Mensah; "le dirigeant chinois" is looked up by
country and date of publication. Nobody found: somebody only described (`unnamed`), the same one for the same words.
"""

from __future__ import annotations

from kgextract.nlp.coref import anew, handovers, inhabitants
from kgextract.nlp.coref.ages import Ages
from kgextract.nlp.coref.chains import MANY, Chains, fits, last_before
from kgextract.nlp.coref.holders import Held, offices_held
from kgextract.nlp.coref.only import near, only_person
from kgextract.nlp.coref.origins import Origins
from kgextract.nlp.coref.partisans import of_colour
from kgextract.nlp.coref.readings import (
    STATES,
    Reading,
    agreement,
    clash,
    gender_of,
    is_former,
    readings,
)
from kgextract.nlp.coref.retold import may_be_retold
from kgextract.nlp.coref.salience import in_general
from kgextract.nlp.coref.wording import stem, stems
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, memory, once, paragraphs_before
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.nominals.inhabitants import RULE as INHABITANT
from kgextract.nlp.roles.modifiers import is_coming
from kgextract.tables import gazetteers, identity
from kgextract.tables.gazetteers import Person
from kgextract.tables.names import demonyms, words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_NAME = 12  # tokens of a name
_NEAR = 2  # paragraphs that a noun alone looks back to somebody described with it
_DEFENDED = 8  # tokens of whom a lawyer defends


def read(chains: Chains, mentions: list[Mention]) -> list[Mention]:
    """Put each described person into the chain of the person, or into one of its own; those that another may be."""
    held = offices_held(chains)
    loose: list[Mention] = []
    ages, origins = Ages(chains.doc, mentions), Origins(chains.doc, mentions)
    for m in mentions:
        if m.type == "Person" and m.kind == "nominal" and m.chain is None:
            _without_hearers(chains, m)
            if m.rule == INHABITANT:
                if (compatriot := inhabitants.meant(chains, m, origins)) is not None:
                    chains.join(m, compatriot)
                continue
            chain = _apposed(chains, m)
            if chain is None and chains.wording(m).contrast & stems("other"):
                _unnamed(chains, m)  # `la ministre Anne Roy … l'autre ministre`
                continue
            chain = chain or _of_colour(chains, m) or handovers.meant(chains, m, held, gender_of(chains, m))
            chain = chain or _holder(chains, m, held)
            chain = chain or _known(chains, m, held) or only_person(chains, m, held, ages)
            chain = chain or anew.meant(chains, m, held, origins, gender_of(chains, m))
            if chain:
                chains.join(m, chain)
            else:
                _unnamed(chains, m)
            if may_be_retold(chains, m) and (chain is None or not _own(chains, m, chain, held)):
                loose.append(m)
    return loose


def _of_colour(chains: Chains, m: Mention) -> Chain | None:
    """The only one named near before whose colour a noun tells (`Luc Roy (PS) … le socialiste`)."""
    if not m.definite or m.plural:
        return None
    near = chains.named.started(paragraphs_before(chains.doc, m.start, _NEAR), m.start)
    found = of_colour(chains.doc, chains.doc.lowered[m.head], near)
    return found if found is not None and not clash(found, m, gender_of(chains, m)) and fits(found, m) else None


def _own(chains: Chains, m: Mention, chain: Chain, held: list[Held]) -> bool:
    """Whether a title is somebody's own by its head, or by no office at all."""
    heads = {r.head for r in readings(chains, m)}
    theirs = {h.reading.head for h in held if h.person is chain} & heads
    return not theirs or chains.wording(m).head in theirs


def _holder(chains: Chains, m: Mention, held: list[Held]) -> Chain | None:
    """The holder mentioned last before; one named only afterwards where the title says more than its head."""
    if m.definite is False:
        return None
    if is_former(chains, m) and (before := _predecessor(chains, m)) is not None:
        return before
    if is_coming(chains.doc, m.start, m.end):
        held = [h for h in held if any(is_coming(chains.doc, x.start, x.end) for x in _titles(chains, h.person))]
    mine, gender = readings(chains, m), gender_of(chains, m)
    if m.definite and (again := _again(chains, m, held, mine[0], gender)) is not None:
        return again
    found = _best(chains, m, held, mine, gender) or (_best(chains, m, held, mine, None) if _elided(chains, m) else None)
    return found or _bare(chains, m, held, mine[0], gender) or _to_be_named(chains, m, held, mine[0], gender)


def _titles(chains: Chains, person: Chain) -> list[Mention]:
    """The mentions of the offices of somebody."""
    return [r.mention for r in chains.doc._.roles or () if any(h.chain is person for h in r.holders)]


def _to_be_named(chains: Chains, m: Mention, held: list[Held], own: Reading, gender: str | None) -> Chain | None:
    """The only holder of a title that stands alone before the name (`le préfet … le préfet Oumar Sy`)."""
    if not m.definite or own.names or own.rest or m.plural:
        return None
    alike = [h for h in held if h.reading.head == own.head]
    owned = m.start > 0 and chains.doc.lowered[m.start - 1] in words("possessive")
    told = (h for h in alike if not h.former and (h.leads or h.reading.roles or (owned and h.owned)))
    people = {id(h.person): h.person for h in told}
    if len(people) != 1 or len({id(h.person) for h in alike}) != 1:
        return None
    (person,) = people.values()
    if last_before(person, m.start) is not None or clash(person, m, gender) or not fits(person, m):
        return None
    said = frozenset().union(*(h.reading.rest | h.reading.names for h in alike))
    near = (
        x for x in chains.everything.started(0, person.mentions[0].start) if x.type == "Person" and x.kind != "named"
    )
    same = (chains.wording(x) for x in near if chains.wording(x).head == own.head)
    return person if all(w.rest | w.names <= said for w in same) else None


def _predecessor(chains: Chains, m: Mention) -> Chain | None:
    """Who was called the predecessor before (`Son prédécesseur, Luc Roy, … l'ex-maire`), the only one."""
    gender = gender_of(chains, m)
    found = {id(x.chain): x.chain for x in chains.everything.started(0, m.start) if _precedes(chains, x)}
    fitting = [c for c in found.values() if c is not None and not clash(c, m, gender) and fits(c, m)]
    return fitting[0] if len(fitting) == 1 and not fitting[0].unnamed else None


def _precedes(chains: Chains, x: Mention) -> bool:
    called = x.type == "Person" and x.chain is not None
    return called and chains.doc[x.head].lower_ in identity.identity_words("predecessor")


def _again(chains: Chains, m: Mention, held: list[Held], own: Reading, gender: str | None) -> Chain | None:
    """Somebody just described by a noun that is nobody's office ("une responsable … la responsable")."""
    if any(h.reading.head == own.head for h in held):
        return None
    for c in reversed(chains.recent(m, _NEAR)):
        first = c.mentions[0]
        if c.unnamed and first.definite is False and not (clash(c, m, gender) or in_general(chains.doc, c, m)):
            if not fits(c, m):
                continue
            one, other = chains.wording(first), chains.wording(m)
            if one.head == own.head and (one.rest <= other.rest or other.rest <= one.rest):
                return c  # `un porte-parole de l'armée … le porte-parole de la police` are two
    return None


def _bare(chains: Chains, m: Mention, held: list[Held], own: Reading, gender: str | None) -> Chain | None:
    """Whose office the article told without its body: "Le club … son entraîneur Luc Roy … l'entraîneur de l'Étoile"."""
    alike = {id(h.person): h for h in held if h.reading.head == own.head} if m.definite and own.names else {}
    if len(alike) != 1:
        return None
    (h,) = alike.values()
    bare = h.owned and not (h.reading.rest or h.reading.names or h.former)
    if not bare or clash(h.person, m, gender) or not fits(h.person, m) or last_before(h.person, m.start) is None:
        return None
    inside = [x.chain for x in chains.named.started(m.head + 1, m.end) if x.chain and x.type != "Person"]
    first = min(x.start for x in h.person.mentions)
    known = bool(inside) and all(min(x.start for x in c.mentions) < first for c in inside)
    return h.person if known else None


def _elided(chains: Chains, m: Mention) -> bool:
    """A masculine title behind `l'` may be a woman's (`Me Anne Roy, avocat … l'avocat`), no participle (`l'élu`)."""
    shown = chains.doc[m.head].lower_.endswith(tuple(speaker_words("written-feminine")))
    return m.gender == "m" and not shown and m.start > 0 and chains.doc[m.start - 1].lower_ in words("elided-article")


def _best(chains: Chains, m: Mention, held: list[Held], mine: tuple[Reading, ...], gender: str | None) -> Chain | None:
    """The holder mentioned last before of the offices that a title may be, by how well it fits."""
    heads = {reading.head for reading in mine}
    around = near(chains, m, gender)
    best: tuple[tuple[int, int, int], Chain] | None = None
    for h in held:
        as_written = gender == "m" == h.written and not m.plural  # `le procureur, Anne Roy, … le procureur`
        if h.reading.head not in heads or (clash(h.person, m, gender) and not as_written):
            continue
        if not fits(h.person, m) or (h.former and not is_former(chains, m)) or _of_a_new_body(chains, m, h):
            continue
        alone = len(around) == 1 and around[0] is h.person
        grade = max(agreement(a, h.reading, h.person, alone=alone) for a in mine)
        if not grade or (h.fuller and not any(agreement(a, r, h.person, alone=alone) for a in mine for r in h.fuller)):
            continue
        before = last_before(h.person, m.start)
        if before is None and not (grade == 3 and m.definite and h.leads):
            continue
        if before is not None and (_of_another(chains, m, before) or _prosecutes(chains, m, h.reading)):
            continue
        same = any(x.startswith(STATES) for a in mine for x in a.names & h.reading.names)  # `le chef de la diplomatie`
        fore = before is not None and m.end == m.head + 1 and _in_front(chains, before, m)
        place = (grade >= 2) * 200_000 + same * 100_000 + fore * 50_000 + (before.start if before else 0)
        rank = (int(before is not None), int(h.former == is_former(chains, m)), place)
        if best is None or rank > best[0]:
            best = rank, h.person
    return best[1] if best else None


def _in_front(chains: Chains, before: Mention, m: Mention) -> bool:
    """Whether the paragraph of a bare title is about somebody, whom no preposition governs.

    `Le ministre du Sport, Luc Roy, a été reçu par le ministre de la Mer, Jean Blin. Le ministre …`: Luc Roy.
    """
    doc, units = chains.doc, chains.doc._.units
    if units[unit_of(doc, before.start)].paragraph != units[unit_of(doc, m.start)].paragraph:
        return False
    starts: dict[int, int] = memory(doc, "titles-before-names")  # by name, where the first of its titles begins
    if not starts:
        for role in reversed(doc._.roles or ()):
            starts.update((h.start, role.mention.start) for h in role.holders if role.mention.start < h.start)
    at = starts.get(before.start, before.start) - 1
    while at >= 0 and doc[at].pos_ in ("DET", "ADJ"):
        at -= 1
    return at < 0 or doc[at].pos_ != "ADP"


def _of_a_new_body(chains: Chains, m: Mention, h: Held) -> bool:
    """Whether a title names a body that came in after somebody whose own it is not (`La CFDT … sa secrétaire générale,
    Anne Roy, … le dirigeant de FO`)."""
    inside = [x.chain for x in chains.named.started(m.head + 1, m.end) if x.type == "Organization" and x.chain]
    if not inside or not h.owned or h.reading.names:
        return False
    first = min(x.start for x in h.person.mentions)
    return all(min(x.start for x in c.mentions) > first for c in inside)


def _of_another(chains: Chains, m: Mention, before: Mention) -> bool:
    """Whether a possessive takes up somebody new since then (`son avocat, Luc Roy. … Une voisine … Son avocat`)."""
    if not m.start or chains.doc.lowered[m.start - 1] not in words("possessive"):
        return False
    since = chains.everything.started(before.end, m.start - 1)
    return any(x.type == "Person" and x.chain is not None and x.chain.mentions[0] is x for x in since)


def _prosecutes(chains: Chains, m: Mention, known: Reading) -> bool:
    """Whether a title is that of who accuses or judges, and a lawyer's is known (`Me Luc Roy … l'avocat général`, `… le
    magistrat`)."""
    behind, word = chains.doc.lowered[m.head + 1] if m.head + 1 < m.end else "", chains.doc.lowered[m.head]
    if word in speaker_words("at-court"):
        pleads = known.head in speaker_words("lawyer")
        return pleads and not any(stem(w) in known.rest for w in speaker_words("prosecuting"))
    prosecuting = behind in speaker_words("prosecuting") and stem(behind) not in known.rest
    return word in speaker_words("lawyer") and prosecuting


def _known(chains: Chains, m: Mention, held: list[Held]) -> Chain | None:
    """The holder of the office that day, by the table of people: country or body and date must be certain.

    Without a country the only person of the article who holds such an office that day. Somebody whom the article does
    not name only where nobody in it may be meant.
    """
    published = chains.doc._.article.published
    own = readings(chains, m)[0]
    if not published or m.plural or m.definite is False or not own.roles:
        return None
    if is_former(chains, m):
        return _past(chains, m, own, published)
    keys = sorted(x for x in own.names if "/" in x)
    people = {c.key: c for c in chains.latest("Person") if c.key}
    if len(keys) > 1 or (not keys and own.rest - own.fixed):
        return None  # `le président républicain`: a word that nothing in the table explains
    if is_coming(chains.doc, m.start, m.end) or own.below or own.within or own.names - {*keys}:
        return None  # `le président élu`, `du club français`, `de la commission des Lois de l'Assemblée`
    if keys:
        found = {p.key: p for r in own.roles if (p := gazetteers.holder(r, keys[0], published))}
    else:
        found = {
            k: p for k in people if (p := gazetteers.people_by_key().get(k)) and _in_office(p, own.roles, published)
        }
    if len(found) != 1:
        return None
    (person,) = found.values()
    gender = gender_of(chains, m)
    if person.gender and gender and person.gender != gender:
        return None
    if person.key in people:
        return people[person.key] if fits(people[person.key], m) else None
    if any(_may_be(chains, m, h) for h in held):
        return None
    chain = Chain(type="Person", cls="Person", name=person.name, key=person.key, gender=person.gender)
    chain.wikidata = person.wikidata
    return chains.add(chain)


def _without_hearers(chains: Chains, m: Mention) -> None:
    """End a title before the medium that something is said to (`a dit le ministre | à la radio suédoise`), or the event
    at which it is said (`a dit la ministre | au congrès`)."""
    text, links = lowered(chains.doc), ((k, preposition(chains.doc, k)) for k in range(m.head + 1, m.end))
    at = next((k for k, link in links if link is not None and link.lemma in speech_words("to-word")), m.end)
    held = once(chains.doc, "event-heads", lambda: {e.mention.head for e in chains.doc._.events or ()})
    heard = (text[k] in speech_words("medium-noun") and text[k + 1] in demonyms() for k in range(at, m.end))
    if any(heard) or any(k in held for k in range(at, m.end)):
        m.end = at


def _may_be(chains: Chains, m: Mention, h: Held) -> bool:
    """Whether somebody named before has a kindred office that is no other country's."""
    if clash(h.person, m, gender_of(chains, m)) or not last_before(h.person, m.start):
        return False
    states = {x for x in h.reading.names if x.startswith(STATES)}
    return not states and any(a.head == h.reading.head for a in readings(chains, m))


def _past(chains: Chains, m: Mention, own: Reading, day: str) -> Chain | None:
    """*L'ancien président sénégalais*: the only one of that country named before who does not hold the office."""
    gender = gender_of(chains, m)
    found = []
    for c in chains.latest("Person"):
        p = gazetteers.people_by_key().get(c.key or "")
        if p and p.country in own.names and not _in_office(p, own.roles, day) and not clash(c, m, gender):
            found += [c] if fits(c, m) and last_before(c, m.start) else []
    return found[0] if len(found) == 1 else None


def _in_office(person: Person, roles: tuple[str, ...], day: str) -> bool:
    return any(o.role in roles and o.start <= day and (not o.end or day <= o.end) for o in gazetteers.offices(person))


def _apposed(chains: Chains, m: Mention) -> Chain | None:
    """A title beside a name: "le jeune pilote Jean Roy", "le pilote, Jean Roy,", "Jean Roy, un jeune pilote,"."""
    doc, gender = chains.doc, gender_of(chains, m)
    before = after = -1
    if m.start > 1 and m.definite is not None and doc[m.start - 2].text == "," and m.end < len(doc):
        loose = m.definite is False and doc[m.end].pos_ in ("ADP", "PRON", "VERB")
        before = m.start - 2 if doc[m.end].is_punct or loose else -1
    if m.end < len(doc) and m.definite and not _complement(chains, m):
        after = m.end + 1 if doc[m.end].text == "," else m.end
    found = []
    for x in chains.named.started(max(m.start - _NAME, 0), max(m.end, after) + 1):
        beside = x.end == before or (x.start == after and _closed(chains, m, x))
        if x.chain is None or x.chain.type != "Person" or clash(x.chain, m, gender):
            continue
        if beside or (x.end in (m.end, after) and _defends(chains, m, x)):
            found.append(x.chain)
    return min(found, key=lambda c: c.mentions[0].start, default=None)


def _defends(chains: Chains, m: Mention, x: Mention) -> bool:
    """A lawyer's name behind whom he defends: "l'avocat de l'étudiant Me Jean Roy"."""
    doc, between = chains.doc, x.start - m.head
    lawyer = doc[m.head].lower_ in speaker_words("lawyer") and doc[x.start].lower_ in speaker_words("lawyer-title")
    return lawyer and 0 < between < _DEFENDED


def _complement(chains: Chains, m: Mention) -> bool:
    """In another office: the name behind "le porte-parole du ministre, Jean Roy," is not the minister's."""
    doc, of = chains.doc, words("of")
    if doc[m.start - 1].lower_ in of or (m.start > 1 and doc[m.start - 2].lower_ in of):
        return True
    held: dict[int, Mention] = once(doc, "inside-offices", lambda: _inside_offices(chains))
    whole = held.get(m.start)  # `l'adjoint au maire, Jean Roy,`
    return whole is not None and whole.start < m.start and whole.end == m.end


def _inside_offices(chains: Chains) -> dict[int, Mention]:
    """The tokens of offices whose holder is named behind them → the office."""
    named = (r.mention for r in chains.doc._.roles or () if any(h.start >= r.mention.end for h in r.holders))
    return {k: m for m in named for k in range(m.start, m.end)}


def _closed(chains: Chains, m: Mention, x: Mention) -> bool:
    """A name after a comma is an apposition only where it ends with one, and no list goes on."""
    if x.start == m.end or x.end >= len(chains.doc):
        return True
    return chains.doc[x.end].is_punct and chains.doc[x.end].text not in speech_words("opening-mark") | {"("}


def _unnamed(chains: Chains, m: Mention) -> None:
    """Somebody only described: with `le` the one described with the same head before, else a new one."""
    gender = gender_of(chains, m)
    if m.definite:
        for c in reversed(chains.latest("Person")):
            if not c.unnamed or clash(c, m, gender) or not fits(c, m):
                continue
            known, former = c.mentions[-MANY:], is_former(chains, m)
            apart = any(is_former(chains, x) != former for x in known)
            before = last_before(c, m.start)
            apart = apart or (before is not None and _of_another(chains, m, before)) or in_general(chains.doc, c, m)
            if not apart and any(anew.same_title(chains, x, m) for x in known):
                chains.join(m, c)
                return
    chain = chains.open(m)
    chain.unnamed, chain.gender = True, gender  # type: ignore[assignment]
