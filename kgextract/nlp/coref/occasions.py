"""Names of events → the chain of the same event said with fewer or more words: number, host and words must agree.

"un sommet de l'Union africaine … ce 36e sommet de l'UA", "le 5e forum de Lomé … le forum de Lomé"
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.grades import hosts_clash, numbers_clash, pointing
from kgextract.nlp.layers import Chain, Event, Mention, unit_of

_DAY = len("2024-07-02")
_SERIES = 3  # the least number that is one of a series: there are many a first meeting
_BACK = 24  # events of the same noun that are compared


def read(chains: Chains) -> None:
    """Merge the chains of named events that say the same as one before."""
    events = {id(e.mention): e for e in chains.doc._.events or ()}
    by_head: dict[str, list[Chain]] = {}
    for c in sorted(chains.of_type("Event"), key=lambda c: c.mentions[0].start):
        m = c.mentions[0]
        earlier = by_head.setdefault(chains.wording(m).head, [])
        alike = _is_same if m.kind == "named" else _is_same_day
        near = earlier[: -_BACK - 1 : -1]
        same = next((a for a in near if alike(chains, a, m, c, events) or _same_in_series(a, m, c, events)), None)
        if same:
            chains.merge(same, c)
        else:
            earlier.append(c)


def _is_same(chains: Chains, a: Chain, m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    before = last_before(a, m.start)
    if before is None or not all(fits(a, x) for x in c.mentions) or bool(before.plural) != bool(m.plural):
        return False
    mine, theirs = chains.wording(m), [chains.wording(x) for x in a.mentions]
    if numbers_clash(mine, theirs) or any(hosts_clash(x, a, events) for x in c.mentions):
        return False
    other = max(theirs, key=lambda w: len(w.rest))
    words, known = _words(mine.rest), _words(other.rest)
    nth = any(e.ordinal is not None for x in a.mentions if (e := events.get(id(x))) is not None)
    numbered = mine.numbers != other.numbers and not (nth and not mine.numbers)  # `la deuxième édition du festival …`
    if numbered or not words & known or not (words <= known or known <= words):
        return False
    opened = a.mentions[0]
    return opened.definite is not False or pointing(chains, m) or _is_heading(chains, opened)


def _same_in_series(a: Chain, m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    """Whether both have the same number of a series, and one alone tells of whose (`le 18e sommet de la CEEAC … le 18e
    sommet des chefs d'État`)."""
    mine = events.get(id(m))
    theirs = [e for x in a.mentions if (e := events.get(id(x))) is not None]
    numbers = {e.ordinal for e in theirs if e.ordinal is not None}
    if mine is None or mine.ordinal is None or mine.ordinal < _SERIES or numbers != {mine.ordinal}:
        return False
    days = {e.date.value for e in (mine, *theirs) if e.date is not None}
    if m.definite is False or not all(fits(a, x) for x in c.mentions):
        return False
    bodies = [any(e.host is not None and e.host.type == "Organization" for e in es) for es in ([mine], theirs)]
    return not all(bodies) and len(days) <= 1


def _is_same_day(chains: Chains, a: Chain, m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    """What is told anew with its day: "un séisme a frappé lundi l'Iran … Un séisme de magnitude 6 a frappé lundi"."""
    before = last_before(a, m.start)
    if before is None or m.definite is not False or m.plural or before.plural:
        return False
    if not all(fits(a, x) for x in c.mentions):
        return False
    mine, theirs = chains.wording(m), [chains.wording(x) for x in a.mentions]
    days = {e.date.value for x in a.mentions if (e := events.get(id(x))) is not None and e.date is not None}
    day = next((e.date.value for x in c.mentions if (e := events.get(id(x))) is not None and e.date is not None), None)
    if day is None or day not in days or len(day) < _DAY or numbers_clash(mine, theirs) or mine.contrast:
        return False
    places = [{e.place.chain for x in y.mentions if (e := events.get(id(x))) is not None and e.place} for y in (a, c)]
    return not all(places) or bool(places[0] & places[1])


def _words(rest: frozenset[str]) -> frozenset[str]:
    """The words without the number of a session."""
    return frozenset(w for w in rest if not w[:1].isdigit())


def _is_heading(chains: Chains, m: Mention) -> bool:
    at = unit_of(chains.doc, m.start)
    return at == 0 or chains.doc._.units[at].kind == "heading"
