"""What stands around a statement → drafts: `selon X`, `aux yeux de X`, quotations that no cue claimed."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Argument, Range, all_mentions, unit_of
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.incises import subject
from kgextract.tables.speech import speech_words

_LEAD_WORDS = 9


def _connected(page: Page, start: int, stop: int) -> int:
    """The character after a connective with its comma at the start of a unit (`Cependant, …`)."""
    comma = page.text.find(",", start, min(stop, start + 30))
    if comma > 0 and page.text[start:comma].strip().lower() in speech_words("connector"):
        return comma + 1
    return start


def _finite(page: Page, k: int) -> bool:
    token = page.doc[k]
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


def according(page: Page) -> list[Draft]:
    """Each `selon X`, `d'après X`, `aux yeux de X`, `pour X, …` → its draft."""
    doc = page.doc
    drafts: list[Draft] = []
    mentions = all_mentions(doc)
    for i, word in enumerate(lowered(doc)):
        if word not in _starters() and not (len(word) == 1 and doc[i].is_title and doc[i].is_sent_start):
            continue
        n = unit_of(doc, i)
        unit = page.units[n]
        if unit.kind != "text" or doc[i].idx < unit.start:
            continue
        found = _source(page, i, n, mentions)
        if found is None:
            continue
        cue, source, end = found
        draft = _around(page, i, end, n, cue, source)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _source(page: Page, i: int, n: int, mentions: list) -> tuple[str, Argument, int] | None:  # type: ignore[type-arg]
    """The preposition at token i with the speaker after it: cue, speaker, end token."""
    doc = page.doc
    words = lowered(doc)
    first = words[i]
    if len(first) == 1 and doc[i].is_title:  # a capital without its accent
        first = min(speech_words("to-word"))
    text = " ".join((first, *words[i + 1 : i + 6])).replace("' ", "'") + " "
    for locution, parts in _locutions("according-pronoun"):
        if text.startswith((locution + " ", locution + ",")):
            at = i + len(parts) - 1
            return _without_pronoun(locution), Argument(role="subject", start=at, end=at + 1, head=at), at + 1
    found = preposition(doc, i)
    lemma, at = (found.lemma, found.end - found.contracted) if found else ("", i)
    for locution, parts in _locutions("according", "according-opinion"):
        read = words[i : i + len(parts)]
        if read[:-1] == parts[:-1] and len(read) == len(parts) and _closes(read[-1], parts[-1]):
            lemma, at = locution, i + len(parts)
            if len(parts) > 1 and (read[-1] in speech_words("some-word") or read[-1] in speech_words("source-noun")):
                at -= 1
            break
    else:
        return None
    if at >= len(doc):
        return None
    phrase = noun_phrase(doc, at)
    if phrase is None:
        return None
    head = doc[phrase.head].lower_
    whole = subject(page, phrase)
    here = [*whole.mentions, *(m for m in mentions if phrase.start <= m.start <= phrase.head < m.end)]
    named = [m for m in here if m.type in ("Person", "Organization", "Group", "Document", "Place")]
    known = head in speech_words("human-noun", "collective-noun", "document-noun")
    if head in speech_words("not-saying") and not any(m.kind == "named" for m in named):
        return None
    opinion = lemma in speech_words("according-opinion")
    if opinion:
        people = [m for m in named if m.type in ("Person", "Organization", "Group")]
        begins = doc[i].idx == page.units[n].start or page.text[
            page.units[n].start : doc[i].idx
        ].strip().lower() in speech_words("connector")
        hyphened = phrase.head + 1 < len(doc) and doc[phrase.head + 1].text.startswith("-")
        if not begins or hyphened or not (people or head in speech_words("human-noun")):
            return None
    end = _source_end(page, phrase.end, page.token(page.units[n].end))
    if not opinion and not (named or known) and not _set_off(page, i, end, n):
        return None
    if opinion and (end >= len(doc) or doc[end].text != ","):
        return None
    best = (whole.mentions or named)[:1]
    return lemma, Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head, mentions=best), end


def _set_off(page: Page, i: int, end: int, n: int) -> bool:
    """Whether `selon` with its noun phrase is parted from the sentence by a comma, as a source always may be."""
    doc = page.doc
    if end >= len(doc):
        return False
    fronted = _led(page, page.units[n].start, doc[i].idx)
    last = page.token(page.units[n].end)
    return doc[end].text == "," if fronted else (doc[i - 1].text == "," and (end >= last or doc[end].is_punct))


def _led(page: Page, start: int, stop: int) -> bool:
    """Whether nothing but marks, a connective or an adverb stands before `selon` in its unit."""
    lead = page.text[start:stop].strip(' ,«"“”–—-').lower()
    return not lead or lead in speech_words("connector", "according-adverb")


def _closes(word: str, last: str) -> bool:
    """Whether a word is the last of a locution, or a form of it (`aux yeux du` for `de`)."""
    return word == last or (last in speech_words("of-word") and word in speech_words("of-form"))


@cache
def _locutions(*names: str) -> tuple[tuple[str, list[str]], ...]:
    """The locutions of classes of words with their tokens, longest first."""
    longest = sorted(speech_words(*names), key=lambda w: (-len(w), w))
    return tuple((w, w.replace("'", "' ").split()) for w in longest)


@cache
def _starters() -> frozenset[str]:
    return frozenset(parts[0] for _, parts in _locutions("according", "according-opinion", "according-pronoun"))


def _without_pronoun(words: str) -> str:
    """`selon lui` → `selon`; locutions without a pronoun at their end stay whole."""
    head, _, last = words.rpartition(" ")
    return head if last in speech_words("last-pronoun") else words


def _source_end(page: Page, i: int, stop: int) -> int:
    """Where the words about a source end: at a comma that does not open an apposition, at a mark or the end."""
    doc = page.doc
    depth = 0
    while i < stop:
        token = doc[i]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif depth == 0 and (
            token.text in (",", ".", ";", ":", "–", "—") or token.lower_ in speech_words("opening-mark", "closing-mark")
        ):
            break
        elif depth == 0 and _finite(page, i) and doc[i - 1].lower_ not in speech_words("relative"):
            break
        i += 1
    return i


def _around(page: Page, i: int, end: int, n: int, cue: str, source: Argument) -> Draft | None:
    """The content around `selon X`: what follows it at the start of a unit, else what it interrupts or closes."""
    doc = page.doc
    unit = page.units[n]
    start, stop = doc[i].idx, page.at(end)
    lead = page.text[unit.start : start]
    fronted = _led(page, unit.start, start)
    if not fronted:
        adverb = next((w for w in speech_words("according-adverb") if lead.rstrip().endswith((", " + w, " (" + w))), "")
        lead = lead.rstrip().removesuffix(adverb) if adverb else lead
    quoted = page.quotation(start)
    content: list[Range | None]
    if fronted:
        after = end
        if end < len(doc) and doc[end].text == ",":  # an apposition may stand before the content
            after = _apposed(page, end, page.token(unit.end))
        content = [page.trim(page.at(after), unit.end)]
        whole = content[0]
        if whole is not None:
            q = page.quotation(page.at(after + 1) if after + 1 < len(doc) else unit.end)
            if q is not None and q.outer[1] < unit.end - 2 and q.outer[0] <= page.at(after + 1):
                content = [page.trim(page.at(after), unit.end)]
    elif quoted is not None:
        return None
    else:
        before = lead.rstrip(" ,(–—-")
        q = page.quotation(unit.start + len(before) - 1) if before else None
        if q is not None and not page.text[unit.start : q.outer[0]].strip():
            content = [(max(q.start, unit.start), q.end)]
        else:
            content = [page.trim(_connected(page, unit.start, start), unit.start + len(before))]
        rest = page.text[stop : unit.end].strip(" .,;")
        opener = doc[i - 2 if doc[i - 1].text == "," else i - 1].lower_
        if rest and q is None and opener in speech_words("relative", "that-word", "subordinator"):
            return _drafted(page, i, end, n, cue, source, [page.trim(stop, _clause_end(page, end, unit.end))])
        comma = lead.rstrip()[-1:] in (",", "(", "–", "—")
        if rest and rest.split()[0].lower() in speech_words("relative"):
            rest = ""
        if rest and comma and doc[min(end, len(doc) - 1)].text in (",", ")", "–", "—") and q is None:
            content.append(page.trim(stop, unit.end))
        if not comma and q is None and rest:
            return None
    return _drafted(page, i, end, n, cue, source, content)


def _clause_end(page: Page, i: int, unit_end: int) -> int:
    """The character where a subordinate clause that holds `selon X` ends: a comma before the main verb, or the unit."""
    doc = page.doc
    for k in range(i + 1, page.token(unit_end) - 1):
        if doc[k].text == "," and _finite(page, k + 1):
            return page.at(k)
    return unit_end


def _drafted(
    page: Page, i: int, end: int, n: int, cue: str, source: Argument, content: list[Range | None]
) -> Draft | None:
    kept = [c for c in content if c and page.words(*c) > 1]
    if not kept:
        return None
    return Draft(
        content=kept,
        rule="according-to",
        confidence=0.85,
        unit=n,
        cue=cue,
        cue_class="say",
        cue_range=(i, max(end, i + 1)),
        source=source,
    )


def _apposed(page: Page, comma: int, stop: int) -> int:
    """The token after an apposition between commas (`Selon Jean Roy, président du club, …`), else the comma's."""
    doc = page.doc
    after = noun_phrase(doc, comma + 1) if comma + 1 < stop else None
    noun = comma + 1 < stop and doc[comma + 1].pos_ in ("NOUN", "ADJ")
    if after is None and not noun:
        return comma + 1
    bare = doc[comma + 1].lower_
    if bare in speech_words("relative"):
        end = comma + 1
        while end < stop and doc[end].text != ",":
            end += 1
        return end + 1 if end < stop else comma + 1
    end = _source_end(page, after.end if after else comma + 2, stop)
    if (
        end < stop
        and doc[end].text == ","
        and (after is None or noun or after.definite is None or after.names)
        and bare not in speech_words("subject-pronoun")
    ):
        if not any(_finite(page, k) for k in range(comma + 1, end)):
            return end + 1
    return comma + 1


def leftovers(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Units that are one quotation without a cue: more of the statement before them, or statements of their own."""
    covered = sorted(c for d in drafts for c in d.content)
    last: dict[int, Draft] = {}
    for d in sorted(drafts, key=lambda d: (d.unit, d.content[-1][1])):
        if not d.nested:
            last[d.unit] = d
    found: list[Draft] = []
    for n, unit in enumerate(page.units):
        q = page.quotation(unit.start)
        if unit.kind != "text" or n in last or q is None or page.words(unit.start, unit.end) < 3:
            continue
        tail = page.text[q.outer[1] : unit.end].strip(" .,!?…)")
        if tail or q.outer[0] > unit.start or any(a < unit.end and b > unit.start for a, b in covered):
            continue
        content = (max(q.start, unit.start), min(q.end, unit.end))
        if content[0] >= content[1]:
            continue
        before = last.get(n - 1)
        near = before is not None and (
            page.units[n - 1].paragraph == unit.paragraph or not q.closed or _open_before(page, n)
        )
        if before is not None and near and page.kind(before.content) == "direct":
            before.content.append(content)
            last[n] = before
            continue
        draft = Draft(content=[content], rule="quotation-alone", confidence=0.6, unit=n)
        draft.source = before.source if before is not None else _topic(page, n)
        found.append(draft)
        last[n] = draft
    return found


def headed(page: Page, drafts: list[Draft]) -> list[Draft]:
    """`Anne Roy : « … »` at the start of a unit → a draft without a cue."""
    found = []
    taken = {d.unit for d in drafts}
    for n, unit in enumerate(page.units):
        colon = page.text.find(":", unit.start, min(unit.end, unit.start + 80))
        if unit.kind != "text" or n in taken:
            continue
        if (draft := _introduced(page, n)) is not None:
            found.append(draft)
            continue
        if colon < 0:
            continue
        i = page.token(unit.start)
        phrase = noun_phrase(page.doc, i)
        if phrase is None or page.at(phrase.end) != colon:
            continue
        source = subject(page, phrase)
        human = any(m.type in ("Person", "Organization", "Group") for m in source.mentions)
        human = human or page.doc[phrase.head].lower_ in speech_words("human-noun")
        quoted = page.between(colon, colon + 4)
        content = page.trim(colon + 1, unit.end)
        if content is not None and human and quoted:
            found.append(Draft(content=[content], rule="speaker-colon", confidence=0.85, unit=n, source=source))
    return found


def _topic(page: Page, n: int) -> Argument | None:
    """The person whom the sentence before is about (`Le maire Jean Roy se veut rassurant. « … »`)."""
    if not n or page.units[n - 1].kind != "text" or page.units[n].paragraph - page.units[n - 1].paragraph > 1:
        return None
    phrase = noun_phrase(page.doc, page.token(page.units[n - 1].start))
    source = subject(page, phrase) if phrase is not None else None
    return source if source is not None and any(m.type == "Person" for m in source.mentions) else None


def _introduced(page: Page, n: int) -> Draft | None:
    """`Le maire, Jean Roy, ne décolère pas : « … »`: whoever the sentence is about says the quotation at its end."""
    unit = page.units[n]
    q = next(
        (q for q in page.between(unit.start, unit.end) if page.text[unit.start : q.outer[0]].rstrip()[-1:] == ":"), None
    )
    if q is None or page.text[q.outer[1] : unit.end].strip(" .!?…") or page.words(q.start, q.end) < 4:
        return None
    first = page.token(unit.start)
    phrase = noun_phrase(page.doc, first)
    if phrase is None or page.quotation(unit.start) is not None:
        return None
    source = subject(page, phrase)
    human = any(m.type == "Person" for m in source.mentions)
    human = human or page.doc[phrase.head].lower_ in speech_words("human-noun")
    if not human:
        return None
    content = (q.start, min(q.end, unit.end))
    return Draft(content=[content], rule="speaker-quotation", confidence=0.8, unit=n, source=source)


def _open_before(page: Page, n: int) -> bool:
    """Whether the unit before ends in a quotation that nobody closed."""
    q = page.quotation(page.units[n - 1].end - 1)
    return q is not None and not q.closed
