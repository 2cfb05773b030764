"""Doc with chains and clauses → `relations`: facts before they are checked, from roles, clauses, names and events."""

from __future__ import annotations

from spacy.tokens import Doc

from kgextract.nlp.relations import background as background_facts
from kgextract.nlp.relations import clauses as clause_facts
from kgextract.nlp.relations import events as event_facts
from kgextract.nlp.relations import names as name_facts
from kgextract.nlp.relations import roles as role_facts
from kgextract.nlp.relations import votes as vote_facts

IMPLIED = {"participatedIn": ("spokeAt",), "supports": ("proposed", "votedFor"), "opposes": ("votedAgainst",)}


def read(doc: Doc) -> Doc:
    """Write `doc._.relations`."""
    sources = (role_facts, clause_facts, name_facts, event_facts, vote_facts, background_facts)
    found = [candidate for source in sources for candidate in source.read(doc)]
    said = {(id(c.subject), c.relation, id(c.object)) for c in found if c.factuality == "asserted"}
    doc._.relations = [
        c for c in found if not any((id(c.subject), r, id(c.object)) in said for r in IMPLIED.get(c.relation, ()))
    ]
    return doc
