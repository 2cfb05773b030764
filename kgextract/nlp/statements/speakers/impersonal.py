"""A verb of saying without anybody as its subject → whom the words around it name as the source.

`a-t-on appris de source policière`: the source. `a-t-on souligné à la préfecture`: the prefecture. `on peut lire dans
sa lettre`: whose letter it is.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Argument, Clause, Mention
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.resumed import where_before
from kgextract.nlp.statements.speakers.described import Described
from kgextract.nlp.statements.speakers.discourse import GOES_ON, Discourse
from kgextract.nlp.statements.speakers.fullest import Fullest
from kgextract.nlp.statements.speakers.voices import NOBODY, Speaker
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_FRONTED = 4  # tokens at the start of a sentence that may name it
_ORIGIN = 12  # tokens that a source may stand behind `a-t-on appris`
_SIGNING = ("Person", "Organization", "Group")
_ADDRESSED = ("speech-of-infinitive", "speech-to-infinitive")  # what is said has whom it is said to before it


def is_impersonal(doc: Doc, clause: Clause) -> bool:
    """Whether a passive has an `il` that means nobody (`« … », est-il écrit dans le rapport`)."""
    il = next((a for a in clause.arguments if a.role == "object"), None)
    if not clause.passive or il is None or (clause.subject is not None and clause.subject.head != il.head):
        return False
    return doc.lowered[il.head] in syntax("impersonal-pronoun")


class Impersonal:
    """The sources of the verbs of a page whose subject is nobody."""

    def __init__(self, discourse: Discourse, described: Described, fullest: Fullest) -> None:
        self.page, self.doc, self.sources = discourse.page, discourse.doc, discourse.sources
        self.discourse, self.described, self.fullest = discourse, described, fullest

    def of(self, draft: Draft) -> Speaker:
        """The source that `a-t-on appris de source policière`, `a-t-on souligné à la préfecture` names."""
        clause = draft.clause
        if clause is None:
            return NOBODY
        first = self.page.token(self.page.units[draft.unit].start)
        where = where_before(self.page, clause, first)
        behind = range(clause.end, min(clause.end + _ORIGIN, self.page.token(self.page.units[draft.unit].end)))
        fronted = range(first, where or min(first + _FRONTED, clause.start))
        near = self.doc[max(clause.start - _FRONTED, first) : clause.start]
        related = where is None and any(t.lower_ in speech_words("relative") for t in near)  # `à qui l'on promet`
        outside = (i for i in behind if not any(a <= self.page.at(i) < b for a, b in draft.content))
        outside = (i for i in outside if draft.rule not in _ADDRESSED)  # `On demande aux familles de payer`
        inside = self.page.quotation(self.page.at(clause.verb))
        for i in (*outside, *(() if related else fronted)):
            if inside is not None and not inside.start <= self.page.at(i) < inside.end:
                continue  # `« On nous a promis une aide », dit Luc Roy, du collectif`
            if self.doc[i].lower_ in speech_words("source-noun"):
                if self.doc[i - 1].lower_ in speaker_words("same"):
                    return self.fullest.voiced(self.discourse.previous(draft.unit, GOES_ON))
                phrase = noun_phrase(self.doc, i)
                return None, self.doc.between(i, phrase.end) if phrase else self.doc[i].text
            if self.doc[i + 1 : i + 2] and self.doc[i + 1].lower_ in speaker_words("same"):
                continue  # `de même source`
            if (found := self._at(i)) is not None:
                return found
        last = self.discourse.last
        going = last is not None and draft.unit - last.unit <= 1 and clause.position == "incise"
        body = last is not None and last.chain is not None and last.chain.type == "Organization"
        if not (going and body):
            return NOBODY
        return self.fullest.voiced(last)  # `Du côté de la régie, on … . « … », explique-t-on`

    def _at(self, i: int) -> Speaker | None:
        """Whom the preposition at token i names as the origin of what is said."""
        if self.doc[i].lower_ in speaker_words("side") and self.doc[min(i + 2, len(self.doc) - 1)].text == ",":
            source = Argument(role="subject", start=i + 1, end=i + 2, head=i + 1)  # `Côté direction, on assure que`
            return (None, self.doc[i + 1].text) if self.sources.speaks(source) else None
        found = preposition(self.doc, i)
        if found is None or found.lemma not in speaker_words("origin") | speech_words("airing-preposition"):
            return None
        phrase = noun_phrase(self.doc, found.end - found.contracted)
        if phrase is None:
            return None
        if found.lemma in speech_words("airing-preposition") and found.lemma not in speaker_words("origin"):
            return self._written(phrase)
        source = Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head)
        mention = self._seated(phrase) or self.sources.named(source)
        people = mention is not None and mention.type in ("Person", "Group")
        if found.lemma in syntax("to-lemma") and (people or self.sources.naming.human(phrase.head)):
            return None  # `On a promis aux habitants que`
        if mention is not None and mention.chain is not None and mention.type in _SIGNING:
            known = self.described.holder(source, mention) if mention.chain.unnamed else None
            return self.fullest.speaker(known or mention.chain, source)
        if self.sources.speaks(source) and mention is None:
            return None, self.doc.between(max(phrase.start, found.end), phrase.end)
        return None

    def _seated(self, phrase: Phrase) -> Mention | None:
        """The body at whose house somebody speaks (`déplore-t-on au siège de Solvanor`)."""
        if self.doc.lowered[phrase.head] not in speaker_words("premises"):
            return None
        inside = (m for k in range(phrase.head + 1, phrase.end) for m in self.sources.at.get(k, ()))
        return next((m for m in inside if m.type == "Organization"), None)

    def _written(self, phrase: Phrase) -> Speaker | None:
        """Who says what `on peut lire dans sa lettre`: whose it is, else the document, or the medium (`sur RTL`)."""
        if self.doc[phrase.head].lower_ not in speech_words("document-noun"):
            inside = (m for k in range(phrase.start, phrase.end) for m in self.sources.at.get(k, ()))
            medium = next((m.chain for m in inside if m.cls in MEDIA and m.chain is not None), None)
            return None if medium is None else self.fullest.speaker(medium)
        if phrase.possessive:
            about = next(self.discourse.people_before(phrase.start, paragraphs=1, described=True), None)
            return None if about is None else self.fullest.voiced(about)
        papers = (m.chain for m in self.sources.at.get(phrase.head, ()) if m.type == "Document")
        paper = next((c for c in papers if c is not None), None)
        return None if paper is None else self.fullest.speaker(paper)
