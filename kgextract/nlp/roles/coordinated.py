"""Several offices of one person, joined by `et` or a comma → who holds the further ones.

`Luc Roy, maire de Dax depuis dix ans et, par ailleurs, président du syndicat`: adjectives, times and what stands
between commas are passed.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.days import date_ends
from kgextract.nlp.layers import Role
from kgextract.nlp.roles.appositions import Held, rule_of, verb_after_all
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import bracket_end
from kgextract.tables.names import words
from kgextract.tables.roles import office_words

LEADING = 2  # words before a date
ASIDE = 6  # tokens between the commas behind `et`
DESCRIBED = 9  # tokens of a description behind a name
NOMINAL = ("NOUN", "ADJ", "ADP", "DET", "NUM", "PROPN")


def over_date(doc: Doc, at: int) -> int:
    """The token after a date, with its preposition (`ministre de la Santé depuis mai, …`), or `at`."""
    days = date_ends(doc)
    start = next((k for k in range(at, at + LEADING + 1) if k in days), at)
    led = all(doc[k].pos_ in ("ADP", "DET") for k in range(at, start))
    return days.get(start, at) if led else at


def coordinated(doc: Doc, phrase: OfficePhrase, roles: list[Role], first: int, last: int) -> Held | None:
    """`maire de Lille et présidente de la métropole`, `juge devenue députée`: who holds the one holds the other."""
    if lead(doc, phrase, first) < phrase.start or phrase.start <= first:
        return None
    if verb_after_all(doc, phrase, last):
        return None  # `Luc Roy, maire de Lens, juge le texte trop long`
    at = _before_aside(doc, phrase.start - 1, first)
    while (doc[at].pos_ == "ADV" or doc.lowered[at] in office_words("new-or-present")) and at - 1 > first:
        at -= 1  # `et enfin`, `puis`, `et actuel maire`
    if doc[at].lower_ in office_words("sequence"):
        at -= doc[at - 1].text == ","
    elif doc[at].text != "," and doc.lowered[at] not in office_words("turned"):
        return None
    for role in reversed(roles[-3:]):
        if phrase.plural and len(role.holders) < 2:
            continue  # `selon Luc Roy, maire de Dax, agriculteurs et élus …`
        beside = _reaches(doc, role.mention.end, at)
        if beside and role.holders and role.holders[0].end <= role.mention.start:
            return Held(rule=rule_of("coordination"), holders=role.holders, factuality=role.factuality)
        if beside and not role.holders and role.pronoun is not None and not role.mention.end <= role.pronoun < at:
            return Held(rule=rule_of("coordination"), holders=[], pronoun=role.pronoun, factuality=role.factuality)
    return None


def described(doc: Doc, phrase: OfficePhrase, ix: Index, first: int) -> Held | None:
    """`Luc Roy, habitant du port et président du comité`: whom a noun that is no office describes before the name's
    comma, and an age between commas."""
    at = phrase.start - 1
    if phrase.plural or doc.lowered[at] not in office_words("coordinator") or lead(doc, phrase, first) < phrase.start:
        return None
    comma = next((k for k in range(at - 1, max(first, at - DESCRIBED), -1) if doc[k].text == ","), 0)
    if not comma or any(doc[k].pos_ not in NOMINAL and not _participle(doc, k) for k in range(comma + 1, at)):
        return None
    if doc[comma + 1].pos_ not in ("NOUN", "ADJ") or not doc[comma + 1].is_lower:
        return None
    if doc.lowered[comma - 1] in words("age-noun"):
        comma = next((k for k in range(comma - 1, max(first, comma - ASIDE), -1) if doc[k].text == ","), 0)
    person = ix.people_to.get(comma)
    named = person is not None and person.kind == "named"
    return Held(rule=rule_of("coordination"), holders=[person]) if person is not None and named else None


def _participle(doc: Doc, k: int) -> bool:
    return "Part" in doc[k].morph.get("VerbForm", [])


def _before_aside(doc: Doc, at: int, first: int) -> int:
    """The `et` before what stands between commas (`et, depuis mars, président`), or `at`."""
    if doc[at].text != ",":
        return at
    opener = next((k for k in range(at - 1, max(first, at - ASIDE), -1) if doc[k].text == ","), 0)
    return opener - 1 if opener and doc[opener - 1].lower_ in office_words("sequence") else at


def _reaches(doc: Doc, end: int, at: int) -> bool:
    """Whether nothing but adjectives, times and adverbs stands between an office and what joins another one to it."""
    while end < at:
        past = "Part" in doc[end].morph.get("VerbForm", [])  # `professeur retraité et président`
        plain = (past or doc[end].pos_ == "ADJ") and doc[end].is_lower
        beyond = max(over_time(doc, end), past_adverbial(doc, end), bracket_end(doc, end), end + plain)
        if beyond == end:
            return False
        end = beyond
    return end == at


def over_time(doc: Doc, at: int) -> int:
    """The token after a date or a length of time (`depuis quinze ans`, `un an plus tôt`), or `at`."""
    if (end := over_date(doc, at)) > at or at + 2 >= len(doc):
        return end
    led = doc[at].pos_ == "ADP"
    start = at + led + 2 * (led and doc.between(at + 1, at + 3).lower() in office_words("more-than"))
    if start + 1 >= len(doc) or doc[start].pos_ not in ("NUM", "DET") or doc[start + 1].lower_ not in words("age-noun"):
        return at
    if led:
        return start + 2
    ends = (start + 2 + n for n in (2, 1))
    return next((e for e in ends if doc.between(start + 2, e).lower() in office_words("earlier-or-later")), at)


def shares_holder(doc: Doc, before: OfficePhrase, phrase: OfficePhrase) -> bool:
    """`le député de la Creuse et maire de Bor Luc Roy`, `le ministre du Budget, porte-parole du gouvernement, Luc Roy`:
    does a bare office after `et` or a comma share its holder?"""
    if phrase.start == before.end and doc[phrase.start].is_title:
        return before.plural == phrase.plural  # `le Président de la République Chef de l'État Luc Roy`
    if doc.lowered[before.start - 1] in words("of") - words("contracted"):
        return False  # `parent d'élève et maire de Dax`
    at = phrase.start - 1
    while at > before.end and (doc[at].pos_ == "ADV" or doc.lowered[at] in office_words("new-or-present")):
        at -= 1  # `l'ancien député et actuel maire Luc Roy`
    at -= doc.lowered[at] in office_words("sequence") and doc[at - 1].text == ","  # `, puis sénateur`
    if at not in (before.end, over_time(doc, before.end)) or before.plural != phrase.plural:
        return False  # a time may stand between: `Maire de Dax jusqu'en 2014, puis sénateur, Luc Roy …`
    return doc[at].lower_ in office_words("coordinator") or doc[at].text == ","
