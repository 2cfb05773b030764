"""The start of a sentence → whether it only links what follows to what stands before, and where that ends.

`Surtout, « la dette recule »`, `Même si, note Lise, « la crue baisse »`, `Cependant, le quai tient, dit Lise`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial, past_locution
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_words

_LINKING = ("ADV", "CCONJ", "SCONJ", "PUNCT")


def links(page: Page, first: int, stop: int) -> bool:
    """Whether tokens are only adverbs, conjunctions and fixed connectives."""
    doc, k = page.doc, first
    if page.text[page.at(first) : page.at(stop)].strip(" ,").lower() in speech_words("connector"):
        return True
    while k < stop:
        end = max(past_adverbial(doc, k), past_locution(doc, k, "quote-connector"))
        k = end if end > k else k + 1 if doc[k].pos_ in _LINKING else stop + 1
    return k == stop


def connected(page: Page, start: int, stop: int) -> int:
    """The character after a connective with its comma at the start of a unit (`Cependant, …`)."""
    comma = page.text.find(",", start, min(stop, start + 30))
    if comma > 0 and page.text[start:comma].strip().lower() in speech_words("connector"):
        return comma + 1
    return start


def behind_comma(page: Page, k: int, stop: int) -> int:
    """Where a token begins, or what follows a comma at it and a connective (`Selon elle, en effet, | …`)."""
    if k + 1 >= len(page.doc) or page.doc[k].text != ",":
        return page.at(k)
    return connected(page, page.at(k + 1), stop)
