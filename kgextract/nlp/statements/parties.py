"""A draft with its speaker → on whose behalf it is said, in which document, to whom.

`« Non », a écrit la porte-parole du Togo, Afi Mensah, dans une lettre au comité.`: for Togo, the letter, the committee.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import AGENTS, MEDIA, Argument, Chain, Saying
from kgextract.nlp.statements.about import in_relative
from kgextract.nlp.statements.behalf import in_others_words, on_whose_behalf, surroundings
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.scenes import speaking
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_HEARERS = ("Person", "Organization", "Group")
_ADDRESSING = ("say", "announce", "ask", "promise")  # classes of cues that are said to somebody
_ASKING = ("speech-to-infinitive", "speech-of-infinitive")  # they ask the object for something
_GOING_ON = ("incise", "incise-inside", "speech-clause", "quotation-alone", "according-to")
_GOES_ON = 2  # paragraphs over which a speaker goes on in the same document


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whom a statement concerns beside its speaker, and the document that holds it."""

    on_behalf_of: Chain | None
    document: Chain | None
    addressee: Chain | None


def parties(page: Page, draft: Draft, speaker: Chain | None) -> Parties:
    """A draft and its speaker → who else the words around the content name."""
    return Parties(
        on_behalf_of=on_whose_behalf(page, draft, speaker),
        document=_document(page, draft, speaker),
        addressee=_addressee(page, draft, speaker),
    )


def _of_others(page: Page, token: int, draft: Draft) -> bool:
    """Whether a draft is in the words of somebody else, and a token is not (`affirme que X a promis, | dans`)."""
    if draft.cue_range is None:
        return False
    at, cue = page.at(token), page.at(draft.cue_range[0])
    n = bisect_right(page.reported, (cue, 1 << 60))
    return any(a <= cue < b and not a <= at < b for a, b in page.reported[max(0, n - 6) : n])


def _document(page: Page, draft: Draft, speaker: Chain | None) -> Chain | None:
    """The document in which it is said, by the words of the unit around the content."""
    if draft.clause is None or (speaker is not None and speaker.type == "Document"):
        return None
    clause = draft.clause
    first, stop = surroundings(page, draft)
    if clause.form == "gerund" and (text := _ending_at(page, clause.start)) is not None:
        return text
    for i in range(first, stop):
        word = page.doc[i].lower_
        if word not in speech_words("occasion") or in_others_words(page, i, draft) or _quoted(page, i, draft):
            continue
        if _of_others(page, i, draft) or _told_of(page, i, draft):
            continue
        if i + 1 < stop and page.doc[i + 1].lower_ in speech_words("which"):
            if (text := _ending_at(page, i)) is not None:
                return text
            continue
        phrase = noun_phrase(page.doc, i + 1)
        head = page.mention(phrase.head, ("Document",)) if phrase is not None else None
        if head is not None and head.head == (phrase.head if phrase else -1):
            return head.chain
    return None


def _told_of(page: Page, i: int, draft: Draft) -> bool:
    """Whether a relative clause before the verb holds a token (`Le député, qui plonge dans les sondages, promet`)."""
    clause = draft.clause
    if clause is None or clause.position == "relative" or not 0 < i < clause.start:
        return False
    first = page.token(page.units[draft.unit].start)
    verb = next((k for k in range(i - 1, first, -1) if page.finite(k)), first)
    return verb > first and in_relative(page, verb)


def _addressee(page: Page, draft: Draft, speaker: Chain | None) -> Chain | None:
    """To whom: `a-t-il dit à la presse`, `a demandé au comité de`, `exhorte les parties à`."""
    clause = draft.clause
    if clause is None or draft.cue_class not in _ADDRESSING:
        return None
    asked = draft.rule in _ASKING
    for argument in clause.arguments:
        direct = argument.role == "object" and asked
        if not direct and argument.role not in speaker_words("addressing"):
            continue
        if argument.start < clause.verb and (draft.source is None or argument.end > draft.source.start):
            continue
        if any(page.finite(k) for k in range(max(clause.end, draft.source.end if draft.source else 0), argument.start)):
            continue  # `insiste l'élue, qui s'est rendue à l'hôpital`
        if (k := argument.start - 2) >= clause.end and "Part" in page.doc[k].morph.get("VerbForm", []):
            continue  # `soupire Gilles, dont dix ans passés à la chaîne`
        chain = _hearer(argument, (*_HEARERS, "Place") if direct else _HEARERS)
        if chain is None or chain is speaker or (not direct and in_others_words(page, argument.start, draft)):
            continue
        if chain.type == "Organization" and any(
            m.start < argument.start < m.end for m in page.at_token(argument.start)
        ):
            continue  # `le représentant auprès de l'Union`
        if draft.source is not None and argument.start == draft.source.start:
            continue
        if not direct and _of_a_participle(page, argument.start):
            continue
        return chain
    return None


def _of_a_participle(page: Page, i: int) -> bool:
    """Whether a phrase belongs to a participle that says who somebody is (`déclare Luc Roy, associé | au cabinet`)."""
    doc = page.doc
    k = i - 1 if preposition(doc, i) is not None else i - 2
    past = k > 0 and doc[k].pos_ in ("VERB", "ADJ") and "Part" in doc[k].morph.get("VerbForm", ["Part"])
    return past and doc[k - 1].text == "," and not in_ant(doc[k].lower_)


def carry(page: Page, acts: list[Saying]) -> None:
    """Statements in text order that stand in no other: documents and parties of a speaker go on."""
    _carry_documents(page, acts)
    _carry_parties(page, acts)
    _carry_texts(acts)


def _carry_texts(acts: list[Saying]) -> None:
    """What a text says is said where, when and for whom somebody said something in it (`La déclaration souligne …`)."""
    spoken: dict[int, Saying] = {}
    for act in acts:
        first = spoken.get(id(act.speaker))
        if first is not None and act.venue is None and act.date in (None, first.date):
            act.venue, act.date, act.on_behalf_of = first.venue, first.date, first.on_behalf_of
        elif act.document is not None:
            spoken.setdefault(id(act.document), act)


def _carry_documents(page: Page, acts: list[Saying]) -> None:
    """Who goes on without a document or a venue goes on in the same document (`…, a-t-elle ajouté`)."""
    last: Saying | None = None
    for act in acts:
        if act.document is None and last is not None and last.document is not None and act.venue is last.venue:
            near = page.units[act.unit].paragraph - page.units[last.unit].paragraph <= _GOES_ON
            if near and _same(act, last) and act.rule in _GOING_ON:
                act.document = last.document
        last = act


def _carry_parties(page: Page, acts: list[Saying]) -> None:
    """Who spoke on somebody's behalf does so in what follows."""
    known: dict[int, Chain] = {}
    told = sorted(_told_parties(page), key=lambda t: t[0], reverse=True)
    for act in acts:
        if act.speaker is None:
            continue
        while told and told[-1][0] <= act.unit:
            _, who, party = told.pop()
            known[id(who)] = party
        if act.on_behalf_of is not None:
            known[id(act.speaker)] = act.on_behalf_of
        else:
            act.on_behalf_of = known.get(id(act.speaker))


def _told_parties(page: Page) -> Iterator[tuple[int, Chain, Chain]]:
    """Who is told to speak for whom (`Anne Roy s'est exprimée au nom du collectif`), by unit."""
    for clause in page.doc._.clauses or ():
        if clause.lemma not in speaking() or clause.negated or clause.modality != "asserted" or clause.subject is None:
            continue
        who = next((m.chain for m in clause.subject.mentions if m.type == "Person"), None)
        by = (a for a in clause.arguments if a.role in speech_words("on-behalf"))
        party = next((m.chain for a in by for m in a.mentions if m.type in AGENTS and m.chain is not who), None)
        if who is not None and party is not None:
            yield clause.unit, who, party


def _same(act: Saying, last: Saying) -> bool:
    if act.speaker is not None or last.speaker is not None:
        return act.speaker is last.speaker
    return bool(act.speaker_text) and act.speaker_text == last.speaker_text


def _ending_at(page: Page, token: int) -> Chain | None:
    """The document named right before a token (`une lettre dans laquelle`, `un communiqué affirmant que`)."""
    for m in page.at_token(token - 1):
        if m.type == "Document" and m.end == token and m.chain is not None:
            return m.chain
    return None


def _quoted(page: Page, token: int, draft: Draft) -> bool:
    """Whether a token stands in a quotation that the draft's own cue is not in."""
    quotation = page.quotation(page.at(token))
    cue = page.quotation(page.at(draft.cue_range[0])) if draft.cue_range else None
    return quotation is not None and quotation is not cue


def _hearer(argument: Argument, types: tuple[str, ...]) -> Chain | None:
    for m in argument.mentions:
        if m.chain is not None and m.type in types and m.chain.cls not in MEDIA:
            return m.chain
    return None
