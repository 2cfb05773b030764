"""A main cue → what is said, by its construction: que-clause, question, infinitive, noun phrase, colon, quotation.

`La ministre a promis hier de baisser les loyers, ajoutant que …` → `baisser les loyers`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Clause, Range
from kgextract.nlp.statements.between import (
    aside,
    compares,
    direct,
    inserted,
    interposed,
    inverted,
    later,
    measured,
    opens,
    past_phrase,
    predicated,
    pronoun,
    qualifies,
    timely,
    with_clitics,
)
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.extents import (
    alike,
    before_main,
    block,
    contrasted,
    coordinated,
    cut,
    late,
    past_clitics,
    phrase_end,
    resumed,
)
from kgextract.nlp.statements.incises import can_say
from kgextract.nlp.statements.matters import matter
from kgextract.tables.speech import speech_words

_INSIDE = ("ADP", "DET", "ADJ", "NOUN", "CCONJ", "VERB")  # before quoted words that belong to a phrase
_SENTENCE = 8  # words from which a quotation is no name of something
_REACH = 45  # tokens over which a complement may be kept from its cue
Read = tuple[list[Range], str, float]


def content_of(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Read | None:
    """Content, rule and confidence for a cue that governs what follows it; `cuts` are tokens where other cues begin."""
    found = _complement(page, clause, cue, cuts)
    if found is None and "itself" in cue.frames:  # `s'est dit confiant`: the last word of the cue
        return _phrase(page, cue.end - 1, page.token(page.units[clause.unit].end), cuts, "speech-adjective")
    return found


def _complement(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Read | None:
    """What a cue governs."""
    doc = page.doc
    unit = page.units[clause.unit]
    end = page.token(unit.end)
    heads = [clause.start - 1, *([clause.subject.head] if clause.subject is not None else [])]
    if any(doc[k].lower_ in speech_words("first-one") for k in heads if k >= 0):
        end = contrasted(page, cue.end, end)
    end = before_main(page, clause, end)
    limit = min(end, cue.end + _REACH)
    cuts = resumed(page, clause, cue, end, cuts)
    i = cue.end
    objects = sum(doc[k].lower_ in speech_words("object-clitic") for k in range(clause.start, clause.verb))
    objects += clause.passive
    if (
        cue.lemma.split()[-1] in speech_words("of-word")
        and "of-noun" not in cue.frames
        and i < end
        and doc[i - 1].lower_ in speech_words("of-form")
    ):
        if is_infinitive(doc, past_clitics(page, i, end)):
            return _clause(page, i, end, cuts, cue, "speech-of-infinitive")
        if doc[i].lower_ not in speech_words("this-word"):
            return _phrase(page, i, end, cuts, "speech-object")
    if i < end and clause.form == "finite" and doc[i].pos_ in ("DET", "PROPN") and inverted(page, clause):
        return None  # `la grève à laquelle ont appelé les syndicats`
    addressed: int | None = None  # where the direct object of `appeler X à` starts
    low = cue.end  # the token behind the cue and its adverbs
    while i < limit:
        if i == low and (beyond := interposed(page, i, end)) > i:
            low = i = beyond
            continue
        if i not in cuts and (beyond := past_adverbial(doc, i)) > i:
            low, i = beyond if i == low else low, beyond
            continue
        token = doc[i]
        word = token.lower_
        if i in cuts and i > cue.end:
            return None
        if word in speech_words("that-word") and (i + 1 >= end or doc[i + 1].text == ":"):
            return _colon(page, i + 2, end, clause)
        if word in speech_words("that-word") and not compares(page, i, low, cue.end):
            if i > cue.end and doc[i - 1].lower_ in speech_words("and-word"):
                return None  # `a annoncé que le retrait continuait, mais qu'il serait lent`
            noun = i > cue.end and doc[i - 1].pos_ in ("NOUN", "ADJ")
            if token.pos_ == "PRON" and noun and _inverts(page, i + 1, end):
                return None  # `réagissent à la crise que vit la province`
            if cue.frames & {"clause", "quote", "query"}:
                end = alike(page, clause, i + 1, end)
                return _clause(page, _apostrophe(page, i + 1), end, cuts, cue, "speech-clause")
            return None
        what = word in speech_words("this-word") and i + 1 < end
        alone = what and i == low and doc[i - 1].lower_ not in speech_words("of-form", "to-word")
        if alone and "object" in cue.frames and "query" not in cue.frames:
            if doc[i + 1].lower_ in speech_words("that-word", "who-word"):
                return _phrase(page, i, end, cuts, "speech-object")  # `dénonce ce que vivent les familles`
        if what and doc[i + 1].lower_ in speech_words("that-word"):
            if "query" in cue.frames and i == low:
                return _clause(page, i, end, cuts, cue, "speech-question")
            return _clause(page, i + 2, end, cuts, cue, "speech-clause") if "clause" in cue.frames else None
        asks = cue.frames & {"query", "clause"} and token.pos_ != "NOUN" and doc[i - 1].pos_ != "ADP"
        asks = asks and not (word in speech_words("reflexive") and not pronoun(page, i + 1))  # `s'il`, not `s'est`
        joined = clause.position == "relative" and i > cue.end
        joined = joined and (doc[i - 1].text == "," or doc[i - 1].lower_ in speech_words("and-word"))
        relative = (joined or doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ")) and "query" not in cue.frames
        if word in speech_words("relative") and word in speech_words("question-word") and relative:
            return None
        if word in speech_words("question-word") and asks:
            start = i + 1 if word in speech_words("if-word") else i
            return _clause(page, start, end, cuts, cue, "speech-question")
        if token.text == ":":
            return _colon(page, i + 1, end, clause)
        if word in speech_words("opening-mark") and addressed is not None and "to+inf" in cue.frames:
            to = preposition(doc, i + 1) if i + 1 < end else None
            if to is not None and to.lemma in speech_words("to-word") and is_infinitive(doc, min(to.end, end - 1)):
                return _clause(
                    page, addressed, end, cuts, cue, "speech-to-infinitive"
                )  # `invite l'élu « à lire la loi »`
        if word in speech_words("opening-mark") and page.quotation(token.idx) is not None:
            return _quotation(page, i, _agent(page, i, end) if clause.passive else end, cuts, cue)
        if "infinitive" in cue.frames and is_infinitive(doc, i) and direct(page, low, i):
            return _clause(page, with_clitics(page, i, cue.end), end, cuts, cue, "speech-infinitive")
        asks = "query" in cue.frames and token.pos_ == "ADP" and i + 1 < end
        if asks and doc[i + 1].lower_ in speech_words("what-word"):
            return _clause(page, i, end, cuts, cue, "speech-question")
        between = word in speech_words("between-word") and i + 1 < end and doc[i + 1].pos_ == "NUM"
        if between and "object" in cue.frames and not page.dated(i + 1):
            return _phrase(page, i, end, cuts, "speech-object")  # `requiert entre six et dix ans de prison`
        found = preposition(doc, i)
        if found is None and word in speech_words("bare-of") and _apostrophe(page, i + 1) > i + 1:
            found = Found(min(speech_words("of-word")), i + 2, False)
        if found is not None:
            if found.end < end and is_infinitive(doc, past_clitics(page, found.end, end)):
                if found.lemma in speech_words("of-word") and "of+inf" in cue.frames:
                    return _clause(page, found.end, end, cuts, cue, "speech-of-infinitive")
                if found.lemma in speech_words("to-word") and "to+inf" in cue.frames:
                    start = found.end if addressed is None else addressed
                    return _clause(page, start, end, cuts, cue, "speech-to-infinitive")
                if found.lemma in cue.prepositions and found.lemma not in speech_words("of-word", "to-word"):
                    return _clause(page, found.end, end, cuts, cue, "speech-preposition")
                if found.lemma not in speech_words("of-word", "to-word") or "person" not in cue.frames:
                    return None
            at = found.end - 1 if found.contracted else found.end
            if found.end + 1 < end and doc[found.end].lower_ in speech_words("this-word"):
                if doc[found.end + 1].lower_ in speech_words("that-word") and "clause" in cue.frames:
                    return _clause(page, found.end + 2, end, cuts, cue, "speech-clause")
            if found.lemma in speech_words("to-word") and found.lemma in cue.prepositions and not found.contracted:
                if at < end and doc[at].lower_ in speech_words("human-noun"):
                    return None  # `un appel à témoins`
            whom = noun_phrase(doc, at) if found.lemma in speech_words("to-word") and "of+inf" in cue.frames else None
            if whom is not None and whom.end > i and later(page, whom.end, end, cue):
                low, i = whom.end if i == low else low, whom.end
                continue  # `enjoint au maire de partir`
            if found.lemma in cue.prepositions or (
                (objects or opens(page, found.end))
                and found.lemma in speech_words("of-word")
                and "of-noun" in cue.frames
            ):
                if cue.class_ == "judge" and "of-noun" in cue.frames and (found.contracted or doc[at].pos_ == "DET"):
                    phrase = noun_phrase(doc, at)  # `traiter un patient de l'hôpital`
                    i = phrase.end if phrase is not None and phrase.end > i else found.end
                    continue
                start = found.end if not found.contracted or found.lemma in speech_words("of-word") else i
                if addressed is not None and found.lemma in speech_words("to-word") and "to+inf" in cue.frames:
                    start = addressed
                said = _phrase(page, start, end, cuts, "speech-preposition")
                weak = "weak-noun" in cue.frames and found.lemma in cue.prepositions
                # `parle d'un échec`: it is one
                called = doc[at].lower_ in speech_words("a-word") or doc[at].pos_ == "NUM"
                return said if said is None or not weak or called or matter(page, said[0][0]) else None
            if found.lemma in speech_words("as-word"):
                return _as(page, found.end, end, cuts) if "as-noun" in cue.frames else None
            if found.lemma in speech_words("of-word") and cue.lemma.split()[-1] in speech_words("of-word"):
                return _phrase(page, found.end, end, cuts, "speech-object")
            near = i == low or all(doc[k].pos_ == "ADV" or page.dated(k) for k in range(cue.end, i))
            some = word in speech_words("of-form") and at < end and doc[at].pos_ == "ADJ" and at > i
            part = at < end and word in speech_words("of-word") and doc[at].lower_ in speech_words("part-article")
            partitive = (word in speech_words("some-word") or some or part) and near
            addressee = found.lemma in speech_words("to-word") and bool(cue.prepositions & speech_words("of-word"))
            phrase = (noun_phrase(doc, at, ()) if addressee else noun_phrase(doc, at)) if at < end else None
            if phrase is not None and any(t.lower_ in speech_words("what-word") for t in doc[at : phrase.end]):
                phrase = noun_phrase(doc, at, ())
            if partitive and phrase is not None and "object" in cue.frames:
                return _object(page, i, end, cuts, cue)
            beyond = phrase.end if phrase is not None and phrase.end > i else found.end
            while beyond + 1 < end and doc[beyond].pos_ == doc[beyond - 1].pos_ == "NOUN" and doc[beyond + 1].is_punct:
                beyond += 1  # `un point presse`
            low, i = beyond if i == low else low, beyond
            continue
        ranged = token.pos_ == "NUM" and i + 2 < end and doc[i + 2].pos_ == "NUM" and not page.dated(i)
        ranged = ranged and doc[i + 1].lower_ in speech_words("to-word")  # `dix à douze ans`
        if ranged or (word in speech_words("measure-adverb") and measured(page, i, end)):
            return _phrase(page, i, end, cuts, "speech-object") if "object" in cue.frames else None
        if word in speech_words("as-word"):
            return _as(page, i + 1, end, cuts) if "as-noun" in cue.frames else None
        if i > cue.end and (page.finite(i) or (token.pos_ == "VERB" and in_ant(word) and addressed is None)):
            return None
        if token.text == "," and (beyond := inserted(page, i, end)) > i:
            low, i = beyond if i == low else low, beyond
            continue
        if token.text == "," and i + 1 < end:
            breaks = doc[i + 1].lower_ in speech_words("breaking") - cue.prepositions
            beyond = aside(page, i, end) if "object" in cue.frames and (breaks or i == low) else i
            if beyond == i and breaks:
                return None
            if beyond > i:
                low, i = beyond if i == low else low, beyond
                continue
        if word in speech_words("relative") and token.pos_ == "PRON":
            return None
        plain = token.pos_ not in ("ADV", "PUNCT", "SPACE", "CCONJ")
        phrase = (noun_phrase(doc, i, ()) if "of-noun" in cue.frames else noun_phrase(doc, i)) if plain else None
        if phrase is None and token.pos_ == "DET" and "object" in cue.frames and not clause.passive:
            return _phrase(page, i, end, cuts, "speech-object")
        if phrase is not None and phrase.end > i:
            if timely(page, i, phrase):
                beyond = max(past_phrase(page, i), i + 1)
                low, i = beyond if i == low else low, beyond
                continue
            judged = cue.lemma in speech_words("judging") and not clause.passive and i == low
            if judged and predicated(page, phrase, end):
                return _phrase(page, i, end, cuts, "speech-adjective")
            if clause.passive or clause.position == "incise":
                i = phrase.end
                continue
            bare = noun_phrase(doc, i, ()) if "of-noun" in cue.frames else None
            of = bare is not None and bare.end < end and doc[bare.end].lower_ in speech_words("of-form")
            takes = cue.frames & {"object", "weak-noun"} and "person" not in cue.frames and not of
            if takes and _relative_object(page, clause):
                return None  # `ce que des analystes expliquent par les primes`
            if takes and not later(page, phrase.end, end, cue):
                return None if inverted(page, clause) else _object(page, i, end, cuts, cue)
            if cue.class_ == "accuse" and not can_say(page, phrase):
                return None  # `soupçonne un règlement de comptes`
            objects += 1
            if addressed is None and (i == low or doc[i - 1].pos_ != "ADP"):
                addressed = i
            i = phrase.end
            continue
        if "quality" in cue.frames and i == low and qualifies(page, i):
            return _phrase(page, i, _agent(page, i, end) if clause.passive else end, cuts, "speech-adjective")
        low += i == low and token.pos_ == "ADV"
        i += 1
    return None


def _relative_object(page: Page, clause: Clause) -> bool:
    """Whether the object of a verb is the relative pronoun before its subject (`la hausse que Luc explique par`)."""
    doc = page.doc
    i = clause.subject.start - 1 if clause.subject is not None and clause.subject.start < clause.start else -1
    i -= i > 0 and doc[i].lower_ in speech_words("some-word", "le-word")
    if i < 1 or doc[i].lower_ not in speech_words("that-word") or doc[i].pos_ != "PRON":
        return False
    return doc[i - 1].pos_ in ("NOUN", "PROPN") or doc[i - 1].lower_ in speech_words("this-word")


def _apostrophe(page: Page, i: int) -> int:
    """The token after an apostrophe that the tokenizer has cut off before a quotation mark (`qu'« il pleut »`)."""
    return i + 1 if i < len(page.doc) and page.doc[i].text == "'" else i


def _inverts(page: Page, i: int, end: int) -> bool:
    """Whether a verb stands right behind *que*, before its subject."""
    verb = past_clitics(page, i, end)
    return verb < end and page.finite(verb)


def _agent(page: Page, i: int, end: int) -> int:
    return next((k for k in range(i, end) if page.doc[k].lower_ in speech_words("by-word")), end)


def _clause(page: Page, i: int, end: int, cuts: list[int], cue: Cue, rule: str) -> Read | None:
    stop = cut(page, i, end, cuts)
    if rule.endswith("infinitive"):
        stop = coordinated(page, i, late(page, i, stop))
    content = page.trim(page.at(i), _char_end(page, i, stop))
    return ([content], rule, 0.9 if cue.strength == "say" else 0.8) if content else None


def _char_end(page: Page, i: int, stop: int) -> int:
    """The character after token stop - 1."""
    last = page.doc[max(i, stop - 1)]
    return last.idx + len(last)


def _colon(page: Page, i: int, end: int, clause: Clause) -> Read | None:
    """After a colon: the quotation there, the rest of the unit, or the next paragraph where the colon ends this one."""
    unit = page.units[clause.unit]
    char = page.at(i)
    if i >= end or char >= unit.end:
        paragraphs = block(page, clause.unit + 1)
        return (paragraphs, "speech-block", 0.7) if paragraphs else None
    content = page.trim(char, unit.end)
    return ([content], "speech-colon", 0.9) if content else None


def _quotation(page: Page, i: int, end: int, cuts: list[int], cue: Cue) -> Read | None:
    q = page.quotation(page.doc[i].idx)
    if q is None:
        return None
    if i > cue.end and "object" not in cue.frames and page.doc[i - 1].pos_ in _INSIDE:
        return None  # quoted words inside a phrase of something else
    after = page.token(q.outer[1])
    named = page.text[q.start : q.start + 1].isupper() and page.words(q.start, q.end) < _SENTENCE
    if named and cue.lemma in speech_words("staging") and i == cue.end:
        if not any(page.finite(k) for k in range(i, after)):
            return None  # `a lu « Germinal »`
    if "quote" not in cue.frames and cue.lemma in speech_words("acting") and page.words(q.start, q.end) < _SENTENCE:
        return None  # `tiendra « une réunion publique »`
    ends = after >= end or page.doc[after].is_punct or page.doc[after].lower_ in speech_words("and-word")
    said = i == cue.end and after < end and page.doc[after].pos_ == "ADP"
    ends = ends or (said and page.doc[after].lower_ not in speech_words("of-form"))
    if ends and "quality" in cue.frames and after < end and page.doc[after].pos_ == "ADP":
        return _phrase(page, i, end, cuts, "speech-adjective")
    if ends and cue.frames & {"quote", "object"}:
        stop = min(cut(page, i, end, cuts), phrase_end(page, i, end, cuts))
        if page.doc[min(after, len(page.doc) - 1)].lower_ in speech_words("and-word") and stop > after + 1:
            content = page.trim(page.at(i), _char_end(page, i, stop))
            return ([content], "speech-quotation", 0.85) if content else None
        return [(q.start, q.end)], "speech-quotation", 0.85
    if cue.frames <= {"as-noun"}:
        return None  # `verront « Le Bal » à la salle des fêtes`
    return _phrase(page, i, end, cuts, "speech-quotation")


def _object(page: Page, i: int, end: int, cuts: list[int], cue: Cue) -> Read | None:
    """A noun phrase as what is said; weak verbs need a noun of speech or quoted words."""
    doc = page.doc
    phrase = noun_phrase(doc, i)
    found = _phrase(page, i, end, cuts, "speech-object")
    if found is None or phrase is None:
        return found
    head = doc[phrase.head].lower_
    product = cue.strength == "say" and phrase.end == phrase.base_end and head in speech_words("speech-product")
    if product or head in speech_words("no-content"):
        return None
    if "weak-noun" in cue.frames or cue.frames == {"object"} or cue.lemma in speech_words("weak-verb"):
        verb = "weak-noun" not in cue.frames and matter(page, found[0][0])
        if not verb and head not in speech_words("speech-noun") and not page.between(*found[0][0]):
            return None
        bare = preposition(doc, phrase.end) is None and not phrase.possessive
        if head in speech_words("speech-noun") and bare and "weak-noun" in cue.frames:
            return None
    person = any(m.type == "Person" and m.kind == "named" for m in page.at_token(phrase.head))
    if person and cue.lemma in speech_words("citing"):
        return None  # `elle invoque sainte Agathe`
    if cue.lemma in speech_words("recognizing") and head in speech_words("state-noun"):
        return None
    if (
        head in speech_words("human-noun")
        and not phrase.quantity
        and (cue.strength == "say" or cue.lemma in speech_words("sentencing"))
    ):
        return None
    if any(t.lower_ in speech_words("crowd") for t in doc[i : phrase.head + 1]):
        if cue.lemma in speech_words("sentencing"):
            return None  # `saluer la foule de la main`
    to = preposition(doc, phrase.end)
    fined = (
        to is not None and to.lemma in speech_words("to-word") and to.end < end and doc[to.end].pos_ in ("DET", "NUM")
    )
    if fined and cue.lemma in speech_words("sentencing"):
        return None  # `condamner le chauffeur à une amende`
    return found


def _as(page: Page, i: int, end: int, cuts: list[int]) -> Read | None:
    """What something is said to be; no comparison (`voit la mer comme son père la voyait`)."""
    phrase = noun_phrase(page.doc, i)
    verb = past_clitics(page, phrase.end, end) if phrase is not None and phrase.end < end else end
    return None if verb < end and page.finite(verb) else _phrase(page, i, end, cuts, "speech-as")


def _phrase(page: Page, i: int, end: int, cuts: list[int], rule: str) -> Read | None:
    stop = phrase_end(page, i, end, cuts)
    content = page.trim(page.at(i), _char_end(page, i, stop)) if stop > i else None
    return ([content], rule, 0.75) if content else None
