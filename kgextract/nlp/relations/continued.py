"""A subject pronoun → what the sentences before are about: their subjects, over pronouns that go on with them.

`Luc Roy est mort. Il avait rencontré Paul Petit à Rome. Il a signé …`: Luc Roy signed; `Les syndicats refusent. Ils ont
rencontré …`: the unions met; `La Commission a ouvert une enquête. Elle a infligé …`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from kgextract.nlp.clauses.identified import entering, identified
from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.coref.salience import PARAGRAPHS
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory, paragraphs_before, unit_tokens
from kgextract.nlp.layers import Argument, Chain, Clause, Mention, unit_of
from kgextract.nlp.relations.latter import latter_gender
from kgextract.nlp.relations.presented import presented
from kgextract.nlp.relations.taken import first_taken, silent
from kgextract.nlp.relations.told import clauses_at, mentions_at
from kgextract.nlp.stretches import beginning
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

PERSON, GROUP, BODY, PLACE, COUNTRY = "Person", "Group", "Organization", "Place", "Country"
BACK = 4  # main clauses before that are looked at
STEPS = 6  # pronouns in a row
_TEXT = "Document"
_GENDERS = {"f": "Fem", "m": "Masc"}
FAR = 1  # sentences between a thing and the object pronoun that takes it up
FARTHER = 2  # where only a text can be meant
Gender = Literal["m", "f"]


def person_before(doc: Doc, token: int, gender: Gender) -> Chain | None:
    """The person whom the sentences before a singular pronoun are about, or None where they leave it open."""
    at = unit_of(doc, token)
    for argument in _topics(doc, token):
        if at - (unit := unit_of(doc, argument.start)) > FAR + 1:
            return None
        pronoun = _pronoun(doc, argument)
        if pronoun == (gender, False):
            at = unit
            continue
        people = [m.chain for m in argument.mentions if m.chain is not None and m.type == PERSON]
        fitting = [c for c in people if c.gender in (gender, None)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting or any(m.type == PERSON and _fits(m, gender) for m in _named_around(doc, argument)):
            return None
    return None


def bodies_before(doc: Doc, token: int, types: tuple[str, ...]) -> list[Chain]:
    """The body or state that a singular pronoun takes up, the group or the several of a list that a plural one does;
    none where somebody else may be meant."""
    meant = _form(doc, token)
    if meant is None:
        return []
    gender, plural = meant
    at = unit_of(doc, token)
    for argument in _topics(doc, token):
        if at - (unit := unit_of(doc, argument.start)) > FAR:
            return []
        if _pronoun(doc, argument) == meant:
            at = unit
            continue
        found = {id(m.chain): m for m in argument.mentions if m.chain is not None}
        told = [m for m in found.values() if m.type in types or m.type == PERSON]
        if plural:
            return _several(doc, told, gender)
        if len(told) != 1 or told[0].type == PERSON or _is_several(doc, told[0]) or not _agrees(doc, told[0], gender):
            return []
        others = (m for m in _named_around(doc, argument) if m.type == PERSON and _fits(m, gender))
        land = told[0].type != PLACE or told[0].cls == COUNTRY
        return [told[0].chain] if land and not any(others) and told[0].chain is not None else []
    return []


def thing_before(
    doc: Doc,
    token: int,
    types: tuple[str, ...],
    *,
    gender: Gender | None,
    plural: bool,
    besides: Collection[Chain],
    far: int = FAR,
) -> Chain | None:
    """What an object pronoun takes up (`La loi sera votée mardi. La CGT s'y oppose`): the only thing that fits in the
    nearest sentence that has one, at most `far` back, of several its subject."""
    named = _in_order(doc, 0, len(doc))
    token = first_taken(doc, _first_of(doc, token, gender, plural=plural), gender, plural=plural, named=named)
    aside = silent(doc, unit_of(doc, token) - 1, named)
    first = paragraphs_before(doc, token, PARAGRAPHS + aside)
    told = [m for m in _in_order(doc, first, token) if m.end <= token and m.chain is not None and m.type in types]
    told = [m for m in told if _is_several(doc, m) == plural and m.chain not in besides and _likely(doc, m, gender)]
    if not told or unit_of(doc, token) - (unit := unit_of(doc, told[-1].start)) > far + aside:
        return None
    near = {id(m.chain): m.chain for m in told if unit_of(doc, m.start) == unit}
    spoken = _spoken_of(doc, unit, token)
    texts = [c for k, c in near.items() if c is not None and c.type == _TEXT and k in spoken]
    people = any(c is not None and c.type == PERSON for c in near.values())
    if len(near) > 1 and len(texts) == 1 and not people:
        return texts[0]  # `Le Sénat a rejeté le texte. Luc Roy l'a défendu`
    if len(near) > 1:
        near = {k: c for k, c in near.items() if k in spoken[:1] and c is not None and c.type != PERSON}
    return next((c for k, c in near.items() if k in spoken), None) if len(near) == 1 else None


def _spoken_of(doc: Doc, unit: int, token: int) -> list[int]:
    """The chains that are subject, object or else an argument of the main clauses of a unit before a token."""
    clauses = [c for c in clauses_at(doc, unit) if c.form == "finite" and c.end <= token]
    subjects = [a for c in clauses if (a := shared(c)) is not None]
    objects = [a for c in clauses for a in c.arguments if a.role == "object"]
    others = [a for c in clauses for a in c.arguments if a.role != "object"]
    heads = [id(m.chain) for a in (*subjects, *objects, *others) for m in a.mentions]
    spans = ((a.head + 1, max(c.start, a.end)) for c in clauses if (a := shared(c)) is not None)
    inner = (m for start, end in (*spans, *((a.head + 1, a.end) for a in objects)) for m in _in_order(doc, start, end))
    return [*heads, *(id(m.chain) for m in inner if m.type == _TEXT)]  # `l'adoption | de la loi`


def _first_of(doc: Doc, token: int, gender: Gender | None, *, plural: bool) -> int:
    """The first of the subject pronouns of the sentences before that may stand for the same thing, or the token."""
    at = unit_of(doc, token)
    for argument in _topics(doc, token):
        unit = unit_of(doc, argument.start)
        if unit == at:
            continue  # its own subject
        if at - unit > FAR or gender is None or _pronoun(doc, argument) != (gender, plural):
            break
        token, at = argument.start, unit
    return token


def text_before(doc: Doc, token: int, types: tuple[str, ...]) -> Chain | None:
    """The text or event that a subject pronoun takes up (`Le Sénat a adopté une motion. Elle est combattue par …`)."""
    form = _form(doc, token)
    if form is None and (gender := latter_gender(doc, token)) is not None:
        form = gender, False
    if form is None:
        return None
    gender, plural = form
    near = thing_before(doc, token, types, gender=gender, plural=plural, besides=())
    if near is not None:
        return near
    any_type = (*types, PERSON, BODY, GROUP, PLACE)  # farther back only where nothing else may be meant
    far = thing_before(doc, token, any_type, gender=gender, plural=plural, besides=(), far=FARTHER)
    return far if far is not None and far.type in types else None


def _is_several(doc: Doc, m: Mention) -> bool:
    return bool(m.plural) or (m.kind == "nominal" and m.start > 0 and doc.lowered[m.start - 1] in words("the-several"))


def event_before(doc: Doc, token: int) -> Chain | None:
    """What a subject pronoun of `se tenir`, `avoir lieu`, `être organisé` takes up: the only event that fits in the
    nearest sentence that has one, whatever it is there (`Luc Roy a assisté à un débat. Il était organisé par …`)."""
    form = _form(doc, token)
    if form is None:
        return None
    gender, plural = form
    kept: list[Mention] = memory(doc, "held-in-order").setdefault("all", [])
    if not kept:
        kept += sorted((e.mention for e in doc._.events if e.organised), key=lambda m: m.start)
    at = unit_of(doc, token)
    first = paragraphs_before(doc, token, PARAGRAPHS + FAR)  # sentences that stand alone are paragraphs
    told = [m for m in beginning(kept, first, token, lambda m: m.start) if m.chain]
    told = [m for m in told if at - unit_of(doc, m.start) <= FAR + 1 and _is_several(doc, m) == plural]
    told = [m for m in told if _likely(doc, m, gender) and _has_gender(doc, m, gender)]
    near = {id(m.chain): m.chain for m in told if unit_of(doc, m.start) == unit_of(doc, told[-1].start)}
    return next(iter(near.values())) if len(near) == 1 else None


def _has_gender(doc: Doc, m: Mention, gender: Gender) -> bool:
    """As far as the model knows the gender of its noun."""
    known = doc[m.head].morph.get("Gender", [])
    return not known or known == [_GENDERS[gender]]


def _likely(doc: Doc, m: Mention, gender: Gender | None) -> bool:
    return gender is None or _agrees(doc, m, gender)


def _in_order(doc: Doc, start: int, end: int) -> Sequence[Mention]:
    """The mentions that start in tokens [start, end), events too."""
    kept: list[Mention] = memory(doc, "things-in-order").setdefault("all", [])
    if not kept:
        kept += sorted({*doc._.mentions, *doc._.nominals, *(e.mention for e in doc._.events)}, key=lambda m: m.start)
    return beginning(kept, start, end, lambda m: m.start)


def _several(doc: Doc, told: list[Mention], gender: Gender) -> list[Chain]:
    chains = [m.chain for m in told if m.chain is not None]
    if len(told) == 1 and (told[0].type == GROUP or told[0].plural):
        m = told[0]
        counted = m.plural and not words("quantity-noun").isdisjoint(
            doc.lowered[m.start : m.head + 1]
        )  # `une vingtaine d'élus … Ils`
        return chains if told[0].chain is not None and (counted or _agrees(doc, m, gender)) else []
    alike = gender == "m" or all(m.chain is not None and m.chain.gender == gender for m in told)
    return chains if len(chains) > 1 and alike else []


def _topics(doc: Doc, token: int) -> Iterator[Argument]:
    """The subjects of the main clauses before a token, the last one first; of several verbs the same only once."""
    known = memory(doc, "topics")
    kept: list[Argument] = known.setdefault("all", [])
    if not kept:
        told = [c for c in doc._.clauses if c.form == "finite" and c.position in ("main", "incise")]
        found = {a.start: a for c in told if (a := identified(doc, c) or shared(c) or entering(c)) is not None}
        found |= {a.start: a for a in presented(doc)}
        kept += (found[k] for k in sorted(found))
        known["places"] = _places(doc, told)
    first = paragraphs_before(doc, token, PARAGRAPHS)
    unit = unit_of(doc, token)
    before = [a for a in beginning(kept, first, token, _start) if a.end <= token]
    before = [a for a in before if unit_of(doc, a.start) == unit or not _bound(doc, a)]
    places: dict[int, int] = known["places"]
    before.sort(key=lambda a: (places.get(a.start, a.start), -a.start))
    seen = 0
    for argument in reversed(before):
        seen += _pronoun(doc, argument) is None
        yield argument
        if seen == BACK or (len(before) > BACK + STEPS and argument is before[-BACK - STEPS]):
            return


def _places(doc: Doc, told: list[Clause]) -> dict[int, int]:
    """Who says a sentence → its subject, before which he or she stands (`Luc Roy est mort, a dit Jean Blin. Il …`).

    Of quoted words it is the sentence's own (`« Luc Roy est mort », a dit Jean Blin. Il …`).
    """
    mains = {c.unit: a.start for c in reversed(told) if c.position == "main" and (a := shared(c)) is not None}
    said = ((a.start, mains[c.unit]) for c in told if c.position == "incise" and c.unit in mains and (a := shared(c)))
    quoted = {a.start for c in told if _quotes(doc, c) and (a := shared(c)) is not None}
    return {start: main for start, main in said if main < start and start not in quoted}


def _quotes(doc: Doc, incise: Clause) -> bool:
    """Whether a closing mark stands before an incise."""
    k = incise.start - 1
    return k > 0 and doc.lowered[k - (doc[k].text == ",")] in speech_words("closing-mark")


def _bound(doc: Doc, subject: Argument) -> bool:
    """Whether what stands before a subject makes its clause part of another one, unless it opens the sentence.

    `Luc Roy est parti quand Jean Blin est venu`, `Luc Roy, dont Jean Blin a pris le siège, est parti`
    """
    at, word = subject.start - 1, doc.lowered
    if at <= unit_tokens(doc)[unit_of(doc, subject.start)][0] or word[at] not in syntax("subordinator"):
        return False
    said = word[at] in speech_words("that-word")  # `Luc Roy assure que Jean Blin est venu` leaves it open
    return not said or word[at - 1] in (",", *speech_words("fronting-that"))


def _start(argument: Argument) -> int:
    return argument.start


def _form(doc: Doc, token: int) -> tuple[Gender, bool] | None:
    """Gender and number of a subject pronoun (`-t-elle` as well)."""
    word = doc.lowered[token].rsplit("-", 1)[-1]
    for name, form in _FORMS.items():
        if word in office_words(name):
            return form
    return None


_FORMS: dict[str, tuple[Gender, bool]] = {
    "feminine-pronoun": ("f", False),
    "masculine-pronoun": ("m", False),
    "feminine-pronouns": ("f", True),
    "masculine-pronouns": ("m", True),
}


def _pronoun(doc: Doc, argument: Argument) -> tuple[Gender, bool] | None:
    return _form(doc, argument.start) if argument.end - argument.start == 1 and not argument.mentions else None


def _fits(m: Mention, gender: Gender) -> bool:
    return m.chain is not None and m.chain.gender in (gender, None)


def _agrees(doc: Doc, m: Mention, gender: Gender) -> bool:
    """By the article before it; by its chain where there is none or an elided one."""
    word = doc.lowered[m.start - 1] if m.start else ""
    if word in words("feminine-determiner"):
        return gender == "f"
    if word in words("masculine-determiner"):
        return gender == "m"
    return _fits(m, gender)


def _named_around(doc: Doc, argument: Argument) -> list[Mention]:
    """The mentions of the unit in which a subject stands, but for those of the subject."""
    found = mentions_at(doc, unit_of(doc, argument.start))
    return [m for m in found if m.start >= argument.end or m.end <= argument.start]
