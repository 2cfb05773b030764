"""A draft with its speaker → on whose behalf it is said: whom `au nom de` names, else whom the office speaks for.

`« Non », a écrit la porte-parole du Togo, Afi Mensah.`: for Togo.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from kgextract.nlp.coref.salience import antecedent, envoys_of
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import AGENTS, MEDIA, Chain, Mention, Role, unit_of
from kgextract.nlp.roles.delegates import only_belongs
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_IN_MY_NAME = 14  # tokens of what begins with whom it is said for
_VOICE = 6  # tokens of `par la bouche de` and the possessive behind it
_WINDOW = 250  # tokens around a cue


def in_others_words(page: Page, token: int, draft: Draft) -> bool:
    """Whether a token lies in what somebody is reported to say, in words that do not hold the draft's own cue."""
    at, cue = page.at(token), page.at(draft.cue_range[0]) if draft.cue_range else -1
    n = bisect_right(page.reported, (at, 1 << 60))
    return any(a <= at < b and not a <= cue < b for a, b in page.reported[max(0, n - 6) : n])


def surroundings(page: Page, draft: Draft) -> tuple[int, int]:
    """The tokens of the unit around a draft's cue or content; of a sentence without end only those nearby."""
    unit = page.units[draft.unit]
    at = draft.cue_range[0] if draft.cue_range else page.token(draft.content[0][0])
    return max(page.token(unit.start), at - _WINDOW), min(page.token(unit.end), at + _WINDOW)


def on_whose_behalf(page: Page, draft: Draft, speaker: Chain | None) -> Chain | None:
    """On whose behalf: whom an explicit `au nom de` names, else whom the speaker's office speaks for."""
    if speaker is not None and speaker.type == "Document":
        return None
    return _named_party(page, draft) or (_represented(page, speaker) if speaker is not None else None)


def _named_party(page: Page, draft: Draft) -> Chain | None:
    """Whom an explicit `au nom de` in the unit names."""
    own = page.token(draft.content[0][0])
    mine = speech_words("first-person", "first-person-own")
    said = any(t.lower_ in mine for t in page.doc[own : own + _IN_MY_NAME])
    for i in (own, *range(*surroundings(page, draft))):  # `« Au nom du parti, je salue … », a dit Anne Roy`
        found = preposition(page.doc, i)
        if found is None or not _speaks_for(page, i, found.lemma):
            continue
        if in_others_words(page, i, draft) and not (i == own and said):
            continue
        phrase = noun_phrase(page.doc, found.end - found.contracted)
        if phrase is None or (not phrase.definite and found.lemma in speech_words("speaking-for")):
            continue  # `s'exprimant pour un public de lycéens`
        beside = (m for k in range(phrase.head, phrase.end) for m in page.at_token(k) if m.type in AGENTS)
        m = page.mention(phrase.head, AGENTS) or next(beside, None)  # `au nom du collectif Rives`
        if m is not None:
            return m.chain
    return None


def _speaks_for(page: Page, i: int, lemma: str) -> bool:
    """Whether a preposition leads to the party: `au nom de`, or `pour` right behind a verb of speaking."""
    if lemma in speech_words("on-behalf"):
        return True
    before = page.doc[max(i - 1, 0)]
    spoke = before.pos_ == "VERB" and before.lemma_.lower() in speech_words("speaking-for-verb")
    return spoke and lemma in speech_words("speaking-for")


def _represented(page: Page, speaker: Chain) -> Chain | None:
    """The party that the speaker's office speaks for; of an unnamed spokesperson the party in the description."""
    roles: list[Role] = list(page.doc._.roles or ())
    for role in roles:
        if role.office == "represents" and not role.former and any(h.chain is speaker for h in role.holders):
            told = _complement(page, role.mention, speaker)
            accredited = speech_words("accredited") | words("locative")  # `l'ambassadrice américaine à Paris`
            target = next((m.chain for m, at in role.targets if m.chain is not None and at not in accredited), None)
            state = (c for c in page.doc._.chains if role.country is not None and c.key == role.country)
            party = (m.chain for m in role.parties if m.chain is not None)  # `le porte-parole CGT`
            target = told or target or next(state, None) or next(party, None) or _owner(page, role.mention, speaker)
            if target is not None and not only_belongs(role.mention.lemma, target):
                return target
    if speaker.unnamed:
        for own in speaker.mentions:
            if page.doc[own.head].lower_ in speech_words("spokesperson"):
                if (found := _complement(page, own, speaker)) is not None:
                    return found
                end = own.end + (4 if preposition(page.doc, own.end) is not None else 0)
                nested = (m for m in page.inside(own.start, end) if m.head > own.head and m.type in AGENTS)
                found = next((m.chain for m in nested if m.chain is not None and m.chain is not speaker), None)
                found = found or _owner(page, own, speaker)
                if found is not None:
                    return found
    return None


def _owner(page: Page, own: Mention, speaker: Chain) -> Chain | None:
    """Whose spokesperson somebody is behind a possessive (`Le ministère dément. « … », a dit son porte-parole`)."""
    if own.start < 1 or page.doc.lowered[own.start - 1] not in words("possessive"):
        return None
    if page.doc.lowered[own.start - 1] in office_words("possessive-of-many"):
        return antecedent(page.doc, own.start - 1, plural=True, types=("Group", "Organization"), besides=[speaker])
    if (told := _of_pronoun(page, own, speaker) or _lent(page, own) or _who_spoke(page, own)) is not None:
        return told
    aside = [c for c in page.doc._.chains if c.cls in MEDIA or (c.type == "Place" and c.cls != "Country")]
    owner = antecedent(page.doc, own.start - 1, types=envoys_of(page.doc, own), besides=[speaker, *aside])
    last = max((m.start for m in owner.mentions if m.start < own.start), default=0) if owner is not None else 0
    return owner if page.quotation(page.at(last)) is None else None  # `« La paix au Tchad », a dit son porte-parole`


def _of_pronoun(page: Page, own: Mention, speaker: Chain) -> Chain | None:
    """Whom the pronoun that opens the sentence stands for (`Elle doit voir le roi, a dit son porte-parole`)."""
    doc, first = page.doc, page.token(page.units[unit_of(page.doc, own.start)].start)
    word = doc.lowered[first]
    if word not in speech_words("third-person") or word in speech_words("plural-pronoun") or first >= own.start:
        return None
    gender: Literal["m", "f"] = "f" if word in speech_words("feminine-pronoun") else "m"
    return antecedent(doc, first, gender=gender, types=("Person",), besides=[speaker])


def _lent(page: Page, own: Mention) -> Chain | None:
    """Who speaks by the voice of somebody (`Oslo, par la bouche de son ambassadrice, …`)."""
    for k in range(own.start - _VOICE, own.start - 1):
        found = preposition(page.doc, k)
        if found is not None and found.end == own.start - 1 and found.lemma in speaker_words("by-voice"):
            last = k - 1 - (page.doc[k - 1].text == ",")
            return next((m.chain for m in page.at_token(last) if m.type in AGENTS and m.end == last + 1), None)
    return None


def _who_spoke(page: Page, own: Mention) -> Chain | None:
    """The body that the sentence before has behind its verb of saying, for one that opens the next (`…, a dit le
    ministère. Son porte-parole a ajouté`)."""
    unit = unit_of(page.doc, own.start)
    if page.token(page.units[unit].start) != own.start - 1:
        return None
    before = (c for c in page.doc._.clauses if c.unit == unit - 1 and c.position == "incise" and c.subject is not None)
    said = (m for c in before if c.subject.start >= c.end for m in c.subject.mentions)
    return next((m.chain for m in said if m.type == "Organization" and m.cls not in MEDIA), None)


def _complement(page: Page, own: Mention, speaker: Chain) -> Chain | None:
    """The person right behind a spokesperson (`le porte-parole du président de l'Union, Jean Roy`, `de Jean Roy`)."""
    if page.doc[own.head].lower_ not in speech_words("spokesperson"):
        return None
    found = preposition(page.doc, own.head + 1)
    phrase = noun_phrase(page.doc, found.end - found.contracted) if found is not None else None
    if phrase is None:
        return None
    for role in page.doc._.roles or ():
        if role.mention.start <= phrase.head < role.mention.end and role.mention.start > own.head:
            holders: list[Chain] = [h.chain for h in role.holders if h.chain is not None and h.chain is not speaker]
            if holders:
                return holders[0]
    m = page.mention(phrase.head, ("Person",))
    if m is None or m.chain is None or m.chain is speaker or m.chain.unnamed or m.start <= own.head:
        return None
    return m.chain
