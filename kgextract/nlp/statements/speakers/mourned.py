"""A sentence → whether it tells of somebody's death, who then does not say the words behind it."""

from __future__ import annotations

from bisect import bisect_left

from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speakers import speaker_words


def dies(page: Page, unit: int) -> bool:
    """Whether the first verb of a sentence tells of a death (`Jean Roy est mort mardi. « Il aimait sa ville. »`)."""
    first, stop = page.token(page.units[unit].start), page.token(page.units[unit].end)
    clauses = page.doc._.clauses
    for c in clauses[bisect_left(clauses, first, key=lambda c: c.start) :]:
        if c.start >= stop:
            break
        if c.form != "finite":
            continue
        if c.passive and c.lemma in speaker_words("killing"):
            return True
        lost = c.lemma in speaker_words("losing") and c.end + 1 < stop
        if lost and page.doc[c.end + 1].lower_ in speaker_words("life-or-death"):
            return True
        return c.lemma in speaker_words("dying")
    return False
