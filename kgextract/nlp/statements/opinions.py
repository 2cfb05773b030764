"""`pour X`, `aux yeux de X` with the phrase behind it → whether it says whose opinion something is.

`Pour les syndicats, la loi est injuste`, `« Un désastre », pour le maire.`; not `un gâteau pour le maire`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.layers import Mention
from kgextract.nlp.statements.about import judged_so
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.framed import led
from kgextract.nlp.statements.speakers.naming import inhabitant
from kgextract.nlp.statements.speakers.unlike import demonstrative
from kgextract.nlp.statements.speakers.voices import STATES
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_SIDE = 2  # tokens of a side of a trial (`la défense`)


def opens_opinion(page: Page, i: int, n: int, phrase: Phrase, named: list[Mention]) -> bool:
    """Whether `pour` with people opens a sentence as whose opinion it is (`Pour les syndicats, …`)."""
    doc = page.doc
    begins = led(page, n, i)
    if begins and (doc[phrase.head].lower_ in speech_words("latter") or demonstrative(page, phrase.start) is not None):
        return True  # `Pour cette dernière, …`
    near = page.around(phrase.start, phrase.end + 1)  # `Pour la ligue Mer Vive, …`
    hyphen = phrase.head + 1 < len(doc) and doc[phrase.head + 1].text.startswith("-")
    if not begins or (hyphen and not any(m.start <= phrase.head < m.end - 1 for m in near)):
        return False  # but `Pour Météo-France, « … »`
    placed = any(m.type == "Place" and m.kind == "named" and m.start <= phrase.head < m.end for m in near)
    if placed and _seat(page, phrase, near):
        return True
    people = not placed and any(m.type in ("Person", "Organization", "Group") for m in named)
    quoted = any(t.lower_ in speech_words("opening-mark") for t in doc[phrase.end : phrase.end + 3])
    behind = any(m.type in ("Person", "Organization", "Group") for m in near)
    if quoted and (named or behind or inhabitant(doc, phrase.head, page.at_token(phrase.head))):
        return True  # `Pour la Brestoise, « … »`
    collective = behind and doc[phrase.head].lower_ in speech_words("collective-noun")  # `Pour la ligue Mer Vive, …`
    side = phrase.end - phrase.start == _SIDE and doc[phrase.head].lower_ in speech_words("trial-side")
    return people or collective or side or doc[phrase.head].lower_ in speech_words("human-noun")


def _seat(page: Page, phrase: Phrase, near: list[Mention]) -> bool:
    """Whether a capital stands for its state before an impersonal verb (`Pour Ankara, il n'est pas question de`)."""
    doc = page.doc
    behind = (
        phrase.end + 1 < len(doc)
        and doc[phrase.end].text == ","
        and (doc[phrase.end + 1].lower_ in syntax("impersonal-pronoun"))
    )
    called = (m for m in near if m.cls in STATES and (m.start, m.end) == (phrase.start, phrase.end))
    return behind and any(m.name is not None and doc.between(m.start, m.end) not in m.name for m in called)


def inserted(page: Page, i: int, end: int, mentions: list[Mention]) -> bool:
    """Whether `pour` with a person's name stands between commas (`le but, pour Anne Roy, c'est la paix`)."""
    doc = page.doc
    closed = i > 0 and end + 1 < len(doc) and doc[i - 1].text == "," == doc[end].text
    closed = closed and doc[end + 1].lower_ not in speech_words("of-form")  # `l'occasion, pour Anne Roy, de rappeler`
    return closed and any(m.type == "Person" and m.kind == "named" for m in mentions)


def quoted_before(page: Page, i: int, end: int, n: int) -> bool:
    """Whether `pour X` closes a unit behind a quotation (`« Un désastre », pour le maire.`)."""
    doc = page.doc
    if judged_so(page, i, end, n):
        return True
    if i < 2 or doc[i - 1].text != "," or doc[i - 2].lower_ not in speech_words("closing-mark"):
        return False
    last = page.token(page.units[n].end)
    end = past_bracket(doc, end, last - end)  # `…, pour Anne Roy (PS).`
    return not page.text[page.at(end - 1) + len(doc[end - 1]) : page.units[n].end].strip(" .")
