"""Doc → `clauses`: one view of syntax, so that rules need none.

Passives are turned round, relative pronouns and participles followed to their antecedent, coordinated verbs share
their subject, an infinitive has the subject of the verb that governs it. Order decides: no tree is made, since on news
it is wrong where it matters.

`La résolution, proposée par la Chine, a été adoptée.`: proposer(subject Chine, object résolution), adopter(object …).

- the sentence at hand: the `page`, its `pieces`
- the subject: `subjects`, one `before` the verb (`series` of them, those `listed`, in `number`), behind it
  (`inverted`), of an infinitive those `engaged`; the `antecedents` of `relatives` and participles
- the rest: `arguments` with what goes `further`, not who is named behind where it is `sited`; `clitics`, what is
  `dislocated` for them; what somebody has `undergone`; who is `identified`, or `called`
- what is so: `reality` of clauses, `noun_reality` of `nouns`, their `carriers`, `stances`
"""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.arguments import arguments_between, right_arguments
from kgextract.nlp.clauses.clitics import clitics
from kgextract.nlp.clauses.dislocated import take_up
from kgextract.nlp.clauses.inverted import turn_inverted
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.clauses.reality import qualify
from kgextract.nlp.clauses.relatives import relative_adverbial, relative_object
from kgextract.nlp.clauses.stances import take
from kgextract.nlp.clauses.subjects import find_subject, follows_on, shared
from kgextract.nlp.clauses.undergone import turn
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.verbs import verb_groups
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import AGENTS, Argument, Clause
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

REACH = 60  # tokens that an argument may stand away from its verb
LEADING = 4  # words of a preposition


def read(doc: Doc) -> Doc:
    """Write `doc._.clauses`, in text order."""
    page = Page.of(doc)
    clauses: list[Clause] = []
    for number, (unit, (start, end)) in enumerate(zip(doc._.units, unit_tokens(doc), strict=True)):
        if unit.kind in ("text", "caption"):
            clauses += _unit_clauses(page, number, start, end)
    doc._.clauses = clauses
    return doc


def _unit_clauses(page: Page, unit: int, start: int, end: int) -> list[Clause]:
    groups = [g for g in verb_groups(page.doc, start, end) if not (g.verb in page.dates or _named(page, g))]
    found: list[Clause] = []
    by_group: dict[int, Clause] = {}
    for n, group in enumerate(groups):
        before = groups[n - 1].end if n else start
        after = next((g.start for g in groups[n + 1 :] if g.form in ("finite", "infinitive")), end)
        clause = _clause(page, group, unit)
        find_subject(page, clause, group, found, by_group, start, before)
        taken = max((a.end for c in found for a in c.arguments if a.end <= group.start), default=start)
        clause.arguments = [
            *(
                a
                for a in arguments_between(page, max(start, before, taken), group.start)
                if _stands_left(page, clause, a)
            ),
            *right_arguments(
                page,
                group.end,
                min(end, group.end + REACH),
                after,
                only=group.only or _correlated(page, group.end, min(end, after)),
            ),
        ]
        if clause.subject is not None and clause.position in ("incise", "relative"):  # it may stand behind the verb
            clause.arguments = [a for a in clause.arguments if a.end != clause.subject.end]
        if group.form == "finite" and (adverbial := relative_adverbial(page, group.start, max(before, start), start)):
            clause.arguments.append(adverbial)
        objects = list(clitics(page, group))
        take_up(page, clause, objects, start)
        if not (group.passive or group.reflexive):
            _take_for_object(page, clause)
        if group.passive:
            nearer = next((g.start for g in groups[n + 1 :] if g.passive), end)  # its own agent
            clause.arguments = [a for a in clause.arguments if a.role not in syntax("agent") or a.start < nearer]
            _turn_round(page, clause)
        elif not any(a.role == "object" for a in (*objects, *clause.arguments)):
            governed = n > 0 and _completes(page, group, groups[n - 1])
            first = not any(c.form == "finite" for c in (found[:-1] if governed else found))
            left = (groups[n - 2].end if n > 1 else start) if governed else before
            antecedent = relative_object(page, group.start, max(left, start), start, first=first)
            if antecedent is not None and governed and _is_turned_to(page, found[-1], antecedent):
                antecedent = None
            if antecedent is not None and governed:  # `le plan que la ministre vient | de présenter`
                found[-1].arguments = [a for a in found[-1].arguments if a.start != antecedent.start]
            if antecedent is not None:
                clause.arguments.insert(0, antecedent)
                clause.position = "relative"
        clause.arguments = [*objects, *clause.arguments]
        _leave_subject(clause)
        found.append(clause)
        by_group[id(group)] = clause
    turn_inverted(page, found)
    _attach_fronted(page, found)
    _part(page, found)
    turn(page, found)
    qualify(page, found, by_group, groups, end)
    take(page, found)
    return found


def _leave_subject(clause: Clause) -> None:
    """Take from what stands before the subject the names of the subject (`Après un entretien avec X, | A et B …`)."""
    if clause.subject is None or clause.passive:
        return
    own = {id(m) for m in clause.subject.mentions}
    for a in clause.arguments:
        if a.role != "object" and a.start < clause.subject.start:
            a.mentions = [m for m in a.mentions if id(m) not in own]


def _part(page: Page, clauses: list[Clause]) -> None:
    """Take from a clause what is the subject of the next one behind a conjunction (`a reçu X et | Y a visité Pau`)."""
    for clause, following in pairwise(clauses):
        topic = shared(following) if following.form == "finite" and following.position == "main" else None
        if topic is None or topic.start <= clause.verb or topic.end > following.start:
            continue
        if page.tags[clause.verb] == "ADP":
            continue  # `l'accord entre X et Y est fragile`
        link = topic.start - 1
        if page.words[link] not in words("coordinator"):
            continue
        for a in clause.arguments:
            if a.start < link < a.end:
                a.end = link
                a.mentions = [m for m in a.mentions if m.start < link]


def _completes(page: Page, group: VerbGroup, before: VerbGroup) -> bool:
    """Whether an infinitive completes the verb right before it (`veut | présenter`, `vient | de présenter`)."""
    linked = page.words[group.start - 1] in (*words("of"), *syntax("to-lemma")) and before.end == group.start - 1
    return group.form == "infinitive" and (group.governor is before or linked)


def _correlated(page: Page, start: int, end: int) -> int | None:
    """The `que` before the second of two that one preposition leads to (`critiqué tant par X | que par Y`)."""
    openers = (k for k in range(start, end - 2) if page.words[k] in syntax("correlative-end"))
    opener = next((k for k in openers if _opens_two(page, k)), None)
    link = preposition(page.doc, opener + 1) if opener is not None else None
    if opener is None or link is None:
        return None
    parted = (k for k in range(opener + 2, end - 1) if page.words[k] in syntax("content-start"))
    again = ((k, preposition(page.doc, k + 1)) for k in parted)
    return next((k for k, other in again if other is not None and other.lemma == link.lemma), None)


def _opens_two(page: Page, k: int) -> bool:
    return any(" ".join(page.words[n : k + 1]) in syntax("correlative") for n in (k, k - 1) if n >= 0)


def _is_turned_to(page: Page, governor: Clause, antecedent: Argument) -> bool:
    """Whether what `que` stands for is whom a verb makes do, or says to have done, what its infinitive tells (`Luc Roy,
    que la CGT accuse | de mentir`)."""
    whom = any(m.type in AGENTS for m in antecedent.mentions)
    return whom and not syntax("turns-to-lemma").isdisjoint(infinitives(page.doc[governor.verb], governor.lemma))


def _named(page: Page, group: VerbGroup) -> bool:
    """Whether a participle is a word of a name (`Nations unies`)."""
    here = page.mentions.get(group.verb, ())
    return group.form == "participle" and any(m.kind == "named" and m.start < group.verb for m in here)


def _infinitive(page: Page, group: VerbGroup) -> str:
    """The model's lemma, or, where that is but the form, a verb that has it (`elle participe` → `participer`)."""
    first, *others = infinitives(page.doc[group.verb])
    unread = first == page.words[group.verb] and group.form != "infinitive"
    return others[0] if unread and others else first


def _clause(page: Page, group: VerbGroup, unit: int) -> Clause:
    return Clause(
        start=group.start,
        end=group.end,
        verb=group.verb,
        lemma=_infinitive(page, group),
        reflexive=group.reflexive,
        passive=group.passive,
        form=group.form,
        tense=group.tense,
        negated=group.negated,
        only=group.only is not None,
        modality=group.modality,
        unit=unit,
    )


def _stands_left(page: Page, clause: Clause, a: Argument) -> bool:
    """Is a phrase before the verb an adverbial: before the subject, or behind a comma (`le maire de Lens a …`)?"""
    if a.role == "object" or a.role in syntax("agent"):
        return False
    if clause.position == "participle" and clause.subject is not None and clause.subject.end == clause.start:
        return False  # `à la place de X ou encore Y | nommé ministre`
    if a.role == "date" or clause.subject is None:
        return True
    if a.start <= clause.subject.start:
        of_noun = clause.reflexive or a.role in office_words("with")  # `Après un entretien | avec Luc Roy, il signe`
        return not (of_noun and _of_a_noun(page, a))
    links = (k for k in range(max(clause.subject.start, a.start - LEADING), a.start + 1) if preposition(page.doc, k))
    return page.words[next(links, a.start) - 1] == ","


def _of_a_noun(page: Page, a: Argument) -> bool:
    """Whether a phrase before its subject belongs to a noun (`Après l'arrestation | au Japon, il s'oppose à …`)."""
    if a.role not in syntax("to-lemma") | office_words("with"):
        return False
    at = a.start - (preposition(page.doc, a.start) is None) - 1
    return at > 0 and page.doc[at].pos_ == "NOUN" and at not in page.dates


def _attach_fronted(page: Page, clauses: list[Clause]) -> None:
    """A participle before its noun (`Adopté en 1998, le code …`) is about the subject of the clause that follows; so
    is an infinitive (`Après avoir reçu Luc Roy, la ministre …`)."""
    fronted: dict[int, Argument] = {}  # `Né à Lens, formé à Rome, il …`: of each participle, with what it governs
    for n in range(len(clauses) - 2, -1, -1):
        clause, following = clauses[n], _behind_relative(page, clauses, n + 1)
        topic = shared(following) if following.form == "finite" else fronted.get(id(following))
        if clause.form == "infinitive":
            if clause.subject is None and following.form == "finite" and follows_on(page, clause.start, 0):
                clause.subject = topic
            elif topic is not None and topic.start > clause.end:
                fronted[id(clause)] = topic  # `Accusé par la CGT | de mentir, Luc Roy …`
            continue
        if clause.position != "participle" or topic is None:
            continue
        fronted[id(clause)] = topic
        if clause.passive and not any(a.role == "object" for a in clause.arguments):
            clause.arguments.insert(0, _as_object(topic))
        elif not clause.passive and clause.subject is None:
            clause.subject = topic


def _turn_round(page: Page, clause: Clause) -> None:
    """Passive → active: the agents are the subject, the grammatical subject the object."""
    agent, further = _agents(page, clause)
    patient = clause.subject
    clause.arguments = [a for a in clause.arguments if a is not agent and a not in further and a.role != "object"]
    clause.subject = None
    if agent is not None:
        agent.role = "subject"
        clause.subject = agent
    if patient is not None:
        clause.arguments.insert(0, _as_object(patient))


def _behind_relative(page: Page, clauses: list[Clause], n: int) -> Clause:
    """The clause n, or the next main one if it is a relative (`Élu par le comité, que préside X, | Y a …`)."""
    following = clauses[n]
    if not _is_relative(page, following):
        return following
    rest = clauses[n + 1 :]
    return next((c for c in rest if c.form == "finite" and not _is_relative(page, c)), following)


def _is_relative(page: Page, clause: Clause) -> bool:
    whose = clause.subject is not None and page.words[clause.subject.start - 1] in syntax("relative-of")
    return clause.form == "finite" and (clause.position == "relative" or whose)


def _agents(page: Page, clause: Clause) -> tuple[Argument | None, list[Argument]]:
    """Who does it, with the mentions of those told of behind a comma or conjunction (`reçu par X, puis mardi par Y`),
    unless it is said that they do not."""
    agents = [a for a in clause.arguments if a.role in syntax("agent")]
    if not agents:
        return None, []
    first = next((a for a in agents if a.mentions), agents[0])  # `adoptée (par 30 voix) | par le Sénat`
    others = agents[agents.index(first) + 1 :]
    end = first.end
    further: list[Argument] = []
    for a in others:
        between = page.words[end : a.start]
        joined = "," in between or not (office_words("sequence") | syntax("content-start")).isdisjoint(between)
        if not joined or not syntax("negation", "no-conjunct").isdisjoint(between):
            break
        first.mentions = [*first.mentions, *(m for m in a.mentions if m not in first.mentions)]
        further.append(a)
        end = a.end
    return first, further


def _take_for_object(page: Page, clause: Clause) -> None:
    """`réunissait | des experts`, `réunit lundi à Lens | des experts`: right behind a verb that does without `de`, or
    behind its day and place, the model takes the article for it."""
    ends = {a.end for a in clause.arguments if a.role == "date" or page.tags[a.head] == "PROPN"} | {clause.end}
    after = (a for a in clause.arguments if a.start in ends and a.role in words("of-lemma"))
    first = next((a for a in after if page.words[a.start] in office_words("plural-of")), None)
    if first is None:
        return
    governs = syntax("governs-de").intersection(infinitives(page.doc[clause.verb], clause.lemma))
    if not governs and not any(a.role == "object" for a in clause.arguments):
        first.role = "object"


def _as_object(a: Argument) -> Argument:
    return Argument(role="object", start=a.start, end=a.end, head=a.head, mentions=a.mentions)
