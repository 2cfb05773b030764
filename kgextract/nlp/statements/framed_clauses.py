"""A source inside a sentence → where the clause that it interrupts or closes begins, and where it ends.

`Il est mort, tué selon la police | par un voisin`, `qui sera, selon elle, | vendu`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.layers import unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.nouns import clause_end
from kgextract.nlp.statements.resumed import new_clause, past_clitics
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax


def behind_mark(page: Page, n: int, i: int) -> int:
    """The character behind the last colon or semicolon before a token, else where its unit begins."""
    start, stop = page.units[n].start, page.at(i)
    mark = max(page.text.rfind(sign, start, stop) for sign in (":", ";"))
    alone = mark >= start and page.doc[page.token(mark)].text in (":", ";")  # not `10:30`
    return mark + 1 if alone and page.quotation(mark) is page.quotation(stop) else start


def relative_verb(page: Page, i: int) -> int | None:
    """The first token of a relative clause of which only the verb stands before `selon` (`…, qui sera | selon lui`)."""
    if not page.finite(i - 1):
        return None
    k = i - 2
    while k > 0 and page.doc[k].lower_ in speech_words("clitic", "negation-word"):
        k -= 1
    return k + 1 if page.doc[k].lower_ in speech_words("who-word") else None


def behind_colon(page: Page, begin: int, i: int) -> int:
    """The character behind a colon that parts two sentences before `…, selon X`, else where the first begins."""
    doc = page.doc
    first = page.token(begin)
    colon = next((k for k in range(i - 1, first, -1) if doc[k].text == ":"), first)
    if colon == first or doc[i - 1].text != "," or page.quotation(page.at(colon)) is not None:
        return begin
    both = (range(first, colon), range(colon + 1, i))
    return page.at(colon + 1) if all(any(page.finite(k) for k in part) for part in both) else begin


def last_clause(page: Page, i: int, unit_start: int, *, whole: bool = True) -> int | None:
    """Where the relative clause or participle behind the last comma before `selon X` starts (`…, tuée selon le juge`).

    Without a comma of its own `selon` belongs to that only. A `whole` sentence must stand before.
    """
    doc = page.doc
    first = page.token(unit_start)
    comma = next((k for k in range(i - 1, first, -1) if doc[k].text == ","), first)
    if comma == first or (whole and not any(page.finite(k) for k in range(first, comma))):
        return None
    opener = doc[comma + 1]
    if opener.lower_ in speech_words("who-word"):
        return comma + 2
    that = next((k for k in (comma + 2, comma + 3) if doc[k].lower_ in speech_words("that-word")), None)
    if opener.lower_ in speech_words("breaking") and that is not None and that < i:
        return that + 1  # `…, alors qu'il n'était plus une menace aux yeux du juge`
    return comma + 1 if "Past" in opener.morph.get("Tense", []) and not page.finite(comma + 1) else None


def behind_words(page: Page, i: int) -> bool:
    """Whether what stands before `selon X` is what it closes, no mark and no word that opens a clause."""
    opens = speech_words("and-word", "contrast-word", "subordinator", "relative", "that-word")
    before = page.doc[i - 1]
    if page.doc[i].lower_ in speech_words("of-form"):
        return False  # `La vente n'est pas confirmée de source sûre, mais …`
    return before.text == ")" or not (before.is_punct or before.lower_ in opens)


def last_joined(page: Page, i: int, first: int) -> int:
    """The character where the clause begins that `selon X` closes without a comma (`…, mais | il est mort selon X`)."""
    doc = page.doc
    parting = speech_words("contrast-word") & speech_words("connector") - syntax("coordinator")
    for k in range(i - 2, first, -1):
        if doc[k].lower_ in parting and new_clause(page, k + 1, i):
            return page.at(k + 1)
    return page.at(first)


def enclosing(page: Page, i: int, end: int, unit_start: int) -> int | None:
    """Where the relative clause or apposition starts that `selon X` interrupts (`qui sera, selon elle, vendu`).

    `…, prélude, selon le maire, à une vente`: a noun alone between commas is one.
    """
    doc = page.doc
    first = page.token(unit_start)
    comma = i - 1
    if end + 1 >= len(doc) or in_ant(doc[end + 1].lower_):
        return None
    opener = next((k for k in range(comma - 1, first, -1) if doc[k].text in (",", ";", ":", "–", "—")), first)
    if opener > first and opener + 2 == comma and doc[opener + 1].pos_ in ("NOUN", "ADJ", "VERB"):
        return opener + 1 if any(page.finite(k) for k in range(first, opener)) else None
    if doc[comma - 1].pos_ not in ("VERB", "AUX", "ADJ", "ADV"):
        return None  # the clause is whole, and the source that of the sentence
    for k in range(comma - 1, opener, -1):
        if doc[k].lower_ in speech_words("relative") - speech_words("that-word"):
            inside = any(page.finite(j) for j in range(k + 1, comma))
            outside = any(page.finite(j) for j in range(first, k))
            main = any(page.finite(j) for j in range(comma + 1, page.token(page.units[unit_of(doc, i)].end)))
            what = doc[k - 1].lower_ in speech_words("this-word")
            own = doc[k].lower_ in speech_words("who-word") and not what
            return k + own - what if inside and (outside or main) else None
    return None


def relative_end(page: Page, i: int, end: int, unit_end: int) -> int:
    """The character where `…, selon qui l'usine fermera` ends: the comma before the verb of whom it is about."""
    doc, stop = page.doc, page.token(unit_end)
    who = next((k for k in range(end + 1, stop) if doc[k].lower_ in speech_words("who-word")), end + 1)
    if doc[who - 1].lower_ in speech_words("and-word"):
        return page.at(who - 1)  # `…, selon lequel le port est bloqué | et qui appelait à la révolte`
    if any(page.finite(k) for k in range(page.token(page.units[unit_of(doc, i)].start), i)):
        return unit_end
    for k in range(end + 1, stop - 1):
        if doc[k].text == "," and page.finite(past_clitics(page, k + 1, stop)):
            return page.at(k)
    return page.at(min(clause_end(page, i, end, stop), stop - 1)) if not doc[i - 1].is_punct else unit_end


def subordinate_end(page: Page, i: int, unit_end: int) -> int:
    """The character where a subordinate clause that holds `selon X` ends: a comma before the main verb, or the unit."""
    doc, stop = page.doc, page.token(unit_end)
    first = page.token(page.units[unit_of(doc, i)].start)
    fronted = not any(page.finite(k) for k in range(first, i))  # `Après un vol qui, selon X, a duré, la ville …`
    for k in range(i + 1, stop - 1):
        if doc[k].text != ",":
            continue
        if page.finite(past_clitics(page, k + 1, stop)) or (fronted and new_clause(page, k + 1, stop)):
            return page.at(k)
    return unit_end
