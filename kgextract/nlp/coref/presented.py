"""Somebody described, then named behind a quotation → one person: "Le ministre a réagi. « Non », a dit Jean Roy."

News introduces people in this order; the name must be new to the text, and nobody else may be meant. What the first
paragraph says of "une chercheuse" the next one gives to its name, with or without a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.days import date_over
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, unit_tokens
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BACK = 10  # tokens between a quotation and the name of who said it
_NEAR = 5  # tokens from a name to its verb
_SENTENCES = 3  # back to the description
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
            other = _described(chains, person, first, unit)
        if other is None and id(person) not in titled and _takes_over(chains, first, unit):
            other = _described(chains, person, first, unit)
            other = other if other is not None and _of_office(chains, person, other, first) else None
        if other is not None:
            chains.merge(person, other)


def _first(chains: Chains, person: Chain) -> Mention | None:
    """The first mention of a person in running text."""
    units = chains.doc._.units
    return next((m for m in person.mentions if units[unit_of(chains.doc, m.start)].kind == "text"), None)


def _signs(chains: Chains, name: Mention) -> bool:
    """Whether nothing but a verb stands between a closing mark and a name, and no title or body behind it."""
    doc = chains.doc
    if name.end < len(doc) - 1 and doc[name.end].text == "," and _tells(chains, name.end + 1):
        return False
    if name.end < len(doc) and (doc[name.end].text == "(" or lowered(doc)[name.end] in words("of")):
        return False  # `« … », veut croire Luc Roy du syndicat des dockers`: told who he is
    return _behind(chains, name)


def _tells(chains: Chains, k: int) -> bool:
    """Whether words behind the comma after a name tell who its bearer is, not how they speak (`, la voix basse.`)."""
    doc = chains.doc
    if doc[k].pos_ == "DET" and lowered(doc)[k + 1] in words("tone"):
        return False
    return doc[k].pos_ in _APPOSED


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


def _takes_over(chains: Chains, name: Mention, unit: int) -> bool:
    """Whether a sentence begins with a name, or a participle and a name, and tells what its bearer says, or is
    according to whom it names (`Le maire s'impatiente. D'après Luc Roy, …`)."""
    doc, (first, stop) = chains.doc, unit_tokens(chains.doc)[unit]
    source = preposition(doc, first)
    if source is not None and source.end == name.start and source.lemma in speech_words("according"):
        told = name.end + 1 < stop and doc[name.end].text == "," and doc[name.end + 1].pos_ in ("NOUN", "ADJ", "NUM")
        return not told
    if name.end < stop - 1 and doc[name.end].text == "," and _tells(chains, name.end + 1):
        return False
    led = first < name.start - 1 and doc[name.start - 1].text == "," and doc[first].pos_ in ("VERB", "ADJ")
    led = led and all(doc[k].text != "," for k in range(first, name.start - 1))
    verb = next((k for k in range(name.end, min(name.end + _NEAR, stop)) if doc[k].pos_ == "VERB"), None)
    if verb is None or not (led or name.start == first):
        return False
    alone = all(doc[k].pos_ in _VERBAL for k in range(name.end, verb))
    made = lowered(doc)[verb + 1] in speech_words("made-word")  # `fait savoir`
    return alone and (made or lemma_of(doc, verb) in cue_verbs())


def _of_office(chains: Chains, person: Chain, described: Chain, name: Mention) -> bool:
    """Whether a description is an office, not one of those who hold a trial, and the text comes back to it."""
    heads = [m.head for m in described.mentions]
    held = any(office_head(chains.doc, k) is not None for k in heads)
    court = any(lowered(chains.doc)[k] in speaker_words("at-court", "part-taken", "accused") for k in heads)
    return held and not court and _returns(chains, person, described, name)


def _behind(chains: Chains, name: Mention) -> bool:
    """Whether nothing but a verb stands between a closing mark and a name, or a description with its article."""
    doc, verb = chains.doc, False
    start = name.start - (name.kind == "nominal" and doc[name.start - 1].pos_ == "DET")
    for k in range(start - 1, max(start - _BACK, 0), -1):
        if doc[k].lower_ in speech_words("closing-mark"):
            return verb
        verb = verb or doc[k].pos_ == "VERB"
        dated = date_over(doc, k) is not None
        if doc[k].pos_ not in _VERBAL and doc[k].text != "," and not dated:
            return False
    return False


def _described(chains: Chains, person: Chain, first: Mention, unit: int) -> Chain | None:
    """The one person whom the sentence before describes without a name, and who may be this one.

    A sentence that only goes on may stand between, where the text comes back to the description behind the name.
    """
    units = chains.doc._.units
    for u in range(unit - 1, max(unit - _SENTENCES, 0) - 1, -1):
        if units[u].kind != "text":
            return None
        found = _unnamed(chains, person, u)
        if found is None or len(found) > 1:
            return None
        if found and any(_behind(chains, m) for m in found[0].mentions if unit_of(chains.doc, m.start) == u):
            return None  # `« Pourquoi ? », demande un élève. « Parce que », répond Jean Roy`
        if found:
            near = units[u].paragraph == units[unit].paragraph or _leads(chains, found[0], units[u].start)
            if u < unit - 1:
                near = _returns(chains, person, found[0], first) and _opens(chains, found[0], u)
            return found[0] if near else None
        if not _idle(chains, u):
            return None
    return None


def _unnamed(chains: Chains, person: Chain, unit: int) -> list[Chain] | None:
    """Those whom a sentence describes without a name and who may be a person; None where it has somebody else."""
    doc, found, reached = chains.doc, list[Chain](), 0
    for m, c in _people(chains, *unit_tokens(doc)[unit]):
        if m.end <= reached and m.kind == "nominal" and c.unnamed:
            continue  # `l'avocat du suspect`
        reached = max(reached, m.end)
        at = doc[m.start].idx
        if any(q.start <= at < q.end for q in doc._.quotations):
            continue
        if c.gender and person.gender and c.gender != person.gender:
            continue
        if not c.unnamed or m.plural:
            return None
        if c not in found:
            found.append(c)
    return found


def _idle(chains: Chains, unit: int) -> bool:
    """Whether a sentence has no verb, or only goes on with a pronoun (`Coup de théâtre.`, `Il parlait à Namur.`)."""
    doc, (first, stop) = chains.doc, unit_tokens(chains.doc)[unit]
    verbs = any("Fin" in t.morph.get("VerbForm", []) for t in doc[first:stop])
    word = lowered(doc)[first]
    return not verbs or (word in speech_words("third-person") and word not in speech_words("plural-pronoun"))


def _returns(chains: Chains, person: Chain, described: Chain, name: Mention) -> bool:
    """Whether the text comes back to somebody described behind a name, of whom it says nothing else."""
    heads = {m.lemma for m in described.mentions}
    later = (m for m in chains.everything.started(name.end, len(chains.doc)) if m.kind == "nominal" and m.definite)
    return any(m.lemma in heads and m.chain in (described, person) for m in later)


def _opens(chains: Chains, described: Chain, unit: int) -> bool:
    """Whether a sentence begins with a description, or has it behind the comma of what is fronted."""
    doc, (first, stop) = chains.doc, unit_tokens(chains.doc)[unit]
    here = [m for m in described.mentions if first <= m.start < stop and m.definite]
    return any(m.start <= first + 1 or doc[m.start - 2].text == "," for m in here)


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
