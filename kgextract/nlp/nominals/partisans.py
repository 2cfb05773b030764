"""Doc → descriptions of so many people by the name of their party: `35 UMP ont voté contre`, `onze UDI`."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention
from kgextract.nlp.quantities import small_numbers

RULE = "counted-party"
PARTY, GROUP = "PoliticalParty", "Group"
MOST = 999  # people of one party that are counted
SURE = 0.6


def partisans(doc: Doc) -> list[Mention]:
    """Each number right before the letters of a party."""
    found = []
    for m in doc._.mentions:
        if m.cls != PARTY or m.start == 0 or m.end - m.start > 1 or not doc[m.start].is_upper:
            continue
        word = doc.lowered[m.start - 1]
        number = int(word) if word.isdecimal() else small_numbers().get(word, 0)
        if 1 < number <= MOST:
            found.append(
                Mention(
                    start=m.start - 1,
                    end=m.end,
                    type=GROUP,
                    cls=GROUP,
                    kind="nominal",
                    head=m.start,
                    rule=RULE,
                    confidence=SURE,
                    lemma=doc.lowered[m.start],
                    plural=True,
                    definite=False,
                )
            )
    return found
