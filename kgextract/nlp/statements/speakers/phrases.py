"""The phrases of a sentence → those that name or describe somebody who can speak: the first, the one before `qui`."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.shares import of_whom
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import SPEAKING, Argument, Clause, Mention
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.naming import APPOSED, Naming
from kgextract.tables.names import not_names
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words


class Phrases:
    """Who is named or described in the sentences of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.doc = page, page.doc
        self.naming = Naming(page)
        self.words, self.tags = self.naming.words, self.naming.tags
        self.at, self.roles = self.naming.at, self.naming.roles
        self.tokens = unit_tokens(page.doc)
        self.clauses: dict[int, list[Clause]] = {}
        for c in page.doc._.clauses:
            self.clauses.setdefault(c.unit, []).append(c)

    def pronoun(self, source: Argument) -> bool:
        """Whether the words are one pronoun."""
        word = self.words[source.head]
        return source.end - source.start == 1 and (
            word.lstrip("-").removeprefix("t-") in speech_words("third-person")
            or word in speech_words("own-pronoun", "on-word", "first-person", "demonstrative")
            or self.tags[source.head] == "PRON"
        )

    def speaks(self, source: Argument) -> bool:
        """Whether the words name or describe somebody or something that can speak."""
        those = of_whom(self.doc, source)  # `30 % des élèves`
        if those is not None and (self.naming.human(those) or self.words[those] in speech_words("polled")):
            return True
        word = self.words[source.head]
        if word in speech_words("human-noun", "collective-noun", "document-noun", "latter"):
            return True
        if word in speaker_words("first-of-two", "second-of-two", "circle"):
            return True
        if word in speaker_words("relational"):
            return True
        if word in not_names("state") and self.doc[source.head].text[:1].isupper():
            return True  # `l'État`, never `l'état de la route`
        return self.named(source) is not None or self.naming.human(source.head)

    def leading(self, clause: Clause) -> Argument | None:
        """The phrase that a clause's sentence begins with, where no preposition governs it and it can speak."""
        found = self._leading(self.tokens[clause.unit][0], clause.start)
        return None if found is None or self._fronted_with(found, clause) else found

    def opening(self, unit: int) -> Argument | None:
        """The phrase that a sentence begins with, where no preposition governs it and it can speak."""
        return self._leading(*self.tokens[unit])

    def describes(self, source: Argument) -> bool:
        """Whether the words describe people or a body by a common noun."""
        return self.naming.human(source.head) or self.words[source.head] in speech_words("collective-noun")

    def named(self, source: Argument) -> Mention | None:
        """Whom the words name."""
        return self.naming.named(source)

    def _quoted_away(self, source: Argument, clause: Clause) -> bool:
        """Whether the words stand in a quotation that the verb is not in."""
        quotation = self.page.quotation(self.page.at(source.start))
        return quotation is not None and quotation is not self.page.quotation(self.page.at(clause.verb))

    def _before(self, clause: Clause, first: int) -> int:
        """The token before a verb and its adverbs."""
        i = clause.start - 1
        while i > first and self.tags[i] == "ADV" and self.words[i] not in speech_words("relative", "and-word"):
            i -= 1
        return i

    def _antecedent(self, relative: int, first: int) -> Argument | None:
        """Whom `…, qui` takes up: the holder of the office before it, else the nearest that speaks, a place last."""
        i = relative - 1
        places: Mention | None = None
        while i >= first and relative - i <= APPOSED:
            if self.tags[i] in ("VERB", "AUX") and self._finite(i):
                break
            for role in self.roles.get(i, ()):
                if role.mention.end >= relative - 1 and (h := next((h for h in role.holders if h.chain), None)):
                    return argument(h)
            for m in self.at.get(i, ()):
                if m.chain is None or m.type not in SPEAKING or m.end > relative:
                    continue
                if m.type == "Place":
                    places = places or m
                else:
                    return argument(m)
            i -= 1
        return argument(places) if places else None

    def _ending_at(self, i: int, first: int) -> Argument | None:
        """The person named right before a gerund, behind a comma (`…, Jean Roy soulignant que`)."""
        for m in self.at.get(i - 1, ()):
            if m.end == i and m.type == "Person" and m.chain is not None and m.start > first:
                if self.words[m.start - 1] in (",", "-", "–") or self.tags[m.start - 1] in ("CCONJ", "DET", "NOUN"):
                    return argument(m)
        return None

    def _leading(self, first: int, stop: int) -> Argument | None:
        """The first phrase of a unit that no preposition governs, if it speaks and no verb stands before it."""
        i = first
        while i < stop:
            if self.tags[i] in ("VERB", "AUX") and self._finite(i):
                return None
            if self.words[i] == "(":  # `À Gap (Hautes-Alpes), le maire a dit`
                i = next((k for k in range(i, stop) if self.words[k] == ")"), i)
            governed = preposition(self.doc, i) if self.tags[i] != "DET" else None
            like = i == first and self.words[i] in speaker_words("like-word")  # `Comme Jean Roy, la maire pense que`
            phrase = noun_phrase(self.doc, governed.end - governed.contracted if governed else i + like)
            if governed is not None or like:
                i = max(governed.end if governed else i + 1, phrase.end if phrase else 0)
                while phrase is not None and i < stop and self.tags[i] == "NOUN":
                    i += 1  # `née d'une mère | couturière`
                continue
            if phrase is None or self.doc[i].is_punct or self.doc[i].is_space:
                i += 1
                continue
            if i > first and self._aside(phrase, stop):
                i = phrase.end + 1
                continue
            source = self.phrase(phrase)
            if source.mentions and self._explained(source.mentions[0], first, phrase.start):
                i = phrase.end
                continue
            return source if self.speaks(source) else None
        return None

    def _fronted_with(self, leading: Argument, clause: Clause) -> bool:
        """Whether a phrase belongs to what is fronted with a verb or compared, before the subject behind its comma.

        `Après avoir reçu Luc Roy, Jean Blin a dit`, `Luc Roy parti, …`, `Plus rapide que Luc Roy, …`
        """
        subject, first = clause.subject, self.tokens[clause.unit][0]
        if subject is None or subject.end != clause.start or "," not in self.words[leading.end : subject.start]:
            return False
        before, behind = range(first, leading.start), leading.end
        behind = max((m.end for m in self.at.get(behind, ()) if m.type == "Person"), default=behind)
        governed = any(self.tags[k] in ("VERB", "AUX") for k in before)
        compared = leading.start > first and self.words[leading.start - 1] in speech_words("that-word")
        absolute = self.words[behind] != ","
        return (governed or compared or absolute) and (self.pronoun(subject) or self.speaks(subject))

    def _aside(self, phrase: Phrase, stop: int) -> bool:
        """Whether a phrase between commas explains the one before it (`À Gap, sa ville natale, le maire a dit`)."""
        if self.words[phrase.start - 1] != "," or phrase.end + 1 >= stop or self.words[phrase.end] != ",":
            return False
        after = noun_phrase(self.doc, phrase.end + 1)
        return after is not None and after.end < len(self.doc) and self._finite(after.end)

    def _explained(self, name: Mention, first: int, stop: int) -> bool:
        """Whether a name only says whose office stands before it (`face au président, Jean Roy, les joueurs`)."""
        return any(name in r.holders for k in range(first, stop) for r in self.roles.get(k, ()))

    def phrase(self, phrase: Phrase) -> Argument:
        """A noun phrase with the person it names, else the name right behind its head."""
        here = [m for k in range(phrase.start, phrase.base_end) for m in self.at.get(k, ()) if m.kind == "named"]
        found = [m for m in here if m.type == "Person"]
        if not found and phrase.names is not None:
            found = [m for m in here if m.type in SPEAKING and m.start <= phrase.names[1] - 1 < m.end]
        return Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head, mentions=found[:1])

    def _person(self, start: int, stop: int) -> Mention | None:
        for k in range(start, stop):
            for m in self.at.get(k, ()):
                if m.type == "Person" and m.kind == "named" and m.chain is not None:
                    return m
        return None

    def _finite(self, i: int) -> bool:
        return "Fin" in self.doc[i].morph.get("VerbForm", [])


def argument(m: Mention) -> Argument:
    """A name as the words for a subject."""
    return Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])
