"""Units in text order → who spoke, whom sentences are about and who else was named, for those who read on.

`Anne Roy a quitté la salle. « C'est fini », a dit Luc Blin.`: of the first sentence Anne Roy, of the second Luc Blin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from kgextract.nlp.layers import Chain, Mention, all_mentions, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.mourned import dies
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.stances import clefts, holders, openings
from kgextract.nlp.statements.speakers.told import tells_of_kin
from kgextract.nlp.statements.speakers.topics import topics
from kgextract.nlp.statements.speakers.traits import Traits
from kgextract.nlp.statements.speakers.voices import BODIES, Voice, medium
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

GOES_ON = 3  # paragraphs after which nobody goes on speaking


class Discourse:
    """Who spoke and whom sentences are about, by unit."""

    def __init__(self, page: Page, sources: Sources) -> None:
        self.page, self.doc, self.sources = page, page.doc, sources
        self.mentions: list[Mention] = [m for m in all_mentions(page.doc) if m.chain is not None]
        self._starts = [m.start for m in self.mentions]
        self.traits = Traits(page.doc)
        self._voices: dict[int, list[Voice]] = {}
        self.last: Voice | None = None
        self.own: dict[int, Voice] = {}  # topics of sentences that somebody is reported to say
        for voice in topics(self):
            if self._reported(page.at(voice.token)):
                self.own.setdefault(voice.unit, voice)
            else:
                self._voices.setdefault(voice.unit, []).append(voice)
        shown = dict(clefts(page, sources))
        for unit, m in (*openings(page, sources), *holders(page, sources), *shown.items()):
            if m.chain is not None and (unit in shown or not self._voices.get(unit)):
                voice = self.topic(m.chain, unit=unit, token=m.start)
                self._voices[unit] = [voice]
        for unit in set(range(len(page.units))) - {u for u, here in self._voices.items() if here}:
            if (only := self._of_a_fragment(unit)) is not None:
                self._voices[unit] = [only]

    def heard(self, voice: Voice) -> None:
        """Somebody spoke."""
        self.last = voice
        self._voices.setdefault(voice.unit, []).append(voice)

    def voice(
        self, chain: Chain | None, text: str | None, *, unit: int, token: int, spoke: bool = True, aside: bool = False
    ) -> Voice:
        """Somebody at a token, with gender and number."""
        gender, plural = self.traits.of(chain) if chain is not None else self.traits.described(token)
        return Voice(
            chain=chain, text=text, unit=unit, token=token, spoke=spoke, gender=gender, plural=plural, aside=aside
        )

    def topic(self, chain: Chain, *, unit: int, token: int, aside: bool = False) -> Voice:
        """Somebody whom a sentence is about, by the words that describe who has no name."""
        text = chain.name if chain.unnamed else None
        return self.voice(chain, text, unit=unit, token=token, spoke=False, aside=aside)

    def _of_a_fragment(self, unit: int) -> Voice | None:
        """The only person whom a sentence without a main verb names (`Un vote salué par Anne Roy.`)."""
        told = (c for c in self.sources.clauses.get(unit, ()) if c.form == "finite" and c.position != "relative")
        only = None if any(told) else self.only_person(unit)
        if only is None or self.suffers(only, unit):
            return None
        return self.topic(only, unit=unit, token=self.page.token(self.page.units[unit].start))

    def nearest(self, unit: int, paragraphs: int) -> Voice | None:
        """Who spoke last before a unit, or whom a later sentence is about."""
        for u in range(unit, -1, -1):
            if self.paragraphs(unit, u) > paragraphs:
                return None
            here = self._voices.get(u, [])
            if found := [v for v in here if v.spoke] or (here if u < unit else []):
                return found[-1]
        return None

    def previous(self, unit: int, paragraphs: int) -> Voice | None:
        """Who spoke last, not more than so many paragraphs before a unit."""
        if self.last is None or self.paragraphs(unit, self.last.unit) > paragraphs:
            return None
        return self.last

    def people_before(self, token: int, *, paragraphs: int, described: bool = False) -> Iterator[Voice]:
        """Who spoke or whom sentences are about before a token, the last first; `described`: without a chain too."""
        here = unit_of(self.doc, token)
        for u in range(here, -1, -1):
            if self.paragraphs(here, u) > paragraphs:
                return
            for v in reversed(self._voices.get(u, ())):
                known = described if v.chain is None else v.chain.type == "Person"
                if known and v.token < token:
                    yield v

    def named_before(self, token: int, *, reach: int) -> Iterator[Mention]:
        """Mentions with a chain that end before a token and at most `reach` tokens before it, the last one first."""
        for n in range(bisect_right(self._starts, token) - 1, -1, -1):
            m = self.mentions[n]
            if m.start < token - reach:
                return
            if m.end <= token:
                yield m

    def people_in(self, ranges: Iterable[tuple[int, int]]) -> set[int]:
        """The chains of people whose names stand in what is quoted: somebody else says it (`« Jean rit », dit-il`)."""
        found: set[int] = set()
        for a, b in ranges:
            if self.page.quotation(a) is None and self.page.quotation(max(a - 1, 0)) is None:
                continue
            first, stop = (bisect_left(self._starts, self.page.token(at)) for at in (a, b))
            for m in self.mentions[first:stop]:
                if m.type == "Person" and m.kind == "named":
                    found.add(id(m.chain))
        return found

    def only_person(self, unit: int) -> Chain | None:
        """The only person whom a sentence names, outside quotations."""
        here = self.page.units[unit]
        if here.kind != "text":
            return None
        first, stop = self.page.token(here.start), self.page.token(here.end)
        found: list[Chain] = []
        for m in self.named_before(stop, reach=stop - first):
            outside = m.start >= first and self.page.quotation(self.page.at(m.start)) is None
            if outside and m.type == "Person" and m.kind == "named" and m.chain is not None and m.chain not in found:
                found.append(m.chain)
        return found[0] if len(found) == 1 else None

    def of_unit(self, unit: int) -> list[Voice]:
        """Those whom a sentence is about, and who speak in it."""
        return self._voices.get(unit, [])

    def introduced(self, unit: int) -> Voice | None:
        """Whom the sentence right before a quotation is about, or names as the only one, where nobody spoke in it."""
        before = unit - 1
        if before < 0 or self.page.units[before].kind != "text" or self.paragraphs(unit, before) > 1:
            return None
        here = self._voices.get(before, [])
        if any(v.spoke for v in here) or dies(self.page, before):
            return None
        if topic := next((v for v in sorted(here, key=lambda v: v.aside) if v.person), None):
            return topic if self.last is None or not tells_of_kin(self.page, unit, topic.token) else self.last
        if (again := self._by_pronoun(before)) is not None:
            return again
        only = self.only_person(before) or self._alone(before)
        token = self.page.token(self.page.units[before].start)
        if only is None or self.suffers(only, before):
            body = next((v for v in here if v.chain is not None and v.chain.type in BODIES and not medium(v)), None)
            return body if self.last is None else None  # `Le comité s'inquiète. « … »`
        return self.topic(only, unit=before, token=token)

    def suffers(self, person: Chain, unit: int) -> bool:
        """Whether a sentence names somebody only as whom something befell (`La mort de Paul Roy a ému. « … »`)."""
        first, stop = self.page.token(self.page.units[unit].start), self.page.token(self.page.units[unit].end)
        events = [e.mention for e in self.doc._.events or () if first <= e.mention.start < stop]
        told = [e for e in events if e.cls in speaker_words("befalling")]
        named = [m for m in person.mentions if first <= m.start < stop]
        return bool(named) and all(any(e.head < m.start < e.end for e in told) for m in named)

    def _by_pronoun(self, unit: int) -> Voice | None:
        """Who spoke last, where a sentence behind that goes on with a pronoun (`« … », dit-elle. Elle se tait.`)."""
        first, last = self.doc[self.page.token(self.page.units[unit].start)], self.last
        word = first.lower_
        if last is None or word not in speech_words("third-person") or word in speech_words("plural-pronoun"):
            return None
        gender = "f" if word in speech_words("feminine-pronoun") else "m"
        near = unit - last.unit <= 1 and last.person
        return last if near and last.gender in (gender, None) else None

    def _alone(self, unit: int) -> Chain | None:
        """The only person whom a paragraph names so far."""
        found: list[Chain] = []
        for u in range(unit, -1, -1):
            if self.paragraphs(unit, u):
                break
            first, stop = self.page.token(self.page.units[u].start), self.page.token(self.page.units[u].end)
            for m in self.named_before(stop, reach=stop - first):
                if m.start >= first and m.type == "Person" and m.kind == "named" and m.chain not in found:
                    found.append(m.chain)  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else None

    def _reported(self, at: int) -> bool:
        n = bisect_right(self.page.reported, (at, 1 << 60))
        return any(a <= at < b for a, b in self.page.reported[max(0, n - 4) : n])

    def paragraphs(self, unit: int, before: int) -> int:
        """How many paragraphs one unit stands before another."""
        return self.page.units[unit].paragraph - self.page.units[before].paragraph
