"""A pronoun in a clause → whom it stands for: subjects (`elle a signé`) and objects (`l'a nommée`, `lui succède`)."""

from __future__ import annotations

from typing import Literal

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory, unit_tokens
from kgextract.nlp.layers import Argument, Chain, Clause, Mention, Role, unit_of
from kgextract.nlp.relations.continued import person_before, thing_before
from kgextract.nlp.relations.departed import departed
from kgextract.nlp.relations.dismissed import dismissed
from kgextract.nlp.relations.latter import last_named
from kgextract.nlp.stretches import beginning
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.syntax import syntax

PERSON, PLACE = "Person", "Place"
_AGENTS = ("Organization", PLACE, "Group")
EVENT = "Event"
TASK = 12  # tokens from an impersonal verb to what is to be done
_ROW = 6  # sentences in a row that begin with a pronoun
_QUOTED = 2_000  # characters of quoted words
TEXTS = frozenset({"Document", EVENT})  # what an object pronoun may stand for as well


def impersonal(doc: Doc, clause: Clause, token: int) -> bool:
    """Whether `il` at a token stands for nobody (`Il appartient au Sénat de voter la loi`)."""
    if clause.lemma not in syntax("impersonal-lemma") or doc[token].lower_ not in syntax("impersonal-pronoun"):
        return False
    for k in range(clause.end, min(clause.end + TASK, len(doc) - 2)):
        if doc.lowered[k] in words("of") and any(is_infinitive(doc, n) for n in (k + 1, k + 2)):
            return True
        if doc[k].is_punct or "Fin" in doc[k].morph.get("VerbForm", []):
            break
    return False


def gender_of(doc: Doc, token: int) -> Literal["m", "f"] | None:
    """Of `il`, `elle` (also `-t-il`); None where token is no such pronoun."""
    word = doc[token].lower_.rsplit("-", 1)[-1]
    if word in office_words("feminine-pronoun"):
        return "f"
    return "m" if word in office_words("masculine-pronoun") else None


def subject_of(doc: Doc, token: int) -> Chain | None:
    """The person that `il`, `elle` (also `-t-il`) stands for, or None where token is no such pronoun."""
    gender = gender_of(doc, token)
    if gender is None:
        return last_named(doc, token)
    known: dict[int, Chain | None] = memory(doc, "subject-pronouns")
    if token not in known:
        first = first_told(doc, token, gender)
        teller = _teller(doc, token)
        topic = _topic(doc, first, gender) or person_before(doc, first, gender)
        besides = [*_fronted(doc, first), *teller]
        found = topic if topic is not None and topic not in teller else None
        found = found or antecedent(doc, first, gender=gender, types=(PERSON,), besides=besides)
        known[token] = departed(doc, first, gender, found) or found
    return known[token]


def _teller(doc: Doc, token: int) -> list[Chain]:
    """Who says the quoted words in which a token stands, nobody of whom they tell (`« Elle dirige Alba », dit …`)."""
    said: list[tuple[int, int, Chain]] = memory(doc, "quoted-tellers").setdefault("all", [])
    if not said and doc._.statements:
        direct = ((s.speaker, s.content) for s in doc._.statements if s.kind == "direct" and s.speaker is not None)
        said += sorted(((a, b, who) for who, content in direct for a, b in content), key=lambda x: x[0])
    at = doc[token].idx
    return [who for a, b, who in beginning(said, at - _QUOTED, at + 1, lambda x: x[0]) if a <= at < b]


def _topic(doc: Doc, token: int, gender: Literal["m", "f"]) -> Chain | None:
    """Whom the words right before a pronoun turn to (`Quant au préfet, Luc Roy, il …`)."""
    if doc[token - 1].text != ",":
        return None
    first = unit_tokens(doc)[unit_of(doc, token)][0]
    found = preposition(doc, first)
    if found is None or found.lemma not in speaker_words("as-for"):
        return None
    people = [c for c in _named_between(doc, found.end - found.contracted, token) if c.type == PERSON]
    return people[-1] if people and people[-1].gender in (gender, None) else None


def first_told(doc: Doc, token: int, gender: str) -> int:
    """The first of a row of sentences' subject pronouns: a text goes on about the same one (`Il s'est brouillé avec Luc
    Roy. Il a ensuite dirigé …`)."""
    openers: dict[int, int] = memory(doc, "told-of")  # by unit, the pronoun that is the subject of its first clause
    if not openers:
        for c in reversed(doc._.clauses):
            if c.form == "finite" and c.position in ("main", "incise") and (subject := _spoken_of(c)) is not None:
                openers[c.unit] = subject.start if _is_personal(doc, c, subject) else -1
    forms = office_words("feminine-pronoun" if gender == "f" else "masculine-pronoun")
    unit = unit_of(doc, token)
    if openers.get(unit) != token:
        return token
    for back in range(1, _ROW):
        before = openers.get(unit - back, -1)
        if before < 0 or doc.lowered[before] not in forms:
            break
        token = before
    return token


def _spoken_of(clause: Clause) -> Argument | None:
    """The subject as it is spoken: of a passive what it was turned round from."""
    before = (a for a in clause.arguments if a.role == "object" and a.start < clause.start)
    return next(before, None) if clause.passive else clause.subject


def _is_personal(doc: Doc, clause: Clause, subject: Argument) -> bool:
    """Whether the subject is a pronoun before its verb, outside quotations, and somebody is meant."""
    nobody = clause.lemma in office_words("impersonal") or impersonal(doc, clause, subject.start)
    if subject.mentions or subject.start >= clause.verb or nobody:
        return False
    if any(doc.lowered[k] in syntax("place-clitic") for k in range(subject.end, clause.verb)):
        return False  # `il y a`
    first = unit_tokens(doc)[clause.unit][0]
    return not any(doc[k].text in words("name-mark") for k in range(first, subject.start))


def _fronted(doc: Doc, token: int) -> list[Chain]:
    """Whom the words before the first main verb of the sentence name: a subject pronoun right behind them stands for
    somebody else (`Proche de Luc Roy, il …`)."""
    unit = unit_of(doc, token)
    mains: dict[int, int] = memory(doc, "main-verbs")  # by unit, where its first main verb ends
    if not mains:
        for c in reversed(doc._.clauses):
            if c.form == "finite" and c.position in ("main", "incise"):
                mains[c.unit] = c.end
    if mains.get(unit, token + 1) <= token:
        return []
    return _named_between(doc, unit_tokens(doc)[unit][0], token)


def _named_between(doc: Doc, start: int, end: int) -> list[Chain]:
    """The chains of the mentions that start in tokens [start, end)."""
    by_start: list[Mention] = memory(doc, "mentions-by-start").setdefault("all", [])
    if not by_start:
        by_start += sorted(doc._.mentions, key=_start)
    return [m.chain for m in beginning(by_start, start, end, _start) if m.chain is not None]


def _start(m: Mention) -> int:
    return m.start


def appointed(doc: Doc, role: Role) -> Chain | None:
    """Whom the clitic before a verb of appointing stands for (`le conseil la nomme directrice du port`)."""
    token = role.pronoun
    if token is None or doc.lowered[token] not in office_words("singular-article"):
        return None
    gender: Literal["m", "f"] | None = None
    if doc.lowered[token] in syntax("feminine-clitic"):
        gender = "f"
    elif doc.lowered[token] in syntax("masculine-clitic"):
        gender = "m"
    unit = unit_of(doc, token)
    told = (*doc._.mentions, *doc._.nominals)
    besides = [m.chain for m in told if m.end <= token and m.chain and unit_of(doc, m.start) == unit]
    return antecedent(doc, token, gender=gender, types=(PERSON,), besides=besides)


def object_of(doc: Doc, clause: Clause, argument: Argument, types: tuple[str, ...]) -> Chain | None:
    """Whom the clitic of an argument stands for, where a rule wants people, bodies or states and nothing else; of `y`
    the event (`deux ministres y ont participé`)."""
    token = argument.start
    word = doc[token].lower_
    if word in syntax("place-clitic") and TEXTS & set(types):
        things = tuple(t for t in types if t in TEXTS)
        only = thing_before(doc, token, things, gender=None, plural=False, besides=())
        return only or (antecedent(doc, token, types=(EVENT,)) if EVENT in types else None)
    if word not in syntax("object-clitic") or token >= clause.verb:
        return None
    plural = word in syntax("plural-clitic")
    sequel = clause.form == "infinitive" and _is_sequel(doc, clause)
    if (sequel or clause.form == "gerund") and not plural and clause.subject is not None and clause.subject.mentions:
        told = _taken_up(doc, clause.subject, token, types, _gender(doc, clause, word))
        if told is not None or not sequel:
            return told
    besides: list[Chain] = []
    if clause.subject is not None:  # nobody whom the subject with its appositions names
        first = min(clause.subject.start, token)
        besides = _named_between(doc, first, token)
        agent = subject_of(doc, clause.subject.start) if not clause.subject.mentions else None
        besides += [m.chain for m in clause.subject.mentions if m.chain is not None] + ([agent] if agent else [])
    gender = _gender(doc, clause, word)
    if TEXTS & set(types):
        dative = word in syntax("dative-clitic")
        return None if dative else thing_before(doc, token, types, gender=gender, plural=plural, besides=besides)
    if PERSON not in types:
        return None
    if clause.lemma in office_words("following-on") and (left := dismissed(doc, clause, gender)) is not None:
        return left  # `a limogé Luc Roy et nommé Anne Blin pour le remplacer`
    for fitting in (("Group",),) if plural else ((PERSON,), ("Organization", "Place")):
        if set(fitting) & set(types):
            found = antecedent(doc, token, gender=gender, plural=plural, types=fitting, besides=besides)
            if found is not None and found.type in types:
                return found
    return None


def _is_sequel(doc: Doc, clause: Clause) -> bool:
    """Whether an infinitive tells what came next (`a secondé Luc Roy avant de lui succéder`)."""
    before = doc.lowered[clause.start - 1], " ".join(doc.lowered[max(clause.start - 2, 0) : clause.start])
    return not office_words("sequel").isdisjoint(before)


def _taken_up(
    doc: Doc, subject: Argument, token: int, types: tuple[str, ...], gender: Literal["m", "f"] | None
) -> Chain | None:
    """The only person, else the only state, that stands between the subject of a sentence and a participle
    with a clitic (`Luc Roy s'étonne du silence d'Anne Blin, l'accusant de`)."""
    own = [m.chain for m in subject.mentions]
    told = {id(c): c for c in _named_between(doc, subject.end, token) if c not in own}
    fitting = [c for c in told.values() if gender is None or c.gender in (gender, None)]
    found = [c for c in fitting if c.type == PERSON] or [c for c in fitting if c.type in _AGENTS]
    return found[0] if len(found) == 1 and found[0].type in types and found[0].type in (PERSON, PLACE) else None


def _gender(doc: Doc, clause: Clause, word: str) -> Literal["m", "f"] | None:
    """Of the pronoun by its form, of an elided one by the participle (`l'a nommée`)."""
    if word in syntax("feminine-clitic"):
        return "f"
    if word in syntax("masculine-clitic"):
        return "m"
    if word in syntax("elided-clitic") and clause.end - clause.start > 2:
        return "f" if doc[clause.verb].lower_.endswith(tuple(syntax("feminine-tail"))) else "m"
    return None
