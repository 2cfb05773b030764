"""Doc → the parties that stand right behind an office: `un député Renaissance`, `la sénatrice Horizons Anne Blin`.

Their names are common words, and the model takes them for somebody's. Any capitals are a party's where nobody's name
can stand: behind `un`, `plusieurs`, and behind a bare office that follows a name (`Anne Blin, élue Génération Avenir`).
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named
from kgextract.nlp.grammar.wordlist import cut, lowered, once, tags
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.matched import starting
from kgextract.tables.names import given_name_gender, not_names, words

_LONGEST = 3  # words of a party's name that no table has


def labels(doc: Doc) -> dict[int, Mention]:
    """The parties behind an office by their first token, found once a Doc."""
    return once(doc, "party labels", lambda: dict(_found(doc)))


def _found(doc: Doc) -> list[tuple[int, Mention]]:
    text, found = lowered(doc), []
    for k, word in enumerate(text):
        if word not in words("party-bearer") or is_capital(doc[k]):
            continue
        start = k + 1
        while start < len(doc) and tags(doc)[start] == "ADJ" and not is_capital(doc[start]):
            start += 1
        if start >= len(doc) or not is_capital(doc[start]) or doc[start].is_upper:
            continue
        end = _known(doc, start)
        if end is None and _no_name_follows(doc, k):
            end = _capitals(doc, start)
        if end is not None:
            party = named(doc, start, end, "Organization", "PoliticalParty", rule="party-label", confidence=0.75)
            found.append((start, party))
    return found


def _known(doc: Doc, start: int) -> int | None:
    """The end of the party at a token that a table has."""
    text = lowered(doc)
    ends = [start + len(parts) for parts in _labels() if text[start : start + len(parts)] == list(parts)]
    listed = (m.end for m in starting(doc, start, start + 1) if any(e.cls == "PoliticalParty" for e in m.entries))
    return max((*ends, *listed), default=None)


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(cut(label.lower())) for label in words("party-label"))


def _no_name_follows(doc: Doc, bearer: int) -> bool:
    """Is the office one of several, or said of the name before it, so that no name of its holder follows?"""
    text, k = lowered(doc), bearer - 1
    while k > 0 and tags(doc)[k] in ("ADJ", "NUM"):
        k -= 1
    if text[k] in words("indefinite") - words("of"):
        return True
    return k == bearer - 1 > 0 and text[k] == "," and is_capital(doc[k - 1]) and doc[k - 1].is_alpha


def _capitals(doc: Doc, start: int) -> int | None:
    """The end of the words with capitals at a token, None where they may be somebody's or a place's."""
    end = start
    while end < len(doc) and end - start <= _LONGEST and is_capital(doc[end]) and doc[end].is_alpha:
        end += 1
    known = any(m.end >= end for m in starting(doc, start, start + 1))
    somebody = doc[start].text in given_name_gender() or lowered(doc)[start] in words("civility")
    if known or somebody or end - start > _LONGEST or lowered(doc)[start] in not_names("calendar"):
        return None
    return end
