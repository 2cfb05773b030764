"""A quotation where what a cue governs starts → what is said, over all that is quoted behind it; none of a title.

`dénonce « un coup bas », « une honte »`: both. `Ali Roy, dit « le Boucher », a nié`: no content.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Quotation
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.complements import Read, char_end, phrase_content
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.extents import cut, phrase_end
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speech import speech_words

_INSIDE = ("ADP", "DET", "ADJ", "NOUN", "NUM", "CCONJ", "VERB")  # before quoted words that belong to a phrase
_SENTENCE = 8  # words from which a quotation is no name of something
_NICKNAME = 3  # words of a nickname


def quotation_content(page: Page, i: int, end: int, cuts: list[int], cue: Cue, *, beside: bool) -> Read | None:
    """A quotation at token i as what a cue says, None where its words are a title or part of a phrase.

    `beside`: nothing but where and when it was said stands between.
    """
    q = page.quotation(page.doc[i].idx)
    if q is None:
        return None
    beside = beside or i == cue.end
    inside = not beside and "object" not in cue.frames and page.doc[i - 1].pos_ in _INSIDE
    if inside and not (page.dated(i - 1) or _to_do(page, i, end, cue)):
        return None  # quoted words inside a phrase of something else
    after = page.token(q.outer[1])
    if _calls(page, i, after, page.words(q.start, q.end)):
        return None
    qualifies = not beside and page.doc[i - 1].pos_ == "NOUN" and not page.dated(i - 1)
    if qualifies and page.words(q.start, q.end) == 1:
        return None  # `alerte, chiffres à l'appui, sur des plans « sociaux »`
    named = page.text[q.start : q.start + 1].isupper() and page.words(q.start, q.end) < _SENTENCE
    if named and cue.lemma in speech_words("staging") and beside:
        if not any(page.finite(k) for k in range(i, after)):
            return None  # `a lu « Germinal »`
    if "quote" not in cue.frames and cue.lemma in speech_words("acting") and page.words(q.start, q.end) < _SENTENCE:
        return None  # `tiendra « une réunion publique »`
    led = preposition(page.doc, after) if after < end else None
    if led is not None and page.doc[after].lower_ not in speech_words("of-form") and cue.frames & {"quote", "object"}:
        if (last := _further_quoted(page, q, min(cut(page, i, end, cuts), end))) is not None:
            stop = page.token(last)
            if stop < end and page.doc[stop].lower_ in speech_words("of-form"):
                stop = min(cut(page, i, end, cuts), phrase_end(page, stop - 1, end, cuts))
            return [(q.outer[0], max(last, char_end(page, i, stop)))], "speech-quotation", 0.85
    ends = (
        after >= end
        or page.doc[after].is_punct
        or page.dated(after)
        or page.doc[after].lower_ in speech_words("and-word")
    )
    said = i == cue.end and after < end and page.doc[after].pos_ == "ADP"
    belongs = led is not None and led.lemma in speech_words("bound-preposition") and _holds(page, led)
    matter = led is not None and (_matter(page, led, after) or _wanted(page, q, led) or _called_to(page, led, cue))
    belongs = belongs or matter
    ends = ends or (said and not belongs and page.doc[after].lower_ not in speech_words("of-form"))
    if ends and "quality" in cue.frames and after < end and page.doc[after].pos_ == "ADP":
        return phrase_content(page, i, end, cuts, "speech-adjective")
    if ends and cue.frames & {"quote", "object"}:
        last = _last_quoted(page, q.outer[1], page.at(end))
        stop = min(cut(page, i, end, cuts), phrase_end(page, i, end, cuts))
        if _listed_behind(page, page.token(last), stop):
            content = page.trim(page.at(i), char_end(page, i, stop))
            return ([content], "speech-quotation", 0.85) if content else None
        if last > q.outer[1]:
            return [(q.outer[0], last)], "speech-quotation", 0.85
        if page.doc[min(after, len(page.doc) - 1)].lower_ in speech_words("and-word") and stop > after + 1:
            content = page.trim(page.at(i), char_end(page, i, stop))
            return ([content], "speech-quotation", 0.85) if content else None
        return [(q.start, q.end)], "speech-quotation", 0.85
    if cue.frames <= {"as-noun"}:
        return None  # `verront « Le Bal » à la salle des fêtes`
    return phrase_content(page, i, end, cuts, "speech-quotation")


def _to_do(page: Page, i: int, end: int, cue: Cue) -> bool:
    """Whether a quoted infinitive stands behind the preposition of a cue (`s'engage à « tout faire »`)."""
    before = page.doc[i - 1].lower_
    of = before in speech_words("of-form") and "of+inf" in cue.frames
    if not of and not (before in speech_words("to-word") and "to+inf" in cue.frames):
        return False
    verb = past_clitics(page, i + 1, end)
    verb += verb < end - 1 and page.doc[verb].lower_ in speech_words("all-word")
    return verb < end and is_infinitive(page.doc, verb)


def _last_quoted(page: Page, at: int, end: int) -> int:
    """The character where a list of quotations ends that goes on behind one (`« un coup bas », « une insulte »`).

    Those without a verb may be set against each other (`« prête », mais aussi « inquiète »`).
    """
    doc = page.doc
    for q in page.between(at, end):
        first, mark = page.token(at), page.token(q.outer[0])
        between = page.text[at : q.outer[0]].strip().lower()
        listed = between == "," or between in speech_words("and-word")
        joined = first < mark and all(_joins(page, k) for k in range(first, mark))
        verbal = any(page.finite(k) for k in range(mark, page.token(q.outer[1])))
        if not listed and (not joined or verbal or doc[first].pos_ == "DET"):
            break
        at = q.outer[1]
    return at


def _listed_behind(page: Page, after: int, stop: int) -> bool:
    """Whether a list goes on behind a quotation (`réclame « une prime », une hausse des salaires et la retraite`)."""
    doc = page.doc
    joined = after + 2 < stop and doc[after].lower_ in speech_words("and-word") and doc[after + 1].pos_ == "DET"
    listed = after + 2 < stop and doc[after].text == "," and doc[after + 1].pos_ == "DET"
    ands = (k for k in range(after + 2, stop - 1) if doc[k].lower_ in speech_words("and-word"))
    listed = listed and any(doc[k + 1].pos_ == "DET" for k in ands)
    return (joined or listed) and not any(page.finite(k) for k in range(after, stop))


def _joins(page: Page, k: int) -> bool:
    """Whether a token may stand between two quotations of a list: a comma, a conjunction, an adverb, an article."""
    token = page.doc[k]
    return (
        token.text == ","
        or token.lower_ in speech_words("and-word", "also-word")
        or token.pos_ in ("ADV", "DET", "CCONJ")
    )


def _further_quoted(page: Page, q: Quotation, stop: int) -> int | None:
    """The character where further words end that are quoted behind what belongs to the first ones, None if none are.

    `évoque « des erreurs » dans la gestion du dossier, et « un climat délétère »`
    """
    doc, begin, at = page.doc, page.token(q.outer[1]), None
    for other in page.between(q.outer[1], page.at(stop)):
        mark = page.token(other.outer[0])
        lead = mark - (doc[mark - 1].pos_ == "DET")
        lead -= doc[lead - 1].lower_ in speech_words("also-word")
        joined = doc[lead - 1].text == "," or doc[lead - 1].lower_ in speech_words("and-word")
        between = range(begin, mark)
        if not joined or any(page.finite(k) or doc[k].lower_ in speech_words("relative") for k in between):
            break
        if any(
            page.dated(k) or ((found := preposition(doc, k)) is not None and _of_saying(page, found)) for k in between
        ):
            break
        at, begin = other.outer[1], page.token(other.outer[1])
    return at


def _holds(page: Page, found: Found) -> bool:
    """Whether a preposition leads to a thing or somebody, not to a time (`pour la deuxième fois`)."""
    phrase = noun_phrase(page.doc, found.end - found.contracted)
    return phrase is not None and page.doc[phrase.head].lower_ not in speech_words("never-subject")


def _matter(page: Page, found: Found, at: int) -> bool:
    """Whether a preposition at a token tells what quoted words are about (`évoque « des tensions » | sur les prix`), no
    site and no time.
    """
    phrase = noun_phrase(page.doc, found.end - found.contracted)
    if past_adverbial(page.doc, at) > at or page.dated(at):
        return False
    if found.lemma not in speech_words("matter-preposition") or phrase is None or told(page, found):
        return False
    head = page.doc[phrase.head]
    named = any(m.start <= phrase.head < m.end for m in page.at_token(phrase.head))
    plain = phrase.definite is not None and not phrase.possessive and not named and head.pos_ == "NOUN"
    return plain and not is_place_head(head.lower_) and head.lower_ not in speech_words("never-subject")


def _called_to(page: Page, found: Found, cue: Cue) -> bool:
    """Whether a preposition leads to what quoted people are called to (`a invité « les deux camps » à la retenue`)."""
    calls = {"noun+à", "to+inf"} <= cue.frames and found.lemma in speech_words("to-word")
    return calls and not any(m.type in ("Place", "Organization") for m in page.around(found.end, found.end + 2))


def _wanted(page: Page, q: Quotation, found: Found) -> bool:
    """Whether the last quoted noun wants what `à` leads to (`dénonce « une atteinte grave » | à la liberté`)."""
    doc = page.doc
    if found.lemma not in speech_words("to-word") or found.end >= len(doc):
        return False
    nouns = [k for k in range(page.token(q.start), page.token(q.end)) if doc[k].pos_ == "NOUN"]
    head = noun_phrase(doc, found.end - found.contracted)
    if not nouns or head is None or doc[nouns[-1]].lower_ not in speech_words("wants-to"):
        return False
    site = any(m.type in ("Place", "Organization") for m in page.at_token(head.head))
    return not site and not is_place_head(doc[head.head].lower_) and not told(page, found)


def _of_saying(page: Page, found: Found) -> bool:
    """Whether a preposition leads to where something was said."""
    return found.lemma in speech_words("event-preposition") or told(page, found)


def _calls(page: Page, i: int, after: int, size: int) -> bool:
    """A nickname between commas (`Ali Roy, dit « le Boucher », a nié`)."""
    apart = i > 1 and page.doc[i - 2].text == "," and after < len(page.doc) and page.doc[after].text == ","
    return apart and size <= _NICKNAME and page.doc[i - 1].lower_ in speech_words("so-called")
