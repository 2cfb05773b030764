"""Stage and the scenes of bodies and states → those of the people who hold their offices, named in what follows.

"La Chine s'est exprimée devant le Conseil. … Son ambassadeur, Li Wei, a dit" → Li Wei before the Council.
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Mention, Scene, unit_of
from kgextract.nlp.scenes.stage import Stage
from kgextract.tables.roles import countries

_LINKING = ("ADP", "DET", "ADJ", "PUNCT")  # what else an office has than its head and field
_NEAR = 2  # paragraphs in which the members of a speaking body go on for it
_OFFICES = ("represents", "head", "member", "affiliated")


def followed(stage: Stage, lasting: list[Scene]) -> list[Scene]:
    """Who holds an office of the speaking body goes on ("La Chine s'est exprimée … Son ambassadeur, X, a dit")."""
    found = []
    held = _offices(stage.doc)
    nationals = _nationals(stage.doc)
    for scene in lasting:
        parties = _parties(stage.doc, scene)
        offices = _OFFICES if scene.venue is None or scene.venue.type == "Event" else _OFFICES[:1]
        for party in parties:
            for office, holder in held.get(party, ()):
                if office in offices:
                    found += _follow(stage, scene, holder)
        for group in (m for m in scene.people if m.type == "Group"):
            for holder in _members(stage, scene, group):
                found += _follow(stage, scene, holder)
        if scene.venue is None:
            keys = {m.chain.key for m in scene.people if m.type == "Place" and m.chain is not None and m.chain.key}
            for key in sorted(keys):
                for person in nationals.get(key, ()):
                    found += _follow(stage, scene, person)
    return found


def _follow(stage: Stage, scene: Scene, person: Mention) -> list[Scene]:
    """The scene of somebody named in the next paragraphs, from that sentence on."""
    units, at = stage.doc._.units, unit_of(stage.doc, person.start)
    near = 0 <= units[at].paragraph - units[scene.unit].paragraph <= _NEAR and units[at].kind == "text"
    if not near or at < scene.unit or person.chain is None:
        return []
    return [replace(scene, people=[person], unit=at, start=stage.spans[at][0], end=person.end)]


def _members(stage: Stage, scene: Scene, group: Mention) -> list[Mention]:
    """Who has the office that a group has, in the same paragraph (`les maires se sont réunis … Le maire de Gap, X`)."""
    units, lowered = stage.doc._.units, stage.words
    one, own = _office(lowered[group.head].removesuffix("s")), lowered[group.start : group.end]
    found = []
    for role in stage.doc._.roles or ():
        first, last = role.mention.head + 1, role.mention.end
        near = units[unit_of(stage.doc, first - 1)].paragraph == units[scene.unit].paragraph
        if not near or _office(lowered[first - 1]) != one:
            continue
        places = {k for m in stage.mentions_in(first, last) if m.type == "Place" for k in range(m.start, m.end)}
        field = [k for k in range(first, last) if stage.tags[k] not in _LINKING and k not in places]
        if all(lowered[k] in own for k in field):  # no minister of finance among those of energy
            found += [h for h in role.holders if h.type == "Person"]
    return found


def _office(word: str) -> str:
    """A noun for somebody without the ending of a woman's."""
    return word.removesuffix("e")


def _offices(doc: Doc) -> dict[int, list[tuple[str, Mention]]]:
    """The chain of a body or state, by id → the offices in it and who holds them."""
    found: dict[int, list[tuple[str, Mention]]] = {}
    for role in doc._.roles or ():
        for target, _ in role.targets:
            found.setdefault(id(target.chain), []).extend((role.office, h) for h in role.holders)
    return found


def _nationals(doc: Doc) -> dict[str, list[Mention]]:
    """The key of a country → the officials whom an adjective gives it (`la ministre chinoise`, `le chef de l'État`)."""
    found: dict[str, dict[int, Mention]] = {}
    for role in doc._.roles or ():
        keys = {role.country, *(countries().get(t.lower_) for t in doc[role.mention.start : role.mention.end])}
        for key in keys - {None}:
            for holder in role.holders:
                found.setdefault(str(key), {}).setdefault(id(holder.chain), holder)
    for chain in doc._.chains:
        described = [m for m in chain.mentions if m.kind == "nominal"] if chain.type == "Person" else []
        for m in described:
            for key in {countries().get(t.lower_) for t in doc[m.start : m.end]} - {None}:
                found.setdefault(str(key), {}).setdefault(id(chain), chain.mentions[0])
    return {key: sorted(people.values(), key=lambda m: m.start) for key, people in found.items()}


def _parties(doc: Doc, scene: Scene) -> set[int]:
    """The chains of the speaking bodies and groups, and of what the name of a group holds (`les élus de Nantes`)."""
    groups = [m for m in scene.people if m.type != "Person"]
    parties = {id(m.chain) for m in groups if m.chain is not None}
    for group in groups:
        if group.type == "Group":
            inner = (m for m in doc._.mentions if group.start <= m.start and m.end <= group.end)
            parties |= {id(m.chain) for m in inner if m.chain is not None}
    return parties
