"""Mentions → the same, bodies with the town or the number behind their name, towns with the body behind theirs.

`Greenpeace Afrique`, `la CGT Culture`, `SDIS 44`, `la FDSEA Finistère`; `Toulouse Métropole`, `Montpellier Handball`.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_acronym, is_capital, name_end, named, opens_sentence, starts_person
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MEDIA, Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.places import ORDINAL
from kgextract.nlp.mentions.slogans import with_slogans
from kgextract.tables.names import given_name_gender, not_names, words

_BRACKET = 3  # tokens of an acronym in brackets
_JOINING = "&"  # between the names of partners
_LOCAL = ("Union", "PoliticalParty")  # bodies that have branches all over a country
_SECTOR = 3  # words of a sector at most
_LANDS = ("Country", "Territory", "Continent")
_SHORT = 2  # letters that may be of anything
_DIGITS = 3  # of the number of a department, a company, a university


def with_branches(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, lengthened where a place, a number or a noun right behind belongs to the name."""
    places = {m.start: m for m in mentions if m.type == "Place" and m.rule == "gazetteer"}
    towns = {m.start: m for m in sorted(mentions, key=lambda m: m.end) if m.type == "Place"}
    ends = {m.end - 1 for m in mentions if m.type != "Place"}
    people = {m.start for m in mentions if m.type == "Person"}
    firms = {m.start: m.end for m in mentions if m.type == "Organization" and m.cls != "Union"}
    out = []
    for m in mentions:
        beside = m.end < len(doc) and doc[m.end - 1].whitespace_ != ""
        place = places.get(m.end)
        if beside and m.cls in MEDIA and m.key and (end := _local_edition(doc, m.end, people)) > m.end:
            m = replace(m, end=end, key=None, name=None, wikidata=None, rule="branch")
        elif beside and m.type == "Organization" and place and (m.key or _has_branches(doc, m, place)):
            m = replace(m, end=place.end, key=None, name=None, wikidata=None)
        elif beside and m.cls == "Union" and m.end not in people and (m.end in firms or _is_trade(doc, m)):
            m = replace(m, end=firms.get(m.end, m.end + 1), key=None, name=None, wikidata=None, rule="branch")
        elif beside and m.cls == "Union" and (end := _sector_end(doc, m.end)) > m.end:
            m = replace(m, end=end, key=None, name=None, wikidata=None, rule="branch")
        elif beside and m.cls in _LOCAL and (local := _of_a_part(doc, m.start, m.end, places)) is not None:
            m = replace(m, end=local.end, key=None, name=None, wikidata=None)
        elif beside and m.type == "Organization" and (town := _of_a_town(doc, m, towns)) is not None:
            m = replace(m, end=town.end, key=None, name=None, wikidata=None)
        elif beside and m.type == "Organization" and _is_international(doc, m):
            m = replace(m, end=m.end + 1, key=None, name=None, wikidata=None)
        elif beside and m.type == "Organization" and _has_number(doc, m):
            m = replace(m, end=m.end + 1, key=None, name=None, wikidata=None)
        elif beside and m.type == "Place" and _is_numbered_town(doc, m):
            m = replace(m, end=m.end + 1, key=None, name=None, wikidata=None)
        elif beside and m.type == "Place" and (end := _body_behind(doc, m.end)) > m.end:
            m = named(doc, m.start, end, "Organization", "Organization", rule="branch", confidence=0.7)
        elif m.type == "Place" and m.start - 1 not in ends and _is_unknown_acronym(doc, m.start - 1, m.start):
            m = named(doc, m.start - 1, m.end, "Organization", "Organization", rule="branch", confidence=0.7)
        out.append(m)
    out = [m for m in out if m.cls != "Region" or not _behind_acronym(doc, m.start)]
    out = _whole(doc, _joined(doc, out))
    out = with_slogans(doc, out)
    lengthened = [(m.start, m.end) for m in out if m.rule == "branch"]
    return [m for m in out if m.rule == "branch" or not any(a <= m.start and m.end <= b for a, b in lengthened)]


def _of_a_part(doc: Doc, start: int, end: int, places: dict[int, Mention]) -> Mention | None:
    """The part of a branch: `la CGT | de l'Oise`; not `le président LR | du Gers`, who presides over it."""
    link = genitive(doc, end) if start and lowered(doc)[start - 1] in words("definite") else None
    if link is None or link.end >= len(doc):
        return None
    place = places.get(link.end + (lowered(doc)[link.end] in words("definite")))
    return place if place is not None and place.cls not in _LANDS else None


def _local_edition(doc: Doc, i: int, people: set[int]) -> int:
    """The end of the areas that a station is of (`France Bleu | Gard-Lozère`, `| Pays de Savoie`), or i."""
    end = i
    while end < len(doc) and end not in people and doc[end - 1].whitespace_ and is_capital(doc[end]):
        link = preposition(doc, end + 1)
        first = link.end if link is not None and lowered(doc)[end] in words("area-word") else end
        if not any(e.part == "place" for m in starting(doc, first, first + 1) for e in m.entries):
            break
        end = max(name_end(doc, first), first + 1)
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and is_capital(doc[end + 1]):
            end += 2
    return end


def _of_a_town(doc: Doc, m: Mention, towns: dict[int, Mention]) -> Mention | None:
    """The town of a body that each has: `le CHU | de Rouen`, `la CAF | de l'Oise`."""
    if m.end - m.start > 1 or lowered(doc)[m.start] not in words("local-body") or not doc[m.start].is_upper:
        return None
    link = genitive(doc, m.end)
    if link is None or link.end >= len(doc):
        return None
    return towns.get(link.end + (lowered(doc)[link.end] in words("definite")))


def _whole(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`Aldwych Capital`: a table's body that is a common word is the end of an unknown name right before it."""
    taken = {k for m in mentions for k in range(m.start, m.end)}
    out = []
    for m in mentions:
        start = m.start
        if m.type == "Organization" and m.key and m.end - start == 1 and is_common(doc, start):
            while start > 1 and start - 1 not in taken and _is_unknown(doc, start - 1):
                start -= 1
        longer = named(doc, start, m.end, "Organization", "Organization", rule="branch", confidence=0.65)
        out.append(longer if start < m.start else m)
    return out


def _is_unknown(doc: Doc, i: int) -> bool:
    token = doc[i]
    name = token.is_title and token.is_alpha and token.pos_ in ("PROPN", "X") and token.whitespace_ != ""
    return name and not opens_sentence(token) and token.text not in given_name_gender() and not is_common(doc, i)


def _joined(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`Mahindra & Mahindra`: two bodies that a sign joins are one."""
    if _JOINING not in lowered(doc):
        return mentions
    at = {m.start: m for m in mentions if m.type == "Organization"}
    pairs = [(m, at[m.end + 1]) for m in at.values() if m.end + 1 in at and doc[m.end].text == _JOINING]
    parts = {id(m) for pair in pairs for m in pair}
    whole = (replace(a, end=b.end, head=b.end - 1, key=None, name=None, wikidata=None) for a, b in pairs)
    return [m for m in mentions if id(m) not in parts] + list(whole)


def _behind_acronym(doc: Doc, start: int) -> bool:
    """`l'agence régionale de santé (ARS) | Bretagne`: no place of its own but the body's."""
    bracket = start - _BRACKET
    return bracket > 0 and doc[bracket].text == "(" and doc[start - 1].text == ")" and is_acronym(doc[bracket + 1])


def _is_trade(doc: Doc, m: Mention) -> bool:
    """`la CGT Culture`, `la CFDT Cadres`: the trade or the firm whose people a union unites there."""
    trade = doc[m.end]
    known = is_acronym(doc[m.end - 1]) and trade.is_title and trade.is_alpha and not starts_person(doc, m.end)
    return known and trade.text not in given_name_gender() and not (m.end + 1 < len(doc) and is_capital(doc[m.end + 1]))


def _sector_end(doc: Doc, i: int) -> int:
    """The end of the sector whose people a union unites, in small letters (`la CGT | fonction publique`), or i."""
    ends = range(min(i + _SECTOR, len(doc)), i, -1)
    return next((end for end in ends if " ".join(lowered(doc)[i:end]) in words("union-sector")), i)


def _is_international(doc: Doc, m: Mention) -> bool:
    """`Transparency international`, `NRECA international`: a name of one word before the adjective."""
    after = m.end + 1
    return (
        m.end - m.start == 1
        and lowered(doc)[m.end] in words("all-over-the-world")
        and (after >= len(doc) or doc[after].pos_ not in ("NOUN", "PROPN"))
        and lowered(doc)[m.start - 1] not in words("contracted") | words("plain-article")
    )


def _has_number(doc: Doc, m: Mention) -> bool:
    """`CRS 8`, `université Lyon 3`: no number of things follows."""
    number = doc[m.end].text
    if doc[m.start].lower_ not in words("numbered-body") or not (number.isdigit() and len(number) <= _DIGITS):
        return False
    return m.end + 1 == len(doc) or doc[m.end + 1].pos_ not in ("NOUN", "NUM")


def _is_numbered_town(doc: Doc, m: Mention) -> bool:
    """`la commune de Golfe 1`, `le maire de Bafoussam 1er`: a part of a town that is a commune of its own."""
    number = doc[m.end].text
    if not (number.isdigit() and len(number) == 1) and not ORDINAL.fullmatch(number):
        return False
    if not any(doc[k].lower_ in words("of-a-commune") for k in range(max(0, m.start - 3), m.start)):
        return False
    return m.end + 1 == len(doc) or doc[m.end + 1].pos_ not in ("NOUN", "NUM", "ADJ")


def _is_unknown_acronym(doc: Doc, start: int, end: int) -> bool:
    """`la CCI` before `Bordeaux`, `l'ALM` before `Évreux`: letters with an article that are no road, no topic."""
    if end - start != 1 or start < 1:
        return False
    letters, article = doc[start], doc[start - 1].lower_
    if not (is_acronym(letters) and letters.text.isalpha() and letters.whitespace_):
        return False
    return letters.lower_ not in not_names("acronym-of-topic") and article in words("definite")


def _has_branches(doc: Doc, m: Mention, place: Mention) -> bool:
    """`la CCI Bordeaux`, with or without an article `ECPAT France`: unknown letters before a town, before a country."""
    if place.cls not in _LANDS:
        return _is_unknown_acronym(doc, m.start, m.end)
    letters = doc[m.start]
    return m.end - m.start == 1 and is_acronym(letters) and len(letters) > _SHORT and bool(letters.whitespace_)


def _body_behind(doc: Doc, end: int) -> int:
    """Where the nouns in capitals end that make a town's name one of a body."""
    while end < len(doc) and doc[end].text.istitle() and doc[end].lower_ in words("body-of-a-town"):
        end += 1
    return end
