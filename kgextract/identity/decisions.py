"""`same.tsv` → what a person decided on identity: which things are one, which are not, and how one is called.

    same        person/awa-diarra       person/a-diarra         two spellings
    different   article/a#person-luc-pey  article/b#person-luc-pey  father and son
    rename      person/awa-diarra       Awa Diarra Sow          the name she bears now

One line a decision, cells separated by tabs: what, a thing, another one or a name, the reason. A thing is written as
its IRI, or as the end of it after the base. `ARTICLE#event-2` and `ARTICLE#person-luc-pey` mean the thing in one
article alone, `person/luc-pey/maire` those of the name who are known by that office, body or country. Lines that are
empty or begin with `#` say nothing. The order of lines does not matter, and a line that is taken out is undone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import NamedNode

from kgextract.errors import InputError
from kgextract.rdf.iris import BASE, PREFIXES

FILE = "same.tsv"
What = Literal["same", "different", "rename"]
_WHAT: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Decision:
    """One line: `one` is an IRI, `other` the IRI of another thing, or the new name."""

    what: What
    one: str
    other: str
    reason: str

    @property
    def things(self) -> tuple[str, ...]:
        """The IRIs of the things that it speaks of."""
        return (self.one,) if self.what == "rename" else (self.one, self.other)


@dataclass(frozen=True)
class Decisions:
    """All lines, sorted."""

    rows: tuple[Decision, ...] = ()

    @cached_property
    def pins(self) -> frozenset[str]:
        """The IRIs of things in one article alone."""
        return frozenset(iri for row in self.rows for iri in row.things if "#" in iri)

    @cached_property
    def joined(self) -> dict[str, frozenset[str]]:
        """IRI → the other IRIs that decisions name beside it."""
        found: dict[str, set[str]] = {}
        for row in self.rows:
            for iri in row.things:
                found.setdefault(iri, set()).update(row.things)
        return {iri: frozenset(others) for iri, others in found.items()}

    def dumps(self) -> str:
        """The decisions as text; `parse` reads it."""
        return "".join("\t".join((r.what, r.one, r.other, r.reason)) + "\n" for r in self.rows)


def read(path: Path | str, *, base: str = BASE) -> Decisions:
    """A decisions file → Decisions. InputError, with the line, for what is none."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a device has no end
            raise InputError(f"{path}: is a folder, pipe or device. Give a file of decisions.")
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        reason = getattr(e, "strerror", None) or "it is not UTF-8"
        raise InputError(f"{path}: cannot be read as decisions ({reason}). Check the file.") from None
    return parse(text.splitlines(), base=base, place=str(path))


def parse(lines: Iterable[str], *, base: str = BASE, place: str = FILE) -> Decisions:
    """The lines of a decisions file → Decisions. InputError, with the line, for what is none."""
    rows: dict[Decision, int] = {}
    told: dict[object, tuple[str, int]] = {}  # two things, or one that is renamed → what the first line says of them
    for n, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = _row(line, base, f"{place}:{n}")
        says = row.other if row.what == "rename" else row.what
        before, where = told.setdefault(row.one if row.what == "rename" else frozenset(row.things), (says, n))
        if before != says:
            what = "gives another name than" if row.what == "rename" else "says the contrary of"
            raise InputError(f"{place}:{n}: {what} line {where}. Keep one of them.")
        rows.setdefault(row, n)
    return Decisions(tuple(sorted(rows)))


def _row(line: str, base: str, place: str) -> Decision:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 4 or not all(cells):
        raise InputError(f"{place}: has not four cells. Write what, thing, other and reason, separated by tabs.")
    what, one, other, reason = cells
    if what not in _WHAT:
        raise InputError(f"{place}: {what!r} is no decision. Write one of {', '.join(_WHAT)}.")
    first = _iri(one, base, place)
    second = " ".join(other.split()) if what == "rename" else _iri(other, base, place)
    if first == second:
        raise InputError(f"{place}: names one thing twice. Write two things.")
    return Decision(what=what, one=first, other=second, reason=reason)


def _iri(name: str, base: str, place: str) -> str:
    whole = name.strip("<>")
    if whole.startswith("wd:"):
        whole = PREFIXES["wd"] + whole[3:]
    try:
        return NamedNode(whole if "://" in whole else base + whole).value
    except ValueError:
        raise InputError(f"{place}: {name!r} is no IRI. Copy it from the graph, or the end of it.") from None
