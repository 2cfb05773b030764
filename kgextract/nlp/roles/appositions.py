"""A name with an office behind it → who holds it (`Luc Roy, maire de Lille, …`); what closes an apposition."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.layers import Factuality, Mention, Role
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import bracket_end, named_before
from kgextract.tables.identity import identity_words
from kgextract.tables.names import demonyms, words
from kgextract.tables.roles import ROLE_RULES, RoleRule, office_words
from kgextract.tables.speech import speech_words

CLOSING = frozenset(',.;:)»"”–—-!?…/')
RESPECTIVE, LEADING = 20, 4  # tokens from an office back to `respectivement`, and from that to the last name
ORIGIN = 6  # words of a place between two commas
TOLD, BOND = 10, 6  # tokens from a comma over where somebody was born, and over whose friend he is
MISSING_COMMA = ("VERB", "AUX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The rule that fits, its people, of what each has the office where they do not share that, and the end of the role
    where it is not that of the phrase."""

    rule: RoleRule
    holders: list[Mention]
    factuality: Factuality = "asserted"
    former: bool = False
    end: int | None = None
    pronoun: int | None = None
    of: list[Mention | None] = field(default_factory=list)


@cache
def rule_of(place: str) -> RoleRule:
    """The row of a construction that has only one."""
    return next(r for r in ROLE_RULES.rows() if r.place == place)


def apposition(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int, roles: list[Role]) -> Held | None:
    """The holders named before an office phrase that stands in apposition to them, None where it does not."""
    at = lead(doc, phrase, first)
    determined = at < phrase.start
    if not determined and (one := _respective(doc, phrase, ix, first, roles)) is not None:
        return Held(rule=rule_of("apposition"), holders=[one])
    if at > first and at in ix.people_to:
        return (_without_comma if determined else _beside)(doc, phrase, ix.people_to[at], last)
    before, former = (at, False) if determined else _over_adverbs(doc, at, first)
    if before == at and not determined:
        while before > first and doc[before - 1].pos_ == "ADJ":
            before -= 1  # `Luc Roy, alors jeune préfet du Nord`
        before, former = _over_adverbs(doc, before, first)
    if before <= first or not (doc[before - 1].text in (",", "(", "–", "—") or is_dash(doc, before - 1)):
        return None
    m = _name_before(doc, before - 1, ix, first)
    if m is None or verb_after_all(doc, phrase, last) or (determined and of_a_woman(doc, phrase, at, m)):
        return None
    if _of_some_work(doc, phrase, last):
        return None
    if (
        not determined
        and phrase.end == phrase.head + 1
        and doc[phrase.head].lower_ in office_words("office-or-participle")
    ):
        return None  # `Luc Roy, élu en mai`: a participle
    holders = [*named_before(doc, m, ix), m] if phrase.plural else [m]
    alone = phrase.plural and determined and len(holders) < 2
    if alone or doc[at].lower_ in office_words("contracted-article"):
        return None  # `en présence de Luc Roy, du préfet et des élus`: a list
    beside = ix.covered.get(m.start - 2) if doc.lowered[m.start - 1] in office_words("coordinator") else None
    if phrase.plural and len(holders) < 2 and beside is not None and beside.type != "Person":
        return None  # `Greenpeace et Canopea, membres du collectif`, where the model takes one of them for somebody
    if any(r.mention.end == m.end and r.holders and r.holders[0].end <= r.mention.start for r in roles[-2:]):
        return None  # `Luc Roy, ministre de Paul Petit et préfet du Nord`: of the first, as `coordinated` says
    if determined and not _closed(doc, phrase, m, ix, at, first, last):
        return None
    holders = [*named_before(doc, m, ix), m] if phrase.plural else [m]
    if phrase.plural and determined and len(holders) < 2:
        return None  # `en présence du préfet, Luc Roy, des élus et des parents`
    rule = rule_of("brackets" if doc[before - 1].text == "(" else "apposition")
    return Held(rule=rule, holders=holders, former=former)


def _of_some_work(doc: Doc, phrase: OfficePhrase, last: int) -> bool:
    """`Luc Roy, auteur d'une belle passe`, `auteur de deux buts`: what somebody has done, no calling."""
    of = genitive(doc, phrase.head + 1)
    if of is None or of.end >= last:
        return False
    if doc.lowered[phrase.head] in office_words("figure-with-of"):
        return True  # `l'un des artisans de la réforme`
    if doc.lowered[phrase.head] not in office_words("maker"):
        return False
    at = of.end + (not of.contracted and doc.lowered[of.end] in office_words("determiner"))
    if at < last and doc.lowered[at] in office_words("deed"):
        return True  # `l'auteur des coups de feu`
    some = doc[of.end]
    return not of.contracted and (some.pos_ == "NUM" or some.lower_ in office_words("indefinite", "indefinite-plural"))


def is_dash(doc: Doc, k: int) -> bool:
    """A hyphen between spaces, for a dash (`Luc Roy - le fondateur du groupe - a parlé`)."""
    return k > 0 and doc[k].text == "-" and doc[k].whitespace_ != "" and doc[k - 1].whitespace_ != ""


def _respective(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, roles: list[Role]) -> Mention | None:
    """`Anne Roy et Luc Blin, respectivement présidente et trésorier du club`: the first office is the first one's."""
    text = doc.lowered
    span = range(phrase.start - 1, max(first, phrase.start - RESPECTIVE) - 1, -1)
    at = next((k for k in span if text[k] in office_words("respectively") or text[k] in (".", ";", ":")), None)
    if at is None or text[at] not in office_words("respectively"):
        return None
    end = next((k for k in range(at, max(first, at - LEADING), -1) if k in ix.people_to), None)
    if end is None or any(doc[k].pos_ in ("NOUN", "PROPN") for k in range(end, at)):
        return None
    people = [*named_before(doc, ix.people_to[end], ix), ix.people_to[end]]
    n = sum(r.mention.start > at and r.mention.end <= phrase.start for r in roles)
    return people[n] if n < len(people) and len(people) > 1 else None


def of_a_woman(doc: Doc, phrase: OfficePhrase, at: int, m: Mention) -> bool:
    """`Face à Luc Roy, la directrice du club a …`: an office with a feminine article is not a man's."""
    feminine = doc[at].lower_ in identity_words("feminine") and not phrase.plural
    return feminine and m.gender == "m" and doc[phrase.head].lower_ not in office_words("feminine-of-anybody")


def verb_after_all(doc: Doc, phrase: OfficePhrase, last: int) -> bool:
    """`Luc Roy, juge « inacceptable » …`, `…, juge le texte trop long`: one bare word with its object behind it."""
    if phrase.end > phrase.head + 1 or phrase.start < phrase.head or phrase.end >= last:
        return False
    after = doc[phrase.end]
    return after.pos_ == "DET" or after.lower_ in speech_words("opening-mark", "that-word")


def _over_adverbs(doc: Doc, at: int, first: int) -> tuple[int, bool]:
    """(the token after the comma, no longer in office) over `alors`, `lui-même`, `à l'époque` before a bare office."""
    former = False
    moved = True
    while moved and at > first:
        moved = False
        for n in (3, 2, 1):
            words = doc.between(max(first, at - n), at).lower()
            if doc[at - 1].pos_ == "VERB":
                break  # `Luc Roy, élu maire en mai`: a frame of its verb
            plain = n == 1 and doc[at - 1].pos_ == "ADV" and words not in office_words("denial", "negation")
            if plain or words in office_words("apposed-adverb") or words in office_words("apposed-former"):
                former = former or words in office_words("apposed-former")
                at, moved = max(first, at - n), True
                break
    return at, former


def _without_comma(doc: Doc, phrase: OfficePhrase, m: Mention, last: int) -> Held | None:
    """`Luc Roy le directeur du club, a protesté`: a full name, the office with its body, and the verb, or a comma and
    the verb; not behind a verb, where the name may be its object."""
    end = phrase.end
    if m.end - m.start < 2 or doc[m.end].lower_ not in office_words("singular-article"):
        return None
    if not (phrase.chunks or phrase.adjectives) or of_a_woman(doc, phrase, m.end, m):
        return None
    told = doc[m.start - 1].pos_ in MISSING_COMMA if m.start else False
    comma = end + 1 < last and doc[end].text == ","
    if not (comma or (end < last and not told)) or doc[end + comma].pos_ not in (*MISSING_COMMA, "PRON"):
        return None
    return Held(rule=rule_of("apposition"), holders=[m])


def _beside(doc: Doc, phrase: OfficePhrase, m: Mention, last: int) -> Held | None:
    """`Luc Roy conseiller régional et Anne Blin députée du Nord`: a full name and its office, where no comma parts them
    and no verb joins them (`élire Luc Roy président du club`)."""
    end, told = phrase.end, phrase.end > phrase.head + 1 and doc[phrase.head + 1].is_lower  # not `X critique Airbus`
    before = doc[m.start - 1] if m.start else None
    if before is not None and (before.pos_ in ("VERB", "AUX") or before.lower_ in office_words("of")):
        return None  # `nommer le frère de Luc Roy chef de la police`
    if m.end - m.start < 2 or not told or phrase.plural:
        return None
    closed = end >= last or doc[end].text in CLOSING or doc[end].pos_ in (*MISSING_COMMA, "CCONJ")
    return Held(rule=rule_of("apposition"), holders=[m]) if closed else None


def _closed(doc: Doc, phrase: OfficePhrase, m: Mention, ix: Index, at: int, first: int, last: int) -> bool:
    """Does a determined apposition say more than a title, and end like one?"""
    end = bracket_end(doc, phrase.end)
    nxt = doc[end] if end < last else None
    one = doc[at].lower_ in office_words("indefinite")
    settled = nxt is not None and one and "Past" in nxt.morph.get("Tense", []) and nxt.pos_ == "VERB"
    related = nxt is not None and (nxt.lower_ in office_words("relative") or settled)  # `, un berger installé à Lens,`
    # `le club et Luc Roy, son président,`, `Me Luc Roy, l'un de ses avocats,`
    its = any(doc.lowered[k] in office_words("possessive", "possessive-of-many") for k in (at, phrase.start - 1))
    if not (its or phrase.chunks or phrase.adjectives or phrase.former or (one and related)):
        fronted = m.start == first + 1 and doc[first].pos_ == "ADP"  # `Selon Anne Roy, la ministre, qui ment, …`
        return (
            not fronted and doc.lowered[at] in words("definite") and _between_marks(doc, phrase, m, ix, at, end, last)
        )
    if nxt is None or nxt.text in CLOSING or related or nxt.pos_ == "ADP" or is_dash(doc, end):
        return True
    if nxt.lower_ in office_words("coordinator") and end + 2 < last:
        further = end + 1 + (doc.lowered[end + 1] in office_words("former", "new-or-present"))
        if office_phrase(doc, further, ix) is not None:
            return True  # `…, un des chefs du parti et candidat à …`, `…, le maire de Lens et ancien ministre, …`
    if nxt.lower_ in speech_words("opening-mark") and nxt.text not in CLOSING and end + 1 < last:
        return doc[end + 1].pos_ not in MISSING_COMMA  # `Selon Luc Roy, le maire de Dinan « la rue est sûre »`
    # `Luc Roy, le maire de Dinan a refusé`: without its second comma only where the name opens the sentence
    return nxt.pos_ in MISSING_COMMA and m.start == first and m.end - m.start > 1 and not one


def _between_marks(doc: Doc, phrase: OfficePhrase, m: Mention, ix: Index, at: int, end: int, last: int) -> bool:
    """Is a bare title with its article between a name and a mark what that is, no member of a list?

    `dit Luc Roy, le maire, à la radio`, not `Luc Roy, le maire, le préfet et la juge`
    """
    masculine = doc.lowered[at] in identity_words("masculine") and m.gender == "f"
    if phrase.plural or masculine or at + 1 < phrase.start:
        return False
    if end >= last or doc[end].text in ".;:)!?»":
        joined = doc.lowered[m.start - 1] in office_words("coordinator") and doc[m.start - 2].text != ","
        return doc[m.start - 1].text != "," and not joined
    if doc[end].text != "," or end + 1 >= last:
        return False
    if doc.lowered[end + 1] in office_words("coordinator"):
        return end + 2 in ix.people_at  # `Luc Roy, le maire, et Anne Blin, la préfète`
    return doc[end + 1].pos_ not in ("DET", "NOUN", "PROPN", "NUM") and end + 1 not in ix.people_at


def _name_before(doc: Doc, at: int, ix: Index, first: int) -> Mention | None:
    """The name that ends right before token `at`, over a bracket (`(PS)`) and an age (`, 54 ans`)."""
    woman = False
    while at > first:
        if at in ix.people_to:
            m = ix.people_to[at]
            if m.end - m.start > 1 or not _origin(doc, m.start, first):
                return None if woman and m.gender == "m" else m  # `Luc Roy, sa sœur, directrice du port, …`
            at = m.start - 2
            continue
        place = next((k for k in range(at - 1, max(first, at - ORIGIN) - 1, -1) if k in ix.names_at), None)
        if place is not None and ix.names_at[place].end == at and _origin(doc, place, first):
            at = place - 2
            continue
        if doc[at - 1].text == ")":
            at = next((k for k in range(at - 2, max(first, at - 9), -1) if doc[k].text == "("), first)
        elif doc[at - 1].lower_ in office_words("age") and at - 3 > first and doc[at - 3].text == ",":
            at -= 3
        elif (told := _described(doc, at, first)) < at:
            sister = doc.lowered[told + 1] in identity_words("feminine")
            at, woman = told, woman or sister
        else:
            return None
    return None


def _described(doc: Doc, at: int, first: int) -> int:
    """The comma before `, un Ivoirien de 53 ans` that ends at `at`, or `at`."""
    if (before := _told_between(doc, at, first)) < at:
        return before
    if doc[at - 1].lower_ not in office_words("age") and doc[at - 1].lower_ not in demonyms():
        return at
    for k in range(at - 1, max(first, at - ORIGIN - 1), -1):
        if doc[k].text == ",":
            return k if doc[k + 1].lower_ in office_words("indefinite", "singular-article") else at
        if doc[k].pos_ not in ("NOUN", "ADJ", "PROPN", "ADP", "NUM", "DET", "X"):
            break
    return at


def _told_between(doc: Doc, at: int, first: int) -> int:
    """The comma before `, son biographe` or `, né à Lens en 1960` that ends at `at`, or `at`."""
    for k in range(at - 1, max(first, at - TOLD) - 1, -1):
        if doc[k].text == ",":
            opening = doc.lowered[k + 1]
            bond = opening in office_words("possessive") and at - k <= BOND
            return k if bond or opening in office_words("life") else at
        if doc[k].is_punct or (k + 1 < at and doc[k].pos_ in MISSING_COMMA and doc[k - 1].text != ","):
            break
    return at


def _origin(doc: Doc, start: int, first: int) -> bool:
    """Does `, de` or `, à` lead to the name at `start` (`Luc Roy, de Delle, président du club`)?"""
    if start - 2 <= first or doc[start - 2].text != ",":
        return False
    found = preposition(doc, start - 1)
    return found is not None and found.end == start and found.lemma in office_words("origin")
