"""Tokens that look like a proper name: where a name ends, whether a person's name starts here.

`Agnès Pannier-Runacher`, `Ludwig van Beethoven`, `M. Xi`, `Côte d'Ivoire` are one name each.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.wordlist import capitals, cut, lowered, tags
from kgextract.nlp.layers import Mention
from kgextract.tables import identity
from kgextract.tables.names import demonyms, given_name_gender, words
from kgextract.tables.roles import office_words, party_words

_SYLLABLE = 6  # letters
_ACRONYM = range(2, 7)  # letters
_WORDS, _CIVILITIES = 60, 4  # of a name and before it, at most: a page of capitals is no name
OPENERS = frozenset('"«“‹:•–—')

_FIGURES = 3
_BEFORE_OTHER = (",", "(", "–", "—")  # another name
_MARKS = ("«", '"', "“", "‘", "'")


def is_capital(token: Token) -> bool:
    """Does the word start with a capital letter (or is it one)?"""
    return token.text[:1].isupper()


def opens_sentence(token: Token) -> bool:
    """Is it the first word of a sentence, so that a capital says nothing? A name is never cut by a sentence's start."""
    before = token.before
    if before is None:
        return True
    opened = before.text in OPENERS or (before.text == "-" and before.whitespace_)
    if not token.is_sent_start and not before.is_space and not opened:
        return False
    return not before.is_alpha


def is_name(token: Token) -> bool:
    """A capitalised word that the tagger takes for a name, or for a foreign word, or that is inside a model entity."""
    if not is_capital(token):
        return False
    return token.pos_ in ("PROPN", "X") or (token.ent_type_ == "PER" and token.lower_ not in words("civility"))


def starts_person(doc: Doc, i: int) -> bool:
    """Does a person's name start at token i: civility, known given name, or a person found by the model?"""
    if i >= len(doc) or not (capitals(doc)[i] or lowered(doc)[i] in words("civility")):
        return False
    token = doc[i]
    nxt = doc[i + 1] if i + 1 < len(doc) else None
    if token.lower_ in words("civility") and nxt is not None and is_capital(nxt) and not is_unit(doc, i):
        return True
    if not is_capital(token):
        return False
    if token.text in given_name_gender() and nxt is not None and (is_capital(nxt) or nxt.text == "-"):
        return token.pos_ in ("PROPN", "X", "NOUN", "VERB", "ADJ") or token.ent_type_ == "PER"
    return token.ent_type_ == "PER" and (token.ent_iob_ == "B" or i == 0 or doc[i - 1].ent_type_ != "PER")


def is_acronym(token: Token) -> bool:
    """Two to six capitals, as the letters of a party or a club."""
    return token.text.isupper() and len(token) in _ACRONYM


def is_acronym_of(doc: Doc, i: int) -> bool:
    """`MCSS Luc Roy`: three capitals or more before a word that has but one, the party or club of whoever is named."""
    token, after = doc[i], doc[i + 1] if i + 1 < len(doc) else doc[i]
    short = len(token) > 2 and token.is_alpha and token.is_upper and token.text.title() not in given_name_gender()
    return short and is_capital(after) and not after.is_upper


def joins_syllable(doc: Doc, i: int) -> bool:
    """`Kim Ji-won`, `Tsai Ing-wen`: a hyphen and a small letter inside the given name behind a surname."""
    if doc[i].text != "-" or i < 2 or i + 1 >= len(doc) or doc[i].whitespace_ or doc[i - 1].whitespace_:
        return False
    first, second = doc[i - 1], doc[i + 1]
    short = first.is_title and len(first) <= _SYLLABLE and is_capital(doc[i - 2]) and not doc[i - 2].is_punct
    return short and second.is_lower and second.is_alpha and 1 < len(second) <= _SYLLABLE and second.pos_ != "PRON"


def over_article(doc: Doc, i: int) -> int:
    """`al-Thawadi`: the surname behind an article at token i that a hyphen joins to it; `i` where none is."""
    if i + 2 >= len(doc) or doc[i + 1].text != "-" or lowered(doc)[i] not in words("joined-article"):
        return i
    return i if doc[i].whitespace_ or doc[i + 1].whitespace_ or not is_capital(doc[i + 2]) else i + 2


def is_unit(doc: Doc, i: int) -> bool:
    """`400 m. La Malienne`: a letter in lower case behind figures is no civility."""
    return i > 0 and not is_capital(doc[i]) and doc[i - 1].text[-1:].isdigit()


def name_end(doc: Doc, i: int) -> int:
    """The end of the proper name that starts at token i (i itself where none does)."""
    if i >= len(doc):
        return i
    end = i
    if doc[i].lower_ in words("civility") and i + 1 < len(doc) and is_capital(doc[i + 1]):
        end = i + 1
        while end + 1 < len(doc) and end - i < _CIVILITIES and doc[end].lower_ in words("civility"):
            end += 1
    if not is_capital(doc[end]):
        return i
    start = end
    determined = start > 0 and doc[start - 1].lower_ in words("definite")
    end += 1
    while end < len(doc) and end - i < _WORDS:
        if (determined or not is_name(doc[start])) and starts_person(doc, end):
            break  # `le ministre de l'Intérieur Paul Roy`
        step = _next_word(doc, end)
        if step is None:
            break
        end = step
    numbered = end < len(doc) and doc[end].text.isdigit() and len(doc[end]) < _FIGURES
    return end + (numbered and doc[end - 1].lower_ in words("numbered-name"))  # `Ligue 1`


def _next_word(doc: Doc, end: int) -> int | None:
    """The end of one further word of a name at `end`: capitalised, hyphenated, or particles and a capital."""
    token, before = doc[end], doc[end - 1]
    if token.is_space or (is_capital(token) and token.lower_ in words("second-title")):
        return None  # `la République | Chef de l'État`, `du Plan | Madame Anne Roy`
    if token.text == "-" and not before.whitespace_ and not token.whitespace_ and end + 1 < len(doc):
        return end + 2
    if before.text[-1:] in "'-" and not before.whitespace_ and token.is_alpha and not before.is_punct:
        return end + 1
    if is_capital(token) and (
        is_name(token) or (token.pos_ in ("NOUN", "ADJ", "VERB", "ADV") and before.pos_ == "PROPN")
    ):
        return end + 1
    if is_capital(token) and token.lower_ in words("prefix-of-name") and not token.whitespace_:
        return end + 2 if end + 1 < len(doc) and before.whitespace_ and not token.is_sent_start else None
    return _over_links(doc, end) or _over_particles(doc, end)


def _over_links(doc: Doc, end: int) -> int | None:
    """`Journal of Applied Ecology`, `Marks & Spencer`: foreign small words between capitals, never French ones."""
    here = end
    while here < len(doc) and here - end < 2 and doc[here].lower_ in words("foreign-link"):
        here += 1
    if here == end or here >= len(doc) or not is_capital(doc[here]) or not is_capital(doc[end - 1]):
        return None
    return here + 1


def _over_particles(doc: Doc, end: int) -> int | None:
    """`de la Raudière`, `van Beethoven`, `bin Salmane` after a person's name; `d'Ivoire` after Côte."""
    if not (doc[end - 1].ent_type_ and doc[end].ent_type_ == doc[end - 1].ent_type_):
        return None
    here = end
    while here < len(doc) and doc[here].lower_ in words("particle") and here - end < 3:
        here += 1
    if here > end and here < len(doc) and is_capital(doc[here]) and doc[here].ent_type_ == doc[end - 1].ent_type_:
        return here + 1
    return None


def named(
    doc: Doc, start: int, end: int, type: str, cls: str, *, rule: str, confidence: float, head: int | None = None
) -> Mention:
    """A named mention of tokens [start, end); its head is the last word unless told otherwise."""
    head = end - 1 if head is None else head
    return Mention(
        start=start,
        end=end,
        type=type,
        cls=cls,
        kind="named",
        head=head,
        rule=rule,
        confidence=confidence,
        lemma=doc[head].lower_,
    )


def is_gentile(doc: Doc, start: int, end: int) -> bool:
    """One capitalised word with the ending of an inhabitant after `un`, `les`, `ce jeune`: `les Verdunois`."""
    if (
        end - start != 1
        or start == 0
        or lowered(doc)[start] in words("no-gentile")
        or not lowered(doc)[start].endswith(gentile_endings())
        or not is_capital(doc[start])
    ):
        return False
    before = doc[start - 1]
    if before.pos_ == "ADJ" and start > 1:
        before = doc[start - 2]
    word = before.lower_
    return word in words("plural-determiner") or word in words("one") or word in words("gentile-determiner")


def is_initial(token: Token) -> bool:
    """One capital with its stop: `B.`"""
    return len(token) == 2 and token.text[0].isupper() and token.text[1] == "."


def is_inhabitant(doc: Doc, i: int) -> bool:
    """A word for who is from somewhere between an article and a person's name (`le Belge Jan Peeters`).

    Not behind `de`, where a region may stand (`le maire de la Lorraine Anne Roy`).
    """
    text = lowered(doc)
    if not (i and capitals(doc)[i]) or text[i - 1] not in words("plain-article") | words("elided-article"):
        return False
    known = text[i] in demonyms() or text[i].endswith(gentile_endings())
    return known and (i < 2 or text[i - 2] not in words("of")) and starts_person(doc, i + 1)


def member_name(doc: Doc, i: int) -> int | None:
    """Where a member's name starts behind a party's letters or colour (`le PLR vaudois Luc Roy`, `la Verte Anne Roy`).

    Not behind `de`, where a body may stand (`le patron de la CGT Anne Roy`).
    """
    text = lowered(doc)
    if not i or not (is_acronym(doc[i]) or (capitals(doc)[i] and text[i] in party_words())):
        return None
    if text[i - 1] not in words("plain-article") | words("elided-article") or (i > 1 and text[i - 2] in words("of")):
        return None
    at = i + 1
    if at < len(doc) and not capitals(doc)[at]:
        at += tags(doc)[at] == "ADJ" or text[at] in demonyms() or text[at].endswith(gentile_endings())
    return at if starts_person(doc, at) else None


def colour_alone(doc: Doc, i: int) -> bool:
    """Whether a political colour with a capital means one person, without a name behind it (`a lancé l'Insoumis`)."""
    text = lowered(doc)
    one = i > 0 and text[i - 1] in office_words("singular-article") and doc[i].is_title
    return one and text[i] in party_words() and not (i + 1 < len(doc) and capitals(doc)[i + 1])


@cache
def gentile_endings() -> tuple[str, ...]:
    """Endings of who is from a town."""
    return tuple(words("gentile-ending"))


def other_name(doc: Doc, i: int) -> int | None:
    """The token at which another name begins that stands behind a name ending at token i, or None."""
    text = lowered(doc)
    at = i + (text[i] in _BEFORE_OTHER)
    for phrase in _also_called():
        if tuple(text[at : at + len(phrase)]) == phrase:
            start = at + len(phrase)
            start += start < len(text) and text[start] in _MARKS
            return start if start < len(text) and doc[start].text[:1].isupper() else None
    return None


@cache
def _also_called() -> tuple[tuple[str, ...], ...]:
    """What stands before another name, the longest first."""
    return tuple(sorted((tuple(cut(x)) for x in identity.identity_words("also-called")), key=len, reverse=True))
