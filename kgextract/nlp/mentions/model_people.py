"""Doc and what the model takes for a person → the mention of the name in it, or None."""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import (
    gentile_endings,
    is_acronym_of,
    is_capital,
    is_gentile,
    is_initial,
    named,
    opens_sentence,
    over_article,
)
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.heads import head_class, is_generic
from kgextract.nlp.mentions.noise import of_an_office
from kgextract.nlp.mentions.person_names import (
    behind_office,
    grown_end,
    is_colour,
    is_of_an_office,
    may_stand_alone,
    person,
)
from kgextract.nlp.roles.heads import is_office, office_head
from kgextract.tables.names import demonyms, given_name_gender, not_names, words


def repaired(doc: Doc, start: int, end: int) -> Mention | None:
    """Tokens [start, end) that the model takes for a person → the mention of the name in them, or None."""
    while (
        start < end and over_article(doc, start) == start and (not is_capital(doc[start]) or _is_title(doc, start, end))
    ):
        start += 1
    if start + 1 < end and opens_sentence(doc[start]) and doc[start].lower_ in words("definite"):
        if doc[start + 1].pos_ == "NOUN":
            return None  # `Le Frère` at the start of a sentence
    stop = start
    while stop < end and not doc[stop].is_space and doc[stop].text not in ',;:()[]«»"/–—':
        stop += 1
    end = stop
    while end > start and not ((is_capital(doc[end - 1]) and doc[end - 1].is_alpha) or doc[end - 1].text[-1:] == "."):
        if doc[end - 1].text[:1].isupper():
            break
        end -= 1
    start += end - start > 2 and start > 0 and bool(head_class(doc[start - 1].lower_)) and is_acronym_of(doc, start)
    if end <= start or (end - start == 1 and _apposed_office(doc, start)):
        return None
    if doc[start].lower_ in not_names("called-on"):
        return None  # `« Allah akbar »`
    if all(t.lower_ in words("civility") | words("possessive") for t in doc[start:end]):
        return None  # `Son Excellence | Monsieur Roy`
    if start > 0 and _named_after(doc, start):
        return None  # `le prix Nobel`, `les rues Bergson et Curie`
    grown = grown_end(doc, end)
    if grown - start == 1 and _qualifies(doc, start):
        return None
    if _is_led(doc, start):
        return named(doc, start, grown, "Organization", "Organization", rule="model", confidence=0.55)
    start = behind_office(doc, _with_initials(doc, start))
    if grown - start == 1 and (not may_stand_alone(doc, start) or is_gentile(doc, start, grown)):
        return None
    if grown - start == 1 and of_an_office(doc, start):
        return None  # `le chef de Cabinet`
    if grown - start == 1 and is_initial(doc[start]):
        return None  # `les frères M.`
    if grown - start == 1 and start and doc[start - 1].lower_ in words("of-one-thing"):
        if doc[start].lower_ in demonyms() or doc[start].lower_.endswith(gentile_endings()):
            return None  # `l'Espagnol`
    short = 1 < len(doc[start]) < 5 or (start > 0 and doc[start - 1].lower_ in words("definite"))  # `la CONEB`
    if grown - start == 1 and short and len(doc[start]) > 1 and doc[start].is_upper and not _full_caps(doc, start):
        return named(doc, start, grown, "Organization", "Organization", rule="model", confidence=0.55)
    if grown < len(doc) and doc[grown].text[:1] == "-" and doc[grown].pos_ == "PRON":
        return None  # `Faudra-t-il`
    if grown - start == 1 and doc[start].is_title and doc[start].lower_ in not_names("portfolio-field"):
        return None  # `Luc Roy est nommé à l'Urbanisme`
    return person(doc, start, grown, rule="model", confidence=0.6)


def _qualifies(doc: Doc, i: int) -> bool:
    """`le centre démocrate Humaniste`: a common adjective with a capital behind another of a noun that is nobody."""
    if i < 2 or not is_common(doc, i) or doc[i - 1].pos_ not in ("ADJ", "NOUN") or not doc[i - 1].is_lower:
        return False
    return (
        doc[i - 2].pos_ == "NOUN" and office_head(doc, i - 2) is None and doc[i - 2].lower_ not in words("person-noun")
    )


def _apposed_office(doc: Doc, i: int) -> bool:
    """`Robin Bins, Avocat au barreau`: an office with a capital between a comma and its complement."""
    beside = 0 < i < len(doc) - 1 and doc[i - 1].text == "," and doc[i + 1].pos_ == "ADP"
    return beside and doc[i].is_title and office_head(doc, i) is not None


def _full_caps(doc: Doc, i: int) -> bool:
    """Are the words around in capitals too?"""
    return any(t.is_alpha and t.is_upper and len(t) > 1 for t in (*doc[max(0, i - 1) : i], *doc[i + 1 : i + 2]))


def _named_after(doc: Doc, start: int) -> bool:
    """Does a thing that bears the name stand before it, or before another name that is coordinated with it?"""
    k = start - 1
    while k > 0 and (is_capital(doc[k]) or doc[k].text in "-," or doc[k].lower_ in words("coordinator")):
        k -= 1
    lone = k == start - 1 or not is_capital(doc[start - 1])
    return lone and doc[k].lower_ in not_names("named-after-somebody" if k == start - 1 else "ways")


def _is_led(doc: Doc, i: int) -> bool:
    """`le directeur général d'Elkem Silicones`, `l'ONG Hami Nepal`: what somebody manages and what an NGO is."""
    if i > 1 and doc[i - 1].is_upper and is_generic(doc[i - 1].lower_) and not is_of_an_office(doc, i - 1):
        return True
    if i < 2 or doc[i - 1].lower_ not in words("elided-of") or doc[i].text in given_name_gender():
        return False
    return doc[i - 2].lower_ in words("company-leader") or (
        i > 2 and f"{doc[i - 3].lower_} {doc[i - 2].lower_}" in words("company-leader")
    )


def _with_initials(doc: Doc, start: int) -> int:
    """`J-M Roy`: initials with a hyphen before the name."""
    while start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and doc[start - 2].text.isupper():
        start -= 2
    return start


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """A capitalised common noun before the name proper: `Président Roy`, `Français Paul Roy`."""
    word = doc[start].lower_
    if word in words("outside-civility"):
        return True
    if is_office(doc, start) or (start + 1 < end and is_colour(doc, start)):
        return True
    if word in words("apposed-title") and start + 1 < end and is_capital(doc[start + 1]):
        return True  # `Docteur Roy`
    if word in not_names("event-head") and doc[start].pos_ == "NOUN" and start + 1 < end:
        return True  # `Affaire Delmas :`
    if word in not_names("text-of-a-body") and start + 1 < end:
        return True
    return word in not_names("bare-noun") or (word in demonyms() and start + 1 < end and is_capital(doc[start + 1]))
