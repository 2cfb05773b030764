"""An event and its place → the places of its facts: those that a list joins to it, the house beside a town."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Event, Mention, MentionIndex, unit_of
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words
from kgextract.tables.roles import office_words

AREAS = frozenset({"Country", "City", "Region", "Territory", "Continent"})
COURT, CITY, INCIDENT = "Court", "City", "Incident"
_LISTED = 5  # tokens of a name in a list


def sites(doc: Doc, event: Event, place: Mention, places: MentionIndex) -> list[Mention]:
    """The place and those that a list joins to it (`au Sahel et en RDC`), the house behind a town."""
    if not (_known(place) and _located(doc, event, place)):
        return []
    if place.type == "Place" and place.kind != "named":
        land = event.organised and place.lemma in office_words("transparent") and place.definite is True
        pointed = place.start > 0 and doc[place.start - 1].lower_ in nominal_words("demonstrative")
        if land and not pointed:
            return []  # `le débat … dans le pays`
    more = _joined(doc, event, place, places)
    if not more and event.organised:
        beside = _house(doc, place, places) or _square(doc, place, places)
        more = [beside] if beside is not None else []
    return [*_before(doc, event, place, places), place, *more]


def _house(doc: Doc, town: Mention, places: MentionIndex) -> Mention | None:
    """The house or square that is named right behind a town (`à Nantes, | devant le palais de justice`)."""
    at = town.end + (town.end < len(doc) and doc[town.end].text == ",")
    link = preposition(doc, at) if town.cls == CITY and at < len(doc) else None
    if link is None or link.lemma not in office_words("locative") or link.end >= len(doc):
        return None
    at = link.end + (doc[link.end].lower_ in office_words("determiner"))
    found = max(places.started(at, at + 1), key=lambda m: m.end, default=None)
    return found if found is not None and found.type == "Place" and found.cls not in AREAS else None


def _square(doc: Doc, town: Mention, places: MentionIndex) -> Mention | None:
    """The square or building right before a town (`sur la place Tahrir, | au Caire`)."""
    at = town.start - 1 - (preposition(doc, town.start - 1) is None)
    if town.cls != CITY or at < 1 or preposition(doc, at) is None:
        return None
    end = at - (doc[at - 1].text == ",")
    near = (m for m in places.started(max(end - _LISTED, 0), end) if m.end == end and m.kind == "named")
    found = max(near, key=lambda m: m.end - m.start, default=None)
    if found is None or found.type != "Place" or found.cls in AREAS:
        return None
    led = (f for k in range(max(found.start - 3, 0), found.start) if (f := preposition(doc, k)) is not None)
    link = next((f for f in led if found.start - f.end <= 1), None)
    known = office_words("locative") | words_of("event-on")
    return found if link is not None and link.lemma in known else None


def _before(doc: Doc, event: Event, place: Mention, places: MentionIndex) -> list[Mention]:
    """The places that are listed before the last one of a subject (`le Tchad et le Mali ont été le théâtre de`)."""
    found: list[Mention] = []
    at = place.start
    while place.end < event.mention.start:
        at -= doc[at - 1].lower_ in office_words("determiner")
        joined = at > 1 and (doc[at - 1].text == "," or doc[at - 1].lower_ in office_words("coordinator"))
        near = places.started(max(at - _LISTED, 0), at - 1) if joined else []
        before = next((m for m in near if m.end == at - 1 and m.kind == place.kind and m.cls == place.cls), None)
        if before is None or preposition(doc, before.start - 1) is not None:
            break
        found.append(before)
        at = before.start
    return found


def _joined(doc: Doc, event: Event, place: Mention, places: MentionIndex) -> list[Mention]:
    """The places that a list with `et` before its last goes on with (`à Sfax, Gafsa | et à Kairouan`)."""
    found: list[Mention] = []
    last = place
    while last.type == "Place" and last.end + 1 < len(doc):
        comma = doc[last.end].text == ","
        if not comma and doc[last.end].lower_ not in office_words("coordinator"):
            break
        link = preposition(doc, last.end + 1)
        if link is not None and link.lemma not in office_words("locative"):
            break
        at = link.end if link is not None else last.end + 1
        known = at < len(doc) and doc[at].lower_ in office_words("determiner")
        if known and comma and link is None:
            break  # `acteurs du conflit en Syrie, | l'Iran et les États-Unis`
        at += known
        near = places.started(last.end + 1, at + 1)  # `et dans le | centre du Mali`
        item = max((m for m in near if m.end > at), key=lambda m: (-m.start, m.end), default=None)
        alike = (
            item is not None and item.kind == place.kind and (item.cls == place.cls or "Place" in (item.cls, place.cls))
        )
        if item is None or (comma and not alike):
            break
        found.append(item)
        if not comma:
            return [] if link is None and _acts(doc, event, item) else found
        last = item
    return []


def _acts(doc: Doc, event: Event, place: Mention) -> bool:
    """Whether a place opens a clause of its own (`une réunion à Lens et | Pau proteste`)."""
    opens = event.mention.start - unit_tokens(doc)[unit_of(doc, place.start)][0]  # `Les attentats à A et B ont …`
    return not 0 <= opens <= 1 and place.end < len(doc) and doc[place.end].pos_ in ("VERB", "AUX", "PRON")


def _known(place: Mention) -> bool:
    """Whether a land, region or town is named somewhere (not `dans tout le pays`); a building may be only described."""
    named = place.chain is not None and any(m.kind == "named" for m in place.chain.mentions)
    return named or place.type != "Place" or place.cls not in AREAS


def _located(doc: Doc, event: Event, place: Mention) -> bool:
    """Does a preposition of place lead to the place, or `de` inside the phrase (`la bataille de Verdun`), or does `où`
    follow (`de retour de Berlin, où …`)?"""
    end = place.end + (place.end < len(doc) and doc[place.end].text == ",")
    if end < len(doc) and doc.lowered[end] in words_of("event-where"):
        return True
    at = _before_kind(doc, place.start) - 1
    if at >= 0 and doc[at].lower_ in office_words("determiner") and preposition(doc, at) is None:
        at -= 1
    found = next((f for k in range(max(0, at - 3), at + 1) if (f := preposition(doc, k)) and f.end > at), None)
    if found is None or (event.told is not None and place.cls == COURT):
        return True  # `jugé par le tribunal de Pau. Le procès …`
    if found.lemma in office_words("of"):
        part = any(doc.lowered[k] in nominal_words("part-of-house") for k in range(max(at - 2, 0), at))
        return part or event.mention.start < place.start < event.mention.end
    struck = event.mention.cls in words_of("event-struck") and found.lemma in words_of("event-target")
    struck = struck or (place.cls not in AREAS and event.organised and found.lemma in words_of("event-on"))
    fell = event.mention.cls == INCIDENT and found.lemma in words_of("event-on")  # `s'est abattu sur le Gard`
    struck = (
        struck or fell or (at < place.start - 2 and found.lemma in words_of("event-on"))
    )  # `sur la commune de Lens`
    return struck or found.lemma in office_words("locative")


def _before_kind(doc: Doc, at: int) -> int:
    """The noun before `de` that only says what kind of place is named (`la | ville de Tirana`), or the name itself."""
    before = at - 1 - (doc[at - 1].lower_ in office_words("singular-article"))
    if before > 0 and doc[before - 1].lower_ in office_words("transparent") and led_by_of(doc, at):
        before -= 1
        while before > 1 and doc[before - 1].pos_ in ("ADJ", "NOUN"):  # `la petite | commune de Lens`
            before -= 1
        return before
    return at


def led_by_of(doc: Doc, at: int) -> bool:
    """Does `de`, `du`, `des` lead to token `at`?"""
    found = preposition(doc, at - 1) or preposition(doc, at - 2)
    return found is not None and found.lemma in office_words("of")
