"""Token behind a cue → the token past those to whom something is said: `a promis | aux éleveurs | une aide`."""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.whom import related
from kgextract.tables.speech import speech_words

_FAR = 14  # tokens from a noun to what is judged of it


def addressee(page: Page, at: int, end: int, cue: Cue) -> int:
    """The token after whom something is asked or told (`enjoint au maire de partir`, `appelle à l'AFP à voter`).

    0 where the noun phrase at token `at` is none.
    """
    wanted = [(w, f) for w, f in (("of-word", "of+inf"), ("to-word", "to+inf")) if f in cue.frames]
    if at >= end:
        return 0
    quoted = page.quotation(page.at(at)) if page.doc[at].lower_ in speech_words("opening-mark") else None
    if quoted is not None and quoted.outer[1] < page.at(end):  # `demande aux « premiers concernés » de patienter`
        behind = page.token(quoted.outer[1])
        found = preposition(page.doc, behind)
        if found is not None and found.end < end and any(found.lemma in speech_words(w) for w, _ in wanted):
            return behind if is_infinitive(page.doc, past_clitics(page, found.end, end)) else 0
    for complements in (None, ()):
        phrase = noun_phrase(page.doc, at) if complements is None else noun_phrase(page.doc, at, ())
        if phrase is None or phrase.end >= end:
            continue
        behind = past_bracket(page.doc, phrase.end, end - phrase.end)  # `demande au ministre (Luc Roy) de partir`
        found = preposition(page.doc, behind) if behind < end else None
        if found is None or found.end >= end:
            continue
        if any(found.lemma in speech_words(w) for w, _ in wanted):
            if is_infinitive(page.doc, past_clitics(page, found.end, end)):
                return behind
    return related(page, at, end, cue)


def given(page: Page, at: int, end: int, *, any_noun: bool) -> int | None:
    """The *des* behind whom one asks, where it opens what is asked for (`demande au préfet des renforts`).

    Of what is told it is a matter, unless `any_noun` will do (`annonce aux élus de nouvelles coupes`).
    """
    doc = page.doc
    phrase = noun_phrase(doc, at, ())
    if phrase is None or phrase.end + 1 >= end or not can_say(page, phrase):
        return None
    i = phrase.end
    several = doc[i].lower_ in speech_words("of-word") and i + 1 < end and doc[i + 1].pos_ == "ADJ"
    if (
        not several
        and doc[i].lower_ not in speech_words("some-plural")
        and doc[i].lower_ in speech_words("of-form")
        and (own := noun_phrase(doc, i, ())) is not None
    ):
        i = own.end  # `promet aux habitants du quartier des travaux`
    if i + 1 >= end or not (several or doc[i].lower_ in speech_words("some-plural")) or not doc[i + 1].is_lower:
        return None
    some = noun_phrase(doc, i + several)
    if some is None or doc[some.head].lower_ in speech_words("human-noun"):
        return None
    if not (any_noun and not several) and not abstract(doc[some.head].lower_):
        return None
    after = some.end
    if after < end and (doc[after].pos_ in ("DET", "SCONJ") or doc[after].text == ":"):
        return None
    for k in range(i + 1, min(i + _FAR, end)):
        if doc[k].lower_ in speech_words("opening-mark", "closing-mark", "that-word") or page.finite(k):
            return None
        asked = preposition(doc, k)
        if asked is not None and asked.lemma in speech_words("of-word", "to-word") and asked.end < end:
            if is_infinitive(doc, past_clitics(page, asked.end, end)):
                return None  # `demande aux habitants des quartiers nord d'économiser l'eau`
    return i
