"""Bare office that opens a sentence → its holder, whom the sentence goes on about: `Ancien ministre de la Santé, il …`.

Complements, dates and further offices may stand before the pronoun (`Maire de Lens sous Luc Roy, puis député, elle …`),
no verb and nobody of whom the words tell on their own; a name behind a colon, or a second name, holds it as well.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.grammar.rule_verbs import participles
from kgextract.nlp.roles.appositions import CLOSING, Held, rule_of
from kgextract.nlp.roles.coordinated import over_time
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.nlp.roles.several import bracket_end
from kgextract.tables.roles import office_words

REACH = 30  # tokens between the office and the pronoun
TIMES = 3  # words of `tour à tour`


def fronted(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Held | None:
    """Who holds a bare office that opens the sentence: whom a colon names, a second name, the pronoun."""
    at = over_time(doc, bracket_end(doc, phrase.end))
    if _opening(doc, phrase.start, first) != first or phrase.plural or at + 1 >= last:
        return None
    if doc.lowered[phrase.head] in participles() and not (phrase.adjectives or genitive(doc, phrase.head + 1)):
        return None  # `Élue lundi à Dakar, elle …`
    if phrase.start == first and doc[at].text == ":" and at + 1 in ix.people_at:  # `Capitaine de l'équipe : Luc Roy`
        m = ix.people_at[at + 1]
        closed = m.end >= last or doc[m.end].text in CLOSING or doc[m.end].text == "("
        return Held(rule=rule_of("comma-name"), holders=[m]) if closed else None
    if phrase.inner is not None and doc[at].text == "," and at + 1 in ix.people_at:
        end = ix.people_at[at + 1].end  # `Conseiller du préfet, Luc Blin, Anne Roy a …`
        if end + 1 < last and doc[end].text == "," and end + 1 in ix.people_at:
            return Held(rule=rule_of("comma-name"), holders=[ix.people_at[end + 1]])
    pronoun = _pronoun(doc, at, last, ix)
    return None if pronoun is None else Held(rule=rule_of("apposition"), holders=[], pronoun=pronoun)


def _opening(doc: Doc, start: int, first: int) -> int:
    """Where the words begin that only tell how often, how long or after what an office was held."""
    while start > first and (doc[start - 1].pos_ == "ADJ" or doc.lowered[start - 1] in doc._.adjectives):
        start -= 1
    for n in range(1, TIMES + 1):
        if start - n == first and " ".join(doc.lowered[first:start]) in office_words("in-turn"):
            return first
    return start


def _pronoun(doc: Doc, at: int, last: int, ix: Index) -> int | None:
    """The pronoun behind the comma that closes what opens the sentence, or the head of a description there (`Juge,
    la candidate …`), where no verb stands before it."""
    for k in range(at, min(at + REACH, last - 2)):
        if doc[k].text == "," and doc.lowered[k + 1] in office_words("pronoun"):
            return k + 1 if doc[k + 2].text != "," else None  # `Avocate à Dole, la candidate, elle, …`
        if doc[k].text == "," and (head := _description(doc, k + 1, last, ix)) is not None:
            return head
        told = doc[k].pos_ in ("VERB", "AUX") and "Fin" in doc[k].morph.get("VerbForm", [])
        if told or (doc[k].pos_ == "PRON" and doc[k].is_lower) or doc.lowered[k] in office_words("or-else"):
            return None
        if doc[k].is_punct and doc[k].text not in (",", "(", ")", "-"):
            return None
    return None


def _description(doc: Doc, at: int, last: int, ix: Index) -> int | None:
    """The head of a description without a name of its own that stands at a token with its article, before the verb."""
    if doc.lowered[at] not in office_words("singular-article"):
        return None
    m = next((m for m in ix.described_to.values() if m.start == at + 1), None)
    if m is None or m.type != "Person" or doc.lowered[m.head] in office_words("kin") or m.end >= last:
        return None
    end = m.end + 3 * (doc[m.end].text == "," and doc.between(m.end + 2, m.end + 3) == ",")  # `, elle,`
    return m.head if end < last and (doc[end].pos_ in ("VERB", "AUX", "ADV", "PRON")) else None
