"""Doc and token → the preposition or locution that starts there (`au sein du` is `au sein de`, contracted)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import cut, lowered
from kgextract.tables.names import PREPOSITIONS, words


class Found(NamedTuple):
    """A preposition in the text: its lemma, the token after it, whether its last word contains the article."""

    lemma: str
    end: int
    contracted: bool


def preposition(doc: Doc, i: int) -> Found | None:
    """The longest preposition that starts at token i, or None."""
    kept: list[Found | None] | None = doc.user_data.get("prepositions")
    if kept is None:
        known, capitals = _by_first_word(), _capitals()
        kept = [_at(doc, n) if w in known or w in capitals else None for n, w in enumerate(lowered(doc))]
        doc.user_data["prepositions"] = kept
    return kept[i] if 0 <= i < len(kept) else None


def genitive(doc: Doc, i: int) -> Found | None:
    """`de` at token i, alone or with its article (`du`), or None."""
    found = preposition(doc, i)
    return found if found is not None and found.lemma in words("of-lemma") else None


def is_led_otherwise(doc: Doc, i: int) -> bool:
    """Whether another preposition than `de` stands at token i (`l'Office des Nations unies | à Genève`)."""
    found = preposition(doc, i)
    return found is not None and found.lemma not in words("of-lemma")


def behind_of(doc: Doc, i: int) -> int:
    """The word behind `de` and its article, 0 where no `de` stands at token i."""
    found = genitive(doc, i)
    if found is None or found.end >= len(doc):
        return 0
    return found.end + (lowered(doc)[found.end] in words("definite"))


def _at(doc: Doc, i: int) -> Found | None:
    text = lowered(doc)
    first, known = text[i], _by_first_word()
    if first not in known:
        first = _capitals().get(first, "")
        if not first or not doc[i].text.isupper():
            return None
    if i + 1 < len(text) and f"{text[i]} {text[i + 1]}" in words("adverb-locution"):
        return None  # `au moins dix personnes`
    alone, longer = known[first]
    for parts, lemma, contracted in longer.get(text[i + 1], ()) if i + 1 < len(text) else ():
        end = i + len(parts)
        if text[i + 1 : end] == parts[1:]:
            return None if _rough(doc, lemma, end) else Found(lemma, end, contracted)
    return Found(alone[1], i + 1, alone[2]) if alone and not _rough(doc, alone[1], i + 1) else None


def _rough(doc: Doc, lemma: str, end: int) -> bool:
    """Whether words that are else a preposition say how many, roughly (`près de 400 élus`, `entre 30 et 40 élus`)."""
    text = lowered(doc)
    if lemma in words("rough-number"):
        at = end + (end < len(text) and text[end] in words("one", "definite"))
        noun = at > end and at < len(text) and text[at] in words("quantity-noun")
        return noun or (end < len(text) and (doc[end].pos_ == "NUM" or text[end].isdigit()))
    if lemma not in words("rough-range") or end + 3 >= len(text) or text[end + 1] not in words("coordinator"):
        return False
    counted = all(doc[k].pos_ == "NUM" for k in (end, end + 2))
    return counted and doc[end + 3].pos_ == "NOUN" and text[end + 3] not in words("time-noun")


@cache
def _capitals() -> dict[str, str]:
    """Prepositions whose capital is written without its accent (`A Paris`), by the lower-cased word."""
    return {row.capital.lower(): row.lemma for row in PREPOSITIONS.rows() if row.capital}


_Form = tuple[list[str], str, bool]  # words, lemma, whether the last word contains the article


@cache
def _by_first_word() -> dict[str, tuple[_Form | None, dict[str, list[_Form]]]]:
    """First word → the preposition that is no more than it, and those of several words by the second one."""
    simple = {row.lemma: row for row in PREPOSITIONS.rows() if row.forms}
    table: dict[str, list[_Form]] = {}
    for row in PREPOSITIONS.rows():
        *before, last = row.lemma.split()
        final = simple.get(last)
        for form in final.forms if final else (last,):
            parts = cut(" ".join([*before, form]))
            table.setdefault(parts[0], []).append((parts, row.lemma, bool(final and form in final.contracted)))
    return {first: _parted(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()}


def _parted(found: list[_Form]) -> tuple[_Form | None, dict[str, list[_Form]]]:
    longer: dict[str, list[_Form]] = {}
    for form in found:
        if len(form[0]) > 1:
            longer.setdefault(form[0][1], []).append(form)
    return next((form for form in found if len(form[0]) == 1), None), longer
