"""What opens a sentence before whom it is about → headOf, memberOf, partOf: `À la tête de la CGT depuis 2015, Anne
Roy …`, `Membre de l'Otan depuis 1949, la Norvège …`, `Filiale de Volkswagen, Seat …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import Found, genitive, preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.lists import named_items, starts_of
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.relations import NAME_RULES
from kgextract.tables.roles import office_words

RULE, SURE = "fronted-lead", 0.75
BODY, PERSON, CITY = "Organization", "Person", "City"
CAMPS = ("PoliticalParty", "Union")  # bodies that have figures
REACH = 6  # tokens of a date between the body and the comma


def read(doc: Doc) -> Iterator[Candidate]:
    """Who is at the head of the body that the beginning of a sentence names, its member or a part of it."""
    starts: dict[int, Mention] = {}
    for first, last in unit_tokens(doc):
        if first == last:
            continue
        link = preposition(doc, first) if first + 1 < last else None
        leads = link is not None and link.lemma in office_words("at-the-head")
        parts = not leads and doc.lowered[first] in _parts()
        other = first + (doc.lowered[first] in office_words("others", "another"))  # `Autre figure du PS`
        if not leads:
            link = genitive(doc, _past_adjective(doc, first)) if parts else _member_of(doc, other, last)
        if link is None:
            continue
        starts = starts or starts_of(doc)
        body = next((starts[k] for k in (link.end, link.end + 1) if k in starts), None)
        if body is None or body.type != BODY or body.chain is None:
            continue
        if doc.lowered[other] in office_words("figure-noun", "figures-noun") and body.cls not in CAMPS:
            continue
        comma = next((k for k in range(body.end, min(body.end + REACH, last)) if doc[k].text == ","), None)
        if comma is None or any(doc[k].pos_ in ("VERB", "AUX", "PRON") for k in range(body.end, comma)):
            continue
        holder = None if parts else _named(doc, comma + 1, starts)
        holder = holder or (None if leads else _acting(doc, comma + 1, starts))
        if parts and (holder is None or holder.type != BODY):
            continue
        plural = not (leads or parts) and doc.lowered[other] in office_words("figures-noun", "fellow")
        told = named_items(doc, comma + 1, starts, (PERSON,)) if plural else ()
        for one in [c for c, _, _ in told] or [c for c in (holder,) if c is not None and c is not body.chain]:
            yield Candidate(
                subject=one,
                relation="headOf" if leads else "partOf" if parts else "memberOf",
                object=body.chain,
                start=first,
                end=comma + 1,
                rule=RULE,
                confidence=SURE,
            )


@cache
def _parts() -> frozenset[str]:
    """Nouns of what belongs to a body, as they stand in apposition too (`Seat, filiale de Volkswagen`)."""
    rows = (r for r in NAME_RULES.rows() if r.relation == "partOf" and r.place == "apposition")
    return frozenset(noun for row in rows for noun in row.nouns)


def _past_adjective(doc: Doc, noun: int) -> int:
    """The token behind a noun and an adjective (`Filiale espagnole | de`)."""
    return noun + 1 + (noun + 1 < len(doc) and doc[noun + 1].pos_ == "ADJ")


def _member_of(doc: Doc, first: int, last: int) -> Found | None:
    """`de` behind `Membre`, `Pays membre` at the beginning of a sentence."""
    words = doc.lowered
    if first + 1 >= last:
        return None
    if words[first] in office_words("figure-noun", "figures-noun"):
        rising = genitive(doc, first + 2) if office_head(doc, first + 1) is None else None  # not `Élu président du PS`
        ranks = preposition(doc, first + 1)
        if ranks is not None and ranks.lemma in office_words("in-its-ranks"):
            return ranks  # `Issu des rangs du PS`
        return genitive(doc, first + 1) or rising  # `Figure montante du PS`
    at = first + (words[first] in office_words("country-noun"))
    at += at < last and words[at] in office_words("member-noun")
    return genitive(doc, at) if first < at < last and words[at - 1] in office_words("member-noun") else None


def _acting(doc: Doc, at: int, starts: dict[int, Mention]) -> Chain | None:
    """The state or body that stands there with its article."""
    at += at < len(doc) and doc.lowered[at] in office_words("determiner")
    m = starts.get(at)
    return m.chain if m is not None and m.kind == "named" and m.type in (BODY, "Place") else None


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
    told = starts.get(at + (at < len(doc) and doc.lowered[at] in office_words("singular-article")))
    if told is not None and told.type == PERSON and told.chain is not None and told.kind != "named":
        return told.chain if any(m.kind == "named" for m in told.chain.mentions) else None
    return subject_of(doc, at) if at < len(doc) else None
