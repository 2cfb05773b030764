"""A verb without a subject of its own → that of the first verb of its sentence: `Anne Roy part, puis devient …`, `Anne
Roy a battu Luc Blin, devenant …`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.phrases import Index, in_date
from kgextract.tables.roles import office_words

_VERBS = ("VERB", "AUX")
_BARS = frozenset("«»“”:;()")


def shared_subject(doc: Doc, ix: Index, group: int, first: int) -> tuple[Mention | None, int | None]:
    """The name, or the token of the pronoun, before the first finite verb of the unit, where only verbs that share it
    follow up to the verb group at `group`."""
    if not _finite(doc[group]) or not _joined(doc, group, first):
        return None, None
    start = next((k for k in range(first, group) if _finite(doc[k])), None)
    if start is None or any(_bars(doc, k) for k in range(first, group)):
        return None, None
    verbs = (k for k in range(start + 1, group) if _finite(doc[k]) and not _finite(doc[k - 1]))
    if any(not _joined(doc, k, first) for k in verbs if doc[k - 1].pos_ not in _VERBS):
        return None, None  # another verb has a subject of its own
    while start > first and doc[start - 1].pos_ in ("ADV", "AUX"):
        start -= 1
    m = ix.people_to.get(start)
    if m is not None and (m.start == first or doc[m.start - 1].pos_ != "ADP"):
        return m, None
    return None, start - 1 if start > first and doc.lowered[start - 1] in office_words("pronoun") else None


def of_main_verb(doc: Doc, ix: Index, group: int, first: int) -> tuple[Mention | None, int | None]:
    """The name, or the token of the pronoun, before the only finite verb in front of a present participle behind a
    comma: `Anne Roy a battu Luc Blin, | devenant maire`."""
    if doc[group - 1].text != "," or any(_bars(doc, k) for k in range(first, group)):
        return None, None
    heads = [k for k in range(first, group) if _finite(doc[k]) and not (k > first and doc[k - 1].pos_ in _VERBS)]
    if len(heads) != 1:
        return None if heads else ix.people_to.get(group - 1), None
    start = heads[0]
    while start > first and doc[start - 1].pos_ in ("ADV", "AUX"):
        start -= 1
    m = ix.people_to.get(start)
    if m is not None and (m.start == first or doc[m.start - 1].pos_ != "ADP"):
        return m, None
    return None, start - 1 if start > first and doc.lowered[start - 1] in office_words("pronoun") else None


def _finite(token: Token) -> bool:
    return token.pos_ in _VERBS and "Fin" in token.morph.get("VerbForm", [])


def _bars(doc: Doc, k: int) -> bool:
    """A mark or word behind which another subject may stand."""
    return doc[k].text in _BARS or doc[k].pos_ == "SCONJ" or "Rel" in doc[k].morph.get("PronType", [])


def _joined(doc: Doc, at: int, first: int) -> bool:
    """Does a verb stand right behind `et`, `puis` or a comma, over adverbs, clitics and dates?"""
    k = at - 1
    while k > first and doc.lowered[k] not in office_words("sequence"):
        if (
            doc[k].pos_ not in ("ADV", "ADP")
            and not in_date(doc, k)
            and doc.lowered[k] not in office_words("reflexive")
        ):
            break
        k -= 1
    return k > first and (doc.lowered[k] in office_words("sequence") or doc[k].text == ",")
