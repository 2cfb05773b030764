"""People whose names tell no gender → the gender of their titles (`Dominique Roy, le député sortant`)."""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains
from kgextract.nlp.coref.readings import gender_of
from kgextract.nlp.layers import Chain


def read(chains: Chains) -> None:
    """Set the gender of those of whom all titles say the same."""
    told: dict[int, tuple[Chain, set[str]]] = {}
    for role in chains.doc._.roles or ():
        if len(role.holders) != 1 or role.mention.plural:
            continue
        person = role.holders[0].chain
        shown = gender_of(chains, role.mention)
        if person is not None and person.type == "Person" and person.gender is None and shown:
            told.setdefault(id(person), (person, set()))[1].add(shown)
    for person, genders in told.values():
        if len(genders) == 1:
            person.gender = "f" if "f" in genders else "m"
