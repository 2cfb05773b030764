"""A main cue → the search for what it governs: the token looked at, what has been passed, where the search must end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.complements import Read, clause_content, phrase_content
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words


class Said(NamedTuple):
    """The search is over: what the cue says, None where it says nothing."""

    read: Read | None


NOTHING = Said(None)
Step = Said | bool  # what a construction answers: the end of the search, whether the cursor went on


@dataclass(slots=True, kw_only=True)
class Cursor:
    """A token behind a cue; `low` is the first one that only adverbs part from the cue."""

    page: Page
    clause: Clause
    cue: Cue
    cuts: list[int]  # tokens where other cues begin
    end: int
    i: int
    low: int
    objects: int  # objects passed so far
    addressed: int | None = None  # where the direct object of `appeler X à` starts

    @property
    def doc(self) -> Doc:
        """The text."""
        return self.page.doc

    @property
    def token(self) -> Token:
        """The token looked at."""
        return self.page.doc[self.i]

    @property
    def word(self) -> str:
        """Its word in lower case."""
        return self.page.doc.lowered[self.i]

    @property
    def first(self) -> bool:
        """Whether only adverbs stand between the cue and the token."""
        return self.i == self.low

    @property
    def asking(self) -> set[str]:
        """The frames in which the word opens a question; `quand` is also when somebody smiles or insists."""
        told = self.cue.frames & {"object", "infinitive", "weak-noun"}
        when = self.word in speech_words("fronting") and not told
        return {"query"} if when else {"query", "clause"}

    @property
    def told_before(self) -> bool:
        """Whether a relative clause that a comma closes has what it says before it (`X, qui le regrette, de …`)."""
        comma = next((k for k in range(self.i, self.end) if not self.page.dated(k)), self.end)
        closed = self.clause.position == "relative" and comma + 1 < self.end and self.doc[comma].text == ","
        return closed and bool(self.objects) and self.doc.lowered[comma + 1] in speech_words("of-form", "to-word")

    def go(self, beyond: int) -> bool:
        """Look on at a token; what is passed right behind the cue counts as nothing between."""
        self.low, self.i = beyond if self.first else self.low, beyond
        return True

    def before_agent(self, i: int) -> int:
        """Where the agent of a passive stands from a token on, else the end."""
        by = (k for k in range(i, self.end) if self.clause.passive and self.doc.lowered[k] in speech_words("by-word"))
        return next(by, self.end)

    def clause_at(self, i: int, rule: str) -> Said:
        """A clause or infinitive that starts at a token is what the cue says."""
        return Said(clause_content(self.page, i, self.end, self.cuts, self.cue, rule))

    def phrase_at(self, i: int, rule: str, end: int | None = None) -> Said:
        """A noun phrase that starts at a token is what the cue says."""
        return Said(phrase_content(self.page, i, self.end if end is None else end, self.cuts, rule))
