"""A description of a person → what its words say: gender, office or bond, bodies in it, whether the text turns away."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import saying
from kgextract.nlp.grammar.gender import noun_gender
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Chain, Mention
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_TURN = 6  # tokens behind a description in which the text may turn to somebody else


class Descriptions:
    """What the words of descriptions say."""

    def __init__(self, page: Page, sources: Sources) -> None:
        self.doc, self.sources = page.doc, sources

    def length(self, start: int, end: int) -> int:
        """How many words describe somebody, an age not counted (`l'attaquant de 22 ans`)."""
        for k in range(start + 1, end):
            if self.doc[k].pos_ == "NUM" and k + 1 < len(self.doc):
                if self.doc[k + 1].lower_ in speaker_words("age"):
                    return k - start - (self.doc[k - 1].pos_ == "ADP")
        of = next((k for k in range(start + 1, end) if self.doc[k].lower_ in speech_words("of-form")), end)
        idle = any(self.doc[k].lower_ in speaker_words("idle-complement") for k in range(of, end))
        return of - start if idle else end - start

    def gender(self, head: int) -> Gender:
        """The gender that a noun shows (`l'accusé`, `l'avocate`)."""
        return noun_gender(self.doc[head].lower_)

    def former(self, source: Argument) -> bool:
        """Whether an office is one of the past (`l'ancienne ministre`), which somebody has besides that of today."""
        inside = self.doc[source.start : source.head + 1]
        return any(t.lower_.split("-")[0] in office_words("former") for t in inside)

    def shown(self, source: Argument) -> Gender:
        """The gender that an adjective before the noun shows (`l'ancienne ministre`)."""
        shown = [g[0] for t in self.doc[source.start : source.head] if t.pos_ == "ADJ" and (g := t.morph.get("Gender"))]
        return None if not shown else "f" if shown[0] == "Fem" else "m"

    def figure(self, source: Argument) -> bool:
        """Whether `le` or `la` stands before a noun that no list knows (`« … », sourit le gaillard`)."""
        head = self.doc[source.head]
        article = self.doc[source.start].lower_
        plain = article in speech_words("le-word") and not article.endswith("'")
        plain = plain and not head.lower_.endswith(tuple(speaker_words("thing-ending")))
        known = speech_words("collective-noun", "document-noun", "not-saying", "never-subject", "medium-noun")
        return plain and head.pos_ == "NOUN" and head.lower_ not in known and not self.sources.at.get(source.head)

    def relational(self, source: Argument) -> bool:
        """Whether a noun says a bond with another one (`l'avocat`, not `le conseiller régional`)."""
        head = self.doc[source.head].lower_
        head = next((head[len(p) :] for p in speech_words("former-prefix") if head.startswith(p)), head)  # `l'ex-mari`
        next_ = min(source.head + 1, len(self.doc) - 1)
        party = any(m.cls == "PoliticalParty" for m in self.sources.at.get(next_, ()))  # `la conseillère UMP`
        town = self.doc[next_].lower_ in speech_words("of-form") and self._town(next_ + 1)  # `la conseillère de Lens`
        elected = party or town or (next_ < source.end and self.doc[next_].pos_ == "ADJ")
        elected = elected and head in speaker_words("adviser")
        phrase = noun_phrase(self.doc, source.start)
        end = max(source.end, phrase.end if phrase else 0)
        of = source.head + 1
        idle = of < end and any(t.lower_ in speaker_words("idle-complement") for t in self.doc[of:end])
        if idle or (source.head > source.start + 1 and self.doc[source.head - 1].pos_ == "ADJ"):
            return False  # `la mère de deux enfants`, `la jeune femme`
        return head in speaker_words("relational") and not elected

    def _town(self, k: int) -> bool:
        """Whether a place is named at a token."""
        return any(m.start == k and m.type == "Place" for m in self.sources.at.get(k, ()))

    def bodies_in(self, source: Argument) -> set[int]:
        """The named bodies and places in a description, by chain."""
        phrase = noun_phrase(self.doc, source.start)
        end = max(source.end, phrase.end if phrase else 0)
        around = [m for k in range(source.head + 1, end) for m in self.sources.at.get(k, ()) if m.type != "Role"]
        return {id(c) for m in around if (c := m.chain) and any(x.kind == "named" for x in c.mentions)}

    def within(self, source: Argument, person: Chain) -> bool:
        """Whether somebody is told of in a description of another one (`l'associé de Luc Roy`)."""
        phrase = noun_phrase(self.doc, source.start)
        end = max(source.end, phrase.end if phrase else 0)
        return any(m.chain is person for k in range(source.head + 1, end) for m in self.sources.at.get(k, ()))

    def office(self, head: int) -> bool:
        """Whether a noun is an office or a part in a case that anybody may have."""
        row = office_head(self.doc, head)
        return self.doc[head].lower_ in speaker_words("post") or (
            row is not None and row[0].office in ("head", "represents")
        )

    def won(self, source: Argument) -> bool:
        """Whether somebody is called by what he or she has won (`la double championne de Roland-Garros`)."""
        return self.doc[source.head].lower_ in speaker_words("winner")

    def part(self, head: int) -> bool:
        """Whether a noun is a part in a case or deal (`le liquidateur`), taken by those who are nothing else in it."""
        return self.doc[head].lower_ in speaker_words("part-taken")

    def brought_in(self, source: Argument) -> bool:
        """Whether what follows first tells who it is (`le gendarme qui l'a vu`, `le voleur, un docker,`)."""
        doc, end = self.doc, source.end
        if end + 2 >= len(doc):
            return False
        calls = doc[end].text == "," and doc[end + 1].lower_ in words("indefinite")
        return calls or (doc[end].lower_ in syntax("subject-relative") and not self.goes_on(source))

    def goes_on(self, source: Argument) -> bool:
        """Whether somebody known goes on speaking in a relative (`le comédien qui ajoute`)."""
        doc, end = self.doc, source.end
        who = end + 2 < len(doc) and doc[end].lower_ in syntax("subject-relative")
        return who and saying(doc, end + 1) and not self.relational(source)

    def opposed(self, source: Argument) -> bool:
        """Whether a stressed pronoun sets somebody against the one before (`Le gardien, lui, …`)."""
        doc, k = self.doc, source.end
        stressed = k + 2 < len(doc) and doc[k + 1].lower_ in speech_words("own-pronoun")
        return stressed and doc[k].text == "," == doc[k + 2].text

    def core(self, m: Mention) -> set[str]:
        """The words of a title from its head to where the first complement begins (`grand chef | de la tribu`)."""
        stop = next((k for k in range(m.head + 1, m.end) if self.doc[k].pos_ in ("ADP", "DET")), m.end)
        return {self.doc[k].lemma_.lower() for k in range(m.head, stop) if k == m.head or self.doc[k].pos_ == "NOUN"}

    def title(self, start: int, end: int) -> frozenset[str]:
        """The nouns, adjectives and names of a title."""
        return frozenset(t.lemma_.lower() for t in self.doc[start:end] if t.pos_ in ("NOUN", "PROPN", "ADJ"))

    def contrasted(self, source: Argument) -> bool:
        """Whether the text turns to somebody else (`de son côté, le négociateur`, `le maire a en revanche dit`)."""
        before = self._joined(max(0, source.start - 5), source.start)
        behind = self._joined(source.end, min(source.end + _TURN, len(self.doc)))
        turns = speaker_words("contrast")
        return any(before.endswith(turn) for turn in turns) or any(f" {turn} " in f" {behind} " for turn in turns)

    def _joined(self, start: int, end: int) -> str:
        return " ".join(t.lower_ for t in self.doc[start:end]).replace("' ", "'")
