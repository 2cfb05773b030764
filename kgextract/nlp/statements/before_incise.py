"""What stands before a verb beside a quotation or between commas → whether an incise may follow it."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.names import other_name
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause, Quotation, unit_of
from kgextract.nlp.statements.about import explains
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.mains import outside_relatives
from kgextract.nlp.statements.resumed import fronted, new_clause, past_clitics
from kgextract.nlp.statements.unseen import whole
from kgextract.tables.speech import speech_words

_APPOSED = 24  # tokens of what stands beside the speaker of an incise


def named_otherwise(page: Page, clause: Clause, first: int) -> bool:
    """`Luc Roy, dit Lulu, a fui`: nothing but a name stands before a verb that gives another one."""
    if not page.names_person(clause.start - 1) or other_name(page.doc, clause.start - 1) is None:
        return False
    return not any(page.finite(k) for k in range(first, clause.start))


def named_before(page: Page, comma: int, phrase: Phrase) -> bool:
    """Whether a name between commas is the subject of the verb behind it, and no person follows the verb.

    `…, et la maire, Anne Roy, a présenté un rapport` is no incise.
    """
    first = page.token(page.units[unit_of(page.doc, comma)].start)
    last = next((k for k in range(comma - 1, max(comma - _APPOSED, first), -1) if page.doc[k].text == ","), comma)
    titled = page.doc[comma].text == "," and (
        page.doc[min(last + 1, comma)].pos_ == "NOUN" or explains(page, last, comma)
    )
    if titled and page.names_person(last):
        # `…, Luc Roy, directeur du port, a appelé les habitants à`
        return not any(m.type == "Person" and m.kind == "named" for m in page.around(phrase.start, phrase.end))
    name = next((m for m in page.at_token(comma - 1) if m.kind == "named" and m.end == comma), None)
    if name is None or page.doc[comma].text != "," or page.doc[name.start - 1].text != ",":
        return False
    return not any(m.type == "Person" for m in page.around(phrase.start, phrase.end))


def sentence_before(page: Page, clause: Clause, cue: Cue | None, unit_start: int, phrase: Phrase) -> bool:
    """A whole sentence stands before an incise; else the incise must be closed by a comma and the sentence go on."""
    doc = page.doc
    first = page.token(unit_start)
    quoted = doc[first].lower_ in speech_words("opening-mark")
    first += quoted
    some = doc[first].pos_ == "DET"  # `Des mesures insuffisantes, regrette X`
    opening = noun_phrase(doc, first) if some or preposition(doc, first) is None else None
    if opening is not None and opening.end < clause.start and doc[opening.end].text == ",":
        closed = next((k for k in range(opening.end + 1, clause.start) if doc[k].text == ","), clause.start)
        if closed == clause.start - 1 and doc[opening.end + 1].pos_ in ("VERB", "ADJ", "NOUN"):
            return goes_on(page, phrase.end, page.token(page.units[clause.unit].end)) is not None
    if not bound(page, first, clause.start) and any(
        page.finite(k) for k in outside_relatives(doc, first, clause.start)
    ):
        return True
    if unclosed(page, first, clause.start - 1) or _advises(page, first, clause.start - 1):
        return True
    inside = page.quotation(doc[clause.verb].idx)
    stop = page.token(min(page.units[clause.unit].end, inside.end if inside is not None else len(page.text)))
    if quoted and opening is not None and doc[opening.end].text != ",":
        opening = None  # `« Le vent tourne, prévient Yann`, where the model misses the verb
    if cue is not None and not quoted:
        behind = outside_relatives(doc, phrase.end, page.token(page.units[clause.unit].end))
        if whole(page, first, clause.start - 1, cue, behind):
            return True
    if opening is not None and doc[opening.head].lower_ not in speech_words("never-subject"):  # not `Cette fois, …`
        # `Les loyers, déplore X, ont doublé`, `Résultat, déplore X, les classes ferment`
        bare = opening.start == first and doc[first].pos_ in ("NOUN", "ADJ") and doc[phrase.end].text == ","
        return goes_on(page, phrase.end, stop) is not None or (bare and new_clause(page, phrase.end + 1, stop))
    comma = next((k for k in range(phrase.end, min(phrase.end + _APPOSED, stop)) if doc[k].text == ","), stop)
    return any(page.finite(k) for k in range(comma + 1, stop))


def _advises(page: Page, first: int, stop: int) -> bool:
    """Whether a sentence opens with an infinitive (`Ne jamais courir, conseille X`, `Surtout rester calme, dit X`)."""
    doc = page.doc
    while first < stop and (doc[first].pos_ == "ADV" or doc[first].lower_ in _before_verb() or doc[first].text == ","):
        first += 1
    return first < stop and is_infinitive(doc, first)


def unclosed(page: Page, first: int, stop: int) -> bool:
    """Whether the main verb follows a relative without a comma (`Luc Roy, qui dirigeait le port a été élu, …`)."""
    doc = page.doc
    opens = next((k for k in range(first + 1, stop) if doc[k].lower_ in speech_words("who-word")), stop)
    if opens == stop or doc[opens - 1].text != ",":
        return False
    verbs = [k for k in range(opens, stop) if page.finite(k)]
    joining = speech_words("relative", "subordinator", "that-word", "question-word", "and-word")
    between = doc[verbs[0] + 1 : verbs[1]] if len(verbs) > 1 else []
    return bool(between) and not any(t.is_punct or t.lower_ in joining for t in between)


def bound(page: Page, first: int, stop: int) -> bool:
    """Whether only a clause that a conjunction opens stands before an incise (`Si rien ne change, avertit X, …`)."""
    doc = page.doc
    if not fronted(page, first):
        return False
    comma = next((k for k in range(first, stop - 1) if doc[k].text == ","), stop)
    return not any(page.finite(k) for k in outside_relatives(doc, comma, stop))


def goes_on(page: Page, i: int, stop: int) -> int | None:
    """The token after the comma where a sentence goes on with its verb (`…, déplore X, maire de Pau, ont doublé`)."""
    doc = page.doc
    for comma in range(i, min(i + _APPOSED, stop)):
        if doc[comma].text == ",":
            k = comma + 1
            quoted = k < stop and doc[k].lower_ in speech_words("opening-mark")  # `…, juge X, « va dans le mur »`
            k += quoted
            while k < stop and (doc[k].pos_ == "ADV" or doc[k].lower_ in _before_verb()):
                k += 1
                if k < stop and not quoted and doc[k].lower_ in speech_words("opening-mark"):
                    quoted, k = True, k + 1  # `…, juge X, ne « mène à rien »`
            if k < stop and (page.finite(k) or (quoted and doc[k - 1].lower_ in speech_words("reflexive"))):
                return comma + 1
    return None


@cache
def _before_verb() -> frozenset[str]:
    return speech_words("clitic", "negation-word", "reflexive", "this-is")


def _inside_phrase(page: Page, first: int, mark: int, *, reports: bool) -> bool:
    """Whether quoted words right before a verb are a noun (`Les « voisins » ont salué la foule`) or name one.

    `Le collectif « Sauvons la baie » réunit trente familles`, `L'auteur de « Marées » accuse`; a verb that reports may
    have a sentence before it.
    """
    before = page.doc[mark - 1]
    named = before.pos_ in ("NOUN", "PROPN", "ADJ") or before.lower_ in speech_words("of-form")
    return before.pos_ == "DET" or (named and not (reports and any(page.finite(k) for k in range(first, mark))))


def titled(page: Page, before: str, unit_start: int, clause: Clause, subject: Phrase, *, reports: bool) -> bool:
    """Whether the quotation that ends there belongs to a noun phrase (`le roman « Terre rouge » raconte`)."""
    stripped = before.rstrip(" ,–—-")
    q = page.quotation(unit_start + len(stripped) - 1)
    lead = page.text[unit_start : q.outer[0]].rstrip() if q is not None else ""
    if lead.rstrip(" ,").lower() in speech_words("connector", "sentence-adverb"):
        return False  # `En fait « le pont tient » explique Luc Roy`
    first = page.token(unit_start)
    if reports and lead and page.doc.lowered[first] in speech_words("this-is") and page.finite(first + 1):
        return False  # `C'est un « mauvais calcul » a jugé Luc Roy`
    if q is not None and lead and stripped == before:
        if _inside_phrase(page, page.token(unit_start), page.token(q.outer[0]), reports=reports):
            return True
    if not reports and stripped != before and lead[-1:] != ":" and _subject_before(page, unit_start, q):
        return True  # `Le suspect, décrit comme « calme », a frappé un voisin`
    opening = noun_phrase(page.doc, page.token(unit_start)) if lead[-1:] == "," and q is not None else None
    if opening is not None and page.doc[opening.head].lower_ in speech_words("words-of"):
        return opening.end + 1 == page.token(q.outer[0] if q is not None else 0)  # `Ses mots, « … », ont ému la foule`
    if q is not None and not lead and stripped == before:
        return _opens_as_title(page, clause, subject)
    if can_say(page, subject) and clause.lemma not in speech_words("depicting"):
        return False
    if reports and stripped != before and q is not None and subject.definite is not None:
        lead_verb = any(page.finite(k) for k in range(page.token(unit_start), page.token(q.outer[0])))
        if lead_verb and lead[-1:] != "," and clause.lemma not in speech_words("depicting"):
            return False  # `Le texte est « mal écrit », tranche un habitué`
    if lead[-1:] == "," and q is not None:
        phrase = noun_phrase(page.doc, page.token(unit_start))
        if phrase is None or phrase.end + 1 != page.token(q.outer[0]):
            return False
        return page.doc[phrase.head].lower_ in speech_words("artwork")  # `Son roman, « Terre rouge », raconte`
    return bool(lead) and lead[-1] != ":" and not can_say(page, subject)


def _opens_as_title(page: Page, clause: Clause, subject: Phrase) -> bool:
    """Whether quoted words that no comma parts from the verb are its subject (`« La Nuit » raconte un hiver à Pau`)."""
    said = can_say(page, subject) or subject.names is not None
    passed = any(page.doc[k].text == "," for k in range(clause.end, subject.start))
    return not said or (passed and clause.lemma in speech_words("depicting"))


def _subject_before(page: Page, unit_start: int, q: Quotation | None) -> bool:
    """Whether a noun phrase that has no verb before quoted words must be the subject of the verb behind them."""
    if q is None:
        return False
    first, mark = page.token(unit_start), page.token(q.outer[0])
    phrase = noun_phrase(page.doc, first)
    if phrase is None or phrase.end > mark or preposition(page.doc, first) is not None:
        return False
    return not any(page.finite(k) for k in outside_relatives(page.doc, phrase.end, mark))


def after_quotation(page: Page, clause: Clause, before: str, unit_start: int) -> bool:
    """Whether a quotation ends right before the verb (a comma or a dash may stand between)."""
    stripped = before.rstrip(" ,–—-")
    q = page.quotation(unit_start + len(stripped) - 1) if stripped else None
    return q is not None and q.outer[1] <= page.doc[clause.start].idx


def apposed_quotation(page: Page, verb: int, unit_start: int) -> bool:
    """Whether words quoted between commas before a verb explain its subject (`que Pau, « ville verte », attire`)."""
    doc, first = page.doc, page.token(unit_start)
    q = page.quotation(page.at(verb - 2) + len(doc[verb - 2]) - 1) if doc[verb - 1].text == "," else None
    mark = page.token(q.outer[0]) if q is not None else first
    if mark - 1 <= first or doc[mark - 1].text != ",":
        return False
    that = next((k for k in range(mark - 1, first, -1) if doc[k].lower_ in speech_words("that-word")), first - 1)
    phrase = noun_phrase(doc, that + 1)
    return phrase is not None and not any(page.finite(k) for k in range(phrase.start, mark))


def as_word(doc: Doc, i: int) -> int:
    """Where `comme` or `ainsi que` begins right before a token; the token itself where neither stands there."""
    if doc[i - 1].lower_ in speech_words("as-word"):
        return i - 1
    if i > 1 and doc[i - 1].lower_ in speech_words("that-word") and doc[i - 2].lower_ in speech_words("thus-word"):
        return i - 2
    return i


def without_verb(page: Page, lead: range, right: int) -> bool:
    """Whether the verb of the last clause before an incise is behind it (`…, mais la rue, dit-elle, | est vide`)."""
    doc = page.doc
    stop = lead.stop - (doc[lead.stop - 1].text == ",")
    comma = next((k for k in range(stop - 1, lead.start, -1) if doc[k].text == ","), lead.start)
    if comma == lead.start or doc[comma + 1].lower_ not in speech_words("and-word", "contrast-word"):
        return False
    inside = any(page.finite(k) for k in range(comma + 1, stop))
    return not inside and page.finite(past_clitics(page, right, len(doc)))
