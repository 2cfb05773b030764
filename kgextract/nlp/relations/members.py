"""Members called so without their body → memberOf: `la CGT a réuni ses militants`, `le club a salué les joueurs`.

Behind a possessive they are those of the body that is the subject, or that somebody leads or works for (`nos
adhérents`, in the words of a president); with an article, those of the only body of the sentence so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgextract.nlp.coref import antecedent
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MEDIA, Candidate, Chain, Mention, unit_of
from kgextract.nlp.relations.memberships import membership
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.nlp.relations.told import speaker_at
from kgextract.tables.roles import office_words

RULE, SURE = "members-bare", 0.65
THROUGH = ("members-listed", "members-apart")
GROUP, BODY, PERSON, TEAM = "Group", "Organization", "Person", "SportsBody"
EMPLOYERS = frozenset({"Company", "Bank", "University", "Headquarters"}) | MEDIA
BESIDE = ("Organization", "Place", "Person")  # what `ses` may stand for


def read(doc: Doc) -> Iterator[Candidate]:
    """The members whose body stands elsewhere."""
    text = lowered(doc)
    if not office_words("member-plural").intersection(text):
        return
    done: set[tuple[str, int]] = set()
    for m in doc._.nominals:
        if m.type != GROUP or not m.plural or m.chain is None or text[m.head] not in office_words("member-plural"):
            continue
        if _said_more(doc, m):
            continue
        body = _body(doc, text, m)
        if body is None or body is m.chain or (text[m.head], id(body)) in done:
            continue
        done.add((text[m.head], id(body)))
        yield membership(m.chain, body, m.start, m.end, rule=RULE, confidence=SURE)


def raised(doc: Doc, found: Sequence[Candidate]) -> list[Candidate]:
    """The same facts, where who is listed as one of its members is one of the body (`à la demande de huit de ses
    membres, dont la Bolivie`)."""
    bodies = {id(c.subject): c.object for c in found if c.rule == RULE}
    if not bodies:
        return [*found]
    plain = {id(c) for c in found if c.rule in THROUGH and id(c.object) in bodies and _is_plain(doc, c.object)}
    return [replace(c, object=bodies[id(c.object)]) if id(c) in plain else c for c in found]


def _is_plain(doc: Doc, people: Chain) -> bool:
    return all(doc.lowered[m.head] in office_words("bare-member") for m in people.mentions)


def _said_more(doc: Doc, m: Mention) -> bool:
    """Whose members they are, or which of them (`les joueurs de Lens`, `les joueurs étrangers`)."""
    if m.end < len(doc) and "Part" in doc[m.end].morph.get("VerbForm", []):
        return True  # `les joueurs retenus par Luc Roy`
    words = doc.lowered[m.head + 1 : m.end]
    return any(w not in office_words("fellow") for w in words) or (
        m.end < len(doc) and (link := preposition(doc, m.end)) is not None and link.lemma in office_words("of")
    )


def _body(doc: Doc, text: list[str], m: Mention) -> Chain | None:
    at = m.start - 1
    team = text[m.head] in office_words("player-plural")
    if at < 0:
        return None
    if text[at] in office_words("own-several"):
        return _fit(_owner(doc, at), team)
    if text[at] in office_words("our-several"):
        return _fit(_of_speaker(doc, m), team)
    if text[at] not in office_words("some-of-them") or text[m.head] not in office_words("bare-member"):
        return None
    return _near(doc, m, team)


def _fit(body: Chain | None, team: bool) -> Chain | None:
    """The body, if it has members; one with players is a team."""
    if body is None or body.type != BODY or body.cls in EMPLOYERS or (team and body.cls != TEAM):
        return None
    return body


def _owner(doc: Doc, at: int) -> Chain | None:
    """The body behind `ses`: the subject of the clause or what it is at the head of, else what was spoken of before."""
    unit = unit_of(doc, at)
    for clause in reversed([c for c in doc._.clauses if c.unit == unit and c.start < at]):
        part = next((a for a in clause.arguments if a.end <= clause.start), None) if clause.passive else clause.subject
        if part is None or part.start >= at:
            continue
        told = [m.chain for m in part.mentions if m.chain is not None]
        if not told and part.end - part.start == 1:
            stands = subject_of(doc, part.start)
            told = [stands] if stands is not None else []
        if told:
            return _led_by(doc, told[0]) if told[0].type == PERSON else told[0]
    found = antecedent(doc, at, types=BESIDE)
    return _led_by(doc, found) if found is not None and found.type == PERSON else found


def _of_speaker(doc: Doc, m: Mention) -> Chain | None:
    """The body of whoever says `nos adhérents`."""
    speaker = speaker_at(doc, m.start)
    if speaker is None or speaker.type != PERSON:
        return speaker
    return _led_by(doc, speaker)


def _led_by(doc: Doc, person: Chain) -> Chain | None:
    """The one body of which somebody has an office."""
    found = {
        id(t.chain): t.chain
        for role in doc._.roles
        if role.office != "none" and any(h.chain is person for h in role.holders)
        for t, _ in role.targets
        if t.type == BODY and t.chain is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _near(doc: Doc, m: Mention, team: bool) -> Chain | None:
    """The one body that fits in the sentence so far."""
    unit = unit_of(doc, m.start)
    found = {
        id(b.chain): b.chain
        for b in (*doc._.mentions, *doc._.nominals)
        if b.type == BODY
        and b.chain is not None
        and b.end <= m.start
        and unit_of(doc, b.start) == unit
        and (not team or b.cls == TEAM)
        and b.cls not in MEDIA
    }
    return _fit(next(iter(found.values())), team) if len(found) == 1 else None
