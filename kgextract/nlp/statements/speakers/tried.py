"""Who is told to be on trial → whom `le prévenu`, `l'accusée` means, where that is one person of the sex.

`Luc Roy s'avance à la barre. Le tribunal jugeait l'ancien adjoint. … « J'ai signé », se défend le prévenu`: Luc Roy.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.grammar.wordlist import once, unit_tokens
from kgextract.nlp.layers import Argument, Chain, Clause
from kgextract.nlp.statements.speakers.traits import Gender, Traits
from kgextract.tables.speakers import speaker_words

_STANDS = 6  # tokens from a verb of coming to the bar


def on_trial(doc: Doc, traits: Traits, source: Argument, gender: Gender, *, besides: set[int]) -> Chain | None:
    """The only person on trial whom a noun for the accused may mean, nobody of those by chain who hold the trial."""
    if doc.lowered[source.head] not in speaker_words("tried"):
        return None
    tried: list[Chain] = once(doc, "on-trial", lambda: [*_tried(doc)])
    people = {id(c): c for c in tried if id(c) not in besides and traits.fits(c, gender)}
    return next(iter(people.values())) if len(people) == 1 else None


def _tried(doc: Doc) -> Iterator[Chain]:
    people = [m for m in doc._.mentions or () if m.type == "Person" and m.kind == "named" and m.chain is not None]
    for clause in doc._.clauses:
        for argument in _undergoes(doc, clause) if clause.form == "finite" else ():
            several = any(is_plural(token) for token in doc[clause.start : clause.end])
            first, stop = unit_tokens(doc)[clause.unit] if several else (argument.start, argument.end)
            yield from (m.chain for m in people if first <= m.start < stop and not m.chain.unnamed)


def _undergoes(doc: Doc, clause: Clause) -> list[Argument]:
    """Who is tried or accused of a crime by a verb, or stands at the bar."""
    if clause.lemma in speaker_words("tried-by"):
        return [a for a in clause.arguments if a.role == "object"]
    subject = [clause.subject] if clause.subject is not None else []
    behind = doc.lowered[clause.end : clause.end + _STANDS]
    stands = clause.lemma in speaker_words("stands") and not speaker_words("court-place").isdisjoint(behind)
    return subject if stands or clause.lemma in speaker_words("appears-in-court") else []
