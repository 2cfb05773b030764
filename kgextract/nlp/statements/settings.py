"""A statement with its speaker → where and when it was made by its own words, and whether that ends with it.

"Lors d'un point de presse mardi, la ministre a promis …" → point de presse, Tuesday; `occasions` carries it on.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgextract.nlp.dates.edtf import YEAR, day_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import Argument, Chain, DateExpression, Event, Scene, unit_of
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.voices import is_past, looks_back, speaks
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES, scene_words, speaking, taking_part

_BESIDE = 8  # tokens behind the words for a speaker in which an apposition may say more
_INTERVIEW = "interview"  # the rule of what is answered in an interview
_HEADED = ("speaker-colon", "speaker-quotation")  # a name and what is said, without a verb
_LATELY = 12  # events before a sentence among which it takes one up, of one sentence the dated one first
_TAKEN = 8  # sentences after which an event is not taken up by "à cette occasion" any more
_ROLE = 12  # sentences for which the role that somebody has at an event says where it is played
_WEEK = "W"  # in the value of a week
_RELATIVE = 4  # tokens between a speaker and the verb of a relative clause
_AFAR = 40  # tokens between a cue and the phrase that says where
_MATTER = 3  # tokens from a noun to `devant` (`un recours en annulation devant la cour`)


@dataclass(slots=True)
class Setting:
    """Where and when one statement was made by its own words; `local`: what it says of that ends with it.

    `link`: the sentence ties it to the one before, made at one place (`à ses côtés`) or on one day (`aussitôt`).
    """

    venue: Chain | None = None
    date: str | None = None
    local: bool = False
    past: bool = False  # told in a past tense
    present: bool = False  # told in the present (`note la maire`)
    spoken: bool = False  # its document is what somebody says there (`dans une déclaration liminaire`)
    carried: bool = False  # its venue is one that goes on, and is not told again
    link: Literal["together", "same-day"] | None = None


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
        quoted = self.stage.quoted
        told = (e for e in page.doc._.events or () if e.mention.kind == "named" or not quoted[e.mention.start])
        self.events: list[Event] = list(told)  # not `« un procès du malheur »`
        published = page.doc._.article.published or ""
        self.today = published[:10]

    def own(self, draft: Draft, speaker: Chain | None) -> Setting:
        """What the sentence of a statement itself says."""
        found = Setting()
        if draft.clause is not None:
            found.local = looks_back(self.stage, draft.clause)
            found.past = draft.clause.form == "gerund" or is_past(self.stage, draft.clause)
            found.present = draft.clause.form == "finite" and not found.past
        found.local = found.local or draft.rule == _INTERVIEW or self._remote(draft)
        if draft.rule == _INTERVIEW and (event := self._interview(draft.unit)) is not None:
            found.venue, found.date = event.mention.chain, day_of(event.date.value) if event.date else None
        if draft.cue_range is None:
            self._headed(draft, found)
            return found
        found.link = self._answer(draft) or self._link(draft.unit)
        scene = self._scene(draft, speaker)
        if scene is not None and scene.venue is not None:
            found.venue = scene.venue.chain
            found.date = day_of(scene.date.value) if scene.date else None
        elif (event := self._attended(draft)) is not None:
            found.venue = event.mention.chain
            found.date = day_of(event.date.value) if event.date else None
        elif speaker is not None:
            self._of_relative(draft, speaker, found)
        hidden = None if self.hidden[draft.cue_range[0]] else self.hidden
        if (trial := self._pleaded(draft, found.venue)) is not None:
            found.venue, found.date = trial.mention.chain, day_of(trial.date.value) if trial.date else found.date
        date = self.stage.date_of(draft.cue_range[0], self._cue_end(draft), draft.unit, hidden) or self._shared(draft)
        value = date.value if date is not None and not (self._told(date) or self._of_main(draft, date)) else None
        if value and len(value) > YEAR and "/" not in value:
            day = day_of(value)
            given = day or value
            if _WEEK in given or not (self.today and given > self.today[: len(given)]):
                found.date = day or value
        return found

    def _of_relative(self, draft: Draft, speaker: Chain, found: Setting) -> None:
        """Where and when the relative clause behind a speaker puts them (`Selon X, qui a parlé lundi à Pau, …`)."""
        cue = draft.cue_range or (0, 0)
        if draft.source is None or (draft.clause is not None and draft.source.start < cue[1]):
            return
        near = range(draft.source.end, draft.source.end + _RELATIVE)
        for clause in self.stage.clauses.get(draft.unit, ()):
            if clause.position != "relative" or clause.start not in near or looks_back(self.stage, clause):
                continue
            there = (s for s in self.by_unit.get(draft.unit, ()) if s.start >= clause.start and speaks_in(s, speaker))
            scene = next((s for s in there if s.venue is not None), None)
            if scene is not None and scene.venue is not None:
                found.venue = scene.venue.chain
            if scene is not None or speaks(self.stage, clause):
                date = self.stage.date_of(clause.start, clause.end, draft.unit)
                found.date = day_of(date.value) if date is not None else None
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
        return day_of(date.value) is None and any(e.date is date and e.mention.end <= date.start for e in self.events)

    def _remote(self, draft: Draft) -> bool:
        """Whether a sentence says that somebody was only reached from afar (`insiste Me Roux, joint par téléphone`)."""
        unit, words = self.page.units[draft.unit], self.stage.words
        said = [k for k in range(self.page.token(unit.start), self.page.token(unit.end)) if not self.hidden[k]]
        by = (k for k in said if words[k] in scene_words("remote") and words[k - 1] in scene_words("remote-link"))
        return any(not self.page.quotation(self.page.at(k)) for k in by)

    def _headed(self, draft: Draft, found: Setting) -> None:
        """Where and when a name before a colon speaks (`Le maire Jean Petit, lors d'un débat lundi : « … »`)."""
        if draft.source is None or draft.rule not in _HEADED:
            return
        first, colon = self.stage.spans[draft.unit][0], self.page.token(draft.content[0][0])
        if not first <= draft.source.start < colon or self._acts(draft.unit, first, colon):
            return
        scenes = (s for s in self.by_unit.get(draft.unit, ()) if s.venue is not None and s.end <= colon)
        scene = min(scenes, key=lambda s: s.venue is not None and s.venue.type != "Event", default=None)
        if scene is not None and scene.venue is not None:
            found.venue = scene.venue.chain
        date = self.stage.date_of(draft.source.start, draft.source.end, draft.unit, self.hidden)
        found.date = day_of(date.value) if date is not None and date.end <= colon else None

    def _acts(self, unit: int, first: int, last: int) -> bool:
        """Whether tokens [first, last) hold a clause."""
        return any(first <= c.verb < last and c.form == "finite" for c in self.stage.clauses.get(unit, ()))

    def _cue_end(self, draft: Draft) -> int:
        """The token behind a cue and the infinitive of its locution (`a fait savoir | lundi`)."""
        assert draft.cue_range is not None
        end, last = draft.cue_range[1], (draft.cue or "").rpartition(" ")[2]
        return end + 1 if end < len(self.doc) and self.stage.words[end] == last else end

    def _shared(self, draft: Draft) -> DateExpression | None:
        """The day of the verb before, where a participle shares its auxiliary (`avait reçu hier X et jugé que …`)."""
        clause = draft.clause
        if clause is None or clause.start != clause.verb or clause.form != "finite" or not clause.start:
            return None
        if self.stage.words[clause.start - 1] not in words("coordinator"):
            return None
        before = [c for c in self.stage.clauses.get(draft.unit, ()) if c.form == "finite" and c.verb < clause.start]
        last = max(before, key=lambda c: c.verb, default=None)
        return self.stage.date_of(last.start, last.end, draft.unit) if last is not None else None

    def _answer(self, draft: Draft) -> Literal["together"] | None:
        """Whether a clause answers the one who spoke before (`la ministre lui a répondu`)."""
        clause = draft.clause
        if clause is None or clause.lemma not in scene_words("reply"):
            return None
        to = any(self.stage.words[k] in scene_words("reply-to") for k in range(clause.start, clause.verb))
        return "together" if to or not any(a.role in scene_words("place") for a in clause.arguments) else None

    def _link(self, unit: int) -> Literal["together", "same-day"] | None:
        """What ties a sentence to the one before, outside what is quoted or reported."""
        start, end = self.doc._.units[unit].start, self.doc._.units[unit].end
        for match in _links().finditer(text_of(self.doc), start, end):
            token = self.page.token(match.start())
            if not (self.stage.quoted[token] or self.hidden[token]):
                if not match["together"]:
                    return "same-day"
                return None if _media().search(text_of(self.doc), start, end) else "together"
        return None

    def _scene(self, draft: Draft, speaker: Chain | None) -> Scene | None:
        """The scene that the words around a cue name: an event before a body, medium or place, the nearest first."""
        assert draft.cue_range is not None
        start, end = draft.cue_range
        best: tuple[tuple[bool, bool, int], Scene] | None = None
        for scene in self.by_unit.get(draft.unit, ()):
            if scene.venue is None or scene.rule.predicate or not self._reaches(scene, draft):
                continue
            turns = scene.venue.type == "Event" or draft.cue in scene_words("addressing")
            if turns and draft.cue_class in scene.rule.never_cues and not scene.fronted:
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

    def _attended(self, draft: Draft) -> Event | None:
        """The event that a sentence takes up (`À cette occasion`), or that the words for its speaker mean."""
        if not self.events:
            return None
        if self._takes_up(draft):
            return self._last_event(draft.unit)
        return self._of_role(draft.source, draft.unit) if draft.source is not None else None

    def _interview(self, unit: int) -> Event | None:
        """The interview that an article of questions and answers is headed or introduced as."""
        first = (e for e in self.events if e.mention.cls == "Interview" and unit_of(self.doc, e.mention.start) < unit)
        return next(first, None)

    def _takes_up(self, draft: Draft) -> bool:
        """Whether a sentence goes back to the last event: `y`, or a phrase without a complement (`à la tribune`)."""
        group = range(draft.clause.start, draft.clause.verb) if draft.clause is not None else ()
        if any(self.stage.words[k] in scene_words("there") for k in group):
            return preposition(self.doc, self.stage.spans[draft.unit][0]) is None  # `Dans une lettre, elle y dit`
        unit = self.doc._.units[draft.unit]
        for match in _takings_up().finditer(text_of(self.doc), unit.start, unit.end):
            token = self.page.token(match.start())
            if not (self.stage.quoted[token] or self.hidden[token]):
                return True
        return False

    def _last_event(self, unit: int) -> Event | None:
        """The last event before a unit at which people meet, told of not long before and not still to come."""
        first = bisect_left(self.events, self.stage.spans[unit][0], key=lambda e: e.mention.start)
        before = self.events[max(0, first - _LATELY) : first]
        lately = sorted(before, key=lambda e: (unit_of(self.doc, e.mention.start), e.date is not None, e.mention.start))
        for event in reversed(lately):
            at = unit_of(self.doc, event.mention.start)
            if self.doc._.units[at].kind != "text" or self.doc[event.mention.head].is_upper:
                continue
            if unit - at > _TAKEN:
                return None
            day = day_of(event.date.value) if event.date else None
            past = not (day and self.today and day > self.today)
            if event.mention.cls in scene_words("meeting-place") and _meets(event) and past:
                return event
        return None

    def _of_role(self, source: Argument, unit: int) -> Event | None:
        """The event that the words for a speaker name or mean (`un manifestant`, `l'organisatrice du festival`)."""
        last = self.stage.spans[unit][1]
        for k in range(source.start, min(source.end + _BESIDE, last)):
            if self.hidden[k] or self.stage.tags[k] in ("VERB", "AUX"):
                break
            word = self.stage.words[k]
            if word in scene_words("organiser"):
                near = (e for e in self.events if k < e.mention.start <= k + 4 and e.mention.definite)
                named = (e for e in near if e.mention.cls in scene_words("gathering"))
                if (event := next(named, None)) is not None:
                    return event
            classes = taking_part().get(word, frozenset()) if self.stage.tags[k] in ("NOUN", "ADJ") else ()
            before = [e for e in self.events if e.mention.cls in classes and e.mention.start < k and _meets(e)]
            if before and unit - unit_of(self.doc, before[-1].mention.start) <= _ROLE:
                return self._whole(before[-1])
        return None

    def _pleaded(self, draft: Draft, venue: Chain | None) -> Event | None:
        """The sitting of a court told of before at which somebody pleads (`a requis`, `dans sa plaidoirie`)."""
        act = venue is not None and (venue.mentions[0].lemma or "") in scene_words("court-act")
        if not act and (venue is not None or draft.cue not in scene_words("pleading")):
            return None
        first = bisect_left(self.events, self.stage.spans[draft.unit][0], key=lambda e: e.mention.start)
        sitting = scene_words("sitting")
        sittings = (e for e in reversed(self.events[:first]) if (e.mention.lemma or "").split(" ")[0] in sitting)
        last = next(sittings, None)
        near = last is not None and draft.unit - unit_of(self.doc, last.mention.start) <= _ROLE
        return self._whole(last) if last is not None and near else None

    def _whole(self, event: Event) -> Event:
        """The sitting of an event where its phrase names one (`la dernière audience | du procès`), else the event."""
        m = event.mention
        over = (e for e in self.events if e.mention.start < m.start and m.end <= e.mention.end)
        return next((e for e in over if e.mention.cls in scene_words("meeting-place")), event)

    def _reaches(self, scene: Scene, draft: Draft) -> bool:
        """Whether no other clause parts a cue from the phrase that says where (a gerund shares its main clause's)."""
        start, end = (draft.cue_range[0], self._cue_end(draft)) if draft.cue_range else (0, 0)
        joined = draft.clause is not None and draft.clause.form == "gerund"
        if self.hidden[scene.start] and not self.hidden[start] and not self._closes(scene, draft):
            return False
        if not scene.fronted and self._of_matter(scene.start, end):
            return False
        if scene.start >= end:
            gap = range(end, scene.start)
        elif scene.end <= start:
            gap = range(scene.end, start)
        else:
            return start < scene.start and scene.end < end  # `a, lors d'un débat, affirmé`
        if scene.end <= start and not scene.fronted:
            if (not joined and self.stage.governed(scene.unit, scene.start)) or self._in_relative(scene, start):
                return False
        shown = [k for k in gap if self.hidden[start] or not (self.hidden[k] or self.stage.quoted[k])]
        if len(shown) > _AFAR:
            return False
        if scene.fronted:
            return True
        spoken = speaking()
        relative = False
        for k in shown:
            if self.stage.words[k] in words("relative"):
                relative = True
            elif self.stage.words[k] in (",", ";"):
                relative = relative and scene.start >= end
            elif self.stage.words[k] in scene_words("why"):
                return False
            elif self.stage.words[k].rstrip("es") in scene_words("settled") and scene.start >= end:
                return False  # `…, dit Lise Roy, élue à Gap`
            elif self.stage.tags[k] == "VERB" and self.doc[k].lemma_.lower() not in spoken:
                if not (relative and scene.end <= start) and not (self._aside(k) or self._of_source(k, draft)):
                    return False
        return True

    def _of_matter(self, start: int, cue: int) -> bool:
        """Whether a body belongs to the noun before it, on which somebody speaks (`annonce un recours devant X`)."""
        if self.stage.words[start] not in scene_words("facing"):
            return False
        return any(self.stage.words[k] in scene_words("stands-before") for k in range(max(cue, start - _MATTER), start))

    def _closes(self, scene: Scene, draft: Draft) -> bool:
        """Whether a medium or press conference closes what is said (`a nié toute fraude dans Le Monde`)."""
        if scene.venue is None or scene.venue.cls not in scene_words("speaking-place"):
            return False
        end = self.doc[scene.end - 1].end
        return any(0 <= b - end <= 1 for _, b in draft.content)

    def _in_relative(self, scene: Scene, cue: int) -> bool:
        """Whether a phrase stands in a relative clause that a comma closes before the cue (`X, qui … à Y, a dit`)."""
        if not any(self.stage.words[k] == "," for k in range(scene.end, cue)):
            return False
        before = range(scene.start - 1, self.stage.spans[scene.unit][0], -1)
        opening = (self.stage.words[k] for k in before if self.stage.words[k] in {",", *words("relative")})
        return next(opening, ",") != ","

    def _of_source(self, k: int, draft: Draft) -> bool:
        """Whether a participle stands right behind the words for the speaker (`raconte un riverain ému au micro`)."""
        end = (draft.cue_range or (0, 0))[1]
        if draft.source is not None and draft.source.start >= end:
            end = draft.source.end
        behind = k in (end, end + 1)  # `a-t-elle dit, interrogée au micro de`
        return behind and "Part" in self.doc[k].morph.get("VerbForm", [])

    def _aside(self, k: int) -> bool:
        """Whether a participle stands alone between commas (`a lancé, ému, le maire`)."""
        alone = self.stage.words[k - 1] == "," == self.stage.words[min(k + 1, len(self.doc) - 1)]
        return alone and "Part" in self.doc[k].morph.get("VerbForm", [])


def _meets(event: Event) -> bool:
    """Whether people are together at an event: not at an investigation."""
    return (event.mention.lemma or "").split(" ")[0] not in scene_words("no-sitting")


@cache
def _links() -> re.Pattern[str]:
    together, same_day = _phrases("together"), _phrases("same-day")
    return re.compile(rf"(?<!\w)(?:(?P<together>{together})|(?:{same_day}))(?!\w)", re.IGNORECASE)


@cache
def _takings_up() -> re.Pattern[str]:
    of = "|".join(map(re.escape, words("of")))
    return re.compile(rf"(?<!\w)(?:{_phrases('taken-up')})(?! (?:{of}))(?!\w)", re.IGNORECASE)


def _phrases(name: str) -> str:
    """The phrases of a class as alternatives, also without the accent of a first letter, as capitals are often set."""
    plain = (unicodedata.normalize("NFD", p)[0] + p[1:] for p in scene_words(name))
    return "|".join(map(re.escape, sorted({*scene_words(name), *plain}, key=len, reverse=True)))


@cache
def _media() -> re.Pattern[str]:
    """The phrases that lead to a medium, known or not (`au micro de Radio Savane`)."""
    rows = (row for row in RULES.rows() if row.before and scene_words("medium") <= {*row.classes})
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(b) for row in rows for b in row.before)})(?!\w)", re.IGNORECASE)
