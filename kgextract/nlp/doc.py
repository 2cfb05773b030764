"""spaCy's Doc, read by the model → our Doc: the same words and annotations as plain objects, made once.

spaCy builds a Token, and each of its strings, at each use, which costs ten times what it costs to ask an object that
is there; rules ask some forty times a word. Names are those of spaCy, where the two have the same thing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from spacy import attrs, tokens
from spacy.lang.lex_attrs import is_quote

from kgextract.nlp.layers import Layers
from kgextract.tables.names import endings, words

KEPT_WORDS = 1 << 14  # the words of news repeat: what functions of one word give is kept, the oldest dropped
_IOB = ("", "I", "O", "B")
_BLANKS = 4  # tokens behind the last word, as between paragraphs: rules look ahead
_COLUMNS: list[Any] = [
    getattr(attrs, name) for name in ("POS", "LEMMA", "MORPH", "ENT_TYPE", "ENT_IOB", "SENT_START", "LENGTH", "SPACY")
]

Morph = dict[str, list[str]]  # feature → its values; shared by all words that have the same


@dataclass(slots=True, eq=False)
class Token:
    """A word, a mark or a blank in its place."""

    i: int
    idx: int  # its first character
    text: str
    lower_: str
    whitespace_: str  # the space after it
    is_punct: bool
    is_space: bool
    pos_: str
    lemma_: str
    morph: Morph
    ent_type_: str
    ent_iob_: str
    is_sent_start: bool
    before: Token | None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def end(self) -> int:
        """The character after it."""
        return self.idx + len(self.text)

    @property
    def is_alpha(self) -> bool:
        """Letters only."""
        return self.text.isalpha()

    @property
    def is_lower(self) -> bool:
        """No capital letter."""
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        """Capital letters only."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """A capital, then small letters."""
        return self.text.istitle()

    @property
    def is_digit(self) -> bool:
        """Figures only."""
        return self.text.isdigit()

    @property
    def is_quote(self) -> bool:
        """A quotation mark."""
        return bool(is_quote(self.text))

    @property
    def like_num(self) -> bool:
        """A number in figures or in a word."""
        from spacy.lang.fr.lex_attrs import like_num  # the language is loaded by then, in a shorter way

        return bool(like_num(self.text))  # type: ignore[no-untyped-call]


class Span(NamedTuple):
    """Tokens [start, end), with the label that the model gave them."""

    start: int
    end: int
    label_: str = ""


class Doc(list[Token]):
    """The tokens of an article; `_` holds its layers, `user_data` what functions have found and remember."""

    def __init__(self, found: list[Token], text: str, layers: Layers) -> None:
        super().__init__(found)
        self.text = text
        self._ = layers
        self.user_data: dict[str, Any] = {}
        self.lowered = [t.lower_ for t in found]
        self.tags = [t.pos_ for t in found]
        self.read = len(found) - (_BLANKS if found else 0)  # tokens of the model
        self.starts = [t.idx for t in found[: self.read + 1]]

    @classmethod
    def of(cls, doc: tokens.Doc, layers: Layers) -> Doc:
        """A Doc of spaCy → ours."""
        whole, strings = doc.text, doc.vocab.strings
        columns = doc.to_array(_COLUMNS).T
        names = {k: str(strings[int(k)]) for k in set(columns[:4].ravel().tolist())}
        pos, lemma, morph, label = ([names[k] for k in column] for column in columns[:4].tolist())
        iob, starts = columns[4].tolist(), (columns[5] == 1).tolist()
        lengths, spaces = columns[6:].tolist()
        found: list[Token] = []
        before: Token | None = None
        at = 0
        for i, length in enumerate(lengths):
            text = whole[at : at + length]
            lower, punct, space = _form(text)
            before = Token(
                i, at, text, lower, " " if spaces[i] else "", punct, space, pos[i], lemma[i], _features(morph[i]),
                label[i], _IOB[iob[i]], starts[i], before,
            )  # fmt: skip
            found.append(before)
            at += length + spaces[i]
        for i in range(len(found), len(found) + _BLANKS if found else 0):
            before = Token(i, len(whole), "\n", "\n", "", False, True, "SPACE", "\n", {}, "", "O", False, before)
            found.append(before)
        _set_right(found)
        return cls(found, whole, layers)

    def between(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        some = self[start:end]
        return self.text[some[0].idx : some[-1].end] if some else ""

    @cached_property
    def ents(self) -> list[Span]:
        """The entities that the model has found."""
        found: list[Span] = []
        for start in (t.i for t in self if t.ent_iob_ == "B"):
            end = start + 1
            while end < len(self) and self[end].ent_iob_ == "I":
                end += 1
            found.append(Span(start, end, self[start].ent_type_))
        return found

    @cached_property
    def sents(self) -> list[Span]:
        """The sentences."""
        begun = [t.i for t in self if t.is_sent_start or t.i == 0]
        return [Span(a, b) for a, b in pairwise([*begun, self.read])]

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "expand", "contract"] = "strict"
    ) -> Span | None:
        """The tokens of the characters [start, end): those exactly there, those touched, or those wholly inside."""
        first, last = self._token_at(start), self._token_at(end - 1)
        if first < 0 or last < 0:
            return None
        if alignment_mode == "strict" and (self[first].idx != start or self[last].end != end):
            return None
        if alignment_mode == "expand" and start == self[first].end:
            first += 1  # the space behind a token is none of its characters
        if alignment_mode == "contract":
            first += self[first].idx < start
            last -= end < self[last].end
            if last < first:
                return None
        return Span(first, last + 1)

    def _token_at(self, char: int) -> int:
        """The token that has a character, or has it behind it; -1 where none does."""
        at = bisect_right(self.starts, char) - 1
        return at if at >= 0 and char < self[at].end + len(self[at].whitespace_) else -1


def _set_right(found: list[Token]) -> None:
    """Nouns that the model takes for verbs, a quarter of the sky ("dans l'est de"), people ("l'accusé a dit"), the
    "pousse" of "jeune pousse", the adjective that looks like a form of "to present" ("étaient présentes"), a step
    ("un premier pas"), a preposition ("envers les élus"), and a participle ("la trêve conclue hier")."""
    for t in found[1:-1]:
        if t.pos_ == "ADV" and t.lower_ in words("noun-or-negation") and t.i > 1 and _described(found, t.i):
            t.pos_, t.lemma_, t.morph = "NOUN", t.lower_, {"Gender": ["Masc"], "Number": ["Sing"]}
        if t.pos_ == "VERB" and t.lower_ in words("verb-or-adjective") and found[t.i - 1].pos_ == "AUX":
            t.pos_, t.lemma_, t.morph = "ADJ", t.lower_.rstrip("es"), {}
        if t.lower_ in words("verb-or-participle") and found[t.i - 1].morph.get("Gender") == ["Fem"]:
            t.pos_, t.morph = "VERB", {**found[t.i - 1].morph, "Tense": ["Past"], "VerbForm": ["Part"]}
        if t.pos_ == "ADJ" and t.lower_ in words("called-participle") and _called(found, t.i):
            t.pos_, t.lemma_, t.morph = "VERB", t.lower_, {**t.morph, "Tense": ["Past"], "VerbForm": ["Part"]}
        if t.pos_ != "ADP" and t.lower_ in words("verb-or-preposition"):
            t.pos_, t.lemma_, t.morph = "ADP", t.lower_, {}
        if t.pos_ in ("AUX", "VERB") and t.lower_ in words("verb-or-quarter"):
            if found[t.i - 1].lower_ in words("elided-article") and found[t.i + 1].lower_ in words("of"):
                t.pos_, t.lemma_, t.morph = "NOUN", t.lower_, {}
        elif t.pos_ == "VERB" and f"{found[t.i - 1].lower_} {t.lower_}" in words("verb-in-a-compound"):
            t.pos_, t.lemma_ = "NOUN", t.lower_.rstrip("s")
            t.morph = {"Gender": ["Fem"], "Number": ["Plur" if t.lower_.endswith("s") else "Sing"]}
        elif t.pos_ in ("VERB", "ADJ") and t.lower_ in words("verb-or-person") and _determined(found, t.i):
            many = t.lower_.endswith("s")
            bare = t.lower_[:-1] if many else t.lower_
            gender = "Fem" if bare.endswith("e") else "Masc"
            t.pos_, t.lemma_ = "NOUN", bare[:-1] if bare.endswith("e") else bare
            t.morph = {"Gender": [gender], "Number": ["Plur" if many else "Sing"]}


def _called(found: list[Token], i: int) -> bool:
    """Whether a participle behind a noun has behind it what the thing is called (`un geste qualifié de « fou »`)."""
    of, named = found[i + 1], found[i + 2] if i + 2 < len(found) else None
    behind = found[i - 1].pos_ == "NOUN" and of.lower_ in words("of") | words("elided-of")
    return behind and named is not None and (named.is_quote or named.pos_ in ("NOUN", "ADJ"))


def _described(found: list[Token], i: int) -> bool:
    """Whether an adjective with its determiner stands before a word, over an opening mark."""
    before = found[i - 2]
    before = found[i - 3] if before.is_quote and i > 2 else before
    return found[i - 1].pos_ == "ADJ" and before.pos_ == "DET"


def _determined(found: list[Token], i: int) -> bool:
    """Whether a determiner stands before a word, no noun behind it, and no noun that a gerund would say more of."""
    before, after = found[i - 1], found[i + 1]
    doing = found[i].lower_.rstrip("es").endswith(endings("participle-ending"))
    if doing and before.lower_ in words("of"):
        return True  # `un parcours d'opposant`
    if before.pos_ == "ADJ" and i > 1 and (doing or found[i - 2].pos_ == "DET"):
        before = found[i - 2]  # `le principal opposant`, `l'ancien protégé`
    infinitive = "Inf" in found[i].morph.get("VerbForm", [])  # `de le reporter`, but `notre reporter`
    if infinitive and (before.pos_ != "DET" or before.lower_ in words("definite")):
        return False
    if before.lower_ not in words("definite") and before.lower_ not in words("person-determiner"):
        return False
    if after.pos_ == "NOUN" or (found[i].pos_ == "ADJ" and after.pos_ == "PROPN"):
        return False
    gerund = found[i].lower_.endswith(endings("participle-ending")) and i > 1
    return not (gerund and (found[i - 2].pos_ in ("NOUN", "PROPN", "ADJ") or found[i - 2].lower_ in words("in-word")))


class _Form(NamedTuple):
    lower: str
    punct: bool
    space: bool


@lru_cache(maxsize=KEPT_WORDS)
def _form(text: str) -> _Form:
    return _Form(text.lower(), all(unicodedata.category(c)[0] == "P" for c in text), text.isspace())


@lru_cache(maxsize=KEPT_WORDS)
def _features(text: str) -> Morph:
    """`Gender=Fem|Number=Sing` → its features."""
    pairs = (feature.partition("=") for feature in text.split("|") if "=" in feature)
    return {name: values.split(",") for name, _, values in pairs}
