"""A token behind a noun, a relative pronoun or participle → what it is about: the phrase that ends right before it.

`la loi sur la fin de vie, adoptée mardi`, `Luc Roy (CFDT), qui …`, `suivi par la police et qui scandait …`
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.clauses.arguments import argument_of, phrase_at
from kgextract.nlp.clauses.number import differs, several
from kgextract.nlp.clauses.page import PAUSE, Page
from kgextract.nlp.events.verbs import kinds
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_HELD = frozenset({"event-hold", "event-frame"})
_WHERE = ("Place", "Organization")  # what somebody is described by
_LINK = 3  # tokens of the preposition before where somebody works
_LOCUTION = 3  # words of a preposition before its noun
_EXPLAINED = 16  # tokens of what explains a person, at most


def antecedent_before(page: Page, i: int, start: int) -> Argument | None:
    """The noun phrase that ends right before token i (a comma or brackets may stand between): the longest one."""
    stop = _before_manner(page, i, start)
    if page.words[stop - 1] == ")" and any(map(in_ant, page.words[i : i + 2])):  # `…, Luc Roy (CFDT) rappelant que`
        stop = max(page.opening.get(stop - 1, stop), start)
    verb = stop
    stop = _before_list(page, stop, start)
    while stop > start and (page.words[stop - 1] in PAUSE or page.words[stop - 1].isspace()):
        stop -= 1
    best: Phrase | None = None
    inner: Phrase | None = None  # the shortest, whatever governs it
    name = _name_to(page, stop, start)
    for k in range(stop - 1, max(start, stop - 25) - 1, -1):
        if page.tags[k] in ("VERB", "AUX", "PUNCT") and page.words[k] not in ("(", ")", "'") and k < name:
            break
        phrase = phrase_at(page, k)
        into = phrase is not None and phrase.start <= name < phrase.end <= stop  # `la Chambre de commerce | et d'…`
        if phrase is None or not (into or phrase.end == stop) or page.words[k - 1] in speech_words("reflexive"):
            continue  # `s'indigne Luc Roy`, whatever the model takes the verb for
        inner = phrase if inner is None or _names_person(page, phrase) else inner
        governed = preposition(page.doc, k)
        if (governed is None or governed.contracted) and not _in_locution(page, k, start):
            best = phrase
    if best is None:
        return None
    if page.words[best.head] in syntax("age-noun"):  # `Luc Roy, 62 ans, battu …`
        return antecedent_before(page, best.start, start)
    if (somebody := _located(page, best, stop, start)) is not None:
        return somebody
    some = inner is not None and not words("one").isdisjoint(page.words[inner.start - 1 : inner.start + 1])
    if stop == verb == i and inner is not None and some and in_ant(page.words[i]):
        best = inner  # `saisir le bureau d'une motion | réclamant`
    if stop < verb and page.tags[i] in ("VERB", "ADJ"):
        best = _agreeing(page, best, inner or best, i, start)
    elif page.tags[i] == "VERB":
        best = _over_topic(page, best, i, start)
    found = argument_of(page, best, "subject")
    plural = stop < verb and page.doc[i].morph.get("Number", []) == ["Plur"]
    return several(page, found, start) if plural and not best.plural else found


def _before_list(page: Page, i: int, start: int) -> int:
    """The token where a bracket opens that lists those of whom a relative tells (`l'alliance (PS et PCF), | qui …`), or
    token i."""
    last = i - 1 - (page.words[i - 1] == ",")
    first = page.opening.get(last, last) if page.words[last] == ")" else last
    listed = any(word in speech_words("joining-word") or word in PAUSE for word in page.words[first + 1 : last])
    return first if start < first < last and listed else i


def _name_to(page: Page, stop: int, start: int) -> int:
    """The first token of the longest name of a body that ends right before a token, or that token."""
    names = (m for m in page.mentions.get(stop - 1, ()) if m.type == "Organization" and m.kind == "named")
    return min((m.start for m in names if m.end == stop and m.start >= start), default=stop)


def past_of_which(page: Page, group: VerbGroup, nearest: Argument | None, start: int) -> Argument | None:
    """Whom a clause with `dont` is about, where what stands before `qui` in it has another number than the verb (`des
    élus, dont deux viennent de la mairie, | qui demandent`)."""
    if nearest is None or not differs(page, group, nearest):
        return nearest
    at = next((k for k in range(nearest.start - 1, start, -1) if page.words[k] in words("of-which")), None)
    outer = antecedent_before(page, at, start) if at is not None else None
    return outer if outer is not None and not differs(page, group, outer) else nearest


def _located(page: Page, place: Phrase, stop: int, start: int) -> Argument | None:
    """Somebody described by where, or by which body, of which the phrase only names that (`un élu de la ligue à Pau,
    qui …`, `la candidate à la mairie de Lens, qui …`)."""
    over = [m for m in page.mentions.get(stop - 1, ()) if m.end == stop and start <= m.start < place.start]
    m = min((m for m in over if m.type == "Person"), key=lambda m: m.start, default=None)
    where = any(o.type in _WHERE for o in page.mentions.get(place.head, ()))
    if m is not None:
        found = Argument(role="subject", start=m.start, end=stop, head=m.head, mentions=[m])
        return found if where and m.kind == "nominal" else None
    near = range(max(start + 1, place.start - _LINK), place.start + 1)
    links = ((k, p) for k in near if (p := preposition(page.doc, k)) and p.end - p.contracted == place.start)
    at = next((k for k, p in links if p.lemma in office_words("at-work")), None)
    if at is None or _is_human(page, place.head):
        return None
    someone = phrase_ending_at(page, at, start)
    if someone is None or not _is_human(page, someone.head):
        return None
    return replace(argument_of(page, someone, "subject"), end=stop)


def _is_human(page: Page, head: int) -> bool:
    """Whether a noun names people, no body or document."""
    bodies = page.words[head] in speech_words("collective-noun", "document-noun")
    return not bodies and (agentive(page.doc, head) or any(m.type == "Person" for m in page.mentions.get(head, ())))


def with_participle(page: Page, found: list[Clause], i: int) -> Argument | None:
    """What a participle and `et qui` both tell of (`le cortège, suivi par la police et qui scandait …`, `des objets
    venant de deux musées et qui …`)."""
    last = found[-1] if found else None
    if last is None or last.position != "participle" or page.words[i - 1] not in speech_words("and-word"):
        return None
    agent = last.subject
    if last.form == "gerund" and agent is not None and agent.end == last.start:
        return agent if any(a.end == i - 1 for a in last.arguments) else None
    if last.form != "participle" or not last.passive or agent is None or agent.start < last.verb or agent.end != i - 1:
        return None
    return next((a for a in last.arguments if a.role == "object"), None)


def _before_manner(page: Page, i: int, start: int) -> int:
    """The token where adverbs begin that tell how a participle at token i was done (`un plan aussitôt critiqué`)."""
    if i >= len(page.tags) or page.tags[i] != "VERB":
        return i
    while i > start and page.words[i - 1] in syntax("manner-adverb"):
        i -= 1
    return i


def person_explained(page: Page, group: VerbGroup, i: int, start: int) -> Argument | None:
    """The person whose house, charge or calling stands between commas or in brackets before a relative at token i.

    `Luc Roy, de la CFDT, qui dénonce …`, `Luc Roy (CFDT), qui …`
    """
    doc, last = page.doc, i - 2
    plural = any("Plur" in token.morph.get("Number", []) for token in doc[group.verb : group.end])
    if plural or last <= start or page.words[i - 1] != ",":
        return None
    opening = "(" if page.words[last] == ")" else ","
    first = max(start, last - _EXPLAINED)
    at = next((k for k in range(last, first, -1) if page.words[k] == opening), None)
    if at is None or any(page.tags[k] in ("VERB", "AUX") for k in range(at + 1, last + 1)):
        return None
    if opening == "," and _turns_to(page, at + 1, last):
        return None
    before = (m for m in page.mentions.get(at - 1, ()) if m.end == at)
    person = next((m for m in before if m.kind == "named" and m.type == "Person"), None)
    if person is None or (page.tags[at + 1] == "DET" and _is_fronted(page, person.start, start)):
        return None
    return Argument(role="subject", start=person.start, end=person.end, head=person.head, mentions=[person])


def _turns_to(page: Page, first: int, last: int) -> bool:
    """Whether an aside [first, last] leads to somebody named (`Luc Roy, en réponse à la maire Anne Blin, qui …`)."""
    link = preposition(page.doc, first)
    led = link is not None and link.lemma not in words("of-lemma")
    people = (m for m in page.mentions.get(last, ()) if m.type == "Person" and m.kind == "named")
    return led and any(m.end == last + 1 for m in people)


def before_place(page: Page, i: int, start: int) -> int:
    """The token where an aside opens that says where something is, between commas before a relative at token i, or i.

    `les élèves de Lens, dans le Nord, | qui …`, `le maire de Lens, ville du Nord, | qui …`
    """
    last = i - 2
    if last <= start or page.words[i - 1] != ",":
        return i
    types = {m.type for m in page.mentions.get(last, ()) if m.end == last + 1}
    for k in range(last, max(start, last - _EXPLAINED), -1):
        if page.tags[k] in ("VERB", "AUX"):
            return i
        if page.words[k] == ",":
            link = preposition(page.doc, k + 1)
            leads = link is not None and link.lemma in syntax("place-link") and "Place" in types
            first = k + 1 + (page.tags[k + 1] in ("DET", "ADJ"))
            return k if leads or (types and page.words[first] in syntax("land-noun")) else i
    return i


def _is_fronted(page: Page, name: int, start: int) -> bool:
    """Does a name belong to what stands before the subject (`Face à Luc Roy, une élue, qui …`)?"""
    before = page.tags[start:name]
    governed = page.tags[name - 1] in ("ADP", "VERB") or preposition(page.doc, name - 1) is not None
    return (
        name > start
        and governed
        and not any(
            tag in ("VERB", "AUX") and "Fin" in page.doc[start + k].morph.get("VerbForm", [])
            for k, tag in enumerate(before)
        )
    )


def _names_person(page: Page, phrase: Phrase) -> bool:
    """Does the core of a phrase end with somebody's name?"""
    return any(m.kind == "named" and m.type == "Person" for m in page.mentions.get(phrase.base_end - 1, ()))


def _agreeing(page: Page, nearest: Phrase, inner: Phrase, participle: int, start: int) -> Phrase:
    """Behind a comma a participle is about the head of the whole phrase that agrees with it: `la loi sur la fin de vie,
    adoptée mardi`; somebody named right before it comes first (`une réunion avec Anne Roy, élue hier`)."""
    if _names_person(page, nearest):
        return nearest
    fits = _fits(page, nearest, participle)
    if not fits and _names_person(page, inner) and _fits(page, inner, participle):
        return inner  # `le départ de la maire Anne Roy, remplacée hier`
    if not fits and (within := _within(page, nearest)) is not None and _fits(page, within, participle):
        return within  # `des membres du gang, dirigé par …`
    best, phrase = nearest, nearest
    while (outer := _outer(page, phrase, start)) is not None:
        phrase = outer
        if _fits(page, phrase, participle):
            best = phrase
    return best


def _fits(page: Page, phrase: Phrase, participle: int) -> bool:
    """Whether a participle agrees with a phrase, as far as both show it."""
    morph = page.doc[participle].morph
    gender = "f" if "Fem" in morph.get("Gender", []) else "m"
    agrees = phrase.gender in (None, gender) and phrase.plural in (None, "Plur" in morph.get("Number", []))
    return agrees or "Past" not in morph.get("Tense", [])


def _over_topic(page: Page, nearest: Phrase, participle: int, start: int) -> Phrase:
    """The text or event whose topic stands before a participle that agrees with both (`une loi sur l'eau | adoptée
    par`) or with it alone (`une loi sur les ports | adoptée par`); with both, of an event only what is done with one
    (`la réunion sur l'eau | convoquée par`)."""
    outer = _outer(page, nearest, start)
    known = page.mentions.get(outer.head, ()) if outer is not None else ()
    text = any(m.type == "Document" for m in known)
    held = any(m.type == "Event" and m.end >= nearest.end for m in known)
    if outer is None or not (text or held):
        return nearest
    own = any(m.start >= nearest.start for m in page.mentions.get(nearest.head, ()))
    alike = not own and (outer.gender, outer.plural) == (nearest.gender, nearest.plural)
    alone = _fits(page, outer, participle) and not _fits(page, nearest, participle)
    return outer if alone or (alike and (text or bool(kinds(page.doc[participle]) & _HELD))) else nearest


def _within(page: Page, phrase: Phrase) -> Phrase | None:
    """The complement that ends a phrase, as a phrase of its own, the longest."""
    found = (phrase_at(page, k) for k in range(phrase.head + 1, phrase.end))
    return next((p for p in found if p is not None and p.end == phrase.end), None)


def _outer(page: Page, phrase: Phrase, start: int) -> Phrase | None:
    """The noun phrase that a preposition joins this one to: of `la vie` in `la loi sur la vie` the law."""
    for at in range(max(start, phrase.start - 4), phrase.start + 1):
        link = preposition(page.doc, at)
        if link is not None and link.end == phrase.start + link.contracted:
            return phrase_ending_at(page, at, start)
    return None


def phrase_ending_at(page: Page, at: int, start: int) -> Phrase | None:
    """The longest noun phrase that ends before token `at`."""
    best: Phrase | None = None
    for k in range(at - 1, max(start, at - 12) - 1, -1):
        if page.tags[k] in ("VERB", "AUX", "PUNCT"):
            break
        phrase = phrase_at(page, k)
        governed = preposition(page.doc, k)
        free = governed is None or governed.contracted
        if phrase is not None and phrase.end == at and free and not _in_locution(page, k, start):
            best = phrase
    return best


def _in_locution(page: Page, at: int, start: int) -> bool:
    """Is the token a word of a longer preposition (`au cours d'une cérémonie`)?"""
    links = (preposition(page.doc, k) for k in range(max(start, at - _LOCUTION), at))
    return any(link is not None and link.end > at + 1 for link in links)
