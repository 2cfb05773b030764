"""Packed tables answer as the maps and lists that were packed, whatever stands in them."""

from __future__ import annotations

import random

import pytest
from spacy.strings import get_string_id
from srsly import msgpack_dumps  # type: ignore[import-untyped]

from kgextract.nlp.packed import Exceptions, Lemmas, Rows, Words, parts, value

LETTERS = "abcdefghij éèçœÉÀ’-²½ßжΩ漢€😀\xa0\x80\x91\xa1"


def word(chance: random.Random) -> str:
    """A word of any length, some longer than a short text may be."""
    return "".join(chance.choice(LETTERS) for _ in range(chance.choice((0, 1, 2, 3, 7, 8, 9, 9, 12, 15, 16, 40, 300))))


@pytest.mark.parametrize("size", [0, 1, 2, 15, 16, 3000, 70_000])
def test_rows_are_those_of_the_map(size: int) -> None:
    chance = random.Random(size)
    rows = {chance.getrandbits(chance.choice((64, 64, 16))): chance.randrange(20_000) for _ in range(size)}
    packed = Rows(msgpack_dumps(rows))
    assert len(packed) == len(rows)
    assert all(packed.get(key, -1) == row for key, row in rows.items())
    assert all(packed.get(key, -1) == rows.get(key, -1) for key in (chance.getrandbits(64) for _ in range(1000)))


@pytest.mark.parametrize("size", [0, 1, 20, 5000])
def test_lemmas_are_those_of_the_map(size: int) -> None:
    chance = random.Random(size)
    lemmas = {w: (word(chance),) for w in (word(chance) for _ in range(size))}
    packed = Lemmas(msgpack_dumps({get_string_id(w): lemma for w, lemma in lemmas.items()}))
    assert all(packed.get(w) == lemma == packed.get(get_string_id(w)) for w, lemma in lemmas.items() if w)
    assert packed.get("xyz", 7) == 7


@pytest.mark.parametrize("size", [0, 1, 20, 5000])
def test_exceptions_and_words_are_those_of_the_table(size: int) -> None:
    chance = random.Random(size)
    forms = {word(chance): tuple(word(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 0)))) for _ in range(size)}
    packed = Exceptions(msgpack_dumps(forms))
    among = Words(msgpack_dumps(list(forms)))
    others = [word(chance) for _ in range(1000)] + [form[:-1] for form in forms] + [f"{form}x" for form in forms]
    for form in (*forms, *others):
        assert packed.get(form, "none") == forms.get(form, "none"), form
        assert (form in among) == (form in forms), form


def test_a_map_is_taken_apart_without_reading_its_values() -> None:
    whole = {"one": {"a": 1}, 2: ["b", "c"]}
    assert {key: value(data) for key, data in parts(msgpack_dumps(whole))} == {"one": {"a": 1}, 2: ("b", "c")}
