"""`la même source`, `cette source judiciaire`, `le site` → whether nobody new is meant, and who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import MEDIA, Argument, Chain, unit_of
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse
    from kgextract.nlp.statements.speakers.voices import Voice

_GOES_ON = 3  # paragraphs back to a source
_REACH = 160  # tokens back to a medium
_UNITS = 6  # sentences back to a medium that says something or is told about
_LEAD = 4  # tokens of a preposition


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


def same_noun(discourse: Discourse, source: Argument) -> Voice | None:
    """Who spoke before without a name, called by the same noun (`un habitant … une élue … l'habitant`)."""
    doc = discourse.doc
    first = doc[source.start].lower_
    between = [t.lower_ for t in doc[source.start + 1 : source.head]]
    if first not in words("definite") or source.end > source.head + 1 or set(between) - speaker_words("same"):
        return None
    lemma = doc[source.head].lemma_
    if any(r.holders and doc[r.mention.head].lemma_ == lemma for r in doc._.roles or ()):
        return None  # somebody with a name has that office
    for v in discourse.people_before(source.start, paragraphs=_GOES_ON, described=True):
        if not v.spoke or (v.chain is not None and not v.chain.unnamed):
            continue
        phrase = noun_phrase(doc, v.token) if v.chain is None else None
        if phrase is not None and doc[phrase.head].lemma_ == lemma:
            return v if doc[v.token].lower_ not in words("definite") else None
        if v.chain is not None and any(doc[m.head].lemma_ == lemma for m in v.chain.mentions):
            return v if v.chain.mentions[0].definite is False else None
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


def site(discourse: Discourse, source: Argument) -> Chain | None:
    """The medium whose site says something: whom the words name, else the last one named (`Selon Mediapart, … Le site
    d'information ajoute que`); None for the site of another body."""
    doc = discourse.doc
    if doc.lowered[source.head] not in speaker_words("own-site"):
        return None
    if doc.lowered[source.start] not in words("definite") | speaker_words("pointing"):
        return None
    phrase = noun_phrase(doc, source.start)
    inside = range(source.head + 1, phrase.end if phrase is not None else source.head + 1)
    if bodies := [m for k in inside for m in discourse.sources.at.get(k, ()) if m.type == "Organization"]:
        return bodies[0].chain if bodies[0].chain is not None and bodies[0].chain.cls in MEDIA else None
    here = unit_of(doc, source.start)
    heard = [v.chain for u in range(max(here - _UNITS, 0), here + 1) for v in discourse.of_unit(u)]
    for m in discourse.named_before(source.start, reach=_REACH):
        aired = any(f.end == m.start and f.lemma in _aired() for f in _leading(doc, m.start))
        if m.chain is not None and m.chain.cls in MEDIA and (aired or m.chain in heard):
            return m.chain
    return None


def _leading(doc: Doc, start: int) -> list[Found]:
    """The prepositions that may end right before a token."""
    return [f for k in range(max(start - _LEAD, 0), start) if (f := preposition(doc, k)) is not None]


def _aired() -> frozenset[str]:
    """What leads to a medium in which somebody speaks (`a-t-il confié à Mediapart`)."""
    return speech_words("airing-preposition")
