"""Doc → mentions of people: a civility or given name with the words that follow, and the model's persons repaired.

`[M. Roy]`, `ministre [Anne Le Gall]`, `[Xi Jinping]`: the civility belongs to the mention, the title never.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import (
    is_acronym_of,
    is_capital,
    is_unit,
    opens_sentence,
    over_article,
)
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.family_first import family_first_end
from kgextract.nlp.mentions.firms import medium_ends
from kgextract.nlp.mentions.heads import head_class, is_generic
from kgextract.nlp.mentions.lone_given import stands_alone
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import (
    after_particles,
    behind_office,
    grown_end,
    is_colour,
    is_of_an_office,
    person,
)
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.mentions.unknown_people import LONGEST_GIVEN, entitled, speaking, told_to_readers, whence
from kgextract.nlp.roles.heads import is_office, office_head
from kgextract.tables.names import firm_words, given_name_gender, not_names, words

_SHORT = 2  # letters of `Me`, `Pr`

_LONGER = 4  # words of a known name before its last one


def people(doc: Doc) -> list[Mention]:
    """Everybody who is announced by a civility or a given name."""
    found: list[Mention] = []
    i = 0
    while i < len(doc):
        mention = _announced(doc, i)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        i = mention.end
    return found


def _announced(doc: Doc, i: int) -> Mention | None:
    token = doc[i]
    nxt = doc[i + 1] if i + 1 < len(doc) else None
    if nxt is None or not (token.pos_ == "PROPN" or is_capital(token) or token.lower_ in words("civility")):
        return None
    if token.lower_ in words("definite") and nxt.lower_ in words("civility") and _civil(doc, i + 1):
        return None  # `Le Dr Roy`, no given name
    if token.lower_ in words("civility") and _civil(doc, i):
        end = _civil_end(doc, i)
        start = i + 1 if token.lower_ in words("outside-civility") else i
        return person(doc, start, end, rule="civility", confidence=0.95) if end > i + 1 else None
    if i and doc[i - 1].lower_ in firm_words("medium-lead") and is_capital(doc[i - 1]) and not medium_ends(doc, i):
        return None  # `Radio Nova`
    if i and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
        if token.ent_type_ != "PER" or (i > 1 and over_article(doc, i - 2) == i):
            return None  # `Météo-France Paul Roy`, `al-Habib`
    if i > 1 and is_generic(doc[i - 1].lower_) and (doc[i - 1].is_lower or doc[i - 1].is_upper):
        if not is_of_an_office(doc, i - 1):
            return None  # `le parti Zenobia Mining`, `l'ONG Hami Nepal`
    if i and nxt.text in given_name_gender() and (_known_complement(doc, i, i + 1) or _branch(doc, i)):
        return None  # `l'ambassadrice de France | Anne Roy`, `la PDG d'Orange France | Anne Roy`
    whole = family_first_end(doc, i)
    inner = whole is not None and is_capital(doc[i - 1]) and any(family_first_end(doc, k) for k in range(i + 1, whole))
    if whole is not None and not (i and inner):  # `la province de Lao Cai | Giang Thi Dung`
        return person(doc, i, whole, rule="given-name", confidence=0.85)
    after = _given_end(doc, i)
    if after is None or after >= len(doc):
        return told_to_readers(doc, i) or speaking(doc, i) or entitled(doc, i)
    if _aged(doc, after) or told_to_readers(doc, after + 1) or stands_alone(doc, i, after):
        return person(doc, i, after, rule="given-name", confidence=0.8)
    nxt = doc[after]
    if token.ent_type_ in ("ORG", "LOC") and token.ent_iob_ == "B" and nxt.ent_type_ == token.ent_type_:
        if token.ent_type_ == "LOC" and not _acts(doc, i):
            return None
        if token.ent_type_ == "ORG" and after + 1 < len(doc) and doc[after + 1].ent_iob_ == "I":
            return None
    start = behind_office(doc, _entity_start(doc, i))
    if 0 < start < i and (head_class(doc.lowered[start - 1]) or _known_complement(doc, start, i)):
        start = i  # `le président de l'association Rivages | Luc Roy`
    if (stop := after_particles(doc, after)) is not None:
        return person(doc, start, grown_end(doc, stop), rule="given-name", confidence=0.85)
    if len(nxt) == 2 and nxt.text[0].isupper() and nxt.text[1] == "." and after + 1 < len(doc):
        if is_capital(doc[after + 1]) and doc[after + 1].pos_ in ("PROPN", "X"):
            return person(doc, start, grown_end(doc, after + 2), rule="given-name", confidence=0.85)  # `Eric P. Roy`
    if not is_capital(nxt) or nxt.lower_ in not_names("bare-noun") or opens_sentence(nxt):
        return None
    if nxt.text in words("club-mark"):
        return None  # `Violette AC`
    if nxt.pos_ in ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX") or (
        not nxt.text[-1:].isalpha() and "'" not in nxt.text
    ):
        return None
    return person(doc, start, grown_end(doc, after + 1), rule="given-name", confidence=0.85)


def _branch(doc: Doc, i: int) -> bool:
    """Does a known place stand at a token behind a known body, or is the last word of a known name there?"""
    longer = (m.entries[0].part for m in starting(doc, max(0, i - _LONGER), i) if m.end == i + 1)
    if any(part in ("organisation", "place") for part in longer):
        return True  # `le PDG d'Air France | Luc Roy`, `la maire de San Francisco | Anne Roy`
    place = any(m.end == i + 1 and m.entries[0].part == "place" for m in starting(doc, i, i + 1))
    return place and any(m.end == i and m.entries[0].part == "organisation" for m in starting(doc, i - 1, i))


def _known_complement(doc: Doc, start: int, end: int) -> bool:
    """`l'ambassadrice de France | Anne Roy`: a known place or body between `de` behind an office and a given name."""
    at = start - (doc.lowered[start - 1] in words("plain-article")) - 1
    if at < 1 or doc.lowered[at] not in words("of") or office_head(doc, at - 1) is None:
        return False
    return any(m.end == end and m.entries[0].part in ("place", "organisation") for m in starting(doc, start, start + 1))


def _aged(doc: Doc, end: int) -> bool:
    """`Bernadette, 72 ans,`, `Cyprien, tout juste 19 ans,`: an age behind the name."""
    if end + 3 >= len(doc) or doc[end].text != ",":
        return False
    at = next((k for k in range(end + 1, end + 4) if doc[k].pos_ == "NUM" or doc[k].is_punct), end)
    return doc[at].pos_ == "NUM" and doc[at + 1].lower_ in words("age-noun") and doc[at + 2].is_punct


def _acts(doc: Doc, i: int) -> bool:
    """A name without preposition or article that a verb follows: somebody, whatever the model takes it for.

    Two words, the first of them a given name, are enough between commas: `le gérant, Hassan Berrada, a été entendu`.
    """
    end = i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and is_capital(doc[end]):
        end += 1
    if end + 1 >= len(doc) or (i and doc[i - 1].pos_ in ("ADP", "DET")):
        return False
    if end - i == 2 and i and doc[i - 1].text == doc[end].text == ",":
        return doc[end + 1].pos_ in ("VERB", "AUX")
    if end - i == 2 and opens_sentence(doc[i]) and doc.between(i, end) not in town_names():
        return doc[end].pos_ in ("VERB", "AUX")
    return end - i > 2 and doc[end].pos_ in ("VERB", "AUX")


def _given_end(doc: Doc, i: int) -> int | None:
    """The end of the given name at token i, hyphens included (`Jean-Luc`), or None."""
    if not is_capital(doc[i]):
        return None
    end = i + 1
    text = doc[i].text
    last = min(len(doc) - 1, i + LONGEST_GIVEN)
    while end < last and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        text += "-" + doc[end + 1].text
        end += 2
    known = given_name_gender()
    return end if text in known or (doc[i].text in known and doc[i].ent_type_ != "LOC") else None


def _entity_start(doc: Doc, i: int) -> int:
    """Where the model's person starts that holds token i, titles left out: `Leila` in `Leila Ben Khalifa`."""
    start = i
    while start > 0 and doc[start].ent_type_ in ("PER", "MISC") and doc[start].ent_iob_ == "I":
        if start > 1 and doc[start - 1].text == "-" and is_capital(doc[start - 2]) and not doc[start - 2].whitespace_:
            start -= 2  # `Fritz-Gérald Pierre`
            continue
        if not is_capital(doc[start - 1]):
            break
        if doc[start - 1].lower_ in words("civility") or doc[start - 1].lower_ in not_names("bare-noun"):
            break
        if is_colour(doc, start - 1) or whence(doc, start - 1) or doc[start - 1].lower_ in words("apposed-title"):
            break  # `le Docteur | Jean ROY`
        if start > 1 and doc[start - 1].pos_ == "NOUN" and doc[start - 2].lower_ in words("definite"):
            break  # `le ministre portugais de la Pêche | Rodrigo de Almeida`
        if any(e.part == "organisation" for m in starting(doc, start - 1, start) for e in m.entries):
            break  # `la présidente du Sénat Anne Roy`
        if (start > 1 and doc[start - 2].lower_ in firm_words("medium-lead")) or medium_ends(doc, start):
            break  # `Radio Nova | Anne Roy`
        if start > 1 and head_class(doc[start - 2].lower_) and is_acronym_of(doc, start - 1):
            break  # `le chef du parti MCSS Luc Roy`
        if is_office(doc, start - 1):
            break
        start -= 1
    # `la directrice de l'école Jean-Roy Anne Blin`
    honoured = start < i and doc[start].text not in given_name_gender() and start > 0
    return i if honoured and doc[start - 1].lower_ in words("whole-with-name") else start


def _civil(doc: Doc, i: int) -> bool:
    """Is the civility one (`M` without a dot may be a letter)?"""
    word = doc[i].lower_
    after = doc[i + 1]
    if is_unit(doc, i):
        return False
    if i > 0 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
        return False  # `J-M Roy`
    if word in words("honorific") and i and doc[i - 1].pos_ == "DET" and doc[i - 1].lower_ in words("definite"):
        return False  # `la SEM Rivages`
    lettered = doc[i].is_upper and doc[i].is_alpha and len(word) > 1 and word not in words("honorific")
    if lettered and not after.is_upper:
        return False  # `MR`, a party
    if word in words("civility-letter"):
        inside = len(word) == _SHORT and doc[i].is_title and is_capital(after)  # `a dit à Reuters | Me Roy`
        named = after.ent_type_ == "PER" or (inside and not opens_sentence(doc[i]))
        return named and is_capital(doc[i]) and after.text not in ".-"
    if not is_capital(after):
        here = i + 1
        while here < len(doc) - 1 and here < i + 4 and doc[here].lower_ in words("particle"):
            here += 1
        return (here > i + 1 and is_capital(doc[here])) or over_article(doc, i + 1) > i + 1
    return after.lower_ not in not_names("bare-noun")


def _civil_end(doc: Doc, i: int) -> int:
    here = i + 1
    while here < len(doc) and doc[here].lower_ in words("civility"):
        here += 1
    while here + 1 < len(doc) and doc[here].lower_ in words("particle") and doc[here + 1].text != "-":
        here += 1
    here = over_article(doc, here)
    if here < len(doc) and doc[here].lower_ in words("apposed-title") and not is_capital(doc[here]):
        here += 1  # `M. le juge Roy`
    if here >= len(doc) or not is_capital(doc[here]) or doc[here].lower_ in not_names("bare-noun"):
        return i
    if is_office(doc, here):
        return i  # `Madame la Préfète`
    return grown_end(doc, here + 1)
