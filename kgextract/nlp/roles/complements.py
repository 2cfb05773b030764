"""Doc and token → the end of a complement of an office that names no office itself: a noun phrase, people, a pair."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import base_phrase
from kgextract.nlp.grammar.days import date_ends
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.roles.modifiers import words_of
from kgextract.nlp.roles.phrases import Index
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

BRACKETED = 8  # tokens of a name in brackets
PERCENT = "%"
_ABROAD = 6  # tokens of where people of a land live
TITLE = 9  # tokens of a title in marks
CLOSING, STOPS = frozenset(",.;:()–—"), frozenset(".;:")
_NOUNS = ("NOUN", "PROPN", "ADJ", "ADV")  # what the model may take a noun behind `et` for (`des eaux et forêts`)
UNKNOWN = "Organization"  # a body of which no table knows the kind


def plain(doc: Doc, lemma: str, first: int, start: int, ix: Index) -> tuple[str, int, int] | None:
    """A complement that is no name: `des Affaires étrangères`, `auprès d'elle`."""
    if doc[first].pos_ == "PRON" and lemma not in office_words("of") and doc[first].text[:1].islower():
        verb = doc[first + 1].morph.get("VerbForm", []) if first + 1 < len(doc) else []
        clitic = "Inf" in verb or "Fin" in verb or tags(doc)[first + 1 : first + 2] == ["PRON"]
        return None if clitic else (lemma, first, first + 1)  # not `écrit au recteur pour | lui demander`
    base = base_phrase(doc, start)
    if base is None:
        return (lemma, first, first + 1) if doc[first].text[:1].isupper() else None
    end = base.end
    if doc[base.head].text == PERCENT and tags(doc)[first - 2] == "ADJ":
        return None  # `crédite le maire sortant | de 40 % des voix`
    if is_capital(doc[first]) and end == first + 1:  # `des Grands travaux`, `des Petites et Moyennes Entreprises`
        while end < len(doc) and doc[end].pos_ in ("NOUN", "ADJ") and doc[end].is_lower and end not in ix.covered:
            end += 1
    if base.names and base.names[0] > first and base.names[0] in ix.people_at:
        end = base.names[0]
    called = next((k for k in (end, end - 1) if k in ix.people_at and k > first), None)
    if called is not None and lowered(doc)[called - 1] in office_words("named-after"):
        return lemma, first, ix.people_at[called].end  # `lauréate du concours Reine Roy`
    if end < len(doc) and end - first == 1 and doc[first].text[:1].isupper() and _plural_pair(doc, end):
        end += 1  # `aux Grands travaux`
    for k in range(first, end):
        if (k in ix.people_at and k > first) or k in ix.dated or (k > first and _second_title(doc, k)):
            end = k
            break
        if k in ix.names_at and ix.names_at[k].end > end:
            end = ix.names_at[k].end
            break
    if end > first and end < len(doc) and lowered(doc)[end - 1] in office_words("has-fields"):
        end += tags(doc)[end] == "NOUN" and doc[end].is_lower and end not in ix.covered  # `du pôle énergie`
    if end > first and lowered(doc)[end - 1] in office_words("body-kind") and body_at(end, ix) and end in ix.names_at:
        end = ix.names_at[end].end  # `de l'association | la Parole libre`
    return (lemma, first, with_title(doc, end)) if end > first else None


def over_abroad(doc: Doc, end: int) -> int:
    """The token after where the people of a portfolio live (`des Togolais | résidant à l'étranger`), or `end`."""
    longest = (n for n in range(_ABROAD, 1, -1) if words_of(doc, end, end + n) in office_words("living-abroad"))
    return end + next(longest, 0)


def with_title(doc: Doc, end: int) -> int:
    """The token after a title in marks behind a noun (`de l'émission « Midi ici »`), or `end`."""
    if end + 2 >= len(doc) or doc[end].text not in speech_words("opening-mark"):
        return end
    first = end + 1
    if not doc[first].text[:1].isupper() or tags(doc)[end - 1] not in ("NOUN", "PROPN", "ADJ"):
        return end
    for k in range(first + 1, min(first + TITLE, len(doc) - 1)):
        if doc[k].text in speech_words("closing-mark"):
            behind = doc[k + 1]
            closed = behind.text in CLOSING or tags(doc)[k + 1] in ("ADP", "PROPN", "CCONJ")
            return k + 1 if closed or preposition(doc, k + 1) is not None else end
        if doc[k].text in STOPS:
            break
    return end


def in_marks(doc: Doc, first: int, ix: Index) -> int:
    """The token after the marks that open at token `first` around a name, or 0."""
    name = ix.names_at.get(first + 1) if first < len(doc) and doc[first].text in speech_words("opening-mark") else None
    closed = name is not None and name.end < len(doc) and doc[name.end].text in speech_words("closing-mark")
    return name.end + 1 if name is not None and closed else 0


def _second_title(doc: Doc, k: int) -> bool:
    """`Président de la République | Chef de l'État`: an office with a capital right behind a noun with one."""
    written = is_capital(doc[k]) and is_capital(doc[k - 1]) and doc[k].is_title and doc[k - 1].is_alpha
    return written and office_head(doc, k) is not None


def _plural_pair(doc: Doc, i: int) -> bool:
    """Whether a common noun in the plural agrees with the word before it (`Grands travaux`, `Anciens combattants`)."""
    plural = doc[i].text.islower() and doc[i].pos_ == "NOUN" and doc[i].lower_.endswith(("s", "x"))
    return plural and doc[i - 1].lower_.endswith(("s", "x"))


def _plurals(doc: Doc, first: int, second: int, ix: Index) -> bool:
    """Whether two words are nouns in the plural, neither of them a name (`des Postes et Télécommunications`)."""
    pair = (doc[first], doc[second])
    return all(t.lower_.endswith(("s", "x")) and t.i not in ix.covered and t.i not in ix.people_at for t in pair)


def over_portfolio(doc: Doc, at: int) -> int:
    """The token after `chargée`, `en charge`, with an optional comma before it, when `de` follows."""
    for start in (at, at + 1) if at < len(doc) and doc[at].text == "," else (at,):
        for n in (1, 2):
            stop = start + n
            if stop < len(doc) and words_of(doc, start, stop) in office_words("portfolio"):
                found = preposition(doc, stop)
                if found and found.lemma in office_words("of"):
                    return stop
    return at


def over_acronym(doc: Doc, i: int) -> int:
    """The token after a name or years in brackets that a preposition follows: `sénatrice (PS) de la Drôme`."""
    if i + 3 >= len(doc) or doc[i].text != "(" or not (is_capital(doc[i + 1]) or doc[i + 1].is_digit):
        return i
    close = next((k for k in range(i + 2, min(i + BRACKETED, len(doc) - 1)) if doc[k].text == ")"), None)
    return close + 1 if close is not None and preposition(doc, close + 1) else i


def over_tenure(doc: Doc, i: int) -> int:
    """The token after how long an office has been held, where its complement follows (`maire depuis 2014 | de Dole`,
    `infirmière depuis dix ans | à l'hôpital`), or i."""
    if i >= len(doc) or lowered(doc)[i] not in office_words("tenure"):
        return i
    first = i + 1 + (preposition(doc, i + 1) is not None)
    since = lowered(doc)[i] not in office_words("of")  # not `étudiante de vingt ans`, but `ministre de 2012 à 2017`
    days = date_ends(doc)
    end = next((days[k] for k in ((i, i + 1, first) if since else (i,)) if k in days), None)
    base = base_phrase(doc, first) if end is None and since else None
    if base is not None and lowered(doc)[base.head] in office_words("tenure-noun"):
        end = base.base_end
    if end is None or (found := preposition(doc, end)) is None:
        return i
    return end if found.lemma in office_words("complement") else i


def people_end(doc: Doc, first: int, ix: Index) -> int:
    """The end of `de Luc Roy et d'Anne Blin` whose first name starts at `first`."""
    end = ix.people_at[first].end
    while end + 1 < len(doc) and doc[end].lower_ in office_words("coordinator"):
        link = preposition(doc, end + 1)
        again = link is not None and link.lemma in office_words("of")
        at = link.end if again and link is not None else end + 1
        if at not in ix.people_at:
            break
        end = ix.people_at[at].end
    return end


def body_at(i: int, ix: Index) -> bool:
    """Does a body start at token i, named or described?"""
    m = ix.names_at.get(i) or ix.bodies_at.get(i)
    return m is not None and m.type == UNKNOWN


def with_unit(doc: Doc, end: int, ix: Index) -> int:
    """The end over a capital word that follows a body's name without being one (`de la CGT Cheminots`)."""
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ != "VERB" and end not in ix.covered:
        end += 1
    return end


def aged_end(doc: Doc, at: int) -> int:
    """The token after `de 34 ans`, `âgée de 34 ans` at `at`, or `at`."""
    start = at + (at < len(doc) and lowered(doc)[at] in office_words("aged"))
    if start + 2 < len(doc) and lowered(doc)[start] in office_words("of") and doc[start + 1].like_num:
        return start + 3 if lowered(doc)[start + 2] in office_words("age") else at
    return at


def bare_pair(doc: Doc, end: int, lemma: str, ix: Index) -> int:
    """The end of `en environnement et développement durable`, `des eaux et forêts`, after its first noun: a second one
    that is no office."""
    at = end + 1
    if at >= len(doc) or lowered(doc)[end] not in office_words("coordinator"):
        return end
    field = lemma in office_words("field") and tags(doc)[at] == "NOUN" and doc[at].is_lower
    paired = lemma in office_words("of") and tags(doc)[at] in _NOUNS and _plurals(doc, end - 1, at, ix)
    if not (field or paired) or office_head(doc, at) is not None or calling(doc, at):
        return end
    at += 1
    while at < len(doc) and at not in ix.people_at and at not in ix.dated and tags(doc)[at] == "ADJ":
        at += 1
    return at
