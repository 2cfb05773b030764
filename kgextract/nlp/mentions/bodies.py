"""Doc → mentions of bodies and places by grammar: a listed head noun with its complements or the name beside it.

`le ministère de la Transition écologique`, `la Cour suprême du Kenya`, `l'université de Lille` are whole names;
in `la société Orano` the noun only says that the name is a company's.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import after_head
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence, starts_person
from kgextract.nlp.grammar.phrases import complement, first_capital
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.beside import KINDS, behind_kind, beside, called_so
from kgextract.nlp.mentions.body_ends import body_end
from kgextract.nlp.mentions.clubs import clubs
from kgextract.nlp.mentions.complements import against, before_deed, before_holder, before_person, fighting
from kgextract.nlp.mentions.heads import Head, by_first_word
from kgextract.nlp.mentions.inner import lone_name
from kgextract.nlp.mentions.leads import is_yard, taken_up
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.places import ORDINAL, place
from kgextract.tables.names import BodyHead, PlaceHead, demonyms, nominal_words, not_names, words

_OURS = ("NGO", "PoliticalParty", "Union", "Organization")  # bodies named by what is ours: `Nos rivières`
_QUOTED = 8  # words of a name in quotation marks
# bodies that have no name of their own beside the head
NAMELESS = frozenset({"Parliament", "Court", "Government", "Ministry"})


def bodies(doc: Doc) -> list[Mention]:
    """The bodies and places of the Doc that the grammar of names finds."""
    table = by_first_word()
    text = lowered(doc)
    found: list[Mention] = []
    for i, word in enumerate(text):
        for head in table.get(word, ()):
            end = i + len(head.words)
            if tuple(text[i:end]) == head.words:
                mention = _read(doc, i, end, head)
                if mention is not None:
                    found.append(mention)
                    break
    return found + clubs(doc)


def _read(doc: Doc, start: int, end: int, head: Head) -> Mention | None:
    address = isinstance(head.row, PlaceHead) and head.row.address
    if doc[start].pos_ in ("VERB", "AUX", "ADP", "ADV", "PRON") and not is_capital(doc[start]) and not address:
        return None
    if isinstance(head.row, PlaceHead):
        return place(doc, start, end, head.row)
    return _body(doc, start, end, head.row, plural=head.plural)


def _body(doc: Doc, start: int, end: int, row: BodyHead, *, plural: bool) -> Mention | None:
    part = doc[start - 1].lower_ in words("elided-of")  # `le mot d'ordre « Non au péage »`
    if not (plural or part) and (quoted := _in_marks(doc, end)):  # `l'association « Vivre à Lens »`
        a, b = quoted
        return named(doc, a, b, "Organization", row.class_, rule="body-beside", confidence=0.8) if b > a else None
    capital = _has_capital(doc, start) and not (row.strength == "generic" and doc[start].text.isupper())
    base, names = after_head(doc, end - 1)
    base = max(base, end)
    if names and names[0] < end < names[1] and row.strength == "generic":
        names = (end, names[1])  # `ONG`, `Groupe`: a head that the model takes for part of the name
    elif names and names[0] == end - 1 and starts_person(doc, end - 1):
        return None  # a person with such a name
    if row.noun in words("territorial-body") and _of_a_place(doc, base):
        return None  # `le département de la Drôme`
    if plural or (row.plural == row.noun and doc[start - 1].lower_ in words("plural-determiner")):
        return None
    if not capital and not _determined(doc, start):
        return None
    if not capital and (taken_up(doc, start) or (row.noun in nominal_words("yard") and is_yard(doc, end))):
        return None  # `prend la direction du théâtre`, `la cour de l'Élysée`
    if not capital and doc[start - 2].lower_ in words("under-word") and preposition(doc, base) is not None:
        return None  # `sous la présidence d'Anne Roy`
    if not capital and row.class_ in KINDS and (name := behind_kind(doc, base)):
        return beside(doc, name, row)
    if row.noun in words("council-of-ministers") and (_presided(doc, start, base) or _sits(doc, start)):
        return None
    if not capital and (opposed := against(doc, base) or fighting(doc, end, row)):
        return _named(doc, start, opposed, row, head=start, confidence=0.8)
    if not capital and row.noun in words("small-part"):
        return None  # `la section Kolda-Vélingara`
    if not capital and row.class_ in _OURS and _is_ours(doc, end):
        return named(doc, end, end + 2, "Organization", row.class_, rule="body-beside", confidence=0.75)
    if names and row.noun in words("territorial-body"):
        return None  # `le préfet du département | Issiaka Yadia`
    if not capital and (motto := called_so(doc, end, row)) is not None:
        return motto
    if names and not capital:  # `la société Orano`, `le groupe Bolloré`: the name alone
        if opens_sentence(doc[names[0]]):
            return None
        if row.noun in words("whole-with-name") and (row.class_ not in NAMELESS or names[1] - names[0] == 1):
            known = (m.end for m in starting(doc, base, names[1]) if names[1] < m.end)
            return _named(doc, start, next(known, names[1]), row, head=start, confidence=0.75)
        if row.noun in words("whole-with-party") and (party := _of_party(doc, names[0])):
            own = replace(row, class_="Body") if row.class_ == "Company" else row  # `le groupe LR` is no firm
            return _named(doc, start, party, own, head=start, confidence=0.75)
        return beside(doc, names[0], row)
    if names and names[0] >= end and not (capital and (_firm(row, names) or row.noun in words("whole-with-name"))):
        if starts_person(doc, names[0]) or row.class_ in NAMELESS:
            base = names[0]
    if not capital and _says_what_it_is(doc, base, row):
        return None
    if row.fixed and not capital and _definite(doc, start - 1):
        stop = body_end(doc, base, row, capital=capital)
        stop = stop if first_capital(doc, base, stop) is not None else base
        return _named(doc, start, stop, row, head=start, confidence=0.8)
    stop = body_end(doc, base, row, capital=capital)
    begin = _with_number(doc, _with_word_before(doc, start, row) if capital else start, row)
    proper = begin < start or any(is_capital(doc[k]) for k in range(base, stop))
    if not capital:
        if begin == start and (row.strength == "generic" or not _names_it(doc, base, stop, row, proper=proper)):
            return None
    elif end - start == 1 and stop == end and (not names or names[0] < end):
        return _short(doc, start, end, row)
    elif end - start == 1 and row.class_ in NAMELESS and base == end and row.strength != "strong":
        if first_capital(doc, base, stop) is None:
            return _short(doc, start, end, row)
    if capital and not names and row.strength == "generic" and not proper:
        return None
    return _named(doc, begin, stop, row, head=start, confidence=0.85 if capital or proper else 0.7)


def _in_marks(doc: Doc, at: int) -> tuple[int, int] | None:
    """The name in quotation marks at token `at`: a capital and a few words without a mark, none of them said."""
    if at + 2 >= len(doc) or doc[at].text not in words("name-mark") or not is_capital(doc[at + 1]):
        return None
    for k in range(at + 2, min(at + 2 + _QUOTED, len(doc))):
        if doc[k].text in words("name-mark"):
            return at + 1, k
        if doc[k].is_punct and doc[k].text != "-":
            return None
    return None


def _is_ours(doc: Doc, i: int) -> bool:
    """`le collectif | Nos rivières`, `l'association | Notre avenir`: a possessive with a capital and its noun."""
    if i + 1 >= len(doc) or not doc[i].is_title or lowered(doc)[i] not in words("possessive"):
        return False
    return doc[i + 1].is_lower and is_common(doc, i + 1)


def _firm(row: BodyHead, names: tuple[int, int]) -> bool:
    """`Groupe Bel`: one name behind the capital of a general head is a firm's, not a person's."""
    return row.strength == "generic" and row.class_ not in NAMELESS and names[1] - names[0] == 1


def _named(doc: Doc, start: int, end: int, row: BodyHead, *, head: int, confidence: float) -> Mention:
    end = before_deed(doc, start, before_holder(doc, head, end, honours=row.noun in words("whole-with-name")))
    end = before_person(doc, start + 1, end) if row.class_ == "MediaOutlet" else end
    if end - head > 2 and doc[end - 1].is_digit and doc[end - 2].lower_ in words("of"):
        end -= 2  # `le Conseil communal | du 9 septembre`
    return named(doc, start, end, "Organization", row.class_, rule="body-grammar", confidence=confidence, head=head)


def _says_what_it_is(doc: Doc, base: int, row: BodyHead) -> bool:
    """`le parti des Verts`, `le club de l'Olympique`: after `de` stands a known body of that kind, the name itself."""
    found = genitive(doc, base)
    if found is None or row.class_ not in KINDS:
        return False
    name = found.end + 1 if _definite(doc, found.end) else found.end
    near = [m for at in (found.end, name) for m in starting(doc, at, at + 1)]
    return any(e.cls == row.class_ for m in near for e in m.entries)


def _of_a_place(doc: Doc, base: int) -> bool:
    """Does `de` follow with a proper name, or with a place that the gazetteer knows, but no state?"""
    found = genitive(doc, base)
    if found is None:
        return False
    name = found.end + 1 if _definite(doc, found.end) else found.end
    if name < len(doc) and doc[name].pos_ == "PROPN" and is_capital(doc[name]):
        if doc[name].lower_ not in not_names("bare-noun"):
            return True
    if name < len(doc) and is_capital(doc[name]) and not is_common(doc, name):
        return True
    near = starting(doc, name, name + 1)
    return bool(near) and near[0].entries[0].part == "place" and near[0].entries[0].cls != "Country"


def _presided(doc: Doc, start: int, base: int) -> bool:
    """`le président du Conseil italien`: the head of a government, not of a body."""
    if start < 2 or doc[start - 1].lower_ not in words("contracted"):
        return False
    if doc[start - 2].lower_ not in words("office-head") or base <= start + 1:
        return False
    return all(doc[k].lower_ in demonyms() for k in range(start + 1, base)) and preposition(doc, base) is None


def _sits(doc: Doc, start: int) -> bool:
    """`à l'issue du Conseil des ministres`: the sitting, not the body."""
    near = (preposition(doc, k) for k in range(max(0, start - 5), start))
    return any(f is not None and f.lemma in words("sitting-lead") and f.end in (start, start - 1) for f in near)


def _short(doc: Doc, start: int, end: int, row: BodyHead) -> Mention | None:
    """A capital alone: `le Parlement`, and `la Commission` where the article has no longer name with that word."""
    if not (start > 0 and (_definite(doc, start - 1) or doc[start - 1].lower_ in words("possessive"))):
        return None
    if end < len(doc) and is_capital(doc[end]) and doc[end].pos_ == "PROPN" and not starts_person(doc, end):
        return None
    if row.alone:
        return _named(doc, start, end, row, head=start, confidence=0.7)
    if row.strength == "generic" or row.class_ in ("Government", "ArmedForces", "Ministry"):
        return None
    return named(doc, start, end, "Organization", row.class_, rule="short-form", confidence=0.65, head=start)


def _determined(doc: Doc, start: int) -> bool:
    """A lower-case head needs a determiner: `chefs de gouvernement` names no government."""
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.pos_ == "ADJ" and start > 1:
        before = doc[start - 2]
    return before is not None and any(before.lower_ in words(c) for c in ("definite", "possessive", "one"))


def _with_word_before(doc: Doc, start: int, row: BodyHead) -> int:
    """`Haute Autorité`, `Vélo Club`: a capitalised adjective, or what a club is for, before a capitalised head."""
    before = doc[start - 1] if start > 1 else None
    kinds = ("ADJ", "PROPN", "NOUN", "X") if row.noun in words("with-noun-before") else ("ADJ", "PROPN")
    if before is not None and before.pos_ in kinds and is_capital(before) and not opens_sentence(before):
        if before.lower_ not in words("civility") and before.text.istitle() and doc[start - 2].pos_ in ("DET", "ADP"):
            return start - 1
    return start


def _with_number(doc: Doc, start: int, row: BodyHead) -> int:
    """`27e brigade`, `1er régiment`: the number of a unit belongs to its name."""
    if row.class_ == "ArmedForces" and start > 0 and ORDINAL.fullmatch(doc[start - 1].text):
        return start - 1
    return start


def _names_it(doc: Doc, base: int, stop: int, row: BodyHead, *, proper: bool) -> bool:
    """Is the complement of a lower-case head what makes it a name: `de la Justice`, `de Lille`?"""
    found = preposition(doc, base)
    if found is None or stop <= base:
        return False
    if row.strength == "capital":
        return row.class_ == "PoliticalParty" and _of_several(doc, base, found.end)
    here = found.end + 1 if _definite(doc, found.end) else found.end
    if row.class_ == "Court" and doc[here].lower_ in not_names("with-a-yard"):
        return False
    seat = row.noun.split()[0] in words("seated-body") and lone_name(doc, here)
    if starts_person(doc, found.end) and not seat:
        return False
    if here < len(doc) and doc[here].lower_ in words("office-head", "person-noun"):
        return False  # `le gouvernement du Premier ministre`
    if here < len(doc) and doc[here].lower_ in not_names("state") and doc[here].is_alpha and row.class_ != "Ministry":
        return False  # `un gouvernement d'États membres`
    if proper:
        return first_capital(doc, base, stop) is not None or row.strength == "strong"
    topical = row.noun in words("topical-body") and doc[here].lower_ not in words("no-field")
    field = row.class_ == "Ministry" or topical
    return row.strength == "strong" and field and (found.contracted or _definite(doc, found.end))


def _of_several(doc: Doc, base: int, here: int) -> bool:
    """`le mouvement des Jeunes patriotes`: common words in the plural with a capital, no group that a list has."""
    plural = lowered(doc)[base] in words("plural-determiner") and here + 1 < len(doc) and doc[here].is_title
    if not plural or not is_common(doc, here) or not lowered(doc)[here].endswith("s"):
        return False
    return doc.between(here, here + 2).lower() not in not_names("group-name") and doc[here].lower_ not in demonyms()


def _of_party(doc: Doc, start: int) -> int | None:
    """The end of the party, and of the assembly, that name a group: `groupe PS`, `groupe PS à l'Assemblée`."""
    party = next((m for m in starting(doc, start, start + 1) if m.entries[0].cls == "PoliticalParty"), None)
    if party is None:
        return None
    found = preposition(doc, party.end)
    if found is None or found.lemma not in words("to-a-place") or found.end + 1 >= len(doc):
        return party.end
    name = found.end + 1 if _definite(doc, found.end) else found.end
    held = any(h.row.class_ == "Parliament" for h in by_first_word().get(doc[name].lower_, ()))
    return complement(doc, party.end, words("to-a-place", "of-lemma")) if held else party.end


def _has_capital(doc: Doc, start: int) -> bool:
    """A capital that is not the first letter of a sentence."""
    if not is_capital(doc[start]):
        return False
    return not (opens_sentence(doc[start]) or (start > 0 and doc[start - 1].text in '.!?:«"\n'))


def _definite(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].lower_ in words("definite")
