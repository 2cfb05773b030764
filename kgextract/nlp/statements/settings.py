"""Statements with their speakers → where and when each was made: own words, else the occasion that goes on.

"La ministre a tenu un point de presse mardi. Elle a promis … Le budget, a-t-elle ajouté, …" – all of it there, on
Tuesday, until the text puts her somewhere else. What looks back, and what is written in a document, is of itself only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kgextract.nlp.layers import Argument, Chain, Clause, Event, Saying, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words, speaking, taking_part

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_BESIDE = 8  # tokens behind the words for a speaker in which an apposition may say more
_PASSING = 3  # sentences for which a speaker stays where a trip led
_LEAD = 3  # sentences with which an article begins
_AFAR = 40  # tokens between a cue and the phrase that says where


@dataclass(slots=True)
class Setting:
    """Where and when one statement was made by its own words; `local`: what it says of that ends with it."""

    venue: Chain | None = None
    date: str | None = None
    local: bool = False


class Settings:
    """The scenes of a page, by unit, and which tokens lie in what is reported."""

    def __init__(self, page: Page) -> None:
        self.page, self.doc = page, page.doc
        self.stage = Stage.of(page.doc)
        self.hidden = bytearray(len(page.doc))
        for start, end in page.reported:
            for k in range(page.token(start), page.token(end)):
                self.hidden[k] = 1
        self.by_unit: dict[int, list[Scene]] = {}
        for scene in page.doc._.scenes or ():
            self.by_unit.setdefault(scene.unit, []).append(scene)
        published = page.doc._.article.published or ""
        self.today = published[:10]

    def own(self, draft: Draft, speaker: Chain | None) -> Setting:
        """What the sentence of a statement itself says."""
        found = Setting(local=draft.clause is not None and self._looks_back(draft.clause))
        if draft.cue_range is None:
            return found
        scene = self._scene(draft, speaker)
        if scene is not None and scene.venue is not None:
            found.venue = scene.venue.chain
            found.date = scene.date.value if scene.date else None
        elif draft.source is not None and (event := self._attended(draft.source, draft.unit)) is not None:
            found.venue = event.mention.chain
            found.date = event.date.value if event.date else None
        hidden = None if self.hidden[draft.cue_range[0]] else self.hidden
        date = self.stage.date_of(*draft.cue_range, draft.unit, hidden)
        if date is not None and not (self.today and _DAY.match(date.value or "") and str(date.value) > self.today):
            found.date = date.value
        return found

    def _scene(self, draft: Draft, speaker: Chain | None) -> Scene | None:
        """The scene that the words around a cue name: an event before a body, medium or place, the nearest first."""
        assert draft.cue_range is not None
        start, end = draft.cue_range
        best: tuple[tuple[bool, bool, int], Scene] | None = None
        for scene in self.by_unit.get(draft.unit, ()):
            if scene.venue is None or draft.cue_class in scene.rule.never_cues or not self._reaches(scene, draft):
                continue
            if scene.rule.speakers and (speaker is None or speaker.type not in scene.rule.speakers):
                if speaker is not None or "Group" not in scene.rule.speakers:
                    continue
            distance = scene.start - end if scene.start >= end else start - scene.end
            act = scene.venue.lemma in scene_words("act")
            key = (scene.venue.type != "Event", act, distance)
            if best is None or key < best[0]:
                best = (key, scene)
        return best[1] if best else None

    def _attended(self, source: Argument, unit: int) -> Event | None:
        """The event that the words for a speaker name or mean (`un manifestant`, `l'organisatrice du festival`)."""
        events: list[Event] = list(self.doc._.events or ())
        if not events:
            return None
        last = self.stage.spans[unit][1]
        for k in range(source.start, min(source.end + _BESIDE, last)):
            if self.hidden[k] or self.stage.tags[k] in ("VERB", "AUX"):
                break
            word = self.stage.words[k]
            if word in scene_words("organiser"):
                near = (e for e in events if k < e.mention.start <= k + 4 and e.mention.definite)
                named = (e for e in near if e.mention.cls in scene_words("gathering"))
                if (event := next(named, None)) is not None:
                    return event
            classes = taking_part().get(word, frozenset()) if self.stage.tags[k] in ("NOUN", "ADJ") else ()
            before = [e for e in events if e.mention.cls in classes and e.mention.start < k]
            if before:
                return before[-1]
        return None

    def _reaches(self, scene: Scene, draft: Draft) -> bool:
        """Whether no other clause parts a cue from the phrase that says where (a gerund shares its main clause's)."""
        start, end = draft.cue_range or (0, 0)
        joined = draft.clause is not None and draft.clause.form == "gerund"
        if self.hidden[scene.start] and not self.hidden[start]:
            return False
        if scene.start >= end:
            gap = range(end, scene.start)
        elif scene.end <= start:
            gap = range(scene.end, start)
        else:
            return False
        if scene.end <= start and not scene.fronted and not joined and self.stage.governed(scene.unit, scene.start):
            return False
        shown = [k for k in gap if self.hidden[start] or not (self.hidden[k] or self.stage.quoted[k])]
        if len(shown) > _AFAR:
            return False
        spoken = speaking()
        relative = False
        for k in shown:
            if self.stage.words[k] in words("relative"):
                relative = True
            elif self.stage.words[k] in (",", ";"):
                relative = relative and scene.start >= end
            elif self.stage.tags[k] == "VERB" and self.doc[k].lemma_.lower() not in spoken:
                if not (relative and scene.end <= start):
                    return False
        return True

    def _looks_back(self, clause: Clause) -> bool:
        group = range(clause.start, clause.end)
        return any(
            "Imp" in self.doc[k].morph.get("Tense", []) and self.stage.tags[k] == "AUX"
            for k in group
            if k != clause.verb
        )


def settle(page: Page, acts: list[tuple[Saying, Setting]]) -> None:
    """Give each act its setting, and the one of the same speaker before it (else after it) where it has none."""
    lasting = [s for s in page.doc._.scenes or () if s.people and not s.local]
    voices: dict[object, list[tuple[Saying, Setting]]] = {}
    for saying, setting in sorted(acts, key=lambda a: _at(page, a[0])):
        saying.venue, saying.date = setting.venue, setting.date
        key = id(saying.speaker) if saying.speaker is not None else saying.speaker_text
        if key:
            voices.setdefault(key, []).append((saying, setting))
    for same in voices.values():
        speaker = same[0][0].speaker
        opened = [s for s in lasting if speaker is not None and speaks_in(s, speaker)]
        _carry(page, same, opened)
    _share_lead(page, acts)


def _share_lead(page: Page, acts: list[tuple[Saying, Setting]]) -> None:
    """The occasion with which an article begins, of a body or several people, is that of everybody named there."""
    scene = _lead(page)
    if scene is None or scene.venue is None:
        return
    units = page.doc._.units
    end = page.token(units[min(scene.unit + 1, len(units) - 1)].end)
    day = scene.date.value if scene.date else None
    for saying, setting in acts:
        who = saying.speaker
        if who is None or who.type != "Person" or saying.venue is not None or setting.local or saying.document:
            continue
        there = any(m.start < end for m in who.mentions)
        if there and not (saying.date and day and saying.date != day):
            saying.venue, saying.date = scene.venue.chain, saying.date or day


def _lead(page: Page) -> Scene | None:
    """The first event of the first sentences at which not just one person is said to be."""
    first = [n for n, unit in enumerate(page.doc._.units) if unit.kind == "text"][:_LEAD]
    for scene in page.doc._.scenes or ():
        gathers = scene.venue is not None and scene.venue.cls in scene_words("gathering") and not scene.local
        if gathers and scene.unit in first:
            alone = len(scene.people) == 1 and scene.people[0].type == "Person"
            alone = alone or not (scene.people or scene.fronted)
            return None if alone else scene
    return None


def _at(page: Page, saying: Saying) -> tuple[int, int]:
    token = saying.cue_range[0] if saying.cue_range else page.token(saying.content[0][0])
    return saying.unit, token


def _carry(page: Page, same: list[tuple[Saying, Setting]], opened: list[Scene]) -> None:
    """One speaker's acts and scenes in text order, forwards, then backwards to those before the first occasion."""
    for first, second in pairwise(same):
        _share(*first, *second)
    steps: list[tuple[tuple[int, int], Scene | None, Saying | None, Setting | None]] = [
        ((s.unit, s.start), s, None, None) for s in opened
    ]
    steps += [(_at(page, saying), None, saying, setting) for saying, setting in same]
    steps.sort(key=lambda s: (s[0], s[1] is None))
    for order in (steps, steps[::-1]):
        venue: Chain | None = None
        date: str | None = None
        passing: Scene | None = None  # a place where the speaker is, for the next sentences only
        for (unit, _), scene, saying, setting in order:
            if scene is not None and scene.venue is not None:
                if not (scene.weak and order is not steps):
                    venue, date = scene.venue.chain, scene.date.value if scene.date else date
                    passing = scene if scene.weak and scene.venue.type == "Place" else None
            elif saying is not None and setting is not None:
                if passing is not None and unit - passing.unit > _PASSING:
                    venue, passing = None, None
                venue, date = _step(saying, setting, venue, date)


def _share(before: Saying, setting: Setting, saying: Saying, after: Setting) -> None:
    """What one sentence reports of one speaker was said at once (`avait dénoncé …, assurant que …`)."""
    if before.unit != saying.unit:
        return
    if setting.local and saying.venue is None and saying.date is None:
        after.local = True
    if after.local or not setting.local:
        saying.venue = saying.venue or before.venue
        saying.date = saying.date or before.date


def _step(saying: Saying, setting: Setting, venue: Chain | None, date: str | None) -> tuple[Chain | None, str | None]:
    """One act in its occasion → the occasion after it."""
    day = saying.date if saying.date and _DAY.match(saying.date) else None
    if setting.local:
        return venue, date
    if saying.venue is not None:
        saying.date = saying.date or date
        return saying.venue, day or date
    if saying.document is not None:
        saying.date = saying.date or date
        return None, day or date
    if day and date and day != date:
        return None, day
    saying.venue = venue
    saying.date = saying.date or date
    return venue, day or date
