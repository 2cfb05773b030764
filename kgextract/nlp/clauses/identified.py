"""A main clause → whom it brings in behind its verb: by saying who somebody is, or who comes.

`Le premier à réagir a été Alain Petit.`, `Son rival s'appelle Luc Roy.`, `À la tribune est monté Paul Roy.`: the text
goes on about them, not about what stands before the verb.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.syntax import syntax


def identified(doc: Doc, clause: Clause) -> Argument | None:
    """The person named right behind a verb that says who its subject is; behind `le premier`, `l'un d'eux` the person
    described too."""
    verb = "identifying-reflexive" if clause.reflexive else "identifying-lemma"
    subject = clause.subject
    if clause.form != "finite" or clause.position != "main" or clause.passive or clause.negated or subject is None:
        return None
    if clause.lemma not in syntax(verb) or subject.start >= clause.verb or doc[subject.head].pos_ == "PROPN":
        return None
    own = [m for m in subject.mentions if m.head == subject.head]
    if doc.lowered[subject.head] in syntax("subject-pronoun") or any(
        m.type != "Person" or m.kind == "named" for m in own
    ):
        return None
    shown = _object(clause)
    if shown is None or _named(shown):
        return shown
    described = not own and doc[subject.head].pos_ != "NOUN" and any(m.type == "Person" for m in shown.mentions)
    return shown if described else None


def entering(clause: Clause) -> Argument | None:
    """Somebody named behind a verb that nothing stands before (`À la tribune est monté Paul Roy.`)."""
    if clause.position != "main" or clause.subject is not None or clause.passive:
        return None
    shown = _object(clause)
    return shown if shown is not None and _named(shown) else None


def _object(clause: Clause) -> Argument | None:
    return next((a for a in clause.arguments if a.role == "object" and a.start >= clause.end), None)


def _named(a: Argument) -> bool:
    return any(m.type == "Person" and m.kind == "named" for m in a.mentions)
