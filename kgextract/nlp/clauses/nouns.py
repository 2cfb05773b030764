"""Doc with clauses → clauses of its nouns and adjectives that say what a verb says (`verbal_words.yaml`).

`la signature du traité par le Pérou`: signer(Pérou, traité); `les partisans de la réforme`: soutenir(partisans,
réforme); `le maire, hostile au projet`: s'opposer(maire, à: projet). Who does it stands after a preposition, in a
possessive, or is the subject of the verb that carries the noun (`apporter son soutien à`). What is only wished,
prepared, feared, refused or to come is not asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kgextract.nlp.clauses.antecedents import antecedent_before
from kgextract.nlp.clauses.arguments import argument_of, arguments_between, phrase_at
from kgextract.nlp.clauses.called import called_behind
from kgextract.nlp.clauses.carriers import beside, carries
from kgextract.nlp.clauses.noun_reality import Place, governing_clause, reality
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.clauses.relatives import of_which
from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import cut, once, unit_tokens
from kgextract.nlp.layers import Argument, Clause, Mention
from kgextract.nlp.quantities import small_numbers
from kgextract.tables.names import words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import VERBAL_WORDS, VerbalWord, syntax

_CLOSING = 3  # tokens in which a sentence ends
LEFT = 6  # tokens that a noun phrase may have before its head


def noun_clauses(doc: Doc) -> list[Clause]:
    """The clauses of verbal nouns, agent nouns and adjectives, in text order."""
    page = Page.of(doc)
    by_unit: dict[int, list[Clause]] = {}
    for clause in doc._.clauses:
        by_unit.setdefault(clause.unit, []).append(clause)
    found: list[Clause] = []
    for number, (unit, (first, last)) in enumerate(zip(doc._.units, unit_tokens(doc), strict=True)):
        if unit.kind not in ("text", "caption"):
            continue
        for start in range(first, last):
            for row, end in _rows_at(page, start):
                inside = by_unit.get(number, [])
                clause = _clause(Place(page, row, start, end, number, first, last, inside, _phrase(page, start)))
                if clause is not None:
                    found.append(clause)
    return found


def _rows_at(page: Page, i: int) -> Iterator[tuple[VerbalWord, int]]:
    """The rows whose words stand at token i, with the token after them; the longest words of a row."""
    for texts, row in _by_first_word().get(page.words[i], ()):
        end = i + len(texts)
        verbal = len(texts) == 1 and page.tags[i] in ("VERB", "AUX") and row.kind != "quality"
        if page.words[i:end] == texts and not verbal:
            yield row, end


@cache
def _by_first_word() -> dict[str, tuple[tuple[list[str], VerbalWord], ...]]:
    table: dict[str, list[tuple[list[str], VerbalWord]]] = {}
    for row in VERBAL_WORDS.rows():
        for word in row.words:
            texts = cut(word)
            table.setdefault(texts[0], []).append((texts, row))
    return {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in table.items()}


def _phrase(page: Page, i: int) -> Phrase | None:
    """The noun phrase in whose core token i stands."""
    for k in range(max(0, i - LEFT), i + 1):
        governed = preposition(page.doc, k)
        if governed is not None and not governed.contracted and k < i:
            continue
        phrase = phrase_at(page, k)
        if phrase is not None and phrase.start <= i < phrase.base_end:
            return phrase
    return None


def _clause(place: Place) -> Clause | None:
    row, page = place.row, place.page
    clause = Clause(
        start=place.start,
        end=place.end,
        verb=place.start,
        lemma=row.verb,
        reflexive=row.reflexive,
        form="noun",
        position="subordinate",
        unit=place.unit,
    )
    arguments, governing = _arguments(place), governing_clause(place)
    subject = _first(arguments, row.subject)
    patient = _first([a for a in arguments if a is not subject], row.object)
    if patient is None and row.kind == "agent" and row.object:
        patient = _owner(place)  # `son prédécesseur`
    if patient is None and row.kind == "deed" and row.object:
        patient = of_which(page, (place.phrase.start if place.phrase is not None else place.start) - 1, place.first)
    if row.kind == "work":
        patient = argument_of(page, place.phrase, "object") if place.phrase else None
        if patient is None or not _adjoins(place, subject):
            subject = None
    clause.arguments = [a for a in arguments if a is not subject and a is not patient]
    if patient is not None:
        clause.arguments.insert(0, _as(patient, "object"))
    if patient is None and row.kind == "deed" and governing is not None and not governing[1]:
        patient = beside(place, governing[0])
        clause.arguments = [*([_as(patient, "object")] if patient is not None else []), *clause.arguments]
    if row.kind in ("deed", "work"):
        if subject is None:
            subject = _carried(place, governing)
            clause.stance = governing[0].stance if governing is not None and not governing[1] else None
        clause.modality, clause.negated = reality(place, governing)
        if row.kind == "work" and subject is not None and subject.role not in words("of-lemma") and _a_new(place):
            clause.modality = "possible"  # `un accord entre la Suède et le Chili est loin`
        if row.kind == "work" and _a_new(place) and governing is not None and _in_general(governing):
            clause.modality = "possible"  # `Une résolution du Conseil doit recueillir neuf voix`
    else:
        subject = _bearer(place, clause, agent=row.kind == "agent")
    if _asked_bare(place):
        clause.modality = "possible"  # `Le roi en visite au Gabon ?`
    clause.subject = _as(subject, "subject") if subject is not None else None
    return clause if clause.subject is not None or (row.told and patient is not None) else None


def _asked_bare(place: Place) -> bool:
    """Whether a sentence without a finite verb asks."""
    closing = place.page.words[max(place.last - _CLOSING, place.end) : place.last]
    asks = any(word in syntax("question-mark") for word in closing)
    return asks and not any(c.form == "finite" for c in place.clauses)


def _as(a: Argument, role: str) -> Argument:
    return Argument(role=role, start=a.start, end=a.end, head=a.head, mentions=a.mentions)


def _first(arguments: list[Argument], roles: tuple[str, ...]) -> Argument | None:
    """The argument of the first of these prepositions that is there and that names somebody or something."""
    for role in roles:
        for a in arguments:
            if a.role == role and a.mentions:
                return a
    return None


def _arguments(place: Place) -> list[Argument]:
    """The prepositional phrases after the word, up to the next verb, mark or word that has phrases of its own."""
    page, stop = place.page, place.last
    for clause in place.clauses:
        if place.end <= clause.start < stop:
            stop = clause.start
    found: list[Argument] = []
    for k in range(place.end, stop):
        if page.words[k] in syntax("noun-stop") and not (k > place.end and _goes_on(page, k)):
            stop = k
            break
    counted = not small_numbers().keys().isdisjoint(page.words[place.end : stop])  # `père de deux filles, Anne et Lise`
    for a in arguments_between(page, place.end, stop):
        if a.role == "date":
            continue
        if a.role != "object":
            kinds = {m.type for m in a.mentions if m.start < stop}  # not `partisans du plan, | Anne Roy et …`
            kept = (m for m in a.mentions if m.start < stop or counted or m.type in kinds or _titled(place, m))
            mentions = [m for m in kept if m.start < stop or not _acts(place, m)]
            found.append(replace(a, mentions=mentions))
        if any(row.kind == "deed" for row, _ in _rows_at(page, a.head)):
            break  # what follows belongs to that noun
    return found


def _acts(place: Place, m: Mention) -> bool:
    """Whether somebody is the subject of a clause of the sentence (`Après un entretien avec X, | A et B ont …`)."""
    subjects = (c.subject for c in place.clauses if c.form == "finite" and c.subject is not None)
    return any(x is m for a in subjects for x in a.mentions)


def _titled(place: Place, m: Mention) -> bool:
    """Whether somebody's title stands in the complement (`avec le préfet, | Luc Roy, et …`)."""
    doc = place.page.doc
    starts: dict[int, int] = once(
        doc, "titles", lambda: {id(h): r.mention.start for r in doc._.roles or () for h in r.holders}
    )
    return starts.get(id(m), -1) >= place.end


def _goes_on(page: Page, k: int) -> bool:
    """A comma inside a list (`de Luc Roy, de Paul Petit et de …`): the same preposition comes back."""
    return page.words[k] == "," and genitive(page.doc, k + 1) is not None


def _a_new(place: Place) -> bool:
    """Whether the noun is told of for the first time (`un accord entre …`)."""
    return place.phrase is not None and place.page.words[place.phrase.start] in words("one")


def _in_general(governing: tuple[Clause, bool]) -> bool:
    """Whether it is the subject of what must or may be."""
    clause, leads = governing
    return leads and clause.lemma in syntax("planned-lemma", "possible-lemma")


def _adjoins(place: Place, subject: Argument | None) -> bool:
    """Does the author follow the work at once, adjectives aside (not `le plan de paix du pays`)?

    Both sides of an accord need not (`l'accord de pêche entre le Kenya et la Suède`).
    """
    if subject is None:
        return False
    if subject.role not in words("of-lemma"):
        return True
    at = subject.start - 1
    page = place.page  # a day may stand between (`le rapport du 28 mars de l'ONU`)
    return all(page.tags[k] in ("ADJ", "ADP", "DET") or k == at or k in page.dates for k in range(place.end, at + 1))


# --- who does it


def _carried(place: Place, governing: tuple[Clause, bool] | None) -> Argument | None:
    """The subject of the verb that carries the noun, or on whose occasion something else is done (`À l'issue d'un
    entretien avec Luc Roy, Anne Blin a …`), or whom its possessive stands for."""
    if governing is not None and not governing[1] and _on_occasion(place, governing[0]):
        return shared(governing[0])
    if place.row.kind == "deed" and governing is not None and not governing[1] and carries(place, governing[0]):
        return governing[0].subject
    return _owner(place)


def _on_occasion(place: Place, clause: Clause) -> bool:
    """Whether a meeting is when the clause happens."""
    roles = {a.role for a in clause.arguments if a.head == place.start}
    return place.row.verb in syntax("meet-lemma") and not roles.isdisjoint(words("sitting-lead"))


def _owner(place: Place) -> Argument | None:
    """Whom the possessive of the noun phrase stands for: what the clause before it, or else after it, is about."""
    if place.phrase is None or not place.phrase.possessive:
        return None
    own = set(place.page.words[place.phrase.start : place.start]) & words("possessive")
    if own & speech_words("first-person-own"):
        return None
    if place.row.kind == "work" and _asked(place):
        return None
    many = bool(own & office_words("possessive-of-many"))  # `demander aux communes de revoir leur projet`: not his
    main = [c for c in place.clauses if c.form == "finite" and c.subject is not None]
    before = [c for c in main if c.start < place.start]
    after = [c for c in main if c.start >= place.end]
    for clause in (*reversed(before), *after[:1]):
        topic = shared(clause)
        if topic is not None and place.page.words[topic.start] in speech_words("on-word"):
            continue  # `Luc Roy a signé et on compte parmi ses soutiens …`
        if topic is not None and _held_for(place, topic):
            return None  # `Le sommet a permis à Luc Roy de parler à ses adversaires`: not those of the summit
        if topic is not None and not topic.start <= place.start < topic.end and not (many and _single(place, clause)):
            return topic
    return None


def _held_for(place: Place, topic: Argument) -> bool:
    """Whether what a clause is about is an event, and somebody stands between it and the possessive."""
    between = (m for k in range(topic.end, place.start) for m in place.page.mentions.get(k, ()))
    held = bool(topic.mentions) and all(m.type == "Event" for m in topic.mentions)
    return held and any(m.type == "Person" for m in between)


def _asked(place: Place) -> bool:
    """Whether somebody is asked to do something with it (`exhorte le comité à suivre ses recommandations`)."""
    before = [c for c in place.clauses if c.start < place.start]
    last = before[-1] if before else None
    if last is None or last.form != "infinitive":
        return False
    main = next((c for c in reversed(before) if c.form == "finite"), None)
    return main is not None and any(a.mentions for a in main.arguments if a.role != "content")


def _single(place: Place, clause: Clause) -> bool:
    """Whether the verb of a clause is in the singular."""
    verbs = [place.page.doc[k] for k in range(clause.start, clause.end)]
    return any("Sing" in t.morph.get("Number", []) and "Fin" in t.morph.get("VerbForm", []) for t in verbs)


def _bearer(place: Place, clause: Clause, *, agent: bool) -> Argument | None:
    """Of whom an agent noun or adjective is said; a copula before it gives its negation and modality."""
    page = place.page
    at = place.phrase.start if place.phrase is not None and agent else place.start
    k = at - 1
    while k >= place.first and page.tags[k] in ("ADV", "DET") and page.words[k] not in syntax("negation"):
        k -= 1
    while k >= place.first and (page.tags[k] == "ADV" or page.words[k] in syntax("emphatic-pronoun")):
        k -= 1  # `sera elle aussi présente`
    copula = next((c for c in place.clauses if c.start <= k < c.end), None)
    if copula is not None and _is_copula(page, copula):
        clause.modality, clause.negated, clause.tense = copula.modality, copula.negated, copula.tense
        return copula.subject
    if copula is not None and not agent:
        return None
    if agent and (named := _who_they_are(place)) is not None:
        return named
    if agent and (behind := called_behind(page, place.start - 1, _end(place, clause), place.last)) is not None:
        return behind
    if agent and place.phrase is not None:
        own = _without_others(place, clause, argument_of(page, place.phrase, "subject"))
        if own.mentions and not _apposed(page, place):
            clause.modality, clause.negated = "asserted", False
            return own
    before = antecedent_before(page, at, place.first)
    if before is not None and before.mentions:
        return before
    if place.start == place.first:
        return _fronted(place, clause)
    if place.phrase is not None:
        own = argument_of(page, place.phrase, "subject")
        return own if own.mentions else None
    return None


def _without_others(place: Place, clause: Clause, own: Argument) -> Argument:
    """Who is meant by an agent noun, without those of its complement (`Le père de deux filles, Anne et Lise, …`)."""
    told = {id(m) for a in clause.arguments for m in a.mentions}
    joined = office_words("coordinator")
    mine = [
        m for m in own.mentions if m.start < place.end or not (id(m) in told or place.page.words[m.start - 1] in joined)
    ]
    return replace(own, mentions=mine)


def _who_they_are(place: Place) -> Argument | None:
    """Who is named behind a copula (`Les auteurs du rapport sont Luc Roy et Anne Blin`)."""
    for clause in place.clauses:
        told = clause.subject is not None and clause.subject.head == place.start and clause.form == "finite"
        if told and not clause.negated and clause.modality == "asserted" and _is_copula(place.page, clause):
            named = next((a for a in clause.arguments if a.role == "object"), None)
            return named if named is not None and any(m.kind == "named" for m in named.mentions) else None
    return None


def _end(place: Place, clause: Clause) -> int:
    """The token behind what a noun or adjective governs."""
    return max((a.end for a in clause.arguments), default=place.end)


def _fronted(place: Place, clause: Clause) -> Argument | None:
    """`Hostile au projet, le maire a …`: of whom a word at the head of the sentence is said, behind its comma."""
    end = _over_date(place, _end(place, clause))
    if end >= place.last or place.page.words[end] != ",":
        return None
    main = next((c for c in place.clauses if c.form == "finite" and c.start > end), None)
    subject = main.subject if main is not None else None
    if subject is None or subject.start != end + 1:
        return None
    pronoun = subject.end == subject.start + 1 and place.page.words[subject.start] in speech_words("third-person")
    return subject if subject.mentions or pronoun else None


def _over_date(place: Place, at: int) -> int:
    """The token behind a date between (`Vainqueur du tournoi | en 2014, Luc Roy …`), or `at`."""
    page = place.page
    dates = (a for a in arguments_between(page, at, place.last) if a.role == "date")
    return next(
        (a.end for a in dates if a.end < place.last and all(page.tags[k] == "ADP" for k in range(at, a.start))), at
    )


def _is_copula(page: Page, clause: Clause) -> bool:
    return any(v in syntax("copula-lemma") for v in infinitives(page.doc[clause.verb], clause.lemma))


def _apposed(page: Page, place: Place) -> bool:
    """`Anne Roy, partisane de la réforme`, `Partisane de la réforme, Anne Roy …`: no determiner."""
    phrase = place.phrase
    if phrase is None or phrase.start != phrase.core_start:
        return False
    return phrase.start == place.first or page.words[phrase.start - 1] == ","
