"""`Gardiens : A, B. Défenseurs : C …` behind a counted team (`une liste de 23 joueurs`) → memberOf: the chosen."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Candidate, Mention, unit_of
from kgextract.nlp.relations.lists import named_items, number_of, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "squad-lines", 0.75
PERSON, GROUP = "Person", "Group"
LEAST = 5  # people of a team
LABEL = 4  # words of a label


def read(doc: Doc) -> Iterator[Candidate]:
    """The members of the team that the article counts last before it lists them by where they play."""
    colons = [k for k in range(1, len(doc) - 1) if doc.lowered[k] == ":" and _labels(doc, k)]
    teams = [m for m in doc._.nominals or () if _counted(doc, m)] if colons else []
    starts = starts_of(doc) if teams else {}
    for k in colons if teams else ():
        team = next((m for m in reversed(teams) if m.end <= k), None)
        for chain, start, end in named_items(doc, k + 1, starts, (PERSON,)) if team is not None else ():
            if team is not None and team.chain is not None:
                yield membership(chain, team.chain, start, end, rule=RULE, confidence=SURE)


def _labels(doc: Doc, colon: int) -> bool:
    """Whether the words between the last mark, or the beginning of the sentence, and a colon say where people play."""
    first = unit_tokens(doc)[unit_of(doc, colon)][0]
    at = colon
    while at > max(first, colon - LABEL) and not doc[at - 1].is_punct:
        at -= 1
    return doc.between(at, colon).lower() in office_words("team-line")


def _counted(doc: Doc, m: Mention) -> bool:
    of_a_team = m.type == GROUP and m.chain is not None and doc.lowered[m.head] in office_words("squad")
    return of_a_team and number_of(doc, m) >= LEAST
