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
from kgextract.nlp.grammar.wordlist import cut, lowered, phrase_end, text_of
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.complements import before_holder
from kgextract.nlp.mentions.numbered import number_end, year_end
from kgextract.nlp.mentions.titles import titles as told_titles
from kgextract.tables.identity import KNOWN_DOCUMENTS
from kgextract.tables.names import (
    DOCUMENT_HEADS,
    DocumentHead,
    demonyms,
    document_words,
    given_name_gender,
    not_names,
    words,
)

_NUMBER = re.compile(r"\d{2,5}")


class _Head(NamedTuple):
    words: tuple[str, ...]
    row: DocumentHead


def documents(doc: Doc) -> list[Mention]:
    """The named documents of the Doc, titles of works too."""
    table = _by_first_word()
    found = [*_foreign(doc), *_of_a_year(doc)]
    titles: dict[str, str] = {}
    inside = 0
    text = lowered(doc)
    for i, word in enumerate(text):
        for head in table.get(word, ()) if i >= inside else ():
            end = i + len(head.words)
            if tuple(text[i:end]) != head.words:
                continue
            stop = _name(doc, i, end, head.row)
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
    taken = {k for m in found for k in range(m.start, m.end)}
    found += [m for m in _known(doc) if m.start not in taken]
    return found + _again(doc, titles, found)


def _name(doc: Doc, start: int, end: int, row: DocumentHead) -> int | None:
    """The end of the document's name that starts with this head, or None."""
    if doc[start].pos_ != "AUX" and (numbered := number_end(doc, end, row)) > end:
        return numbered
    capital = is_capital(doc[start]) and not opens_sentence(doc[start])
    if row.yearly and not (capital or row.capital) and (year := year_end(doc, end)) > end:
        return year
    if doc[start].pos_ in ("VERB", "AUX") or not row.named or _is_field(doc, start):
        return None
    if end < len(doc) and is_capital(doc[end]) and doc[end].lower_ in words("second-title"):
        return None  # `la ministre du Plan | Madame Anne Roy`
    if row.noun in document_words("named-by-theme") and (theme := _theme(doc, start, end)) > end:
        return theme
    base, names = after_head(doc, end - 1)
    if row.noun in document_words("named-after") and _unknown_surname(doc, end):
        return end + 1
    if names and names == (end, end + 1) and row.noun in document_words("named-after") and _surname(doc, end):
        return names[1]
    if names and not starts_person(doc, names[0]) and not (row.capital and not capital):
        stop = complement(doc, base, words("of-lemma")) if capital else base
        return year_end(doc, stop) if row.yearly else stop
    if row.capital and not capital:
        return None
    if capital:
        return _capital_name(doc, end, max(base, end), row)
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


def _is_field(doc: Doc, start: int) -> bool:
    """`la commission des | Lois`: what a committee or a minister is for, no document."""
    of = is_capital(doc[start]) and start > 1 and doc[start - 1].lower_ in words("of")
    return of and doc[start - 2].lower_ in words("portfolio-noun")


def _definite(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in words("definite")


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


def _theme(doc: Doc, start: int, end: int) -> int:
    """The end of `travail`, `asile et immigration` right behind the head of a law that one talks of; `end` for none."""
    if not _definite(doc, start) or end >= len(doc):
        return end
    themes = document_words("theme-of-a-law")
    stop = phrase_end(doc, end, themes) or end
    if end < stop < len(doc) - 1 and doc[stop].lower_ in words("coordinator"):
        return phrase_end(doc, stop + 1, themes) or stop
    return stop


def _capital_name(doc: Doc, end: int, base: int, row: DocumentHead) -> int | None:
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
        further = _linked(doc, _listed(doc, stop, further))
        if further == stop:
            break
        stop = further
    if stop > end or row.noun in document_words("basic-law"):
        return stop
    return None


def _listed(doc: Doc, start: int, end: int) -> int:
    """The end of the list that a complement in lower case [start, end) begins: `de la démocratie et des élections`."""
    here = end
    of = end > start and doc[start].lower_ in words("of")
    while of and here + 2 < len(doc) and (doc[here].text == "," or doc[here].lower_ in words("coordinator")):
        further = complement(doc, here + 1, words("of-lemma"), lists=False) if _bare_noun(doc, here + 1) else here + 1
        another = any(is_capital(t) or t.lower_ in _by_first_word() for t in doc[start:further])
        if further == here + 1 or another:
            break
        last = doc[here].text != ","
        here = further
        if last:
            return here
    return end


def _bare_noun(doc: Doc, i: int) -> bool:
    """Whether `de` at token i leads to a noun alone, an article between (`des élections`, not `de nombreux élus`)."""
    if doc[i].lower_ not in words("of"):
        return False
    noun = i + 2 if doc[i + 1].lower_ in words("definite") else i + 1
    return noun < len(doc) and doc[noun].pos_ == "NOUN"


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


def _known(doc: Doc) -> list[Mention]:
    """The documents that everybody knows, under each of their names."""
    found = []
    for match in _known_names().finditer(text_of(doc)):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            found.append(
                named(doc, span.start, span.end, "Document", "Document", rule="known-document", confidence=0.7)
            )
    return found


@cache
def _known_names() -> re.Pattern[str]:
    names = {alias for row in KNOWN_DOCUMENTS.rows() for alias in (row.name, *row.aliases)}
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")\b")


def _foreign(doc: Doc) -> list[Mention]:
    """Laws under an English name: `Inflation Reduction Act`."""
    found = []
    for token in doc:
        if token.text in document_words("foreign-law"):
            start = token.i
            while start and is_capital(doc[start - 1]) and doc[start - 1].lower_ not in words("definite", "indefinite"):
                start -= 1
            if start < token.i:
                found.append(named(doc, start, token.i + 1, "Document", "Law", rule="document-name", confidence=0.8))
    return found


def _of_a_year(doc: Doc) -> list[Mention]:
    """Programmes that a word with a capital and a year name: `Vision 2030`."""
    heads = [t.i for t in doc if t.text in document_words("title-of-a-year")]
    spans = [(i, year_end(doc, i + 1)) for i in heads]
    return [
        named(doc, *span, "Document", "Programme", rule="document-name", confidence=0.8)
        for span in spans
        if span[1] == span[0] + 2
    ]


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
