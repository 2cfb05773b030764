"""A cue and the scenes of its sentence → the one where it was said: no other clause parts them.

`Lors d'un débat, Anne Roy a promis un pont`: the debate. `a dit Luc Roy, arrivé en janvier à Pau`: not Pau.
"""

from __future__ import annotations

from itertools import takewhile

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Chain, Clause, Mention, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.speaking import speaks
from kgextract.nlp.scenes.stage import Stage, turns_to
from kgextract.nlp.scenes.tenses import is_past, looks_back
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words, speaking
from kgextract.tables.speech import speech_words

_AFAR = 40  # tokens between a cue and the phrase that says where
_THING = 7  # tokens of what is talked of before the medium that it is on
_MATTER = 3  # tokens from a noun to `devant` (`un recours en annulation devant la cour`)
_SINCE = 4  # tokens behind a place in which the year stands since which somebody is there


class Reached:
    """The scenes of each unit and which of them a cue reaches; `hidden` has one byte a token: what is reported."""

    def __init__(self, page: Page, stage: Stage, scenes: dict[int, list[Scene]], hidden: bytearray) -> None:
        self.page, self.doc = page, page.doc
        self.stage, self.scenes, self.hidden = stage, scenes, hidden

    def scene(self, draft: Draft, speaker: Chain | None) -> Scene | None:
        """The scene that the words around a cue name: by what its venue is, the nearest first."""
        assert draft.cue_range is not None
        start, end = draft.cue_range
        best: tuple[tuple[int, bool, int], Scene] | None = None
        here = [s for s in self.scenes.get(draft.unit, ()) if s.venue is not None and not s.rule.predicate]
        sits = {s.venue.end for s in here if s.venue and s.venue.type != "Place"}  # `le Sénat | réuni à Caen`
        for scene in here:
            if scene.venue is None or not self._reaches(scene, draft):
                continue
            if scene.venue.type == "Place" and ({scene.start, scene.start - 1} & sits) and self._takes_part(scene):
                continue
            if self.hidden[start] and not self.hidden[scene.start] and speaker and not speaks_in(scene, speaker):
                continue  # `Lors d'un débat, Anne Roy a dit que Luc Blin avait promis un pont`
            if scene.local and scene.weak and self._told_of_before(scene, draft):
                continue  # `Luc Blin, qui s'était rendu lundi à Pau, juge que`
            if speaker is not None and speaker.cls in MEDIA and scene.venue.cls not in MEDIA:
                continue  # `a rapporté Le Figaro après une rencontre du roi avec des journalistes`
            turns = scene.venue.type == "Event" or turns_to(self.stage.doc, draft.cue or "", scene.venue)
            greets = draft.cue in scene_words("greeting") and bool(scene.rule.never_cues)
            if (greets or (turns and draft.cue_class in scene.rule.never_cues)) and not scene.fronted:
                continue
            if scene.rule.speakers and (speaker is None or speaker.type not in scene.rule.speakers):
                if speaker is not None or "Person" not in scene.rule.speakers:
                    continue
            distance = scene.start - end if scene.start >= end else start - scene.end
            act = scene.venue.lemma in scene_words("act")
            key = (_rank(scene.venue, scene.rule.over), act, distance)
            if best is None or key < best[0]:
                best = (key, scene)
        return best[1] if best else None

    def _told_of_before(self, scene: Scene, draft: Draft) -> bool:
        """Whether a relative clause puts somebody somewhere before what they say (`X, qui était allé à Pau, juge`)."""
        here = self.stage.clauses.get(scene.unit, ())
        own = next((c for c in here if c.position == "relative" and c.verb <= scene.start < c.end + _AFAR), None)
        told = draft.clause
        return own is not None and told is not None and told is not own and not looks_back(self.stage, told)

    def _takes_part(self, scene: Scene) -> bool:
        """Whether a participle leads to a place, right before it or at its head."""
        verbs = (self.doc[k] for k in (scene.start - 1, scene.start))
        return any("Part" in t.morph.get("VerbForm", []) for t in verbs)

    def _reaches(self, scene: Scene, draft: Draft) -> bool:
        """Whether no other clause parts a cue from the phrase that says where (a gerund shares its main clause's)."""
        start, end = (draft.cue_range[0], self.cue_end(draft)) if draft.cue_range else (0, 0)
        joined = draft.clause is not None and draft.clause.form == "gerund"
        if self.hidden[scene.start] and not self.hidden[start] and not self._closes(scene, draft):
            return False
        if not scene.fronted and (self._of_matter(scene.start, end) or self._of_reported(scene, start, end)):
            return False
        if scene.start >= end and self._on_medium(scene, end):
            return False
        if scene.start >= end:
            gap = range(end, scene.start)
            if "Election" in scene.rule.classes and any(self.hidden[k] for k in gap):
                return False  # `a regretté qu'il « n'ait rien dit » durant la campagne`
        elif scene.end <= start:
            gap = range(scene.end, start)
        else:
            return start < scene.start and scene.end < end  # `a, lors d'un débat, affirmé`
        if scene.end <= start and not scene.fronted:
            if (not joined and self.stage.governed(scene.unit, scene.start)) or self._in_relative(scene, start):
                return False
        shown = [k for k in gap if self.hidden[start] or not (self.hidden[k] or self.stage.quoted[k])]
        if len(shown) > _AFAR or self._employs(scene, shown) or self._was_there(scene, shown) or self._seat(scene):
            return False
        if scene.fronted:
            return True
        spoken = speaking()
        relative = False
        for k in shown:
            if k in self.stage.dated:
                continue  # `mardi midi`, which the model takes for a verb
            if self.stage.words[k] in words("relative"):
                relative = True
            elif self.stage.words[k] in (",", ";"):
                relative = relative and scene.start >= end
            elif self.stage.words[k] in scene_words("why") or (k > end and self._compares(k)):
                return False
            elif self.stage.words[k].rstrip("es") in scene_words("settled") and scene.start >= end:
                if scene.venue is None or scene.venue.cls not in MEDIA:
                    return False  # `…, dit Lise Roy, élue à Gap`
            elif self.stage.tags[k] == "VERB" and self.doc[k].lemma_.lower() not in spoken:
                if scene.start >= end and self._since(k, scene):
                    return False
                if not (relative and scene.end <= start) and not (self._aside(k) or self._of_source(k, draft)):
                    return False
        return True

    def _compares(self, k: int) -> bool:
        """Whether a comma leads to what was done before (`a promis une loi, | comme annoncé lors du débat`)."""
        return self.stage.words[k - 1] == "," and self.stage.words[k] in speech_words("as-word")

    def _employs(self, scene: Scene, between: list[int]) -> bool:
        """Whether a medium is where the speaker works (`déplore X, présentateur du journal à Radio Soleil`)."""
        medium = scene.venue is not None and scene.venue.cls in MEDIA
        return medium and any(self.stage.words[k] in scene_words("works-for-medium") for k in between)

    def _seat(self, scene: Scene) -> bool:
        """Whether a town behind a comma is where a speaker's house is (`dit X, chercheuse à l'Institut Y, à Z`)."""
        at = scene.start - 1
        if scene.venue is None or scene.venue.type != "Place" or at < 1 or self.stage.words[at] != ",":
            return False
        ending = [m for m in self.page.at_token(at - 1) if m.end == at]
        office = any(m.type == "Role" for m in ending)
        return office and any(m.type == "Organization" and m.kind == "named" for m in ending)

    def _was_there(self, scene: Scene, between: list[int]) -> bool:
        """Whether a relative clause only says where somebody has been (`a dit X, qui était lundi à Pau`)."""
        here = self.stage.clauses.get(scene.unit, ())
        return any(self.been(c, scene) for c in here if c.position == "relative" and c.verb in between)

    def been(self, clause: Clause, scene: Scene) -> bool:
        """Whether a clause puts somebody in a place with `être`, or at an event of no day but a month or year."""
        if scene.venue is None or scene.venue.type != "Event":
            return scene.venue is not None and scene.venue.type == "Place" and clause.lemma in scene_words("copula")
        date = self.stage.date_of(clause.start, scene.end, scene.unit)
        return date is not None and day_of(date.value) is None

    def _since(self, k: int, scene: Scene) -> bool:
        """Whether a participle says since what month or year somebody is in a place (`X, arrivé en janvier à Pau`)."""
        there = scene.venue is not None and scene.venue.type == "Place"
        date = self.stage.date_of(k, min(scene.end + _SINCE, len(self.doc)), scene.unit) if there else None
        return date is not None and day_of(date.value) is None

    def _on_medium(self, scene: Scene, end: int) -> bool:
        """Whether what is talked of is on a medium (`dénonce une campagne sur Facebook`, `une image visible sur X`)."""
        if scene.venue is None or scene.venue.cls not in MEDIA:
            return False
        before = range(scene.start - 1, max(end, scene.start - _THING) - 1, -1)
        thing = list(takewhile(lambda k: self.stage.words[k] not in scene_words("part-end"), before))
        if any(self.stage.words[k] in scene_words("inside") for k in thing):
            return False  # `a réagi dans un message sur X`
        return any(self.stage.words[k] in scene_words("on-medium") for k in thing)

    def _of_matter(self, start: int, cue: int) -> bool:
        """Whether a body belongs to the noun before it, on which somebody speaks (`annonce un recours devant X`)."""
        if self.stage.words[start] not in scene_words("facing"):
            return False
        if any(self.stage.words[k] in scene_words("stands-before") for k in range(max(cue, start - _MATTER), start)):
            return True
        return any(self._speech_of_another(k) for k in range(cue + 1, start))

    def _speech_of_another(self, k: int) -> bool:
        """Whether a token is the speech of which somebody speaks (`a raillé le discours du roi devant le Congrès`)."""
        if self.stage.words[k] not in scene_words("spoken-noun") or self.stage.words[k - 1] not in words("definite"):
            return False
        return preposition(self.doc, k - 2) is None and self.stage.words[k + 1] in words("of", "contracted")

    def _of_reported(self, scene: Scene, start: int, end: int) -> bool:
        """Whether what was told or done there is itself reported (`dénonce les propos | tenus lors du débat`)."""
        if self.hidden[start] or scene.start < end:
            return False
        here = self.stage.clauses.get(scene.unit, ())
        inner = (c for c in here if end <= c.verb < scene.start and self.hidden[c.verb])
        last = max(inner, key=lambda c: c.verb, default=None)
        if last is None or any(self.stage.words[k] in scene_words("part-end") for k in range(last.end, scene.start)):
            return False
        over = is_past(self.stage, last) and last.modality in ("asserted", "denied")
        if looks_back(self.stage, last):
            return True  # `a critiqué le maire parce qu'il avait menti | lors du débat`
        told = speaks(self.stage, last) and (over or last.form == "participle")
        if scene.venue is not None and scene.venue.cls in scene_words("speaking-place"):
            return told
        return told or (last.form == "participle" and last.lemma in scene_words("done-there"))

    def _closes(self, scene: Scene, draft: Draft) -> bool:
        """Whether a medium or press conference closes what is said (`a nié toute fraude dans Le Monde`)."""
        if scene.venue is None or scene.venue.cls not in scene_words("speaking-place"):
            return False
        first = next((k + 1 for k in range(scene.start - 1, 0, -1) if not self.hidden[k]), scene.start)
        if any(self.stage.tags[k] in ("VERB", "AUX") for k in range(first, scene.start)):
            return False  # `a affirmé que le roi mentait sur Twitter`
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
        """Whether a participle stands right behind the words for the speaker (`raconte un riverain ému au micro`) or in
        an office (`a dit le ministre délégué au Logement Jean Roy sur RTL`)."""
        if any(m.type == "Role" for m in self.page.at_token(k)):
            return True
        end = (draft.cue_range or (0, 0))[1]
        if draft.source is not None and draft.source.start >= end:
            if k == draft.source.head:
                return True  # `a lancé une élue sur RTL`
            end = draft.source.end
        behind = k in (end, end + 1)  # `a-t-elle dit, interrogée au micro de`
        return behind and "Part" in self.doc[k].morph.get("VerbForm", [])

    def _aside(self, k: int) -> bool:
        """Whether a participle stands alone between commas (`a lancé, ému, le maire`)."""
        alone = self.stage.words[k - 1] == "," == self.stage.words[min(k + 1, len(self.doc) - 1)]
        return alone and "Part" in self.doc[k].morph.get("VerbForm", [])

    def cue_end(self, draft: Draft) -> int:
        """The token behind a cue and the infinitive of its locution (`a fait savoir | lundi`)."""
        assert draft.cue_range is not None
        end, last = draft.cue_range[1], (draft.cue or "").rpartition(" ")[2]
        return end + 1 if end < len(self.doc) and self.stage.words[end] == last else end


def _rank(venue: Mention, over: bool) -> int:
    """An event comes before a medium, it before an event that is over (`après le match sur RMC`), that before the
    rest."""
    if venue.type == "Event":
        return 2 if over else 0
    return 1 if venue.cls in MEDIA else 3
