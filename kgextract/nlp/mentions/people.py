"""Doc → mentions of people: a civility or given name with the words that follow, and the model's persons repaired.

`[M. Roy]`, `ministre [Anne Le Gall]`, `[Xi Jinping]`: the civility belongs to the mention, the title never.
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import (
    gentile_endings,
    is_acronym_of,
    is_capital,
    is_gentile,
    is_initial,
    is_unit,
    named,
    opens_sentence,
)
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.firms import medium_ends
from kgextract.nlp.mentions.heads import head_class, is_generic
from kgextract.nlp.mentions.lone_given import stands_alone
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.person_names import (
    after_particles,
    behind_office,
    grown_end,
    is_colour,
    may_stand_alone,
    person,
)
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.roles.heads import is_office, office_head
from kgextract.tables.names import demonyms, firm_words, given_name_gender, not_names, words

_LONGEST_GIVEN = 8  # tokens of a given name with its hyphens


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


def repaired(doc: Doc, start: int, end: int) -> Mention | None:
    """Tokens [start, end) that the model takes for a person → the mention of the name in them, or None."""
    while start < end and (not is_capital(doc[start]) or _is_title(doc, start, end)):
        start += 1
    if start + 1 < end and opens_sentence(doc[start]) and doc[start].lower_ in words("definite"):
        if doc[start + 1].pos_ == "NOUN":
            return None  # `Le Frère` at the start of a sentence
    stop = start
    while stop < end and not doc[stop].is_space and doc[stop].text not in ',;:()[]«»"/–—':
        stop += 1
    end = stop
    while end > start and not ((is_capital(doc[end - 1]) and doc[end - 1].is_alpha) or doc[end - 1].text[-1:] == "."):
        if doc[end - 1].text[:1].isupper():
            break
        end -= 1
    start += end - start > 2 and start > 0 and bool(head_class(doc[start - 1].lower_)) and is_acronym_of(doc, start)
    if end <= start or (end - start == 1 and _apposed_office(doc, start)):
        return None
    if all(t.lower_ in words("civility") | words("possessive") for t in doc[start:end]):
        return None  # `Son Excellence | Monsieur Roy`
    if start > 0 and _named_after(doc, start):
        return None  # `le prix Nobel`, `les rues Bergson et Curie`
    grown = grown_end(doc, end)
    if grown - start == 1 and _qualifies(doc, start):
        return None
    if _is_led(doc, start):
        return named(doc, start, grown, "Organization", "Organization", rule="model", confidence=0.55)
    start = behind_office(doc, _with_initials(doc, start))
    if grown - start == 1 and (not may_stand_alone(doc, start) or is_gentile(doc, start, grown)):
        return None
    if grown - start == 1 and is_initial(doc[start]):
        return None  # `les frères M.`
    if grown - start == 1 and start and doc[start - 1].lower_ in words("of-one-thing"):
        if doc[start].lower_ in demonyms() or doc[start].lower_.endswith(gentile_endings()):
            return None  # `l'Espagnol`
    short = 1 < len(doc[start]) < 5 or (start > 0 and doc[start - 1].lower_ in words("definite"))  # `la CONEB`
    if grown - start == 1 and short and len(doc[start]) > 1 and doc[start].is_upper and not _full_caps(doc, start):
        return named(doc, start, grown, "Organization", "Organization", rule="model", confidence=0.55)
    if grown < len(doc) and doc[grown].text[:1] == "-" and doc[grown].pos_ == "PRON":
        return None  # `Faudra-t-il`
    return person(doc, start, grown, rule="model", confidence=0.6)


def _qualifies(doc: Doc, i: int) -> bool:
    """`le centre démocrate Humaniste`: a common adjective with a capital behind another of a noun that is nobody."""
    if i < 2 or not is_common(doc, i) or doc[i - 1].pos_ not in ("ADJ", "NOUN") or not doc[i - 1].is_lower:
        return False
    return (
        doc[i - 2].pos_ == "NOUN" and office_head(doc, i - 2) is None and doc[i - 2].lower_ not in words("person-noun")
    )


def _apposed_office(doc: Doc, i: int) -> bool:
    """`Robin Bins, Avocat au barreau`: an office with a capital between a comma and its complement."""
    beside = 0 < i < len(doc) - 1 and doc[i - 1].text == "," and doc[i + 1].pos_ == "ADP"
    return beside and doc[i].is_title and office_head(doc, i) is not None


def _full_caps(doc: Doc, i: int) -> bool:
    """Are the words around in capitals too?"""
    return any(t.is_alpha and t.is_upper and len(t) > 1 for t in (*doc[max(0, i - 1) : i], *doc[i + 1 : i + 2]))


def _named_after(doc: Doc, start: int) -> bool:
    """Does a thing that bears the name stand before it, or before another name that is coordinated with it?"""
    k = start - 1
    while k > 0 and (is_capital(doc[k]) or doc[k].text in "-," or doc[k].lower_ in words("coordinator")):
        k -= 1
    lone = k == start - 1 or not is_capital(doc[start - 1])
    return lone and doc[k].lower_ in not_names("named-after-somebody" if k == start - 1 else "ways")


def _is_led(doc: Doc, i: int) -> bool:
    """`le directeur général d'Elkem Silicones`, `l'ONG Hami Nepal`: what somebody manages and what an NGO is."""
    if i > 1 and doc[i - 1].is_upper and is_generic(doc[i - 1].lower_) and not _is_of_an_office(doc, i - 1):
        return True
    if i < 2 or doc[i - 1].lower_ not in words("elided-of") or doc[i].text in given_name_gender():
        return False
    return doc[i - 2].lower_ in words("company-leader") or (
        i > 2 and f"{doc[i - 3].lower_} {doc[i - 2].lower_}" in words("company-leader")
    )


def _with_initials(doc: Doc, start: int) -> int:
    """`J-M Roy`: initials with a hyphen before the name."""
    while start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and doc[start - 2].text.isupper():
        start -= 2
    return start


def _announced(doc: Doc, i: int) -> Mention | None:
    token = doc[i]
    nxt = doc[i + 1] if i + 1 < len(doc) else None
    if nxt is None or not (token.pos_ == "PROPN" or is_capital(token) or token.lower_ in words("civility")):
        return None
    if token.lower_ in words("civility") and _civil(doc, i):
        end = _civil_end(doc, i)
        start = i + 1 if token.lower_ in words("outside-civility") else i
        return person(doc, start, end, rule="civility", confidence=0.95) if end > i + 1 else None
    if i and doc[i - 1].lower_ in firm_words("medium-lead") and is_capital(doc[i - 1]) and not medium_ends(doc, i):
        return None  # `Radio Nova`
    if i and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and token.ent_type_ != "PER":
        return None  # `Météo-France Paul Roy`
    if i > 1 and is_generic(doc[i - 1].lower_) and (doc[i - 1].is_lower or doc[i - 1].is_upper):
        if not _is_of_an_office(doc, i - 1):
            return None  # `le parti Zenobia Mining`, `l'ONG Hami Nepal`
    if i and nxt.text in given_name_gender() and (_known_complement(doc, i, i + 1) or _branch(doc, i)):
        return None  # `l'ambassadrice de France | Anne Roy`, `la PDG d'Orange France | Anne Roy`
    after = _given_end(doc, i)
    if after is None or after >= len(doc):
        return _told_to_readers(doc, i) or _speaking(doc, i) or _entitled(doc, i)
    if _aged(doc, after) or _told_to_readers(doc, after + 1) or stands_alone(doc, i, after):
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
    if nxt.lower_ in words("particle"):
        stop = after_particles(doc, after)
        if stop is not None:
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


def _is_of_an_office(doc: Doc, noun: int) -> bool:
    """`la présidente de l'association | Anne Roy`: is the noun the complement of an office, whose holder follows?"""
    k = noun - 1
    while k > 0 and doc[k].pos_ in ("DET", "ADJ", "ADP"):
        k -= 1
    return doc[k].lower_ in words("person-noun") or office_head(doc, k) is not None


def _branch(doc: Doc, i: int) -> bool:
    """Does a known place stand at a token behind a known body?"""
    place = any(m.end == i + 1 and m.entries[0].part == "place" for m in starting(doc, i, i + 1))
    return place and any(m.end == i and m.entries[0].part == "organisation" for m in starting(doc, i - 1, i))


def _known_complement(doc: Doc, start: int, end: int) -> bool:
    """`l'ambassadrice de France | Anne Roy`: a known place or body between `de` behind an office and a given name."""
    at = start - (doc.lowered[start - 1] in words("plain-article")) - 1
    if at < 1 or doc.lowered[at] not in words("of") or office_head(doc, at - 1) is None:
        return False
    return any(m.end == end and m.entries[0].part in ("place", "organisation") for m in starting(doc, start, start + 1))


def _speaking(doc: Doc, i: int) -> Mention | None:
    """`…, explique Joechen Zaumseil.`: two unknown capitalised words after a verb that follows a comma or quotation."""
    mark = i - 2
    while mark > 0 and (doc[mark].pos_ == "AUX" or doc[mark].text[:1] == "-"):
        mark -= 1
    if mark < 0 or doc[i - 1].pos_ != "VERB" or doc[mark].text not in (",", "»", '"', "”"):
        return None
    first, second = doc[i], doc[i + 1]
    if not (is_capital(first) and is_capital(second) and first.pos_ == second.pos_ == "PROPN"):
        return None
    if first.ent_type_ not in ("", "MISC") or first.text.isupper():
        return None
    return person(doc, i, grown_end(doc, i + 2), rule="given-name", confidence=0.7)


def _told_to_readers(doc: Doc, i: int) -> Mention | None:
    """`Geoffrey (Morel, NDLR)`: the surname in brackets that readers are told."""
    if i < 2 or doc[i - 1].text != "(" or not is_capital(doc[i]) or not is_capital(doc[i - 2]):
        return None
    last = min(len(doc) - 1, i + _LONGEST_GIVEN)
    end = next((k for k in range(i + 1, last) if doc[k].text in ",)"), i)
    told = end > i and doc[end + 1].lower_ in not_names("editor-mark") and doc[i - 2].text in given_name_gender()
    return person(doc, i, end, rule="given-name", confidence=0.8) if told else None


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
    last = min(len(doc) - 1, i + _LONGEST_GIVEN)
    while end < last and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        text += "-" + doc[end + 1].text
        end += 2
    known = given_name_gender()
    return end if text in known or (doc[i].text in known and doc[i].ent_type_ != "LOC") else None


def _entity_start(doc: Doc, i: int) -> int:
    """Where the model's person starts that holds token i, titles left out: `Leila` in `Leila Ben Khalifa`."""
    start = i
    while start > 0 and doc[start].ent_type_ in ("PER", "MISC") and doc[start].ent_iob_ == "I":
        if not is_capital(doc[start - 1]):
            break
        if doc[start - 1].lower_ in words("civility") or doc[start - 1].lower_ in not_names("bare-noun"):
            break
        if is_colour(doc, start - 1) or _whence(doc, start - 1) or doc[start - 1].lower_ in words("apposed-title"):
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
        return after.ent_type_ == "PER" and is_capital(doc[i]) and after.text not in ".-"
    if not is_capital(after):
        here = i + 1
        while here < len(doc) - 1 and here < i + 4 and doc[here].lower_ in words("particle"):
            here += 1
        return here > i + 1 and is_capital(doc[here])
    return after.lower_ not in not_names("bare-noun")


def _civil_end(doc: Doc, i: int) -> int:
    here = i + 1
    while here < len(doc) and doc[here].lower_ in words("civility"):
        here += 1
    while here + 1 < len(doc) and doc[here].lower_ in words("particle") and doc[here + 1].text != "-":
        here += 1
    if here < len(doc) and doc[here].lower_ in words("apposed-title") and not is_capital(doc[here]):
        here += 1  # `M. le juge Roy`
    if here >= len(doc) or not is_capital(doc[here]) or doc[here].lower_ in not_names("bare-noun"):
        return i
    if is_office(doc, here):
        return i  # `Madame la Préfète`
    return grown_end(doc, here + 1)


def _is_title(doc: Doc, start: int, end: int) -> bool:
    """A capitalised common noun before the name proper: `Président Roy`, `Français Paul Roy`."""
    word = doc[start].lower_
    if word in words("outside-civility"):
        return True
    if is_office(doc, start) or (start + 1 < end and is_colour(doc, start)):
        return True
    if word in not_names("event-head") and doc[start].pos_ == "NOUN" and start + 1 < end:
        return True  # `Affaire Delmas :`
    if word in not_names("text-of-a-body") and start + 1 < end:
        return True
    return word in not_names("bare-noun") or (word in demonyms() and start + 1 < end and is_capital(doc[start + 1]))


def _whence(doc: Doc, i: int) -> bool:
    """Does a capital stand behind an article for where somebody is from (`le Letton`, `du Kényan`)?"""
    led = i > 0 and doc[i - 1].lower_ in words("of-one-thing") | words("contracted")
    return led and is_capital(doc[i]) and doc[i].lower_ in demonyms()


def _native(doc: Doc, i: int) -> Mention | None:
    """`la Néerlandaise Femke de Wit`: an unknown name of several words behind a capital for where somebody is from."""
    if not _whence(doc, i - 1) or not is_capital(doc[i]) or is_common(doc, i):
        return None
    if doc[i].ent_type_ == "ORG" and doc[i].ent_iob_ == "B":
        return None
    if any(m.entries[0].part == "organisation" for m in starting(doc, i, i + 1)):
        return None
    particle = doc[i + 1].lower_ in words("particle")
    end = after_particles(doc, i + 1) if particle else i + 2
    if end is None or not (particle or (is_capital(doc[i + 1]) and doc[i + 1].text.isalpha())):
        return None
    return person(doc, i, grown_end(doc, end), rule="given-name", confidence=0.7)


def _entitled(doc: Doc, i: int) -> Mention | None:
    """`par le ministre Roberge`: one capitalised word behind a title, which the model passed over."""
    token = doc[i]
    if i < 2 or doc[i - 1].lower_ not in words("office-head") or not doc[i - 1].text.islower():
        return None
    if token.pos_ != "PROPN" or not is_capital(token) or token.is_upper or len(token) < 3:
        return None
    if token.ent_type_ not in ("", "MISC"):
        return None
    if not may_stand_alone(doc, i) or is_gentile(doc, i, i + 1) or token.lower_ in words("office-head"):
        return None
    if i + 1 < len(doc) and (is_capital(doc[i + 1]) or doc[i + 1].text in ("-", "(")):
        return None
    return person(doc, i, i + 1, rule="model", confidence=0.6)
