"""Sentences of the rows in other guises: among other sentences, with other marks and spaces, about other people.

Every twenty-fourth sentence is tried here; `PYTHONPATH=tests python tests/nlp/test_variants.py` prints all that fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from variants import variants

from kgextract import tables
from kgextract.rulecheck import Sentence, failure, sentences

STEP = 24
WRONG = 0.01  # of a guise, at most


def tried(chosen: Iterable[Sentence]) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Sentences → how often each guise was tried, and the guise and the reason of each that is read otherwise."""
    count, wrong = Counter[str](), []
    for sentence in chosen:
        for name, marked in variants(sentence.marked):
            count[name] += 1
            if reason := failure(replace(sentence, marked=marked)):
                wrong.append((name, f"{sentence.place}: {sentence.row}: “{marked}”: {reason}"))
    return count, wrong


def all_sentences() -> list[Sentence]:
    tables.load_all()
    return [s for s in sentences(tables.TABLES.values()) if s.xfail is None]


def test_guises() -> None:
    assert dict(variants("« [content Non] », a dit [speaker Anne Roy], l'élue.")) == {
        "followed by a sentence": "« [content Non] », a dit [speaker Anne Roy], l'élue. Le reste attendra.",
        "behind a sentence": "La nuit fut longue. « [content Non] », a dit [speaker Anne Roy], l'élue.",
        "a paragraph of three": "La nuit fut longue.\n\n« [content Non] », a dit [speaker Anne Roy], l'élue.\n\n"
        "Le reste attendra.",
        "other apostrophes": "« [content Non] », a dit [speaker Anne Roy], l’élue.",
        "other quotation marks": "“[content Non]”, a dit [speaker Anne Roy], l'élue.",
        "narrow spaces": "«\u202f[content Non]\u202f», a dit [speaker Anne Roy], l'élue.",
        "other names": "« [content Non] », a dit [speaker Aïssatou Diallo], l'élue.",
    }


def test_rows_read_their_sentences_in_other_guises(nlp: object) -> None:
    count, wrong = tried(all_sentences()[::STEP])
    assert len(count) == 7
    assert min(count.values()) > 20
    failed = Counter(name for name, _ in wrong)
    assert {name: failed[name] for name in count if failed[name] > max(1, WRONG * count[name])} == {}, wrong


if __name__ == "__main__":
    tally, failures = tried(all_sentences())
    for _, reason in failures:
        print(reason)
    print(*(f"{name}: {sum(1 for n, _ in failures if n == name)} of {n} wrong" for name, n in tally.items()), sep="\n")
