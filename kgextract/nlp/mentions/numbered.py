"""Doc and the head of a document → what numbers or dates its name: `n° 2019-1023`, `1701`, `C-51`, `(UE) 2016/679`."""

from __future__ import annotations

import re

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once, text_of
from kgextract.tables.names import DocumentHead, document_words, not_names, words

_SYMBOL = re.compile(r"\(?[A-Z]{1,4}\)?/[A-Z0-9./()-]*\d[\w./()-]*|\d{2,4}/\d{1,4}(?:/[A-Z]{2,3})?|\d{4}-\d{2,4}")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_SIGN = 2  # tokens of `N °`
_LETTER = re.compile(r"[A-Z]{1,2}-?\d{0,4}")  # `C-51`, however it is cut
_JOINED = "-–"


def number_end(doc: Doc, end: int, row: DocumentHead) -> int:
    """The end of the number, symbol or whole date behind a document's head that ends at `end`; `end` for none."""
    signed = _signed(doc, end)
    if signed > end:
        return _dated(doc, signed) or signed
    symbol = once(doc, "document symbols", lambda: _symbols(doc)).get(_over_brackets(doc, end))
    if row.named and symbol is not None:
        return symbol
    if row.class_ == "Law" and (day := _dated(doc, end)):
        return day
    return _bare(doc, end) if row.numbered else end


def year_end(doc: Doc, end: int) -> int:
    """The end of `2020`, `pour 2020` behind the head of a document of one year; `end` for none."""
    at = end + 1 if end < len(doc) and doc[end].lower_ in document_words("year-preposition") else end
    return at + 1 if at < len(doc) and _YEAR.fullmatch(doc[at].text) else end


def _symbols(doc: Doc) -> dict[int, int]:
    """Token where a document's symbol starts → the token after it."""
    spans = (doc.char_span(*m.span(), alignment_mode="expand") for m in _SYMBOL.finditer(text_of(doc)))
    return {span.start: span.end for span in spans if span is not None}


def _dated(doc: Doc, end: int) -> int | None:
    """`loi du 29 juillet 1881`: the whole date names a law."""
    if end + 3 >= len(doc) or doc[end].lower_ not in words("contracted") or not doc[end + 1].text[:1].isdigit():
        return None
    month, year = doc[end + 2], doc[end + 3]
    return end + 4 if month.lower_ in not_names("calendar") and _YEAR.fullmatch(year.text) else None


def _signed(doc: Doc, end: int) -> int:
    """The end of `n° 2019-1023`, `N° 2018/145/PR` behind a head, `end` where no number stands there."""
    at = end
    while at + 1 < len(doc) and doc[at].lower_ in document_words("number-sign") and at - end < _SIGN:
        at += 1
    if at == end or not doc[at].text[0].isdigit():
        return end
    while at + 1 < len(doc) and not doc[at].whitespace_ and (doc[at + 1].text in "-/" or doc[at + 1].text.isalnum()):
        at += 1
    return at + 1


def _bare(doc: Doc, end: int) -> int:
    """The end of `1701`, `78-17`, `C-51` right behind a head, unless it counts what follows."""
    at = end
    if at >= len(doc) or not (doc[at].text[0].isdigit() or _LETTER.fullmatch(doc[at].text)):
        return end
    while at + 1 < len(doc) and not doc[at].whitespace_ and (doc[at + 1].text in _JOINED or doc[at + 1].text.isdigit()):
        at += 1
    counted = (
        at + 1 < len(doc)
        and doc[at + 1].is_lower
        and doc[at + 1].pos_ in ("NOUN", "ADJ", "NUM")
        and doc[at].text.isdigit()
    )
    if counted or not doc[at].text[-1].isdigit():
        return end
    return at + 1


def _over_brackets(doc: Doc, end: int) -> int:
    """The token after `(UE)`, `(CE)` between a head and its symbol."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        return end + 3
    return end
