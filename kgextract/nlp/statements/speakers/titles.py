"""A title → the person of the article who holds the office, by its words or by the body it is at the head of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kgextract.nlp.coref.partisans import of_colour
from kgextract.nlp.coref.wording import nations, stem
from kgextract.nlp.layers import Argument, Chain, Mention, Role, unit_of
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.descriptions import Descriptions
from kgextract.nlp.statements.speakers.posts import means
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.traits import Gender, Traits
from kgextract.tables.names import demonyms, words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_NEAR = 1  # paragraphs back to who sits in an assembly
_TOWN = ("Place", "City")  # what a mayor is the head of


class Titles:
    """Titles of an article, compared."""

    def __init__(self, page: Page, sources: Sources, traits: Traits, words: Descriptions) -> None:
        self.doc, self.sources, self.traits, self.words = page.doc, sources, traits, words
        self._parties = {id(m.chain) for m in page.mentions if m.cls == "PoliticalParty"}

    def elsewhere(self, source: Argument, role: Role) -> bool:
        """Whether a description names a body, place or nationality, and an office with the same words another one."""
        if self._abroad(source.start, source.end, role):
            return True
        theirs = {id(t.chain) for t, _ in role.targets if t.chain is not None and not t.chain.unnamed}
        mine = self.words.bodies_in(source)
        return bool(mine and theirs) and not mine & theirs

    def _abroad(self, start: int, end: int, role: Role) -> bool:
        """Whether words name other countries than an office, of which each holder may have one alone."""
        mine, theirs = self._countries(start, end), self._countries(role.mention.start, role.mention.end)
        if role.mention.plural and role.country is not None:
            theirs = {role.country}  # `les ministres grec et turc, A et B`
        return bool(mine and theirs) and not mine & theirs

    def _countries(self, start: int, end: int) -> set[str]:
        """The countries that adjectives name."""
        found = (nations().get(stem(t.lower_)) for t in self.doc[start:end] if t.lower_ in demonyms())
        return {key for key in found if key is not None}

    def alike(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether two titles share a word, more than where they are from (not the French ministers of two matters)."""
        plain = mine - demonyms(), theirs - demonyms()
        return bool(mine & theirs) and (not all(plain) or bool(plain[0] & plain[1]))

    def same(self, start: int, end: int, head: int, gender: Gender) -> Chain | None:
        """The only person whose title, before or after, has the same words (`le ministre des Ports … Jean Roy,`)."""
        mine = self.words.title(start, end)
        lemma = self.doc[head].lemma_.lower()
        if len(mine) < 2 or lemma not in mine:
            return None
        found: dict[int, Chain] = {}
        for role in self.doc._.roles or ():
            if role.former or self.doc[role.mention.head].lemma_.lower() != lemma:
                continue
            theirs = self.words.title(role.mention.start, role.mention.end)
            if min(len(mine), len(theirs)) < 2 or not (mine <= theirs or theirs <= mine):
                continue
            if self._abroad(start, end, role):
                continue
            for h in role.holders:
                if h.chain is not None and not h.chain.unnamed and self.traits.fits(h.chain, gender):
                    found[id(h.chain)] = h.chain
        return next(iter(found.values())) if len(found) == 1 else None

    def later(self, source: Argument, gender: Gender) -> Chain | None:
        """The only holder of an office whom the text names later (`Le procureur a dit … le procureur Jean Roy`)."""
        head = self.doc[source.head].lemma_.lower()
        mine = self.words.title(source.start + 1, source.end)
        holders: dict[int, Chain] = {}
        for role in self.doc._.roles or ():
            if self.doc[role.mention.head].lemma_.lower() != head:
                continue
            theirs = self.words.title(role.mention.start, role.mention.end)
            fits = theirs <= mine or mine <= {head}
            if role.former or role.mention.start < source.start or not fits or self.elsewhere(source, role):
                return None
            for h in role.holders:
                if h.chain is not None:
                    holders[id(h.chain)] = h.chain
        person = next(iter(holders.values())) if len(holders) == 1 else None
        return person if person is not None and not person.unnamed and self.traits.fits(person, gender) else None

    def leader(self, mention: Mention, head: str, roles: list[Role], gender: Gender) -> Chain | None:
        """`le patron de l'usine`: who is at the head of that body, whatever the office is called."""
        if head not in speech_words("leader-noun"):
            return None
        inside = {
            id(m.chain)
            for k in range(mention.start, mention.end + 5)
            for m in self.sources.at.get(k, ())
            if m.start > mention.start and m.chain is not None
        }
        bare = [r for r in roles if not (r.targets or r.former) and self.doc[r.mention.head].lemma_.lower() == head]
        bare = [r for r in bare if not self.of_another(mention, r)]
        named = {id(h.chain): h.chain for r in bare for h in r.holders if h.chain is not None}
        if len(named) == 1 and self.traits.fits(lone := next(iter(named.values())), gender):
            return lone  # `le président, Jean Roy … le président de l'usine`: not whoever else leads it
        for role in roles:
            if self.another_post(mention.head, role):
                continue
            if role.office == "head" and not role.former and any(id(t.chain) in inside for t, _ in role.targets):
                person = next((h.chain for h in role.holders if h.chain is not None), None)
                if person is not None and self.traits.fits(person, gender):
                    return person
        return None if inside else self._only_leader(mention, roles, gender)

    def _only_leader(self, mention: Mention, roles: list[Role], gender: Gender) -> Chain | None:
        """`la patronne` alone: the only one so far who is at the head of a body."""
        alone = mention.end == mention.head + 1 and self.doc[mention.head].lower_ in speaker_words("any-leader")
        if not alone:
            return None
        leading = (r for r in roles if r.office == "head" and not r.former and r.mention.start < mention.start)
        people = {id(h.chain): h.chain for r in leading for h in r.holders if h.chain is not None}
        fitting = [p for p in people.values() if self.traits.fits(p, gender)]
        return fitting[0] if len(fitting) == 1 and not fitting[0].unnamed else None

    def of_another(self, words: Argument | Mention, role: Role) -> bool:
        """Whether an office is that of another thing without a name (`le directeur de l'école … de l'hôpital`)."""
        mine = self.words.title(words.head + 1, words.end)
        if self.doc[words.head].lemma_.lower() != self.doc[role.mention.head].lemma_.lower():
            return bool(mine) and not self._leads(mine, role)
        if any(m.kind == "named" for t, _ in role.targets if t.chain is not None for m in t.chain.mentions):
            return False
        theirs = self.words.title(role.mention.head + 1, role.mention.end)
        return bool(mine and theirs) and not self.alike(mine, theirs)

    def _leads(self, nouns: frozenset[str], role: Role) -> bool:
        """Whether the holder of an office may be called the head of something by these nouns.

        `le maire de Pau … le patron de la ville`, not `le maire … le directeur de l'hôpital`.
        """
        theirs = self.words.title(role.mention.head + 1, role.mention.end)
        if self.alike(nouns, theirs):
            return True
        if not (theirs or role.targets) and self.doc[role.mention.head].lower_ in speech_words("leader-noun"):
            return True
        return any(means(noun, role, _TOWN) for noun in nouns)

    @cached_property
    def at_court(self) -> set[int]:
        """Who holds a trial or leads an inquiry, or pleads for somebody (`le juge Jean Roy`, `son avocat, Luc Roy`), by
        chain."""
        roles = [r for r in self.doc._.roles or () if self._in_court(r.mention)]
        titled = (m for m in self.doc._.mentions or () if m.type == "Person" and m.chain is not None)
        called = speaker_words("lawyer-title")  # `Me Luc Roy`
        lawyers = {id(m.chain) for m in titled if called & {*self.doc.lowered[max(m.start - 1, 0) : m.start + 1]}}
        return lawyers | {id(h.chain) for r in roles for h in r.holders if h.chain is not None}

    def _in_court(self, title: Mention) -> bool:
        word = self.doc.lowered[title.head]
        owned = title.end > title.head + 1 or self.doc.lowered[max(title.start - 1, 0)] in words("possessive")
        return word in speaker_words("at-court") or (owned and word in speaker_words("lawyer"))

    def political(
        self, source: Argument, last: Chain | None, gender: Gender, before: Iterable[Mention]
    ) -> Chain | None:
        """Who is elected, or of a party among those named before (`le socialiste`)."""
        return self.elected(source, last, gender) or of_colour(self.doc, self.doc.lowered[source.head], before)

    def elected(self, source: Argument, last: Chain | None, gender: Gender) -> Chain | None:
        """The only one near who sits in an assembly, where who was told of last has another office.

        `« Cédez », a dit le député Luc Roy. « Non », a répondu le ministre. « Partez », a lancé l'élu de Lens`
        """
        if last is None or self.doc.lowered[source.head] not in speaker_words("any-elected"):
            return None
        near = self._paragraph(source.start) - _NEAR
        seats = (r for r in self.doc._.roles or () if self.doc.lowered[r.mention.head] in speaker_words("seat"))
        here = (r for r in seats if r.mention.start < source.start and self._paragraph(r.mention.start) >= near)
        holders = (h.chain for r in here if not (r.former or self.elsewhere(source, r)) for h in r.holders)
        people = {id(c): c for c in holders if c is not None and self.traits.fits(c, gender)}
        if len(people) != 1:
            return None
        own = [r.mention.head for r in self.doc._.roles or () if any(h.chain is last for h in r.holders)]
        own += [m.head for m in last.mentions if m.kind == "nominal" and m.start < source.start]
        another = bool(own) and not any(self.doc.lowered[k] in speaker_words("voted-for") for k in own)
        return next(iter(people.values())) if another or id(last) in people else None

    def _paragraph(self, token: int) -> int:
        number: int = self.doc._.units[unit_of(self.doc, token)].paragraph
        return number

    def placeless(self, roles: list[Role]) -> bool:
        """Whether mandates tell of no town or region (`la rapporteure, Anne Roy … l'élue du Nord`)."""
        mandates = all(self.doc[r.mention.head].lower_ in speaker_words("mandate", "any-elected") for r in roles)
        return mandates and all(t.type != "Place" for r in roles for t, _ in r.targets)

    def seated(self, head: int, roles: list[Role]) -> bool:
        """Whether a seat goes with what somebody is in a party (`le chef des Verts, Luc Roy … le député du Nord`)."""
        seat = self.doc[head].lower_ in speaker_words("seat")
        return seat and bool(roles) and all(self._of_party(r) for r in roles)

    def in_party(self, head: int, inside: set[int], bodies: set[int]) -> bool:
        """Whether a seat and a post in a party are of one person (`a dit le chef des Verts. Le député du Nord …`)."""
        seat = self.doc[head].lower_ in speaker_words("seat") and bool(bodies) and bodies <= self._parties
        return seat or (inside <= self._parties and not bodies & self._parties)

    def _of_party(self, role: Role) -> bool:
        words_ = self.doc.lowered[role.mention.start : role.mention.end]
        running = self.doc[role.mention.head].lower_ in speaker_words("running")
        firm = any(t.cls == "Company" for t, _ in role.targets)
        side = not firm and not speaker_words("side-of-assembly").isdisjoint(words_)  # `la présidente du groupe`
        running = running or side
        return running or any(t.cls == "PoliticalParty" for t, _ in role.targets)

    def another_post(self, head: int, role: Role) -> bool:
        """Whether a noun is another post at the head of a body than a role (`la maire … la directrice générale`)."""
        generic = speaker_words("any-leader", "highest")
        mine, theirs = self.doc[head], self.doc[role.mention.head]
        if mine.lower_ in generic or theirs.lower_ in generic or mine.lemma_.lower() == theirs.lemma_.lower():
            return False
        row = office_head(self.doc, head)
        return row is not None and row[0].office == role.office == "head"
