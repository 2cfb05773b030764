"""Units in text order → whom a pronoun means: who spoke, whom sentences are about, who else was named.

`Anne Roy a quitté la salle. « C'est fini », a-t-elle dit.`: nobody spoke yet, the first sentence is about Anne Roy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.layers import Argument, Chain, Clause, Mention, all_mentions, unit_of
from kgextract.nlp.statements.colons import of_nobody
from kgextract.nlp.statements.concerned import concerned
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.lone import just_named, named_since
from kgextract.nlp.statements.mourned import dies
from kgextract.nlp.statements.naming import SPEAKING
from kgextract.nlp.statements.own_wish import of_its_own_act
from kgextract.nlp.statements.replies import replied
from kgextract.nlp.statements.resumed import subordinate
from kgextract.nlp.statements.sources import Sources
from kgextract.nlp.statements.stances import by_whom, clefts, entering, holders, openings, takes_stand
from kgextract.nlp.statements.told import tells_of_kin, told_before
from kgextract.nlp.statements.traits import Gender, Traits
from kgextract.nlp.statements.voices import STATES, Pronoun, Voice, agrees, brought_in, felt, medium, only_led, silent
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_FAR = 4  # paragraphs that a pronoun looks back to who spoke
_OPENING = 6  # tokens of a date or complement behind an office that opens a sentence
_NEAR = 2  # paragraphs that it looks back to whom a sentence is about
_NEXT = 1  # paragraphs that it looks back to anybody else
_LATTER = 40  # tokens that `ce dernier` looks back
_BODIES = ("Organization", "Group")


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
        for voice in self._topics():
            if self._reported(page.at(voice.token)):
                self.own.setdefault(voice.unit, voice)
            else:
                self._voices.setdefault(voice.unit, []).append(voice)
        shown = dict(clefts(page, sources))
        for unit, m in (*openings(page, sources), *holders(page, sources), *shown.items()):
            if m.chain is not None and (unit in shown or not self._voices.get(unit)):
                voice = self.voice(m.chain, _text(m.chain), unit=unit, token=m.start, spoke=False)
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

    def meant(self, pronoun: Pronoun, draft: Draft) -> Voice | None:
        """Whom a pronoun means, or None."""
        voices = [v for v in self._back(pronoun, draft) if agrees(v.gender, v.plural, pronoun)]
        spoken_of = self.people_in(draft.content)
        voices = [v for v in voices if not (id(v.chain) in spoken_of or silent(v, felt(self.page, draft)))]
        voices = [v for v in voices if v.person] if pronoun.personal else voices
        if pronoun.incise:  # `Son père était docker. « Il buvait », dit-il`
            voices = [v for v in voices if v.spoke or v.named or not tells_of_kin(self.page, pronoun.unit, v.token)]
        told = told_before(self, pronoun, draft)
        if told is not None and id(told.chain) not in spoken_of:
            return told
        reply = replied(self, draft) if pronoun.incise else None
        if reply is not None and agrees(reply.gender, reply.plural, pronoun):
            return reply
        if pronoun.continuing and not (voices and brought_in(voices[0], pronoun, draft.cue)):
            for v in voices:
                if v.spoke and self._paragraphs(pronoun.unit, v.unit) <= _NEAR:
                    new = voices[0]  # `La Cour rejette … Sa présidente, Anne Roy, lit l'arrêt. « … », insiste-t-elle`
                    turned = new.person and new.named and not new.aside and pronoun.unit - new.unit == 1
                    return new if turned and not v.person else v
        if (example := self._example(pronoun)) is not None and id(example.chain) not in spoken_of:
            return example
        if pronoun.incise:
            voices = [v for v in voices if v.chain is None or v.chain.type != "Document"]
            if voices and self._stands(voices[0], pronoun.unit - 1):
                return voices[0]
            if (own := of_its_own_act(self, pronoun, draft, voices)) is not None:
                return own
        if (since := named_since(self, pronoun, voices)) is not None and id(since.chain) not in spoken_of:
            return since
        for v in voices:
            near = v.spoke or self._paragraphs(pronoun.unit, v.unit) <= _NEAR
            if near and (v.person or v.spoke or not pronoun.incise) and not medium(v):
                return v
        if far := [v for v in voices if v.spoke or self._paragraphs(pronoun.unit, v.unit) <= _NEXT]:
            return far[0]
        anybody = self._anybody(pronoun, draft)
        if anybody is not None and anybody.person:
            return anybody
        return self._despite_gender(pronoun) or self._own_topic(pronoun) or anybody

    def _example(self, pronoun: Pronoun) -> Voice | None:
        """The only person in the sentence before, where it is about several (`Des élus, dont Luc, … Il dit`)."""
        before = pronoun.unit - 1
        if before < 0 or pronoun.plural is not False or self._paragraphs(pronoun.unit, before):
            return None
        here = [v for u in (before, pronoun.unit) for v in self._voices.get(u, ()) if v.token < pronoun.token]
        only = self.only_person(before) if here and all(v.plural for v in here) else None
        if only is None or self._suffers(only, before) or not agrees(*self.traits.of(only), pronoun):
            return None
        return self.voice(only, _text(only), unit=before, token=pronoun.token, spoke=False)

    def _stands(self, v: Voice, before: int) -> bool:
        """Whether a sentence says what stand a body takes (`La préfecture se veut rassurante. « … », dit-elle.`)."""
        body = v.unit == before and not (v.spoke or v.aside) and v.chain is not None and v.chain.type in _BODIES
        return body and not medium(v) and takes_stand(self.page, self.sources, before, v.token)

    def _of_a_fragment(self, unit: int) -> Voice | None:
        """The only person whom a sentence without a main verb names (`Un vote salué par Anne Roy.`)."""
        told = (c for c in self.sources.clauses.get(unit, ()) if c.form == "finite" and c.position != "relative")
        only = None if any(told) else self.only_person(unit)
        if only is None or self._suffers(only, unit):
            return None
        return self.voice(only, _text(only), unit=unit, token=self.page.token(self.page.units[unit].start), spoke=False)

    def _despite_gender(self, pronoun: Pronoun) -> Voice | None:
        """The person who spoke right before, whose title hid the gender (`le Dr Roy … a-t-elle ajouté`)."""
        last = self.last
        if last is not None and pronoun.plural and last.plural and pronoun.unit - last.unit == 1:
            return last  # `les critiques … Ils`
        if last is None or not pronoun.continuing or pronoun.plural or pronoun.unit - last.unit > 1:
            return None
        return last if last.chain is not None and last.chain.type == "Person" else None

    def _own_topic(self, pronoun: Pronoun) -> Voice | None:
        """Whom the sentence itself is about, where nobody was named before it (`Le maire viendra, a-t-il précisé`)."""
        own = self.own.get(pronoun.unit)
        fits = own is not None and own.token < pronoun.token and agrees(own.gender, own.plural, pronoun)
        return own if fits else None

    def nearest(self, unit: int, paragraphs: int) -> Voice | None:
        """Who spoke last before a unit, or whom a later sentence is about."""
        for u in range(unit, -1, -1):
            if self._paragraphs(unit, u) > paragraphs:
                return None
            here = self._voices.get(u, [])
            if found := [v for v in here if v.spoke] or (here if u < unit else []):
                return found[-1]
        return None

    def previous(self, unit: int, paragraphs: int) -> Voice | None:
        """Who spoke last, not more than so many paragraphs before a unit."""
        if self.last is None or self._paragraphs(unit, self.last.unit) > paragraphs:
            return None
        return self.last

    def people_before(self, token: int, *, paragraphs: int, described: bool = False) -> Iterator[Voice]:
        """Who spoke or whom sentences are about before a token, the last first; `described`: without a chain too."""
        here = unit_of(self.doc, token)
        for u in range(here, -1, -1):
            if self._paragraphs(here, u) > paragraphs:
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

    def _topics(self) -> Iterator[Voice]:
        """Whom the first verb of each unit outside quotations is about, of those that can speak."""
        done: set[int] = set()
        begun: set[int] = set()  # units whose fronted clause is read
        for c in self.doc._.clauses:
            if c.form != "finite" or c.unit in done or self.page.units[c.unit].kind != "text":
                continue
            subject = self.sources.leading(c) if c.unit not in begun else None
            if subject is None or self._only_opens(subject, c):
                subject = shared(c) if c.passive else self.sources.subject(c, c.subject)
            if subject is None and (subject := entering(c)) is None:
                continue
            at = self.page.at(subject.start)
            inverted = c.position == "incise" and subject is c.subject
            if inverted or c.position == "relative" or self.page.quotation(at) is not None:
                continue
            aside = subordinate(self.page, c, self.page.token(self.page.units[c.unit].start))
            begun |= {c.unit} if aside else set()
            named = self.sources.named(subject)
            chain = named.chain if named is not None else self._just_named(c, subject)
            agent = by_whom(self.sources, c, subject) if named is not None or chain is None else None
            if agent is not None and agent.chain is not None:  # nobody by whom somebody known was received
                body = named is not None and named.type in (*_BODIES, "Document")
                body = body and c.lemma not in speaker_words("standing-for")
                yield self.voice(agent.chain, None, unit=c.unit, token=agent.start, spoke=False, aside=body)
            if self.doc[subject.head].lower_ in speaker_words("concerned") and (chain is None or chain.unnamed):
                gender: Gender = "f" if self.doc[subject.head].lower_.endswith("e") else "m"
                chain = concerned(self, subject.start, gender) or chain
            if chain is None:
                if self.doc[subject.head].lower_ in speaker_words("first-of-two", "second-of-two"):
                    continue  # `Le premier est survenu en mai.`
                if self.sources.describes(subject) and not self._before_pronoun(subject):
                    done |= set() if aside else {c.unit}
                    text = self.doc.between(subject.start, subject.end)
                    told = self.voice(None, text, unit=c.unit, token=subject.start, spoke=False, aside=aside)
                    yield replace(told, body=self.doc.lowered[subject.head] in speech_words("collective-noun"))
                continue
            done |= set() if aside else {c.unit}
            several = max(subject, c.subject or subject, key=lambda s: len({id(m.chain) for m in s.mentions}))
            if len({id(m.chain) for m in several.mentions}) > 1:
                text = self.doc.between(several.start, several.end)
                yield Voice(chain=None, text=text, unit=c.unit, token=subject.start, spoke=False, plural=True)
            yield self.voice(chain, _text(chain), unit=c.unit, token=subject.start, spoke=False, aside=aside)

    def _only_opens(self, leading: Argument, clause: Clause) -> bool:
        """Whether a bare noun tells of the subject behind its comma (`Lauréate lundi du prix, l'écrivaine X a …`)."""
        doc, subject = self.doc, shared(clause) if clause.passive else clause.subject
        bare = doc[leading.start].pos_ in ("NOUN", "ADJ") and not self.sources.named(leading)
        return bare and subject is not None and subject.start > leading.end and doc[subject.start - 1].text == ","

    def _before_pronoun(self, subject: Argument) -> bool:
        """Whether a bare office only opens the sentence of somebody known (`Maire de Lens depuis 2014, il a dit`)."""
        doc, stop = self.doc, min(subject.end + _OPENING, len(self.doc) - 1)
        if doc[subject.start].pos_ == "DET" or not doc[subject.start].text[:1].isupper():
            return False
        comma = next((k for k in range(subject.start + 1, stop) if doc[k].text == ","), stop)
        return doc[comma + 1 if comma < stop else stop].lower_ in speech_words("third-person")

    def _just_named(self, clause: Clause, subject: Argument) -> Chain | None:
        """The only person whom the sentence before named, for `il` (`… selon Paul Roy. Il préside le comité.`)."""
        word = self.doc[subject.head].lower_
        if word in speech_words("latter") - speaker_words("concerned"):  # `Ce dernier rit. « … », dit-il`
            before = self.named_before(subject.start, reach=_LATTER)
            last = next((m.chain for m in before if m.type == "Person" and m.kind == "named"), None)
            sex: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
            one = last is not None and word not in speech_words("plural-pronoun")
            return last if one and last is not None and self.traits.fits(last, sex) else None
        if subject.end - subject.start > 1 or word not in speech_words("third-person"):
            return None
        if word in speech_words("plural-pronoun") or not clause.unit or of_nobody(self.page, clause):
            return None
        gender: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
        return just_named(self, clause.unit - 1, gender)

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
        if before < 0 or self.page.units[before].kind != "text" or self._paragraphs(unit, before) > 1:
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
        if only is None or self._suffers(only, before):
            body = next((v for v in here if v.chain is not None and v.chain.type in _BODIES and not medium(v)), None)
            return body if self.last is None else None  # `Le comité s'inquiète. « … »`
        return self.voice(only, _text(only), unit=before, token=token, spoke=False)

    def _suffers(self, person: Chain, unit: int) -> bool:
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
            if self._paragraphs(unit, u):
                break
            first, stop = self.page.token(self.page.units[u].start), self.page.token(self.page.units[u].end)
            for m in self.named_before(stop, reach=stop - first):
                if m.start >= first and m.type == "Person" and m.kind == "named" and m.chain not in found:
                    found.append(m.chain)  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else None

    def _back(self, pronoun: Pronoun, draft: Draft) -> Iterator[Voice]:
        """All voices before a pronoun, unit by unit backwards; of one unit who spoke first, then its topic."""
        for u in range(pronoun.unit, -1, -1):
            if self._paragraphs(pronoun.unit, u) > _FAR:
                return
            here = [v for v in self._voices.get(u, ()) if v.token < pronoun.token and not self._inside(v.token, draft)]
            yield from (v for v in reversed(here) if v.spoke)
            yield from sorted((v for v in here if not v.spoke), key=lambda v: (v.aside, not v.person))

    def _anybody(self, pronoun: Pronoun, draft: Draft) -> Voice | None:
        """Somebody named nearby outside quotations who is no topic: nearest unit, there a person, the first one."""
        best: tuple[tuple[int, bool, bool, int], Chain] | None = None
        spoken_of = self.people_in(draft.content)
        for m in self.named_before(pronoun.token, reach=120):
            mute = m.chain is None or m.chain.type not in SPEAKING[:-1] or id(m.chain) in spoken_of
            if m.chain is None or mute or self._inside(m.start, draft):
                continue
            u = unit_of(self.doc, m.start)
            if self._paragraphs(pronoun.unit, u) > _NEXT:
                break
            if self.page.quotation(self.page.at(m.start)) is not None or (u == pronoun.unit and self._fronted(m)):
                continue
            if (m.chain.type == "Place" and m.chain.cls not in STATES) or not agrees(*self.traits.of(m.chain), pronoun):
                continue
            rank = (u, m.chain.type == "Person", not only_led(self.doc, m), -m.start)
            if best is None or rank > best[0]:
                best = rank, m.chain
        if best is None:
            return None
        return self.voice(best[1], _text(best[1]), unit=best[0][0], token=-best[0][3], spoke=False)

    def _fronted(self, m: Mention) -> bool:
        """Whether a preposition or participle at the start of a sentence governs a name (`Cité par Jean Roy, il`)."""
        first = self.page.token(self.page.units[unit_of(self.doc, m.start)].start)
        k = m.start
        while k > first and self.doc[k - 1].text != ",":
            k -= 1
        if self.doc[k].pos_ not in ("ADP", "VERB") or any(self.page.finite(n) for n in range(k, m.end + 2)):
            return False
        return any(self.doc[n].pos_ == "ADP" for n in range(k, m.start))

    def _inside(self, token: int, draft: Draft) -> bool:
        at = self.page.at(token)
        return any(a <= at < b for a, b in draft.content)

    def _reported(self, at: int) -> bool:
        n = bisect_right(self.page.reported, (at, 1 << 60))
        return any(a <= at < b for a, b in self.page.reported[max(0, n - 4) : n])

    def _paragraphs(self, unit: int, before: int) -> int:
        return self.page.units[unit].paragraph - self.page.units[before].paragraph


def _text(chain: Chain) -> str | None:
    return chain.name if chain.unnamed else None
