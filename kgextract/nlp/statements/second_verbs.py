"""Content → where it ends because whoever speaks does something else: a second verb or participle behind `et`."""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.narrating import narrator
from kgextract.nlp.statements.resumed import back, has_subject, new_clause, opens_clause, past_clitics
from kgextract.tables.speech import speech_endings, speech_words

_ASIDE = 25  # tokens of a clause between a noun and its complement


def conditioned(page: Page, comma: int, stop: int) -> int:
    """The comma that closes a clause between a noun and its complement (`la nécessité, si l'eau monte, de`), or 0."""
    doc = page.doc
    if comma + 1 >= stop or doc[comma + 1].lower_ not in speech_words("subordinator", "if-word", "contrast-word"):
        return 0
    if doc[comma - 1].pos_ != "NOUN":
        return 0
    closing = next((k for k in range(comma + 2, min(comma + _ASIDE, stop - 1)) if doc[k].text == ","), 0)
    return closing if closing and doc[closing + 1].lower_ in speech_words("of-form", "that-word") else 0


def denied(page: Page, i: int, j: int) -> bool:
    """Whether what is said denies something before a token (`ne promet ni digue, | ni pont`)."""
    return any(word in speech_words("nor-word", "not-word", "negation-word") for word in page.doc.lowered[i:j])


def coordinated(page: Page, i: int, stop: int) -> int:
    """The token where the sentence goes on with another verb (`dit craindre une crue et demande de l'aide`), else stop.

    Behind a relative pronoun or a conjunction that verb may belong to the clause inside.
    """
    doc, beyond = page.doc, i
    for j in range(i, stop - 1):
        word = doc[j].lower_
        if j < beyond or page.quotation(doc[j].idx) is not None:
            continue
        if word == "," and (closing := conditioned(page, j, stop)):
            beyond = closing
            continue
        if word in speech_words("relative", "that-word", "subordinator"):
            return stop
        if j > i and page.finite(j) and doc[j].pos_ in ("VERB", "AUX"):
            verb = back(page, j, i)
            if (j > i + 1 and has_subject(page, verb)) or "Inf" in doc[verb - 1].morph.get("VerbForm", []):
                return verb  # `La ligue qui affirme avoir gagné n'a rien dit`, `ceux qu'il promet d'aider attendent`
        if doc[j].text == "," and doc[j + 1].lower_ in speech_words("contrast-word"):
            if opens_clause(page, j + 2, stop) and not in_ant(doc[j + 2].lower_):
                return j  # `a promis de céder, mais la ville a refusé`
        if doc[j].text == "," and doc[j + 1].lower_ in speech_words("third-person", "on-word"):
            verb = past_clitics(page, j + 2, stop)
            if verb < stop and page.finite(verb):
                return j  # `Pour aider ceux qui l'appelaient à venir, il a dit oui`
        if doc[j].text == "," and doc[j + 1].lower_ in speech_words("nor-word") and not denied(page, i, j):
            return j  # `Ni la ligue, qui demande de payer, | ni le club n'a signé`
        if j > i and word in speech_words("and-word"):
            if doc[j - 1].text == "," and narrator(page, j + 1) is not None:
                return j - 1  # `dénonce un abus, | et son avocat de rappeler la loi`
            verb = past_clitics(page, j + 1, stop)
            if verb < stop and (page.finite(verb) or past_locution(doc, verb, "second-verb") > verb):
                return j - (doc[j - 1].text == ",")
            if doc[j + 1].pos_ in ("DET", "PROPN") and new_clause(page, j + 1, stop):
                return j - (doc[j - 1].text == ",")  # `a promis de payer | et la région refuse`
            helped = any(doc[k].lower_ in speech_words("auxiliary-have", "auxiliary-be") for k in range(i, j))
            if doc[j + 1].lower_.endswith(speech_endings("accented-past")) and not helped:
                if j + 2 < stop and doc[j + 2].pos_ == "DET" and is_infinitive(doc, i):
                    return j - (doc[j - 1].text == ",")  # `a promis de payer | et claqué la porte`
    return stop


def done_next(page: Page, i: int, stop: int) -> int:
    """The token where a participle with an object says what else was done (`a dénoncé un recul et quitté la salle`)."""
    doc = page.doc
    if i < 1 or "Part" not in doc[i - 1].morph.get("VerbForm", []):
        return stop
    for j in range(i + 1, stop - 2):
        if doc[j].lower_ not in speech_words("and-word") or page.quotation(doc[j].idx) is not None:
            continue
        part = doc[j + 1]
        past = part.pos_ == "VERB" and "Past" in part.morph.get("Tense", []) and not part.lower_.endswith(("e", "s"))
        if past and not page.finite(j + 1) and doc[j + 2].pos_ == "DET":
            return j - (doc[j - 1].text == ",")
    return stop
