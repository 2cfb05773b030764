"""A sentence about several people before a colon → the one whom it names as an instance, who says what follows.

`Les riverains sont inquiets, à l'image de Luc Roy, boucher : « … »`, `C'est le cas de Luc Roy : « … »`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument
from kgextract.nlp.statements.about import explained
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject


def instance(page: Page, first: int, colon: int) -> Argument | None:
    """The one behind `à l'image de`, `à commencer par`, `comme` in tokens [first, colon), up to the colon."""
    found = None
    for k in range(first, colon):
        at = past_locution(page.doc, k, "for-instance")
        if at > k and (one := _somebody(page, at, colon)) is not None:
            found = one
    return found


def _somebody(page: Page, at: int, colon: int) -> Argument | None:
    """The single person named or described at a token, where only what tells who that is parts them from the colon."""
    doc = page.doc
    of = preposition(doc, at)
    at = at if of is None else of.end - of.contracted
    phrase = noun_phrase(doc, at)
    if phrase is None or phrase.plural or not (can_say(page, phrase) or phrase.names):
        return None
    source = subject(page, phrase)
    if source.mentions and not any(m.type == "Person" for m in source.mentions):
        return None
    named = any(m.kind == "named" for m in source.mentions)
    end = max([phrase.end, *(m.end for m in source.mentions)])
    end = past_bracket(doc, end, colon - end)
    return source if (named or phrase.definite is not None) and explained(page, end, colon) == colon else None
