"""A body only described → the body whose name stands behind it between commas or in brackets.

"Une ONG, la grecque Ydra, a saisi la cour" is Ydra; in "Selon la banque, Airbus, qui a emprunté, …" the bank is
none of the names behind it. Behind an office and `de` the name has an article (`la présidente de son parti, l'UDN, …`).
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.mentions.heads import head_class
from kgextract.tables import identity
from kgextract.tables.names import demonyms, words

_BODY = "Organization"
_PARTY = "PoliticalParty"
_SAID = 2  # tokens of a noun and what says whose it is
_BRACKET = 8  # tokens of a bracket behind a name
_GOES_ON = ("VERB", "AUX", "PRON", "ADV")  # what may follow the second comma


def body(chains: Chains, m: Mention) -> Chain | None:
    """The chain of the name that a description has in apposition."""
    doc, at = chains.doc, m.end + 1
    if m.type == _BODY and not m.plural and (own := _party(chains, m)) is not None:
        return own
    if m.type != _BODY or m.plural or at + 3 >= len(doc) or doc[m.end].text != ",":
        return None
    before = m.start - 1 - (m.definite is not None)
    of = before > 0 and doc[before].lower_ in words("of") and doc[at].lower_ in words("definite")
    led = before >= 0 and (doc[before].pos_ == "ADP" or preposition(doc, before) is not None)
    if m.definite is not False and led and not of:
        return None  # `Selon la banque, Airbus, qui a emprunté, …`
    at += doc[at].lower_ in words("definite")
    at += doc[at].lower_ in demonyms()
    at += doc[at].is_lower and head_class(doc[at].lower_) is not None  # `l'exploitant, la société Varkal, …`
    named = (x for x in chains.named.started(at, at + 1) if x.type == _BODY and x.kind == "named" and not x.plural)
    name = next((x for x in named if x.chain is not None and fits(x.chain, m)), None)
    end = past_bracket(doc, name.end, _BRACKET) if name is not None else at
    if name is None or end + 1 >= len(doc) or doc[end].text != ",":
        return None
    next_ = doc[end + 1]
    several = "Plur" in next_.morph.get("Number", [])  # `La mairie, Airbus, ont signé`
    holder = of and is_capital(next_)  # `la présidente de son parti, l'Union, Anne Roy`
    return name.chain if (next_.pos_ in _GOES_ON or holder) and not several else None


def _party(chains: Chains, m: Mention) -> Chain | None:
    """The party whose name with its article stands behind a noun for it (`le parti du président, le Pastef.`)."""
    doc = chains.doc
    at = m.end + (m.end < len(doc) and doc[m.end].text == ",")
    if m.lemma not in identity.identity_words("party-noun") or at + 1 >= len(doc):
        return None
    if m.end - m.head < _SAID or doc[at].lower_ not in words("definite"):
        return None
    name = next((x for x in chains.named.started(at + 1, at + 2) if x.cls == _PARTY and x.kind == "named"), None)
    end = past_bracket(doc, name.end, _BRACKET) if name is not None else at
    closed = end >= len(doc) or doc[end].is_punct or at == m.end
    return name.chain if name is not None and name.chain is not None and closed and fits(name.chain, m) else None


def bracketed(chains: Chains, m: Mention) -> Chain | None:
    """The body whose name stands in brackets behind a description, over its adjectives and a place: "le bureau de
    coordination de l'aide (OCHA)", "la mission de l'ONU dans le pays (Minusma)"."""
    doc, at = chains.doc, m.end
    while at < len(doc) and doc[at].pos_ == "ADJ":
        at += 1
    at = _behind_place(chains, at)
    if m.plural or at + 2 >= len(doc) or doc[at].text != "(":
        return None
    named = (x for x in chains.named.started(at + 1, at + 2) if x.type == m.type and doc[x.end].text == ")")
    name = next(named, None)
    if name is None or name.chain is None or not fits(name.chain, m):
        return None
    party = name.cls == "PoliticalParty" and m.lemma not in identity.identity_words("party-noun")
    return None if party else name.chain


def _behind_place(chains: Chains, at: int) -> int:
    """The token behind a preposition and a place, or `at`."""
    led = preposition(chains.doc, at) if at < len(chains.doc) else None
    if led is None or led.lemma in words("of-lemma") or led.end + 1 >= len(chains.doc):
        return at
    start = led.end + (chains.doc[led.end].lower_ in words("definite"))
    here = [x for x in chains.everything.started(start, start + 1) if x.type == "Place"]
    return max((x.end for x in here), default=at)
