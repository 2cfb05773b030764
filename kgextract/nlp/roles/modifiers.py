"""Office phrase → the same over the words around its head: rank, `ancien`, `par intérim`, adjectives, a party."""

from __future__ import annotations

from functools import lru_cache

from kgextract.nlp.doc import KEPT_WORDS, Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import countries, office_words

_AREAS = ("Country", "Continent", "Region")
BODY, PARTY = "Organization", "PoliticalParty"


def read_before(doc: Doc, phrase: OfficePhrase) -> None:
    """Move the start over words of rank and of former office."""
    i = phrase.start
    while i > 0:
        word = doc[i - 1].lower_
        if word == "-" and i > 1 and doc[i - 2].lower_ in office_words("former"):
            i, phrase.former = i - 2, True
        elif word in office_words("former"):
            i, phrase.former = i - 1, True
        elif word in office_words("rank"):
            i -= 1
        else:
            break
    phrase.start = i
    if phrase.plural and i > 0 and one_of(doc, i - 1) is not None:
        phrase.plural = False
    phrase.coming = i > 0 and doc[i - 1].lower_ in office_words("coming")


def is_below(doc: Doc, head: int, end: int) -> bool:
    """Whether an adjective says that somebody is not at the head of what a title names, or not yet.

    `le directeur général adjoint`, `la présidente élue`, not `l'élue du parti`.
    """
    title = doc.lowered[head:end]
    return not (office_words("subordinate").isdisjoint(title) and office_words("elect").isdisjoint(title[1:]))


def is_coming(doc: Doc, start: int, end: int) -> bool:
    """Whether a title itself says that the office is still to come (`le futur maire`)."""
    return not office_words("coming").isdisjoint(doc.lowered[start:end])


def lead(doc: Doc, phrase: OfficePhrase, first: int) -> int:
    """Where the determiner stands, over adjectives (`le très estimé préfet`); the phrase's start where none does."""
    for k in range(phrase.start - 1, max(first, phrase.start - 3) - 1, -1):
        if doc[k].lower_ in office_words("determiner"):
            return max(first, one_of(doc, k) or k)
        present = doc[k].lower_ in office_words("new-or-present")  # `l'actuelle ministre`, for a noun
        if doc[k].pos_ not in ("ADJ", "ADV") and not present and "Part" not in doc[k].morph.get("VerbForm", []):
            break
    return phrase.start


def one_of(doc: Doc, at: int) -> int | None:
    """Where `l'un des`, `une de ses` starts whose last word is token `at`, or None."""
    k = at - (doc[at - 1].lower_ in office_words("of")) - 1
    if at == 0 or k < 0 or doc[k].lower_ not in office_words("one-of"):
        return None
    return k - (k > 0 and doc[k - 1].lower_ in office_words("singular-article"))


def read_adjectives(doc: Doc, phrase: OfficePhrase, ix: Index) -> None:
    """Move the end over adjectives, apposed nouns, a party's name and coordinated adjectives."""
    i = phrase.end
    while i < len(doc) and i not in ix.people_at and i not in ix.dated:
        tail = tail_end(doc, i)
        if tail:
            phrase.acting = phrase.acting or words_of(doc, i, tail) in office_words("acting")
            i = tail
        elif _apposed_field(doc, i, ix, phrase):
            i += 1
        elif (area := _apposed_area(doc, i, ix, phrase)) is not None:
            phrase.adjectives.append(lowered(doc)[i])
            i = area
        elif is_adjective(doc, i, ix):
            phrase.adjectives.append(doc[i].lower_)
            phrase.acting = phrase.acting or doc[i].lower_ in office_words("acting")
            i += 1
        elif (name := ix.names_at.get(i)) is not None and name.type == BODY and name.end - i <= _longest(name):
            i = name.end
        elif _joined_adjectives(doc, i):
            i += 2  # `chrétienne-sociale`
        elif doc[i].lower_ in office_words("coordinator") and i + 1 < len(doc) and phrase.adjectives:
            if not (is_adjective(doc, i + 1, ix) and doc[i - 1].pos_ == "ADJ") or i + 2 in ix.people_at:
                break
            i += 1
        else:
            break
    phrase.end = phrase.base_end = i


def _longest(name: Mention) -> int:
    """Tokens of a body's name right behind an office (`députée La France insoumise`, `délégué CGT`)."""
    return 6 if name.cls == PARTY else 2


def _joined_adjectives(doc: Doc, i: int) -> bool:
    """A hyphen between two adjectives."""
    if doc[i].text != "-" or i + 1 >= len(doc) or doc[i - 1].whitespace_ or doc[i].whitespace_:
        return False
    return tags(doc)[i - 1] == tags(doc)[i + 1] == "ADJ"


def is_adjective(doc: Doc, i: int, ix: Index) -> bool:
    """Whether token i is an adjective, or a noun before a name, that belongs to an office phrase."""
    token = doc[i]
    if token.lower_ in office_words("portfolio") or token.is_space:
        return False
    if token.lower_ in office_words("modifier") or (token.lower_ in countries() and token.text.islower()):
        return True
    if token.lower_ in office_words("setting"):
        return False
    if (token.pos_ == "ADJ" or (token.pos_ == "PROPN" and token.is_lower)) and i not in ix.covered:
        return True  # `le conseiller d'État genevois`: a name in lower case is none
    noun = token.pos_ in ("NOUN", "PROPN") and token.text[:1].islower()  # `le capitaine bâlois Luc Frei`
    return noun and i + 1 in ix.people_at and i not in ix.covered


def _apposed_field(doc: Doc, i: int, ix: Index, phrase: OfficePhrase) -> bool:
    """`directrice [marketing] de`, `chargé de mission [biodiversité] à`: a noun that says of what, before a body."""
    if phrase.row.office not in ("head", "affiliated") or phrase.plural or not doc[i].is_lower or i in ix.covered:
        return False
    if tags(doc)[i] != "NOUN" or lowered(doc)[i] in office_words("setting") or tail_end(doc, i):
        return False
    link = preposition(doc, i + 1)
    if link is None or link.lemma not in office_words("of-a-body"):
        return False
    if calling(doc, i) is not None or office_head(doc, i) is not None:
        return False
    at = link.end + (link.end < len(doc) and lowered(doc)[link.end] in office_words("determiner"))
    return any(m is not None and m.type == BODY for m in (ix.names_at.get(at), ix.bodies_at.get(at)))


def _apposed_area(doc: Doc, i: int, ix: Index, phrase: OfficePhrase) -> int | None:
    """The end of a country or continent that somebody is in charge of, before a body (`directrice | France d'Ikea`)."""
    area = ix.names_at.get(i)
    if area is None or area.cls not in _AREAS or phrase.row.office not in ("head", "affiliated") or phrase.plural:
        return None
    link = preposition(doc, area.end)
    if link is None or link.lemma not in office_words("of-a-body"):
        return None
    at = link.end + (link.end < len(doc) and lowered(doc)[link.end] in office_words("determiner"))
    led = [m for m in (ix.names_at.get(at), ix.bodies_at.get(at)) if m is not None]
    unknown = not led and at < len(doc) and at not in ix.covered and is_capital(doc[at])
    return area.end if unknown or any(m.type == BODY for m in led) else None


def tail_end(doc: Doc, i: int) -> int | None:
    """The end of `par intérim`, `en exercice` … at token i."""
    if i >= len(doc) or not _opens_tail(lowered(doc)[i]):
        return None
    for n in (3, 2, 1):
        if i + n <= len(doc) and words_of(doc, i, i + n) in office_words("tail"):
            return i + n
    return None


@lru_cache(maxsize=KEPT_WORDS)
def _opens_tail(word: str) -> bool:
    return any(tail.startswith(word) for tail in office_words("tail"))


def words_of(doc: Doc, start: int, end: int) -> str:
    """The words of tokens [start, end) in lower case."""
    return doc.between(start, end).lower()
