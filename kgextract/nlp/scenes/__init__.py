"""Doc → `scenes`: who speaks where and when, from which unit to which.

"Lors d'une conférence de presse à Dakar, lundi, la ministre a annoncé …" opens a scene of the minister that lasts
until the text puts her somewhere else; a look back ("elle avait déjà dit devant le Sénat") is of its own unit only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from kgextract.nlp.coref.salience import antecedent
from kgextract.nlp.events import telling
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, tags, text_of
from kgextract.nlp.layers import Chain, Clause, DateExpression, Event, Mention, Scene, all_mentions, unit_of
from kgextract.tables.names import words
from kgextract.tables.scenes import RULES, VERBS, SceneRule
from kgextract.tables.speech import speech_words

_BACK = 3  # tokens of "a-t-il" before a participle
_FAR = 14  # tokens between the verb of an incise and its subject
_NEAR = 4  # paragraphs (blank lines count) in which a representative goes on
_BETWEEN = 5  # tokens between a preposition and its venue
_LOCUTION = 60  # characters before a venue in which its locution starts
_INCISE = (",", "»", "”", '"', "-", "–", "—", "?", "!", "…")
_MARKS = '«»"“”();:'
_VENUES = ("Event", "Organization")
_SPEAKERS = ("Person", "Group", "Organization", "Place")


def read(doc: Doc) -> Doc:
    """Write `doc._.scenes`, in text order."""
    telling.read(doc)
    events = {id(e.mention): e for e in doc._.events or ()}
    opened: list[tuple[int, Scene, bool]] = []

    def add(venue: Mention, people: list[Mention], clause: Clause, rule: SceneRule) -> None:
        event = events.get(id(venue))
        date = (event.date if event else None) or _date(doc, clause)
        scene = Scene(venue=venue, date=date, people=people, first=clause.unit, last=clause.unit, rule=rule.id)
        local = _looks_back(doc, clause) or doc._.units[clause.unit].kind != "text"
        opened.append((venue.start, scene, local))

    for venue, rule in _openings(doc, events):
        clause = _governing(doc, venue)
        people = _people(doc, clause, venue) if clause else []
        if clause and people:
            add(venue, people, clause, rule)
    for clause in doc._.clauses or ():
        held = _held(doc, clause) if not clause.negated and not _quoted(doc, clause.verb) else None
        if held:
            add(held[0], held[1], clause, held[2])
    opened.sort(key=lambda o: o[0])
    _extend(doc, [(scene, local) for _, scene, local in opened])
    doc._.scenes = [scene for _, scene, _ in opened]
    doc._.scenes += _continued(doc, [scene for _, scene, local in opened if not local])
    return doc


def scene_of(doc: Doc, speaker: Chain, unit: int) -> Scene | None:
    """The scene in which somebody speaks in a unit: one of that unit first, else the latest that reaches it."""
    found = [s for s in doc._.scenes or () if s.first <= unit <= s.last and any(m.chain is speaker for m in s.people)]
    return min(found, key=lambda s: (s.last - s.first, -s.first), default=None)


# --- what opens a scene


def _openings(doc: Doc, events: dict[int, Event]) -> Iterator[tuple[Mention, SceneRule]]:
    """The venues that a preposition or a locution introduces, outside quotation marks."""
    for m in all_mentions(doc):
        if m.type not in _VENUES or _quoted(doc, m.start):
            continue
        cls = m.chain.cls if m.chain else m.cls
        for rule in RULES.rows():
            fits = m.type in rule.types and (not rule.classes or cls in rule.classes)
            if fits and not rule.verbs and cls not in rule.never_classes and _introduced(doc, m, rule):
                yield m, rule
                break


def _introduced(doc: Doc, m: Mention, rule: SceneRule) -> bool:
    """Whether the rule's preposition, or its locution ("au micro de"), stands right before a mention."""
    k = m.start
    while k > 0 and m.start - k < _BETWEEN and _passes(doc, k - 1):
        k -= 1
    if rule.before:
        at = doc[m.start].idx
        text = text_of(doc)[max(0, at - _LOCUTION) : at].lower()
        return any(_locution(words_before).search(text) for words_before in rule.before)
    for j in range(m.start - 1, max(k - _BETWEEN, -1), -1):
        found = preposition(doc, j)
        if found and found.lemma in rule.roles and all(_passes(doc, i) for i in range(found.end, m.start)):
            return True
    return False


def _passes(doc: Doc, i: int) -> bool:
    """Whether token i may stand between a preposition and the venue: determiner, adjective, opening mark."""
    known = words("definite", "indefinite", "possessive", "opening")
    return lowered(doc)[i] in known or tags(doc)[i] in ("ADJ", "NUM")


@cache
def _locution(start: str) -> re.Pattern[str]:
    """A locution, one or two words more (`de presse`, `local`), an article and an opening mark, up to the venue."""
    return re.compile(rf"(?<!\w){re.escape(start)}(?: [\w']+){{0,2}}[ '\"«“]*\Z")


def _governing(doc: Doc, venue: Mention) -> Clause | None:
    """The clause of saying of a venue: the nearest verb on its left in the unit, else the first on its right."""
    unit = unit_of(doc, venue.start)
    inside: list[Clause] = [
        c for c in doc._.clauses or () if c.unit == unit and not c.negated and not _quoted(doc, c.verb)
    ]
    said = [c for c in inside if _speaks(doc, c)]
    left = [c for c in inside if c.verb < venue.start]
    if _fronted(doc, venue):
        left = []
    if left:
        nearest: Clause = max(left, key=lambda c: c.verb)
        return nearest if nearest in said else None
    return min(said, key=lambda c: c.verb, default=None)


def _held(doc: Doc, clause: Clause) -> tuple[Mention, list[Mention], SceneRule] | None:
    """A clause whose object or subject is the venue: "tient une conférence de presse", "interrogé par l'AFP"."""
    arguments = [*clause.arguments, *([clause.subject] if clause.subject else [])]
    for rule in RULES.rows():
        if clause.lemma not in rule.verbs:
            continue
        for argument in arguments:
            venues = [m for m in argument.mentions if m.type in rule.types and _class(m) in rule.classes]
            if argument.role in rule.roles and venues:
                wanted = clause.subject
                if rule.person == "object":
                    wanted = next((a for a in clause.arguments if a.role == "object"), None)
                people = [m for m in wanted.mentions if m.type == "Person" and m.chain] if wanted else []
                if not people and rule.person == "subject":
                    people = _by_pronoun(doc, clause)
                if people:
                    return venues[0], people, rule
    return None


def _class(m: Mention) -> str:
    return m.chain.cls if m.chain else m.cls


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    return {row.lemma: row.objects for row in VERBS.rows()}


def _speaks(doc: Doc, clause: Clause) -> bool:
    """Whether the clause is one of saying, or of speaking ("s'exprimer", "prendre la parole")."""
    objects = _verbs().get(clause.lemma)
    if objects:
        return any(a.role == "object" and doc[a.head].lemma_.lower() in objects for a in clause.arguments)
    return objects is not None or cue_of(doc, clause) is not None


def _fronted(doc: Doc, venue: Mention) -> bool:
    """Whether the phrase of a venue opens its sentence ("Devant le Sénat, …") or is set off ("c'est lors de … que")."""
    for k in range(venue.start - 1, max(venue.start - 6, -1), -1):
        if preposition(doc, k) and doc[k].text[0].isupper():
            return True
        if doc[k].pos_ == "AUX" and k and doc[k - 1].lower_ in speech_words("demonstrative"):
            return True
        if not _passes(doc, k) and doc[k].pos_ not in ("ADP", "ADV"):
            return False
    return False


# --- who speaks


def _people(doc: Doc, clause: Clause, venue: Mention) -> list[Mention]:
    """Who speaks in a clause: an inverted subject, the subject, or what its pronoun stands for."""
    inverted = _inverted(doc, clause, venue)
    if inverted is not None:
        return [inverted]
    people = [m for m in clause.subject.mentions if m is not venue and m.chain] if clause.subject else []
    people = [m for m in people if m.type in _SPEAKERS and not (m.start <= venue.start < m.end)]
    return people or _by_pronoun(doc, clause)


def _inverted(doc: Doc, clause: Clause, venue: Mention) -> Mention | None:
    """The subject after the verb of an incise (", a indiqué vendredi à l'AFP le ministre, X"), a person first."""
    if clause.start == 0 or doc[clause.start - 1].text not in _INCISE:
        return None
    here = unit_of(doc, clause.verb)
    unit = doc._.units[here]
    found: list[Mention] = []
    for m in all_mentions(doc):
        if m.start < clause.end or m is venue or not m.chain or m.type not in _SPEAKERS:
            continue
        if m.start - clause.end > _FAR or doc[m.start].idx >= unit.end:
            break
        if any(t.text in _MARKS or (t.pos_ == "VERB" and t.i != clause.verb) for t in doc[clause.end : m.start]):
            break
        if m.type == "Person":
            return m
        found.append(m)
    right = [m for m in found if m.start == clause.end or doc[m.start - 1].lower_ in words("definite")]
    return right[0] if right and right[0].start - clause.end <= 2 else None


def _by_pronoun(doc: Doc, clause: Clause) -> list[Mention]:
    token = _pronoun(doc, clause)
    if token is None:
        return []
    plural = "Plur" in token.morph.get("Number", [])
    gender = token.morph.get("Gender", [])
    sex: Literal["m", "f"] | None = None if not gender else "f" if gender[0] == "Fem" else "m"
    chain = antecedent(doc, clause.start, gender=sex, plural=plural, types=("Group",) if plural else ("Person",))
    before = [m for m in chain.mentions if m.start < clause.end] if chain else []
    return before[-1:]


def _pronoun(doc: Doc, clause: Clause) -> Token | None:
    """The personal pronoun that is the subject of a clause, or stands inverted in its verb group."""
    subject = clause.subject
    start, end = (subject.start, subject.end) if subject else (max(0, clause.start - _BACK), clause.end)
    return next((t for t in doc[start:end] if t.lower_ in speech_words("subject-pronoun")), None)


def _date(doc: Doc, clause: Clause) -> DateExpression | None:
    at = [a for a in clause.arguments if a.role == "date"]
    return next((d for a in at for d in doc._.dates or () if a.start <= d.start < a.end and d.value), None)


def _quoted(doc: Doc, token: int) -> bool:
    at = doc[token].idx
    return any(q.start <= at < q.end for q in doc._.quotations or ())


def _looks_back(doc: Doc, clause: Clause) -> bool:
    """A pluperfect tells of another occasion than the one that the text is about."""
    group = doc[clause.start : clause.end]
    return any(t.pos_ == "AUX" and t.i != clause.verb and "Imp" in t.morph.get("Tense", []) for t in group)


# --- how far a scene reaches


def _extend(doc: Doc, opened: list[tuple[Scene, bool]]) -> None:
    """Each scene of a speaker reaches to that speaker's next one; the first one back to the beginning as well."""
    last = len(doc._.units) - 1
    lasting = [scene for scene, local in opened if not local]
    for n, scene in enumerate(lasting):
        mine = {id(m.chain) for m in scene.people}
        same = [s for s in lasting if s is not scene and mine & {id(m.chain) for m in s.people}]
        later = [s.first for s in lasting[n + 1 :] if s in same]
        scene.last = max(scene.first, min(later) - 1) if later else last
    first_units: dict[int, Scene] = {}
    for scene in lasting:
        for m in scene.people:
            first_units.setdefault(id(m.chain), scene)
    for scene in lasting:
        if all(first_units[id(m.chain)] is scene for m in scene.people):
            scene.first = 0


def _continued(doc: Doc, lasting: list[Scene]) -> list[Scene]:
    """Who represents the speaker of a scene goes on in it ("La Chine s'est exprimée … Son ambassadeur, X, a dit")."""
    found = []
    for scene in lasting:
        if scene.venue is None:
            continue
        opening = unit_of(doc, scene.venue.start)
        paragraph = doc._.units[opening].paragraph
        parties = {id(m.chain) for m in scene.people if m.type != "Person"}
        for role in doc._.roles or ():
            if role.office != "represents" or not any(id(t.chain) in parties for t, _ in role.targets):
                continue
            for holder in role.holders:
                at = unit_of(doc, holder.start)
                near = 0 <= doc._.units[at].paragraph - paragraph <= _NEAR and doc._.units[at].kind == "text"
                if near and at >= opening and holder.chain:
                    own = [s.first for s in lasting if s.first > at and any(m.chain is holder.chain for m in s.people)]
                    last = min([scene.last, *(n - 1 for n in own)])
                    found.append(
                        Scene(
                            venue=scene.venue,
                            date=scene.date,
                            people=[holder],
                            first=at,
                            last=max(at, last),
                            rule=scene.rule,
                        )
                    )
    return found
