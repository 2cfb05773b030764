"""What a cue says, in its sentence → whether words behind a comma tell how it was taken or what it did to others.

`a promis une aide, au grand dam des riverains`, `a dit que l'usine fermerait, suscitant un tollé`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_TAKEN = 3  # tokens of how an act was taken
_NEAR = 4  # tokens from a gerund to what it is of
_COMPOUND = 3  # tokens of a verb in a compound past


def reacted(page: Page, i: int, comma: int, stop: int) -> bool:
    """Whether behind a comma stands how the act that content from token i tells of was taken (`…, au grand dam de`)."""
    said = " ".join(t.lower_ for t in page.doc[comma + 1 : min(comma + 1 + _TAKEN, stop)])
    return said.startswith(tuple(speech_words("how-taken"))) or _effect(page, i, comma, stop)


def _effect(page: Page, i: int, comma: int, stop: int) -> bool:
    """Whether a gerund behind a comma tells what an act did or seems (`…, suscitant un tollé`, `…, semblant hésiter`),
    not what was done before it (`dit que l'usine a fermé, suscitant la colère`)."""
    doc, verb = page.doc, past_clitics(page, comma + 1, stop)
    word = doc[verb].lower_ if verb < stop else ""
    behind = range(verb + 1, min(verb + 1 + _NEAR, stop))
    if word in speech_words("seeming-gerund"):
        return True
    if word in speech_words("letting-gerund"):
        return any(is_infinitive(doc, k) and doc[k].lemma_ in speech_words("foreseen") for k in behind)
    moves = word in speech_words("moving-gerund") and not _over(page, i, comma)
    return moves and any(doc[k].lower_ in speech_words("reaction-noun") for k in behind)


def _over(page: Page, i: int, comma: int) -> bool:
    """Whether the last verb before a comma stands in a compound past."""
    last = next((k for k in range(comma - 1, i - 1, -1) if page.finite(k)), None)
    if last is None or page.doc[last].pos_ != "AUX":
        return False
    behind = page.doc[last + 1 : min(last + 1 + _COMPOUND, comma)]
    return any("Part" in t.morph.get("VerbForm", []) for t in behind)
