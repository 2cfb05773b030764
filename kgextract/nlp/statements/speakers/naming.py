"""Words for a speaker → whom they name: a person in or beside them, the holder of the office, what they describe.

`le président du groupe d'études Jean Roy`, `l'un des porte-parole du comité, Jean Roy,`: Jean Roy.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.agents import written
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import SPEAKING, Argument, Clause, Mention, Role, all_mentions
from kgextract.nlp.roles.bodies import has_a_body
from kgextract.nlp.roles.heads import calling, leads_to_officer, office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.new_subject import begins_what_is_said
from kgextract.nlp.statements.speakers.unlike import counts
from kgextract.tables.names import demonyms, given_name_gender, words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

APPOSED = 14  # tokens of a title between commas
_NAMED_BEFORE = 250  # tokens before `le conseil` in which the lawyer is named
_DEFENDED = 8  # tokens of whom a lawyer defends
_TITLE = 20  # tokens of a title before the name that a comma parts from it
_SIDES = ("PoliticalParty", "Union", "MediaOutlet")  # bodies that people are of
_TITLE_TAGS = ("ADP", "DET", "NOUN", "ADJ", "CCONJ", "PROPN", "NUM", "PRON", "ADV")


class Naming:
    """The mentions and offices of a page, by token."""

    def __init__(self, page: Page) -> None:
        self.page, self.doc = page, page.doc
        self.words, self.tags = lowered(page.doc), tags(page.doc)
        self.at: dict[int, list[Mention]] = {}
        for m in all_mentions(page.doc):
            for k in range(m.start, m.end):
                self.at.setdefault(k, []).append(m)
        self.roles: dict[int, list[Role]] = {}
        for r in page.doc._.roles or ():
            for k in range(r.mention.start, r.mention.end):
                self.roles.setdefault(k, []).append(r)

    def named(self, source: Argument) -> Mention | None:
        """Whom the words name; nobody where they are one of several described (`l'un des négociateurs`)."""
        found = self._named(source)
        if found is not None and found.start > source.head and begins_what_is_said(self.doc, source.start, found.end):
            described = (m for m in self.at.get(source.head, ()) if m.chain is not None and m.type in SPEAKING)
            return next((m for m in described if self._headed(m, source.head)), None)
        several = found is not None and (found.plural or found.type == "Group")
        return None if several and self.one_of_several(source) else found

    def one_of_several(self, source: Argument) -> bool:
        """Whether words mean one of those whom they describe (`l'un des négociateurs`)."""
        k = source.start + (self.words[source.start] in speech_words("le-word"))
        some = self.words[k] in speaker_words("one") or counts(self.doc, k)
        return source.head > k + 1 and some and self.words[k + 1] in words("of")

    def _named(self, source: Argument) -> Mention | None:
        """A person's name first, the holder of the office, else what the head describes."""
        if (found := self._lawyer(source) or self._name_before(source)) is not None:
            return found
        around = self.words[source.head] in speaker_words("around") and self._of(source.head + 1)
        people = [m for m in source.mentions if m.type == "Person" and m.kind == "named" and m.chain is not None]
        theirs = bool(people) and self._of_theirs(source, people[0].start, people[0])
        if people and not (around or theirs or self._anothers(people[0], source)):
            return people[0]
        if (holder := self._holder(source)) is not None:
            return holder
        name = None if around else self._name_after(source) or self._kin(source)  # `l'entourage de la maire, Anne Roy,`
        if name is not None:
            return name
        if self.inhabitant(source.head):
            return None
        if (body := self._body_apposed(source)) is not None:
            return body
        known = [m for m in source.mentions if m.chain is not None and m.type in SPEAKING and m not in people]
        known = [m for m in known if not self._theirs(m, source)]
        fellow = self.words[source.head] in speaker_words("fellow-medium")
        if known and not fellow:
            return known[0]
        if (body := self._body_after(source)) is not None:
            return body
        here = [m for m in self.at.get(source.head, ()) if m.chain is not None and m.type in SPEAKING]
        told = [m for m in here if self._headed(m, source.head)]
        # a description may go on: `l'ambassadeur du Japon | au Togo`
        whole = [m for m in told if m.end <= source.end + 1 or (m.type == "Person" and m.kind == "nominal")]
        whole = whole or [m for m in here if m.kind == "named" and source.start <= m.start <= source.start + 1]
        return whole[0] if whole else None  # the second: `la Fédération française de football`

    def _headed(self, m: Mention, head: int) -> bool:
        """Whether a noun is the head of a mention, also where that notes its first word (`le Premier ministre`)."""
        return m.head == head or (m.kind == "nominal" and m.start == m.head and m.end == head + 1)

    def _of(self, k: int) -> bool:
        return k < len(self.doc) and self.words[k] in speech_words("of-form")

    def _theirs(self, m: Mention, source: Argument) -> bool:
        """Is a body only that of whom the head describes (`des agents SNCF`)?"""
        behind = m.type == "Organization" and m.start > source.head
        phrase = noun_phrase(self.doc, source.start) if behind else None
        return phrase is not None and phrase.head == source.head and has_a_body(self.doc, phrase)

    def _name_before(self, source: Argument) -> Mention | None:
        """The person named right before a title without a comma (`Hier Luc Roy le ministre de la Mer a déclaré`)."""
        start = source.start
        if not start or self.words[start] not in speech_words("le-word") or not self.human(source.head):
            return None
        people = (m for m in self.at.get(start - 1, ()) if m.type == "Person" and m.kind == "named" and m.chain)
        name = next((m for m in people if m.end == start), None)
        if name is None or any(m.type == "Person" and m.kind == "named" for m in source.mentions):
            return None
        k = name.start - 1
        while k > 0 and self.tags[k] in ("NOUN", "ADJ", "PROPN"):
            k -= 1  # `a dit au ministre Paul Sy | la maire de Lens`
        k -= k > 0 and self.tags[k] == "DET"
        return None if k >= 0 and self.tags[k] in ("ADP", "VERB") else name

    def _lawyer(self, source: Argument) -> Mention | None:
        """The lawyer behind whom he defends (`le conseil du prévenu Me Jean Roy`)."""
        if self.words[source.head] in speaker_words("counsel") and (counsel := self._counsel(source)) is not None:
            return counsel
        if self.words[source.head] in speaker_words("lawyer"):
            for k in range(source.head + 1, min(source.head + _DEFENDED, len(self.doc))):
                if self.words[k] in speaker_words("lawyer-title"):
                    return self._person_at(k)
                if self.tags[k] == "AUX" or (self.doc[k].is_punct and self.words[k] != ","):
                    break
        return None

    def _counsel(self, source: Argument) -> Mention | None:
        """The lawyer named last before *le conseil* of somebody (`Me Jean Roy … le conseil du prévenu`), no council."""
        of = source.head + 1
        if of >= len(self.doc) or self.tags[of] in ("ADJ", "NOUN", "PROPN"):
            return None  # `le conseil municipal`
        if self._of(of):
            link = preposition(self.doc, of)
            whom = noun_phrase(self.doc, link.end - link.contracted) if link is not None else None
            if whom is None or not (self.human(whom.head) or self._person_at(whom.core_start)):
                return None
        for k in range(source.start - 1, max(source.start - _NAMED_BEFORE, -1), -1):
            if self.words[k] in speaker_words("lawyer-title") and (name := self._person_at(k)) is not None:
                return name
        return None

    def _anothers(self, name: Mention, source: Argument) -> bool:
        """Whether a name is that of somebody else in the description (`un porte-parole du président Jean Roy`)."""
        bond = self.words[source.head] in speaker_words("relational")
        if bond and name.start > source.head + 1 and self.words[name.start - 1] in speech_words("of-form"):
            return True  # `le tombeur de Jean Roy`
        return name.start > source.head and any(
            self.human(k) and self.words[k - 1] in speech_words("of-form") for k in range(source.head + 1, name.start)
        )

    def _holder(self, source: Argument) -> Mention | None:
        """The holder of the office that the head is, beside it in the same unit."""
        for role in self.roles.get(source.head, ()):
            if role.mention.start < source.start - 1:
                continue
            for h in role.holders:
                near = h.kind == "named" and abs(h.start - role.mention.end) < APPOSED * 2
                if h.chain is not None and near and not self._governs(role.mention.end, h.start):
                    return h
        return None

    def _governs(self, start: int, end: int) -> bool:
        """Whether a verb with an object stands between (`Le boxeur décrit son frère, Paul Durand`)."""
        return any(self.tags[k] == "VERB" and self.tags[k + 1] == "DET" for k in range(start, end - 1))

    def _name_after(self, source: Argument) -> Mention | None:
        """A person's name right behind a description (`le président du groupe d'études Jean Roy`)."""
        human = self.human(source.head) or self.words[source.head] in speaker_words("that-one")
        body = self.words[source.head] in speech_words("collective-noun")  # `selon la fédération, Jan Novak partira`
        if not human and (body or any(m.kind == "named" for m in self.at.get(source.head, ()))):
            return None
        phrase = noun_phrase(self.doc, source.start)
        end = max(source.end, phrase.end if phrase else 0)
        for k in range(source.head + 1, min(end + 1, len(self.doc))):
            if self.human(k) and not any(m.kind == "named" and m.type != "Role" for m in self.at.get(k, ())):
                break  # `un porte-parole du président Jean Roy`
            m = self._person_at(k)
            if human and m is not None and m.end >= end and preposition(self.doc, k - 1) is None:
                return m if self.words[k - 1] != "," else None
        return self._apposed(source, end)

    def _kin(self, source: Argument) -> Mention | None:
        """Who is somebody's kin, named with a title (`sa veuve, la pianiste Anne Roy`, `son ami le maire Luc Roy`)."""
        kin = self.words[source.head] in office_words("kin") or self.words[source.head] in speaker_words("relational")
        at = source.head + 1
        if not kin or at + 3 >= len(self.doc):
            return None
        at += self.words[at] == ","
        if self.words[at] not in speech_words("le-word"):
            return None
        if name := self._person_at(at + 1) or (self._person_at(at + 2) if self.tags[at + 1] == "NOUN" else None):
            return name  # `son ami le docteur Jean Roy`
        titles = (r for k in (at + 1, at + 2) for r in self.roles.get(k, ()))
        behind = (h for r in titles for h in r.holders if h.start >= r.mention.end)
        return next((h for h in behind if h.chain and not any(t.is_punct for t in self.doc[at : h.start])), None)

    def _body_after(self, source: Argument) -> Mention | None:
        """The body whose name stands right behind what it is (`le quotidien La Tribune`, `nos confrères de RTL`)."""
        phrase = noun_phrase(self.doc, source.start)
        fellow = self.words[source.head] in speaker_words("fellow-medium")
        if not fellow and any(m.head == source.head for m in self.at.get(source.head, ())):
            return None
        if not fellow and (self.tags[source.head] != "NOUN" or self.human(source.head)):
            return None
        ends = {source.head + 1, source.end, phrase.end if phrase else source.end}
        if fellow and self.words[source.head + 1] in speech_words("of-form"):
            ends.add(source.head + 2)
        behind = (m for k in sorted(ends) for m in self.at.get(k, ()) if m.start == k and k > source.head)
        return next((m for m in behind if m.type == "Organization" and m.kind == "named" and m.chain is not None), None)

    def _body_apposed(self, source: Argument) -> Mention | None:
        """The body named between commas behind a description, before its verb (`Le bailleur, la société Orda, nie`)."""
        doc = self.doc
        comma = next((k for k in range(source.head + 1, min(source.head + _TITLE, len(doc) - 2)) if doc[k].is_punct), 0)
        opens = self.words[source.start] in speech_words("le-word") | words("possessive")
        if not comma or self.words[comma] != "," or not opens:
            return None
        plain = (m for m in self.at.get(comma + 1, ()) if m.start == comma + 1 and m.type == "Organization")
        name = next((m for m in plain if m.kind == "named" and m.chain is not None), None)
        if name is not None and not (name.cls in _SIDES and self.human(source.head)):
            closed = name.end + 1 < len(doc) and self.words[name.end] == "," and self._finite(name.end + 1)
            return name if closed else None  # `Le bailleur, Orda, nie`, not `Le délégué, CGT, nie`
        phrase = noun_phrase(doc, comma + 1)
        if phrase is None or phrase.names is None or not phrase.definite or self.human(phrase.head):
            return None
        here = (m for k in range(phrase.start, phrase.end) for m in self.at.get(k, ()) if m.type == "Organization")
        body = next((m for m in here if m.kind == "named" and m.chain is not None), None)
        if body is None or body.end + 1 >= len(doc) or self.words[body.end] != ",":
            return None
        return body if self._finite(body.end + 1) else None

    def _apposed(self, source: Argument, end: int) -> Mention | None:
        """A person's name between commas behind a description with its complements (`un élu de Gap, Jean Roy,`)."""
        if written(self.doc, source.head):
            return None
        crossed = False  # what a participle says stands between (`l'un des élus ayant signé, Jean Roy, a dit`)
        for k in range(end, min(source.head + _TITLE, len(self.doc) - 1)):
            if leads_to_officer(self.doc, k):
                return None  # `a reproché l'élu de la Drôme | au ministre, Jean Roy`
            if self.words[k] == ",":
                m = self._person_at(k + 1) or self._called(k + 1) or self._in_office(source, k + 1)
                if m is None and k == end and self.tags[k + 1] in ("ADV", "NOUN", "ADP"):
                    continue  # `le représentant, par ailleurs notaire, Jean Roy,`
                closed = m is not None and (m.end == len(self.doc) or self.words[m.end] in (",", ")", "(", "."))
                closed = closed or (m is not None and (m.start > k + 1 or self._fronts(source)))
                if m is None or not closed or self._of_theirs(source, k, m):
                    return None
                return m if not crossed or self._finite(m.end + 1) else None
            participle = "Part" in self.doc[k].morph.get("VerbForm", [])
            crossed = crossed or participle
            if self.tags[k] not in _TITLE_TAGS and not participle and self.words[k] not in ("(", ")", "'", "-"):
                return None
        return None

    def _of_theirs(self, source: Argument, stop: int, m: Mention) -> bool:
        """Whether a name is that of whose kin somebody is, by number or gender (`Les parents d'un jeune, Luc Roy,`)."""
        word = self.words[source.head]
        if word not in office_words("kin", "kin-group"):
            return False
        inside = range(source.head + 2, stop)
        if word in office_words("kin-group") and self._of(source.head + 1):
            return True
        if not any(self.human(k) and self.tags[k] == "NOUN" for k in inside):
            return False
        gender = given_name_gender().get(self.doc[m.start].text)
        shown = "".join(self.doc[source.head].morph.get("Gender", []))[:1].lower()
        return gender in ("m", "f") and bool(shown) and shown != gender

    def _fronts(self, source: Argument) -> bool:
        """Whether a description without article opens its sentence (`Troisième homme du scrutin, Jean Roy attend`)."""
        return self.tags[source.start] != "DET" and self.doc[source.start].is_sent_start

    def _called(self, k: int) -> Mention | None:
        """The person whose name an origin with an article stands before (`…, le Malawien Bingu Phiri`)."""
        if k + 2 >= len(self.doc) or self.words[k] not in speech_words("le-word"):
            return None
        return self._person_at(k + 2) if self.words[k + 1] in demonyms() or self.inhabitant(k + 1) else None

    def _in_office(self, source: Argument, k: int) -> Mention | None:
        """Who holds the office behind a comma of a description (`Une figure du parti, la ministre Ève Roy, dit`);
        before the verb or the end where that is definite (`Le repreneur, l'industriel Luc Roy, promet`)."""
        if self.words[k] not in speech_words("le-word"):
            return None
        titles = (r for r in self.roles.get(k + 1, ()) if r.mention.start == k + 1)
        found = next((h for r in titles for h in r.holders if h.kind == "named" and h.start >= r.mention.end), None)
        if found is None or self.words[source.start] in words("indefinite"):
            return found
        verb = found.end + 1
        while verb < len(self.doc) and self.words[verb] in speech_words("clitic", "negation-word"):
            verb += 1
        return found if self._finite(verb) or self.words[min(found.end, len(self.doc) - 1)] == "." else None

    def _finite(self, k: int) -> bool:
        return k < len(self.doc) and "Fin" in self.doc[k].morph.get("VerbForm", [])

    def _person_at(self, k: int) -> Mention | None:
        """The person whose name starts at a token."""
        for m in self.at.get(k, ()):
            if m.start == k and m.type == "Person" and m.kind == "named" and m.chain is not None:
                return m
        return None

    def that_one(self, clause: Clause) -> Argument | None:
        """The pronoun before a relative clause (`celui qui dit avoir tout donné`, `ceux qui lui reprochent`)."""
        k = clause.start - 1
        if clause.position != "relative" or k < 1 or self.words[k] not in words("relative"):
            return None
        if self.words[k - 1] not in speech_words("the-one"):
            return None
        return Argument(role="subject", start=k - 1, end=k, head=k - 1)

    def human(self, k: int) -> bool:
        """Whether a token describes a person by a noun or an office."""
        if self.words[k] in speech_words("human-noun"):
            return True
        if self.tags[k] == "NOUN" and self.words[k].startswith(tuple(speech_words("former-prefix"))):
            return True  # `l'ex-épouse de l'accusé`
        if any(k == m.head and m.type in ("Person", "Role") and m.kind != "named" for m in self.at.get(k, ())):
            return True
        if self.inhabitant(k):
            return True
        return self.tags[k] == "NOUN" and (calling(self.doc, k) is not None or office_head(self.doc, k) is not None)

    def inhabitant(self, k: int) -> bool:
        """Whether a noun with a capital means somebody of a town or country (`le Liégeois`)."""
        return inhabitant(self.doc, k, self.at.get(k, ()))


def inhabitant(doc: Doc, k: int, mentions: Iterable[Mention]) -> bool:
    """Whether a noun with a capital, and no mention but the model's, means somebody of a town or country."""
    guessed = all(m.type == "Place" and m.key is None for m in mentions)
    if not k or not guessed or not doc[k].text[:1].isupper():
        return False
    word = doc[k].lower_
    ends = word.endswith(tuple(speaker_words("inhabitant-ending"))) or word in demonyms()
    return ends and doc[k - 1].lower_ in speech_words("le-word")
