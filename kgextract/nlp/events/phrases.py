"""Doc and token → the event phrase whose noun stands there: adjectives and number before it, complements after it.

"lors de la 56e session du Conseil des droits de l'homme à Genève" → 56e session du Conseil des droits de l'homme
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.figures import is_figure
from kgextract.nlp.events.pairs import joined
from kgextract.nlp.grammar.adjuncts import Fillers
from kgextract.nlp.grammar.base_phrases import after_head, base_phrase
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut, cuts, lowered, once
from kgextract.nlp.layers import AGENTS, DateExpression
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.dates import WORDS as CALENDAR
from kgextract.tables.events import NOUNS, EventNoun, words_of
from kgextract.tables.names import nominal_words, words

_ENDS = frozenset('.!?»"')
_BEFORE = 3  # adjectives and numbers between determiner and noun
_ROMAN = {"I": 1, "V": 5, "X": 10}
YEAR, _DAY = 4, 10  # characters of the value of a year, of a day


class Phrase(NamedTuple):
    """Tokens [start, end) of an event without its determiner; `dated` is a date that belongs to it."""

    start: int
    head: int
    end: int
    row: EventNoun
    ordinal: int | None
    capital: bool
    definite: bool | None
    plural: bool | None
    pointed: bool  # "ce décès", "sa nomination": what happened, or to whom, is known
    apposed: bool  # a proper name stands right after the noun ("l'ouragan Irma", "l'opération Barkhane")
    argument: bool  # a complement that says what it happens to ("la mort du roi")
    dated: DateExpression | None


def phrase(doc: Doc, i: int, fillers: Fillers, row: EventNoun | None = None) -> Phrase | None:
    """The event phrase whose noun starts at token i, or None; its row where no table knows the noun."""
    row = row or noun(doc, i)
    if row is None:
        return None
    head = i + len(cut(row.noun)) - 1
    capital = is_capital(doc[i]) and not opens_sentence(doc[i])
    start, ordinal = _start(doc, i, capital, foreign=row.capital)
    if start and doc[start - 1].lower_ in words_of("event-none"):
        return None
    end, names = after_head(doc, head)
    end = max(end, head + 1)
    at = names[0] - head if names is not None else 0
    apposed = at == 1 or (at == 2 and row.noun in words_of("event-own-name"))
    apposed = apposed and (row.apposed or row.class_ in words_of("event-apposed"))
    if row.apposed and not apposed:
        return None
    if at > 0 and not apposed:
        end = head + at
    end = joined(doc, end, row, fillers)
    definite = _definite(doc, start)
    counted = _counted(doc, head, row, fillers)
    if counted is not None:
        nth = ordinal if ordinal is not None else counted.ordinal
        return counted._replace(start=start, ordinal=nth, definite=definite, pointed=_is_pointed(doc, start))
    argument = _is_argument(doc, end)
    of_those = definite is False and doc[start - 1].lower_ in words("partitive")  # `victimes des attentats du 3 mai`
    dated, end = _dated(doc, row, end, definite or of_those, fillers) if end == head + 1 else (None, end)
    if of_those and ((dated is not None and dated.end - dated.start > 1) or _of_those(doc, start)):
        definite = True
    if dated is None:
        if not _is_bare(doc, start, row, definite, end):
            end = _before_date(doc, head + 1, _complements(doc, row, end, fillers), fillers)
        end = joined(doc, _over_names(doc, head + 1, end, fillers), row, fillers)
        year = fillers.dates.get(end)
        if year is not None and year.end == end + 1 and len(year.value or "") == YEAR:  # "le salon 2012": a name
            inner = any(noun(doc, k) is not None for k in range(head + 1, end))  # `l'élimination de la coupe 2022`
            dated, end = None if row.organised or inner else year, year.end
        elif capital and is_year(doc, end):
            end += 1
    return Phrase(
        start=start,
        head=head,
        end=end,
        row=row,
        ordinal=ordinal,
        capital=capital,
        definite=definite,
        plural=_is_plural(doc, head, row),
        pointed=_is_pointed(doc, start),
        apposed=apposed,
        argument=argument and end > head + 2,
        dated=dated,
    )


def _counted(doc: Doc, head: int, row: EventNoun, fillers: Fillers) -> Phrase | None:
    """The event that an edition is of: "la 14e édition du festival de Djerba" is the festival with its number."""
    figures = head + 1 < len(doc) and doc[head + 1].is_digit and len(doc[head + 1]) == YEAR
    end = head + 1 + figures  # "l'édition 2019 du salon"
    after = preposition(doc, end) if row.noun in words_of("event-counts") else None
    if after is None or after.lemma not in words("of-lemma"):
        return None
    known = words("definite") | nominal_words("demonstrative")
    at = after.end + (after.end < len(doc) and doc[after.end].lower_ in known)
    return phrase(doc, at, fillers) if at < len(doc) else None


def _start(doc: Doc, i: int, capital: bool, *, foreign: bool = False) -> tuple[int, int | None]:
    """Where the adjectives and numbers before the noun start, and the number; before a name only those of the name, of
    a `foreign` one also its other words (`le | Chery Open`)."""
    start, ordinal = i, None
    while start > 0 and i - start < _BEFORE and not doc[start - 1].is_space:
        word = doc[start - 1]
        place = number(word.text)
        if foreign and capital and word.pos_ in ("PROPN", "X") and is_capital(word):
            start -= 1
            continue
        adjective = word.pos_ == "ADJ" or (word.pos_ == "NOUN" and start > 1 and doc[start - 2].pos_ == "DET")
        if place is None and (not adjective or word.lower_ in words("time-noun")):
            break  # "un violent incendie", where the tagger takes the adjective for a noun
        if capital and not (word.text[0].isdigit() or is_capital(word) or (place or 0) > 1):
            break
        ordinal = place if place is not None else ordinal
        start -= 1
    return start, ordinal


def _is_pointed(doc: Doc, start: int) -> bool:
    """ "Ce décès", "sa nomination"; not "à son arrivée", which only says when, nor "notre départ", which is talk."""
    if not start:
        return False
    if "Dem" in doc[start - 1].morph.get("PronType", []):
        return True
    third = doc[start - 1].lower_ in words_of("event-third")
    return third and not (start > 1 and doc[start - 2].lower_ in words_of("event-when"))


def _is_plural(doc: Doc, head: int, row: EventNoun) -> bool | None:
    if not row.plural:
        return None
    last = row.plural.split()[-1].lower()
    return doc[head].lower_ == last != row.noun.split()[-1].lower()


def _dated(
    doc: Doc, row: EventNoun, end: int, definite: bool | None, fillers: Fillers
) -> tuple[DateExpression | None, int]:
    """A date right after `de`: part of the phrase in the name of what happened, or as a mere month, weekday or year."""
    after = preposition(doc, end)
    if after is None or after.lemma not in words("of-lemma"):
        return None, end
    dated = fillers.date_at(doc, after.end)
    if dated is None:
        return None, end
    named = definite is True and dated.end - dated.start > 1 and row.class_ not in words_of("event-scheduled")
    told = not after.contracted and len(dated.value or "") < _DAY  # not `l'attaque | de vendredi`
    return dated, dated.end if named or told else end


def _is_argument(doc: Doc, end: int) -> bool:
    """Whether `de` leads to somebody or something in particular: with a determiner, a number or a capital."""
    after = preposition(doc, end)
    if after is None or after.lemma not in words("of-lemma") or after.end >= len(doc):
        return False
    word = doc[after.end]
    known = word.lower_ in words("definite", "possessive", "indefinite") or word.text[0].isdigit() or is_capital(word)
    return after.contracted or known


def _complements(doc: Doc, row: EventNoun, end: int, fillers: Fillers) -> int:
    """The end with the noun's complements: `de`, those of its row, the country after `en`, the agent after `par`."""
    allowed = [*words("of-lemma"), *row.complements]
    first = end
    end = _two_sides(doc, end, row, fillers) or _pair(doc, end, max(end, complement(doc, end, allowed)))
    after = preposition(doc, end)
    leading = words_of("event-trip-to" if row.class_ in words_of("event-trip") else "event-inside")
    if after is not None and after.lemma in leading:
        known = row.class_ in words_of("event-trip") and not after.contracted and after.end < len(doc)
        place = fillers.mentions.get(after.end + (known and doc[after.end].lower_ in words("definite")))
        if (
            place is not None
            and place.type == "Place"
            and (place.kind == "named" or after.lemma in words_of("event-inside"))
        ):
            end = max(place.end, complement(doc, place.end, allowed))
            after = preposition(doc, end)
    if end > first and after is not None and after.lemma in words_of("event-agent"):
        end = complement(doc, end, [after.lemma, *words("of-lemma")])
    measured = end > first and end < len(doc) and doc[end].text[0].isdigit() and end not in fillers.dates
    return end + 1 if measured and doc[end - 1].lower_ in words_of("event-measure") else end


def _is_bare(doc: Doc, start: int, row: EventNoun, definite: bool | None, end: int) -> bool:
    """Whether what follows a bare noun behind `en` is the verb's (`a dit en réunion | du comité`)."""
    if definite is not None or not start or doc[start - 1].lower_ not in words_of("event-inside"):
        return False
    after = preposition(doc, end)
    known = words("definite", "possessive", "indefinite")
    return (
        row.class_ not in words_of("event-match") | words_of("event-trip")
        and after is not None
        and (after.contracted or (after.end < len(doc) and doc[after.end].lower_ in known))
    )


def _over_names(doc: Doc, start: int, end: int, fillers: Fillers) -> int:
    """The end behind a name that begins inside (`la session du | Comité national de lutte | contre la faim`)."""
    inside = (fillers.mentions.get(k) for k in range(start, end))
    end = max([end, *(m.end for m in inside if m is not None and m.kind == "named" and m.type == "Organization")])
    tied = end > start and end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    joined = fillers.mentions.get(end + 1) if tied else None
    return joined.end if joined is not None and joined.kind == "named" else end  # `le sommet Union africaine-Chine`


def _two_sides(doc: Doc, at: int, row: EventNoun, fillers: Fillers) -> int:
    """The end with three sides, or two with a person (`entre Anne Roy, Luc Petit et des élus`), or 0."""
    link = preposition(doc, at)
    if link is None or link.lemma not in words_of("event-two-sides") or link.lemma not in row.complements:
        return 0
    end, listed = side(doc, link.end, fillers), False
    while end and end + 1 < len(doc) and doc[end].text == ",":
        end, listed = side(doc, end + 1, fillers), True
    if not end or end + 1 >= len(doc) or doc[end].lower_ not in words("coordinator"):
        return 0
    return side(doc, end + 1, fillers) if listed or _person(link.end, end, fillers) else 0


def _person(start: int, end: int, fillers: Fillers) -> bool:
    return any((m := fillers.mentions.get(k)) is not None and m.type == "Person" for k in range(start, end))


def side(doc: Doc, at: int, fillers: Fillers) -> int:
    """The end of somebody, with title and determiner, or 0."""
    leading = words("civility", "definite", "indefinite")
    m = fillers.mentions.get(at) or (fillers.mentions.get(at + 1) if doc.lowered[at] in leading else None)
    if m is not None and m.type in AGENTS:
        return complement(doc, m.end, words("of-lemma"))
    base = base_phrase(doc, at)
    return complement(doc, base.base_end, words("of-lemma")) if base is not None else 0


def _pair(doc: Doc, first: int, end: int) -> int:
    """The end with a second complement that repeats the first one's preposition ("des élus et des experts")."""
    if end + 1 >= len(doc) or doc[end].lower_ not in words("coordinator"):
        return end
    if office_head(doc, end + 1) is not None:
        return end  # `candidat à l'élection législative | et patron du groupe`
    if doc[end + 1].pos_ == "NOUN" and (link := preposition(doc, end + 2)) and link.lemma in words("of-lemma"):
        return complement(doc, end + 2, words("of-lemma"))  # "festival Cinéma et migrations d'Agadir"
    if end == first:
        return end
    sides = (doc[k].lower_ in words_of("event-two-sides") for k in range(first, end))
    if any(sides):  # "entre le patronat et les syndicats"
        base = base_phrase(doc, end + 1)
        return complement(doc, base.base_end, words("of-lemma")) if base else end
    of = words("of")
    same = doc[end + 1].lower_ == doc[first].lower_ and doc[first].lower_ in of
    bare = doc[end + 1].lower_ in words("elided-of") and doc[end - 2].lower_ in words("elided-of")
    known = end + 2 + (end + 2 < len(doc) and doc[end + 2].lower_ in words("definite"))
    if not (same or bare) or (known < len(doc) and noun(doc, known) is not None):
        return end  # `le report de l'exposition de Luc Roy | et de la fête`
    return complement(doc, end + 1, words("of-lemma"))  # "des chefs d'État et de gouvernement"


def noun(doc: Doc, i: int) -> EventNoun | None:
    """The longest listed noun for an event at token i, None where it is none here."""
    text = lowered(doc)
    rows = _by_first_word().get(text[i])
    if rows is None or (doc[i].pos_ in ("VERB", "AUX", "ADP", "PRON", "ADV") and not is_capital(doc[i])):
        if rows is None or doc[i].pos_ != "VERB" or not _is_determined(doc, i):
            return None
    if any((f := preposition(doc, k)) is not None and f.end > i for k in range(max(0, i - 2), i)):
        return None  # "au départ de la place"
    if doc[i].pos_ == "ADJ" and i and doc[i - 1].pos_ in ("NOUN", "ADJ") and number(doc[i - 1].text) is None:
        return None  # "le forum social mondial"
    if i > 1 and text[i - 1] in words_of("event-room-of") and _is_room(doc, i - 2):
        return None  # "le palais des congrès", "le centre international de conférences"
    if i > 1 and text[i] in words_of("event-counted") and text[i - 2] in words("elided-of"):
        locution = any((f := preposition(doc, k)) is not None and f.end == i - 1 for k in range(max(0, i - 5), i - 2))
        if not locution and (text[i - 1] in words("one") or doc[i - 1].pos_ == "NUM"):
            return None  # "une visite d'une journée", but "lors d'une journée portes ouvertes"
    end, row = next(((i + len(p), row) for p, row in rows if tuple(text[i : i + len(p)]) == p), (i, None))
    return None if is_figure(text, i, end) else row


def _is_determined(doc: Doc, i: int) -> bool:
    """Whether a form is a noun by what stands before it ("un incendie", "cette rencontre", "lors de la marche").

    `la` and `l'` make it one only where no clitic may stand: at the beginning of a sentence, behind a preposition.
    """
    text = lowered(doc)
    k = i - 1
    while k >= 0 and doc[k].pos_ == "ADJ" and i - k <= _BEFORE:
        k -= 1
    if k < 0:
        return False
    if text[k] in words("one") | words("possessive") | nominal_words("demonstrative"):
        return True
    if text[k] not in words("definite"):
        return False
    return k == 0 or doc[k - 1].pos_ == "ADP" or doc[k - 1].is_space or doc[k - 1].text in _ENDS or k < i - 1


def _is_room(doc: Doc, k: int) -> bool:
    """Whether a noun that names rooms ends at a token, an adjective behind it or not."""
    text = lowered(doc)
    return text[k] in words_of("event-room") or (
        k > 0 and doc[k].pos_ == "ADJ" and text[k - 1] in words_of("event-room")
    )


def _definite(doc: Doc, start: int) -> bool | None:
    if start == 0:
        return None
    word = doc[start - 1].lower_
    if word in words("possessive"):
        return True
    if word in words("definite") and word not in words("partitive"):
        return True
    if (word in words("indefinite") and word not in words("of")) or word in words("partitive"):
        return False
    return None


def _of_those(doc: Doc, start: int) -> bool:
    """Whether `des` behind a noun that is no day is `de` with its article (`le procès | des attentats de Pau`)."""
    ends = once(doc, "date-ends", lambda: {d.end for d in doc._.dates or ()})
    return start > 1 and doc[start - 2].pos_ == "NOUN" and start - 1 not in ends


def _before_date(doc: Doc, head: int, end: int, fillers: Fillers) -> int:
    """A phrase ends before a date that a preposition adds ("élections législatives | du 5 juin")."""
    for k in range(head, end):
        if fillers.date_at(doc, k) is None:
            continue
        while k > head and (doc[k - 1].pos_ in ("ADP", "DET") or doc[k - 1].lower_ in words("of")):
            k -= 1
        return max(k, head)
    return end


@cache
def _ordinals() -> dict[str, int]:
    return {form: int(row.value) for row in CALENDAR.rows() if row.slot == "ordinal" for form in row.forms}


def number(word: str) -> int | None:
    """The number of an ordinal in letters or figures: `deuxième`, `2e`, `IIe` → 2."""
    found = re.fullmatch(r"(\d{1,3}|[IVX]{1,6})(\D{1,4}?)", word)
    if found and found[2] in words_of("event-ordinal"):
        return int(found[1]) if found[1].isdigit() else _roman(found[1])
    return _ordinals().get(word.lower())


def _roman(figures: str) -> int:
    """`XVII` → 17: a smaller figure before a larger one is taken off."""
    values = [_ROMAN[c] for c in figures]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def is_year(doc: Doc, i: int) -> bool:
    """Whether a bare year stands at a token, as it does behind a name (`la CAN 2019`)."""
    return i < len(doc) and re.fullmatch(r"(?:19|20)\d\d", doc[i].text) is not None


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], EventNoun], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], EventNoun]]] = {}
    for row in NOUNS.rows():
        for form in {row.noun, row.plural} - {""}:
            for split in cuts(form.lower()):
                table.setdefault(split[0], []).append((split, row))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in table.items()}
