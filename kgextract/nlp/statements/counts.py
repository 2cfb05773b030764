"""`selon X` behind a number → the number with what it counts (`120 marcheurs selon la police, 400 selon la CGT`).

What the sentence goes on to say is of those who are counted: it tells neither where nor when the source speaks.
"""

from __future__ import annotations

from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Range
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_NEAR = 3  # tokens from a number to the source of it
_COUNT = 7  # tokens of a number and what it counts
_ACTING = ("VERB", "AUX")
_THOUSANDS = 3  # figures behind a space in a number


def counted(page: Page, i: int) -> Range | None:
    """The number right before `selon X` with what it counts (`…, 120 personnes selon la police, …`)."""
    doc = page.doc
    for k in range(i - 1, max(i - _COUNT, 0), -1):
        if doc[k].is_punct or doc[k].lower_ in speech_words("and-word"):
            number = k + 1 < i and (doc[k + 1].pos_ == "NUM" or doc[k + 1].text.isdigit())
            return (page.at(k + 1), page.at(i - 1) + len(doc[i - 1])) if number else None
        if page.finite(k):
            break
    return None


def each_counted(page: Page, i: int, n: int) -> Range | None:
    """The number before `selon X` where brackets hold both, or the unit tells another's (`40 selon A, 120 selon B`)."""
    doc = page.doc
    last = i - 1 - (doc[i - 1].text == ",")
    near = range(page.token(page.units[n].start), page.token(page.units[n].end))
    others = [k for k in near if k != i and doc[k].lower_ in speech_words("according")]
    if any(k > i and _bare_count(page, k) for k in others) and any(_number(page, k) for k in range(near.start, last)):
        return page.trim(page.units[n].start, page.at(last) + len(doc[last])) if others[0] > i else None
    if any(k < i for k in others) and (bare := _bare_count(page, i)):
        return page.at(bare), page.at(last) + len(doc[last])
    first = next((k for k in range(last, max(last - _COUNT, 0), -1) if doc[k].like_num or doc[k].pos_ == "NUM"), None)
    if first is None or any(doc[k].is_punct or page.finite(k) for k in range(first, last + 1)):
        return None
    while first and doc[first - 1].text.isdigit() and len(doc[first]) == _THOUSANDS:
        first -= 1  # `26 000`
    if doc[first - 1].text == "(":
        return page.at(first), page.at(last) + len(doc[last])
    if not any(doc[j].like_num or doc[j].pos_ == "NUM" for k in others for j in range(max(k - _NEAR, 0), k)):
        return None
    start = page.at(first) if others[0] < i else page.units[n].start  # the first has the clause
    return page.trim(start, page.at(last) + len(doc[last]))


def _bare_count(page: Page, i: int) -> int:
    """Where a number alone begins behind a comma or *et* before a source (`…, | trois mille selon la CGT`), else 0."""
    doc, k = page.doc, i
    while k > 1 and i - k < _NEAR and _number(page, k - 1):
        k -= 1
    opener = doc[k - 1].lower_
    return k if k < i and (opener == "," or opener in speech_words("and-word")) else 0


def _number(page: Page, k: int) -> bool:
    return page.doc[k].pos_ == "NUM" or page.doc[k].like_num


def is_count(page: Page, draft: Draft) -> bool:
    """Whether what is according to somebody is a number, without a verb."""
    if draft.rule != "according-to" or draft.source is None or not draft.content:
        return False
    tag, words = tags(page.doc), lowered(page.doc)
    tokens = _tokens(page, (draft.content[0][0], draft.content[-1][1]))
    return any(tag[k] == "NUM" or words[k].isdigit() for k in tokens) and not any(tag[k] in _ACTING for k in tokens)


def counts_apart(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each number beginning behind `entre`, and behind the one that another source gives."""
    words = lowered(page.doc)
    before: Draft | None = None
    for draft in drafts:
        if not is_count(page, draft):
            before = None
            continue
        tokens = _tokens(page, draft.content[0])
        first = tokens.start + (words[tokens.start] in speech_words("between-word"))
        if before is not None and before.unit == draft.unit and before.source is not None:
            first = max(first, before.source.end) if before.source.end in tokens else first
        while first < tokens.stop and (page.doc[first].is_punct or words[first] in speech_words("and-word")):
            first += 1
        if first < tokens.stop:
            draft.content = [(page.doc[first].idx, draft.content[0][1]), *draft.content[1:]]
        before = draft
    return drafts


def _tokens(page: Page, content: Range) -> range:
    return range(page.token(content[0]), page.token(content[1] - 1) + 1)
