"""Words for the head of a body beside a name, without a verb → headOf: `Anne Roy, toujours aux commandes d'Airbus, …`,
`le parti, avec Luc Blin à sa tête`, `La banque change de patron. Aux commandes, l'ex-ministre Anne Roy`.

Right behind a comma (`Anne Roy, à la tête d'Airbus`) a row of names does; at the beginning of a sentence, with the body
(`À la tête d'Airbus depuis mai, Anne Roy …`), `fronted`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, phrase_end, unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.titled import behind_title, people_by_start
from kgextract.tables.roles import office_words

RULE, SURE = "named-at-the-head", 0.75
BODY = "Organization"
_ADVERBS = 3  # tokens between a comma and the locution
_SINCE = 6  # tokens of a date behind one that opens a sentence


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is told to be at the head of what, beside the name."""
    text = lowered(doc)
    if office_words("head-noun").isdisjoint(text):
        return
    people = people_by_start(doc)
    units = unit_tokens(doc)
    for k, word in enumerate(text):
        if word not in office_words("head-first"):
            continue
        first, last = units[unit_of(doc, k)]
        link = preposition(doc, k)
        end = phrase_end(doc, k, office_words("at-its-head"))
        if link is not None and link.lemma in office_words("at-the-head"):
            who, body = _before_comma(doc, k, first, people), _body_at(doc, link.end)
            end = link.end
        elif not end or end >= last:
            continue
        elif k == first:
            who, body = _opened(doc, end, last, people), _told_before(doc, k)
        else:
            who, body = _accompanied(doc, k, end, last, people)
        if who is not None and who.chain is not None and body is not None:
            yield Candidate(
                subject=who.chain,
                relation="headOf",
                object=body,
                start=min(k, who.start),
                end=max(end, who.end),
                rule=RULE,
                confidence=SURE,
            )


def _before_comma(doc: Doc, k: int, first: int, people: dict[int, Mention]) -> Mention | None:
    """Who is named before the comma, over adverbs and an office (`Anne Roy, ex-maire, aujourd'hui | à la tête`)."""
    comma = next((j for j in range(k - 1, max(k - 1 - _ADVERBS, first), -1) if doc[j].text == ","), None)
    if comma is None or any(doc[j].pos_ not in ("ADV", "DET") for j in range(comma + 1, k)):
        return None
    ends = {m.end: m for m in people.values()}
    if comma in ends:
        return ends[comma] if comma + 1 < k else None
    held = (r for r in doc._.roles if r.mention.end == comma and len(r.holders) == 1)
    role = next((r for r in held if r.holders[0].end < r.mention.start), None)
    return role.holders[0] if role is not None else None


def _body_at(doc: Doc, at: int) -> Chain | None:
    """The body that stands at a token, over an article."""
    at += at < len(doc) and doc.lowered[at] in office_words("singular-article")
    found = [m for m in (*doc._.mentions, *doc._.nominals) if m.start == at and m.type == BODY]
    return max(found, key=lambda m: m.end).chain if found else None


def _opened(doc: Doc, end: int, last: int, people: dict[int, Mention]) -> Mention | None:
    """Who is named behind a locution that opens a sentence, and its comma (`Aux commandes depuis mai, | Anne Roy`)."""
    comma = next((j for j in range(end, min(end + _SINCE, last)) if doc[j].text in (",", ":")), None)
    if comma is None or any(doc[j].pos_ in ("VERB", "AUX", "PRON") for j in range(end, comma)):
        return None
    return behind_title(doc, comma + 1, last, people)


def _told_before(doc: Doc, k: int) -> Chain | None:
    """The body that is the subject of the sentence before."""
    unit = unit_of(doc, k) - 1
    mains = [c for c in doc._.clauses if c.unit == unit and c.form == "finite" and c.position == "main"]
    topics = [a for c in mains if (a := shared(c)) is not None]
    bodies = {id(m.chain): m.chain for a in topics for m in a.mentions if m.type == BODY and m.start <= a.head < m.end}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _accompanied(
    doc: Doc, k: int, end: int, last: int, people: dict[int, Mention]
) -> tuple[Mention | None, Chain | None]:
    """`le parti, avec à sa tête | Luc Roy`, `le parti, avec Luc Roy | à sa tête`: who, and which body."""
    if doc.lowered[k - 1] in office_words("with"):
        return behind_title(doc, end, last, people), _body_before(doc, k - 1)
    who = next((m for m in people.values() if m.end == k), None)
    for j in range(k - 1, max(k - _SINCE - (k - who.start if who else 0), 0), -1) if who is not None else ():
        if doc.lowered[j] in office_words("with"):
            named = behind_title(doc, j + 1, last, people)
            return (who, _body_before(doc, j)) if named is who else (None, None)
    return None, None


def _body_before(doc: Doc, at: int) -> Chain | None:
    """The body that ends before a token and its comma."""
    end = at - (doc[at - 1].text == ",")
    found = [m for m in (*doc._.mentions, *doc._.nominals) if m.end == end and m.type == BODY]
    return min(found, key=lambda m: m.start).chain if found else None
