"""An incise right behind what somebody said → that person, called by another mandate or calling than before.

`« C'est cher », dit la députée Anne Roy. « Votons non », a lancé la présidente du parti.`: Anne Roy.
"""

from __future__ import annotations

from kgextract.nlp.layers import Argument, Chain, Mention
from kgextract.nlp.statements.drafts import Draft
from kgextract.nlp.statements.speakers.described import Described
from kgextract.nlp.statements.speakers.fullest import calls
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.syntax import syntax


def following(described: Described, draft: Draft, source: Argument, mention: Mention | None = None) -> Chain | None:
    """Who spoke in the sentence before, the only one of the paragraph since, where the description may be theirs."""
    doc, discourse = described.doc, described.discourse
    last = discourse.last
    if draft.rule != "incise" or draft.nested or last is None or last.chain is None or last.plural:
        return None
    if mention is not None and (mention.type != "Person" or described.before(mention, last)):
        return None
    person, units = last.chain, described.page.units
    if person.type != "Person" or person.unnamed or draft.unit - last.unit > 1:
        return None
    if units[draft.unit].paragraph != units[last.unit].paragraph or draft.cue in scene_words("reply"):
        return None
    first = doc[source.start].lower_
    if first not in words("definite") or first in words("plural-determiner") or described.words.contrasted(source):
        return None
    gender = described.traits.shown(first)
    others = (v for v in discourse.people_before(source.start, paragraphs=0, described=True) if v.unit >= last.unit)
    alone = all(v.chain is person for v in others) and described.traits.fits(person, gender)
    return person if alone and _adds(described, source, person) else None


def retorts(described: Described, draft: Draft, source: Argument, person: Chain) -> bool:
    """Whether a description by another office answers somebody, who is not meant (`…, a répliqué le chef du parti`)."""
    last, page = described.discourse.last, described.page
    near = last is not None and last.chain is person and draft.unit - last.unit <= 1
    first = page.doc.lowered[page.token(page.units[draft.unit].start)]
    if not near or draft.cue not in scene_words("reply") or first in scene_words("asked"):
        return False  # `Interrogée sur le calendrier, l'élue a répondu`
    return described.otherwise(person, source) and not _holds_mandate(described, source, person)


def _holds_mandate(described: Described, source: Argument, person: Chain) -> bool:
    """Whether a bare noun means whoever was voted into an office, as somebody was (`la maire … l'élue`)."""
    doc, noun = described.doc, described.doc[source.head].lower_
    told = [doc[r.mention.head].lower_ for r in doc._.roles or () if any(h.chain is person for h in r.holders)]
    bare = source.end == source.head + 1 and noun in speaker_words("any-elected")
    return bare and bool(told) and all(head in speaker_words("voted-for") for head in told)


def answers(described: Described, draft: Draft) -> bool:
    """Whether a description answers by a pronoun who spoke right before, and is somebody else (`lui répond l'élu`)."""
    doc, clause = described.doc, draft.clause
    if clause is None or draft.cue not in scene_words("reply"):
        return False
    return not syntax("dative-clitic").isdisjoint(doc.lowered[max(clause.start - 1, 0) : clause.verb])


def _adds(described: Described, source: Argument, person: Chain) -> bool:
    """Whether somebody may be called so besides: by a calling, or by a mandate that goes with those the text tells."""
    doc, noun = described.doc, described.doc[source.head].lower_
    told = (doc[r.mention.head].lower_ for r in doc._.roles or () if any(h.chain is person for h in r.holders))
    if noun in speaker_words("mandate"):
        return all(head in speaker_words("mandate") for head in told)
    words_ = described.words
    if words_.office(source.head) or words_.part(source.head) or words_.relational(source):
        return False
    apart = noun in speaker_words("at-court", "harmed", "circle") or noun in identity_words("accused")
    return not apart and calls(doc, source.head)
