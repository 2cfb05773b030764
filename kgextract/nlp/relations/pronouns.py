"""A pronoun in a clause → whom it stands for: subjects (`elle a signé`) and objects (`l'a nommée`, `lui succède`)."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc

from kgextract.nlp.coref import antecedent
from kgextract.nlp.layers import Argument, Chain, Clause
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

PERSON = "Person"
TEXTS = frozenset({"Document", "Event"})  # what an object pronoun may stand for as well: then nobody is meant for sure


def subject_of(doc: Doc, token: int) -> Chain | None:
    """The person that `il`, `elle` (also `-t-il`) stands for, or None where token is no such pronoun."""
    word = doc[token].lower_.rsplit("-", 1)[-1]
    if word in office_words("feminine-pronoun"):
        return antecedent(doc, token, gender="f", types=("Person",))
    if word in office_words("masculine-pronoun"):
        return antecedent(doc, token, gender="m", types=("Person",))
    return None


def object_of(doc: Doc, clause: Clause, argument: Argument, types: tuple[str, ...]) -> Chain | None:
    """Whom the clitic of an argument stands for, where a rule wants people, bodies or states and nothing else."""
    token = argument.start
    word = doc[token].lower_
    if word not in syntax("object-clitic") or token >= clause.verb or TEXTS & set(types) or PERSON not in types:
        return None
    plural = word in syntax("plural-clitic")
    own = {id(m.chain) for m in clause.subject.mentions} if clause.subject else set()
    agent = subject_of(doc, clause.subject.start) if clause.subject and not own else None
    besides = [c for c in doc._.chains if id(c) in own or c is agent]
    gender = _gender(doc, clause, word)
    for fitting in (("Group",),) if plural else ((PERSON,), ("Organization", "Place")):
        if set(fitting) & set(types):
            found = antecedent(doc, token, gender=gender, plural=plural, types=fitting, besides=besides)
            if found is not None and found.type in types:
                return found
    return None


def _gender(doc: Doc, clause: Clause, word: str) -> Literal["m", "f"] | None:
    """Of the pronoun by its form, of an elided one by the participle (`l'a nommée`)."""
    if word in syntax("feminine-clitic"):
        return "f"
    if word in syntax("masculine-clitic"):
        return "m"
    if word in syntax("elided-clitic") and clause.end - clause.start > 2:
        return "f" if doc[clause.verb].lower_.endswith(tuple(syntax("feminine-tail"))) else "m"
    return None
