"""Somebody who speaks or of whom a sentence is, what a pronoun asks for, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.agents import agentive, written
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Chain, Mention
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_QUALITY = "speech-adjective"  # the rule of what somebody says to be
STATES = ("Country", "Territory")  # classes of places that speak
BODIES = ("Organization", "Group")  # types of things that speak as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody at a token: a chain, or the words that describe who has none; `spoke` or only topic of a sentence."""

    chain: Chain | None
    text: str | None
    unit: int
    token: int
    spoke: bool
    gender: Gender = None
    plural: bool | None = None
    aside: bool = False  # topic of a fronted clause (`Lorsque Luc est sorti, Jean riait.`)
    body: bool = False  # described by the noun of a body (`Le site emploie trente personnes.`)

    @property
    def person(self) -> bool:
        """A person, or somebody described."""
        return not self.body if self.chain is None else self.chain.type == "Person"

    @property
    def named(self) -> bool:
        """Whether the article names them anywhere."""
        return self.chain is not None and not self.chain.unnamed


Speaker = tuple[Chain | None, str | None]  # a chain, and the words that describe who has no name
NOBODY: Speaker = (None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """What a pronoun asks for: agreement, and whether its clause interrupts or closes what is said."""

    token: int
    unit: int
    gender: Gender
    plural: bool | None
    incise: bool
    continuing: bool = False
    personal: bool = False  # a person: the sentence tells how old, or quoted words say *I*


def medium(v: Voice) -> bool:
    """Whether a newspaper, a channel or an agency speaks."""
    return v.chain is not None and v.chain.cls in MEDIA


def felt(page: Page, draft: Draft) -> bool:
    """Whether only people say so: how they are (`s'est dit soulagé`, not `s'est dit compétent`), `avoue`, `confie`."""
    if draft.cue in speaker_words("of-people"):
        return True
    said = page.doc.lowered[page.token(draft.content[0][0])] if draft.rule == _QUALITY else ""
    return bool(said) and said not in speaker_words("quality-of-court")


def says_i(page: Page, draft: Draft) -> bool:
    """Whether quoted words are of one person (`« Je ne céderai pas »`)."""
    start, end = draft.content[0]
    quoted = page.quotation(start) is not None
    return quoted and any(
        page.doc.lowered[k] in speech_words("i-word") for k in range(page.token(start), page.token(end))
    )


def silent(v: Voice, feels: bool) -> bool:
    """Whether a sentence is about a town or building, which says nothing (`Rouen attend une usine. Il assure que`), or
    a court or text where somebody `feels` something (`Le tribunal a relaxé Luc Roy. Il s'est dit soulagé`)."""
    text = v.chain is not None and v.chain.type == "Document"
    if feels and v.chain is not None and (text or head_class(v.chain.mentions[0].lemma or "") == "Court"):
        return True
    return not v.spoke and v.chain is not None and v.chain.type == "Place" and v.chain.cls not in STATES


def brought_in(v: Voice, pronoun: Pronoun, cue: str | None) -> bool:
    """Whether the sentence before is about somebody named who has not spoken, for a verb that does not always go on.

    `« … », dit Luc Roy. Le médecin, Jean Blin, attend des examens. « … », a-t-il précisé`: Jean Blin.
    """
    told = v.named and v.person and not (v.spoke or v.aside) and v.unit == pronoun.unit - 1
    return told and cue in speaker_words("loosely-continuing")


def only_led(doc: Doc, m: Mention) -> bool:
    """Whether a group only tells whose head somebody is (`Le chef | des pompiers | a remercié deux marins. … ils`)."""
    of = m.start > 1 and preposition(doc, m.start - 1) is not None
    return of and m.type == "Group" and agentive(doc, m.start - 2) and not written(doc, m.start - 2)


def agrees(gender: Gender, plural: bool | None, pronoun: Pronoun) -> bool:
    """Whether gender and number, as far as they are known, are those for which a pronoun asks."""
    if gender and pronoun.gender and gender != pronoun.gender:
        return False
    return pronoun.plural is None or bool(plural) == pronoun.plural


def somebody_else(voice: Voice, mention: Mention | None) -> bool:
    """Whether a mention is of a person known by name who did not speak."""
    chain = mention.chain if mention is not None else None
    return chain is not None and not chain.unnamed and chain is not voice.chain


def titled_otherwise(doc: Doc, voice: Voice, mention: Mention | None) -> bool:
    """Whether a mention is somebody else's own title (`le préfet, Luc Roy … dit Jean Blin. … a ajouté le préfet`)."""
    if mention is None or not somebody_else(voice, mention):
        return False
    noun = doc[mention.head].lemma_.lower()
    titled = [h.chain for r in doc._.roles or () if doc[r.mention.head].lemma_.lower() == noun for h in r.holders]
    return any(c is mention.chain for c in titled) and all(c is not voice.chain for c in titled)
