"""Gold and found extractions → precision, recall and F1 of every layer, with the causes of what went wrong.

Every figure is a micro average over all articles. Spans match one to one, best overlap first; found entities are
aligned with gold ones by the share of mentions that they have in common, whatever their type, and everything that
names an entity (speaker, venue, subject …) is compared through that alignment. Pronouns do not count.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgextract.evaluate import entities, relations, statements
from kgextract.evaluate.matching import align
from kgextract.evaluate.scores import Figure, Mistake, Scores
from kgextract.model import Extraction

__all__ = ["Figure", "Mistake", "Scores", "align", "score"]


def score(pairs: Iterable[tuple[Extraction, Extraction]]) -> Scores:
    """(gold, found) extractions of the same articles → their scores."""
    scores = Scores()
    for gold, found in pairs:
        aligned = align(gold, found)
        entities.compare(gold, found, aligned, scores)
        statements.compare(gold, found, aligned, scores)
        relations.compare(gold, found, aligned, scores)
    return scores
