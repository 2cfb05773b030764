"""`l'intéressé` → whom the sentences before name, not who says something of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.layers import Chain, unit_of
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.tables.syntax import syntax

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_SENTENCES = 3  # that it looks back


def concerned(discourse: Discourse, token: int, gender: Gender) -> Chain | None:
    """Whom `l'intéressé` means: the one whom the sentences before name, not who says something of somebody.

    `Luc Roy est visé par une plainte.`: Luc Roy. `« Luc est blessé », a dit Jean Roy.`, `Jean Roy vise Luc.`: Luc.
    """
    page = discourse.page
    here, speaking = unit_of(discourse.doc, token), None
    against: set[int] = set()  # those who do something to whom a pronoun takes up (`Jean Roy l'accuse.`)
    for u in range(here, max(here - _SENTENCES, 0) - 1, -1):
        first, stop = page.token(page.units[u].start), page.token(page.units[u].end)
        named = discourse.named_before(min(stop, token), reach=min(stop, token) - first)
        people = [m for m in named if m.type == "Person" and m.kind == "named" and m.start >= first]
        people = [m for m in people if m.chain is not None and discourse.traits.fits(m.chain, gender)]
        if u < here and _takes_up(discourse, first, stop):
            against |= {id(v.chain) for v in discourse.of_unit(u)}
        people = [m for m in people if id(m.chain) not in against]
        if u == here:  # of the own sentence those before another verb
            people = [m for m in people if any(page.finite(k) for k in range(m.end, token))]
        inside = [m for m in people if page.quotation(page.at(m.start)) is not None]
        quoted = any(page.quotation(page.at(k)) is not None for k in range(first, stop))
        told = inside or ([] if quoted else people)
        if told:
            topics = {id(v.chain) for v in discourse.of_unit(u)}
            main = next((c for c in discourse.sources.clauses.get(u, ()) if c.form == "finite"), None)
            suffers = main is not None and main.passive  # `Luc Roy est accusé par Jean Roy`, else whom that acts on
            return next((m.chain for m in told if (id(m.chain) in topics) == suffers), told[0].chain)
        speaking = speaking or next((m.chain for m in people), None)
    return speaking


def _takes_up(discourse: Discourse, first: int, stop: int) -> bool:
    """Whether a pronoun outside quotations is an object."""
    doc, page = discourse.doc, discourse.page
    clitics = (k for k in range(first, stop) if doc[k].lower_ in syntax("object-clitic") and doc[k].pos_ == "PRON")
    return any(page.quotation(page.at(k)) is None for k in clitics)
