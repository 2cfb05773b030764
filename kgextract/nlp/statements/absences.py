"""Page → who is told not to have been at an occasion: what they say was not said there.

`Le préfet, qui n'assistait pas aux travaux, s'est félicité du résultat`: not at the meeting that the text is about.
"""

from __future__ import annotations

from kgextract.nlp.layers import Chain, Clause, Mention
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.scenes import scene_words


class Absences:
    """By person, the clauses that deny that they were somewhere."""

    def __init__(self, page: Page) -> None:
        self.told: dict[int, list[Clause]] = {}
        for clause in page.doc._.clauses or ():
            if clause.negated and clause.form == "finite" and clause.lemma in scene_words("attending"):
                who = self._who(clause)
                if who is not None and who.chain is not None:
                    self.told.setdefault(id(who.chain), []).append(clause)

    def _who(self, clause: Clause) -> Mention | None:
        """The person whom a clause denies something of, in the passive its object."""
        told = [a for a in clause.arguments if a.role == "object"] if clause.passive else [clause.subject]
        return next((m for a in told if a is not None for m in a.mentions if m.type == "Person"), None)

    def from_(self, who: Chain | None, venue: Chain | None) -> bool:
        """Whether somebody was not at an event: that of the clause, or any where it names none told of elsewhere."""
        if who is None or venue is None or venue.type != "Event":
            return False
        return any(self._means(clause, venue) for clause in self.told.get(id(who), ()))

    def _means(self, clause: Clause, venue: Chain) -> bool:
        events = [m.chain for a in clause.arguments for m in a.mentions if m.type == "Event" and m.chain is not None]
        told = clause.modality != "planned" and all(
            len(c.mentions) == 1 for c in events
        )  # `n'assistait pas aux débats`
        return told or any(c is venue for c in events)
