"""Doc → mentions of the names that the gazetteers know, those inside other names too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence, starts_person
from kgextract.nlp.grammar.wordlist import memory, text_of
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.gazetteer import Entry
from kgextract.nlp.mentions.heads import is_generic, is_place_head
from kgextract.nlp.stretches import beginning
from kgextract.tables.names import demonyms, given_name_gender, not_names, words

_MODEL = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Za-z]{0,3}(?:-\d+)?")
LANDS = frozenset({"Region", "NaturalFeature"})
TYPES = {"place": "Place", "organisation": "Organization", "person": "Person", "people": "Group"}


def known(doc: Doc) -> list[Mention]:
    """The gazetteer's names in the Doc, with key, name and class; what is near tells homonyms apart.

    An alias that is a description (`la diplomatie russe`) gives a nominal mention.
    """
    found = []
    reached = 0  # a name that is meant keeps out those that cross it
    for start, end, entries in matches(doc):
        if start < reached < end:
            continue
        start = _without_article(doc, start, end, entries)
        entry = None if _hyphenated(doc, start, end) or _road(doc, start, end) else _choose(doc, start, end, entries)
        if entry is not None:
            found.append(_enlarged(doc, _mention(doc, start, end, entry)))
            reached = max(reached, end)
    return found


def _road(doc: Doc, start: int, end: int) -> bool:
    """`la RN 79`: two or three capitals and a number."""
    short = end - start == 1 and doc[start].text.isupper() and len(doc[start].text) in (2, 3)
    return short and end < len(doc) and doc[end].text.isdigit() and len(doc[end].text) in (1, 2, 3)


def _enlarged(doc: Doc, m: Mention) -> Mention:
    """`Grand Nouméa`, `New Harlow`, `Moselle luxembourgeoise`: by such a word another place, without key."""
    before = doc[m.start - 1] if m.start > 0 else None
    if m.type != "Place":
        return m
    if before is not None and before.is_title and before.lower_ in words("size-adjective", "renewing"):
        if before.whitespace_ and not opens_sentence(before):
            m.start, m.head, m.cls, m.key, m.name, m.wikidata = m.start - 1, m.end - 1, "Region", None, None, None
    after = doc[m.end] if m.end < len(doc) else None
    if m.cls in LANDS and after is not None and after.pos_ == "ADJ" and after.lower_ in demonyms():
        m.end, m.key, m.name, m.wikidata = m.end + 1, None, None, None
    return m


class Tokens(NamedTuple):
    """Tokens [start, end) and the entries that have this name, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def matches(doc: Doc) -> list[Tokens]:
    """The matches of whole tokens in text order; looked for once a Doc."""
    kept = memory(doc, "gazetteer")
    if "matches" not in kept:
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for i, token in enumerate(doc):
            at = token.idx
            starts[at], ends[at + len(token)] = i, i + 1
        kept["matches"] = [
            Tokens(starts[m.start], ends[m.end], m.entries)
            for m in gazetteer.matches(text_of(doc))
            if m.start in starts and m.end in ends
        ]
    found: list[Tokens] = kept["matches"]
    return found


def starting(doc: Doc, start: int, end: int) -> Sequence[Tokens]:
    """The matches that start in the tokens [start, end), in text order."""
    return beginning(matches(doc), start, end, lambda m: m.start)


def _mention(doc: Doc, start: int, end: int, entry: Entry) -> Mention:
    confidence = 0.75 if entry.ambiguous else 0.95
    mention = named(doc, start, end, TYPES[entry.part], entry.cls, rule="gazetteer", confidence=confidence)
    mention.key, mention.name, mention.wikidata = entry.key, entry.name, entry.wikidata
    if (
        end - start > 1
        and doc.between(start, end).islower()
        and not entry.name.islower()
        and entry.part in ("organisation", "place")
    ):
        mention.kind, mention.confidence, mention.head = "nominal", 0.7, start
        mention.lemma = doc[start].lemma_.lower()
    if entry.part == "people":
        mention.key = mention.wikidata = mention.name = None
        mention.plural = True
    if entry.gender in ("m", "f"):
        mention.gender = "m" if entry.gender == "m" else "f"
    if entry.part == "person":
        mention.given, _, mention.family = entry.name.rpartition(" ")
    return mention


def _without_article(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> int:
    """`l'AFP`, `agence Belga`, `pape François` → the name; `La Haye` keeps its article."""
    person = all(e.part == "person" for e in entries)
    while start < end - 1 and not is_capital(doc[start]) and any(is_capital(doc[k]) for k in range(start + 1, end)):
        if person or doc[start].lower_ in words("definite") or is_generic(doc[start].lower_):
            start += 1
        else:
            break
    return start


def _choose(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that is meant, or None where the words are something else."""
    possible = [e for e in entries if _possible(doc, start, end, e)]
    if not possible:
        return None
    if possible[0].metonym and _locative(doc, start):
        return None
    seat = next((e for e in possible if e.metonym), None)
    if seat is not None and possible[0].cls in ("Building", "Headquarters") and not _locative(doc, start):
        return seat
    possible.sort(key=lambda e: e.metonym and len(possible) > 1)
    if _settled(doc, start):
        possible.sort(key=lambda e: e.part != "place")
    label = doc[start].ent_type_
    complement = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].lower_ in words("of")
    if label == "ORG" and start > 0 and not complement and doc[start - 1].lower_ not in not_names("place-preposition"):
        possible.sort(key=lambda e: (e.part != "organisation", -e.weight))
    return possible[0]


def _settled(doc: Doc, start: int) -> bool:
    """Does a word for who lives or governs there, or `à`, lead to the name: `le maire de Gap`, `à Gap`?"""
    if start > 1 and doc[start - 1].lower_ in words("of"):
        return doc[start - 2].lower_ in not_names("of-a-place")
    return start > 0 and doc[start - 1].lower_ in words("to-a-place")


def _hyphenated(doc: Doc, start: int, end: int) -> bool:
    """Is the match one half of a compound (`Colombier-Fontaine`)? `anti-Daech` holds a whole name."""
    if start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        return doc[start - 2].lower_ not in words("against-prefix") and not _allied(doc, start - 1)
    if end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        return doc[end + 1].is_alpha and not _allied(doc, end)
    return False


def _allied(doc: Doc, hyphen: int) -> bool:
    """`CDU-CSU`, `Ecolo-Groen`: two parties that stand together."""
    beside = [m for m in matches(doc) if m.end == hyphen or m.start == hyphen + 1]
    parties = [any(e.cls == "PoliticalParty" for e in m.entries) for m in beside]
    return len(parties) == 2 and all(parties)


def _locative(doc: Doc, start: int) -> bool:
    """Is the name a place where one goes or is: `à l'Élysée`, `palais de l'Élysée`?"""
    k = start - 1
    while k >= 0 and doc[k].lower_ in words("definite") and doc[k].lower_ not in words("contracted"):
        k -= 1
    if k >= 0 and doc[k].lower_ in words("of") and k > 0:
        return doc[k - 1].lower_ in not_names("seat")
    return k >= 0 and doc[k].lower_ in words("locative")


def _possible(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    if entry.part == "people":
        return _is_people(doc, start, end)
    if entry.part == "person":
        return True
    if entry.contracted and entry.ambiguous and doc[start].lower_ in not_names("bare-noun"):
        return False  # `du Soleil`
    if entry.contracted and not _after_contraction(doc, start, entry):
        return False
    if entry.signature and doc[start].is_lower:
        return start > 0 and end < len(doc) and doc[start - 1].text in "(/" and doc[end].text in ")/"
    if entry.small and doc[start].is_lower and not _is_the_one(doc, start, end):
        return False
    if entry.part == "organisation" and _goes_on(doc, end):
        return False
    if entry.part == "organisation" and end - start == 1 and _is_of_a_region(doc, start):
        return False  # `Aviva Stadium`, `la région du Centre`
    if _inside_person(doc, start, end) or (entry.cls == "Company" and _is_product(doc, start, end)):
        return False
    if entry.ambiguous:
        return _certain(doc, start, end, entry)
    if end - start > 1:
        return True
    token = doc[start]
    if token.text.isupper():
        return len(token) > 1 and not _is_unit(doc, start)
    if not is_capital(token):
        return False
    return token.pos_ in ("PROPN", "X", "NOUN") or token.ent_type_ != "" or not opens_sentence(token)


def _certain(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Is a name that proves little meant here: taken for a name by the model, a place after a word that leads to it?"""
    token = doc[start]
    if len(token) == 1 and end - start == 1:
        return _is_platform(doc, start)
    if token.text.istitle() and token.lower_ in words("plain-article") and not opens_sentence(token):
        return is_capital(doc[start + 1])  # `dans Le Devoir`
    if not is_capital(token) or (token.ent_type_ not in ("LOC", "ORG") and not _in_a_region(doc, start, entry)):
        return False
    if opens_sentence(token) and (end - start == 1 or token.lower_ not in words("definite")):
        return False
    if entry.part != "place" or token.text not in given_name_gender():
        return True
    if end < len(doc) and is_capital(doc[end]) and doc[end].pos_ == "PROPN":
        return False  # `Hassan Berrada`
    before = doc[start - 1]
    return before.pos_ in ("ADP", "DET") or before.lower_ in words("coordinator") or before.text in "(,-/"


def _in_a_region(doc: Doc, i: int, entry: Entry) -> bool:
    """`la Creuse`, `en Vendée`, `le Medef Vendée`: a region behind an article, a preposition or a body."""
    if entry.cls != "Region" or doc[i].pos_ != "PROPN" or i == 0 or opens_sentence(doc[i]):
        return False
    before = doc[i - 1].lower_
    if before in words("definite") | not_names("place-preposition") and before not in words("plural-determiner"):
        return i + 1 == len(doc) or not is_capital(doc[i + 1])
    return any(m.end == i and m.entries[0].part == "organisation" for m in starting(doc, i - 1, i))


def _is_platform(doc: Doc, i: int) -> bool:
    """`publié sur X`, `son compte X`: one letter after a word that leads to a network, no quantity (`sur X points`)."""
    led = i > 0 and doc[i].is_upper and doc[i - 1].lower_ in not_names("platform-lead")
    return led and (i + 1 == len(doc) or doc[i + 1].pos_ not in ("NOUN", "PROPN", "NUM"))


def _is_unit(doc: Doc, i: int) -> bool:
    """`0,04 UA`, `12 MW`: a symbol of one or two letters after a number in figures."""
    return i > 0 and len(doc[i]) < 3 and doc[i - 1].text[-1:].isdigit()


def _is_product(doc: Doc, start: int, end: int) -> bool:
    """`un Airbus`, `l'avion Boeing 737`: what a company makes, with an indefinite article or a model's number."""
    if end < len(doc) and _MODEL.fullmatch(doc[end].text) and not doc[end - 1].is_punct:
        return True
    before = doc[start - 1] if start > 0 else None
    return before is not None and (before.lower_ in words("one") or before.pos_ == "NUM") and not doc[start].is_digit


def _is_of_a_region(doc: Doc, start: int) -> bool:
    """Does the noun for a region or a town stand before `de` and the name?"""
    return start > 1 and doc[start - 1].lower_ in words("of") and is_place_head(doc[start - 2].lower_, "Region", "City")


def _goes_on(doc: Doc, end: int) -> bool:
    """Is the name the first word of a longer one, as the model has it: another capital, no person's name?"""
    if end >= len(doc) or doc[end].ent_iob_ != "I" or doc[end].ent_type_ not in ("ORG", "LOC"):
        return False
    token = doc[end]
    if not is_capital(token) or token.pos_ not in ("PROPN", "NOUN", "X") or starts_person(doc, end):
        return False
    if any(e.part == "place" for m in starting(doc, end, end + 1) for e in m.entries):
        return False  # a branch: `Greenpeace Afrique`
    return doc[end - 1].whitespace_ != "" and token.lower_ not in not_names("bare-noun") and not opens_sentence(token)


def _after_contraction(doc: Doc, start: int, entry: Entry) -> bool:
    """`au Caire`, `du Monde`; not inside a longer name (`Coupe du Monde`)."""
    if start == 0 or doc[start - 1].lower_ not in words("contracted"):
        return False
    if entry.part == "place" and not entry.ambiguous:
        return True
    if not doc[start].ent_type_ or (start + 1 < len(doc) and doc[start + 1].pos_ == "ADJ"):
        return False  # `ministère des Affaires étrangères`
    return doc[start].ent_iob_ == "B" or start < 2 or not doc[start - 2].ent_type_ or not is_capital(doc[start - 2])


def _is_the_one(doc: Doc, start: int, end: int) -> bool:
    """`la banque centrale européenne`: definite, and no other word of description follows."""
    return start > 0 and doc[start - 1].lower_ in words("definite") and (end == len(doc) or doc[end].pos_ != "ADJ")


def _inside_person(doc: Doc, start: int, end: int) -> bool:
    """Is the match part of a longer person's name: `Mme Paris`, `Jean Monaco`, `Nancy Pelosi`?"""
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.lower_ in words("civility"):
        return True
    if before is not None and before.text in given_name_gender() and doc[start].ent_type_ in ("PER", ""):
        return True
    after = doc[end] if end < len(doc) else None
    per = doc[start].ent_type_ == "PER"
    if per and after is not None and after.ent_type_ == "PER" and after.ent_iob_ == "I" and is_capital(after):
        return True
    return per and before is not None and before.ent_type_ == "PER" and is_capital(before) and end - start == 1


def _is_people(doc: Doc, start: int, end: int) -> bool:
    """`les Sénégalais`, `des millions d'Européens`: capital, plural determiner or `de`, no name after."""
    token = doc[start]
    if end - start != 1 or not is_capital(token) or start == 0:
        return False
    before = doc[start - 1].lower_
    counted = before in words("elided-of") and start > 1 and token.text.endswith("s") and doc[start - 2].pos_ != "DET"
    if before not in words("plural-determiner") and not counted:
        return False
    after = doc[end] if end < len(doc) else None
    return not (after is not None and is_capital(after) and after.pos_ == "PROPN")
