"""A clause that an incise interrupts behind its verb → whether it goes on there (`Il faut, dit-elle, | un prêt`)."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.between import timely
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say, others
from kgextract.nlp.statements.resumed import new_clause, past_clitics
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words


def unfinished(page: Page, last: int, right: int) -> bool:
    """Whether a clause that an incise interrupts behind its verb goes on there (`La tour sera, dit X, la plus haute`).

    A bare noun behind the incise may be what X is.
    """
    doc = page.doc
    word = doc[right].lower_
    if (word in speech_words("that-word") and doc[right].pos_ == "SCONJ") or restricted(page, last, right):
        return True  # `Il est clair, dit X, que la loi …`
    if past_locution(doc, right, "going-on") > right:
        return True  # `On ignore, dit X, combien d'ouvriers dormaient`, `Le quai cédera, dit X, si l'eau monte`
    linking = word in speech_words("of-form", "to-word")
    quoted = linking and right + 1 < len(doc) and doc[right + 1].lower_ in speech_words("opening-mark")
    if joins(page, last) or (linking and is_infinitive(doc, past_clitics(page, right + 1 + quoted, len(doc)))):
        return True  # `La loi permettra, dit X, de bâtir`
    if doc[last].lower_ in speech_words("subordinator"):
        return True  # `C'est pourquoi, dit X, aucun car n'a roulé`
    while doc[last].pos_ == "ADV" and not page.finite(last) and last:
        last -= 1
    if doc[last].pos_ == "AUX" or doc[last].lower_ in speech_words("that-word", "of-form", "to-word"):
        return not doc[right].is_punct
    if not page.finite(last):
        return False
    if is_infinitive(doc, right):
        return True
    if linking or doc[right].pos_ not in ("DET", "NUM"):
        return linking and not page.dated(right + 1)
    phrase = noun_phrase(doc, right)
    thing = phrase is None or doc[phrase.head].lower_ in speech_words("document-noun") or not can_say(page, phrase)
    return thing or doc[right - 2].pos_ == "PRON"


def restricted(page: Page, last: int, right: int) -> bool:
    """Whether *que* restricts a verb that is denied by one word (`L'accord ne vaut, dit X, | que par eux`)."""
    if page.doc[right].lower_ not in speech_words("that-word"):
        return False
    doc, before = page.doc, last - 1  # the model may take the verb for a noun (`ne compte`)
    while before > 0 and doc[before].pos_ in ("VERB", "AUX"):
        before -= 1
    return doc[before].lower_ in speech_words("negation-word")


def completed(page: Page, clause: Clause, last: int, right: int) -> bool:
    """Whether the object of a verb stands behind an incise (`a obtenu, dit X, | un prêt`, `vise, dit X, | les firmes`).

    Somebody there may be what X is: he or she is of another number.
    """
    doc = page.doc
    if not governs(doc, last) or doc[right].pos_ not in ("DET", "NUM"):
        return False
    phrase = noun_phrase(doc, right)
    if phrase is None or page.dated(right) or timely(page, right, phrase):
        return False
    many = any(page.finite(k) and is_plural(doc[k]) for k in range(clause.start, clause.end))
    several = others(page, phrase) and not many
    apposed = can_say(page, phrase) or doc[phrase.head].lower_ in office_words("feminine-of-anybody")
    return several or (not page.finite(last) and (not apposed or _unnamed(doc, clause)))


def more_told(page: Page, clause: Clause, lead: range, right: int) -> bool:
    """Whether behind an incise with a pronoun, of which nothing can be told, the sentence goes on.

    `Le quai coûtera un million, a-t-elle dit, | de moins que prévu`, `…, | et les cars passeront par la digue`; not
    where and when it was said.
    """
    doc = page.doc
    if not _unnamed(doc, clause) or page.dated(right):
        return False
    found = preposition(doc, right)
    if found is None:
        joined = right + (doc[right].lower_ in speech_words("and-word"))
        return joined > right and new_clause(page, joined, len(doc)) and _as_before(page, lead, joined)
    if found.lemma in speech_words("of-word"):
        return not page.dated(found.end)
    return found.lemma in speech_words("done-for")


def _as_before(page: Page, lead: range, i: int) -> bool:
    """Whether the verb behind a token has the tense of the first one before an incise, and is no compound."""
    doc = page.doc
    first = next((k for k in lead if page.finite(k)), None)
    verb = next((k for k in range(i, len(doc)) if page.finite(k)), None)
    if first is None or verb is None or doc[first].morph.get("Tense", []) != doc[verb].morph.get("Tense", []):
        return False
    return "Part" not in doc[min(verb + 1, len(doc) - 1)].morph.get("VerbForm", [])


def _unnamed(doc: Doc, clause: Clause) -> bool:
    """Whether the subject of an incise is a pronoun (`a-t-il dit`)."""
    return any(doc[k].lower_ in speech_words("inverted") for k in range(clause.start, clause.end + 1))


def governs(doc: Doc, last: int) -> bool:
    """Whether a verb whose object may follow ends right there (`Nous rencontrerons, dit Lise, la maire`).

    The model may take it for a second noun (`Le chantier touche`).
    """
    if last < 1 or doc[last - 1].lower_ in speech_words("auxiliary-be", "reflexive"):
        return False
    return doc[last].pos_ in ("VERB", "AUX") or doc[last - 1].pos_ == doc[last].pos_ == "NOUN"


def cleft(page: Page, first: int, right: int) -> bool:
    """Whether *c'est* behind an incise takes up what opens a sentence (`Ce que nous voulons, dit Lise, | c'est`)."""
    words = page.doc.lowered
    opens = words[first] in speech_words("this-word") and words[first + 1] in speech_words("that-word", "relative")
    return opens and words[right] in speech_words("this-is")


def joins(page: Page, last: int) -> bool:
    """Whether a conjunction behind a comma stands before an incise: its clause is what follows (`…, car, dit X, …`)."""
    doc = page.doc
    first = last - (doc[last - 1].lower_ in speech_words("breaking"))
    return doc[first - 1].text == "," and doc[last].lower_ in speech_words("subordinator", "and-word")
