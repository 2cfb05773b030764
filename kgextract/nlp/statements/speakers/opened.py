"""Speakers who are only described → entities where several people, a body or a document speak.

`la direction a confirmé`, `certains riverains jugent`, `le récit dit que` open a chain each, one for the same words;
a single somebody (`une source`, `un voisin`) stays words.
"""

from __future__ import annotations

from bisect import insort

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Chain, Mention
from kgextract.nlp.statements.speakers.fullest import calls
from kgextract.tables.names import given_name_gender, nominal_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_RULE = "speaker-description"
_CONFIDENCE = 0.7
_OUTLET = "MediaOutlet"
_CITED = 120  # tokens back to a medium that is cited again


class Opened:
    """The chains that the descriptions of speakers open, by type and head."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.known = self._weak()

    def _weak(self) -> dict[tuple[str, str], Chain]:
        """Bodies that a bare noun opened further on, where one was named before (`la direction`): the same one."""
        found: dict[tuple[str, str], Chain] = {}
        for c in self.doc._.chains:
            first = c.mentions[0] if c.unnamed and c.mentions else None
            if first is not None and c.type == "Organization" and first.end - first.start == 1:
                found.setdefault((c.type, self.doc[first.head].lower_), c)
        return found

    def chain(self, source: Argument) -> Chain | None:
        """The chain of a description, opened where the article has none; None for a single somebody."""
        phrase = noun_phrase(self.doc, source.start)
        if phrase is None or phrase.head != source.head:
            return None
        type = self._type(phrase)
        if type is None:
            return None
        if type == "Person":
            return self._given(phrase)
        mention = self._mention(phrase, type)
        key = type, self.doc[source.head].lower_
        chain = self.known.get(key) or self._outlet(phrase)
        if chain is None:
            name = self.doc.between(mention.start, mention.end)
            chain = self.known[key] = Chain(type=type, cls=type, name=name, plural=phrase.plural)
            self.doc._.chains.append(chain)
        if all(m.end <= mention.start or mention.end <= m.start for m in chain.mentions):
            chain.mentions = sorted([*chain.mentions, mention], key=lambda m: m.start)
            self.doc._.nominals.append(mention)
            mention.chain = chain
        return chain

    def _outlet(self, phrase: Phrase) -> Chain | None:
        """The medium named last, where somebody cites it by what it is on (`révélé par Lumière. Selon le site, …`)."""
        if self.doc.lowered[phrase.head] not in speaker_words("outlet") or not phrase.definite or phrase.possessive:
            return None
        near = (m for m in reversed(self.doc._.mentions) if phrase.start - _CITED < m.end <= phrase.start)
        return next((m.chain for m in near if m.cls == _OUTLET and m.chain is not None), None)

    def _given(self, phrase: Phrase) -> Chain:
        """Somebody whom the text calls by a given name alone (`raconte Pierre`)."""
        key = "Person", self.doc[phrase.head].lower_
        chain = self.known.get(key)
        name = self.doc[phrase.head].text
        if chain is None:
            chain = Chain(type="Person", cls="Person", name=name, gender=given_name_gender().get(name))
            self.known[key] = chain
            self.doc._.chains.append(chain)
        mention = Mention(
            start=phrase.head,
            end=phrase.head + 1,
            type="Person",
            cls="Person",
            kind="named",
            head=phrase.head,
            rule="given-name",
            confidence=_CONFIDENCE,
        )
        mention.chain = chain
        insort(chain.mentions, mention, key=lambda m: m.start)
        insort(self.doc._.mentions, mention, key=lambda m: m.start)
        return chain

    def _type(self, phrase: Phrase) -> str | None:
        head = self.doc[phrase.head]
        if head.text in given_name_gender() and phrase.start == phrase.head:
            return "Person"
        word = self.doc.between(*self._joined(phrase.head)).lower()
        if word in speech_words("source-noun") or word.removesuffix("s") in speech_words("source-noun"):
            return None
        if word in speech_words("document-noun"):
            return "Document"
        if word in speaker_words("many-in-one"):
            return "Group"
        if phrase.plural:
            bodies = speech_words("human-noun", "collective-noun")
            people = word in bodies or word.removesuffix("s") in bodies or calls(self.doc, phrase.head)
            return "Group" if people else None
        if phrase.possessive and word in nominal_words("somebody-s"):
            return None  # `selon son conseil`
        return "Organization" if word in speech_words("collective-noun") else None

    def _joined(self, k: int) -> tuple[int, int]:
        """The tokens that hyphens join to one (`état-major`)."""
        start, end = k, k + 1
        while start > 1 and self.doc[start - 1].text == "-" and not self.doc[start - 1].whitespace_:
            start -= 2
        while end + 1 < len(self.doc) and self.doc[end].text == "-" and not self.doc[end].whitespace_:
            end += 2
        return start, end

    def _mention(self, phrase: Phrase, type: str) -> Mention:
        return Mention(
            start=phrase.core_start,
            end=max(phrase.end, self._joined(phrase.head)[1]),
            type=type,
            cls=type,
            kind="nominal",
            head=phrase.head,
            rule=_RULE,
            confidence=_CONFIDENCE,
            lemma=self.doc[phrase.head].lemma_.lower(),
            plural=phrase.plural,
            definite=phrase.definite,
        )
