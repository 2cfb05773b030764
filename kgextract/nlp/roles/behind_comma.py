"""Office phrase → the name behind a comma, a dash or `s'appelle` that holds it: `La directrice du port, Anne Roy, …`.

Ages, dates, areas, participles and a second title may stand between (`docteur X`).
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_inhabitant, other_name
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import is_led_otherwise, preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.quantities import small_numbers
from kgextract.nlp.roles.appositions import CLOSING, MISSING_COMMA, Held, of_a_woman, rule_of
from kgextract.nlp.roles.complements import aged_end
from kgextract.nlp.roles.coordinated import over_time
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import apart_from, bracket_end, listed
from kgextract.tables.identity import identity_words
from kgextract.tables.roles import countries, office_words

DASHES = ("–", "—")
BETWEEN = 16  # tokens between the commas behind a subject
CALLED = 6  # tokens between an office and the name
PARTICIPLE = 8  # words of a participle with its complement
AREA = 5  # words of where an office is held
DESCRIBED = 3  # words for what somebody is, behind an article


def comma_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """The name behind a comma, a dash or in brackets, over what may stand between; None where it is somebody else's."""
    at = phrase.end
    before = ix.people_to.get(phrase.start)
    if before is not None and before.end - before.start > 1:
        return None  # `Étaient là Luc Roy conseiller régional, Anne Blin …`: a list
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
    at = aged_end(doc, over_time(doc, bracket_end(doc, at)))
    if at < last and doc[at].text != ",":
        at = _over_participle(doc, _over_area(doc, at), last)
    if at >= last or doc[at].text not in (",", *DASHES):
        return _called(doc, phrase, ix, at, first, last)
    at = _over_body(doc, _over_site(doc, at, ix, last), phrase, ix, last)
    start = _name_start(doc, at + 1, ix, last)
    if start is None:
        return None
    m = ix.people_at[start]
    if of_a_woman(doc, phrase, lead(doc, phrase, first), m):
        return None  # `La ministre du Travail, Luc Roy à ses côtés, …`
    holders = listed(doc, m, ix) if phrase.plural else [m]
    if phrase.plural and (len(holders) < 2 or _counted(doc, phrase, first)):
        return None
    if not phrase.plural and _as_many(doc, phrase) == len(listed(doc, m, ix)) > 1:
        return None  # `le père de deux filles, Anne et Lise`
    end = _over_other_name(doc, bracket_end(doc, holders[-1].end), ix)
    if doc[at].text in DASHES and (end >= last or doc[end].text not in DASHES):
        return None
    if start > at + 1 and not phrase.plural and end < last and doc.lowered[end] in office_words("coordinator"):
        return None  # `Le maire, l'ancien ministre Luc Roy et le préfet`
    if (
        end < last
        and _governed(doc, phrase, first)
        and not _goes_on(doc, end)
        and (doc[end].text not in CLOSING or _subject_itself(doc, phrase, end, first, last))
    ):
        return None  # `Pour le ministre, Paul Roy a menti`, `À l'instar de son chef, Paul Roy nie`
    if end < last and doc[end].text not in CLOSING and not phrase.plural and _of_what_opens(doc, phrase, first):
        return None
    if end < last and doc[end].text not in CLOSING and _becomes(doc, phrase, first):
        return None
    open_ = end < last and doc[end].text not in CLOSING
    if open_ and doc[end].pos_ not in (*MISSING_COMMA, "PRON", "CCONJ", "ADV") and not is_led_otherwise(doc, end):
        return None
    return Held(rule=rule_of("comma-name"), holders=holders, end=apart_from(doc, phrase, holders, ix))


def _as_many(doc: Doc, phrase: OfficePhrase) -> int:
    """How many the complement of an office counts (`père de deux filles`), or 0."""
    counted = (doc.lowered[k] for k in range(phrase.head_end, phrase.end))
    return next((small_numbers()[word] for word in counted if word in small_numbers()), 0)


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether `et` and a preposition follow a name (`le procès de l'ancien ministre, Luc Roy | et de ses proches`)."""
    joined = doc.lowered[end] in office_words("coordinator") and end + 1 < len(doc)
    return joined and preposition(doc, end + 1) is not None


def _over_other_name(doc: Doc, i: int, ix: Index) -> int:
    """The token behind another name of the holder (`la ministre, Anne Roy épouse Blin`), or i."""
    start = other_name(doc, i) if i + 1 < len(doc) and doc[i].text != "," else None
    return ix.people_at[start].end if start in ix.people_at else i


def _of_what_opens(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """`Recevant le préfet, Luc Roy a promis`, `Pour saluer le préfet, …`, `Comme le préfet, …`: the name is the subject
    of the sentence, and no holder of an office that a verb without one, or `comme`, leads to."""
    at = lead(doc, phrase, first)
    if at == phrase.start or at == first:
        return False
    opens = next((k + 1 for k in range(at - 1, first, -1) if doc[k].is_punct), first)
    if in_ant(doc.lowered[opens]) and opens == at - 1:
        return True  # `Représentant le préfet`, where the model takes the participle for a noun
    verbs = [doc[k] for k in range(opens, at) if doc[k].pos_ in MISSING_COMMA]
    forms = {form for verb in verbs for form in verb.morph.get("VerbForm", [])}
    return (bool(forms) and "Fin" not in forms) or doc.lowered[first] in office_words("likened")


def _becomes(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """`Alors que Luc Blin veut être maire de Lens, | Luc Roy se tait`: an office without an article behind a copula."""
    if phrase.start <= first or lead(doc, phrase, first) < phrase.start:
        return False
    if any(doc.lowered[k] in office_words("pronoun") for k in range(first, phrase.start)):
        return False  # `Quand il est devenu maire de Lens, Luc Roy a vendu sa maison`
    return bool(set(infinitives(doc[phrase.start - 1])) & office_words("copula"))


def _over_site(doc: Doc, comma: int, ix: Index, last: int) -> int:
    """The comma behind where a body is (`professeur à l'université Drexel, aux États-Unis, | Loïc Roy`), or `comma`."""
    link = preposition(doc, comma + 1) if comma + 2 < last and doc[comma].text == "," else None
    if link is None or link.lemma not in office_words("site"):
        return comma
    at = link.end + (not link.contracted and doc.lowered[link.end] in office_words("singular-article"))
    place = ix.names_at.get(at)
    closed = place is not None and place.end < last and doc[place.end].text == ","
    return place.end if place is not None and closed and ix.people_at.get(place.end + 1) else comma


def _over_body(doc: Doc, comma: int, phrase: OfficePhrase, ix: Index, last: int) -> int:
    """The comma behind the name of a body that the office only describes, or `comma`.

    `la présidente de son parti, l'Union du Nord (UDN), | Anne Roy`
    """
    if comma != phrase.end or doc[comma].text != "," or head_class(doc.lowered[comma - 1]) is None:
        return comma
    at = comma + 1 + (doc.lowered[comma + 1] in office_words("definite"))
    body = ix.names_at.get(at)
    if body is None or body.type != "Organization" or at == comma + 1:
        return comma
    end = bracket_end(doc, body.end)
    return end if end + 1 < last and doc[end].text == "," and end + 1 in ix.people_at else comma


def gives_its_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> bool:
    """`Anne Roy est conseillère du préfet, Luc Blin`: is the name behind the comma that of the office inside?"""
    inner, at = phrase.inner, lead(doc, phrase, first)
    if inner is None or inner.end != phrase.end or at == inner.start:
        return False
    if (named := ix.people_at.get(phrase.end + 1)) is not None and _fits_inside_only(doc, at, inner.start - 1, named):
        return True
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


def _fits_inside_only(doc: Doc, outer: int, inner: int, m: Mention) -> bool:
    """`Le directeur de cabinet de la ministre des Sports, | Anne Roy`: by the articles, who of the two is named?"""
    outside, inside = (_gender_of_article(doc.lowered[k]) for k in (outer, inner))
    return m.gender is not None and inside == m.gender and outside not in (None, m.gender)


def _gender_of_article(word: str) -> str | None:
    if word in identity_words("feminine"):
        return "f"
    return "m" if word in identity_words("masculine") else None


def inner_name(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
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
    return comma_name(doc, phrase, ix, first, last)


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


def one_called(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """`une vendeuse de fruits de 26 ans, Anne Roy,`: a calling of the open class, with its full name behind."""
    if doc.lowered[phrase.start - 1] not in office_words("indefinite") or phrase.start <= first:
        return None
    held = comma_name(doc, phrase, ix, first, last)
    return held if held is not None and held.holders and held.holders[0].end - held.holders[0].start > 1 else None


def _called(doc: Doc, phrase: OfficePhrase, ix: Index, at: int, first: int, last: int) -> Held | None:
    """`Le directeur du port s'appelle Luc Roy`, `… n'est autre que Luc Roy`."""
    if doc.between(at, min(at + 3, last)).lower() in office_words("in-the-person"):
        link = preposition(doc, at + 3)
        behind = range(link.end, min(link.end + 2, last)) if link is not None else ()  # `du Fribourgeois | Luc Roy`
        named = next((k for k in behind if k in ix.people_at), None)
        return None if named is None else Held(rule=rule_of("comma-name"), holders=[ix.people_at[named]])
    start = next((k for k in range(at + 1, min(at + CALLED, last)) if k in ix.people_at), None)
    if start is None or phrase.plural:
        return None
    titled = doc[at].pos_ == "AUX" and _name_start(doc, at + 1, ix, last) == start  # `… est l'ex-ministre Luc Roy`
    if doc.between(at, at + 1 if titled else start).lower() not in office_words("is-called"):
        return None
    before = max(lead(doc, phrase, first), 0)
    if doc.lowered[before] in office_words("indefinite"):
        return None  # `En attendant un nouveau directeur, c'est Luc Roy qui …`
    if doc[at].pos_ == "AUX":  # `Le président du jury est Luc Roy`, but `Le frère du président est Luc Roy`
        end = ix.people_at[start].end
        if doc.lowered[before] not in office_words("singular-article", "possessive") or _governed(doc, phrase, first):
            return None
        if end < last and doc[end].text not in CLOSING and doc[end].pos_ != "ADP":
            return None
    return Held(rule=rule_of("comma-name"), holders=[ix.people_at[start]])


def _counted(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """`Deux élus, Luc Roy et Anne Blin, …`: a group with its members (not `les deux maires, A et B`)."""
    at = lead(doc, phrase, first)
    if at < phrase.start and doc.lowered[at] in office_words("definite"):
        return False
    numbered = phrase.start > first and doc[phrase.start - 1].pos_ == "NUM"
    all_ = numbered and phrase.start - 1 > first and doc.lowered[phrase.start - 2] in office_words("definite")
    if all_ and (phrase.row.cabinet or phrase.row.office in ("head", "represents", "member")):
        return False
    return numbered or (doc[at].pos_ == "DET" and doc.lowered[at] in office_words("indefinite-plural"))


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
    others = office_words("kin", "somebodys")
    return any(_bare_kin(doc[k].lower_) in others for k in range(max(first, at - 2), at)) and (
        doc[at].lower_ in office_words("determiner")
    )


def _bare_kin(word: str) -> str:
    """A word without `ex-` (`l'ex-épouse du maire`)."""
    return next((word[len(p) :] for p in office_words("former-prefix") if word.startswith(p)), word)


def _attributive(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """Is the head an adjective of the noun before it (`la direction générale`, `l'intervention militaire`)?"""
    at = phrase.start
    return at > first and lead(doc, phrase, first) == at and doc[at - 1].pos_ == "NOUN" and phrase.start == phrase.head


def _name_start(doc: Doc, at: int, ix: Index, last: int) -> int | None:
    """Where the name starts after a comma, over a second title (`M. le juge Luc Roy`)."""
    for k in range(at, min(at + 4, last)):
        if k in ix.people_at:
            return k
        civil = doc[k].lower_ in office_words("civility")
        his = doc[k].lower_ in office_words("possessive")
        if his and not (civil and doc[k + 1].lower_ in office_words("civility")):
            return None  # `le maire, son adjoint Luc Roy et …`, but `l'ambassadeur, Son Excellence Luc Roy`
        if civil or doc[k].lower_ in office_words("determiner"):
            continue
        from_there = k + 1 in ix.people_at and (doc[k].lower_ in countries() or is_inhabitant(doc, k))
        if from_there or (k > at and k + 1 in ix.people_at and _describes(doc, k)):
            continue  # `, le Gambien Omar Roy,`, `, la péquiste Anne Roy`
        if k > at and doc[k].lower_ in office_words("former"):
            continue  # `Son entraîneur, l'ancien coureur Luc Roy,`
        if k == at and k + 1 in ix.people_at and doc[k].lower_ in office_words("religious-title"):
            return k + 1  # `, sœur Anne Roy,`
        if k == at + 1 and (told := _described_as(doc, k, last)) in ix.people_at:
            return told  # `, la libérale danoise Anne Roy,`
        title = office_phrase(doc, k, ix)
        if title is None or title.end not in ix.people_at:
            return None
        return title.end if k > at or title.end == title.head_end else None  # `, capitaine Luc Roy,`
    return None


def _described_as(doc: Doc, k: int, last: int) -> int:
    """The token behind two or three small nouns and adjectives that follow an article at once, or k."""
    if doc.lowered[k - 1] not in office_words("singular-article"):
        return k
    end = next((n for n in range(k, min(k + DESCRIBED, last)) if doc[n].pos_ not in ("NOUN", "ADJ")), k + DESCRIBED)
    return end if end > k + 1 and all(doc[n].text.islower() for n in range(k, end)) else k


def _describes(doc: Doc, k: int) -> bool:
    """Is the word behind an article one that says what somebody is?"""
    return doc[k].pos_ in ("NOUN", "ADJ") and doc[k].text.islower() and doc[k - 1].pos_ == "DET"


def _governed(doc: Doc, phrase: OfficePhrase, first: int) -> bool:
    """Does a preposition stand before the determined phrase?"""
    at = lead(doc, phrase, first)
    if at < phrase.start and preposition(doc, at) is not None:
        return True  # `au maire`
    return at > first and doc[at - 1].pos_ == "ADP"
