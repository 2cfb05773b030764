"""The head of a body and what follows it → where its name ends: over its complements, before what the body does.

`Comité national de lutte contre la faim`, `Parti socialiste | d'Anne Roy`, `le Conseil d'État | pour une annulation`.
"""

from __future__ import annotations

from kgextract.nlp.common_words import may_be_adjective
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.mistagged import governs_all
from kgextract.nlp.grammar.names import is_capital, starts_person
from kgextract.nlp.grammar.phrases import complement, first_capital
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.mentions.complements import whole
from kgextract.nlp.mentions.matched import starting
from kgextract.tables.names import BodyHead, endings, words

_AGENT = 7  # tokens from `par` to the end of the head of a body
_LONGEST = 40  # words of a known name
_WHOLE = frozenset({"InternationalOrganization", "Bank"})  # their usual names take no further complement but `de`


def body_end(doc: Doc, base: int, row: BodyHead, *, capital: bool) -> int:
    """Where the name ends; it never cuts a name that the gazetteer knows."""
    known = any(m.end == base and m.entries[0].cls in _WHOLE for m in starting(doc, base - _LONGEST, base))
    if capital and _led_by(doc, base):
        return base
    linking = ("de",) if known else ("de", *row.prepositions)
    if not capital and first_capital(doc, base, complement(doc, base, linking, brackets=False, lists=False)) is None:
        linking = ("de",)
    stop = whole(doc, base, linking, lists=row.class_ == "Ministry", common=capital or row.strength == "strong")
    if (
        capital
        and stop < len(doc)
        and doc[stop - 1].lower_ in words("learning")
        and doc[stop].lower_ in words("field-lead")
    ):
        stop = complement(doc, stop, (doc[stop].lower_, "de"))  # `Institut national de recherche | en sciences du sol`
    while capital and base < stop < len(doc) and is_capital(doc[stop]) and is_capital(doc[stop - 1]):
        if starts_person(doc, stop) or doc[stop].pos_ not in ("PROPN", "NOUN", "X", "ADJ"):
            break
        stop += 1
    if base < stop < len(doc) and doc[stop - 1].lower_ in words("saint-word") and is_capital(doc[stop]):
        stop += 1  # `régiment du génie de St Christol`
    stop = next((k for k in range(base, stop) if _acts(doc, k)), _before_object(doc, base, stop))
    if base <= stop and _goes_on_with_adjective(doc, stop):
        stop += 2
    if base < stop and _before_its_noun(doc, stop):
        stop += 1
    if row.class_ == "PoliticalParty" and not capital and stop == base + 2 and _agrees(doc, stop):
        stop += 1
    people = (k for k in range(base, stop) if doc[k].lower_ in words("civility") and starts_person(doc, k))
    stop = next(people, stop)  # `le conseil du prévenu | Me Jean Roy`
    stop = next((k for k in range(base, stop) if _any(doc, k, row)), stop)  # `le Conseil d'État | pour une annulation`
    return next((m.end for m in starting(doc, base, stop) if stop < m.end), stop)


def _led_by(doc: Doc, base: int) -> bool:
    """`le Parti socialiste | d'Anne Roy`: does a name that the gazetteer knows as a party's end before its leader's?"""
    link = preposition(doc, base)
    if link is None or link.contracted or link.lemma not in words("of-lemma") or not starts_person(doc, link.end):
        return False
    return any(m.end == base and m.entries[0].cls == "PoliticalParty" for m in starting(doc, base - _LONGEST, base))


def _acts(doc: Doc, k: int) -> bool:
    """Whether an adjective inside a name is the only verb of its sentence: `le Comité | valide le plan`."""
    if tags(doc)[k] != "ADJ" or not doc[k].is_lower or not lowered(doc)[k].endswith(endings("third-person")):
        return False
    led = k + 2 < len(doc) and lowered(doc)[k + 1] in words("definite") | words("possessive")
    return led and doc[k + 2].pos_ != "NUM" and governs_all(doc, k)


def _any(doc: Doc, k: int, row: BodyHead) -> bool:
    """Whether a preposition of a head leads to one of many, no part of a name (`pour une`, `d'une annulation`)."""
    link = preposition(doc, k)
    if link is None or link.lemma not in {*words("of-lemma"), *row.prepositions} or link.end + 1 >= len(doc):
        return False
    return lowered(doc)[link.end] in words("one") and not is_capital(doc[link.end + 1])


def _before_object(doc: Doc, base: int, stop: int) -> int:
    """The end of a body before what it acts on (`le rejet par le Conseil national | de la loi`), or `stop`."""
    by = next((k for k in range(base - 2, max(base - _AGENT, 0), -1) if doc[k].lower_ in words("agent")), 0)
    told = by and (doc[by - 1].pos_ in ("VERB", "AUX") or "Part" in doc[by - 1].morph.get("VerbForm", []))
    if not by or told or doc[by + 1].lower_ not in words("definite"):
        return stop
    last = next((k for k in range(stop - 1, base - 1, -1) if _of_the(doc, k)), None)
    if last is None or any(is_capital(doc[k]) for k in range(last + 1, stop)):
        return stop
    return last if last > base or base - by > 3 else stop  # not `par la Chambre | des députés`


def _of_the(doc: Doc, k: int) -> bool:
    """Does `de` with a definite article stand at token k?"""
    found = genitive(doc, k)
    if found is None:
        return False
    return found.contracted or (found.end < len(doc) and doc[found.end].lower_ in words("definite"))


def _goes_on_with_adjective(doc: Doc, stop: int) -> bool:
    """`le Conseil Économique | et Social`: two adjectives with capitals."""
    if stop + 1 >= len(doc) or lowered(doc)[stop] not in words("coordinator"):
        return False
    both = all(is_capital(doc[k]) and may_be_adjective(doc, k) for k in (stop - 1, stop + 1))
    return both and not (stop + 2 < len(doc) and is_capital(doc[stop + 2]))


def _before_its_noun(doc: Doc, stop: int) -> bool:
    """`des petites et moyennes | entreprises`: two adjectives in front of their noun."""
    if stop >= len(doc) or not doc[stop].is_lower or lowered(doc)[stop - 2] not in words("coordinator"):
        return False
    tag = tags(doc)
    before = tag[stop - 1] == "ADJ" and tag[stop - 3] in ("ADJ", "NOUN") and doc[stop - 1].is_lower
    return before and tag[stop] == "NOUN"


def _agrees(doc: Doc, k: int) -> bool:
    """A noun or adjective behind one with a capital, both in the plural: `des Jeunes | patriotes`."""
    plural = k < len(doc) and doc[k].is_lower and lowered(doc)[k].endswith("s") and lowered(doc)[k - 1].endswith("s")
    return plural and doc[k - 1].is_title and tags(doc)[k] in ("ADJ", "NOUN")
