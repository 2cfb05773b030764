"""Mentions → the same, towns that stand for their clubs in an article on matches as bodies.

`Lyon s'est incliné face à Marseille`, `l'attaquant de Lens`, `le match entre Brest et Nantes`; a town in which one
plays (`à Lyon`) stays a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import named, opens_sentence
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered, text_of
from kgextract.nlp.layers import Mention
from kgextract.tables.names import nominal_words, team_words, words

_WORDS = 3  # different words of the game, with scores, that an article has at least
_AHEAD = 5  # tokens from a name to its verb
_SUBJECT = 8  # tokens of the subject of such a verb
_BACK = 3  # tokens from a name back to the verb whose object it is
_GAME = re.compile(r"\(\d{1,2}[-–]\d{1,2}\)")
_SCORE = re.compile(r"\(\d{1,3}[-–]\d{1,3}")
TOWNS = frozenset({"City", "Place"})


def with_teams(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of towns that play, win or lose replaced by bodies."""
    text = lowered(doc)
    told = len(team_words("scene").intersection(text))
    if not told or (told < _WORDS and told + len(_GAME.findall(text_of(doc))) < _WORDS):
        return mentions
    mentions = _with_grounds(doc, mentions)
    towns = [m for m in mentions if m.type == "Place" and m.rule != "place-grammar" and _may_play(doc, m)]
    playing = [m for m in towns if _plays(doc, m, "subject-verb") or _is_opponent(doc, m) or _has_score(doc, m)]
    players = {m.end for m in mentions if m.type == "Person"}
    playing += [m for m in towns if _hires(doc, m) or (m.start - 1 in players and _in_brackets(doc, m))]
    playing += [m for pair in _pairs(doc, towns) for m in pair]
    if not playing:
        return mentions
    teams = {id(m) for m in playing} | {id(m) for m in towns if _plays(doc, m, "general-verb")}
    at = {m.start: m for m in towns}
    for m in sorted(towns, key=lambda m: m.start):  # `Poissy et Rouen vainqueurs`
        beside = at.get(m.end + 1) if m.end < len(doc) and text[m.end] in words("coordinator") else None
        if beside is not None and (id(m) in teams or id(beside) in teams) and not _somewhere(doc, m):
            teams |= {id(m), id(beside)}
    return [_team(doc, m) if id(m) in teams else m for m in mentions]


def _team(doc: Doc, m: Mention) -> Mention:
    return named(doc, m.start, m.end, "Organization", "SportsBody", rule="team", confidence=0.65)


def _may_play(doc: Doc, m: Mention) -> bool:
    """A town, or a state that is one and has a club of its name."""
    return m.cls in TOWNS or (m.end - m.start == 1 and lowered(doc)[m.start] in team_words("city-state"))


def _with_grounds(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, people in whose stadium one plays (`ont gagné à Marcel-Michelin`) replaced by places."""
    places: dict[str, list[bool]] = {}
    for m in mentions:
        if m.type == "Person" and m.family and (m.given or "-" in m.family):
            places.setdefault(doc.between(m.start, m.end), []).append(_is_played_at(doc, m))
    grounds = {name for name, played in places.items() if all(played)}
    if not grounds:
        return mentions
    return [_ground(doc, m) if doc.between(m.start, m.end) in grounds else m for m in mentions]


def _ground(doc: Doc, m: Mention) -> Mention:
    return named(doc, m.start, m.end, "Place", "Building", rule="ground", confidence=0.65)


def _is_played_at(doc: Doc, m: Mention) -> bool:
    """Does `à` lead from a verb or a noun of the game to the name?"""
    at = m.start - 1
    if at < 1 or lowered(doc)[at] not in words("to-a-place"):
        return False
    at -= doc[at - 1].pos_ in ("ADV", "ADJ", "NUM")
    before = doc[at - 1]
    noun = before.lower_ in team_words("scene", "meeting")
    return noun or (before.pos_ == "VERB" and before.lemma_ in team_words("subject-verb"))


def _somewhere(doc: Doc, m: Mention) -> bool:
    """Does a preposition stand before the name?"""
    return m.start > 0 and doc[m.start - 1].pos_ == "ADP"


def _plays(doc: Doc, m: Mention, verbs: str) -> bool:
    """Is the name, without preposition, the subject of one of these verbs?"""
    before = doc[m.start - 1] if m.start > 0 else None
    if before is not None and not opens_sentence(doc[m.start]) and before.pos_ in ("ADP", "DET", "VERB", "AUX"):
        return False
    for token in doc[m.end : m.end + _AHEAD]:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and verbs == "general-verb"):
            return token.lemma_ in team_words(verbs)
        if token.pos_ not in ("AUX", "PRON", "ADV"):
            return False
    return False


def _is_opponent(doc: Doc, m: Mention) -> bool:
    """Does a word before show a club: `face à`, `l'attaquant de`, `a battu`?"""
    text, i = lowered(doc), m.start
    if i == 0:
        return False
    of = text[i - 1] in words("of")
    two = f"{text[i - 2]} {'de' if of else text[i - 1]}" if i > 1 else ""
    if text[i - 1] in team_words("opponent") or two in team_words("opponent"):
        return True
    apposed = m.end + 2 < len(doc) and text[m.end] == "," and " ".join(text[m.end + 1 : m.end + 3])
    if apposed in team_words("opponent"):
        return True  # `Bâle, face à Lucerne,`
    back = doc[max(0, i - _BACK) : i]
    verb = next((t for t in reversed(back) if t.pos_ not in ("ADV", "DET")), None)
    if verb is None or verb.pos_ != "VERB" or verb.lemma_ not in team_words("object-verb"):
        return False
    led = text[max(0, verb.i - _SUBJECT) : verb.i] if verb.lemma_ in team_words("moving-verb") else []
    return team_words("moving-team").isdisjoint(led)  # `L'équipe a quitté Lens mardi`: the town


def _hires(doc: Doc, m: Mention) -> bool:
    """`a signé à Lens`, `prêté à Metz`: the town to which a verb of a career leads."""
    at = m.start - 1
    if at < 1 or doc[at].lower_ not in team_words("career-link"):
        return False
    at -= doc[at - 1].pos_ == "ADV"
    return doc[at - 1].pos_ in ("VERB", "ADJ") and bool(
        {doc[at - 1].lemma_, *infinitives(doc[at - 1])} & team_words("career-verb")
    )


def _in_brackets(doc: Doc, m: Mention) -> bool:
    """`Luc Roy (Lens)`, `Luc Roy (Lens, 23 ans)`."""
    return doc[m.start - 1].text == "(" and m.end < len(doc) and doc[m.end].text in (")", ",", "/")


def _has_score(doc: Doc, m: Mention) -> bool:
    """`Rouen (3-1)`: a score in brackets behind the name."""
    return _SCORE.match(doc.between(m.end, min(len(doc), m.end + _AHEAD)).replace(" ", "")) is not None


def _pairs(doc: Doc, towns: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """`le derby entre Brest et Nantes`, and both where one is an opponent of the other: `Lens - Metz (2-1)`."""
    text, at = lowered(doc), {m.start: m for m in towns}
    for m in towns:
        other = at.get(m.end + 1)
        if other is None:
            continue
        if text[m.end] in "-–" and _has_score(doc, other):
            yield m, other
        elif text[m.end] in words("coordinator") and m.start > 1 and text[m.start - 1] in nominal_words("between"):
            if text[m.start - 2] in team_words("meeting"):
                yield m, other
