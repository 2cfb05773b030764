"""Nouns of saying → drafts: `l'annonce par X de Y`, `les propos de X selon lesquels …`."""

from __future__ import annotations

from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Mention, all_mentions, unit_of
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.tables.speech import speech_words

_FAR = 14  # tokens from the noun to what it reports
_SPEAKING = ("Person", "Organization", "Group", "Place")


def nouns(page: Page) -> list[Draft]:
    """Each noun that names an act of saying, its speaker and its content beside it."""
    doc = page.doc
    mentions = [m for m in all_mentions(doc) if m.type in _SPEAKING and m.kind != "pronoun"]
    found = []
    for i, token in enumerate(doc):
        if token.lower_ not in speech_words("reporting-noun", "content-noun"):
            continue
        n = unit_of(doc, i)
        if page.units[n].kind != "text" or page.quotation(token.idx) is not None:
            continue
        end = page.token(page.units[n].end)
        draft = _by_which(page, i, end, n, mentions) or _by_whom(page, i, end, n, mentions)
        if draft is not None:
            found.append(draft)
    return found


def _by_which(page: Page, i: int, end: int, n: int, mentions: list[Mention]) -> Draft | None:
    """`les propos de X selon lesquels …`: what follows, up to the end of the unit."""
    doc = page.doc
    for k in range(i + 1, min(i + _FAR, end - 1)):
        if doc[k].lower_ in speech_words("according") and doc[k + 1].lower_ in speech_words("which"):
            source = _speaker(mentions, i, k)
            content = page.trim(page.at(k + 2), page.units[n].end)
            return _draft(page, i, n, source, content) if source and content else None
    return None


def _by_whom(page: Page, i: int, end: int, n: int, mentions: list[Mention]) -> Draft | None:
    """`l'annonce jeudi par X de Y`: the noun phrase behind the agent."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("announcing-noun"):
        return None
    by = next((k for k in range(i + 1, min(i + 5, end)) if doc[k].lower_ in speech_words("by-word")), None)
    if by is None or any(doc[k].pos_ in ("VERB", "NOUN") and not _dated(page, k) for k in range(i + 1, by)):
        return None
    source = _speaker(mentions, by, by + 8)
    if source is None:
        return None
    k = next((k for k in range(source.end, min(source.end + 3, end)) if preposition(doc, k)), None)
    of = preposition(doc, k) if k is not None else None
    if of is None or of.lemma not in speech_words("of-word") or of.end >= end:
        return None
    phrase = noun_phrase(doc, of.end - of.contracted)
    if phrase is None:
        return None
    start = max(phrase.start, of.end)
    stop = next((k for k in range(phrase.end, end) if doc[k].text == "," or _finite(page, k)), end)
    content = page.trim(page.at(start), page.at(stop - 1) + len(doc[stop - 1]))
    return _draft(page, i, n, source, content) if content else None


def _finite(page: Page, k: int) -> bool:
    token = page.doc[k]
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


def _dated(page: Page, k: int) -> bool:
    return any(d.start <= k < d.end for d in page.doc._.dates or ())


def _speaker(mentions: list[Mention], low: int, high: int) -> Argument | None:
    near = [m for m in mentions if low < m.start and m.end <= high]
    best = min(near, key=lambda m: (m.type != "Person", m.start - m.end), default=None)
    return Argument(role="subject", start=best.start, end=best.end, head=best.head, mentions=[best]) if best else None


def _draft(page: Page, i: int, n: int, source: Argument, content: tuple[int, int]) -> Draft:
    return Draft(
        content=[content],
        rule="speech-noun",
        confidence=0.6,
        unit=n,
        cue=page.doc[i].lemma_.lower(),
        cue_class="say",
        cue_range=(i, i + 1),
        source=source,
    )
