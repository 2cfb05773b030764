"""Token → the noun that heads a description there: one of the tables, or one that the article makes a head.

`une équipe de chercheurs`: people. `le centre du Mali`: a place. `la Coordination des mères … la coordination`: a body.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.grammar.wordlist import lowered, memory, tags
from kgextract.nlp.layers import LANDS
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.nouns import Noun, by_first_word
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import nominal_words, words


def head(doc: Doc, i: int, start: Start, ix: Index) -> Noun | None:
    """The noun that heads a description at token i, or None."""
    found = _gathered(doc, i, start) or listed(doc, i, start) or _part_of_land(doc, i, start, ix)
    return found or _shortened(doc, i, start)


def _gathered(doc: Doc, i: int, start: Start) -> Noun | None:
    """`une équipe de chercheurs`, `un groupe d'élus`: people that are several, whatever the first noun is alone."""
    text = lowered(doc)
    if start.plural or text[i] not in nominal_words("gathering-of") or i + 2 >= len(doc):
        return None
    if text[i + 1] not in words("of") - words("contracted"):
        return None
    several = tags(doc)[i + 2] == "NUM" or (tags(doc)[i + 2] == "ADJ" and text[i + 2].endswith("s"))
    at = i + 2 + (several and i + 3 < len(doc))  # `un groupe de sept randonneurs`
    people = any(n.plural and n.people and len(n.words) == 1 for n in by_first_word().get(text[at], ()))
    return Noun(tuple(text[i : at + 1]), "Group", "Group", False, ()) if people else None


def _part_of_land(doc: Doc, i: int, start: Start, ix: Index) -> Noun | None:
    """`le centre du Mali`, `la partie septentrionale du pays`: a part that its land makes a place."""
    if not start.definite or start.plural:
        return None
    text = lowered(doc)
    n = next((n for n in (2, 1) if " ".join(text[i : i + n]) in nominal_words("part-of-land")), 0)
    of = genitive(doc, i + n) if n else None
    if of is None or of.end >= len(doc):
        return None
    at = of.end + (text[of.end] in words("definite"))
    land = ix.names_at.get(at)
    if (land is None or land.cls not in LANDS) and text[at] not in nominal_words("land"):
        return None
    return Noun(tuple(text[i : i + n]), "Place", "Place", False, ())


def _shortened(doc: Doc, i: int, start: Start) -> Noun | None:
    """A noun that heads the name of a body of this article alone: `la Coordination des mères … la coordination`."""
    kept = memory(doc, "nominals")
    if "heads" not in kept:
        long = (m for m in doc._.mentions if m.type == "Organization" and m.kind == "named" and m.end - m.start > 2)
        kept["heads"] = {lowered(doc)[m.start]: m for m in long}
    name = kept["heads"].get(lowered(doc)[i])
    after = tags(doc)[i + 1] if i + 1 < len(doc) else "PUNCT"
    alone = start.definite and not start.plural and start.core == i and after in ("VERB", "AUX", "PUNCT", "PRON", "ADV")
    if name is None or name.start >= i or not alone or tags(doc)[i] != "NOUN":
        return None
    return Noun((lowered(doc)[i],), "Organization", name.cls, False, ())


def listed(doc: Doc, i: int, start: Start) -> Noun | None:
    """The longest listed noun at token i; of `le pays` and `les pays` the one that the determiner asks for."""
    best: Noun | None = None
    for noun in by_first_word().get(doc[i].lower_, ()):
        end = i + len(noun.words)
        if end > len(doc) or any(doc[i + k].lower_ != w for k, w in enumerate(noun.words)):
            continue
        if best is None or (len(noun.words) == len(best.words) and noun.plural == start.plural != best.plural):
            best = noun
    return best
