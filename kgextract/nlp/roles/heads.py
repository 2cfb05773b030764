"""Doc and token → the row of `data/lexicons/offices.yaml` whose head starts there: known heads, prefixes, open classes.

`l'ex-vice-présidente` gives the row of `président`, weakened by its prefix, former; `une sylvicultrice` an open class.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from unicodedata import normalize

from kgextract.nlp.doc import KEPT_WORDS, Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import given_name_gender, words
from kgextract.tables.roles import OFFICES, Office, office_words, party_words

_SHORTEST = (3, 2)  # letters of a word behind a prefix, at least one more: without a hyphen, with one (`ex-PDG`)
_SCORE = 5  # tokens of `auteur de deux beaux buts`
WINDOW = 12  # tokens that the longest form may take


@cache
def _forms() -> dict[str, list[tuple[str, Office, bool]]]:
    """First word → the forms that start with it, longest first."""
    table: dict[str, list[tuple[str, Office, bool]]] = {}
    for row in OFFICES.rows():
        if not row.lemma.startswith("*"):
            for form, plural in row.forms().items():
                bare = normalize("NFD", form[:1])[:1] + form[1:]  # a capital may lose its accent
                for written in dict.fromkeys((form, bare)):
                    table.setdefault(_first(written), []).append((written, row, plural))
    return {k: sorted(v, key=lambda f: -len(f[0])) for k, v in table.items()}


def _first(text: str) -> str:
    """The first letters of a form, up to a space, an apostrophe or a hyphen."""
    for n, c in enumerate(text):
        if c in " '-":
            return text[:n]
    return text


@cache
def _endings() -> tuple[tuple[str, Office, bool], ...]:
    found = [(form[1:], r, p) for r in OFFICES.rows() if r.lemma.startswith("*") for form, p in _ending_forms(r)]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


def _ending_forms(row: Office) -> list[tuple[str, bool]]:
    feminine = "*" + row.feminine.lstrip("*") if row.feminine else row.lemma
    return [(w, False) for w in (row.lemma, feminine)] + [(w + "s", True) for w in (row.lemma, feminine)]


def office_head(doc: Doc, i: int, *, most: int | None = None) -> tuple[Office, bool, int, bool] | None:
    """(row, plural, end, has a prefix of former office) of the longest head at token i, ending at `most` or before."""
    for skip, rank, former in _openings(lowered(doc)[i]):
        found = _match(doc, i, skip, len(doc) if most is None else most)
        if found is not None and not _of_a_locution(doc, i):
            row, plural, end = found
            if rank in office_words("deputy-prefix"):
                row = replace(row, office="affiliated") if row.office == "head" else row
            return row, plural, end, former
    return None


def _of_a_locution(doc: Doc, i: int) -> bool:
    """`dans le cadre de sa tournée`, `chef-d'œuvre`: a noun inside a preposition of several words or a compound."""
    if i + 2 < len(doc) and doc[i + 1].text == "-" and lowered(doc)[i + 2] in words("elided-of"):
        return True
    text = lowered(doc)
    if text[i] in office_words("scorer") and not office_words("scored").isdisjoint(text[i + 2 : i + _SCORE]):
        return True  # `Auteur de neuf buts, Luc Roy`
    return any((link := preposition(doc, k)) is not None and link.end > i + 1 for k in (i - 2, i - 1))


@lru_cache(maxsize=KEPT_WORDS)
def _openings(word: str) -> tuple[tuple[int, str, bool], ...]:
    """(letters before the head, prefix of rank, has a prefix of former office) of each way to read a head in a word."""
    former = _prefix(word, "former-prefix")
    ranks = dict.fromkeys(("", _prefix(word[len(former) :], "rank-prefix")))
    skips = ((len(former) + len(rank), rank, bool(former)) for rank in ranks)
    return tuple(o for o in skips if _first(word[o[0] :]) in _forms())


def _prefix(word: str, name: str) -> str:
    return next(
        (
            p
            for p in sorted(office_words(name))
            if word.startswith(p) and len(word) > len(p) + _SHORTEST[p.endswith("-")]
        ),
        "",
    )


def _match(doc: Doc, i: int, skip: int, most: int) -> tuple[Office, bool, int] | None:
    """(row, plural, end) of the longest form that starts `skip` letters into token i."""
    at = doc[i].idx + skip
    window = doc.between(i, i + WINDOW)[skip:].lower()  # the text of the whole Doc is built anew at each use
    for form, row, plural in _forms()[_first(lowered(doc)[i][skip:])]:
        if window.startswith(form):
            end = _token_end(doc, i, at + len(form))
            if end is not None and end <= most:
                return row, plural, end
    return None


def _token_end(doc: Doc, i: int, stop: int) -> int | None:
    """The token after the one that ends at character `stop`."""
    while i < len(doc) and doc[i].idx + len(doc[i]) < stop:
        i += 1
    if i >= len(doc) or doc[i].idx + len(doc[i]) != stop:
        return None
    bound = i + 2 < len(doc) and doc[i + 1].text == "-" and not doc[i].whitespace_ and not doc[i + 1].whitespace_
    return None if bound and doc[i + 2].lower_ in office_words("no-office-behind-hyphen") else i + 1


def calling(doc: Doc, i: int) -> Office | None:
    """The open-class row for a noun that ends like a calling (`une sylvicultrice`), or None."""
    word = lowered(doc)[i]
    if tags(doc)[i] not in ("NOUN", "ADJ") or len(word) < 6 or word in office_words("no-calling"):
        return None
    if word in party_words():
        return None  # `la socialiste Anne Roy`
    row = _by_ending(word)
    return row if row is not None and doc[i].text[:1].islower() else None


@lru_cache(maxsize=KEPT_WORDS)
def _by_ending(word: str) -> Office | None:
    return next((row for end, row, _ in _endings() if word.endswith(end)), None)


def is_office(doc: Doc, i: int) -> bool:
    """An office with a capital behind its article: `le [Colonel] Amadou Traoré`, `la [Préfète]`."""
    if i == 0 or doc[i - 1].lower_ not in words("definite") or doc[i].text in given_name_gender():
        return False
    written = doc[i].text.istitle() or (doc[i].text[:1].isupper() and doc[i].text[1:].islower())  # `Haut-commissaire`
    return written and office_head(doc, i) is not None


def leads_to_officer(doc: Doc, k: int) -> bool:
    """Whether `à` at token k leads to somebody with an office, whom another tells something (`l'élu | au ministre`).

    Not from an office that has such a complement (`l'adjoint | au maire`).
    """
    found = preposition(doc, k)
    if found is None or found.lemma not in office_words("sphere-or-place"):
        return False
    if k and lowered(doc)[k - 1] in office_words("charged-with-people"):
        return False
    at = found.end + (not found.contracted and found.end < len(doc) and tags(doc)[found.end] == "DET")
    return at < len(doc) and doc[at].is_lower and office_head(doc, at) is not None
