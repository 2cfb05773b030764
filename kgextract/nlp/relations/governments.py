"""Doc → the one government that the article is about, by name or description, or None."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.roles import office_words

GOVERNMENT = "Government"


def the_government(doc: Doc) -> Chain | None:
    """The only government of the article; of several the one that is of today, and that is more than once spoken of
    where others are only said to be of a kind (`un gouvernement de rupture`)."""
    return once(doc, "the government", lambda: _only(doc))


def _only(doc: Doc) -> Chain | None:
    found = [c for c in doc._.chains if c.cls == GOVERNMENT and any(_governs_all(doc, m) for m in c.mentions)]
    if len(found) > 1:
        found = [c for c in found if not any(_of_another_time(doc, m) for m in c.mentions)]
    if len(found) > 1:
        found = [c for c in found if not all(_of_a_kind(doc, m) for m in c.mentions)]
    return found[0] if len(found) == 1 else None


def _governs_all(doc: Doc, m: Mention) -> bool:
    if doc[m.head].lower_ in office_words("own-cabinet") and m.end > m.head + 1 and doc[m.head + 1].pos_ == "ADP":
        return False  # `le cabinet du président du Conseil`
    return doc[m.head].lower_ in office_words("cabinet") or doc[m.start].lower_ in office_words("cabinet")


def _of_another_time(doc: Doc, m: Mention) -> bool:
    return any(doc.lowered[k] in office_words("of-another-time") for k in range(m.start, m.end))


def _of_a_kind(doc: Doc, m: Mention) -> bool:
    """`un gouvernement de rupture`, `ce « gouvernement de combat »`: a description without any name, not definite, of
    some kind."""
    bare = m.start > 0 and doc.lowered[m.start - 1] in office_words("indefinite")
    return m.kind != "named" and (bare or m.definite is False) and m.end > m.head + 1
