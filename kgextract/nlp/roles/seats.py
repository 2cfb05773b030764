"""An office or the people who have it → the body in which they sit, where the article names just one.

`les députés` sit in the Assemblée nationale of an article that names no other house of deputies.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase
from kgextract.tables.roles import Office, office_words


def sits_in(doc: Doc, row: Office) -> Chain | None:
    """The body in which whoever has the title sits."""
    found = [c for c in doc._.chains if c.type == "Organization" and c.mentions and _is_one(c.name.lower(), row.bodies)]
    return found[0] if len(found) == 1 else None


def seated(doc: Doc, people: Mention, ix: Index) -> Chain | None:
    """The body in which people sit who are told by their office alone (`les députés`, `les conseillers nationaux`)."""
    phrase: OfficePhrase | None = office_phrase(doc, people.head, ix) if people.type == "Group" else None
    if phrase is None or not phrase.row.bodies or phrase.end > people.end or phrase.chunks or phrase.former:
        return None
    return sits_in(doc, phrase.row)


def _is_one(name: str, bodies: tuple[str, ...]) -> bool:
    return name in bodies if name in office_words("own-members") else name.startswith(bodies)
