"""An infinitive of saying behind what is said → an incise with its subject (`« Il pleut », de dire la mairesse`)."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.nlp.statements.placed import past_when
from kgextract.nlp.statements.speakers.unlike import somebody_at
from kgextract.tables.speech import speech_words


def narrated(page: Page, clause: Clause, cue: Cue | None) -> bool:
    """Make an incise of an infinitive that has its subject behind it, between commas or beside a quotation."""
    doc = page.doc
    of = clause.start - 1
    if clause.form != "infinitive" or cue is None or cue.strength not in ("say", "judge") or of < 1:
        return False
    if doc[of].lower_ not in speech_words("of-form") or clause.end >= len(doc):
        return False
    if doc[of - 1].text != "," and doc[of - 1].lower_ not in speech_words("closing-mark"):
        return False
    unit = page.units[clause.unit]
    behind = past_when(page, clause.end, len(doc) - 1)
    phrase = somebody_at(page, behind)
    if phrase is None or not (can_say(page, phrase) or phrase.names) or phrase.definite is False:
        return False
    ended = phrase.end >= page.token(unit.end) or doc[phrase.end].is_punct or doc[phrase.end].pos_ == "ADP"
    before = range(page.token(unit.start), of)
    quoted = page.quotation(page.at(of - 1) if doc[of - 1].text != "," else page.at(of - 2)) is not None
    plain = any(page.finite(k) for k in before) and not any(lemma_of(doc, k) in cue_verbs() for k in before)
    if not ended or "person" in cue.frames or not (quoted or plain):
        return False  # not `Elle a promis, en vain, de répondre au juge`
    clause.form, clause.position, clause.start = "finite", "incise", of
    clause.subject = subject(page, phrase)
    return True
