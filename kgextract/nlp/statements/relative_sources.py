"""`pour qui`, `selon lequel` → whom the relative takes up (`Jean Roy, élu à Lens, selon lequel …`, `…, pour qui «`)."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import Argument, Mention, unit_of
from kgextract.nlp.statements.about import explained
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.tables.speech import speech_words

_APPOSED = 24  # tokens that tell who somebody is
_SPEAKER = 12  # tokens of whoever a verb of saying stands before


def by_relative(page: Page, i: int, lemma: str, at: int) -> tuple[str, Argument, int] | None:
    """`…, pour qui «`, `Jean Roy, élu de la CFDT, selon lequel …`: whom the relative takes up."""
    doc = page.doc
    stop = i - (doc[i - 1].text == ",")
    told_of = _told_of(page, stop)
    near = [told_of] if told_of else page.around(stop - 1, stop)
    named = [m for m in near if m.type in ("Person", "Organization", "Group", "Document")]
    named = [m for m in named if page.doc[m.head].lower_ not in speech_words("claim-noun")]
    opinion = lemma in speech_words("according-opinion")
    unit = page.units[unit_of(doc, i)]
    quoted = at + 1 < len(doc) and bool(page.between(page.at(at + 1), unit.end))
    who = _who_spoke(page, stop, quoted=quoted) if opinion and doc[i - 1].text == "," else None
    if who is not None:
        return lemma, subject(page, who), at + 1
    if not named or lemma not in speech_words("according", "according-opinion"):
        return None
    if opinion:
        if _done_for(page, at + 1):
            return None
        public = any(m.kind == "named" and m.type in ("Person", "Organization") for m in named)
        if doc[at].lower_ not in speech_words("who-word") or not (quoted or public):
            return None
    m = min(named, key=lambda m: (m.type != "Person", m.start))
    return lemma, Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m]), at + 1


def _done_for(page: Page, i: int) -> bool:
    """Whether something new has been done for somebody (`Luc Roy, pour qui | une cagnotte a été ouverte`): no view."""
    phrase = noun_phrase(page.doc, i)
    if phrase is None or phrase.definite is not False:
        return False
    verbs = [t.morph.get("VerbForm", []) for t in page.doc[phrase.end : phrase.end + 3]]
    return [v[:1] for v in verbs] == [["Fin"], ["Part"], ["Part"]] and page.finite(phrase.end)


def _who_spoke(page: Page, stop: int, *, quoted: bool) -> Phrase | None:
    """Whoever a verb of saying stands before (`…, dit la préfète, pour qui`), or opens a sentence with quoted words.

    `La direction, pour qui la grève est « illégale », …`
    """
    doc = page.doc
    first = page.token(page.units[unit_of(doc, stop - 1)].start)
    for k in range(stop - 1, max(stop - _SPEAKER, first - 1), -1):
        phrase = noun_phrase(doc, k)
        if phrase is not None and phrase.end == stop:
            told = k > 0 and doc[k - 1].pos_ in ("VERB", "AUX") and lemma_of(doc, k - 1) in cue_verbs()
            if told or (quoted and k == first):
                return phrase if can_say(page, phrase) else None
        if doc[k].is_punct:
            break
    return None


def _told_of(page: Page, stop: int) -> Mention | None:
    """The person whom all the words up to a token tell of (`Anne Roy, secrétaire de la CGT, |`)."""
    doc = page.doc
    first = page.token(page.units[unit_of(doc, stop - 1)].start)
    for comma in range(stop - 1, max(first, stop - _APPOSED), -1):
        if doc[comma].text == "," and explained(page, comma, stop) >= stop:
            people = [m for m in page.around(comma - 1, comma) if m.type == "Person" and m.end == comma]
            if people:
                return people[0]
    return None
