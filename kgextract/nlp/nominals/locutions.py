"""Token of a listed noun → whether words around it make something else of it than a thing.

`un règlement politique du conflit`, `sur le plan national`, `sans l'accord du maire`, `la ministre de la Justice`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of, telling_verbs
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.prepositions import behind_of, preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.mentions.leads import is_yard
from kgextract.tables.events import event_nouns, words_of
from kgextract.tables.names import demonyms, nominal_words, words

_NEAR = 4  # tokens behind a noun or before it
_FAR = 8  # tokens from a noun to the verb behind its complements


def holds(doc: Doc, i: int, end: int) -> bool:
    """Whether the noun of tokens [i, end) is part of such a locution."""
    last = lowered(doc)[end - 1]
    if last in nominal_words("settling"):
        return _settles(doc, end)
    if last in nominal_words("making"):
        return not is_capital(doc[i]) and _makes(doc, end)
    if last in nominal_words("rating"):
        return _rates(doc, i, end)
    if last in nominal_words("in-respect"):
        return _in_respect(doc, i, end)
    if last in nominal_words("consent"):
        return _consent(doc, i)
    if last in nominal_words("rostrum"):
        return i > 1 and lowered(doc)[i - 2] in nominal_words("rostrum-lead")  # `à la tribune de l'ONU`
    if last in nominal_words("freed"):
        return i > 2 and lowered(doc)[i - 3] in nominal_words("freedom") and lowered(doc)[i - 2] in words("of")
    if last in nominal_words("field-noun"):
        return _field_of_work(doc, i, end)
    if last in nominal_words("counted-seats") and (tags(doc)[i - 1] == "NUM" or lowered(doc)[i - 1] in words("of")):
        return True  # `573 places d'hébergement`
    if last in nominal_words("far-come"):
        return i > 1 and " ".join(lowered(doc)[i - 2 : i]) in nominal_words("far-come-lead")
    if last in nominal_words("yard"):
        return is_yard(doc, end)
    if last in nominal_words("seat"):
        return _seat(doc, i, end)
    if last in nominal_words("attendance"):
        return _serves(doc, i, end)
    if last in nominal_words("conduct"):
        return _conducts(doc, end)
    if last in nominal_words("everyday"):
        return _everyday(doc, i, end)
    return field(doc, i)


def idiom(doc: Doc, i: int, last: str) -> bool:
    """Whether the noun of a token, with the determiner before it, is part of an idiom (`se battre au quotidien`).

    Told to somebody, it is a paper: right behind a verb of saying or its subject (`a-t-il confié au quotidien`).
    """
    if f"{lowered(doc)[i - 1]} {last}" not in nominal_words("idiom"):
        return False
    if last not in nominal_words("told-paper"):
        return True
    verb = next((k for k in range(i - 2, max(i - _FAR, -1), -1) if tags(doc)[k] in ("VERB", "AUX", "PUNCT")), -1)
    said = verb > 0 and tags(doc)[verb] == "VERB" and "infinitive" not in form_kinds(lowered(doc)[verb])
    return not (said and lemma_of(doc, verb) in telling_verbs())


def _everyday(doc: Doc, i: int, end: int) -> bool:
    """`le quotidien des riverains`, `leur quotidien`: somebody's daily life, no newspaper."""
    at = behind_of(doc, end)
    at += 0 < at < len(doc) and tags(doc)[at] == "DET"
    return lowered(doc)[i - 1] in words("possessive") or (0 < at < len(doc) and agentive(doc, at))


def _settles(doc: Doc, end: int) -> bool:
    """Whether a trouble or how it ends follows: `un règlement | politique`, `la résolution | de ce conflit`."""
    text = lowered(doc)
    if (
        end < len(doc)
        and text[end] in nominal_words("settled-how")
        and text[end - 1] in nominal_words("settled-by-how")
    ):
        return True
    end += end < len(doc) and text[end] in nominal_words("settled-how")
    near = range(end, min(end + _NEAR, len(doc)))
    return bool(near) and text[end] in words("of") and any(text[k] in nominal_words("trouble") for k in near)


def _makes(doc: Doc, end: int) -> bool:
    """`la constitution du nouveau gouvernement`, `la constitution d'un stock`: that something is made up, no law."""
    text, at = lowered(doc), behind_of(doc, end)
    while 0 < at < len(doc) and (tags(doc)[at] in ("DET", "ADJ") or text[at] in words("one")):
        at += 1
    return 0 < at < len(doc) and text[at] in nominal_words("made-up")


def _rates(doc: Doc, i: int, end: int) -> bool:
    """`la note souveraine`, `a abaissé la note de la banque`, `l'abaissement de la note du pays`: a grade, no text."""
    text = lowered(doc)
    if end < len(doc) and text[end] in nominal_words("rated-how"):
        return True
    k = i - 1
    while k > 0 and (tags(doc)[k] == "DET" or text[k] in words("of") or text[k] in words("definite")):
        k -= 1
    return text[k] in nominal_words("rating-change") or bool(set(infinitives(doc[k])) & nominal_words("rating-change"))


def _in_respect(doc: Doc, i: int, end: int) -> bool:
    """`sur le plan réglementaire`, `au plan national`: in what respect."""
    text = lowered(doc)
    led = text[i - 1] in words("contracted") or (i > 1 and text[i - 2] in nominal_words("respect-lead"))
    return led and end < len(doc) and tags(doc)[end] == "ADJ"


def _consent(doc: Doc, i: int) -> bool:
    """`sans l'accord du maire`, `donner son accord`: that somebody agrees, no agreement."""
    text = lowered(doc)
    if i < 2 or text[i - 1] not in words("definite", "possessive"):
        return False
    whose = text[i - 1] in words("possessive") or (i + 1 < len(doc) and text[i + 1] in words("contracted"))
    given = whose and bool(set(infinitives(doc[i - 2])) & nominal_words("consenting"))
    return given or text[i - 2] in nominal_words("consent-lead")


def _field_of_work(doc: Doc, i: int, end: int) -> bool:
    """`dans le domaine de la santé`: a field, no place; not `dans le domaine viticole`."""
    text = lowered(doc)
    if i < 2 or text[i - 2] not in nominal_words("in-field"):
        return False
    landed = end < len(doc) and text[end] in nominal_words("landed")
    at = behind_of(doc, end)
    return not landed and not (0 < at < len(doc) and is_capital(doc[at]))


def _seat(doc: Doc, i: int, end: int) -> bool:
    """`briguer un siège à la Municipalité`, `deux sièges de député`: a seat in a body, no place."""
    text = lowered(doc)
    before = next((k for k in range(i - 1, max(i - _NEAR, -1), -1) if tags(doc)[k] == "VERB"), None)
    if before is not None and set(infinitives(doc[before])) & nominal_words("seating"):
        return True
    link = preposition(doc, end)
    if link is None or link.lemma not in nominal_words("seat-in") or link.end >= len(doc):
        return False
    at = link.end + (text[link.end] in words("definite"))
    return text[i - 1] not in words("definite") and text[at] in nominal_words("seated-in")


def _serves(doc: Doc, i: int, end: int) -> bool:
    """`des sciences au service du développement`: what serves something; not `hospitalisée au service des urgences`."""
    text, tag = lowered(doc), tags(doc)
    if i < 2 or text[i - 1] not in nominal_words("attending") or end >= len(doc) or text[end] not in words("of"):
        return False
    if text[end] not in words("contracted") and text[end + 1] not in words("definite", "possessive", "one"):
        return False
    return tag[i - 2] != "VERB" or bool(set(infinitives(doc[i - 2])) & nominal_words("putting"))


def _conducts(doc: Doc, end: int) -> bool:
    """`l'organisation du tournoi`, `l'organisation de cette réunion`: that something is held; it says nothing."""
    text, at = lowered(doc), behind_of(doc, end)
    if not 0 < at < len(doc):
        return False
    at += text[at] in nominal_words("demonstrative") or text[at] in words("possessive", "one")
    at += at < len(doc) and tags(doc)[at] == "ADJ"
    if at >= len(doc) or text[at] not in event_nouns():
        return False
    for k in range(at + 1, min(at + _FAR, len(doc))):
        if tags(doc)[k] == "PUNCT":
            break
        passive = text[k - 1] in nominal_words("between-copula-and-noun")  # `a été saluée`
        if tags(doc)[k] == "VERB" and not passive and set(infinitives(doc[k])) & words_of("event-says"):
            return False
    return True


def field(doc: Doc, i: int) -> bool:
    """What a minister or chief before `de la` and the noun is in charge of: `la ministre de la Justice`."""
    text = lowered(doc)
    if text[i] in nominal_words("governing-council") and i > 1:  # `la présidente du Conseil italien`: who governs
        alone = i + 1 >= len(text) or text[i + 1] in demonyms() or tags(doc)[i + 1] in ("PUNCT", "PROPN")
        return alone and is_capital(doc[i]) and text[i - 2] in nominal_words("council-office")
    if text[i] not in nominal_words("portfolio"):
        return False
    behind = i > 2 and text[i - 1] in words("definite") and text[i - 2] in words("of")
    return behind and any(text[k] in nominal_words("portfolio-office") for k in range(max(0, i - 2 - _NEAR), i - 2))


def mankind(doc: Doc, i: int) -> bool:
    """`les droits de l'homme`, `la présence de l'Homme`: everybody, not the man of whom the text tells."""
    text = lowered(doc)
    if text[i] not in nominal_words("mankind") or i < 1:
        return False
    if is_capital(doc[i]) and not opens_sentence(doc[i]):
        return True
    of = i > 2 and text[i - 2] in words("of") and text[i - 1] in words("definite")
    return of and text[i - 3] in nominal_words("of-mankind")
