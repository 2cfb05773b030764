"""An office with an adjective of origin → whom of several it means (`le ministre béninois`)."""

from __future__ import annotations

from kgextract.nlp.coref.origins import Origins
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Argument, Chain
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms
from kgextract.tables.speakers import speaker_words


def told_apart(doc: Doc, origins: Origins, source: Argument) -> Chain | None:
    """The only person of that origin, where the text says of somebody else too where they come from.

    `Les ministres français Luc Roy et béninois Yves Koffi … le ministre béninois`; an office that somebody has must be
    theirs.
    """
    words = [t.lower_ for t in doc[source.head + 1 : source.end] if t.lower_ in demonyms()]
    person = origins.told_apart(words[0]) if len(words) == 1 else None
    guest = doc[source.head].lower_ in speaker_words("guest")  # `l'hôte béninois`
    if person is None or doc[source.head].lower_ in speaker_words("relational"):
        return None
    if guest or office_head(doc, source.head) is None:
        return person if guest else None
    field = {t.lower_ for t in doc[source.head + 1 : source.end] if t.pos_ in ("NOUN", "PROPN")} - {words[0]}
    own = (r.mention for r in doc._.roles or () if any(h.chain is person for h in r.holders))
    if field and not any(field & {t.lower_ for t in doc[m.start : m.end]} for m in own):
        return None  # `le Premier ministre grec … son homologue turc, Luc Roy, … le ministre turc des Finances`
    head = doc[source.head].lemma_.lower()
    same = [r for r in doc._.roles or () if doc[r.mention.head].lemma_.lower() == head]
    return person if not same or any(h.chain is person for r in same for h in r.holders) else None
