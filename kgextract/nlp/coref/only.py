"""A noun for a person that is no office → the person of the article whom it takes up: `Luc Roy … le suspect`.

Who was called so before, else the only one named before in the paragraph: nobody who acts on whom the noun means, and
nobody from whom somebody described by it was told apart.
"""

from __future__ import annotations

from kgextract.nlp.coref.ages import Ages
from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.holders import Held
from kgextract.nlp.coref.readings import clash, gender_of
from kgextract.nlp.coref.wording import stems
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.tables import identity
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_NEAR = 2  # paragraphs that a noun alone looks back to somebody described with it


def only_person(chains: Chains, m: Mention, held: list[Held], ages: Ages) -> Chain | None:
    """A noun for a person that is no office takes up the only person named before in this paragraph.

    One for an age (`le quadragénaire`) first the only person of that age; nobody of justice is called so.
    """
    nouns = identity.identity_words("person-noun")  # the lemma of a rare noun may be none: `sexagénair`
    text = lowered(chains.doc)
    pair = " ".join(text[m.head : m.end])  # `jeune femme`
    if m.definite is not True or m.plural or not {m.lemma, text[m.head], pair} & nouns:
        return None
    if m.start and chains.doc[m.start - 1].lower_ in words("possessive"):
        return None  # `Jean Roy … son avocat`: somebody else
    if chains.wording(m).names:
        return None
    gender, noun = gender_of(chains, m), chains.doc[m.head].lower_
    if (known := _called_so(chains, m, gender)) is not None:
        return known
    others = (_acts_on, _told_apart, _tells, _other_side)
    found = [c for c in near(chains, m, gender) if not any(other(chains, c, m) for other in others)]
    if ages.tells(noun):
        people = (c for c in chains.latest("Person") if last_before(c, m.start) and not clash(c, m, gender))
        found = ages.told(noun, [c for c in people if fits(c, m)]) or ages.fitting(noun, found)
    young = pair in identity.identity_words("young")
    told = (h for h in held if (young and not h.owned) or _of_justice(h) or _presides(h))
    officers = {id(h.person) for h in told}  # not `sa voisine, Laura Roy`
    found = [c for c in found if id(c) not in officers]
    if len(found) == 1 and not found[0].unnamed and _somebody_else(chains, m, gender, young=young):
        return None
    return found[0] if len(found) == 1 else chains.at_the_head(m, found)


def _called_so(chains: Chains, m: Mention, gender: str | None) -> Chain | None:
    """The person named beside the same noun alone before (`L'accusé, Luc Roy, … Le juge, Jean Rey, … l'accusé`)."""
    head, found = chains.wording(m).head, []
    for c in chains.latest("Person"):
        beside = {k for y in c.mentions if y.kind == "named" for k in (y.start, y.start - 1)}
        called = [x for x in c.mentions if x.start < m.start and x.kind == "nominal" and x.end == x.head + 1]
        called = [x for x in called if x.end in beside]
        if not c.unnamed and not clash(c, m, gender) and fits(c, m):
            found += [c] if any(chains.wording(x).head == head for x in called) else []
    return found[0] if len(found) == 1 and m.end == m.head + 1 else None


def _acts_on(chains: Chains, c: Chain, m: Mention) -> bool:
    """Whether somebody is the subject of the only verb before, whose object m is (`Luc Roy est venu soutenir | le
    prévenu`)."""
    doc, before = chains.doc, last_before(c, m.start)
    if before is None or before.kind != "named" or unit_of(doc, before.start) != unit_of(doc, m.start):
        return False
    if before.start and doc[before.start - 1].pos_ == "ADP":
        return False
    at = m.start - (doc[m.start - 1].pos_ == "DET")
    led = doc[at - 1].pos_ == "VERB" or preposition(doc, at - 1)
    between = doc[before.end : at]
    verbs = [t for t in between if "Fin" in t.morph.get("VerbForm", [])]
    opens = speech_words("relative", "subordinator", "that-word")
    return bool(led) and len(verbs) == 1 and not any(t.lower_ in opens for t in between)


def _told_apart(chains: Chains, c: Chain, m: Mention) -> bool:
    """Whether somebody else was called so since a person was named (`Luc Roy a giflé le suspect. … Le suspect`)."""
    head = chains.wording(m).head
    since = chains.everything.started(c.mentions[0].start, m.start)
    others = (x for x in since if x.chain is not None and x.chain.unnamed and x.type == "Person")
    return any(chains.wording(x).head == head for x in others)


def _tells(chains: Chains, c: Chain, m: Mention) -> bool:
    """Whether m stands in what somebody says in the same sentence (`Luc Roy affirme que | l'homme a fui`)."""
    doc, before = chains.doc, last_before(c, m.start)
    if before is None or unit_of(doc, before.start) != unit_of(doc, m.start):
        return False
    that = (k for k in range(before.end, m.start) if lowered(doc)[k] in speech_words("that-word"))
    at = next(that, None)
    return at is not None and any(lemma_of(doc, k) in cue_verbs() for k in range(before.end, at))


def _other_side(chains: Chains, c: Chain, m: Mention) -> bool:
    return other_side(chains.doc, c, m.head)


def other_side(doc: Doc, c: Chain, noun: int) -> bool:
    """Whether a noun puts somebody on the other side of a case than a person's description (`Le père de la victime, Luc
    Roy, … L'accusé`)."""
    sides, text = (speaker_words("accused"), speaker_words("harmed")), lowered(doc)
    theirs = {text[k] for x in c.mentions if x.kind == "nominal" and x.start < noun for k in range(x.start, x.end)}
    return any(text[noun] in sides[n] and theirs & sides[1 - n] for n in (0, 1))


def _of_justice(h: Held) -> bool:
    """Whether an office of today is one of courts and police (not `l'ex-gendarme Luc Roy … L'accusé`)."""
    return not h.former and h.reading.head in stems("of-justice")


def _presides(h: Held) -> bool:
    """Whether an office is told as that of who holds a trial (`le président, Luc Roy`), of no other body."""
    return h.reading.head in stems("presiding") and not (h.reading.rest or h.reading.names)


def _somebody_else(chains: Chains, m: Mention, gender: str | None, *, young: bool) -> bool:
    """Whether somebody who is only described came in before in the paragraph (`un homme de 34 ans … l'intéressé`).

    Where somebody is called young, further up as well.
    """
    near = chains.recent(m, _NEAR if young else 0)
    unnamed = (c for c in near if c.unnamed and not clash(c, m, gender) and fits(c, m))
    return any(young or c.mentions[0].definite is False for c in unnamed)


def near(chains: Chains, m: Mention, gender: str | None) -> list[Chain]:
    """The people of this gender named before in this paragraph."""
    return [c for c in chains.recent(m, 0) if not c.unnamed and not clash(c, m, gender) and fits(c, m)]
