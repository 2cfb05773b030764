"""Text → the places that have the form of a date, with the words of the calendar in them read as numbers.

>>> [(m.rule.id, m.slots["day"], m.slots["month"]) for m in date_forms("le 3 mai")]
[('date-day', 3, 5)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kgextract.nlp.openings import Finder
from kgextract.tables.dates import RULES, WORDS, DateRule

_FIGURES = {
    "day": "1er|premier|3[01]|[12][0-9]|0?[1-9]",
    "year": "1[0-9]{3}|20[0-9]{2}",
    "short": "[0-9]{2}",
    "twodigits": "[3-9][0-9]",
    "monthnumber": "1[0-2]|0?[1-9]",
    "hour": "2[0-4]|1[0-9]|0?[0-9]",
    "minute": "[0-5][0-9]",
}
_CONTEXT = 60  # characters before a mention that a rule may look at
_PAIRED = ("interval", "inherit")
_WEEK = 7
_CONSECUTIVE = "consecutive"  # two days of a list that follow one another make one span
_SPACE = "[ \\t]+"


@dataclass(slots=True, eq=False, kw_only=True)
class DateForm:
    """Characters [start, end) of a text that have the form of a date; slots hold the numbers of its words."""

    rule: DateRule
    start: int
    end: int
    slots: dict[str, int | str]
    edge: str = ""
    value: str | None = None
    dead: bool = False


class Compiled:
    """A rule with its expressions, each compiled when a text first needs it."""

    def __init__(self, rule: DateRule) -> None:
        self.rule = rule
        self.literals, self.slots = _needs(rule.pattern)
        self._flags = re.NOFLAG if rule.strict_case else re.IGNORECASE

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{expression(self.rule.pattern, capture=True)})(?!\w)", self._flags)

    @cached_property
    def finder(self) -> Finder:
        return Finder.of(self.pattern)

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        return _context(self.rule.before, self._flags)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        return _context(self.rule.not_before, self._flags)

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        return re.compile(expression(self.rule.after, capture=False), self._flags) if self.rule.after else None

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        after = self.rule.not_after
        return re.compile(expression(after, capture=False), self._flags) if after else None


@cache
def words(slot: str) -> tuple[tuple[re.Pattern[str], int | str], ...]:
    """The words that a slot takes, with their values."""
    rows = [r for r in WORDS.rows() if r.slot == slot]
    return tuple((re.compile("|".join(r.forms), re.IGNORECASE), r.value) for r in rows)


@cache
def alternatives(slot: str) -> str:
    """A slot as the body of a regular expression, longest words first."""
    if slot == "count":
        return f"{alternatives('number')}|[0-9]{{1,3}}"
    if slot == "decade":
        return f"{_words('decade')}|[12][0-9]{{2}}0|[0-9]0"
    return _FIGURES[slot] if slot in _FIGURES else _words(slot)


def _words(slot: str) -> str:
    forms = [form for row in WORDS.rows() if row.slot == slot for form in row.forms]
    return "|".join(sorted(forms, key=len, reverse=True)).replace(" ", _SPACE)


def expression(pattern: str, *, capture: bool) -> str:
    """A pattern of the rules → a regular expression, each {slot} a named group where it is captured."""

    def group(found: re.Match[str]) -> str:
        name = found[1]
        body = alternatives(name.rstrip("0123456789"))
        return f"(?P<{name}>{body})" if capture else f"(?:{body})"

    parts = re.split(r"(\[(?:\\.|[^\]])*\])", pattern)  # a space inside [] is a space
    plain = "".join(p if n % 2 else p.replace(" ?", "\0").replace(" ", _SPACE) for n, p in enumerate(parts))
    plain = re.sub(r"\((?!\?)(?<!\\\()", "(?:", plain)
    return re.sub(r"\{([a-z]+\d?)\}", group, plain.replace("\0", "[ \\t]*"))


@cache
def _compiled() -> tuple[Compiled, ...]:
    return tuple(Compiled(rule) for rule in RULES.rows() if rule.form not in _PAIRED)


def _needs(pattern: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """What a text must hold for a pattern to match: of each tuple one of the words, in lower case; words of slots."""
    needed, before = re.sub(r"\\.|\[[^]]*\]|\?P<\w+>", " ", pattern), ""
    while needed != before:  # from the inside out: what need not be there counts for nothing
        needed, before = re.sub(r"\((?:\?:)?[^()]*\)\?|\{\w+\}\?|[^()}]\?", " ", needed), needed
    choices = re.findall(r"\((?:\?:)?([^()]*)\)", needed)
    plain = re.sub(r"\([^()]*\)", " ", needed)
    if "(" in plain or "?" in plain:
        return [], []
    if "|" in plain:
        return [t for t in (_one_of(needed.split("|")),) if t and "(" not in needed], []
    literals = [t for t in (_one_of([plain]), *(_one_of(c.split("|")) for c in choices)) if t]
    return literals, list(dict.fromkeys(re.findall(r"\{([a-z]+)\d?\}", plain)))


def _one_of(choices: list[str]) -> tuple[str, ...]:
    """The longest word of each alternative; none where one has no word of its own."""
    found = [max(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^}]*\}", " ", c)), key=len, default="") for c in choices]
    return tuple(w.lower() for w in found) if all(found) else ()


@cache
def _slot(name: str) -> Finder:
    return Finder.of(re.compile(rf"(?<!\w)(?:{alternatives(name)})", re.IGNORECASE))


def _context(pattern: str, flags: re.RegexFlag) -> re.Pattern[str] | None:
    """A `before` expression: it ends where the mention starts, so its last `$` is the end of what was read."""
    if not pattern:
        return None
    return re.compile(expression(re.sub(r"\$$", r"\\Z", pattern), capture=False), flags | re.MULTILINE)


def date_forms(text: str) -> list[DateForm]:
    """Text → its dates by form, longest first where they overlap, in text order."""
    plain = text.lower()
    slots: dict[str, bool] = {}
    found = [form for c in _compiled() if _possible(c, text, plain, slots) for form in _scan(c, text)]
    order = {r.id: n for n, r in enumerate(RULES.rows())}
    found.sort(key=lambda f: (f.start - f.end, order[f.rule.id], f.start))
    kept: list[DateForm] = []
    taken: set[int] = set()
    for form in found:
        places = range(form.start, form.end)
        if not taken.intersection(places):
            kept.append(form)
            taken.update(places)
    return sorted((f for f in kept if not f.dead), key=lambda f: f.start)


def _possible(c: Compiled, text: str, plain: str, slots: dict[str, bool]) -> bool:
    """May a rule match in this text? `slots` remembers which of them have a word in it."""
    for words in c.literals:
        if not any(word in plain for word in words):
            return False
    for name in c.slots:
        if name not in slots:
            slots[name] = next(_slot(name).finditer(text), None) is not None
        if not slots[name]:
            return False
    return True


def _scan(c: Compiled, text: str) -> Iterator[DateForm]:
    for match in c.finder.finditer(text):
        start, end = match.span()
        if c.before and not c.before.search(text, max(0, start - _CONTEXT), start):
            continue
        if c.after and not c.after.match(text, end):
            continue
        forbidden = (c.not_before and c.not_before.search(text, max(0, start - _CONTEXT), start)) or (
            c.not_after and c.not_after.match(text, end)
        )
        if forbidden and not c.rule.veto:
            continue
        slots = {name: _read(name.rstrip("0123456789"), word) for name, word in match.groupdict().items() if word}
        if c.rule.unit == _CONSECUTIVE and not _follow(slots, match.group()):
            continue
        yield DateForm(rule=c.rule, start=start, end=end, slots=slots, dead=bool(forbidden))


def _follow(slots: dict[str, int | str], words: str) -> bool:
    """Whether the days of a month, or two of a week, follow one another (`les 3, 4 et 5 mai`)."""
    if "day" in slots:
        span = list(range(int(slots["day"]), int(slots["day2"]) + 1))
        return len(span) > 1 and [int(n) for n in re.findall(r"\d+", words)[: len(span)]] == span
    return slots["weekday2"] == (int(slots["weekday"]) + 1) % _WEEK


def _read(slot: str, word: str) -> int | str:
    figures = re.match(r"[0-9]+", word)
    if slot in ("day", "year", "short", "twodigits", "monthnumber", "hour", "minute", "nthdigit"):
        return int(figures[0]) if figures else 1
    if slot in ("count", "decade") and figures:
        return int(figures[0])
    for pattern, value in words("number" if slot == "count" else slot):
        if pattern.fullmatch(word):
            return value
    raise AssertionError(f"{slot}: {word}")


@cache
def edges() -> re.Pattern[str]:
    """Words such as "end of" that stand right before a date."""
    return re.compile(
        rf"(?<!\w)(?P<edge>{alternatives('edge')})(?:[- ]|{_SPACE}(?:{alternatives('of')}))$", re.IGNORECASE
    )


def edge_before(text: str, start: int) -> tuple[int, str] | None:
    """Where a date starts → where the word for its start, middle or end starts, and which it is."""
    found = edges().search(text, max(0, start - _CONTEXT), start)
    return (found.start(), str(_read("edge", found["edge"]))) if found else None


@cache
def of_after() -> re.Pattern[str]:
    """Words such as "of the" right after a date that has a complement."""
    return re.compile(rf"{_SPACE}(?:{alternatives('of')})", re.IGNORECASE)


@cache
def of_before() -> re.Pattern[str]:
    """Words such as "of the" right before a date that belongs to a noun."""
    return re.compile(rf"(?<!\w)(?:{alternatives('of')})\Z", re.IGNORECASE)
