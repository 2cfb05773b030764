"""Doc → descriptions of somebody by where he comes from: `le Portugais a réclamé`, `l'Espagnole`, `ce Lyonnais`.

Coreference finds who is meant; one that takes up nobody is none.
"""

from __future__ import annotations

from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import gentile_endings, is_capital
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.nominals.nouns import by_first_word
from kgextract.nlp.roles.heads import is_office
from kgextract.tables.identity import identity_words
from kgextract.tables.names import demonyms, words

RULE = "inhabitant"
_SHORTEST = 4  # letters
_BEHIND = ("VERB", "AUX", "PRON", "ADV", "PUNCT", "ADP", "CCONJ", "SPACE", "NOUN")


def inhabitants(doc: Doc) -> list[Mention]:
    """Each noun of origin with a capital behind a definite or demonstrative article in the singular."""
    names: set[int] | None = None
    found = []
    for i, word in enumerate(lowered(doc)):
        if i == 0 or not is_capital(doc[i]) or not _determined(doc, i) or not _from_there(word):
            continue
        if names is None:
            names = {k for m in doc._.mentions for k in range(m.start, m.end) if m.rule != "model" or m.key}
        if i not in names and _ends(doc, i + 1) and not (is_office(doc, i) or _medium(doc, i)):  # `le Souverain`
            found.append(_mention(doc, i))
    return found


def _determined(doc: Doc, i: int) -> bool:
    return lowered(doc)[i - 1] in words("of-one-thing")


def _from_there(word: str) -> bool:
    if len(word) < _SHORTEST or not word.isalpha():
        return False
    noun = any(len(n.words) == 1 for n in by_first_word().get(word, ()))
    return word in demonyms() or (word.endswith(gentile_endings()) and not noun)


def _ends(doc: Doc, i: int) -> bool:
    """Whether no name and no complement goes on at a token."""
    if i >= len(doc) or tags(doc)[i] not in _BEHIND or is_capital(doc[i]):
        return False
    aged = i + 2 < len(doc) and doc[i + 1].like_num and lowered(doc)[i + 2] in words("age-noun")
    return aged or lowered(doc)[i] not in words("of")  # `le Nidwaldien de 27 ans`


def _medium(doc: Doc, i: int) -> bool:
    """Whether article and noun are the known name of a body (`Le Parisien`)."""
    return any(m.end > i and e.part == "organisation" for m in starting(doc, i - 1, i + 1) for e in m.entries)


def _mention(doc: Doc, i: int) -> Mention:
    before, word = lowered(doc)[i - 1], lowered(doc)[i]
    gender: Literal["m", "f"] | None = None
    if before in identity_words("feminine") or (word.endswith("e") and word[:-1] in demonyms()):
        gender = "f"
    elif before in identity_words("masculine"):
        gender = "m"
    return Mention(
        start=i,
        end=i + 1,
        type="Person",
        cls="Person",
        kind="nominal",
        head=i,
        rule=RULE,
        confidence=0.5,
        lemma=word,
        gender=gender,
        plural=False,
        definite=True,
    )
