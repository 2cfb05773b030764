"""Mentions → the same with unknown names typed by what the words beside them tell, over the whole article.

`chez Solvanor`, `les salariés de Solvanor`, `Solvanor emploie`: a body's; `près de Kervanec`, `relie Kervanec à`: a
place's; `la veuve de Tchibota`, `Tchibota, 61 ans,`: somebody's. What is told once holds wherever the name stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MODEL, Mention, Range
from kgextract.nlp.mentions.after_name import told_behind
from kgextract.nlp.mentions.before_name import told_before
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.runs import runs
from kgextract.nlp.mentions.signs import listed, town_names
from kgextract.tables.names import given_name_gender, not_names, sign_words, words

_ENOUGH = 2  # what the words tell of a type, over all places where the name stands
_FULL_NAME = 2  # what counts that the model takes several words for a person
_LISTED = 3  # what counts that the name is an example of a plural noun
_AHEAD = 1  # by how much it is told more than any other type, the model's counted


def with_told_types(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Retype the names that only the model has found, and add those it has not, where the words beside tell a type."""
    sure = {k for m in mentions if m.rule != MODEL for k in range(m.start, m.end)}
    people = _parts_of_people(mentions)
    at: dict[str, list[Range]] = defaultdict(list)
    for start, end in runs(doc, sure):
        at[doc.between(start, end)].append((start, end))
    at = {text: places for text, places in at.items() if any(_surely_a_name(doc, start) for start, _ in places)}
    types = {(m.start, m.end): m.type for m in mentions if m.rule == MODEL}
    told: dict[str, str] = {}
    seats = _seats(doc, mentions)
    for text, places in at.items():
        if text in people or (type := _told(doc, text, places, types, seat=text in seats)) is None:
            continue
        told[text] = type
    return _everywhere(doc, mentions, {text: (told[text], at[text]) for text in told}) if told else mentions


def _parts_of_people(mentions: list[Mention]) -> set[str]:
    """The given names and surnames of people."""
    found: set[str] = set()
    for m in mentions:
        if m.type == "Person" and (m.rule != MODEL or (m.given and m.family)):
            found |= {part for part in (m.given, m.family) if part}
            found |= set((m.family or "").split()[-1:])
    return found


def _surely_a_name(doc: Doc, start: int) -> bool:
    """Whether the first word is no common one with the capital of its sentence."""
    token = doc[start]
    return not opens_sentence(token) or token.pos_ in ("PROPN", "X") or token.ent_type_ != ""


def _seats(doc: Doc, mentions: list[Mention]) -> set[str]:
    """The names with which those of bodies of a town end: `Kervanec` in `la mairie de Kervanec`."""
    found = set()
    for m in mentions:
        if m.rule != MODEL and m.type == "Organization" and m.end - m.start > 2 and m.head < m.end - 2:
            of, noun = lowered(doc)[m.head + 1], lowered(doc)[m.head]
            if of in words("elided-of") and (noun in not_names("of-a-place") or noun in sign_words("of-a-place")):
                found.add(doc.between(m.head + 2, m.end))
    return found


def _told(doc: Doc, text: str, places: list[Range], types: dict[Range, str], *, seat: bool) -> str | None:
    """The type that the places where a name stands tell, None where they tell none or the model's own."""
    votes: Counter[str] = Counter({"Place": _LISTED} if seat else {})
    taken: Counter[str] = Counter()
    for start, end in places:
        for type, weight in (*told_before(doc, start), *told_behind(doc, start, end)):
            votes[type] += weight
        if kind := listed(doc, start, end):
            votes[kind] += _LISTED
        if (start, end) in types:
            taken[types[start, end]] += 1
    if not any(weight > 0 for weight in votes.values()):
        return None
    for type, weight in _shown(doc, *places[0]):
        votes[type] += weight
    lone = " " not in text
    if doc[places[0][0]].text in given_name_gender() and "-" not in text:
        votes["Organization"] = 0
        votes["Place"] -= not lone
    if text in town_names():
        votes["Place"] += 1
    if taken:
        likely = taken.most_common(1)[0][0]
        full = not lone and not _has_a_word(doc, *places[0])
        votes[likely] += (_FULL_NAME if full else 0) if likely == "Person" else 1
    (best, most), *others = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    enough = most >= _ENOUGH and all(most - weight >= _AHEAD for _, weight in others)
    same = set(taken) == {best} and sum(taken.values()) == len(places)
    return best if enough and not same else None


def _has_a_word(doc: Doc, start: int, end: int) -> bool:
    """Whether a common word or a known place stands in a name behind an unknown first one: `Tekno Sahel`."""
    if doc[start].text in given_name_gender():
        return False
    known = any(e.part == "place" for m in starting(doc, start + 1, end) for e in m.entries)
    return known or any(is_common(doc, k) for k in range(start + 1, end))


def _shown(doc: Doc, start: int, end: int) -> list[tuple[str, int]]:
    """What the letters of a name that words tell of show beside them: figures or capitals inside, `&`, an acronym."""
    text = doc.between(start, end)
    lone = end - start == 1
    parts = text.lower().split("-")
    if len(parts) > 2 and set(parts[1:]) & words("toponym-part"):
        return [("Place", 2)]
    if end - start > 1 and doc[start].lower_ in sign_words("toponym-opening"):
        return [("Place", 2)]  # `Ouled Hamra`
    if lone and text.isupper() and text.isalpha():
        return [("Organization", 2 if doc[start - 1].lower_ in words("definite") else 1)]
    inside = lone and text.isalpha() and any(c.isupper() for c in text[2:]) and text[1].islower()
    return [("Organization", 1)] if inside or "&" in text or any(c.isdigit() for c in text) else []


def _everywhere(doc: Doc, mentions: list[Mention], told: dict[str, tuple[str, list[Range]]]) -> list[Mention]:
    """The mentions with each told name of its type at all its places, instead of what the model has made of them."""
    longest = {m.start: m for m in sorted(mentions, key=lambda m: m.end)}
    new = []
    for type, places in told.values():
        for start, end in places:
            whole = longest.get(start)
            if whole is None or whole.end <= end or whole.type != type:  # no part of `CCI de Vendée`
                new.append(_made(doc, start, end, type))
    taken = {k for m in new for k in range(m.start, m.end)}
    kept = [m for m in mentions if m.rule != MODEL or not taken & set(range(m.start, m.end))]
    old = {(m.start, m.end): m for m in mentions}
    return kept + [replace(m, rule="told") if (m := old.get((n.start, n.end), n)).type == n.type else n for n in new]


def _made(doc: Doc, start: int, end: int, type: str) -> Mention:
    if type == "Person":
        return person(doc, start, end, rule="told", confidence=0.65)
    return named(doc, start, end, type, type, rule="told", confidence=0.65)
