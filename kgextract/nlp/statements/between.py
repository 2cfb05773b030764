"""What stands between a cue and its complement → what it is there for: a date, an insertion, a comparison."""

from __future__ import annotations

from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import depicted, saying
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.relatives import takes_up_subject
from kgextract.nlp.layers import Clause, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.placed import joined_end
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.names import words
from kgextract.tables.speech import speech_endings, speech_words

_BETWEEN = 30  # tokens of a phrase between commas
_AS = 8  # tokens of an apposition
_AGREEING = 8  # tokens from a relative pronoun to the participle that agrees with it


def inserted(page: Page, i: int, end: int) -> int:
    """The token after a phrase set off by commas that parts a cue from its *que* (`affirme, preuves à l'appui, que`).

    Before what is quoted a colon ends it too (`lance, amer : « … »`).
    """
    doc, inside = page.doc, False  # inside a relative clause, whose verbs are its own
    beyond = i  # the end of a list (`devant les maires, les élus et la presse, que`)
    for k in range(i + 1, min(i + _BETWEEN, end - 1)):
        if k < beyond:
            continue
        if doc[k].text == ",":
            if (beyond := joined_end(page, k, end - 1)) > k:
                continue
            if doc[k + 1].lower_ in speech_words("that-word", "opening-mark"):
                return k + 1
            if doc[k + 1].lower_ in speech_words("relative"):
                inside = True
                continue
            to_do = doc[k + 1].lower_ in speech_words("of-form", "to-word")
            to_do = to_do and is_infinitive(doc, past_clitics(page, k + 2, end))
            to_do = to_do or is_infinitive(doc, past_clitics(page, k + 1, end))
            asks = not inside and doc[k + 1].lower_ in speech_words("question-word")
            return k + 1 if to_do or asks else i
        if doc[k].text == ":" and doc[k + 1].lower_ in speech_words("opening-mark"):
            return k
        inside = inside or (doc[k].pos_ == "PRON" and doc[k].lower_ in speech_words("relative"))
        if (page.finite(k) and not inside) or doc[k].text in (":", ";"):
            break
    return i


def aside(page: Page, i: int, end: int) -> int:
    """The token after a phrase between commas that parts a cue from its object (`évoque, sans le nommer, un rival`)."""
    doc = page.doc
    close = next((k for k in range(i + 1, min(i + _BETWEEN, end - 1)) if doc[k].text == "," or page.finite(k)), i)
    phrase = noun_phrase(doc, close + 1) if doc[close].text == "," and close > i else None
    return close + 1 if phrase is not None and doc[close + 1].pos_ == "DET" else i


def interposed(page: Page, i: int, end: int) -> int:
    """The token after a clause between commas that parts a cue from its object (`promet, si elle gagne, une halle`)."""
    doc = page.doc
    if doc[i].lower_ in speech_words("dash") and page.quotation(doc[i].idx) is None:
        return _dashed(page, i, end)
    if doc[i].text != "," or i + 3 > end or page.quotation(doc[i].idx) is not None:
        return i
    opener = doc[i + 1].lower_
    if opener not in speech_words("subordinator", "if-word") and doc[i + 2].lower_ not in speech_words("that-word"):
        return i
    comma = next((k for k in range(i + 3, min(i + _BETWEEN, end - 1)) if doc[k].text == ","), None)
    if comma is None:
        return i
    goes_on = doc[comma + 1].pos_ == "DET" or doc[comma + 1].lower_ in speech_words(
        "that-word", "of-form", "to-word", "opening-mark"
    )
    return comma + 1 if goes_on else i


def _dashed(page: Page, i: int, end: int) -> int:
    """The *que*, *de* or *à* behind what stands between dashes (`affirme – sans preuve – | que`), else i."""
    doc = page.doc
    close = (k for k in range(i + 1, min(i + _BETWEEN, end - 1)) if doc[k].lower_ in speech_words("dash"))
    k = next(close, i)
    goes_on = doc[k + 1].pos_ == "DET" or doc[k + 1].lower_ in speech_words("that-word", "of-form", "to-word")
    return k + 1 if k > i and goes_on else i


def doing(page: Page, i: int, end: int) -> int:
    """The *que* behind a gerund that tells what went on meanwhile (`a déclaré en quittant la salle que`), else i."""
    doc = page.doc
    if i + 2 >= end or not in_ant(doc[i + 1].lower_) or saying(doc, i + 1):
        return i
    for k in range(i + 2, min(i + _AS + _AS, end)):
        if doc[k].lower_ in speech_words("that-word"):
            return k
        if doc[k].is_punct or page.finite(k) or doc[k].lower_ in speech_words("relative"):
            break
    return i


def pronoun(page: Page, i: int) -> bool:
    """Whether a pronoun of the third person stands there."""
    return i < len(page.doc) and page.doc[i].lower_ in speech_words("third-person")


def measured(page: Page, i: int, end: int) -> bool:
    """Whether an adverb opens a measure of things (`plus de moyens`, not `plus de 200 cas`)."""
    doc = page.doc
    return i + 2 < end and doc[i + 1].lower_ in speech_words("of-form") and doc[i + 2].pos_ == "NOUN"


def numbered(page: Page, i: int, end: int) -> bool:
    """Whether a number stands at a token, perhaps behind `près de`, `plus de` (`estime les pertes à près de 3 %`)."""
    near = page.doc[i : min(i + 4, end)]
    return any(t.pos_ == "NUM" or t.text.isdigit() or t.like_num for t in near)


def timely(page: Page, i: int, phrase: Phrase) -> bool:
    """Whether a noun phrase says when (`mardi soir`), and is no measure of something (`deux ans de prison`)."""
    doc = page.doc
    if page.between(page.at(i), page.at(phrase.end)) or depicted(doc, i):
        return False
    if doc[phrase.head].lower_ in speech_words("never-subject"):
        of = phrase.head + 1
        last = min(phrase.end, len(doc) - 1)
        kind = doc[i].lower_ in words("indefinite") and doc[last].lower_ not in speech_words("that-word")
        kind = kind and of <= last  # `une année « difficile »`, not `répète des jours entiers que`
        if kind and (doc[of].lower_ in speech_words("opening-mark") or (of < phrase.end and doc[of].pos_ == "ADJ")):
            return False
        measured = i < phrase.head and of + 1 < len(doc) and doc[of].lower_ in speech_words("of-form")
        return not (measured and doc[of + 1].pos_ == "NOUN" and doc[of + 1].lower_ not in speech_words("never-subject"))
    return any(page.dated(k) for k in range(i, phrase.head + 1))  # not `les faits du mois de mai`


def required(page: Page, i: int, phrase: Phrase, cue: Cue, *, first: bool) -> bool:
    """Whether a measure of time is what is asked for (`a requis dix-huit mois avec sursis`), not when it is.

    `first`: nothing but adverbs and days stands before it.
    """
    doc = page.doc
    if not first or cue.lemma not in speech_words("requiring") or doc[i].pos_ != "NUM":
        return False
    behind = doc[phrase.end] if phrase.end < len(doc) else None
    return (
        behind is None
        or behind.is_punct
        or behind.pos_ == "ADJ"
        or behind.lower_ in speech_words("with-word", "of-form", "asked-for-whom")
    )


def direct(page: Page, low: int, i: int) -> bool:
    """Whether no preposition parts a cue from an infinitive (`dit vouloir`; not `maintient le cap sans vouloir`)."""
    stop = i - (page.doc[i - 1].lower_ in speech_words("pronominal-adverb"))  # `dit ne pas en savoir plus`
    return all(page.doc[k].pos_ != "ADP" for k in range(low, stop))


def compares(page: Page, i: int, low: int, start: int) -> bool:
    """Whether *que* belongs to a comparison or a conjunction (`plus gros que`, `alors que`, `sans autre motif que`)."""
    if i > 1 and all(page.doc[k].lower_ in speech_words("comparing") for k in (i - 2, i - 1)):
        return True  # `d'autant plus que`
    if i > low and page.doc[i - 1].lower_ in speech_words("also-word"):
        i -= 1  # `révèle aussi que`
    words = page.doc[i - 1 : i]
    if i == low and i != start and page.doc[i - 1].lower_ in speech_words("comparing", "also-word"):
        words = page.doc[i:i]  # the end of an adverb (`précise de plus que`)
    near = page.doc[max(i - 4, low) : i]
    if any(t.lower_ in speech_words("not-that") for t in words):
        return True
    if any(t.lower_ in speech_words("comparing") for t in near):
        return True
    graded = i - 2 > start and page.doc[i - 2].lower_ in speech_words("comparing") and page.doc[i - 1].pos_ == "ADJ"
    stop = page.token(page.units[unit_of(page.doc, i)].end)
    return graded and not any(page.finite(k) for k in range(i + 1, stop))  # `des murs plus hauts que la tour`


def relates(page: Page, cue: Cue, clause: Clause, i: int, end: int) -> bool:
    """Whether *que* behind a noun opens a relative clause (`a interpellé le ministre | qu'il a croisé`).

    The noun is the direct object of a cue that has none beside a clause, or the participle agrees with it
    (`a répondu aux élus | qu'il a reçus`).
    """
    doc = page.doc
    led = cue.end < i and doc[cue.end].pos_ == "DET" and clause.form != "infinitive"
    if led and cue.class_ in ("say", "judge", "decide"):
        whom = None if cue.frames & {"object", "person", "weak-noun"} else noun_phrase(doc, cue.end, ())
        if whom is not None and whom.end <= i and not clause.passive and not timely(page, cue.end, whom):
            return True
    verb = i + 1
    while verb < min(i + _AGREEING, end) and doc[verb].lower_ not in speech_words("auxiliary-have"):
        if doc[verb].is_punct or doc[verb].lower_ in speech_words("object-clitic"):
            return False
        verb += 1
    while verb < end - 1 and (doc[verb].lower_ in speech_words("auxiliary-have") or doc[verb].pos_ == "ADV"):
        verb += 1
    had = doc[verb - 1].lower_ in speech_words("auxiliary-have") or doc[verb - 1].pos_ == "ADV"
    return had and verb < end and doc[verb].lower_.endswith(speech_endings("agreeing-ending"))


def inverted(page: Page, clause: Clause) -> bool:
    """Whether a relative pronoun is the object and the subject stands after the verb (`la trêve que réclame l'ONU`)."""
    before = page.doc[clause.start - 1].lower_ if clause.start else ""
    if before not in speech_words("relative") or before in speech_words("who-word"):
        return False
    return not takes_up_subject(page.doc.lowered, clause.start - 1)


def with_clitics(page: Page, i: int, low: int) -> int:
    """The start of an infinitive with its negation, pronouns and degree (`ne pas le savoir`, `mieux comprendre`)."""
    words = speech_words("clitic", "not-word", "pronominal-adverb", "measure-adverb", "comparing", "all-word")
    while i > low and page.doc[i - 1].lower_ in words:
        i -= 1
    return i


def past_phrase(page: Page, i: int) -> int:
    """The token behind the noun phrase without complements at token i, or behind the token."""
    phrase = noun_phrase(page.doc, i, ())
    return phrase.end if phrase else i + 1


def opens(page: Page, i: int) -> bool:
    """Whether a quotation mark opens there."""
    return i < len(page.doc) and page.doc[i].lower_ in speech_words("opening-mark")


def later(page: Page, i: int, end: int, cue: Cue) -> bool:
    """Whether after a noun phrase comes the real complement (`a informé le public que`, `demande au juge de`)."""
    doc = page.doc
    if i >= end:
        return False
    word = doc[i].lower_
    if word in speech_words("that-word") and doc[i].pos_ == "SCONJ" and "clause" in cue.frames:
        return cue.class_ in ("ask", "say") and "person" in cue.frames
    if "query" in cue.frames and any(
        doc[k].lower_ in speech_words("if-word") and pronoun(page, k + 1) for k in range(i, min(i + _AS, end))
    ):
        return True  # `demande au leader centriste Luc Roy s'il partira`
    found = preposition(doc, i)
    infinitive = found is not None and found.end < end and is_infinitive(doc, past_clitics(page, found.end, end))
    if found is not None and found.lemma in cue.prepositions and "object" in cue.frames and not infinitive:
        return found.end < end
    if found is not None and infinitive:
        wanted = "to+inf" if found.lemma in speech_words("to-word") else "of+inf"
        return wanted in cue.frames and ("object" not in cue.frames or wanted == "to+inf")
    if "as-noun" not in cue.frames:
        return False
    for k in range(i, min(i + _AS, end)):  # an apposition may stand between (`sa fille, Anne Roy, comme`)
        if doc[k].lower_ in speech_words("as-word"):
            return doc[k - 1].text != "," or any(doc[j].text == "," for j in range(i, k - 1))  # not an example
        if page.finite(k) or doc[k].text in (".", ":", ";"):
            break
    return False
