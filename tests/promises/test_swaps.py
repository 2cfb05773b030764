"""Other names, another paragraph: the same facts, with the names swapped."""

from __future__ import annotations

from trials.swaps import Count, lengthened, swapped


def fine(count: Count) -> int:
    assert not count.wrong, "\n".join(count.wrong)
    return count.compared


def test_other_names_of_the_same_kind(nlp: object) -> None:
    assert fine(swapped(2)) == 20


def test_a_paragraph_that_says_nothing_of_it(nlp: object) -> None:
    assert fine(lengthened(5)) == 10
