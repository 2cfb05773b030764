"""`ce dernier`, `celle-ci`, `l'intéressée`, `le second` → whom they take up: who can speak, else words for somebody.

`La maire a reçu Anne Roy à la préfecture. Cette dernière …`: Anne Roy, no body that a preposition of place governs.
`… a été citée par une ancienne salariée. L'intéressée …`: whom the text is about.
"""

from __future__ import annotations

from kgextract.nlp.grammar.gender import noun_gender
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import AGENTS, MEDIA, Argument, Chain, Mention, unit_of
from kgextract.nlp.statements.speakers.concerned import concerned
from kgextract.nlp.statements.speakers.described import Described
from kgextract.nlp.statements.speakers.discourse import Discourse
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_NEAR = 80  # tokens that `ce dernier` looks back
_PARTICLE = 4  # tokens from `celui` to a comma, with `-ci`
_BODIES = ("Organization", "Place")
_ABOUT = 2  # paragraphs that `l'intéressé` looks back


class Latter:
    """Words that take up one of those just named."""

    def __init__(self, discourse: Discourse, described: Described) -> None:
        self.discourse, self.described = discourse, described
        self.doc = discourse.doc

    def meant(self, source: Argument, word: str) -> tuple[Chain | None, str | None] | None:
        """Chain, or words for who has none; (None, None) where nobody fits; None where the words are others."""
        alone = source.end - source.start <= 2
        if alone and word in speaker_words("first-of-two", "second-of-two"):
            two = self._of_two(source, word)
            return None if two is None else (two, None)
        if word not in speech_words("latter"):
            return None
        if (named := self._apposed(source)) is not None:
            return named, None
        plural = word.endswith("s") or word.startswith(tuple(speech_words("plural-pronoun")))
        gender: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
        if word in speaker_words("concerned") and not plural and (about := self._about(source, gender)) is not None:
            return about, None
        return self._last(source, gender, plural)

    def _apposed(self, source: Argument) -> Chain | None:
        """Whose name stands between commas behind the words (`Ce dernier, Luc Roy, dément`), what he or she is before
        it too (`a dit ce dernier, le Malien Sory Keïta, devant la presse`)."""
        doc = self.doc
        behind = range(source.head + 1, min(source.head + _PARTICLE, len(doc)))
        comma = next((k for k in behind if doc[k].text == ","), len(doc))
        phrase = noun_phrase(doc, comma + 1) if comma + 1 < len(doc) and doc[comma + 1].pos_ == "DET" else None
        name = phrase.names[0] if phrase is not None and phrase.definite and phrase.names is not None else comma + 1
        for m in self.described.sources.at.get(name, ()):
            closed = m.end < len(doc) and (doc[m.end].text == "," or (name > comma + 1 and doc[m.end].is_punct))
            if m.start == name and closed and m.type == "Person" and m.kind == "named":
                return m.chain
        return None

    def _about(self, source: Argument, gender: Gender) -> Chain | None:
        """The person whom the sentences before are about, one with a name first."""
        if (known := concerned(self.discourse, source.start, gender)) is not None:
            return known
        here = unit_of(self.doc, source.start)
        voices = self.discourse.people_before(source.start, paragraphs=_ABOUT)
        found = [v.chain for v in voices if v.chain is not None and v.gender in (gender, None) and v.unit < here]
        return next((c for c in found if not c.unnamed), None) or next(iter(found), None)

    def _last(self, source: Argument, gender: Gender, plural: bool) -> tuple[Chain | None, str | None]:
        """Who was named or described last in agreement with the words, people before bodies of the same sentence."""
        described = self.described.last_before(source.start, gender, plural)
        if described is not None and self._quoted(described[0]):
            described = None
        body: Mention | None = None  # one that only says where somebody was
        for m in self.discourse.named_before(source.start, reach=_NEAR):
            shown = (m.kind != "named" and self.discourse.traits.determined(m)) or self._noun_shows(m)
            if m.chain is None or m.type not in AGENTS or (shown and shown != gender):
                continue
            said = self.discourse.page.said_before(m.start, source.start)  # `« Luc est droit », a dit ce dernier`
            if (
                said
                or self._whose(m)
                or self._acts_on(m)
                or self._tells_of(m)
                or (m.kind != "named" and self._quoted(m.start))
            ):
                continue
            if body is not None and unit_of(self.doc, m.start) != unit_of(self.doc, body.start):
                break
            if described is not None and m.end <= described[0]:
                return None, described[1]
            state = m.cls == "Country" and not self._where(m)  # `que réclame l'Inde. Celle-ci …`
            if bool(m.plural) != plural or not (plural or state or m.type in ("Person", "Organization")):
                continue
            if m.cls in MEDIA and self._asked(m):
                continue
            if m.type == "Person" or plural or not self._where(m):
                return m.chain, None
            body = body or m
        if body is not None:
            return body.chain, None
        return (None, None) if described is None else (None, described[1])

    def _asked(self, m: Mention) -> bool:
        """Whether a medium is where somebody speaks (`Interrogé sur RTL, Luc Roy a … Ce dernier`)."""
        return any(s.venue is not None and s.venue.start == m.start for s in self.doc._.scenes or ())

    def _quoted(self, token: int) -> bool:
        """Whether a description stands in quoted words (`son entraîneur, Luc Roy, « un second père »`)."""
        page = self.discourse.page
        return page.quotation(page.at(token)) is not None

    def _noun_shows(self, m: Mention) -> str | None:
        """The gender of a mention, unless its noun is of either one (`les rebelles`)."""
        noun = self.doc.lowered[m.head].removesuffix("s")
        if m.kind != "named" and noun in speaker_words("either-gender"):
            return None
        return m.gender or (noun_gender(noun) if m.type in _BODIES else None)  # `l'État … cette dernière`

    def _tells_of(self, m: Mention) -> bool:
        """Whether a description only says what somebody is (`Luc Roy était lundi | l'invité de RTL. Ce dernier …`)."""
        if m.type == "Person" and m.kind == "named":
            return False  # `Le premier à réagir a été Luc Roy.`
        k = m.start - 1
        while k > 0 and (self.doc[k].pos_ in ("DET", "ADV") or self.discourse.page.dated(k)):
            k -= 1
        return k >= 0 and self.doc[k].lemma_.lower() in syntax("be-lemma") and self.doc[k].pos_ in ("AUX", "VERB")

    def _acts_on(self, m: Mention) -> bool:
        """Whether somebody does something to whom a pronoun takes up (`Le club lui en veut. Ce dernier …`)."""
        clitic = m.end + 1 < len(self.doc) and self.doc[m.end].lower_ in syntax("object-clitic")
        return clitic and self.doc[m.end].pos_ != "DET"

    def _whose(self, m: Mention) -> bool:
        """Whether a body only says whom a description means (`un porte-parole du ministère`)."""
        around = self.described.sources.at.get(m.start, ())
        return any(x.type == "Person" and x.start < m.start and m.end <= x.end for x in around)

    def _where(self, m: Mention) -> bool:
        """Whether a preposition of place governs a body (`à la mairie`), or a noun does (`la tête du PS`)."""
        at = m.start - 1 - (self.doc[m.start - 1].pos_ == "DET")
        if at > 0 and self.doc[at].lower_ in words("of") and self.doc[at - 1].pos_ == "NOUN":
            return True
        found = preposition(self.doc, at) if at > 0 else None
        return found is not None and (found.lemma in words("locative") or self.doc[at].lower_ in words("locative"))

    def _of_two(self, source: Argument, word: str) -> Chain | None:
        """`le premier`, `le second`: of the two people named last, or of several in a row, else of the two that the
        sentence before has.
        """
        near = list(self.discourse.named_before(source.start, reach=_NEAR))
        people = [m for m in near if m.type == "Person" and m.kind == "named"]
        two = _apart(people)
        if len(two) > 2 and (several := self._in_a_row(people)):
            one = several[word in speaker_words("second-of-two")]
            woman = self.doc[source.start].lower_ in identity_words("feminine")
            return one if one.gender in (None, "f" if woman else "m") else None
        if len(two) != 2 and near:
            here = unit_of(self.doc, source.start)
            said = [m for m in near if m.type in AGENTS and not (m.kind != "named" and m.plural)]
            said = [m for m in said if m.type != "Place" or not self._where(m)]
            said = [m for m in said if unit_of(self.doc, m.start) < here]
            last = [m for m in said if unit_of(self.doc, m.start) == unit_of(self.doc, said[0].start)]
            two = _apart([m for m in last if not any(o.start <= m.start < m.end <= o.end for o in last if o is not m)])
        if len(two) != 2:
            return None
        return two[1] if word in speaker_words("first-of-two") else two[0]

    def _in_a_row(self, people: list[Mention]) -> list[Chain]:
        """The people whom the last sentence that names three or more of them names, in its order."""
        by_unit: dict[int, list[Mention]] = {}
        for m in people:
            by_unit.setdefault(unit_of(self.doc, m.start), []).append(m)
        rows = (_apart(sorted(row, key=lambda m: m.start)) for row in by_unit.values())
        return next((row for row in rows if len(row) > 2), [])


def _apart(mentions: list[Mention]) -> list[Chain]:
    """The things that are mentioned, each once."""
    return list({id(m.chain): m.chain for m in mentions if m.chain is not None}.values())
