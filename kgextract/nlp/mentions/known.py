"""Doc → mentions of the names that the gazetteers know, those inside other names too."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.gazetteer import Entry
from kgextract.nlp.mentions.heads import is_generic
from kgextract.nlp.mentions.matched import matches
from kgextract.nlp.mentions.meant import choose
from kgextract.tables.events import NOUNS
from kgextract.tables.names import demonyms, words

_ALLIES = ("PoliticalParty", "Union")
_SHARED = ("Meeting", "Summit", "Conference", "Interview", "Sport")  # events that are called after two sides
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
        entry = None if _hyphenated(doc, start, end) or _road(doc, start, end) else choose(doc, start, end, entries)
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
    elif entry.part == "organisation" and end - start > 1 and is_capital(doc[start]) and doc[start + 1].is_lower:
        mention.head, mention.lemma = start, doc[start].lower_  # `la Commission européenne … la Commission`
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
        kind = is_generic(doc[start].lower_) and doc[start + 1].lower_ not in words("of")  # not `équipe | de France`
        if person or doc[start].lower_ in words("definite") or kind:
            start += 1
        else:
            break
    return start


def _hyphenated(doc: Doc, start: int, end: int) -> bool:
    """Is the match one half of a compound (`Colombier-Fontaine`)? `anti-Daech` holds a whole name."""
    if start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        return doc[start - 2].lower_ not in words("against-prefix") and not _allied(doc, start - 1)
    if end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        return doc[end + 1].is_alpha and not _allied(doc, end)
    return False


def _allied(doc: Doc, hyphen: int) -> bool:
    """`CDU-CSU`, `CGT-CFDT-FO`: parties or unions that stand together; `le sommet UE-Chine`: who meets."""
    beside = [m for m in matches(doc) if m.end == hyphen or m.start == hyphen + 1]
    allies = [any(e.cls in _ALLIES for e in m.entries) for m in beside]
    return len(allies) == 2 and (all(allies) or _meet(doc, min(m.start for m in beside)))


def _meet(doc: Doc, start: int) -> bool:
    """Whether the noun of a meeting or a match leads to a token, an adjective between (`le sommet | UE-Chine`)."""
    before = start - 1 - (start > 1 and doc[start - 1].pos_ == "ADJ")
    return before >= 0 and doc[before].lower_ in _meetings()


@cache
def _meetings() -> frozenset[str]:
    rows = [row for row in NOUNS.rows() if row.class_ in _SHARED and row.organised]
    return frozenset(form for row in rows for form in (row.noun, row.plural) if form)
