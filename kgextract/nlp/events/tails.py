"""Doc and token → the end of what still belongs to an event behind its phrase: acronym, title, sides, theme.

"le salon (SIA)", "le deuxième Forum de « la Mer et la Côte »", "un atelier | consacré à la pêche" → the token behind it
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.events.phrases import Phrase, side
from kgextract.nlp.events.settings import Setting, of
from kgextract.nlp.grammar.adjuncts import Adjunct, Fillers, adjunct, adjuncts
from kgextract.nlp.grammar.base_phrases import base_phrase
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import AGENTS
from kgextract.tables.events import words_of
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

_TITLE = 18  # tokens of a title between quotation marks
_BRACKET = 14  # tokens of a bracket
_CLOSE = {"«": "»", "“": "”", '"': '"'}
_ENDS = frozenset(".!?;:")


def title(doc: Doc, at: int) -> int:
    """The token behind an acronym in brackets and a quoted title, or `at` (`le symposium | « Semences »`)."""
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and doc[at + 1].text.isupper():
        at += 3
    k = at + (at + 1 < len(doc) and doc[at].text == ",")
    called = k < len(doc) and lowered(doc)[k] in words_of("event-called-so")
    start = k + called if called else at
    found = preposition(doc, start)
    if found is not None and found.lemma in words("of-lemma"):
        start = found.end
    end = _quoted(doc, start)
    return end if end is not None else at


def named(doc: Doc, at: int, p: Phrase, fillers: Fillers) -> int:
    """The token behind the name of whom it happened to, or `at` (`la mort de son frère, | Luc, en avril`)."""
    if not p.argument or at + 2 >= len(doc) or doc[at].text != ",":
        return at
    m = fillers.mentions.get(at + 1)
    if m is None or m.type != "Person" or m.kind != "named" or m.end >= len(doc):
        return at
    return m.end if doc[m.end].text == "," else at


def ascribed(doc: Doc, at: int) -> int:
    """The token behind who is said to have done it, or `at` (`une attaque | attribuée à des rebelles, à Gao`)."""
    if at >= len(doc) or doc.lowered[at] not in words_of("event-ascribed"):
        return at
    doer = adjunct(doc, at + 1, Fillers((), ()))
    return at if doer is None else doer.end


def _quoted(doc: Doc, at: int) -> int | None:
    """The token behind a title: quoted words with a capital that are no sentence."""
    close = _CLOSE.get(doc[at].text) if at + 1 < len(doc) else None
    if close is None:
        return None
    for k in range(at + 1, min(at + _TITLE, len(doc))):
        if doc[k].text == close:
            return k + 1
        if doc[k].text in _ENDS:
            return None
    return None


def sides(doc: Doc, at: int, fillers: Fillers) -> int:
    """The token behind who meets or plays whom, or `at` (`la réunion | avec les élus et Lens, mardi à Pau`)."""
    link = preposition(doc, at)
    if link is None or link.lemma not in words_of("event-sides") or fillers.date_at(doc, link.end) is not None:
        return at
    end = side(doc, link.end, fillers)
    while end and end + 1 < len(doc):
        listed = doc[end].text == "," and (m := fillers.mentions.get(end + 1)) is not None and m.type in AGENTS
        more = side(doc, end + 1, fillers) if listed or doc[end].lower_ in words("coordinator") else 0
        if not more:
            break
        end = more
    return end or at


def theme(doc: Doc, at: int) -> int:
    """The token behind participles of what an event is about, or `at` (`un atelier | consacré à la pêche`)."""
    text = lowered(doc)
    while at + 1 < len(doc):
        also = preposition(doc, at + 1) if text[at] in words("coordinator") else None
        if also is not None and is_capital(doc[also.end]):
            at = _complements(doc, at + 1)  # `sa visite en Éthiopie | et en Érythrée, qui a eu lieu`
            continue
        k = at + (text[at] == ",")
        doing = in_ant(text[k]) and doc[k].pos_ == "VERB"  # `un atelier | réunissant dix élus`
        if text[k] not in words_of("event-themed") and not doing:
            return at
        base = base_phrase(doc, k + 1) if doing and k + 1 < len(doc) else None
        end = _complements(doc, base.base_end if base is not None else k + 1)
        if end == k + 1:
            return at
        at = end
    return at


def _complements(doc: Doc, at: int) -> int:
    """The token behind prepositional phrases and titles."""
    nothing = Fillers((), ())
    while at < len(doc):
        found = adjunct(doc, at, nothing)
        end = found.end if found is not None else _quoted(doc, at)
        if end is None or end <= at:
            return at
        at = end
    return at


def bracketed(doc: Doc, at: int, p: Phrase, fillers: Fillers) -> Setting:
    """What a bracket behind an event says: "(Sfax, 25-27 juin)", "(du 3 au 5 mai à Lens)"."""
    if at >= len(doc) or doc[at].text != "(":
        return Setting()
    close = next((k for k in range(at + 1, min(at + _BRACKET, len(doc))) if doc[k].text == ")"), None)
    if close is None:
        return Setting()
    name = fillers.mentions.get(at + 1)
    if name is not None and name.type == "Place" and name.kind == "named" and name.end < close:
        inside = adjuncts(doc, name.end, fillers)
        dated = [a for a in inside if a.date]
        return Setting(name, dated[0].date) if dated and _whole(inside, close) else Setting()
    inside = adjuncts(doc, at + 1, fillers)
    last = fillers.mentions.get(inside[-1].end + 1) if inside and doc[inside[-1].end].text == "," else None
    if last is not None and last.end == close and last.type == "Place" and last.kind == "named":
        return Setting(last, of(doc, inside, p).date)  # `(du 3 au 5 mai, Lens)`
    return of(doc, inside, p) if inside and _whole(inside, close) else Setting()


def shown(doc: Doc, at: int, p: Phrase, fillers: Fillers) -> Setting:
    """Where a show is to be seen, and from when to when: `l'exposition, | visible jusqu'au 3 mai au musée de Lens`, `la
    rétrospective est | à voir du 5 mai au 9 juin à Namur`; a mere day is that of its opening."""
    if p.row.noun not in words_of("event-show"):
        return Setting()
    text = lowered(doc)
    at += at < len(doc) and text[at] == ","
    at += at < len(doc) and doc[at].lemma_.lower() in syntax("be-lemma")
    led = preposition(doc, at) if at + 1 < len(doc) else None
    seen = led is not None and led.lemma in syntax("to-lemma") and text[at + 1] in words_of("event-to-see")
    if at >= len(doc) or not (seen or text[at] in words_of("event-shown")):
        return Setting()
    found = of(doc, adjuncts(doc, at + 1 + seen, fillers), p)
    span = found.date is not None and "/" in (found.date.value or "")
    return found if span else Setting(found.place)


def _whole(found: list[Adjunct], close: int) -> bool:
    """Whether adjuncts fill a bracket up to its end."""
    return found[-1].end == close and all(a.date or a.mention for a in found)
