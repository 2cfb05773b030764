"""Clauses → facts: each row of `data/rules/relations.yaml` against each clause with one of its verbs.

`La résolution, adoptée mardi par l'Assemblée générale` gives adopted(Assemblée générale, résolution) and
adoptedOn(résolution, mardi). Denied clauses give denied candidates, planned ones only where a row allows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, permutations

from kgextract.nlp.clauses.nouns import noun_clauses
from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Candidate, Chain, Clause, Factuality, Mention
from kgextract.nlp.relations.continued import text_before
from kgextract.nlp.relations.heard import hear
from kgextract.nlp.relations.lists import number_of
from kgextract.nlp.relations.slots import DATE, OTHERS, SUBJECT, Filler, Slots
from kgextract.nlp.relations.stood_in import stands_in
from kgextract.nlp.roles.chosen import appointing
from kgextract.tables.names import words
from kgextract.tables.relations import RELATION_RULES, RelationRule
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

OBJECT = "object"
ANY = "*"  # a row for every verb
PRESENT = "participatedIn"
ELECTION = "Election"
VISITED, TEAM, SPORT = "visited", "SportsBody", "Sport"
BESIDE = 2  # words between a copula and an office
SUPPORTS, REPRESENTS = "supports", "represents"
STANCES = frozenset({SUPPORTS, "opposes"})
ACCUSED, PROPOSED, ANNOUNCED, MET = "accused", "proposed", "announced", "metWith"
HOUSE, PARTY, PERSON = "Parliament", "PoliticalParty", "Person"
ADOPTED, VOTED_FOR, DOCUMENT = "adopted", "votedFor", "Document"
CLIENTS = ("Person", "Group", "Organization")
AGENTS = frozenset({"Person", "Place"})  # a row with both is about who acts, a state among them
_DENIED = 4  # tokens from the negation of a verb to its infinitive
_LED = 2  # tokens of a locution before its complement
_BEHIND = 4  # tokens behind an argument in which an adjective is said of it
_SAID_OF = ("ADJ", "NOUN", "VERB", "ADV")
BELONGING = frozenset({"memberOf", "affiliatedWith"})
LASTING = frozenset({"memberOf", "affiliatedWith", "headOf", "represents"})
ONE_EACH = frozenset({"succeeded"})  # as many on both sides belong together in their order
INERT = frozenset({"Building", "NaturalFeature", "Headquarters"})


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that the clauses of `doc` give."""
    verbs = _by_verb()
    slots = Slots.of(doc)
    telling = {k for s in doc._.statements if s.cue_range for k in range(*s.cue_range)}
    predicates = {k for r in doc._.roles or () for k in range(r.mention.start - BESIDE, r.mention.start + 1)}
    hear(doc)
    offices = {r.mention.head for r in doc._.roles or () if r.holders}
    titles = {k for r in doc._.roles or () for k in range(r.mention.head + 1, r.mention.end)}
    come: Clause | None = None  # the finite clause before
    mains: dict[int, list[Clause]] = {}  # of appointing, by unit
    for c in doc._.clauses:
        if c.lemma in appointing() and c.modality == "asserted" and not c.negated:
            mains.setdefault(c.unit, []).append(c)
    for clause in (*doc._.clauses, *noun_clauses(doc)):
        if clause.verb in offices and clause.form != "noun":
            continue  # `Anne Roy, représentante résidente`, where the model takes the office for a verb
        whole = clause.form == "noun" or " " in clause.lemma  # `faire adopter`
        names = (clause.lemma,) if whole else infinitives(doc[clause.verb], clause.lemma)
        rules = {r.id: r for v in (*names, ANY) for r in verbs.get(v, ())}
        if clause.form == "noun" and clause.verb in titles:  # `la directrice | des études de la banque`
            rules = {k: r for k, r in rules.items() if r.relation != ANNOUNCED}
        if clause.form == "infinitive" and clause.subject is None and (one := _chosen(doc, clause, mains)) is not None:
            rules = {k: r for k, r in rules.items() if r.relation in ONE_EACH}
            clause = replace(clause, subject=one, modality="asserted")
        elif come is not None and clause.form == "infinitive" and clause.subject is None and _alone(doc, come, clause):
            clause = replace(clause, subject=come.subject, modality=come.modality, negated=come.negated)
        elif come is not None and clause.form == "infinitive" and clause.subject is None:
            aims = ({PRESENT} | STANCES) if _so_as_to(doc, come, clause) else set()
            aims |= {MET} if aims and come.modality == "asserted" else set()
            aims |= STANCES if clause.stance is not None else set()
            rules = {k: r for k, r in rules.items() if r.relation in aims or (r.called and clause.stance is not None)}
            gathered = next((a for a in come.arguments if a.role == OBJECT), None) if come.passive else None
            clause = replace(clause, subject=gathered or come.subject)
        if clause.form == "finite":
            come = clause
        filled = {DATE, OTHERS, *(a.role for a in clause.arguments)}
        filled |= {SUBJECT} if clause.subject is not None else set()
        for rule in rules.values():
            if not _may_fill(rule, filled):
                continue
            if rule.relation == PRESENT and rule.from_ == (SUBJECT,) and ANY in rule.verbs and clause.verb in telling:
                continue  # where it was said the statement knows; what else stands here is what was said
            if rule.relation in ONE_EACH and stands_in(doc, clause):
                continue
            if rule.relation == ACCUSED and (_cut_off(doc, clause) or _of_a_text(doc, clause)):
                continue  # `Luc Roy ment, accuse Anne Blin`; `La loi est là. Elle est critiquée par Anne Blin`
            if rule.relation == VISITED and doc[clause.verb].pos_ == "AUX" and _is_so(doc, clause.end, predicates):
                continue  # `fut ambassadeur à Londres`, `est de retour à Lens`
            if rule.relation == VISITED and doc.lowered[min(clause.end, len(doc) - 1)] in syntax("arrival-rank"):
                continue  # `arrivé deuxième au Bénin`
            if rule.relation == VISITED and any(a.role in office_words("bound-for") for a in clause.arguments):
                continue  # `quitte Lens pour Rome`: from where somebody lives or works
            governed = rule.relation in STANCES or rule.called
            yield from _applied(slots, _taken(clause, rule) if governed else clause, rule)


def _may_fill(rule: RelationRule, filled: set[str]) -> bool:
    """Whether something stands in one of the slots that each end of a row asks for, where nothing else may fill it."""
    if rule.elliptic or rule.denied or rule.called or rule.relation in STANCES:
        return True
    return not (filled.isdisjoint(rule.from_) or filled.isdisjoint(rule.to))


def _taken(clause: Clause, rule: RelationRule) -> Clause:
    """The clause with the subject of the verb that governs it, where that says where he stands, and its object where
    the verb takes none (`appelle Luc Roy à démissionner`)."""
    if clause.stance is None:
        return clause
    whom = clause.stance.arguments if rule.called and rule.to == (OBJECT,) else []
    return replace(clause, subject=shared(clause.stance), arguments=clause.arguments or whom, modality="asserted")


def _cut_off(doc: Doc, clause: Clause) -> bool:
    """Whether a single comma parts a verb from words behind what looks like its subject."""
    apart = clause.form == "finite" and doc[clause.start - 1].text == ","
    if clause.subject is None or clause.subject.end >= clause.start - 1 or not apart:
        return False
    return sum(doc[k].text == "," for k in range(clause.subject.end, clause.start)) == 1


def _of_a_text(doc: Doc, clause: Clause) -> bool:
    """Whether a pronoun of which a passive tells may stand for a text."""
    parts = [a for a in clause.arguments if a.role == OBJECT and a.end - a.start == 1 and not a.mentions]
    texts = (text_before(doc, a.start, (DOCUMENT,)) for a in parts if clause.passive)
    return any(text is not None and text.type == DOCUMENT for text in texts)


def _called(doc: Doc, clause: Clause) -> bool:
    """Whether somebody calls for what an infinitive says."""
    by = clause.stance
    return by is not None and bool(syntax("call-lemma").intersection(infinitives(doc[by.verb], by.lemma)))


def _undoes(doc: Doc, chain: Chain) -> bool:
    """Whether a chain is what undoes something (`plaide pour le retrait de la loi`)."""
    return any(m.kind != "named" and doc.lowered[m.head] in syntax("undoing") for m in chain.mentions)


def _chosen(doc: Doc, clause: Clause, mains: dict[int, list[Clause]]) -> Argument | None:
    """Who is appointed so as to succeed somebody (`a choisi Luc Roy pour remplacer Anne Blin`), or None."""
    if clause.unit not in mains or doc.lowered[clause.start - 1] not in speech_words("purpose"):
        return None
    parts = (a for c in mains[clause.unit] for a in c.arguments if a.role == OBJECT)
    return next((a for a in parts if any(m.type == "Person" for m in a.mentions)), None)


def _so_as_to(doc: Doc, come: Clause, clause: Clause) -> bool:
    """Whether somebody comes so as to do what an infinitive says (`est arrivée à Lens pour participer au sommet`)."""
    at = clause.start
    purpose = any(doc.between(k, at).lower() in speech_words("purpose") for k in (at - 1, at - 2) if k > come.start)
    purpose = purpose or preposition(doc, at - 1) is None  # `est venue à Lens soutenir`
    known = syntax("coming-lemma").intersection(infinitives(doc[come.verb], come.lemma))
    there = come.lemma in syntax("be-lemma") and any(a.role in office_words("locative") for a in come.arguments)
    real = come.modality == "asserted" or (come.modality == "planned" and come.tense == "Fut")
    gathered = come.passive and not known.isdisjoint(syntax("gathering-lemma"))  # `étaient réunis pour dénoncer la loi`
    same = come.unit == clause.unit and not (come.negated or (come.passive and not gathered))
    return purpose and bool(known or there) and real and same


def _alone(doc: Doc, come: Clause, clause: Clause) -> bool:
    """Whether somebody is the only or first one to do what an infinitive says (`est le seul à refuser l'accord`)."""
    if come.unit != clause.unit or come.lemma not in syntax("be-lemma") or come.end > clause.start - 2:
        return False
    between = range(come.end, clause.start - 1)
    link = preposition(doc, clause.start - 1)
    led = link is not None and link.lemma in syntax("to-do-word")
    plain = all(doc[k].pos_ in ("DET", "ADJ", "NOUN", "ADV", "NUM", "ADP") for k in between)
    said = any(doc.lowered[k] in syntax("only-one") or doc[k].pos_ == "NUM" for k in between)
    return led and plain and said  # also `ils étaient 3 000 à défiler`


def _is_so(doc: Doc, at: int, predicates: set[int]) -> bool:
    """Whether an office or a locution with `de` follows at token `at`."""
    return at in predicates or (at < len(doc) and doc.lowered[at] in words("of"))


@cache
def _by_verb() -> dict[str, tuple[RelationRule, ...]]:
    table: dict[str, list[RelationRule]] = {}
    for rule in RELATION_RULES.rows():
        for verb in dict.fromkeys(rule.verbs):
            table.setdefault(verb, []).append(rule)
    return {k: tuple(v) for k, v in table.items()}


def _applied(slots: Slots, clause: Clause, rule: RelationRule) -> Iterator[Candidate]:
    if (rule.reflexive and not clause.reflexive) or (rule.called and not _called(slots.doc, clause)):
        return
    if rule.with_ and not _holds(slots.doc, clause, rule.with_):
        return
    if rule.denied and not _is_denied(slots.doc, clause):
        return
    if clause.reflexive and not rule.reflexive:
        if rule.from_ == (OBJECT,) or (rule.relation == VISITED and cue_of(slots.doc, clause) is not None):
            return  # `Lens s'est qualifié pour la finale en battant Lille`, `s'en est pris à Lens`
    for subject, thing in _pairs(slots, clause, rule):
        s, s_start, s_end, s_sure = subject
        o, o_start, o_end, o_sure = thing
        if rule.relation == VISITED and slots.doc.lowered[clause.start - 1] in speech_words("demonstrative"):
            continue  # `tout arrive à Lens`
        if rule.relation == VISITED and all(m.kind == "nominal" for m in o.mentions):
            continue  # `l'a accueilli à l'aéroport`
        if s is o or not _classed(o, rule) or (rule.single and _several(slots.doc, o)):
            continue
        if rule.relation in BELONGING and slots.doc.lowered[o_start] in office_words("top-of-a-body"):
            continue  # `la nomination de Luc Roy à la présidence de la Fifa`: at its head
        if rule.relation == PROPOSED and clause.form == "noun" and s.type == "Place" and _described(s):
            continue  # `une proposition de loi du pays`
        if rule.relation == PROPOSED and clause.form == "noun" and _aims_at(slots.doc, s, o):
            continue  # `le gouvernement a survécu à sa motion de censure`
        if s.cls in INERT and set(rule.subject) >= AGENTS:
            continue
        if rule.subject_classes and not (s.cls in rule.subject_classes or _votes(slots.doc, s, rule)):
            continue
        factuality: Factuality = "denied" if clause.negated and not (clause.only or rule.denied) else clause.modality
        if factuality == "denied" and rule.relation in LASTING and _no_longer(slots.doc, clause):
            factuality = "asserted"
        if rule.denied and factuality == "planned" and clause.form == "infinitive":
            factuality = "asserted"  # `ne veut pas entendre parler de la loi`
        if factuality == "planned" and rule.planned and _scheduled(clause):
            factuality = "asserted"
        if rule.relation == SUPPORTS and ((clause.form == "noun" and o.cls == TEAM) or _undoes(slots.doc, o)):
            continue  # `Luc Roy, défenseur du FC Nantes`
        if rule.relation in STANCES - {SUPPORTS} and (TEAM in (s.cls, o.cls) or _plays(clause)):
            continue  # `Lens, opposé à Lyon en finale`
        counted = (
            rule.relation == ADOPTED
            and o.type == DOCUMENT
            and (_some(slots.doc, s, s_start) or _casts_vote(slots.doc, clause, s))
        )
        relation = VOTED_FOR if counted else rule.relation
        pleads = rule.relation == SUPPORTS and o.type in CLIENTS and _is_lawyer(slots.doc, s)
        yield Candidate(
            subject=s,
            relation=REPRESENTS if pleads else relation,  # `Me Anne Roy, qui défend la famille`
            object=o,
            start=min(s_start, o_start, clause.start),
            end=max(s_end, o_end, clause.end),
            rule=rule.id,
            confidence=round(rule.confidence * s_sure * o_sure, 3),
            factuality=factuality,
        )


def _described(chain: Chain) -> bool:
    return all(m.kind != "named" for m in chain.mentions)


def _aims_at(doc: Doc, chain: Chain, text: Chain) -> bool:
    """Whether a motion is one against those who govern, of whom it seems to be (`a survécu à sa motion de censure`)."""
    inside = {doc.lowered[k] for m in text.mentions for k in range(m.head, m.end)}
    if office_words("motion-against").isdisjoint(inside):
        return False
    leads = any(h.chain is chain for r in doc._.roles if r.office == "head" for h in r.holders)
    return leads or any(doc.lowered[m.head] in office_words("named-after-its-head") for m in chain.mentions)


def _votes(doc: Doc, chain: Chain, rule: RelationRule) -> bool:
    """Whether a group is of those who vote in a house (`les députés`), where a row is about houses."""
    heads = (doc.lowered[m.head] for m in chain.mentions if m.kind != "named" and m.plural)
    return HOUSE in rule.subject_classes and any(word in office_words("house-members") for word in heads)


def _some(doc: Doc, chain: Chain, start: int) -> bool:
    """Whether so many of those who vote in a house do something (`Onze députés ont approuvé la loi`): they vote, the
    house adopts."""
    groups = (m for m in chain.mentions if m.start == start and doc.lowered[m.head] in office_words("house-members"))
    return any(number_of(doc, m) for m in groups)


def _is_denied(doc: Doc, clause: Clause) -> bool:
    """Whether a clause is denied by a word of its own (not `n'y est favorable qu'amendé`)."""
    behind = doc.lowered[clause.start : clause.end + 1]
    led = doc.lowered[max(clause.start - _DENIED, 0) : clause.start] if clause.form == "infinitive" else []
    return clause.negated and not syntax("negation").isdisjoint([*led, *behind])


def _casts_vote(doc: Doc, clause: Clause, chain: Chain) -> bool:
    """Whether one person or party votes a text (`Anne Roy a voté la loi`): a house adopts it."""
    voting = syntax("vote-lemma").intersection(infinitives(doc[clause.verb], clause.lemma))
    return bool(voting) and (chain.type == PERSON or chain.cls == PARTY)


def _plays(clause: Clause) -> bool:
    """Whether a match or race is among the arguments of a clause of opposition."""
    return any(m.cls == SPORT for a in clause.arguments if a.role != OBJECT for m in a.mentions)


def _no_longer(doc: Doc, clause: Clause) -> bool:
    """`ne fait plus partie`, `n'appartiendra plus`: it was so; not `n'est plus | candidate à la tête du parti`."""
    told = (clause.form == "finite" and clause.modality == "asserted") or clause.tense == "Fut"
    at = next((k for k in range(clause.start, clause.end + 1) if doc.lowered[k] in office_words("no-longer")), -1)
    something = clause.lemma in office_words("copula") and doc.tags[at + 1] != "ADP"
    return told and at >= 0 and not something


def _scheduled(clause: Clause) -> bool:
    """`participera au sommet`, `doit participer mardi au sommet`: it is to be, not only wished."""
    if clause.form == "infinitive" and clause.tense != "Fut":
        return bool(clause.tense) and any(a.role == DATE for a in clause.arguments)
    return clause.form == "finite" or bool(clause.tense)


def _is_lawyer(doc: Doc, chain: Chain) -> bool:
    """By the title before the name or by office."""
    if any(doc.lowered[m.start] in speaker_words("lawyer-title") for m in chain.mentions if m.kind == "named"):
        return True
    lawyers = (r for r in doc._.roles if r.mention.lemma in office_words("lawyer"))
    return any(h.chain is chain for r in lawyers for h in r.holders)


def _pairs(slots: Slots, clause: Clause, rule: RelationRule) -> Iterator[tuple[Filler, Filler]]:
    """What fills the ends of a rule; `others` pairs those of one coordination (`Anne et Luc se sont rencontrés`)."""
    subjects = slots.subjects(clause, rule)
    objects = slots.objects(clause, rule) if subjects else []
    parts = (*rule.to, "object")  # `Après un entretien avec C, A et B …`
    with_ = any(a.role in parts and a.mentions for a in clause.arguments)
    if not (objects or with_) and OTHERS in rule.to and (clause.reflexive or clause.form == "noun"):
        mutual = rule.relation == ACCUSED  # each of them does it, which is written for both
        yield from permutations(subjects, 2) if mutual else combinations(subjects, 2)
    paired = rule.relation in ONE_EACH or _respective(slots.doc, clause)
    if paired and len(subjects) == len(objects) > 1:
        yield from zip(subjects, objects, strict=True)  # `A et B remplacent respectivement C et D`
        return
    yield from ((s, o) for s in subjects for o in objects)


def _respective(doc: Doc, clause: Clause) -> bool:
    """Is there `respectivement` right behind the verb or the first argument?"""
    near = doc.lowered[clause.start : clause.end + _BEHIND]
    return not office_words("respectively").isdisjoint(near)


def _classed(chain: Chain, rule: RelationRule) -> bool:
    if rule.classes and chain.cls not in rule.classes:
        return False
    return chain.cls not in rule.not_classes


def _several(doc: Doc, chain: Chain) -> bool:
    """Only ever described, and in the plural, not counted, but for what has no other number (`des élections`)."""
    if chain.cls == ELECTION or not all(m.kind == "nominal" and m.plural for m in chain.mentions):
        return False
    return bool(chain.mentions) and not any(_counted(doc, m) for m in chain.mentions)


def _counted(doc: Doc, m: Mention) -> bool:
    """Whether a number stands before the noun (`deux autres recours`)."""
    return any(t.pos_ == "NUM" for t in doc[max(0, m.start - 1) : m.head])


def _holds(doc: Doc, clause: Clause, nouns: tuple[str, ...]) -> bool:
    """Does an argument of the clause, or its subject, have one of these words as head, adjective or first word, is it
    one of them (`à | sa tête`), or does one stand beside the verb (`a rendu public le rapport`)?"""
    if doc.lowered[clause.verb - 1] in nouns or doc.lowered[min(clause.end, len(doc) - 1)] in nouns:
        return True
    parts = [a for a in (clause.subject, *clause.arguments) if a is not None]
    if any(doc.between(a.start, a.end).lower() in nouns or any(m.cls in nouns for m in a.mentions) for a in parts):
        return True  # also a class of what is counted: `par 80 | voix`
    if any(doc.lowered[k] in nouns for a in parts for k in range(max(a.start - _LED, 0), a.start)):
        return True  # in the preposition: `évolue sous les | couleurs du FC Nantes`
    return any(doc.lowered[a.head] in nouns or doc.lowered[a.start] in nouns or _judged(doc, a, nouns) for a in parts)


def _judged(doc: Doc, argument: Argument, nouns: tuple[str, ...]) -> bool:
    """Whether an adjective in or right behind an argument is one of these words (`juge la loi très « injuste »`)."""
    last = min(argument.end + _BEHIND, len(doc))
    for k in range(argument.head + 1, last):
        if doc[k].pos_ in _SAID_OF and doc[k].is_lower and doc[k].text in nouns:
            return True
        if k >= argument.end and not (doc[k].is_punct or doc[k].pos_ in ("ADV", "ADP", "DET")):
            return False
    return False
