"""What is announced to be or to come → announced: `Une enquête a été ouverte, a annoncé le parquet`.

Only what the words bring in themselves: an event or text with an indefinite article, of which they go on to tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import AGENTS, Candidate, Mention, Saying, unit_of
from kgextract.nlp.relations.told import clauses_at, told
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

RULE, SURE = "said-in-announcing", 0.7
RULES = ("incise", "speech-clause")
NEWS = ("Event", "Document")


def read(doc: Doc) -> Iterator[Candidate]:
    """What the statements of `doc` announce."""
    sayings = [s for s in doc._.statements if s.rule in RULES and s.cue in speech_words("announcing-cue")]
    heads = (
        {m.head: m for m in (*doc._.nominals, *(e.mention for e in doc._.events)) if m.type in NEWS} if sayings else {}
    )
    for saying in sayings:
        speaker, at = saying.speaker, saying.cue_range
        if speaker is None or at is None or speaker.type not in AGENTS or saying.factuality != "asserted":
            continue
        m = _news(doc, saying, heads, unit_of(doc, at[0]))
        if m is not None and m.chain is not None and m.chain is not speaker:
            start, end = min(m.start, at[0]), max(m.end, at[1])
            yield told(saying, speaker, "announced", m.chain, (start, end), rule=RULE, most=SURE)


def _news(doc: Doc, saying: Saying, heads: dict[int, Mention], unit: int) -> Mention | None:
    """The event or text with which the words begin, and of which a finite verb tells there."""
    begin, end = saying.content[0]
    for clause in (c for c in clauses_at(doc, unit) if c.form == "finite"):
        objects = [a for a in clause.arguments if a.role == "object"]
        for topic in objects if clause.passive else filter(None, [clause.subject]):
            first = doc[topic.start]
            if first.idx == begin and doc[clause.verb].idx < end and first.lower_ in words("one"):
                return heads.get(topic.head)
    return None
