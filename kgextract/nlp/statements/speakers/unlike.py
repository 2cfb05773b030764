"""Words for somebody that are no common noun phrase → a phrase: names with particles, pronouns, `celle qui dirige`."""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.names import nominal_words
from kgextract.tables.speech import speech_words


def particled(page: Page, i: int) -> Phrase | None:
    """A name that does not begin like one (`a dit de Almeida`, `selon van den Berg`, `écrit De Tijd`) as a phrase."""
    capital = page.doc[i].text[:1].isupper()
    if capital and page.doc[i].pos_ not in ("NUM", "ADV", "ADP", "VERB", "DET"):
        return None
    named = [m for m in page.at_token(i) if m.start == i and m.kind == "named"]
    name = next((m for m in named if m.type == "Person" or (capital and m.cls in MEDIA)), None)
    if name is None or page.doc[i].pos_ == "NOUN":
        return None
    return Phrase(
        start=i, end=name.end, core_start=i, base_end=name.end, head=name.head, names=(i, name.end), definite=True
    )


def somebody_at(page: Page, i: int) -> Phrase | None:
    """The name or the noun phrase at a token."""
    return particled(page, i) or noun_phrase(page.doc, i)


def one_of(page: Page, i: int) -> Phrase | None:
    """A pronoun that is no clitic (`l'une d'elles`, `celui-ci`, `d'autres`, `celle qui dirige le port`) as a phrase."""
    doc = page.doc
    if (whole := demonstrative(page, i) or _free_relative(page, i) or _charged(page, i)) is not None:
        return whole
    k = i + (doc[i].lower_ in speech_words("le-word", "of-form", "some-before"))
    if k >= len(doc) or doc[k].lower_ not in speech_words("some-one"):
        return None
    end = k + 1
    if end + 1 < len(doc) and doc[end].lower_ in speech_words("of-form") and doc[end + 1].pos_ == "PRON":
        end += 2
    return Phrase(start=i, end=end, core_start=k, base_end=end, head=k, definite=True)


def counts(doc: Doc, k: int) -> bool:
    """Whether a word says how many (`deux`, `plusieurs`, `certains`) of those behind *de*."""
    return doc[k].pos_ == "NUM" or doc[k].lower_ in speech_words("some-one")


def several_of(page: Page, i: int) -> Phrase | None:
    """`deux de ses membres`, `plusieurs de ces élus` as a phrase, whose head is the noun behind *de*."""
    doc = page.doc
    if i + 3 > len(doc) or not counts(doc, i) or doc[i + 1].lower_ not in speech_words("of-form"):
        return None
    whole = noun_phrase(doc, i + 2)
    if whole is None or not (whole.possessive or doc[i + 2].lower_ in nominal_words("demonstrative")):
        return None
    return replace(whole, start=i, core_start=i)


def _free_relative(page: Page, i: int) -> Phrase | None:
    """`celui qui dirige le club`, up to a pause."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("the-one") or i + 2 >= len(doc):
        return None
    if doc[i + 1].lower_ not in speech_words("relative"):
        return None
    end = i + 2
    while end < len(doc) and not doc[end].is_punct and not doc[end].is_space:
        end += 1
    return Phrase(start=i, end=end, core_start=i, base_end=end, head=i, definite=True)


def _charged(page: Page, i: int) -> Phrase | None:
    """`le mis en cause`, `la mise en examen`: a participle with what belongs to it, as a noun."""
    words = [t.lower_ for t in page.doc[i : i + 4]]
    if len(words) < 4 or words[0] not in speech_words("le-word") or " ".join(words[1:]) not in speech_words("charged"):
        return None
    return Phrase(start=i, end=i + 4, core_start=i + 1, base_end=i + 4, head=i + 1, definite=True)


def demonstrative(page: Page, i: int) -> Phrase | None:
    """`celle-ci` as a phrase, `ceux - ci` too, which the tokenizer cuts."""
    doc = page.doc
    cut = i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in speech_words("particle")
    word = f"{doc[i].lower_}-{doc[i + 2].lower_}" if cut else doc[i].lower_
    if "-" not in word or word not in speech_words("latter"):
        return None
    return Phrase(start=i, end=i + 1 + 2 * cut, core_start=i, base_end=i + 1 + 2 * cut, head=i, definite=True)
