"""Drafts in text order → who speaks: names, titles, pronouns and missing subjects, through the last speakers."""

from __future__ import annotations

from typing import Literal

from kgextract.nlp.coref import antecedent
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Chain, Mention, Role, all_mentions
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_SPEAKING = ("Person", "Organization", "Place", "Group", "Document")


class Speakers:
    """The discourse state: who spoke last, and what unnamed people were called first."""

    def __init__(self, page: Page) -> None:
        self.page, self.doc = page, page.doc
        self.last: tuple[Chain | None, str | None, int] | None = None
        self.named: tuple[Chain, int] | None = None
        self.described: dict[str, str] = {}
        self.mentions = all_mentions(page.doc)

    def of(self, draft: Draft) -> tuple[Chain | None, str | None] | None:
        """Speaker and speaker_text of a draft; None where nobody could have said it."""
        found = self._find(draft)
        if found is not None and not draft.nested and (found[0] or found[1]):
            self.last = (*found, draft.unit)
            if found[0] is not None and found[0].type == "Person" and not found[0].unnamed:
                self.named = (found[0], draft.unit)
        return found

    def _find(self, draft: Draft) -> tuple[Chain | None, str | None] | None:
        source = draft.source
        if source is None:
            return self._previous(draft.unit, None, None, span=3 if draft.clause is None else 1)
        word = self.doc[source.head].lower_
        if word in speech_words("first-person") or word.lstrip("-") in speech_words("first-person"):
            return None
        if word in speech_words("demonstrative"):
            return None
        if word in speech_words("latter") and (latter := self._latter(source)) is not None:
            return latter, latter.name if latter.unnamed else None
        if word in speech_words("on-word"):
            return None, self._origin(draft)
        if self._pronoun(source):
            return self._pronominal(draft, source)
        for mention in source.mentions:
            if mention.chain is not None and mention.chain.type in _SPEAKING:
                known = self._titled(draft, source, mention) if mention.chain.unnamed else None
                chain = known or mention.chain
                return chain, chain.name if chain.unnamed else None
        return self._described(draft, source)

    def _titled(self, draft: Draft, source: Argument, mention: Mention) -> Chain | None:
        """The named person whom a title alone takes up (`la ministre`): its holder, else who spoke last."""
        chain = mention.chain
        if chain is None or chain.type != "Person" or mention.definite is False or mention.plural:
            return None
        first = min(chain.mentions, key=lambda m: m.start)
        if first.definite is False:
            return None
        head = self.doc[mention.head].lemma_.lower()
        roles: list[Role] = list(self.doc._.roles or ())
        for role in roles:
            same = self.doc[role.mention.head].lemma_.lower() == head and not role.former
            holder = next((h.chain for h in role.holders if h.chain is not None), None)
            if same and holder is not None and role.mention.start < source.end + 2 and _agree(holder, mention):
                return holder
        if head in speech_words("leader-noun"):
            inside = {id(m.chain) for m in self.mentions if mention.start < m.start < mention.end + 6 and m.chain}
            for role in roles:
                if role.office == "head" and not role.former and any(id(t.chain) in inside for t, _ in role.targets):
                    holder = next((h.chain for h in role.holders if h.chain is not None), None)
                    if holder is not None and _agree(holder, mention):
                        return holder
        short = mention.end - mention.start <= 2
        if short and self.named is not None and _agree(self.named[0], mention):
            if self.page.units[draft.unit].paragraph - self.page.units[self.named[1]].paragraph <= 6:
                return self.named[0]
        return None

    def _origin(self, draft: Draft) -> str:
        """The source that `a-t-on appris de source policière` names."""
        if draft.clause is None:
            return ""
        for i in range(draft.clause.end, min(draft.clause.end + 12, len(self.doc))):
            if self.doc[i].lower_ in speech_words("source-noun"):
                phrase = noun_phrase(self.doc, i)
                return self.doc[i : phrase.end].text if phrase else self.doc[i].text
        return ""

    def _pronoun(self, source: Argument) -> bool:
        word = self.doc[source.head].lower_
        bare = word.lstrip("-").removeprefix("t-")
        return source.end - source.start == 1 and (
            bare in speech_words("third-person")
            or word in speech_words("own-pronoun")
            or (self.doc[source.head].pos_ == "PRON" and word in speech_words("subject-pronoun"))
        )

    def _pronominal(self, draft: Draft, source: Argument) -> tuple[Chain | None, str | None] | None:
        word = self.doc[source.head].lower_
        plural = word in speech_words("plural-pronoun")
        gender: Literal["m", "f"] | None = "f" if word in speech_words("feminine-pronoun") else "m"
        if word in speech_words("own-pronoun") and word not in speech_words("feminine-pronoun", "plural-pronoun"):
            gender = None if word in speech_words("genderless") else gender
        previous = self._previous(draft.unit, gender, plural, span=3)
        if draft.clause is not None and draft.clause.position == "incise" and previous and (previous[0] or previous[1]):
            return previous
        types = (*_SPEAKING[:-1], "Document") if draft.clause is not None else _SPEAKING[:-1]
        if previous and previous[0] is not None and previous[0].gender and self.last and draft.unit - self.last[2] <= 1:
            return previous
        chain = antecedent(self.doc, source.head, gender=gender, plural=plural, types=types)
        if chain is not None:
            return chain, chain.name if chain.unnamed else None
        return previous

    def _previous(
        self, unit: int, gender: str | None, plural: bool | None, *, span: int
    ) -> tuple[Chain | None, str | None] | None:
        if self.last is None:
            return None, ""
        chain, text, at = self.last
        if self.page.units[unit].paragraph - self.page.units[at].paragraph > span * 2:
            return None, ""
        if chain is not None and gender and chain.gender and chain.gender != gender:
            return None, ""
        if chain is not None and plural is not None and chain.type != "Place" and bool(chain.plural) != plural:
            return None, ""
        if chain is not None and plural and chain.type == "Place":
            return None, ""
        return chain, text

    def _latter(self, source: Argument) -> Chain | None:
        """Whom `ce dernier`, `celle-ci` takes up: of those who can speak, who was named last."""
        word = self.doc[source.head]
        plural = word.lower_.endswith("s") or word.lower_.startswith(tuple(speech_words("plural-pronoun")))
        gender = "f" if word.lower_ in speech_words("feminine-pronoun") else "m"
        before = [
            m for m in self.mentions if m.end <= source.start and m.chain is not None and m.type in _SPEAKING[:-1]
        ]
        for m in sorted(before, key=lambda m: (-m.end, m.start)):
            fits = bool(m.plural) == plural and not (m.gender and m.gender != gender)
            if fits and (plural or m.type in ("Person", "Organization")):
                return m.chain
            if source.start - m.end > 80:
                break
        return None

    def _by_surname(self, head: int) -> Chain | None:
        """The person whose surname a word is that no mention covers."""
        name = self.doc[head].text
        if self.doc[head].pos_ != "PROPN" or not name[:1].isupper():
            return None
        people = [m.chain for m in self.mentions if m.type == "Person" and m.chain is not None and m.kind == "named"]
        return next((c for c in people if name in c.name.split()), None)

    def _described(self, draft: Draft, source: Argument) -> tuple[Chain | None, str | None] | None:
        """Somebody without a chain: the words of the description, the fullest of the same head for later mentions."""
        head = self.doc[source.head].lower_
        human = head in speech_words("human-noun", "collective-noun", "document-noun")
        if (named := self._by_surname(source.head)) is not None:
            return named, None
        governed = draft.rule in ("speech-clause", "speech-colon") and draft.cue_class in ("say", "announce")
        if not human and not governed and draft.rule not in ("incise", "incise-inside", "according-to"):
            return None
        if not human and self.doc[source.head].pos_ not in ("NOUN", "PROPN"):
            return None
        phrase = noun_phrase(self.doc, source.start)
        end = max(source.end, phrase.end if phrase else source.end)
        text = self.doc[source.start : end].text
        fuller = self.described.get(head)
        if fuller is None or (len(text) > len(fuller) and self.doc[source.start].lower_ not in speech_words("le-word")):
            self.described[head] = text
        return None, self.described[head]


def _agree(chain: Chain, mention: Mention) -> bool:
    return chain.type == "Person" and not (chain.gender and mention.gender and chain.gender != mention.gender)
