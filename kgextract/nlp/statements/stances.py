"""Sentences about a view → whose it is, for the pronoun behind them: `Ce n'est pas l'avis d'Anne Roy. …, dit-elle.`

The view stands before its holder, with a preposition or a verb of sharing between them: `Un avis que partage le maire`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.layers import Mention, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.naming import SPEAKING
from kgextract.nlp.statements.sources import Sources
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_REACH = 20  # tokens from a view to its holder


def openings(page: Page, sources: Sources) -> Iterator[tuple[int, Mention]]:
    """The units in which no verb was found, each with the person it begins with (`Anne Roy abonde dans ce sens.`)."""
    for unit, here in enumerate(page.units):
        if here.kind == "text" and not any(c.form == "finite" for c in sources.clauses.get(unit, ())):
            source = sources.opening(unit)
            found = None if source is None else sources.named(source)
            if found is not None and found.type == "Person":
                yield unit, found


def holders(page: Page, sources: Sources) -> Iterator[tuple[int, Mention]]:
    """The units about a view, each with the first mention of whose view it is."""
    views, done = speaker_words("view"), -1
    for i, word in enumerate(sources.words):
        if word not in views or page.quotation(page.at(i)) is not None:
            continue
        unit = unit_of(page.doc, i)
        if unit == done or page.units[unit].kind != "text" or _has_pronoun(sources, unit):
            continue
        found = _holder(page, sources, i, page.token(page.units[unit].end))
        if found is not None:
            done = unit
            yield unit, found


def _has_pronoun(sources: Sources, unit: int) -> bool:
    """Whether a sentence is about somebody named before (`Il partage l'avis du maire`)."""
    subjects = (c.subject for c in sources.clauses.get(unit, ()) if c.form == "finite")
    return any(s is not None and sources.words[s.head] in speech_words("third-person") for s in subjects)


def _holder(page: Page, sources: Sources, view: int, stop: int) -> Mention | None:
    """Who stands behind a view, with nothing but a link between them."""
    stop = min(view + _REACH, stop)
    shared = view + 1 < stop and sources.words[view + 1] in speech_words("that-word")  # `Un avis que le maire a nuancé`
    linked = shared and any(page.doc[k].lemma_ in speaker_words("sharing") for k in range(view + 2, stop))
    for k in range(view + 1, stop):
        word = sources.words[k]
        linked = linked or word in speaker_words("view-link") or page.doc[k].lemma_ in speaker_words("sharing")
        here = [m for m in sources.at.get(k, ()) if m.start == k and m.chain is not None and m.type in SPEAKING[:-1]]
        who = next((m for m in here if m.type != "Place"), None)
        titles = (h for r in sources.roles.get(k, ()) for h in r.holders)
        if linked and who is not None:
            return who
        if linked and (title := next((h for h in titles if h.chain is not None), None)) is not None:
            return title
        apart = sources.tags[k] == "NOUN" and word not in speaker_words("view", "view-link")
        if apart or word in (":", ";", "(") or word in speech_words("opening-mark"):
            return None
    return None
