"""A pronoun and the discourse → whom it means: who spoke, whom sentences are about, who else was named.

`Anne Roy a quitté la salle. « C'est fini », a-t-elle dit.`: nobody spoke yet, the first sentence is about Anne Roy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgextract.nlp.layers import AGENTS, Chain, Mention, unit_of
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.speakers.lone import named_since
from kgextract.nlp.statements.speakers.own_wish import of_its_own_act
from kgextract.nlp.statements.speakers.replies import replied
from kgextract.nlp.statements.speakers.stances import takes_stand
from kgextract.nlp.statements.speakers.told import tells_of_kin, told_before
from kgextract.nlp.statements.speakers.voices import (
    BODIES,
    STATES,
    Pronoun,
    Voice,
    agrees,
    brought_in,
    felt,
    medium,
    only_led,
    silent,
)

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_FAR = 4  # paragraphs that a pronoun looks back to who spoke
_NEAR = 2  # paragraphs that it looks back to whom a sentence is about
_NEXT = 1  # paragraphs that it looks back to anybody else


def meant(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """Whom a pronoun means, or None."""
    voices = [v for v in _back(discourse, pronoun, draft) if agrees(v.gender, v.plural, pronoun)]
    spoken_of = discourse.people_in(draft.content)
    voices = [v for v in voices if not (id(v.chain) in spoken_of or silent(v, felt(discourse.page, draft)))]
    voices = [v for v in voices if v.person] if pronoun.personal else voices
    if pronoun.incise:  # `Son père était docker. « Il buvait », dit-il`
        voices = [v for v in voices if v.spoke or v.named or not tells_of_kin(discourse.page, pronoun.unit, v.token)]
    told = told_before(discourse, pronoun, draft)
    if told is not None and id(told.chain) not in spoken_of:
        return told
    reply = replied(discourse, draft) if pronoun.incise else None
    if reply is not None and agrees(reply.gender, reply.plural, pronoun):
        return reply
    if pronoun.continuing and not (voices and brought_in(voices[0], pronoun, draft.cue)):
        for v in voices:
            if v.spoke and discourse.paragraphs(pronoun.unit, v.unit) <= _NEAR:
                new = voices[0]  # `La Cour rejette … Sa présidente, Anne Roy, lit l'arrêt. « … », insiste-t-elle`
                turned = new.person and new.named and not new.aside and pronoun.unit - new.unit == 1
                return new if turned and not v.person else v
    if (example := _example(discourse, pronoun)) is not None and id(example.chain) not in spoken_of:
        return example
    if pronoun.incise:
        voices = [v for v in voices if v.chain is None or v.chain.type != "Document"]
        if voices and _stands(discourse, voices[0], pronoun.unit - 1):
            return voices[0]
        if (own := of_its_own_act(discourse, pronoun, draft, voices)) is not None:
            return own
    if (since := named_since(discourse, pronoun, voices)) is not None and id(since.chain) not in spoken_of:
        return since
    for v in voices:
        near = v.spoke or discourse.paragraphs(pronoun.unit, v.unit) <= _NEAR
        if near and (v.person or v.spoke or not pronoun.incise) and not medium(v):
            return v
    if far := [v for v in voices if v.spoke or discourse.paragraphs(pronoun.unit, v.unit) <= _NEXT]:
        return far[0]
    anybody = _anybody(discourse, pronoun, draft)
    if anybody is not None and anybody.person:
        return anybody
    return _despite_gender(discourse, pronoun) or _own_topic(discourse, pronoun) or anybody


def _example(discourse: Discourse, pronoun: Pronoun) -> Voice | None:
    """The only person in the sentence before, where it is about several (`Des élus, dont Luc, … Il dit`)."""
    before = pronoun.unit - 1
    if before < 0 or pronoun.plural is not False or discourse.paragraphs(pronoun.unit, before):
        return None
    here = [v for u in (before, pronoun.unit) for v in discourse.of_unit(u) if v.token < pronoun.token]
    only = discourse.only_person(before) if here and all(v.plural for v in here) else None
    if only is None or discourse.suffers(only, before) or not agrees(*discourse.traits.of(only), pronoun):
        return None
    return discourse.topic(only, unit=before, token=pronoun.token)


def _stands(discourse: Discourse, v: Voice, before: int) -> bool:
    """Whether a sentence says what stand a body takes (`La préfecture se veut rassurante. « … », dit-elle.`)."""
    body = v.unit == before and not (v.spoke or v.aside) and v.chain is not None and v.chain.type in BODIES
    return body and not medium(v) and takes_stand(discourse.page, discourse.sources, before, v.token)


def _despite_gender(discourse: Discourse, pronoun: Pronoun) -> Voice | None:
    """The person who spoke right before, whose title hid the gender (`le Dr Roy … a-t-elle ajouté`)."""
    last = discourse.last
    if last is not None and pronoun.plural and last.plural and pronoun.unit - last.unit == 1:
        return last  # `les critiques … Ils`
    if last is None or not pronoun.continuing or pronoun.plural or pronoun.unit - last.unit > 1:
        return None
    return last if last.chain is not None and last.chain.type == "Person" else None


def _own_topic(discourse: Discourse, pronoun: Pronoun) -> Voice | None:
    """Whom the sentence itself is about, where nobody was named before it (`Le maire viendra, a-t-il précisé`)."""
    own = discourse.own.get(pronoun.unit)
    fits = own is not None and own.token < pronoun.token and agrees(own.gender, own.plural, pronoun)
    return own if fits else None


def _back(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Iterator[Voice]:
    """All voices before a pronoun, unit by unit backwards; of one unit who spoke first, then its topic."""
    for u in range(pronoun.unit, -1, -1):
        if discourse.paragraphs(pronoun.unit, u) > _FAR:
            return
        here = [
            v for v in discourse.of_unit(u) if v.token < pronoun.token and not _inside(discourse.page, v.token, draft)
        ]
        yield from (v for v in reversed(here) if v.spoke)
        yield from sorted((v for v in here if not v.spoke), key=lambda v: (v.aside, not v.person))


def _anybody(discourse: Discourse, pronoun: Pronoun, draft: Draft) -> Voice | None:
    """Somebody named nearby outside quotations who is no topic: nearest unit, there a person, the first one."""
    best: tuple[tuple[int, bool, bool, int], Chain] | None = None
    page, traits, spoken_of = discourse.page, discourse.traits, discourse.people_in(draft.content)
    for m in discourse.named_before(pronoun.token, reach=120):
        mute = m.chain is None or m.chain.type not in AGENTS or id(m.chain) in spoken_of
        if m.chain is None or mute or _inside(page, m.start, draft):
            continue
        u = unit_of(page.doc, m.start)
        if discourse.paragraphs(pronoun.unit, u) > _NEXT:
            break
        if page.quotation(page.at(m.start)) is not None or (u == pronoun.unit and _fronted(page, m)):
            continue
        if (m.chain.type == "Place" and m.chain.cls not in STATES) or not agrees(*traits.of(m.chain), pronoun):
            continue
        rank = (u, m.chain.type == "Person", not only_led(page.doc, m), -m.start)
        if best is None or rank > best[0]:
            best = rank, m.chain
    if best is None:
        return None
    return discourse.topic(best[1], unit=best[0][0], token=-best[0][3])


def _fronted(page: Page, m: Mention) -> bool:
    """Whether a preposition or participle at the start of a sentence governs a name (`Cité par Jean Roy, il`)."""
    first = page.token(page.units[unit_of(page.doc, m.start)].start)
    k = m.start
    while k > first and page.doc[k - 1].text != ",":
        k -= 1
    if page.doc[k].pos_ not in ("ADP", "VERB") or any(page.finite(n) for n in range(k, m.end + 2)):
        return False
    return any(page.doc[n].pos_ == "ADP" for n in range(k, m.start))


def _inside(page: Page, token: int, draft: Draft) -> bool:
    at = page.at(token)
    return any(a <= at < b for a, b in draft.content)
