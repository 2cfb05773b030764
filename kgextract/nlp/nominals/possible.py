"""A noun with its determiner → whether it describes a thing here: no idiom, no abstract use, no kind.

`la section de Lens du PS` is one; `la troisième place`, `sous la présidence de`, `le groupe B` are none.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import behind_of, preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.mentions.complements import asked_of
from kgextract.nlp.mentions.leads import taken_up
from kgextract.nlp.nominals import locutions
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.nouns import Noun
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import demonyms, nominal_words, words

PART = 5  # words between a part of a body and its name


def _of_the(doc: Doc, i: int) -> bool:
    """`de` with a determiner: the noun before is what happens to a thing, not a kind of body."""
    text = lowered(doc)
    if i + 1 >= len(doc) or text[i] not in words("of"):
        return False
    return text[i] in words("contracted") or text[i + 1] in words("definite", "indefinite", "possessive")


def possible(doc: Doc, i: int, noun: Noun, start: Start, ix: Index) -> bool:
    """Does the noun describe a thing here, not an idiom, an abstract use, a kind?"""
    if (start.bare and not (noun.plural and noun.type == "Group")) or (noun.plural != start.plural and start.counted):
        return False
    last = noun.words[-1]
    if locutions.idiom(doc, i, last) or locutions.mankind(doc, i):
        return False
    if len(noun.words) == 1 and _other_thing(doc, i, start):
        return False  # but `marché public` in a table of somebody's own
    if " ".join(noun.words) in nominal_words("never-several"):
        return i > 1 and lowered(doc)[i - 2] in nominal_words("aired-by")
    end = i + len(noun.words)
    if end < len(doc) and len(doc[end]) == 1 and doc[end].text.isupper():  # `le groupe B`
        return False
    if noun.type == "Organization" and i > 1 and (lowered(doc)[i - 2] in words("under-word") or taken_up(doc, i)):
        return False  # `sous la présidence d'Anne Roy`
    if locutions.holds(doc, i, end) or (
        last in nominal_words("ranked") and doc.lowered[i - 1] in nominal_words("rank")
    ):
        return False  # `la troisième place`
    if last in nominal_words("needs-complement") and not _told_whose(doc, end, noun):
        return False
    if last in nominal_words("camp-or-act") and _against_something(doc, end, start):
        return False  # `son opposition farouche à la loi`
    if last in nominal_words("needs-name") and not _of_a_body(doc, end, ix):
        return False
    if last in nominal_words("needs-body") and not _part_of_body(doc, end, ix):
        return False
    if last in nominal_words("no-complement") and _of_the(doc, end):
        return False
    if last in nominal_words("counts-with-of") and end < len(doc) and doc[end].lower_ in words("elided-of"):
        return False  # `une série de mesures`
    led = preposition(doc, i - 2) if last in nominal_words("part-of-preposition") and i > 1 else None
    if led is not None and led.lemma.split()[0] in words("to-a-place"):
        return False  # `A l'appel de la CGT`
    if noun.type in ("Group", "Organization") and _is_object(doc, i) and last not in nominal_words("for-doing"):
        return True  # `accuser la mairie de mentir`
    if noun.type in ("Group", "Organization") and asked_of(doc, i, nominal_words("wanted")):
        return True  # `le projet du gouvernement de réduire les postes`
    found = preposition(doc, end)
    return found is None or found.end >= len(doc) or "Inf" not in doc[found.end].morph.get("VerbForm", [])


def _against_something(doc: Doc, end: int, start: Start) -> bool:
    """Somebody's own, or with an adjective and what it is against."""
    if lowered(doc)[start.core - 1] in words("possessive"):
        return True
    while end < len(doc) and tags(doc)[end] == "ADJ":
        end += 1
    found = preposition(doc, end)
    if found is None or found.lemma not in nominal_words("against-it") or found.end >= len(doc):
        return False
    at = found.end + (lowered(doc)[found.end] in words("definite"))
    return at >= len(doc) or not is_capital(doc[at])  # but `l'opposition à l'Assemblée`


def _of_a_body(doc: Doc, end: int, ix: Index) -> bool:
    """Whether the name of a body stands behind `de`: `les informations | du Point`."""
    at = behind_of(doc, end)
    name = ix.names_at.get(at) if at else None
    return name is not None and name.type == "Organization"


def _part_of_body(doc: Doc, end: int, ix: Index) -> bool:
    """The same over what part it is (`l'antenne | lyonnaise de la Croix-Rouge`, `la section | de Lens du PS`)."""
    for k in range(end, min(end + PART, len(doc) - 1)):
        if _of_a_body(doc, k, ix):
            return k > end or lowered(doc)[k - 1] not in nominal_words("of-a-part")  # not `à l'antenne de RTL`
        place = lowered(doc)[k] in words("elided-of") and lowered(doc)[k] not in words("contracted")
        if tags(doc)[k] not in ("ADJ", "NOUN", "PROPN") and not (place and is_capital(doc[k + 1])):
            break
    return False


def _told_whose(doc: Doc, end: int, noun: Noun) -> bool:
    """Whether a complement follows, or the adjective of the land of which it is a part (`le nord | malien`)."""
    if end >= len(doc):
        return False
    return doc.lowered[end] in words("of") or (noun.type == "Place" and doc.lowered[end] in demonyms())


def _other_thing(doc: Doc, i: int, start: Start) -> bool:
    """A noun of bodies that is none here (`son régime alimentaire`, `la chaîne du froid`, `selon son conseil`)."""
    text = lowered(doc)
    if text[i] not in _several_meanings():
        return False
    if text[start.core - 1] in words("possessive") and text[i] in nominal_words("somebody-s"):
        return i + 1 >= len(text) or (text[i + 1] not in words("of") and tags(doc)[i + 1] != "ADJ")
    return any(" ".join(text[i : i + n]) in nominal_words("other-thing") for n in (2, 3))


@cache
def _several_meanings() -> frozenset[str]:
    """The first words of what is no body."""
    return frozenset(x.split()[0] for x in nominal_words("other-thing")) | nominal_words("somebody-s")


def _is_object(doc: Doc, i: int) -> bool:
    """Right behind a verb and a definite article?"""
    return i > 1 and tags(doc)[i - 2] == "VERB" and lowered(doc)[i - 1] in words("definite")
