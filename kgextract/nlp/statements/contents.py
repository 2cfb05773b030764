"""A main cue → what is said, by its construction: que-clause, question, infinitive, noun phrase, colon, quotation.

`La ministre a promis hier de baisser les loyers, ajoutant que …` → `baisser les loyers`. A cursor goes from the cue to
the right; at each token the constructions are tried in one order: each ends the search, goes on, or leaves the token to
the next one.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.accusations import accusing, calling
from kgextract.nlp.statements.between import (
    inverted,
)
from kgextract.nlp.statements.clefts import clefted, heralded
from kgextract.nlp.statements.complements import (
    Read,
    object_content,
    phrase_content,
)
from kgextract.nlp.statements.constructions import CONSTRUCTIONS
from kgextract.nlp.statements.cursor import NOTHING, Cursor, Said
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.phrasal import accused
from kgextract.nlp.statements.placed import held_back, past_setting
from kgextract.nlp.statements.resumed import (
    before_main,
    between_dashes,
    contrasted,
    goes_on_acting,
    past_clitics,
    resumed,
)
from kgextract.tables.speech import speech_words

_WHOM = 24  # tokens of those of whom something is asked
_REACH = 45  # tokens over which a complement may be kept from its cue


def content_of(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Read | None:
    """Content, rule and confidence for a cue that governs what follows it; `cuts` are tokens where other cues begin."""
    found = _complement(page, clause, cue, cuts)
    if found is None and "itself" in cue.frames:  # `s'est dit confiant`: the last word of the cue
        i = cue.end - 1
        i -= page.quotation(page.doc[i].idx) is not None and page.doc[i - 1].lower_ in speech_words("opening-mark")
        i -= i - 1 > clause.verb and page.doc[i - 1].lower_ in speech_words("degree", "not-before-without")
        return phrase_content(page, i, page.token(page.units[clause.unit].end), cuts, "speech-adjective")
    return found


def _complement(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Read | None:
    """What a cue governs."""
    at = _opened(page, clause, cue, cuts)
    if (taken_up := clefted(at, clause)) is not None:
        return taken_up
    if (ahead := heralded(page, clause, cue, at.end)) is not None:
        return at.clause_at(ahead, "speech-clause").read
    at.go(past_setting(page, at.i, at.end, cue))
    if at.i not in cuts:
        at.go(past_adverbial(page.doc, at.i))
    found = _searched(at)
    if found is None and (held := held_back(page, cue, at.end)) is not None and not clause.passive:
        return object_content(page, held, at.end, cuts, cue)
    return found


def _searched(at: Cursor) -> Read | None:
    """What the constructions find from the cursor on."""
    limit = min(at.end, at.i + _REACH)
    if (found := _at_once(at)) is not None:
        return found.read
    while at.i < limit:
        for construction in CONSTRUCTIONS:
            step = construction(at)
            if isinstance(step, Said):
                return step.read
            if step:
                break
        else:
            at.low += at.first and at.token.pos_ == "ADV"
            at.i += 1
    return None


def _opened(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Cursor:
    """The cursor behind a cue."""
    doc = page.doc
    end = page.token(page.units[clause.unit].end)
    heads = [clause.start - 1, *([clause.subject.head] if clause.subject is not None else [])]
    if any(doc[k].lower_ in speech_words("first-one") for k in heads if k >= 0):
        end = contrasted(page, cue.end, end)
    end = before_main(page, clause, between_dashes(page, clause, end))
    end = goes_on_acting(page, clause, cue.end, end)
    cuts = resumed(page, clause, cue, end, cuts)
    objects = sum(doc[k].lower_ in speech_words("object-clitic") for k in range(clause.start, clause.verb))
    objects += clause.passive
    return Cursor(page=page, clause=clause, cue=cue, cuts=cuts, end=end, i=cue.end, low=cue.end, objects=objects)


def _at_once(at: Cursor) -> Said | None:
    """What is read from the cue on: whom and of what it accuses, what it calls somebody, the complement of its *de*."""
    doc, cue, i = at.doc, at.cue, at.i
    if at.told_before:
        return NOTHING
    if cue.class_ == "accuse" and "of-noun" in cue.frames and at.clause.position != "incise":
        return accused(at)
    if cue.lemma in speech_words("asking-of") and i < at.end and doc[i].lower_ in speech_words("of-form"):
        if (done := _asked_to(at)) is not None:
            return at.clause_at(done, "speech-of-infinitive")
    if cue.class_ == "ask" and "of-noun" in cue.frames and at.clause.position != "incise":
        done = accusing(at.page, i, at.end, known=False)
        if done is not None and is_infinitive(doc, past_clitics(at.page, done, at.end)):
            return at.clause_at(done, "speech-of-infinitive")
    if cue.class_ == "judge" and "of-noun" in cue.frames and not at.objects and at.clause.position != "incise":
        if (what := calling(at.page, i, at.end)) is not None:
            called = at.phrase_at(what, "speech-preposition", at.before_agent(what))
            return _with_object(at, what, called) if cue.lemma in speech_words("qualifying") else called
    if (
        cue.lemma.split()[-1] in speech_words("of-word")
        and "of-noun" not in cue.frames
        and i < at.end
        and doc[i - 1].lower_ in speech_words("of-form")
    ):
        if is_infinitive(doc, past_clitics(at.page, i, at.end)):
            return at.clause_at(i, "speech-of-infinitive")
        if doc[i].lower_ not in speech_words("this-word"):
            return at.phrase_at(i, "speech-object")
    if i < at.end and at.clause.form == "finite" and doc[i].pos_ in ("DET", "PROPN") and inverted(at.page, at.clause):
        return NOTHING  # `la grève à laquelle ont appelé les syndicats`
    return None


def _with_object(at: Cursor, what: int, called: Said) -> Said:
    """What something is called with the thing that is called so (`a qualifié | le plan d'inutile`)."""
    k = at.i
    while k < what and (at.doc[k].pos_ == "ADV" or at.page.dated(k)):
        k += 1
    phrase = noun_phrase(at.doc, k, ())
    if called.read is None or phrase is None or phrase.end >= what:
        return called
    (_, end), *more = called.read[0]
    return Said(([(at.page.at(k), end), *more], *called.read[1:]))


def _asked_to(at: Cursor) -> int | None:
    """The token behind the `de` that leads to what those are to do of whom it is asked (`exige des élus de partir`)."""
    found = preposition(at.doc, at.i)
    whom = noun_phrase(at.doc, found.end - found.contracted, ()) if found is not None else None
    if whom is None or not can_say(at.page, whom):
        return None  # `exige des garanties de pouvoir voter`
    for k in range(whom.end, min(at.end, at.i + _WHOM) - 1):
        if at.doc[k].is_punct or at.page.finite(k):
            break
        verb = past_clitics(at.page, k + 1, at.end)
        if at.doc[k].lower_ in speech_words("of-form") and verb < at.end and is_infinitive(at.doc, verb):
            return k + 1
    return None
