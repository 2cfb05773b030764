"""A sentence in which something is said → what ties it to what was told before: an event, or who spoke last.

`À cette occasion`, `y a-t-elle dit`, `un manifestant`: at the event told of; `à ses côtés`, `lui a répondu`: where the
one before is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache, cached_property
from typing import Literal

from kgextract.nlp.dates.edtf import day_of, first, last, occasion_of
from kgextract.nlp.events.settings import next_day
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import MEDIA, Argument, Chain, Event, Mention, Scene, unit_of
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import put_off
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words, words
from kgextract.tables.scenes import RULES, scene_words, taking_part

_DAYS = 7  # for which those who hold an event are at it after its day
_BESIDE = 8  # tokens behind the words for a speaker in which an apposition may say more
_TRIAL = "Trial"  # the class of what is held before a court
_LATELY = 12  # events before a sentence among which it takes one up, of one sentence the dated one first
_TAKEN = 8  # sentences after which an event is not taken up by "à cette occasion" any more
_SITTING = 12  # sentences for which somebody who pleads does so at the sitting told of
_COUNTED = 7  # tokens of so many people
_LED = 4  # tokens of a preposition and a determiner before an event
_PLAYED = 3  # sentences for which the part that somebody has at an event says where it is played


class Ties:
    """The events of a page, and what takes them or the speaker before up."""

    def __init__(self, page: Page, stage: Stage, hidden: bytearray) -> None:
        self.page, self.doc, self.stage, self.hidden = page, page.doc, stage, hidden
        told = (e for e in page.doc._.events or () if e.mention.kind == "named" or not stage.quoted[e.mention.start])
        self.events: list[Event] = list(told)  # not `« un procès du malheur »`
        self.today: str = (page.doc._.article.published or "")[:10]
        self.link = cache(self._link)  # asked for by every statement of a sentence
        self.reacts = cache(self._reacts)
        self.goes_back = cache(self._goes_back)

    def attended(self, draft: Draft) -> Event | None:
        """The event that a sentence takes up (`À cette occasion`), or that the words for its speaker mean."""
        if not self.events:
            return None
        if self._takes_up(draft):
            return self._last_event(draft.unit)
        first, last = self.stage.spans[draft.unit]
        if any(self._before_many(k, last) for k in range(first, last)):
            event = self._last_event(draft.unit)
            return event if event is not None and event.mention.cls != _TRIAL else None
        return self._of_role(draft.source, draft.unit) if draft.source is not None else None

    def interview(self, unit: int, speaker: Chain | None) -> tuple[Chain | None, str | None]:
        """Where and when an article of questions and answers was held, by its heading or what introduces who answers
        (`La ministre Anne Roy répond aux questions de Jeune Afrique.`)."""
        first = (e for e in self.events if e.mention.cls == "Interview" and unit_of(self.doc, e.mention.start) < unit)
        if (event := next(first, None)) is not None:
            return event.mention.chain, occasion_of(event.date.value) if event.date is not None else None
        scene = self.introductions.get(id(speaker))
        if scene is None or scene.venue is None or scene.unit >= unit:
            return None, None
        return scene.venue.chain, occasion_of(scene.date.value) if scene.date is not None else None

    @cached_property
    def introductions(self) -> dict[int, Scene]:
        """By speaker, the first talk or medium where they are said to be."""
        found: dict[int, Scene] = {}
        for scene in self.doc._.scenes or ():
            if scene.venue is None or not (scene.venue.cls in MEDIA or scene.venue.lemma in scene_words("talk-noun")):
                continue
            for m in scene.people:
                found.setdefault(id(m.chain), scene)
        return found

    def platform(self) -> Chain | None:
        """The platform of the article on which one tweets."""
        named = (m.chain for m in self.page.mentions if m.cls in scene_words("platform") and m.chain is not None)
        return next((c for c in named if c.name and c.name.lower() in scene_words("tweeted-on")), None)

    def _takes_up(self, draft: Draft) -> bool:
        """Whether a sentence goes back to the last event: `y`, or a phrase without a complement (`à la tribune`)."""
        group = range(draft.clause.start, draft.clause.verb) if draft.clause is not None else ()
        if any(self.stage.words[k] in scene_words("there") for k in group) and not self._sees(draft):
            return preposition(self.doc, self.stage.spans[draft.unit][0]) is None  # `Dans une lettre, elle y dit`
        return self.goes_back(draft.unit)

    def _goes_back(self, n: int) -> bool:
        """Whether a phrase without a complement takes up the last event in a sentence (`à la tribune`)."""
        unit = self.doc._.units[n]
        for match in _takings_up().finditer(text_of(self.doc), unit.start, unit.end):
            token = self.page.token(match.start())
            if not (self.stage.quoted[token] or self.hidden[token]):
                return True
        return False

    def _before_many(self, k: int, last: int) -> bool:
        """Whether somebody does something before people who are counted (`devant | plus de 1 500 personnes`)."""
        if self.stage.words[k] not in scene_words("facing") or self.stage.quoted[k] or self.hidden[k]:
            return False
        counted = False
        for j in range(k + 1, min(k + _COUNTED, last)):
            if self.stage.words[j] in scene_words("counted-hearers"):
                return counted
            many = self.stage.words[j] in nominal_words("numeral-noun")
            counted = counted or many or self.stage.tags[j] == "NUM" or self.stage.words[j][:1].isdigit()
            if self.stage.tags[j] not in ("NUM", "ADV", "ADP", "DET", "ADJ", "NOUN", "PROPN"):
                return False
        return False

    def _sees(self, draft: Draft) -> bool:
        """Whether `y` is in what somebody sees something (`Elle y voit « un échec »`)."""
        return draft.clause is not None and draft.clause.lemma in scene_words("seeing-in")

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
            past = not (day and self.today and day > self.today) and not self._since(event.mention.start)
            works = (event.mention.lemma or "").split(" ")[0] in words_of("event-phase")  # `Les travaux dureront un an`
            if event.mention.cls in scene_words("meeting-place") and _meets(event) and past and not works:
                return event if not self._in_court(unit) or event.mention.cls == _TRIAL else None
        return None

    def _since(self, k: int) -> bool:
        """Whether an event only tells since or up to when something is (`existe depuis | le congrès d'Alger`)."""
        found = (preposition(self.doc, j) for j in range(max(k - _LED, 0), k))
        return any(p is not None and p.lemma in scene_words("since") and p.end >= k - 1 for p in found)

    def _in_court(self, n: int) -> bool:
        """Whether the phrase that takes up an event is one of courts (`à la barre`)."""
        unit = self.doc._.units[n]
        found = (m.group() for m in _takings_up().finditer(text_of(self.doc), unit.start, unit.end))
        return any(scene_words("bench") & {*phrase.lower().split()} for phrase in found)

    def _of_role(self, source: Argument, unit: int) -> Event | None:
        """The event that the words for a speaker name or mean (`un manifestant`, `l'organisatrice du festival`)."""
        last = self.stage.spans[unit][1]
        for k in range(source.start, min(source.end + _BESIDE, last)):
            if self.hidden[k] or self.stage.tags[k] in ("VERB", "AUX"):
                break
            word = self.stage.words[k]
            if word in scene_words("organiser"):
                near = (e for e in self.events if k < e.mention.start <= k + 4 and e.mention.definite)
                named = (
                    e
                    for e in near
                    if e.mention.cls in scene_words("gathering") - scene_words("crowd") and self._of_these_days(e)
                )
                if (event := next(named, None)) is not None:
                    return event
            classes = taking_part().get(word, frozenset()) if self.stage.tags[k] in ("NOUN", "ADJ") else ()
            before = [e for e in self.events if e.mention.cls in classes and e.mention.start < k and _meets(e)]
            before = [e for e in before if not next_day(self.doc, e.mention.start)]  # `La veille du procès, l'avocat`
            if before and self._put_off(before[-1].mention):
                return None
            if before and unit - unit_of(self.doc, before[-1].mention.start) <= _PLAYED:
                return self._whole(before[-1])
        return None

    def _put_off(self, m: Mention) -> bool:
        """Whether the text says of an event that it is put off."""
        same = m.chain.mentions if m.chain is not None else [m]
        return any(put_off(self.stage, unit_of(self.doc, x.start), x.end) for x in same)

    def _of_these_days(self, event: Event) -> bool:
        """Whether an event may be going on: not `les organisateurs de la marche de mars`, nor one still to come."""
        value, today = event.date.value if event.date is not None else None, first(self.today)
        begins, ends = (first(value), last(value)) if value else (None, None)
        if begins is None or ends is None or today is None:
            return True
        return begins <= today and (today - ends).days <= _DAYS

    def pleaded(self, draft: Draft, venue: Chain | None) -> Event | None:
        """The sitting of a court told of before at which somebody pleads (`a requis`, `dans sa plaidoirie`)."""
        act = venue is not None and (venue.mentions[0].lemma or "") in scene_words("court-act")
        if not act and (venue is not None or draft.cue not in scene_words("pleading")):
            return None
        first = bisect_left(self.events, self.stage.spans[draft.unit][0], key=lambda e: e.mention.start)
        sitting = scene_words("sitting")
        sittings = (e for e in reversed(self.events[:first]) if (e.mention.lemma or "").split(" ")[0] in sitting)
        last = next(sittings, None)
        near = last is not None and draft.unit - unit_of(self.doc, last.mention.start) <= _SITTING
        return self._whole(last) if last is not None and near else None

    def _whole(self, event: Event) -> Event:
        """The sitting of an event where its phrase names one (`la dernière audience | du procès`), else the event."""
        m = event.mention
        over = (e for e in self.events if e.mention.start < m.start and m.end <= e.mention.end)
        return next((e for e in over if e.mention.cls in scene_words("meeting-place")), event)

    def answer(self, draft: Draft) -> Literal["together"] | None:
        """Whether a clause answers the one who spoke before (`la ministre lui a répondu`)."""
        clause = draft.clause
        if clause is None or clause.lemma not in scene_words("reply"):
            return None
        to = any(self.stage.words[k] in scene_words("reply-to") for k in range(clause.start, clause.verb))
        return "together" if to or not any(a.role in scene_words("place") for a in clause.arguments) else None

    def _reacts(self, unit: int) -> bool:
        """Whether a sentence answers what was said elsewhere, outside what is quoted or reported (`En réaction, X`)."""
        start, end = self.doc._.units[unit].start, self.doc._.units[unit].end
        found = (self.page.token(match.start()) for match in _reacting().finditer(text_of(self.doc), start, end))
        return any(not (self.stage.quoted[k] or self.hidden[k]) for k in found)

    def beside(self, unit: int) -> bool:
        """Whether a sentence opens at the side of the one who has spoken (`À ses côtés, X`), wherever that is."""
        start, end = self.doc._.units[unit].start, self.doc._.units[unit].end
        found = _at_the_side().search(text_of(self.doc), start, end)
        return (
            found is not None
            and self.link(unit) == "together"
            and self.page.token(found.start()) == self.page.token(start)
        )

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


def _meets(event: Event) -> bool:
    """Whether people are together at an event: not at an investigation."""
    return (event.mention.lemma or "").split(" ")[0] not in scene_words("no-sitting")


@cache
def _links() -> re.Pattern[str]:
    together, same_day = _phrases("together", "at-the-side"), _phrases("same-day")
    return re.compile(rf"(?<!\w)(?:(?P<together>{together})|(?:{same_day}))(?!\w)", re.IGNORECASE)


@cache
def _takings_up() -> re.Pattern[str]:
    of = "|".join(map(re.escape, words("of")))
    return re.compile(rf"(?<!\w)(?:{_phrases('taken-up')})(?! (?:{of}))(?!\w)", re.IGNORECASE)


@cache
def _reacting() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_phrases('reacting')})(?!\w)", re.IGNORECASE)


@cache
def _at_the_side() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_phrases('at-the-side')})(?!\w)", re.IGNORECASE)


def _phrases(*names: str) -> str:
    """The phrases of classes as alternatives, also without the accent of a first letter, as capitals are often set."""
    found = scene_words(*names)
    plain = (unicodedata.normalize("NFD", p)[0] + p[1:] for p in found)
    return "|".join(map(re.escape, sorted({*found, *plain}, key=len, reverse=True)))


@cache
def _media() -> re.Pattern[str]:
    """The phrases that lead to a medium, known or not (`au micro de Radio Savane`)."""
    rows = (row for row in RULES.rows() if row.before and scene_words("medium") <= {*row.classes})
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(b) for row in rows for b in row.before)})(?!\w)", re.IGNORECASE)
