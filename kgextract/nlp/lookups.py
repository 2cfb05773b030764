"""Big dicts of the model → tables that answer the same and take a tenth of the memory and no filter to build."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate
from typing import Any

import numpy as np
from spacy.strings import get_string_id


class Rows:
    """A dict of whole numbers as two arrays, a tenth of the memory: hash of a word → row of its vector."""

    def __init__(self, table: dict[int, int]) -> None:
        keys = np.fromiter(table, np.uint64, len(table))
        order = np.argsort(keys)
        self._keys = array("Q", keys[order].tobytes())
        self._values = array("l", np.fromiter(table.values(), np.dtype("l"), len(table))[order].tobytes())

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, key: int, default: Any = None) -> Any:
        """The value of a key, or the default."""
        i = bisect_left(self._keys, key)
        return self._values[i] if i < len(self._keys) and self._keys[i] == key else default


class Lemmas:
    """The table of words with one lemma each, as one long string and where in it each lemma begins."""

    def __init__(self, table: dict[int, tuple[str]]) -> None:
        lengths = (len(lemma) + 1 for (lemma,) in table.values())
        self._starts = Rows(dict(zip(table, accumulate(lengths, initial=0), strict=False)))
        self._text = "".join(f"{lemma}\n" for (lemma,) in table.values())

    def get(self, word: str | int, default: Any = None) -> Any:
        """The lemma of a word, alone in a tuple, or the default."""
        start = self._starts.get(get_string_id(word))
        return default if start is None else (self._text[start : self._text.index("\n", start)],)


class Plain:
    """A table of the lemmatizer as a bare dict."""

    def __init__(self, table: dict[int, Any]) -> None:
        self._table = table

    def get(self, name: str | int, default: Any = None) -> Any:
        """What stands under a name, or the default."""
        return self._table.get(get_string_id(name), default)
