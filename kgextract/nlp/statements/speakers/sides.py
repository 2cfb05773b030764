"""Two descriptions → whether they must be of two people: by the side of a case they are on, or an office or bond."""

from __future__ import annotations

from kgextract.nlp.coref.ages import Ages
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Argument, Chain
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.speakers.descriptions import Descriptions
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words


def another(said: Descriptions, ages: Ages, source: Argument, unnamed: Chain) -> bool:
    """Whether a noun tells another than somebody so far described by an office or bond (`son père … l'expert`)."""
    doc = said.doc
    noun, lemma = doc[source.head].lower_, doc[source.head].lemma_.lower()
    heads = [m.head for m in unnamed.mentions]
    if noun in identity_words("accused") and any(office_head(doc, k) is not None for k in heads):
        return True  # `le procureur … le suspect`
    if noun in speaker_words("onlooker") and _only_a_person(said, ages, source, unnamed):
        return True  # `un jeune homme … le shérif`
    if len({_side(said, source.head), *(_side(said, m.head) for m in unnamed.mentions)} - {""}) > 1:
        return True  # `le président … l'accusé`
    if ages.tells(noun) or {noun, lemma} & identity_words("person-noun"):
        return False
    if any(doc[k].lemma_.lower() == lemma for k in heads):
        return False
    office = office_head(doc, source.head) is not None
    post = office and noun not in speech_words("general-noun")
    first = min(unnamed.mentions, key=lambda m: m.start)
    if post and first.definite is False and not (_names_nobody(doc, first.head) or ages.tells(doc.lowered[first.head])):
        return True  # `Un postier a porté plainte. … Le maire`
    return any(_bond(doc, k) or (office and _tied(doc, k)) or (post and office_head(doc, k) is not None) for k in heads)


def _names_nobody(doc: Doc, k: int) -> bool:
    """Whether a noun says only that it is somebody (`une femme`, `un responsable`)."""
    return doc.lowered[k] in identity_words("person-noun") | speech_words("general-noun")


def _only_a_person(said: Descriptions, ages: Ages, source: Argument, unnamed: Chain) -> bool:
    """Whether somebody is told of by age or sex only, and the noun of a source is new to the text."""
    doc = said.doc
    words_ = doc.lowered
    if words_[source.head] in words_[: source.start]:
        return False  # `Un homme de 45 ans, médecin à Gap, … Le médecin`
    named = ({*words_[m.start : m.end]} for m in unnamed.mentions)  # `jeune homme`, whose head is its first word
    return all(noun & identity_words("person-noun") or any(map(ages.tells, noun)) for noun in named)


def _side(said: Descriptions, k: int) -> str:
    """On which side of a case a noun puts somebody (accused, harmed, another part or office), or nothing."""
    noun = said.doc[k].lower_
    sides = ("accused", "harmed", "part-taken")
    other = "part-taken" if said.office(k) else ""
    return next((side for side in sides if noun in speaker_words(side)), other)


def _tied(doc: Doc, k: int) -> bool:
    """Whether a noun says whose somebody is, in any words (`le père de la victime`, `un voisin`)."""
    return doc[k].lower_ in speaker_words("relational") | office_words("kin")


def _bond(doc: Doc, k: int) -> bool:
    """Whether a noun with a possessive says whose somebody is (`son père`, `leur avocat`)."""
    own = k > 0 and doc[k - 1].lower_ in words("possessive")
    return own and doc[k].lower_ in speaker_words("relational")
