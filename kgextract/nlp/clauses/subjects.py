"""Verb group → the subject of its clause and the clause's position, by order alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kgextract.nlp.clauses.antecedents import (
    antecedent_before,
    before_place,
    past_of_which,
    person_explained,
    phrase_ending_at,
    with_participle,
)
from kgextract.nlp.clauses.arguments import argument_at, argument_of, arguments_between, phrase_at
from kgextract.nlp.clauses.before import subject_before
from kgextract.nlp.clauses.engaged import alone, engaged
from kgextract.nlp.clauses.listed import people_listed
from kgextract.nlp.clauses.number import in_number, last_in_number, past_agent
from kgextract.nlp.clauses.page import PAUSE, Page
from kgextract.nlp.clauses.pieces import has_verb, opens_piece
from kgextract.nlp.clauses.series import in_series
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.excluded import excluded
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.relatives import takes_up_subject
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Argument, Clause
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.events import words_of
from kgextract.tables.names import not_names, words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

INVERTED = 12  # tokens that the subject may stand behind its verb
_ASIDE = 16  # tokens between two commas before a verb


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
    while i >= start and _is_passed(page, i):
        i -= 1
    i = _past_aside(page, i, start) if group.form == "finite" else i
    if group.inverted is not None:
        clause.subject = Argument(role="subject", start=group.inverted, end=group.inverted + 1, head=group.inverted)
        clause.position = "incise" if i >= start and page.words[i] in _before_incise() else "main"
    elif group.governor is not None:
        clause.position = "subordinate"
        clause.subject = shared(by_group.get(id(group.governor)))
    elif i >= start and takes_up_subject(page.words, i):
        clause.position = "relative"
        before_it = in_number(page, group, antecedent_before(page, before_place(page, i, start), start), start)
        before_it = past_of_which(page, group, before_it, start)
        told = with_participle(page, found, i) or people_listed(page, group, i, start)
        told = told or person_explained(page, group, i, start)
        clause.subject = _ended_by_name(page, told or past_agent(page, group, before_it, found[-1] if found else None))
        if clause.subject is not None and (out := excluded(page.words, clause.subject.start)):
            clause.subject = antecedent_before(page, out, start)  # `C'est X, | non Y, qui a signé`
        clause.negated = clause.negated or _denied(page, found, clause.subject)
    elif group.form == "finite" and i >= start and _inverts(page, i):
        clause.position = "relative"  # `le traité qu'a signé la Norvège`
        light = group.end < len(page.words) and page.words[group.end] in syntax("light-object")
        after = _past_date(page, group.end + light)  # `auquel ont pris part dix pays`
        while after < len(page.words) - 1 and (page.tags[after] == "ADV" or _is_infinitive(page, after)):
            after = _past_date(page, after + 1)  # `auquel doit participer | la ministre`
        clause.subject = argument_at(page, after, "subject")
    elif group.form == "infinitive" and found and follows_on(page, group.start, start):
        clause.position = "subordinate"
        clause.subject = shared(next((c for c in reversed(found) if c.form == "finite"), None))
    elif group.form == "infinitive" and (those := _busy(page, group.start, start)) is not None:
        clause.position, clause.subject = "subordinate", those
    elif group.form in ("participle", "gerund"):
        clause.position = "participle"
        clause.subject = antecedent_before(page, _before_gerund(page, group.start, start), start)
        if group.form == "participle" and in_series(page, found, group, start):
            clause.subject = None  # `Née à Lens, | formée à Rome, elle`: about what follows
            return
        if group.form == "gerund" and found and (whose := _of_the_main(page, found, clause.subject, group, i)):
            clause.subject = whose
            return
        if group.form == "gerund" and not found and _connects(page, start, group.start):
            clause.subject = None  # `En effet, citant le maire, elle a dit que`
        if group.form == "gerund" and clause.subject is not None and _is_where(page, clause.subject, group.start):
            clause.subject = None  # `s'est tenue à Lima, réunissant dix pays`
        if group.form == "gerund" and found and _by_agent(page, found[-1], clause.subject, group.start):
            clause.subject = _told_with_agent(page, found) or clause.subject
        aside = bool(found) and found[-1].position == "participle"
        if clause.subject is None and found and group.form == "gerund":
            clause.subject = shared(found[-1])
        elif clause.subject is None and found and (found[-1].passive or aside) and _joined(page, i):
            clause.subject = next((a for a in found[-1].arguments if a.role == "object"), None)
        elif clause.subject is None and i > start and _joined(page, i) and page.tags[i - 1] == "ADJ":
            clause.subject = antecedent_before(page, i, start)  # `la loi modifiée | et validée par la Cour`
    elif group.form == "finite":
        _finite_subject(page, clause, group, found, i, start, before)


def _denied(page: Page, found: list[Clause], before: Argument | None) -> bool:
    """Whether it is said of a relative's antecedent that it is not the one (`Ce n'est pas | X qui a signé`)."""
    if before is None or not found or not found[-1].negated or found[-1].lemma not in syntax("be-lemma"):
        return False
    it = found[-1].subject
    cleft = it is not None and page.words[it.start] in words("it-is")
    return cleft and found[-1].end in (before.start, before.start + 1, before.head)


def _ended_by_name(page: Page, before: Argument | None) -> Argument | None:
    """Whoever holds the office that a phrase ends with (`le procureur près la Cour de cassation | Luc Roy, qui …`)."""
    if before is None or not before.mentions or before.mentions[0].type != "Organization":
        return before
    behind = (m for m in page.mentions.get(before.end - 1, ()) if m.type == "Person" and m.kind == "named")
    last = next((m for m in behind if m.end == before.end and m.start == before.mentions[0].end), None)
    return before if last is None else replace(before, mentions=[last])


def _past_aside(page: Page, i: int, start: int) -> int:
    """The relative pronoun before what stands in front of its verb (`qui, de son aveu, a dit`, `qui lundi a dit`)."""
    if i > start and page.words[i] != ",":
        return _past_adverbial(page, i, start)
    if i <= start:
        return i
    for k in range(i - 1, max(start, i - _ASIDE), -1):
        if page.tags[k] in ("VERB", "AUX", "PUNCT") and page.words[k] != ",":
            break
        if page.words[k] == ",":
            return k - 1 if page.words[k - 1] in syntax("subject-relative") else i
    return i


def _past_adverbial(page: Page, i: int, start: int) -> int:
    """The relative pronoun that only nouns part from its verb (`qui par la voix de Luc Roy a dit`), or i."""
    for k in range(i, max(start, i - _ASIDE), -1):
        if page.words[k] in syntax("subject-relative"):
            adverbial = k + 1 in page.dates or preposition(page.doc, k + 1) is not None
            return k if adverbial and page.tags[k - 1] != "ADP" else i
        if page.tags[k] in ("VERB", "AUX", "PUNCT") or page.words[k] in syntax("subject-pronoun"):
            break
    return i


def _past_date(page: Page, i: int) -> int:
    """The token behind a date between a verb and its inverted subject (`a déclaré le 27 juin | le ministère`, `que
    préside depuis un an | Luc Roy`)."""
    link = preposition(page.doc, i) if i < len(page.words) and page.words[i] in words_of("event-since") else None
    if link is not None:
        for at in (link.end, link.end + 1):
            if at in page.dates:
                return page.dates[at].end
        lasting = phrase_at(page, link.end)
        return lasting.base_end if lasting is not None else i
    at = i if i in page.dates else i + 1
    article = i < len(page.words) and page.words[i] in words("definite")
    return page.dates[at].end if at in page.dates and (at == i or article) else i


def _is_passed(page: Page, i: int) -> bool:
    """An adverb, a blank or an opening mark between a verb and what stands before it."""
    opens = page.words[i] in speech_words("opening-mark") and i not in page.opening
    return opens or page.tags[i] == "SPACE" or (page.tags[i] == "ADV" and page.words[i] not in syntax("relative"))


def _connects(page: Page, start: int, at: int) -> bool:
    """Whether nothing but a connective with its comma stands before a token."""
    lead = " ".join(page.words[start : at - 1]).replace("' ", "'").strip()
    return at > start + 1 and page.words[at - 1] == "," and lead in speech_words("connector")


def _is_where(page: Page, before: Argument, at: int) -> bool:
    """A mere place behind its preposition, or a day, with a comma before the token."""
    if page.words[at - 1] in PAUSE and before.head in page.dates and not before.mentions:
        return True  # `a eu lieu samedi, réunissant dix pays`
    link = preposition(page.doc, before.start - 1) or preposition(page.doc, before.start - 2)
    apart = page.words[at - 1] in PAUSE and link is not None and link.lemma in syntax("place-link")
    return apart and bool(before.mentions) and all(m.type == "Place" for m in before.mentions)


def _of_the_main(page: Page, found: list[Clause], before: Argument | None, group: VerbGroup, i: int) -> Argument | None:
    """The subject of the main verb for a participle in -ant behind `en`, or behind a comma, where what stands before
    names nobody (`a promis un tri au club, écartant X et nommant Y`) or is taken up as its object (`a critiqué Luc Roy,
    l'accusant de mentir`), and the verb does not say what something is."""
    if found[-1].form == "gerund" and _joined(page, i):
        return found[-1].subject
    if found[-1].form == "infinitive" and page.words[group.start - 1] in PAUSE | syntax("gerund"):
        return _made_to(page, found) or _who_governs(page, found, group)
    if found[-1].form != "finite":
        return None
    if page.words[group.start - 1] in syntax("gerund"):
        return shared(found[-1])
    taken_up = any(page.words[k] in syntax("object-clitic") for k in range(group.start, group.verb))
    named = before is not None and not taken_up and any(m.type == "Person" for m in before.mentions)
    main = shared(found[-1])
    apart = page.words[group.start - 1] in PAUSE and (not named or (main is not None and _speaks(page, main)))
    return main if apart and not set(infinitives(page.doc[group.verb])) & syntax("stative") else None


def _made_to(page: Page, found: list[Clause]) -> Argument | None:
    """Whom something made do what an infinitive says (`La crise a poussé Luc Roy à réagir, affirmant que`)."""
    main = found[-2] if len(found) > 1 and found[-2].form == "finite" else None
    if main is None or main.passive or main.subject is None or _speaks(page, main.subject):
        return None
    return next((a for a in main.arguments if a.role == "object" and a.start >= main.end and _speaks(page, a)), None)


def _who_governs(page: Page, found: list[Clause], group: VerbGroup) -> Argument | None:
    """Whoever wants what an infinitive says and tells why (`La CGT appelle à voter pour Luc Roy, dénonçant la loi`)."""
    main = next((c for c in reversed(found) if c.form == "finite"), None)
    stative = set(infinitives(page.doc[group.verb])) & syntax("stative")
    whose = shared(main) if main is not None and not stative else None
    return whose if whose is not None and _speaks(page, whose) else None


def _by_agent(page: Page, before: Clause, noun: Argument | None, at: int) -> bool:
    """Is what ends before a comma the agent of a participle between commas (`…, dit X, aidé par Y, appelant à …`)?"""
    told = before.form == "participle" and before.passive and page.words[before.start - 1] in PAUSE
    agent = before.subject
    return told and noun is not None and agent is not None and before.verb < agent.start <= noun.start and at > noun.end


def _told_with_agent(page: Page, found: list[Clause]) -> Argument | None:
    """Whom a participle with its agent is about: what stands before it, but for brackets, or the subject before."""
    whom = shared(found[-1])
    if whom is not None and page.words[whom.end] != ")":
        return whom
    return shared(found[-2]) if len(found) > 1 and found[-2].form == "finite" else None


def _busy(page: Page, infinitive: int, start: int) -> Argument | None:
    return engaged(page, infinitive, start) or alone(page, infinitive, start)


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


def _is_infinitive(page: Page, k: int) -> bool:
    return "Inf" in page.doc[k].morph.get("VerbForm", [])


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
    if _has_pronoun(page, group) and opens_piece(page, i, start):
        clause.subject = Argument(role="subject", start=group.start, end=group.start + 1, head=group.start)
        return  # a pronoun that may be an object as well
    if i >= before and page.words[i] in syntax("clause-link") - syntax("subordinator") and found:
        clause.subject = shared(last_in_number(page, group, found))
        return
    marked = i >= start and page.words[i] in _before_incise()
    after = _subject_after(page, group) if marked else None
    quoted = marked and _closes_quotation(page, found, i, start)
    if after is None or not quoted:
        clause.subject = _before_relative(group, found) or subject_before(page, group, found, start)
    if after is not None and clause.subject is not None and _is_said(page, clause.subject, after, group, found):
        clause.subject = None
    if clause.subject is not None:
        clause.subject = _with_group(page, clause.subject, start)
    if clause.subject is None and after is not None:
        clause.position, clause.subject = "incise", after
    elif clause.subject is None and found and marked and not quoted:
        clause.subject = shared(next((c for c in reversed(found) if c.position == "main"), None))


def _with_group(page: Page, subject: Argument, start: int) -> Argument:
    """Examples between commas act with those whose examples they are (`Des élus, dont Anne Roy, ont défilé`)."""
    at = subject.start - 1
    opens = at > start + 1 and page.words[at] in not_names("such-as") | syntax("relative-governed")
    if not opens or page.words[subject.end] not in PAUSE:
        return subject  # `des élus, dont la maire attaque le bilan`
    at -= page.words[at - 1] in not_names("such-as")  # `parmi lesquels`
    group = phrase_ending_at(page, at - 1, start) if page.words[at - 1] == "," else None
    several = argument_of(page, group, "subject").mentions if group is not None else []
    mine = [m for m in several if m.type == "Group" and m.end == at - 1]
    return replace(subject, mentions=[*mine, *subject.mentions]) if mine else subject


def _is_said(page: Page, before: Argument, after: Argument, group: VerbGroup, found: list[Clause]) -> bool:
    """Is what stands before a cue another verb's subject that cannot speak (`Les prix montent, regrette la mairie`)?"""
    taken = any(c.form == "finite" and c.subject is not None and c.subject.start == before.start for c in found)
    cue = taken and "finite" in form_kinds(page.words[group.verb])
    return cue and not _speaks(page, before) and _speaks(page, after)


def _speaks(page: Page, a: Argument) -> bool:
    named = any(m.type in ("Person", "Organization", "Group") for m in a.mentions)
    return (
        named or page.tags[a.head] == "PRON" or agentive(page.doc, a.head) or office_head(page.doc, a.head) is not None
    )


def _has_pronoun(page: Page, group: VerbGroup) -> bool:
    """Does a group begin with a pronoun that its verb agrees with (`nous avons`, unlike `nous a dit le maire`)?"""
    forms = page.doc[group.start + 1 : group.end]
    third = any("3" in token.morph.get("Person", []) for token in forms if "Fin" in token.morph.get("VerbForm", []))
    return page.words[group.start] in syntax("subject-pronoun") and group.start < group.verb and not third


def _subject_after(page: Page, group: VerbGroup) -> Argument | None:
    """The noun phrase that follows a verb, behind a time or a preposition (`a dit hier à Lima le roi`)."""
    after = arguments_between(page, group.end, min(group.end + INVERTED, len(page.words)))
    found = next((a for a in after if a.role == "object"), None)
    return None if found is None else replace(found, role="subject")


def _closes_quotation(page: Page, clauses: list[Clause], i: int, start: int) -> bool:
    """Does a quotation end at the mark before a verb, that is no name of something (`son film, « Feu », a …`)?"""
    k = i - (page.words[i] == ",")
    opening = page.opening.get(k)
    if opening is None or page.words[k] == ")":
        return False
    return opening <= start or page.words[opening - 1] == ":" or has_verb(clauses, opening, k)


def _before_relative(group: VerbGroup, found: list[Clause]) -> Argument | None:
    """The noun of a relative clause that ends with its own subject (`le traité qu'a signé la Norvège fixe …`)."""
    inner = found[-1] if found else None
    if inner is None or inner.position != "relative" or inner.subject is None or inner.subject.end != group.start:
        return None
    if inner.subject.start < inner.end:
        return None
    left = [a for a in inner.arguments if a.end <= inner.start]
    return max(left, key=lambda a: a.end, default=None)


def _joined(page: Page, i: int) -> bool:
    """`(a été) proposée par le Chili et coparrainée par …`: the second participle is about what the first one is."""
    return i >= 0 and page.words[i] in syntax("coordinator")


def _before_gerund(page: Page, i: int, start: int) -> int:
    return i - 1 if i > start and page.words[i - 1] in syntax("gerund") else i
