"""Quotations that no verb claims → drafts: whole paragraphs between marks, units that go on with one, a name behind."""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.layers import Quotation, Range, Unit
from kgextract.nlp.statements.beside_quotation import (
    captioned,
    given_to,
    named_behind,
    next_voice,
    signer,
    spoken_of,
    told_behind,
    topic_before,
)
from kgextract.nlp.statements.colons import tokens
from kgextract.nlp.statements.connectives import links
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.posed import taking_up
from kgextract.nlp.statements.speakers.replies import asked_before
from kgextract.nlp.statements.within import within
from kgextract.tables.speech import speech_words

_BULLETS = "-–—•· "
_REPEATED = 3  # words that are hardly said twice
_QUOTED = 4  # quoted words that say something
_LEAD = 6  # tokens of a connective before a quotation
_LONG = 12  # units of a quotation whose speaker is named at its end


def leftovers(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Units that are one quotation without a cue: more of the statement before them, or statements of their own."""
    covered = sorted(c for d in drafts if not d.nested for c in d.content)
    last: dict[int, Draft] = {}
    for d in sorted(drafts, key=lambda d: (d.unit, d.content[-1][1])):
        if not d.nested:
            last[d.unit] = d
    found: list[Draft] = []
    for n, unit in enumerate(page.units):
        lead = page.text[unit.start : unit.end]
        begins = unit.start + len(lead) - len(lead.lstrip(_BULLETS))
        q = page.quotation(begins)
        if n in last and (earlier := _and_told(page, q, last[n], begins)) is not None:
            found.append(earlier)
        if unit.kind != "text" or n in last or page.words(unit.start, unit.end) < 3:
            continue
        before = last.get(n - 1)
        if q is None:
            if (draft := _connected(page, n, before) or within(page, n, before, last.get(n + 1))) is not None:
                if draft is not before:
                    found.append(draft)
                last[n] = draft
            continue
        several = _joined(page, q, unit)
        signed = signer(page, several[-1].outer[1], unit)
        told = told_behind(page, several[-1].outer[1], n) if signed is None else None
        signed = signed or told or given_to(page, n)
        tail = "" if signed is not None else page.text[several[-1].outer[1] : unit.end].strip(" .,!?…)")
        tail = "" if tail.lower().startswith(tuple(speech_words("alluding"))) else tail
        if any(a < unit.end and b > unit.start for a, b in covered):
            continue
        if tail or q.outer[0] > begins:
            if tail and q.closed and (draft := within(page, n, before, last.get(n + 1))) is not None:
                found.append(draft)
                last[n] = draft
            continue
        content = [(max(s.start, unit.start), min(s.end, unit.end)) for s in several]
        if content[0][0] >= content[0][1] or _again(page, content[-1]):
            continue
        if signed is not None:
            found.append(Draft(content=content, rule="quotation-alone", confidence=0.6, unit=n, source=signed))
            last[n] = found[-1]
            continue
        after = _after(page, n, last)
        if after is not None and _goes_on(page, n, q, after):
            after.content[:0] = content
            last[n] = after
            continue
        asked = asked_before(page, n) is not None and not page.text[content[0][0] : content[-1][1]].endswith("?")
        near = (
            before is not None
            and not asked
            and (page.units[n - 1].paragraph == unit.paragraph or not q.closed or _open_before(page, n))
        )
        more = before is not None and not asked and before.rule == "incise" and _goes_on_whole(page, n, before)
        if before is not None and (more or (near and page.kind(before.content) == "direct")):
            before.content += content
            last[n] = before
            continue
        draft = Draft(content=content, rule="quotation-alone", confidence=0.6, unit=n)
        opens = not n or page.units[n - 1].paragraph != unit.paragraph or page.units[n - 1].kind == "dateline"
        says = page.text[unit.end - 1] in ".!?…" and any(page.finite(t) for t in tokens(page, content))
        ended = says or page.text[content[-1][1] - 1] in ".!?…"
        behind = named_behind(page, n, new=before is not None) if opens and ended else None
        behind = behind or (captioned(page, n) if opens else None)
        if spoken_of(page, behind, content):
            behind = next_voice(page, n, drafts)
        topic = topic_before(page, n) if behind is None and before is None else None
        if behind is None and before is None and topic is None:
            topic = taking_up(page, n, last.get(n - 2))
        topic = None if spoken_of(page, topic, content) else topic
        draft.source = behind or (before.source if before is not None else topic)
        if before is None and draft.source is None and not any(page.finite(t) for t in tokens(page, content)):
            continue  # a slogan
        found.append(draft)
        last[n] = draft
    return found


def _and_told(page: Page, q: Quotation | None, behind: Draft, begins: int) -> Draft | None:
    """What is quoted before `et de` with an infinitive of saying (`« Je suis pour », et de préciser que …`)."""
    doc = page.doc
    clause = behind.clause
    if q is None or not q.closed or q.outer[0] > begins or clause is None or clause.form != "infinitive":
        return None
    first = page.token(q.outer[1])
    first += doc[first].text == ","
    led = clause.start - first == 2 and doc[first].lower_ in speech_words("and-word")
    if not led or behind.content[0][0] < q.outer[1] or doc[first + 1].lower_ not in speech_words("of-form"):
        return None
    content = [(max(q.start, begins), q.end)]
    return replace(behind, content=content, rule="quotation-alone", confidence=0.6, cue=None)


def _again(page: Page, content: Range) -> bool:
    """Whether words set apart are quoted again further on, with their speaker (an intertitle in quotation marks)."""
    start, end = content
    words = page.text[start:end].strip(" \u00a0.,!?…")
    at = page.text.find(words, end) if page.words(start, end) >= _REPEATED else -1
    return at >= 0 and page.quotation(at) is not None


def _after(page: Page, n: int, last: dict[int, Draft]) -> Draft | None:
    """The statement of the next unit, or of one further on where those between are quoted whole and have none."""
    for k in range(n + 1, min(n + _LONG, len(page.units))):
        unit = page.units[k]
        q = page.quotation(unit.start)
        if k in last or q is None or q.outer[1] < unit.end - 1:
            return last.get(k)
    return None


def _goes_on(page: Page, n: int, q: Quotation, after: Draft) -> bool:
    """Whether a quotation that no mark closes in its unit goes on in the next one, whose speaker then says it all."""
    following = page.units[n + 1]
    inside = q.outer[1] > following.start
    again = page.quotation(following.start)
    if not inside and q.closed and again is not None and after.unit == n + 1 and after.source is not None:
        asks = page.text[q.start : q.end].rstrip().endswith("?")
        same = following.paragraph == page.units[n].paragraph and page.kind(after.content) == "direct"
        if same and not asks and after.rule == "incise" and after.content[0][0] <= following.start + 2:
            return True  # `« Le lac a gelé. » « On y marche depuis hier », raconte Jean Morel`
    if not inside and (q.closed or again is None or following.start - again.outer[0] not in (0, 1)):
        return False
    first = after.content[0][0]
    last = page.units[after.unit]
    begins = first <= following.start + 2 or (first <= last.start + 2 and after.unit > n + 1)
    return after.rule == "incise" and begins and page.kind(after.content) == "direct"


def _goes_on_whole(page: Page, n: int, before: Draft) -> bool:
    """Whether a quotation goes on with what is said around the verb right before it, or a paragraph before it.

    `La digue « tient », dit la maire. « Nous dormirons. »`, `« Il pleut », dit la maire.\n\n« La digue tiendra. »`
    """
    if before.unit != n - 1 or before.cue_range is None:
        return False
    apart = page.units[n].paragraph - page.units[n - 1].paragraph
    kind = page.kind(before.content)
    return (apart == 0 and kind == "mixed") or (apart == 1 and kind == "direct")


def _connected(page: Page, n: int, before: Draft | None) -> Draft | None:
    """What is quoted behind a connective alone, right behind what its speaker said: more of that, or a draft.

    `« Nous tiendrons », dit la maire. Surtout, « la dette recule ».`, `Résultat : « nous sommes prêts »`
    """
    unit = page.units[n]
    if before is None or before.source is None or page.units[n - 1].paragraph != unit.paragraph:
        return None
    q = next(iter(page.between(unit.start, unit.end)), None)
    if q is None or not q.closed or page.words(q.start, q.end) < _QUOTED:
        return None
    several = _joined(page, q, unit)
    first, at = page.token(unit.start), page.token(q.outer[0])
    if page.text[several[-1].outer[1] : unit.end].strip(" .,!?…") or not 0 < at - first <= _LEAD:
        return None
    if any(page.finite(t) for t in range(first, at)) or any(m.kind == "named" for m in page.around(first, at)):
        return None
    if not links(page, first, at):
        return None
    if not any(page.finite(t) for t in range(page.token(q.start), page.token(q.end))):
        return None
    content = [(s.start, min(s.end, unit.end)) for s in several]
    answer = page.doc[first].lower_ in speech_words("heading-noun") and asked_before(page, n) is not None
    if answer:  # `« Pourquoi ? », demande le juge. Réponse : « Par peur. »`
        return Draft(content=content, rule="quotation-alone", confidence=0.6, unit=n)
    if page.kind(before.content) == "direct" and before.rule != "according-to":
        before.content += content
        return before
    return Draft(content=content, rule="quotation-alone", confidence=0.6, unit=n, source=before.source)


def _joined(page: Page, q: Quotation, unit: Unit) -> list[Quotation]:
    """A quotation and those behind it that only conjunctions join to it (`« Il pleut », mais « le pont tiendra »`)."""
    found = [q]
    for other in page.between(q.outer[1], unit.end):
        link = page.text[found[-1].outer[1] : other.outer[0]].strip(" ,;")
        if link not in speech_words("and-word", "joins-quotations"):
            break
        found.append(other)
    return found


def _open_before(page: Page, n: int) -> bool:
    """Whether the unit before ends in a quotation that nobody closed."""
    q = page.quotation(page.units[n - 1].end - 1)
    return q is not None and not q.closed
