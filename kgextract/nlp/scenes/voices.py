"""A venue's phrase or a clause → who speaks there: the clause of saying that governs it, and whom it names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from kgextract.nlp.coref.salience import antecedent
from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.doc import Token
from kgextract.nlp.events.settings import belongs
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import AGENTS, Argument, Clause, Mention
from kgextract.nlp.scenes.speaking import speaks, unsaid
from kgextract.nlp.scenes.spots import Phrase, closed
from kgextract.nlp.scenes.stage import Stage
from kgextract.nlp.scenes.tenses import is_past
from kgextract.tables.events import words_of
from kgextract.tables.names import nominal_words, words
from kgextract.tables.scenes import RULES, SceneRule, scene_words
from kgextract.tables.speech import speech_words

_BACK = 3  # tokens of "a-t-il" before a participle
_SUBJECT = 4  # units (headings count) back to the sentence before
_OPENED = 7  # tokens from "ouverture" to its event ("ouverture des travaux du forum")
_OVER = 30  # tokens between a verb and the event that it holds
_FAR = 14  # tokens between the verb of an incise and its subject
_INCISE = (",", "»", "”", '"', "-", "–", "—", "?", "!", "…")

_MARKS = '«»"“”();:'


def governing(stage: Stage, phrase: Phrase) -> Clause | None:
    """The clause of saying of a venue: the nearest verb on its left in the unit, else the first on its right."""
    everything = stage.clauses.get(phrase.unit, ())
    inside = [c for c in everything if not unsaid(stage, c)]
    for c in inside:  # `a interpellé mardi au Sénat la ministre`
        if c.form == "finite" and phrase.start <= c.verb < phrase.end and speaks(stage, c):
            return c
    apart = phrase.fronted or phrase.rule.where or _set_off(stage, phrase)
    left = [] if apart else [c for c in everything if c.verb < phrase.start and not closed(stage, c, phrase)]
    nearest = max(left, key=lambda c: c.verb, default=None)
    if nearest is not None and unsaid(stage, nearest):
        return None  # `regrette que rien n'ait été décidé lors du débat`
    if nearest is not None and not (nearest.form == "participle" and stage.opens(phrase.unit, nearest.start)):
        why = any(stage.words[k] in scene_words("why") for k in range(nearest.verb + 1, phrase.start))
        return nearest if speaks(stage, nearest) and not why else None
    right = [c for c in inside if c.verb >= phrase.end]
    found = min((c for c in right if speaks(stage, c)), key=lambda c: c.verb, default=None)
    if found is not None and found.position == "incise" and _within_said(stage, phrase, found):
        return None
    if found is None or not phrase.rule.where or stage.doc[found.start - 1].text != "," or _has_subject(found):
        return found
    told = any(c.form == "finite" and c.end < found.start for c in right)
    return None if told else found  # `… à Gap, où il vivait, a annoncé le préfet`


def coming(stage: Stage, phrase: Phrase) -> bool:
    """Whether the phrase is of a relative clause that tells of what is still to come (`, qui devait aller au sommet,`),
    or says itself that it is the next one (`lors du prochain débat`)."""
    first = phrase.venue.start - 1
    if not phrase.fronted and any(w in scene_words("next-one") for w in stage.words[first : phrase.venue.end]):
        return True
    left = sorted((c for c in stage.clauses.get(phrase.unit, ()) if c.verb < phrase.start), key=lambda c: c.verb)[-2:]
    return any(c.position == "relative" and c.end >= left[-1].start and left[-1].modality == "planned" for c in left)


def _within_said(stage: Stage, phrase: Phrase, incise: Clause) -> bool:
    """Whether what is told of in the sentence before an incise happened there (`C'est à Pau qu'il a chuté, dit X`)."""
    between = (c for c in stage.clauses.get(phrase.unit, ()) if phrase.end <= c.verb < incise.verb)
    told = [c for c in between if c.form == "finite" and not stage.quoted[c.verb]]
    return bool(told) and (_set_off(stage, phrase) or is_past(stage, told[0]))


def _set_off(stage: Stage, phrase: Phrase) -> bool:
    """Whether `c'est … que` frames the phrase."""
    k = phrase.start - 1
    return k > 0 and stage.tags[k] == "AUX" and stage.words[k - 1] in speech_words("demonstrative")


def reported(stage: Stage, unit: int, token: int) -> bool:
    """Whether a token is part of what a clause reports (`a annoncé qu'elle parlerait lors du congrès`, `dit avoir été
    huée lors du congrès`)."""
    here = stage.clauses.get(unit, ())
    for n, c in _speaking(stage, unit):
        if c.verb == token:
            continue
        if any(a.role == "content" and a.start <= token < a.end for a in c.arguments):
            return True
        inner = here[n + 1] if n + 1 < len(here) else None
        if inner is not None and inner.form == "infinitive" and inner.start == c.end <= token:
            joining = speech_words("and-word") | {";"}
            joined = (x.start for x in here[n + 2 :] if x.form == "finite" and stage.words[x.start - 1] in joining)
            return token < next(joined, token + 1)
    return False


def _speaking(stage: Stage, unit: int) -> list[tuple[int, Clause]]:
    """The clauses of saying of a sentence, with their number in it."""
    found = memory(stage.doc, "clauses of saying")
    if unit not in found:
        found[unit] = [(n, c) for n, c in enumerate(stage.clauses.get(unit, ())) if speaks(stage, c)]
    kept: list[tuple[int, Clause]] = found[unit]
    return kept


def according(stage: Stage, unit: int) -> bool:
    """Whether a sentence opens with whose words it gives (`Selon le maire, …`)."""
    first = stage.spans[unit][0]
    found = preposition(stage.doc, first)
    return (found.lemma if found is not None else stage.words[first]) in speech_words("according")


def holding(stage: Stage, clause: Clause) -> Held | None:
    """A clause whose object or subject is the venue: "tient une conférence de presse", "interrogé par l'AFP"."""
    rules = _holding().get(clause.lemma, ())
    if not rules or clause.negated or clause.modality == "planned":
        return None
    trade = clause.lemma in scene_words("standing-deed") and clause.start + 1 == clause.end
    if clause.position == "relative" and trade:
        return None  # `l'association, qui organise le festival, a annoncé …`
    arguments = [*clause.arguments, *([clause.subject] if clause.subject else [])]
    for rule in rules:
        if (rule.weak and clause.modality != "asserted") or (rule.reflexive and not clause.reflexive):
            continue
        if (rule.dated and not dated(clause)) or (rule.objects and not acts_on(stage, clause, rule)):
            continue
        if clause.position == "relative" and rule.past and "Place" in rule.types:
            continue  # `a dit X, qui était lundi à Pau`
        if rule.all and clause.position == "relative" and not any(a.role == "date" for a in clause.arguments):
            continue  # `une convention avec le Salon, qui se tient à Rennes`
        for argument in arguments:
            if argument.role not in rule.roles or ("Place" in rule.types and not belongs(stage.doc, clause, argument)):
                continue
            if _of_participle(stage, clause, argument) or _judged(stage, clause, argument):
                continue
            if argument.role == "object" and {*stage.words[argument.start : argument.head]} & scene_words("stance"):
                continue  # `a tenu un tout autre discours devant le Sénat`
            venue = next((m for m in argument.mentions if _fits(m, rule)), None) or _opened(stage, argument, rule)
            if (held := _held(stage, clause, rule, venue)) is not None:
                return held
        if rule.roles == ("object",) and not any(a.role == "object" for a in clause.arguments):
            if (held := _held(stage, clause, rule, _object(stage, clause, rule))) is not None:
                return held
    return None


def _of_participle(stage: Stage, clause: Clause, argument: Argument) -> bool:
    """Whether a phrase is that of a participle behind the verb (`a salué les avancées obtenues lors du sommet`)."""
    if argument.role in ("subject", "object"):
        return False
    nearer = (c for c in stage.clauses.get(clause.unit, ()) if clause.verb < c.verb < argument.start)
    return any(c.form == "participle" and any(a.start == argument.start for a in c.arguments) for c in nearer)


def _judged(stage: Stage, clause: Clause, argument: Argument) -> bool:
    """Whether a phrase is what a verb judges (`a rendu hommage à Lomé`)."""
    cue = cue_of(stage.doc, clause)
    return cue is not None and cue.strength == "judge" and argument.role in cue.prepositions


def dated(clause: Clause) -> bool:
    """Whether a clause names a day (`a inauguré lundi`, `en ouvrant lundi`, not `une halle inaugurée lundi`)."""
    return clause.form in ("finite", "gerund") and any(a.role == "date" for a in clause.arguments)


def acts_on(stage: Stage, clause: Clause, rule: SceneRule) -> bool:
    """Whether a clause acts on one of the things of a rule (`a lancé les travaux`, `était face à la presse`)."""
    heads = (a.head for a in clause.arguments if a.role in ("object", "à") or a.role in scene_words("facing"))
    return any(stage.words[k] in rule.objects or stage.doc[k].lemma_.lower() in rule.objects for k in heads)


def _fits(m: Mention, rule: SceneRule) -> bool:
    """Whether a mention is a venue of a rule."""
    return m.type in rule.types and _class(m) in rule.classes and (not rule.heads or m.lemma in rule.heads)


Held = tuple[Mention, list[Mention], SceneRule]


def _held(stage: Stage, clause: Clause, rule: SceneRule, venue: Mention | None) -> Held | None:
    people = [m for m in _holders(stage, clause, rule) if m is not venue] if venue is not None else []
    return (venue, people, rule) if venue is not None and (people or rule.empty) else None


def _opened(stage: Stage, argument: Argument, rule: SceneRule) -> Mention | None:
    """The event whose beginning, end or works a verb has (`a présidé | l'ouverture des travaux du forum`)."""
    if stage.words[argument.head] not in words_of("event-phase"):
        return None
    behind = stage.mentions_in(argument.head + 1, argument.head + _OPENED)
    return next((m for m in behind if m.type == "Event" and _fits(m, rule)), None)


def _object(stage: Stage, clause: Clause, rule: SceneRule) -> Mention | None:
    """The event behind a verb over what stands between (`a tenu, lundi 3 juin, par visioconférence, sa réunion`)."""
    last = min(clause.end + _OVER, stage.spans[clause.unit][1])
    for m in stage.mentions_in(clause.end, last):
        if any(stage.tags[k] in ("VERB", "AUX") or stage.quoted[k] for k in range(clause.end, m.start)):
            return None
        if _fits(m, rule):
            before = stage.words[m.start - 1] in words("definite", "indefinite", "possessive")
            return m if before else None
    return None


def _holders(stage: Stage, clause: Clause, rule: SceneRule) -> list[Mention]:
    wanted = [a for a in clause.arguments if a.role in rule.voices]
    if clause.subject is not None and "subject" in rule.voices:
        wanted.insert(0, clause.subject)
    found = [m for a in wanted for m in a.mentions if m.type in ("Person", "Group", "Organization") and m.chain]
    return found or (by_pronoun(stage, clause) if "subject" in rule.voices else [])


@cache
def _holding() -> dict[str, tuple[SceneRule, ...]]:
    table: dict[str, list[SceneRule]] = {}
    for rule in RULES.rows():
        for verb in rule.verbs:
            table.setdefault(verb, []).append(rule)
    return {verb: tuple(rules) for verb, rules in table.items()}


def _class(m: Mention) -> str:
    return m.chain.cls if m.chain else m.cls


def people(stage: Stage, clause: Clause, venue: Mention) -> list[Mention]:
    """Who speaks in a clause: an inverted subject, the subject, or what its pronoun stands for."""
    inverted = _inverted(stage, clause, venue)
    if inverted is not None:
        return [inverted]
    found = [m for m in clause.subject.mentions if m is not venue and m.chain] if clause.subject else []
    found = [m for m in found if m.type in AGENTS and not (m.start <= venue.start < m.end)]
    return found or by_pronoun(stage, clause)


def speakers(stage: Stage, clause: Clause) -> list[Mention]:
    """The subject of a clause, or what its pronoun stands for."""
    found = [m for m in clause.subject.mentions if m.type in AGENTS and m.chain] if clause.subject else []
    return found or by_pronoun(stage, clause)


def present(stage: Stage, phrase: Phrase) -> list[Mention]:
    """Who is at an event without speaking there in its sentence (`Lors du forum, X a remis un prix à Y`)."""
    inside = [c for c in stage.clauses.get(phrase.unit, ()) if c.form == "finite" and c.position == "main"]
    left = [] if phrase.fronted else [c for c in inside if c.verb < phrase.start]
    right = [c for c in inside if c.verb >= phrase.end]
    clause = max(left, key=lambda c: c.verb) if left else min(right, key=lambda c: c.verb, default=None)
    if clause is None or clause.modality not in ("asserted", "denied"):
        return []
    if clause.negated and phrase.rule.spot == "beside":  # `n'a pas assisté à la cérémonie`
        return []
    if phrase.rule.predicate and clause.lemma not in scene_words("copula"):
        return []
    if reported(stage, clause.unit, clause.verb):
        return []
    nearer = [c for c in stage.clauses.get(phrase.unit, ()) if clause.end <= c.start and c.end <= phrase.start]
    if any(c.form == "participle" for c in nearer) or harmed(stage, phrase):
        return []  # `a suspendu X, contrôlé positif lors du meeting de Doha`
    if according(stage, phrase.unit) or (speaks(stage, clause) and any(c.form == "infinitive" for c in nearer)):
        return []  # `accuse X d'avoir menti lors du débat`, `Selon X, elle a menti lors du débat`
    talk = _class(phrase.venue) in scene_words("one-voice")  # `Dans son discours, le maire a présenté la juge`
    found = [clause.subject, *(a for a in clause.arguments if a.role == "object" and not talk)]
    return [m for a in found if a for m in a.mentions if m.type == "Person" and m.chain]


def harmed(stage: Stage, phrase: Phrase) -> bool:
    """Whether an occasion is only where something was done to somebody (`X, blessée lors d'un défilé, a dit`)."""
    left = [c for c in stage.clauses.get(phrase.unit, ()) if c.verb < phrase.start]
    nearest = max(left, key=lambda c: c.verb, default=None)
    if nearest is None or nearest.lemma not in scene_words("harming"):
        return False
    return nearest.form == "participle" or nearest.passive


def taken_back(stage: Stage, phrase: Phrase) -> list[Mention]:
    """Who has spoken in the sentence before, where this one says where (`C'était lundi, lors d'un débat`)."""
    here = stage.clauses.get(phrase.unit, ())
    mains = [c for c in here if c.form == "finite" and c.position == "main" and not c.negated]
    if len(mains) != 1 or mains[0].verb > phrase.start or mains[0].modality != "asserted":
        return []
    years = any(day_of(d.value) is None for d in stage.dates.get(phrase.unit, ()))  # `C'était en 1968, lors d'un débat`
    if years or not _takes_back(stage, mains[0], phrase):
        return []
    before = next((n for n in range(phrase.unit - 1, -1, -1) if stage.doc._.units[n].kind == "text"), None)
    said = [c for c in stage.clauses.get(before, ()) if speaks(stage, c)] if before is not None else []
    return next((who for c in reversed(said) if (who := people(stage, c, phrase.venue))), [])


def _takes_back(stage: Stage, clause: Clause, phrase: Phrase) -> bool:
    """Whether a clause is of what was said before: `C'était` and days only, or what was said as its subject."""
    words_ = stage.words
    if phrase.end < len(words_) and words_[phrase.end] in words("relative"):
        return False  # `C'était lors du débat que …`
    if words_[clause.start] in scene_words("it-was") or words_[clause.start - 1] in scene_words("it-was"):
        between = range(clause.end, phrase.start)
        days = all(k in stage.dated or words_[k] in scene_words("date-opening", "between") for k in between)
        return clause.lemma in scene_words("copula") and clause.tense == "Imp" and days
    known = words_[min(clause.end, phrase.start)] in scene_words("made-known")  # `Il l'a fait savoir lors d'un débat`
    if known and any(a.role == "object" and a.end <= clause.verb for a in clause.arguments):
        return True
    objects = [a for a in clause.arguments if a.role == "object"]
    things = [a for a in (clause.subject, *(objects if clause.passive else ())) if a is not None]
    things = [a for a in things if a.end <= clause.start]
    things += [
        a for a in objects if words_[a.start] in nominal_words("demonstrative")
    ]  # `a fait ces remarques lors du`
    told = any(words_[a.head] in scene_words("said-thing") for a in things)
    return told and clause.lemma in scene_words("saying-thing")


def _inverted(stage: Stage, clause: Clause, venue: Mention) -> Mention | None:
    """The subject after the verb of an incise (", a indiqué vendredi à l'AFP le ministre, X"), a person first."""
    doc = stage.doc
    if clause.start == 0 or doc[clause.start - 1].text not in _INCISE or _has_subject(clause):
        return None
    end = doc._.units[clause.unit].end
    found: list[Mention] = []
    for m in stage.mentions_in(clause.end, clause.end + _FAR + 1):
        if m is venue or not m.chain or m.type not in AGENTS:
            continue
        if doc[m.start].idx >= end:
            break
        between = range(clause.end, m.start)
        if any(stage.words[k] in _MARKS or (stage.tags[k] == "VERB" and k != clause.verb) for k in between):
            break
        if m.type == "Person" and not (m.kind == "nominal" and stage.words[m.start - 1] in words("of")):
            return m  # not the president in "le porte-parole du président, X"
        found.append(m)
    right = [m for m in found if m.start == clause.end or stage.words[m.start - 1] in words("definite")]
    return right[0] if right and right[0].start - clause.end <= 2 else None


def _has_subject(clause: Clause) -> bool:
    """Whether a clause that is no incise has its subject before it (`Anne Roy, la maire, s'est exprimée`)."""
    subject = clause.subject
    if clause.position == "incise" or subject is None:
        return False
    return subject.end <= clause.start and bool(subject.mentions)


def by_pronoun(stage: Stage, clause: Clause) -> list[Mention]:
    """What the pronoun stands for that is the subject of a clause."""
    token = _pronoun(stage, clause)
    if token is None or token.lower_ in speech_words("on-word"):
        return []  # `À la mairie, on assure que`
    plural = "Plur" in token.morph.get("Number", [])
    gender = token.morph.get("Gender", [])
    sex: Literal["m", "f"] | None = None if not gender else "f" if gender[0] == "Fem" else "m"
    types = ("Group",) if plural else ("Person",)
    chain = antecedent(stage.doc, clause.start, gender=sex, plural=plural, types=types)
    before = [m for m in chain.mentions if m.start < clause.end] if chain else []
    if before or plural or _first_person(token):
        return before[-1:]
    return _subject_before(stage, clause.unit, sex)


def _first_person(token: Token) -> bool:
    return "3" not in token.morph.get("Person", ["3"])


def _subject_before(stage: Stage, unit: int, sex: str | None) -> list[Mention]:
    """The person who is the subject of the sentence before, over a paragraph's end ("… Il a annoncé lors de")."""
    units = stage.doc._.units
    for n in range(unit - 1, max(-1, unit - _SUBJECT), -1):
        if units[n].kind != "text":
            continue
        for c in reversed(stage.clauses.get(n, [])):
            people = [m for m in c.subject.mentions if m.type == "Person" and m.chain] if c.subject else []
            agree = [m for m in people if m.chain and m.chain.gender in (None, sex)]
            if c.position in ("main", "incise") and c.form == "finite" and agree:
                return agree[:1]
        return []
    return []


def _pronoun(stage: Stage, clause: Clause) -> Token | None:
    """The personal pronoun that is the subject of a clause, or stands inverted in its verb group."""
    subject = clause.subject
    start, end = (subject.start, subject.end) if subject else (max(0, clause.start - _BACK), clause.end)
    found = (t for t in stage.doc[start:end] if t.lower_ in speech_words("subject-pronoun"))
    return next((t for t in found if end == start + 1 or t.pos_ != "DET"), None)  # not in "ce discours"
