"""Doc and token → whether its word is a common noun or adjective of French, by the tables of the model's lemmatizer.

The tagger takes most words with a capital for names (`Terre Solidaire`, `Voix Libres`); the tables do not.
"""

from __future__ import annotations

from typing import Any

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.tables.names import endings

_KEPT = 1 << 14  # words


class CommonWords:
    """The lemmatizer's tables, asked whether a form is one of these parts of speech."""

    def __init__(self, kinds: tuple[str, ...], index: Any, exceptions: Any, lemmas: Any) -> None:
        self._index = [index.get(kind, ()) for kind in kinds]
        self._exceptions = [exceptions.get(kind, {}) for kind in kinds]
        self._lemmas = lemmas
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        if word not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = self._finds(word)
        return self._known[word]

    def _finds(self, word: str) -> bool:
        lemma = self._lemmas.get(word)
        forms = {word, word.rstrip("sx"), *(lemma or ())}
        return any(form in known for known in self._index for form in forms) or any(
            some.get(word) for some in self._exceptions
        )


def is_common(doc: Doc, i: int) -> bool:
    """Whether the word of a token is a common noun or adjective, whatever its capital."""
    return lowered(doc)[i] in doc._.common


def may_be_adjective(doc: Doc, i: int) -> bool:
    """Whether the word of a token is a common adjective, whatever its capital and its tag."""
    return lowered(doc)[i] in doc._.adjectives


def only_verb(doc: Doc, i: int) -> bool:
    """Whether a word is a finite verb and no adjective, whatever its tag (`la société civile | proteste`)."""
    word = lowered(doc)[i]
    finite = word.endswith(endings("third-person")) and not word.endswith(endings("past-participle"))
    return finite and word in doc._.verbs and word not in doc._.adjectives
