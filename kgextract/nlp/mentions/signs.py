"""A name that only the model has typed → the types that the words beside it speak for.

`le curé de [Léon]`, `des entreprises comme [Dubreuil]`, `chez [Lorca Mode]`: a place, a firm, a firm.
"""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.matched import starting
from kgextract.tables.gazetteers import TOWNS
from kgextract.tables.names import firm_words, given_name_gender, not_names, sign_words, words

_NEAR = 4  # words between such a noun and `comme`
_CAMEL = re.compile(r"[a-zà-ÿ][A-Z]")  # a capital inside a word, as only firms and things have it
_ADJECTIVES = 4  # words between an office and its place
_LIST = 24  # words between a noun and the last of the names that it introduces


def signs(doc: Doc, m: Mention) -> list[str]:
    """The types that the words beside a name speak for, one that is surer several times."""
    evidence = _of_the_noun(doc, m)
    parts = doc.between(m.start, m.end).lower().split("-")
    if len(parts) > 2 and set(parts[1:]) & words("toponym-part"):
        evidence.append("Place")
    if m.type == "Place" and m.end - m.start == 1 and _CAMEL.search(doc[m.start].text):
        evidence += ["Organization", "Organization"]  # `attribué à BeFC`, `présente à DeepMind`
    if m.type == "Organization" and m.end - m.start == 1 and m.start > 1 and doc[m.start].is_title:
        if doc[m.start - 1].lower_ in words("to-a-place") and head_class(doc[m.start - 2].lower_):
            evidence += ["Place", "Place"]  # `au local du parti à Tabarre`
    if m.type == "Place" and m.start and _of_a_branch(doc, m.start, m.end):
        evidence += ["Organization", "Organization"]
    before = doc[m.start - 1] if m.start > 0 else None
    after = doc[m.end] if m.end < len(doc) else None
    if m.end - m.start == 1 and doc[m.start].text in given_name_gender() and before is not None:
        if before.pos_ == "VERB" or (after is not None and after.pos_ == "AUX" and before.pos_ not in ("ADP", "DET")):
            evidence.append("Person")  # `ajoute Hassan`, `et Marine est venue`
    if before is not None:
        if before.lower_ in words("only-place-preposition") and m.type != "Person":
            evidence.append("Place")
        if m.type == "Person" and before.lower_ in words("to-a-place") and not _to_somebody(doc, m.start - 2):
            if m.end - m.start == 1 or doc[m.start].lower_ in words("toponym-lead"):
                evidence.append("Place")
        if m.type == "Person" and m.end - m.start == 1 and before.lower_ in words("since-or-from"):
            evidence += ["Place", "Place"]
        if m.type == "Person" and m.end - m.start == 1 and before.lower_ in not_names("survey"):
            evidence.append("Organization")  # `un sondage Lorca`
        if m.type == "Person" and m.end - m.start == 1 and _works_for(doc, m.start):
            evidence.append("Organization")  # `un analyste de Lorca`
        if before.lower_ in words("at-somebody") and (
            m.type == "Place" or (m.end - m.start > 1 and doc[m.start].text not in given_name_gender())
        ):
            evidence.append("Organization")  # `chez Lorca Mode`
        if before.lower_ in words("person-noun") and not doc[m.start].is_upper:
            evidence.append("Person")
        if m.type == "Organization" and m.end - m.start > 1 and _beside_office(doc, m):
            evidence.append("Person")
        if before.lower_ in words("definite") and m.type == "Person":
            given = doc[m.start].text in given_name_gender()
            if m.end - m.start == 1:
                evidence += ["Organization"]
            elif before.lower_ in words("to-the") and not given:
                evidence += ["Place"]  # `au Grand Sérail`
    if before is not None and after is not None and before.text == "(" and after.text in ")/," and m.start > 1:
        if m.type == "Person" and m.end - m.start == 1 and doc[m.start - 2].ent_type_ == "PER":
            evidence.append("Organization")  # `Luc Morel (Renaissance)`
    if before is not None and after is not None and after.text == ",":
        if before.lower_ in words("elided-of") and m.start > 2 and doc[m.start - 2].text == ",":
            if m.type == "Person" and doc[m.start - 3].ent_type_ == "PER":
                evidence += ["Place", "Place"]  # `Jean Roux, de Vesoul, préside`
        goes = before.lower_ in words("to-a-place") or (before.text == "A" and opens_sentence(before))
        if goes and m.end + 1 < len(doc) and doc[m.end + 1].lower_ in not_names("place-preposition"):
            evidence.append("Place")  # `À Breezy Point, dans le Queens`
    if after is not None and after.text == "," and m.end + 1 < len(doc):
        here = m.end + 1
        if doc[here].lower_ in words("definite") and here + 1 < len(doc):
            here += 1
        led = before is not None and before.lower_ in words("to-a-place", "only-place-preposition")
        if doc[here].lower_ in words("person-noun") and not led:
            evidence.append("Person")
    if after is not None and after.text == "(" and m.end + 1 < len(doc) and m.type == "Place":
        inside = doc[m.end + 1]
        if inside.ent_type_ == "LOC" and not inside.text.isupper():
            evidence.append("Place")
    return evidence


def _of_a_branch(doc: Doc, start: int, end: int) -> bool:
    """`le CARDH-Mali`: an article, letters and a hyphen before a place."""
    letters = doc[start].text.partition("-")[0] if "-" in doc[start].text else doc[start].text
    joined = "-" in doc.between(start, end) and len(letters) > 2 and letters.isupper() and letters.isalpha()
    topic = letters.lower() in not_names("acronym-of-topic")
    return joined and not topic and doc[start - 1].lower_ in words("plain-article") | words("elided-article")


def _to_somebody(doc: Doc, i: int) -> bool:
    """Is the word before `à` one of giving, telling or facing: `face à Berthier`, `a répondu à Berthier`?"""
    return i >= 0 and (lowered(doc)[i] in not_names("to-somebody") or doc[i].lemma_ in not_names("to-somebody"))


def _works_for(doc: Doc, i: int) -> bool:
    """Does an indefinite noun of somebody who works for a firm stand before `de` and the name?"""
    found = i > 2 and doc[i - 1].lower_ in words("elided-of") and doc[i - 2].lower_ in not_names("works-for-a-firm")
    return found and doc[i].text not in given_name_gender() and doc[i - 3].lower_ in words("indefinite")


def _beside_office(doc: Doc, m: Mention) -> bool:
    """Does a name stand in apposition to an office: `le ministre de l'Industrie, Xx Yyy,`?"""
    if doc[m.start - 1].text != "," or head_class(doc[m.start].lower_):
        return False
    for k in range(m.start - 2, max(m.start - 22, -1), -1):
        token = doc[k]
        if token.pos_ in ("VERB", "AUX") or token.is_space or token.text in ".;:!?":
            return False
        if token.lower_ in words("person-noun"):
            return True
    return False


def _of_the_noun(doc: Doc, m: Mention) -> list[str]:
    """What the noun says that the name is a complement, an apposition or an example of."""
    text = doc.between(m.start, m.end)
    given = doc[m.start].text in given_name_gender()
    lone = m.end - m.start == 1 and not given
    found: list[str] = []
    if m.type == "Person" and lone and text in town_names():
        found.append("Place")
    if m.start == 0 and m.type == "Place" and text not in town_names() and _acts(doc, m):
        found += ["Organization", "Organization"]
    if m.start < 2:
        return found
    before = doc[m.start - 1]
    of = m.start - 2 if before.lower_ in words("plain-article") and m.start > 2 else m.start - 1
    if m.type != "Place" and " " not in text:
        noun = of - 1
        while noun > max(0, of - _ADJECTIVES) and doc[noun].pos_ == "ADJ":
            noun -= 1
        either = sign_words("of-a-place") & sign_words("of-either")
        towns = doc[noun].lower_ in not_names("of-a-place") or doc[noun].lower_ in either
        if doc[of].lower_ in words("of") and towns:
            found += ["Place", "Place"]  # `le curé de Léon`, `le député socialiste de Léon`
        if m.end + 1 < len(doc) and doc[m.end].text == "," and doc[m.end + 1].ent_type_ == "LOC" and before.text == "(":
            found += ["Place", "Place"]  # `(Léon, Haïti)`
    if m.type != "Organization" and not given and doc[of].lower_ in words("of") and text not in town_names():
        heads = firm_words("of-a-body") if m.type == "Place" else words("heads-only-a-body")
        if doc[of - 1].lower_ in heads and not (m.type == "Place" and _may_be_a_town(doc, m)):
            found += ["Organization", "Organization"]  # `la filiale de Solvanor`
    if m.type == "Place" and text not in town_names() and (before.lower_ in firm_words("agent") or _acts(doc, m)):
        found += ["Organization", "Organization"]  # `soutenu par Solvanor`, `Solvanor a promis`
    if m.type == "Place" and before.lower_ in words("to-a-place") and doc[of - 1].pos_ in ("VERB", "ADV"):
        found += ["Place", "Place"]  # `il est né à Courtils`
    if before.lower_ in not_names("firm"):
        found += ["Organization", "Organization"]  # `les chantiers Jeanneau`
    if before.lower_ in not_names("line"):
        found += ["Place", "Place"]  # `la route Ambilobe – Vohémar`
    kind = listed(doc, m.start, m.end)
    if kind is not None and (kind != "Place" or m.type != "Person" or " " not in text):
        found += [kind, kind]
    return found


def _may_be_a_town(doc: Doc, m: Mention) -> bool:
    """`l'usine de Tulle`: a name that proves little alone, but is a place's."""
    return any(e.part == "place" for known in starting(doc, m.start, m.start + 1) for e in known.entries)


def _acts(doc: Doc, m: Mention) -> bool:
    """Is the name, after a conjunction or a comma, the subject of a verb of what bodies do?"""
    before = doc[m.start - 1] if m.start else None
    if before is not None and before.pos_ not in ("SCONJ", "CCONJ", "SPACE") and before.text not in ",.!?:»":
        return False
    for token in doc[m.end : m.end + 3]:
        if token.pos_ == "VERB":
            return token.lemma_ in firm_words("act")
        if token.pos_ not in ("AUX", "PRON", "ADV"):
            return False
    return False


def listed(doc: Doc, start: int, end: int) -> str | None:
    """The type of the plural noun that names are examples of: `des localités comme A, B et C`, `les communes de A`.

    Two names or more need no such word: `deux banques, A et B,`, `les partis d'opposition (A, B)`, `les firmes A et B`.
    """
    k = start - 1
    others = 0
    while k > max(0, start - _LIST):
        token = doc[k]
        inside = is_capital(token) or token.text in "-,'" or token.lower_ in words("coordinator") | words("of")
        if not (inside or token.lower_ in words("plain-article")):
            break
        others += is_capital(token)
        k -= 1
    if k > 0 and (doc[k].lower_ in not_names("such-as") or doc[k - 1].lower_ in not_names("such-as")):
        return _kind_before(doc, k, _NEAR)
    if doc[k].text in "(:":
        several = others or _goes_on(doc, end)
        return _kind_before(doc, k, _NEAR if doc[k].text == "(" else 2 * _NEAR) if several else None
    apart = doc[k + 1].text == ","
    k -= doc[k].pos_ == "ADJ" and doc[k].lower_ not in _kinds()
    kind = _kinds().get(doc[k].lower_)
    if kind is None or doc[k + 1].lower_ in words("of"):
        return kind if kind == "Place" else None
    if doc[start - 1].lower_ in words("of"):
        return None  # `les élus Rose Duval, de Kervignon, et Paul Roy`
    return kind if (others or _goes_on(doc, end)) and (not apart or _closed(doc, end)) else None


def _kind_before(doc: Doc, k: int, reach: int) -> str | None:
    """The type of the examples of the last plural noun before token k, in its sentence."""
    for token in reversed(doc[max(0, k - reach) : k]):
        if kind := _kinds().get(token.lower_):
            return kind
        if token.text in ".;:!?()" or token.is_space:
            return None
    return None


def _closed(doc: Doc, end: int) -> bool:
    """Whether the list of names that goes on at a token ends with a mark, as an apposition does."""
    while end < len(doc) and (
        is_capital(doc[end]) or doc[end].text in "-,'" or doc[end].lower_ in words("coordinator")
    ):
        end += 1
    return end >= len(doc) or doc[end].is_punct or doc[end - 1].text == ","


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether another name follows behind a comma or a conjunction."""
    if end + 1 >= len(doc) or not (doc[end].text == "," or doc[end].lower_ in words("coordinator")):
        return False
    at = end + 1 + (doc[end + 1].lower_ in words("definite"))
    return at < len(doc) and is_capital(doc[at])


@cache
def _kinds() -> dict[str, str]:
    """Plural noun → the type of its examples."""
    classes = {"places": "Place", "firms": "Organization", "people": "Person"}
    return {noun: kind for name, kind in classes.items() for noun in not_names(name)}


@cache
def town_names() -> frozenset[str]:
    """Names of towns and villages that are no other words."""
    return frozenset(name for row in TOWNS.rows() for name in row.names)
