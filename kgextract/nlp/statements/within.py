"""A sentence with quoted words and no cue → more of what the speaker of the sentence before says, or nothing."""

from __future__ import annotations

from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Clause, Quotation
from kgextract.nlp.statements.connectives import connected
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_CLAUSE = 6  # quoted words that are more than a name
_LONG = 8  # quoted words that are more than a term
_TERM = 2  # quoted words between two statements of one speaker


def within(page: Page, n: int, before: Draft | None, after: Draft | None) -> Draft | None:
    """What the speaker of the draft before goes on to say in unit n, which has words of theirs between marks.

    `Le maire a défendu le pont. À terme, la ville « pourra relier ses deux rives sans détour ».`
    """
    if before is None or before.source is None:
        return None
    unit = page.units[n]
    inside = page.between(unit.start, unit.end)
    if not inside or _of_another(page, n, before):
        return None
    near = page.units[n - 1].paragraph == unit.paragraph and before.rule != "according-to"
    if not (near and (_predicated(page, inside) or _mostly(page, n, inside))) and not _embedded(
        page, n, before, after, inside, near=near
    ):
        return None
    content = page.trim(connected(page, unit.start, unit.end), unit.end)
    if content is None:
        return None
    return Draft(content=[content], rule="quotation-within", confidence=0.5, unit=n, source=before.source)


def _of_another(page: Page, n: int, before: Draft) -> bool:
    """Whether a verb that begins outside the marks and ends in them has somebody else named as its subject.

    `La maire a dénoncé un « mépris ». La CGT a, elle, « choisi la voie du dialogue avec la ville ».`
    """
    doc = page.doc
    same = {id(m.chain) for m in before.source.mentions} if before.source is not None else set()
    for clause in once(doc, "parted", lambda: [c for c in doc._.clauses if _parted(page, c)]):
        others = (m for m in clause.subject.mentions if m.kind == "named" and m.type in ("Person", "Organization"))
        if clause.unit == n and any(id(m.chain) not in same for m in others):
            return True
    return False


def _parted(page: Page, clause: Clause) -> bool:
    """Whether an auxiliary stands before an opening mark, and its participle behind it."""
    doc = page.doc
    if clause.form != "finite" or clause.subject is None or clause.end >= len(doc):
        return False
    helps = doc[clause.start].lower_ in speech_words("auxiliary-have", "auxiliary-be")
    return helps and doc[clause.end].lower_ in speech_words("opening-mark")


def _predicated(page: Page, inside: list[Quotation]) -> bool:
    """Whether the verb of a sentence and what follows it are quoted."""
    verbs = (page.finite(past_clitics(page, page.token(q.start), page.token(q.end))) for q in inside)
    return sum(page.words(q.start, q.end) for q in inside) >= _CLAUSE and any(verbs)


def _mostly(page: Page, n: int, inside: list[Quotation]) -> bool:
    """Whether most words of a sentence are quoted, a verb among them, and nobody is named outside them.

    `« Le mur de la grange est tombé dix minutes après » le passage des pompiers.`
    """
    unit = page.units[n]
    size = sum(page.words(max(q.start, unit.start), min(q.end, unit.end)) for q in inside)
    if size < _LONG or 2 * size < page.words(unit.start, unit.end):
        return False
    if not any(page.finite(k) for q in inside for k in range(page.token(q.start), page.token(q.end))):
        return False
    named = page.around(page.token(unit.start), page.token(unit.end))
    people = (m for m in named if m.type == "Person" and m.kind == "named")
    return all(page.quotation(page.at(m.start)) is not None for m in people)


def _embedded(page: Page, n: int, before: Draft, after: Draft | None, inside: list[Quotation], *, near: bool) -> bool:
    """Whether words quoted in the midst of a sentence are the speaker's: many of them, or a pronoun then says more.

    `Le feu est « fixé » depuis midi. « … », a-t-elle dit`; a title has a capital, and who is named may have said them.
    """
    unit = page.units[n]
    parts = [q for q in inside if q.closed and page.text[q.start].islower()]
    sizes = [page.words(q.start, q.end) for q in parts]
    near = near and before.rule.startswith("incise") and max(sizes, default=0) >= _LONG
    if not near and not (_resumed(page, n, after) and sum(sizes) >= _TERM):
        return False
    named = page.around(page.token(unit.start), page.token(unit.end))
    return not any(m.type == "Person" and m.kind == "named" for m in named)


def _resumed(page: Page, n: int, after: Draft | None) -> bool:
    """Whether an incise with a pronoun is in the sentence behind, and no other paragraph before."""
    unit = page.units[n]
    if after is None or after.source is None or page.units[n + 1].paragraph != unit.paragraph:
        return False
    if unit.paragraph - page.units[n - 1].paragraph > 1 or not after.rule.startswith("incise"):
        return False
    return page.doc[after.source.head].lower_ in speech_words("third-person", "inverted")
