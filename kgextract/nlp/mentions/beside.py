"""Doc, the noun for a kind of body → the name beside it: `le parti [Lumière du peuple]`, `l'ONG [Rives vivantes]`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_acronym_of, is_capital, name_end, named, opens_sentence, starts_person
from kgextract.nlp.grammar.phrases import complement
from kgextract.nlp.grammar.prepositions import genitive
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.complements import before_holder, common_tail, joined_tail, motto_tail, said_of
from kgextract.nlp.mentions.inner import lone_name
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import BodyHead, demonyms, endings, words

_DIGITS = 2  # of a number at the end of a name
_SOCIETY = "NGO"
_MEDIUM = "MediaOutlet"
_MOTTOES = (_SOCIETY, "PoliticalParty", "Union", "Organization")  # bodies that a motto may name
# bodies whose names stand after `de` and the noun for their kind
KINDS = frozenset({"PoliticalParty", "SportsBody", "Company", "MediaOutlet", "Union"})


def beside(doc: Doc, start: int, row: BodyHead) -> Mention | None:
    """The name beside a head that says what it is."""
    while is_capital(doc[start - 1]) and doc[start - 1].pos_ == "ADJ" and not opens_sentence(doc[start - 1]):
        start -= 1  # `Nouvel Élan`
    own_name = (row.class_ in KINDS or row.class_ == _SOCIETY) and lone_name(doc, start)
    known = (m.end for m in starting(doc, start, start + 1) if m.entries[0].part == "organisation")
    end = next((end for end in known if not _is_half(doc, end)), 0)
    by_people = row.strength == "generic" and not (row.class_ == _MEDIUM and not end)  # `dit sur la chaîne | Luc Roy`
    if starts_person(doc, start) and not by_people and not own_name:
        return None
    own = doc[start].lower_ in words("plain-article") and start + 1 < len(doc)
    alone = is_acronym_of(doc, start) and starts_person(doc, start + 1)  # `le parti MCSS Luc Roy`
    end = end or (start + 1 if alone else name_end(doc, start + own))
    while start < end < len(doc) and not alone and _is_of_the_name(doc, end):
        end += 1
    if own and end > start and doc[end - 1].pos_ == "NOUN":
        end = complement(doc, end, words("of-lemma"), brackets=False, lists=False)  # `Les Amis du fleuve`
        end += end == start + 2 and _agrees(doc, end)  # `Les Mains tendues`
    elif end == start + 1 + own and _agrees(doc, end):
        end += 1
    elif end > start and _numbered(doc, end):
        end += 1
    if end <= start or (end - start == 1 and len(doc[start]) == 1):
        return None  # `le groupe B`
    tail = common_tail(doc, start, end)
    if row.class_ in _MOTTOES and tail == end:
        tail = max(f(doc, start, end) for f in (joined_tail, motto_tail, said_of))
    end = before_holder(doc, start - 1, tail, honours=True)
    found = named(doc, start, end, "Organization", row.class_, rule="body-beside", confidence=0.8)
    return found if end > start else None  # `la présidente du groupe d'études | Anne Roy`


def called_so(doc: Doc, start: int, row: BodyHead) -> Mention | None:
    """The motto beside a head, whatever the model takes its first word for (`le collectif [Sauvons nos puits]`)."""
    if row.class_ not in _MOTTOES or start + 1 >= len(doc) or not doc[start].is_title or opens_sentence(doc[start]):
        return None
    call = doc[start].lower_.endswith(endings("motto-call")) or doc[start].lower_ in words("motto")
    end = motto_tail(doc, start, start + 1) if call and doc[start + 1].is_lower else start + 1
    if end == start + 1:
        return None
    return named(doc, start, end, "Organization", row.class_, rule="body-beside", confidence=0.8)


def _is_half(doc: Doc, end: int) -> bool:
    """`Inter | -Environnement Wallonie`: a known name before a hyphen and a word, no letters (`CGT | -CFDT`)."""
    return doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end + 1].is_upper


def behind_kind(doc: Doc, base: int) -> int | None:
    """Where the name begins behind the kind of a body: `le parti d'opposition [Ennour]`."""
    link = genitive(doc, base)
    if link is None or link.contracted or link.end + 1 >= len(doc):
        return None
    here = link.end + (doc[link.end].pos_ == "ADJ" and doc[link.end].is_lower)  # `d'extrême droite`
    kind, name = doc[here], here + 1
    if kind.pos_ != "NOUN" or not kind.is_lower or office_head(doc, link.end) is not None:
        return None
    name += name < len(doc) and doc[name].pos_ == "ADJ" and doc[name].is_lower
    return name if name < len(doc) and is_capital(doc[name]) and doc[name].is_alpha else None


def _numbered(doc: Doc, i: int) -> bool:
    """`le parti Cap 21`: a number that counts nothing."""
    if i >= len(doc) or not doc[i].text.isdigit() or len(doc[i]) > _DIGITS or not doc[i - 1].whitespace_:
        return False
    return i + 1 == len(doc) or doc[i + 1].pos_ not in ("NOUN", "ADJ", "NUM", "PROPN")


def _is_of_the_name(doc: Doc, i: int) -> bool:
    """A further capital that the tagger takes for a common word: `l'ONG Terre Vive`, `le syndicat Unité Rail`."""
    return is_capital(doc[i]) and doc[i - 1].whitespace_ != "" and doc[i].is_alpha and not starts_person(doc, i)


def _agrees(doc: Doc, i: int) -> bool:
    """`Rives vivantes`: an adjective in the plural behind the one word of a name in the plural."""
    plural = i < len(doc) and doc[i].lower_.endswith("s") and doc[i - 1].lower_.endswith("s")
    return plural and doc[i].pos_ == "ADJ" and doc[i].text.islower() and doc[i].lower_ not in demonyms()
