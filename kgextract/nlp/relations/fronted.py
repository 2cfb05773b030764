"""A locution of leading that opens a sentence → headOf: `À la tête de la CGT depuis 2015, Anne Roy …`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.lists import by_start, in_order
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.tables.roles import office_words

RULE, SURE = "fronted-lead", 0.75
BODY, PERSON, CITY = "Organization", "Person", "City"
REACH = 6  # tokens of a date between the body and the comma


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is at the head of the body that the beginning of a sentence names."""
    starts: dict[int, Mention] = {}
    for first, last in unit_tokens(doc):
        link = preposition(doc, first) if first + 1 < last else None
        if link is None or link.lemma not in office_words("at-the-head"):
            continue
        starts = starts or by_start(in_order(doc))
        body = next((starts[k] for k in (link.end, link.end + 1) if k in starts), None)
        if body is None or body.type != BODY or body.chain is None:
            continue
        comma = next((k for k in range(body.end, min(body.end + REACH, last)) if doc[k].text == ","), None)
        if comma is None or any(doc[k].pos_ in ("VERB", "AUX", "PRON") for k in range(body.end, comma)):
            continue
        holder = _named(doc, comma + 1, starts)
        if holder is not None:
            yield Candidate(
                subject=holder,
                relation="headOf",
                object=body.chain,
                start=first,
                end=comma + 1,
                rule=RULE,
                confidence=SURE,
            )


def _named(doc: Doc, at: int, starts: dict[int, Mention]) -> Chain | None:
    """Whom the words behind the comma name: a name, a title with its name, a pronoun."""
    m = starts.get(at)
    if m is not None and m.type == PERSON:
        return m.chain
    titled = (
        r for r in doc._.roles if r.holders and at <= r.mention.start <= at + 1 and r.mention.end == r.holders[0].start
    )
    title = next(titled, None)
    if title is not None:
        holder: Chain | None = title.holders[0].chain
        return holder
    return subject_of(doc, at) if at < len(doc) else None
