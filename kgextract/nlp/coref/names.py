"""Names of bodies, places, documents, events and groups → chains: same key, same words, acronym, short form.

"Human Rights Watch (HRW) … HRW", "la mine Mutanda … Mutanda"
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from kgextract.nlp.coref import acronyms
from kgextract.nlp.coref.chains import Chains, fits, nearest
from kgextract.nlp.coref.wording import fold, stem
from kgextract.nlp.doc import KEPT_WORDS
from kgextract.nlp.events.phrases import number
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.mentions.explained import name_beside
from kgextract.nlp.mentions.places import name_alone
from kgextract.nlp.mentions.states import RULE as STATE
from kgextract.tables import gazetteers, identity
from kgextract.tables.names import demonyms, words

_BODIES = ("Organization", "Place", "Group")
_SHORTEST = 4  # letters of a word that shortens a name
_YEAR = 4  # figures of a year
_FIRST = 3  # an acronym starts like one of so many words of a name: the first ones may be small
_STATES = ("Country", "Continent")
_NAMED = (*_BODIES, "Document", "Event")


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each named mention that has no chain yet into the chain of what it names."""
    mine = [m for m in mentions if m.kind == "named" and m.type not in ("Person", "Role", "Date") and m.chain is None]
    _spelt_out(chains, mine)
    _same_words(chains, mine)
    _acronyms(chains, mine)
    _explained(chains, mine)
    _buildings(chains, mine)
    _short_forms(chains)
    _of_kind(chains, mine)
    _qualified(chains, mine)


def _family(kind: str) -> tuple[str, ...]:
    return _BODIES if kind in _BODIES else (kind,)


def _spelt_out(chains: Chains, mentions: list[Mention]) -> None:
    """An acronym that the article spells out is that body, whatever well-known body has the same letters elsewhere.

    *Le Parti communiste chinois … le PCC* is not the Canadian party, though a table may know those letters for it.
    """
    short = [m for m in mentions if m.key and m.type in _BODIES and acronyms.is_acronym(chains.text(m))]
    if not short:
        return
    acronym = {id(m) for m in short}
    full = [m for m in mentions if m.type in _BODIES and id(m) not in acronym]
    named = {x.key for x in full}
    by_letter: dict[str, list[Mention]] = {}
    for x in full:
        for letter in {word[:1] for word in fold(chains.text(x)).split()[:_FIRST]}:
            by_letter.setdefault(letter, []).append(x)
    for m in short:
        text = chains.text(m)
        if m.key in named:
            continue
        near = by_letter.get(fold(text)[:1], ())
        found = {x.key or fold(chains.text(x)): x for x in near if acronyms.stands_for(text, chains.text(x))}
        if len(found) == 1:
            (x,) = found.values()
            m.key, m.name, m.wikidata, m.cls = x.key, x.name, x.wikidata, x.cls


def _same_words(chains: Chains, mentions: list[Mention]) -> None:
    """Equal keys, or equal words where a key does not forbid it, make one chain."""
    by_key: dict[str, Chain] = {c.key: c for c in chains.all if c.key}
    by_text: dict[tuple[str, str], Chain] = {}
    for m in sorted(mentions, key=lambda m: (m.key is None, m.start)):
        text = chains.text(m)
        if m.type == "Document":
            m.name = m.name or _known_as(_title(text))
        spelt = m.name if m.name and (m.rule == "acronym" or m.type == "Event") else text  # a long name of the article
        family = m.rule if m.rule == "team" else _family(m.type)[0]  # Lyon that plays is not the town
        spelt = _numbered(spelt) if m.type == "Event" else spelt
        slot = (family, _title(m.name or text) if m.type == "Document" else _bare(spelt))
        chain = by_key.get(m.key) if m.key else by_text.get(slot)
        if chain and chain.type not in _family(m.type):
            chain = None
        if chain and fits(chain, m):
            chains.join(m, chain)
        else:
            chain = chains.open(m)
        by_text.setdefault(slot, chain)
        if m.key:
            by_key.setdefault(m.key, chain)


def _numbered(text: str) -> str:
    """*La deuxième session du Comité* is its *2e session*."""
    first, space, rest = text.partition(" ")
    nth = number(first)
    return f"{nth}{space}{rest}" if nth is not None else text


@lru_cache(maxsize=KEPT_WORDS)
def _bare(text: str) -> str:
    """Folded words without a determiner that is part of the name."""
    parts = fold(text).split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in _articles() else parts)


@cache
def _articles() -> frozenset[str]:
    return frozenset(fold(w) for w in words("definite"))


def _title(text: str) -> str:
    """The words of a document's title without the small ones: *Charte pour le climat* is *Charte du climat*."""
    return " ".join(w for w in fold(text).split() if w not in _small())


@cache
def _small() -> frozenset[str]:
    """Articles, prepositions and coordinators, folded."""
    names = ("definite", "of", "title-preposition", "coordinator")
    return frozenset(fold(w) for name in names for w in words(name))


def _known_as(title: str) -> str | None:
    """The usual name of a document that has several."""
    names = _documents()
    parts = title.split()
    return next((names[x] for n in range(len(parts), 0, -1) if (x := " ".join(parts[:n])) in names), None)


@cache
def _documents() -> dict[str, str]:
    """Title of a known document, under each of its names → its usual name."""
    return {_title(alias): row.name for row in identity.KNOWN_DOCUMENTS.rows() for alias in (row.name, *row.aliases)}


def _acronyms(chains: Chains, mentions: list[Mention]) -> None:
    for long, short in acronyms.bracketed(chains.doc, mentions):
        a, b = long.chain, short.chain
        if a and b and a is not b and not (a.key and b.key) and a.type in _family(b.type):
            chains.merge(a, b)
    full = _by_word(chains, lambda word: word[:1])
    for b in [c for c in chains.all if c.mentions and not c.key]:
        text = _undated(chains.text(b.mentions[0])) if b.type == "Event" else chains.text(b.mentions[0])
        if not acronyms.is_acronym(text):
            continue
        found = [
            a
            for a in _chains(full, fold(text)[:1], b)
            if any(_initials(chains, text, m) for m in a.mentions if m.kind == "named")
        ]
        if len(found) == 1:
            chains.merge(found[0], b)


def _undated(name: str) -> str:
    """The name of an event without the year at its end (`CAN 2020`, `CAN-2020`)."""
    return name[:-_YEAR].rstrip(" -") if len(name) > _YEAR and name[-_YEAR:].isdigit() else name


def _qualified(chains: Chains, mentions: list[Mention]) -> None:
    """*L'école publique de Brou* is the *école de Brou*, where only one of the two kinds is named."""
    mine = [m for m in mentions if m.type in _BODIES and m.chain is not None]
    named = {_bare(chains.text(m)): m for m in mine}
    for m in mine:
        parts = _bare(chains.text(m)).split()
        told = [k for k in range(1, len(parts) - 1) if parts[k] in _passing()]
        if len(told) != 1:
            continue
        x = named.get(" ".join(parts[: told[0]] + parts[told[0] + 1 :]))
        a, b = m.chain, x.chain if x is not None else None
        if a and b and a is not b and not (a.key and b.key) and all(fits(a, y) for y in b.mentions):
            chains.merge(a, b)


@cache
def _passing() -> frozenset[str]:
    """The adjectives that a name may go without, folded."""
    return frozenset(fold(w) for w in identity.identity_words("left-out-of-names") | demonyms())


def _explained(chains: Chains, mentions: list[Mention]) -> None:
    """*Terres Neuves, une coopérative agricole du Gers*: a description in a name, and the other name."""
    for m in mentions:
        name = name_beside(chains.doc, m.start) if m.type == "Organization" and not m.key else None
        for x in chains.named.started(*name) if name is not None else ():
            a, b = x.chain, m.chain
            if a and b and a is not b and x.type == m.type and fits(a, m):
                chains.merge(a, b)


def _buildings(chains: Chains, mentions: list[Mention]) -> None:
    """*Le terminal pétrolier de Varreux* is the *terminal de Varreux* and the *terminal Varreux*."""
    seen: dict[tuple[str, ...], Chain] = {}
    for m in mentions:
        if m.type != "Place" or m.cls != "Building" or m.key or m.chain is None or not chains.doc[m.start].is_lower:
            continue
        tokens = chains.doc[m.start + 1 : m.end]
        kept = tuple(fold(t.text) for t in tokens if t.pos_ != "ADJ" or not t.is_lower)
        slot = (fold(chains.doc[m.start].text), *(w for w in kept if w not in _small()))
        chain = seen.setdefault(slot, m.chain)
        if chain is not m.chain and all(fits(chain, x) for x in m.chain.mentions):
            chains.merge(chain, m.chain)


def _of_kind(chains: Chains, mentions: list[Mention]) -> None:
    """*L'île de Ngazidja … Ngazidja*: an island, a quarter, a province is also called by its name alone.

    Not a province or a region that is called after its town.
    """
    alone = {_bare(chains.text(m)): m for m in mentions if m.type == "Place" and m.chain and m.cls not in _STATES}
    for m in mentions:
        kind = chains.doc.lowered[m.start] if m.type == "Place" else ""
        at = name_alone(chains.doc, m.start) if kind else 0
        x = alone.get(_bare(chains.doc.between(at, m.end))) if m.start < at < m.end else None
        if x is None or x.chain is None or m.chain is None or (x.chain.key and m.chain.key):
            continue
        town = kind in identity.identity_words("called-after-town") and (x.cls == "City" or m.key)
        if not town and x.chain is not m.chain and all(fits(x.chain, y) for y in m.chain.mentions):
            chains.merge(m.chain, x.chain)


def _by_word(chains: Chains, key: Callable[[str], str]) -> dict[str, list[Mention]]:
    """What `key` makes of the first, second or last word of a name → the named mentions that have it."""
    found: dict[str, list[Mention]] = {}
    for m in (m for c in chains.of_type(*_NAMED) for m in c.mentions if m.kind == "named"):
        parts = _bare(chains.text(m)).split()
        for word in {key(word) for word in (*parts[:2], parts[-1])}:
            found.setdefault(word, []).append(m)
    return found


def _chains(names: dict[str, list[Mention]], word: str, b: Chain) -> list[Chain]:
    """The other chains of b's family that have a mention under this word."""
    family = _family(b.type)
    found = {id(m.chain): m.chain for m in names.get(word, ()) if m.chain and m.chain is not b}
    return [c for c in found.values() if c.type in family]


def _initials(chains: Chains, acronym: str, m: Mention) -> bool:
    """Of the whole name, or of what follows its class noun."""
    name = chains.text(m)
    if m.type == "Event":  # `la CAN 2020 … la Coupe d'Afrique des nations`, `les JO … les Jeux olympiques de Paris`
        name = _undated(name)
        kind, place = name.split()[:-2], name.split()[-2:]
        if len(kind) > 1 and place[0] in words("of") and acronyms.stands_for(acronym, " ".join(kind)):
            return True
    return acronyms.stands_for(acronym, name) or (
        _apposed(chains, m) and acronyms.stands_for(acronym, name.partition(" ")[2])
    )


def _short_forms(chains: Chains) -> None:
    """A name that is the first words, or the proper name behind the class noun, of a longer name of the article."""
    longer = _by_word(chains, lambda word: word)
    for b in sorted((c for c in chains.all if c.mentions and not c.key), key=lambda c: c.mentions[0].start):
        if b.type not in _NAMED or b.mentions[0].rule == STATE:  # no `État islamique`
            continue
        m = b.mentions[0]
        text = chains.text(m)
        found = [a for a in _chains(longer, _bare(text).partition(" ")[0], b) if _shortens(chains, m, a)]
        if not found and fold(text) in _all_name_heads():
            found = [a for a in chains.of_type("Organization") if a is not b and _heads(chains, m, a)]
        found = [a for a in found if all(fits(a, x) for x in b.mentions)]
        if not found:
            begun = [a for a in _chains(longer, _bare(text).partition(" ")[0], b) if _first_word(chains, m, a)]
            found = begun if len(begun) == 1 and all(fits(begun[0], x) for x in b.mentions) else []
        if found:
            chains.merge(nearest(found, m.start) or found[0], b)


def _shortens(chains: Chains, m: Mention, long: Chain) -> bool:
    short = _bare(chains.text(m)).split()
    for x in long.mentions:
        if x.kind != "named" or x.end - x.start <= m.end - m.start:
            continue
        whole = _bare(chains.text(x)).split()
        if whole[: len(short)] == short and len(whole) > len(short) and _head_is_enough(chains, m, x, short):
            return True
        if whole[1:] in (short, fold(chains.text(m)).split()) and _apposed(chains, x):
            return True
        if m.rule == "team" and whole[-len(short) :] == short:
            return True  # `SC Bastia … Bastia`
    return False


def _heads(chains: Chains, m: Mention, long: Chain) -> bool:
    """A capital noun that heads a usual name of a body said otherwise before: *l'ONU … l'Organisation*."""
    word = fold(chains.text(m))
    return m.start > min(x.start for x in long.mentions) and word in _name_heads().get(long.key or "", ())


@cache
def _name_heads() -> dict[str, frozenset[str]]:
    """Key of a body → the common nouns that head its names."""
    return {
        o.key: frozenset(fold(first) for name in (o.name, *o.aliases) if (first := _common_head(name)))
        for o in gazetteers.ORGANISATIONS.rows()
    }


@cache
def _all_name_heads() -> frozenset[str]:
    return frozenset().union(*_name_heads().values())


def _common_head(name: str) -> str:
    """The first word of a name that goes on in small letters: "Organisation" of "Organisation mondiale du commerce"."""
    first, _, rest = name.partition(" ")
    return first if rest[:1].islower() and first[:1].isupper() else ""


def _head_is_enough(chains: Chains, m: Mention, x: Mention, short: list[str]) -> bool:
    """One word alone shortens the name of a body (the *Conseil*) or a place named by an adjective (*Polynésie*)."""
    acronym = chains.text(m)
    if len(short) > 1 or (acronyms.is_acronym(acronym) and chains.text(x).startswith(acronym + "-")):
        return True
    after = chains.doc[x.start + 1]
    if x.type == "Event" and m.end - m.start == 1 and (after.is_digit or after.lower_ in words("of")):
        return True  # `la COP24 … la COP24 de Katowice`, `le Mondial … le Mondial 2026`
    if not chains.text(m)[:1].isupper() or m.end - m.start > 1 or not after.text[:1].islower():
        return False
    return after.pos_ == "ADJ" or (x.type == "Organization" and stem(short[0]) == chains.wording(x).head)


def _first_word(chains: Chains, m: Mention, long: Chain) -> bool:
    """The first proper word of a firm, a club or a town, said alone: *Kinross* of *Kinross Gold*, *Bormes*."""
    if m.end - m.start > 1 or len(chains.text(m)) < _SHORTEST or fold(chains.text(m)) in _all_name_heads():
        return False
    return any(_begins(chains, m, x) for x in long.mentions if x.kind == "named")


def _begins(chains: Chains, m: Mention, x: Mention) -> bool:
    first, mark, rest = chains.text(x).partition("-" if x.type == "Place" else " ")
    if not mark or fold(first) != fold(chains.text(m)) or chains.doc[x.start].lower_ in words("saint-word"):
        return False
    if x.type == "Place":
        return rest.partition("-")[0].lower() in words("toponym-part")
    return x.type == "Organization" and m.type == x.type and rest[:1].isupper()


def _apposed(chains: Chains, x: Mention) -> bool:
    """Class noun and proper name without a preposition between them: *groupe Wagner*, *ONG Human Rights Watch*."""
    span = chains.doc[x.start : x.end]
    if len(span) < 2 or not span[1].text[:1].isupper():
        return False
    return span[0].pos_ == "NOUN" or (x.type, span[0].lower_) in identity.descriptions()
