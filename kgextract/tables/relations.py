"""Rows that read a relation out of a clause, a name inside a name, a name beside a name, or what other layers have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.tables import Table

Slot = str  # subject, object, date, or a preposition of the clause


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One construction of one relation, with its own sentences.

    `verbs` are infinitives. `from` and `to` say which parts of the clause are subject and object of the relation, the
    first that fits: `subject`, `object`, `date`, `others` (further subjects), or a preposition of one or more words
    (`to: [de]` for `hériter de`, `[à la tête de]`). `subject` and `object` are the types that may stand there (Person,
    Organization, Place, Group, Event, Document, Role, Quantity, Date), `subject_classes` and `classes` narrow them.
    What is outside the domain and range of the relation is rejected: `kgextract explain` says so. `with` asks for a
    noun among the parts of the clause (`apporter son soutien à`). In a file, `from_` and `with_` are the same columns.
    """

    id: str
    relation: str
    verbs: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    from_: tuple[Slot, ...] = ("subject",)
    to: tuple[Slot, ...] = ("object",)
    classes: tuple[str, ...] = ()  # of the object: exactly these, not what is below them; empty: any
    not_classes: tuple[str, ...] = ()
    subject_classes: tuple[str, ...] = ()  # in the same way
    with_: tuple[str, ...] = ()  # lower-case nouns or adjectives, one of which the clause must hold
    inside: bool = False  # what such a noun is of fills the slot in which it stands (`prendre la tête du parti`)
    reflexive: bool = False
    single: bool = False  # not for several things that are only described (`de nombreuses déclarations`)
    elliptic: tuple[str, ...] = ()  # words behind the verb that leave a text unsaid (`a voté contre`)
    planned: bool = False  # a planned one counts: scheduled events
    denied: bool = False  # only where it is denied, which is what is meant (`ne veut pas de la loi`)
    called: bool = False  # only where a verb of calling governs it (`appelle à voter pour`)
    nearest: bool = False  # of several slots that are filled, the first in the text
    beside: bool = False  # no noun or adjective stands between verb and object (`est à Lyon`, not `est né à Lyon`)
    confidence: float = 0.75
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


@dataclass(frozen=True, slots=True)
class NameRule:
    """Two names in one phrase: `inside` (nested), `comma` (`Genève, en Suisse`), `brackets`, `preposition`,
    `apposition` over one of the `nouns` (`Oslo, capitale de la Norvège`), `copula` (`Oslo est la capitale …`), `list`
    that one of the `nouns` opens (`trois pays, dont la Norvège et le Chili`), `possessive` before one of the `nouns`
    (`Toyota et sa filiale Hino`; the subject is the name, the object its owner), `participle` that is one of the
    `nouns` (`Lens, située dans le Nord`)."""

    id: str
    relation: str
    place: Literal[
        "inside", "comma", "brackets", "preposition", "apposition", "copula", "list", "possessive", "participle"
    ]
    subject: tuple[str, ...]  # types or classes of the outer name, which comes first
    object: tuple[str, ...]
    not_classes: tuple[str, ...] = ()  # of the inner name
    not_subject: tuple[str, ...] = ()  # classes of the outer name
    prepositions: tuple[str, ...] = ()  # "" for none
    nouns: tuple[str, ...] = ()  # of the apposition; what opens the list
    heads: tuple[str, ...] = ()  # of the outer name
    not_heads: tuple[str, ...] = ()
    object_heads: tuple[str, ...] = ()  # of the inner name
    after: tuple[str, ...] = ()  # prepositions one of which leads to the outer name
    not_after: tuple[str, ...] = ()
    through: tuple[str, ...] = ()  # heads of a group whose listed members belong to its body (`les pays de l'Otan`)
    named: bool = False  # the outer one is a name, no description
    pointed: bool = False  # the outer one is a description with its article (`le pays d'Afrique de l'Ouest`)
    described: bool = False  # the inner one is a description (`les membres du jury`)
    single: bool = False  # the outer one is one thing (`les ministres du bloc, qui réunit …`: the bloc)
    one_of: bool = False  # `l'un des` stands before the outer name
    again: bool = False  # only where the article comes back to the outer one (`une usine à Lens … le site`)
    inverse: bool = False  # the inner name is the subject of the relation
    confidence: float = 0.8
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """A way in which the code concludes a fact from other layers; `about` says how, the sentences show and test it."""

    id: str
    about: str
    relation: str = ""  # where it gives only one
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    xfail: str = ""


RELATION_RULES = Table("rules/relations.yaml", RelationRule)
NAME_RULES = Table("rules/name_relations.yaml", NameRule)
DERIVED_RULES = Table("rules/derived.yaml", DerivedRule)
