"""Office phrase → who holds the office: a name beside it, or the person whom a verb joins to it.

Tried in this order: name right after (`le maire Luc Roy`), name after a comma, apposition after a name, brackets,
coordination with another office, then the frames of verbs (`frames`).
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import participles
from kgextract.nlp.layers import Role
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.roles.appositions import (
    Held,
    apposition,
    rule_of,
)
from kgextract.nlp.roles.behind_comma import comma_name, gives_its_name, inner_name, one_called
from kgextract.nlp.roles.coordinated import coordinated, described
from kgextract.nlp.roles.frames import joined, locution_before
from kgextract.nlp.roles.fronted import fronted
from kgextract.nlp.roles.gapped import gapped
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.roles.modifiers import lead, one_of
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.own_complements import alternating
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import apart_from, bracket_end, listed, named_before
from kgextract.nlp.roles.verbless import verbless
from kgextract.tables.names import not_names
from kgextract.tables.roles import office_words


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
    if doc.lowered[phrase.head] in office_words("figure-one-of") and one_of(doc, phrase.start - 1) is not None:
        return None  # `il fut l'un des artisans de la paix`
    around = doc.lowered[max(phrase.start - 1, 0) : phrase.head]
    if not office_words("fake").isdisjoint((*around, *phrase.adjectives)):
        return None  # `le faux préfet Luc Roy`
    named = phrase.start in ix.people_to and phrase.end > phrase.head + 1  # `Luc Roy adjoint au maire`
    if not named and _adjectival(doc, phrase):
        return None
    if not nested and (pairs := alternating(doc, phrase, ix)):
        people, lands = [m for m, _ in pairs], [of for _, of in pairs]
        return Held(rule=rule_of("before-name"), holders=people, end=phrase.base_end, of=lands)
    before = _before_name(doc, phrase, ix, full=phrase.row.lemma.startswith("*"))
    if before and nested and lead(doc, phrase, first) == phrase.start:
        return None  # an adjective of the outer phrase: `du parti communiste Luc Roy`
    if before and not nested and (held := _behind_two_names(doc, phrase, before, ix, first, last)) is not None:
        return held
    if before and not nested and phrase.chunks and lead(doc, phrase, first) == phrase.start:
        whole = replace(phrase, end=before.holders[-1].end, base_end=phrase.base_end)
        known = apposition(doc, whole, ix, first, last, roles) or coordinated(doc, whole, roles, first, last)
        if known is not None and not phrase.nested:
            phrase.end = whole.end  # `Anne Roy, directrice du musée Jean Blin, …`
            return known
    if before or nested:
        return before or (inner_name(doc, phrase, ix, first, last) if inner else None)
    if (held := gapped(doc, phrase, ix, roles, first)) is not None:
        return held
    if phrase.row.lemma.startswith("*"):
        held = apposition(doc, phrase, ix, first, last, roles) or one_called(doc, phrase, ix, first, last)
        return held or coordinated(doc, phrase, roles, first, last)
    if phrase.row.needs_complement and not (_completed(phrase, ix) or _ones_own(doc, phrase)):
        return None
    after = apposition(doc, phrase, ix, first, last, roles)
    bare = lead(doc, phrase, first) == phrase.start
    if bare and after is None and doc.lowered[phrase.start - 1] in office_words("coordinator"):
        shared = coordinated(doc, phrase, roles, first, last)  # `Anne Roy, actrice et chanteuse, Luc Blin, …`
        shared = shared or described(doc, phrase, ix, first)
        if shared is not None:
            return shared
    comma = None if gives_its_name(doc, phrase, ix, first, last) else comma_name(doc, phrase, ix, first, last)
    listed_so = not bare and after is not None and comma is not None and _told_in_turn(doc, phrase, comma, ix)
    if comma is not None and bare and (earlier := _named_for_it(doc, phrase, ix, first, last)) is not None:
        return earlier
    tries = (after if bare or phrase.inner or listed_so else None, comma, after)
    held = next((h for h in tries if h is not None), None) or coordinated(doc, phrase, roles, first, last)
    if held is not None:
        return held
    found = joined(doc, phrase, ix, first, last)
    if found is None:
        return fronted(doc, phrase, ix, first, last) or verbless(doc, phrase, ix, roles, first, last)
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


def _named_for_it(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """`Luc Roy, préfet du Nord, désigné en qualité de préfet du Var, | Anne Blin, …`: who was named before it."""
    verb = locution_before(doc, phrase.start, first)[1] - 1
    if verb <= first or doc[verb - 1].text != "," or doc.lowered[verb] not in participles():
        return None
    found = joined(doc, phrase, ix, first, last)
    gender = "f" if "Fem" in doc[verb].morph.get("Gender", []) else "m"
    fits = [m for m in found.holders if m.end < verb and m.gender in (None, gender)] if found is not None else []
    before = found is not None and bool(fits) and fits == found.holders
    return Held(rule=found.rule, holders=found.holders, factuality=found.factuality) if found and before else None


def _told_in_turn(doc: Doc, phrase: OfficePhrase, comma: Held, ix: Index) -> bool:
    """`Luc Roy, le maire de Lens, | Anne Blin, la préfète, et …`: has the name behind an office one of its own?"""
    m = comma.holders[-1]
    if m.end + 2 >= len(doc) or doc[m.end].text != "," or doc[phrase.end].text != ",":
        return False
    at = m.end + 1
    if doc.lowered[at] not in office_words("singular-article"):
        return False
    found = next((p for k in (at + 1, at + 2, at + 3) if k < len(doc) and (p := office_phrase(doc, k, ix))), None)
    return found is not None and lead(doc, found, at) == at


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


def _before_name(doc: Doc, phrase: OfficePhrase, ix: Index, *, full: bool) -> Held | None:
    at = phrase.end
    if at not in ix.people_at:
        closed = bracket_end(doc, at)
        at = closed if closed in ix.people_at else at
    m = ix.people_at.get(at)
    if m is None or (full and m.end - m.start < 2):
        return None
    verbal = doc.lowered[phrase.head] in office_words("verb-too") or doc[phrase.start - 1].text != ","
    if verbal and phrase.end == phrase.head_end and doc[phrase.head].text.islower() and _after_stop(doc, phrase.start):
        return None  # `», juge Mme Roy` is a verb
    if phrase.start > 1 and doc[phrase.start - 1].lower_ in office_words("contracted-article"):
        if doc.lowered[phrase.start - 2] in not_names("street-or-school"):
            return None  # `la rue du Général Morel`
    if _addressed(doc, phrase):
        return None  # `a dit à un correspondant de l'AFP Luc Roy, préfet du Nord`
    holders = listed(doc, m, ix) if phrase.plural else [m]
    if phrase.plural and len(holders) < 2:
        return None
    return Held(rule=rule_of("before-name"), holders=holders, end=apart_from(doc, phrase, holders, ix))


def _behind_two_names(doc: Doc, phrase: OfficePhrase, before: Held, ix: Index, first: int, last: int) -> Held | None:
    """`Le directeur de la maison Anne Blin, | Luc Roy, est parti`: the first name is that of what the office is of."""
    at, end = lead(doc, phrase, first), before.holders[0].end
    led = at == phrase.start or preposition(doc, at) is not None or (at > first and doc[at - 1].pos_ == "ADP")
    if led or phrase.plural or not phrase.chunks or end + 1 >= last or doc[end].text != ",":
        return None
    holder = ix.people_at.get(end + 1)
    close = bracket_end(doc, holder.end) if holder is not None else last
    if holder is None or close + 1 >= last or doc[close].text != ",":
        return None
    verb = doc[close + 1].morph
    if "Fin" not in verb.get("VerbForm", []) or "Plur" in verb.get("Number", []):
        return None
    phrase.end = end
    return Held(rule=rule_of("comma-name"), holders=[holder])


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
