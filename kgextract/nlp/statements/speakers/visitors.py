"""A person and a description → whether a sentence tells them apart: it names both, or what one did to the other.

`Luc Roy a reçu le préfet. Le préfet dit …`, `Luc Roy a été suspendu. Le président dit …`
"""

from __future__ import annotations

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.layers import Argument, Chain, Mention, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.voices import Voice
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words


def announced(page: Page, source: Argument) -> Chain | None:
    """Whoever a sentence is for, right before a colon and the description (`Le jour de Luc Roy : l'ailier dit`)."""
    colon = source.start - 1
    if colon < 1 or page.doc[colon].text != ":":
        return None
    named = (m for m in page.at_token(colon - 1) if m.end == colon and m.type == "Person" and m.kind == "named")
    return next((m.chain for m in named if page.doc[max(m.start - 1, 0)].pos_ == "ADP"), None)


def beside(page: Page, person: Chain, source: Argument) -> bool:
    """Whether a name stands before the description in its own clause (`Face à Luc Roy, la patronne dit`), or the
    description is by whom something was done (`Luc Roy a été accusé par le préfet de`)."""
    first = page.token(page.units[unit_of(page.doc, source.start)].start)
    near = next((m.end for m in reversed(person.mentions) if first <= m.start and m.end <= source.start), None)
    if near is None or announced(page, source) is person:
        return False
    agent = page.doc.lowered[source.start - 1] in speech_words("by-word")
    return agent or not any(page.finite(k) for k in range(near, source.start))


def met(page: Page, person: Chain, mention: Mention) -> bool:
    """Whether a sentence names a person beside who is so described (`Luc Roy a reçu le préfet. Le préfet dit`)."""
    before = [m for m in mention.chain.mentions if m.start < mention.start] if mention.chain is not None else []
    outside = (m for m in before if page.quotation(page.at(m.start)) is None)
    here = {unit_of(page.doc, m.start) for m in outside}
    named = (m for m in person.mentions if m.kind == "named" and m.start < mention.start)
    return bool(here) and any(unit_of(page.doc, m.start) in here for m in named)


def acted_on(sources: Sources, m: Mention) -> bool:
    """Whether somebody else does something to a person (`Le préfet a reçu Luc Roy`): no office alone means them."""
    for c in sources.clauses.get(unit_of(sources.doc, m.start), ()):
        who = c.subject
        if who is None or who.start <= m.start < who.end or not sources.naming.human(who.head):
            continue
        if any(a.start <= m.start < a.end for a in c.arguments if a.role != "content"):
            return True
    return False


def befallen(sources: Sources, person: Chain, about: Voice | None) -> bool:
    """Whether the sentence about a person tells what was done to them (`Luc Roy est suspendu. L'entraîneur dit …`)."""
    told = sources.clauses.get(about.unit, ()) if about is not None and not about.spoke else ()
    done = (shared(c) for c in told if c.passive and c.lemma in speaker_words("befalling-verb"))
    return any(m.chain is person for a in done if a is not None for m in a.mentions)
