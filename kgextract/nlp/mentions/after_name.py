"""Doc, the tokens of an unknown name → the types that the words behind it tell, with a weight each."""

from __future__ import annotations

import re

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.mentions.before_name import Votes, before_nationality
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.nlp.mentions.matched import starting
from kgextract.tables.names import firm_words, nominal_words, not_names, sign_words, words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_GAME = re.compile(r"\(\d{1,2} ?[-–] ?\d{1,2}\)")
_SCORE = 6  # tokens of a score in brackets
_CLITICS = 5  # tokens between a name and its verb
_COUNT = 4  # tokens from a verb to the noun of what it counts
_FIGURE = 5  # tokens from a verb to the noun of what a firm earns


def told_behind(doc: Doc, start: int, end: int) -> Votes:
    """The types that the words behind a name tell."""
    if end + 1 >= len(doc):
        return []
    return (
        _says(doc, start, end)
        or _scored(doc, end)
        or _aged(doc, end)
        or _of_a_party(doc, start, end)
        or _settled(doc, end)
        or _lying(doc, end)
        or _with_own(doc, end)
        or _acting(doc, start, end)
    )


def _says(doc: Doc, start: int, end: int) -> Votes:
    """`Park Min-ji : « Nous … »`: who speaks is no place of two words."""
    quoted = end - start > 1 and doc[end].text == ":" and lowered(doc)[end + 1] in speech_words("opening-mark")
    return [("Person", 3)] if quoted and doc[start].ent_type_ == "LOC" and opens_sentence(doc[start]) else []


def _scored(doc: Doc, end: int) -> Votes:
    """`a battu Servette Chênois (3-0)`: a score of one game, a team's; that of sets is somebody's."""
    if end + 2 >= len(doc) or doc[end].text != "(":
        return []
    text = doc.between(end, min(end + _SCORE, len(doc)))
    return [("Organization", 6)] if _GAME.match(text) else []


def _aged(doc: Doc, end: int) -> Votes:
    """`Tchibota, 61 ans,`: an age."""
    aged = end + 2 < len(doc) and doc[end].text in (",", "(") and doc[end + 1].text.isdigit()
    return [("Person", 3)] if aged and lowered(doc)[end + 2] in words("age-noun") else []


def _of_a_party(doc: Doc, start: int, end: int) -> Votes:
    """`Zia Ouatta-Kana (PS) a promis`: a party in brackets behind a name of two words."""
    if end + 2 >= len(doc) or end - start < 2 or doc[end].text != "(" or doc[end + 2].text != ")":
        return []
    party = any(e.cls == "PoliticalParty" for m in starting(doc, end + 1, end + 2) for e in m.entries)
    return [("Person", 4)] if party else []


def _lying(doc: Doc, end: int) -> Votes:
    """`à Kervanec, dans le nord`, `Kervanec, en Ouganda`, `Kervanec, à 10 km de`: where a place lies."""
    text = lowered(doc)
    if doc[end].text != "," or end + 3 >= len(doc):
        return []
    link, here = text[end + 1], end + 2
    if link in words("only-place-preposition"):
        return [("Place", 2)] if is_capital(doc[here]) else []
    if link in words("to-a-place"):
        return [("Place", 2)] if doc[here].pos_ == "NUM" and text[here + 1] in sign_words("distance") else []
    if link not in not_names("place-preposition"):
        return []
    if link in words("contracted"):
        return [("Place", 2)] if text[here] in not_names("compass") else []
    here += text[here] in words("definite")
    land = text[here] in sign_words("quarter-of-a-land") or is_place_head(text[here], "Region")
    named = is_capital(doc[here]) and doc[here].ent_type_ == "LOC"
    return [("Place", 2)] if land or named else []


def _settled(doc: Doc, end: int) -> Votes:
    """`Kervanec, petite ville du nord`, `Kervanec, chef-lieu de la province`: what kind of place it is."""
    text = lowered(doc)
    if doc[end].text != ",":
        return []
    at = next((k for k in range(end + 1, min(end + 4, len(doc) - 1)) if doc[k].pos_ not in ("DET", "ADJ", "NUM")), end)
    kind = text[at] in nominal_words("settlement", "seat-of-land")
    return [("Place", 3)] if kind and text[at + 1] in words("of") else []


def _with_own(doc: Doc, end: int) -> Votes:
    """`Solvanor et son concurrent`, `Solvanor et ses filiales`: what a body has."""
    text = lowered(doc)
    own = end + 2 < len(doc) and text[end] in words("coordinator") and text[end + 1] in words("possessive")
    return [("Organization", 2)] if own and text[end + 2] in sign_words("own-of-a-body") else []


def _acting(doc: Doc, start: int, end: int) -> Votes:
    """What the verb tells whose subject the name is."""
    start = before_nationality(doc, start)
    if start > 0 and tags(doc)[start - 1] in ("ADP", "DET", "VERB", "AUX", "NOUN", "ADJ"):
        return []
    passive = False
    for k in range(end, min(end + _CLITICS, len(doc))):
        token = doc[k]
        if token.pos_ == "VERB" and token.lemma_ in sign_words("before-infinitive") and k + 1 < len(doc):
            continue  # `Solvanor va supprimer`
        if token.pos_ == "VERB":
            return _done(doc, k, passive=passive)
        if token.pos_ == "AUX":
            passive = passive or token.lemma_ in syntax("be-lemma")
        elif token.pos_ not in ("PRON", "ADV") or token.lower_ in words("relative"):
            return []
    return []


def _done(doc: Doc, k: int, *, passive: bool) -> Votes:
    lemma = doc[k].lemma_
    if lemma in sign_words("person-verb"):
        return [("Person", 2)]
    if passive:
        return [("Organization", 2)] if lemma in sign_words("done-to-a-body") else []
    if lemma in sign_words("counts"):
        held = lowered(doc)[k + 1 : k + 1 + _COUNT]
        return [("Place", 3)] if sign_words("people-counted").intersection(held) else []
    if lemma in sign_words("body-verb"):
        return [("Organization", 2)]
    figures = sign_words("firm-figure").intersection(lowered(doc)[k + 1 : k + 1 + _FIGURE])
    if figures and lemma in sign_words("books"):
        return [("Organization", 3)]  # `Nokara a publié un bénéfice en hausse`
    return [("Organization", 1), ("Place", -1)] if lemma in firm_words("act") else []
