"""A person's name of which some words are known → where it ends, which words are given and family name, the gender."""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import (
    is_capital,
    is_initial,
    is_name,
    joins_syllable,
    named,
    opens_sentence,
    over_article,
)
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.family_first import behind_capitals, family_first
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import feminine_civilities, given_name_gender, not_names, words
from kgextract.tables.roles import party_words

_LETTERS = 3  # of a party's acronym behind somebody's name
_FULL, _OFFICE = 2, 24  # words of a whole name; tokens back to the office of several people


def person(doc: Doc, start: int, end: int, *, rule: str, confidence: float) -> Mention:
    """The mention of a person with given name, family name and gender read from its words."""
    mention = named(doc, start, end, "Person", "Person", rule=rule, confidence=confidence)
    here = start
    while here < end - 1 and doc[here].lower_ in words("civility"):
        if doc[here].lower_ in feminine_civilities():
            mention.gender = "f"
        elif mention.gender is None:
            mention.gender = "m" if doc[here].lower_ in words("masculine-civility") else None
        here += 1
    given, family = _parts(doc, here, end)
    mention.given = doc.between(*given) if given else None
    mention.family = doc.between(*family) if family else None
    if mention.gender is None and given:
        mention.gender = given_name_gender().get(doc[given[0]].text) or given_name_gender().get(mention.given or "")
    return mention


def _parts(doc: Doc, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Token ranges of given and family name: family first where the first word is a known surname of that kind."""
    if end - start <= 1:
        if start > 0 and doc[start - 1].lower_ in words("civility"):
            return None, (start, end)
        return (None, (start, end)) if doc[start].text not in given_name_gender() else ((start, end), None)
    written = behind_capitals(doc, start) == end
    if written or (doc[start].text in family_first() and doc[start].text not in given_name_gender()):
        return (start + 1, end), (start, start + 1)
    here = start + 1
    while here < end - 1 and doc[here].text == "-":
        here += 2
    while here < end - 1 and doc[here].text in given_name_gender():
        here += 1
    if here >= end:
        return None, (start, end)
    return (start, here), (here, end)


def behind_office(doc: Doc, start: int) -> int:
    """`le ministre Ntsay Christian`: a name that the model passes over between the office and what it has found."""
    if start < 2 or doc[start - 1].pos_ != "PROPN" or not doc[start - 1].is_title or is_colour(doc, start - 1):
        return start
    return start - 1 if doc[start - 2].is_lower and doc[start - 2].lower_ in words("office-head") else start


def is_colour(doc: Doc, i: int) -> bool:
    """`la députée [Verte] Anne Roy`, `la [Verte] Anne Roy`: a political colour with a capital behind an office or an
    article.
    """
    if i < 1 or doc[i].lower_ not in party_words():
        return False
    if is_capital(doc[i]) and doc[i - 1].lower_ in words("plain-article"):
        return True
    return any(doc[k].lower_ in words("party-bearer") for k in (i - 1, i - 2) if k == i - 1 or doc[i - 1].pos_ == "ADJ")


def grown_end(doc: Doc, end: int) -> int:
    """The end of a person's name of which [start, end) is known: further capitals, hyphens, particles."""
    while end < len(doc):
        token, before = doc[end], doc[end - 1]
        if token.is_space or opens_sentence(token):
            return end
        if _cut_short(doc, end):
            return end + 1
        if token.text == "-" and not before.whitespace_ and not token.whitespace_ and end + 1 < len(doc):
            if not is_capital(doc[end + 1]) and not joins_syllable(doc, end):
                return end
            end += 2
        elif token.lower_ in words("name-prefix") and is_capital(token) and _prefixes(doc, end):
            end += 2
        elif before.text[-1:] in "'-" and not before.is_punct and not before.whitespace_ and token.is_alpha:
            end += 1
        elif is_capital(token) and (token.pos_ in ("PROPN", "X") or token.ent_type_ == "PER" or _surname(doc, end)):
            if token.ent_type_ in ("ORG", "LOC") and before.ent_type_ == "PER" and not _surname(doc, end):
                return end
            if token.lower_ in not_names("bare-noun") or token.lower_ in words("civility"):
                return end
            if token.text in words("club-mark"):
                return end
            end += 1
        elif stop := after_particles(doc, end):
            end = stop
        else:
            return end
    return end


def _cut_short(doc: Doc, i: int) -> bool:
    """`Dylan M. et Mehdi B.`: a letter that stands for a surname, behind a given name and before no further name."""
    if not is_initial(doc[i]) or doc[i - 1].text not in given_name_gender():
        return False
    return i + 1 >= len(doc) or not is_capital(doc[i + 1]) or opens_sentence(doc[i + 1])


def _surname(doc: Doc, i: int) -> bool:
    """`Mme Touria SARKA`: a surname in capitals, no party's letters."""
    written = doc[i].is_upper and doc[i].is_alpha and len(doc[i]) > _LETTERS and doc[i - 1].is_title
    return written and not starting(doc, i, i + 1)


def _prefixes(doc: Doc, i: int) -> bool:
    """`N'Guessan`, `O'Brien`: a letter with its apostrophe before a capital."""
    return not doc[i].whitespace_ and i + 1 < len(doc) and is_capital(doc[i + 1]) and doc[i - 1].whitespace_ != ""


def after_particles(doc: Doc, end: int) -> int | None:
    """The end of the name that goes on behind particles at token `end` (`de La`, `ben`), None where none does."""
    here = end
    while here < len(doc) and doc[here].lower_ in words("particle") and here - end < 3:
        here += 1
    for k in (here - 1, here):
        if k >= end and (surname := over_article(doc, k)) > k:
            return surname + 1  # `Nasser bin Khalifa al-Thawadi`
    if here in (end, len(doc)) or not is_capital(doc[here]) or opens_sentence(doc[here]):
        return None
    if doc[here].lower_ in words("office-head"):
        return None  # `Arnaud Baron le Président du tribunal`
    if doc[here - 1].lower_ in words("contracted") and starting(doc, here, here + 1):
        return None  # `Macky Sall du Sénégal`
    if of_its_office(doc, end, here):
        return None  # `le maire Luc Roy de Lens`
    foreign = all(doc[k].lower_ in words("foreign-particle") for k in range(end, here))
    if (
        here - end == 1
        and not foreign
        and any(m.entries[0].part == "organisation" for m in starting(doc, here, here + 1))
    ):
        return None  # `Luc Roy de Mediapart`
    own = (here - end == 2 and is_capital(doc[here - 1])) or _noble(doc, end, here)  # `Jean de La Brosse`
    inside = doc[here].ent_type_ in ("PER", "MISC") and doc[here].ent_iob_ == "I"
    if doc[here].ent_type_ == "PER" and doc[here - 1].lower_ in words("of") and here - end == 1:
        known = doc[here].text in given_name_gender() or starting(doc, here, here + 1)
        inside = inside or not known  # `Awa Kyelem de Tambela`, which the model cuts
    return here + 1 if inside or own or (foreign and is_name(doc[here])) else None


def of_its_office(doc: Doc, end: int, here: int) -> bool:
    """`le maire Luc Roy | de Lens`, `les préfets Luc Roy de la Marne et Anne Blin | de l'Aube`: does `de` behind a
    whole name lead to what the office before it is of?"""
    field = doc[here].lower_ in not_names("portfolio-field")
    place = any(m.entries[0].part == "place" for m in starting(doc, here, here + 1))
    if not (field or place):
        return False
    full, k = 0, end - 1
    while k > 0 and end - k < _OFFICE and (is_capital(doc[k]) or doc[k].text in "-," or _links(doc, k)):
        full += is_capital(doc[k]) and doc[k - 1].text != "-"
        k -= 1
    heads = (found for n in (k - 2, k - 1, k) if n >= 0 and (found := office_head(doc, n)) is not None)
    row = next((row for row, _, stop, _ in heads if stop == k + 1), None)
    if row is None or full < _FULL:
        return False
    return row.cabinet or (place and (row.state or row.governs))


def _links(doc: Doc, k: int) -> bool:
    """A word between the names and complements of several people."""
    return doc[k].lower_ in words("particle") or doc[k].lower_ in words("coordinator")


def _noble(doc: Doc, end: int, here: int) -> bool:
    """`Alix de la Poterie`: a given name alone before particles and an unknown capital."""
    lone = doc[end - 1].text in given_name_gender() and (
        end < 2 or not is_capital(doc[end - 2]) or opens_sentence(doc[end - 2])
    )
    somebody = lone and (doc[end - 1].ent_type_ == "PER" or not is_common(doc, end - 1))
    return somebody and not starting(doc, here, here + 1)


def may_stand_alone(doc: Doc, i: int) -> bool:
    """May one word alone be a person's name?"""
    token = doc[i]
    if token.lower_ in not_names("bare-noun") or token.lower_ in not_names("calendar"):
        return False
    if token.lower_ in words("civility") or not token.text[-1:].isalpha():
        return False
    if len(token) < 2 or token.lower_ in not_names("acronym-of-topic"):
        return False
    if opens_sentence(token) and in_ant(token.lower_) and doc[i + 1].text == ",":
        return False  # `Poursuivant, elle …`
    if opens_sentence(token) and is_common(doc, i) and doc[i + 1].pos_ in ("NOUN", "ADP") and doc[i + 1].is_lower:
        return False  # `Victoire face à`, `Aurore de`
    if opens_sentence(token) and _complemented(doc, i + 1):
        return False  # `Vétéran de la politique, elle …`
    return token.pos_ in ("PROPN", "X") or not opens_sentence(token)


def _complemented(doc: Doc, i: int) -> bool:
    """Does a complement with an article and a common noun start at token i?"""
    link = genitive(doc, i)
    if link is None or link.end >= len(doc):
        return False
    at = link.end + (not link.contracted and doc[link.end].lower_ in words("definite"))
    return (link.contracted or at > link.end) and at < len(doc) and doc[at].text[:1].islower()


def is_of_an_office(doc: Doc, noun: int) -> bool:
    """`la présidente de l'association | Anne Roy`: is the noun the complement of an office, whose holder follows?"""
    k = noun - 1
    while k > 0 and doc[k].pos_ in ("DET", "ADJ", "ADP"):
        k -= 1
    return doc[k].lower_ in words("person-noun") or office_head(doc, k) is not None
