"""Office phrase → of what it is an office: the bodies and places in its complements, in reading order.

`président de la Guinée et de la Cédéao` has both as targets; in `chef du service des urgences de l'hôpital de Rennes`
the hospital is only the wider body that the service belongs to.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.explained import name_beside
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words


def targets(doc: Doc, phrase: OfficePhrase, ix: Index) -> tuple[list[tuple[Mention, str]], list[Mention]]:
    """The targets of the office with the preposition that leads to each, and the wider bodies."""
    direct: list[tuple[Mention, str]] = []
    wider: list[Mention] = []
    taken = 0  # a described body may reach over several complements
    plain = False  # a complement without a name stood before: the office is one of that
    for lemma, start, end in phrase.chunks:
        if lemma in office_words("dealing"):
            continue  # `chargé des Relations avec le Parlement`: no office of the house
        mine, beyond, noun = _read(doc, max(start, taken), end, phrase.end, ix)
        taken = max((taken, *(m.end for m in (*mine, *beyond))))
        if lemma in office_words("field-link") and phrase.row.lemma in office_words("spokesman"):
            mine = [m for m in mine if m.kind == "named"]  # `porte-parole socialiste pour les transports`
        if (plain and not direct) or any(by == lemma for _, by in direct):
            wider += mine
        else:
            direct += ((m, lemma) for m in mine)
        wider += beyond
        plain = plain or noun
    return direct, wider


def _read(doc: Doc, start: int, end: int, last: int, ix: Index) -> tuple[list[Mention], list[Mention], bool]:
    """(what the complement names, what stands deeper in it, does a noun of its own come first)."""
    mine: list[Mention] = []
    beyond: list[Mention] = []
    noun = own = False
    k = start
    while k < end:
        m = ix.names_at.get(k) or ix.people_at.get(k) or ix.bodies_at.get(k)
        if m is not None and m.kind == "named" and k > start and _ends_a_name(doc, k):
            k, own, noun = m.end, True, True  # `chef d'Ensemble Montréal`: the end of a name that nobody knows
            continue
        if m is not None and m.end <= (last if m.kind == "nominal" else end):
            before = k - 1 - (lowered(doc)[k - 1] in speech_words("opening-mark"))
            beside = k > start and tags(doc)[before] in ("NOUN", "PROPN", "ADJ")  # `le collectif Sillon`
            (beyond if own and not beside else mine).append(m)
            k, own = m.end, True
            continue
        name = name_beside(doc, k)
        if name is not None and name[0] in ix.names_at and k < name[0] and name[1] <= last:
            mine.append(ix.names_at[name[0]])  # `l'entreprise de textile Lorca`
            k, own = name[1], True
            continue
        word = lowered(doc)[k]
        if word in office_words("coordinator") or word == ",":
            own = False
        elif tags(doc)[k] == "NOUN" and word not in office_words("transparent"):
            own = True
            noun = noun or not mine
        k += 1
    return mine, beyond, noun


def _ends_a_name(doc: Doc, k: int) -> bool:
    """Does a capital before a known name make it the end of a longer one (not `l'ONG Greenpeace`)?"""
    before = doc[k - 1]
    return is_capital(before) and tags(doc)[k - 1] != "DET" and before.lower_ not in office_words("body-kind")


def parties(phrase: OfficePhrase, ix: Index) -> list[Mention]:
    """Parties named inside the phrase (`la députée LR de Savoie`)."""
    chunked = {k for _, start, end in phrase.chunks for k in range(start, end)}
    return [
        ix.names_at[k]
        for k in range(phrase.head_end, phrase.end)
        if k in ix.names_at and k not in chunked and ix.names_at[k].type == "Organization"
    ]
