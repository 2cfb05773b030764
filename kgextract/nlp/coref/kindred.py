"""A general noun → whether it may stand for a thing named or described before: "Samsung … la société coréenne".

The noun stands for classes and heads (a row of `descriptions.yaml`); a nationality must be that of the thing; other
words of its own pass only where there is no second candidate.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from kgextract.nlp.coref.chains import Chains, last_before
from kgextract.nlp.coref.wording import Wording, country_of, fold, stem, stems
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.grammar.days import date_ends
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, memory, unit_tokens
from kgextract.nlp.layers import AGENTS, MEDIA, Chain, Event, Mention, unit_of
from kgextract.nlp.mentions.heads import head_class
from kgextract.tables import gazetteers, identity
from kgextract.tables.events import NOUNS, words_of
from kgextract.tables.identity import Description
from kgextract.tables.names import nominal_words
from kgextract.tables.names import words as words_of_names
from kgextract.tables.roles import office_words

REACH = 3  # paragraphs that a general noun looks back over
_CLOSE = 1  # paragraphs for a body of which no class is known
_STATES = "place/"
_HELD = 30  # tokens from a general noun to the verb that says that it is held


class Likeness(IntEnum):
    """How much a description says what a chain is known to be."""

    NONE = 0
    POSSIBLE = 1  # nothing is known of the thing but its name
    KINDRED = 2  # the noun stands for its class or head
    HEAD = 3  # the same head
    SHARED = 4  # the same head and another word
    EQUAL = 5  # the same head and words


def likeness(chains: Chains, m: Mention, w: Wording, c: Chain, before: Mention) -> Likeness:
    """Whether the noun of m may stand for the chain c, last mentioned in `before`: KINDRED, POSSIBLE or NONE."""
    row, words = _row(chains, m)
    others = [chains.wording(x) for x in c.mentions]
    free = m.type == "Group" or w.head in stems("number-free") or any(o.head in stems("number-free") for o in others)
    if row is None or (w.plural != any(o.plural for o in others) and not free):
        return Likeness.NONE
    if m.type == "Group" and _some(chains, before):
        return Likeness.NONE
    back = _paragraph(chains, m) - _paragraph(chains, before)
    fitting = _fits(chains, row, c)
    if back > (REACH if fitting else _CLOSE) or not (fitting or _unknown(row, c)):
        return Likeness.NONE
    if _barred(chains, row, c) or (row.capital and not _is_capital(chains, c, w, m)):
        return Likeness.NONE
    states = {x for x in w.names if x.startswith(_STATES)}
    home = _home(c)
    if states and home and home not in states:
        return Likeness.NONE
    rest = w.rest - words - (states if home else frozenset()) - _seat(c)
    if rest and not rest & frozenset().union(*(o.rest for o in others)):
        if any(word.startswith(tuple(words_of_names("fighting-prefix"))) for word in rest):
            return Likeness.NONE  # `la commission antidopage … l'agence antifraude`
        if m.type == "Document" and _has_matter(chains, m):
            return Likeness.NONE
        only = fitting and m.kind == "nominal" and m.type != "Event" and not w.names & rest
        only = only and (_only(chains, m, row, c) or (c.cls in MEDIA and chains.leads(c, m)))
        return Likeness.KINDRED if only or _sole(chains, m, w, c) else Likeness.NONE
    return Likeness.KINDRED if fitting else Likeness.POSSIBLE


def own_meeting(chains: Chains, m: Mention, w: Wording, c: Chain) -> bool:
    """`le sommet de Lima … son sommet de mardi avec Luc Roy`: somebody's own, with somebody, is none with a name."""
    text = lowered(chains.doc)
    if m.type != "Event" or w.rest or m.start < 1 or text[m.start - 1] not in words_of_names("possessive"):
        return False
    days = date_ends(chains.doc)
    end = days.get(m.end) or days.get(m.end + 1) or m.end
    joined = end < len(text) and text[end] in identity.identity_words("with")
    return joined and any(chains.wording(x).rest for x in c.mentions)


def other_event(chains: Chains, m: Mention, c: Chain, events: dict[int, Event]) -> bool:
    """Whether a general noun of which it is said that it is held can mean nothing that only happened (`la pandémie …
    l'événement se tiendra`); whether another noun with a day of its own tells of something else (`la réunion de mars`).
    """
    doc, mine = chains.doc, events.get(id(m))
    if any(x.lemma in _beside(chains, m) for x in c.mentions):
        return True
    if m.definite is not False and _is_first(chains, m) and all(x.lemma != m.lemma for x in c.mentions):
        return True  # `La visite du ministre … son premier déplacement à Lima, en 2013`
    if (anew := _told_anew(chains, m)) and all(x.start < anew for x in c.mentions if x.start < m.start):
        return True
    if m.lemma in words_of("event-general") and not any(e.organised for x in c.mentions if (e := events.get(id(x)))):
        last = min(m.end + _HELD, unit_tokens(doc)[unit_of(doc, m.start)][1])
        return any("event-hold" in kinds(doc[k]) for k in range(m.end, last))
    if mine is None or mine.date is None or doc.lowered[mine.date.start - 1] not in words_of_names("of"):
        return False
    dated = any(e.date for x in c.mentions if (e := events.get(id(x))))
    return not dated and all(x.lemma != m.lemma for x in c.mentions)


def _is_first(chains: Chains, m: Mention) -> bool:
    """Whether somebody's own first of a kind is told (`son premier déplacement`)."""
    text = lowered(chains.doc)
    own = m.start > 0 and text[m.start - 1] in words_of_names("possessive")
    return own and text[m.start] in identity.identity_words("first-of-a-kind")


def _told_anew(chains: Chains, m: Mention) -> int:
    """The verb by which somebody of whom nothing was said yet is met right before (`Le roi a ensuite reçu Luc Roy.
    L'| audience …`): that meeting is another one; 0 where none is."""
    doc = chains.doc
    verbs = _encounters().get(m.lemma or "", frozenset())
    known: dict[int, int] = memory(doc, "told-anew")
    if not verbs or m.end > m.head + 1:
        return 0
    if m.start not in known:
        here = unit_of(doc, m.start)
        first = unit_tokens(doc)[max(here - 1, 0)][0]
        newcomers = [x.mentions[0].start for x in chains.latest("Person") if first <= x.mentions[0].start < m.start]
        met = (k for k in range(first, m.start) if doc[k].pos_ == "VERB" and not verbs.isdisjoint(infinitives(doc[k])))
        known[m.start] = max((k for k in met if newcomers), default=0)
    return known[m.start]


@cache
def _encounters() -> dict[str, frozenset[str]]:
    """The nouns of meetings of two, and the verbs that tell them."""
    rows = (row for row in NOUNS.rows() if row.noun in words_of("event-encounter"))
    return {row.noun: frozenset(row.verbs) for row in rows}


def _beside(chains: Chains, m: Mention) -> set[str]:
    """On the fringe of what an event was held: that is another one (`la rencontre a eu lieu en marge du | sommet`)."""
    doc = chains.doc
    known: dict[int, set[str]] = memory(doc, "beside-events")
    if m.start not in known:
        last = unit_tokens(doc)[unit_of(doc, m.start)][1]
        links = (preposition(doc, k) for k in range(m.end, min(m.end + _HELD, last)))
        ends = [f.end for f in links if f is not None and f.lemma in words_of("event-fringe")]
        known[m.start] = {w for end in ends for w in doc.lowered[end : end + 2]}
    return known[m.start]


def _has_matter(chains: Chains, m: Mention) -> bool:
    """Whether a text is told by what it is of (`la loi sur le vin … la réforme | de la fonction publique`): no number,
    nobody who wrote it (`le texte | du gouvernement`)."""
    at = preposition(chains.doc, m.head + 1) if m.lemma in identity.identity_words("told-by-matter") else None
    if at is None or at.end >= m.end or chains.doc[m.head].is_title:
        return False
    inside = chains.everything.started(at.end, m.end)
    return chains.doc[at.end].pos_ != "NUM" and all(x.type not in AGENTS for x in inside)


def _some(chains: Chains, m: Mention) -> bool:
    """Whether people are some of many: "une centaine d'ouvriers" are not "le personnel"."""
    return any(w in nominal_words("numeral-noun") for w in lowered(chains.doc)[m.start : m.end])


def _row(chains: Chains, m: Mention) -> tuple[Description | None, frozenset[str]]:
    """The row of the longest noun at the head, and the stems of its words after the first."""
    rows = identity.descriptions()
    text = lowered(chains.doc)
    for end in range(min(m.end, m.head + identity.longest_description()), m.head + 1, -1):
        phrase = " ".join(text[m.head : end]).replace("' ", "'")
        if row := rows.get((m.type, phrase)):
            return row, frozenset(stem(x) for x in text[m.head + 1 : end])
    lemma = (m.lemma or "").casefold()
    return rows.get((m.type, lemma)), frozenset(stem(x) for x in lemma.split()[1:])


def _fits(chains: Chains, row: Description, c: Chain) -> bool:
    """By class, by the head of a description, or by the head of its usual name; a place that one is in is a town."""
    if c.cls in row.classes or ("City" in row.classes and _town(chains, c)):
        return True
    heads = {stem(h) for h in row.heads}
    if any(chains.wording(x).head in heads for x in c.mentions):
        return True
    return bool(c.key) and stem(fold(c.name).split()[0]) in heads | {stem(row.noun)}


def _town(chains: Chains, c: Chain) -> bool:
    """Whether a place of which nothing is known stands behind a bare `à`, as towns do (`à Glazoué`)."""
    if c.type != "Place" or c.cls != "Place" or c.key:
        return False
    text, at = lowered(chains.doc), office_words("sphere-or-place")
    return any(x.kind == "named" and x.start > 0 and text[x.start - 1] in at for x in c.mentions)


def _unknown(row: Description, c: Chain) -> bool:
    """A body with a name of its own and no known class may be anything that has a class, such a place a town.

    But no institution that a state has one of (`l'armée`, `le tribunal`).
    """
    if c.type not in ("Organization", "Place") or c.cls != c.type or c.key or not row.classes:
        return False
    if row.noun in identity.identity_words("of-the-state"):
        return False
    if MEDIA.issuperset(row.classes) and head_class(fold(c.name).split()[0]):
        return False  # `la Chambre d'agriculture … la radio`
    if fold(c.name).split()[0] in _houses() and row.noun not in office_words("establishment-noun"):
        return False  # `l'hôpital de Gap … l'agence de santé`
    if c.type == "Place" and "City" not in row.classes:
        return False
    return any(x.kind == "named" for x in c.mentions)


def _barred(chains: Chains, row: Description, c: Chain) -> bool:
    if not row.barred:
        return False
    barred = {stem(x) for x in row.barred}
    names = [chains.text(x) if x.kind == "named" else chains.wording(x).head for x in c.mentions]
    names += [c.name] if c.key else []
    return any(stem(part) in barred for name in names for part in fold(name).split())


def _is_capital(chains: Chains, c: Chain, w: Wording, m: Mention) -> bool:
    """The seat of government of a state that the description or the article names."""
    if any(gazetteers.capitals().get(x) == c.key for x in w.names):
        return True
    if of_another_state(chains, m, c):
        return False
    return any(gazetteers.capitals().get(x.key or "") == c.key for x in chains.latest("Place") if x.key and c.key)


def of_another_state(chains: Chains, m: Mention, c: Chain) -> bool:
    """`À Oslo, … Le Maroc rénove sa capitale`: whether the state before a possessive has another capital."""
    if not m.start or chains.doc.lowered[m.start - 1] not in office_words("possessive"):
        return False
    first, _ = unit_tokens(chains.doc)[unit_of(chains.doc, m.start)]
    named = (x.chain for x in chains.named.started(first, m.start))
    owners = [x for x in named if x is not None and x.cls == "Country"]
    return bool(owners) and all(gazetteers.capitals().get(x.key or "") != c.key for x in owners)


@cache
def _houses() -> frozenset[str]:
    """The nouns of hospitals, schools and the like as names are compared."""
    return frozenset(fold(noun) for noun in office_words("establishment"))


def _home(c: Chain) -> str | None:
    """The state of a body or place, by the table; a state is its own."""
    if c.cls == "Country":
        return c.key
    return country_of().get(c.key or "")


def _seat(c: Chain) -> frozenset[str]:
    """The town where a body has its seat, by the table: "le groupe de Toulouse" is Airbus."""
    seat = gazetteers.seats().get(c.key or "")
    return frozenset({seat}) if seat else frozenset()


def _only(chains: Chains, m: Mention, row: Description, c: Chain) -> bool:
    """No other thing of these classes was mentioned before."""
    rivals = [x for x in chains.latest(m.type) if x.cls in row.classes and last_before(x, m.start)]
    return all(x is c for x in rivals)


def _sole(chains: Chains, m: Mention, w: Wording, c: Chain) -> bool:
    """A body without a known class, the only one named around, which a sentence is about ("le groupe lyonnais")."""
    if m.type != "Organization" or m.kind != "nominal" or not m.definite or not chains.leads(c, m):
        return False
    around = [x for x in chains.recent(m, _CLOSE) if any(y.kind == "named" and y.start < m.start for y in x.mentions)]
    return all(x is c for x in around) and all(x.startswith(_STATES) for x in w.names & w.rest)


def _paragraph(chains: Chains, m: Mention) -> int:
    return int(chains.doc._.units[unit_of(chains.doc, m.start)].paragraph)
