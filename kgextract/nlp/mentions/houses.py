"""Doc → houses that are called with an article or `Chez`: `l'[hôtel Le Relais]`, `le [restaurant Chez Marcel]`.

The noun belongs to the name, whatever the tagger takes it for; a hotel is a building, what sells something a firm.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import capitals, lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.names import not_names, words


def houses(doc: Doc) -> list[Mention]:
    """The mentions of the Doc."""
    found = []
    text, upper = lowered(doc), capitals(doc)
    for i in range(len(doc) - 2):
        if not upper[i + 1] or text[i] not in not_names("called-house") or text[i + 1] not in not_names("house-lead"):
            continue
        if not upper[i + 2] or opens_sentence(doc[i + 1]):
            continue
        end = _end(doc, max(name_end(doc, i + 2), i + 3))
        kind = ("Place", "Building") if text[i] in not_names("lodging") else ("Organization", "Company")
        found.append(named(doc, i, end, *kind, rule="house-name", confidence=0.8, head=i))
    return found


def _end(doc: Doc, end: int) -> int:
    """The end of a name over `de` and further capitals (`Le Relais | du Port`)."""
    while (link := preposition(doc, end)) is not None and link.lemma in words("of-lemma") and link.end < len(doc):
        at = link.end + (doc[link.end].lower_ in words("definite") and not link.contracted)
        if at >= len(doc) or not is_capital(doc[at]):
            break
        end = name_end(doc, at)
    return end
