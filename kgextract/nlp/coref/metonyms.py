"""Capitals and seats that speak or decide → what they stand for: "Paris souhaite" is France, "à Paris" is the city.

A rule of order: the name has no preposition and a verb of saying or willing follows or comes right before; or it
stands after a preposition of viewpoint (*selon*); or between the sides of a bond (*tensions entre Paris et Rome*).
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp import gazetteer
from kgextract.nlp.coref.wording import fold
from kgextract.nlp.layers import Mention
from kgextract.tables import gazetteers
from kgextract.tables.identity import identity_words

_REACH = 3  # adverbs and clitics between subject and verb


def read(doc: Doc, mentions: list[Mention]) -> None:
    """Let the mentions of acting capitals and of seats point to the state or body they stand for."""
    table = {fold(row.phrase): row for row in gazetteer._rows(gazetteers.METONYMS)}
    for m in mentions:
        if m.kind != "named" or m.type not in ("Place", "Organization"):
            continue
        row = table.get(fold(doc[m.start : m.end].text))
        entry = gazetteer.by_key(row.key) if row else None
        if row and entry and m.key != row.key and (row.condition == "always" or acts(doc, m, mentions)):
            m.key, m.name, m.wikidata, m.cls = entry.key, entry.name, entry.wikidata, entry.cls
            m.type = "Place" if entry.part == "place" else "Organization"


def acts(doc: Doc, m: Mention, mentions: list[Mention]) -> bool:
    """Whether a name stands where somebody speaks, wills, or is dealt with."""
    before = doc[m.start - 1] if m.start else None
    if before is not None:
        if before.lower_ in identity_words("voice"):
            return True
        if before.pos_ in ("VERB", "AUX") and before.lemma_.lower() in identity_words("willing"):
            return True
        if before.pos_ in ("ADP", "DET", "PROPN", "NOUN") and not _bond(doc, m):
            return False
    return _bond(doc, m) or _verb_after(doc, m)


def _verb_after(doc: Doc, m: Mention) -> bool:
    for token in doc[m.end : m.end + _REACH + 1]:
        if token.pos_ in ("VERB", "AUX"):
            verb = next((t for t in doc[token.i : token.i + _REACH] if t.pos_ == "VERB"), token)
            return verb.lemma_.lower() in identity_words("willing")
        if token.pos_ not in ("ADV", "PRON", "PART"):
            return False
    return False


def _bond(doc: Doc, m: Mention) -> bool:
    """Inside "NOUN entre A et B" with a noun of dealings."""
    for i in range(m.start - 1, max(-1, m.start - 5), -1):
        if doc[i].lower_ in identity_words("between"):
            nouns = [t for t in doc[max(0, i - 3) : i] if t.pos_ == "NOUN"]
            return any(t.lemma_.lower() in identity_words("bond") for t in nouns)
        if doc[i].pos_ not in ("PROPN", "CCONJ", "X"):
            return False
    return False
