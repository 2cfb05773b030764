"""Doc → mentions of groups with a name: `États membres de l'ONU`, `Gilets jaunes`, `Kurdes`."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, is_gentile, is_initial, name_end, named, opens_sentence
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut, lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.tables.names import demonyms, given_name_gender, not_names, words


def groups(doc: Doc) -> list[Mention]:
    """The listed groups; peoples of a country come from the gazetteer."""
    text = lowered(doc)
    table = _by_first_word()
    determiners = words("plural-determiner")
    found = []
    for i, word in enumerate(text):
        for name in table.get(word, ()):
            end = i + len(name)
            if tuple(text[i:end]) != name or not _written_as_name(doc, i, end):
                continue
            if len(name) > 1 and (place := preposition(doc, end)) and place.lemma in words("of-lemma"):
                end = complement(doc, end, words("of-lemma"))
            found.append(named(doc, i, end, "Group", "Group", rule="group-name", confidence=0.97, head=i))
            break
        if word in not_names("family") and (end := _family(doc, i)) > i:
            found.append(named(doc, i, end, "Group", "Group", rule="family", confidence=0.8, head=i))
        if i and text[i - 1] in determiners and (wing := _wing(doc, i)):
            found.append(named(doc, i, wing, "Group", "Group", rule="party-wing", confidence=0.7, head=i))
        if i and text[i - 1] in determiners and (is_gentile(doc, i, i + 1) or _people(doc, i)):
            found.append(named(doc, i, i + 1, "Group", "Group", rule="gentile", confidence=0.6))
    return found + _pairs(doc, {m.start for m in found})


def _pairs(doc: Doc, known: set[int]) -> list[Mention]:
    """`Français et Britanniques se disputent`: two peoples without articles."""
    text = lowered(doc)
    found = []
    for i, word in enumerate(text[:-2]):
        if word in demonyms() and text[i + 1] in words("coordinator") and text[i + 2] in demonyms():
            both = [k for k in (i, i + 2) if is_capital(doc[k]) and text[k].endswith(("s", "x"))]
            if len(both) == 2 and not known & set(both):
                found += [named(doc, k, k + 1, "Group", "Group", rule="gentile", confidence=0.7) for k in both]
    return found


def _family(doc: Doc, i: int) -> int:
    """The end of `famille Dumont` whose noun is token i, `i` where no surname stands behind it."""
    if i + 1 < len(doc) and doc[i].is_lower and is_initial(doc[i + 1]):
        return i + 2  # `les frères M.`
    end = name_end(doc, i + 1) if i + 1 < len(doc) and doc[i].is_lower and is_capital(doc[i + 1]) else i
    given = end > i and doc[i + 1].text in given_name_gender()
    several = given and (end - i > 2 or doc[end].lower_ in words("coordinator"))  # `les époux Paul et Anne Roy`
    return i if several or (end > i and doc[end - 1].text.isupper()) else end


def _wing(doc: Doc, i: int) -> int | None:
    """`les Réformistes du D66`: a capitalised plural with the acronym of its party or assembly."""
    if not is_capital(doc[i]) or opens_sentence(doc[i]) or not lowered(doc)[i].endswith(("s", "x")):
        return None
    found = preposition(doc, i + 1)
    if found is None or found.lemma not in words("of-lemma") or doc[i].text.isupper():
        return None
    name = found.end if found.contracted or found.end >= len(doc) else found.end + 1
    acronym = name < len(doc) and doc[name].text.isupper() and len(doc[name]) > 1
    return name + 1 if acronym and doc[name].text.isalnum() else None


def _people(doc: Doc, i: int) -> bool:
    """`les maliens` without a capital: an adjective of nationality with an article and no noun, its own subject."""
    text, tag = lowered(doc), tags(doc)
    if text[i] not in demonyms() or not text[i].endswith("s") or is_capital(doc[i]) or i + 1 >= len(text):
        return False
    return text[i - 1] in words("definite") and tag[i] == "NOUN" and tag[i + 1] in ("VERB", "AUX", "PRON", "PUNCT")


def _written_as_name(doc: Doc, start: int, end: int) -> bool:
    if end - start > 1:
        return True
    if not is_capital(doc[start]) or start == 0:
        return False
    before = doc[start - 1].lower_
    if doc[start].lower_.endswith("s") and before not in words("plural-determiner") | words("elided-of"):
        return False  # `le Tessinois`
    return before in words("definite") or (before in words("elided-of") and start > 1 and doc[start - 2].pos_ == "NOUN")


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in not_names("group-name"):
        parts = tuple(cut(name))
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}
