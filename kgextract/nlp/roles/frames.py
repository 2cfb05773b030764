"""Office phrase without a name beside it → the person whom a verb or a locution joins to it, found by order.

`Anne Roy, qui avait été nommée au poste de préfète` gives `Anne Roy` by the rule `role-become`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.days import date_ends
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.rule_verbs import infinitives, participles
from kgextract.nlp.layers import Factuality, Mention
from kgextract.nlp.roles.chosen import chosen_for
from kgextract.nlp.roles.gaps import a_title, by_an_agent, employed_gap, over_new, plain_gap, titled_gap
from kgextract.nlp.roles.modifiers import lead
from kgextract.nlp.roles.nominations import nominated
from kgextract.nlp.roles.phrases import Index, OfficePhrase, in_date
from kgextract.nlp.roles.shared import of_main_verb, shared_subject
from kgextract.nlp.roles.verbs import group_start, is_governed, is_passive, modality, people_between, subjects
from kgextract.tables.roles import ROLE_RULES, RoleRule, office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

REACH, AGENT = 12, 24  # words between verb and office; with a locution before the office, and somebody who appoints


@dataclass(frozen=True, slots=True)
class Joined:
    """The rule that fits, the people it gives (none for a pronoun) and how sure the text is."""

    rule: RoleRule
    holders: list[Mention]
    factuality: Factuality = "asserted"
    former: bool = False
    pronoun: int | None = None  # token of a pronoun that is the subject


def joined(doc: Doc, phrase: OfficePhrase, ix: Index, first: int, last: int) -> Joined | None:
    """The frame around an office phrase within the unit's tokens [first, last), or None."""
    at = lead(doc, phrase, first)
    locution, start = locution_before(doc, over_new(doc, phrase.start, first), first)
    if locution and (with_ := _accompanying(doc, ix, start, first)) is not None:
        return Joined(_rules("manner")[0], [with_])
    verb = _verb(doc, start if locution else at, first, located=bool(locution))
    if verb is not None:
        for rule in _rules("verb"):
            if not set(infinitives(doc[verb])) & set(rule.verbs) or not (
                locution in rule.before if locution else rule.bare
            ):
                continue
            found = _framed(doc, phrase, ix, rule, verb, start if locution else at, first)
            if found is None:
                continue
            if rule.holder == "subject" and (next_ := _then(doc, ix, rule, verb, first)) is not None:
                return next_
            if rule.holder == "subject" and _is_aside(doc, verb):
                holder, pronoun = of_main_verb(doc, ix, verb, first)
                one_ = [holder] if holder is not None else []
                return replace(found, holders=one_, pronoun=pronoun) if one_ or pronoun is not None else None
            if rule.holder == "subject" and (one := chosen_for(doc, ix, verb, first, last)) is not None:
                return Joined(rule, [one[0]], one[1])
            if not found.holders and rule.holder == "subject":
                found = replace(found, holders=_fronted(doc, phrase, ix, verb, first, last))
            if found.holders or found.pronoun is not None:
                return found
            pronoun = _pronoun(doc, ix, verb, first)
            if pronoun is None and rule.holder == "subject":
                holder, pronoun = shared_subject(doc, ix, group_start(doc, verb, first), first)
                if holder is not None:
                    return replace(found, holders=[holder])
            if pronoun is not None:
                return replace(found, pronoun=pronoun if rule.holder == "subject" else None)
    if not locution:
        return None
    named = nominated(doc, ix, locution, start, first)
    if named is not None:
        return Joined(named[0], [named[1]])
    return _manner(doc, phrase, ix, locution, start, first, last)


@cache
def _rules(place: str) -> tuple[RoleRule, ...]:
    return tuple(r for r in ROLE_RULES.rows() if r.place == place)


@cache
def _locutions() -> tuple[tuple[str, ...], ...]:
    texts = {b for r in ROLE_RULES.rows() for b in r.before}
    return tuple(sorted((tuple(t.split()) for t in texts), key=lambda t: (-len(t), t)))


def locution_before(doc: Doc, at: int, first: int) -> tuple[str, int]:
    """The locution right before token `at` (`au poste de`) and where it starts."""
    for words in _locutions():
        start = at - len(words)
        if start >= first and all(_same(doc[start + k].lower_, w) for k, w in enumerate(words)):
            return " ".join(words), start
    return "", at


def _same(word: str, wanted: str) -> bool:
    return word == wanted or (word.endswith("'") and wanted.startswith(word[:-1]) and len(wanted) <= len(word))


def _pronoun(doc: Doc, ix: Index, verb: int, first: int) -> int | None:
    """The token of `il` or `elle` that is the subject, right before the verb group; or the head of a description
    there (`L'élue, qui est aussi …`, `Cette juriste a été …`)."""
    at = group_start(doc, verb, first)
    if at > first and doc[at - 1].lower_ in office_words("pronoun", "latter"):
        return at - 1
    if at > first and doc[at - 1].lower_ in office_words("relative"):
        at -= 1 + (doc[at - 2].text == ",")
        if at - 1 == first and doc.lowered[first] in speaker_words("that-one"):
            return first  # `Celle qui fut ministre des Mines a réagi`
    m = ix.described_to.get(at)
    if m is None or doc.lowered[m.head] in office_words("kin") or is_governed(doc, m, first + 1):
        return None
    return m.head if doc.lowered[m.start - 1] in office_words("of-the-one") else None


# --- the verb and its people


def _verb(doc: Doc, at: int, first: int, *, located: bool) -> int | None:
    """The nearest verb or copula left of `at`."""
    for k in range(at - 1, max(first, at - (AGENT if located else REACH)) - 1, -1):
        token = doc[k]
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in office_words("portfolio"):
            return k
        if k == first == at - 1 and token.lower_ in participles():
            return k  # `Nommé préfet du Nord, Luc Roy …`: the model takes the capital for a noun
        if token.text in (";", ":", "»", "«", '"') or token.lower_ in office_words("relative"):
            return None
    return None


def _is_aside(doc: Doc, verb: int) -> bool:
    """`, devenant maire`: a present participle behind a comma."""
    return verb > 0 and doc[verb - 1].text == "," and in_ant(doc.lowered[verb]) and doc[verb].pos_ in ("VERB", "AUX")


def _framed(doc: Doc, phrase: OfficePhrase, ix: Index, rule: RoleRule, verb: int, at: int, first: int) -> Joined | None:
    led = at - 1
    while led > first and doc[led].pos_ == "NUM" and not in_date(doc, led):
        led -= 1
    if led >= first and doc[led].pos_ == "ADP" and not in_date(doc, led):
        return None  # `confirmé par le maire`, `investi par 410 députés`
    group = group_start(doc, verb, first)
    passive = is_passive(doc, group, verb)
    factuality, former = modality(doc, group, verb, at)
    if rule.holder == "object":
        if passive or doc[verb].pos_ == "AUX":
            return None
        gap = titled_gap if at < phrase.start else plain_gap
        between = [
            m
            for m in people_between(ix, verb + 1, at)
            if gap(doc, verb + 1, m.start) or a_title(doc, ix, verb + 1, m.start)
        ]
        if not between and at == phrase.start and plain_gap(doc, verb + 1, at):
            between = _behind(doc, ix, phrase.end)
        clitic = group - 1 if group > first and doc.lowered[group - 1] in office_words("singular-article") else None
        if clitic is not None and doc.lowered[clitic - 1] in speech_words("as-word"):
            clitic = None  # `comme l'a fait son conseiller`
        if not between and clitic is None and plain_gap(doc, verb + 1, at):
            between = _taken_up(doc, ix, group, first)
        if not between and (clitic is None or phrase.plural or not plain_gap(doc, verb + 1, at)):
            return None
        return Joined(rule, between[-1:], factuality, former or rule.former, None if between else clitic)
    if not passive and _needs_passive(rule, doc[verb]):
        return None
    if people_between(ix, verb + 1, at) and not rule.bare:
        pass  # `remplace Paul Roy au poste de`: the subject is still the holder
    elif passive and by_an_agent(doc, verb + 1, at) and (at < phrase.start or _no_comma(doc, verb + 1, at)):
        pass  # `nommée mardi par le roi, Luc II, au poste de`, `nommée par le roi préfète`
    elif not plain_gap(doc, verb + 1, at) and (rule.bare or not employed_gap(doc, ix, verb + 1, at)):
        return None
    return Joined(rule, subjects(doc, ix, group, first), factuality, former or rule.former)


def _no_comma(doc: Doc, start: int, end: int) -> bool:
    return all(not doc[k].is_punct for k in range(start, end)) and doc[end - 1].pos_ in ("NOUN", "PROPN")


def _then(doc: Doc, ix: Index, rule: RoleRule, verb: int, first: int) -> Joined | None:
    """`Luc Roy a été préfet avant de devenir ministre`: who does what the main verb says has the office behind it."""
    at = group_start(doc, verb, first)
    sequel = " ".join(doc.lowered[max(at - 2, 0) : at]) in office_words("sequel")
    if not sequel and (at == 0 or doc.lowered[at - 1] not in office_words("sequel")):
        return None
    main = next((k for k in range(at - 2, first, -1) if "Fin" in doc[k].morph.get("VerbForm", [])), None)
    if main is None or doc[main].pos_ not in ("VERB", "AUX"):
        return None
    group = group_start(doc, main, first)
    factuality, _ = modality(doc, group, main, at)
    holders, pronoun = subjects(doc, ix, group, first), _pronoun(doc, ix, main, first)
    if not holders and pronoun is None:
        shared, pronoun = shared_subject(doc, ix, group, first)
        holders = [shared] if shared is not None else []
    if factuality != "asserted" or not (holders or pronoun is not None):
        return None
    return Joined(rule, holders, pronoun=None if holders else pronoun)


def _behind(doc: Doc, ix: Index, at: int) -> list[Mention]:
    """The name right behind a bare office, over a title (`a nommé administratrice l'ancienne ministre Anne Roy`)."""
    for k in range(at, min(at + REACH, len(doc))):
        if k in ix.people_at:
            titled = doc[at].lower_ in office_words("singular-article") and doc[k - 1].pos_ != "ADP"
            return [ix.people_at[k]] if k == at or titled else []  # not `nommé directeur le frère de Luc Roy`
        if doc[k].pos_ not in ("DET", "NOUN", "ADJ", "ADP", "PROPN"):
            break
    return []


def _taken_up(doc: Doc, ix: Index, group: int, first: int) -> list[Mention]:
    """The name before `que` and the subject of a verb group (`Luc Roy, que le roi a | nommé préfet`)."""
    for k in range(group - 1, max(first, group - REACH), -1):
        if doc.lowered[k] in office_words("object-relative"):
            m = ix.people_to.get(k) or ix.people_to.get(k - (doc[k - 1].text == ","))
            return [m] if m is not None else []
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT"):
            break
    return []


def _needs_passive(rule: RoleRule, verb: Token) -> bool:
    """A verb of appointing takes its subject for the holder only in the passive."""
    other = next((r for r in _rules("verb") if r.holder == "object"), None)
    return other is not None and rule is not other and bool(set(infinitives(verb)) & set(other.verbs))


def _fronted(doc: Doc, phrase: OfficePhrase, ix: Index, verb: int, first: int, last: int) -> list[Mention]:
    """The subject after a participle that opens the sentence (`Élue maire de Lens en 2014, Anne Roy …`)."""
    if verb != first or doc[verb].lower_ not in participles():
        return []
    days = date_ends(doc)
    at = next((days[k] for k in range(phrase.end, phrase.end + 3) if k in days), phrase.end)
    if at < last and doc[at].lower_ in office_words("by"):  # `Nommé préfet par le roi, Luc Roy …`
        at = next((k for k in range(at, min(at + REACH, last)) if doc[k].text == ","), at)
        at = at if by_an_agent(doc, phrase.end, at) else phrase.end
    return people_between(ix, at + 1, at + 2) if at < last and doc[at].text == "," else []


# --- locutions without a verb of office


def _accompanying(doc: Doc, ix: Index, start: int, first: int) -> Mention | None:
    """The name in `avec Anne Roy comme présidente [et Luc Blin comme trésorier]` that ends at token `start`."""
    m = ix.people_to.get(start)
    if m is None:
        return None
    for k in range(m.start - 1, max(first, m.start - REACH) - 1, -1):
        if doc.lowered[k] in office_words("with"):
            between = range(k + 1, m.start)
            further = any(doc.lowered[n] in office_words("coordinator") or doc[n].text == "," for n in between)
            return m if not between or (further and doc[m.start - 1].pos_ != "ADP") else None
        if doc[k].pos_ in ("VERB", "AUX"):
            return None
    return None


def _quoted(doc: Doc, first: int, at: int) -> int:
    """Where the quotation starts in which token `at` stands, or `first`: its people are others than the speaker."""
    for k in range(at - 1, first - 1, -1):
        if doc[k].text in speech_words("opening-mark"):
            return k
        if doc[k].text in speech_words("closing-mark"):
            return first
    return first


def _manner(
    doc: Doc, phrase: OfficePhrase, ix: Index, locution: str, start: int, first: int, last: int
) -> Joined | None:
    """`en tant que maire`: the subject of the clause, or the first person after a fronted phrase."""
    rule = next((r for r in _rules("manner") if locution in r.before), None)
    fronted = start == first or doc[start].text[:1].isupper()
    if fronted and phrase.end < last and doc[phrase.end].text == ",":
        rule = rule or next((r for r in _rules("verb") if locution in r.before and not r.bare), None)
        people = people_between(ix, phrase.end + 1, min(last, phrase.end + REACH))
        if rule and people and not is_governed(doc, people[0], first):
            return Joined(rule, people[:1])
        return None
    if rule is None:
        return None
    people = [m for m in people_between(ix, _quoted(doc, first, start), start) if not is_governed(doc, m, first)]
    related = [m for m in people_between(ix, first, start) if doc[m.end].lower_ in office_words("relative")]
    people = related[-1:] or people  # `avec Luc Roy qui a travaillé à titre de géologue`
    return Joined(rule, people[:1]) if len(people) == 1 else None
