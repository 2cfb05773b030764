"""Things and words of an article → their gender and number, as a pronoun agrees with them; None where nothing tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words

Gender = Literal["m", "f"] | None
T = TypeVar("T")
_NOUN = 4  # tokens from the first word for somebody to the noun


class Traits:
    """Gender and number of what an article has."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._known: dict[int, tuple[Gender, bool | None]] = {}

    def of(self, chain: Chain) -> tuple[Gender, bool | None]:
        """Gender and number of a thing: what its mentions say, else the determiners before them."""
        found = self._known.get(id(chain))
        if found is None:
            gender = None if self._surname_only(chain) else chain.gender
            nouns = [self.determined(m) or self._common(m) for m in chain.mentions]
            both = chain.type == "Document" and {"m", "f"} <= set(nouns)  # `la déclaration … le communiqué … il`
            gender = None if both else gender or _one(nouns)
            plural = chain.plural if chain.plural is not None else _one(m.plural for m in chain.mentions)
            many = sum(self._several(m) for m in chain.mentions)
            if plural is None and 2 * many > len(chain.mentions):  # `les Nations unies`, but `l'ONU` more often
                plural = True
            if chain.type == "Group" and not plural:
                whole = plural is not None or all(self._singular(m) for m in chain.mentions)  # `l'Occident`
                plural = not whole or any(self._is_plural(m) for m in chain.mentions)
            found = self._known[id(chain)] = gender, plural
        return found

    def fits(self, chain: Chain, gender: Gender) -> bool:
        """Whether somebody may be of this gender."""
        mine = self.of(chain)[0]
        return chain.type == "Person" and not (mine and gender and mine != gender)

    def _surname_only(self, chain: Chain) -> bool:
        """A surname says nothing of the gender, whatever the model makes of it."""
        alone = all(m.end - m.start == 1 and not (m.given and not m.family) for m in chain.mentions)
        return chain.type == "Person" and not chain.unnamed and alone

    def _before(self, m: Mention) -> str:
        return self.doc[m.start - 1].lower_ if m.start else ""

    def _several(self, m: Mention) -> bool:
        """Whether a determiner in the plural stands before or in a name (`les Verts`, `Les Républicains`)."""
        return bool({self._before(m), self.doc[m.start].lower_} & words("plural-determiner"))

    def _singular(self, m: Mention) -> bool:
        """Whether an article in the singular stands before a name."""
        return bool(self.shown(self._before(m))) or self._before(m) in words("elided-article")

    def _is_plural(self, m: Mention) -> bool:
        """Whether the noun of a mention is one in the plural (`peu de | militaires`)."""
        return "Plur" in self.doc[m.head].morph.get("Number", [])

    def determined(self, m: Mention) -> Gender:
        """The gender that the determiner before a mention shows."""
        shown = self.shown(self._before(m))
        if shown or m.type != "Person" or m.kind != "named" or m.start < 2:
            return shown
        beside = self.doc[m.start - 1]  # `la Montréalaise Katel Roy`, `la boulangère Dominique Roy`
        called = beside.pos_ in ("NOUN", "ADJ") or beside.text[:1].isupper()
        if self._adverbial(m.start):
            return None  # `réagit au contraire Katel Roy`, `ajoute de son côté Katel Roy`
        return self.shown(self.doc[m.start - 2].lower_) if called and beside.is_alpha else None

    def _adverbial(self, stop: int) -> bool:
        """Whether an adverb of several words or a phrase of its own ends right before a token."""
        ends = (past_adverbial(self.doc, k) for k in range(max(stop - 4, 0), stop - 1))
        return stop in ends or self.doc[stop - 1].lower_ in identity_words("no-calling")

    def shown(self, determiner: str) -> Gender:
        """The gender that a determiner shows."""
        if determiner in identity_words("feminine"):
            return "f"
        return "m" if determiner in identity_words("masculine") else None

    def _common(self, m: Mention) -> Gender:
        """The gender of a common noun."""
        if m.type == "Person" and m.kind == "named":
            return None  # no surname has one, whatever the model makes of it
        noun = next((t for t in self.doc[m.head : m.end] if t.pos_ == "NOUN"), None)  # `jeunes | hommes`
        found = noun.morph.get("Gender", []) if noun is not None else []
        return None if not found else ("f" if found[0] == "Fem" else "m")

    def described(self, token: int) -> tuple[Gender, bool | None]:
        """Gender and number of somebody described, by the first word of the description."""
        if token < 0 or token >= len(self.doc):
            return None, None
        word = self.doc[token].lower_
        few = token + 1 < len(self.doc) and self.doc[token + 1].lower_ in identity_words("some-of")  # `d'autres`
        noun = next((t for t in self.doc[token : token + _NOUN] if t.pos_ == "NOUN"), None)  # `peu de militaires`
        many = noun is not None and "Plur" in noun.morph.get("Number", [])
        plural = True if few or many or word in words("plural-determiner") else None
        if word in identity_words("feminine"):
            return "f", False
        return ("m", False) if word in identity_words("masculine") else (None, plural)


def _one(values: Iterable[T | None]) -> T | None:
    return next((v for v in values if v is not None), None)
