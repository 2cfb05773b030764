"""Mentions → the same, places that stand in the name of a body without a preposition as that body.

`Jean Roux ([Démocratie Québec])`, `le parti [Québec 21]`, `membre de [Togo Debout]`, `chez [Expertise France]`: French
prose puts no name of a place right beside another word with a capital, unless both are one name.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.beside import KINDS
from kgextract.nlp.mentions.heads import head_class, is_generic, is_place_head
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms, firm_words, given_name_gender, not_names, sign_words, words

_LONGEST = 3  # words before or behind the place
_DIGITS = 2  # of a number behind it
_TOWNS = ("City", "Place")
_NEVER = ("civility", "toponym-lead", "size-adjective", "renewing", "office-head", "toponym-part")


def with_slogans(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions with each such body in the place of the place in it."""
    taken = {k for m in mentions if m.rule != MODEL for k in range(m.start, m.end)}
    people = {m.end for m in mentions if m.type == "Person"}
    out = []
    for m in mentions:
        if m.type == "Place" and m.kind == "named" and m.rule != "branch":
            start, end = _start(doc, m.start, taken), _end(doc, m.end, taken)
            longer = (start, end) != (m.start, m.end)
            if (longer and _is_body(doc, start, end, people)) or (not longer and _is_beside(doc, start)):
                m = named(doc, start, end, "Organization", "Organization", rule="branch", confidence=0.7)
        out.append(m)
    named_so = {doc.between(m.start, m.end) for m, old in zip(out, mentions, strict=True) if m is not old}
    return [_likewise(doc, m, named_so) for m in out]


def _likewise(doc: Doc, m: Mention, bodies: set[str]) -> Mention:
    """A town's name that is a body's elsewhere (`l'entreprise Kaili`) as the body's, unless something is there."""
    if m.type != "Place" or m.cls not in _TOWNS or doc.between(m.start, m.end) not in bodies:
        return m
    at = m.start - 1
    led = at > 0 and lowered(doc)[at] in words("to-a-place", "only-place-preposition")
    if led and not {doc[at - 1].lemma_, lowered(doc)[at - 1]} & not_names("to-somebody"):
        return m
    return named(doc, m.start, m.end, "Organization", "Organization", rule="branch", confidence=0.6)


def _start(doc: Doc, start: int, taken: set[int]) -> int:
    """Where the capitals begin that lead to a place's name."""
    at = start
    while at > 0 and start - at < _LONGEST and doc[at - 1].whitespace_ and _is_part(doc, at - 1, taken):
        at -= 1
    opening = at < start and opens_sentence(doc[at]) and doc[at].pos_ != "PROPN"
    return start if opening else at


def _end(doc: Doc, end: int, taken: set[int]) -> int:
    """Where the capitals or the number end behind a place's name."""
    at = end
    while at < len(doc) and at - end < _LONGEST and doc[at - 1].whitespace_ and _is_part(doc, at, taken):
        at += 1
    number = at == end < len(doc) and doc[at].text.isdigit() and len(doc[at]) <= _DIGITS and doc[at - 1].whitespace_
    if number and (at + 1 == len(doc) or doc[at + 1].pos_ not in ("NOUN", "NUM", "ADJ")):
        return at + 1
    return at


def _is_part(doc: Doc, i: int, taken: set[int]) -> bool:
    """May a word with a capital be of a body's name beside a place, and of no person, event or larger place?"""
    token, word = doc[i], doc[i].lower_
    if i in taken or not is_capital(token) or not token.is_alpha or len(token) < 3 or token.text in given_name_gender():
        return False
    if word in demonyms() or any(word in words(c) for c in _NEVER) or is_place_head(word) or token.is_upper:
        return False
    listed = ("calendar", "event-head", "compass", "named-after-somebody", "craft", "disease-or-thing", "storm")
    return not any(word in not_names(c) for c in listed) and office_head(doc, i) is None


def _is_beside(doc: Doc, start: int) -> bool:
    """`le parti Lorca`: right behind the noun for a body that is at no place."""
    if start < 2 or not doc[start - 1].is_lower or doc[start - 2].pos_ not in ("DET", "ADJ"):
        return False
    noun = lowered(doc)[start - 1]
    return (is_generic(noun) or head_class(noun) in KINDS) and noun not in sign_words("of-either")


def _is_body(doc: Doc, start: int, end: int, people: set[int]) -> bool:
    """Do the words before it, or the model, say that the whole is a body?"""
    if all(doc[k].ent_type_ == "ORG" for k in range(start, end)) and not doc[end - 1].text.isdigit():
        return True
    text = lowered(doc)
    if not start:
        return False
    if doc[start - 1].text == "(":
        return start - 1 in people
    word = text[start - 1]
    if word in firm_words("agent") or word in words("at-somebody"):
        return not doc[end - 1].text.isdigit()
    if word in sign_words("beside-a-body") or head_class(word) is not None:
        return True
    if word not in words("of") or start < 2:
        return False
    noun = text[start - 2]
    member = noun in firm_words("of-a-body") or noun in sign_words("of-a-body") or noun in words("heads-only-a-body")
    return member or (noun == "," and start - 2 in people)
