"""Draft → the words that name its speaker, the subject of its verb or who stands for it.

`clauses` gives a verb its nearest subject; a verb of saying wants one that can speak: behind a relative clause or an
apposition, before a coordinated verb, in the main clause of a fronted gerund.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.inflection import in_ant, is_plural
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.relatives import takes_up_subject
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.statements.absolutes import absolute
from kgextract.nlp.statements.between import inverted
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.inverted import can_say, phrase_after_verb, subject
from kgextract.nlp.statements.resumed import opening
from kgextract.nlp.statements.speakers.naming import APPOSED
from kgextract.nlp.statements.speakers.phrases import Phrases, argument
from kgextract.nlp.statements.speakers.unlike import counts
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_COUNTED = 3  # tokens between `un des` and the noun
_VOICE = 30  # tokens between a speaker and whose voice it is


def _verb(clause: Clause) -> int:
    return clause.verb


class Sources(Phrases):
    """Where the speaker of each draft stands."""

    def of(self, draft: Draft) -> Argument | None:
        """The words that name the speaker, None where the draft leaves it open."""
        source, clause = draft.source, draft.clause
        if clause is None or clause.position == "incise" or draft.rule == "speech-passive":
            voiced = self._voiced(source, clause) if source is not None and clause is not None else None
            return voiced or (self._one_of(self._whole(source)) if source is not None else None)
        if clause.passive and not clause.reflexive:
            return self._agent(clause)
        if self._maybe_passive(clause) and (agent := self._agent(clause)) is not None:
            return agent
        return self.subject(clause, source)

    def subject(self, clause: Clause, source: Argument | None) -> Argument | None:
        """The words for the subject of a verb in the active voice, `source` those that stand nearest to it."""
        if (one := self.naming.that_one(clause) or self._leading_one(clause)) is not None:
            return one
        if source is not None:
            source = self._of_two(clause) or self._one_of(self._whole(source))
        elif inverted(self.page, clause):
            source = self._behind(clause)
        if (own := absolute(self.page, clause)) is not None:
            return argument(own[1])
        if source is not None and self.pronoun(source) and (topic := self._as_for(source, clause)) is not None:
            return topic
        if source is not None and (self._quoted_away(source, clause) or self._object(source, clause)):
            source = None
        if source is not None and clause.form == "gerund" and source.start > clause.verb:
            source = source if self.words[source.start - 1] == "," else None  # `Déclarant que la plaignante ment, …`
        if source is not None and self.words[source.head] in speech_words("which"):
            return self._antecedent(source.start, self.tokens[clause.unit][0])
        if (which := self._past_insertion(clause)) is not None:
            return which
        if source is not None and (other := self._author(source, clause) or self._driven(clause)) is not None:
            return other
        if source is not None and (main := self._of_main(source, clause)) is not None:
            return main
        if source is not None and (self.pronoun(source) or self.speaks(source)):
            found = self._voiced(source, clause) or self._nearer(source, clause) or source
            return self._first_of_several(found, clause)
        if source is not None and self._of_its_own(source, clause):
            return source
        return self._better(clause) or source

    def _behind(self, clause: Clause) -> Argument | None:
        """Whoever stands behind the verb of a relative clause, over whom it tells (`ce qu'a dit à l'AFP le préfet`)."""
        cue = cue_of(self.doc, clause)  # `ce qu'a fait savoir le préfet`
        phrase = phrase_after_verb(self.page, max(clause.end, cue.end if cue is not None else 0))
        near = phrase is not None and phrase.start < self.tokens[clause.unit][1] and can_say(self.page, phrase)
        return subject(self.page, phrase) if phrase is not None and near else None

    def _of_its_own(self, thing: Argument, clause: Clause) -> bool:
        """Whether a thing is the subject of a further clause (`Le maire se tait, mais une bataille s'est engagée`)."""
        k = thing.start - 1
        joined = k > self.tokens[clause.unit][0] and self.words[k] in speech_words("and-word", "contrast-word")
        return joined and clause.reflexive and clause.position == "main" and thing.end <= clause.start <= thing.end + 1

    def mute(self, clause: Clause) -> bool:
        """Whether a fronted infinitive belongs to a thing (`Après avoir signalé une panne, l'avion …`)."""
        if clause.form != "infinitive" or clause.subject is not None:
            return False
        clauses = (c for c in self.clauses.get(clause.unit, ()) if c.form == "finite")
        inside = self.page.quotation(self.doc[clause.verb].idx)  # `Et de conclure : « Les travaux coûteront cher »`
        mains = (c for c in clauses if self.page.quotation(self.doc[c.verb].idx) is inside)
        own = next((a for a in clause.arguments if a.role == "content"), None)  # `Et de préciser que le bac roule`
        said = range(own.start, own.end) if own is not None else range(clause.end, clause.end)
        stop = next((k for k in said if self.words[k] == ","), said.stop)
        main = next((c for c in mains if not clause.end <= c.verb < stop), None)
        subject = main.subject if main is not None and main.start > clause.end else None
        return (
            subject is not None and subject.start > clause.end and not (self.pronoun(subject) or self.speaks(subject))
        )

    def _author(self, source: Argument, clause: Clause) -> Argument | None:
        """Who put out the message that a gerund says more of (`a publié un communiqué affirmant que`)."""
        if clause.form != "gerund" or not set(self.words[source.start : source.end]) & speaker_words("own-message"):
            return None
        before = [c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.verb < source.start]
        if not before or before[-1].lemma not in speaker_words("issuing") or before[-1].passive:
            return None
        return self._subject(before[-1])

    def _driven(self, clause: Clause) -> Argument | None:
        """Whom a thing has driven to what a gerund says more of (`Ce vote a poussé la CGT à partir, jugeant que`)."""
        before = [c for c in self.clauses.get(clause.unit, ()) if c.verb < clause.verb]
        if clause.form != "gerund" or len(before) < 2 or before[-1].form != "infinitive":
            return None
        if before[-2].lemma not in speaker_words("driving"):
            return None
        driver, whom = before[-2].subject, next((a for a in before[-2].arguments if a.role == "object"), None)
        alone = driver is not None and not any(m.type == "Person" for m in driver.mentions)
        return whom if alone and whom is not None and whom.end <= before[-1].start and self.speaks(whom) else None

    # --- where the subject of a verb stands

    def _leading_one(self, clause: Clause) -> Argument | None:
        """`celui` of a relative clause that its sentence begins with, before its first main verb."""
        first = self.tokens[clause.unit][0]
        here = [c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.position == "main"]
        if clause.position != "main" or clause.verb != min((c.verb for c in here), default=None):
            return None
        for k in range(first, clause.start - 1):
            opens = k == first or self.words[k - 1] == ","
            if opens and self.words[k] in speaker_words("that-one") and self.words[k + 1] in words("relative"):
                return Argument(role="subject", start=k, end=k + 1, head=k)
        return None

    def _voiced(self, source: Argument, clause: Clause) -> Argument | None:
        """Who lends the voice (`le ministère, par la voix de Jean Roy, affirme que`, `a réagi par la voix de Luc`)."""
        first = max(clause.end, source.end)
        last = min(first + _VOICE, self.tokens[clause.unit][1])
        stop = next((k for k in range(first, last) if self._said_from(k)), last)
        before = range(source.end, min(clause.start, source.end + _VOICE))
        for i in (*before, *range(first, stop)):
            found = preposition(self.doc, i)
            if found is not None and found.lemma in speaker_words("by-voice"):
                name = self._person(found.end, clause.start if i < clause.start else stop)
                return argument(name) if name else None
        return None

    def _said_from(self, k: int) -> bool:
        """Whether what is said may begin at a token: a conjunction, a quotation or a mark other than a comma."""
        opens = self.words[k] in speech_words("that-word", "opening-mark", "closing-mark")
        return opens or (self.doc[k].is_punct and self.words[k] != ",")

    def _of_two(self, clause: Clause) -> Argument | None:
        """`le second` right before a verb, whatever stands before it (`Le premier est droitier, le second dit`)."""
        k = clause.start - 1
        if k > 0 and self.words[k] in speaker_words("first-of-two", "second-of-two"):
            if self.words[k - 1] in speech_words("le-word"):
                return Argument(role="subject", start=k - 1, end=k + 1, head=k)
        return None

    def _whole(self, source: Argument) -> Argument:
        """The words with what a tag parted from them: a determiner, `celui` of `-ci`, `l'entourage de` a name."""
        start, head = source.start, source.head
        if self.words[head] in speech_words("particle") and head - 2 >= start:
            head = start
        k = start - 1
        k -= k > 1 and self.words[k] in speech_words("le-word") and self.words[k - 1] in speech_words("of-form")
        k -= k > 0 and self.words[k] in speech_words("of-form")
        if (
            0 < k < start - 1  # behind *de*, not `a confié à L'Équipe | le maire`
            and self.words[k] in speaker_words("circle", "relational")
            and self.words[k - 1] in speech_words("le-word")
        ):
            return Argument(role=source.role, start=k - 1, end=source.end, head=k)
        titled = not source.mentions and head + 2 < len(self.words) and self.words[head + 1] in speech_words("le-word")
        if titled and self.words[head] in words("civility"):  # `a dit Monsieur le Ministre`
            return Argument(role=source.role, start=head + 1, end=head + 3, head=head + 2)
        if start == head and start > 0 and self.words[start - 1] in speech_words("le-word"):
            start -= self.words[head] not in speech_words("on-word", "some-one", "third-person")
        return source if (start, head) == (source.start, source.head) else replace(source, start=start, head=head)

    def _one_of(self, source: Argument) -> Argument:
        """`un des chercheurs de l'institut`: the pronoun with what it is one of."""
        bare = source.end - source.start == 1 or self.words[source.start] in syntax("clitic")
        some = self.words[source.end - 1] in speaker_words("one") or counts(self.doc, source.end - 1)
        alone = bare and source.end - source.start < 3 and some
        of = preposition(self.doc, source.end) if alone else None
        if of is None or self.words[source.end] not in speech_words("of-form"):
            return source  # `a raconté celui-ci devant plusieurs journalistes`
        phrase = noun_phrase(self.doc, of.end - of.contracted)
        if phrase is not None:
            return Argument(role="subject", start=source.start, end=phrase.end, head=phrase.head)
        counted = range(of.end, min(of.end + _COUNTED, len(self.doc)))  # `l'un des deux porte-parole`
        head = next((k for k in counted if self.naming.human(k)), None)
        return source if head is None else Argument(role="subject", start=source.start, end=head + 1, head=head)

    def _as_for(self, pronoun: Argument, clause: Clause) -> Argument | None:
        """`Quant au préfet, il a rappelé que`: whom the pronoun takes up at once."""
        first = self.tokens[clause.unit][0]
        found = preposition(self.doc, first)
        if found is None or found.lemma not in speaker_words("as-for"):
            return None
        phrase = noun_phrase(self.doc, found.end - found.contracted)
        if phrase is None or phrase.end > pronoun.start or self.words[pronoun.start - 1] != ",":
            return None
        return self.phrase(phrase)

    def _object(self, source: Argument, clause: Clause) -> bool:
        """Whether a gerund before the words governs them (`La présidente, en ouvrant la séance, a salué`)."""
        k = source.start - 1
        return (
            source.start < clause.start
            and k > self.tokens[clause.unit][0]
            and in_ant(self.words[k])
            and self.words[k - 1] in speech_words("before-gerund")
        )

    def _agent(self, clause: Clause) -> Argument | None:
        """`… a été jugé trop lent par les riverains`: who comes behind `par`, or nobody."""
        subject = clause.subject
        if subject is not None and subject.start > clause.verb and self.speaks(subject):
            return subject
        stop = min(self.tokens[clause.unit][1], clause.end + APPOSED)
        for i in range(clause.end, stop - 1):
            if self.page.quotation(self.page.at(i)) is None and self.words[i] in syntax("agent"):
                phrase = noun_phrase(self.doc, i + 1)
                source = self.phrase(phrase) if phrase is not None else None
                return source if source is not None and self.speaks(source) else None
        return None

    def _past_insertion(self, clause: Clause) -> Argument | None:
        """Whom `lequel` takes up before what commas enclose (`la juge Ana Roy, laquelle, jointe lundi, a dit que`)."""
        comma, first = clause.start - 1, self.tokens[clause.unit][0]
        if clause.form != "finite" or comma <= first or self.words[comma] != ",":
            return None
        opener = next((k for k in range(comma - 1, max(comma - APPOSED, first), -1) if self.words[k] == ","), first)
        which = opener > first and self.words[opener - 1] in speech_words("which")
        return self._antecedent(opener - 1, first) if which else None

    def _maybe_passive(self, clause: Clause) -> bool:
        """Whether a form that may be a participle stands between a comma and `par` (`Luc, décrit par ses voisins`)."""
        alone = clause.form == "finite" and clause.end - clause.start == 1 and clause.end < len(self.words)
        return alone and self.words[clause.start - 1] == "," and self.words[clause.end] in syntax("agent")

    def _nearer(self, source: Argument, clause: Clause) -> Argument | None:
        """The subject right before a finite verb, or the phrase that an apposition before the verb explains."""
        first = self.tokens[clause.unit][0]
        before = self._before(clause, first)
        if clause.form != "finite" or source.start > clause.start:
            return None
        if takes_up_subject(self.words, before):
            place = any(m.type == "Place" for m in source.mentions) or not source.mentions
            return self._antecedent(before, first) if place else None
        if self.words[before] in speech_words("and-word") and source.end in (before, before - 1):
            others = [c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.verb < source.start]
            return next((s for c in reversed(others) if (s := self._subject(c)) is not None), None)
        if self.words[before] in speech_words("and-word") and self._in_relative(source, clause):
            mine = (c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.position == "main")
            behind = min((c for c in mine if source.end <= c.start and c.verb < clause.start), key=_verb, default=None)
            return self.subject(behind, behind.subject) if behind is not None else None
        if self.words[before] == "," and self._in_relative(source, clause):
            return self._leading(first, source.start)
        named = any(m.type == "Person" and m.kind == "named" for m in source.mentions)
        if named or source.start <= first or self.words[source.start - 1] != ",":
            return None
        leading = self._leading(first, source.start)
        if leading is None or leading.end != source.start - 1 or leading.start > first + 1:
            return None
        unclosed = self.words[before] != ","
        whose = self.named(leading)
        titled = whose is not None and whose.kind == "named" and not any(m.kind == "named" for m in source.mentions)
        return leading if not unclosed or titled else None

    def _in_relative(self, source: Argument, clause: Clause) -> bool:
        """Whether the words belong to a relative clause that stands between a subject and its verb."""
        return any(
            c.position == "relative" and c.verb < source.start and c.verb < clause.verb and c.form == "finite"
            for c in self.clauses.get(clause.unit, ())
        )

    def _better(self, clause: Clause) -> Argument | None:
        first = opening(self.page, clause)
        before = self._before(clause, first)
        if self.words[before] in speech_words("relative") and before >= first:
            return self._antecedent(before, first)
        if clause.form == "gerund" and (absolute := self._ending_at(clause.start, first)) is not None:
            return absolute
        others = [c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.verb != clause.verb]
        others = [c for c in others if c.start >= first]
        others = [c for c in others if c.subject is None or not self._quoted_away(c.subject, clause)]
        if clause.form != "finite" and (relative := self._in_a_relative(clause, others, first)) is not None:
            return relative
        if clause.form != "finite" and not any(c.verb < clause.start for c in others):
            if (leading := self._leading(first, clause.start)) is not None:
                return leading
            later = (s for c in others if c.verb > clause.end and (s := self._subject(c)) is not None)
            return next((s for s in later if self.words[s.start - 1] == "," or s.start > clause.verb + APPOSED), None)
        if self.words[before] in speech_words("and-word") and before >= first:
            for c in reversed(others):
                if c.verb < clause.start and (s := self._subject(c)) is not None:
                    return s
        return self._leading(first, clause.start)

    def _of_main(self, source: Argument, clause: Clause) -> Argument | None:
        """For a gerund behind a relative clause, whom the sentence is about (`Anne Roy, dont le fils part, dit …`,
        `La maire a signé le texte qui lie les deux villes, promettant que …`)."""
        if clause.form != "gerund":
            return None
        first = self.tokens[clause.unit][0]
        if source.start > first and self.words[source.start - 1] in speech_words("relative", "that-word"):
            return self._leading(first, source.start - 1)
        here = [c for c in self.clauses.get(clause.unit, ()) if c.form == "finite" and c.verb < clause.verb]
        relative = next((c for c in here if c.position == "relative" and self._told_of(source, c)), None)
        mains = (c for c in here if relative is not None and c.position == "main" and c.verb < relative.verb)
        main = max(mains, key=_verb, default=None)
        return self._subject(main) if main is not None else None

    def _told_of(self, source: Argument, relative: Clause) -> bool:
        """Whether words are the object of a relative clause, or a thing that it tells more of."""
        if any(a.role == "object" and a.start == source.start for a in relative.arguments):
            return True
        subject = relative.subject
        somebody = self.naming.human(source.head) or any(m.type in ("Person", "Group") for m in source.mentions)
        return subject is not None and subject.start == source.start and not somebody

    def _first_of_several(self, source: Argument, clause: Clause) -> Argument:
        """The first of the people whom commas and `et` join before a verb in the plural."""
        first = self.tokens[clause.unit][0]
        joining = speech_words("joining-word")
        held = (r for k in range(source.start, source.end) for r in self.roles.get(k, ()))
        title = next((r.mention for r in held if any(h in source.mentions for h in r.holders)), None)
        if title is not None and first < title.start < source.start:
            source = replace(source, start=title.start - (self.tags[title.start - 1] == "DET"))
        stop = next((k for k in range(source.end, clause.start) if self.tags[k] in ("VERB", "AUX")), clause.start)
        joined = any(self.words[k] in joining for k in range(max(source.start - 1, first), stop))
        several = any(is_plural(t) for t in self.doc[clause.start : clause.verb + 1] if t.pos_ in ("VERB", "AUX"))
        if clause.form != "finite" or not (joined and several) or source.start > clause.verb:
            return source
        while source.start - 1 > first and (
            self.words[source.start - 1] == "," or self.words[source.start - 1] in joining
        ):
            at = source.start - 2
            m = next(
                (m for m in self.at.get(at, ()) if m.type == "Person" and m.kind == "named" and m.end == at + 1), None
            )
            if m is None or any(self.tags[k] == "VERB" for k in range(m.end, source.start)):
                break
            start = m.start
            while start > first and self.tags[start - 1] in ("NOUN", "ADJ", "DET"):
                start -= 1
            source = Argument(role="subject", start=start, end=m.end, head=m.head, mentions=[m])
        return source

    def _in_a_relative(self, clause: Clause, others: list[Clause], first: int) -> Argument | None:
        """Whom the relative clause takes up that a further verb closes (`la ligue, qui défile pour dénoncer …`)."""
        last = next((c for c in reversed(others) if c.verb < clause.start), None)
        if last is None or last.position != "relative" or any(t == "," for t in self.words[last.end : clause.start]):
            return None
        before = self._before(last, first)
        relative = before >= first and takes_up_subject(self.words, before)
        return self._antecedent(before, first) if relative else None

    def _subject(self, clause: Clause) -> Argument | None:
        s = clause.subject
        return s if s is not None and (self.pronoun(s) or self.speaks(s)) else None
