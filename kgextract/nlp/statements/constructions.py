"""A cursor behind a cue → whether a construction stands there, what it says, or how far the search goes on.

*que*, a question, a colon, a quotation, an infinitive, a number, a state, a quality; what stands between is passed.
"""

from __future__ import annotations

from collections.abc import Callable

from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.adverbials import past_adverbial, past_locution
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.statements.between import (
    aside,
    compares,
    direct,
    doing,
    inserted,
    interposed,
    measured,
    pronoun,
    relates,
    with_clitics,
)
from kgextract.nlp.statements.complements import as_content, colon_content, object_content
from kgextract.nlp.statements.cursor import NOTHING, Cursor, Said, Step
from kgextract.nlp.statements.hearers import addressee
from kgextract.nlp.statements.judged import in_state, qualifies
from kgextract.nlp.statements.phrasal import nominal, past_apostrophe, prepositional, seen
from kgextract.nlp.statements.placed import past_setting, titled
from kgextract.nlp.statements.quoted import quotation_content
from kgextract.nlp.statements.resumed import alike, new_clause
from kgextract.nlp.statements.whom import inverts, past_relative
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

_BRACKET = 12  # tokens of a bracket behind a name or a verb


def _passed(at: Cursor) -> Step:
    """What only stands between is passed; another cue ends the search."""
    if at.first and (beyond := interposed(at.page, at.i, at.end)) > at.i:
        return at.go(beyond)
    if at.i not in at.cuts and (beyond := past_adverbial(at.doc, at.i)) > at.i:
        return at.go(beyond)
    if at.first and at.i > at.cue.end and (beyond := past_setting(at.page, at.i, at.end, at.cue)) > at.i:
        return at.go(beyond)
    if (beyond := past_bracket(at.doc, past_relative(at.page, at.i, at.end, at.cuts), _BRACKET)) > at.i:
        return at.go(beyond)
    if at.word in speech_words("before-gerund") and (beyond := doing(at.page, at.i, at.end)) > at.i:
        return at.go(beyond)
    return NOTHING if at.i in at.cuts and at.i > at.cue.end else False


def _that(at: Cursor) -> Step:
    """A clause with *que*."""
    doc, cue, i = at.doc, at.cue, at.i
    if at.word not in speech_words("that-word"):
        return False
    if i + 1 >= at.end or doc[i + 1].text == ":":
        return Said(colon_content(at.page, i + 2, at.end, at.clause))
    if compares(at.page, i, at.low, cue.end):
        return False
    if i > cue.end and doc[i - 1].lower_ in speech_words("and-word") | speaker_words("that-one"):
        return NOTHING  # `a annoncé que le retrait continuait, mais qu'il serait lent`, `a condamné celui que`
    if doc[i - 1].lower_ in speech_words("fact-noun") and doc[i - 3].lower_ in speech_words("by-word"):
        return NOTHING  # `s'explique par le fait que`
    noun = i > cue.end and doc[i - 1].pos_ in ("NOUN", "ADJ")
    if at.token.pos_ == "PRON" and noun and inverts(at.page, i + 1, at.end):
        return NOTHING  # `réagissent à la crise que vit la province`
    if noun and relates(at.page, cue, at.clause, i, at.end):
        return NOTHING
    noun = noun or (i > cue.end and doc[i - 1].pos_ == "PROPN")
    quoting = "quote" in cue.frames and at.first and (not noun or at.page.dated(i - 1))
    if cue.frames & {"clause", "query"} or quoting:
        at.end = alike(at.page, at.clause, i + 1, at.end)
        return at.clause_at(past_apostrophe(at.page, i + 1), "speech-clause")
    return NOTHING


def _what(at: Cursor) -> Step:
    """`ce que`, `ce qui`: an object, a question, or the clause of a cue with a preposition."""
    doc, cue, i = at.doc, at.cue, at.i
    if at.word not in speech_words("this-word") or i + 1 >= at.end:
        return False
    alone = at.first and doc[i - 1].lower_ not in speech_words("of-form", "to-word")
    if alone and "object" in cue.frames and "query" not in cue.frames:
        if doc[i + 1].lower_ in speech_words("that-word", "who-word"):
            return at.phrase_at(i, "speech-object")  # `dénonce ce que vivent les familles`
    if doc[i + 1].lower_ in speech_words("who-word") and cue.frames & {"query", "clause"} and at.first:
        return at.clause_at(i, "speech-question")  # `a dit ce qui avait changé`
    if doc[i + 1].lower_ in speech_words("that-word"):
        if "query" in cue.frames and at.first:
            return at.clause_at(i, "speech-question")
        return at.clause_at(i + 2, "speech-clause") if "clause" in cue.frames else NOTHING
    return False


def _question(at: Cursor) -> Step:
    """An indirect question; a relative pronoun behind a noun opens none."""
    doc, cue, i = at.doc, at.cue, at.i
    if at.word not in speech_words("question-word"):
        return False
    and_ = i > cue.end and doc[i - 1].lower_ in speech_words("and-word")  # `vend des vases venus de Pau et qui`
    joined = i > cue.end and doc[i - 1].text == "," and (at.clause.position == "relative" or doc[i - 2].text == ",")
    joined = joined or and_
    behind = doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ") or doc[i - 1].text == ")"
    relative = (joined or behind) and "query" not in cue.frames
    told_of = doc[i - 1].text == "," and i - 1 > cue.end and not doc[i - 2].is_punct
    told_of = told_of or doc[i - 1].lower_ in speech_words(
        "this-word", "the-one"
    )  # `a tout dit sur ce | qui s'est passé`
    if at.word in speech_words("relative") and (relative or told_of):
        return NOTHING
    if at.word in speech_words("if-word") and doc[i - 1].lower_ in speech_words("not-asked"):
        return NOTHING  # `montre un recul, même si les ventes tiennent`
    asks = cue.frames & at.asking and at.token.pos_ != "NOUN" and doc[i - 1].pos_ != "ADP"
    if not asks or (at.word in speech_words("reflexive") and not pronoun(at.page, i + 1)):
        return False  # `s'il`, not `s'est`
    return at.clause_at(i + 1 if at.word in speech_words("if-word") else i, "speech-question")


def _marked(at: Cursor) -> Step:
    """A colon or a quotation."""
    doc, cue, i = at.doc, at.cue, at.i
    if at.token.text == ":":
        return Said(colon_content(at.page, i + 1, at.end, at.clause))
    if at.word not in speech_words("opening-mark"):
        return False
    if at.addressed is not None and "to+inf" in cue.frames:
        to = preposition(doc, i + 1) if i + 1 < at.end else None
        if to is not None and to.lemma in speech_words("to-word") and is_infinitive(doc, min(to.end, at.end - 1)):
            return at.clause_at(at.addressed, "speech-to-infinitive")  # `invite l'élu « à lire la loi »`
        if to is not None and to.lemma in speech_words("to-word") & cue.prepositions:
            return at.clause_at(i, "speech-to-infinitive")  # `appelle les marcheurs « à la prudence »`
    if cue.frames & {"to+inf", "of+inf"} and (whom := addressee(at.page, i, at.end, cue)) > i:
        at.addressed = i if at.addressed is None else at.addressed
        return at.go(whom)  # `appelle « les premiers concernés » à patienter`
    if at.page.quotation(at.token.idx) is None:
        return False
    if at.clause.form == "gerund" and doc[i - 1].text == "," and doc[i - 2].pos_ in ("NOUN", "PROPN", "ADJ"):
        return NOTHING  # `en ajoutant les Verts, « on verra », a-t-il dit`
    if doc[i - 1].lower_ in speech_words("done-for") - cue.prepositions:
        return NOTHING  # `revient pour « rassurer »`, `était jugé pour « vol »`
    beside = at.first and not titled(at.page, i, at.end)
    return Said(quotation_content(at.page, i, at.before_agent(at.i), at.cuts, cue, beside=beside))


def _infinitive(at: Cursor) -> Step:
    """A bare infinitive."""
    if "infinitive" not in at.cue.frames:
        return False
    verb = at.i + (at.word in speech_words("pronominal-adverb") and at.i + 1 < at.end)  # `affirme en avoir parlé`
    if is_infinitive(at.doc, verb) and direct(at.page, at.low, verb):
        return at.clause_at(with_clitics(at.page, verb, at.cue.end), "speech-infinitive")
    return False


def _led_question(at: Cursor) -> Step:
    """`demande de quelle manière`, `explique à quoi il sert`, `requiert entre six et dix ans`: a preposition that
    belongs to what is said; not whom it is said to (`raconte à qui veut l'entendre que`).
    """
    doc, cue, i = at.doc, at.cue, at.i
    if i + 2 >= at.end:
        return False
    asks = at.token.pos_ == "ADP" and doc[i + 1].lower_ in speech_words("led-question")
    told = at.first and cue.frames & at.asking and doc[i + 2].lemma_.lower() not in speech_words("willing")
    if asks and (told or ("query" in cue.frames and doc[i + 1].lower_ in speech_words("what-word"))):
        if any(at.page.finite(k) for k in range(i + 2, at.end)):
            return at.clause_at(i, "speech-question")
    between = at.word in speech_words("between-word") and doc[i + 1].pos_ == "NUM"
    if between and "object" in cue.frames and not at.page.dated(i + 1):
        return at.phrase_at(i, "speech-object")
    return False


def _state(at: Cursor) -> Step:
    """A state with a preposition right behind the cue (`se disent à bout de souffle`)."""
    bare = at.cue.lemma in speech_words("judging") and not at.objects  # `juge d'instruction`, `a jugé en droit`
    if "quality" in at.cue.frames and at.first and not bare and in_state(at.page, at.i, at.end):
        return at.phrase_at(at.i, "speech-adjective")
    return False


def _counted(at: Cursor) -> Step:
    """A number behind what makes it less exact (`annonce près de mille embauches`), but for a time."""
    doc, i = at.doc, at.i
    number = past_locution(doc, i, "approximation") if at.first and "object" in at.cue.frames else i
    if number == i or number >= at.end or at.clause.passive or at.page.dated(number):
        return False
    if doc[number].pos_ != "NUM" and not doc[number].like_num:
        return False
    phrase = noun_phrase(doc, number)
    if phrase is None or doc[phrase.head].lower_ in speech_words("never-subject"):
        return False
    known = object_content(at.page, number, at.end, at.cuts, at.cue) is not None
    return at.phrase_at(i, "speech-object") if known else NOTHING


def _measured(at: Cursor) -> Step:
    """Numbers and measures (`dix à douze ans`, `plus de moyens`), and what something is said to be."""
    doc, cue, i = at.doc, at.cue, at.i
    ranged = at.token.pos_ == "NUM" and i + 2 < at.end and doc[i + 2].pos_ == "NUM" and not at.page.dated(i)
    ranged = ranged and doc[i + 1].lower_ in speech_words("to-word")
    if ranged or (at.word in speech_words("measure-adverb") and measured(at.page, i, at.end)):
        return at.phrase_at(i, "speech-object") if "object" in cue.frames else NOTHING
    if at.word in speech_words("as-word"):
        if "as-noun" not in cue.frames or any(is_infinitive(doc, k) for k in range(cue.end, i)):
            return NOTHING
        return Said(as_content(at.page, i + 1, at.before_agent(i + 1), at.cuts))
    return False


def _ended(at: Cursor) -> Step:
    """Another verb, a comma or a relative pronoun that ends the search; what stands between commas is passed."""
    doc, cue, i = at.doc, at.cue, at.i
    gerund = at.token.pos_ == "VERB" and in_ant(at.word) and at.addressed is None
    if i > cue.end and (at.page.finite(i) or gerund):
        return NOTHING
    if at.token.text == ",":
        if at.first and at.page.doc[min(i + 1, at.end - 1)].pos_ == "DET" and new_clause(at.page, i + 1, at.end):
            return NOTHING  # `Les hôteliers applaudissent, les pêcheurs craignent une taxe`
        if (beyond := inserted(at.page, i, at.end)) > i:
            return at.go(beyond)
        if i + 1 < at.end:
            breaks = doc[i + 1].lower_ in speech_words("breaking") - cue.prepositions
            beyond = aside(at.page, i, at.end) if "object" in cue.frames and (breaks or at.first) else i
            if beyond == i and breaks:
                return NOTHING
            if beyond > i:
                return at.go(beyond)
    return NOTHING if at.word in speech_words("relative") and at.token.pos_ == "PRON" else False


def _quality(at: Cursor) -> Step:
    """An adjective or participle right behind the cue (`s'est dit inquiet`)."""
    if "quality" in at.cue.frames and at.first and qualifies(at.page, at.i):
        some = at.i - 1 > at.clause.verb and not at.clause.negated
        degree = at.i - (some and at.doc[at.i - 1].lower_ in speech_words("degree"))
        told = degree < at.i or at.word not in speech_words("shown-attitude")
        if told and at.cue.lemma in speech_words("shown"):
            return NOTHING  # `se montre plus mesurée` tells how somebody is
        start = degree
        aside = speech_words("time-adverb") - speech_words("degree")
        while at.doc[start].pos_ == "ADV" and at.doc[start].lower_ in aside:
            start += 1  # `se dit toutefois | prêt à négocier`
        return at.phrase_at(start, "speech-adjective", at.before_agent(at.i))
    return False


CONSTRUCTIONS: tuple[Callable[[Cursor], Step], ...] = (
    _counted, _passed, _that, _what, _question, seen, _marked, _infinitive, _led_question, _state, prepositional,
    _measured, _ended, nominal, _quality,
)  # fmt: skip
