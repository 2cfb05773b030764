"""Office phrase → who holds the office: a name beside it, or the person whom a verb joins to it.

Tried in this order: name right after (`le maire Luc Roy`), name after a comma, apposition after a name, brackets,
coordination with another office, then the frames of verbs (`frames`).
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_inhabitant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Role
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.roles.appositions import (
    CLOSING,
    MISSING_COMMA,
    Held,
    apposition,
    of_a_woman,
    rule_of,
)
from kgextract.nlp.roles.coordinated import coordinated, over_date
from kgextract.nlp.roles.frames import joined
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.offices import aged_end, office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import bracket_end, listed, named_before
from kgextract.tables.names import not_names
from kgextract.tables.roles import countries, office_words

DASHES = ("–", "—")
BETWEEN = 16  # tokens between the commas behind a subject
CALLED = 6  # tokens between an office and the name
PARTICIPLE = 8  # words of a participle with its complement
AREA = 5  # words of where an office is held


def holding(
    doc: Doc,
    phrase: OfficePhrase,
    ix: Index,
    roles: list[Role],
    first: int,
    last: int,
    *,
    nested: bool = False,
    inner: bool = False,
) -> Held | None:
    """The holders of an office phrase inside the unit's tokens [first, last), or None.

    A phrase nested in another one (`la porte-parole du préfet`) has its name right after it, or behind a comma where
    the other one is known to be that of somebody else (`inner`: `Luc Roy, conseiller du préfet, Paul Blin`).
    """
    if phrase.row.lemma in office_words("mutual") and doc.lowered[phrase.start - 1] in office_words("possessive"):
        return None
    if phrase.row.lemma in office_words("colour") and not phrase.chunks:
        return None  # `le conservateur Luc Roy`, not of a museum
    if _adjectival(doc, phrase):
        return None
    before = _before_name(doc, phrase, ix, full=phrase.row.lemma.startswith("*"))
    if before and nested and lead(doc, phrase, first) == phrase.start:
        return None  # an adjective of the outer phrase: `du parti communiste Luc Roy`
    if before and not nested and phrase.chunks and lead(doc, phrase, first) == phrase.start:
        whole = replace(phrase, end=before.holders[-1].end, base_end=phrase.base_end)
        known = apposition(doc, whole, ix, first, last, roles) or coordinated(doc, whole, roles, first, last)
        if known is not None and not phrase.nested:
            phrase.end = whole.end  # `Anne Roy, directrice du musée Jean Blin, …`
            return known
    if before or nested:
        return before or (_inner_name(doc, phrase, ix, first, last) if inner else None)
    if phrase.row.lemma.startswith("*"):
        held = apposition(doc, phrase, ix, first, last, roles) or _one_called(doc, phrase, ix, first, last)
        return held or coordinated(doc, phrase, roles, first, last)
    if phrase.row.needs_complement and not (_completed(phrase, ix) or _ones_own(doc, phrase)):
        return None
    after = apposition(doc, phrase, ix, first, last, roles)
    bare = lead(doc, phrase, first) == phrase.start
    comma = None if _gives_its_name(doc, phrase, ix, first, last) else _comma_name(doc, phrase, ix, first, last)
    tries = (after if bare or phrase.inner else None, comma, after)
    held = next((h for h in tries if h is not None), None) or coordinated(doc, phrase, roles, first, last)
    if held is not None:
        return held
    found = joined(doc, phrase, ix, first, last)
    if found is None:
        return _fronted(doc, phrase, ix, first, last)
    if phrase.plural and len(found.holders) == 1:
        found = replace(found, holders=[*named_before(doc, found.holders[0], ix), found.holders[0]])
        if len(found.holders) == 1 and not found.holders[0].plural:
            return None  # `deux membres de son parti, Luc Roy en tête, sont nommés ministres`
    return Held(
        rule=found.rule,
        holders=found.holders,
        factuality=found.factuality,
        former=found.former,
        pronoun=found.pronoun,
    )


def _completed(phrase: OfficePhrase, ix: Index) -> bool:
    """Does a word that is too common alone have a complement of its own (not `élu dès le premier tour`)?"""
    own = phrase.row.prepositions
    if phrase.row.lemma in office_words("in-a-body"):
        named = (n for n, (lemma, k, _) in enumerate(phrase.chunks) if k in ix.names_at or k in ix.bodies_at)
        return any(n > 0 or phrase.chunks[n][0] in own for n in named)  # `chargée du climat de l'ONU`
    if phrase.row.lemma in office_words("in-a-race") and phrase.chunks[:1]:
        return phrase.chunks[0][0] in (*own, *office_words("sphere-or-place"))  # `candidat à la présidence`
    return phrase.base_end > phrase.head_end or any(not own or lemma in own for lemma, _, _ in phrase.chunks)


def _ones_own(doc: Doc, phrase: OfficePhrase) -> bool:
    """`sa numéro deux, Anne Roy`, `son nouveau patron, Luc Roy`: one, with a possessive."""
    at = phrase.start - 1 - (phrase.start > 1 and doc[phrase.start - 1].pos_ == "ADJ")
    owned = at >= 0 and doc.lowered[at] in office_words("possessive")
    return owned and not phrase.plural and doc.lowered[phrase.head] not in office_words("participle-too")


# --- a name right after


def _before_name(doc: Doc, phrase: OfficePhrase, ix: Index, *, full: bool = False) -> Held | None:
    at = phrase.end
    if at not in ix.people_at:
        closed = bracket_end(doc, at)
        at = closed if closed in ix.people_at else at
    m = ix.people_at.get(at)
    if m is None or (full and m.end - m.start < 2):
        return None
    if phrase.end == phrase.head_end and doc[phrase.head].text.islower() and _after_stop(doc, phrase.start):
        return None  # `», juge Mme Roy` is a verb
    if _addressed(doc, phrase):
        return None  # `a dit à un correspondant de l'AFP Luc Roy, préfet du Nord`
    holders = listed(doc, m, ix) if phrase.plural else [m]
    if phrase.plural and len(holders) < 2:
        return None
    apart = doc[holders[-1].start - 1].pos_ == "ADJ"  # `les présidents russe A et français B`
    return Held(rule=rule_of("before-name"), holders=holders, end=phrase.head_end if apart and phrase.plural else None)


def _adjectival(doc: Doc, phrase: OfficePhrase) -> bool:
    """`le souci principal de l'art Roman`, `la famille fondatrice Blin`: said of the thing or body before."""
    at = phrase.start - 1
    joined_to = at > 1 and doc.lowered[at] in office_words("coordinator") and doc[at - 1].pos_ == "ADJ"
    if joined_to and doc[phrase.head].pos_ == "ADJ" and not phrase.chunks:
        at -= 2  # `l'Institut agronomique et vétérinaire Hassan II`
    if at < 0 or doc[at].pos_ not in ("NOUN", "PROPN") or phrase.start != phrase.head:
        return False
    modifier = doc[phrase.head].pos_ == "ADJ" and doc.lowered[phrase.head] in office_words("modifier")
    if not modifier and head_class(doc.lowered[at]) is None and doc.lowered[at] not in not_names("family"):
        return False
    return office_head(doc, at) is None and calling(doc, at) is None


def _addressed(doc: Doc, phrase: OfficePhrase) -> bool:
    """An indefinite somebody behind a preposition."""
    at = phrase.start - 1
    return at > 0 and doc.lowered[at] in office_words("indefinite") and doc[at - 1].pos_ == "ADP"


def _after_stop(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].is_punct


# --- a name after a comma


def _comma_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    at = phrase.end
    if (
        phrase.start > first
        and doc.lowered[first] in office_words("condition")
        and lead(doc, phrase, first) == phrase.start
    ):
        return None  # `Si elle est élue présidente, Anne Roy …`
    if _of_kin(doc, phrase, first) or _attributive(doc, phrase, first):
        return None  # `la veuve du président, Anne Roy`
    if at + 1 in ix.people_at and doc[at].text == "(" and not phrase.plural:
        return Held(rule=rule_of("comma-name"), holders=[ix.people_at[at + 1]])
    at = aged_end(doc, over_date(doc, bracket_end(doc, at)))
    if at < last and doc[at].text != ",":
        at = _over_participle(doc, _over_area(doc, at), last)
    if at >= last or doc[at].text not in (",", *DASHES):
        return _called(doc, phrase, ix, at, first, last)
    at = _over_site(doc, at, ix, last)
    start = _name_start(doc, at + 1, ix, last)
    if start is None:
        return None
    m = ix.people_at[start]
    holders = listed(doc, m, ix) if phrase.plural else [m]
    if phrase.plural and (len(holders) < 2 or _counted(doc, phrase, first)):
        return None
    end = bracket_end(doc, holders[-1].end)
    if doc[at].text in DASHES and (end >= last or doc[end].text not in DASHES):
        return None
    if start > at + 1 and not phrase.plural and end < last and doc.lowered[end] in office_words("coordinator"):
        return None  # `Le maire, l'ancien ministre Luc Roy et le préfet`
    if (
        end < last
        and _governed(doc, phrase, first)
        and (doc[end].text not in CLOSING or _subject_itself(doc, phrase, end, first, last))
    ):
        return None  # `Pour le ministre, Paul Roy a menti`, `À l'instar de son chef, Paul Roy nie`
    if end < last and not (doc[end].text in CLOSING or doc[end].pos_ in (*MISSING_COMMA, "PRON", "CCONJ", "ADV")):
        return None
    return Held(rule=rule_of("comma-name"), holders=holders)


def _over_site(doc: Doc, comma: int, ix: Index, last: int) -> int:
    """The comma behind where a body is (`professeur à l'université Drexel, aux États-Unis, | Loïc Roy`), or `comma`."""
    link = preposition(doc, comma + 1) if comma + 2 < last and doc[comma].text == "," else None
    if link is None or link.lemma not in office_words("site"):
        return comma
    at = link.end + (not link.contracted and doc.lowered[link.end] in office_words("singular-article"))
    place = ix.names_at.get(at)
    closed = place is not None and place.end < last and doc[place.end].text == ","
    return place.end if place is not None and closed and ix.people_at.get(place.end + 1) else comma


def _gives_its_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> bool:
    """`Anne Roy est conseillère du préfet, Luc Blin`: is the name behind the comma that of the office inside?"""
    inner, at = phrase.inner, lead(doc, phrase, first)
    if inner is None or inner.end != phrase.end or at == inner.start:
        return False
    if at < phrase.start:
        return at > first and bool(set(infinitives(doc[at - 1])) & office_words("copula"))
    if at > first or phrase.end + 1 not in ix.people_at:
        return at > first and doc[inner.start - 1].lower_ in office_words("definite")
    end = ix.people_at[phrase.end + 1].end  # `Conseiller du préfet, Luc Blin, Anne Roy …`
    return (
        end + 1 < last
        and doc[end].text == ","
        and (end + 1 in ix.people_at or doc.lowered[end + 1] in office_words("pronoun"))
    )


def _inner_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """The name behind a comma of an office inside another one, where no list goes on behind it."""
    if lead(doc, phrase, first) == phrase.start or phrase.end + 1 not in ix.people_at:
        return None
    end = bracket_end(doc, ix.people_at[phrase.end + 1].end)
    if end + 1 < last and doc[end].text == ",":
        opens = not any(k in ix.people_at for k in range(first, phrase.start))
        further = (end + 1 in ix.people_at and not opens) or office_phrase(doc, end + 1, ix) is not None
        if further:
            return None  # `…, Luc Roy, conseiller du préfet, Paul Blin, maire de Lens, et …`
    elif end < last and doc[end].text not in CLOSING:
        return None
    if of_a_woman(doc, phrase, lead(doc, phrase, first), ix.people_at[phrase.end + 1]):
        return None
    return _comma_name(doc, phrase, ix, first, last)


def _subject_itself(doc: Doc, phrase: OfficePhrase, end: int, first: int, last: int) -> bool:
    """`Sur proposition du ministre, Anne Roy, juge à Lens, est nommée …`: behind what opens the sentence, a name that
    ends at `end`, with something between two commas and a verb behind it, is the subject."""
    if doc[end].text != "," or any(doc[k].pos_ in MISSING_COMMA for k in range(first, phrase.start)):
        return False
    for k in range(end + 1, min(end + BETWEEN, last - 1)):
        if doc[k].text == ",":
            return "Fin" in doc[k + 1].morph.get("VerbForm", []) and doc[k + 1].pos_ in MISSING_COMMA
        if doc[k].pos_ in MISSING_COMMA and "Fin" in doc[k].morph.get("VerbForm", []):
            break
    return False


def _one_called(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """`une vendeuse de fruits de 26 ans, Anne Roy,`: a calling of the open class, with its full name behind."""
    if doc.lowered[phrase.start - 1] not in office_words("indefinite") or phrase.start <= first:
        return None
    held = _comma_name(doc, phrase, ix, first, last)
    return held if held is not None and held.holders and held.holders[0].end - held.holders[0].start > 1 else None


def _called(doc: Doc, phrase: OfficePhrase, ix: Index, at: int, first: int, last: int) -> Held | None:
    """`Le directeur du port s'appelle Luc Roy`, `… n'est autre que Luc Roy`."""
    start = next((k for k in range(at + 1, min(at + CALLED, last)) if k in ix.people_at), None)
    if start is None or phrase.plural:
        return None
    titled = doc[at].pos_ == "AUX" and _name_start(doc, at + 1, ix, last) == start  # `… est l'ex-ministre Luc Roy`
    if doc.between(at, at + 1 if titled else start).lower() not in office_words("is-called"):
        return None
    before = max(lead(doc, phrase, first), 0)
    if doc[at].pos_ == "AUX":  # `Le président du jury est Luc Roy`, but `Le frère du président est Luc Roy`
        end = ix.people_at[start].end
        if doc.lowered[before] not in office_words("singular-article", "possessive") or _governed(doc, phrase, first):
            return None
        if end < last and doc[end].text not in CLOSING and doc[end].pos_ != "ADP":
            return None
    return Held(rule=rule_of("comma-name"), holders=[ix.people_at[start]])


def _counted(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """`Deux élus, Luc Roy et Anne Blin, …`: so many of them, a group with its members."""
    at = lead(doc, phrase, first)
    if at < phrase.start and doc.lowered[at] in office_words("definite"):
        return False
    numbered = phrase.start > first and doc[phrase.start - 1].pos_ == "NUM"
    return numbered or (doc[at].pos_ == "DET" and doc.lowered[at] in office_words("indefinite-plural"))


def _fronted(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """`Ancien ministre de la Santé, il a …`: a bare office that opens the sentence is that of the pronoun."""
    at = over_date(doc, bracket_end(doc, phrase.end))
    if phrase.start != first or phrase.plural or at + 1 >= last:
        return None
    if doc[at].text == ":" and at + 1 in ix.people_at:  # `Capitaine de l'équipe : Luc Roy, 32 ans`
        m = ix.people_at[at + 1]
        closed = m.end >= last or doc[m.end].text in CLOSING or doc[m.end].text == "("
        return Held(rule=rule_of("comma-name"), holders=[m]) if closed else None
    if doc[at].text != ",":
        return None
    if phrase.inner is not None and at + 1 in ix.people_at:  # `Conseiller du préfet, Luc Blin, Anne Roy a …`
        at = ix.people_at[at + 1].end
        if at + 1 < last and doc[at].text == "," and at + 1 in ix.people_at:
            return Held(rule=rule_of("comma-name"), holders=[ix.people_at[at + 1]])
    if at + 1 >= last or doc[at + 1].lower_ not in office_words("pronoun"):
        return None
    return Held(rule=rule_of("apposition"), holders=[], pronoun=at + 1)


def _over_area(doc: Doc, at: int) -> int:
    """The comma behind where or for what an office is held (`le porte-parole du club dans la région, …`), or `at`."""
    link = preposition(doc, at)
    held = link is not None and link.lemma in office_words("area-of-office")
    phrase = noun_phrase(doc, link.end - link.contracted) if link is not None and held else None
    if phrase is None or phrase.end - at > AREA or phrase.end >= len(doc) or doc[phrase.end].text != ",":
        return at
    return phrase.end


def _over_participle(doc: Doc, at: int, last: int) -> int:
    """The comma after a participle with its complement (`le ministre nommé par le roi, Luc Roy, …`), or `at`."""
    if "Part" not in doc[at].morph.get("VerbForm", []) or "Past" not in doc[at].morph.get("Tense", []):
        return at
    if at + 1 >= last or doc[at + 1].pos_ not in ("ADP", "ADV"):
        return at  # `Le boxeur décrit son frère, Luc Roy, …`
    for k in range(at + 1, min(at + PARTICIPLE, last)):
        if doc[k].text == ",":
            return k
        if doc[k].pos_ in (*MISSING_COMMA, "PUNCT", "PRON"):
            break
    return at


def _of_kin(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """Is the phrase the complement of a noun that stands for somebody else?"""
    at = lead(doc, phrase, first)
    return any(doc[k].lower_ in office_words("kin") for k in range(max(first, at - 2), at)) and (
        doc[at].lower_ in office_words("determiner")
    )


def _attributive(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """Is the head an adjective of the noun before it (`la direction générale`, `l'intervention militaire`)?"""
    at = phrase.start
    return at > first and lead(doc, phrase, first) == at and doc[at - 1].pos_ == "NOUN" and phrase.start == phrase.head


def _name_start(doc: Doc, at: int, ix: Index, last: int) -> int | None:
    """Where the name starts after a comma, over a second title (`M. le juge Luc Roy`)."""
    for k in range(at, min(at + 4, last)):
        if k in ix.people_at:
            return k
        if doc[k].lower_ in office_words("possessive"):
            return None  # `le maire, son adjoint Luc Roy et …`
        if doc[k].lower_ in office_words("determiner") or doc[k].lower_ in office_words("civility"):
            continue
        from_there = k + 1 in ix.people_at and (doc[k].lower_ in countries() or is_inhabitant(doc, k))
        if from_there or (k > at and k + 1 in ix.people_at and _describes(doc, k)):
            continue  # `, le Gambien Omar Roy,`, `, la péquiste Anne Roy`
        if k > at and doc[k].lower_ in office_words("former"):
            continue  # `Son entraîneur, l'ancien coureur Luc Roy,`
        title = office_phrase(doc, k, ix)
        if title is None or title.end not in ix.people_at:
            return None
        return title.end if k > at or title.end == title.head_end else None  # `, capitaine Luc Roy,`
    return None


def _describes(doc: Doc, k: int) -> bool:
    """Is the word behind an article one that says what somebody is?"""
    return doc[k].pos_ in ("NOUN", "ADJ") and doc[k].text.islower() and doc[k - 1].pos_ == "DET"


def _governed(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """Does a preposition stand before the determined phrase?"""
    at = lead(doc, phrase, first)
    if at < phrase.start and preposition(doc, at) is not None:
        return True  # `au maire`
    return at > first and doc[at - 1].pos_ == "ADP"


# --- coordination with another office
