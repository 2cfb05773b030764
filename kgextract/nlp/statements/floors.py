"""A statement told after the vote of a chamber → whether it was made on its floor.

"Le Conseil national a refusé mardi la taxe. « Elle est injuste », a lancé Anne Roduit (PS/GE)." – in the chamber: by
a rapporteur, an `orateur`, one who speaks for a committee, or with party and constituency as the report of a debate
writes them; not by every deputy who comments (`(PS)`).
"""

from __future__ import annotations

import re

from kgextract.nlp.layers import Saying
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.scenes import scene_words

FLOOR = "scene-floor"
_SEAT = re.compile(r"\s*\([^()/]{1,24}/[A-Z]{2}\)")  # `(VERT-E-S/NE)`


class Floor:
    """Who has the floor in the chamber that an article is about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        words = page.doc.lowered
        told = [(m.start, m.end, m) for m in page.mentions if m.kind == "nominal"]
        told += [(r.mention.start, r.mention.end, h) for r in page.doc._.roles or () for h in r.holders]
        self.speakers = {id(m.chain) for start, end, m in told if scene_words("floor") & {*words[start:end]}}
        people = (m for m in page.mentions if m.type == "Person" and m.kind == "named")
        self.speakers |= {id(m.chain) for m in people if _SEAT.match(page.text, page.doc[m.end - 1].end)}

    def has(self, saying: Saying) -> bool:
        """Whether a statement was made there by its speaker, or for a committee."""
        body = saying.on_behalf_of
        if body is not None and scene_words("floor-for") & {*body.name.lower().split()}:
            return True
        if saying.speaker is None:
            return bool(scene_words("floor") & {*(saying.speaker_text or "").lower().split()})
        return id(saying.speaker) in self.speakers
