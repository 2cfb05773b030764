"""Tokens between a verb and the office or the name that it leads to → whether they may be passed."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, in_date
from kgextract.tables.roles import countries, office_words

ASIDE = 7  # tokens between two commas


def plain_gap(doc: Doc, start: int, end: int) -> bool:
    """No noun of its own, comma or verb between: adverbs, dates, `mardi`, `aussi`, `, lui,`, how long (`dix ans`)."""
    k = start
    while k < end:
        beyond = _past_aside(doc, k)
        if not (k < beyond <= end) and not _of_no_weight(doc, k):
            return False
        k = beyond if k < beyond <= end else k + 1
    return True


def _past_aside(doc: Doc, k: int) -> int:
    """The token after an adverb of several words, or after what stands between two commas and has no noun of its own
    (`devient, à 35 ans, préfet`); k if none."""
    if (beyond := past_adverbial(doc, k)) > k or doc[k].text != ",":
        return beyond
    inside = past_adverbial(doc, k + 1)
    if inside == k + 1:
        while inside < min(k + ASIDE, len(doc)) and (_of_no_weight(doc, inside)):
            inside += 1
    return inside + 1 if inside < len(doc) and inside > k + 1 and doc[inside].text == "," else k


def over_new(doc: Doc, at: int, first: int) -> int:
    """Where `nouveau`, `actuelle` stands before an office (`comme nouvelle directrice`), or `at`."""
    while at > first and doc.lowered[at - 1] in office_words("new-or-present"):
        at -= 1
    return at


def aside_before(doc: Doc, k: int, first: int) -> int:
    """The comma that opens the aside which ends right before token k; k if none."""
    return next((j for j in range(k - 2, max(first, k - ASIDE), -1) if _past_aside(doc, j) == k), k)


def _of_no_weight(doc: Doc, k: int) -> bool:
    plain = doc[k].pos_ in ("ADV", "DET", "NUM", "ADP", "ADJ")
    return plain or doc.lowered[k] in office_words("also", "while") or in_date(doc, k)


def by_an_agent(doc: Doc, start: int, end: int) -> bool:
    """Does what stands between a passive and its locution begin with `par`, over a date, and hold no verb?"""
    while start < end and (in_date(doc, start) or doc[start].pos_ in ("ADV", "DET")):
        start += 1
    agent = start < end and doc.lowered[start] in office_words("by")
    return agent and all(doc[k].pos_ not in ("VERB", "AUX", "SCONJ", "PRON") for k in range(start, end))


def employed_gap(doc: Doc, ix: Index, start: int, end: int) -> bool:
    """`a travaillé [chez Renault] comme`, `a débuté [sa carrière] comme`: the body and the career may stand between."""
    k = start
    while k < end:
        m = ix.names_at.get(k) or ix.bodies_at.get(k)
        if m is not None and m.end <= end:
            k = m.end
        elif doc.lowered[k] in office_words("career") or plain_gap(doc, k, k + 1):
            k += 1
        else:
            return False
    return True


def titled_gap(doc: Doc, start: int, end: int) -> bool:
    """As `plain_gap`, or a title of one phrase (`nommer son directeur financier Luc Roy au poste de`)."""
    return all(doc[k].pos_ in ("DET", "NOUN", "ADJ", "ADV") or in_date(doc, k) for k in range(start, end)) or (
        plain_gap(doc, start, end)
    )


def a_title(doc: Doc, ix: Index, start: int, end: int) -> bool:
    """Is what stands between a verb and a name the title of that (`nommer l'ancien chef de gare Luc Roy préfet`)?"""
    while start < end and (in_date(doc, start) or doc[start].pos_ == "ADV"):
        start += 1
    if start >= end or doc.lowered[start] not in office_words("singular-article", "possessive"):
        return False
    if end - start == 2 and doc.lowered[start + 1] in countries():
        return True  # `a nommé la Sénégalaise Anne Roy directrice`
    phrase = next((p for k in range(start + 1, min(start + 4, end)) if (p := office_phrase(doc, k, ix))), None)
    return phrase is not None and phrase.end == end and lead(doc, phrase, start) == start
