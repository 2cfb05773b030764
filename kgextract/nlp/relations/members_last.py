"""Sentences that name the members last → memberOf: `Entrent au gouvernement Luc Roy et Anne Blin`, `Figurent parmi les
victimes …`, `La fondation compte parmi ses membres Luc Roy`.

A finite verb opens the sentence, its complement is the body or group; or a body counts somebody among its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import phrase_end, unit_tokens
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.lists import STOPS, Item, Starts, group_fits, named_items, starts_of
from kgextract.nlp.relations.memberships import membership
from kgextract.tables.roles import office_words

RULE, SURE = "members-last", 0.7
PERSON, GROUP = "Person", "Group"
MEMBERS = (PERSON, "Organization", "Country")
WHOLES = frozenset(
    {"Government", "PoliticalParty", "Union", "Body", "Parliament", "Court", "InternationalOrganization"}
)
REACH = 5  # tokens between the verb and the body


def read(doc: Doc) -> Iterator[Candidate]:
    """The members that stand at the end of the sentences of `doc`."""
    opened = [first for first, last in unit_tokens(doc) if last - first > REACH and _opens(doc, first)]
    owned = [(c, at) for c in doc._.clauses if (at := _own(doc, c.verb, c.end)) and not c.negated]
    starts = starts_of(doc) if opened or owned else {}
    for first in opened:
        whole = next((starts[k] for k in range(first + 1, first + REACH + 1) if _is_whole(starts.get(k))), None)
        if whole is not None and whole.chain is not None:
            for chain, _, end in _closing(doc, whole.end, starts):
                if whole.type != GROUP or group_fits(chain, doc.lowered[whole.head]):
                    yield membership(chain, whole.chain, whole.start, end, rule=RULE, confidence=SURE)
    for clause, at in owned:
        bodies = clause.subject.mentions if clause.subject is not None and clause.modality == "asserted" else ()
        body = next((m.chain for m in bodies if m.type in ("Organization", GROUP)), None)
        for chain, start, end in named_items(doc, at, starts, MEMBERS) if body is not None else ():
            if body is not None and chain is not body:
                yield membership(chain, body, start, end, rule=RULE, confidence=SURE)


def _opens(doc: Doc, first: int) -> bool:
    """Whether a finite verb of being, getting or no longer being in something opens a sentence, in the plural or with
    its auxiliary (`Sont entrés au gouvernement`)."""
    morph = doc[first].morph
    if (
        doc[first].pos_ not in ("VERB", "AUX")
        or "Plur" not in morph.get("Number", [])
        or "3" not in morph.get("Person", [])
    ):
        return False
    verb = first + (doc[first].pos_ == "AUX" and doc[first + 1].pos_ == "VERB")
    told = infinitives(doc[verb])
    parts = doc.lowered[verb + 1] in office_words("part-noun") and not office_words("doing-part").isdisjoint(told)
    return parts or not office_words("stands-in").isdisjoint(told)


def _is_whole(m: Mention | None) -> bool:
    return m is not None and (m.type == GROUP or m.cls in WHOLES)


def _closing(doc: Doc, at: int, starts: Starts) -> list[Item]:
    """The names from a token on, where nothing but a mark follows them."""
    items = named_items(doc, at, starts, MEMBERS)
    closed = items and (items[-1][2] >= len(doc) or doc[items[-1][2]].text in STOPS)
    return items if closed else []


def _own(doc: Doc, verb: int, end: int) -> int:
    """The token behind `parmi ses membres`, `dans ses rangs` after a verb of counting, or 0."""
    if office_words("counts-members").isdisjoint(infinitives(doc[verb])):
        return 0
    return phrase_end(doc, end, office_words("among-its-own")) if end < len(doc) else 0
