"""An office and a body → whether its holder coordinates a body of many, and so is at its head: `la coordinatrice du
Réseau des semences`, not `le coordonnateur de la FAO pour l'eau`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain
from kgextract.tables.roles import Office, office_words


def coordinates(doc: Doc, row: Office, target: Chain) -> bool:
    """Whether the office is that of who coordinates, and a noun that heads a name of the body that of many."""
    if row.lemma not in office_words("network-coordinator"):
        return False
    return any(doc.lowered[m.start] in office_words("network-noun") for m in target.mentions)
