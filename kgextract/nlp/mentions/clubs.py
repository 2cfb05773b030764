"""Doc → mentions of clubs: a club's letters before or after its name, or before a town (`FC Nantes`, `MO Béjaïa`)."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.complements import before_person
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.signs import town_names
from kgextract.tables.names import given_name_gender, words


def clubs(doc: Doc) -> list[Mention]:
    """The clubs whose letters stand beside their name."""
    marks = [i for i, token in enumerate(doc) if token.text in words("club-mark")]
    found = [club for i in marks if (club := _club(doc, i))]
    letters = [i for i, token in enumerate(doc[:-1]) if token.text in words("club-letters")]
    found += [(i, _end(doc, i + 1)) for i in letters if _is_of_a_town(doc, i + 1)]
    return [named(doc, *c, "Organization", "SportsBody", rule="club", confidence=0.8) for c in found]


def _club(doc: Doc, i: int) -> tuple[int, int] | None:
    """`FC Nantes`, `AS Douanes`, `Guédiawaye FC`: a club's letters before or after its name."""
    after = doc[i + 1] if i + 1 < len(doc) and is_capital(doc[i + 1]) and doc[i].whitespace_ else None
    closes = after is not None and i > 0 and is_capital(doc[i - 1]) and after.text in given_name_gender()
    if after is not None and not closes and after.pos_ in ("PROPN", "X", "NOUN"):
        return i, _end(doc, i + 1)
    start = i
    while start > 0 and is_capital(doc[start - 1]) and doc[start - 1].pos_ in ("PROPN", "X"):
        start -= 1
    return (start, i + 1) if start < i else None


def _end(doc: Doc, i: int) -> int:
    """Where the name of a club ends, before that of a player (`le gardien de l'AS Monaco | Luc Roy`)."""
    return before_person(doc, i, max(name_end(doc, i), i + 1))


def _is_of_a_town(doc: Doc, i: int) -> bool:
    """`MO Béjaïa`: a town right behind letters that are a club's only there."""
    known = any(e.part == "place" and e.cls != "Country" for m in starting(doc, i, i + 1) for e in m.entries)
    return doc[i - 1].whitespace_ != "" and (known or doc[i].text in town_names())
