"""Discourse → whom each sentence outside quotations is about, of those that can speak: the subject of its first verb.

`Anne Roy a quitté la salle.`: Anne Roy. `Maire de Lens depuis 2014, il a …`: not the mayor, whom `il` takes up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgextract.nlp.clauses.identified import entering, identified
from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.layers import Argument, Chain, Clause, Mention
from kgextract.nlp.statements.colons import of_nobody
from kgextract.nlp.statements.resumed import subordinate
from kgextract.nlp.statements.speakers.concerned import concerned
from kgextract.nlp.statements.speakers.lone import just_named
from kgextract.nlp.statements.speakers.stances import by_whom
from kgextract.nlp.statements.speakers.traits import Gender
from kgextract.nlp.statements.speakers.voices import BODIES, Voice
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

if TYPE_CHECKING:
    from kgextract.nlp.statements.speakers.discourse import Discourse

_OPENING = 6  # tokens of a date or complement behind an office that opens a sentence
_LATTER = 40  # tokens that `ce dernier` looks back


def topics(discourse: Discourse) -> Iterator[Voice]:
    """Whom the first verb of each unit outside quotations is about, of those that can speak."""
    doc, page, sources = discourse.doc, discourse.page, discourse.sources
    done: set[int] = set()
    begun: set[int] = set()  # units whose fronted clause is read
    for c in doc._.clauses:
        if c.form != "finite" or c.unit in done or page.units[c.unit].kind != "text":
            continue
        subject = identified(doc, c) or (sources.leading(c) if c.unit not in begun else None)
        if subject is None or _only_opens(discourse, subject, c):
            subject = shared(c) if c.passive else sources.subject(c, c.subject)
        if subject is None and (subject := entering(c)) is None:
            continue
        at = page.at(subject.start)
        inverted = c.position == "incise" and subject is c.subject
        if inverted or c.position == "relative" or page.quotation(at) is not None:
            continue
        aside = subordinate(page, c, page.token(page.units[c.unit].start))
        begun |= {c.unit} if aside else set()
        named = sources.named(subject)
        chain = named.chain if named is not None else _just_named(discourse, c, subject)
        agent = by_whom(sources, c, subject) if named is not None or chain is None else None
        if agent is not None and agent.chain is not None:  # nobody by whom somebody known was received
            body = named is not None and named.type in (*BODIES, "Document")
            body = body and c.lemma not in speaker_words("standing-for")
            yield discourse.voice(agent.chain, None, unit=c.unit, token=agent.start, spoke=False, aside=body)
        if doc[subject.head].lower_ in speaker_words("concerned") and (chain is None or chain.unnamed):
            gender: Gender = "f" if doc[subject.head].lower_.endswith("e") else "m"
            chain = concerned(discourse, subject.start, gender) or chain
        if chain is None:
            if doc[subject.head].lower_ in speaker_words("first-of-two", "second-of-two"):
                continue  # `Le premier est survenu en mai.`
            if sources.describes(subject) and not _before_pronoun(discourse, subject):
                done |= set() if aside else {c.unit}
                text = doc.between(subject.start, subject.end)
                told = discourse.voice(None, text, unit=c.unit, token=subject.start, spoke=False, aside=aside)
                yield replace(told, body=doc.lowered[subject.head] in speech_words("collective-noun"))
            continue
        done |= set() if aside else {c.unit}
        several = max(subject, c.subject or subject, key=lambda s: len({id(m.chain) for m in s.mentions}))
        if len({id(m.chain) for m in several.mentions}) > 1:
            text = doc.between(several.start, several.end)
            yield Voice(chain=None, text=text, unit=c.unit, token=subject.start, spoke=False, plural=True)
        yield discourse.topic(chain, unit=c.unit, token=subject.start, aside=aside)
    for unit in sorted(begun - done):
        if (main := _behind_comma(discourse, unit)) is not None and main.chain is not None:
            yield discourse.topic(main.chain, unit=unit, token=main.start)


def _behind_comma(discourse: Discourse, unit: int) -> Mention | None:
    """Who opens the main clause behind a fronted one, where its verb was not read (`Alors que Luc Blin se tait, | Paul
    Roy multiplie les appels`)."""
    doc, page = discourse.doc, discourse.page
    fronted = [c for c in discourse.sources.clauses.get(unit, ()) if c.form == "finite"]
    first, stop = fronted[0].end, page.token(page.units[unit].end)
    here = [m for m in discourse.named_before(stop, reach=stop - first) if m.start > first and m.kind == "named"]
    apart = (m for m in reversed(here) if doc[m.start - 1].text == "," and doc[m.end].text != ",")
    found = next(apart, None)
    alone = found is not None and len(fronted) == 1 and found.type == "Person"
    return found if alone and page.quotation(page.at(found.start if found else first)) is None else None


def _only_opens(discourse: Discourse, leading: Argument, clause: Clause) -> bool:
    """Whether a bare noun tells of the subject behind its comma (`Lauréate lundi du prix, l'écrivaine X a …`)."""
    doc, subject = discourse.doc, shared(clause) if clause.passive else clause.subject
    bare = doc[leading.start].pos_ in ("NOUN", "ADJ") and not discourse.sources.named(leading)
    return bare and subject is not None and subject.start > leading.end and doc[subject.start - 1].text == ","


def _before_pronoun(discourse: Discourse, subject: Argument) -> bool:
    """Whether a bare office only opens the sentence of somebody known (`Maire de Lens depuis 2014, il a dit`)."""
    doc, stop = discourse.doc, min(subject.end + _OPENING, len(discourse.doc) - 1)
    if doc[subject.start].pos_ == "DET" or not doc[subject.start].text[:1].isupper():
        return False
    comma = next((k for k in range(subject.start + 1, stop) if doc[k].text == ","), stop)
    return doc[comma + 1 if comma < stop else stop].lower_ in speech_words("third-person")


def _just_named(discourse: Discourse, clause: Clause, subject: Argument) -> Chain | None:
    """The only person whom the sentence before named, for `il` (`… selon Paul Roy. Il préside le comité.`)."""
    word = discourse.doc[subject.head].lower_
    if word in speech_words("latter") - speaker_words("concerned"):  # `Ce dernier rit. « … », dit-il`
        before = discourse.named_before(subject.start, reach=_LATTER)
        last = next((m.chain for m in before if m.type == "Person" and m.kind == "named"), None)
        sex: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
        one = last is not None and word not in speech_words("plural-pronoun")
        return last if one and last is not None and discourse.traits.fits(last, sex) else None
    if subject.end - subject.start > 1 or word not in speech_words("third-person"):
        return None
    if word in speech_words("plural-pronoun") or not clause.unit or of_nobody(discourse.page, clause):
        return None
    gender: Gender = "f" if word in speech_words("feminine-pronoun") else "m"
    return just_named(discourse, clause.unit - 1, gender)
