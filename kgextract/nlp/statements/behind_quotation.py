"""A quotation without a cue, and the sentence behind it about who has said it → where and when it was said.

`« Rien n'est joué. » En trois mots, lundi soir à Pau, la maire Anne Roy a rallié l'opposition.`
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.layers import MEDIA, Chain, Clause, DateExpression, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.scenes.speaking import speaks
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import looks_back
from kgextract.nlp.scenes.voices import reported, speakers
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.scenes import scene_words

ALONE = "quotation-alone"  # the rule of a quotation that has no cue


class BehindQuotation:
    """The sentence behind each quotation that stands alone."""

    def __init__(self, page: Page, stage: Stage, scenes: dict[int, list[Scene]]) -> None:
        self.page, self.stage, self.scenes = page, stage, scenes

    def setting(self, draft: Draft, speaker: Chain) -> tuple[Chain | None, str | None]:
        """Venue and day of a quotation with which its paragraph opens."""
        n, units = draft.unit + 1, self.page.units
        last = units[draft.unit].end
        opens = not draft.unit or units[draft.unit - 1].paragraph != units[draft.unit].paragraph
        alone = opens and last - draft.content[-1][1] <= 1 + len(self.page.text[draft.content[-1][1] : last].strip())
        if not alone or n >= len(units) or units[n].paragraph != units[draft.unit].paragraph:
            return None, None
        clause = self._about(n, speaker)
        if clause is None or clause.modality != "asserted" or looks_back(self.stage, clause):
            return None, None
        date = self.stage.date_of(clause.start, clause.end, n)
        date = date if date is not None and day_of(date.value) else None
        here = [s for s in self.scenes.get(n, ()) if self._there(s, clause, speaker, date)]
        scene = min(here, key=lambda s: s.venue is not None and s.venue.type != "Event", default=None)
        venue = scene.venue.chain if scene is not None and scene.venue is not None else None
        told = scene.date if scene is not None and scene.date is not None else date
        if venue is None and not speaks(self.stage, clause):
            return None, None  # `« … » Anne Roy a quitté lundi le parti.`
        return venue, day_of(told.value) if told is not None else None

    def _about(self, n: int, speaker: Chain) -> Clause | None:
        """The first main clause of a sentence, where it is about a speaker."""
        mains = (c for c in self.stage.clauses.get(n, ()) if c.form == "finite" and c.position == "main")
        clause = next(mains, None)
        if clause is None or reported(self.stage, n, clause.verb):
            return None
        return clause if any(m.chain is speaker for m in speakers(self.stage, clause)) else None

    def _there(self, scene: Scene, clause: Clause, speaker: Chain, date: DateExpression | None) -> bool:
        """Whether a scene is where somebody speaks: a speaking place, or any that stands before the verb with a day."""
        if scene.venue is None or scene.local or scene.rule.predicate:
            return False
        if speaks_in(scene, speaker):
            return True
        if scene.people or any(c.verb != clause.verb and c.start <= scene.start < c.end for c in self._others(scene)):
            return False
        of_saying = scene.venue.type == "Event" or scene.venue.cls in MEDIA or scene.venue.cls in scene_words("shared")
        return of_saying or (date is not None and (scene.fronted or scene.end <= clause.start))

    def _others(self, scene: Scene) -> list[Clause]:
        return [c for c in self.stage.clauses.get(scene.unit, ()) if c.position != "main"]
