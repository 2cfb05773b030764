"""Statements with their own settings → what of it had been said before what is told, at the occasion of that time.

`La veille, elle avait visité Gap. « C'est beau », a-t-elle dit`: not at the meeting that the text has told of.
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import occasion_of
from kgextract.nlp.layers import Saying, Scene
from kgextract.nlp.scenes import speaks_in
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.leads import Act
from kgextract.nlp.statements.settings import Setting

_OPENS = 2  # tokens of a sentence in which its day begins


def look_back(page: Page, acts: list[Act], told: list[Scene]) -> None:
    """What somebody says right behind a sentence that opens with a day on which they had been elsewhere is of that
    time, no more of the occasion told of before (`La veille, elle avait visité Gap. « C'est beau », a-t-elle dit`)."""
    before: dict[int, list[Scene]] = {}
    for scene in told:
        if scene.local and scene.date and scene.date.start - page.token(page.units[scene.unit].start) <= _OPENS:
            before.setdefault(scene.unit + 1, []).append(scene)
    for saying, setting in acts:
        for scene in before.get(saying.unit, ()) if saying.speaker is not None and saying.venue is None else ():
            if speaks_in(scene, saying.speaker) and saying.date is None:  # type: ignore[arg-type]
                setting.local = True


def take_up(acts: list[Act], told: list[Scene]) -> None:
    """What somebody had said `alors` was said at the occasion of the same sentence or the one before."""
    for saying, setting in acts:
        if not setting.then or saying.venue is not None or saying.speaker is None:
            continue
        near = [s for s in told if s.venue and 0 <= saying.unit - s.unit <= 1 and speaks_in(s, saying.speaker)]
        if near and near[-1].venue is not None:
            day = near[-1].date
            saying.venue = near[-1].venue.chain
            saying.date = saying.date or (occasion_of(day.value) if day is not None else None)


def look_further_back(before: Saying, setting: Setting, saying: Saying, after: Setting) -> None:
    """A look back goes on in the next sentence (`avait dit devant le Sénat … « … », avait-il justifié`)."""
    both = setting.local and after.local and not after.often
    if both and saying.unit - before.unit <= 1 and not (saying.venue or saying.date):
        saying.venue, saying.date = before.venue, before.date
