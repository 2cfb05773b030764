"""An event phrase and the mentions inside it → the place that the phrase itself names.

"le festival de Cannes" → Cannes; "l'attaque contre le village de Darey" → Darey; "le débat sur la ville de Pau" → none
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.phrases import Phrase, noun
from kgextract.nlp.events.settings import is_unreal
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Mention
from kgextract.tables.events import words_of
from kgextract.tables.gazetteers import capitals
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words

_TOWN, _OF_TOWN = "City", 2  # tokens from the noun over `de`


def own_place(doc: Doc, p: Phrase, nested: list[Mention]) -> Mention | None:
    """The place inside the phrase: of what is held, any; of what happened, a town, or any where the noun has a site."""
    bodies = [m for m in nested if m.type == "Organization" and m.kind == "named"]
    bodies += [r.mention for r in doc._.roles or () if p.head < r.mention.start < p.end]  # `le meurtre du maire de Pau`
    bodies += [m for m in nested if m.type in ("Person", "Group")]
    for m in nested:
        if m.type != "Place" or m.kind != "named" or any(noun(doc, k) for k in range(p.head + 1, m.start)):
            continue
        if any(b.start < m.start < b.end for b in bodies) and not _sited(doc, m):
            continue  # `le congrès du Parti communiste du Vietnam`
        if p.row.noun in words_of("event-own-deed") and m.key in capitals().values() and after_of(doc, m):
            continue  # `l'offensive de Khartoum`
        topic = not p.capital and p.row.class_ not in words_of("event-struck")
        if topic and governed(doc, p, m) and not _sited(doc, m):
            continue  # `une conférence sur les coûts du pont de Brest`
        if p.row.organised:
            there = p.row.named or p.row.class_ in words_of("event-trip") | words_of("event-scheduled")  # polls
            if (p.row.named and after_of(doc, m)) or (there and _sited(doc, m)) or _of_town(doc, p, m):
                return m
        elif not after_of(doc, m) or p.row.noun in words_of("event-sited") or m.cls in words_of("event-town"):
            return m
    return None


def struck_place(doc: Doc, p: Phrase, nested: list[Mention]) -> Mention | None:
    """The town that an attack is on (`l'attaque contre le village de Darey, dans la région de Tillabéri`)."""
    for m in nested:
        kind = m.start - 2 - (doc[m.start - 1].lower_ not in words("of"))  # `de villages de la | région de Seytenga`
        of_kind = kind > p.head and after_of(doc, m) and doc[kind].lower_ in nominal_words("settlement", "settlements")
        known = m.kind == "named" or doc[m.head].lower_ in office_words("side")  # `de villages du | nord du Mali`
        if m.type == "Place" and known and m.end == p.end and of_kind:
            return None if is_unreal(doc, p.start, organised=False) else m
    return None


def governed(doc: Doc, p: Phrase, m: Mention) -> bool:
    """Whether a complement other than `de` holds a mention ("négociations entre le gouvernement et …")."""
    other = {*p.row.complements, *words_of("event-inside"), *words_of("event-agent")}
    return any(f.lemma in other for k in range(p.head + 1, m.start) if (f := preposition(doc, k)))


def after_of(doc: Doc, m: Mention) -> bool:
    """Whether `de` leads to a mention, with its article at most."""
    for k in range(m.start - 1, max(m.start - 3, -1), -1):
        if doc[k].lower_ in words("of"):
            return True
        if doc[k].lower_ not in words("definite"):
            return False
    return False


def _of_town(doc: Doc, p: Phrase, m: Mention) -> bool:
    """Whether `de` and a town right behind the noun say where they met (`la réunion de Pau`, not `de Moscou avec`)."""
    near = m.end == p.end and m.start - p.head == _OF_TOWN and after_of(doc, m)
    if not near or p.definite is not True or m.cls != _TOWN or p.row.class_ not in words_of("event-of-town"):
        return False
    behind = preposition(doc, m.end) if m.end < len(doc) else None
    return behind is None or behind.lemma not in words_of("event-company")


def _sited(doc: Doc, m: Mention) -> bool:
    """Whether a preposition of place leads to a mention."""
    found = (preposition(doc, k) for k in (m.start - 1, m.start - 2) if k >= 0)
    return any(f is not None and f.end > m.start - 2 and f.lemma in words_of("event-place") for f in found)
