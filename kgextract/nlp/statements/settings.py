"""A statement with its speaker → where and when it was made by its own words, and whether that ends with it.

"Lors d'un point de presse mardi, la ministre a promis …" → point de presse, Tuesday; `occasions` carries it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.nlp.dates.edtf import YEAR, day_of, occasion_of
from kgextract.nlp.layers import MEDIA, Chain, DateExpression, Mention, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.absences import away, missed
from kgextract.nlp.scenes.speaking import speaks
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import is_past, looks_back
from kgextract.nlp.statements.before_colon import BeforeColon
from kgextract.nlp.statements.behind_quotation import ALONE, BehindQuotation
from kgextract.nlp.statements.counts import is_count
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.reached import Reached
from kgextract.nlp.statements.ties import Ties
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_INTERVIEW = "interview"  # the rule of what is answered in an interview
_WEEK = "W"  # in the value of a week
_RELATIVE = 4  # tokens between a speaker and the verb of a relative clause
_MONTH = 7  # characters of a month's value
_BARE = 4  # tokens of a description with its article: `la socialiste normande`


@dataclass(slots=True)
class Setting:
    """Where and when one statement was made by its own words; `local`: what it says of that ends with it.

    `link`: the sentence ties it to the one before, made at one place (`à ses côtés`) or on one day (`aussitôt`).
    """

    venue: Chain | None = None
    date: str | None = None
    local: bool = False
    past: bool = False  # told in a past tense
    narrated: bool = False  # told by a verb of its own in a past tense (`a dit X`, not `en ordonnant`)
    often: bool = False  # said at other times (`a toujours dit`)
    then: bool = False  # of the occasion just told of (`avait alors lancé`)
    present: bool = False  # told in the present (`note la maire`)
    spoken: bool = False  # its document is what somebody says there (`dans une déclaration liminaire`)
    carried: bool = False  # its venue is one that goes on, and is not told again
    reacts: bool = False  # it answers what was said elsewhere (`en réaction à ces propos`)
    again: bool = False  # a bare definite description that no chain takes up is its speaker (`a repris le militant`)
    link: Literal["together", "same-day"] | None = None
    beside: bool = False  # it opens at the side of the one who has spoken (`À ses côtés, X`)


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
        self.ties = Ties(page, self.stage, self.hidden)
        self.before = BeforeColon(page, self.stage, self.by_unit, self.hidden)
        self.behind = BehindQuotation(page, self.stage, self.by_unit)
        self.reached = Reached(page, self.stage, self.by_unit, self.hidden)
        self.today = self.ties.today
        self._remote = cache(self._reached_from_afar)

    def own(self, draft: Draft, speaker: Chain | None) -> Setting:
        """What the sentence of a statement itself says."""
        found = Setting()
        if draft.clause is not None:
            found.local = looks_back(self.stage, draft.clause)
            found.past = draft.clause.form == "gerund" or is_past(self.stage, draft.clause)
            found.narrated = draft.clause.form == "finite" and found.past and draft.clause.position != "relative"
            group = range(draft.clause.start, min(draft.clause.end + 1, len(self.doc)))
            finite = draft.clause.form == "finite"
            found.often = finite and any(self.stage.words[k] in scene_words("often") for k in group)
            found.local = found.local or found.often
            found.then = looks_back(self.stage, draft.clause) and any(
                self.stage.words[k] in scene_words("then") for k in group
            )
            found.present = draft.clause.form == "finite" and not found.past
        found.local = found.local or draft.rule == _INTERVIEW or self._remote(draft.unit)
        found.again = speaker is None and self._bare(draft)
        found.local = found.local or away(self.doc, speaker, draft.unit)
        if draft.rule == _INTERVIEW:
            found.venue, found.date = self.ties.interview(draft.unit, speaker)
        if draft.cue_range is None:
            self._of_colon(draft, speaker, found)
            return found
        if is_count(self.page, draft):
            found.local = True
            return found
        found.link = self.ties.answer(draft) or self.ties.link(draft.unit)
        found.beside = found.link == "together" and self.ties.beside(draft.unit)
        found.reacts = self.ties.reacts(draft.unit)
        event = None
        scene = self.reached.scene(draft, speaker)
        if speaker is None and self._by_nobody(draft):
            found.local = True
            scene = scene if scene is not None and scene.venue is not None and _heard(scene.venue) else None
        if scene is not None and scene.venue is not None and not missed(self.doc, speaker, scene.venue.chain):
            found.venue = scene.venue.chain
            found.date = occasion_of(scene.date.value) if scene.date else None
        elif draft.cue in scene_words("tweeting"):
            found.venue = self.ties.platform()
            found.local = found.local or found.venue is None  # at no meeting that the text has just told of
        else:
            if speaker is not None:
                self._of_relative(draft, speaker, found)
            event = self.ties.attended(draft) if found.venue is None else None
            if event is not None:
                found.venue = event.mention.chain
                found.date = occasion_of(event.date.value) if event.date else found.date
        hidden = None if self.hidden[draft.cue_range[0]] else self.hidden
        if (trial := self.ties.pleaded(draft, found.venue)) is not None:
            found.venue, found.date = trial.mention.chain, occasion_of(trial.date.value) if trial.date else found.date
        date = self.stage.date_of(draft.cue_range[0], self.reached.cue_end(draft), draft.unit, hidden) or self._shared(
            draft
        )
        if hidden is None and date is not None and not self.hidden[date.start]:
            date = None  # `affirme que le maire a promis une aide, dans une note de lundi`
        value = date.value if date is not None and not (self._told(date) or self._of_main(draft, date)) else None
        day = occasion_of(value)
        found.local = found.local or bool(value and len(value) == YEAR and value < self.today[:YEAR])
        if value and len(value) > YEAR and (day or "/" not in value):
            given = day or value
            if _WEEK in given or not (self.today and given > self.today[: len(given)]):
                found.date = day or value
            if event is not None and event.date is not None and _ended(event.date.value or "", day):
                found.venue = None  # `Au procès, en mars, … Lundi, l'avocat de l'accusé a dit`
        return found

    def _of_colon(self, draft: Draft, speaker: Chain | None, found: Setting) -> None:
        """Where and when the words before a colon put somebody who speaks behind it, or those behind a quotation."""
        venue, day = self.before.setting(draft, speaker)
        if venue is None and day is None and speaker is not None and draft.rule == ALONE:
            venue, day = self.behind.setting(draft, speaker)
        found.venue, found.date = venue or found.venue, day or found.date
        found.local = found.local or self.before.looks_back(draft)
        found.past = found.past or self.before.past(draft)

    def _by_nobody(self, draft: Draft) -> bool:
        """Whether nobody in particular speaks (`souffle-t-on à Carthage`): the place only tells who."""
        return draft.source is not None and self.stage.words[draft.source.head] in speech_words("on-word")

    def _bare(self, draft: Draft) -> bool:
        """Whether a speaker is told by a definite noun alone or with an adjective: somebody of whom the text told."""
        source = draft.source
        if source is None or source.end - source.start > _BARE or any(m.kind == "named" for m in source.mentions):
            return False
        first, rest = self.stage.words[source.start], self.stage.words[source.start + 1 : source.end]
        alone = first in words("definite") and first not in words("plural-determiner", "contracted")
        single = not {*rest} & (words("of", "contracted") | scene_words("not-judged") | speech_words("collective-noun"))
        named = any(self.stage.tags[k] == "PROPN" for k in range(source.start, source.end))
        return alone and bool(rest) and single and not named

    def _of_relative(self, draft: Draft, speaker: Chain, found: Setting) -> None:
        """Where and when the relative clause behind a speaker puts them (`Selon X, qui a parlé lundi à Pau, …`)."""
        cue = draft.cue_range or (0, 0)
        if draft.source is None or (draft.clause is not None and draft.source.start < cue[1]):
            return
        first, last = self.stage.spans[draft.unit]
        ends = [draft.source.end, *(m.end for m in speaker.mentions if first <= m.start < last)]
        for clause in self.stage.clauses.get(draft.unit, ()):
            near = any(0 <= clause.start - end < _RELATIVE for end in ends)
            if clause.position != "relative" or not near or looks_back(self.stage, clause):
                continue
            if found.present and clause.start < clause.verb and is_past(self.stage, clause):
                continue  # `s'indigne X, qui a été reçu lundi par Y`
            there = (s for s in self.by_unit.get(draft.unit, ()) if s.start >= clause.start and speaks_in(s, speaker))
            scene = next((s for s in there if s.venue is not None and not self.reached.been(clause, s)), None)
            if scene is not None and scene.venue is not None:
                found.venue = scene.venue.chain
            if scene is not None or speaks(self.stage, clause):
                date = self.stage.date_of(clause.start, clause.end, draft.unit)
                found.date = occasion_of(date.value) if date is not None else None
            return

    def _of_main(self, draft: Draft, date: DateExpression) -> bool:
        """Is a date that of the main clause before a relative one (`Lundi, le pont a cédé, ce que X a dénoncé`)?"""
        clause = draft.clause
        if clause is None or clause.position != "relative":
            return False
        before = range(date.end, clause.start)
        here = self.stage.clauses.get(draft.unit, ())
        return any(c.form == "finite" and c.position == "main" and c.verb in before for c in here)

    def _told(self, date: DateExpression) -> bool:
        """Is a month that of an event which is spoken of (`dénonce une dérive depuis la dissolution, en mai 2025`)?"""
        return day_of(date.value) is None and any(
            e.date is date and e.mention.end <= date.start for e in self.ties.events
        )

    def _reached_from_afar(self, number: int) -> bool:
        """Whether a sentence says that somebody was only reached from afar (`insiste Me Roux, joint par téléphone`)."""
        unit, words = self.page.units[number], self.stage.words
        said = [k for k in range(self.page.token(unit.start), self.page.token(unit.end)) if not self.hidden[k]]
        by = (k for k in said if words[k] in scene_words("remote") and words[k - 1] in scene_words("reaching"))
        return any(not self.page.quotation(self.page.at(k)) for k in by)

    def _shared(self, draft: Draft) -> DateExpression | None:
        """The day of the verb before, where a participle shares its auxiliary (`avait reçu hier X et jugé que …`) or
        stands beside it (`a refusé lundi l'accord, son ministre dénonçant …`)."""
        clause = draft.clause
        if clause is None or clause.start != clause.verb or not clause.start:
            return None
        opens = clause.subject.start if clause.subject is not None else clause.start
        apart = clause.form == "gerund" and "," in (self.stage.words[opens - 1], self.stage.words[clause.start - 1])
        joined = clause.form == "finite" and self.stage.words[clause.start - 1] in words("coordinator")
        if not (apart or joined):
            return None
        before = [c for c in self.stage.clauses.get(draft.unit, ()) if c.form == "finite" and c.verb < clause.start]
        before = [c for c in before if not (apart and self.hidden[c.verb])]
        last = max(before, key=lambda c: c.verb, default=None)
        return self.stage.date_of(last.start, last.end, draft.unit) if last is not None else None


def _heard(venue: Mention) -> bool:
    """Whether somebody hears there what nobody in particular says (`murmurait-on lors du sommet`)."""
    return venue.type == "Event" or venue.cls in MEDIA


def _ended(month: str, day: str | None) -> bool:
    """Whether a day is another one, or of another month, than an event is told to have been on or in."""
    return day is not None and len(month) in (_MONTH, len(day)) and not day.startswith(month)
