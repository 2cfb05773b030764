"""Doc → what the search for scenes needs of it at hand: mentions, quoted tokens, clauses and dates by unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kgextract.nlp.coref.metonyms import is_seat, names_hearer
from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import depicted
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, once, starts, tags, unit_tokens
from kgextract.nlp.layers import Clause, DateExpression, Mention, all_mentions, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.scenes import scene_words, speaking, speaking_objects

_INCISE = 30  # tokens of what stands behind the verb of an incise
_CLOSING = (",", ".", ";", ":", "!", "?", "…", "–", "—")
_PHRASE = 12  # tokens of a phrase before its participle
_BEHIND = 5  # tokens between such a verb and its subject
_TEXT = 4  # tokens of a text's noun and its preposition
_AGAIN = 4  # tokens between a date and one that explains it
_PARTED = (",", "–", "—")
_LEAD = ("PUNCT", "SPACE", "ADV", "CCONJ")  # what may stand before a phrase that opens its sentence


@dataclass(frozen=True, slots=True)
class Stage:
    """A Doc with its lists: `quoted` has one byte a token, `spans` the tokens of each unit."""

    doc: Doc
    words: list[str]
    tags: list[str]
    mentions: list[Mention]
    quoted: bytearray
    spans: list[tuple[int, int]]
    clauses: dict[int, list[Clause]]
    dates: dict[int, list[DateExpression]]
    dated: frozenset[int]  # tokens of dates
    held: frozenset[int]  # tokens inside titles, documents and events, where a date or place belongs to the name
    offices: frozenset[int]  # tokens inside an office, behind its first (`la reporter à Radio Lens Léa Roy`)

    @classmethod
    def of(cls, doc: Doc) -> Stage:
        """The stage of a Doc whose clauses are read."""
        at = starts(doc)
        quoted = bytearray(len(doc))
        for q in doc._.quotations or ():
            if q.depth == 0:
                for k in range(bisect_left(at, q.start), bisect_left(at, q.end)):
                    quoted[k] = 1
        mentions = all_mentions(doc)
        for clause in doc._.clauses or ():
            if quoted[clause.verb] and _interrupts(doc, clause, mentions):
                _unquote(doc, clause, quoted)
        clauses: dict[int, list[Clause]] = {}
        for clause in doc._.clauses or ():
            if not quoted[clause.verb]:
                clauses.setdefault(clause.unit, []).append(clause)
        dates: dict[int, list[DateExpression]] = {}
        for d in doc._.dates or ():
            if d.value and not quoted[d.start]:
                dates.setdefault(unit_of(doc, d.start), []).append(d)
        return cls(
            doc=doc,
            words=lowered(doc),
            tags=tags(doc),
            mentions=mentions,
            quoted=quoted,
            spans=unit_tokens(doc),
            clauses=clauses,
            dates=dates,
            dated=frozenset(k for d in doc._.dates or () for k in range(d.start, d.end)),
            held=_held(mentions),
            offices=frozenset(k for role in doc._.roles or () for k in range(role.mention.start + 1, role.mention.end)),
        )

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in tokens [start, end)."""
        return beginning(self.mentions, start, end, lambda m: m.start)

    def opens(self, unit: int, token: int, passed: frozenset[int] = frozenset()) -> bool:
        """Whether nothing but adverbs, dates, prepositions of dates and `passed` tokens stand before a token."""
        return all(
            self.tags[k] in _LEAD or k in self.dated or k in passed or self.words[k] in words("definite")
            for k in range(self.spans[unit][0], token)
        )

    def date_of(self, start: int, end: int, unit: int, hidden: bytearray | None = None) -> DateExpression | None:
        """The date that a verb group or cue [start, end) is given: beside it, or at the beginning of its unit."""
        found: list[tuple[int, DateExpression]] = []
        for d in self.dates.get(unit, ()):
            if (hidden is not None and hidden[d.start]) or self._of_something(d) or self._says_again(d, unit):
                continue
            if self._of_office(d):
                continue
            if start <= d.start and d.end <= end:
                near, gap = 0, range(0)
            elif d.start >= end:
                near, gap = d.start - end, range(end, d.start)
            elif d.end <= start:
                near, gap = start - d.end, range(d.end, start)
                if self.opens(unit, self._first(d)) or self._speaks_first(unit, d.start):
                    near, gap = 0, range(0)
                elif self.governed(unit, self._first(d)):
                    continue
            else:
                continue
            if not any(self._parts(k, hidden) for k in gap):
                found.append((near, d))
        best = min(found, key=lambda f: (f[0] > 0, day_of(f[1].value) is None, f[0], f[1].start), default=None)
        return best[1] if best else None

    def _speaks_first(self, unit: int, token: int) -> bool:
        """Whether a fronted phrase of speaking holds a token (`Interrogée par la presse hier`, `Face à elle`)."""
        first = self.spans[unit][0]
        while first < token and (self.tags[first] in _LEAD or self.words[first] in scene_words("reflexive")):
            first += 1
        led = preposition(self.doc, first)
        gerund = self.words[first].endswith(tuple(scene_words("gerund")))
        speaks = gerund and self.doc[first].lemma_.lower() in speaking()
        asked = self.words[first] in scene_words("asked")
        behind = self.words[min(first + 1, token)]
        while_doing = self.words[first] in scene_words("before-gerund")
        while_doing = while_doing and behind.endswith(tuple(scene_words("gerund")))
        if not (speaks or asked or while_doing or (led is not None and led.lemma in scene_words("facing"))):
            return False
        return not any(self.words[k] in scene_words("part-end") or self.tags[k] == "AUX" for k in range(first, token))

    def _of_office(self, d: DateExpression) -> bool:
        """Whether a date tells since when somebody is what follows it (`Luc Roy, aujourd'hui préfet, …`)."""
        at = d.end + (d.end < len(self.tags) and self.tags[d.end] == "ADV")  # `, hier encore préfet,`
        if d.start == 0 or at >= len(self.tags) or self.words[d.start - 1] != ",":
            return False
        heads = (led := preposition(self.doc, at)) is not None and led.lemma in office_words("at-the-head")
        return heads or at in once(self.doc, "office-starts", lambda: {r.mention.start for r in self.doc._.roles or ()})

    def _says_again(self, d: DateExpression, unit: int) -> bool:
        """Whether a date only explains one at which nobody spoke (`depuis le 14 mai, au lendemain du vote`)."""
        near = (x for x in self.dates.get(unit, ()) if 0 < d.start - x.end < _AGAIN and x.value == d.value)
        return any(self._of_something(x) for x in near)

    def beside(self, span: tuple[int, int], unit: int) -> DateExpression | None:
        """The date right behind or before a phrase that says where (`invité de France Inter mardi`)."""
        for d in self.dates.get(unit, ()):
            gap = range(span[1], d.start) if d.start >= span[1] else range(d.end, span[0])
            if gap and gap.start == span[1] and all(self.words[k] in words("of") for k in gap):
                return d  # `lors du conseil de jeudi`
            if len(gap) <= 2 and (d.start >= span[1] or d.end <= span[0]) and not self._of_something(d):
                if all(self.words[k] in scene_words("date-opening") for k in gap):
                    return d
        return None

    def governed(self, unit: int, token: int) -> bool:
        """Whether a verb left of a token, in the same part of its sentence, has what starts there as its own."""
        k = token - 1
        while k >= self.spans[unit][0] and self.words[k] not in scene_words("part-end"):
            bare = self.words[k] in scene_words("publishing") and not (k and self.tags[k - 1] == "AUX")
            if self.tags[k] == "VERB" and not bare:
                if "Past" in self.doc[k].morph.get("Tense", []) and self._met(unit, k):
                    return False
                lemma = self.doc[k].lemma_.lower()
                taken = not speaking_objects(lemma).isdisjoint(self.words[k + 1 : k + 3])  # `à prendre la parole`
                return not (lemma in speaking() or taken) or lemma in scene_words("writing")
            k -= 1
        return False

    def _met(self, unit: int, k: int) -> bool:
        """Whether a participle opens a sentence and says where somebody is (`Rencontrée lundi à Gap`, not `Née à`)."""
        part = "Part" in self.doc[k].morph.get("VerbForm", []) and self.opens(unit, k)
        return part and self.words[k].rstrip("es") not in scene_words("settled")

    def _first(self, d: DateExpression) -> int:
        k = d.start
        while k > 0 and self.words[k - 1] in words("definite") | scene_words("date-opening"):
            k -= 1
        return k

    def _of_something(self, d: DateExpression) -> bool:
        """Whether a date is part of a name, or of a phrase that says since, until, before or of when."""
        if d.start in self.held or depicted(self.doc, d.start - 3):
            return True  # `a raconté la nuit du 16 mars`
        k = self._first(d)
        before = self.words[k - 1] if k > 0 else ""
        if k > 1 and before in words("of") and self._dates(k - 2):
            return self.words[k - 2] in scene_words("publishing")  # not `datée de mardi et diffusée jeudi`
        if k < d.start and k and self.words[d.start - 1] in scene_words("contracted-of"):
            return not self._dates(d.start - 2)
        forward = k > 1 and f"{self.words[k - 2]} {before}" in scene_words("forward")  # `a mis en avant, samedi, …`
        other = before in scene_words("other-time") and not forward
        return other or self.words[d.start] in scene_words("contracted-of")

    def _dates(self, k: int) -> bool:
        """Whether `de` and a date behind a noun say when: `la nuit | du 16 mars`, `dans un communiqué | de lundi`."""
        if self.words[k] in scene_words("part-of-day"):
            return True
        if self.words[k] not in scene_words("dated-text"):
            return False
        led = (preposition(self.doc, j) for j in range(max(k - _TEXT, 0), k))
        return any(p is not None and p.lemma in scene_words("inside") for p in led)

    def _apart(self, k: int) -> bool:
        """Whether a participle is about the speaker, or the text in which it was said: not about what was said.

        `, interrogée mardi`, `dans une interview à RTL publiée mardi`, not `a salué l'accord signé mardi`.
        """
        for j in range(k - 1, max(0, k - _PHRASE), -1):
            if self.tags[j] in ("VERB", "AUX", "PUNCT", "PRON"):
                return self.tags[j] == "PUNCT"
            led = preposition(self.doc, j)
            if led is not None and led.lemma in scene_words("inside"):  # not `a ironisé sur la vidéo publiée mardi`
                return True
        return True

    def _parts(self, k: int, hidden: bytearray | None) -> bool:
        """Whether a token between a cue and a date begins another clause."""
        if self.quoted[k] or (hidden is not None and hidden[k]):
            return False
        if self.words[k] in scene_words("publishing"):
            return not self._apart(k)
        if self.tags[k] in ("VERB", "AUX"):
            return True
        if self.words[k] not in scene_words("other-clause"):
            return False
        place = any(m.type == "Place" for m in self.mentions_in(k + 1, k + 2))  # `a dit depuis Tokyo lundi`
        return not place and not (k + 1 < len(self.words) and self.words[k + 1] in scene_words("hour"))


def _held(mentions: Sequence[Mention]) -> frozenset[int]:
    """The tokens of titles, documents and events but for the place that a visit leads to."""
    places = {m.end: m.start for m in mentions if m.type == "Place"}
    held: set[int] = set()
    for m in mentions:
        if m.type in ("Event", "Document", "Role"):
            trip = m.type == "Event" and m.cls in words_of("event-trip")
            held.update(range(m.start, places.get(m.end, m.end) if trip else m.end))
    return frozenset(held)


def _interrupts(doc: Doc, clause: Clause, mentions: Sequence[Mention]) -> bool:
    """Whether a clause in a quotation says who speaks: an incise, or a verb of saying and somebody right behind it."""
    if clause.position == "incise":
        return True
    if not clause.start or doc[clause.start - 1].text not in _PARTED or clause.form != "finite":
        return False
    cue = cue_of(doc, clause)
    if cue is None or cue.strength != "say":
        return False
    behind = beginning(mentions, clause.end, clause.end + _BEHIND, lambda m: m.start)
    return any(m.type in ("Person", "Role") for m in behind)


def _unquote(doc: Doc, clause: Clause, quoted: bytearray) -> None:
    """What interrupts a quotation is none of it (`« Oui, a-t-elle dit lundi devant le Sénat, mais … »`)."""
    for k in range(clause.start, min(clause.end + _INCISE, len(doc))):
        if k >= clause.end and (doc[k].text in _CLOSING or not quoted[k]):
            return
        quoted[k] = 0


def turns_to(doc: Doc, cue: str, venue: Mention) -> bool:
    """Whether a verb turns to what stands behind `à` (`demander à l'ONU de`, unlike `à Lyon un moratoire`)."""
    if cue not in scene_words("addressing"):
        return False
    if venue.type != "Place" or is_seat(doc, venue) or venue.end >= len(doc):
        return venue.end >= len(doc) or not names_hearer(doc, venue.end)
    return doc[venue.end].lower_ in words("elided-of")


def over_dates(stage: Stage, k: int) -> int:
    """The token before those of a day that end at token k (`a dit | en fin de journée lundi à Pau`)."""
    while k > 0:
        part = stage.words[k] in words("of") and stage.words[k + 1] in scene_words("part-of-day")
        of_day = stage.words[k] in words("of") and k + 1 in stage.dated
        end = stage.words[k] in scene_words("end-of-day") and stage.words[k + 1] in words("of")
        if not (k in stage.dated or stage.tags[k] == "ADV" or stage.words[k] in scene_words("between")):
            if not (part or of_day or end):
                break
        k -= 1
    return k
