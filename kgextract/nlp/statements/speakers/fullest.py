"""Somebody without a name → the fullest words for them in the article, the same ones each time.

`une source proche du dossier a indiqué que … la source a ajouté que`: `une source proche du dossier` both times.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import cue_verbs, form_kinds, lemma_of
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import colour_alone
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.shares import of_whom
from kgextract.nlp.layers import MEDIA, Argument, Chain, Mention
from kgextract.nlp.roles.heads import calling, office_head
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.speakers.voices import NOBODY, Speaker, Voice
from kgextract.tables.identity import identity_words
from kgextract.tables.names import demonyms, given_name_gender, words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_WORDS = re.compile(r"\w{2,}")
_ANSWERING = ("say", "announce", "ask")  # what a share of people may be told to do
_TOLD = 16  # tokens of a participle and what belongs to it
_BACK = 150  # tokens in which somebody was brought in
_GOVERNING = ("speech-clause", "speech-colon", "speech-infinitive")  # whoever does so speaks


class Fullest:
    """The words for those who speak without a name, by the head of a description or by chain."""

    def __init__(self, doc: Doc, at: dict[int, list[Mention]]) -> None:
        self.doc, self.at = doc, at
        self.known: dict[str, list[str]] = {}
        self.full_of: dict[int, str] = {}

    def unnamed(self, draft: Draft, source: Argument) -> str | None:
        """The fullest words for somebody described; None where nobody could have said it."""
        if (those := of_whom(self.doc, source)) is not None:  # `62 % des élus disent avoir peur`
            if draft.cue_class not in _ANSWERING or draft.rule == "speech-object":
                return None  # `60 % des Français considèrent que`, `50 % soutiennent l'action`: what they think
            source = replace(source, head=those)
        head = self.doc[source.head].lower_
        people = those is not None and head in speech_words("polled")
        human = people or head in speech_words(
            "human-noun", "collective-noun", "document-noun", "some-one", "further-one"
        )
        human = human or head.removesuffix("s").endswith(tuple(speech_words("agent-ending")))
        human = human or calls(self.doc, source.head) or head in speaker_words("circle")
        human = human or head in speech_words("charged-word")
        human = human or self.doc[source.head].text in speech_words("collective-noun")  # `l'État`
        human = human or self.doc[source.head].text in given_name_gender()  # `Enzo déplore la fermeture`
        governed = draft.rule in _GOVERNING and draft.cue_class in ("say", "announce")
        if not human and not governed and draft.rule not in ("incise", "incise-inside", "according-to"):
            return None
        if not human and self.doc[source.head].pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        phrase = noun_phrase(self.doc, source.start)
        end = self._aired(source.head, max(source.end, phrase.end if phrase else source.end))
        if draft.clause is not None and source.start < draft.clause.start < end:
            end = draft.clause.start
        end = max((m.end for m in self.at.get(end - 1, ()) if m.start > source.head), default=end)  # `… de M. | Roy`
        if head in speech_words("source-noun"):
            end = self._placed(end)
        text = self.doc.between(source.start, self._told(end))
        if any(t.lower_ in speaker_words("another") for t in self.doc[source.start : source.head]):
            return text  # `une autre source`: nobody who has spoken
        new = self.doc[source.start].lower_ not in speech_words("le-word")
        if not new and head not in self.known and (first := self.introduced(source)) is not None:
            self.known[head] = [first]
        return self._again(head, text, new=new)

    def introduced(self, source: Argument) -> str | None:
        """The words by which the same noun brought somebody in who has not spoken (`Un habitant du quartier … `)."""
        for k in range(source.start - 1, max(source.start - _BACK, 0), -1):
            if self.doc[k].lower_ == self.doc[source.head].lower_:
                phrase = noun_phrase(self.doc, k - 1)
                led = phrase is not None and phrase.head == k and self.doc[k - 1].lower_ in words("one")
                return self.doc.between(k - 1, phrase.end) if phrase is not None and led else None
        return None

    def _again(self, head: str, text: str, *, new: bool) -> str:
        """The words by which somebody was called before, the last one first; others that add something are another.

        `une source policière … la source`: one; `une source policière … une source syndicale`: two.
        """
        known, mine = self.known.setdefault(head, []), _telling(text)
        for n in range(len(known) - 1, -1, -1):
            theirs = _telling(known[n])
            if new and mine and theirs and mine != theirs and head in speech_words("source-noun"):
                continue  # `une source policière … une source au parquet`
            if mine <= theirs or theirs <= mine:
                said = known.pop(n)
                known.append(text if new and len(text) > len(said) else said)
                return known[-1]
        if not new and len(known) == 1 and head not in speaker_words("circle"):
            return known[0]  # but `l'entourage du président … l'entourage de la maire`
        known.append(text)
        return text

    def full(self, chain: Chain, source: Argument | None) -> str:
        """The fullest words for somebody unnamed, those of the first statement first."""
        known = self.full_of.get(id(chain))
        if known is not None:
            return known
        first = self.doc[chain.mentions[0].head] if chain.mentions else None
        general = first is None or {first.lower_, first.lemma_.lower()} & identity_words("person-noun")
        alike = [m for m in chain.mentions if general or (first and self.doc[m.head].lemma_ == first.lemma_)]
        texts = [self.doc.between(m.start, self._told(self._aired(m.head, m.end))) for m in alike]
        texts.append(self._brought_in(chain))
        text = max(texts, key=len) or chain.name
        if source is not None and (general or (first and self.doc[source.head].lemma_ == first.lemma_)):
            phrase = noun_phrase(self.doc, source.start)
            if phrase is not None:
                end = self._aired(source.head, max(source.end, phrase.end))
                text = max(text, self.doc.between(phrase.core_start, self._told(end)), key=len)
        self.full_of[id(chain)] = text
        return text

    def speaker(self, chain: Chain, source: Argument | None = None) -> Speaker:
        """A chain as speaker, with its fullest description where it is a single somebody without a name."""
        if chain.type != "Person":
            chain.unnamed = False  # `la direction` speaks: a body of this article
        return chain, self.full(chain, source) if chain.unnamed else None

    def voiced(self, voice: Voice | None) -> Speaker:
        """Somebody of the discourse as speaker."""
        if voice is None:
            return NOBODY
        return (None, voice.text) if voice.chain is None else self.speaker(voice.chain)

    def _brought_in(self, chain: Chain) -> str:
        """The words of the indefinite phrase that a chain begins with (`Un étudiant de 19 ans a vu …`), else none."""
        first = next(iter(chain.mentions), None)
        if first is None or first.definite is not False or not first.start:
            return ""
        phrase = noun_phrase(self.doc, first.start - 1)
        end = first.end if phrase is None else max(first.end, phrase.end)
        return self.doc.between(first.start, self._aired(first.head, end))

    def _placed(self, end: int) -> int:
        """The end of a source with where it is (`une source à la mairie`), no medium that it spoke to."""
        found = preposition(self.doc, end) if end < len(self.doc) else None
        if found is None or found.lemma not in speaker_words("source-place"):
            return end
        phrase = noun_phrase(self.doc, found.end - found.contracted)
        if phrase is None or any(m.cls in MEDIA for m in self.at.get(phrase.head, ())):
            return end
        return end if self.doc[phrase.head].lower_ in speech_words("medium-noun") else phrase.end

    def _told(self, end: int) -> int:
        """The end of a description with the participle behind it (`des sources interrogées par l'agence`)."""
        doc = self.doc
        if end >= len(doc) or doc[end].pos_ != "VERB" or doc[end].morph.get("VerbForm") != ["Part"]:
            return end
        if form_kinds(doc.lowered[end]) == {"finite"}:
            return end  # `son voisin | parle d'un miracle`
        if in_ant(doc[end].lower_) and lemma_of(doc, end) in cue_verbs():
            return end  # `a dit le porte-parole | ajoutant que`
        for k in range(end + 1, min(end + _TOLD, len(doc))):
            closes = doc[k].is_punct or doc[k].is_space or doc[k].pos_ in ("AUX", "PRON")
            closes = closes and doc[k].morph.get("VerbForm") != ["Inf"]  # `le policier soupçonné d'avoir tiré`
            if closes or "Fin" in doc[k].morph.get("VerbForm", []):
                return k
        return end

    def _aired(self, head: int, end: int) -> int:
        """The end of a description before where somebody speaks (`le ministre à la radio`, `la juge en interview`)."""
        for k in range(head + 1, end):
            if self.doc[k].lower_ in speech_words("gerund-preposition"):
                if self.doc[k + 1].lower_ in speaker_words("spoken-in"):
                    return k
            found = preposition(self.doc, k)
            phrase = noun_phrase(self.doc, found.end - found.contracted) if found is not None else None
            if found is None or phrase is None or found.lemma not in speech_words("airing-preposition"):
                continue
            medium = any(m.cls in MEDIA for m in self.at.get(phrase.head, ())) or self._unknown(phrase, found.lemma)
            aired = self.doc[phrase.head].lower_ in speech_words("medium-noun") | speaker_words("own-site")
            # `a condamné un docker | à six mois de prison`
            counted = found.lemma in syntax("to-lemma") and self.doc[found.end].pos_ == "NUM"
            if medium or aired or counted or self._whom(head, k, phrase):
                return k
        return end

    def _unknown(self, phrase: Phrase, link: str) -> bool:
        """Whether a name that no table knows stands behind `sur` (`la députée sur Radio Sillon`)."""
        return link in speech_words("upon") and self.doc[phrase.head].pos_ in ("PROPN", "X")

    def _whom(self, head: int, k: int, phrase: Phrase) -> bool:
        """Whether people behind `à` are told something (`a lancé la ministre aux éleveurs`), no charge of hers."""
        charged = any(t.pos_ in ("ADJ", "VERB") for t in self.doc[head + 1 : k])  # `la ministre déléguée aux`
        people = self.doc[phrase.head].is_lower and agentive(self.doc, phrase.head)
        body = self.doc[phrase.head].lower_ in speech_words("collective-noun")
        several = phrase.plural is True or self.doc[phrase.start].lower_ in words("one")  # `le juge à un témoin`
        return people and not (body or charged) and several


def _telling(text: str) -> frozenset[str]:
    """The words of a description that tell it from another one."""
    found = frozenset(w.lower() for w in _WORDS.findall(text))
    return found - speech_words("le-word", "of-form") - speaker_words("some", "same", "pointing")


def calls(doc: Doc, head: int) -> bool:
    """Whether a word says what somebody is: an office, a calling, a party, somebody of a town or country."""
    token = doc[head]
    if token.text[:1].isupper():
        there = token.lower_.endswith(tuple(speaker_words("inhabitant-ending"))) or token.lower_ in demonyms()
        return there or colour_alone(doc, head)
    if office_head(doc, head) is not None or calling(doc, head) is not None:
        return True
    return token.lower_ in speech_words("human-noun") or token.lower_.endswith(tuple(speech_words("agent-ending")))
