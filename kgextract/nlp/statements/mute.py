"""A verb of saying with a thing as its subject → whether it is no act of saying (`Cette crise exige du courage`)."""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.layers import SPEAKING, Argument, Clause
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import thing
from kgextract.nlp.statements.matters import abstract
from kgextract.tables.speech import speech_words

_QUOTED = ("speech-quotation", "speech-colon", "speech-block")
_TOLD = ("speech-clause", "speech-object")


def mute(page: Page, clause: Clause, cue: Cue, rule: str) -> bool:
    """Whether the subject of a cue with a complement of this construction cannot say it."""
    if rule not in _QUOTED and _doing(page, clause):
        return True
    who = clause.subject
    if who is None:  # `En témoigne la foule`
        return rule == "speech-object" and clause.form == "finite" and cue.lemma in speech_words("showing")
    word, lemma = page.doc[who.head].lower_, cue.lemma
    if rule in _QUOTED and rule != "speech-block":
        if lemma in speech_words("talking") and not who.mentions and thing(page, who.head):
            return True  # `Un mot revient sans cesse : « gâchis »`
    if rule != "speech-quotation" and lemma in speech_words("depicting") and word in speech_words("artwork"):
        return True  # `Le roman raconte la vie d'un berger`
    inanimate = thing(page, who.head)
    if rule not in _QUOTED and lemma in speech_words("meaning") and (inanimate or not _has_said(page, clause, who)):
        return True  # `L'accord signifie que la paix est proche`, unlike `Le préfet a signifié que la rue fermerait`
    if rule == "speech-preposition" and lemma in speech_words("showing") and inanimate:
        return True  # `Ces ruines témoignent d'un passé`
    if rule == "speech-of-infinitive" and lemma in speech_words("threatening") and inanimate:
        if all(m.type == "Place" and m.kind != "named" for m in who.mentions):
            return True  # `le mur menace de tomber`
    near = clause.form == "finite" and clause.position == "main"  # else the subject is less sure
    near = near or _cleft(page, clause)
    told = rule not in _QUOTED or (rule == "speech-colon" and not page.between(*_behind(page, clause)))
    if near and told and not _named(who) and _speechless(page, who, cue, rule):
        return True  # `Deux raisons expliquent ce choix : les prix ont baissé`
    return rule in _TOLD and _shows(page, who, cue, rule)


def _has_said(page: Page, clause: Clause, who: Argument) -> bool:
    """Whether somebody has done what a verb in a compound tense says."""
    done = clause.form == "finite" and any(page.doc[k].pos_ == "AUX" for k in range(clause.start, clause.verb))
    return done and all(m.type in ("Person", "Organization", "Group") for m in who.mentions)


def _behind(page: Page, clause: Clause) -> tuple[int, int]:
    """The characters from a verb to the end of its paragraph."""
    return page.at(clause.end), page.units[clause.unit].end


def _doing(page: Page, clause: Clause) -> bool:
    """Whether an infinitive is the subject (`Refaire le pont exige du temps`)."""
    doc = page.doc
    first = page.token(page.units[clause.unit].start)
    if clause.form != "finite" or clause.position != "main":
        return False
    k = next((k + 1 for k in range(clause.start - 1, first - 1, -1) if doc[k].text == ","), first)
    return k < clause.start and is_infinitive(doc, k) and not any(page.finite(j) for j in range(k, clause.start))


def _cleft(page: Page, clause: Clause) -> bool:
    """Whether the sentence puts its subject first (`C'est la peur qui l'a incité à partir`)."""
    first = page.token(page.units[clause.unit].start)
    opener = page.doc[first].lower_ in speech_words("this-is")
    opener = opener and page.doc[first + 1].lower_ in speech_words("auxiliary-be")
    return opener and clause.position == "relative" and not any(page.finite(k) for k in range(first + 2, clause.start))


def _speechless(page: Page, who: Argument, cue: Cue, rule: str) -> bool:
    """Whether a noun right before a verb stands for a thing, an act or a state."""
    head = page.doc[who.head]
    if not head.is_lower:
        return False  # `l'État`
    word = head.lower_
    if word in speech_words("mute-noun") or (thing(page, who.head) and word in speech_words("no-agent")):
        return True  # `Le vent souffle jusqu'à cent à l'heure`
    if word in speech_words("norm-noun") and (rule == "speech-object" or cue.class_ == "ask"):
        return True  # `La loi exige un permis`
    bare = not any(m.type in SPEAKING for m in who.mentions) and thing(page, who.head)
    return bare and rule != "speech-clause" and abstract(word)  # not `la décision précise que`


def _shows(page: Page, who: Argument, cue: Cue, rule: str) -> bool:
    """Whether what a thing shows, recalls or announces of itself is no saying."""
    if any(m.type in SPEAKING for m in who.mentions) or not thing(page, who.head):
        return False
    word, recalls = page.doc[who.head].lower_, cue.lemma in speech_words("recalling")
    if cue.lemma in speech_words("showing") or word in speech_words("told-by-all"):
        return True
    public = cue.strength == "judge" or cue.class_ == "announce" or recalls
    return (public and abstract(word)) or (recalls and rule == "speech-object")


def _named(who: Argument) -> bool:
    """Whether a subject has a name in it that could speak (`le quotidien Le Phare`)."""
    return any(m.kind == "named" and m.type in SPEAKING for m in who.mentions)
