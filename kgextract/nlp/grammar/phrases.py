"""Doc and token → the noun phrase that starts there, read left to right from order, tags and closed word lists.

`la nouvelle ministre française des Affaires étrangères, Anne Roy` gives head `ministre`, core start `nouvelle`,
base end after `française`, end after `étrangères`. Never a dependency label; commas end a phrase except in a list.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_capital, is_name, name_end, opens_sentence, starts_person
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, memory, tags
from kgextract.tables.names import words

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


def noun_phrase(doc: Doc, i: int, prepositions: Collection[str] | None = None) -> Phrase | None:
    """The noun phrase that starts at token i, with its chain of complements (`de` unless told otherwise), or None."""
    base = base_phrase(doc, i)
    if base is None:
        return None
    end = complement(doc, base.base_end, words("of-lemma") if prepositions is None else prepositions)
    return base if end == base.end else replace(base, end=end)


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


def complement(
    doc: Doc, start: int, prepositions: Collection[str], *, brackets: bool = True, lists: bool = True
) -> int:
    """The end of the chain of complements that starts at `start` and uses only these prepositions (lemmas).

    Stops at a person's name unless it stands after `de`, at relative pronouns, participles, verbs, and at commas
    except inside a list of names (`de la Turquie, de la Russie et de la France`). `brackets` lets it go on after
    an acronym in brackets, `lists` lets it take coordinated members.
    """
    ends: dict[tuple[object, ...], int] = memory(doc, "complement")
    key = (start, frozenset(prepositions), brackets, lists)
    if key not in ends:
        ends[key] = _chain_end(doc, start, prepositions, brackets=brackets, lists=lists)
    return ends[key]


def _chain_end(doc: Doc, start: int, prepositions: Collection[str], *, brackets: bool, lists: bool) -> int:
    end = start
    while True:
        at = _over_brackets(doc, end) if brackets else end
        item = _complement_item(doc, at, prepositions)
        if item is None:
            return end
        end = _list_end(doc, at, item, prepositions) if lists else item


def _complement_item(doc: Doc, at: int, prepositions: Collection[str]) -> int | None:
    """The end of one preposition with its noun phrase, or None."""
    found = preposition(doc, at)
    if found is None or found.lemma not in prepositions or found.end >= len(doc):
        return None
    genitive = found.lemma in words("of-lemma")
    after = found.end
    if starts_person(doc, after) and not genitive:
        return None
    base = base_phrase(doc, found.end - 1 if found.contracted else found.end)
    if base is None or doc[base.head].lower_ in words("time-noun"):
        return None
    if base.possessive and not genitive:
        return None
    if base.names and base.head < base.names[0] and is_capital(doc[base.head]):
        return base.names[0]  # `du ministère de la Justice Anne Roy`
    return base.base_end


def _list_end(doc: Doc, at: int, end: int, prepositions: Collection[str]) -> int:
    """The end of a coordination whose first member is [at, end): further members look like the first."""
    best = end
    here = end
    commas = 0
    while here + 1 < len(doc) and (doc[here].text == "," or doc[here].lower_ in words("coordinator")):
        last = doc[here].text != ","
        item = _alike(doc, at, end, here + 1, prepositions, bare=commas > 0 or not last)
        if item is None:
            return best
        here = item
        if last:
            best = here
            commas = 0
        else:
            commas += 1
    return best


def _alike(doc: Doc, at: int, end: int, here: int, prepositions: Collection[str], *, bare: bool) -> int | None:
    """The end of a list member at `here` that is as proper as the first one: both capitalised."""
    first = first_capital(doc, at, end)
    if first is None:
        return None
    item = _complement_item(doc, here, prepositions)
    if item is None and bare:
        base = base_phrase(doc, here)
        item = base.base_end if base and not starts_person(doc, here) else None
        if item is not None and not _plural_before(doc, at):
            return None
    if item is None or first_capital(doc, here, item) is None:
        return None
    found, other = preposition(doc, here), preposition(doc, at)
    if found and other and found.lemma != other.lemma:
        return None
    return item


def _plural_before(doc: Doc, at: int) -> bool:
    return at > 0 and _is_plural(doc[at - 1])


def first_capital(doc: Doc, start: int, end: int) -> int | None:
    """The first word after preposition and determiner, when it has a capital."""
    found = preposition(doc, start)
    for k in range(found.end if found else start, end):
        if doc[k].text[:1].isupper():
            return k
        if doc[k].pos_ not in ("ADP", "DET") and doc[k].lower_ not in words("definite"):
            return None
    return None


def _over_brackets(doc: Doc, end: int) -> int:
    """The token after a bracketed acronym at `end`, when a preposition follows it."""
    if end + 3 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        if doc[end + 1].text.isupper() and preposition(doc, end + 3):
            return end + 3
    return end


def _determiner(doc: Doc, i: int) -> _Determiner:
    """Everything before the core: `plus de 140`, `la plupart des`, `toute l'`, `les quatre`."""
    text, tag = lowered(doc), tags(doc)
    det = _Determiner(end=i)
    j = i
    if text[j] in words("predeterminer") and j + 1 < len(text) and text[j + 1] in _determiners():
        j += 1
    quantity = _quantity(text, tag, j)
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
        j += 1
    det.end = j
    return det


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


def _noun_follows(tag: list[str], i: int) -> bool:
    return i + 1 < len(tag) and tag[i + 1] in ("NOUN", "PROPN")


def after_head(doc: Doc, head: int) -> tuple[int, tuple[int, int] | None]:
    """Where the phrase ends without complements, and the proper name that stands right after its head."""
    if is_name(doc[head]):
        return _after_name(doc, head), (head, name_end(doc, head))
    text, tag = lowered(doc), tags(doc)
    end = head + 1
    while end < len(doc):
        word, kind = text[end], tag[end]
        if word.isspace() or word in words("time-noun", "relative"):
            break
        if starts_person(doc, end):
            return name_end(doc, end), (end, name_end(doc, end))
        if kind == "PROPN" or (kind in ("NOUN", "X", "VERB") and is_capital(doc[end])):
            stop = max(name_end(doc, end), end + 1)
            return stop, (end, stop)
        if kind == "DET" and _own_article(doc, end):
            stop = max(name_end(doc, end + 1), end + 2)
            return stop, (end, stop)
        if _modifies(doc, end):
            end += 1
        elif word == "-" and end + 1 < len(doc) and not (doc[end].whitespace_ or doc[end - 1].whitespace_):
            end += 2
        elif kind == "NUM" and is_capital(doc[head]) and not opens_sentence(doc[head]):
            end += 1
        elif word in words("coordinator") and end + 1 < len(doc) and tag[end - 1] == "ADJ":
            if tag[end + 1] != "ADJ" or _noun_follows(tag, end + 1):
                break
            end += 2
        else:
            break
    return end, None


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
    if word in words("verbal-adjective") or "Inf" in doc[i + 1].morph.get("VerbForm", []):
        return False
    if in_ant(word) and tags(doc)[i + 1] in ("ADP", "DET", "PRON"):
        return False  # `l'armée demeurant en alerte`
    if tags(doc)[i - 1] in ("NOUN", "ADJ") and _is_plural(doc[i - 1]) and not word.endswith(("s", "x")):
        return False  # `les armes expire`: a verb that the model takes for an adjective
    return not (text[i + 1] in words("agent") and "Part" in doc[i].morph.get("VerbForm", []))


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


def _is_plural(token: Token) -> bool:
    number = token.morph.get("Number", [])
    return bool(number and number[0] == "Plur")
