"""Subject pronouns before a copula → facts: the rows about names read them as whom they stand for.

`Luc Roy a voté. Il est une figure du PS.`: `Il` is Luc Roy.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.continued import bodies_before
from kgextract.nlp.relations.lists import starts_of
from kgextract.nlp.relations.names import others_of, rules_of
from kgextract.nlp.relations.pronouns import subject_of
from kgextract.tables.roles import office_words

RULE, SURE = "pronoun", 0.8
OTHERS = ("Organization", "Place", "Group")
WIDEST = 2  # tokens of `ce dernier`


def read(doc: Doc) -> Iterator[Candidate]:
    """What a copula says of a pronoun (`Il est une figure du PS`)."""
    pronouns = list(_standins(doc))
    starts = starts_of(doc) if pronouns else {}
    for outer in pronouns:
        for rule in rules_of(outer.type, outer.cls):
            if rule.place != "copula" or rule.heads or rule.inverse:
                continue
            for inner, _, end in others_of(doc, outer, [], starts, rule):
                if outer.chain is not None and inner is not outer.chain:
                    yield Candidate(
                        subject=outer.chain,
                        relation=rule.relation,
                        object=inner,
                        start=outer.start,
                        end=end,
                        rule=rule.id,
                        confidence=round(rule.confidence * outer.confidence, 3),
                    )


def _standins(doc: Doc) -> Iterator[Mention]:
    """The subject pronouns of the clauses with a copula, each as a mention of the chain it stands for."""
    for clause in doc._.clauses:
        part = clause.subject
        if clause.form != "finite" or part is None or part.mentions or part.end - part.start > WIDEST:
            continue
        if part.end > clause.start or office_words("copula").isdisjoint(infinitives(doc[clause.verb], clause.lemma)):
            continue
        chain = _meant(doc, part.start)
        if chain is not None:
            yield Mention(
                start=part.start,
                end=part.end,
                type=chain.type,
                cls=chain.cls,
                kind="named",
                head=part.end - 1,
                rule=RULE,
                confidence=SURE,
                chain=chain,
            )


def _meant(doc: Doc, token: int) -> Chain | None:
    somebody = subject_of(doc, token)
    if somebody is not None:
        return somebody
    told = bodies_before(doc, token, OTHERS)
    return told[0] if len(told) == 1 else None
