"""Quotations that no verb claims → drafts: whole paragraphs between marks, units that go on with one, a name behind."""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Quotation, Range, Unit
from kgextract.nlp.statements.colons import last_person, tokens
from kgextract.nlp.statements.connectives import links
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.handed import handed
from kgextract.nlp.statements.inverted import called, subject
from kgextract.nlp.statements.speakers.mourned import dies
from kgextract.nlp.statements.speakers.replies import asked_before
from kgextract.nlp.statements.speakers.told import tells_of_kin
from kgextract.nlp.statements.within import within
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_SIGNS = (",", "(", "–", "—", "-")
_DASHES = ("–", "—")
_BULLETS = "-–—•· "
_REPEATED = 3  # words that are hardly said twice
_QUOTED = 4  # quoted words that say something
_LEAD = 6  # tokens of a connective before a quotation
_LONG = 12  # units of a quotation whose speaker is named at its end
_SAID = 6  # tokens of a sentence that may say what the words before it are


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
        signed = _signed(page, several[-1].outer[1], unit)
        told = _told(page, several[-1].outer[1], n) if signed is None else None
        signed = signed or told or _handed(page, n)
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
        behind = _behind(page, n, new=before is not None) if opens and ended else None
        behind = behind or (_captioned(page, n) if opens else None)
        if _spoken_of(page, behind, content):
            behind = _next_voice(page, n, drafts)
        topic = _topic(page, n) if behind is None and before is None else None
        topic = None if _spoken_of(page, topic, content) else topic
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


def _topic(page: Page, n: int) -> Argument | None:
    """The person whom the sentence before is about (`Le maire Jean Roy se veut rassurant. « … »`)."""
    if not n or page.units[n - 1].kind != "text" or page.units[n].paragraph - page.units[n - 1].paragraph > 1:
        return None
    if dies(page, n - 1) or tells_of_kin(page, n, page.token(page.units[n - 1].start)):
        return None
    phrase = noun_phrase(page.doc, page.token(page.units[n - 1].start))
    source = subject(page, phrase) if phrase is not None else None
    return source if source is not None and any(m.type == "Person" for m in source.mentions) else None


def _next_voice(page: Page, n: int, drafts: list[Draft]) -> Argument | None:
    """Who says the next words that the paragraph quotes."""
    paragraph = page.units[n].paragraph
    later = (d for d in drafts if d.unit > n and not d.nested and page.units[d.unit].paragraph == paragraph)
    found = min(later, key=lambda d: (d.unit, d.content[0][0]), default=None)
    return found.source if found is not None and page.kind(found.content) == "direct" else None


def _spoken_of(page: Page, source: Argument | None, content: list[Range]) -> bool:
    """Whether the words quoted name somebody, who then does not say them (`« Luc ment. » Luc Roy est attendu …`)."""
    people = {id(m.chain) for m in source.mentions if m.type == "Person"} if source is not None else set()
    inside = (m for t in tokens(page, content) for m in page.at_token(t) if m.kind == "named") if people else ()
    return any(id(m.chain) in people for m in inside)


def _signed(page: Page, at: int, unit: Unit) -> Argument | None:
    """The person whose name signs a quotation (`« Tout est perdu » (Jean Roy, maire)`, `« … », le maire Jean Roy`)."""
    begun, stop = page.token(at), page.token(unit.end)
    first = begun
    while first < stop and (page.doc[first].text in _SIGNS or page.doc[first].lower_ in speaker_words("signing")):
        first += 1
    if not begun < first < stop or any(page.finite(k) for k in range(first, stop)):
        return None
    phrase = noun_phrase(page.doc, first)
    source = subject(page, phrase) if phrase is not None else None
    named = source is not None and any(m.type == "Person" and m.kind == "named" for m in source.mentions)
    return source if named else None


def _handed(page: Page, n: int) -> Argument | None:
    """To whom the sentence behind a quotation gives its words (`« Tout est perdu. » Ainsi parle Jean Roy.`)."""
    if n + 1 >= len(page.units) or page.units[n + 1].paragraph - page.units[n].paragraph > 1:
        return None
    after = page.units[n + 1]
    first, stop = page.token(after.start), page.token(after.end)
    if after.kind != "text" or page.quotation(after.start) is not None:
        return None
    sign = page.doc[first].text if page.doc[first].lower_ not in speaker_words("signing") else ""
    listed = n + 2 < len(page.units) and page.text.startswith(sign, page.units[n + 2].start)
    if not sign or (sign in _DASHES and not listed):  # `— Jean Roy, maire`, `Signé Jean Roy`
        return handed(page, first, stop) or _signed(page, after.start, after)
    return handed(page, first, stop)


def _told(page: Page, at: int, n: int) -> Argument | None:
    """Whom the sentence behind a quotation and a colon is about (`« Il faut agir vite » : Jean Roy s'inquiète.`)."""
    unit = page.units[n]
    first, stop = page.token(at), page.token(unit.end)
    apart = stop - first == 1 and n + 1 < len(page.units)  # the colon ends its unit
    if page.doc[first].text not in (":", ",") or (not apart and (first + 2 >= stop or page.between(at, unit.end))):
        return None
    begins, ends = (stop, page.token(page.units[n + 1].end)) if apart else (first + 1, stop)
    if (one := handed(page, begins, ends)) is not None:
        return one
    if page.doc[first].text != ":":
        return None
    said = page.quotation(at - 1)
    if said is None or not any(page.finite(k) for k in range(page.token(said.start), page.token(said.end))):
        return None
    phrase = _leading(page, begins, ends) or next(iter(_past_setting(page, begins, ends) or ()), None)
    source = subject(page, phrase) if isinstance(phrase, Phrase) else None
    if not isinstance(phrase, Phrase) or source is None or not any(page.finite(k) for k in range(phrase.end, ends)):
        return None
    human = called(page, phrase.head) or any(m.type == "Person" for m in source.mentions)
    return source if human and page.words(said.start, said.end) >= _QUOTED else None


def _behind(page: Page, n: int, *, new: bool) -> Argument | None:
    """Whom the sentence behind a quotation is about, or to whom it gives its words; `new`: only one first named there.

    `« Tout est perdu. » Jean Roy, 45 ans, ne décolère pas.`, `« Assez ! » Ces mots sont ceux de Jean Roy.`
    """
    if n + 1 >= len(page.units) or page.units[n + 1].kind != "text":
        return None
    after = page.units[n + 1]
    first, stop = page.token(after.start), page.token(after.end)
    quoted = page.quotation(after.start) is not None
    if after.paragraph != page.units[n].paragraph or quoted or stop - first < _SAID // 2:
        return None
    said = (k for k in range(first, min(first + _SAID, stop)) if page.doc[k].lower_ in speaker_words("words-said"))
    if (at := next(said, None)) is not None:  # `Jean Roy a eu ces mots devant la maire`, `Le mot est de Jean Roy`
        return last_person(page, first, at) or last_person(page, at, stop)
    according = page.doc[first].lower_ in speech_words("according", "according-opinion")  # `« … » Selon Jean Roy, …`
    phrase = noun_phrase(page.doc, first + 1) if according else _leading(page, first, stop)
    source = subject(page, phrase) if phrase is not None else None
    if not according and (source is None or not any(m.type == "Person" for m in source.mentions)):
        phrase, source = _past_setting(page, first, stop) or (phrase, source)
    if phrase is None or source is None:
        return None
    human = called(page, phrase.head) or any(m.type in ("Person", "Role") for m in page.at_token(phrase.head))
    if not human and not any(m.type == "Person" for m in source.mentions):
        return None
    known = [m.chain for m in page.around(phrase.start, phrase.end) if m.type == "Person" and m.chain is not None]
    several = phrase.plural and phrase.definite and not known  # `« … » Les deux hommes seront jugés en mai.`
    return None if new and (several or any(m.start < first for c in known for m in c.mentions)) else source


def _past_setting(page: Page, first: int, stop: int) -> tuple[Phrase, Argument] | None:
    """The person named behind what a comma closes without a verb (`Le regard perdu, Jean Roy …`)."""
    for k in range(first, stop - 2):
        if page.finite(k):
            return None
        phrase = noun_phrase(page.doc, k + 1) if page.doc[k].text == "," else None
        source = subject(page, phrase) if phrase is not None else None
        if phrase is not None and source is not None and any(m.type == "Person" for m in source.mentions):
            return phrase, source
    return None


def _captioned(page: Page, n: int) -> Argument | None:
    """The person whom the line before a quotation presents, and nothing else (`Jean Roy, 45 ans, boulanger`)."""
    if not n or page.units[n - 1].kind == "text" or page.units[n].paragraph - page.units[n - 1].paragraph > 1:
        return None
    line = page.units[n - 1]
    first, stop = page.token(line.start), page.token(line.end)
    if any(page.finite(k) for k in range(first, stop)):
        return None
    doc = page.doc
    named = (m for m in page.around(first, stop) if m.type == "Person" and m.kind == "named")
    opening = [m for m in named if m.start == first or doc[m.start - 1].text == ":"]
    alone = [m for m in opening if m.end >= stop or doc[m.end].is_punct or doc[m.end].is_space]
    if len(alone) != 1:
        return None
    (m,) = alone
    return Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])


def _leading(page: Page, first: int, stop: int) -> Phrase | None:
    """The first phrase of a sentence behind dates, adverbs and prepositional phrases (`Mardi, à Gap, Jean Roy …`)."""
    doc = page.doc
    while first < stop:
        governed = preposition(doc, first) if doc[first].pos_ != "DET" else None
        phrase = noun_phrase(doc, governed.end - governed.contracted if governed else first)
        if governed is not None:
            first = max(governed.end, phrase.end if phrase else 0)
        elif page.dated(first) or doc[first].is_punct or doc[first].pos_ == "ADV":
            first += 1
        else:
            return phrase
    return None


def _open_before(page: Page, n: int) -> bool:
    """Whether the unit before ends in a quotation that nobody closed."""
    q = page.quotation(page.units[n - 1].end - 1)
    return q is not None and not q.closed
