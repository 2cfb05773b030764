"""Doc → `clauses`: one view of syntax, so that rules need none.

Passives are turned round, relative pronouns and participles followed to their antecedent, coordinated verbs share
their subject, an infinitive has the subject of the verb that governs it. Order finds, the tree votes: this is the
only file that knows a dependency label, and it asks the tree only for a subject left of its verb.

`La résolution, proposée par la Chine, a été adoptée.`: proposer(subject Chine, object résolution), adopter(object …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc

from kgextract.nlp.grammar.phrases import Phrase, noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.verbs import VerbGroup, verb_groups
from kgextract.nlp.layers import Argument, Clause, DateExpression, Mention, all_mentions
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

SUBJECT_LABELS = ("nsubj", "nsubj:pass")
REACH = 60  # tokens that an argument may stand away from its verb
PAUSE = {",", "(", ")", "–", "—", "-"}


@dataclass(frozen=True, slots=True)
class _Page:
    """What the search needs of one Doc: mentions by token, the holders of roles, dates by token."""

    doc: Doc
    mentions: dict[int, list[Mention]]
    holders: dict[int, list[Mention]]
    dates: dict[int, DateExpression]


def read(doc: Doc) -> Doc:
    """Write `doc._.clauses`, in text order."""
    page = _page(doc)
    clauses: list[Clause] = []
    for number, (start, end) in enumerate(_unit_tokens(doc)):
        if doc._.units[number].kind in ("text", "caption"):
            clauses += _unit_clauses(page, number, start, end)
    doc._.clauses = clauses
    return doc


def _page(doc: Doc) -> _Page:
    mentions: dict[int, list[Mention]] = {}
    for m in all_mentions(doc):
        for k in range(m.start, m.end):
            mentions.setdefault(k, []).append(m)
    return _Page(
        doc=doc,
        mentions=mentions,
        holders={id(r.mention): r.holders for r in doc._.roles or ()},
        dates={k: d for d in doc._.dates or () for k in range(d.start, d.end)},
    )


def _unit_tokens(doc: Doc) -> Iterator[tuple[int, int]]:
    """The token range of each unit."""
    i = 0
    for unit in doc._.units:
        while i < len(doc) and doc[i].idx < unit.start:
            i += 1
        start = i
        while i < len(doc) and doc[i].idx < unit.end:
            i += 1
        yield start, i


def _unit_clauses(page: _Page, unit: int, start: int, end: int) -> list[Clause]:
    groups = list(verb_groups(page.doc, start, end))
    found: list[Clause] = []
    by_group: dict[int, Clause] = {}
    for n, group in enumerate(groups):
        before = groups[n - 1].end if n else start
        after = next((g.start for g in groups[n + 1 :] if g.form in ("finite", "infinitive")), end)
        clause = _clause(page, group, unit)
        _find_subject(page, clause, group, found, by_group, start, before)
        taken = max((a.end for c in found for a in c.arguments if a.end <= group.start), default=start)
        clause.arguments = [
            *(
                a
                for a in _arguments(page, max(start, before, taken), group.start)
                if a.role != "object" and a.role not in syntax("agent")
            ),
            *_right_arguments(page, group.end, min(end, group.end + REACH), after),
        ]
        if clause.position == "incise":
            clause.arguments = [a for a in clause.arguments if clause.subject is None or a.end != clause.subject.end]
        if group.passive:
            nearer = next((g.start for g in groups[n + 1 :] if g.passive), end)  # its own agent
            clause.arguments = [a for a in clause.arguments if a.role not in syntax("agent") or a.start < nearer]
            _turn_round(clause)
        found.append(clause)
        by_group[id(group)] = clause
    _attach_fronted(found)
    return found


def _may_stand_left(a: Argument) -> bool:
    return a.role != "object" and a.role not in syntax("agent")


def _attach_fronted(clauses: list[Clause]) -> None:
    """A participle before its noun (`Adopté en 1998, le code …`) is about the subject of the clause that follows."""
    for clause, following in pairwise(clauses):
        topic = _shared(following)
        if clause.position != "participle" or following.form != "finite" or topic is None:
            continue
        if clause.passive and not any(a.role == "object" for a in clause.arguments):
            clause.arguments.insert(0, _as_object(topic))
        elif not clause.passive and clause.subject is None:
            clause.subject = topic


def _as_object(a: Argument) -> Argument:
    return Argument(role="object", start=a.start, end=a.end, head=a.head, mentions=a.mentions, how=a.how)


def _clause(page: _Page, group: VerbGroup, unit: int) -> Clause:
    return Clause(
        start=group.start,
        end=group.end,
        verb=group.verb,
        lemma=page.doc[group.verb].lemma_.lower(),
        reflexive=group.reflexive,
        passive=group.passive,
        form=group.form,
        tense=group.tense,
        negated=group.negated,
        modality=group.modality,
        unit=unit,
    )


# subjects


def _find_subject(
    page: _Page,
    clause: Clause,
    group: VerbGroup,
    found: list[Clause],
    by_group: dict[int, Clause],
    start: int,
    before: int,
) -> None:
    doc = page.doc
    i = group.start - 1
    while i >= start and (doc[i].pos_ == "ADV" and doc[i].lower_ not in syntax("relative")):
        i -= 1
    if group.inverted is not None:
        clause.subject = Argument(role="subject", start=group.inverted, end=group.inverted + 1, head=group.inverted)
        clause.position = "incise" if i >= start and doc[i].text in PAUSE | speech_words("closing-mark") else "main"
    elif group.governor is not None:
        clause.position = "subordinate"
        clause.subject = _shared(by_group.get(id(group.governor)))
    elif i >= start and doc[i].lower_ in syntax("subject-relative"):
        clause.position = "relative"
        clause.subject = _antecedent(page, i, start)
    elif group.form in ("participle", "gerund"):
        clause.position = "participle"
        clause.subject = _antecedent(page, _before_gerund(doc, group.start, start), start)
        if clause.subject is None and found and group.form == "gerund":
            clause.subject = _shared(found[-1])
        elif clause.subject is None and found and found[-1].position == "participle" and _joined(doc, i):
            clause.subject = next((a for a in found[-1].arguments if a.role == "object"), None)
    elif group.form == "finite":
        _finite_subject(page, clause, group, found, i, start, before)


def _finite_subject(
    page: _Page, clause: Clause, group: VerbGroup, found: list[Clause], i: int, start: int, before: int
) -> None:
    doc = page.doc
    if i >= start and doc[i].lower_ in syntax("subject-pronoun"):
        clause.subject = Argument(role="subject", start=i, end=i + 1, head=i)
        return
    voted = _voted(page, group, start)
    if voted is not None:
        clause.subject = voted
        return
    if i >= before and doc[i].lower_ in syntax("coordinator") and found:
        clause.subject = _shared(next((c for c in reversed(found) if c.form == "finite"), None))
        return
    clause.subject = _leftmost(page, max(before, start), group.start)
    if clause.subject is None and (i < start or doc[i].text in PAUSE or doc[i].text in speech_words("closing-mark")):
        after = _phrase_argument(page, group.end, "subject")
        if after is not None and i >= start:
            clause.position = "incise"
            clause.subject = after
        elif found and i >= start:
            clause.subject = _shared(next((c for c in reversed(found) if c.position == "main"), None))


def _voted(page: _Page, group: VerbGroup, start: int) -> Argument | None:
    """The tree's subject, when it stands left of the verb in the same unit."""
    doc = page.doc
    for token in (doc[group.verb], doc[group.start]):
        for child in token.lefts:
            if child.dep_ in SUBJECT_LABELS and start <= child.i < group.start:
                if child.lower_ in syntax("subject-relative"):
                    return _antecedent(page, child.i, start)
                argument = _around(page, child.i, group.start, "subject", how="tree")
                if argument is not None:
                    return argument
                return Argument(role="subject", start=child.i, end=child.i + 1, head=child.i, how="tree")
    return None


def _leftmost(page: _Page, start: int, end: int) -> Argument | None:
    """The first noun phrase of [start, end) that no preposition governs."""
    doc = page.doc
    i = start
    while i < end:
        if doc[i].lower_ in syntax("conjunction") or doc[i].text in PAUSE or doc[i].pos_ in ("CCONJ", "SCONJ", "ADV"):
            i += 1
            continue
        if i in page.dates:
            i = page.dates[i].end
            continue
        governed = preposition(doc, i)
        phrase = _phrase(doc, governed.end if governed and not governed.contracted else i)
        if governed is not None:
            i = max(governed.end, phrase.end if phrase else 0)
            continue
        if phrase is not None and phrase.end <= end:
            return _argument(page, phrase, "subject")
        i += 1
    return None


def _antecedent(page: _Page, i: int, start: int) -> Argument | None:
    """The noun phrase that ends right before token i (a comma may stand between): the longest one."""
    doc = page.doc
    stop = i
    while stop > start and (doc[stop - 1].text in PAUSE or doc[stop - 1].is_space):
        stop -= 1
    best: Phrase | None = None
    for k in range(stop - 1, max(start, stop - 25) - 1, -1):
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT") and doc[k].text not in ("(", ")", "'"):
            break
        phrase = _phrase(doc, k)
        governed = preposition(doc, k)
        if phrase is not None and phrase.end == stop and not (governed and not governed.contracted):
            best = phrase
    return _argument(page, best, "subject") if best else None


def _joined(doc: Doc, i: int) -> bool:
    """`proposée par le Chili et coparrainée par …`: the second participle is about what the first one is about."""
    return i >= 0 and doc[i].lower_ in words("coordinator")


def _before_gerund(doc: Doc, i: int, start: int) -> int:
    return i - 1 if i > start and doc[i - 1].lower_ in syntax("gerund") else i


def _shared(clause: Clause | None) -> Argument | None:
    if clause is None:
        return None
    if clause.passive:
        return next((a for a in clause.arguments if a.role == "object"), None)
    return clause.subject


# arguments


def _right_arguments(page: _Page, start: int, end: int, next_verb: int) -> list[Argument]:
    """Object and adverbials after the verb, up to the next verb group; a clause with `que` is the content."""
    found = list(_arguments(page, start, min(end, next_verb)))
    doc = page.doc
    for k in range(start, min(next_verb, end)):
        if doc[k].lower_ in syntax("content-start"):
            found = [a for a in found if a.end <= k]
            found.append(Argument(role="content", start=k + 1, end=end, head=min(k + 1, end - 1)))
            break
    return found


def _arguments(page: _Page, start: int, end: int) -> Iterator[Argument]:
    doc = page.doc
    i = start
    seen_object = False
    while i < end:
        token = doc[i]
        if token.lower_ in syntax("relative"):
            return
        if i in page.dates:
            date = page.dates[i]
            yield Argument(role="date", start=date.start, end=date.end, head=date.end - 1)
            i = date.end
            continue
        governed = None if token.pos_ == "DET" else preposition(doc, i)
        if governed is not None:
            if governed.end in page.dates or (governed.end + 1 in page.dates):
                i = governed.end
                continue
            argument = _phrase_argument(page, governed.end - 1 if governed.contracted else governed.end, governed.lemma)
            if argument is not None and argument.start < end:
                yield argument
                i = max(argument.end, i + 1)
            else:
                i = max(governed.end, i + 1)
            continue
        argument = None if token.pos_ in ("ADV", "PUNCT", "CCONJ", "SCONJ") else _phrase_argument(page, i, "object")
        if argument is not None and argument.end > i:
            if not seen_object and all(doc[k].pos_ not in ("PUNCT",) for k in range(start, i)):
                seen_object = True
                yield argument
            i = argument.end
            continue
        i += 1


def _phrase_argument(page: _Page, i: int, role: str) -> Argument | None:
    if i >= len(page.doc):
        return None
    phrase = _phrase(page.doc, i)
    return _argument(page, phrase, role) if phrase else None


def _phrase(doc: Doc, i: int) -> Phrase | None:
    return noun_phrase(doc, i) if 0 <= i < len(doc) and not doc[i].is_space and not doc[i].is_punct else None


def _argument(page: _Page, phrase: Phrase, role: str) -> Argument:
    mentions = _named_by(page, phrase)
    end = phrase.end
    while (further := _conjunct(page.doc, end)) is not None:
        mentions += [m for m in _named_by(page, further) if m not in mentions]
        end = further.end
    return Argument(role=role, start=phrase.start, end=end, head=phrase.head, mentions=mentions)


def _conjunct(doc: Doc, end: int) -> Phrase | None:
    """A further member of a coordination after `end`: `, la Norvège`, `et le Chili`."""
    at = end
    if at < len(doc) and (doc[at].text == "," or doc[at].lower_ in words("coordinator")):
        comma = doc[at].text == ","
        phrase = _phrase(doc, at + 1)
        if phrase is None or preposition(doc, at + 1) is not None:
            return None
        if not comma:
            return phrase
        after = doc[phrase.end] if phrase.end < len(doc) else None
        if after is not None and (after.lower_ in words("coordinator") or _conjunct(doc, phrase.end) is not None):
            return phrase
    return None


def _around(page: _Page, i: int, end: int, role: str, *, how: Literal["order", "tree"]) -> Argument | None:
    """The noun phrase that has token i as head or inside, looked for from its left edge."""
    doc = page.doc
    for k in range(max(0, i - 6), i + 1):
        phrase = _phrase(doc, k)
        if phrase is not None and phrase.start <= i < phrase.base_end and phrase.end <= end:
            governed = preposition(doc, k)
            if governed is not None and not governed.contracted and governed.end > k:
                continue
            argument = _argument(page, phrase, role)
            argument.how = how
            return argument
    return None


def _named_by(page: _Page, phrase: Phrase) -> list[Mention]:
    """The mention that the head of a phrase names or describes: a person rather than the title before the name."""
    at = [phrase.names[1] - 1] if phrase.names else []
    for k in [*at, phrase.head]:
        for mention in page.mentions.get(k, ()):
            if mention.start < min(phrase.core_start - 1, phrase.start) or (mention.start > phrase.head and not at):
                continue
            if mention.type != "Role":
                return [mention]
            if holders := page.holders.get(id(mention)):
                return list(holders)
    return []


def _turn_round(clause: Clause) -> None:
    """Passive → active: the agent is the subject, the grammatical subject the object."""
    agent = next((a for a in clause.arguments if a.role in syntax("agent")), None)
    patient = clause.subject
    clause.arguments = [a for a in clause.arguments if a is not agent and a.role != "object"]
    clause.subject = None
    if agent is not None:
        agent.role = "subject"
        clause.subject = agent
    if patient is not None:
        clause.arguments.insert(0, _as_object(patient))
