"""Those of whom something is asked, or who are told, with a relative clause → where what is asked or said begins.

`a invité ceux qui le souhaitaient | à venir`, `demande aux élus, qui hésitent, | de signer`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.drafts import ENDS, Page
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_FAR = 30  # tokens of a relative clause
_FRAMES = (("of-word", "of+inf"), ("to-word", "to+inf"))


def related(page: Page, i: int, end: int, cue: Cue) -> int:
    """The preposition behind somebody at token i and a relative clause, 0 where none leads to an infinitive."""
    doc = page.doc
    wanted = [w for w, frame in _FRAMES if frame in cue.frames]
    k = _somebody(page, i)
    if not wanted or k == i or k >= end:
        return 0
    apart = doc[k].text == ","
    k += apart
    whoever = doc[k - 1].lower_ in speech_words("whoever")
    if not whoever and (k >= end or doc[k].lower_ not in speech_words("relative")):
        return 0
    verb = next((j for j in range(k, min(k + _FAR, end)) if page.finite(j)), end)
    found = 0
    for j in range(verb + 1, min(verb + _FAR, end)):
        if doc[j].text in (":", ";", *ENDS) or (doc[j].text == "," and found):
            break
        to = preposition(doc, j)
        if to is None or to.end >= end or not any(to.lemma in speech_words(w) for w in wanted):
            continue
        if not is_infinitive(doc, past_clitics(page, to.end, end)) or (apart and doc[j - 1].text != ","):
            continue
        own = found == verb + 1  # `ceux qui hésitent à venir | à se manifester`
        found = j if own or not found else found
    return found


def past_relative(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The *que* behind a relative clause of whoever listens, or i (`a dit aux élus | qui l'entouraient | que`)."""
    doc, stop = page.doc, min((c for c in cuts if c > i), default=end)
    if doc[i].lower_ not in speech_words("who-word") or i < 1:
        return i
    if doc[i - 1].pos_ not in ("NOUN", "PROPN", "ADJ") and doc[i - 1].lower_ not in speech_words("whoever", "the-one"):
        return i
    verb = next((k for k in range(i + 1, min(i + _FAR, stop)) if page.finite(k)), stop)
    for k in range(verb + 1, min(verb + _FAR, stop)):
        if page.finite(k) or doc[k].is_punct:
            return i
        if doc[k].lower_ in speech_words("that-word"):
            return k
    return i


def _somebody(page: Page, i: int) -> int:
    """The token behind a noun phrase or a pronoun that a relative explains (`celles et ceux`, `tous ceux`)."""
    doc = page.doc
    k = i + (doc[i].lower_ in speech_words("everybody"))
    while k + 1 < len(doc) and doc[k].lower_ in speech_words("the-one", "whoever"):
        k += 1
        if doc[k].lower_ in speech_words("and-word") and doc[k + 1].lower_ in speech_words("the-one"):
            k += 1
    if k > i and doc[k - 1].lower_ in speech_words("the-one", "whoever"):
        return k
    phrase = noun_phrase(doc, i)
    return phrase.end if phrase is not None else i


def inverts(page: Page, i: int, end: int) -> bool:
    """Whether a verb stands right behind *que*, before its subject."""
    verb = past_clitics(page, i, end)
    return verb < end and page.finite(verb)
