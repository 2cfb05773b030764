"""Acronyms → the full name they stand for: defined in brackets, or the initials of a name of the article.

"l'Agence internationale de l'énergie (AIE) … l'AIE"
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.coref.wording import fold
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention
from kgextract.tables.names import words

PARTY = "PoliticalParty"
_LONGEST = 8
_TURNED = 4  # letters of an acronym that may be in another language's order


def is_acronym(text: str) -> bool:
    """Two to eight capitals, with or without stops: "ONU", "O.N.U.", "M5S", "CEDEAO"; also "MoDem"."""
    letters = [c for c in text if c.isalnum()]
    if not 2 <= len(letters) <= _LONGEST or any(c.isspace() for c in text):
        return False
    capitals = sum(c.isupper() or c.isdigit() for c in letters)
    return letters[0].isupper() and capitals > 1 and capitals * 5 >= len(letters) * 2


def stands_for(acronym: str, name: str) -> bool:
    """Whether the letters are the initials of the name, function words counted or not.

    >>> stands_for("AIE", "Agence internationale de l'énergie"), stands_for("OMS", "Organisation mondiale du commerce")
    (True, False)
    >>> stands_for("RCV", "RC Vannes"), stands_for("SRFC", "Stade rennais FC")
    (True, True)
    >>> stands_for("TF1", "Toronto FC")
    False
    """
    numbered = acronym[-1:].isdigit() and acronym[-2:-1].isalpha()
    if numbered and acronym[-1] not in name:
        return False
    letters = [c for c in fold(acronym).replace(" ", "") if c.isalpha()]
    parts = fold(" ".join(_letters(name.split(), len(letters)))).split()
    if len(letters) < 2 or len(parts) < 2:
        return False
    strong = [p[0] for p in parts if not _small(p) or p.isdigit()]
    every = [p[0] for p in parts]
    turned = len(letters) >= _TURNED and sorted(letters) == sorted(strong)  # `Association européenne … (ACEA)`
    return letters in (strong, every) or turned or (len(letters) > 2 and _in_order(letters, parts))


def spells(acronym: str, name: str) -> bool:
    """Whether the letters are the initials of the name beside them, in another language's order perhaps.

    >>> spells("MPC", "comité de politique monétaire"), spells("AMF", "gendarme de la Bourse")
    (True, False)
    """
    strong = sorted(p[0] for p in fold(name).split() if not _small(p))
    return stands_for(acronym, name) or (len(strong) > 2 and sorted(fold(acronym)) == strong)


def _letters(parts: list[str], most: int) -> list[str]:
    """The letters of fewer than `most` capitals beside a name, one by one: *RC Vannes* → *R C Vannes*."""
    if len(parts) < 2 or all(p.isupper() for p in parts):
        return parts
    return [x for p in parts for x in (p if p.isalpha() and p.isupper() and len(p) < most else [p])]


def _in_order(letters: list[str], parts: list[str]) -> bool:
    """Each letter opens a part, in order; only short parts are passed over."""
    at = 0
    for part in parts:
        if at < len(letters) and part[0] == letters[at]:
            at += 1
        elif not _small(part):
            return False
    return at == len(letters)


def _small(part: str) -> bool:
    """A word whose initial an acronym may leave out (`de`, `pour`)."""
    return len(part) <= 3 or part in words("left-out-of-acronyms")


def bracketed(doc: Doc, mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs (name, short form): "Long name (SHORT)" and "SHORT (Long name)"."""
    starts = {m.start: m for m in sorted(mentions, key=lambda m: m.end)}
    for end in sorted({m.end for m in mentions}):
        inner = starts.get(end + 1) if end < len(doc) and doc[end].text == "(" else None
        if inner is None or inner.end >= len(doc) or doc[inner.end].text not in (")", ",", ";"):
            continue
        if inner.rule == "dateline":
            continue  # `Kervignon (ATOP) –`
        outer = sorted((m for m in mentions if m.end == end), key=lambda m: m.start)
        fitting = [m for m in outer if stands_for(_text(doc, inner), _text(doc, m))]
        if not fitting and outer[0].type == "Place":
            continue  # `la région de Nendaz (VS)`: the canton
        one = (fitting or outer)[0]
        if not fitting and inner.cls == PARTY != one.cls:
            continue  # `la mairie de Lens (PS)`
        long, short = (one, inner) if len(_text(doc, one)) >= len(_text(doc, inner)) else (inner, one)
        if is_acronym(_text(doc, short)):
            yield long, short


def _text(doc: Doc, m: Mention) -> str:
    """The words of a mention."""
    return doc.between(m.start, m.end)
