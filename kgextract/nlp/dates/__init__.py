"""Doc → `dates`: date expressions with EDTF values, told from the publication or from a date just named.

"Le Conseil se réunira jeudi prochain à Genève." (published 2024-07-02) → jeudi prochain, 2024-07-11
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kgextract.nlp.dates import clock, edtf
from kgextract.nlp.dates import forms as dateforms
from kgextract.nlp.dates.anchors import Anchor, NoDateError, number_in
from kgextract.nlp.dates.forms import DateForm
from kgextract.nlp.dates.tenses import Side, side
from kgextract.nlp.dates.values import value
from kgextract.nlp.doc import Doc, Span
from kgextract.nlp.grammar.wordlist import text_of
from kgextract.nlp.layers import DateExpression, Unit, unit_of
from kgextract.tables.dates import RULES
from kgextract.tables.names import words

_APPOSED = re.compile(r"[^,]+, (?:\w{1,2} )?\Z")  # what it is the day after, before the day itself between commas
_CONFIDENCE = {"clock": 0.7, "neighbour": 0.7, "daypart": 0.6, "season": 0.8, "ago": 0.8}
_TOLD_FROM_VERB = (
    *("day", "days", "listed", "weekday", "weekdays", "today", "week-of"),
    *("month", "months", "season", "part", "holiday", "relative"),
)
_DAYS = ("day", "weekday", "offset", "today")
_COMPLEMENT = 90  # characters in which "the eve of …" may name its day
_WEEK = 7
_BESIDE = 6
_NEXT = 4  # characters between a clock time and its day: a space, an article
_DAY = re.compile(r"\d{4}-\d\d-\d\d~?")
_NOUNS = ("NOUN", "PROPN")
_UNIT = 3  # letters of a unit without a plural


def read(doc: Doc) -> Doc:
    """Write `doc._.dates`."""
    text = text_of(doc)
    forms = [f for f in dateforms.date_forms(text) if f.rule.unit != "loose" or _is_year(doc, f)]
    for form in forms:
        found = dateforms.edge_before(text, form.start)
        if found and form.rule.form not in _DAYS:  # `a pris fin | lundi`
            form.start, form.edge = found
    _resolve(doc, forms)
    kept = _joined(text, [f for f in forms if not f.dead])
    doc._.dates = [d for f in kept if (d := _expression(doc, f)) is not None]
    _without_saints(doc, kept)
    for d in doc._.dates:  # the day of a date is no verb, whatever the model takes it for (`était dimanche soir à Pau`)
        if doc[d.start].pos_ in ("VERB", "AUX"):
            doc[d.start].pos_, doc[d.start].lemma_, doc[d.start].morph = "NOUN", doc[d.start].lower_, {}
            doc.tags[d.start] = "NOUN"
    return doc


def _without_saints(doc: Doc, forms: list[DateForm]) -> None:
    """The day of a saint is no place (`à la Saint-Jean`)."""
    spans = [span for f in forms if f.rule.form == "holiday" and (span := _tokens(doc, f)) is not None]
    if spans:
        found = doc._.mentions or ()
        doc._.mentions = [m for m in found if not any(s.start <= m.start and m.end <= s.end for s in spans)]


def _expression(doc: Doc, form: DateForm) -> DateExpression | None:
    span = _tokens(doc, form)
    if span is None:
        return None
    confidence = _CONFIDENCE.get(form.rule.form, 0.9)
    return DateExpression(start=span.start, end=span.end, value=form.value, rule=form.rule.id, confidence=confidence)


def _tokens(doc: Doc, form: DateForm) -> Span | None:
    found: Span | None = doc.char_span(form.start, form.end, alignment_mode="expand")
    return found


def _is_year(doc: Doc, form: DateForm) -> bool:
    """Whether four figures are no number of things: no noun in the plural follows."""
    span = _tokens(doc, form)
    if span is None or span.end >= len(doc):
        return True
    after = doc[span.end]
    several = "Sing" not in after.morph.get("Number", []) or len(after) <= _UNIT  # not `l'élection de 2027 | approche`
    return not (after.pos_ in _NOUNS and after.text.islower() and several)


def _published(doc: Doc) -> date | None:
    given = doc._.article.published if doc._.article else None
    try:
        return date.fromisoformat(given[:10]) if given else None
    except ValueError:
        return None


def _resolve(doc: Doc, forms: list[DateForm]) -> None:
    """Give each date its value, in text order; later ones may lean on earlier ones."""
    published = _published(doc)
    named: str | None = None
    named_day: date | None = None
    told_day: date | None = None  # outside quotation marks
    paragraph = -1
    sure: dict[int, set[str]] = {}  # weekday → the days that it is by a verb or its date
    loose: list[DateForm] = []  # weekdays whose clause tells no time
    for n in _order(text_of(doc), forms):
        form = forms[n]
        span = _tokens(doc, form)
        if span is None:
            form.dead = True
            continue
        if form.rule.form == "listed":
            _take_month(form, forms[n + 1 :])
        unit = doc._.units[unit_of(doc, span.start)]
        anchor = Anchor(published=published, side=Side(0, False), named=named, named_day=named_day)
        if form.rule.form == "clock" and unit.paragraph > paragraph + ("noon" not in form.slots) and paragraph >= 0:
            form.dead = True  # the day is none of the last one named, paragraphs before
            continue
        if form.rule.form in _TOLD_FROM_VERB:
            anchor.side = _side(doc, span)
            if form.rule.form == "today" and not anchor.side.sign and not _beside_date(text_of(doc), forms, n):
                form.dead = True  # it means nowadays
                continue
        if form.rule.form in ("offset", "today") and unit.paragraph <= paragraph:
            anchor.spoken = _spoken(doc, form, told_day, published)
        if form.rule.form == "neighbour":
            _complement(doc, form, forms, n, anchor)
        try:
            form.value = value(_in_brackets(text_of(doc), forms, n) or form, anchor)
        except NoDateError:
            form.dead = True
            continue
        if form.value and not edtf.in_calendar(form.value):
            form.dead = True
            continue
        if form.rule.form in ("clock", "neighbour") and form.value is None and published is not None:
            form.dead = True
            continue
        form.value = _same_day(text_of(doc), forms, n) or form.value
        _edited(text_of(doc), forms, n)
        if (weekday := number_in(form, "weekday")) is not None and form.value and form.rule.form in ("weekday", "day"):
            if form.rule.form == "day" or anchor.side.sign or "rel" in form.slots:
                sure.setdefault(weekday, set()).add(form.value)
            else:
                loose.append(form)
        if form.edge and form.value:
            form.value = edtf.edge(form.value, form.edge)
        if form.rule.form == "clock" and n:
            _beside(text_of(doc), forms[n - 1], form)
        elif form.value:
            named = form.value
            day = edtf.first(form.value)
            if day and _DAY.fullmatch(form.value) and not (named_day and _is_aside(doc, span, unit)):
                named_day, paragraph = day, unit.paragraph
                told_day = told_day if _is_quoted(doc, form) else day
    for form in loose:
        _as_elsewhere(form, sure, published)


def _as_elsewhere(form: DateForm, sure: dict[int, set[str]], published: date | None) -> None:
    """`la marche de jeudi` without a verb: the one Thursday of that week that the rest of the article tells of."""
    days = sure.get(number_in(form, "weekday") or 0, set())
    day = edtf.first(next(iter(days))) if len(days) == 1 else None
    if day is not None and published is not None and abs((day - published).days) <= _WEEK and not form.edge:
        form.value = day.isoformat()


def _is_aside(doc: Doc, span: Span, unit: Unit) -> bool:
    """Whether a relative clause holds a date (`à Djeddah, où des pourparlers ont repris le 26 octobre`)."""
    k = span.start - 1
    while k >= 0 and doc[k].idx >= unit.start:
        if doc[k].lower_ in words("relative"):
            return True
        k -= 1
    return False


def _order(text: str, forms: list[DateForm]) -> list[int]:
    """The order in which dates are read: that of the text, but a clock time after the day that follows it at once."""
    order: list[int] = []
    for n, form in enumerate(forms):
        before = forms[n - 1] if n else None
        if before and before.rule.form == "clock" and form.rule.form in _DAYS:
            gap = text[before.end : form.start]
            joined = gap.strip(" ") in words("coordinator")
            if 0 < len(gap) <= _NEXT and not joined and all(c.isalpha() or c == " " for c in gap):
                order.insert(-1, n)
                continue
        order.append(n)
    return order


def _take_month(form: DateForm, after: list[DateForm]) -> None:
    """ "The 6th and the 13th of April": the first day has the month of the last."""
    last = next((f for f in after if "month" in f.slots), None)
    if last is not None:
        for slot in ("month", "year", "yearof", "rel"):
            if slot in last.slots:
                form.slots[slot] = last.slots[slot]


def _in_brackets(text: str, forms: list[DateForm], n: int) -> DateForm | None:
    """The day that stands in brackets right behind a weekday ("mardi (18 juin)")."""
    form, after = forms[n], forms[n + 1] if n + 1 < len(forms) else forms[n]
    told = form.rule.form == "weekday" and after.rule.form == "day" and text[form.end : after.start] == " ("
    return after if told and text[after.end : after.end + 1] == ")" else None


def _same_day(text: str, forms: list[DateForm], n: int) -> str | None:
    """The day that a weekday in brackets only explains ("demain (mercredi)")."""
    form, before = forms[n], forms[n - 1] if n else forms[n]
    if form.rule.form != "weekday" or before.dead or text[before.end : form.start] not in (" (", " ["):
        return None
    closed = text[form.end : form.end + 1] in tuple(")]")
    if not closed or not all(_DAY.fullmatch(f.value or "") for f in (form, before)):
        return None
    day, other = edtf.first(before.value or ""), edtf.first(form.value or "")
    return before.value if day and other and day.weekday() == other.weekday() else None


def _edited(text: str, forms: list[DateForm], n: int) -> None:
    """The day of "yesterday" in quoted words is that which the editor adds in square brackets ("hier [vendredi]")."""
    form, before = forms[n], forms[n - 1] if n else forms[n]
    bracketed = text[before.end : form.start] == " [" and text[form.end : form.end + 1] == "]"
    if bracketed and form.rule.form == "weekday" and before.rule.form == "offset" and before.rule.n < 0:
        before.value = form.value


def _beside_date(text: str, forms: list[DateForm], n: int) -> bool:
    """Whether another date stands right beside the n-th ("aujourd'hui, le 8 février")."""
    form = forms[n]
    if "weekday" in form.slots:
        return True
    after = forms[n + 1] if n + 1 < len(forms) else None
    before = forms[n - 1] if n else None
    return bool(
        (after and after.start - form.end <= _BESIDE and "\n" not in text[form.end : after.start])
        or (before and not before.dead and 0 <= form.start - before.end <= _BESIDE)
    )


def _beside(text: str, a: DateForm, b: DateForm) -> None:
    """ "08H45 locales (07H45 GMT)" is one moment: the offset of the local time is known."""
    between = text[a.end : b.start].strip()
    if a.rule.form == "clock" and between == "(" and a.value and b.value and len(a.value) < len(b.value):
        moment = clock.same_moment(a.value, b.value)
        if moment:
            a.value = b.value = moment


def _side(doc: Doc, span: Span) -> Side:
    unit = doc._.units[unit_of(doc, span.start)]
    sentence = doc.char_span(unit.start, unit.end, alignment_mode="expand")
    first, last = (sentence.start, sentence.end) if sentence is not None else (0, len(doc))
    return side(doc, span.start, span.end, first, last)


def _complement(doc: Doc, form: DateForm, forms: list[DateForm], n: int, anchor: Anchor) -> None:
    """ "The day after the marches of last Friday" is told from last Friday, else from the day of the sentence."""
    text = text_of(doc)
    if not dateforms.of_after().match(text, form.end):
        return
    anchor.complement = True
    stop = re.search(r"[.;\n]", text[form.end : form.end + _COMPLEMENT])
    limit = form.end + (stop.start() if stop else _COMPLEMENT)
    for other in forms[n + 1 :]:
        if other.start > limit:
            break
        close = "," not in text[form.end : other.start] or dateforms.of_before().search(text, 0, other.start)
        itself = not close and text[other.end : other.end + 1] == "," and _APPOSED.match(text, form.end, other.start)
        if (close or itself) and other.rule.form in _DAYS:
            try:
                found = edtf.first(value(other, Anchor(published=anchor.published, side=Side(-1, False))) or "")
            except NoDateError:
                return
            back = form.rule.n if itself else 0  # `la veille du vote, lundi,`: the eve is Monday
            day = min(max(found.toordinal() - back, 1), date.max.toordinal()) if found else None
            anchor.complement_day = date.fromordinal(day) if day else None
            return
    for other in reversed(forms[:n]):
        if "\n" in text[other.end : form.start]:
            return
        if other.value and _DAY.fullmatch(other.value):
            anchor.published = edtf.first(other.value)
            return


def _spoken(doc: Doc, form: DateForm, day: date | None, published: date | None) -> date | None:
    """The day on which quoted words were said: the last one named nearby, within the week before the publication."""
    if day is None or published is None or not 0 <= (published - day).days < _WEEK:
        return None
    return day if _is_quoted(doc, form) else None


def _is_quoted(doc: Doc, form: DateForm) -> bool:
    return any(q.start <= form.start < q.end for q in doc._.quotations or ())


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str, str], ...]:
    rows = [r for r in RULES.rows() if r.form in ("interval", "inherit")]
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:{r.before.removesuffix('$')})\Z".replace(" ?", "[ \t]*"), re.IGNORECASE),
            re.compile(rf"(?:{r.pattern})\Z", re.IGNORECASE),
            r.form,
            r.id,
        )
        for r in rows
    )


def _joined(text: str, forms: list[DateForm]) -> list[DateForm]:
    """Two dates with "from … to", "between … and" around them → one; a year said once counts for both of a list."""
    out: list[DateForm] = []
    for form in forms:
        merged = out and _join(text, out[-1], form)
        if not merged:
            out.append(form)
    return out


def _join(text: str, a: DateForm, b: DateForm) -> bool:
    between = text[a.end : b.start]
    if len(between) > 14 or not a.value or not b.value:
        return False
    for before, middle, form, id in _pairs():
        lead = before.search(text, max(0, a.start - 20), a.start)
        if not lead or not middle.match(between):
            continue
        value_a = _with_year_of(a, b)
        if form == "inherit":
            a.value = value_a
            return False
        value_b = _later(value_a, a, b)
        start, end = edtf.first(value_a), edtf.last(value_b)
        if start is None or end is None or start >= end or "/" in a.value + b.value or "T" in a.value + b.value:
            continue
        a.value = edtf.interval(value_a, value_b)
        a.start, a.end = lead.start(), b.end
        a.rule = next(r for r in RULES.rows() if r.id == id)
        return True
    return False


def _with_year_of(a: DateForm, b: DateForm) -> str:
    """The value of a date without a year beside one with a year: the same year, or the one before."""
    assert a.value and b.value
    if "month" not in a.slots or "year" in a.slots or "year" not in b.slots:
        return a.value
    year = int(b.slots["year"])
    same = f"{year:04d}{a.value[4:]}"
    return same if same <= b.value else f"{year - 1:04d}{a.value[4:]}"


def _later(value: str, a: DateForm, b: DateForm) -> str:
    """The value of the end of a time whose days have no year: the first such day behind its beginning (`présentée du 5
    mai au 30 septembre`, said in July)."""
    assert b.value
    dated = all("month" in form.slots and "year" not in form.slots for form in (a, b))
    if not dated or b.value > value or not value[:4].isdigit():
        return b.value
    same = f"{value[:4]}{b.value[4:]}"
    return same if same > value else f"{int(value[:4]) + 1:04d}{b.value[4:]}"
