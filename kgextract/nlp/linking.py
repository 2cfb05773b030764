"""Doc → its `chains` linked: gazetteer key, usual name and Wikidata id; all names of each chain.

A wrong id costs more than none: a name that several rows share is linked only where the article names something of one
of them (its country, capital or parent body). Chains that turn out to be one row become one chain.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from kgextract.nlp.coref import acronyms
from kgextract.nlp.coref.people import civil
from kgextract.nlp.coref.wording import country_of, fold, nations, stem
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import MEDIA, Chain, Mention, unit_of
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.gazetteer import Entry
from kgextract.tables import gazetteers
from kgextract.tables.names import words

_NO_MEDIA = ("NGO", "Union", "PoliticalParty", "SportsBody")  # kinds of bodies that are no medium of their name
_PARTS = {"Person": "person", "Organization": "organisation", "Place": "place"}
_OF_STATES = ("Parliament", "Government", "Ministry", "Court", "ArmedForces")
_SMALL = 3  # letters of a word that may be in any name
_ABOUT = 3  # signs of a state that make an article one about it
_RIVAL = 3  # a homonym counts unless it is that many times less known


def read(doc: Doc) -> Doc:
    """Fill key, name, names and wikidata of `doc._.chains`."""
    for chain in doc._.chains:
        if chain.type in _PARTS and not chain.unnamed:
            _link(doc, chain)
    _repatriate(doc)
    _parties_at_home(doc)
    _unite(doc)
    for chain in doc._.chains:
        _name(doc, chain)
    return doc


def _link(doc: Doc, chain: Chain) -> None:
    """Look the names of a chain up, the fullest first; doubt the key of a name that others share."""
    texts = _texts(doc, chain)
    described = _described(doc, chain)
    if described and (own := gazetteer.by_key(chain.key or "")) is not None and _is_another(described, own):
        _set(chain, None)
        return
    if chain.key:
        rivals = _rivals(texts, chain)
        if rivals and not _supported(doc, chain, chain.key):
            others = [e for e in rivals if _supported(doc, chain, e.key)]
            _set(chain, others[0] if len(others) == 1 else _at_home(doc, chain, rivals))
        return
    for text in texts:
        if any(acronyms.stands_for(text, full) for full in texts):
            continue  # the article spells it out otherwise than any table
        found = _entries(text, chain)
        if len(found) > 1:
            found = [e for e in found if _supported(doc, chain, e.key)]
        if len(found) == 1 and not (_spelled_otherwise(text, texts, found[0]) or _is_another(described, found[0])):
            _set(chain, found[0])
            return
    if chain.type == "Organization":
        for m in chain.mentions:
            entry = _of_country(doc, m) if m.kind == "named" else None
            if entry:
                _set(chain, entry)
                return


def _at_home(doc: Doc, chain: Chain, rivals: list[Entry]) -> Entry | None:
    """The one body of several whose state the towns, people and nationalities of an article tell (`à Oran … l'APS`)."""
    own = gazetteer.by_key(chain.key or "")
    signs = _signs(doc, [chain])
    told = [e for e in (own, *rivals) if e is not None and signs[country_of().get(e.key, "")]]
    return told[0] if len(told) == 1 else None


def _spelled_otherwise(text: str, texts: list[str], entry: Entry) -> bool:
    """Whether the long form that the article has beside an acronym has no word of the thing in the table.

    `Association des entreprises électriques suisses (AES)` is not the *Alliance des États du Sahel*.
    """
    longs = [t for t in texts if len(t.split()) > 2]
    if not longs or not acronyms.is_acronym(text):
        return False
    return not any(_own_words(entry) & set(fold(t).split()) for t in longs)


def _own_words(entry: Entry) -> set[str]:
    return {w for w in fold(entry.name).split() if len(w) > _SMALL}


def _described(doc: Doc, chain: Chain) -> list[str]:
    """The descriptions that spell out the acronym in brackets behind them (`le comité de la rade (CDR)`)."""
    bodies = (m for m in chain.mentions if m.kind == "nominal" and m.end + 1 < len(doc) and doc[m.end].text == "(")
    longs = ((_words(doc, m), doc[m.end + 1].text) for m in bodies)
    return [long for long, short in longs if acronyms.is_acronym(short) and acronyms.spells(short, long)]


def _is_another(longs: list[str], entry: Entry) -> bool:
    """Whether what the article spells out has, but for its kind, no word of the thing in the table."""
    return any(not _own_words(entry) & set(fold(t).split()[1:]) for t in longs)


def _repatriate(doc: Doc) -> None:
    """A body of a state that nothing in the article speaks of is that of the state it is about, or unlinked.

    *Le Sénat* in an article about Washington is not the one of France.
    """
    bodies = [c for c in doc._.chains if c.key in _bodies_of_state() and not _tells(doc, c)]
    if not bodies:
        return
    signs = _signs(doc, bodies)
    about = [country for country, n in signs.most_common(2) if n >= _ABOUT]
    if not about or (len(about) > 1 and signs[about[0]] < 2 * signs[about[1]]):
        about = []
    for chain in bodies:
        if signs[country_of()[chain.key]] or sum(signs.values()) < _ABOUT:
            continue
        names = {_bare_name(text, "") for text in _texts(doc, chain)}
        found = {key for key, (bare, country) in _bodies_of_state().items() if country in about[:1] and bare & names}
        _set(chain, gazetteer.by_key(found.pop()) if len(found) == 1 else None)


def _parties_at_home(doc: Doc) -> None:
    """A party whose name others bear elsewhere is that of the state beside it: `le PS belge`, `En Suisse, les Verts`.

    Where nothing stands beside it, an article that speaks of other states only is about none of the table's.
    """
    parties = [c for c in doc._.chains if c.key and c.cls == "PoliticalParty" and country_of().get(c.key)]
    for chain in parties:
        home, named = country_of()[chain.key or ""], {_bare_party(text, "") for text in _texts(doc, chain)}
        if not named or not named <= words("party-of-many-states"):
            continue
        mine = [m for m in chain.mentions if m.kind == "named"]
        called = {key for m in mine if (key := nations().get(stem(doc[min(m.end, len(doc) - 1)].lower_)))}
        signs = Counter[str]() if called else _signs(doc, parties)
        about = called or {state for m in mine for state in _set_in(doc, m)}
        about = about or {state for state, n in signs.items() if n >= _ABOUT}
        if home in about or signs[home] or not about:
            continue
        state = next(iter(about)) if len(about) == 1 else ""
        found = {key for key, (bare, country) in _parties().items() if country == state and bare & named}
        _set(chain, gazetteer.by_key(found.pop()) if len(found) == 1 else None)


def _set_in(doc: Doc, m: Mention) -> set[str]:
    """The states in which the sentence of a name is set before it."""
    first = unit_tokens(doc)[unit_of(doc, m.start)][0]
    led = (k for k in range(first + 1, m.start) if doc[k - 1].lower_ in words("in-a-state"))
    return {key for k in led if (key := nations().get(stem(doc[k].lower_)))}


@cache
def _parties() -> dict[str, tuple[frozenset[str], str]]:
    """Key of each party → its names without the state, and the state."""
    return {
        o.key: (frozenset(_bare_party(x, o.country) for x in (o.name, *o.aliases)), o.country)
        for o in gazetteers.ORGANISATIONS.rows()
        if o.country and o.cls == "PoliticalParty"
    }


def _bare_party(name: str, country: str) -> str:
    """A folded name without its article and the words for its state: "Les Verts" → "verts"."""
    first, _, rest = (text := _bare_name(name, country)).partition(" ")
    return rest if first in words("definite") and rest else text


def _tells(doc: Doc, chain: Chain) -> bool:
    """Whether a name of the chain says which state it is of."""
    home = country_of()[chain.key or ""]
    return any(nations().get(stem(t.lower_)) == home for m in chain.mentions for t in doc[m.start : m.end]) or any(
        _bare_name(text, home) != fold(text) for text in _texts(doc, chain)
    )


def _signs(doc: Doc, doubtful: list[Chain]) -> Counter[str]:
    """How often each state, its inhabitants, towns, bodies and people are named."""
    found = Counter(key for t in doc if t.text[:1].isalpha() and (key := nations().get(stem(t.lower_))))
    people = {p.key: p.country for p in gazetteers.PEOPLE.rows() if p.country}
    for c in doc._.chains:
        home = country_of().get(c.key or "") or people.get(c.key or "") or (c.key if c.cls == "Country" else None)
        if home and not any(c is x for x in doubtful):
            found[home] += len(c.mentions)
    return found


@cache
def _bodies_of_state() -> dict[str, tuple[frozenset[str], str]]:
    """Key of each body of a state → its names without the state, and the state."""
    return {
        o.key: (frozenset(_bare_name(name, o.country) for name in (o.name, *o.aliases)), o.country)
        for o in gazetteers.ORGANISATIONS.rows()
        if o.country and o.cls in _OF_STATES
    }


def _bare_name(name: str, country: str) -> str:
    """A folded name without the words for its state: "Sénat des États-Unis" → "senat"."""
    text = fold(name)
    for word in _state_names().get(country, ()):
        text = text.removesuffix(" " + word)
    kept = [w for w in text.split() if not country or nations().get(stem(w)) != country]
    while kept and kept[-1] in _small():
        kept.pop()
    return " ".join(kept)


@cache
def _small() -> frozenset[str]:
    return frozenset(fold(w) for w in words("of") | words("definite"))


@cache
def _state_names() -> dict[str, tuple[str, ...]]:
    return {c.key: tuple(fold(x) for x in (c.name, *c.aliases)) for c in gazetteers.COUNTRIES.rows()}


def _texts(doc: Doc, chain: Chain) -> list[str]:
    found = {_words(doc, m) for m in chain.mentions if m.kind == "named"}
    return sorted(found, key=lambda t: (-len(t), t))


def _words(doc: Doc, m: Mention) -> str:
    return " ".join((civil(doc, m) if m.type == "Person" else doc.between(m.start, m.end)).split())


def _set(chain: Chain, entry: Entry | None) -> None:
    if entry is None:
        chain.key = chain.wikidata = None
        chain.note = chain.note or "several things bear the name"
        for m in chain.mentions:
            m.name = None
        return
    chain.key, chain.name, chain.wikidata = entry.key, entry.name, entry.wikidata
    if chain.type in ("Organization", "Place"):
        chain.cls = entry.cls


def _entries(text: str, chain: Chain) -> list[Entry]:
    """The rows of the chain's type that have exactly this name; of people only full names count."""
    if chain.type == "Person" and len(fold(text).split()) < 2:
        return []
    for match in gazetteer.matches(text):
        if (match.start, match.end) == (0, len(text)):
            published = chain.cls not in _NO_MEDIA  # `l'ONG Phare` is no newspaper
            return [e for e in match.entries if e.part == _PARTS[chain.type] and (published or e.cls not in MEDIA)]
    return []


def _rivals(texts: list[str], chain: Chain) -> list[Entry]:
    """Other rows about as well known that share every name of the chain; its article tells a land from its town."""
    if any(text.lower() in words("land-with-article") for text in texts):
        return []
    shared: dict[str, Entry] | None = None
    for text in texts:
        found = _entries(text, chain)
        own = next((e for e in found if e.key == chain.key), None)
        if own is None:
            continue
        rivals = {e.key: e for e in found if e is not own and e.weight * _RIVAL >= own.weight}
        shared = rivals if shared is None else {k: e for k, e in shared.items() if k in rivals}
    return list((shared or {}).values())


def _supported(doc: Doc, chain: Chain, key: str) -> bool:
    """Whether another chain of the article is the country, capital or parent of a row."""
    near = _neighbours().get(key, frozenset())
    return any(c is not chain and c.key in near for c in doc._.chains if c.key)


@cache
def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for c in gazetteers.COUNTRIES.rows():
        found[c.key] = {c.capital} if c.capital else set()
    places = [(x.key, x.country) for x in gazetteers.REGIONS.rows()]
    cities = [(x.key, x.country) for x in gazetteers.CITIES.rows()]
    people = [(x.key, x.country) for x in gazetteers.PEOPLE.rows()]
    for key, country in (*places, *cities, *people):
        found[key] = {country} if country else set()
    for o in gazetteers.ORGANISATIONS.rows():
        found[o.key] = {x for x in (o.country, o.parent, o.seat) if x}
    for key, country in cities:
        if country in found:
            found[country].add(key)
    return {k: frozenset(v) for k, v in found.items()}


def _of_country(doc: Doc, m: Mention) -> Entry | None:
    """A body with an adjective of nationality or its state behind *de*: the row of that name in that country."""
    table = nations()
    kept: list[str] = []
    country: str | None = None
    for token in doc[m.start : m.end]:
        key = table.get(stem(token.lower_))
        if key and country is None:
            country = key
            while kept and kept[-1].lower() in words("of") | words("definite"):
                kept.pop()
        else:
            kept.append(token.text)
    if country is None or not kept:
        return None
    found = [e for e in _named(fold(" ".join(kept))) if country_of().get(e.key) == country]
    return found[0] if len(found) == 1 else None


@cache
def _by_name() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for o in gazetteers.ORGANISATIONS.rows():
        for name in {fold(x) for x in (o.name, *o.aliases)}:
            table.setdefault(name, []).append(o.key)
    return table


def _named(text: str) -> list[Entry]:
    return [e for key in _by_name().get(text, ()) if (e := gazetteer.by_key(key))]


def _unite(doc: Doc) -> None:
    """Chains of one key become the first of them."""
    first: dict[tuple[str, str], Chain] = {}
    kept: list[Chain] = []
    for chain in doc._.chains:
        if not chain.key:
            kept.append(chain)
            continue
        one = first.setdefault((chain.type, chain.key), chain)
        if one is chain:
            kept.append(chain)
            continue
        one.mentions += chain.mentions
        one.gender = one.gender or chain.gender
    moved = {(c.type, c.key): c for c in kept if c.key}
    for chain in doc._.chains:
        if chain.key and moved[chain.type, chain.key] is not chain:
            for m in (*doc._.mentions, *(doc._.nominals or ()), *(r.mention for r in doc._.roles or ())):
                if m.chain is chain:
                    m.chain = moved[chain.type, chain.key]
            for e in doc._.events or ():
                if e.mention.chain is chain:
                    e.mention.chain = moved[chain.type, chain.key]
    doc._.chains = kept


def _name(doc: Doc, chain: Chain) -> None:
    """The usual name, or the fullest the article has; every written name; the fullest description of the nameless.

    A nameless document is called what it is called most: a resolution, though its draft had the longer name.
    """
    if chain.dates:
        return
    named = _texts(doc, chain)
    chain.names = sorted(set(named))
    if chain.key and (entry := gazetteer.by_key(chain.key)):
        chain.name = entry.name
        return
    known = next((m.name for m in chain.mentions if m.name), None)
    own = [m for m in chain.mentions if m.cls == chain.cls] or chain.mentions
    texts = Counter(_words(doc, m) for m in (own if chain.type == "Document" else chain.mentions))
    described = sorted(texts, key=lambda t: (-texts[t] if chain.type == "Document" else 0, -len(t), t))
    name = known or (named or described or [chain.name])[0]
    chain.name = _joined(name) if chain.type == "Document" else name


def _joined(name: str) -> str:
    """A title without articles behind its conjunctions: "Déclaration et du Plan" → "Déclaration et Plan"."""
    kept: list[str] = []
    for word in name.split():
        if kept and kept[-1] in words("coordinator") and word in words("definite") | words("contracted"):
            continue
        kept.append(word)
    return " ".join(kept)
