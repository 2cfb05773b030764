"""Somebody and a quotation behind a colon, without a verb of saying between → where and when it was said.

`Le maire Jean Petit, lors d'un débat lundi : « … »`, `Elle avait été plus prudente le 3 mai sur RTL : « … »`.
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import occasion_of
from kgextract.nlp.layers import MEDIA, Chain, Clause, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import is_past, looks_back
from kgextract.nlp.scenes.voices import reported
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.scenes import scene_words

HEADED = ("speaker-colon", "speaker-quotation")


class BeforeColon:
    """What the words of a sentence before a colon say of a draft that begins behind it."""

    def __init__(self, page: Page, stage: Stage, scenes: dict[int, list[Scene]], hidden: bytearray) -> None:
        self.page, self.stage, self.scenes, self.hidden = page, stage, scenes, hidden

    def looks_back(self, draft: Draft) -> bool:
        """Whether the verb before the colon tells of another occasion (`avait été clair`)."""
        clause = self._clause(draft)
        return clause is not None and looks_back(self.stage, clause)

    def past(self, draft: Draft) -> bool:
        """Whether the verb before the colon stands in a past tense."""
        clause = self._clause(draft)
        return clause is not None and is_past(self.stage, clause)

    def setting(self, draft: Draft, speaker: Chain | None) -> tuple[Chain | None, str | None]:
        """Venue and day."""
        if draft.source is None or draft.rule not in HEADED:
            return None, None
        first, colon = self.stage.spans[draft.unit][0], self._colon(draft)
        if not first <= draft.source.start < colon:
            return None, None
        clause = self._clause(draft)
        if clause is None:
            start, end = draft.source.start, draft.source.end
            here = [s for s in self.scenes.get(draft.unit, ()) if s.venue is not None and s.end <= colon]
        elif reported(self.stage, draft.unit, clause.verb) or clause.modality == "planned":
            return None, None
        else:
            start, end = clause.start, clause.end
            here = [s for s in self.scenes.get(draft.unit, ()) if s.end <= colon and self._there(s, clause, speaker)]
        scene = min(here, key=lambda s: s.venue is not None and s.venue.type != "Event", default=None)
        venue = scene.venue.chain if scene is not None and scene.venue is not None else None
        date = self.stage.date_of(start, end, draft.unit, self.hidden)
        date = date if date is not None and date.end <= colon else None
        if date is None and scene is not None and scene.date is not None:
            date = scene.date
        return venue, occasion_of(date.value) if date is not None else None

    def _colon(self, draft: Draft) -> int:
        return self.page.token(draft.content[0][0])

    def _clause(self, draft: Draft) -> Clause | None:
        """The last main clause before the colon."""
        if draft.rule not in HEADED:
            return None
        colon = self._colon(draft)
        before = (c for c in self.stage.clauses.get(draft.unit, ()) if c.form == "finite" and c.end <= colon)
        return max((c for c in before if c.position == "main"), key=lambda c: c.verb, default=None)

    def _there(self, scene: Scene, clause: Clause, speaker: Chain | None) -> bool:
        """Whether a scene of a sentence with another verb is where the speaker is (`s'est emporté sur RTL : «`)."""
        if scene.venue is None:
            return False
        if speaker is not None and speaks_in(scene, speaker):
            return True
        if scene.people or clause.passive or scene.rule.predicate:
            return False
        if any(c.position != "main" and c.start <= scene.start < c.end for c in self.stage.clauses.get(scene.unit, ())):
            return False
        of_saying = scene.venue.type == "Event" or scene.venue.cls in MEDIA
        return of_saying or scene.venue.cls in scene_words("shared")
