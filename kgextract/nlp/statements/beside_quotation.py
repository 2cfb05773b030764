"""A quotation that no verb claims → the person to whom the words around it give it.

`« Tout est perdu » (Jean Roy, maire)`, `« … » Ainsi parle Jean Roy.`, `Jean Roy, 45 ans, boulanger` on the line before.
"""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Range, Unit
from kgextract.nlp.statements.colons import last_person, tokens
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.handed import handed
from kgextract.nlp.statements.inverted import called, subject
from kgextract.nlp.statements.speakers.mourned import dies
from kgextract.nlp.statements.speakers.told import tells_of_kin
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_SIGNS = (",", "(", "–", "—", "-")
_DASHES = ("–", "—")
_QUOTED = 4  # quoted words that say something
_SAID = 6  # tokens of a sentence that may say what the words before it are


def topic_before(page: Page, n: int) -> Argument | None:
    """The person whom the sentence before is about (`Le maire Jean Roy se veut rassurant. « … »`)."""
    if not n or page.units[n - 1].kind != "text" or page.units[n].paragraph - page.units[n - 1].paragraph > 1:
        return None
    if dies(page, n - 1) or tells_of_kin(page, n, page.token(page.units[n - 1].start)):
        return None
    phrase = noun_phrase(page.doc, page.token(page.units[n - 1].start))
    source = subject(page, phrase) if phrase is not None else None
    return source if source is not None and any(m.type == "Person" for m in source.mentions) else None


def next_voice(page: Page, n: int, drafts: list[Draft]) -> Argument | None:
    """Who says the next words that the paragraph quotes."""
    paragraph = page.units[n].paragraph
    later = (d for d in drafts if d.unit > n and not d.nested and page.units[d.unit].paragraph == paragraph)
    found = min(later, key=lambda d: (d.unit, d.content[0][0]), default=None)
    return found.source if found is not None and page.kind(found.content) == "direct" else None


def spoken_of(page: Page, source: Argument | None, content: list[Range]) -> bool:
    """Whether the words quoted name somebody, who then does not say them (`« Luc ment. » Luc Roy est attendu …`)."""
    people = {id(m.chain) for m in source.mentions if m.type == "Person"} if source is not None else set()
    inside = (m for t in tokens(page, content) for m in page.at_token(t) if m.kind == "named") if people else ()
    return any(id(m.chain) in people for m in inside)


def signer(page: Page, at: int, unit: Unit) -> Argument | None:
    """The person whose name signs a quotation (`« Tout est perdu » (Jean Roy, maire)`, `« … », le maire Jean Roy`)."""
    begun, stop = page.token(at), page.token(unit.end)
    first = begun
    while first < stop and (page.doc[first].text in _SIGNS or page.doc[first].lower_ in speaker_words("signing")):
        first += 1
    if not begun < first < stop or any(page.finite(k) for k in range(first, stop)):
        return None
    phrase = noun_phrase(page.doc, first)
    source = subject(page, phrase) if phrase is not None else None
    named = source is not None and any(m.type == "Person" and m.kind == "named" for m in source.mentions)
    return source if named else None


def given_to(page: Page, n: int) -> Argument | None:
    """To whom the sentence behind a quotation gives its words (`« Tout est perdu. » Ainsi parle Jean Roy.`)."""
    if n + 1 >= len(page.units) or page.units[n + 1].paragraph - page.units[n].paragraph > 1:
        return None
    after = page.units[n + 1]
    first, stop = page.token(after.start), page.token(after.end)
    if after.kind != "text" or page.quotation(after.start) is not None:
        return None
    sign = page.doc[first].text if page.doc[first].lower_ not in speaker_words("signing") else ""
    listed = n + 2 < len(page.units) and page.text.startswith(sign, page.units[n + 2].start)
    if not sign or (sign in _DASHES and not listed):  # `— Jean Roy, maire`, `Signé Jean Roy`
        return handed(page, first, stop) or signer(page, after.start, after)
    return handed(page, first, stop)


def told_behind(page: Page, at: int, n: int) -> Argument | None:
    """Whom the sentence behind a quotation and a colon is about (`« Il faut agir vite » : Jean Roy s'inquiète.`)."""
    unit = page.units[n]
    first, stop = page.token(at), page.token(unit.end)
    apart = stop - first == 1 and n + 1 < len(page.units)  # the colon ends its unit
    if page.doc[first].text not in (":", ",") or (not apart and (first + 2 >= stop or page.between(at, unit.end))):
        return None
    begins, ends = (stop, page.token(page.units[n + 1].end)) if apart else (first + 1, stop)
    if (one := handed(page, begins, ends)) is not None:
        return one
    if page.doc[first].text != ":":
        return None
    said = page.quotation(at - 1)
    if said is None or not any(page.finite(k) for k in range(page.token(said.start), page.token(said.end))):
        return None
    phrase = _leading(page, begins, ends) or next(iter(_past_setting(page, begins, ends) or ()), None)
    source = subject(page, phrase) if isinstance(phrase, Phrase) else None
    if not isinstance(phrase, Phrase) or source is None or not any(page.finite(k) for k in range(phrase.end, ends)):
        return None
    human = called(page, phrase.head) or any(m.type == "Person" for m in source.mentions)
    return source if human and page.words(said.start, said.end) >= _QUOTED else None


def named_behind(page: Page, n: int, *, new: bool) -> Argument | None:
    """Whom the sentence behind a quotation is about, or to whom it gives its words; `new`: only one first named there.

    `« Tout est perdu. » Jean Roy, 45 ans, ne décolère pas.`, `« Assez ! » Ces mots sont ceux de Jean Roy.`
    """
    if n + 1 >= len(page.units) or page.units[n + 1].kind != "text":
        return None
    after = page.units[n + 1]
    first, stop = page.token(after.start), page.token(after.end)
    quoted = page.quotation(after.start) is not None
    if after.paragraph != page.units[n].paragraph or quoted or stop - first < _SAID // 2:
        return None
    said = (k for k in range(first, min(first + _SAID, stop)) if page.doc[k].lower_ in speaker_words("words-said"))
    if (at := next(said, None)) is not None:  # `Jean Roy a eu ces mots devant la maire`, `Le mot est de Jean Roy`
        return last_person(page, first, at) or last_person(page, at, stop)
    according = page.doc[first].lower_ in speech_words("according", "according-opinion")  # `« … » Selon Jean Roy, …`
    phrase = noun_phrase(page.doc, first + 1) if according else _leading(page, first, stop)
    source = subject(page, phrase) if phrase is not None else None
    if not according and (source is None or not any(m.type == "Person" for m in source.mentions)):
        phrase, source = _past_setting(page, first, stop) or (phrase, source)
    if phrase is None or source is None:
        return None
    human = called(page, phrase.head) or any(m.type in ("Person", "Role") for m in page.at_token(phrase.head))
    if not human and not any(m.type == "Person" for m in source.mentions):
        return None
    known = [m.chain for m in page.around(phrase.start, phrase.end) if m.type == "Person" and m.chain is not None]
    several = phrase.plural and phrase.definite and not known  # `« … » Les deux hommes seront jugés en mai.`
    return None if new and (several or any(m.start < first for c in known for m in c.mentions)) else source


def _past_setting(page: Page, first: int, stop: int) -> tuple[Phrase, Argument] | None:
    """The person named behind what a comma closes without a verb (`Le regard perdu, Jean Roy …`)."""
    for k in range(first, stop - 2):
        if page.finite(k):
            return None
        phrase = noun_phrase(page.doc, k + 1) if page.doc[k].text == "," else None
        source = subject(page, phrase) if phrase is not None else None
        if phrase is not None and source is not None and any(m.type == "Person" for m in source.mentions):
            return phrase, source
    return None


def captioned(page: Page, n: int) -> Argument | None:
    """The person whom the line before a quotation presents, and nothing else (`Jean Roy, 45 ans, boulanger`)."""
    if not n or page.units[n - 1].kind == "text" or page.units[n].paragraph - page.units[n - 1].paragraph > 1:
        return None
    line = page.units[n - 1]
    first, stop = page.token(line.start), page.token(line.end)
    if any(page.finite(k) for k in range(first, stop)):
        return None
    doc = page.doc
    named = (m for m in page.around(first, stop) if m.type == "Person" and m.kind == "named")
    opening = [m for m in named if m.start == first or doc[m.start - 1].text == ":"]
    alone = [m for m in opening if m.end >= stop or doc[m.end].is_punct or doc[m.end].is_space]
    if len(alone) != 1:
        return None
    (m,) = alone
    return Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])


def _leading(page: Page, first: int, stop: int) -> Phrase | None:
    """The first phrase of a sentence behind dates, adverbs and prepositional phrases (`Mardi, à Gap, Jean Roy …`)."""
    doc = page.doc
    while first < stop:
        governed = preposition(doc, first) if doc[first].pos_ != "DET" else None
        phrase = noun_phrase(doc, governed.end - governed.contracted if governed else first)
        if governed is not None:
            first = max(governed.end, phrase.end if phrase else 0)
        elif page.dated(first) or doc[first].is_punct or doc[first].pos_ == "ADV":
            first += 1
        else:
            return phrase
    return None
