"""Doc → mentions of documents with a name of their own: `loi Veil`, `traité de Lisbonne`, `Agenda 2030`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import after_head
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence, starts_person
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut, lowered, text_of
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.complements import before_holder
from kgextract.nlp.mentions.titles import titles as told_titles
from kgextract.tables.names import (
    DOCUMENT_HEADS,
    DocumentHead,
    demonyms,
    document_words,
    given_name_gender,
    not_names,
    words,
)

_SYMBOL = re.compile(r"\(?[A-Z]{1,4}\)?/[A-Z0-9./()-]*\d[\w./()-]*|\d{2,4}/\d{1,4}(?:/[A-Z]{2,3})?|\d{4}-\d{2,4}")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_SIGN = 2  # tokens of `N °`
_NUMBER = re.compile(r"\d{2,5}")


class _Head(NamedTuple):
    words: tuple[str, ...]
    row: DocumentHead


def documents(doc: Doc) -> list[Mention]:
    """The named documents of the Doc, titles of works too."""
    table = _by_first_word()
    symbols = _symbols(doc)
    found: list[Mention] = []
    titles: dict[str, str] = {}
    inside = 0
    text = lowered(doc)
    for i, word in enumerate(text):
        for head in table.get(word, ()) if i >= inside else ():
            end = i + len(head.words)
            if tuple(text[i:end]) != head.words:
                continue
            stop = _name(doc, i, end, head.row, symbols)
            if stop is not None:
                stop = before_holder(doc, i, stop, honours=True)
                inside = stop
                cls = head.row.class_
                found.append(named(doc, i, stop, "Document", cls, rule="document-name", confidence=0.8, head=i))
            title = _title(doc, end, head.row)
            if title is not None:
                found.append(named(doc, *title, "Document", head.row.class_, rule="document-title", confidence=0.8))
                titles[doc.between(*title)] = head.row.class_
            break
    for start, end in told_titles(doc):
        if doc.between(start, end) not in titles:
            found.append(named(doc, start, end, "Document", "Document", rule="document-title", confidence=0.8))
            titles[doc.between(start, end)] = "Document"
    titles |= _quoted(doc, titles)
    return found + _again(doc, titles, found)


def _name(doc: Doc, start: int, end: int, row: DocumentHead, symbols: dict[int, int]) -> int | None:
    """The end of the document's name that starts with this head, or None."""
    if (numbered := _numbered(doc, end)) > end and doc[start].pos_ != "AUX":
        return _dated(doc, numbered) or numbered
    if doc[start].pos_ in ("VERB", "AUX") or not row.named or _is_field(doc, start):
        return None
    if end < len(doc) and is_capital(doc[end]) and doc[end].lower_ in words("second-title"):
        return None  # `la ministre du Plan | Madame Anne Roy`
    if (symbol := _over_brackets(doc, end)) in symbols:
        return symbols[symbol]
    if row.class_ == "Law" and (dated := _dated(doc, end)):
        return dated
    capital = is_capital(doc[start]) and not opens_sentence(doc[start])
    base, names = after_head(doc, end - 1)
    if row.noun in document_words("named-after") and _unknown_surname(doc, end):
        return end + 1
    if names and names == (end, end + 1) and row.noun in document_words("named-after") and _surname(doc, end):
        return names[1]
    if names and not starts_person(doc, names[0]) and not (row.capital and not capital):
        return complement(doc, base, words("of-lemma")) if capital else base
    if row.capital and not capital:
        return None
    if capital:
        return _capital_name(doc, start, end, max(base, end))
    if base > end and doc[base - 1].lower_ in demonyms() and row.noun in document_words("basic-law"):
        return base
    found = preposition(doc, base) if base == end else None
    if found and found.lemma in words("of-lemma") and found.end < len(doc) and _is_place_name(doc, found.end):
        if row.class_ in ("Treaty", "Agreement", "Declaration"):
            return name_end(doc, found.end)
    titled = preposition(doc, base)
    if (
        titled
        and row.class_ == "Treaty"
        and titled.lemma in document_words("title-preposition")
        and _definite(doc, start)
    ):
        return complement(doc, base, (*words("of-lemma"), titled.lemma), lists=False)
    return None


def _numbered(doc: Doc, end: int) -> int:
    """The end of `n° 2019-1023`, `N° 2018/145/PR` behind a head, `end` where no number stands there."""
    at = end
    while at + 1 < len(doc) and doc[at].lower_ in document_words("number-sign") and at - end < _SIGN:
        at += 1
    if at == end or not doc[at].text[0].isdigit():
        return end
    while at + 1 < len(doc) and not doc[at].whitespace_ and (doc[at + 1].text in "-/" or doc[at + 1].text.isalnum()):
        at += 1
    return at + 1


def _is_field(doc: Doc, start: int) -> bool:
    """`la commission des | Lois`: what a committee or a minister is for, no document."""
    of = is_capital(doc[start]) and start > 1 and doc[start - 1].lower_ in words("of")
    return of and doc[start - 2].lower_ in words("portfolio-noun")


def _definite(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in words("definite")


def _over_brackets(doc: Doc, end: int) -> int:
    """The token after `(UE)`, `(CE)` between a head and its symbol."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        return end + 3
    return end


def _dated(doc: Doc, end: int) -> int | None:
    """`loi du 29 juillet 1881`: the whole date names a law."""
    if end + 3 >= len(doc) or doc[end].lower_ not in words("contracted") or not doc[end + 1].text[:1].isdigit():
        return None
    month, year = doc[end + 2], doc[end + 3]
    return end + 4 if month.lower_ in not_names("calendar") and _YEAR.fullmatch(year.text) else None


def _surname(doc: Doc, i: int) -> bool:
    """One name alone after `rapport`, `loi`: of whom it is named after, not its author's full name."""
    return is_capital(doc[i]) and doc[i].pos_ in ("PROPN", "X") and doc[i].text not in given_name_gender()


def _unknown_surname(doc: Doc, i: int) -> bool:
    """The same, where the model takes the name for an adverb or adjective (`la loi Macron`, `le rapport Duclert`)."""
    if i + 1 >= len(doc) or not is_capital(doc[i]) or not doc[i].text.isalpha() or doc[i].is_upper:
        return False
    if is_capital(doc[i + 1]) or doc[i + 1].text == "-" or is_common(doc, i) or doc[i].text in given_name_gender():
        return False
    return doc[i].pos_ in ("ADV", "ADJ", "NOUN", "VERB")


def _capital_name(doc: Doc, start: int, end: int, base: int) -> int | None:
    """A head with a capital: adjectives, number, `pour …`, `relative à …`, a second head after `et`."""
    stop = base
    if stop < len(doc) and _NUMBER.fullmatch(doc[stop].text):
        stop += 1
    if stop + 2 < len(doc) and doc[stop].lower_ in words("coordinator"):
        nxt = stop + 2 if doc[stop + 1].lower_ in words("definite") else stop + 1
        if is_capital(doc[nxt]) and doc[nxt].lower_ in _by_first_word():
            stop = nxt + 1
    allowed = ["de", *document_words("title-preposition")]
    while True:
        further = complement(doc, stop, allowed, lists=False)
        further = _linked(doc, further)
        if further == stop:
            break
        stop = further
    if stop > end or doc[start].lower_ in document_words("basic-law"):
        return stop
    return None


def _linked(doc: Doc, stop: int) -> int:
    """`à l'horizon 2030`, `relative aux droits de l'enfant`."""
    if stop + 1 >= len(doc):
        return stop
    here = stop + 1 if doc[stop].lower_ in document_words("title-link") else stop
    found = preposition(doc, here)
    if found is None or found.lemma not in document_words("link-preposition"):
        return stop
    noun = found.end + 1 if found.end < len(doc) and doc[found.end].lower_ in words("definite") else found.end
    if here > stop:
        return complement(doc, here, (found.lemma, *words("of-lemma")))
    if noun < len(doc) and doc[noun].lower_ in document_words("horizon"):
        after = noun + 1
        return after + 1 if after < len(doc) and doc[after].is_digit else after
    return stop


def _title(doc: Doc, end: int, row: DocumentHead) -> tuple[int, int] | None:
    """The title in quotation marks right after a work's noun, or after `intitulé`, `baptisé`."""
    here, _ = after_head(doc, end - 1)
    here = max(here, end)
    if here < len(doc) and doc[here].text == ",":
        here += 1
    entitled = here < len(doc) and doc[here].lower_ in document_words("entitled")
    if entitled:
        here += 1
    if not (row.work or entitled) or here >= len(doc) or doc[here].lower_ not in words("opening"):
        return None
    for k in range(here + 1, min(here + 30, len(doc))):
        if doc[k].lower_ in words("closing"):
            return (here + 1, k) if k > here + 1 and is_capital(doc[here + 1]) else None
    return None


def _quoted(doc: Doc, titles: dict[str, str]) -> dict[str, str]:
    """Short capitalised strings in quotation marks near a work's noun: `l'adaptation de « Germinal »` and `le film`."""
    works = [t.i for t in doc for h in _by_first_word().get(t.lower_, ()) if h.row.work and len(h.words) == 1]
    found: dict[str, str] = {}
    if not works:
        return found
    for token in doc:
        if token.lower_ not in words("opening") or token.i + 2 >= len(doc) or not is_capital(doc[token.i + 1]):
            continue
        if token.i == 0 or doc[token.i - 1].pos_ not in ("ADP", "NOUN", "PROPN", "DET", "ADJ"):
            continue
        end = next(
            (k for k in range(token.i + 2, min(token.i + 7, len(doc))) if doc[k].lower_ in words("closing")), None
        )
        if end is None or any(doc[k].pos_ in ("AUX", "PUNCT") for k in range(token.i + 1, end)):
            continue
        text = doc.between(token.i + 1, end)
        if text not in titles and any(abs(k - token.i) < 60 for k in works):
            found[text] = "Document"
    return found


def _again(doc: Doc, titles: dict[str, str], found: list[Mention]) -> list[Mention]:
    """Titles seen once, found again wherever they stand in quotation marks."""
    have = {(m.start, m.end) for m in found}
    more = []
    for title, cls in titles.items():
        for match in re.finditer(re.escape(title), text_of(doc)):
            span = doc.char_span(match.start(), match.end())
            if span is None or (span.start, span.end) in have or span.start == 0:
                continue
            if doc[span.start - 1].lower_ in words("opening"):
                more.append(named(doc, span.start, span.end, "Document", cls, rule="document-title", confidence=0.75))
    return more


def _symbols(doc: Doc) -> dict[int, int]:
    """Token where a document's symbol starts → the token after it."""
    found = {}
    for match in _SYMBOL.finditer(text_of(doc)):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None:
            found[span.start] = span.end
    return found


def _is_place_name(doc: Doc, i: int) -> bool:
    if doc[i].lower_ in not_names("disease-or-thing"):
        return False
    return is_capital(doc[i]) and not starts_person(doc, i) and doc[i].pos_ in ("PROPN", "NOUN", "X")


@cache
def _by_first_word() -> dict[str, tuple[_Head, ...]]:
    table: dict[str, list[_Head]] = {}
    for row in DOCUMENT_HEADS.rows():
        for form in {row.noun, row.plural} - {""}:
            parts = tuple(cut(form))
            table.setdefault(parts[0], []).append(_Head(parts, row))
    return {first: tuple(sorted(heads, key=lambda h: -len(h.words))) for first, heads in table.items()}
