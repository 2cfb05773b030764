"""Who said what, where and when, against gold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kgextract.evaluate.matching import Alignment, greedy, spans
from kgextract.evaluate.scores import Mistake, Scores
from kgextract.model import Extraction, Statement

NEAR_RELATIONS = frozenset({"sessionOf", "heldAt", "organizedBy"})  # one such step from the gold venue is right
_CONTENT_OVERLAP = 0.3
_SHOWN = 80  # characters of what was said, in a mistake
_CONTENT_CLOSE = 0.8

Match = tuple[int, int, float]  # index in gold, index in found, overlap of the contents


def compare(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Count the statements of one article."""
    theirs, mine = gold.statements, found.statements
    matched = match_contents(gold, found)

    def count(name: str, hits: int) -> None:
        scores.add(name, hits, len(theirs), len(mine))

    count("statement content >=.3", len(matched))
    count("statement content >=.8", sum(1 for _, _, share in matched if share >= _CONTENT_CLOSE))
    right = [(i, j) for i, j, _ in matched if same_speaker(theirs[i], mine[j], found, aligned)]
    count("who said what", len(right))
    count("statement kind", sum(1 for i, j in right if theirs[i].kind == mine[j].kind))
    near = _near(gold)
    same: dict[str, Callable[[Any, Any], bool]] = {
        "venue": lambda a, b: aligned.get(b) == a or (aligned.get(b), a) in near,
        "date": lambda a, b: bool(a == b),
        "on_behalf_of": lambda a, b: aligned.get(b) == a,
    }
    for name, equal in same.items():
        values = [(getattr(theirs[i], name), getattr(mine[j], name)) for i, j, _ in matched]
        hits = sum(1 for a, b in values if a and b and equal(a, b))
        given, said = [getattr(s, name) for s in theirs], [getattr(s, name) for s in mine]
        scores.add(f"statement {name}", hits, sum(map(bool, given)), sum(map(bool, said)))
    _named_speakers(gold, matched, right, scores)
    _spoke_where(gold, found, aligned, scores)
    _mistakes(gold, found, aligned, matched, right, scores)


def match_contents(gold: Extraction, found: Extraction) -> list[Match]:
    """The statements of both sides whose contents overlap enough, one to one."""
    their_chars, my_chars = [_chars(s) for s in gold.statements], [_chars(s) for s in found.statements]
    pairs = []
    for i, a in enumerate(their_chars):
        for j, b in enumerate(my_chars):
            share = len(a & b) / len(a | b) if a | b else 0.0
            if share >= _CONTENT_OVERLAP:
                pairs.append((share, i, j))
    return greedy(pairs)


def same_speaker(gold: Statement, mine: Statement, found: Extraction, aligned: Alignment) -> bool:
    """The same entity; for somebody unnamed, half of the words of the description."""
    if gold.speaker:
        return mine.speaker is not None and aligned.get(mine.speaker) == gold.speaker
    said = mine.speaker_text or (found.entity(mine.speaker).name if mine.speaker else "")
    wanted, words = set((gold.speaker_text or "").lower().split()), set(said.lower().split())
    return not wanted or len(wanted & words) >= 0.5 * len(wanted)


def _named_speakers(gold: Extraction, matched: list[Match], right: list[tuple[int, int]], scores: Scores) -> None:
    """Of the statements found whose speaker gold names, how many have the right speaker."""
    named = {e.id for e in gold.entities if spans(e, named_only=True)}
    asked = [(i, j) for i, j, _ in matched if gold.statements[i].speaker in named]
    scores.add("named speaker of a found statement", len(set(asked) & set(right)), len(asked), len(asked))


def _spoke_where(gold: Extraction, found: Extraction, aligned: Alignment, scores: Scores) -> None:
    """Pairs of speaker and place, body or event, from statements and spokeAt facts."""
    near = _near(gold)
    theirs = _speaker_venues(gold, lambda id: id)
    mine = _speaker_venues(found, lambda id: aligned.get(id, f"?{id}"))
    right = {x for x in mine if any(x[0] == y[0] and (x[1], y[1]) in near for y in theirs)}
    reached = {y for y in theirs if any(x[0] == y[0] and (x[1], y[1]) in near for x in mine)}
    scores.add("who spoke where", len(reached), len(theirs), len(mine) - len(right) + len(reached))


def _speaker_venues(x: Extraction, to: Callable[[str], str]) -> set[tuple[str, str]]:
    pairs = {(to(s.speaker), to(s.venue)) for s in x.statements if s.speaker and s.venue}
    return pairs | {(to(f.subject), to(f.object)) for f in x.facts if f.relation == "spokeAt" and not f.background}


def _near(gold: Extraction) -> set[tuple[str | None, str]]:
    """Pairs of entities that count as the same venue."""
    near: set[tuple[str | None, str]] = {(e.id, e.id) for e in gold.entities}
    for f in gold.facts:
        if f.relation in NEAR_RELATIONS:
            near |= {(f.subject, f.object), (f.object, f.subject)}
    return near


def _mistakes(
    gold: Extraction,
    found: Extraction,
    aligned: Alignment,
    matched: list[Match],
    right: list[tuple[int, int]],
    scores: Scores,
) -> None:
    article = gold.article.id
    theirs, mine = {i for i, _, _ in matched}, {j for _, j, _ in matched}
    reached = set(aligned.values())
    for i, s in enumerate(gold.statements):
        if i not in theirs:
            scores.mistakes.append(Mistake(article, "missed statement", _shown(s, gold), _start(s), _form(s, found)))
    for j, s in enumerate(found.statements):
        if j not in mine:
            rule = s.evidence.rule if s.evidence else ""
            scores.mistakes.append(
                Mistake(article, "false statement", _shown(s, found), _start(s), _form(s, gold), rule)
            )
    for i, j, share in matched:
        a, b = gold.statements[i], found.statements[j]
        if (i, j) not in right:
            what = f"{_name(b, found)} for {_name(a, gold)}"
            scores.mistakes.append(Mistake(article, "wrong speaker", what, _start(a), _who(a, b, reached)))
        if share < _CONTENT_CLOSE:
            longer = len(_chars(b)) > len(_chars(a))
            cause = "content too long" if longer else "content too short"
            scores.mistakes.append(Mistake(article, "loose content", _shown(a, gold), _start(a), cause))


def _name(s: Statement, x: Extraction) -> str:
    return x.entity(s.speaker).name if s.speaker else s.speaker_text or "nobody"


def _shown(s: Statement, x: Extraction) -> str:
    words = " ".join(x.quote(*span) for span in s.content)
    return f"{_name(s, x)} ({s.cue}): {words[:_SHOWN]}"


def _form(s: Statement, other: Extraction) -> str:
    """The kind of a statement that only one side has, and whether the other touches its words."""
    touched = any(_chars(s) & _chars(t) for t in other.statements)
    return f"{s.kind}{' without a cue' if not s.cue else ''}{', words in another' if touched else ''}"


def _who(gold: Statement, mine: Statement, reached: set[str]) -> str:
    if not gold.speaker:
        return "somebody unnamed"
    if gold.speaker not in reached:
        return "the speaker was not found as an entity"
    return "somebody else" if mine.speaker else "nobody"


def _chars(s: Statement) -> set[int]:
    return {at for start, end in s.content for at in range(start, end)}


def _start(s: Statement) -> tuple[int, ...]:
    return s.content[0] if s.content else ()
