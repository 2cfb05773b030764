"""A description that names nobody → the person of the article it stands for, or somebody unnamed, always the same.

"la physicienne Anne Roy … l'universitaire": Anne Roy; "un porte-parole de la mission … le porte-parole": one person.
"""

from __future__ import annotations

from bisect import insort

from kgextract.nlp.coref.ages import Ages
from kgextract.nlp.coref.anew import told_first
from kgextract.nlp.coref.chains import fits, last_before
from kgextract.nlp.coref.only import other_side
from kgextract.nlp.coref.origins import Origins
from kgextract.nlp.grammar.base_phrases import base_phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Chain, Mention, Role, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.descriptions import Descriptions
from kgextract.nlp.statements.speakers.discourse import Discourse
from kgextract.nlp.statements.speakers.fullest import calls
from kgextract.nlp.statements.speakers.lone import Lone, only_of_sex
from kgextract.nlp.statements.speakers.nationals import told_apart
from kgextract.nlp.statements.speakers.posts import held_elsewhere
from kgextract.nlp.statements.speakers.sides import another
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.titles import Titles
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.tried import on_trial
from kgextract.nlp.statements.speakers.visitors import acted_on, announced, befallen, beside, met
from kgextract.nlp.statements.speakers.voices import Voice
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BACK = 2  # paragraphs that a title alone looks back
_NEXT = 1  # paragraphs that a longer one looks back
_SENTENCE = 60  # tokens of the sentence before
_FAR = 400  # tokens of a quotation and the sentence before it
_SENTENCES = 3  # back to the sentence before a quotation
_SAID = 6  # tokens from a quotation to who said it
_SHORT = 2  # tokens of a title that says nothing of its own


class Described:
    """Descriptions of speakers, in text order."""

    def __init__(self, page: Page, discourse: Discourse, sources: Sources) -> None:
        self.page, self.doc = page, page.doc
        self.discourse, self.sources = discourse, sources
        self.words = Descriptions(page, sources)
        self.traits = discourse.traits
        self.titles = Titles(page, sources, discourse.traits, self.words)
        self._bodies: dict[int, set[int]] = {}  # what the titles of a person name, by chain
        self._holders: dict[int, tuple[Chain, Chain]] = {}  # a description and the person whom it has meant
        self._guessed: set[int] = set()  # descriptions without an office in common with the person, by chain
        self.origins = Origins(page.doc, discourse.mentions)
        self.ages = Ages(page.doc, discourse.mentions)
        self.lone = Lone(discourse.mentions)

    def holder(self, source: Argument, mention: Mention) -> Chain | None:
        """The named person whom a title alone takes up (`la ministre`), always the same for the same words."""
        chain = mention.chain
        known = self._holders[id(chain)][1] if id(chain) in self._holders else self._holder(source, mention)
        if known is not None and (
            beside(self.page, known, source)
            or met(self.page, known, mention)
            or held_elsewhere(self.page, mention.head, mention.end, known)
        ):
            known = None
        if known is not None and chain is not None:
            self._holders[id(chain)] = chain, known
        return known

    def before(self, mention: Mention, last: Voice) -> bool:
        """Whether somebody only described was told of before somebody else spoke."""
        chain = mention.chain
        if chain is None or not chain.unnamed or chain is last.chain:
            return False
        known = self._holders.get(id(chain))
        same = known is not None and known[1] is last.chain
        return not same and min(m.start for m in chain.mentions) < min(last.token, mention.start)

    def settled(self) -> None:
        """Those described are in the article the people whom they were found to be."""
        gone = set()
        for chain, person in self._holders.values():
            guessed = id(chain) in self._guessed or person.unnamed or chain is person
            if guessed or not all(fits(person, m) for m in chain.mentions):
                continue
            for m in chain.mentions:
                insort(person.mentions, m, key=lambda x: x.start)
                m.chain = person
            chain.mentions = []
            gone.add(id(chain))
        if gone:
            self.doc._.chains = [c for c in self.doc._.chains if id(c) not in gone]

    def _holder(self, source: Argument, mention: Mention) -> Chain | None:
        """Who holds the office of a title alone, else whom the text is about."""
        chain = mention.chain
        if chain is None or chain.type != "Person" or mention.definite is not True or mention.plural:
            return None
        owned = self.doc[max(mention.start - 1, 0)].lower_ in words("possessive")  # of whom the text is about
        if min(chain.mentions, key=lambda m: m.start).definite is False:
            return None
        head = self.doc[mention.head].lemma_.lower()
        gender = self.traits.determined(mention) or self.words.gender(mention.head)
        roles: list[Role] = list(self.doc._.roles or ())
        length = self.words.length(mention.start, mention.end)
        mine = self.words.title(mention.start, mention.end) - {head}
        if (national := told_apart(self.doc, self.origins, source)) is not None and self.traits.fits(national, gender):
            return national
        for role in reversed(roles):
            same = self.doc[role.mention.head].lemma_.lower() == head and not role.former
            person = next((h.chain for h in role.holders if h.chain is not None), None)
            if (
                not same
                or person is None
                or role.mention.start >= source.end + 2
                or not self.traits.fits(person, gender)
                or self.titles.elsewhere(source, role)
            ):
                continue
            theirs = self.words.title(role.mention.start, role.mention.end)
            bare = theirs == {head} and self._last(source) is person and not self.words.bodies_in(source)
            if not mine or self.titles.alike(mine, theirs - {head}) or bare:
                return person
        office = self.titles.same(mention.start, mention.end, mention.head, gender)
        office = office or self.titles.leader(mention, head, roles, gender) or self.titles.later(source, gender)
        if office is None:
            self._guessed.add(id(chain))
        about = None if office is not None or owned else self.topic(source, length, gender)
        gone = about is not None and self.words.former(source) and told_first(self.doc, chain, about)
        return office or (None if gone else about)

    def alone(self, source: Argument) -> Chain | None:
        """The person of the text whom a calling with the definite article means, where no mention covers the words."""
        known = self._alone_of(source)
        if known is None or self.words.within(source, known) or beside(self.page, known, source):
            return None
        return None if held_elsewhere(self.page, source.head, source.end, known) else known

    def _alone_of(self, source: Argument) -> Chain | None:
        first = self.doc[source.start].lower_
        if first not in words("definite") or first in words("plural-determiner"):
            return None
        if self.doc[source.head].lower_ in speaker_words("circle") | speech_words("collective-noun"):
            return None  # `l'entourage du ministre`, `la Fédération`
        male = first in identity_words("masculine")
        gender: Gender = (
            "f" if first in identity_words("feminine") else ("m" if male else self.words.gender(source.head))
        )
        if (national := told_apart(self.doc, self.origins, source)) is not None and self.traits.fits(national, gender):
            return national
        if (office := self.titles.same(source.start + 1, source.end, source.head, gender)) is not None:
            return office
        if (office := self.titles.later(source, gender)) is not None:
            return office
        if not (calls(self.doc, source.head) or self.words.figure(source)):
            return None
        phrase = base_phrase(self.doc, source.start)
        start, end = (phrase.core_start, phrase.base_end) if phrase else (source.start, source.end)
        if self.sources.naming.inhabitant(source.head):
            return self._from_there(source, self.words.length(start, end), gender)
        return self.topic(source, self.words.length(start, end), gender)

    def _from_there(self, source: Argument, length: int, gender: Gender) -> Chain | None:
        """Whom `le Danois` means: the only one said to be from there, else whom the text is about."""
        word = self.doc[source.head].lower_
        meant = [c for c in self.origins.meant(word) if self.traits.fits(c, gender)]
        if meant:
            return meant[0] if len(meant) == 1 else None
        about = self.topic(source, length, gender)
        return None if about is None or self.origins.other(word, about) else about

    def topic(self, source: Argument, length: int, gender: Gender) -> Chain | None:
        """The person whom the text is about, for a description of `length` tokens that says nothing of a bond or body.

        An office (`le ministre`) may be anybody's: it stands for the only person around.
        """
        same = self.doc[source.start + 1].lower_ in speaker_words("same") if source.end - source.start > 2 else False
        other = self.words.contrasted(source) or self.words.brought_in(source)
        if other or self.doc[source.head].lower_ in speaker_words("at-court"):
            return None
        gender = gender or self.words.shown(source)
        before = self.discourse.named_before(source.start, reach=_FAR)
        if (known := self.titles.political(source, self._last(source), gender, before)) is not None:
            return known
        if (told := announced(self.page, source)) is not None and self.traits.fits(told, gender):
            return told
        if (tried := on_trial(self.doc, self.traits, source, gender, besides=self.titles.at_court)) is not None:
            return tried
        if self.words.opposed(source):
            return next(iter(self._mentioned(source, gender, besides=self._last(source))), None)
        if (length > _SHORT and not same) or self.words.relational(source):
            return self._titled(source, gender)
        near = [v.chain for v in self.discourse.people_before(source.start, paragraphs=_BACK) if v.chain is not None]
        noun = self.doc[source.head].lower_
        lay = self.words.former(source) or noun in identity_words("person-noun")  # no prosecutor is `l'homme`
        barred = self._spoken_of(source) | (self.titles.at_court if lay else set())
        near = [c for c in near if not (id(c) in barred or other_side(self.doc, c, source.head))]
        near = self.ages.fitting(noun, near)
        people = list(dict.fromkeys(c for c in near if not c.unnamed and self.traits.fits(c, gender)))
        last = near[0] if near and near[0].unnamed and self.traits.fits(near[0], gender) else None
        if last is not None and not another(self.words, self.ages, source, last):
            return last
        if not people:
            others = [c for c in self._mentioned(source, gender) if id(c) not in barred]
            alone = only_of_sex(self.discourse, source, gender, office=self.words.office(source.head))
            people = near = self.ages.fitting(noun, others) or [c for c in alone if id(c) not in barred]
        if not people:
            return None
        former = len(people) == 1 and self.words.former(source)
        office = self.words.office(source.head) and not former
        part = self.words.part(source.head) and not former
        if (part or office) and self.otherwise(people[0], source):
            return self._untitled(source, gender, people[0])
        if (office or self.words.goes_on(source)) and self._struck(people[0], source):
            return None  # `Luc Roy, 34 ans, a nié. « … », a tonné le procureur`
        if part and not self._here(people[0], source):
            return None
        return people[0] if not office or (len(people) == 1 and near[0] is people[0]) else None

    def _spoken_of(self, source: Argument) -> set[int]:
        """Who is named in the quotation behind which a description stands."""
        last = self.page.last_quotation(self.page.at(source.start))
        near = last is not None and self.page.token(last.outer[1]) >= source.start - _SAID
        return self.discourse.people_in([(last.start, last.end)]) if last is not None and near else set()

    def otherwise(self, chain: Chain, source: Argument) -> bool:
        """Whether the text calls somebody by other offices than the one in a description (`le chef péquiste`)."""
        head = self.doc[source.head]
        if head.lower_ in speaker_words("any-leader"):
            return False
        own = [r.mention for r in self.doc._.roles or () if any(h.chain is chain for h in r.holders)]
        called = [m for m in chain.mentions if m.kind != "named"]  # `au ministre du Logement, Luc Roy. … Le ministre`
        return bool(own) and all(head.lemma_.lower() not in self.words.core(m) for m in (*own, *called))

    def _here(self, person: Chain, source: Argument) -> bool:
        """Whether the paragraph of a description has spoken of somebody before it."""
        units = self.page.units
        begun = units[unit_of(self.doc, source.start)].paragraph
        before = last_before(person, source.start)
        return before is not None and units[unit_of(self.doc, before.start)].paragraph == begun

    def _untitled(self, source: Argument, gender: Gender, besides: Chain | None = None) -> Chain | None:
        """The only other person of the sentence before, of whom the text tells no office."""
        found = self._mentioned(source, gender, besides=besides)
        titled = {id(h.chain) for r in self.doc._.roles or () for h in r.holders}
        return found[0] if found and id(found[0]) not in titled else None

    def _titled(self, source: Argument, gender: Gender) -> Chain | None:
        """The person around whose title this may be: the only one, who spoke last, and of whom the text says no other.

        A body or place in the title must be one of the person's own where the text names any.
        """
        if self.doc[source.start].lower_ not in words("definite"):
            return None
        near = [c for c in self._around(source) if not c.unnamed]
        fits = bool(near) and all(c is near[0] for c in near) and self.traits.fits(near[0], gender)
        if fits and self.words.won(source) and self._mentioned(source, gender) == [near[0]]:
            return near[0]  # `Luc Roy a gagné. Le triple champion du monde a devancé Jean Blin`
        found = (self._by_title(source, near[0]) if fits else None) or self._alone(source, gender)
        if found is not None or self.words.relational(source):
            return found
        if (other := self._untitled(source, gender, near[0] if near else None)) is not None:
            return other
        new = near[0] if near and self._new(near[0], source) else None
        if new is not None and self.words.office(source.head) and self._struck(new, source):
            return None
        return new if new is not None and self._untitled(source, gender) is new else None

    def _struck(self, person: Chain, source: Argument) -> bool:
        """Whether somebody is told of by an age or by what befell him or her: the holder of an office is another."""
        return self.ages.of(person) is not None or befallen(self.sources, person, self._about(source))

    def _new(self, person: Chain, source: Argument) -> bool:
        """Whether somebody is named for the first time in the sentence before a description."""
        first = min(m.start for m in person.mentions)
        return 0 < unit_of(self.doc, source.start) - unit_of(self.doc, first) < _SENTENCES

    def _alone(self, source: Argument, gender: Gender) -> Chain | None:
        """The only person named so far, who spoke last or leads a body, for a title that names no other body."""
        person = self.lone.person(source)
        if person is None or not self.traits.fits(person, gender) or self.words.relational(source):
            return None
        if self.words.bodies_in(source):
            return None
        own = [r for r in self.doc._.roles or () if any(h.chain is person for h in r.holders)]
        if not own:
            last = self.discourse.last
            return person if last is not None and last.chain is person else None
        leads = self.doc[source.head].lower_ in speech_words("leader-noun")
        words_of = (
            self.doc[r.mention.head].lower_
            for r in own
            if r.office == "head" and not (r.former or r.targets or self.titles.of_another(source, r))
        )
        return person if leads and any(w in speech_words("leader-noun") for w in words_of) else None

    def _by_title(self, source: Argument, person: Chain) -> Chain | None:
        """The person, where the description may be the title of the one whom the text is about."""
        inside = self.words.bodies_in(source)
        own = [r for r in self.doc._.roles or () if any(h.chain is person for h in r.holders)]
        head = self.doc[source.head].lower_
        if self.words.relational(source):
            adjective = source.head + 1 < source.end and self.doc[source.head + 1].pos_ == "ADJ"  # `l'avocat général`
            if inside and self.lone.new(inside, source) and id(person) not in inside:  # `le successeur de Paul Roy`
                spoke = self.discourse.last is not None and self.discourse.last.chain is person and not own
                return person if spoke or head in speaker_words("standing") else None
            return person if not (own or inside or adjective) and self._last(source) is person else None
        if self.words.former(source) or self.titles.seated(source.head, own):
            return person  # `l'ancien juge` is no other title than the one of today
        bodies = self._bodies.setdefault(id(person), {id(t.chain) for r in own for t, _ in r.targets})
        if not own and not bodies:
            fits = not self.words.office(source.head) or (bool(inside) and not self._struck(person, source))
        elif inside:
            posts = [r for r in own if any(id(t.chain) in inside for t, _ in r.targets)]
            another = bool(posts) and all(self.titles.another_post(source.head, r) for r in posts)
            elected = head in speaker_words("any-elected") and self.titles.placeless(own)
            party = not own and self.titles.in_party(source.head, inside, bodies)
            fits = (bool(inside & bodies) and not another) or elected or party
        else:
            leads = (r for r in own if r.office == "head" and not self.titles.of_another(source, r))
            fits = head in speech_words("leader-noun") and any(leads)
        bodies |= inside if fits else set()
        return person if fits else None

    def _around(self, source: Argument) -> list[Chain]:
        """The people of the paragraph so far, else of the one before, the last one first."""
        for reach in (0, _NEXT, _BACK):
            voices = self.discourse.people_before(source.start, paragraphs=reach)
            if near := [v.chain for v in voices if v.chain is not None]:
                return near
        return []

    def _mentioned(self, source: Argument, gender: Gender, besides: Chain | None = None) -> list[Chain]:
        """The only person, `besides` one, who was named in the sentence before."""
        here = unit_of(self.doc, source.start)
        begun = self.page.token(self.page.units[max(here - 1, 0)].start)
        found: list[Chain] = []
        acted_on_ = False
        for m in self.discourse.named_before(source.start, reach=min(source.start - begun, _FAR)):
            if m.type != "Person" or m.kind != "named" or m.chain is None or unit_of(self.doc, m.start) < here - 1:
                continue
            outside = self.page.quotation(self.page.at(m.start)) is None and m.chain is not besides
            if outside and m.chain not in found:
                found.append(m.chain)
                acted_on_ = acted_on(self.sources, m)
        alone = len(found) == 1 and self.traits.fits(found[0], gender)
        office = self.words.office(source.head) and self.doc[source.head].lower_ not in speaker_words("any-elected")
        return found if alone and not (acted_on_ and office) else []

    def _about(self, source: Argument) -> Voice | None:
        """Who spoke or whom a sentence was about last."""
        return next(self.discourse.people_before(source.start, paragraphs=_BACK), None)

    def _last(self, source: Argument) -> Chain | None:
        last = self._about(source)
        return last.chain if last is not None else None

    def last_before(self, token: int, gender: Gender, plural: bool) -> tuple[int, str] | None:
        """Where somebody was last described whom no mention covers, not more than a sentence back, and the words."""
        for k in range(token - 1, max(token - _SENTENCE, 0), -1):
            if self.sources.at.get(k) or not self.sources.naming.human(k) or self.doc[k].text[:1].isupper():
                continue
            if self.page.said_before(k, token):
                continue  # `« Luc est un bâtisseur », a dit ce dernier`
            if self.doc[k].pos_ == "ADJ" and self.doc[k + 1].pos_ == "NOUN":
                continue  # `le premier étage`
            j = k - 1 - (k > 1 and self.doc[k - 1].pos_ == "ADJ")
            before = self.doc[j].lower_
            shown = self.traits.shown(before) or self.words.gender(k)
            many = before in words("plural-determiner")
            if self.doc[j].pos_ == "DET" and many == plural and shown in (gender, None):
                phrase = noun_phrase(self.doc, j)
                return k, self.doc.between(j, phrase.end if phrase else k + 1)
        return None

    def surname(self, head: int) -> Chain | None:
        """The person whose surname a word is that no mention covers."""
        name = self.doc[head].text
        if self.doc[head].pos_ != "PROPN" or not name[:1].isupper():
            return None
        for m in self.discourse.mentions:
            if m.type == "Person" and m.kind == "named" and m.chain is not None and name in m.chain.name.split():
                return m.chain
        return None
