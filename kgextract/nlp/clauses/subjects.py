"""Verb group → the subject of its clause and the clause's position, by order first; the tree votes on finite verbs."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.clauses.arguments import argument_at, argument_of, phrase_around, phrase_at
from kgextract.nlp.clauses.page import PAUSE, Page
from kgextract.nlp.grammar.phrases import Phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.verbs import VerbGroup
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

MEMBERS = 25  # tokens that the members of a coordinated subject may take
SUBJECT_LABELS = ("nsubj", "nsubj:pass")


def find_subject(
    page: Page,
    clause: Clause,
    group: VerbGroup,
    found: list[Clause],
    by_group: dict[int, Clause],
    start: int,
    before: int,
) -> None:
    """Set subject and position of a clause in the unit from `start`; `found` are the unit's clauses before it."""
    i = group.start - 1
    while i >= start and page.tags[i] == "ADV" and page.words[i] not in syntax("relative"):
        i -= 1
    if group.inverted is not None:
        clause.subject = Argument(role="subject", start=group.inverted, end=group.inverted + 1, head=group.inverted)
        clause.position = "incise" if i >= start and page.words[i] in _before_incise() else "main"
    elif group.governor is not None:
        clause.position = "subordinate"
        clause.subject = shared(by_group.get(id(group.governor)))
    elif i >= start and page.words[i] in syntax("subject-relative"):
        clause.position = "relative"
        clause.subject = antecedent_before(page, i, start)
    elif group.form == "finite" and i >= start and _inverts(page, i):
        clause.position = "relative"  # `le traité qu'a signé la Norvège`
        light = group.end < len(page.words) and page.words[group.end] in syntax("light-object")
        after = _past_date(page, group.end + light)  # `auquel ont pris part dix pays`
        clause.subject = argument_at(page, after, "subject")
    elif group.form == "infinitive" and found and follows_on(page, group.start, start):
        clause.position = "subordinate"
        clause.subject = shared(next((c for c in reversed(found) if c.form == "finite"), None))
    elif group.form in ("participle", "gerund"):
        clause.position = "participle"
        clause.subject = antecedent_before(page, _before_gerund(page, group.start, start), start)
        if group.form == "gerund" and clause.subject is not None and _is_where(page, clause.subject, group.start):
            clause.subject = None  # `s'est tenue à Lima, réunissant dix pays`
        if clause.subject is None and found and group.form == "gerund":
            clause.subject = shared(found[-1])
        elif clause.subject is None and found and found[-1].position == "participle" and _joined(page, i):
            clause.subject = next((a for a in found[-1].arguments if a.role == "object"), None)
    elif group.form == "finite":
        _finite_subject(page, clause, group, found, i, start, before)


def _past_date(page: Page, i: int) -> int:
    """The token behind a date between a verb and its inverted subject (`a déclaré le 27 juin | le ministère`)."""
    at = i if i in page.dates else i + 1
    article = i < len(page.words) and page.words[i] in words("definite")
    return page.dates[at].end if at in page.dates and (at == i or article) else i


def _is_where(page: Page, before: Argument, at: int) -> bool:
    """A mere place behind its preposition, with a comma before the token."""
    link = preposition(page.doc, before.start - 1) or preposition(page.doc, before.start - 2)
    apart = page.words[at - 1] in PAUSE and link is not None and link.lemma in syntax("place-link")
    return apart and bool(before.mentions) and all(m.type == "Place" for m in before.mentions)


def shared(clause: Clause | None) -> Argument | None:
    """What a further verb is about when it has no subject of its own: of a passive its object."""
    if clause is None:
        return None
    if clause.passive:
        return next((a for a in clause.arguments if a.role == "object"), None)
    return clause.subject


def follows_on(page: Page, i: int, start: int) -> bool:
    """Does `avant de`, `après` stand before the infinitive at token i, which has the subject of the main verb?"""
    return any(" ".join(page.words[k:i]) in syntax("before-infinitive") for k in range(max(start, i - 2), i))


def _inverts(page: Page, i: int) -> bool:
    """A relative pronoun right before a verb that is not its own subject."""
    if page.words[i] in syntax("object-relative"):
        return page.tags[i] == "PRON" or (i > 0 and page.tags[i - 1] in ("NOUN", "PROPN", "ADJ", "PUNCT"))
    return page.words[i] in syntax("relative")


@cache
def _before_incise() -> frozenset[str]:
    """The marks after which an inverted verb interrupts or closes a sentence."""
    return speech_words("closing-mark") | PAUSE


def _finite_subject(
    page: Page, clause: Clause, group: VerbGroup, found: list[Clause], i: int, start: int, before: int
) -> None:
    if i >= start and page.words[i] in syntax("subject-pronoun"):
        clause.subject = Argument(role="subject", start=i, end=i + 1, head=i)
        return
    outer = _before_relative(group, found)
    voted = outer or _voted(page, group, start)
    if voted is not None:
        clause.subject = voted
        return
    if i >= before and page.words[i] in syntax("coordinator") and found:
        clause.subject = shared(next((c for c in reversed(found) if c.form == "finite"), None))
        return
    clause.subject = _leftmost(page, max(before, start), group.start)
    if clause.subject is None and (i < start or page.words[i] in _before_incise()):
        after = argument_at(page, _past_date(page, group.end), "subject")
        if after is not None and i >= start:
            clause.position = "incise"
            clause.subject = after
        elif found and i >= start:
            clause.subject = shared(next((c for c in reversed(found) if c.position == "main"), None))


def _before_relative(group: VerbGroup, found: list[Clause]) -> Argument | None:
    """The noun of a relative clause that ends with its own subject (`le traité qu'a signé la Norvège fixe …`)."""
    inner = found[-1] if found else None
    if inner is None or inner.position != "relative" or inner.subject is None or inner.subject.end != group.start:
        return None
    if inner.subject.start < inner.end:
        return None
    left = [a for a in inner.arguments if a.end <= inner.start]
    return max(left, key=lambda a: a.end, default=None)


def _voted(page: Page, group: VerbGroup, start: int) -> Argument | None:
    """The tree's subject, when it stands left of the verb in the same unit."""
    for verb in (group.verb, group.start):
        for child in page.doc.lefts(verb, start):
            if child.dep_ in SUBJECT_LABELS and child.i < group.start:
                if page.words[child.i] in syntax("subject-relative"):
                    return antecedent_before(page, child.i, start)
                argument = phrase_around(page, child.i, group.start, "subject", how="tree")
                if argument is not None:
                    whole = _with_members_before(page, argument, start)
                    return _over_apposition(page, whole, group, start) if whole is argument else whole
                return Argument(role="subject", start=child.i, end=child.i + 1, head=child.i, how="tree")
    return None


def _with_members_before(page: Page, argument: Argument, start: int) -> Argument:
    """The whole coordination of which the tree named the last member (`le Pérou, le Chili et la Norvège`)."""
    i = argument.start - 1
    if i > start + 1 and " ".join(page.words[i - 1 : i + 1]) in syntax("coordinator-locution"):
        i -= 1
    elif i <= start or page.words[i] not in syntax("coordinator"):
        return argument
    for k in range(max(start, argument.start - MEMBERS), i):
        if page.tags[k] in ("PUNCT", "CCONJ", "ADV") or preposition(page.doc, k) is not None:
            continue
        if k > start and preposition(page.doc, k - 1) is not None:
            continue
        whole = argument_at(page, k, "subject")
        if whole is not None and whole.end == argument.end and whole.mentions and argument.mentions:
            return whole
    return argument


def _over_apposition(page: Page, argument: Argument, group: VerbGroup, start: int) -> Argument:
    """The first member before an apposition, where one member cannot be the subject of a plural verb
    (`Le Parti vert, allié de la majorité, et le Modem ont voté`)."""
    i = argument.start - 1
    if i <= start + 1 or page.words[i] not in syntax("coordinator") or page.words[i - 1] != ",":
        return argument
    if "Plur" not in page.doc[group.start].morph.get("Number", []) or len(argument.mentions) > 1:
        return argument
    for k in range(i - 2, start, -1):
        if page.words[k] == ",":
            first = antecedent_before(page, k, start)
            if first is None or first.end != k:
                return argument
            mentions = [*first.mentions, *argument.mentions]
            return Argument(role="subject", start=first.start, end=argument.end, head=first.head, mentions=mentions)
        if page.tags[k] in ("VERB", "AUX") and "Fin" in page.doc[k].morph.get("VerbForm", []):
            break
    return argument


def _leftmost(page: Page, start: int, end: int) -> Argument | None:
    """The first noun phrase of [start, end) that no preposition governs."""
    i = start
    while i < end:
        word = page.words[i]
        if word in PAUSE or page.tags[i] in ("CCONJ", "SCONJ", "ADV") or word in syntax("conjunction"):
            i += 1
            continue
        if i in page.dates:
            i = page.dates[i].end
            continue
        governed = preposition(page.doc, i)
        phrase = phrase_at(page, governed.end if governed and not governed.contracted else i)
        if governed is not None:
            i = max(governed.end, phrase.end if phrase else 0)
            continue
        if phrase is not None and phrase.end <= end:
            return argument_of(page, phrase, "subject")
        i += 1
    return None


def antecedent_before(page: Page, i: int, start: int) -> Argument | None:
    """The noun phrase that ends right before token i (a comma may stand between): the longest one."""
    stop = i
    while stop > start and (page.words[stop - 1] in PAUSE or page.words[stop - 1].isspace()):
        stop -= 1
    best: Phrase | None = None
    inner: Phrase | None = None  # the shortest, whatever governs it
    for k in range(stop - 1, max(start, stop - 25) - 1, -1):
        if page.tags[k] in ("VERB", "AUX", "PUNCT") and page.words[k] not in ("(", ")", "'"):
            break
        phrase = phrase_at(page, k)
        if phrase is None or phrase.end != stop:
            continue
        inner = phrase if inner is None or _names_person(page, phrase) else inner
        governed = preposition(page.doc, k)
        if governed is None or governed.contracted:
            best = phrase
    if best is None:
        return None
    if page.words[best.head] in syntax("age-noun"):  # `Luc Roy, 62 ans, battu …`
        return antecedent_before(page, best.start, start)
    if stop < i and page.tags[i] in ("VERB", "ADJ"):
        best = _agreeing(page, best, inner or best, i, start)
    return argument_of(page, best, "subject")


def _names_person(page: Page, phrase: Phrase) -> bool:
    """Does the core of a phrase end with somebody's name?"""
    return any(m.kind == "named" and m.type == "Person" for m in page.mentions.get(phrase.base_end - 1, ()))


def _agreeing(page: Page, nearest: Phrase, inner: Phrase, participle: int, start: int) -> Phrase:
    """Behind a comma a participle is about the head of the whole phrase that agrees with it: `la loi sur la fin de vie,
    adoptée mardi`; somebody named right before it comes first (`une réunion avec Anne Roy, élue hier`)."""
    morph = page.doc[participle].morph
    invariable = "Past" not in morph.get("Tense", [])
    gender = "f" if "Fem" in morph.get("Gender", []) else "m"
    plural = "Plur" in morph.get("Number", [])

    def fits(phrase: Phrase) -> bool:
        return invariable or (phrase.gender in (None, gender) and phrase.plural in (None, plural))

    if _names_person(page, nearest):
        return nearest
    if not fits(nearest) and _names_person(page, inner) and fits(inner):
        return inner  # `le départ de la maire Anne Roy, remplacée hier`
    best, phrase = nearest, nearest
    while (outer := _outer(page, phrase, start)) is not None:
        phrase = outer
        if fits(phrase):
            best = phrase
    return best


def _outer(page: Page, phrase: Phrase, start: int) -> Phrase | None:
    """The noun phrase that a preposition joins this one to: of `la vie` in `la loi sur la vie` the law."""
    for at in range(max(start, phrase.start - 4), phrase.start + 1):
        link = preposition(page.doc, at)
        if link is not None and link.end == phrase.start + link.contracted:
            return _ending_at(page, at, start)
    return None


def _ending_at(page: Page, at: int, start: int) -> Phrase | None:
    """The longest noun phrase that ends before token `at`."""
    best: Phrase | None = None
    for k in range(at - 1, max(start, at - 12) - 1, -1):
        if page.tags[k] in ("VERB", "AUX", "PUNCT"):
            break
        phrase = phrase_at(page, k)
        governed = preposition(page.doc, k)
        if phrase is not None and phrase.end == at and (governed is None or governed.contracted):
            best = phrase
    return best


def _joined(page: Page, i: int) -> bool:
    """`proposée par le Chili et coparrainée par …`: the second participle is about what the first one is about."""
    return i >= 0 and page.words[i] in words("coordinator")


def _before_gerund(page: Page, i: int, start: int) -> int:
    return i - 1 if i > start and page.words[i - 1] in syntax("gerund") else i
