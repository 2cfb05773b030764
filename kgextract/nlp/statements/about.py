"""The words about a source → where they end: `Selon Luc Roy, président du club, …`, `selon le maire qui s'en va, …`."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import called
from kgextract.tables.names import document_words
from kgextract.tables.speech import speech_words


def source_end(page: Page, i: int, stop: int) -> int:
    """Where the words about a source end: at a comma that does not open an apposition, at a mark or the end.

    What a preposition or a participle ties to it belongs to it (`selon un rapport intitulé « Vivre seul », …`).
    """
    doc = page.doc
    depth = 0
    while i < stop:
        token = doc[i]
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif depth == 0 and token.lower_ in speech_words("opening-mark") and _tied(page, i, stop):
            quotation = page.quotation(token.idx)
            i = page.token(quotation.outer[1]) if quotation is not None else i + 1
            continue
        elif depth == 0 and (
            token.text in (",", ".", ";", ":", "–", "—") or token.lower_ in speech_words("opening-mark", "closing-mark")
        ):
            break
        elif depth == 0 and page.finite(i) and doc[i - 1].lower_ not in speech_words("relative"):
            break
        i += 1
    return i


def _tied(page: Page, i: int, stop: int) -> bool:
    """Whether quoted words are a title that a word before them ties to a noun, and the sentence goes on behind them."""
    before, quotation = page.doc[i - 1], page.quotation(page.doc[i].idx)
    tied = before.pos_ == "ADP" or before.lower_ in document_words("entitled")
    beyond = page.token(quotation.outer[1]) if quotation is not None else stop
    return tied and beyond < stop and page.doc[beyond].text == ","


def _titled(page: Page, comma: int, after: Phrase, end: int) -> bool:
    """Whether a definite phrase says who the person named before it is (`Selon Luc Roy, le président du club, « …`)."""
    doc = page.doc
    named = any(m.type == "Person" and m.kind == "named" and m.end == comma for m in page.at_token(comma - 1))
    if not named or not called(page, after.head) or end + 1 >= len(doc):
        return False
    behind = doc[end + 1]
    opens = behind.lower_ in speech_words("opening-mark", "subject-pronoun")
    return opens or behind.pos_ in ("DET", "PROPN", "ADP")


def apposed(page: Page, comma: int, stop: int) -> int:
    """The token after an apposition between commas (`Selon Jean Roy, président du club, …`), else the comma's."""
    doc = page.doc
    if page.quotation(page.at(comma + 1)) is not page.quotation(page.at(comma)):
        return comma + 1
    after = noun_phrase(doc, comma + 1) if comma + 1 < stop else None
    noun = comma + 1 < stop and doc[comma + 1].pos_ in ("NOUN", "ADJ")
    noun = noun or (comma + 2 < stop and doc[comma + 2].lower_ in speech_words("some-one"))  # `l'une des riveraines`
    noun = noun or (comma + 1 < stop and "Past" in doc[comma + 1].morph.get("Tense", []) and not page.finite(comma + 1))
    bare = doc[comma + 1].lower_ if comma + 1 < stop else ""
    if after is None and not noun and bare not in speech_words("relative"):
        return comma + 1
    if bare in speech_words("relative"):
        end = comma + 1
        while end < stop and doc[end].text != ",":
            end += 1
        return end + 1 if end < stop else comma + 1
    end = source_end(page, after.end if after else comma + 2, stop)
    if (
        end < stop
        and (doc[end].text == "," or (doc[end].text == ":" and doc[end + 1].lower_ in speech_words("opening-mark")))
        and (after is None or noun or after.definite is None or after.names or _titled(page, comma, after, end))
        and bare not in speech_words("subject-pronoun")
    ):
        if not any(page.finite(k) for k in range(comma + 1, end)):
            return end + 1  # at a colon, what is quoted behind it is the content
    return comma + 1
