"""What a cue says, in its sentence → where words on the act of saying close it: medium, meanwhile, who was there.

`a promis de reloger les sinistrés mardi sur Radio Nova`, `…, alors que la grève dure`, `…, en présence du préfet`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import lemma_of, saying
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words

_NEAR = 24  # tokens before the end of a sentence in which its closing words begin
_MARKS = (".", "!", "?", "…")
_MANNER = ("VERB", "AUX", "ADJ", "CCONJ", "INTJ")  # begin or end what tells how somebody was (`Visiblement émue, …`)
_INSIDE = ("ADP", "DET", "VERB", "AUX")  # before a medium that belongs to what is said (`passer sur France 2`)


def aired(page: Page, i: int, stop: int) -> int:
    """The token where the medium closes a sentence, with days before and behind it (`mardi sur Radio Nova`)."""
    doc = page.doc
    last = stop
    while last > i + 2 and doc[last - 1].text in _MARKS:
        last -= 1
    for j in range(max(i + 2, last - _NEAR), last):
        if not (preposition(doc, j) or page.dated(j)) or page.quotation(doc[j].idx) is not None:
            continue
        part = "Part" in doc[j - 1].morph.get("VerbForm", [])
        governs = part and doc[j - 2].pos_ in ("NOUN", "PROPN", "ADJ")  # `le photographe employé | à Libération`
        if page.dated(j - 1) or governs or (doc[j - 1].pos_ in _INSIDE and not part):
            continue
        if _only_medium(page, j, last):
            return stop if _telling(page, i, j) else j - (doc[j - 1].text == ",")
    return stop


def meanwhile(page: Page, comma: int, stop: int) -> bool:
    """Whether a comma leads to what happened at the time, or to who was there (`…, au moment où`, `…, sous les`)."""
    doc = page.doc
    if past_locution(doc, comma + 1, "meanwhile") > comma + 1:
        return True
    if past_locution(doc, comma + 1, "attended") == comma + 1:
        return False
    for k in range(comma + 1, stop):
        if doc[k].lower_ in speech_words("relative", "that-word"):
            break
        if page.finite(k):
            return False  # `que la maire, en présence du préfet, a signé`
    return True


def on_occasion(page: Page, i: int, comma: int) -> bool:
    """Whether what opens a sentence before quoted words tells of the act of saying, not of what is said.

    `Interrogé sur ce point, « … »`, `Dans un communiqué, « … »`; not `Ailleurs, « la situation est tendue »`.
    """
    doc = page.doc
    if comma <= i or past_locution(doc, i, "when-or-where") > i:
        return False
    felt = comma - 1 if doc[i].pos_ == "ADV" else i
    if past_locution(doc, i, "told-by") > i or doc[felt].pos_ in _MANNER:
        return True
    found = preposition(doc, i)
    if found is None:
        return all(page.dated(k) or doc[k].pos_ == "DET" for k in range(i, comma)) or doc[i].pos_ == "PROPN"
    if told(page, found) or _medium(page, found) or in_ant(doc[min(found.end, comma)].lower_):
        return True
    return found.lemma in speech_words("event-preposition", "late", "about-preposition", "facing")


def _only_medium(page: Page, j: int, last: int) -> bool:
    """Whether from a token on a sentence has nothing but days and the medium."""
    doc, found_one = page.doc, False
    while j < last:
        found = preposition(doc, j)
        beyond = past_locution(doc, j, "told-by")
        if found is not None and beyond == j:
            if told(page, found, "written-noun"):
                return not any(page.finite(k) or doc[k].text == "," for k in range(found.end, last))
            beyond = _medium(page, found)
        if beyond > j:
            found_one = True
        elif page.dated(j) or doc[j].text == "," or (doc[j].pos_ == "DET" and page.dated(j + 1)):
            beyond = j + 1
        else:
            return False
        j = beyond
    return found_one


def _medium(page: Page, found: Found) -> int:
    """The token behind the medium that a preposition leads to (`sur Radio Nova`, `sur sa page Facebook`), 0 if none."""
    doc = page.doc
    if found.end >= len(doc) or found.lemma not in speech_words("airing-preposition"):
        return 0
    here = found.end - found.contracted
    phrase = noun_phrase(doc, here)
    at = found.end + (doc[found.end].pos_ == "DET" and not found.contracted)
    outlet = next((m for m in page.at_token(at) if m.cls in MEDIA and m.start in (at, found.end)), None)
    if outlet is not None:
        return max(outlet.end, phrase.base_end if phrase is not None and phrase.head < outlet.end else 0)
    if phrase is None:
        return 0
    head = doc[phrase.head].lower_
    own = phrase.possessive and head in speech_words("own-medium")
    if not own and head not in speech_words("aired-noun"):
        return 0
    last = (m.end for m in page.at_token(phrase.end - 1) if m.cls in MEDIA)  # `les ondes de Magor 9`
    return max(phrase.end, *last, 0)


def told(page: Page, found: Found, nouns: str = "telling-noun") -> bool:
    """Whether a preposition leads to where something was said (`dans un communiqué`, `en séance plénière`)."""
    doc = page.doc
    if found.lemma in speech_words("sitting-preposition") and found.end < len(doc):
        return nouns == "telling-noun" and doc[found.end].lower_ in speech_words("sitting-noun")
    if found.lemma not in speech_words("telling-preposition"):
        return False
    phrase = noun_phrase(doc, found.end - found.contracted)
    return phrase is not None and (doc[phrase.head].lower_ in speech_words(nouns) or _issued(page, phrase))


def _issued(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is a text that somebody gave out to say something (`dans une résolution | adoptée mardi`)."""
    doc = page.doc
    if phrase.definite is not False or doc.lowered[phrase.head] not in speech_words("issued-text"):
        return False
    return phrase.end < len(doc) and lemma_of(doc, phrase.end) in speech_words("issuing")


def _telling(page: Page, i: int, j: int) -> bool:
    """Whether something is said, shown or published in tokens i to j: the medium belongs to that."""
    doc = page.doc
    return any(
        doc[k].lower_ in speech_words("aired-content") or (doc[k].pos_ == "VERB" and saying(doc, k))
        for k in range(i, j)
    )
