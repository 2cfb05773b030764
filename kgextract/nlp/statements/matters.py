"""A noun phrase → whether it stands for something that can be said: an act, a state, a thought, a promise."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Range
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_COUNTED = 5  # tokens from a number's noun to what it counts
_MARK = 2  # characters of an opening mark and a blank


def spoken(page: Page, content: Range) -> bool:
    """Whether the head of a noun phrase is something that is said or felt (`ses excuses aux supporters`)."""
    phrase = noun_phrase(page.doc, page.token(content[0]))
    return phrase is not None and page.doc[phrase.head].lower_ in speech_words("speech-noun")


def matter(page: Page, content: Range) -> bool:
    """Whether a noun phrase stands for what happens, holds or is thought (`la fermeture du port`), or quotes words."""
    doc = page.doc
    whole = page.quotation(content[0])
    if page.between(*content) or (whole is not None and whole.start >= content[0] - _MARK):
        return True
    phrase = noun_phrase(doc, page.token(content[0]))
    if phrase is None:
        return False
    head = phrase.head
    if head + 1 < len(doc) and doc[head].pos_ == doc[head + 1].pos_ == "NOUN" and not page.dated(head + 1):
        head += 1  # the model takes some short adjectives for nouns (`un net recul`)
    if doc.lowered[head] in words("quantity-noun"):  # not `défend une centaine de salariés`
        counted = next((t for t in doc[head + 1 : head + _COUNTED] if t.pos_ == "NOUN"), None)
        if counted is not None and counted.lower_ in speech_words("human-noun"):
            return counted.lower_ in speech_words("matter-noun")
    return abstract(doc[head].lower_) and not doc[head].text[0].isupper()


def abstract(word: str) -> bool:
    """Whether a noun (lower case) names an act, a state or something said (`fermeture`, `danger`, `promesses`)."""
    if word in speech_words("speech-noun", "matter-noun", "offence-noun"):
        return True
    bare = word.removesuffix("s")
    return bare.endswith(tuple(speech_words("matter-ending"))) and bare not in speech_words("thing-noun")
