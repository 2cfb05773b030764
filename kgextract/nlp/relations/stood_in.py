"""A clause about a replacement → whether somebody only stands in for somebody else on one occasion.

`Le maire, malade, est remplacé par Luc Roy`, `Il était remplacé à la cérémonie par son adjointe`, `Luc Roy a remplacé
Paul Blin à la 60e minute`: nobody has succeeded anybody.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Clause
from kgextract.tables.roles import office_words

_OCCASION = 12  # tokens behind the verb that may tell at what


def stands_in(doc: Doc, clause: Clause) -> bool:
    """Whether a verb of replacing tells of one occasion: an imperfect, an event, somebody who was kept away."""
    if clause.lemma not in office_words("replacing"):
        return False
    if clause.form == "finite" and clause.tense == "Imp":
        return True
    first, stop = unit_tokens(doc)[clause.unit]
    if any(doc.lowered[k] in office_words("kept-away") for k in range(first, stop)):
        return True
    if any(
        doc.lowered[k] in office_words("stretch-of-play") for k in range(clause.end, min(clause.end + _OCCASION, stop))
    ):
        return True
    where = (a for a in clause.arguments if a.role in office_words("occasion-link"))
    return any(doc.lowered[a.head] in office_words("single-occasion") for a in where)
