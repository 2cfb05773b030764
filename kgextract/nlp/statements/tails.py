"""What is said → where its day, its place and its occasion close it behind a comma: they tell of the act of saying.

`a annoncé que le pont rouvrirait, | lors d'une visite à Lyon`, `…, | mardi devant le Sénat`.
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.grammar.apart import past_day
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.about import in_relative
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.resumed import remarks
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_ENDS = (".", "!", "?", "…", ";", ")")
_OPENED = 5  # tokens from `à l'ouverture de` to the noun of its event (`des travaux du congrès`)
_POINTED = 9  # tokens of a day and a place that close a sentence
_APPOSED = 10  # tokens of an apposition between two commas
_LED = 5  # tokens from a comma to the occasion that a preposition leads to
_TALKS = ("PressConference", "Interview", "Speech")  # what is held in order to speak


def late(page: Page, i: int, stop: int) -> int:
    """The token where a comma and an occasion end an infinitive (`…, au lendemain de`)."""
    for j in range(i + 1, stop - 1):
        if page.doc[j].text != "," or page.quotation(page.doc[j].idx) is not None:
            continue
        if remarks(page, j, stop):
            return before_day(page, i, j)
        found = preposition(page.doc, j + 1)
        if (found is not None and found.lemma in speech_words("late")) or opens_occasion(page, j + 1):
            return before_day(page, i, j)
    return before_day(page, i, stop)


def before_day(page: Page, i: int, stop: int) -> int:
    """The token where a comma and the day of saying close a sentence (`a proposé de voter, mardi à Lyon`)."""
    doc = page.doc
    last = stop
    while last > i + 1 and doc[last - 1].text in _ENDS:
        last -= 1
    place = next((m for m in page.at_token(last - 1) if m.type == "Place" and m.end == last), None)
    if place is not None and doc[place.start - 1].pos_ == "ADP" and page.dated(place.start - 2):
        last = place.start - 1
    k = last - 1
    while k > i + 1 and (page.dated(k) or doc[k].pos_ == "DET"):
        k -= 1
    return k if k < last - 1 and doc[k].text == "," and page.quotation(doc[k].idx) is None else stop


def occasion(page: Page, i: int, stop: int) -> int:
    """The token where a comma and the occasion of saying close a sentence (`…, lors d'une visite à Lyon`)."""
    for j in range(stop - 2, i, -1):
        inside = page.finite(j) and in_relative(page, j)  # `…, lors d'un débat qui a duré trois heures`
        if (page.finite(j) and not inside) or page.quotation(page.doc[j].idx) is not None:
            break
        if page.doc[j].text != "," or _ends_apposition(page, i, j):
            continue
        day = past_day(page.doc, j + 1)
        found = preposition(page.doc, day)
        then = found is not None and found.lemma in speech_words("late") & speech_words("event-preposition")
        if then or opens_occasion(page, day):
            return before_day(page, i, j)
        if day > j + 1 and found is not None and (told(page, found) or _over(page, i, j)):
            return j  # `affirme que le pont rouvrira, mardi à Lyon`
    return before_day(page, i, stop) if _pointed(page, i, stop) else stop


def _over(page: Page, i: int, comma: int) -> bool:
    """Whether the day behind a comma is over, and what is said is not: the day is that of saying it."""
    today = page.doc._.article.published
    date = next((d for d in page.dates if comma < d.start <= comma + 2), None)
    last = next((k for k in range(comma - 1, i - 1, -1) if page.finite(k)), None)
    if not today or date is None or last is None or not (day := day_of(date.value)) or day > today:
        return False
    tense, behind = page.doc[last].morph.get("Tense", []), page.doc[last + 1]
    perfect = page.doc[last].pos_ == "AUX" and "Part" in behind.morph.get("VerbForm", [])
    return "Fut" in tense or ("Pres" in tense and not perfect)


def _ends_apposition(page: Page, i: int, comma: int) -> bool:
    """Whether a comma closes who or what something is (`qu'il a vu Paul Roy, le préfet, | lors d'une fête`)."""
    doc = page.doc
    opening = next((k for k in range(comma - 1, max(i, comma - _APPOSED), -1) if doc[k].text == ","), i)
    if opening <= i + 1 or doc[opening + 1].pos_ not in ("DET", "NUM"):
        return False
    told = (m for k in range(comma + 1, min(comma + _LED, len(doc))) for m in page.at_token(k))
    if doc[opening - 1].pos_ not in ("PROPN", "NOUN") or any(m.cls in _TALKS for m in told):
        return False
    return all(t.pos_ not in ("VERB", "AUX", "CCONJ") and not page.dated(t.i) for t in doc[opening + 1 : comma])


def _pointed(page: Page, i: int, stop: int) -> bool:
    """Whether a comma and `ce` with a day close a clause: its own day would have no comma (`…, ce jeudi à Metz`)."""
    near = (k for k in range(max(i + 2, stop - _POINTED), stop - 1) if page.dated(k + 1))
    return any("Dem" in page.doc[k].morph.get("PronType", []) and page.doc[k - 1].text == "," for k in near)


def opens_occasion(page: Page, i: int) -> bool:
    """Whether the beginning or end of an occasion stands at a token (`…, à l'ouverture du congrès`)."""
    if i + 2 >= len(page.doc) or page.doc[i + 2].lower_ not in speech_words("opening-noun"):
        return False
    at, of = preposition(page.doc, i), preposition(page.doc, i + 3)
    if at is None or of is None:
        return False
    if at.lemma not in syntax("to-lemma") or of.lemma not in words("of-lemma"):
        return False
    behind = range(of.end, min(of.end + _OPENED, len(page.doc)))
    return any(m.type == "Event" and m.start >= of.end for k in behind for m in page.at_token(k))
