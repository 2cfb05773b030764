"""A sentence behind others' words → to whom it gives them: `Ainsi parle Jean Roy.`, `C'est ce qu'a dit la préfète.`

"La route sera fermée. C'est ce qu'a annoncé le préfet." – the first sentence is what the prefect has announced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import Cue, cue_of
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Clause, Range
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import can_say, phrase_after_verb, subject
from kgextract.tables.names import nominal_words, words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_HEAD = 9  # tokens with which a sentence says that the words before it are somebody's
_OWNER = 14  # tokens from what somebody said to whose words they are
_CONTENT = 3  # words of a sentence that somebody else may have said


def handed(page: Page, first: int, stop: int) -> Argument | None:
    """To whom tokens first to stop give the words right before them."""
    doc = page.doc
    first = _past_joint(page, first, stop)
    if stop - first < 2:
        return None
    if (told := _told(page, first, stop)) is not None:
        return told[1]
    opens = doc[first].lower_ in speaker_words("handing")
    signs = doc[first].lower_ in words("indefinite") and not any(page.finite(k) for k in range(first, stop))
    if not (opens or signs) and doc[first].lower_ not in words("definite") | nominal_words("demonstrative"):
        return None
    for k in range(first + 1, min(first + _HEAD, stop)):
        word = doc[k].lower_
        if word in speaker_words("words-said") or (opens and word in speaker_words("view")):
            return _owner(page, k, stop)
        if page.finite(k) and lemma_of(doc, k) not in syntax("be-lemma"):
            return None
        if not opens and doc[k].pos_ == "NOUN":
            return None
    return None


def given(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts with those of `c'est ce qu'a annoncé le maire`: what stands before it, a sentence or part of one."""
    taken = {d.unit for d in drafts if not d.nested}
    found: list[Draft] = []
    for n, unit in enumerate(page.units):
        first, stop = page.token(unit.start), page.token(unit.end)
        opens = (k for k in range(first, stop - 3) if page.doc[k].lower_ in speaker_words("handing"))
        at = next(opens, None) if unit.kind == "text" else None
        if at is None or page.quotation(page.at(at)) is not None:
            continue
        whole = at == first
        told = _told(page, at, stop) if whole or page.doc[at - 1].text in (",", ":") else None
        if told is None or told[0] is None or (not whole and n in taken):
            continue
        before = page.units[n - 1] if whole and n else unit
        if whole and (not n or n - 1 in taken or _far(page, n)):
            continue
        content = page.trim(before.start, before.end if whole else page.at(at))
        if content is not None and page.quotation(content[0]) is not None:
            content = _quoted(page, n - 1, taken) if whole else None
        elif content is not None and not _says(page, *content):
            content = None
        if content is not None:
            found.append(_draft(n, content, *told))
    over = {d.unit: d.cue_range for d in found}
    return [d for d in drafts if d.unit not in over or d.cue_range != over[d.unit]] + found


def _draft(unit: int, content: Range, clause: Clause | None, source: Argument, cue: Cue | None) -> Draft:
    assert clause is not None
    return Draft(
        content=[content],
        rule="speech-handed",
        confidence=0.7,
        unit=unit,
        cue=cue.lemma if cue else clause.lemma,
        cue_class=cue.class_ if cue else "say",
        cue_range=(clause.start, clause.end),
        clause=clause,
        source=source,
    )


def _quoted(page: Page, n: int, taken: set[int]) -> Range | None:
    """The words of a quotation that ends with a unit and is nobody's yet (`« Non. » C'est ce qu'a dit la préfète.`)."""
    q = page.quotation(page.units[n].start)
    if q is None or page.text[q.outer[1] : page.units[n].end].strip(" .,!?…"):
        return None
    first = next((k for k in range(n, -1, -1) if page.units[k].start <= q.outer[0]), n)
    alone = not page.text[page.units[first].start : q.outer[0]].strip()
    return (q.start, q.end) if alone and taken.isdisjoint(range(first, n + 1)) else None


def _far(page: Page, n: int) -> bool:
    return page.units[n].paragraph - page.units[n - 1].paragraph > 1


def _says(page: Page, start: int, end: int) -> bool:
    """Whether words are a statement: long enough, with a finite verb, no question."""
    finite = any(page.finite(k) for k in range(page.token(start), page.token(end)))
    return finite and page.words(start, end) >= _CONTENT and page.text[end - 1 : end + 1].strip()[-1:] != "?"


def _past_joint(page: Page, first: int, stop: int) -> int:
    while first < stop and (page.doc[first].is_punct or page.doc[first].pos_ == "CCONJ"):
        first += 1
    return first


def _told(page: Page, first: int, stop: int) -> tuple[Clause | None, Argument, Cue | None] | None:
    """The clause of `c'est ce que dit X`, `ainsi parle X`, `voilà comment X résume …`, with X and its cue."""
    doc = page.doc
    if doc[first].lower_ not in speaker_words("handing"):
        return None
    for k in range(first, min(first + _HEAD, stop - 1)):
        word, after = doc[k].lower_, doc[k + 1].lower_
        what = word in speaker_words("pointing") and after in speech_words("that-word")
        thus = word in speech_words("thus-word") or word in speaker_words("how")
        if not (what or thus):
            continue
        for clause in _clauses(page, k + 1, stop):
            cue = cue_of(doc, clause)
            says = cue is not None and cue.strength == "say" and cue.class_ != "ask"
            if clause.negated or clause.passive:
                return None
            if not says and not (thus and clause.lemma in speaker_words("thus-speaking")):
                if clause.form == "finite" and lemma_of(doc, clause.end - 1) not in speaker_words("lately"):
                    return None
                continue
            who = _who(page, clause, max(clause.end, cue.end if cue is not None else 0), stop)
            return None if who is None else (clause if what else None, who, cue)
        return None
    return None


def _clauses(page: Page, first: int, stop: int) -> Iterator[Clause]:
    clauses = page.doc._.clauses
    for n in range(bisect_left(clauses, first, key=lambda c: c.start), len(clauses)):
        if clauses[n].start >= stop:
            return
        yield clauses[n]


def _who(page: Page, clause: Clause, end: int, stop: int) -> Argument | None:
    """The subject of a verb of saying, before it or behind the token at which the verb with its locution ends."""
    own = clause.subject
    if own is not None and (_human(page, own) or _pronoun(page, own)):
        return own
    phrase = phrase_after_verb(page, end)  # `C'est ce qu'a dit lundi, à Lille, la préfète`
    source = subject(page, phrase) if phrase is not None and phrase.start < stop else None
    return source if source is not None and _human(page, source) else None


def _pronoun(page: Page, source: Argument) -> bool:
    return source.end - source.start == 1 and page.doc[source.head].lower_ in speech_words("third-person")


def _human(page: Page, source: Argument) -> bool:
    phrase = noun_phrase(page.doc, source.start)
    return any(m.type == "Person" for m in source.mentions) or (phrase is not None and can_say(page, phrase))


def _owner(page: Page, k: int, stop: int) -> Argument | None:
    """Whose words a noun tells of, tied to it: `l'avis de X`, `le message que X a adressé`, `ces mots, tenus par X`."""
    doc = page.doc
    for j in range(k + 1, min(k + _OWNER, stop)):
        word = doc[j].lower_
        if word in speech_words("that-word"):
            clause = next(_clauses(page, j, stop), None)
            return _who(page, clause, clause.end, stop) if clause is not None else None
        if word in speaker_words("view-link"):
            phrase = noun_phrase(doc, j if doc[j].pos_ == "DET" or word in speaker_words("of-the") else j + 1)
            if phrase is not None and doc[phrase.head].lower_ in speaker_words("idle-complement"):
                continue  # `le cri du cœur de Jean Roy`
            source = subject(page, phrase) if phrase is not None else None
            return source if source is not None and _human(page, source) else None
        be = lemma_of(doc, j) in syntax("be-lemma")
        part = doc[j].pos_ in ("VERB", "ADJ") and not page.finite(j)
        idle = word in speaker_words("idle-complement")
        if not (be or part or idle or doc[j].is_punct or doc[j].pos_ in ("ADV", "PRON", "DET") or page.dated(j)):
            return None
    return None
