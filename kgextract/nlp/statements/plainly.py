"""A clause before a colon that tells how plainly somebody speaks → what follows it as a draft without a quotation.

`Le ministre est formel : la réforme sera votée.`, `Anne Roy en est sûre : …`, `Le message du maire est clair : …`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Clause, Range
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_WORDS = 3  # of what is said, at least


def plainly(page: Page, n: int, colon: int) -> Draft | None:
    """What stands behind the colon of unit n, whose main clause tells how plainly it is said."""
    unit = page.units[n]
    content = page.trim(colon + 1, unit.end)
    if page.between(colon, unit.end) or content is None or page.words(*content) < _WORDS:
        return None
    at = page.token(colon)
    clause = _predicate(page, n, at)
    who = _subject(clause) if clause is not None else None
    if clause is None or who is None or not _clause(page, content):
        return None
    held = _whose(page, who)
    if held is not None:
        source, end = held
        if not _told(page, clause, at):
            return None
        cue = (who.head, end)
        return _draft(page, n, content, source, cue)
    if not _sure(page, clause, at):
        return None
    if page.doc[who.head].lower_ in speech_words("third-person"):
        return _draft(page, n, content, who, None)
    phrase = noun_phrase(page.doc, who.start)
    if phrase is None or not can_say(page, phrase) or phrase.head >= clause.start:
        return None
    return _draft(page, n, content, subject(page, phrase), None)


def _draft(page: Page, n: int, content: Range, source: Argument | None, cue: Range | None) -> Draft:
    noun = page.doc.between(*cue).lower() if cue is not None else None
    return Draft(
        content=[content],
        rule="speaker-colon" if source is not None else "speaker-quotation",  # whom the sentence before is about
        confidence=0.7,
        unit=n,
        cue=noun,
        cue_class="say" if noun else None,
        cue_range=cue,
        source=source,
    )


def _predicate(page: Page, n: int, at: int) -> Clause | None:
    """The main clause of a unit that ends at a colon, where it is the only finite one."""
    here = [c for c in page.doc._.clauses if c.unit == n and c.form == "finite" and c.end <= at]
    return here[0] if len(here) == 1 and here[0].position == "main" else None


def _subject(clause: Clause) -> Argument | None:
    """Its subject; an adjective that the model takes for a participle (`a été catégorique`) has it as its object."""
    if clause.subject is not None or not clause.passive:
        return clause.subject
    return next((a for a in clause.arguments if a.role == "object" and a.end <= clause.start), None)


def _clause(page: Page, content: Range) -> bool:
    """Whether what stands behind the colon is a clause."""
    return any(page.finite(k) for k in range(page.token(content[0]), page.token(content[1])))


def _whose(page: Page, who: Argument) -> tuple[Argument | None, int] | None:
    """Whose words a noun of saying names (`Le message | du maire`, `Leur message`: None) and where the noun ends."""
    doc = page.doc
    phrase = noun_phrase(doc, who.start)
    if phrase is None:
        return None
    end = past_locution(doc, phrase.head, "message-noun")
    if end == phrase.head:
        return None
    if phrase.possessive:
        return None, end
    while end < phrase.end and doc[end].pos_ == "ADJ":
        end += 1
    of = preposition(doc, end)
    owner = noun_phrase(doc, of.end - of.contracted) if of is not None and of.lemma in speech_words("of-word") else None
    if owner is None or not can_say(page, owner):
        return None
    return subject(page, owner), end


def _told(page: Page, clause: Clause, at: int) -> bool:
    """Whether a noun of saying is said to be plain, or to have come (`est sans appel`, `n'a pas tardé`)."""
    doc = page.doc
    if clause.negated and clause.lemma in speech_words("answer-delay"):
        return True
    return any(past_locution(doc, k, "message-adjective") == at for k in range(clause.start + 1, at))


def _sure(page: Page, clause: Clause, at: int) -> bool:
    """Whether a clause ends with how sure or plain its subject is (`est formel`, `en est sûre`, `n'en démord pas`)."""
    doc = page.doc
    if clause.negated:
        return _of_it(page, clause) and clause.lemma in speech_words("letting-go")
    if any(past_locution(doc, k, "plain-adjective") == at for k in range(clause.start + 1, at)):
        return True
    return doc[at - 1].lower_ in speech_words("sure") and _of_it(page, clause)


def _of_it(page: Page, clause: Clause) -> bool:
    """Whether *en* stands before the verb (`Il en est sûr`)."""
    return any(page.doc[k].lower_ in syntax("of-it-clitic") for k in range(clause.start, clause.verb + 1))
