"""Article text → the view that the model reads, and the way back to the original offsets.

Typographic apostrophes and no-break spaces change the model's tags and lemmas, so it reads plain ones. Most
replacements keep the length; where characters must go or combine (zero-width ones, NFD, the number of a footnote:
"l'accord[1] est") or two apostrophes are a quotation mark, a map leads back. So it does where a run without spaces is
cut, since the tokenizer's time grows with the square of a run's length, and before the full stop of "publié sur X.",
which would be an initial.

>>> view = View.of("l’\\u200bONU")
>>> view.text, view.source(2, 5)
("l'ONU", (3, 6))
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_APOSTROPHES = "’‘ʼ′＇`´"
_DROPPED = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_SAME_LENGTH = {ord(c): "'" for c in _APOSTROPHES}
_SAME_LENGTH |= {0x2010: "-", 0x2011: "-", 0x0085: " ", 0x2028: "\n", 0x2029: "\n"}
_SAME_LENGTH |= {c: " " for c in (0x00A0, 0x202F, *range(0x2000, 0x200B), 0x205F, 0x3000)}
_SAME_LENGTH |= {c: " " for c in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))}
_SAME_LENGTH |= {c: "\ufffd" for c in range(0xD800, 0xE000)}  # half a character, which the model cannot read
_PLAIN = {k: v for k, v in _SAME_LENGTH.items() if k not in _DROPPED}
_UNBROKEN = 400  # characters without a space that no word and hardly an address has
_NETWORK = re.compile(r"(?<=[^\W\d_] X)(?=\.(?:\s|$))")
_RUN = re.compile(rf"\S{{{_UNBROKEN}}}(?=\S)")
_DOUBLED = re.compile(r"(?:(?<!\w)''(?!')|(?<!')''(?!\w))")  # two apostrophes for a quotation mark
_FOOTNOTE = re.compile(r"(?<=[\w»”\"').,!?])\[(?:\d{1,3}|[a-z])\]")


@dataclass(frozen=True, slots=True)
class View:
    """The text as the model sees it; `offsets[i]`: where its character i starts and ends in it, None: same."""

    text: str
    offsets: tuple[tuple[int, int], ...] | None = None

    @classmethod
    def of(cls, text: str) -> View:
        """Article text → its view."""
        plain = text.translate(_PLAIN)
        notes = {m.start(): m.end() for m in _FOOTNOTE.finditer(plain)}
        doubled = {m.start() for m in _DOUBLED.finditer(plain)} if "''" in plain else set()
        cuts = {m.end() for pattern in (_RUN, _NETWORK) for m in pattern.finditer(plain)}
        if (
            not notes
            and not cuts
            and not doubled
            and unicodedata.is_normalized("NFC", plain)
            and not any(ord(c) in _DROPPED for c in set(plain))
        ):
            return cls(plain)
        out: list[str] = []
        places: list[tuple[int, int]] = []
        i = 0
        while i < len(plain):
            if i in notes:
                i = notes[i]
                continue
            if i in doubled:
                out.append('"')
                places.append((i, i + 2))
                i += 2
                continue
            if i in cuts:
                out.append(" ")
                places.append((i, i))
            j = i + 1
            while j < len(plain) and unicodedata.combining(plain[j]):
                j += 1
            cluster = unicodedata.normalize("NFC", "".join(c for c in plain[i:j] if ord(c) not in _DROPPED))
            out.append(cluster)
            places += [(i, j)] * len(cluster)
            i = j
        return cls("".join(out), tuple(places))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """A range of the view → the range of the article that it shows."""
        if self.offsets is None:
            return start, end
        at = self.offsets[start][0] if start < len(self.offsets) else self.offsets[-1][1] if self.offsets else 0
        return at, self.offsets[end - 1][1] if end > start else at
