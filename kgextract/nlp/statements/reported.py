"""A main cue that governs its content → drafts (`a promis de baisser les loyers`, `a dénoncé un recul : « … »`)."""

from __future__ import annotations

import re
from dataclasses import replace

from kgextract.nlp.grammar.agents import agentive, written
from kgextract.nlp.grammar.apart import past_closing
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import AGENTS, Argument, Clause, Quotation, Range
from kgextract.nlp.statements.acts import convicts, in_writing, reports, ruled, third_party
from kgextract.nlp.statements.appositions import announced, antecedent, demanded, listed, resumes, undated
from kgextract.nlp.statements.causatives import made_to_say
from kgextract.nlp.statements.colons import cited
from kgextract.nlp.statements.complements import plain_act
from kgextract.nlp.statements.contents import content_of
from kgextract.nlp.statements.drafts import Draft, Page, behind_colon
from kgextract.nlp.statements.extents import phrase_end
from kgextract.nlp.statements.infinitives import owed
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.passives import agentless, judged, sentenced
from kgextract.nlp.statements.subsumed import can_speak
from kgextract.nlp.statements.unsaid import unsaid
from kgextract.tables.speech import speech_endings, speech_words

_SHORT = 4  # words of an object that only announces what is said
_ONE = 2  # words of an object that says nothing itself
_FEW = 6  # quoted words among which a cue is the article's own
_NEXT = re.compile(r"(?<=\w\w)[.!?…]\s+(?=[A-ZÀ-Þ])")


def reported(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> list[Draft]:
    """What a cue reports: nothing, one draft, or two where a quotation stands behind a colon after the first."""
    made = made_to_say(page, clause, cue)
    nobody = cue.lemma in speech_words("making-say") if made is None else False
    if nobody or (made is None and unsaid(page, clause, cue)) or (clause.form == "participle" and not clause.passive):
        return []
    clause.subject = made or clause.subject
    inside = page.quotation(page.doc[clause.verb].idx)
    if inside is not None and clause.form == "finite" and (alone := _quoted_alone(page, clause, cue)) is not None:
        cue, inside = alone, None
    if clause.form == "infinitive" and not owed(page, clause, cue):
        return []
    taken_up = page.doc.lowered[clause.start] in speech_words("object-clitic")
    if taken_up and cue.lemma in speech_words("convicting") and sentenced(page, clause):
        return []  # `La cour le condamne à deux ans de prison`
    if clause.passive:
        if (draft := _passive(page, clause, cue)) is not None:
            return [draft]
        if not agentless(page, clause, cue):
            return []
    if (why := _grounds(page, clause, cue, cuts)) is not None:
        return [_draft(clause, cue, [why], "speech-object", 0.6, nested=False)]
    said = antecedent(page, clause) if clause.form == "finite" and "object" in cue.frames else None
    if said is None and clause.form == "finite" and "object" in cue.frames and can_speak(page, clause.subject):
        said = demanded(page, clause, cue)
    if said is not None and not clause.passive and clause.subject is not None:
        return [_draft(clause, cue, [said], "speech-passive", 0.6, nested=False)]
    found = content_of(page, clause, cue, cuts)
    if found is None:
        return []
    content, rule, confidence = found
    if rule == "speech-object":
        whole = announced(page, cue, undated(page, clause, content[0]))
        content = [listed(page, clause, whole, cuts), *content[1:]]
    if rule == "speech-quotation" and _circumstance(page, clause, cue, content[0]):
        return []
    behind = None
    own = inside is not None and _of_article(page, clause, inside)
    if inside is not None:
        if not own and page.words(inside.start, inside.end) > _FEW and not third_party(page, clause, cue, rule):
            return []
        last = page.units[clause.unit].end if own and _goes_on(page, inside) else inside.end
        content = [(a, _sentence_end(page, a, min(b, last))) for a, b in content if a < inside.end]
    else:
        if rule == "speech-object" and (clear := _behind_object(page, clause, content[0], cuts)) is not None:
            content, rule = [clear], "speech-colon"
        elif rule == "speech-object" and cue.strength == "say":
            quoted = _announced(page, clause, content[0])
            content, rule = ([quoted], "speech-colon") if quoted is not None else (content, rule)
        if rule not in ("speech-colon", "speech-block"):
            behind = behind_colon(page, clause.unit, content[0][0])
        if behind is not None and rule != "speech-object":
            between = range(page.token(content[-1][1]), page.token(behind.outer[0]))
            behind = None if any(page.finite(k) for k in between) else behind  # `Si on demande où, elle dit : « … »`
    if behind is not None:
        colon = page.text.rindex(":", 0, behind.outer[0])
        content = [c for a, b in content if (c := page.trim(a, min(b, colon)))]
    if rule == "speech-colon" and clause.form == "participle":
        return []  # `des emplois menacés dans deux filières : le lait et la viande`
    if not content or not reports(page, clause, cue, rule, content) or _said_by(page, cue, rule, content[0]):
        return []
    draft = _draft(clause, cue, content, rule, confidence, nested=inside is not None and not own)
    draft.unnamed = clause.passive and clause.subject is None
    draft.written = in_writing(page, clause, cue, rule, content)
    return [draft, _taken_up(page, draft, behind)] if behind is not None else [draft]


def _quoted_alone(page: Page, clause: Clause, cue: Cue) -> Cue | None:
    """The cue of a verb that is quoted without its object and its subject (`« condamne fermement » l'attaque`)."""
    marked = page.doc.lowered[clause.start - 1] in speech_words("opening-mark")
    opens = marked or page.quotation(page.at(clause.start)) is None
    beyond = past_closing(page.doc, clause.verb + 1, page.token(page.units[clause.unit].end))
    return replace(cue, end=beyond) if opens and beyond is not None and not clause.passive else None


def _of_article(page: Page, clause: Clause, inside: Quotation) -> bool:
    """Whether only a verb and what it says are quoted, of a subject before them (`La maire « salue le travail » de`).

    Where an incise follows, its subject says it all (`Le bac « a coulé », dit la maire`).
    """
    who = clause.subject
    if who is None or not page.units[clause.unit].start <= page.at(who.start) < inside.outer[0]:
        return False
    clauses = page.doc._.clauses
    return clause.unit not in once(page.doc, "incised", lambda: {c.unit for c in clauses if c.position == "incise"})


def _goes_on(page: Page, inside: Quotation) -> bool:
    """Whether what is said goes on behind the closing mark (`« salue le travail » | des pompiers`)."""
    behind = page.token(inside.outer[1])
    if behind >= len(page.doc):
        return False
    return page.doc[behind].lower_ in speech_words("of-form") or page.doc[behind].pos_ == "DET"


def _circumstance(page: Page, clause: Clause, cue: Cue, content: Range) -> bool:
    """Whether words quoted far behind a verb are a circumstance (`demandé par tous « depuis le début »`).

    So are those right behind a verb that acts (`manifestait « en tant que mère »`).
    """
    doc, first = page.doc, page.token(content[0])
    first += doc[first].lower_ in speech_words("opening-mark")
    found = preposition(doc, first)
    led = found is not None or doc[first].pos_ == "ADP"
    if found is not None and found.lemma in speech_words("manner-lead") and page.words(*content) < _FEW:
        return found.lemma not in cue.prepositions  # `répondra « avec fermeté »`
    if led and cue.prepositions and cue.lemma in speech_words("acting") and page.words(*content) < _FEW:
        return found is None or found.lemma not in cue.prepositions
    if first - 1 <= clause.end or found is None:
        return False
    behind_it = (a for a in clause.arguments if a.role == "object" and clause.end <= a.start < first)
    objects = any(doc[a.head].lower_ not in speech_words("never-subject") for a in behind_it)
    behind = doc[clause.end : min(clause.end + 3, first)]
    counted = len(behind) > 2 and behind[1].lower_ in speech_words("of-form") and behind[2].pos_ == "NUM"
    if not objects and not counted and (not clause.passive or clause.reflexive):
        return False
    return not any(page.finite(k) for k in range(first, page.token(content[1])))


def _sentence_end(page: Page, start: int, end: int) -> int:
    """Where the first sentence of a range ends: what is said inside a quotation does not go on in its next one."""
    point = _NEXT.search(page.text, start, end)
    return point.start() if point is not None else end


def _said_by(page: Page, cue: Cue, rule: str, content: Range) -> bool:
    """Whether a short object is only named, and a gerund says it (`a justifié ce choix en expliquant que …`).

    What one is glad or sorry of is said (`s'est réjoui de cet accord en promettant de …`).
    """
    doc = page.doc
    i = page.token(content[1])
    if cue.lemma.split()[-1] in speech_words("of-word"):
        return False
    if rule != "speech-object" or page.words(*content) > _SHORT or i + 1 >= len(doc):
        return False
    if doc[page.token(content[0])].lower_ not in speech_words("pointing-word"):
        return False
    gerund = doc[i].lower_ in speech_words("before-gerund") and in_ant(doc[i + 1].lower_)
    return gerund and lemma_of(doc, i + 1) in cue_verbs()


def _taken_up(page: Page, draft: Draft, quotation: Quotation) -> Draft:
    """The quotation behind a colon, by whoever said what stands before it, or whose words it names."""
    content = (quotation.start, min(quotation.end, page.units[draft.unit].end))
    return Draft(
        content=[content],
        rule="speaker-quotation",
        confidence=0.8,
        unit=draft.unit,
        source=cited(page, page.token(quotation.outer[0])) or draft.source,
        unnamed=draft.unnamed,
    )


def _behind_object(page: Page, clause: Clause, content: Range, cuts: list[int]) -> Range | None:
    """The clause behind a colon that says what a short object only names (`explique le danger : si rien ne …`)."""
    end = page.units[clause.unit].end
    rest = page.text[content[1] : end]
    bare = rest.lstrip()
    if not bare.startswith(":") or page.words(*content) > _SHORT or page.between(*content):
        return None
    start = content[1] + len(rest) - len(bare) + 1
    said = page.trim(start, end)
    if said is None or page.quotation(said[0]) is not None or any(said[0] <= page.at(c) < said[1] for c in cuts):
        return None
    tokens = range(page.token(said[0]), page.token(said[1]))
    if page.doc[tokens.start].lower_ in speech_words("that-word"):
        return None  # `pose une condition : que l'accord soit écrit`
    return said if any(page.finite(k) for k in tokens) else None


def _announced(page: Page, clause: Clause, content: Range) -> Range | None:
    """The quotation to which an object of two words only leads (`résume la situation : « … »`)."""
    first = page.doc[page.token(content[0])].lower_
    if page.words(*content) > _ONE or first not in speech_words("le-word", "pointing-word"):
        return None
    q = behind_colon(page, clause.unit, content[0])
    return None if q is None else (q.start, min(q.end, page.units[clause.unit].end))


def _passive(page: Page, clause: Clause, cue: Cue) -> Draft | None:
    """`La mesure a été critiquée par l'opposition`, `un accord annoncé par Paris`: the object is what is said."""
    doc = page.doc
    said = next((a for a in clause.arguments if a.role == "object"), None)
    if said is None or clause.subject is None or "object" not in cue.frames or doc[said.head].pos_ == "PRON":
        return None
    several = doc[clause.verb].lower_.endswith(speech_endings("accented-plural"))
    if several and clause.form == "participle" and doc[said.head].morph.get("Number", []) == ["Sing"]:
        return None  # `Ces tracts ont choqué le quartier, dénoncés par la maire`
    opens = page.at(said.start) <= page.units[clause.unit].start
    if opens and clause.form == "participle" and cue.frames == {"object"} and cue.lemma in speech_words("weak-verb"):
        return None  # `Une demande formulée par la maire.`
    if clause.form not in ("finite", "participle") or clause.subject.start < clause.verb:
        return None
    public = _public(clause, cue) or _asked(page, clause, cue, said) or _fronted(page, clause, cue, said)
    if cue.lemma in speech_words("claiming"):
        public = doc[said.head].lemma_.lower() in speech_words("claimed")
    if not (said.head < clause.verb and resumes(page, said.start, said.head)) and not public:
        return None
    phrase = noun_phrase(doc, clause.subject.start)  # `annoncée par la direction`
    told = phrase is not None and agentive(doc, phrase.head) and not written(doc, phrase.head)
    if not told and not any(m.type in AGENTS for m in clause.subject.mentions):
        return None
    first, last = judged(page, said, clause)
    content = page.trim(page.at(first), page.at(last - 1) + len(doc[last - 1])) if last > first else None
    if (cue.lemma in speech_words("convicting") and sentenced(page, clause)) or plain_act(cue, doc[said.head].lower_):
        return None
    person = any(m.type == "Person" for m in said.mentions) or doc[said.head].lower_ in speech_words("human-noun")
    if content is not None and ruled(page, clause, cue, content):
        return None  # `La motion a été rejetée par le Sénat`
    if content is None or convicts(page, clause, cue, content) or (person and cue.lemma in speech_words("sentencing")):
        return None
    return _draft(clause, cue, [content], "speech-passive", 0.6, nested=True)


def _grounds(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Range | None:
    """By what somebody explains the noun before a relative clause (`une hausse qu'il explique | par le gel`)."""
    by = next((a for a in clause.arguments if a.role in speech_words("by-word") and a.start >= clause.end), None)
    if by is None or clause.position != "relative" or cue.lemma not in speech_words("explaining"):
        return None
    if page.doc[clause.end].lower_ not in speech_words("by-word") or page.quotation(page.at(clause.verb)) is not None:
        return None
    stop = phrase_end(page, by.start, page.token(page.units[clause.unit].end), cuts)
    return page.trim(page.at(clause.end), page.at(stop - 1) + len(page.doc[stop - 1]))


def _public(clause: Clause, cue: Cue) -> bool:
    """Whether a verb in the passive says something in public by itself (`un projet critiqué par la maire`)."""
    if cue.lemma in speech_words("acting") or "weak-noun" in cue.frames:
        return False
    if clause.form == "participle" and (cue.class_ != "judge" or cue.lemma in speech_words("weak-verb")):
        return False
    return cue.class_ in ("judge", "announce") or cue.lemma in speech_words("public")


def _fronted(page: Page, clause: Clause, cue: Cue, said: Argument) -> bool:
    """Whether a participle with who said it opens the sentence (`Promise par Luc Roy, la réforme est freinée`)."""
    act = abstract(page.doc[said.head].lower_) or any(m.type in ("Event", "Document") for m in said.mentions)
    opens = clause.form == "participle" and said.start > clause.end and cue.lemma not in speech_words("acting")
    first = page.token(page.units[clause.unit].start)
    named = clause.subject is not None and any(m.kind == "named" for m in clause.subject.mentions)
    return act and opens and named and not any(page.finite(k) for k in range(first, said.start))


def _asked(page: Page, clause: Clause, cue: Cue, said: Argument) -> bool:
    """Whether an act is asked for or promised (`Une enquête a été demandée par la maire`, not `Le vin est demandé`)."""
    act = abstract(page.doc[said.head].lower_) or any(m.type in ("Event", "Document") for m in said.mentions)
    first = page.token(page.units[clause.unit].start)
    told = any(page.doc[k].lower_ in speech_words("that-word") for k in range(first, clause.start))
    return act and not told and clause.form == "finite" and cue.class_ in ("ask", "promise")


def _draft(clause: Clause, cue: Cue, content: list[Range], rule: str, confidence: float, *, nested: bool) -> Draft:
    """What the verb of a clause, a cue, says of its subject's words."""
    return Draft(
        content=content,
        rule=rule,
        confidence=confidence,
        unit=clause.unit,
        cue=cue.lemma,
        cue_class=cue.class_,
        cue_range=(clause.start, clause.end),
        clause=clause,
        source=clause.subject,
        nested=nested,
    )
