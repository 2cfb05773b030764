"""Token of a head noun → the determiner, adjectives and numbers before it, and what they say of its number."""

from __future__ import annotations

from typing import NamedTuple

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import nominal_words, words


class Start(NamedTuple):
    """What stands before a head noun."""

    core: int  # after the determiner
    definite: bool | None
    plural: bool
    counted: bool  # the determiner or a number says which number it is
    bare: bool  # only `de` stands before
    quoted: bool = False  # quotation marks open behind the determiner


def start_of(doc: Doc, i: int) -> Start | None:
    """The determiner before the head and the adjectives and numbers between; None where there is no determiner."""
    found = _start(doc, i, i)
    if found is None and i > 1 and doc[i - 1].text in words("opening"):
        if doc[i - 2].lower_ in words("definite", "indefinite"):  # `un « plan de transformation »`
            return found if (outer := _start(doc, i, i - 1)) is None else outer._replace(core=i, quoted=True)
    return found


def _start(doc: Doc, i: int, core: int) -> Start | None:
    plural = None
    while core > 0 and i - core < 4:
        before = doc[core - 1]
        if before.is_space or before.lower_ in words("time-noun"):
            break
        if before.lower_ in words("one"):
            break
        if before.pos_ == "NUM" or (before.like_num and before.pos_ != "ADJ"):  # `Première ministre`
            plural = True
            core -= 1
        elif before.pos_ == "ADJ" and before.lower_ not in nominal_words("no-part"):
            core -= 1
        elif before.lower_ in nominal_words("same") and core > 1 and doc[core - 2].lower_ in words("definite"):
            core -= 1  # `la même commune`
        elif core < i and doc[core].pos_ == "ADJ" and before.lower_ in words("degree") - nominal_words("comparative"):
            core -= 1  # `un très long rapport`
        else:
            break
    if core == 0:
        return Start(0, None, True, True, False) if plural else None
    det = doc[core - 1]
    word = det.lower_
    if word in nominal_words("no-determiner"):
        return None
    if word in words("of") and word not in words("contracted"):
        quantity = _quantity(doc, core)
        if quantity is not None:
            return Start(quantity, None, True, True, False)
        if plural or (word in words("elided-of") and core < i):
            return Start(core, None, True if plural is None else plural, True, False)
        return Start(core, None, False, False, True)
    if word in words("definite") or word in words("possessive"):
        many = word in words("plural-determiner")
        return Start(core, True, many, True, False)
    if word in words("indefinite"):
        many = bool(plural) or word in words("plural-determiner")  # `quelque 200 agriculteurs`
        return Start(core, False, many, True, False)
    if plural:
        several = lowered(doc)[core] in words("all-of-them")  # `A et B, tous deux membres de`: what they are
        return None if several else Start(core, None, True, True, False)
    if core == i and filed(doc, i):
        return Start(core, False, False, True, False)
    if core == i and (_bare_side(doc, i) or _sitting(doc, i)):
        return Start(core, True, False, True, False)
    if core == i and _of_two_sides(doc, i):
        return Start(core, None, doc[i].lower_.endswith("s"), False, False)
    return None


def filed(doc: Doc, i: int) -> bool:
    """`porter plainte`, `a fait appel`: what is filed, without an article; not `faire appel à`."""
    text = lowered(doc)
    if i < 1 or text[i] not in nominal_words("filed"):
        return False
    if i + 1 < len(text) and text[i + 1] in nominal_words("calls-on"):
        return False
    return bool(set(infinitives(doc[i - 1])) & nominal_words("filing"))


def _bare_side(doc: Doc, i: int) -> bool:
    """`Pau (sud-ouest de la France)`, `en banlieue de Lyon`: a part of a land without its determiner."""
    text = lowered(doc)
    if i + 1 >= len(doc) or text[i + 1] not in words("of"):
        return False
    if doc[i - 1].text == "(":
        return text[i] in nominal_words("bracketed-side")
    return text[i] in nominal_words("surroundings") and text[i - 1] in nominal_words("within")


def _sitting(doc: Doc, i: int) -> bool:
    """`en conseil municipal`, `en cour d'appel`: where a body sits, without its determiner."""
    text = lowered(doc)
    if text[i - 1] not in nominal_words("within"):
        return False
    return any(" ".join(text[i : i + n]).replace("' ", "'") in nominal_words("sits-bare") for n in (2, 3, 4))


def _of_two_sides(doc: Doc, i: int) -> bool:
    """`entre police et manifestants`, `opposé policiers et militaires`: two nouns without determiners."""
    text, tag = lowered(doc), tags(doc)
    if text[i - 1] in nominal_words("between"):
        return i + 2 < len(doc) and text[i + 1] in words("coordinator") and tag[i + 2] in ("NOUN", "ADJ")
    return i > 2 and text[i - 1] in words("coordinator") and text[i - 3] in nominal_words("between")


def _quantity(doc: Doc, core: int) -> int | None:
    """Where `plus de` 140 pays, `dizaines de milliers de` personnes start; a mention holds it: it says how many."""
    text = lowered(doc)
    if core >= 2 and text[core - 2] in nominal_words("comparative"):
        return core - 2
    start = core
    while start >= 2 and text[start - 1] in words("of") and text[start - 2] in nominal_words("numeral-noun"):
        start -= 2
    if start == core:
        return None
    while start > 0 and tags(doc)[start - 1] == "NUM":
        start -= 1
    return start
