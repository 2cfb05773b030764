"""A name behind `selon X,` and a comma → whether it is no name of X, but the subject of what X says.

`Selon un policier, l'Australien Luc Roy, enlevé en août, a été libéré.`: no other subject stands before the verb.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import unit_of
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_TELLING = ("VERB", "ADJ", "NUM")  # what begins words on a subject between two commas


def begins_what_is_said(doc: Doc, source: int, end: int) -> bool:
    """Whether a name that ends before a token is the subject of the verb behind it; the source begins at `source`."""
    before = ("".join(t.lower_ for t in doc[max(source - n, 0) : source]) for n in (1, 2))  # `d'` and `après`
    if not speech_words("according").intersection(before) or end >= len(doc):
        return False
    if doc[end].lower_ in words("coordinator"):
        return True  # `Selon un élu, le maire Luc Roy et Anne Blin, tous deux malades, …`
    stop = unit_tokens(doc)[unit_of(doc, end)][1]
    verb = next((k for k in range(end + 2, stop) if "Fin" in doc[k].morph.get("VerbForm", [])), stop)
    first, k = end + 1, verb
    while k > first and doc[k - 1].lower_ in speech_words("clitic", "negation-word"):
        k -= 1
    if verb >= stop or doc[end].text != "," or doc[first].pos_ not in _TELLING:
        return False
    return doc[k - 1].text == "," and not any(doc[j].text == "," for j in range(first, k - 1))
