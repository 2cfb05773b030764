"""A vote that leaves its text unsaid → the text: the last one told of on which one votes.

`Le Chili a voté contre.` is about a bill or a resolution before, not about the register or the report beside it.
"""

from __future__ import annotations

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Chain
from kgextract.tables.names import document_words

DOCUMENT = "Document"  # the type, and the class of what is of no other kind
_TEXTS = ("Resolution", "Law", "Proposal", "Amendment", "Initiative", "Treaty", "Agreement", "Directive")
VOTED = frozenset((*_TEXTS, "Plan", "Programme"))


def voted_before(doc: Doc, at: int) -> Chain | None:
    """The text that a vote told at a token may be about."""
    return antecedent(doc, at, types=(DOCUMENT,), besides=once(doc, "never-voted", lambda: _never_voted(doc)))


def _never_voted(doc: Doc) -> list[Chain]:
    """The documents on which nobody votes."""
    texts = [c for c in doc._.chains if c.type == DOCUMENT and c.cls not in VOTED]
    return [c for c in texts if c.cls != DOCUMENT or not _is_a_text(doc, c)]


def _is_a_text(doc: Doc, chain: Chain) -> bool:
    return any(doc.lowered[m.head] in document_words("voted-text") for m in chain.mentions)
