"""Doc and token → the base noun phrase that starts there, without complements: determiner, adjectives, head, names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgextract.nlp.common_words import may_be_adjective, only_verb
from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import (
    is_capital,
    is_inhabitant,
    is_name,
    member_name,
    name_end,
    opens_sentence,
    starts_person,
)
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, memory, tags
from kgextract.tables.names import demonyms, endings, words

MODIFIERS = 5  # words between determiner and head


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens [start, end) of a noun phrase with its complements; [core_start, base_end) without determiner and them."""

    start: int
    end: int
    core_start: int
    base_end: int
    head: int
    names: tuple[int, int] | None = None  # a proper name right after the head
    definite: bool | None = None
    possessive: bool = False
    plural: bool | None = None
    gender: str | None = None
    quantity: bool = False  # a number or word of quantity stands before the head


@dataclass(slots=True)
class _Determiner:
    end: int
    definite: bool | None = None
    possessive: bool = False
    quantity: bool = False
    plural: bool | None = None
    word: str = ""


def base_phrase(doc: Doc, i: int) -> Phrase | None:
    """The noun phrase that starts at token i without complements: determiner, adjectives, head, adjectives, names."""
    if i >= len(doc):
        return None
    read: dict[int, Phrase | None] = memory(doc, "base_phrase")
    if i not in read:
        read[i] = _base_phrase(doc, i)
    return read[i]


def _base_phrase(doc: Doc, i: int) -> Phrase | None:
    det = _determiner(doc, i)
    if not det.word and name_end(doc, i) > i and is_name(doc[i]):
        end = name_end(doc, i)
        return Phrase(start=i, end=end, core_start=i, base_end=end, head=end - 1, names=(i, end))
    core = det.end
    if core < len(doc) and doc[core].lower_ in words("opening") and core > i:
        core += 1
    head = _head(doc, core, bool(det.word))
    if head is None:
        return None
    if doc[head].text == "-" and head + 1 < len(doc) and tags(doc)[head + 1] == "NOUN":
        head += 1  # `libre-échange`, cut by the model
    if " ".join(lowered(doc)[head : head + 2]) in words("two-word-noun"):
        head += 1
    end, names = after_head(doc, head)
    plural, gender = _agreement(doc, head, det)
    return Phrase(
        start=i,
        end=end,
        core_start=core,
        base_end=end,
        head=head,
        names=names,
        definite=det.definite,
        possessive=det.possessive,
        plural=plural,
        gender=gender,
        quantity=det.quantity,
    )


def _determiner(doc: Doc, i: int) -> _Determiner:
    """Everything before the core: `plus de 140`, `la plupart des`, `toute l'`, `les quatre`."""
    text, tag = lowered(doc), tags(doc)
    det = _Determiner(end=i)
    j = i
    if text[j] in words("predeterminer") and j + 1 < len(text) and text[j + 1] in _determiners():
        j += 1
    ranged = text[j] in words("rough-range") and preposition(doc, j) is None and tag[j + 1 : j + 2] == ["NUM"]
    quantity = j + 1 if ranged else _quantity(text, tag, j)
    if quantity:
        det.quantity, det.plural, det.word = True, True, text[j]
        j = quantity
    if j < len(text) and text[j] in _determiners() and (j > i or _is_article(text, tag, j)):
        word = text[j]
        det.word = det.word or word
        det.possessive = word in words("possessive")
        if word in words("definite") or det.possessive:
            det.definite = not (word in words("partitive") and tag[j] == "DET")
        else:
            det.definite = False
        det.plural = True if word in words("plural-determiner") else det.plural
        if det.plural is None and not word.endswith("'") and word not in words("of"):
            det.plural = False
        j = _approximated(text, tag, j + 1)
    det.end = j
    return det


def _approximated(text: list[str], tag: list[str], i: int) -> int:
    """The number behind words that make it rough (`les quelque 240 secouristes`, `aux plus de 300 salariés`), or i."""
    for k in (i + (i < len(text) and text[i] in words("rough")), i + 2):
        counted = k < len(text) and (tag[k] == "NUM" or text[k].isdigit())
        if counted and i < k and (k == i + 1 or (text[i] in words("quantity-adverb") and text[i + 1] in words("of"))):
            return k
    return i


def _determiners() -> frozenset[str]:
    return words("definite", "indefinite", "possessive", "interrogative")


def _is_article(text: list[str], tag: list[str], i: int) -> bool:
    """Not a bare preposition `de`, nor an object pronoun before a verb."""
    after = tag[i + 1] if i + 1 < len(tag) else ""
    if tag[i] == "PRON" and after in ("VERB", "AUX"):
        return False
    return text[i] not in words("elided-of") or (after == "ADJ" and tag[i] == "DET")


def _quantity(text: list[str], tag: list[str], i: int) -> int | None:
    """The end of `plus de 140`, `la plupart des`, `une dizaine de`, or None."""
    j = i
    last = len(text) - 1
    if text[j] in words("quantity-adverb") and j < last and text[j + 1] in words("of"):
        return j + 2
    if text[j] in _determiners() and j + 1 < last:
        j += 1
    while j + 1 < last and tag[j] in ("ADJ", "NUM") and text[j] not in words("quantity-noun"):
        j += 1
    if j < last and text[j] in words("quantity-noun") and text[j + 1] in words("of"):
        return j + 2 if text[j + 1] in words("elided-of") else j + 1
    return None


def _head(doc: Doc, core: int, determined: bool) -> int | None:
    """The head noun from `core` on; the last adjective where a determiner has no noun (`les Verts`)."""
    text, tag = lowered(doc), tags(doc)
    last_adjective = None
    for j in range(core, min(core + MODIFIERS, len(doc))):
        word, kind = text[j], tag[j]
        if word in words("relative") or word.isspace():
            break
        if kind in ("NOUN", "PROPN") or (kind == "X" and word.isalpha()):
            if word in words("time-noun") and j > core:
                break
            if word in words("hundreds") and _counts(tag, j):
                continue
            return j
        if determined and kind not in ("ADJ", "NUM") and is_capital(doc[j]) and not opens_sentence(doc[j]):
            return j
        if kind == "ADJ":
            last_adjective = j
            continue
        if kind == "NUM" or word.isdigit() or word in words("degree", "coordinator"):
            continue
        if determined and j == core and kind in ("VERB", "ADV") and _noun_follows(tag, j):
            continue
        break
    return last_adjective if determined else None


def _counts(tag: list[str], i: int) -> bool:
    """Whether a noun is the end of a number, with what is counted behind it (`deux cents | médecins`)."""
    return tag[i - 1 : i] == ["NUM"] and tag[i + 1 : i + 2] == ["NOUN"]


def _noun_follows(tag: list[str], i: int) -> bool:
    return i + 1 < len(tag) and tag[i + 1] in ("NOUN", "PROPN")


def after_head(doc: Doc, head: int) -> tuple[int, tuple[int, int] | None]:
    """Where the phrase ends without complements, and the proper name that stands right after its head."""
    if (somebody := member_name(doc, head)) is not None:
        return name_end(doc, somebody), (somebody, name_end(doc, somebody))
    if is_name(doc[head]) and not is_inhabitant(doc, head):
        return _after_name(doc, head), (head, name_end(doc, head))
    text, tag = lowered(doc), tags(doc)
    end = head + 1
    while end < len(doc):
        word, kind = text[end], tag[end]
        if word.isspace() or word in words("time-noun", "relative"):
            break
        if starts_person(doc, end):
            return name_end(doc, end), (end, name_end(doc, end))
        if word == "-" and end + 1 < len(doc) and not (doc[end].whitespace_ or doc[end - 1].whitespace_):
            end += 2
            continue
        if kind == "PROPN" or (kind in ("NOUN", "X", "VERB") and is_capital(doc[end])) or _unknown(doc, end, kind):
            stop = max(name_end(doc, end), end + 1)
            return stop, (end, stop)
        if kind == "DET" and _own_article(doc, end):
            stop = max(name_end(doc, end + 1), end + 2)
            return stop, (end, stop)
        if _modifies(doc, end):
            end += 1
        elif kind == "NUM" and is_capital(doc[head]) and not opens_sentence(doc[head]):
            end += 1
        elif word in words("coordinator") and end + 1 < len(doc) and tag[end - 1] == "ADJ":
            if tag[end + 1] != "ADJ" or _noun_follows(tag, end + 1):
                break
            end += 2
        else:
            break
    return end, None


def _unknown(doc: Doc, i: int, tag: str) -> bool:
    """`l'ONG Transparency`: a word with a capital, taken for an adjective by the tagger, that is none of French."""
    return tag == "ADJ" and is_capital(doc[i]) and not may_be_adjective(doc, i) and lowered(doc)[i] not in demonyms()


def _own_article(doc: Doc, i: int) -> bool:
    """`l'association Les Amis du fleuve`: an article with a capital, inside a sentence, before a word with one."""
    inside = doc[i].text.istitle() and not opens_sentence(doc[i]) and i + 1 < len(doc)
    return inside and is_capital(doc[i + 1]) and doc[i].lower_ in words("plain-article")


def _after_name(doc: Doc, head: int) -> int:
    """A name as head (`l'Intérieur`, `l'Amérique latine`): its further words, never a person's name after it."""
    text, tag = lowered(doc), tags(doc)
    end = name_end(doc, head)
    while end < len(doc) and not text[end].isspace() and _modifies(doc, end):
        end += 1
    if end + 1 < len(doc) and text[end] in words("coordinator") and tag[end - 1] == "ADJ":
        if tag[end + 1] == "ADJ" and not _noun_follows(tag, end + 1):
            end += 2
    return max(end, head + 1)


def _modifies(doc: Doc, i: int) -> bool:
    """Is token i an adjective or apposed noun after a head?"""
    text, kind = lowered(doc), tags(doc)[i]
    word = text[i]
    if word in words("late-adjective", "apposed-noun"):
        return kind in ("ADJ", "NOUN", "VERB", "PROPN")
    if kind == "NOUN" and word.startswith(_prefixes()) and doc[i].is_lower:
        return True
    if kind != "ADJ" or word in words("time-noun") or not word[0].isalpha():
        return False
    if i + 1 == len(text):
        return True
    if text[i + 1] == "," and i + 3 < len(text) and text[i + 2] in words("stressed") and text[i + 3] == ",":
        return False  # `le syndicat déplore, lui, …`
    infinitive = "Inf" in doc[i + 1].morph.get("VerbForm", []) and text[i + 1].endswith(endings("infinitive-ending"))
    if word in words("verbal-adjective") or infinitive or only_verb(doc, i):
        return False
    if _has_object(doc, i):
        return False  # `la Commission méprise les alertes`
    if in_ant(word) and tags(doc)[i + 1] in ("ADP", "DET", "PRON"):
        return False  # `l'armée demeurant en alerte`
    if tags(doc)[i - 1] in ("NOUN", "ADJ") and is_plural(doc[i - 1]) and not word.endswith(("s", "x")):
        return False  # `les armes expire`: a verb that the model takes for an adjective
    return not (text[i + 1] in words("agent") and "Part" in doc[i].morph.get("VerbForm", []))


def _has_object(doc: Doc, i: int) -> bool:
    """Whether what is taken for an adjective is a verb, behind its subject at the head of a clause, with its object."""
    text, tag = lowered(doc), tags(doc)
    if i + 2 >= len(text) or tag[i + 1] not in ("DET", "NUM"):
        return False
    if not text[i + 1].isdigit() and (tag[i + 1] == "NUM" or tag[i + 2] not in ("NOUN", "PROPN")):
        return False
    if tag[i - 2] != "DET" or (i > 2 and tag[i - 3] not in ("PUNCT", "SPACE", "CCONJ", "SCONJ")):
        return False
    article = text[i + 1] in words("plain-article", "one") and text[i + 2] not in words("noun-of-time")
    return (
        (article or text[i + 1].isdigit())
        and text[i].endswith(endings("present-ending"))
        and not text[i].endswith(endings("adjective-ending"))
    )


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(words("qualifying-prefix"))


def _agreement(doc: Doc, head: int, det: _Determiner) -> tuple[bool | None, str | None]:
    morph = doc[head].morph
    number = morph.get("Number", [])
    plural = det.plural if det.plural is not None else (number[0] == "Plur" if number else None)
    gender = None
    if det.word in words("feminine-determiner"):
        gender = "f"
    elif det.word in words("masculine-determiner"):
        gender = "m"
    elif found := morph.get("Gender", []):
        gender = "f" if found[0] == "Fem" else "m"
    if any(tags(doc)[k] == "NUM" and lowered(doc)[k] not in words("one") for k in range(det.end, head)):
        plural = True
    return plural, gender


def is_plural(token: Token) -> bool:
    """Whether the model takes a word for a plural."""
    number = token.morph.get("Number", [])
    return bool(number and number[0] == "Plur")
