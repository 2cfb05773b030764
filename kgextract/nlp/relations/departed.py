"""Pronoun behind a reaction to somebody's death → who died: `Luc Roy est mort. Anne Blin salue un ami. Il avait été …`.

Only in a text that tells of one death, where the verb tells of what was before (`il était`, `il avait été`, `il fut`),
and whoever the sentence before names reacts to it or speaks.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once, unit_tokens
from kgextract.nlp.layers import Chain, unit_of
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words

_PERSON = "Person"
_PAST = ("Imp", "Past")
_BACK = 3  # sentences between the death and who is told of


def departed(doc: Doc, token: int, gender: str, other: Chain | None) -> Chain | None:
    """Who died, where the subject pronoun at a token stands for them and not for `other`."""
    if not _mourns(doc):
        return None
    lost = once(doc, "departed", lambda: _departed(doc) or ())
    if not lost or lost[0] is other or lost[0].gender not in (gender, None) or not _tells_of_before(doc, token):
        return None
    here = unit_of(doc, token)
    return lost[0] if other is None or any(_reacts(doc, here - n, other) for n in (1, 2)) else None


def _mourns(doc: Doc) -> bool:
    """Whether the text has a word for a death."""
    return once(doc, "mourns", lambda: (bool(office_words("death-word", "dead").intersection(doc.lowered)),))[0]


def _departed(doc: Doc) -> tuple[Chain, ...]:
    """The one person of whose death the text tells; none where it tells of several."""
    found = {id(c): c for c in _dead(doc)}
    return tuple(found.values()) if len(found) == 1 else ()


def _dead(doc: Doc) -> list[Chain]:
    by_start = {m.start: m for m in doc._.mentions if m.type == _PERSON and m.chain is not None}
    by_end = {m.end: m for m in by_start.values()}
    found: list[Chain | None] = []
    for c in doc._.clauses:
        if c.form == "finite" and not c.negated and c.modality == "asserted" and c.lemma in speaker_words("dying"):
            people = [m.chain for m in (c.subject.mentions if c.subject is not None else ()) if m.type == _PERSON]
            found += people[:1]
    for k, word in enumerate(doc.lowered):
        if word in office_words("death-noun") and (link := preposition(doc, k + 1)) is not None:
            at = link.end if link.lemma in words("of-lemma") else -1
            near = (by_start[n] for n in range(at, at + _BACK) if n in by_start)
            found += [m.chain for m in near][:1] if at > 0 else []
        elif word in office_words("dead") and k > 1 and doc[k - 1].text == "," and k - 1 in by_end:
            found.append(by_end[k - 1].chain)
    return [c for c in found if c is not None]


def _tells_of_before(doc: Doc, token: int) -> bool:
    """Whether the verb of a subject pronoun is in the imperfect, the pluperfect or the simple past."""
    end = unit_tokens(doc)[unit_of(doc, token)][1]
    verb = next((doc[k] for k in range(token + 1, end) if "Fin" in doc[k].morph.get("VerbForm", [])), None)
    return verb is not None and any(t in _PAST for t in verb.morph.get("Tense", []))


def _reacts(doc: Doc, unit: int, other: Chain) -> bool:
    """Whether somebody speaks in a sentence, or pays tribute in it."""
    if any(s.speaker is other and s.unit == unit for s in doc._.statements):
        return True
    tribute = (c for c in doc._.clauses if c.unit == unit and c.lemma in office_words("tribute"))
    return any(c.subject is not None and any(m.chain is other for m in c.subject.mentions) for c in tribute)
