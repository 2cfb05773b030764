"""A draft with its speaker → where and when it was said, on whose behalf, in which document, to whom."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.nlp.drafts import Draft, Page
from kgextract.nlp.layers import Argument, Chain, Role, Scene
from kgextract.tables.speech import speech_words


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
            if not _in_content(page, draft, argument.start):
                _argument(page, argument, found)
    found.date = _date(page, draft)
    found.on_behalf_of = found.on_behalf_of or _represented(page, speaker)
    scene = _scene(page, draft, speaker)
    if scene is not None:
        if found.venue is None and scene.venue is not None:
            found.venue = scene.venue.chain
        if found.date is None and scene.date is not None:
            found.date = scene.date.value
    return found


def _argument(page: Page, argument: Argument, found: Occasion) -> None:
    chains = [m.chain for m in argument.mentions if m.chain is not None]
    if not chains:
        return
    chain, role = chains[0], argument.role
    if chain.type == "Document":
        if role in speech_words("occasion") | speech_words("medium-preposition"):
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


def _in_content(page: Page, draft: Draft, token: int) -> bool:
    at = page.at(token)
    return any(a <= at < b for a, b in draft.content)


def _date(page: Page, draft: Draft) -> str | None:
    """A date in the unit that is not part of what is said and stands near the cue."""
    if draft.cue_range is None:
        return None
    unit = page.units[draft.unit]
    best: tuple[int, str] | None = None
    for d in page.doc._.dates or ():
        at = page.at(d.start)
        if d.value and unit.start <= at < unit.end and not _in_content(page, draft, d.start):
            distance = min(abs(d.start - draft.cue_range[1]), abs(draft.cue_range[0] - d.end))
            if best is None or distance < best[0]:
                best = (distance, d.value)
    return best[1] if best and best[0] <= 25 else None


def _represented(page: Page, speaker: Chain | None) -> Chain | None:
    """The party that the speaker's office speaks for."""
    if speaker is None:
        return None
    roles: list[Role] = list(page.doc._.roles or ())
    for role in roles:
        if role.office == "represents" and not role.former and any(h.chain is speaker for h in role.holders):
            target = next((m.chain for m, _ in role.targets if m.chain is not None), None)
            if target is not None:
                return target
    return None


def _scene(page: Page, draft: Draft, speaker: Chain | None) -> Scene | None:
    scenes: list[Scene] = list(page.doc._.scenes or ())
    for scene in reversed(scenes):
        if scene.first <= draft.unit <= scene.last and speaker is not None:
            if any(m.chain is speaker for m in scene.people):
                return scene
    return None
