"""A draft with its speaker → on whose behalf it was said, in which document, to whom."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Chain, Role, all_mentions
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_MEDIA = ("MediaOutlet", "NewsAgency", "Platform")


@dataclass(slots=True)
class Occasion:
    """The circumstances of a statement."""

    on_behalf_of: Chain | None = None
    document: Chain | None = None
    addressee: Chain | None = None


def occasion(page: Page, draft: Draft, speaker: Chain | None) -> Occasion:
    """What the clause itself says, then what the speaker's office says."""
    found = Occasion()
    if draft.clause is not None:
        for argument in draft.clause.arguments:
            if not _in_content(page, argument.start, draft):
                _argument(page, argument, found)
    found.on_behalf_of = _named_party(page, draft) or found.on_behalf_of or _represented(page, draft, speaker)
    return found


def _named_party(page: Page, draft: Draft) -> Chain | None:
    """Whom an explicit `au nom de` in the unit names."""
    unit = page.units[draft.unit]
    for i in range(page.token(unit.start), page.token(unit.end)):
        found = preposition(page.doc, i)
        if found is None or found.lemma not in speech_words("on-behalf") or _in_content(page, i, draft):
            continue
        phrase = noun_phrase(page.doc, found.end - found.contracted)
        if phrase is not None:
            for m in all_mentions(page.doc):
                if m.start <= phrase.head < m.end and m.chain is not None and m.type != "Role":
                    return m.chain
    return None


def _argument(page: Page, argument: Argument, found: Occasion) -> None:
    chains = [m.chain for m in argument.mentions if m.chain is not None]
    if not chains:
        return
    chain, role = chains[0], argument.role
    if chain.type == "Document":
        if role in speech_words("occasion", "medium-preposition"):
            found.document = found.document or chain
        return
    if role in speech_words("on-behalf"):
        found.on_behalf_of = chain
    elif role in speech_words("addressee-preposition") and chain.cls not in _MEDIA:
        if chain.type in ("Person", "Organization", "Group"):
            found.addressee = found.addressee or chain


def _in_content(page: Page, token: int, draft: Draft) -> bool:
    """Whether a token lies in what somebody is reported to say, in words that do not hold the draft's own cue."""
    at, cue = page.at(token), page.at(draft.cue_range[0]) if draft.cue_range else -1
    n = bisect_right(page.reported, (at, 1 << 60))
    return any(a <= at < b and not a <= cue < b for a, b in page.reported[max(0, n - 6) : n])


def _represented(page: Page, draft: Draft, speaker: Chain | None) -> Chain | None:
    """The party that the speaker's office speaks for; of an unnamed spokesperson the body in the description."""
    if speaker is None:
        return None
    roles: list[Role] = list(page.doc._.roles or ())
    for role in roles:
        if role.office == "represents" and not role.former and any(h.chain is speaker for h in role.holders):
            target = next((m.chain for m, _ in role.targets if m.chain is not None), None)
            if target is not None:
                return target
    if speaker.unnamed:
        for own in speaker.mentions:
            if page.doc[own.head].lower_ in speech_words("spokesperson"):
                for m in all_mentions(page.doc):
                    nested = own.start < m.start < own.end + 4 and m.head > own.head and m.chain is not speaker
                    if nested and m.chain is not None and m.type in ("Organization", "Place", "Person", "Group"):
                        return m.chain
    return None
