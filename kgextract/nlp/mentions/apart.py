"""Mentions → the same, two names that stand side by side after an office taken apart: the body or town, and its holder.

`l'attaquant du [FC Nantes] [Ibrahima Ndiaye]`, `la mairesse de [Sainte-Ursule] [Sara Roy]`, `la sénatrice [LFI] [Anne
Blin]`, `le député [Horizons] [Luc Roy]`: the model takes both for one name. So it does with two that a hyphen joins for
once: `le duel [Roy]-[Blin]`, where both stand alone elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.names import is_acronym, is_capital, named, starts_person
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MEDIA, Mention
from kgextract.nlp.mentions.family_first import family_first_end
from kgextract.nlp.mentions.heads import head_class, is_place_head
from kgextract.nlp.mentions.labels import labels
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.meant import before_speaker
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import given_name_gender, not_names, words
from kgextract.tables.roles import Office

BODY, PLACE = "Organization", "Place"
_UNKNOWN = 2  # words of a name whose given name no table has, behind an acronym (`le député RND Abdelghani Bouchikhi`)
_TOLD = 10  # tokens from a verb of saying to where it was said
_WHERE = ("NOUN", "ADP", "DET", "ADV", "ADJ", "NUM")
LEADING = 5  # words of an office before `de`


def apart(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`mentions`, those that are two names replaced by both."""
    return [part for m in mentions for part in _parts(doc, m)]


def _parts(doc: Doc, m: Mention) -> Iterator[Mention]:
    label = labels(doc).get(m.start) if m.type in ("Person", PLACE, BODY) and m.key is None else None
    if label is not None and m.end >= label.end:
        yield label
        if m.end > label.end and is_capital(doc[label.end]):
            yield person(doc, label.end, m.end, rule=m.rule, confidence=m.confidence)
        return
    at = _behind_medium(doc, m) if m.key is None else None
    if at is not None:
        yield person(doc, at, m.end, rule="given-name", confidence=0.8)  # the medium is a known name
        return
    if m.key is None and m.type in (PLACE, BODY) and _tells(doc, m):
        yield person(doc, m.start + 1, m.end, rule="given-name", confidence=0.8)
        return
    civil = doc[m.start].lower_ in words("civility")  # `la conseillère de M. Luc Roy`
    at = _holder(doc, m) if m.key is None and m.end - m.start > 2 and not civil else None
    if at is not None and _town(doc, m.start, at):
        yield named(doc, m.start, at, PLACE, PLACE, rule=m.rule, confidence=m.confidence)
        yield person(doc, at, m.end, rule="given-name", confidence=0.8)
        return
    if at is not None and _portfolio(doc, m.start):
        yield person(doc, at, m.end, rule="given-name", confidence=0.8)
        return
    row, of, inner = _office(doc, m.start) if at is not None else (None, False, False)
    if at is None or row is None:
        yield m
        return
    acronym = at - m.start == 1 and is_acronym(doc[m.start])
    if acronym and not of and row.office == "none" and doc[at].text not in given_name_gender():
        yield m  # `le rappeur JUL Martin`
        return
    if not (of or acronym) or (m.type == "Person" and not acronym and doc[m.start].text in given_name_gender()):
        yield m
        return
    kind = PLACE if of and (row.governs or row.state or inner) and m.type != BODY else BODY
    cls = m.cls if m.type == kind else kind
    yield named(doc, m.start, at, kind, cls, rule=m.rule, confidence=m.confidence)
    yield person(doc, at, m.end, rule="given-name", confidence=0.8)


def _tells(doc: Doc, m: Mention) -> bool:
    """Whether a person behind the noun for a place is who says something there (`« … », a dit hier devant l'usine
    [Anne Roy]`): the clause has no other subject."""
    first = m.start + 1
    if m.end - first < 2 or not doc[m.start].is_lower or not starts_person(doc, first):
        return False
    if doc[first].text not in given_name_gender() or (m.end < len(doc) and not doc[m.end].is_punct):
        return False
    k = m.start - 1
    while k > 2 and m.start - k < _TOLD and doc[k].pos_ in _WHERE:
        led = doc[k - 1].pos_ == "ADP" or doc[k + 1].lower_ in not_names("calendar")
        if doc[k].pos_ == "DET" and k < m.start - 1 and not led:
            return False  # `a dit le maire devant la gare Anne-Roy`
        k -= 1
    if doc[k].pos_ != "VERB" or doc[k].lemma_.lower() not in cue_verbs():
        return False
    k -= 1
    while k > 1 and doc[k].pos_ in ("AUX", "ADV"):
        k -= 1
    k -= doc[k].text == ","
    return bool(doc[k].is_quote)


def pairs_apart(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`mentions`, those that are two names of the article with a hyphen between them replaced by both."""
    names: dict[str, Mention] = {}
    double: set[str] = set()  # surnames of two words
    for m in mentions:
        if m.kind == "named" and m.type in ("Person", PLACE, BODY):
            names.setdefault(doc.between(m.start, m.end), m)
        if m.type == "Person" and m.family and m.given:
            names[m.family] = m
            double.add(m.family)
    out: list[Mention] = []
    for m in mentions:
        at = _joint(doc, m) if m.key is None and m.type in ("Person", PLACE, BODY) else None
        if at is None:
            out.append(m)
            continue
        whole = doc.between(m.start, m.end)
        first, second = whole.partition("-")[::2]
        left, right = names.get(first), names.get(second)
        if whole in double or left is None or right is None or left.type != right.type:
            out.append(m)
            continue
        for side, start, end in ((left, m.start, at), (right, at + 1, m.end)):
            new = replace(side, start=start, end=end, head=end - 1, rule=m.rule)
            if side.type == "Person" and side.family == doc.between(start, end):
                new = person(doc, start, end, rule="surname", confidence=0.8)
                new.family, new.gender = side.family, side.gender
            out.append(new)
    return out


def _joint(doc: Doc, m: Mention) -> int | None:
    """The only hyphen in a name, between two capitals."""
    at = [k for k in range(m.start, m.end) if doc[k].text == "-"]
    alone = len(at) == 1 and m.start < at[0] < m.end - 1
    return at[0] if alone and is_capital(doc[at[0] + 1]) and not doc[at[0]].whitespace_ else None


def _behind_medium(doc: Doc, m: Mention) -> int | None:
    """Where a name begins that a known medium leads to (`a dit sur [France Inter] [Anne Roy]`), or None."""
    if m.type not in ("Person", PLACE, BODY):
        return None
    media = (x for k in (m.start - 1, m.start, m.start + 1) for x in starting(doc, max(k, 0), max(k, 0) + 1))
    aired = (x for x in media if x.start - 1 <= m.start < x.end < m.end and any(e.cls in MEDIA for e in x.entries))
    return next((x.end for x in aired if before_speaker(doc, x.start, x.end)), None)


def _portfolio(doc: Doc, start: int) -> bool:
    """`la secrétaire d'État aux [Transports] [Anne-Lise Roy]`: a noun that `au` or `aux` leads to from an office."""
    if start < 2 or doc[start].pos_ != "NOUN" or doc[start - 1].lower_ not in words("contracted"):
        return False
    return any(office_head(doc, k) is not None for k in range(start - 2, max(-1, start - 2 - LEADING), -1))


def _town(doc: Doc, start: int, end: int) -> bool:
    """`a déclaré à [Lyon] [Anne Roy]`: tokens [start, end) are a known place behind a preposition of place."""
    if not start or doc[start - 1].lower_ not in words("locative"):
        return False
    known = any(m.end == end and any(e.part == "place" for e in m.entries) for m in starting(doc, start, start + 1))
    return known or doc.between(start, end) in town_names()


def _holder(doc: Doc, m: Mention) -> int | None:
    """Where a given name and at least one more word close the mention, behind a name that is complete without them."""
    for k in range(m.start + 1, m.end - 1):
        given = doc[k].text in given_name_gender() or family_first_end(doc, k) == m.end
        if given and doc[k - 1].whitespace_ and (is_capital(doc[k + 1]) or doc[k + 1].text == "-"):
            before = doc[m.start : k]
            whole = any(is_capital(t) and not (head_class(t.lower_) or is_place_head(t.lower_)) for t in before)
            return k if (whole or _portfolio(doc, m.start)) and is_capital(doc[k - 1]) else None
    behind = doc[m.start + 1 : m.end]
    unknown = is_acronym(doc[m.start]) and all(is_capital(t) and not t.is_upper and t.is_alpha for t in behind)
    return m.start + 1 if unknown and m.type == "Person" and len(behind) == _UNKNOWN else None


def _office(doc: Doc, start: int, *, inner: bool = False) -> tuple[Office | None, bool, bool]:
    """The office whose complement or apposition starts at token `start`, whether `de` leads to it, and whether through
    another one (`le directeur du site de [Jababeka] [David Quentin]`)."""
    text = lowered(doc)
    noun = text[start - 1] if start > 1 and doc[start - 1].pos_ == "NOUN" else ""
    if noun and office_head(doc, start - 1) is None and (head_class(noun) or is_place_head(noun)):
        return _office(doc, start - 1, inner=True)  # `la présidente de la région [Bretagne] [Anne Roy]`
    at = start - (start > 1 and text[start - 1] in words("plain-article"))
    of = at > 0 and text[at - 1] in words("of")
    end = at - 1 if of else start
    for k in range(end - 1, max(-1, end - LEADING), -1):
        found = office_head(doc, k)
        if found is not None and all(doc[i].pos_ in ("ADJ", "NOUN") for i in range(found[2], end)):
            return found[0], of, inner
        if of and found is None and (text[k] in words("of") or text[k] in words("plain-article")):
            return _office(doc, k + 1, inner=True)
    return None, False, False
