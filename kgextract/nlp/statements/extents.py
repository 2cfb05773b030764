"""A token in a sentence → where what starts there ends: by commas, prepositions, new clauses, never by the tree."""

from __future__ import annotations

from kgextract.nlp.grammar.mistagged import is_gerund
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words


def phrase_end(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The token where a noun phrase with all that it carries ends: occasion, date, relative or clause after a comma."""
    doc = page.doc
    stop = min((c for c in cuts if i < c < end), default=end)
    for j in range(i + 1, stop):
        if page.quotation(doc[j].idx) is not None and doc[j].lower_ not in speech_words("opening-mark"):
            continue
        word = doc[j].lower_
        after = doc[j + 1].lower_ if j + 1 < stop else ""
        if doc[j].text in (":", ";"):
            return j
        if doc[j].text == "," and (_trails(page, j + 1, stop) or opens_clause(page, j + 1, stop)):
            return j
        found = preposition(doc, j)
        bound = doc[j - 1].pos_ == "VERB" or doc[j].pos_ == "VERB"
        if found is not None and found.lemma in speech_words("event-preposition") and not bound:
            return j
        if found is not None and page.dated(found.end) and j > i + 2 and not found.contracted:
            return j
        if word in speech_words("breaking") and after in speech_words("that-word"):
            return j
    return stop


def _trails(page: Page, i: int, stop: int) -> bool:
    """Whether a word after a comma leads away from a noun phrase; *en* does so before a gerund only."""
    doc = page.doc
    word = doc[i].lower_ if i < stop else ""
    if word in speech_words("before-gerund") and i + 1 < stop:
        return doc[i + 1].lower_.endswith("ant") or doc[i + 1].lower_ in speech_words("before-gerund")
    return word in speech_words("trailing")


def opens_clause(page: Page, i: int, end: int) -> bool:
    """Whether a new clause begins: a subject pronoun, a participle, or a noun phrase and then a finite verb."""
    doc = page.doc
    if i >= end:
        return True
    if doc[i].lower_ in speech_words("subject-pronoun"):
        return True
    bare = past_clitics(page, i, end)
    if doc[bare].lower_.endswith("ant") and (doc[bare].pos_ in ("VERB", "AUX") or is_gerund(doc, bare)):
        return True
    phrase = noun_phrase(doc, i)
    after = phrase.end if phrase else i
    if after >= end or doc[after].pos_ not in ("VERB", "AUX"):
        return False
    return "Fin" in doc[after].morph.get("VerbForm", []) or doc[after].lower_.endswith("ant")


def past_clitics(page: Page, i: int, end: int) -> int:
    while i < end - 1 and (
        page.doc[i].lower_ in speech_words("clitic") or page.doc[i].lower_ in speech_words("not-word")
    ):
        i += 1
    return i
