"""Doc and token → the phrase of a calling that no list has (`la sylvicultrice bretonne`), known by its ending."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.roles.modifiers import read_adjectives, read_before
from kgextract.nlp.roles.offices import read_complements
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import Office, office_words


def open_phrase(doc: Doc, i: int, ix: Index, *, after: int) -> OfficePhrase | None:
    """The phrase of an open-class calling at token i (`la sylvicultrice bretonne`), without complements; or behind a
    name, or the office of somebody, that ends at `after` (`Luc Roy, compositeur, organiste à l'Opéra`)."""
    row = calling(doc, i)
    if row is None or i == 0:
        return None
    comma = i - 1
    while comma > 0 and doc.lowered[comma] in office_words("apposed-adverb"):
        comma -= 1  # `Luc Roy, également organiste à l'Opéra`
    bare = doc[comma].text == "," and (_after_person(comma, ix) or comma == after)
    if bare and comma == after and _several(doc, i):
        return None
    if not bare and doc[i - 1].lower_ not in office_words("determiner"):
        return None
    phrase = _bare(doc, i, row)
    read_before(doc, phrase)
    read_adjectives(doc, phrase, ix)
    if bare:
        read_complements(doc, phrase, ix)
        closed = doc[i].pos_ == "NOUN" and _closes(doc, phrase.end)
        return phrase if phrase.chunks or closed else None
    if doc.lowered[i - 1] in office_words("indefinite") and phrase.end not in ix.people_at:
        read_complements(doc, phrase, ix)
    return phrase


def _closes(doc: Doc, end: int) -> bool:
    """Does a comma, a stop, or `et` with another calling stand at `end`?"""
    if end + 1 >= len(doc) or doc[end].text in (",", ".", ";", ")"):
        return True
    again = office_head(doc, end + 1) is not None or calling(doc, end + 1) is not None
    return doc.lowered[end] in office_words("coordinator") and again and not _several(doc, end + 1)


def joined_phrase(doc: Doc, i: int, ix: Index, *, after: int) -> OfficePhrase | None:
    """The phrase of a calling that `et` joins to an office (`journaliste et visiteuse de prison Zoé Roy`), or to
    that of somebody, which ends at `after` (`Luc Roy, compositeur et organiste`)."""
    row = calling(doc, i)
    if row is None or doc[i - 1].lower_ not in office_words("coordinator"):
        return None
    phrase = _bare(doc, i, row)
    read_adjectives(doc, phrase, ix)
    read_complements(doc, phrase, ix)
    closed = after == i - 1 and doc[i].pos_ == "NOUN" and _closes(doc, phrase.end)
    return phrase if phrase.end in ix.people_at or closed else None


def _bare(doc: Doc, i: int, row: Office) -> OfficePhrase:
    """The phrase of one word."""
    return OfficePhrase(start=i, head=i, head_end=i + 1, base_end=i + 1, end=i + 1, row=row, plural=_several(doc, i))


def _several(doc: Doc, i: int) -> bool:
    """Is a calling that of several people (`l'Union des juristes | Anne Roy`), by its tag and its last letter?"""
    return "Plur" in doc[i].morph.get("Number", []) and doc.lowered[i].endswith(("s", "x"))


def _after_person(at: int, ix: Index) -> bool:
    """Does a full name end at `at`?"""
    return at in ix.people_to and at - ix.people_to[at].start >= 2
