"""A verb with *y* and without a subject → the document named before it: `y lit-on`, `on peut y lire que`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.layers import Chain, Clause
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_REACH = 160  # tokens between a document and the pronoun


def taken_up(discourse: Discourse, clause: Clause, subject: str) -> Chain | None:
    """The last document named before a verb with *y*, outside quotations; None where the verb has none or somebody as
    its subject."""
    doc, page = discourse.doc, discourse.page
    written = clause.passive and subject.lstrip("-") in speech_words("impersonal")  # `y est-il écrit`
    if subject not in speech_words("on-word") and not written:
        return None
    at = next((k for k in range(clause.start, clause.end) if doc[k].lower_ in speech_words("seen-in")), None)
    if at is None:
        return None
    named = discourse.named_before(at, reach=_REACH)
    papers = (m for m in named if m.type == "Document" and page.quotation(page.at(m.start)) is None)
    return next((m.chain for m in papers), None)
