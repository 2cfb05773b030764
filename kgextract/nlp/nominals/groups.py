"""A noun of people or bodies and what stands beside it → whether it tells of who is in them."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import nominal_words, not_names
from kgextract.tables.roles import office_words

HYPHENS = frozenset("-–—/")
RELATIVE = 18  # words of a relative clause
TITLE = 4  # words before a name


def has_members(doc: Doc, start: Start, end: int) -> bool:
    """`le jury, présidé par Anne Roy`, `membre du jury`: who is in it or leads it is said."""
    text, at = lowered(doc), start.core - 1
    end += end + 1 < len(text) and text[end] == ","
    if end + 1 < len(text) and doc[end].pos_ in ("AUX", "VERB"):
        if text[end] in nominal_words("gathers") and (_names_somebody(doc, end + 1) or _counts(doc, end + 1)):
            return True  # `le jury réunit Luc Roy et Anne Brun`, `le jury compte sept membres`
        end += doc[end].pos_ == "AUX"
    told = end < len(text) and (text[end] in nominal_words("made-up-of") or _led_behind(doc, end))
    if told or at < 1:
        return told
    one = any(text[k] in nominal_words("one-within") for k in (at - 1, at - 2) if k >= 0)
    led = at > 1 and not nominal_words("leads-group").isdisjoint(infinitives(doc[at - 1]))
    return one or led or _within(doc, at)


def named_after(doc: Doc, i: int, end: int, ix: Index) -> bool:
    """Whether a name says at once what a noun stands for, not two that are joined (`la coalition PS-MR`)."""
    if end >= len(doc) or end not in ix.names_at or end in ix.dated:
        return False
    after = ix.names_at[end].end
    joined = after + 1 < len(doc) and doc[after].text in HYPHENS and after + 1 in ix.names_at
    return not (joined and lowered(doc)[i] in office_words("alliance-noun"))


def _led_behind(doc: Doc, at: int) -> bool:
    """`le jury, que préside Anne Roy`: the relative stands at token `at`."""
    if at + 1 >= len(doc) or lowered(doc)[at] not in nominal_words("whom"):
        return False
    return not nominal_words("leads-group").isdisjoint(infinitives(doc[at + 1]))


def _counts(doc: Doc, at: int) -> bool:
    """Whether a number of members stands at a token."""
    return at + 1 < len(doc) and doc[at].pos_ == "NUM" and lowered(doc)[at + 1] in nominal_words("counted-member")


def _names_somebody(doc: Doc, at: int) -> bool:
    """Whether a name follows, over an adverb or a title (`comprend aussi la chanteuse | Anne Roy`)."""
    for k in range(at, min(at + TITLE, len(doc))):
        if is_capital(doc[k]):
            return True
        if doc[k].pos_ not in ("ADV", "DET", "NOUN", "ADJ"):
            break
    return False


def _within(doc: Doc, at: int) -> bool:
    """`fait partie du jury`, `figure dans le jury`, `siègent au sein du jury`: the article stands at token `at`."""
    text = lowered(doc)
    if text[at - 1] in nominal_words("part-word"):
        return at > 1 and doc[at - 2].lemma_ in nominal_words("making-part")
    inside = text[at - 1] in nominal_words("inside-word")
    before = {text[k] for k in (at - 2, at - 3, at + 2, at + 3) if 0 <= k < len(text)}
    return inside and bool(before & nominal_words("sits"))


def some_told(doc: Doc, at: int) -> bool:
    """Whether a comma and `comme`, `dont` stand behind a relative clause, before another mark."""
    text = lowered(doc)
    for k in range(at, min(at + RELATIVE, len(text) - 1)):
        if text[k] == "," or doc[k].is_punct:
            return text[k] == "," and text[k + 1] in not_names("such-as")
    return False
