"""What is said in accusing → accused: `Le maire a menti, a accusé Anne Roy`, `« C'est Luc Roy », accuse-t-elle`.

Whom the words are about is who is accused; nobody who suffers there (`L'école manque de tout`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import AGENTS, Candidate, Clause, Mention, Saying, unit_of
from kgextract.nlp.relations.told import clauses_at, told
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

RULE, SURE, INCISE = "said-in-accusing", 0.65, "incise"
ACCUSED = ("Person", "Organization", "Place")
PLACE, COUNTRY = "Place", "Country"


def read(doc: Doc) -> Iterator[Candidate]:
    """Whom the statements of `doc` accuse."""
    sayings = [s for s in doc._.statements if _accuses(s)]
    for saying in sayings:
        speaker, at = saying.speaker, saying.cue_range
        if speaker is None or at is None or speaker.type not in AGENTS:
            continue
        for m in _meant(doc, clauses_at(doc, unit_of(doc, at[0])), saying):
            if m.chain is not None and m.chain is not speaker:
                yield told(saying, speaker, "accused", m.chain, (m.start, at[1]), rule=RULE, most=SURE)


def _accuses(saying: Saying) -> bool:
    plain = saying.rule == INCISE and saying.factuality == "asserted"
    return plain and saying.cue in speech_words("accusing-cue")


def _meant(doc: Doc, clauses: list[Clause], saying: Saying) -> list[Mention]:
    """Whom the first clause of the words is about, or the one that it singles out (`C'est Luc Roy qui …`)."""
    start, end = saying.content[0]
    inside = [c for c in clauses if start <= doc[c.verb].idx < end and c.form == "finite"]
    if not inside:
        return []
    first = inside[0]
    if first.lemma in syntax("be-lemma") and len(inside) > 1 and inside[1].position == "relative":
        first = inside[1] if first.subject is None or not first.subject.mentions else first
    topic = first.subject if first.passive else shared(first)
    suffers = any(v in syntax("suffering-lemma") for v in infinitives(doc[first.verb], first.lemma))
    if topic is None or suffers or doc[topic.start].idx < start:
        return []
    return [m for m in topic.mentions if m.type in ACCUSED and (m.type != PLACE or m.cls == COUNTRY)]
