"""Statements with their own settings → where and when each was made, the occasion of the one before carried on.

"La ministre a tenu un point de presse mardi. Elle a promis … Le budget, a-t-elle ajouté, …" – all of it there, on
Tuesday, until the text puts her somewhere else. What looks back, and what is written in a document, is of itself only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from kgextract.nlp.dates.edtf import occasion_of
from kgextract.nlp.layers import MEDIA, Chain, Saying, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.absences import not_there
from kgextract.nlp.statements.benches import share_bench
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.leads import TALKS, Act, of_crowd, order_of, share_lead
from kgextract.nlp.statements.look_backs import look_back, look_further_back, take_up
from kgextract.nlp.statements.named_next import Described, NamedNext, described
from kgextract.nlp.statements.settings import Setting
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_PASSING = 3  # sentences for which a speaker stays where a trip led
_NEXT = 2  # sentences between what a body says at first and who says it for the body
_EVENT = 8  # sentences over which what is said at one event was said on one day
_BESIDE = 3  # sentences back to the one that "de son côté" or "aussitôt" looks at
_BODIES = ("Organization", "Place")
_NAMED = ("Person", "Organization")
_BACK = 4  # sentences back to which an occasion told later reaches


class Occasion(NamedTuple):
    """Where and when a speaker is while the text goes on."""

    venue: Chain | None = None
    date: str | None = None
    passing: int | None = None  # the unit that led there, where only a trip did
    past: bool = False  # only what is told in a past tense was said there
    unit: int = -1  # the one that says so
    said: bool = False  # somebody is said to speak there, not only to be
    weak: bool = False  # nobody is, in the text so far


def settle(page: Page, acts: list[Act]) -> None:
    """Give each act its setting, else that of the same speaker before it, of who speaks beside it, or after it."""
    acts = sorted(acts, key=lambda a: _at(page, a[0]))
    voices: dict[object, list[Act]] = {}
    for saying, setting in acts:
        saying.venue, saying.date = setting.venue, setting.date
        setting.spoken = _spoken(page, saying.document)
        voices.setdefault(_voice(saying), []).append((saying, setting))
    voices.pop(None, None)
    for same in voices.values():
        for first, second in pairwise(same):
            _share(*first, *second)
            look_further_back(*first, *second)
    told = [s for s in page.doc._.scenes or () if s.people and not of_crowd(s)]
    scenes = [s for s in told if not s.local]
    look_back(page, acts, told)
    _go_on(page, acts, scenes, voices)
    take_up(acts, told)
    for same in voices.values():
        who = same[0][0].speaker
        _go_back(same, [s for s in scenes if s.venue and not s.weak and who is not None and speaks_in(s, who)])
    share_lead(page, acts)
    share_bench(page, acts)
    _share_event(page, acts)
    order = order_of(page)
    for same in voices.values():
        _date_back(order, same)
    _date_on(order, acts)
    today = page.doc._.article.published or ""
    for saying, setting in acts:
        if not_there(page.doc, saying.speaker, saying.venue):
            saying.venue, saying.date = None, setting.date if saying.venue is not setting.venue else None
        if saying.venue is saying.speaker:
            saying.venue = None  # `Réuni mardi, le Conseil a condamné`
        if (day := occasion_of(saying.date)) and today and day > today[: len(day)]:
            saying.date = None  # `Le juge a renvoyé le procès au 6 octobre. …`


def _voice(saying: Saying) -> object:
    return id(saying.speaker) if saying.speaker is not None else saying.speaker_text or None


def _go_on(page: Page, acts: list[Act], scenes: list[Scene], voices: dict[object, list[Act]]) -> None:
    """In text order: where each speaker is goes on, and who speaks beside another is there too."""
    steps: list[tuple[int, int, bool, Scene | Act]] = [(s.unit, s.start, False, s) for s in scenes]
    steps += [(*_at(page, act[0]), True, act) for act in acts]
    steps.sort(key=lambda s: s[:3])
    now: dict[object, Occasion] = {}
    beside = Beside(page, voices)
    before: Act | None = None
    told: Described | None = None
    named = NamedNext(page, order_of(page))
    for unit, _, _, step in steps:
        if isinstance(step, Scene):
            told = described(page, step) or told
            for who in {id(m.chain) for m in step.people if m.chain is not None}:
                now[who] = _enter(now.get(who, Occasion()), step)
            continue
        if before is not None:
            beside.told_before(before, step)
        voice = _voice(step[0])
        if told is not None and voice not in now and named.is_it(step[0].speaker, told, unit):
            now[voice] = now.get(id(told.mention.chain), Occasion())
        if before is not None and voice in now and _joins(now[voice], before, step):
            now[voice] = Occasion(None, now[voice].date)
        if voice is not None:
            now[voice] = _step(now.get(voice, Occasion()), unit, *step)
            if before is not None and beside.shares(before, step):
                now[voice] = now[voice]._replace(venue=step[0].venue, date=occasion_of(step[0].date))
        before = step


def _joins(now: Occasion, before: Act, act: Act) -> bool:
    """Whether somebody of whom the text had only told that they met speaks now with the one before, at a later occasion
    (`s'est entretenu avec B. … Lors d'un point de presse, A a dit … Pour sa part, B`)."""
    (first, _), (saying, setting) = before, act
    later = first.venue is not None and first.venue is not now.venue and first.speaker is not saying.speaker
    return now.weak and later and setting.link == "together" and setting.venue is None and now.unit < first.unit


def _go_back(same: list[Act], scenes: list[Scene]) -> None:
    """One speaker's acts before the first occasion take it too."""
    steps: list[tuple[int, bool, Scene | Act]] = [(s.unit, False, s) for s in scenes]
    steps += [(act[0].unit, True, act) for act in same]
    steps.sort(key=lambda s: s[:2])
    now, last = Occasion(), 0
    for unit, _, step in reversed(steps):
        if last - unit > _BACK:
            now = now._replace(date=None)
        far = not isinstance(step, Scene) and last - unit > 1 and step[0].date is None
        agency = now.venue is not None and now.venue.cls in scene_words("agency") and unit < last
        if (far or agency) and now.venue is not None and now.venue.type != "Event":
            now = now._replace(venue=None)  # the medium of a later sentence; only what follows is told to an agency
        if isinstance(step, Scene):
            turns = step.fronted and step.venue is not None and step.venue.cls in MEDIA  # `Sur RTL, elle a dit`
            now, last = Occasion() if turns else _enter(now, step), unit
        elif step[1].carried:
            now = Occasion()
        else:
            if step[0].venue is not None and step[0].venue is not now.venue:
                now = Occasion()  # where somebody was before says nothing of the day
            told = step[0].venue is not None or step[0].date is not None
            now = _step(now, unit, *step)
            last = unit if told else last


def _at(page: Page, saying: Saying) -> tuple[int, int]:
    token = saying.cue_range[0] if saying.cue_range else page.token(saying.content[0][0])
    return saying.unit, token


def _share(before: Saying, setting: Setting, saying: Saying, after: Setting) -> None:
    """What one sentence reports of one speaker was said at once (`avait dénoncé …, assurant que …`)."""
    if before.unit != saying.unit:
        return
    same = saying.venue in (None, before.venue) and saying.date in (None, before.date)
    if setting.local and same:
        after.local = True
    if after.local or not setting.local:
        saying.venue = saying.venue or before.venue
        saying.date = saying.date or before.date


def _is_talk(venue: Chain) -> bool:
    """Whether something is an interview, not an act of a sitting (`la présentation du texte lors de la session`)."""
    return venue.cls in TALKS and not any(m.lemma in scene_words("act") for m in venue.mentions)


def _enter(now: Occasion, scene: Scene) -> Occasion:
    """A scene of the speaker: its venue and date, or only a date on which the speaker acted."""
    day = occasion_of(scene.date.value) if scene.date else None
    if scene.venue is None:
        if day and now.date and day != now.date:
            return Occasion(None, day, None, scene.rule.past)
        return now._replace(date=day or now.date, past=now.past or (scene.rule.past and now.unit != scene.unit))
    passing = scene.unit if scene.weak and scene.venue.type == "Place" else None
    if now.unit == scene.unit and now.venue is not None and _is_talk(now.venue):
        return now._replace(date=day or now.date)  # `dans une interview accordée en marge du sommet`
    at_event = now.unit == scene.unit and now.venue is not None and now.venue.type == "Event"
    if at_event and (scene.venue.type == "Place" or now.said):
        return now._replace(date=day or now.date)  # the event of the sentence is there, or part of a wider one
    return Occasion(scene.venue.chain, day or now.date, passing, scene.rule.past, scene.unit, weak=scene.weak)


def _is_same_talk(now: Chain | None, then: Chain | None) -> bool:
    """Whether a medium that is only described stands for the interview that it had (`déclare-t-il au journal`)."""
    if now is None or then is None or now.cls not in TALKS or then.type != "Organization":
        return False
    return all(m.kind == "nominal" for m in then.mentions)


def _posted(now: Chain | None, document: Chain) -> bool:
    """Whether a message is one more on the platform where the speaker is (`a-t-elle insisté dans un second tweet`)."""
    platform = now is not None and now.cls in scene_words("platform")
    return platform and any(m.lemma in scene_words("post") for m in document.mentions)


def _spoken(page: Page, document: Chain | None) -> bool:
    """Whether a document is what somebody says at the occasion (`Dans une déclaration liminaire, la ministre`)."""
    mentions = document.mentions if document is not None else ()
    return any(w in scene_words("spoken") for m in mentions for w in page.doc.lowered[m.start : m.end])


def _is_gone(venue: Chain | None, saying: Saying, setting: Setting) -> bool:
    """Whether a person who speaks in the present need not be in the town any more (`témoigne Anne Roy`)."""
    person = saying.speaker is not None and saying.speaker.type == "Person"
    return person and setting.present and venue is not None and venue.type == "Place"


def _step(now: Occasion, unit: int, saying: Saying, setting: Setting) -> Occasion:
    """One act in its occasion → the occasion after it."""
    quoted = saying.kind == "direct" and 0 <= unit - now.unit <= _PASSING  # `« … », promet le ministre`
    if setting.local or (now.past and not (setting.past or quoted) and saying.venue is None):
        return now
    if setting.reacts and saying.venue is None and not now.said:
        return Occasion()  # `En réaction, la députée a dit`
    if now.passing is not None and unit - now.passing > _PASSING:
        now = Occasion(None, now.date)
    day = occasion_of(saying.date)
    if _is_same_talk(now.venue, saying.venue):
        saying.venue = now.venue
    if saying.venue is not None:
        saying.date = saying.date or now.date
        return Occasion(saying.venue, day or now.date, unit=unit, said=True)
    if saying.document is not None and not (setting.spoken or _posted(now.venue, saying.document)):
        saying.date = saying.date or now.date
        return Occasion(None, day or now.date)
    if day and now.date and day != now.date:
        return Occasion(None, day)
    general = now.weak and setting.present and saying.kind == "indirect"  # `a gagné au congrès. Il promet une réforme`
    there = None if general or _is_gone(now.venue, saying, setting) else now.venue
    saying.venue, setting.carried = there, there is not None
    saying.date = saying.date or now.date
    return now._replace(date=day or now.date)


class Beside:
    """Who speaks at the side of the one before is where that one is, or speaks on the same day.

    At the side: by words of the sentence (`à ses côtés`), as another envoy to the same body, or as the person whom the
    sentence before only described (`Une responsable a alerté devant le Sénat … a dit Anne Roy`).
    """

    def __init__(self, page: Page, voices: dict[object, list[Act]]) -> None:
        self.page, self.voices = page, voices
        self.order = order_of(page)
        self.envoys: set[int] = set()
        self.served: dict[int, set[int]] = {}  # whom people represent or head, by chain
        self.owned: set[int] = set()  # who does so of what the text has just told of (`son porte-parole, Jean Roy`)
        for role in page.doc._.roles or ():
            if role.office not in ("represents", "head"):
                continue
            for who in {id(h.chain) for h in role.holders if h.chain is not None}:
                self.envoys |= {who} if role.office == "represents" else set()
                self.served.setdefault(who, set()).update(id(t.chain) for t, _ in role.targets if t.chain is not None)
                before = page.doc[role.mention.start - 1].lower_ if role.mention.start else ""
                if before in words("possessive") and not role.targets:
                    self.owned.add(who)

    def shares(self, before: Act, act: Act) -> bool:
        """Give an act venue or day of the one before where it shares them; whether it does."""
        (first, there), (saying, setting) = before, act
        if self._issued(first, saying) and not setting.local:
            saying.date = occasion_of(first.date)
            return True
        far = self.order[saying.unit] - self.order[first.unit] > _BESIDE
        if saying.speaker is first.speaker or far or (setting.local and setting.link != "same-day"):
            return False
        shared = first.venue is not None and not there.local
        shared = shared and (setting.beside or first.venue.cls in scene_words("shared"))  # type: ignore[union-attr]
        body = saying.speaker is not None and saying.speaker.type == "Organization"
        if shared and not body and saying.venue is None and not saying.document and saying.date in (None, first.date):
            if self._together(first, saying, setting) and not self._moves(saying):
                saying.venue, saying.date, setting.carried = first.venue, first.date, True
                return True
        if self._again(first, there, saying, setting):
            saying.venue, saying.date, setting.carried = first.venue, saying.date or first.date, True
            return True
        same_day = setting.link == "same-day" or self._answers(first, saying, setting)
        if saying.date is None and (same_day or self._for_it(first, saying, setting)):
            saying.date = occasion_of(first.date)
            return saying.date is not None
        return False

    def _again(self, first: Saying, there: Setting, saying: Saying, setting: Setting) -> bool:
        """Whether a description that no chain takes up stands for the one who has just spoken (`a repris l'élue`)."""
        near = self.order[saying.unit] - self.order[first.unit] <= _NEXT and not (setting.local or there.local)
        told = first.speaker is not None and first.speaker.type == "Person" and first.venue is not None
        same = saying.date in (None, first.date) and saying.venue is None and saying.document is None
        return setting.again and near and told and same and not _is_gone(first.venue, saying, setting)

    def _answers(self, first: Saying, saying: Saying, setting: Setting) -> bool:
        """Whether somebody answers the one who has just spoken (`« … », a rétorqué le maire`)."""
        near = self.order[saying.unit] - self.order[first.unit] <= _NEXT and not setting.local
        told = saying.document is None and saying.venue is None
        return near and told and setting.link == "together" and (saying.cue or "") in scene_words("reply")

    def _for_it(self, first: Saying, saying: Saying, setting: Setting) -> bool:
        """Whether who speaks for the body that has just spoken does so in the next sentence (`son porte-parole`)."""
        next_ = self.order[saying.unit] - self.order[first.unit] <= 1 and not setting.local
        body = first.speaker is not None and first.speaker.type in _BODIES
        its = body and id(saying.speaker) in self.owned
        return next_ and saying.venue is None and (its or id(first.speaker) in self.served.get(id(saying.speaker), ()))

    def told_before(self, first: Act, second: Act) -> None:
        """Give what a body says at first the occasion of who says it for the body (`a dit lundi son porte-parole`)."""
        (saying, setting), (later, where) = first, second
        told = saying.venue is None and saying.date is None and not (saying.document or setting.local or where.local)
        opens = self.order[saying.unit] <= 1 and self.order[later.unit] - self.order[saying.unit] <= _NEXT
        if not (told and opens):
            return
        body = saying.speaker is not None and saying.speaker.type in _BODIES
        its = id(later.speaker) in self.owned or id(saying.speaker) in self.served.get(id(later.speaker), ())
        if body and its:
            saying.venue, saying.date = later.venue, later.date

    def _issued(self, first: Saying, saying: Saying) -> bool:
        """Whether the text that speaks is the one in which its author has just spoken (`indique le communiqué`)."""
        paper, author = saying.speaker, first.speaker
        if paper is None or paper.cls not in scene_words("paper") or first.date is None or author is None:
            return False
        new = min(m.start for m in paper.mentions) >= self.page.token(first.content[0][0])
        near = self.order[saying.unit] - self.order[first.unit] <= _BESIDE
        return new and near and author.type != "Document" and not (saying.date or saying.venue)

    def _together(self, first: Saying, saying: Saying, setting: Setting) -> bool:
        envoy = id(saying.speaker) in self.envoys
        envoy = envoy and first.venue is not None and first.venue.cls in scene_words("envoys-before")
        return setting.link == "together" or envoy or self._names(first, saying)

    def _names(self, first: Saying, saying: Saying) -> bool:
        """Whether a speaker who was only described is now named: a person new to the text."""
        known = first.speaker is not None and first.speaker.type in _NAMED and not first.speaker.unnamed
        called = set((first.speaker_text or "").lower().split())
        body = called & speech_words("collective-noun")
        who = saying.speaker
        if known or body or who is None or who.type != "Person" or who.unnamed:
            return False
        roles = [r for r in self.page.doc._.roles or () if any(h.chain is who for h in r.holders)]
        if called and roles and not any(self.page.doc[r.mention.head].lower_ in called for r in roles):
            return False  # `Le ministre a promis une enquête lors d'un point presse. La maire, Anne Roy, a salué …`
        return self.page.doc[min(m.start for m in who.mentions)].idx > self.page.units[first.unit].end

    def _moves(self, saying: Saying) -> bool:
        """Whether the same speaker is soon said to speak somewhere."""
        same = self.voices.get(_voice(saying), ())
        return any(0 <= s.unit - saying.unit <= _BACK and setting.venue for s, setting in same)


def _date_back(order: list[int], same: list[Act]) -> None:
    """What one speaker says in one place has the day that the next of it names (`À Pau, X a … a-t-elle dit jeudi`)."""
    for (first, setting), (second, _) in pairwise(same):
        there = first.venue is not None and first.venue is second.venue and not setting.local
        if there and first.date is None and order[second.unit] - order[first.unit] <= 1:
            first.date = occasion_of(second.date)


def _date_on(order: list[int], acts: list[Act]) -> None:
    """Who speaks at an event after somebody who spoke there on a day speaks on that day (a trial of several days)."""
    last: dict[int, Saying] = {}
    for saying, setting in acts:
        if saying.venue is None or saying.venue.type != "Event" or setting.local:
            continue
        before = last.get(id(saying.venue))
        if saying.date is None and before is not None and order[saying.unit] - order[before.unit] <= _EVENT:
            saying.date = before.date
        if occasion_of(saying.date):
            last[id(saying.venue)] = saying


def _share_event(page: Page, acts: list[Act]) -> None:
    """What was said at one event was said on its day, where the text gives only one."""
    days: dict[int, set[str]] = {}
    for event in page.doc._.events or ():
        if event.date is not None and event.mention.chain is not None and (day := occasion_of(event.date.value)):
            days.setdefault(id(event.mention.chain), set()).add(day)
    for saying, _ in acts:
        if saying.venue is not None and saying.venue.type == "Event" and (day := occasion_of(saying.date)):
            days.setdefault(id(saying.venue), set()).add(day)
    for saying, _ in acts:
        known = days.get(id(saying.venue), ()) if saying.venue is not None and saying.date is None else ()
        if len(known) == 1:
            saying.date = next(iter(known))
