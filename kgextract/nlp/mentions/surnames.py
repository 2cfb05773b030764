"""Mentions of one article → with the surnames of those named in full elsewhere, also where they are those of towns."""

from __future__ import annotations

from collections import Counter, defaultdict

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.kin import RULE as KIN
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.meant import locative, settled
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.standing import standing, words_at
from kgextract.tables.names import given_name_gender, not_names, sign_words, words

_SAINTS = ("Saint-", "Sainte-")  # words with these are one token
_SHORTEST = 4  # letters of the last word of a surname that stands for all of it
_CIVIL = 2  # words of `M. Fu`


def with_surnames(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Add the surnames of people named in full elsewhere; a bare surname that the model mistyped becomes a person."""
    families: dict[tuple[str, ...], Mention] = {}
    for m in mentions:
        if m.type == "Person" and m.family and m.given and m.rule != MODEL:
            families.setdefault(_words_of(m.family), m)
    counts = Counter(doc.between(m.start, m.end) for m in mentions if m.type == "Person" and m.rule == MODEL)
    for m in mentions:
        if m.type == "Person" and m.family and m.given and (counts[doc.between(m.start, m.end)] >= 1):
            families.setdefault(_words_of(m.family), m)
    for given, whole in _first_names(doc, mentions).items():
        families.setdefault((given,), whole)
    for m in mentions:
        if m.rule == KIN and m.given is not None:
            families.setdefault(_words_of(m.given), m)
    for family, whole in list(families.items()):
        joined = len(family) > 2 and family[-2] == "-" and family[-3].lower() in words("joined-article")
        for article in {family[-3], family[-3].title()} if joined else ():
            families.setdefault((article, *family[-2:]), whole)  # `al-Thawadi`, `Al-Thawadi`, `Thawadi`
        if len(family) > 1 and (joined or family[-2][-1] not in "-'") and len(family[-1]) >= _SHORTEST:
            families.setdefault(family[-1:], whole)  # `Pape Bouna Thiaw … Thiaw`
    families |= {(m.family,): m for m in families.values() if m.family and m.family.startswith(_SAINTS)}
    families = {family: whole for family, whole in families.items() if len(family[0]) > 1}
    for m in mentions:
        if m.type == "Person" and m.given and m.family and m.end - m.start == len(_words_of(f"{m.given} {m.family}")):
            families.setdefault(words_at(doc, m.start, m.end), m)
    if not families:
        return list(mentions)
    taken = {k: m for m in mentions if m.type == "Person" or m.rule != MODEL for k in range(m.start, m.end)}
    found = list(mentions)
    lone_names = {m.start for m in mentions if m.end - m.start == 1}
    there = list(standing(doc, families))
    landmarks = {words_at(doc, start, end) for start, end, _ in there if _is_landmark(doc, start, end)}
    for start, end, whole in there:
        token, lone = doc[start], end - start == 1
        if lone and not is_capital(token):
            continue
        if _taken(doc, taken, start, end, whole) and not _somebody(doc, start, end, taken):
            if words_at(doc, start, end) in landmarks or not _namesake(doc, start, end, whole, taken):
                continue
        known = token.pos_ in ("PROPN", "X") or token.ent_type_ or token.is_upper or not is_common(doc, start)
        if lone and opens_sentence(token) and not known:
            if start not in lone_names:
                continue
        inside = {id(taken[k]) for k in range(start, end) if k in taken}
        here = (m for m in found if m.start < end and start < m.end)
        lost = inside | {id(m) for m in here if m.rule == MODEL}
        found = [m for m in found if id(m) not in lost]
        new = person(doc, start, end, rule="surname", confidence=0.8)
        new.gender = whole.gender
        if words_at(doc, start, end) == words_at(doc, whole.start, whole.end):
            new.given, new.family = whole.given, whole.family
        elif words_at(doc, start, end) == (whole.given,):
            new.given, new.family = whole.given, None
        else:
            new.family = whole.family
        found.append(new)
        taken |= dict.fromkeys(range(start, end), new)
    return found


def _words_of(name: str) -> tuple[str, ...]:
    """The words of a name as the text's tokens have them: `N'`, `Sougan`."""
    return tuple(name.replace("-", " - ").replace("'", "' ").split())


def _taken(doc: Doc, taken: dict[int, Mention], start: int, end: int, whole: Mention) -> bool:
    """Whether tokens belong to a sure name that is no part of the one that they are (`Ondo` in `Nguema Ondo`)."""
    held = [taken[k] for k in range(start, end) if k in taken]
    part = words_at(doc, start, end) != words_at(doc, whole.start, whole.end)
    if part and all(m.rule == MODEL and (m.start, m.end) == (start, end) for m in held):
        return False  # `Chez Ben Amar`: one who stays a person, whatever stands before
    return any(m.start < start or m.end > end or m.end - m.start == end - start for m in held)


def _somebody(doc: Doc, start: int, end: int, taken: dict[int, Mention]) -> bool:
    """Whether a name that is a town's too is somebody's here: `du président Zongo`, `a dit Zongo.`, `que Zongo et ses
    alliés`, `la mère de Sofia`.
    """
    held = {id(taken[k]): taken[k] for k in range(start, end) if k in taken}.values()
    if start < 3 or not all(m.type in ("Place", "Organization") and (m.start, m.end) == (start, end) for m in held):
        return False
    if any(m.type == "Organization" and not doc[m.start].is_title for m in held):
        return False
    before, closed = doc[start - 1], end >= len(doc) or doc[end].is_punct or doc[end].is_space
    titled = before.lower_ in words("office-head") or before.lower_ in words("person-noun")
    titled = titled or (
        before.lower_ in words("elided-of") and doc[start - 2].lower_ in sign_words("of-somebody") and start > 3
    )
    with_own = (
        end + 1 < len(doc) and doc[end].lower_ in words("coordinator") and doc[end + 1].lower_ in words("possessive")
    )
    with_own = with_own and before.pos_ not in ("ADP", "DET")
    return titled or with_own or (closed and before.pos_ == "VERB" and _is_past(doc, start - 2))


def _is_past(doc: Doc, k: int) -> bool:
    """Is there an auxiliary before a participle, with an adverb perhaps: `a encore | expliqué`?"""
    return doc[k].pos_ == "AUX" or (doc[k].pos_ == "ADV" and doc[k - 1].pos_ == "AUX")


def _namesake(doc: Doc, start: int, end: int, whole: Mention, taken: dict[int, Mention]) -> bool:
    """Whether the name of a town is the surname of somebody named before (`Rémi Moulins … Moulins n'a pas cédé`)."""
    held = taken.get(start)
    if held is None or held.type != "Place" or (held.start, held.end) != (start, end):
        return False
    if whole.rule == MODEL or not whole.given or start < whole.end:
        return False
    return not any(e.metonym for m in starting(doc, start, start + 1) for e in m.entries)


def _is_landmark(doc: Doc, start: int, end: int) -> bool:
    """Whether a name can only be a place's where it stands (`à Moulins`, `la gare de Moulins`, `Moulins (Allier)`)."""
    if start < 2:
        return False
    before, noun = doc[start - 1].lower_, doc[start - 2]
    if before in words("at-somebody") or (before in words("to-a-place") and noun.lemma_ in not_names("to-somebody")):
        return False  # `face à Moulins`
    if before in words("only-place-preposition", "since-or-from", "definite") or before in "-(" or locative(doc, start):
        return True
    led = settled(doc, start) or (before in words("of") and noun.lower_ in sign_words("of-a-place"))
    return led or (end < len(doc) and doc[end].text in "(-")


def _first_names(doc: Doc, mentions: list[Mention]) -> dict[str, Mention]:
    """First words that one person of the article alone has: a given name (`Thibaut` after `Thibaut Pinot`), a family
    name before it (`Fu` after `Fu Cong` where the article says `M. Fu`).
    """
    bearers: dict[str, dict[str, Mention]] = defaultdict(dict)
    civil = {doc[m.end - 1].text for m in mentions if m.rule == "civility" and m.end - m.start == _CIVIL}
    for m in mentions:
        if m.type != "Person" or not m.given or not m.family:
            continue
        if m.given in civil or (m.given in given_name_gender() and (m.rule != MODEL or m.family[-1:] == ".")):
            bearers[m.given].setdefault(m.family, m)
    return {given: next(iter(found.values())) for given, found in bearers.items() if len(found) == 1}
