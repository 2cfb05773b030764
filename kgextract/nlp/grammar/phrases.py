"""Doc and token → the noun phrase that starts there, read left to right from order, tags and closed word lists.

`la nouvelle ministre française des Affaires étrangères, Anne Roy` gives head `ministre`, core start `nouvelle`,
base end after `française`, end after `étrangères`. Never a dependency label; commas end a phrase except in a list.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.base_phrases import Phrase, base_phrase, is_plural
from kgextract.nlp.grammar.names import is_capital, starts_person
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory
from kgextract.tables.names import words


def noun_phrase(doc: Doc, i: int, prepositions: Collection[str] | None = None) -> Phrase | None:
    """The noun phrase that starts at token i, with its chain of complements (`de` unless told otherwise), or None."""
    base = base_phrase(doc, i)
    if base is None:
        return None
    end = complement(doc, base.base_end, words("of-lemma") if prepositions is None else prepositions)
    return base if end == base.end else replace(base, end=end)


def complement(
    doc: Doc, start: int, prepositions: Collection[str], *, brackets: bool = True, lists: bool = True
) -> int:
    """The end of the chain of complements that starts at `start` and uses only these prepositions (lemmas).

    Stops at a person's name unless it stands after `de`, at relative pronouns, participles, verbs, and at commas
    except inside a list of names (`de la Turquie, de la Russie et de la France`). `brackets` lets it go on after
    an acronym in brackets, `lists` lets it take coordinated members.
    """
    ends: dict[tuple[object, ...], int] = memory(doc, "complement")
    key = (start, frozenset(prepositions), brackets, lists)
    if key not in ends:
        ends[key] = _chain_end(doc, start, prepositions, brackets=brackets, lists=lists)
    return ends[key]


def _chain_end(doc: Doc, start: int, prepositions: Collection[str], *, brackets: bool, lists: bool) -> int:
    end = start
    while True:
        at = _over_brackets(doc, end) if brackets else end
        item = _complement_item(doc, at, prepositions)
        if item is None:
            return end
        end = _list_end(doc, at, item, prepositions) if lists else item


def toned(doc: Doc, after: int) -> bool:
    """Whether what stands behind `de` says how somebody does something (`a dit le maire d'| un ton sec`)."""
    return after + 1 < len(doc) and doc[after].lower_ in words("one") and doc[after + 1].lower_ in words("tone")


def _complement_item(doc: Doc, at: int, prepositions: Collection[str]) -> int | None:
    """The end of one preposition with its noun phrase, or None."""
    found = preposition(doc, at)
    if found is None or found.lemma not in prepositions or found.end >= len(doc):
        return None
    genitive = found.lemma in words("of-lemma")
    if genitive and past_locution(doc, at, "set-adverb") > at:
        return None  # `a signé la charte | du bout des lèvres`
    after = found.end
    if starts_person(doc, after) and not genitive:
        return None
    base = base_phrase(doc, found.end - 1 if found.contracted else found.end)
    if base is None or doc[base.head].lower_ in words("time-noun"):
        return None
    if base.possessive and not genitive:
        return None
    if genitive and base.possessive and past_locution(doc, at, "sentence-adverb") > at:
        return None  # `la région | de son côté`
    if genitive and toned(doc, after):
        return None
    if base.names and base.head < base.names[0] and is_capital(doc[base.head]):
        return base.names[0]  # `du ministère de la Justice Anne Roy`
    return base.base_end


def _list_end(doc: Doc, at: int, end: int, prepositions: Collection[str]) -> int:
    """The end of a coordination whose first member is [at, end): further members look like the first."""
    best = end
    here = end
    commas = 0
    while here + 1 < len(doc) and (doc[here].text == "," or doc[here].lower_ in words("coordinator")):
        last = doc[here].text != ","
        item = _alike(doc, at, end, here + 1, prepositions, bare=commas > 0 or not last)
        if item is None:
            return best
        here = item
        if last:
            best = here
            commas = 0
        else:
            commas += 1
    return best


def _alike(doc: Doc, at: int, end: int, here: int, prepositions: Collection[str], *, bare: bool) -> int | None:
    """The end of a list member at `here` that is as proper as the first one: both capitalised."""
    first = first_capital(doc, at, end)
    if first is None:
        return None
    item = _complement_item(doc, here, prepositions)
    if item is None and bare:
        base = base_phrase(doc, here)
        item = base.base_end if base and not starts_person(doc, here) else None
        if item is not None and not _plural_before(doc, at):
            return None
    if item is None or first_capital(doc, here, item) is None:
        return None
    found, other = preposition(doc, here), preposition(doc, at)
    if found and other and found.lemma != other.lemma:
        return None
    return item


def _plural_before(doc: Doc, at: int) -> bool:
    return at > 0 and is_plural(doc[at - 1])


def first_capital(doc: Doc, start: int, end: int) -> int | None:
    """The first word after preposition and determiner, when it has a capital."""
    found = preposition(doc, start)
    for k in range(found.end if found else start, end):
        if doc[k].text[:1].isupper():
            return k
        if doc[k].pos_ not in ("ADP", "DET") and doc[k].lower_ not in words("definite"):
            return None
    return None


def _over_brackets(doc: Doc, end: int) -> int:
    """The token after a bracketed acronym at `end`, when a preposition follows it."""
    if end + 3 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        if doc[end + 1].text.isupper() and preposition(doc, end + 3):
            return end + 3
    return end
