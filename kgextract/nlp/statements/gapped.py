"""Somebody else and what they say behind a statement → a further one, of the same verb.

`A parle de « honte », B de « gâchis »`, `A réclame une enquête, B un moratoire`.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Quotation
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.tables.speech import speech_words

_RULES = ("speech-preposition", "speech-object", "speech-quotation")
_BEFORE = 3  # tokens of a content before its quoted words (`un « gâchis »`)


def gapped(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The further statements; the one before each ends where it begins."""
    found: list[Draft] = []
    for d in drafts:
        if d.rule not in _RULES or d.source is None or d.cue_range is None or len(d.content) != 1:
            continue
        start, end = d.content[0]
        if (other := _object(page, d)) is not None:
            d.content = [page.trim(start, other[0]) or (start, end)]
            found.append(other[1])
            continue
        first = page.quotation(start) or next(iter(page.between(start, page.units[d.unit].end)), None)
        if first is None or page.at(d.cue_range[1]) > start or page.token(first.outer[0]) - page.token(start) > _BEFORE:
            continue
        one = _next(page, d, first)
        if one is not None:
            if end > first.outer[1]:
                d.content = [page.trim(start, first.outer[1]) or (start, end)]
            found.append(one)
    return found


def _object(page: Page, d: Draft) -> tuple[int, Draft] | None:
    """Where `, B` and its object begin inside an object without quoted words, and what B says."""
    doc, (start, end) = page.doc, d.content[0]
    if d.rule != _RULES[1] or page.between(start, end):
        return None
    stop = page.token(end)
    for k in range(page.token(start) + 1, stop - 3):
        if doc[k].text != ",":
            continue
        phrase = noun_phrase(doc, k + 1, ())
        if phrase is None or not phrase.definite or phrase.end >= stop or doc[phrase.end].pos_ != "DET":
            continue
        if not can_say(page, phrase) or any(page.finite(n) or doc[n].text == "," for n in range(k + 1, stop)):
            continue
        said = page.trim(page.at(phrase.end), end)
        if said is not None:
            return page.at(k), replace(d, content=[said], source=subject(page, phrase))
    return None


def _next(page: Page, d: Draft, first: Quotation) -> Draft | None:
    """`, B (de) « … »` right behind a quotation."""
    doc, i = page.doc, page.token(first.outer[1])
    if i + 2 >= len(doc) or not (doc[i].text == "," or doc[i].lower_ in speech_words("and-word")):
        return None
    phrase = noun_phrase(doc, i + 1, ())
    if phrase is None or not (phrase.definite or doc[i + 1].pos_ == "PROPN") or not can_say(page, phrase):
        return None
    k = phrase.end if phrase.names is None else max(phrase.end, phrase.names[1])
    k += k < len(doc) and d.rule == _RULES[0] and doc[k].lower_ in speech_words("of-form")
    said = k
    k += k < len(doc) and doc[k].lower_ in speech_words("a-word")
    second = next((q for q in page.between(page.at(i), page.units[d.unit].end) if page.token(q.outer[0]) == k), None)
    if second is None or second.outer[0] <= first.outer[0]:
        return None
    behind = page.token(second.outer[1])
    if behind < len(doc) and not (doc[behind].is_punct or doc[behind].is_space):
        return None
    content = [(second.start, second.end) if said == k else (page.at(said), second.outer[1])]
    return replace(d, content=content, source=subject(page, phrase))
