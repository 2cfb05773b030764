"""Sentences about a view → whose it is, for the pronoun behind them: `Ce n'est pas l'avis d'Anne Roy. …, dit-elle.`

The view stands before its holder, with a preposition or a verb of sharing between them: `Un avis que partage le maire`.
A body takes a stand by how it is, or by a verb of saying (`La préfecture se veut rassurante.`). Behind `c'est` stands
whom a sentence is about, or who does what its relative clause says (`C'est le vœu qu'a formé X`). In the passive it is
also about who does it (`L'alerte est donnée par Anne Roy.`), without a subject about who comes (`Est venu Paul Roy.`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import AGENTS, Argument, Clause, Mention, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.tables.scenes import scene_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_REACH = 20  # tokens from a view to its holder


def openings(page: Page, sources: Sources) -> Iterator[tuple[int, Mention]]:
    """The units in which no main verb was found, each with the person it begins with (`Anne Roy abonde en ce sens`)."""
    for unit, here in enumerate(page.units):
        verbs = (c for c in sources.clauses.get(unit, ()) if c.form == "finite" and c.position != "relative")
        if here.kind == "text" and not any(verbs):
            source = sources.opening(unit)
            found = None if source is None else sources.named(source)
            if found is not None and found.type == "Person":
                yield unit, found


def by_whom(sources: Sources, clause: Clause, about: Argument) -> Mention | None:
    """The person by whom something is done, beside the thing or body that a sentence in the passive is about."""
    agent = clause.subject if clause.passive else None
    who, named = None if agent is None else sources.named(agent), sources.named(about)
    somebody = sources.naming.human(about.head) if named is None else named.type == "Person"
    return who if who is not None and who.type == "Person" and who.kind == "named" and not somebody else None


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


def clefts(page: Page, sources: Sources) -> Iterator[tuple[int, Mention]]:
    """The units with `c'est`, each with the person behind it, else the subject of the relative clause that follows."""
    for unit, clauses in sources.clauses.items():
        main = next((c for c in clauses if c.form == "finite"), None)
        if main is None or page.units[unit].kind != "text" or page.quotation(page.at(main.verb)) is not None:
            continue
        who = main.subject
        if who is None or main.lemma not in scene_words("copula"):
            continue
        if sources.words[who.head] not in speech_words("demonstrative"):
            continue
        shown = next((a for a in main.arguments if a.role == "object" and a.start >= main.end), None)
        behind = (c for c in clauses if c.position == "relative" and c.form == "finite" and c.start >= main.end)
        relative = next(behind, None)
        if shown is not None and relative is None and sources.words[who.start - 1] == ",":
            named = sources.named(shown)  # `Le ministre en question, c'est Paul Roy.`
            if named is not None and named.type == "Person" and named.kind == "named":
                yield unit, named
        if shown is None or relative is None or page.quotation(page.at(relative.verb)) is not None:
            continue
        made = sources.words[relative.start - 1] in speech_words("that-word")  # `le vœu qu'a fait X`, no `la ville où`
        acting = sources.subject(relative, relative.subject) if made else None
        found = (sources.named(a) for a in (shown, acting) if a is not None)
        person = next((m for m in found if m is not None and m.type == "Person"), None)
        if person is not None:
            yield unit, person


def takes_stand(page: Page, sources: Sources, unit: int, token: int) -> bool:
    """Whether a sentence says what stand its subject takes, which begins at a token (`La préfecture dément`)."""
    doc = page.doc
    mains = (c for c in sources.clauses.get(unit, ()) if c.form == "finite" and c.position == "main")
    main = next(mains, None)
    subject = shared(main)
    if main is None or subject is None or not subject.start <= token < subject.end:
        return False
    inclined = main.passive and any(t.pos_ == "ADV" for t in doc[main.start : main.verb])  # `est moins inquiet`
    is_so = inclined or (main.lemma in scene_words("copula") and not main.passive)
    return is_so or cue_of(doc, replace(main, lemma=lemma_of(doc, main.verb))) is not None


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
        here = [m for m in sources.at.get(k, ()) if m.start == k and m.chain is not None and m.type in AGENTS]
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
