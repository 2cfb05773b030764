"""Interviews set as dialogue → drafts: `Anne Roy : Nous partons.` after a question, answers between questions.

A text is read so only where several paragraphs have this form: labelled ones, or short ones that end in a question mark
with answers in the first person between them. Questions report nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.layers import Argument, Mention, Range, Unit
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_SIGN = 14  # characters in which `Question :` ends
_LEAST = 2  # questions, or labelled paragraphs, that make an interview
_QUESTION = 50  # words of a question
_PUT = 25  # and of what is put to somebody without a mark
_LABEL = 6  # tokens in which a label ends
_INITIALS = 5  # characters of two initials
_WITH_OFFICE = 14  # and those of one with words in parentheses


@dataclass(slots=True)
class _Paragraph:
    units: list[tuple[int, Unit]]  # with their numbers
    label: Mention | None  # whose words it gives
    said: int | None  # the character behind its label
    dashed: bool
    asks: bool
    marked: bool  # as a question (`Question :`)
    answer: int | None  # the character behind the question with which it begins

    @property
    def labelled(self) -> bool:
        return self.said is not None

    @property
    def start(self) -> int:
        return self.units[0][1].start


def answers(page: Page) -> list[Draft]:
    """What is answered in an interview; nothing elsewhere."""
    paragraphs = _paragraphs(page)
    asked = sum(p.asks + p.marked for p in paragraphs)
    inline = sum(p.answer is not None for p in paragraphs)
    if max(asked, inline) < _LEAST and sum(p.labelled for p in paragraphs) < 2 * _LEAST:
        return []
    for before, p in pairwise(paragraphs):
        p.asks = p.asks or (not before.asks and _put(page, p))
    if sum(p.dashed for p in paragraphs) >= 2 * _LEAST:
        return _alternating(page, paragraphs)
    if sum(p.label is not None for p in paragraphs) >= (1 if any(p.marked for p in paragraphs) else _LEAST):
        return _labelled(page, paragraphs)
    return _between(page, paragraphs) if asked >= _LEAST else _inline(page, paragraphs)


def _paragraphs(page: Page) -> list[_Paragraph]:
    rows: dict[int, list[tuple[int, Unit]]] = {}
    for n, unit in enumerate(page.units):
        if unit.kind in ("text", "heading"):
            rows.setdefault(unit.paragraph, []).append((n, unit))
    found: list[_Paragraph] = []
    for units in rows.values():
        start, end = units[0][1].start, units[-1][1].end
        label, said = _label(page, start)
        sign, behind = _sign(page, start)
        marked = sign in speech_words("question-label")
        if marked or sign in speech_words("answer-label"):
            answered = not marked and any(p.marked for p in found)
            label, said = (_interviewed(page, start) if answered else None), behind
        text = page.text[start:end].rstrip(' »”"*')
        asks = text.endswith("?") and page.words(start, end) <= _QUESTION and page.quotation(end - 1) is None
        asks = asks or marked
        opening = page.token(start)  # none in a text of invisible characters
        dashed = opening < len(page.doc) and page.doc[opening].lower_ in speech_words("dash")
        first = units[0][1]
        question = page.text[first.start : first.end].rstrip().endswith("?") and page.quotation(first.end - 1) is None
        question = question and len(units) > 1 and page.words(first.start, first.end) <= _QUESTION
        answer = units[1][1].start if question and not asks else None
        found.append(
            _Paragraph(units=units, label=label, said=said, dashed=dashed, asks=asks, marked=marked, answer=answer)
        )
    return found


def _sign(page: Page, start: int) -> tuple[str, int]:
    """The word before a colon at the start of a paragraph, and the character behind it (`Q. :`)."""
    word, colon, _ = page.text[start : start + _SIGN].partition(":")
    return word.strip().rstrip(".").lower() if colon else "", start + len(word) + 1


def _label(page: Page, start: int) -> tuple[Mention | None, int | None]:
    """The person whose name stands before a colon at the start of a paragraph, and the character behind a label.

    `Anne Roy :`, `A. R. :`, `Anne Roy (directrice du port) :`, `Anne Roy, marin :`, `R :`, `ANNE ROY.`
    """
    doc = page.doc
    first = page.token(start)
    while first < len(doc) and doc[first].lower_ in speech_words("dash"):
        first += 1
    end = None  # where the name ends, before words in parentheses or behind a comma
    for k in range(first + 1, min(first + _WITH_OFFICE, len(doc))):
        if k >= first + _LABEL and end is None:
            break
        end = k if doc[k].text in ("(", ",") and end is None else end
        name = page.doc.between(first, k)
        capitals = doc[k].text == "." and doc[k].whitespace_ and k - first > 1 and name.isupper()
        if doc[k].text == ":" or capitals:
            stop = end or k
            person = next((m for m in page.at_token(first) if m.type == "Person" and m.end == stop), None)
            if person is None or len(name) <= _INITIALS:  # `M. T. :` is nobody called `T.`
                person = _shortened(page, first, stop) or person
            quoted = k + 1 < len(doc) and doc[k + 1].lower_ in speech_words("opening-mark")
            if quoted or (capitals and person is None) or _figures(page, k + 1):
                return None, None
            return person, page.at(k) + 1
        if page.finite(k) or (doc[k].is_space and doc[k].text.strip(" ")):
            break
    return None, None


def _figures(page: Page, k: int) -> bool:
    """Whether from a token on a line opens with a number and has no verb (`Anne Roy : 25 412 voix, 24,1 %`)."""
    doc = page.doc
    if k >= len(doc) or not doc[k].text[:1].isdigit():
        return False
    stop = next((j for j in range(k, len(doc)) if "\n" in doc[j].text), len(doc))
    return not any(page.finite(j) for j in range(k, stop))


def _shortened(page: Page, first: int, stop: int) -> Mention | None:
    """The only person before whose initials or surname a label is (`A. R.`, `AR`, `ROY`)."""
    label = page.doc.between(first, stop)
    letters = label.replace(".", "").replace(" ", "").replace("-", "")
    found: dict[int, Mention] = {}
    for m in page.mentions:
        if m.start >= first:
            break
        if m.type != "Person" or m.kind != "named" or m.chain is None:
            continue
        parts = [w for w in m.chain.name.replace("-", " ").split() if w[:1].isupper()]
        initials = "".join(w[0] for w in parts)
        short = len(letters) > 1 and letters in (initials, initials[:1] + initials[-1:])
        if short or label.casefold() in map(str.casefold, parts[-1:]):
            found[id(m.chain)] = m
    return next(iter(found.values())) if len(found) == 1 else None


def _alternating(page: Page, paragraphs: list[_Paragraph]) -> list[Draft]:
    """Turns that open with a dash, every second one an answer; those without a dash go on with the turn before."""
    turns: list[list[_Paragraph]] = []
    for p in paragraphs:
        if p.dashed:
            turns.append([p])
        elif turns and p.units[0][1].kind == "text":
            turns[-1].append(p)
    person = next((t[0].label for t in turns if t[0].label is not None and not t[0].asks), None)
    person = person or _interviewed(page, turns[0][0].start)
    named = next((n for n, t in enumerate(turns) if t[0].label is person and person is not None), None)
    asking = next((n for n, t in enumerate(turns) if t[0].asks), None)
    if person is None or (named is None and asking is None):
        return []
    first = named if named is not None else asking + 1  # type: ignore[operator]
    source = Argument(role="subject", start=person.start, end=person.end, head=person.head, mentions=[person])
    found = []
    for n, turn in enumerate(turns):
        if n % 2 == first % 2 and not turn[0].asks:
            content = [c for p in turn for c in _text(page, p)]
            found.append(
                Draft(content=content, rule="interview", confidence=0.7, unit=turn[0].units[0][0], source=source)
            )
    return [d for d in found if d.content]


def _labelled(page: Page, paragraphs: list[_Paragraph]) -> list[Draft]:
    """Each labelled paragraph with those behind it up to the next label or question."""
    found: list[Draft] = []
    open_draft: Draft | None = None
    for p in paragraphs:
        if p.labelled or p.asks or p.units[0][1].kind == "heading" or _tells(page, p):
            open_draft = None
        if p.label is not None and not p.asks:
            m = p.label
            source = Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])
            open_draft = Draft(content=[], rule="interview", confidence=0.8, unit=p.units[0][0], source=source)
            found.append(open_draft)
        if open_draft is not None:
            open_draft.content += _text(page, p)
    return [d for d in found if d.content]


def _tells(page: Page, p: _Paragraph) -> bool:
    """Whether a paragraph without a label quotes somebody as an article does (`… « Non », a indiqué Luc Roy.`)."""
    if p.label is not None:
        return False
    units = {n for n, _ in p.units}
    said = (c for c in page.doc._.clauses if c.unit in units and c.position == "incise" and cue_of(page.doc, c))
    return any(page.quotation(page.at(c.verb)) is None for c in said)


def _between(page: Page, paragraphs: list[_Paragraph]) -> list[Draft]:
    """The paragraphs between questions, where they speak in the first person; the person is named before them."""
    first = next(i for i, p in enumerate(paragraphs) if p.asks)
    labels = (b.label for a, b in pairwise(paragraphs[first:]) if a.asks)
    person = _interviewed(page, paragraphs[first].start) or next(labels, None)
    if person is None:
        return []
    found: list[Draft] = []
    last = max(i for i, p in enumerate(paragraphs) if p.asks) - first
    for n, (before, p) in enumerate(pairwise(paragraphs[first:])):
        if p.asks or p.units[0][1].kind == "heading" or (page.quotation(p.start) and not _whole(page, before, p)):
            continue
        if n > last and not _first_person(page, (p.start, p.units[-1][1].end)):
            break  # the article goes on (`Luc Roy n'en dira pas plus.`)
        if before.asks or not found:
            source = Argument(role="subject", start=person.start, end=person.end, head=person.head, mentions=[person])
            found.append(Draft(content=[], rule="interview", confidence=0.6, unit=p.units[0][0], source=source))
        found[-1].content += _text(page, p)
    named = any(a.asks and b.label is not None for a, b in pairwise(paragraphs))  # only the first answer has its label
    asked = any(p.asks and _addressed(page, p.start, p.units[-1][1].end) for p in paragraphs)
    return [d for d in found if d.content] if named else _own(page, found, asked=asked)


def _whole(page: Page, before: _Paragraph, p: _Paragraph) -> bool:
    """Whether a paragraph behind a question is but one quotation, an answer in marks."""
    q = page.quotation(p.start)
    return before.asks and q is not None and page.text[q.outer[1] : p.units[-1][1].end].strip(" .") == ""


def _inline(page: Page, paragraphs: list[_Paragraph]) -> list[Draft]:
    """What stands behind the question with which each paragraph begins (`Et la pêche ? Nous sommes inquiets.`)."""
    first = next((i for i, p in enumerate(paragraphs) if p.answer is not None), len(paragraphs))
    asked = [(p.start, p.answer) for p in paragraphs if p.answer is not None]
    if sum(_addressed(page, a, b) for a, b in asked) < _LEAST or 2 * len(asked) < len(paragraphs[first:]):
        return []  # an article that asks itself
    person = _interviewed(page, paragraphs[first].start) if first < len(paragraphs) else None
    if person is None:
        return []
    found: list[Draft] = []
    for p in paragraphs[first:]:
        content = page.trim(p.answer or p.start, p.units[-1][1].end)
        if content is None or p.units[0][1].kind == "heading":
            continue
        if p.answer is not None:
            source = Argument(role="subject", start=person.start, end=person.end, head=person.head, mentions=[person])
            found.append(Draft(content=[], rule="interview", confidence=0.6, unit=p.units[0][0], source=source))
        found[-1].content.append(content)
    return _own(page, found, asked=True)


def _put(page: Page, p: _Paragraph) -> bool:
    """Whether a short paragraph in an interview is put to somebody as a question is (`On vous dit inquiète.`)."""
    start, stop = p.start, p.units[-1][1].end
    if p.labelled or p.dashed or page.words(start, stop) > _PUT or page.quotation(start) is not None:
        return False
    own = (speech_words("first-person") - speech_words("you-asked")) | speech_words("first-person-own")
    speaks = not own.isdisjoint(page.doc.lowered[page.token(start) : page.token(stop)])
    return p.units[0][1].kind == "text" and _addressed(page, start, stop) and not speaks


def _addressed(page: Page, start: int, stop: int) -> bool:
    """Whether a question is put to somebody (`Êtes-vous inquiète ?`)."""
    return any(page.doc[k].lower_ in speech_words("you-asked") for k in range(page.token(start), page.token(stop)))


def _own(page: Page, found: list[Draft], *, asked: bool) -> list[Draft]:
    """Answers of which at least half speak in the first person or are quoted, else none; `asked`: to somebody."""
    found = [d for d in found if d.content]
    own = sum(any(_first_person(page, c) or page.quotation(c[0]) is not None for c in d.content) for d in found)
    return found if 2 * own >= len(found) and own >= (1 if asked else _LEAST) else []


def _interviewed(page: Page, stop: int) -> Mention | None:
    """The person named most often before the questions, of equals the first one."""
    named = [m for m in page.mentions if m.type == "Person" and m.kind == "named" and m.chain is not None]
    named = [m for m in named if page.at(m.start) < stop]
    if not named:
        return None
    times = Counter(id(m.chain) for m in named)
    return max(named, key=lambda m: (times[id(m.chain)], -m.start))


def _text(page: Page, p: _Paragraph) -> list[Range]:
    """The words of a paragraph behind its dash or label."""
    content = page.trim(p.start if p.said is None else p.said, p.units[-1][1].end)
    return [content] if content else []


def _first_person(page: Page, content: Range) -> bool:
    words = speech_words("first-person", "first-person-own")
    return any(page.doc[k].lower_ in words for k in range(page.token(content[0]), page.token(content[1])))
