"""Who is in a part of a competition or vote → participatedIn in the whole: `la finale de la Coupe du monde`.

The part names the whole in its own phrase; whoever a fact puts into the part is in the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Candidate, Chain, MentionIndex

RULE, SHARE = "stage-of", 0.9  # how sure the whole is where the part is
PARTED = frozenset({"Sport", "Election"})


def read(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The facts about wholes that those about their parts give."""
    wholes = _wholes(doc)
    for c in found if wholes else ():
        whole = wholes.get(id(c.object)) if c.relation == "participatedIn" and c.factuality == "asserted" else None
        if whole is not None and whole is not c.subject:
            yield Candidate(
                subject=c.subject,
                relation=c.relation,
                object=whole,
                start=c.start,
                end=c.end,
                rule=RULE,
                confidence=round(c.confidence * SHARE, 3),
            )


def _wholes(doc: Doc) -> dict[int, Chain]:
    """The whole that the phrase of an event closes with, by the chain of the part."""
    events = [e.mention for e in doc._.events if e.mention.cls in PARTED and e.mention.chain is not None]
    names = MentionIndex(events)
    found: dict[int, Chain] = {}
    for m in events:
        inner = (x for x in names.within(m.head + 1, m.end) if x.end == m.end and x.cls == m.cls)
        whole = next((x.chain for x in inner if x.chain is not m.chain), None)
        if whole is not None and m.chain is not None:
            found.setdefault(id(m.chain), whole)
    return found
