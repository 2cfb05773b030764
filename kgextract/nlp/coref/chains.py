"""The chains of one article while they grow: opening, joining, looking back."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from kgextract.nlp.coref import wording
from kgextract.nlp.coref.wording import Wording
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import paragraphs_before, unit_tokens
from kgextract.nlp.layers import Chain, Mention, MentionIndex, unit_of
from kgextract.tables.names import words

_LED = 5  # tokens before a name that may lead a sentence with it
_FRONTED = ("ADP", "ADV", "SCONJ", "NOUN")  # words that open a phrase before the subject
_GROUP = ("VERB", "AUX", "ADV", "PRON")  # words of a verb before its inverted subject
_CROWD = 500  # mentions of a paragraph that are looked back at
MANY = 200  # chains of a kind, or mentions of a chain, with which a description is compared


@dataclass(slots=True)
class Chains:
    """All chains of a Doc, with the wording of each mention; the mentions of a chain are in text order."""

    doc: Doc
    named: MentionIndex
    everything: MentionIndex
    nations: dict[str, str]  # stem of a country's name or demonym → its key
    _all: dict[int, Chain] = field(default_factory=dict)
    _typed: dict[str, dict[int, Chain]] = field(default_factory=dict)
    _wordings: dict[int, Wording] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    _headed: dict[tuple[str, str], dict[int, Chain]] = field(default_factory=dict)

    def wording(self, m: Mention) -> Wording:
        """What the words of a mention say."""
        found = self._wordings.get(id(m))
        if found is None:
            nested = self.named.within(m.start, m.end)
            found = self._wordings[id(m)] = wording.read(self.doc, m, nested, self.nations)
        return found

    def text(self, m: Mention) -> str:
        """The words of a mention, on one line."""
        found = self._texts.get(id(m))
        if found is None:
            found = self._texts[id(m)] = " ".join(self.doc.between(m.start, m.end).split())
        return found

    @property
    def all(self) -> list[Chain]:
        """The chains, in the order in which they were opened."""
        return list(self._all.values())

    def add(self, chain: Chain) -> Chain:
        """Take in a chain."""
        self._all[id(chain)] = self._typed.setdefault(chain.type, {})[id(chain)] = chain
        return chain

    def open(self, m: Mention, *, note: str = "") -> Chain:
        """A mention → a new chain of its own."""
        return self.join(m, self.add(Chain(type=m.type, cls=m.cls, name=m.name or self.text(m), note=note)))

    def join(self, m: Mention, chain: Chain) -> Chain:
        """Put a mention into a chain; what the mention knows (key, name, gender) the chain then knows."""
        insort(chain.mentions, m, key=_start)
        self._headed.setdefault((chain.type, self.wording(m).head), {})[id(chain)] = chain
        m.chain = chain
        if m.kind == "named" and chain.type == "Person" != m.type:
            m.type = m.cls = chain.type  # the surname of somebody, taken for a place
        chain.key = chain.key or m.key
        chain.wikidata = chain.wikidata or m.wikidata
        chain.gender = chain.gender or m.gender
        if chain.plural is None:
            chain.plural = m.plural
        return chain

    def merge(self, into: Chain, other: Chain) -> None:
        """All mentions of `other` go to `into`."""
        if other is into:
            return
        for m in other.mentions:
            self.join(m, into)
        other.mentions = []
        self._all.pop(id(other), None)
        self._typed[other.type].pop(id(other), None)

    def candidates(self, m: Mention, head: str, paragraphs: int) -> list[Chain]:
        """The chains of m's type that have a mention with this head, or one in so many paragraphs before m.

        Of a great many the last ones, so that time grows with the length of a text alone.
        """
        alike = [*islice(reversed(self._headed.get((m.type, head), {}).values()), MANY)]
        found = {id(c): c for c in (*reversed(alike), *self.recent(m, paragraphs))}
        return [c for c in list(found.values())[-MANY:] if c.mentions]

    def recent(self, m: Mention, paragraphs: int) -> list[Chain]:
        """The chains of m's type mentioned before it in its paragraph or in so many before that."""
        near = self.everything.started(paragraphs_before(self.doc, m.start, paragraphs), m.start)
        near = near[-_CROWD:]
        return list({id(x.chain): x.chain for x in near if x.chain and x.chain.type == m.type}.values())

    def at_the_head(self, m: Mention, among: list[Chain]) -> Chain | None:
        """Of several people the one who alone is named in the sentence before m, at its head."""
        unit = unit_of(self.doc, m.start)
        first, stop = unit_tokens(self.doc)[unit - 1] if unit else (0, 0)
        named = [x for x in self.named.started(first, stop) if x.type == "Person" and x.chain in among]
        front = named and named[0].start == first and all(x.chain is named[0].chain for x in named)
        return named[0].chain if front else None

    def introduced(self, chain: Chain) -> frozenset[str]:
        """The stems of the nouns right before the names of a thing (`la mutuelle Solidaris`)."""
        nouns = []
        for m in chain.mentions:
            k = m.start - 1
            while m.kind == "named" and k > 0 and self.doc[k].pos_ == "ADJ":
                k -= 1
            some = m.cls == "Platform" and k > 0 and self.doc[k - 1].lower_ in words("indefinite")
            if some:
                continue  # `un groupe Facebook`
            if m.kind == "named" and k > 0 and self.doc[k].pos_ == "NOUN" and self.doc[k - 1].pos_ in ("DET", "ADP"):
                nouns.append(wording.stem(self.doc[k].lower_))
        return frozenset(nouns)

    def leads(self, chain: Chain, m: Mention) -> bool:
        """Whether a thing is what a sentence of this paragraph or the one before begins with, or who spoke there."""
        first = paragraphs_before(self.doc, m.start, 1)
        return any(first <= x.start < m.start and self._prominent(x) for x in chain.mentions)

    def _prominent(self, m: Mention) -> bool:
        """Whether only its determiner and class noun stand between a sentence's start or a verb and a mention.

        The town of a dateline is none that the article tells of.
        """
        if self.doc._.units[unit_of(self.doc, m.start)].kind == "dateline":
            return False
        k = m.start - 1
        while k >= 0 and self.doc[k].pos_ in ("DET", "NOUN", "ADJ") and m.start - k < _LED:
            if self.doc[k].lower_ in words("contracted"):
                return False  # `Face au Parti breton, le syndicat …`
            k -= 1
        if k >= 0 and self.doc[k].lower_ in words("opening") and self.doc[k].lower_ not in words("closing"):
            k -= 1  # `« La Tribune » salue`
        if k < 0 or self.doc[k].is_space or self.doc[k].text in ".!?»":
            return True
        if self.doc[k].text == "," and m.end < len(self.doc) and self.doc[m.end].pos_ in _GROUP:
            first = unit_tokens(self.doc)[unit_of(self.doc, m.start)][0]
            return self.doc[first].pos_ in _FRONTED  # `Face à Lens, Nantes a perdu`
        if self.doc[k].pos_ != "VERB" or m.end >= len(self.doc) or not self.doc[m.end].is_punct:
            return False
        while k >= 0 and self.doc[k].pos_ in _GROUP:
            k -= 1
        return k < 0 or self.doc[k].is_punct or self.doc[k].is_space  # not `Lens a battu le Stade rennais`

    def of_type(self, *types: str) -> list[Chain]:
        """The chains of these types."""
        return [c for c in self.all if c.type in types]

    def latest(self, type: str) -> list[Chain]:
        """The chains of a type that a mention is compared with: of a great many those opened last."""
        return [*islice(reversed(self._typed.get(type, {}).values()), MANY)][::-1]


def _start(m: Mention) -> int:
    return m.start


def fits(chain: Chain, m: Mention) -> bool:
    """A thing is not named inside its own name: false where the mention overlaps one of the chain."""
    at = bisect_left(chain.mentions, m.end, key=_start)
    return at == 0 or chain.mentions[at - 1].end <= m.start


def last_before(chain: Chain, token: int) -> Mention | None:
    """The chain's last mention that starts before a token."""
    at = bisect_left(chain.mentions, token, key=_start)
    return chain.mentions[at - 1] if at else None


def nearest(chains: Iterable[Chain], token: int) -> Chain | None:
    """The chain mentioned last before a token."""
    best: Chain | None = None
    at = -1
    for c in chains:
        m = last_before(c, token)
        if m and m.start > at:
            best, at = c, m.start
    return best
