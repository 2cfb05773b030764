"""Doc and token → the phrase of a calling that no list has (`la sylvicultrice bretonne`), known by its ending."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.roles.heads import calling
from kgextract.nlp.roles.modifiers import read_adjectives, read_before
from kgextract.nlp.roles.offices import read_complements
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import Office, office_words


def open_phrase(doc: Doc, i: int, ix: Index) -> OfficePhrase | None:
    """The phrase of an open-class calling at token i (`la sylvicultrice bretonne`), without complements."""
    row = calling(doc, i)
    if row is None or i == 0:
        return None
    bare = doc[i - 1].text == "," and _after_person(i - 1, ix)
    if not bare and doc[i - 1].lower_ not in office_words("determiner"):
        return None
    phrase = _bare(i, row)
    read_before(doc, phrase)
    read_adjectives(doc, phrase, ix)
    if bare:
        read_complements(doc, phrase, ix)
        closed = doc[i].pos_ == "NOUN" and (phrase.end >= len(doc) or doc[phrase.end].text in (",", ".", ";", ")"))
        return phrase if phrase.chunks or closed else None
    if doc.lowered[i - 1] in office_words("indefinite") and phrase.end not in ix.people_at:
        read_complements(doc, phrase, ix)
    return phrase


def joined_phrase(doc: Doc, i: int, ix: Index) -> OfficePhrase | None:
    """The phrase of a calling that `et` joins to an office (`journaliste et visiteuse de prison Zoé Roy`)."""
    row = calling(doc, i)
    if row is None or doc[i - 1].lower_ not in office_words("coordinator"):
        return None
    phrase = _bare(i, row)
    read_adjectives(doc, phrase, ix)
    read_complements(doc, phrase, ix)
    return phrase if phrase.end in ix.people_at else None


def _bare(i: int, row: Office) -> OfficePhrase:
    """The phrase of one word."""
    return OfficePhrase(start=i, head=i, head_end=i + 1, base_end=i + 1, end=i + 1, row=row, plural=False)


def _after_person(at: int, ix: Index) -> bool:
    """Does a full name end at `at`?"""
    return at in ix.people_to and at - ix.people_to[at].start >= 2
