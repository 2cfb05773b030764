"""Somebody told by an office alone, and somebody told by a surname alone → one person, where nobody else can be meant.

`« Le car a versé », a dit le préfet. … « Il roulait vite », a précisé M. Moretti.`: the prefect is called so.
"""

from __future__ import annotations

from kgextract.nlp.layers import Chain, Mention, Saying, unit_of
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.statements.drafts import Page

_NEAR = 14  # sentences from the office to the surname


def unite(page: Page, sayings: list[Saying]) -> None:
    """Give what the only described officer says to who speaks after that by a new surname with its civility."""
    speakers = {id(s.speaker): s.speaker for s in sayings if s.speaker is not None}
    holders = {id(h.chain) for r in page.doc._.roles or () for h in r.holders}
    called = [c for c in speakers.values() if id(c) not in holders and _is_called(c)]
    if len(called) != 1:
        return
    name, first = called[0], min(called[0].mentions, key=lambda m: m.start)
    before = [m for m in page.doc._.nominals or () if m.start < first.start and _is_officer(page, m)]
    told = {id(c) for c in speakers.values() if _is_told(page, c)}
    officers = {id(m.chain): m.chain for m in before if id(m.chain) in told or _may_speak(page, m)}
    fit = [c for c in officers.values() if len({c.gender or c.mentions[0].gender, name.gender} - {None}) < 2]
    explained = page.doc[first.end].text == "," if first.end < len(page.doc) else False
    if first.kind != "named" or explained or len(fit) != 1 or id(fit[0]) not in told:
        return
    if unit_of(page.doc, first.start) - unit_of(page.doc, fit[0].mentions[0].start) <= _NEAR:
        for saying in sayings:
            if saying.speaker is fit[0]:
                saying.speaker, saying.speaker_text = name, None


def _may_speak(page: Page, m: Mention) -> bool:
    """Whether an office is at the head of something or speaks for it (`le maire`): its holder may be called so."""
    found = office_head(page.doc, m.head)
    return found is not None and (found[0].office in ("head", "represents") or bool(found[0].cabinet))


def _is_called(chain: Chain) -> bool:
    """Whether somebody is only called by civility and surname."""
    named = [m for m in chain.mentions if m.kind == "named"]
    if chain.type != "Person" or chain.unnamed or chain.key or not named or any(m.given for m in named):
        return False
    return named[0].end - named[0].start > 1


def _is_told(page: Page, chain: Chain) -> bool:
    """Whether somebody is told by a definite office in the singular, and named nowhere."""
    return chain.type == "Person" and chain.unnamed and _is_officer(page, chain.mentions[0])


def _is_officer(page: Page, m: Mention) -> bool:
    """Whether a description is a definite office in the singular."""
    one = m.type == "Person" and m.chain is not None and bool(m.definite) and not m.plural
    return one and office_head(page.doc, m.head) is not None
