"""A verb of accusing → where the `de` stands that leads to what it accuses of, not the one inside a name.

`accuse le préfet de la région d'inaction` → `d'`; `accuse la banque, et son directeur, de fraude` → `de`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_REACH = 40  # tokens from the verb to what it accuses of


def accusing(page: Page, i: int, end: int, *, known: bool) -> int | None:
    """The token behind that `de`, or None; `known`: whom is accused is said before (`l'accuse de`), the first is it."""
    doc = page.doc
    bare: int | None = None  # the last before a noun without article
    weak: int | None = None  # the first before an offence with its article (`du meurtre de`)
    k = i
    while k < min(end, i + _REACH) - 1:
        word = doc[k].lower_
        if page.finite(k) or word in speech_words("relative") or doc[k].text in (":", ";"):
            break
        if doc[k].text == ",":
            k = _past_comma(page, k, end)
            continue
        found = preposition(doc, k) if word in speech_words("of-form") or word in speech_words("bare-of") else None
        start = found.end if found is not None else k + 1
        start += start < end and doc[start].text == "'"
        if word not in speech_words("of-form", "bare-of") or start >= end:
            k += 1
            continue
        if known or is_infinitive(doc, past_clitics(page, start, end)):
            return start
        if doc[start].lower_ in speech_words("opening-mark") and (beyond := _past_whom(page, start, end)) is not None:
            return beyond
        if doc[start].lower_ in speech_words("opening-mark", "this-word"):
            return start
        if found is not None and not found.contracted and _plain(page, start):
            if _closes_name(page, k) or _offence(page, start):
                return start
            bare = start
        elif weak is None:
            noun = start + (doc[start].pos_ == "DET")
            weak = start if noun < end and doc[noun].lower_ in speech_words("offence-noun") else None
        k += 1
    return bare if bare is not None else weak


def _past_whom(page: Page, mark: int, end: int) -> int | None:
    """The infinitive behind the quoted words for whom is accused (`accuse des « casseurs » d'avoir`), or None."""
    doc, q = page.doc, page.quotation(page.at(mark))
    of = page.token(q.outer[1]) if q is not None else end
    if of + 1 >= end or doc[of].lower_ not in speech_words("of-form", "bare-of"):
        return None
    return of + 1 if is_infinitive(doc, past_clitics(page, of + 1, end)) else None


def calling(page: Page, i: int, end: int) -> int | None:
    """The token behind the `de` that leads to what a thing is called (`qualifie le projet de loi d'inutile`), or None.

    An adjective or quoted words that close the phrase come before the first noun.
    """
    doc = page.doc
    first: int | None = None
    for k in range(i, min(end, i + _REACH) - 1):
        if page.finite(k) or doc[k].lower_ in speech_words("relative") or doc[k].text in (",", ":", ";"):
            break
        found = preposition(doc, k)
        bare = doc[k].lower_ in speech_words("bare-of") or (found is not None and not found.contracted)
        if not bare or doc[k].lower_ not in speech_words("of-form", "bare-of"):
            continue
        start = k + 1 + (doc[k + 1].text == "'")
        if start >= end:
            break
        if doc[start].lower_ in speech_words("opening-mark"):
            return start
        closed = start + 1 >= end or doc[start + 1].is_punct
        if closed and doc[start].pos_ in ("ADJ", "VERB") and k > i:
            return start
        if first is None and _plain(page, start) and doc[start].lower_ not in speech_words("manner-noun"):
            first = start
    return first


def _past_comma(page: Page, k: int, end: int) -> int:
    """The `de` behind the next comma, where the two enclose something (`ses voisins, dont le Mali, de`), else k + 1."""
    doc = page.doc
    close = next((j for j in range(k + 1, min(k + _REACH, end - 1)) if doc[j].text == ","), None)
    if close is not None and doc[close + 1].lower_ in speech_words("of-form"):
        return close + 1
    return k + 1


def _plain(page: Page, k: int) -> bool:
    """Whether a common noun without article, or an adjective before one, stands there."""
    token = page.doc[k]
    return token.pos_ in ("NOUN", "ADJ") and token.is_lower


def _closes_name(page: Page, k: int) -> bool:
    """Whether a name, brackets or a number end before a token: whoever it is needs no complement."""
    before = page.doc[k - 1]
    return before.pos_ == "PROPN" or before.text in (")", ",") or before.lower_ in speech_words("closing-mark")


def _offence(page: Page, k: int) -> bool:
    """Whether the noun there, perhaps behind an adjective, is an offence or an act."""
    near = page.doc[k : k + 2] if page.doc[k].pos_ == "ADJ" else page.doc[k : k + 1]
    return any(t.lower_ in speech_words("offence-noun") or abstract(t.lower_) for t in near)
