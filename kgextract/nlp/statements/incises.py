"""A verb beside a quotation or between commas → whether it is an incise, and who speaks (`« Oui », dit le maire`)."""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import set_apart
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.groups import form_of
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Argument, Clause
from kgextract.nlp.statements.before_incise import (
    after_quotation,
    apposed_quotation,
    as_word,
    named_before,
    named_otherwise,
    sentence_before,
    titled,
    unclosed,
)
from kgextract.nlp.statements.drafts import ENDS, Page
from kgextract.nlp.statements.hearers import addressee
from kgextract.nlp.statements.inverted import arguments_behind, called, can_say, phrase_after_verb, subject
from kgextract.nlp.statements.mains import closes_insertion, main_behind_quotation, named_behind_that, told_whole
from kgextract.nlp.statements.matters import abstract
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_endings, speech_words
from kgextract.tables.syntax import syntax

_SHORT = 4  # tokens of a verb in a simple tense with its pronoun
_INFORMED = 8  # tokens from a medium to whom it has learned something of
_PAUSES = (",", "–", "—", "-", "?", "!", "…", "(")


def _hearsay(page: Page, clause: Clause) -> bool:
    """Whether nobody is meant (`les otages, dit-on, sont libres`)."""
    who = clause.subject
    word = page.doc[who.head].lower_ if who is not None else ""
    found = preposition(page.doc, clause.end) if clause.end < len(page.doc) else None
    if found is not None and found.lemma in speaker_words("origin") and found.end + 1 < len(page.doc):
        if any(m.type in ("Organization", "Group") for k in (found.end, found.end + 1) for m in page.at_token(k)):
            return False  # `…, dit-on au parquet`
    return (
        word in speech_words("on-word")
        and clause.lemma in speech_words("hearsay")
        and clause.end - clause.start <= _SHORT
    )


def _inscribed(page: Page, clause: Clause) -> bool:
    """Whether words stand on something (`« Non », est-il écrit sur une banderole`), not in a text or on a site."""
    doc, i = page.doc, clause.end
    who = doc[clause.subject.head].lower_ if clause.subject is not None else ""
    if who.rpartition("-")[2] not in speech_words("impersonal") or i >= len(doc):
        return False
    on = doc[i].lower_ in speech_words("upon") and doc[clause.start].lemma_ in syntax("be-lemma")
    phrase = noun_phrase(doc, i + 1) if on and i + 1 < len(doc) else None
    return phrase is not None and doc[phrase.head].lower_ not in speech_words("own-medium", "document-noun")


def invert(page: Page, clause: Clause, cue: Cue | None) -> bool:
    """Whether a clause is an incise; then its subject is the one after the verb, its arguments those behind it."""
    doc = page.doc
    if clause.form != "finite" or clause.start == 0 or clause.negated:
        return False
    if clause.end - clause.start == 1 and form_of(doc, clause.verb) == "participle":
        return False  # `a regretté le retard, annoncé une enquête et promis de partir`
    unit = page.units[clause.unit]
    start = doc[clause.start].idx
    before = page.text[unit.start : start].rstrip()
    if not before:
        return False
    if as_word(doc, clause.start) < clause.start:
        return _likewise(page, clause, cue)
    closing = after_quotation(page, clause, before, unit.start)
    if not closing and before[-1:] not in _PAUSES and not unmarked(page, clause, cue):
        return False
    if not closing and before[-1] in "-–—" and before.count(before[-1]) > 1:
        return False  # `Le maire – un ancien mineur – a constaté un vol`
    if not closing and clause.subject is not None and set_apart(doc, clause.subject.end, clause.start):
        return False  # `Le maire s'oppose, tandis que les riverains, eux, réclament une enquête`
    if not closing and named_otherwise(page, clause, page.token(unit.start)):
        return False
    pronoun = clause.subject is not None and clause.start < clause.subject.start < clause.end
    own = clause.subject is not None and clause.subject.end <= clause.start
    own = own and clause.subject is not None and page.quotation(page.at(clause.subject.start)) is None
    if own and doc[clause.start].lower_ in syntax("object-clitic") and page.quotation(start) is None:
        return False  # `Si des élus, malgré leurs doutes, l'ont soutenu, LR a voté contre`
    if pronoun and cue is None and clause.lemma in speech_words("may-verb"):
        return False  # `pouvait-on lire sur une banderole`
    if pronoun and ((not closing and _hearsay(page, clause)) or _inscribed(page, clause)):
        return False
    if pronoun and cue is None and not closing and _asks(page, clause):
        return False  # `« Un siège vide, est-ce la parité ? »`, `« Le pont, tient-il encore ? »`
    if pronoun:
        clause.position = "incise"
        return closing or cue is not None or page.quotation(start) is not None
    if doc[clause.verb].lower_.endswith(speech_endings("let-us-ending")) and clause.end - clause.start == 1:
        return False  # `« Le pont tient ? Réfléchissons un peu »`
    if closing and (sure := _sure(page, clause)) is not None:
        clause.position, clause.passive, clause.end, clause.subject, clause.arguments = "incise", False, *sure, []
        return True
    if cue is None and (clause.lemma in syntax("be-lemma") or apposed_quotation(page, clause.start, unit.start)):
        return False  # `« Traître », « vendu » sont des mots d'un autre âge`
    at = clause.subject
    if at is not None and clause.start - 1 <= at.start == at.end - 1 <= clause.start:
        return False  # a pronoun right before the verb
    if doc[clause.start - 1].lower_ in speech_words("relative", "subject-pronoun"):
        return False
    if not closing and (clause.position == "relative" or closes_insertion(page, clause.start - 1)):
        return False  # `la maire, qui, de son propre aveu, a dénoncé son rival`
    if cue is not None and " " in cue.lemma and cue.end > clause.end:
        clause.end = cue.end
    phrase = phrase_after_verb(page, clause.end)
    if phrase is None or (not closing and doc[phrase.start + 1].lower_ in speech_words("measure-adverb")):
        return False  # `…, menace la plus sérieuse, …`
    if not closing and _differs(page, clause, phrase):
        return False  # `deux des puits, à 12 km de Pau, présentent une dose de plomb`
    person = called(page, phrase.head) and doc[phrase.head].lower_ not in speech_words("document-noun")
    if not (closing or phrase.names or person) and _awaited(page, page.token(unit.start), clause):
        return False  # `un club dont le patron, Luc Roy, a présenté le rapport`
    inside = page.quotation(start) is not None and phrase.names is not None and phrase.definite is None
    if not closing and (cue is None or not (inside or can_say(page, phrase) or _says(page, phrase, cue))):
        if cue is None or not _some_noun(page, clause, phrase, cue):
            return False  # `La route rouvrira, a dit le communicant`
    if not closing and not sentence_before(page, clause, cue, unit.start, phrase):
        return False
    if not closing and named_behind_that(page, page.token(unit.start), clause.start - 1):
        return False
    governs = cue is not None and (cue.frames & {"object", "to+inf", "of+inf"} or phrase.start > clause.end)
    said_by = cue is not None and cue.lemma in speech_words("says-no-one") and can_say(page, phrase)
    if not closing and governs and not said_by and named_before(page, clause.start - 1, phrase):
        first = page.token(unit.start)
        if not unclosed(page, first, clause.start - 1) and not told_whole(page, clause, first, phrase):
            return False
    if not closing and cue is not None and addressee(page, phrase.start, page.token(unit.end), cue):
        return False  # `…, les syndicats, ont appelé leurs collègues à`
    if closing and titled(page, before, unit.start, clause, phrase, reports=cue is not None):
        return False
    if closing and main_behind_quotation(page, clause, page.token(unit.start), phrase, says=cue is not None):
        return False
    if not closing and _governs_on(page, phrase.end, page.token(unit.end)):
        return False
    if clause.passive or (closing and cue is None and not (can_say(page, phrase) or phrase.names)):
        return False
    if not closing and cue is not None and "clause" not in cue.frames and page.quotation(start) is not None:
        if phrase.end >= len(doc) or doc[phrase.end].text != ",":
            return False  # `« Les voisins crient, appellent la police. »`
    if not closing and clause.lemma in speech_words("perceiving") and _reporter(page, phrase):
        if clause.lemma not in speech_words("learning") or not _informed(page, phrase.end, page.token(unit.end)):
            return False  # `…, a constaté une journaliste de l'AFP`
    clause.position = "incise"
    clause.subject = subject(page, phrase)
    clause.arguments = [*(a for a in clause.arguments if a.start >= phrase.end and a.role != "object")]
    arguments_behind(page, clause, phrase.end)
    return True


def _asks(page: Page, clause: Clause) -> bool:
    """Whether a verb with its pronoun behind it asks something: it is *to be*, or its sentence ends with a mark."""
    doc = page.doc
    stop = page.token(page.units[clause.unit].end)
    end = next((k for k in range(clause.end, stop) if doc[k].text in ENDS), stop - 1)
    return clause.lemma in syntax("be-lemma") or doc[end].text == "?"


def _differs(page: Page, clause: Clause, phrase: Phrase) -> bool:
    """Whether a verb in the plural stands before one thing alone, which no number of things belongs to."""
    if phrase.plural or phrase.quantity or not any(is_plural(token) for token in page.doc[clause.start : clause.end]):
        return False
    behind = page.doc[phrase.end : phrase.end + 2]
    listed = any(t.text == "," or t.lower_ in speech_words("and-word") for t in behind)
    return not (listed or can_say(page, phrase) or phrase.names or phrase.end > phrase.base_end)


def _awaited(page: Page, first: int, clause: Clause) -> bool:
    """Whether a relative clause about something else than its subject still lacks its verb behind an apposition.

    `un club dont le patron, Luc Roy, a présenté | le rapport`, not `dix blessés, dont deux enfants, a dit la police`
    """
    doc, k = page.doc, clause.start - 1
    opens = speech_words("relative") - speech_words("that-word") - speech_words("who-word")
    last = next((n for n in range(k, first, -1) if doc[n].lower_ in opens or page.finite(n)), first)
    apposed = any(doc[n].text == "," for n in range(last, k))
    return doc[last].lower_ in opens and apposed and doc[last + 1].pos_ == "DET"


def _sure(page: Page, clause: Clause) -> tuple[int, Argument] | None:
    """Where `est persuadé`, `est formelle` ends behind a quotation, and who is so (`« … », est formelle la juge`)."""
    doc = page.doc
    k = next((k for k in (clause.end - 1, clause.end) if k < len(doc) and doc[k].lower_ in speech_words("sure")), None)
    if k is None or not any(doc[n].pos_ == "AUX" for n in range(clause.start, clause.end)):
        return None
    phrase = phrase_after_verb(page, k + 1)
    if phrase is None or not (can_say(page, phrase) or phrase.names):
        return None
    return k + 1, subject(page, phrase)


def _informed(page: Page, i: int, stop: int) -> bool:
    """Whether a medium says of whom it has learned something (`a appris l'AFP mercredi, | auprès du parquet`)."""
    led = (preposition(page.doc, k) for k in range(i, min(i + _INFORMED, stop)))
    return any(found is not None and found.lemma in speaker_words("learned-from") for found in led)


def _reporter(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase names a medium or somebody who reports for one."""
    if page.doc[phrase.head].lower_ in speech_words("reporter-noun"):
        return True
    return any(m.cls in MEDIA for m in page.at_token(phrase.head))


def _governs_on(page: Page, i: int, stop: int) -> bool:
    """Whether what follows the verb has a verb of its own before the next pause (`…, montre combien la loi pèse`)."""
    doc = page.doc
    for k in range(i, stop):
        if doc[k].is_punct or doc[k].lower_ in speech_words("relative", "subordinator", "closing-mark"):
            return False
        if page.finite(k):
            return True
    return False


def unmarked(page: Page, clause: Clause, cue: Cue | None) -> bool:
    """Whether an incise without a comma closes a sentence: `… ont été retrouvés précise le communiqué.`"""
    doc = page.doc
    first, last = page.token(page.units[clause.unit].start), page.token(page.units[clause.unit].end)
    if cue is None or cue.strength != "say":
        return False
    if clause.end - clause.start > 1 and _told_after(page, clause, first):
        return True
    if doc[clause.start - 1].pos_ not in ("VERB", "ADJ"):
        return False
    phrase = noun_phrase(doc, clause.end)
    if phrase is None or not phrase.definite or not can_say(page, phrase):
        return False
    closed = phrase.end >= last or (doc[phrase.end].is_punct and phrase.end + 1 >= last)
    return closed and any(page.finite(k) for k in range(first, clause.start))


def _told_after(page: Page, clause: Clause, first: int) -> bool:
    """Whether a second main verb comes unmarked before whoever says it (`Le pont fermera a dit, Luc Roy, maire`)."""
    doc = page.doc
    finite = [k for k in range(first, clause.start) if page.finite(k)]
    joining = speech_words("relative", "subordinator", "that-word", "question-word")
    if not finite or any(doc[k].lower_ in joining for k in range(first, clause.start)):
        return False
    if any(doc[k].is_punct or doc[k].lower_ in speech_words("and-word") for k in range(finite[-1], clause.start)):
        return False
    at = clause.end + (clause.end < len(doc) and doc[clause.end].text == ",")
    phrase = noun_phrase(doc, at)
    if phrase is None or not can_say(page, phrase):
        return False
    behind = page.at_token(phrase.end + 1) if phrase.end + 1 < len(doc) and doc[phrase.end].text == "," else []
    apposed = any(m.type == "Person" and m.kind == "named" and m.start == phrase.end + 1 for m in behind)
    names = phrase.names is not None or at > clause.end or apposed
    return names and (phrase.end >= len(doc) or doc[phrase.end].is_punct or doc[phrase.end].pos_ == "ADP")


def _says(page: Page, phrase: Phrase, cue: Cue) -> bool:
    """Whether any noun phrase may be the subject: the verb has no objects, and what ends an incise stands behind it."""
    doc = page.doc
    if cue.strength != "say" or "object" in cue.frames or (phrase.definite is None and phrase.names is None):
        return False
    stop = phrase.end >= len(doc) or doc[phrase.end].is_punct or doc[phrase.end].pos_ in ("ADP", "PRON")
    return stop and doc[phrase.head].lower_ not in speech_words("never-subject")


def _some_noun(page: Page, clause: Clause, phrase: Phrase, cue: Cue) -> bool:
    """Whether any other noun is the subject: a whole sentence stands before the comma, nothing to be said behind.

    `Le port, fermé quand il gèle, a présenté le remorqueur`: its subject stands before a comma.
    """
    doc = page.doc
    if cue.strength != "say" or not phrase.definite or doc[clause.start - 1].text != ",":
        return False
    head = doc[phrase.head]
    if head.pos_ == "PROPN" or abstract(head.lower_) or head.lower_ in speech_words("never-subject", "speech-product"):
        return False
    if phrase.plural or phrase.possessive or cue.lemma in speech_words("acting", "staging"):
        return False
    first = page.token(page.units[clause.unit].start)
    if noun_first := noun_phrase(doc, first):
        if doc[noun_first.end].text == ",":
            return False
    if doc[first].pos_ in ("VERB", "ADP", "SCONJ") or any(doc[k].text == "," for k in range(first, clause.start - 1)):
        return False
    stop = page.token(page.units[clause.unit].end)
    return phrase.end >= stop or doc[phrase.end].is_punct or doc[phrase.end].pos_ == "ADP"


def _likewise(page: Page, clause: Clause, cue: Cue | None) -> bool:
    """`comme l'a rappelé X`: the sentence around it is what X says."""
    if cue is not None and " " in cue.lemma:
        clause.end = max(clause.end, cue.end)  # `comme l'a fait remarquer X`
    phrase = phrase_after_verb(page, clause.end)
    if cue is None or cue.strength in ("want", "think") or phrase is None or not can_say(page, phrase):
        return False
    if not any(page.doc[k].lower_ in speech_words("le-word") for k in range(clause.start, clause.verb)):
        return False
    clause.position = "incise"
    clause.subject = subject(page, phrase)
    return True
