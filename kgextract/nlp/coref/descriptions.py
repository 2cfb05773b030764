"""Descriptions of documents, events, bodies, places and groups → chains, in text order.

An indefinite one opens a chain; a definite or demonstrative one takes up the last thing of the same head noun, or of
a class that its noun may stand for ("la résolution … ce texte"), unless other words, numbers or hosts forbid it.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.coref import apposed
from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.foreground import place_of
from kgextract.nlp.coref.grades import compared, is_definite, pointing
from kgextract.nlp.coref.kindred import REACH, Likeness, of_another_state, own_meeting
from kgextract.nlp.coref.unlike import is_unlike
from kgextract.nlp.coref.wording import Wording, stem
from kgextract.nlp.events.verbs import says
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import MEDIA, Chain, Event, Mention, unit_of
from kgextract.nlp.mentions.explained import name_beside
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.nominals import TAKES_UP, appositions
from kgextract.tables import identity
from kgextract.tables.names import demonyms, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

_FAR = 20  # paragraphs that a number of people looks back over
_TOWNS = ("City", "Place")
_OFTEN = 3  # times that a body was named by which a description is its
_NAMED = ("Organization", "Place")
_TO_OBJECT = ("AUX", "VERB", "ADV", "DET", "PROPN", "CCONJ")  # what may stand between a subject and an object
_NAME = 4  # tokens of the name of a town
_TITLE = 12  # tokens of the name of an event or a document


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each mention that has no chain yet into the chain of what it describes."""
    events = {id(e.mention): e for e in chains.doc._.events or ()}
    for m in mentions:
        if m.chain is None:
            titled = _titled(chains, m)
            told = titled or (None if _ours(chains, m) else _taken_up(chains, m, events))
            chain = told or _as_event(chains, m, events)
            if titled and m.type == "Document" and m.definite:
                _same_as_before(chains, m, titled, events)
            if chain:
                chains.join(m, chain)
            else:
                chains.open(m).unnamed = m.rule == TAKES_UP


def _ours(chains: Chains, m: Mention) -> bool:
    """`notre journal`: who reports, none of those told of before."""
    text = chains.doc.lowered
    owned = m.start > 0 and text[m.start - 1] in speech_words("first-person-own")
    return owned and head_class(text[m.head]) in MEDIA


def _same_as_before(chains: Chains, m: Mention, titled: Chain, events: dict[int, Event]) -> None:
    """`un tableau … L'œuvre, intitulée « Les Baigneuses », …`: what was only described before is what has the title."""
    before = _taken_up(chains, m, events)
    if before is not None and before is not titled and all(x.kind == "nominal" for x in before.mentions):
        chains.merge(titled, before)


def _as_event(chains: Chains, m: Mention, events: dict[int, Event]) -> Chain | None:
    """`une grève … le mouvement`: a noun of a body that may stand for an event, where it takes up no body."""
    if (
        not (m.rule == TAKES_UP or (pointing(chains, m) and m.end - m.start == 1))
        or ("Event", (m.lemma or "").casefold()) not in identity.descriptions()
    ):
        return None
    if says(chains.doc, m.end):
        return None
    type, cls = m.type, m.cls
    m.type = m.cls = "Event"
    chain = _taken_up(chains, m, events)
    if chain is None:
        m.type, m.cls = type, cls
    return chain


def _titled(chains: Chains, m: Mention) -> Chain | None:
    """The thing whose name stands beside it: "le film « La Traversée »", "la firme danoise Orkla"."""
    doc, i = chains.doc, m.end
    if m.type == "Organization" and (name := name_beside(doc, m.head)) is not None:
        beside = (x.chain for x in chains.named.started(*name) if x.type == m.type)
        return next((c for c in beside if c and fits(c, m)), None)
    if m.type == "Organization" and (body := apposed.bracketed(chains, m) or apposed.body(chains, m)) is not None:
        return body
    if m.type == "Place" and (town := _apposed_place(chains, m)) is not None:
        return town
    if (before := _before_comma(chains, m)) is not None:
        return before
    if i + 2 < len(doc) and doc[i].text == "," and stem(doc[i + 1].lower_) in _called():
        i += 1  # `l'œuvre, intitulée « Les Baigneuses »`
    origin = i < len(doc) and doc[i].lower_ in demonyms()
    i += origin
    if i < len(doc) and stem(doc[i].lower_) in _called():
        i += 1
    quoted = i < len(doc) and doc[i].is_quote
    if m.plural or not (quoted or i > m.end):
        return None
    at = i + quoted
    named = (x.chain for x in chains.named.started(at, at + 1) if x.type == m.type)
    return next((c for c in named if c and fits(c, m)), None)


def _before_comma(chains: Chains, m: Mention) -> Chain | None:
    """The thing of which a description behind a comma tells: "le pacte de Rabat, un texte de dix pages, …"."""
    doc, bare = chains.doc, m.rule == appositions.RULE
    at = m.start - 1 - (not bare)
    if m.plural or at < 1 or doc[at].text not in appositions.MARKS or not (bare or doc[at + 1].lower_ in words("one")):
        return None
    if m.end < len(doc) and doc[m.end].lower_ in words("coordinator"):
        return None
    if not bare and m.end < len(doc) and "Fin" in doc[m.end].morph.get("VerbForm", []):
        return None  # `À Lyon, place des Terreaux, | un immeuble a brûlé`
    names = (x for x in chains.named.started(max(0, at - _TITLE), at) if x.end == at and x.type == m.type)
    return next((x.chain for x in names if x.chain and fits(x.chain, m)), None)


def _apposed_place(chains: Chains, m: Mention) -> Chain | None:
    """The town beside a comma: "la capitale malienne, Bamako", "Bamako, la capitale malienne,"."""
    doc = chains.doc
    if m.plural or not m.definite or m.lemma not in identity.identity_words("apposed-town"):
        return None
    if m.end + 1 < len(doc) and doc[m.end].text == ",":
        town = next((x for x in chains.named.started(m.end + 1, m.end + 2) if x.type == "Place"), None)
        if town is not None and town.cls in _TOWNS and town.chain and not _listed(chains, town.end):
            return town.chain if fits(town.chain, m) else None
    at = m.start - 2  # the comma before its determiner
    if at > 0 and doc[at].text == "," and (m.end >= len(doc) or doc[m.end].is_punct):
        towns = (x for x in chains.named.started(max(0, at - _NAME), at) if x.end == at and x.cls in _TOWNS)
        return next((x.chain for x in towns if x.chain and fits(x.chain, m)), None)
    return None


def _listed(chains: Chains, at: int) -> bool:
    """Whether a list goes on behind a name."""
    return at < len(chains.doc) and chains.doc[at].lower_ in words("coordinator")


@cache
def _called() -> frozenset[str]:
    """Stems of the participles that give a name, of either gender (`intitulé`, `intitulée`)."""
    return frozenset(stem(x + e) for x in identity.identity_words("called") for e in ("", "e"))


def _taken_up(chains: Chains, m: Mention, events: dict[int, Event]) -> Chain | None:
    """The chain that a description takes up, or None where it opens one."""
    w = chains.wording(m)
    pointed, definite = pointing(chains, m), is_definite(chains, m)
    best: tuple[tuple[int, int, tuple[int, bool, int]], Chain] | None = None
    for c in chains.candidates(m, w.head, _FAR if m.type == "Group" and w.numbers else REACH):
        before = last_before(c, m.start)
        if before is None or not fits(c, m) or (m.type == "Group" and _elsewhere(chains, m, before)):
            continue
        if own_meeting(chains, m, w, c) or is_unlike(chains, m, w, c):
            continue
        grade = compared(chains, m, w, c, before, events)
        if c.unnamed and (m.rule != TAKES_UP or grade != Likeness.EQUAL):
            continue  # `la direction … la direction`
        kin = grade < Likeness.HEAD
        if not grade or (definite is False and not _again(chains, m, w, grade) and not _restated(chains, c, grade)):
            continue
        if kin and (not (pointed or definite) or _acted_on(chains, m, before)):
            continue
        if definite is None and grade < (Likeness.HEAD if m.plural else Likeness.SHARED):
            continue
        leads = grade <= Likeness.SHARED and m.type in _NAMED and chains.leads(c, m)
        weight = _often(chains, m, c, leads=leads) if m.type == "Organization" or kin else 0
        weight -= _title_of_two(chains, c, w) or _set_apart(chains, c, w)
        known = grade + (leads and m.type == "Organization" and not w.rest)  # `Lens a perdu face à Nantes. Le club …`
        rank = (min(known, Likeness.HEAD), weight, place_of(chains.doc, c, before))
        if best is None or rank > best[0]:
            best = rank, c
    return best[1] if best else _dominant(chains, m, w)


def _acted_on(chains: Chains, m: Mention, before: Mention) -> bool:
    """`Renault et Airbus ont quitté | le consortium`: the object of the only verb is another body than its subject."""
    between = range(before.end, m.start - 1)
    words_between = (chains.doc[k] for k in between)
    if m.type != "Organization" or any(t.pos_ not in _TO_OBJECT and not is_capital(t) for t in words_between):
        return False
    verbs = [chains.doc[k] for k in between if chains.doc[k].pos_ == "VERB"]
    return len(verbs) == 1 and not (set(infinitives(verbs[0])) & office_words("copula"))


def _often(chains: Chains, m: Mention, c: Chain, *, leads: bool) -> int:
    """How much an article speaks of a body or place before m, more where it leads a sentence near (`leads`)."""
    times = sum(x.start < m.start for x in c.mentions)
    if m.type == "Organization":
        return int(leads or times >= _OFTEN)
    here = m.type == "Place" and _opening_place(chains, m) is c  # `En Belgique, … dans le pays`
    return times + leads + _OFTEN * here if m.type == "Place" else 0


def _elsewhere(chains: Chains, m: Mention, before: Mention) -> bool:
    """`À Lyon, les autorités … À Genève, les autorités`: each sentence opens with a place of its own."""
    here, there = _opening_place(chains, m), _opening_place(chains, before)
    return here is not None and there is not None and here is not there


def _opening_place(chains: Chains, m: Mention) -> Chain | None:
    """The place with which the sentence of a mention opens, behind a preposition and before a comma."""
    doc = chains.doc
    first, stop = unit_tokens(doc)[unit_of(doc, m.start)]
    if doc[first].pos_ != "ADP":
        return None
    place = next((x for x in chains.named.started(first + 1, min(first + _NAME, stop)) if x.type == "Place"), None)
    apart = place is not None and place.end < m.start and doc[place.end].text == ","
    return place.chain if place is not None and apart else None


def _title_of_two(chains: Chains, c: Chain, w: Wording) -> bool:
    """*La déclaration* does not shorten a title like *Déclaration et Programme d'action* where another is near."""
    titles = [x for x in c.mentions if chains.wording(x).head == w.head]
    return bool(titles) and all(x.kind == "named" and _coordinated(chains, x) for x in titles)


def _set_apart(chains: Chains, c: Chain, w: Wording) -> bool:
    """*Le gouvernement* is none called *le gouvernement précédent* where another is near."""
    alike = [o for o in map(chains.wording, c.mentions) if o.head == w.head]
    return bool(alike) and all(o.contrast - w.contrast for o in alike)


def _coordinated(chains: Chains, m: Mention) -> bool:
    """Whether "and" stands right behind the head."""
    return m.head + 1 < m.end and chains.doc[m.head + 1].lower_ in words("coordinator")


def _dominant(chains: Chains, m: Mention, w: Wording) -> Chain | None:
    """*Le pays* before any name: the country that the article names far more often than any other."""
    row = identity.descriptions().get((m.type, (m.lemma or "").casefold()))
    if m.type != "Place" or not is_definite(chains, m) or w.rest or w.contrast or w.plural or row is None:
        return None
    found = [c for c in chains.latest("Place") if c.cls in row.classes and fits(c, m)]
    found = [c for c in found if not of_another_state(chains, m, c)]
    found.sort(key=lambda c: -len(c.mentions))
    if not found or (len(found) > 1 and len(found[0].mentions) < 2 * len(found[1].mentions)):
        return None
    return found[0]


def _restated(chains: Chains, c: Chain, grade: Likeness) -> bool:
    """The headline's "un accord" is told again as "un accord" below it."""
    units = chains.doc._.units
    at = {unit_of(chains.doc, x.start) for x in c.mentions}
    first = chains.doc[unit_tokens(chains.doc)[0][1] - 1]
    headline = first.is_space or not first.is_punct  # an article without one begins with a sentence
    return grade >= Likeness.HEAD and all((i == 0 and headline) or units[i].kind == "heading" for i in at)


def _again(chains: Chains, m: Mention, w: Wording, grade: Likeness) -> bool:
    """An indefinite one that says the same again: a group at large ("des migrants"), or two words or more alike."""
    first = chains.doc[m.start - 1 if m.start else 0].lower_
    if first in identity.identity_words("some-of") or chains.doc[m.start].lower_ in identity.identity_words("some-of"):
        return False  # `plusieurs élus`
    return grade == Likeness.EQUAL and not w.numbers and (m.type == "Group" or len(w.rest) > 1)
