"""A main cue → what is said, by its construction: que-clause, question, infinitive, noun phrase, colon, quotation.

`La ministre a promis hier de baisser les loyers, ajoutant que …` → `baisser les loyers`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.accusations import accusing, calling
from kgextract.nlp.statements.between import (
    addressee,
    aside,
    compares,
    direct,
    doing,
    given,
    in_state,
    inserted,
    interposed,
    inverted,
    later,
    measured,
    numbered,
    opens,
    past_phrase,
    predicated,
    pronoun,
    qualifies,
    timely,
    with_clitics,
)
from kgextract.nlp.statements.complements import (
    Read,
    as_content,
    clause_content,
    colon_content,
    object_content,
    phrase_content,
    quotation_content,
)
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.matters import matter
from kgextract.nlp.statements.resumed import alike, before_main, contrasted, past_clitics, resumed
from kgextract.tables.speech import speech_words

_REACH = 45  # tokens over which a complement may be kept from its cue


def content_of(page: Page, clause: Clause, cue: Cue, cuts: list[int]) -> Read | None:
    """Content, rule and confidence for a cue that governs what follows it; `cuts` are tokens where other cues begin."""
    found = _complement(page, clause, cue, cuts)
    if found is None and "itself" in cue.frames:  # `s'est dit confiant`: the last word of the cue
        return phrase_content(page, cue.end - 1, page.token(page.units[clause.unit].end), cuts, "speech-adjective")
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
    if cue.class_ == "accuse" and "of-noun" in cue.frames and clause.position != "incise":
        return _accused(page, clause, cue, end, cuts, known=bool(objects) or _relative_object(page, clause))
    if cue.class_ == "judge" and "of-noun" in cue.frames and not objects and clause.position != "incise":
        what = calling(page, cue.end, end)
        if what is not None:
            return phrase_content(page, what, end, cuts, "speech-preposition")
    if (
        cue.lemma.split()[-1] in speech_words("of-word")
        and "of-noun" not in cue.frames
        and i < end
        and doc[i - 1].lower_ in speech_words("of-form")
    ):
        if is_infinitive(doc, past_clitics(page, i, end)):
            return clause_content(page, i, end, cuts, cue, "speech-of-infinitive")
        if doc[i].lower_ not in speech_words("this-word"):
            return phrase_content(page, i, end, cuts, "speech-object")
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
        if word in speech_words("before-gerund") and (beyond := doing(page, i, end)) > i:
            low, i = beyond if i == low else low, beyond
            continue
        if i in cuts and i > cue.end:
            return None
        if word in speech_words("that-word") and (i + 1 >= end or doc[i + 1].text == ":"):
            return colon_content(page, i + 2, end, clause)
        if word in speech_words("that-word") and not compares(page, i, low, cue.end):
            if i > cue.end and doc[i - 1].lower_ in speech_words("and-word"):
                return None  # `a annoncé que le retrait continuait, mais qu'il serait lent`
            noun = i > cue.end and doc[i - 1].pos_ in ("NOUN", "ADJ")
            if token.pos_ == "PRON" and noun and _inverts(page, i + 1, end):
                return None  # `réagissent à la crise que vit la province`
            if cue.frames & {"clause", "quote", "query"}:
                end = alike(page, clause, i + 1, end)
                return clause_content(page, _apostrophe(page, i + 1), end, cuts, cue, "speech-clause")
            return None
        what = word in speech_words("this-word") and i + 1 < end
        alone = what and i == low and doc[i - 1].lower_ not in speech_words("of-form", "to-word")
        if alone and "object" in cue.frames and "query" not in cue.frames:
            if doc[i + 1].lower_ in speech_words("that-word", "who-word"):
                return phrase_content(page, i, end, cuts, "speech-object")  # `dénonce ce que vivent les familles`
        if what and doc[i + 1].lower_ in speech_words("that-word"):
            if "query" in cue.frames and i == low:
                return clause_content(page, i, end, cuts, cue, "speech-question")
            return clause_content(page, i + 2, end, cuts, cue, "speech-clause") if "clause" in cue.frames else None
        asks = cue.frames & {"query", "clause"} and token.pos_ != "NOUN" and doc[i - 1].pos_ != "ADP"
        asks = asks and not (word in speech_words("reflexive") and not pronoun(page, i + 1))  # `s'il`, not `s'est`
        joined = clause.position == "relative" and i > cue.end
        joined = joined and (doc[i - 1].text == "," or doc[i - 1].lower_ in speech_words("and-word"))
        relative = (joined or doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ")) and "query" not in cue.frames
        told_of = doc[i - 1].text == "," and i - 1 > cue.end and doc[i - 2].pos_ in ("NOUN", "PROPN")
        if word in speech_words("relative") and word in speech_words("question-word") and (relative or told_of):
            return None
        if word in speech_words("question-word") and asks:
            start = i + 1 if word in speech_words("if-word") else i
            return clause_content(page, start, end, cuts, cue, "speech-question")
        if token.text == ":":
            return colon_content(page, i + 1, end, clause)
        if word in speech_words("opening-mark") and addressed is not None and "to+inf" in cue.frames:
            to = preposition(doc, i + 1) if i + 1 < end else None
            if to is not None and to.lemma in speech_words("to-word") and is_infinitive(doc, min(to.end, end - 1)):
                return clause_content(
                    page, addressed, end, cuts, cue, "speech-to-infinitive"
                )  # `invite l'élu « à lire la loi »`
        if word in speech_words("opening-mark") and page.quotation(token.idx) is not None:
            return quotation_content(page, i, _agent(page, i, end) if clause.passive else end, cuts, cue)
        if "infinitive" in cue.frames and is_infinitive(doc, i) and direct(page, low, i):
            return clause_content(page, with_clitics(page, i, cue.end), end, cuts, cue, "speech-infinitive")
        asks = "query" in cue.frames and token.pos_ == "ADP" and i + 1 < end
        if asks and doc[i + 1].lower_ in speech_words("what-word"):
            return clause_content(page, i, end, cuts, cue, "speech-question")
        between = word in speech_words("between-word") and i + 1 < end and doc[i + 1].pos_ == "NUM"
        if between and "object" in cue.frames and not page.dated(i + 1):
            return phrase_content(page, i, end, cuts, "speech-object")  # `requiert entre six et dix ans de prison`
        if "quality" in cue.frames and i == low and in_state(page, i, end):
            return phrase_content(page, i, end, cuts, "speech-adjective")  # `se disent à bout de souffle`
        found = preposition(doc, i)
        if found is None and word in speech_words("bare-of") and _apostrophe(page, i + 1) > i + 1:
            found = Found(min(speech_words("of-word")), i + 2, False)
        if found is not None:
            if found.end < end and is_infinitive(doc, past_clitics(page, found.end, end)):
                if found.lemma in speech_words("of-word") and "of+inf" in cue.frames:
                    return clause_content(page, found.end, end, cuts, cue, "speech-of-infinitive")
                if found.lemma in speech_words("to-word") and "to+inf" in cue.frames:
                    start = found.end if addressed is None else addressed
                    return clause_content(page, start, end, cuts, cue, "speech-to-infinitive")
                if found.lemma in cue.prepositions and found.lemma not in speech_words("of-word", "to-word"):
                    return clause_content(page, found.end, end, cuts, cue, "speech-preposition")
                if found.lemma not in speech_words("of-word", "to-word") or "person" not in cue.frames:
                    return None
            at = found.end - 1 if found.contracted else found.end
            if found.end + 1 < end and doc[found.end].lower_ in speech_words("this-word"):
                if doc[found.end + 1].lower_ in speech_words("that-word") and "clause" in cue.frames:
                    if found.lemma in cue.prepositions - speech_words("of-word", "to-word"):
                        return phrase_content(page, found.end, end, cuts, "speech-preposition")
                    return clause_content(page, found.end + 2, end, cuts, cue, "speech-clause")
            if found.lemma in speech_words("to-word") and found.lemma in cue.prepositions and not found.contracted:
                if at < end and doc[at].lower_ in speech_words("human-noun"):
                    return None  # `un appel à témoins`
            if found.lemma in speech_words("to-word") and cue.class_ in ("ask", "promise") and "object" in cue.frames:
                if (some := given(page, at, end)) is not None:
                    return object_content(page, some, end, cuts, cue)
            if found.lemma in speech_words("to-word") and (whom := addressee(page, at, end, cue)) > i:
                low, i = whom if i == low else low, whom
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
                if cue.class_ == "judge" and "of-noun" in cue.frames and doc[at].lower_ in speech_words("manner-noun"):
                    return None  # `traite hommes et femmes de façon égale`
                far = i > cue.end and found.lemma in cue.prepositions & speech_words("of-word")
                if far and doc[at].pos_ in ("NOUN", "PROPN"):
                    low, i = at if i == low else low, at + 1
                    continue  # `fait part en conférence de presse de ses craintes`
                start = found.end if not found.contracted or found.lemma in speech_words("of-word") else i
                measure = cue.lemma in speech_words("measuring") and found.lemma in speech_words("to-word")
                if measure and not numbered(page, at, end):
                    i = found.end
                    continue  # `estime le taux appliqué au remboursement à 4 %`
                if addressed is not None and found.lemma in speech_words("to-word"):
                    start = addressed if measure or "to+inf" in cue.frames else start
                said = phrase_content(page, start, end, cuts, "speech-preposition")
                weak = "weak-noun" in cue.frames and found.lemma in cue.prepositions
                # `parle d'un échec`: it is one
                called = doc[at].lower_ in speech_words("a-word") or doc[at].pos_ == "NUM"
                return said if said is None or not weak or called or matter(page, said[0][0]) else None
            if found.lemma in speech_words("as-word"):
                return as_content(page, found.end, end, cuts) if "as-noun" in cue.frames else None
            if found.lemma in speech_words("of-word") and cue.lemma.split()[-1] in speech_words("of-word"):
                return phrase_content(page, found.end, end, cuts, "speech-object")
            near = i == low or all(doc[k].pos_ == "ADV" or page.dated(k) for k in range(cue.end, i))
            some = word in speech_words("of-form") and at < end and doc[at].pos_ == "ADJ" and at > i
            part = at < end and word in speech_words("of-word") and doc[at].lower_ in speech_words("part-article")
            part = part and not (at + 1 < end and doc[at + 1].text[:1].isupper())  # `réclame de l'État un plan`
            partitive = (word in speech_words("some-word") or some or part) and near
            spoken_to = bool(cue.prepositions & speech_words("of-word"))
            phrase = (noun_phrase(doc, at, ()) if spoken_to else noun_phrase(doc, at)) if at < end else None
            if phrase is not None and any(t.lower_ in speech_words("what-word") for t in doc[at : phrase.end]):
                phrase = noun_phrase(doc, at, ())
            if partitive and phrase is not None and "object" in cue.frames:
                return object_content(page, i, end, cuts, cue)
            beyond = phrase.end if phrase is not None and phrase.end > i else found.end
            while beyond + 1 < end and doc[beyond].pos_ == doc[beyond - 1].pos_ == "NOUN" and doc[beyond + 1].is_punct:
                beyond += 1  # `un point presse`
            low, i = beyond if i == low else low, beyond
            continue
        ranged = token.pos_ == "NUM" and i + 2 < end and doc[i + 2].pos_ == "NUM" and not page.dated(i)
        ranged = ranged and doc[i + 1].lower_ in speech_words("to-word")  # `dix à douze ans`
        if ranged or (word in speech_words("measure-adverb") and measured(page, i, end)):
            return phrase_content(page, i, end, cuts, "speech-object") if "object" in cue.frames else None
        if word in speech_words("as-word"):
            return as_content(page, i + 1, end, cuts) if "as-noun" in cue.frames else None
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
        if addressed is None and i == low and word in speech_words("everybody") and "to+inf" in cue.frames:
            addressed = i  # `appelle chacun à voter`
        plain = token.pos_ not in ("ADV", "PUNCT", "SPACE", "CCONJ")
        phrase = (noun_phrase(doc, i, ()) if "of-noun" in cue.frames else noun_phrase(doc, i)) if plain else None
        if phrase is None and token.pos_ == "DET" and "object" in cue.frames and not clause.passive:
            return phrase_content(page, i, end, cuts, "speech-object")
        if phrase is not None and phrase.end > i:
            if timely(page, i, phrase):
                beyond = max(past_phrase(page, i), i + 1)
                low, i = beyond if i == low else low, beyond
                continue
            judged = cue.lemma in speech_words("judging") and not clause.passive and i == low
            if judged and predicated(page, phrase, end):
                return phrase_content(page, i, end, cuts, "speech-adjective")
            if clause.passive or clause.position == "incise":
                i = phrase.end
                continue
            bare = noun_phrase(doc, i, ()) if "of-noun" in cue.frames else None
            of = bare is not None and bare.end < end and doc[bare.end].lower_ in speech_words("of-form")
            takes = cue.frames & {"object", "weak-noun"} and "person" not in cue.frames and not of
            if takes and _relative_object(page, clause):
                return None  # `ce que des analystes expliquent par les primes`
            if takes and not later(page, phrase.end, end, cue):
                return None if inverted(page, clause) else object_content(page, i, end, cuts, cue)
            if cue.class_ == "accuse" and not can_say(page, phrase):
                return None  # `soupçonne un règlement de comptes`
            objects += 1
            if addressed is None and (i == low or doc[i - 1].pos_ != "ADP"):
                addressed = i
            i = phrase.end
            continue
        if "quality" in cue.frames and i == low and qualifies(page, i):
            return phrase_content(page, i, _agent(page, i, end) if clause.passive else end, cuts, "speech-adjective")
        low += i == low and token.pos_ == "ADV"
        i += 1
    return None


def _accused(page: Page, clause: Clause, cue: Cue, end: int, cuts: list[int], *, known: bool) -> Read | None:
    """What somebody is accused of (`accuse le préfet de la région d'inaction`); no thing is accused of anything."""
    start = accusing(page, cue.end, end, known=known)
    if start is None:
        return None
    whom = cue.end
    while whom < start and (page.dated(whom) or page.doc[whom].pos_ == "ADV"):
        whom += 1
    phrase = noun_phrase(page.doc, whom)
    if not known and phrase is not None and not can_say(page, phrase):
        return None  # `soupçonne un règlement de comptes`
    if is_infinitive(page.doc, past_clitics(page, start, end)):
        return clause_content(page, start, end, cuts, cue, "speech-of-infinitive")
    return phrase_content(page, start, _agent(page, start, end) if clause.passive else end, cuts, "speech-preposition")


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
