"""People who share the determiner of others → their mentions: `les patients et | soignants`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.nominals.complements import description_end
from kgextract.nlp.nominals.determiners import Start
from kgextract.nlp.nominals.nouns import Noun, by_first_word
from kgextract.nlp.nominals.spans import mention_of, with_body
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.names import words

_CONFIDENCE = 0.55


def sharing(doc: Doc, i: int, first: Mention | None, ix: Index) -> list[Mention]:
    """Those who share the determiner of the people whose noun starts at token i, described or not."""
    end = _first_end(doc, i, first, ix)
    found, closed = list[Mention](), False
    while end and end + 1 < len(doc) and not closed and (doc[end].text == "," or _joins(doc, end)):
        closed, at = doc[end].text != ",", end + 1
        noun = None if at in ix.covered or tags(doc)[at] not in ("NOUN", "ADJ") else _people(doc, at, ix)
        if noun is None:
            return []
        end = with_body(doc, description_end(doc, at, noun, ix), ix)
        start = Start(at, True, True, True, False)
        mention = mention_of(doc, start, at, end, "Group", "Group", rule="shared-determiner", confidence=_CONFIDENCE)
        found += [mention] if mention is not None else []
    return found if closed else []


def _first_end(doc: Doc, i: int, first: Mention | None, ix: Index) -> int:
    """The end of the first of them, which has a plural determiner or a number; 0 where there is none."""
    text = lowered(doc)
    if first is not None:
        counted = tags(doc)[first.start] == "NUM" or text[first.start - 1] in words("plural-determiner")
        return first.end if first.type == "Group" and first.plural and first.start and counted else 0
    if not i or text[i - 1] not in words("plural-determiner") or i + 1 >= len(doc) or i in ix.covered:
        return 0
    if text[i + 1] != "," and not _joins(doc, i + 1):
        return 0
    noun = _people(doc, i, ix)
    return 0 if noun is None else i + len(noun.words)


def _joins(doc: Doc, i: int) -> bool:
    return lowered(doc)[i] in words("coordinator")


def _people(doc: Doc, i: int, ix: Index) -> Noun | None:
    """The plural noun of people at a token, an office or a common noun."""
    office = office_phrase(doc, i, ix)
    if office is not None and office.plural:
        return Noun(tuple(lowered(doc)[i : office.head_end]), "Group", "Group", True, ())
    several = (n for n in by_first_word().get(lowered(doc)[i], ()) if n.plural and n.people and n.type == "Group")
    return next((n for n in several if tuple(lowered(doc)[i : i + len(n.words)]) == n.words), None)
