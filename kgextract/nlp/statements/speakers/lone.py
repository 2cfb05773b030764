"""Discourse → who is the only person named so far, of a sex too, since a body spoke, or first in a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.layers import Argument, Chain, Mention, unit_of
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.voices import Pronoun, Voice

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_FAR = 400  # tokens of a paragraph


class Lone:
    """The people of an article by where each is first named."""

    def __init__(self, mentions: list[Mention]) -> None:
        first: dict[int, tuple[int, Chain]] = {}
        for m in mentions:
            if m.type == "Person" and m.kind == "named" and m.chain is not None and id(m.chain) not in first:
                first[id(m.chain)] = m.start, m.chain
        self._first = {k: start for k, (start, _) in first.items()}
        self._order = sorted(first.values(), key=lambda x: x[0])[:2]

    def person(self, source: Argument) -> Chain | None:
        """The only person named before a description (`Jean Roy a parlé. Le président du club assure que`)."""
        before = [chain for start, chain in self._order if start < source.start]
        return before[0] if len(before) == 1 else None

    def new(self, chains: set[int], source: Argument) -> bool:
        """Whether all people among these, by id, are first named in the description (`le successeur de Paul Roy`)."""
        starts = [self._first[k] for k in chains if k in self._first]
        return bool(starts) and all(start >= source.start for start in starts)


def only_of_sex(discourse: Discourse, source: Argument, gender: Gender, *, office: bool) -> list[Chain]:
    """The only person of a sex among those whom the paragraph has named, for a calling that shows it, no office.

    `Luc Roy et Anne Blin signent l'étude. Le risque est faible. La chercheuse affirme que`: Anne Blin.
    """
    page, traits = discourse.page, discourse.traits
    here = page.units[unit_of(page.doc, source.start)].paragraph
    named = (m for m in discourse.named_before(source.start, reach=_FAR) if m.kind == "named" and m.type == "Person")
    near = (m for m in named if page.units[unit_of(page.doc, m.start)].paragraph == here)
    outside = (m for m in near if page.quotation(page.at(m.start)) is None)
    people = {id(m.chain): m.chain for m in outside if m.chain is not None}
    fitting = [c for c in people.values() if traits.of(c)[0] in (gender, None)]
    known = len(fitting) == 1 and gender is not None and traits.of(fitting[0])[0] == gender
    return fitting if known and not office else []


def named_since(discourse: Discourse, pronoun: Pronoun, voices: list[Voice]) -> Voice | None:
    """The only person of the sex of a pronoun in the sentence before, where a body or thing spoke earlier, or several
    bodies act in it.

    `La société nie. L'homme est visé depuis la plainte d'Anne Blin. Elle raconte …`: Anne Blin.
    `Le Mali et le Niger accusent le maire Luc Roy. Il dément`: Luc Roy.
    """
    before, best = pronoun.unit - 1, next(iter(voices), None)
    if best is None or best.person or best.unit > before or before < 0 or pronoun.plural or pronoun.gender is None:
        return None
    if best.unit == before:
        several = any(v.plural and v.chain is None for v in discourse.of_unit(before))
        return _beside(discourse, before, pronoun) if several else None
    only = discourse.only_person(before)
    if only is None or discourse.traits.of(only)[0] != pronoun.gender:
        return None
    return discourse.voice(only, None, unit=before, token=pronoun.token, spoke=False)


def _beside(discourse: Discourse, unit: int, pronoun: Pronoun) -> Voice | None:
    """The only one of the people whom a sentence names or describes, if known by name and of a pronoun's sex."""
    page, first = discourse.page, discourse.page.token(discourse.page.units[unit].start)
    here = discourse.named_before(pronoun.token, reach=pronoun.token - first)
    people = {id(m.chain): m.chain for m in here if m.type == "Person" and unit_of(page.doc, m.start) == unit}
    only = next(iter(people.values())) if len(people) == 1 else None
    if only is None or only.unnamed or discourse.traits.of(only)[0] not in (pronoun.gender, None):
        return None
    return discourse.voice(only, None, unit=unit, token=pronoun.token, spoke=False)


def just_named(discourse: Discourse, unit: int, gender: Gender) -> Chain | None:
    """Whom `il` behind a sentence takes up: whom that is about, else the only person of a sex whom it names.

    `Jean Roy a vingt ans. Il joue avec Luc Blin. Il court …`: Jean Roy. `Il a rejoint l'UDF (Luc Blin)`: nobody.
    """
    page, person = discourse.page, discourse.only_person(unit)
    about = (v for v in discourse.of_unit(unit) if v.person and v.chain is not None and not v.aside)
    told = next((v.chain for v in about if v.gender in (gender, None) and not v.plural), None)
    if told is not None:
        return told
    if person is None or discourse.traits.of(person)[0] not in (gender, None):
        return None
    first, stop = page.token(page.units[unit].start), page.token(page.units[unit].end)
    before = [page.doc[m.start - 1] for m in person.mentions if first < m.start < stop]
    return None if before and all(t.text == "(" for t in before) else person
