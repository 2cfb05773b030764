"""Mentions → the same with the names that the description of a body beside them explains, wherever they stand.

`la fédération des brasseurs, Brasfed, …`, `Brasfed, la fédération des brasseurs, …`, `l'association de consommateurs
Veillact`: the name is a body's, whatever the model takes it for, and so it is where it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence, starts_person
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.wordlist import lowered, memory
from kgextract.nlp.layers import MODEL, Mention, Range
from kgextract.nlp.mentions.bodies import NAMELESS
from kgextract.nlp.mentions.complements import common_tail, joined_tail
from kgextract.nlp.mentions.heads import by_first_word, is_generic
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.mentions.standing import standing, words_at
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import BodyHead, firm_words, given_name_gender, not_names, words
from kgextract.tables.syntax import syntax

_SHORTEST = 3  # letters of a name
_NAMES = ("PROPN", "NOUN", "ADJ", "X", "PUNCT")
_CLOSING = (",", ")", ".", ";")
_AFTER = ("VERB", "AUX", "ADV", "PRON", "DET", "ADP", "PUNCT")  # behind a name that opens a sentence


def with_explained(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Add the names that descriptions of bodies explain, and retype those that the model took for something else."""
    sure = {k: m for m in mentions if m.rule != MODEL for k in range(m.start, m.end)}
    own: dict[tuple[str, ...], str] = {}  # the words of a name → its class
    beside = memory(doc, "explained")
    for head, cls, (start, end) in _pairs(doc, {m.start: m for m in sure.values() if m.type == "Organization"}):
        held = {id(sure[k]): sure[k] for k in range(start, end) if k in sure}.values()
        if all(m.type in ("Organization", "Document") and (m.start, m.end) == (start, end) for m in held):
            beside[head] = (start, end)
            if not any(m.type == "Organization" for m in held):
                own.setdefault(words_at(doc, start, end), cls)
    return _everywhere(doc, mentions, own) if own else mentions


def name_beside(doc: Doc, head: int) -> Range | None:
    """The tokens of the name that the description with this head explains, None where none stands there."""
    found: Range | None = memory(doc, "explained").get(head)
    return found


def _pairs(doc: Doc, bodies: dict[int, Mention]) -> Iterator[tuple[int, str, Range]]:
    """The head of each description of a body that has a name beside it, its class, and the tokens of the name."""
    text = lowered(doc)
    for i, word in enumerate(text):
        cls, end = _class(text, i, word)
        if cls is None or i == 0:
            continue
        phrase = noun_phrase(doc, i, words("title-preposition"))
        if phrase is None or not i <= phrase.head < end:
            continue
        if not doc[i].is_lower:
            name = _defined(doc, phrase)
            if name is not None and _proper(doc, *name):
                yield i, cls, name
            continue
        name = (
            _behind(doc, phrase, bodies) or _closing(doc, phrase, word) or _before(doc, phrase) or _defined(doc, phrase)
        )
        known = name is not None and name[0] in bodies and bodies[name[0]].end == name[1]
        if name is not None and (known or _proper(doc, *name)):
            yield i, cls, name


def _class(text: list[str], i: int, word: str) -> tuple[str | None, int]:
    """The class of the body that the noun at token i describes (`fédération`, `jeune pousse`), and where it ends."""
    if word in firm_words("trade"):
        return "Company", i + 1
    for head in by_first_word().get(word, ()):
        if not head.plural and isinstance(head.row, BodyHead) and tuple(text[i : i + len(head.words)]) == head.words:
            return None if head.row.class_ in NAMELESS else head.row.class_, i + len(head.words)
    return None, i


def _told(doc: Doc, phrase: Phrase) -> bool:
    """Whether a description says more than its noun (`le principal syndicat`, `la banque du pays`, `son parti`)."""
    before = doc[phrase.head - 1]
    return phrase.end > phrase.head + 1 or before.pos_ == "ADJ" or before.lower_ in words("possessive")


def _first(doc: Doc, phrase: Phrase) -> int:
    """The token where a description with its determiner and adjectives begins."""
    first = phrase.head
    while first > 0 and doc[first - 1].pos_ in ("DET", "ADJ", "NUM"):
        first -= 1
    return first


def _governed(doc: Doc, phrase: Phrase) -> bool:
    """Whether a noun governs a description: the name may be that one's (`professeur à l'école de X, Y,`)."""
    first = _first(doc, phrase)
    return first > 1 and doc[first - 1].pos_ == "ADP" and doc[first - 2].pos_ in ("NOUN", "ADJ", "PROPN")


def _behind(doc: Doc, phrase: Phrase, bodies: dict[int, Mention]) -> Range | None:
    """The name between commas behind a description with a complement or an adjective, a body's behind `un syndicat`."""
    if phrase.end + 2 >= len(doc) or doc[phrase.end].text != "," or _governed(doc, phrase):
        return None
    start = phrase.end + 1
    start += start not in bodies and doc[start].lower_ in words("definite") and not is_capital(doc[start])
    known = bodies.get(start)
    end = known.end if known is not None else _end(doc, start)
    subject = opens_sentence(doc[_first(doc, phrase)]) and _acts(doc, end)  # `Ce collectif, Velaqua, a porté plainte`
    one = known is not None and doc[phrase.head - 1].lower_ in words("one")
    if not (_told(doc, phrase) or subject or one):
        return None
    if end == start or end >= len(doc) - 1 or doc[end].text not in _CLOSING:
        return None
    if doc[end].text != ",":
        return start, end  # `l'adhésion à l'alliance militaire du nord, l'OTAN.`
    beyond, further = doc[end + 1], doc[min(end + 2, len(doc) - 1)]
    listed = is_capital(beyond) or (beyond.pos_ in ("DET", "CCONJ") and is_capital(further))
    return None if listed else (start, end)


def _acts(doc: Doc, end: int) -> bool:
    """Whether a comma and the verb of its sentence stand behind a name."""
    return end + 1 < len(doc) and doc[end].text == "," and "Fin" in doc[end + 1].morph.get("VerbForm", [])


def _closing(doc: Doc, phrase: Phrase, head: str) -> Range | None:
    """The name that closes a description behind a noun or an adjective (`le groupe de presse Lorca`).

    Right behind its head a name is one by itself only where the head says no more than what it is (`la société Lorca`).
    """
    k = end = name_end(doc, phrase.end) if is_capital(doc[min(phrase.end, len(doc) - 1)]) else phrase.end
    while k > phrase.head + 1 and is_capital(doc[k - 1]):
        k -= 1
    alone = is_generic(head) or head in firm_words("trade")
    lone = phrase.head + (not alone) < k < end and doc[k - 1].pos_ in ("NOUN", "ADJ")
    lone = lone and doc[k - 1].lower_ not in words("office-head")  # `le club du président Roy`
    return (k, end) if lone else None


def _before(doc: Doc, phrase: Phrase) -> Range | None:
    """The name before a description between commas (`Brasfed, la fédération des brasseurs, …`)."""
    first = _first(doc, phrase)
    closed = phrase.end < len(doc) and (doc[phrase.end].text in _CLOSING or _goes_on(doc, phrase.end))
    closed = closed and _told(doc, phrase)
    if not closed or first < 2 or doc[first - 1].text != ",":
        return None
    end = start = first - 1
    while start > 0 and (is_capital(doc[start - 1]) or doc[start - 1].text == "-"):
        if doc[start - 1].pos_ not in _NAMES and opens_sentence(doc[start - 1]):
            break
        start -= 1
    led = start > 0 and doc[start - 1].lower_ in words("to-a-place")
    return (start, end) if start < end and not led else None


def _defined(doc: Doc, phrase: Phrase) -> Range | None:
    """The name that a sentence says to be such a body (`Synvoltis est une filiale`, `Synvoltis, c'est le syndicat`)."""
    at = _first(doc, phrase) - 1
    if at < 1 or doc[at].lemma_ not in syntax("be-lemma") or doc[at].pos_ not in ("AUX", "VERB"):
        return None
    end = at - 2 if at > 2 and lowered(doc)[at - 1] in words("it-is") and doc[at - 2].text == "," else at
    start = end
    while start > 0 and (is_capital(doc[start - 1]) or doc[start - 1].text == "-"):
        start -= 1
    begun = start < end and (opens_sentence(doc[start]) or doc[start - 1].pos_ in ("CCONJ", "SCONJ"))
    return (start, end) if begun and not is_common(doc, start) else None


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a relative clause or a participle says more of a description (`une start-up fondée en 2020`)."""
    said = "Part" in doc[i].morph.get("VerbForm", []) and doc[i].pos_ in ("VERB", "ADJ")
    return said or lowered(doc)[i] in words("relative")


def _proper(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens [start, end) may be the name of a body: no person, no town, no word that any noun may be."""
    text = doc.between(start, end)
    bare = doc[start].lower_ in not_names("bare-noun") and not (end - start > 1 and is_capital(doc[end - 1]))
    other = bare or doc[start].lower_ in not_names("calendar", "editor-mark")
    if len(text) < _SHORTEST or other or text in town_names():
        return False
    person = doc[start].text in given_name_gender() or (end - start > 1 and starts_person(doc, start))
    if start > 0 and office_head(doc, start - 1) is not None:
        return False  # `le parti du président Roy`
    small = doc[start].pos_ in ("ADP", "DET", "PRON") and not (is_capital(doc[start]) and end - start > 1)
    return not person and not small and doc[start].lower_ not in words("civility")


def _end(doc: Doc, start: int) -> int:
    """The end of the name at a token, of common words too: `Vision nouvelle`, `Espoir et Progrès`."""
    end = name_end(doc, start)
    return max(common_tail(doc, start, end), joined_tail(doc, start, end))


def _everywhere(doc: Doc, mentions: list[Mention], own: dict[tuple[str, ...], str]) -> list[Mention]:
    """The mentions with each name in `own` as a body's wherever it stands, at the start of a sentence too."""
    found: list[Mention] = []
    for m in mentions:
        told = m.rule == MODEL or m.type == "Document"  # `l'organisation caritative Plan Enfance`
        cls = own.get(words_at(doc, m.start, m.end)) if told else None
        found.append(m if cls is None else replace(m, type="Organization", cls=cls, rule="explained"))
    longer = {k for start, end, _ in standing(doc, own) if end > start + 1 for k in range(start, end)}
    found = [m for m in found if m.rule != MODEL or not longer >= set(range(m.start, m.end))]
    taken = {k for m in found for k in range(m.start, m.end)}
    for start, end, cls in standing(doc, own):
        if start in taken or _end(doc, start) != end:
            continue
        if opens_sentence(doc[start]) and (end >= len(doc) or doc[end].pos_ not in _AFTER):
            continue
        found.append(named(doc, start, end, "Organization", cls, rule="explained", confidence=0.7))
        taken |= set(range(start, end))
    return found
