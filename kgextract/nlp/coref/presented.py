"""Somebody described, then named behind a quotation → one person: "Le ministre a réagi. « Non », a dit Jean Roy."

News introduces people in this order; the name must be new to the text, and nobody else may be meant. What the first
paragraph says of "une chercheuse" the next one gives to its name, with or without a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BACK = 10  # tokens between a quotation and the name of who said it
_NEAR = 5  # tokens from a name to its verb
_VERBAL = ("VERB", "AUX", "ADV", "PRON")
_APPOSED = ("NOUN", "ADJ", "DET", "NUM", "PROPN")


def read(chains: Chains) -> None:
    """Merge the chain of a description into that of the person named after the quotation behind it."""
    paragraphs = list(dict.fromkeys(u.paragraph for u in chains.doc._.units if u.kind == "text"))
    second = paragraphs[1] if len(paragraphs) > 1 else None
    titled = {id(h.chain) for r in chains.doc._.roles or () for h in r.holders}
    for person in chains.of_type("Person"):
        first = _first(chains, person) if not person.unnamed else None
        if first is None:
            continue
        unit = unit_of(chains.doc, first.start)
        other = _announced(chains, person, first, unit, second) if _behind(chains, first) else None
        if other is not None and id(person) in titled and not _general(chains, other):
            other = None  # another title: somebody else
        if other is None and id(person) not in titled and (_signs(chains, first) or _goes_on(chains, first)):
            other = _described(chains, person, unit)
        if other is not None:
            chains.merge(person, other)


def _first(chains: Chains, person: Chain) -> Mention | None:
    """The first mention of a person in running text."""
    units = chains.doc._.units
    return next((m for m in person.mentions if units[unit_of(chains.doc, m.start)].kind == "text"), None)


def _signs(chains: Chains, name: Mention) -> bool:
    """Whether nothing but a verb stands between a closing mark and a name, and no title behind it."""
    doc = chains.doc
    if name.end < len(doc) - 1 and doc[name.end].text == "," and doc[name.end + 1].pos_ in _APPOSED:
        return False
    if name.end < len(doc) and doc[name.end].text == "(":
        return False
    return _behind(chains, name)


def _goes_on(chains: Chains, name: Mention) -> bool:
    """Whether a sentence begins with a name and tells that its bearer went on, or where the words before were said."""
    doc = chains.doc
    first, stop = unit_tokens(doc)[unit_of(doc, name.start)]
    if name.start != first:
        return False
    verb = next((k for k in range(name.end, min(name.end + _NEAR, stop)) if doc[k].pos_ == "VERB"), None)
    alone = verb is not None and all(doc[k].pos_ in _VERBAL for k in range(name.end, verb))
    said = speaker_words("continuing", "speaking-up")
    return verb is not None and alone and doc[verb].lemma_ in said


def _behind(chains: Chains, name: Mention) -> bool:
    """Whether nothing but a verb stands between a closing mark and a name."""
    doc, verb = chains.doc, False
    dates = [d for d in doc._.dates or () if d.end > name.start - _BACK and d.start < name.start]
    for k in range(name.start - 1, max(name.start - _BACK, 0), -1):
        if doc[k].lower_ in speech_words("closing-mark"):
            return verb
        verb = verb or doc[k].pos_ == "VERB"
        dated = any(d.start <= k < d.end for d in dates)
        if doc[k].pos_ not in _VERBAL and doc[k].text != "," and not dated:
            return False
    return False


def _described(chains: Chains, person: Chain, unit: int) -> Chain | None:
    """The one person whom the sentence before describes without a name, and who may be this one."""
    doc, units = chains.doc, chains.doc._.units
    if not unit or units[unit - 1].kind != "text":
        return None
    before = units[unit - 1]
    found: list[Chain] = []
    for m, c in _people(chains, *unit_tokens(doc)[unit - 1]):
        at = doc[m.start].idx
        if any(q.start <= at < q.end for q in doc._.quotations):
            continue
        if c.gender and person.gender and c.gender != person.gender:
            continue
        if not c.unnamed or m.plural:
            return None
        if c not in found:
            found.append(c)
    if len(found) != 1 or (before.paragraph != units[unit].paragraph and not _leads(chains, found[0], before.start)):
        return None
    return found[0]


def _people(chains: Chains, start: int, end: int) -> Iterator[tuple[Mention, Chain]]:
    """The mentions of people that start in the tokens [start, end), each with its chain."""
    for m in chains.everything.started(start, end):
        if m.chain is not None and m.chain.type == "Person":
            yield m, m.chain


def _announced(chains: Chains, person: Chain, first: Mention, unit: int, second: int | None) -> Chain | None:
    """The only person of the first paragraph, with an indefinite article there, where the next one gives a name."""
    doc, units = chains.doc, chains.doc._.units
    if units[unit].paragraph != second:
        return None
    found: list[Chain] = []
    for m, c in _people(chains, 0, first.start):
        if units[unit_of(doc, m.start)].kind != "text":
            continue
        if not c.unnamed or m.plural or m.definite is not False or (c.gender and c.gender != person.gender):
            return None
        if c not in found:
            found.append(c)
    return found[0] if len(found) == 1 else None


def _general(chains: Chains, chain: Chain) -> bool:
    """Whether a description leaves open what somebody does (`une responsable de l'ONU`)."""
    return any(chains.doc[m.head].lower_ in speech_words("leader-noun", "general-noun") for m in chain.mentions)


def _leads(chains: Chains, chain: Chain, start: int) -> bool:
    """Whether a sentence begins with a description (`Le ministre …`)."""
    return any(0 <= chains.doc[m.start].idx - start <= 4 and m.definite for m in chain.mentions)
