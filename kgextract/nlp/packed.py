"""Big tables of the model, as they are packed in its files → tables that are asked in the packed bytes.

In msgpack the entries of a map or a list stand one behind the other, each as long as its own bytes tell. Wherever a
byte may begin an entry of the usual shape, its end is reckoned, for all at once; those that follow each other from the
first entry on are the entries. One of another shape is read by itself. No object is made for a row, and no filter.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from srsly.msgpack import Unpacker  # type: ignore[import-untyped]

Array = NDArray[Any]
_HASH, _ALONE = 0xCF, 0x91  # marks of msgpack: a number of eight bytes, a list of one
_TEXT, _LENGTH = 0xA0, 0x1F  # a short text, and the bits of its mark that are its length
_LEAD = 0xC0  # bytes from here on have another of their character behind them
_HEADS = {0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4}  # marks of long lists and maps → bytes of the count behind
_SIZES = np.zeros(256, np.int64)  # mark of a whole number → its bytes
_SIZES[:0x80], _SIZES[0xCC:0xCF] = 1, (2, 3, 5)
_ODD = 0x9E3779B97F4A7C15  # spreads the beginnings of words
_MASK = (1 << 64) - 1
_PAD = bytes(64)  # room to look ahead
_ENOUGH = 1 << 14  # bytes that hold any entry


def _unpacker(data: bytes = b"") -> Any:
    """What reads values of msgpack one after the other."""
    reader = Unpacker(raw=False, use_list=False, strict_map_key=False, max_buffer_size=max(len(data), _ENOUGH))
    reader.feed(data)
    return reader


def parts(data: bytes) -> Iterator[tuple[Any, bytes]]:
    """A packed map → its keys, and the value of each as it is packed."""
    reader = _unpacker(data)
    for _ in range(reader.read_map_header()):
        key, start = reader.unpack(), reader.tell()
        reader.skip()
        yield key, data[start : reader.tell()]


def value(data: bytes) -> Any:
    """What is packed, as Python's own values."""
    return _unpacker(data).unpack()


class Rows:
    """A map of hashes to whole numbers: the hash of a word → the row of its vector."""

    def __init__(self, data: bytes) -> None:
        packed = np.frombuffer(data + _PAD, np.uint8)
        starts = np.flatnonzero(packed[: len(data)] == _HASH)
        ends = starts + 9 + _SIZES[packed[starts + 9]]
        starts, ends = starts[packed[ends] == _HASH], ends[packed[ends] == _HASH]
        starts, others = _following(data, starts, ends)
        self._data, self._others = data, dict(others)
        self._index = _Index(_numbers(packed, starts + 1), starts + 9)

    def __len__(self) -> int:
        return len(self._index) + len(self._others)

    def get(self, key: int, default: Any = None) -> Any:
        """The number of a key, or the default."""
        for at in self._index.places(key):
            mark = self._data[at]
            return mark if mark < 0x80 else int.from_bytes(self._data[at + 1 : at + _SIZES.item(mark)], "big")
        return self._others.get(key, default)


class Lemmas:
    """A map of hashes to lists of one text: the hash of a word → its lemma."""

    def __init__(self, data: bytes) -> None:
        packed = np.frombuffer(data + _PAD, np.uint8)
        starts = np.flatnonzero(packed[: len(data)] == _HASH)
        starts = starts[(packed[starts + 9] == _ALONE) & _is_text(packed[starts + 10])]
        starts, others = _following(data, starts, starts + 11 + (packed[starts + 10] & _LENGTH))
        self._data, self._others = data, dict(others)
        self._index = _Index(_numbers(packed, starts + 1), starts + 10)

    def get(self, word: str | int, default: Any = None) -> Any:
        """The lemma of a word, alone in a tuple, or the default."""
        key = get_string_id(word)
        for at in self._index.places(key):
            return (_text(self._data, at),)
        return self._others.get(key, default)


class Exceptions:
    """A map of texts to lists of one text: a form → its lemma."""

    def __init__(self, data: bytes) -> None:
        packed = np.frombuffer(data + _PAD, np.uint8)
        starts = _texts(packed, len(data))
        values = starts + 1 + (packed[starts] & _LENGTH)
        starts, values = starts[values < len(data)], values[values < len(data)]
        usual = (packed[values] == _ALONE) & _is_text(packed[values + 1])
        starts, values = starts[usual], values[usual]
        starts, others = _following(data, starts, values + 2 + (packed[values + 1] & _LENGTH))
        self._data, self._others = data, dict(others)
        self._index = _Index(_words(packed, starts), starts)

    def get(self, word: str, default: Any = None) -> Any:
        """The lemma of a form, alone in a tuple, or the default."""
        at = _found(self._data, self._index, word)
        if at is None:
            return self._others.get(word, default)
        return (_text(self._data, at + 2 + (self._data[at] & _LENGTH)),)


class Words:
    """A list of texts, asked whether a word is among them."""

    def __init__(self, data: bytes) -> None:
        packed = np.frombuffer(data + _PAD, np.uint8)
        starts = _texts(packed, len(data))
        starts, others = _following(data, starts, starts + 1 + (packed[starts] & _LENGTH), pairs=False)
        self._data, self._others = data, frozenset(word for word, _ in others)
        self._index = _Index(_words(packed, starts), starts)

    def __contains__(self, word: str) -> bool:
        return _found(self._data, self._index, word) is not None or word in self._others


class Plain:
    """A small table of the lemmatizer as a bare dict."""

    def __init__(self, table: dict[int, Any]) -> None:
        self._table = table

    def get(self, name: str | int, default: Any = None) -> Any:
        """What stands under a name, or the default."""
        return self._table.get(get_string_id(name), default)


def _following(data: bytes, starts: Array, ends: Array, *, pairs: bool = True) -> tuple[Array, list[tuple[Any, Any]]]:
    """Where entries may begin and would end → those that do, and what stands in the entries of another shape."""
    count, at = _head(data)
    inside = np.flatnonzero((starts[1:-1] == ends[:-2]) & (starts[2:] < ends[1:-1])) + 2  # of an entry behind an entry
    starts, ends = np.delete(starts, inside), np.delete(ends, inside)
    breaks = np.append(np.flatnonzero(starts[1:] != ends[:-1]), len(starts) - 1)  # the last one before each gap
    runs: list[Array] = []
    others: list[tuple[Any, Any]] = []
    reader = _unpacker()
    while count:
        first = int(np.searchsorted(starts, at))
        if first < len(starts) and starts[first] == at:
            last = min(int(breaks[np.searchsorted(breaks, first)]), first + count - 1)
            runs.append(starts[first : last + 1])
            count, at = count - (last + 1 - first), int(ends[last])
        else:
            some, before = data[at : at + _ENOUGH], reader.tell()
            reader.feed(some)
            others.append((reader.unpack(), reader.unpack() if pairs else None))
            length = reader.tell() - before
            reader.read_bytes(len(some) - length)
            count, at = count - 1, at + length
    return np.concatenate([starts[:0], *runs]), others


def _head(data: bytes) -> tuple[int, int]:
    """How many entries a list or map has, and where they begin."""
    size = _HEADS.get(data[0], 0)
    return (int.from_bytes(data[1 : 1 + size], "big") if size else data[0] & 0x0F), 1 + size


def _is_text(marks: Array) -> Array:
    found: Array = (marks & ~np.uint8(_LENGTH)) == _TEXT
    return found


def _texts(packed: Array, length: int) -> Array:
    """Where short texts may begin: not inside a character."""
    starts = np.flatnonzero(_is_text(packed[:length]))
    return starts[(packed[starts - 1] < _LEAD) & (packed[starts] > _TEXT)]


def _text(data: bytes, at: int) -> str:
    return data[at + 1 : at + 1 + (data[at] & _LENGTH)].decode()


def _numbers(packed: Array, places: Array) -> Array:
    """The whole numbers of eight bytes that stand in some places."""
    windows = np.lib.stride_tricks.sliding_window_view(packed, 8)
    return windows[places].view(">u8")[:, 0].astype(np.uint64)


def _words(packed: Array, starts: Array) -> Array:
    """A number of each of the texts that stand in some places: see `_word`."""
    lengths = (packed[starts] & _LENGTH).astype(np.int64)
    cut = (8 * (8 - np.minimum(lengths, 8))).astype(np.uint64)
    first = _numbers(packed, starts + 1) >> cut
    last = np.where(lengths > 8, _numbers(packed, starts + 1 + np.maximum(lengths - 8, 0)), first)
    return first * np.uint64(_ODD) + last


def _word(text: bytes) -> int:
    """A number of a text, of its first and last eight bytes: the same for few."""
    return (int.from_bytes(text[:8], "big") * _ODD + int.from_bytes(text[-8:], "big")) & _MASK


def _found(data: bytes, index: _Index, word: str) -> int | None:
    """Where a text stands, or None."""
    text = word.encode("utf-8", "surrogatepass")
    for at in index.places(_word(text)):
        if _text(data, at) == word:
            return at
    return None


class _Index:
    """Numbers of 64 bits, in groups of the same first bits, and the place of each."""

    def __init__(self, keys: Array, places: Array) -> None:
        bits = min(16, max(1, len(keys).bit_length() - 3))
        self._shift = 64 - bits
        groups = (keys >> np.uint64(self._shift)).astype(np.uint16)
        order = np.argsort(groups, kind="stable")
        bounds = np.cumsum(np.bincount(groups, minlength=1 << bits)).astype(np.uint32)
        self._keys = array("Q", keys[order].tobytes())
        self._places = array("I", places[order].astype(np.uint32).tobytes())
        self._bounds = array("I", [0, *bounds.tolist()])

    def __len__(self) -> int:
        return len(self._keys)

    def places(self, key: int) -> list[int]:
        """Where a number stands, mostly once or not at all."""
        group, keys = key >> self._shift, self._keys
        return [self._places[i] for i in range(self._bounds[group], self._bounds[group + 1]) if keys[i] == key]
