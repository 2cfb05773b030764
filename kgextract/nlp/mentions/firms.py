"""Doc → mentions of bodies that a word of their own name shows: a legal form, a trade, what firms and media end with.

`SARL Dumont`, `EARL du Moulin`, `Transports Girard`, `Ciments du Littoral`, `Kovacs Trading`, `Sahel Info`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence
from kgextract.nlp.grammar.phrases import complement, first_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.complements import before_person
from kgextract.nlp.mentions.heads import head_class, is_generic
from kgextract.tables.names import firm_words, given_name_gender, words
from kgextract.tables.roles import office_words

_LONGEST = 4  # capitals before the last word of a name
_TAGS = ("PROPN", "NOUN", "X", "ADJ")
_PARTNERS = "&"  # between the names of a firm


def firms(doc: Doc) -> list[Mention]:
    """The bodies of the Doc that are known by a word of their name."""
    found: list[Mention] = []
    for i in range(len(doc) - 1):
        if not is_capital(doc[i]):
            if end := _of_publishers(doc, i):
                found.append(named(doc, i, end, "Organization", "Company", rule="firm", confidence=0.75))
            continue
        if doc[i].lower_ in firm_words("numbered-medium") and doc[i + 1].is_digit and doc[i].whitespace_:
            end = i + 2  # `Canal 7`
        elif doc[i].text in firm_words("legal-form"):
            end = _behind(doc, i + 1)
        elif doc[i].lower_ in firm_words("lead") and not doc[i].text.isupper():
            end = _behind(doc, i + 1) if not (_person_follows(doc, i) or is_field(doc, i)) else i
        else:
            end = i
        if end > i + 1:
            found.append(_firm(doc, _with_article(doc, i), end))
        elif club := _club(doc, i):
            found.append(club)
    found += [_firm(doc, a, b) for i in range(1, len(doc)) if (a := _before(doc, i)) < i for b in (i + 1,)]
    return found + [
        _firm(doc, *p) for i in range(1, len(doc) - 1) if doc[i].text == _PARTNERS and (p := _joined(doc, i))
    ]


def _of_publishers(doc: Doc, i: int) -> int:
    """`les éditions Morelle`, `aux éditions du Lac`: the end of a publisher's name with its noun, 0 where none."""
    if doc[i].lower_ not in firm_words("publisher") or doc[i - 1].lower_ not in words("plural-determiner") or not i:
        return 0
    end = _behind(doc, i + 1)
    return end if end > i + 1 else 0


def _joined(doc: Doc, i: int) -> tuple[int, int] | None:
    """`Kerbrat & Fils`: two names that a sign joins, no letters (`R & D`) and no two given names."""
    left, right = doc[i - 1], doc[i + 1]
    if not (is_capital(right) and right.is_alpha and len(left) > 1 < len(right) and doc[i].whitespace_):
        return None
    given = left.text in given_name_gender() and right.text in given_name_gender()
    if given or not _goes_before(doc, i):
        return None
    start = i - 1
    while start > max(0, i - _LONGEST) and not opens_sentence(doc[start]) and _goes_before(doc, start):
        if is_generic(doc[start - 1].lower_) or head_class(doc[start - 1].lower_) or opens_sentence(doc[start - 1]):
            break
        start -= 1
    end = i + 2
    while end < len(doc) and doc[end].is_title and doc[end].is_alpha and doc[end].pos_ in _TAGS and end - i < _LONGEST:
        end += 1
    return start, end


def _firm(doc: Doc, start: int, end: int) -> Mention:
    said = head_class(doc[start - 1].lower_) if start > 0 else None  # `le journal L'Éveil du Gévaudan`
    cls = said or ("MediaOutlet" if _is_medium(doc, start, end) else head_class(doc[start].lower_)) or "Organization"
    return named(doc, start, end, "Organization", cls, rule="firm", confidence=0.65)


def _is_medium(doc: Doc, start: int, end: int) -> bool:
    """`La Gazette du Lac`, `Sahel Info`, `Canal 7`: the first or the last word is one of media."""
    first = start + (doc[start].lower_ in words("definite") and start + 1 < end)
    lead, tail = doc[first].lower_, doc[end - 1].lower_
    numbered = lead in firm_words("numbered-medium") and tail.isdigit()
    return numbered or lead in firm_words("medium-lead") or tail in firm_words("medium-tail")


def _with_article(doc: Doc, i: int) -> int:
    """`La Gazette de Sarlat`, `L'Éveil du Gévaudan` inside a sentence: an article with a capital is of the name."""
    own = i > 0 and is_capital(doc[i - 1]) and doc[i - 1].lower_ in words("definite") and not opens_sentence(doc[i - 1])
    return i - 1 if own else i


def _club(doc: Doc, i: int) -> Mention | None:
    """`Stade quimpérois`, `Étoile sportive de Kabo`: a club's noun with a capital and an adjective."""
    if doc[i].lower_ not in firm_words("club") or opens_sentence(doc[i]) or doc[i + 1].pos_ != "ADJ":
        return None
    end = i + 2
    if is_capital(doc[i + 1]) or not doc[i + 1].lower_.endswith(tuple(firm_words("club-adjective"))):
        return None
    of = complement(doc, end, words("of-lemma"), brackets=False, lists=False)
    end = of if first_capital(doc, end, of) is not None else end
    end += end < len(doc) and doc[end].text in words("club-mark")  # `Stade rennais FC`
    return named(doc, i, end, "Organization", "SportsBody", rule="firm", confidence=0.85)


def _behind(doc: Doc, i: int) -> int:
    """The end of the name that goes on at token i, in capitals or with `de` and a capital; `i` where none does."""
    if medium_ends(doc, i):
        return i
    if is_capital(doc[i]) and doc[i - 1].whitespace_ and not opens_sentence(doc[i]):
        end = max(name_end(doc, i), i + 1)
        return before_person(doc, i, end) if doc[i - 1].lower_ in firm_words("medium-lead") else end
    stop = complement(doc, i, words("of-lemma"), brackets=False, lists=False)
    return stop if first_capital(doc, i, stop) is not None else i


def medium_ends(doc: Doc, i: int) -> bool:
    """`explique à La Tribune | Anne Roy`: a medium with an article of its own before somebody's two names."""
    lead = i > 1 and doc[i - 1].lower_ in firm_words("medium-lead") and is_capital(doc[i - 1])
    own = lead and doc[i - 2].is_title and doc[i - 2].lower_ in words("plain-article") | words("elided-article")
    return own and doc[i].text in given_name_gender() and i + 1 < len(doc) and is_capital(doc[i + 1])


def _person_follows(doc: Doc, i: int) -> bool:
    """`Radio Paul`, at the start of a sentence: a lead that may be any word there."""
    return opens_sentence(doc[i]) and not is_capital(doc[i + 1])


def is_field(doc: Doc, i: int) -> bool:
    """`la ministre des [Transports] Anne Roy`: what somebody in office is in charge of, no firm."""
    k = i - 1 - (i > 0 and doc[i - 1].lower_ in words("plain-article") | words("elided-article"))
    found = preposition(doc, k) if k > 0 else None
    if found is None or found.lemma not in office_words("of", "sphere-or-place"):
        return False
    while k > 1 and doc[k - 1].pos_ == "ADJ":
        k -= 1
    if k > 2 and doc[k - 2].lower_ in words("elided-of"):
        k -= 2  # `le secrétaire d'État aux [Transports]`
    return doc[k - 1].lower_ in words("portfolio-noun")


def _before(doc: Doc, i: int) -> int:
    """Where the capitals begin that end with what firms are called (`Trading`) at token i; `i` where none do."""
    if doc[i].lower_ not in firm_words("tail") or not is_capital(doc[i]):
        return i
    start = i
    while start > max(0, i - _LONGEST):
        if _goes_before(doc, start):
            start -= 1
        elif start > 1 and doc[start - 1].lower_ in words("foreign-link") and _goes_before(doc, start - 1):
            start -= 2  # `Marks & Spencer Bank`
        else:
            break
    if doc[start].lower_ in words("plain-article") and start < i:
        start += 1
    return i if i - start == 1 and doc[start].text in given_name_gender() else start


def _goes_before(doc: Doc, start: int) -> bool:
    before = doc[start - 1]
    if not is_capital(before) or not before.whitespace_ or not before.is_alpha or before.pos_ not in _TAGS:
        return False
    if is_generic(before.lower_) and before.is_upper:
        return False  # `l'ONG SOLVANOR GROUP`
    return before.lower_ not in words("civility") and before.lower_ not in words("person-noun")
