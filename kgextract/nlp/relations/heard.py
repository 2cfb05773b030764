"""Doc with statements → its `clauses` with those who speak as the subjects of the verbs that say so."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Argument, unit_of
from kgextract.tables.speakers import speaker_words

SUBJECT = "subject"
_TITLE = 12  # tokens from the words for a voice to whose it is


def hear(doc: Doc) -> None:
    """Who speaks is known better from the statements than from the tree: the cue's clause takes its speaker."""
    cues = {k: s for s in doc._.statements if s.cue_range and s.speaker for k in range(*s.cue_range)}
    wrong: dict[int, Argument] = {}
    for clause in doc._.clauses:
        saying = cues.get(clause.verb)
        narrated = clause.form == "infinitive" and clause.subject is None  # `Et la CGT de dénoncer la loi`
        if saying is None or not (clause.form == "finite" or narrated) or clause.passive:
            continue
        old, speaker = clause.subject, saying.speaker
        if old is not None and (any(m.chain is speaker for m in old.mentions) or old.end - old.start == 1):
            continue
        near = [m for m in speaker.mentions if unit_of(doc, m.start) == clause.unit] if speaker else []
        if near:
            m = min(near, key=lambda m: abs(m.start - clause.verb))
            if old is not None and old.mentions and _lends_voice(doc, unit_tokens(doc)[clause.unit][0], m.start):
                continue  # `La Suède, par la voix de Luc Roy, a refusé`: the state does
            clause.subject = Argument(role=SUBJECT, start=m.start, end=m.end, head=m.head, mentions=[m])
            if old is not None:
                wrong[id(old)] = clause.subject
    for clause in doc._.clauses:
        if clause.form == "gerund" and clause.subject is not None and id(clause.subject) in wrong:
            clause.subject = wrong[id(clause.subject)]


def _lends_voice(doc: Doc, start: int, end: int) -> bool:
    """Whether words between two tokens make somebody the voice of another one (`par la voix de`)."""
    at = max(start, end - _TITLE)
    links = ((k, preposition(doc, k)) for k in range(at, end))
    led = (k for k, link in links if link is not None and link.lemma in speaker_words("by-voice"))
    return any("VERB" not in doc.tags[k:end] for k in led)
