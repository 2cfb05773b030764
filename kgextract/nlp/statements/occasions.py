"""A draft with its speaker → where and when it was said, on whose behalf, in which document, to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Chain, Role, Saying, all_mentions
from kgextract.nlp.scenes import scene_of
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(slots=True)
class Occasion:
    """The circumstances of a statement."""

    venue: Chain | None = None
    date: str | None = None
    on_behalf_of: Chain | None = None
    document: Chain | None = None
    addressee: Chain | None = None


def occasion(page: Page, draft: Draft, speaker: Chain | None) -> Occasion:
    """What the clause itself says, then what the scene says."""
    found = Occasion()
    if draft.clause is not None:
        for argument in draft.clause.arguments:
            if not _in_content(page, argument.start, draft) and not _in_title(draft, argument):
                _argument(page, argument, found)
    found.date = _date(page, draft)
    found.on_behalf_of = _named_party(page, draft) or found.on_behalf_of or _represented(page, draft, speaker)
    published = page.doc._.article.published or ""
    if found.date and _DAY.match(found.date) and published and found.date > published[:10]:
        found.date = None
    scene = scene_of(page.doc, speaker, draft.unit) if speaker is not None else None
    if scene is not None:
        if found.venue is None and scene.venue is not None:
            found.venue = scene.venue.chain
        if found.date is None and scene.date is not None:
            found.date = scene.date.value
    return found


def carry(page: Page, acts: list[Saying]) -> None:
    """Who speaks without a date or a venue does so on the occasion of the same speaker's other statements."""
    order = sorted(acts, key=lambda s: (s.unit, s.cue_range or (0, 0)))
    by_speaker: dict[object, list[Saying]] = {}
    for act in order:
        key = id(act.speaker) if act.speaker is not None else act.speaker_text
        if key:
            by_speaker.setdefault(key, []).append(act)
    for same in by_speaker.values():
        for run in (same, same[::-1]):
            day: str | None = None
            for act in run:
                if act.date is None:
                    act.date = day
                elif _DAY.match(act.date):
                    day = act.date


def _in_title(draft: Draft, argument: Argument) -> bool:
    """Whether a phrase belongs to the speaker's title (`représentante auprès de l'Office à Vienne, a dit`)."""
    if draft.clause is None or draft.source is None or argument.role in speech_words("event-preposition"):
        return False
    return draft.source.start <= argument.start < draft.clause.start


def _named_party(page: Page, draft: Draft) -> Chain | None:
    """Whom an explicit `au nom de` in the unit names."""
    unit = page.units[draft.unit]
    for i in range(page.token(unit.start), page.token(unit.end)):
        found = preposition(page.doc, i)
        if found is None or found.lemma not in speech_words("on-behalf") or _in_content(page, i, draft):
            continue
        phrase = noun_phrase(page.doc, found.end - found.contracted)
        if phrase is not None:
            for m in all_mentions(page.doc):
                if m.start <= phrase.head < m.end and m.chain is not None and m.type != "Role":
                    return m.chain
    return None


def _argument(page: Page, argument: Argument, found: Occasion) -> None:
    chains = [m.chain for m in argument.mentions if m.chain is not None]
    if not chains:
        return
    chain, role = chains[0], argument.role
    if chain.type == "Document":
        if role in speech_words("occasion", "medium-preposition"):
            found.document = found.document or chain
        return
    if role in speech_words("on-behalf"):
        found.on_behalf_of = chain
    elif role in speech_words("event-preposition") and chain.type in ("Event", "Organization", "Place"):
        if found.venue is None or (chain.type == "Event" and found.venue.type != "Event"):
            found.venue = chain
    elif role in speech_words("venue-preposition"):
        medium = chain.cls in ("MediaOutlet", "NewsAgency", "Platform")
        if (
            medium
            or chain.type == "Event"
            or (chain.type == "Place" and role not in speech_words("medium-preposition"))
        ):
            found.venue = found.venue or chain
        elif chain.type in ("Person", "Organization", "Group") and role in speech_words("addressee-preposition"):
            found.addressee = found.addressee or chain


def _in_content(page: Page, token: int, draft: Draft) -> bool:
    """Whether a token lies in what somebody is reported to say, in words that do not hold the draft's own cue."""
    at, cue = page.at(token), page.at(draft.cue_range[0]) if draft.cue_range else -1
    n = bisect_right(page.reported, (at, 1 << 60))
    return any(a <= at < b and not a <= cue < b for a, b in page.reported[max(0, n - 6) : n])


def _date(page: Page, draft: Draft) -> str | None:
    """A date in the unit that is not part of what is said and stands near the cue."""
    if draft.cue_range is None:
        return None
    unit = page.units[draft.unit]
    best: tuple[int, str] | None = None
    for d in page.doc._.dates or ():
        at = page.at(d.start)
        if d.value and unit.start <= at < unit.end and not _in_content(page, d.start, draft):
            distance = min(abs(d.start - draft.cue_range[1]), abs(draft.cue_range[0] - d.end))
            if best is None or distance < best[0]:
                best = (distance, d.value)
    return best[1] if best and best[0] <= 25 else None


def _represented(page: Page, draft: Draft, speaker: Chain | None) -> Chain | None:
    """The party that the speaker's office speaks for; of an unnamed spokesperson the body in the description."""
    if speaker is None:
        return None
    roles: list[Role] = list(page.doc._.roles or ())
    for role in roles:
        if role.office == "represents" and not role.former and any(h.chain is speaker for h in role.holders):
            target = next((m.chain for m, _ in role.targets if m.chain is not None), None)
            if target is not None:
                return target
    if speaker.unnamed:
        for own in speaker.mentions:
            if page.doc[own.head].lower_ in speech_words("spokesperson"):
                for m in all_mentions(page.doc):
                    nested = own.start < m.start < own.end + 4 and m.head > own.head and m.chain is not speaker
                    if nested and m.chain is not None and m.type in ("Organization", "Place", "Person", "Group"):
                        return m.chain
    return None
