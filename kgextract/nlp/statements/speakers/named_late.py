"""Somebody told by an office, and somebody named in full without a word of who that is → one person.

`Le procureur a évoqué un acte volontaire. « Nous cherchons un témoin », a ajouté Paul Caron.`: the press tells of
whoever is new who that is, so that a bare name is that of the officer who spoke right before. So is a name of which
it is told how long somebody has been in office (`Le maire promet une digue. Yann Rolle dirige la commune depuis 2014`).
"""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.layers import Chain, Clause, Mention, Saying, unit_of
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.scenes import scene_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_NEAR = 3  # sentences from what the officer said to the name
_RELATIVE = 3  # tokens from a name to the verb of its relative clause


def name_late(page: Page, sayings: list[Saying]) -> None:
    """Give what a described officer says to whoever is named next, where nothing else tells who that is."""
    spoken = sorted((s for s in sayings if s.cue_range is not None), key=_place)
    if not any(_officer(s) for s in spoken):
        return
    known = {id(h.chain) for r in page.doc._.roles or () for h in r.holders}
    named = {m.start: m for m in page.mentions if _is_new(m, known)}
    last: Saying | None = None
    for clause in sorted((c for c in page.doc._.clauses if c.subject), key=lambda c: c.verb):
        while spoken and _place(spoken[0])[0] < clause.start:
            last = spoken.pop(0)
        found = next((named[m.start] for m in clause.subject.mentions if m.start in named), None)
        if found is None or last is None or clause.unit - last.unit > _NEAR:
            continue
        saying = next((s for s in spoken[:2] if s.speaker is found.chain and s.unit == clause.unit), None)
        told = _holds(page, clause) or _asked(page, found) or (saying is not None and _bare(page, found, saying))
        if told and _is_one(page, last, found, saying):
            officer = last.speaker
            for other in sayings:
                if other.speaker is officer:
                    other.speaker, other.speaker_text = found.chain, None


def _place(saying: Saying) -> tuple[int, int]:
    return saying.cue_range or (0, 0)


def _officer(saying: Saying) -> Chain | None:
    """The officer who speaks, where that is somebody told by a definite office in the singular."""
    who = saying.speaker
    return who if who is not None and who.type == "Person" and who.unnamed and who.mentions else None


def _is_new(m: Mention, known: set[int]) -> bool:
    """Whether somebody nobody knows is named here for the first time, in full, and nowhere with an office."""
    who = m.chain
    if who is None or m.type != "Person" or m.kind != "named" or not m.given or who.mentions[0] is not m:
        return False
    return not (who.key or who.unnamed) and id(who) not in known


def _holds(page: Page, clause: Clause) -> bool:
    """Whether it is told of somebody how that office is held (`dirige la commune depuis 2014`), not another one."""
    if clause.negated or clause.lemma not in speaker_words("holding-office"):
        return False
    things = [a for a in clause.arguments if a.role == "object" and a.start > clause.verb]
    return all(page.doc[a.start].pos_ == "DET" and a.end == a.start + 2 for a in things)


def _asked(page: Page, name: Mention) -> bool:
    """Whether it is told first that somebody was asked, and nothing says who that is (`Jointe lundi, Ana Roy dit`)."""
    doc = page.doc
    first = page.token(page.units[unit_of(doc, name.start)].start)
    if doc.lowered[first] not in scene_words("asked") or doc[name.start - 1].text != ",":
        return False
    inside = page.inside(first, name.start)
    return not any(m.type == "Person" for m in inside) and _alone(page, name)


def _alone(page: Page, name: Mention) -> bool:
    """Whether no bracket, comma or preposition behind a name tells more of somebody."""
    behind = page.doc[min(name.end, len(page.doc) - 1)]
    return behind.text not in (",", "(") and behind.pos_ not in ("ADP", "CCONJ")


def _is_one(page: Page, last: Saying, name: Mention, saying: Saying | None) -> bool:
    """Whether the officer who spoke last may be whoever is named now."""
    officer = _officer(last)
    if officer is None or name.chain is None or not _is_office(page, officer.mentions[0]):
        return False
    if len({officer.gender or officer.mentions[0].gender, name.chain.gender} - {None}) > 1:
        return False
    since = last.cue_range[1] if last.cue_range is not None else 0
    told = [*last.content, *(saying.content if saying is not None else ())]
    for m in page.inside(since - 1, name.start):
        said = any(a <= page.at(m.start) < b for a, b in told)
        if m.type == "Person" and m.kind != "pronoun" and not m.plural and m.chain is not officer and not said:
            return False
    return True


def _bare(page: Page, name: Mention, saying: Saying) -> bool:
    """Whether nothing beside the name of who goes on to speak says who that is; who answers is somebody else."""
    if saying.cue not in speaker_words("continuing", "going-on") - scene_words("reply"):
        return False
    doc, end = page.doc, name.end
    beside = [m for m in page.around(name.start - 2, end + 2) if m is not name and m.type in ("Person", "Role")]
    if any(not m.plural for m in beside) or past_bracket(doc, end, len(doc) - end) > end:
        return False
    before, behind = doc[name.start - 1], doc[min(end, len(doc) - 1)]
    if before.pos_ in ("NOUN", "ADJ", "PROPN") or before.lower_ in speech_words("and-word", "of-form"):
        return False
    if behind.text == ",":  # `a insisté Rose Amari, qui dirige la commune`
        verbs = (t.lemma_.lower() for t in doc[end + 1 : end + 1 + _RELATIVE])
        return not speaker_words("holding-office").isdisjoint(verbs)
    return behind.lower_ not in speech_words("and-word", "of-form")  # `veut croire Luc Roy du syndicat des bateliers`


def _is_office(page: Page, m: Mention) -> bool:
    """Whether a description is a definite office in the singular."""
    return bool(m.definite) and not m.plural and office_head(page.doc, m.head) is not None
