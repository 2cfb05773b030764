"""`la même source`, `cette source judiciaire` → whether nobody new is meant, and the words of who was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import MEDIA, Argument
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.discourse import Discourse

_GOES_ON = 3  # paragraphs back to a source


def again(discourse: Discourse, source: Argument) -> bool:
    """`la même source`, `cette source`, `la source` alone: nobody new."""
    doc = discourse.doc
    before = [t.lower_ for t in doc[source.start : source.head]]
    bare = source.start == source.head - 1 and source.end == source.head + 1
    if bare and before[0] in speech_words("le-word") and discourse.last is not None:
        return True
    return any(w in speaker_words("same") or w in speaker_words("pointing") for w in before)


def of_that_kind(discourse: Discourse, source: Argument) -> str | None:
    """The source that spoke last with the same adjective (`une source judiciaire … cette source judiciaire`)."""
    doc = discourse.doc
    kind = {t.lower_ for t in doc[source.start : source.end] if t.pos_ == "ADJ"} - speaker_words("same")
    for v in discourse.people_before(source.start, paragraphs=_GOES_ON, described=True) if kind else ():
        told = set((v.text or "").lower().split())
        if v.chain is None and v.spoke and doc[source.head].lower_ in told and kind <= told:
            return v.text
    return None


def told_by(discourse: Discourse, source: Argument) -> str | None:
    """Whom a medium that spoke last had its words from (`Le Soir, qui cite une source anonyme, … cette source`)."""
    doc, page = discourse.doc, discourse.page
    last = discourse.last
    if last is None or last.chain is None or last.chain.cls not in MEDIA:
        return None
    first = page.token(page.units[last.unit].start)
    for k in range(source.start - 1, first, -1):
        if doc[k].lower_ == doc[source.head].lower_ and doc[k - 1].lower_ in words("indefinite"):
            phrase = noun_phrase(doc, k - 1)
            return doc.between(k - 1, phrase.end if phrase else k + 1)
    return None
