"""What a pronoun before a verb means, behind it: `Ce que veut la maire, c'est | que`, `La maire le jure, | le four`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.complements import Read, colon_content, object_content
from kgextract.nlp.statements.cursor import Cursor
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.placed import past_setting
from kgextract.nlp.statements.resumed import new_clause
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_SUBJECT = 10  # tokens between `ce que` and its verb
_REACH = 20  # tokens between a verb and `c'est`


def clefted(at: Cursor, clause: Clause) -> Read | None:
    """What stands behind `c'est` that takes up the object of a clause with `ce que`, or behind its colon."""
    i = _behind(at.page, clause, at.end)
    if i is None:
        return None
    if at.doc[i].lower_ in speech_words("that-word"):
        return at.clause_at(i + 1, "speech-clause").read
    if at.doc[i].lower_ in speech_words("of-form") and is_infinitive(at.doc, i + 1):
        return at.clause_at(i + 1, "speech-of-infinitive").read
    if at.doc[i - 1].text == ":" and any(at.page.finite(k) for k in range(i, at.end)):
        return colon_content(at.page, i, at.end, clause)
    return object_content(at.page, i, at.end, at.cuts, at.cue)


def _behind(page: Page, clause: Clause, end: int) -> int | None:
    """The token behind `c'est` or the colon that leads from a clause with `ce que` to its object."""
    doc = page.doc
    first = next((k for k in range(clause.start - 1, max(clause.start - _SUBJECT, 0), -1) if _what(page, k)), None)
    if first is None or any(page.finite(k) for k in range(first, clause.start)):
        return None
    for k in range(clause.end, min(clause.end + _REACH, end - 2)):
        if page.finite(k):
            return None
        if doc[k].text == ":":
            return k + 1  # `Ce que réclame la maire : un stade`
        if doc[k].text == "," and doc[k + 1].lower_ in speech_words("this-is"):
            return k + 3 if lemma_of(doc, k + 2) in syntax("be-lemma") else None
    return None


def heralded(page: Page, clause: Clause, cue: Cue, end: int) -> int | None:
    """The token behind the comma where the sentence stands that `le` before a verb means (`Le maire l'assure, | P`).

    None where that sentence has such a pronoun too (`Le maire l'a promis, la préfète l'a refusé`).
    """
    doc = page.doc
    own = [doc[k].lower_ for k in range(clause.start, clause.verb)]
    sure = cue.strength == "say" and "clause" in cue.frames and "person" not in cue.frames and not clause.passive
    acts = cue.lemma in speech_words("acting") and "infinitive" not in cue.frames
    if clause.form != "finite" or not sure or acts or cue.lemma in speech_words("recognizing"):
        return None
    if not any(word in speech_words("singular-object") for word in own):
        return None
    comma = past_setting(page, cue.end, end, cue)
    while comma < end and page.dated(comma):
        comma += 1
    if comma >= end or doc[comma].text != "," or not new_clause(page, comma + 1, end):
        return None
    verb = next((k for k in range(comma + 1, end) if page.finite(k)), end)
    again = any(doc[k].lower_ in speech_words("object-clitic") for k in range(comma + 1, verb) if doc[k].pos_ == "PRON")
    return None if again else comma + 1


def _what(page: Page, k: int) -> bool:
    """Whether `ce que` that nothing governs, or that `c'est` presents, begins before a token."""
    doc = page.doc
    if doc[k].lower_ not in speech_words("that-word") or doc[k - 1].lower_ not in speech_words("this-word"):
        return False
    before = k - 2  # over `C'est | du moins | ce que`
    before = next((j - 1 for j in range(max(before - 1, 1), k - 1) if _adverb_ends(doc, j, k - 1)), before)
    shown = before > 0 and doc[before - 1].lower_ in speech_words("this-is") and doc[before].pos_ in ("AUX", "VERB")
    opens = k == 1 or doc[k - 1].is_sent_start or doc[k - 2].is_punct or doc[k - 2].pos_ in ("CCONJ", "SPACE")
    return shown or opens or doc[k - 2].lower_ in speech_words("presenting")  # `Voici ce que`


def _adverb_ends(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens [start, end) are an adverb."""
    return past_locution(doc, start, "sentence-adverb") == end or (end - start == 1 and doc[start].pos_ == "ADV")
