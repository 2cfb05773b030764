"""Small articles composed of parts whose facts are known: what was put in must come out, and nothing else.

A file of parts in `compositions/` has
- `words`: what fills the places of the texts, each time another; a word may have forms (`{p[full]}`, `{p[he]}`).
- `openings`: sentences that bring something in; `next`: sentences that go on about it; `between`: sentences about
  something else. `facts` are what each part says ([subject, relation, object]: pieces of a name or a mention).
  Openings and continuations that share a `kind` go together; without one they go with all that have none.
- `says`: what somebody says in a part ([speaker, piece of the content, where, when]); `""` for nowhere or no day. Where
  and when left out are those of the same speaker before, or of the `there` ([where, when]) of a part for everybody;
  behind them `aside` tells that they do not go on. The speaker of a `nameless` part is only words, of whom no fact is.
  It comes out as facts: the speaker `spokeAt`, the piece of the content `saidBy`, `saidAt`, `saidOn` these. `saidFor`
  (on whose behalf) and `saidIn` (a document) stand among the `facts`.
- `watch`: the relations of which no other fact may come out.

`PYTHONPATH=tests python tests/compositions.py FILE [COUNT] [SEED]` prints each article that is read otherwise.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kgextract import Article, Extraction, extract_all
from kgextract.model import Entity, Statement

FOLDER = Path(__file__).parent / "compositions"
PUBLISHED = "2024-07-02"  # a Tuesday
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Composition:
    """An article, the facts that were put into it, and the relations of which it has no others."""

    text: str
    facts: tuple[Triple, ...]
    watch: frozenset[str]


def compositions(name: str, count: int, seed: int = 0) -> Iterator[Composition]:
    """As many articles of the file of parts as asked for; the same seed gives the same ones."""
    parts: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    chance = random.Random(seed)
    for n in range(count):
        words = {place: chance.choice(choice) for place, choice in parts["words"].items()}
        opening = parts["openings"][n % len(parts["openings"])]
        fitting = [part for part in parts["next"] if part.get("kind") == opening.get("kind")]
        said = [opening, *chance.sample(fitting, min(len(fitting), chance.randint(1, 2)))]
        sentences = [part["text"] for part in said]
        if chance.random() < 0.5:
            sentences.insert(chance.randint(0, len(sentences)), chance.choice(parts["between"]))
        text = chance.choice([" ", "\n\n"]).join(sentences).format(**words)
        put = [*(fact for part in said for fact in part.get("facts", [])), *_acts(said)]
        facts = {tuple(end.format(**words) for end in fact) for fact in put}
        yield Composition(text, tuple(sorted(facts)), frozenset(parts["watch"]))


def _acts(parts: list[dict[str, Any]]) -> Iterator[list[str]]:
    """What is said in parts that follow each other, as facts; where each speaker is goes on."""
    there, now = ["", ""], dict[str, list[str]]()
    for part in parts:
        if "there" in part:
            there, now = part["there"], {}
        for who, what, *own in part.get("says", []):
            place = own[:2] or now.get(who, there)
            now[who] = now.get(who, there) if own[2:] == ["aside"] else place
            told = zip(("saidBy", "saidAt", "saidOn"), (who, *place), strict=True)
            yield from ([what, relation, end] for relation, end in told if end)
            if place[0] and not part.get("nameless"):
                yield [who, "spokeAt", place[0]]


def deviations(tried: list[Composition]) -> Iterator[tuple[Composition, list[Triple], list[Triple]]]:
    """The articles that are read otherwise, with the facts that are missing and those that are too many."""
    articles = [Article(id=f"a{n}", text=one.text, published=PUBLISHED) for n, one in enumerate(tried)]
    for one, found in zip(tried, extract_all(articles), strict=True):
        assert isinstance(found, Extraction), found
        ends = {e.id: _said(e, one.text) for e in found.entities}
        told = [(ends[f.subject], f.relation, ends[f.object]) for f in found.facts if _plain(f)]
        told += [fact for act in found.statements for fact in _told(act, one.text, ends)]
        missing = [fact for fact in one.facts if not any(_is(fact, t) for t in told)]
        wrong = [t for t in told if t[1] in one.watch and not any(_is(fact, t) for fact in one.facts)]
        if missing or wrong:
            yield one, missing, wrong


def _told(act: Statement, text: str, ends: dict[str, str]) -> Iterator[Triple]:
    """A statement as facts about its content."""
    what = " … ".join(text[start:end] for start, end in act.content)
    yield what, "saidBy", ends[act.speaker] if act.speaker is not None else act.speaker_text or ""
    for relation, end in (("saidAt", act.venue), ("saidFor", act.on_behalf_of), ("saidIn", act.document)):
        if end is not None:
            yield what, relation, ends[end]
    if act.date is not None:
        yield what, "saidOn", act.date


def _plain(fact: Any) -> bool:
    return fact.factuality == "asserted" and fact.evidence is not None


def _is(fact: Triple, told: Triple) -> bool:
    return fact[0] in told[0] and fact[1] == told[1] and fact[2] in told[2]


def _said(entity: Entity, text: str) -> str:
    return " | ".join([entity.name, *entity.names, *(text[m.start : m.end] for m in entity.mentions)])


def main(name: str, count: str = "100", seed: str = "0") -> None:
    """Print what is read otherwise, and how often each relation was missed or too many."""
    tried = list(compositions(name, int(count), int(seed)))
    tally = Counter[str]()
    put = Counter(fact[1] for one in tried for fact in one.facts)
    for one, missing, wrong in deviations(tried):
        print("\n" + one.text.replace("\n\n", " ¶ "))
        for label, facts in (("missing", missing), ("WRONG", wrong)):
            for fact in facts:
                tally[f"{label} {fact[1]}"] += 1
                print(f"   {label}: " + " – ".join(end.split(" | ")[0] for end in fact))
    print("\nput in:", dict(put), "\n" + "\n".join(f"{n:4} {what}" for what, n in tally.most_common()))


if __name__ == "__main__":
    main(*sys.argv[1:])
