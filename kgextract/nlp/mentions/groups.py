"""Doc → mentions of groups with a name: `États membres de l'ONU`, `Gilets jaunes`, `Kurdes`."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kgextract.nlp.grammar.names import is_capital, is_gentile, named
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.tables.names import not_names, words


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
        if i and text[i - 1] in determiners and is_gentile(doc, i, i + 1):
            found.append(named(doc, i, i + 1, "Group", "Group", rule="gentile", confidence=0.6))
    return found


def _written_as_name(doc: Doc, start: int, end: int) -> bool:
    if end - start > 1:
        return True
    if not is_capital(doc[start]) or start == 0:
        return False
    return doc[start - 1].lower_ in words("definite")


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in not_names("group-name"):
        parts = tuple(name.split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}
