"""Mentions → the same with acronyms: the long form beside a bracket, and the acronym wherever the article has it.

`Agence internationale de l'énergie (AIE)`, `Inrae (Institut national de …)`: a long form and its acronym are two
mentions of one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, named, opens_sentence
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.gazetteer import fold
from kgextract.nlp.mentions.heads import head_class
from kgextract.tables.names import not_names, words

_ACRONYM = re.compile(r"[A-ZÀ-Ý][\w&.-]{0,9}")
_SPOKEN = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]{2,8}")  # an acronym read as a word: `Inrae`
_LONGEST = 16  # words of a long form
_COMPLEMENT = ("NOUN", "ADJ", "ADP", "DET", "CCONJ", "PROPN", "ADV")  # `Office anti-fraude`
_GUESSED = (MODEL, "body-beside")
PARTY = "PoliticalParty"
SHORT = 3  # letters of an acronym that may be anybody's: the article's own long form decides


def with_acronyms(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Add the acronyms in brackets after a long form, and the long forms that an acronym's letters reveal."""
    by_end: dict[int, list[Mention]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: m.start - m.end):
        by_end[m.end].append(m)
    found = list(mentions)
    opened = {m.start: m for m in mentions if m.type in ("Document", "Organization") and m.rule != MODEL}
    parties = {m.start for m in mentions if m.cls == PARTY and m.key}
    articled = _with_article(doc)
    articled -= {doc[m.start].text for m in mentions if m.key and m.end - m.start == 1}
    known: dict[str, Mention] = {}
    people: dict[str, Mention] = {}
    for token in doc[1:-2]:
        if token.text != "(":
            continue
        explained = _explained(doc, token.i)
        if explained is not None:
            known.setdefault(doc[token.i - 1].text, explained)
            found.append(explained)
        acronym = doc[token.i + 1]
        if doc[token.i + 2].text not in (")", ",", ";") or acronym.lower_ in not_names("acronym-of-topic"):
            continue
        longs = by_end.get(token.i, [])
        if (bearer := _bearer(doc, longs, acronym.text)) is not None:
            people[acronym.text] = bearer
            continue
        if (body := _around_place(doc, longs, opened, token.i, acronym.text)) is not None:
            found += [] if body in found else [body]
            known[acronym.text] = body
            continue
        if not is_acronym(acronym.text) and not _is_spoken(doc, token.i, acronym.text, longs, articled):
            if not (_SPOKEN.fullmatch(acronym.text) and _cut_short(doc, opened, token.i, acronym.text)):
                continue
        long = _long_form(doc, longs, token.i, acronym.text)
        if long is not None and (whole := _last_of(doc, opened, long, token.i, acronym.text)) is not None:
            found = [m for m in found if not (m.start < long.start < m.end or m.start == whole.start or m is long)]
            found.append(whole)
            long = whole
        if long is not None and long.type != "Person" and not _stands_for(doc, long, token.i, acronym.text):
            continue
        if long is not None and token.i + 1 in parties and long.cls != PARTY:
            if initials(doc, token.i, acronym.text) is None:
                continue  # `la mairie de Lens (PS)`
        if long is None and (cut := _cut_short(doc, opened, token.i, acronym.text)):
            cut.end, long = token.i, cut
        if long is None or long.type == "Person":
            start = initials(doc, token.i, acronym.text) if long is None else None
            long = None
            if start is not None and _may_head(doc, start):
                long = _spelled(doc, start, token.i)
                found = [m for m in found if not (m.start < token.i and start < m.end and m.rule == MODEL)]
                found.append(long)
        elif long.type == "Place" and long.rule == MODEL:
            start = initials(doc, token.i, acronym.text)
            if start is not None:
                long.start, long.type, long.cls, long.rule = start, "Organization", "Organization", "acronym"
        elif long.type in ("Place", "Organization") and (start := initials(doc, token.i, acronym.text)) is not None:
            head = long.type == "Place" or head_class(doc[start].lower_)
            if start < long.start and is_capital(doc[start]) and head:
                # `Inter-Environnement Wallonie (IEW)`, `Mission d'observation de l'Union africaine (MOUA)`
                long = _spelled(doc, start, token.i)
                inner = range(start + 1, token.i)
                found = [m for m in found if m.start != start and not (m.start in inner and m.rule in _GUESSED)]
                found.append(long)
        if long is None or (long.type == "Place" and initials(doc, token.i, acronym.text) is None):
            continue
        if long.type in ("Organization", "Document") or (long.type == "Place" and long.key):
            known[acronym.text] = long
    return _with_initials(doc, _spread(doc, found, known), people)


def _bearer(doc: Doc, longs: list[Mention], letters: str) -> Mention | None:
    """`Paul St-Pierre Plamondon (PSPP)`, `Kouadio Konan Bertin (Kkb)`: the person whose initials are in the bracket."""
    if len(letters) < SHORT or not letters.isalpha():
        return None
    people = (m for m in longs if m.type == "Person")
    return next((m for m in people if _letters_of(doc.between(m.start, m.end)) == letters.lower()), None)


def _letters_of(name: str) -> str:
    return "".join(part[:1] for part in name.replace("-", " ").split()).lower()


def _with_initials(doc: Doc, mentions: list[Mention], people: dict[str, Mention]) -> list[Mention]:
    """The mentions, the initials of people as people wherever they stand."""
    if not people:
        return mentions
    found = [m for m in mentions if not (m.end - m.start == 1 and doc[m.start].text in people)]
    for token in doc:
        if (whole := people.get(token.text)) is not None:
            found.append(replace(whole, start=token.i, end=token.i + 1, head=token.i, rule="initials"))
    return found


def _explained(doc: Doc, bracket: int) -> Mention | None:
    """`l'APE (association de parents d'élèves)`: the long form in brackets behind its acronym."""
    acronym = doc[bracket - 1].text
    if not is_acronym(acronym) or acronym.lower() in not_names("acronym-of-topic"):
        return None
    last = min(len(doc), bracket + _LONGEST)
    end = next((k for k in range(bracket + 1, last) if doc[k].text == ")"), None)
    if end is None or initials(doc, end, acronym) != bracket + 1 or not _may_head(doc, bracket + 1):
        return None
    return _spelled(doc, bracket + 1, end)


def _may_head(doc: Doc, i: int) -> bool:
    """Does a capital or the noun of a body stand here?"""
    return is_capital(doc[i]) or head_class(doc[i].lower_) is not None


def _spelled(doc: Doc, start: int, end: int) -> Mention:
    cls = head_class(doc[start].lower_) or "Organization"
    return named(doc, start, end, "Organization", cls, rule="acronym", confidence=0.8, head=start)


def _with_article(doc: Doc) -> set[str]:
    """The words with a capital that have a definite article in the article: `la Koam`, not `Sambava`."""
    last = len(doc) - 1
    return {doc[t.i + 1].text for t in doc[:last] if t.lower_ in words("definite") and is_capital(doc[t.i + 1])}


def _is_spoken(doc: Doc, bracket: int, text: str, longs: list[Mention], articled: set[str]) -> bool:
    """`(Inrae)`, `(Synedeboc)`: one capital only, but the letters are initials, or are all in a body's long name.

    Where the letters are those of another language, the article elsewhere tells it: `la Koam`.
    """
    if not _SPOKEN.fullmatch(text):
        return False
    start = initials(doc, bracket, text)
    if start is not None:
        return _may_head(doc, start)
    bodies = ((m.start, m.end) for m in longs if m.type == "Organization")
    long = (b for b in bodies if len(doc.between(*b).replace("-", " ").split()) > 2)
    opening = text[:SHORT].lower()
    return any(text in articled or _abridges(doc, *b, text) or doc[b[0]].lower_.startswith(opening) for b in long)


def _abridges(doc: Doc, start: int, end: int, text: str) -> bool:
    """Does the acronym begin like the name, and has the name its letters in their order?"""
    letters = iter(fold(doc.between(start, end)))
    return fold(doc[start].text[:1]) == fold(text[:1]) and all(c in letters for c in fold(text))


def _spread(doc: Doc, mentions: list[Mention], known: dict[str, Mention]) -> list[Mention]:
    """Every occurrence of an acronym whose long form the article gives, with the long form's key and name."""
    for m in mentions:
        long = known.get(doc[m.start].text) if m.end - m.start == 1 else None
        if long is None or long.key is not None or m.key is None or _homonym(doc, long, m):
            continue
        if len(doc[m.start]) > SHORT:
            long.key, long.name, long.wikidata = m.key, m.name, m.wikidata
    kept = [m for m in mentions if not _is_letters(doc, m, known)]
    have = {(m.start, m.end) for m in kept}
    for token in doc:
        long = known.get(token.text)
        if long is None or (token.i, token.i + 1) in have:
            continue
        name = long.name or doc.between(long.start, long.end)
        short = named(doc, token.i, token.i + 1, long.type, long.cls, rule="acronym", confidence=0.9)
        short.key, short.name, short.wikidata = long.key, name, long.wikidata
        long.name = name
        kept.append(short)
    return kept


def _is_letters(doc: Doc, m: Mention, known: dict[str, Mention]) -> bool:
    """Is a mention one of the acronyms, alone or with the article that the model took for a part (`La Fetav`)?"""
    led = m.end - m.start == 2 and m.rule == MODEL and doc[m.start].lower_ in words("definite")
    return (led or m.end - m.start == 1) and doc[m.end - 1].text in known


def _homonym(doc: Doc, long: Mention, short: Mention) -> bool:
    """`Comité national pour le salut du peuple (CNSP)`: another body than the one that a table has by these letters."""
    own = fold(short.name or "").split()
    parts = [w for w in fold(doc.between(long.start, long.end)).split() if len(w) > SHORT]
    spelt = initials(doc, long.end, doc[short.start].text) == long.start
    stems = [w[: max(SHORT + 1, len(w) - 2)] for w in parts]  # `Parti démocratique du Sénégal`, `sénégalais`
    return spelt and 3 * sum(any(o.startswith(w) for o in own) for w in stems) <= 2 * len(parts)


def _long_form(doc: Doc, candidates: list[Mention], end: int, acronym: str) -> Mention | None:
    """Of the names that end before the bracket the one with the acronym's initials, else the longest."""
    start = initials(doc, end, acronym)
    return next((m for m in candidates if m.start == start), candidates[0] if candidates else None)


def _last_of(doc: Doc, opened: dict[int, Mention], long: Mention, bracket: int, acronym: str) -> Mention | None:
    """`Action des Alliés pour la République et la Démocratie (AARD)`: the body whose last word alone was found."""
    if long.rule != MODEL:
        return None
    if doc[long.start].lower_[:1] != acronym[:1].lower() and (cut := _cut_short(doc, opened, bracket, acronym)):
        return replace(cut, end=bracket) if cut.start < long.start and cut.type == "Organization" else None
    start = initials(doc, bracket, acronym) if long.end - long.start == 1 else None
    if start is None or start >= long.start - 1 or not is_capital(doc[start]) or opens_sentence(doc[start]):
        return None
    return _spelled(doc, start, bracket)


def _cut_short(doc: Doc, opened: dict[int, Mention], bracket: int, acronym: str) -> Mention | None:
    """The name before a bracket whose last complements nobody has read: `Plan pour l'accès | à l'eau (PAE)`."""
    for k in range(bracket - 1, max(-1, bracket - 1 - _LONGEST), -1):
        m = opened.get(k)
        if m is not None and m.end < bracket and m.key is None and is_capital(doc[k]):
            begun = m.end - k > 1 and doc[k].lower_[0] == acronym[0].lower() and is_acronym(acronym)
            return m if begun or _abridges(doc, k, bracket, acronym) else None
        if doc[k].pos_ not in _COMPLEMENT:
            return None
    return None


def _around_place(
    doc: Doc, longs: list[Mention], opened: dict[int, Mention], bracket: int, acronym: str
) -> Mention | None:
    """The body whose name a place closes (`la Fédération des pêcheurs au Togo (FPT)`, `… à Podor (Arivap)`)."""
    if not longs or any(m.type != "Place" or (m.rule == MODEL and is_acronym(acronym)) for m in longs):
        return None
    place = longs[0]
    start = initials(doc, bracket, acronym) if is_acronym(acronym) else None
    if start is not None:
        if start >= place.start or head_class(doc[start].lower_) is None:
            return None
        body = opened.get(start) or _spelled(doc, start, bracket)
    else:
        written = is_acronym(acronym) or _SPOKEN.fullmatch(acronym)
        cut = _cut_short(doc, opened, bracket, acronym) if written else None
        if cut is None or cut.type != "Organization":
            return None
        if not is_acronym(acronym) and not _abridges(doc, cut.start, bracket, acronym):
            return None
        body = cut
    body.end = bracket
    return body


def _stands_for(doc: Doc, long: Mention, end: int, acronym: str) -> bool:
    """Not where the letters are those of a shorter name inside (`groupe de travail de l'Examen … (EPU)`)."""
    start = initials(doc, end, acronym)
    return start is None or start <= long.start + 1 or doc[start - 1].lower_ not in words("definite")


def is_acronym(text: str) -> bool:
    """Two capitals or more, as the letters of a long form in a bracket."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(_ACRONYM.fullmatch(text)) and capitals >= 2 and capitals * 2 > len(letters)


def initials(doc: Doc, end: int, acronym: str) -> int | None:
    """Where the words start whose initials are the acronym's letters: `Mécanisme européen de stabilité (MES)`.

    Of four letters and more one word may be left out: `l'agriculture, l'alimentation et l'environnement (Inrae)`.
    """
    letters = [c.lower() for c in acronym if c.isalpha()]
    spared = len(letters) > SHORT
    here = end
    while letters and here > 0 and end - here < _LONGEST:
        here -= 1
        token = doc[here]
        if token.is_space or token.text in '.!?;:«»"()':
            return None
        filler = token.lower_ in words("acronym-filler")
        if fold(token.text[:1]) == letters[-1] and not (filler and len(letters) == 1):  # no name begins with `des`
            letters.pop()
        elif not filler and token.text not in "-,'":
            if not spared or here == end - 1:
                return None
            spared = False
    return here if not letters else None
