"""A small pronoun → the first of a row that go on about the same text or occasion, from sentence to sentence.

`La CGT refuse la réforme. FO la soutient. Greenpeace en réclame le retrait. Elle est rejetée par …`: all of them are
about the reform. A sentence that names nothing may stand between.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory, unit_tokens
from kgextract.nlp.layers import Mention, unit_of
from kgextract.nlp.stretches import beginning
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

TEXTS = frozenset({"Document", "Event"})
_STEPS = 6  # sentences


def first_taken(doc: Doc, token: int, gender: str | None, *, plural: bool, named: Sequence[Mention]) -> int:
    """Where the sentence with the first pronoun of the row starts, or `token`; `named`: the mentions in text order."""
    kept: dict[int, list[int]] = memory(doc, "small-pronouns")
    if not kept:
        for k in _small(doc):
            kept.setdefault(unit_of(doc, k), []).append(k)
    at = unit_of(doc, token)
    for back in range(at - 1, max(at - _STEPS, -1), -1):
        fitting = [k for k in kept.get(back, ()) if _may_be(doc, k, gender, plural=plural)]
        if any(m.type in TEXTS for m in _inside(doc, back, named)):
            break
        if fitting:
            token = unit_tokens(doc)[back][0]  # nobody of its own sentence
        elif not silent(doc, back, named) or back != unit_of(doc, token) - 1:
            break
    return token


def silent(doc: Doc, unit: int, named: Sequence[Mention]) -> bool:
    """Whether a sentence names nothing and nobody."""
    return unit >= 0 and doc._.units[unit].kind == "text" and not _inside(doc, unit, named)


def _inside(doc: Doc, unit: int, named: Sequence[Mention]) -> Sequence[Mention]:
    return beginning(named, *unit_tokens(doc)[unit], lambda m: m.start)


def _small(doc: Doc) -> list[int]:
    """The tokens of the small pronouns of a Doc: objects, `y`, `en` and subjects."""
    words = syntax("object-clitic", "place-clitic") | office_words("feminine-pronoun", "masculine-pronoun")
    told = [a for c in doc._.clauses for a in c.arguments if a.end == a.start + 1 and not a.mentions]
    found = {a.start for a in told if doc.lowered[a.start] in words}
    found |= {k for k, word in enumerate(doc.lowered) if word in syntax("of-clitic") and _before_verb(doc, k)}
    subjects = (c.subject for c in doc._.clauses if c.subject is not None and not c.subject.mentions)
    return sorted(found | {a.start for a in subjects if a.end == a.start + 1})


def _before_verb(doc: Doc, k: int) -> bool:
    """Whether a finite verb follows, which the model need not know (`Greenpeace | en réclame le retrait`)."""
    return k + 1 < len(doc) and "Fin" in doc[k + 1].morph.get("VerbForm", [])


def _may_be(doc: Doc, k: int, gender: str | None, *, plural: bool) -> bool:
    """Whether a pronoun may stand for one thing of a gender, or for several."""
    word = doc.lowered[k]
    if word in syntax("place-clitic", "elided-clitic", "of-clitic"):
        return True
    if word in syntax("plural-clitic") or word in office_words("masculine-pronouns", "feminine-pronouns"):
        return plural
    if word in syntax("feminine-clitic") or word in office_words("feminine-pronoun"):
        return not plural and gender != "m"
    if word in syntax("masculine-clitic") or word in office_words("masculine-pronoun"):
        return not plural and gender != "f"
    return False
