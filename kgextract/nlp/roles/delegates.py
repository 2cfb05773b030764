"""An office and the body that it is of → whether its holder only belongs to it: a delegate of a union in a firm.

`le délégué CGT Luc Roy` is of the union; `la déléguée de la Norvège`, `la déléguée du personnel` speak for others.
"""

from __future__ import annotations

from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.roles import office_words

UNION = "Union"


def only_belongs(lemma: str, body: Mention | Chain) -> bool:
    """Whether who holds the office of `lemma` is one of a body and does not speak for it."""
    return body.cls == UNION and lemma in office_words("union-delegate")
