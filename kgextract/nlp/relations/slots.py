"""A clause and a slot of a rule's row → what fills it: the chains of an argument, a date, a pronoun's antecedent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.settings import bounded, lead_of
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.editions import is_edition
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once, unit_tokens
from kgextract.nlp.layers import Argument, Chain, Clause, DateExpression, Mention
from kgextract.nlp.relations.continued import FARTHER, bodies_before, event_before, text_before, thing_before
from kgextract.nlp.relations.list_links import separator
from kgextract.nlp.relations.lists import named_items, titled_items
from kgextract.nlp.relations.newcomers import successor
from kgextract.nlp.relations.pronouns import EVENT, TEXTS, impersonal, object_of, subject_of
from kgextract.nlp.relations.voted import voted_before
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.relations import RelationRule
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

SUBJECT, DATE, OTHERS = "subject", "date", "others"
PLATFORM = "Platform"
OF_ENDING = " de"  # of a preposition that a list repeats in short
RELATIVE, PROPOSED, PARTICIPATED, HELD_AT = "relative", "proposed", "participatedIn", "heldAt"
ADOPTED_ON = "adoptedOn"
SESSION, BODY, PERSON, GROUP, DOCUMENT = "Session", "Organization", "Person", "Group", "Document"
Filler = tuple[Chain, int, int, float]  # a chain, its tokens, how sure it is
DOUBT = 0.85  # a pronoun's antecedent is less sure than a name
BRACKET = 8  # words
_DONE = ("VERB", "AUX", "ADJ")  # what else somebody has done, or is
_LINKED = 2  # tokens from an infinitive back to the verb before it
ELLIPSIS = 0.8  # `a voté contre`: which text is not said
PRONOMINAL = frozenset({"Person", "Organization", "Place", "Group", "Event", DOCUMENT})


@dataclass(frozen=True, slots=True)
class Slots:
    """A Doc with what the search needs at hand: `inside` are the tokens of mentions, `starts` mentions by token."""

    doc: Doc
    inside: frozenset[int]
    starts: dict[int, Mention]
    dates: dict[int, list[DateExpression]]  # by unit
    verbs: dict[int, list[int]]  # verbs of the clauses, by unit

    @classmethod
    def of(cls, doc: Doc) -> Slots:
        """The slots of a Doc whose clauses are read."""
        mentions = (*doc._.mentions, *doc._.nominals)
        starts: dict[int, Mention] = {}
        for m in sorted((*(e.mention for e in doc._.events), *mentions), key=lambda m: m.end):
            starts[m.start] = m
        verbs: dict[int, list[int]] = {}
        for clause in doc._.clauses:
            verbs.setdefault(clause.unit, []).append(clause.verb)
        dates: dict[int, list[DateExpression]] = {}
        number = 0
        for date in sorted((d for d in doc._.dates if d.value is not None), key=lambda d: d.start):
            while number + 1 < len(doc._.units) and doc._.units[number + 1].start <= doc[date.start].idx:
                number += 1
            dates.setdefault(number, []).append(date)
        inside = frozenset(k for m in mentions for k in range(m.start, m.end))
        return cls(doc=doc, inside=inside, starts=starts, dates=dates, verbs=verbs)

    def subjects(self, clause: Clause, rule: RelationRule) -> list[Filler]:
        """What fills the end of a rule's relation that comes first."""
        return self._filled(clause, rule, rule.from_, rule.subject) or self._called(clause, rule)

    def objects(self, clause: Clause, rule: RelationRule) -> list[Filler]:
        """What fills the other end."""
        if rule.elliptic and self._called(clause, rule):
            return self._unsaid(clause.end)
        found = self._filled(clause, rule, tuple(s for s in rule.to if s != OTHERS), rule.object)
        return found or self._understood(clause, rule)

    def _filled(
        self, clause: Clause, rule: RelationRule, slots: tuple[str, ...], types: tuple[str, ...]
    ) -> list[Filler]:
        """The chains of the first slot that has some of these types, each with its tokens and how sure it is."""
        if rule.nearest:
            here = [a.role for a in clause.arguments if a.role in slots]
            slots = tuple(dict.fromkeys([*here, *slots]))  # `à hauteur de Pau, dans le Béarn`
        for slot in slots:
            if slot == DATE:
                date = self.day(clause)
                if date is not None and rule.relation == ADOPTED_ON and self._since(date):
                    continue  # `les accords signés depuis 2010`
                if date is not None and date.chain is not None:
                    return [(date.chain, date.start, date.end, 1.0)]
                continue
            found: list[Filler] = []
            end = 0  # of what has filled the slot
            for argument in _arguments(clause, slot):
                if rule.nearest and self._of_another(clause, argument):
                    continue
                if rule.relation == PROPOSED and not rule.inside and self._of_text(argument):
                    continue  # `demande l'adoption du texte` is not asking for one
                if rule.relation == HELD_AT and self._of_somebody(clause, argument):
                    continue
                if rule.beside and slot != SUBJECT and self._predicated(clause, argument):
                    continue
                if found and not self._joined(end, argument.start):
                    break
                leading = rule.inside and self.doc[argument.head].lower_ in rule.with_
                to = office_words("sphere-or-place") if rule.relation == PARTICIPATED else ()  # `participants au forum`
                chains = self._behind(clause, argument, types, to) if leading else self._chains(clause, argument, types)
                found += chains
                end = (chains[-1][2] if leading else argument.end) if chains else end
            if found:
                further = rule.inside or slot.endswith(OF_ENDING)
                if further and len(found) == 1 and found[0][0].type == PERSON and rule.relation == PARTICIPATED:
                    names = named_items(self.doc, found[0][1], self.starts, (PERSON,))
                    found = [(chain, start, end, 1.0) for chain, start, end in names] or found
                    end = found[-1][2] if len(found) > 1 else end
                return [*found, *self._listed(end, types, sent=self._sent(found[-1]))] if further else found
        return []

    def _of_text(self, argument: Argument) -> bool:
        return self.doc.lowered[argument.head] in syntax("noun-of-text")

    def _sent(self, last: Filler) -> bool:
        """Whether those told are people of some body or land (`en présence de responsables afghans | et de l'OTAN`)."""
        m = self.starts.get(last[1])
        bare = m is not None and m.kind == "nominal" and self.doc.lowered[m.start - 1] in words("of")
        return bare and m is not None and self.doc.lowered[m.head] in syntax("sent-people")

    def _listed(self, end: int, types: tuple[str, ...], *, sent: bool = False) -> Iterator[Filler]:
        """The further members of a list whose first one ends at `end` (`en présence de Luc Roy, du préfet et de …`)."""
        described = sent  # the member before is a group of people
        while (at := separator(self.doc, end)) >= 0:
            link = preposition(self.doc, at)
            if link is None or link.lemma not in words("of-lemma") or link.end >= len(self.doc):
                return
            at = link.end + (not link.contracted and self.doc.lowered[link.end] in words("definite"))
            m = self._named_at(at)
            if m is not None and m.kind != "named" and m.plural and PERSON in types and len(own := self._titled(m)) > 1:
                yield from own
                end, described = own[-1][2], False
                continue
            if m is None or m.chain is None or m.chain.type not in types or (described and m.type == BODY):
                return  # `de représentants du bureau, du greffe et du fonds`: people of all three
            yield m.chain, m.start, m.end, 1.0
            end, described = m.end, m.kind == "nominal" and m.type != BODY

    def _named_at(self, at: int) -> Mention | None:
        """What begins at a token, of a title whoever bears it (`le préfet | Luc Roy`)."""
        titled = once(self.doc, "titled", lambda: {r.mention.start: r for r in reversed(self.doc._.roles) if r.holders})
        return titled[at].holders[0] if at in titled else self.starts.get(at)

    def _of_another(self, clause: Clause, argument: Argument) -> bool:
        """Whether another verb stands between (`survenu sur un vol | reliant Rio à Paris`)."""
        between = self.doc[clause.end : argument.start] if argument.start > clause.end else ()
        return any(t.pos_ == "VERB" and t.is_lower for t in between)

    def _of_somebody(self, clause: Clause, argument: Argument) -> bool:
        """Whether a body is that of whoever is told to be there (`en présence du directeur de cabinet | à la
        Présidence`)."""
        led = preposition(self.doc, argument.start) or preposition(self.doc, argument.start - 1)
        start = argument.start - (led is not None and led.end == argument.start)
        beside = any(a.role in words_of("event-company") and a.end in (start, start - 1) for a in clause.arguments)
        return beside and any(m.type == BODY for m in argument.mentions)

    def _predicated(self, clause: Clause, argument: Argument) -> bool:
        """Whether what somebody is stands right behind a verb (`est | numéro un mondial en France`)."""
        behind = (t for t in self.doc[clause.end : argument.start] if t.pos_ != "ADV")
        first = next(behind, None)
        dated = first is not None and any(d.start <= first.i < d.end for d in self.dates.get(clause.unit, ()))
        return first is not None and first.pos_ in ("DET", "NOUN", "ADJ", "NUM") and not dated

    def _joined(self, start: int, end: int) -> bool:
        """Does a coordinator stand between two phrases (`avec le maire durant une heure, puis avec le préfet`)?"""
        joint = next(
            (k for k in range(end - 1, start - 1, -1) if self.doc.lowered[k] in office_words("sequence")), None
        )
        if joint is None:
            return False
        bare = self.doc[joint + 1].pos_ == "NOUN" and preposition(self.doc, joint + 2) is not None
        return not bare and not any(t.pos_ in _DONE for t in self.doc[joint + 1 : end])  # `né à Oran et mort | à Nice`

    def _chains(self, clause: Clause, argument: Argument, types: tuple[str, ...]) -> list[Filler]:
        found: dict[int, Filler] = {}
        some = self.doc.lowered[argument.start] in words("indefinite")
        for m in argument.mentions:
            if some and m.cls == PLATFORM and m.start > argument.head:
                continue  # `a créé un groupe Facebook`
            chain = self._acting(m.chain, argument, types)
            if chain is not None and chain.type in types:
                found.setdefault(id(chain), (chain, m.start, m.end, 1.0))
        related = argument.role == SUBJECT and clause.position == RELATIVE and not clause.passive
        if related and not found and (last := self._last_named(argument, types)):
            return last
        if found or argument.end - argument.start > 1 or not PRONOMINAL & set(types):
            return list(found.values())
        if argument.role == SUBJECT and impersonal(self.doc, clause, argument.start):
            return []
        meant: Chain | None = None
        acts = argument.role == SUBJECT or clause.passive
        if clause.passive and DOCUMENT in types and argument.role != SUBJECT:  # `… une motion. Elle est combattue par`
            text = text_before(self.doc, argument.start, types)
            if text is not None and text.type == DOCUMENT:
                return [(text, argument.start, argument.end, DOUBT)]
        held = acts and EVENT in types and self._is_held(clause)
        if held and (event := event_before(self.doc, argument.start)) is not None:
            return [(event, argument.start, argument.end, DOUBT)]
        if acts and (told := bodies_before(self.doc, argument.start, types)):
            fitting = [c for c in told if c.type in types]
            return [(c, argument.start, argument.end, DOUBT) for c in fitting] if len(fitting) == len(told) else []
        if PERSON in types and acts:
            meant = successor(self.doc, clause, argument.start)  # `On a nommé Luc Roy préfet. Il remplace …`
            meant = meant or subject_of(self.doc, argument.start)  # `Elle a été nommée à la tête de …`
        elif acts and (texts := tuple(t for t in types if t in TEXTS)):
            meant = text_before(self.doc, argument.start, texts)
        if meant is None and argument.role != SUBJECT:
            meant = object_of(self.doc, clause, argument, types)
        return [(meant, argument.start, argument.end, DOUBT)] if meant is not None else []

    def _is_held(self, clause: Clause) -> bool:
        """Whether a clause is one of `se tenir`, `avoir lieu`, `être organisé`, whose subject is an event."""
        if any(a.role == "object" and self.doc.lowered[a.head] in words_of("event-locution") for a in clause.arguments):
            return True
        return clause.lemma in words_of("event-frame") and (clause.reflexive or clause.passive)

    def _last_named(self, argument: Argument, types: tuple[str, ...]) -> list[Filler]:
        """Who closes the antecedent of a relative behind a comma, where its noun is nobody (`la candidature de Luc
        Roy, qui soutient …`)."""
        if argument.end >= len(self.doc) or self.doc[argument.end].text != ",":
            return []
        inside = (self.starts[k] for k in range(argument.head + 1, argument.end) if k in self.starts)
        last = next((m for m in inside if m.end == argument.end and m.kind == "named"), None)
        if last is None or last.type not in (PERSON, BODY) or last.type not in types or last.chain is None:
            return []
        return [(last.chain, last.start, last.end, DOUBT)]

    def _behind(
        self, clause: Clause, argument: Argument, types: tuple[str, ...], to: Collection[str] = ()
    ) -> list[Filler]:
        """What the head of an argument is of (`la tête du parti`), or the text that a possessive or `en` takes up."""
        link = next((f for k in (argument.head + 1, argument.head + 2) if (f := preposition(self.doc, k))), None)
        if link is None or link.lemma not in {*words("of-lemma"), *to}:
            return self._taken_up(clause, argument) if DOCUMENT in types else self._its(clause, argument, types)
        m = next((self.starts[k] for k in range(link.end, link.end + 3) if k in self.starts), None)
        if m is not None and m.kind != "named" and m.plural and m.type in (PERSON, GROUP):
            if len(named := self._titled(m)) > 1:
                return named
        if m is None or m.chain is None or m.chain.type not in types:
            return []
        return [(m.chain, m.start, m.end, 1.0)]

    def _titled(self, m: Mention) -> list[Filler]:
        return [(chain, start, end, 1.0) for chain, start, end in titled_items(self.doc, m, self.starts)]

    def _taken_up(self, clause: Clause, argument: Argument) -> list[Filler]:
        """The text before of which something is said (`La loi est contestée. La CGT réclame son retrait`, `… en réclame
        le retrait`)."""
        own = self.doc.lowered[argument.start] in office_words("possessive")
        pronoun = any(w in syntax("of-it-clitic") for w in self.doc.lowered[clause.start : clause.verb])
        if not (own or pronoun):
            return []
        agents = [m.chain for m in clause.subject.mentions if m.chain is not None] if clause.subject else []
        at = clause.start
        text = thing_before(self.doc, at, (DOCUMENT,), gender=None, plural=False, besides=agents, far=FARTHER)
        return [(text, argument.start, argument.end, DOUBT)] if text is not None else []

    def _its(self, clause: Clause, argument: Argument, types: tuple[str, ...]) -> list[Filler]:
        """The body before that `en` takes up (`La banque recrute. Luc Roy en a pris la tête`)."""
        if BODY not in types or not any(
            w in syntax("of-it-clitic") for w in self.doc.lowered[clause.start : clause.verb]
        ):
            return []
        body = thing_before(self.doc, clause.start, (BODY,), gender=None, plural=False, besides=())
        return [(body, argument.start, argument.end, DOUBT)] if body is not None else []

    def _understood(self, clause: Clause, rule: RelationRule) -> list[Filler]:
        """The text that an adverb leaves unsaid (`Le Chili a voté contre.`): the last one that was spoken of."""
        at = clause.end
        if rule.denied and any(w in syntax("of-it-clitic") for w in self.doc.lowered[clause.start : clause.verb]):
            text = thing_before(self.doc, clause.start, (DOCUMENT,), gender=None, plural=False, besides=(), far=FARTHER)
            return [(text, clause.start, clause.end, DOUBT)] if text is not None else []
        if not rule.elliptic or at >= len(self.doc):
            return []
        if any(" " in e and self.doc.between(at, at + len(e.split())).lower() == e for e in rule.elliptic):
            return self._unsaid(at)  # `a voté en sa faveur`
        if self.doc[at].lower_ not in rule.elliptic:
            return []
        bare = self.doc[at].is_punct or at + 1 == len(self.doc)
        if not bare and self.doc[at + 1].pos_ not in ("PUNCT", "CCONJ", "ADP", "SPACE", "VERB", "AUX"):
            return []
        return self._unsaid(at)

    def _unsaid(self, at: int) -> list[Filler]:
        text = voted_before(self.doc, at)
        return [(text, at, at + 1, ELLIPSIS)] if text is not None else []

    def _called(self, clause: Clause, rule: RelationRule) -> list[Filler]:
        """Who is called up behind a verb that opens its sentence (`Ont voté contre : dix élus (PS), Luc Roy et …`)."""
        doc, at = self.doc, clause.end
        opens = doc.between(unit_tokens(doc)[clause.unit][0], clause.verb).lower() in syntax("roll-opening")
        if not rule.elliptic or not opens or clause.subject is not None or doc.lowered[at] not in rule.elliptic:
            return []
        found: list[Filler] = []
        at += 1 + (doc[at + 1].text == ":")
        while 0 <= at < len(doc):
            at += at not in self.starts and doc.lowered[at] in office_words("determiner")
            m = self._named_at(at)
            if m is None or m.chain is None or m.chain.type not in rule.subject:
                break
            found.append((m.chain, m.start, m.end, 1.0))
            at = separator(doc, past_bracket(doc, m.end, BRACKET))
        return found

    def _acting(self, chain: Chain | None, argument: Argument, types: tuple[str, ...]) -> Chain | None:
        """The body that acts in its own session (`la 12e session du Conseil a adopté`), else the chain itself."""
        if chain is None or chain.type != "Event" or argument.role != SUBJECT or BODY not in types:
            return chain
        for event in self.doc._.events:
            if event.mention.chain is chain and event.mention.cls == SESSION and event.host is not None:
                if event.host.chain is not None and event.host.type == BODY:
                    return event.host.chain  # type: ignore[no-any-return]
        return chain

    def day(self, clause: Clause) -> DateExpression | None:
        """The date that stands with the verb: of its unit the nearest, with no other verb between."""
        best: tuple[int, DateExpression] | None = None
        for date in self.dates.get(clause.unit, ()):
            if date.start in self.inside or bounded(self.doc, date.start):
                continue
            if is_edition(self.doc, date.start, date.end) or self.doc.lowered[date.start - 1] in speech_words(
                "purpose"
            ):
                continue  # `a adopté le budget 2024`, `son budget pour 2024`
            low, high = sorted((date.start, clause.verb))
            if best is not None and high - low >= best[0]:
                continue
            if any(low < verb < high for verb in self.verbs.get(clause.unit, ()) if not _completed(clause, verb)):
                continue
            if any(self.doc[k].text in (":", ";", "«", "»", '"') for k in range(low, high)):
                continue
            if date.end <= clause.start and (self._of_opening(clause, date) or self._of_governor(clause, date)):
                continue
            if date.end <= clause.start and (date.start in self._told_aside() or self._at_first(date)):
                continue
            best = high - low, date
        return best[1] if best else None

    def _at_first(self, date: DateExpression) -> bool:
        """Whether it is when something was to be at first (`Le sommet, d'abord fixé au 4 mai, | aura lieu le 9`)."""
        for k in range(date.start - 1, max(date.start - BRACKET, 0), -1):
            if self.doc.lowered[k] in words_of("event-at-first"):
                return True
            if self.doc[k].text == ",":
                break
        return False

    def _told_aside(self) -> frozenset[int]:
        """The dates of what `avant`, `après` … lead to (`Après une arrestation en 2019, le procès s'est ouvert`)."""

        def found() -> frozenset[int]:
            events = [e for e in self.doc._.events if e.date is not None and e.mention.end <= e.date.start]
            leads = ((e.date.start, lead_of(self.doc, e.mention.start)) for e in events)
            return frozenset(k for k, lead in leads if lead is not None and lead.lemma in words_of("event-beside"))

        return once(self.doc, "told_aside", found)

    def _of_governor(self, clause: Clause, date: DateExpression) -> bool:
        """Whether it is the day of the verb before it, which `que` parts from the clause (`a annoncé lundi qu'un feu a
        éclaté`), or a relative (`est arrivé lundi à Pau, où se tient …`), no cleft (`c'est lundi qu'il a éclaté`)."""
        before = max((v for v in self.verbs.get(clause.unit, ()) if v < date.start), default=None)
        if before is None or self.doc[before].lemma_ in syntax("be-lemma"):
            return False
        apart = syntax("content-start") | (words("relative") if clause.position == RELATIVE else frozenset())
        return any(self.doc.lowered[k] in apart for k in range(date.end, clause.verb))

    def _of_opening(self, clause: Clause, date: DateExpression) -> bool:
        """Whether it is what came before that has lasted since a date (`Réunis depuis lundi, les pays ont adopté`)."""
        return self._since(date) and any(self.doc[k].text == "," for k in range(date.end, clause.start))

    def _since(self, date: DateExpression) -> bool:
        found = preposition(self.doc, date.start - 1) or preposition(self.doc, date.start - 2)
        return found is not None and found.lemma in words_of("event-since")


def _completed(clause: Clause, verb: int) -> bool:
    """Whether a verb stands right before an infinitive, which completes it (`a fini par | adopter`)."""
    return clause.form == "infinitive" and clause.start - _LINKED <= verb < clause.start


def _arguments(clause: Clause, slot: str) -> list[Argument]:
    if slot == SUBJECT:
        return [clause.subject] if clause.subject is not None else []
    found = [a for a in clause.arguments if a.role == slot]
    return sorted(found, key=lambda a: a.start < clause.start)  # what stands behind the verb first
