"""Doc → people named by their given name alone beside a noun of kin: `sa fille aînée, Nadia,`, `son frère Karim`.

What the model passes over in a sentence about somebody else; the name is then known all over the article.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.person_names import person
from kgextract.tables.names import given_name_gender, words

RULE = "kin"
_WHOSE = 6  # tokens of whose kin somebody is
_AFTER = (",", ".", ")", ";", "(", "»")  # behind an apposition


def kin(doc: Doc) -> list[Mention]:
    """Each given name of one word, or of two with a hyphen, behind a noun of kin."""
    text, found = lowered(doc), []
    for i, word in enumerate(text):
        if word not in words("kin") or i + 2 >= len(doc) or not doc[i].is_lower:
            continue
        at = i + 1 + (tags(doc)[i + 1] == "ADJ" and not is_capital(doc[i + 1]))
        at = _past_complement(doc, at)
        comma = at < len(doc) and text[at] == ","
        start = at + comma
        end = _end(doc, start)
        if end is None or (comma and doc[end].text not in _AFTER) or is_capital(doc[end]):
            continue
        found.append(person(doc, start, end, rule=RULE, confidence=0.8))
    return found


def _past_complement(doc: Doc, i: int) -> int:
    """The token behind whose kin somebody is, where a comma stands there (`la sœur | de la victime|, Karine,`)."""
    text = lowered(doc)
    if i >= len(doc) or text[i] not in words("of"):
        return i
    comma = next((k for k in range(i + 1, min(i + _WHOSE, len(doc))) if doc[k].is_punct), i)
    plain = all(tags(doc)[k] in ("DET", "NOUN", "ADJ", "ADP", "NUM") for k in range(i + 1, comma))
    return comma if text[comma] == "," and plain else i


def _end(doc: Doc, i: int) -> int | None:
    """The end of the given name at a token, None where none stands there or the text ends with it."""
    end = i + 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_:
        end += 2
    known = end < len(doc) and is_capital(doc[i]) and doc.between(i, end) in given_name_gender()
    return end if known else None
