"""A place in a clause → on which side of the publication the clause lies: before it, after it, or unknown.

Order finds: words right before the date ("depuis", "prévu le"), else the nearest verb to the left in the same clause,
else the next one to the right, with its auxiliary or modal.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import once, text_of
from kgextract.tables.dates import CUES, TenseCue
from kgextract.tables.events import NOUNS, words_of
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_BREAKS = ';:«»"“”()—'
_VERBS = ("VERB", "AUX")
_REACH = 60
_BRACKET = 10  # tokens
_LEAD = 4  # tokens of a preposition


class Side(NamedTuple):
    """-1 before, 1 after, 0 unknown; weak where the date belongs to a noun, not to the verb."""

    sign: int
    strong: bool


@cache
def _cue_patterns(place: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    tail = r"\s?\Z" if place in ("before", "until") else ""
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(row.forms)}){tail}", re.IGNORECASE), _sign(row))
        for row in CUES.rows()
        if row.place == place
    )


def _sign(row: TenseCue) -> int:
    return {"past": -1, "future": 1, "": 0}[row.direction]


@cache
def _lemmas(place: str) -> dict[str, int]:
    return {form: _sign(row) for row in CUES.rows() if row.place == place for form in row.forms}


@cache
def _endings(place: str) -> tuple[str, ...]:
    return tuple(form.removeprefix("-") for form in _lemmas(place))


def _feature(token: Token, name: str) -> list[str]:
    return token.morph.get(name, [])


def side(doc: Doc, start: int, end: int, first: int, last: int) -> Side:
    """Tokens [start, end) of a date and the tokens [first, last) of its unit → its side."""
    text = text_of(doc)
    at = doc[start].idx
    for pattern, sign in _cue_patterns("before"):
        if pattern.search(text, max(0, at - _REACH), at):
            return Side(sign, True)
    if _has_struck(doc, start, first):
        return Side(-1, True)
    told = _told(doc, start, end, first, last)
    if not told.sign and start > first and doc[start - 1].lower_ in _lemmas("from") and _in_present(doc, start, first):
        return Side(1, True)
    limit = next((sign for pattern, sign in _cue_patterns("until") if pattern.search(text, max(0, at - _REACH), at)), 0)
    return Side(limit, True) if limit and not _lasted(doc, first, last) else told


def _in_present(doc: Doc, start: int, first: int) -> bool:
    """Is the verb before a date one in the present (`une reprise est possible dès | mardi`)?"""
    verb = _left(doc, start, first)
    return verb is not None and "Pres" in _feature(verb, "Tense") and "Fin" in _feature(verb, "VerbForm")


def _has_struck(doc: Doc, start: int, first: int) -> bool:
    """Whether `de` ties a date to what has befallen people (`les rescapés du séisme du | 12 janvier`)."""
    if start < first + 2 or doc[start - 1].lower_ not in _lemmas("noun"):
        return False
    ends = [start - 1 - (doc[start - 2].pos_ == "ADJ"), start - 1]
    return any(doc.between(max(end - n, first), end).lower() in _misfortunes() for end in ends for n in (1, 2, 3))


@cache
def _misfortunes() -> frozenset[str]:
    """The nouns of what nobody can tell ahead: attacks, accidents, arrests."""
    classes, foreseen = words_of("event-befallen"), words_of("event-foreseen")
    rows = [row for row in NOUNS.rows() if row.class_ in classes and row.noun not in foreseen]
    return frozenset(form.lower() for row in rows for form in (row.noun, row.plural) if form)


def _lasted(doc: Doc, first: int, last: int) -> bool:
    """Is a verb of the sentence in the imperfect: what it tells had its limit in the past?"""
    return any("Imp" in _feature(t, "Tense") and "Fin" in _feature(t, "VerbForm") for t in doc[first:last])


def _told(doc: Doc, start: int, end: int, first: int, last: int) -> Side:
    """The side that the verbs around a date tell."""
    if (saying := _said_then(doc, start, end, first) or _said_last(doc, start, end, first, last)) is not None:
        return Side(_tense(doc, saying, first, before=True) or 0, True)
    strong = start == first or doc[start - 1].lower_ not in _lemmas("noun")
    verb = _left(doc, start, first)
    if verb is not None and not strong and verb.i == start - 2 and _is_bare(doc, verb, first):
        verb = None  # `le débat télévisé | de mercredi`
    if verb is not None:
        if verb.lemma_ in _lemmas("call") and _called_to(doc, verb.i, start):
            return Side(_lemmas("call")[verb.lemma_], strong)
        moved = verb.lemma_ in _lemmas("moved") and start > first and doc[start - 1].lower_ in _lemmas("target")
        called = verb.lemma_ in _lemmas("called")
        aimed = called and start > first and doc[start - 1].lower_ in _lemmas("aimed")
        ahead = moved or aimed or (called and _calls(doc, verb.i + 1, start))
        told = 1 if ahead else _tense(doc, verb, first, before=True)
        if called and told == -1 and _has_object(doc, verb.i + 1, start):
            told = 0  # `a annoncé la fermeture de l'usine en juin`
        if told is not None:
            return Side(told, strong)
    verb = _right(doc, end, last)
    aside = start > first and doc[start - 1].text == "," and doc[start].lower_ in words("of")
    if verb is None or aside:  # `cette édition, | du 1er au 16 juillet, est dense`
        return Side(0, False)
    fronted = start == first or (end < len(doc) and doc[end].text == ",")
    return Side(_tense(doc, verb, first, before=False) or 0, strong and fronted)


def _said_then(doc: Doc, start: int, end: int, first: int) -> Token | None:
    """The verb before a reported clause to whose occasion a comma and a day lead (`a dit qu'il ira, | lundi lors`)."""
    found = preposition(doc, end) if start > first + 1 and doc[start - 1].text == "," and end < len(doc) else None
    if found is None or found.lemma not in speech_words("spoken-at"):
        return None
    that = next((k for k in range(start - 1, first, -1) if doc[k].lower_ in speech_words("that-word")), None)
    return _left(doc, that, first) if that is not None else None


def _said_last(doc: Doc, start: int, end: int, first: int, last: int) -> Token | None:
    """The perfect of saying to which a comma, a day and perhaps a town lead at the end of a sentence (`a appelé à voter
    le texte, | lundi à Lyon.`)."""
    if start < first + _LEAD or doc[start - 1].text != ",":
        return None
    place = end + 1 < last and doc[end].pos_ == "ADP" and doc[end + 1].is_title
    stop = next((k for k in range(end + place, last) if not (place and doc[k].is_title)), last)
    if stop < last and not (doc[stop].text in ".!?…" or doc[stop].is_space):
        return None
    for k in range(start - 2, first, -1):
        form = _feature(doc[k], "VerbForm")
        if doc[k].lower_ in speech_words("that-word") or doc[k].text in _BREAKS or "Fin" in form:
            return None
        if "Part" in form and doc[k - 1].pos_ == "AUX":
            return doc[k] if lemma_of(doc, k) in cue_verbs() else None
    return None


def _called_to(doc: Doc, verb: int, start: int) -> bool:
    """Does what people are called to stand between a verb in present or perfect and the date (`à la grève | jeudi`)?"""
    told = doc[verb - 1] if verb and "Part" in _feature(doc[verb], "VerbForm") else doc[verb]
    to = next((k for k in range(verb + 1, start) if doc[k].lower_ in _lemmas("target")), None)
    return "Pres" in _feature(told, "Tense") and to is not None and any(t.pos_ == "NOUN" for t in doc[to:start])


def _calls(doc: Doc, start: int, end: int) -> bool:
    """Whether the noun of something to be held, with an indefinite article, stands in tokens [start, end)."""
    for k in range(start + 1, end):
        if doc[k].lower_ in _held_nouns() and doc[k - 1].lower_ in words("indefinite") and _asked_for(doc, k - 1):
            return not any(doc[j].text == "," for j in range(k, end))
    return False


def _has_object(doc: Doc, start: int, end: int) -> bool:
    """Whether an article and a noun open the tokens [start, end): what was announced, which the date may belong to."""
    told = end - start > 1 and doc[start].pos_ == "DET" and any(t.pos_ == "NOUN" for t in doc[start:end])
    return told


def _asked_for(doc: Doc, k: int) -> bool:
    """Whether a phrase that starts at a token is an object (`à une grève`, not `lors d'une grève`)."""
    led = next((p for j in range(max(k - _LEAD, 0), k) if (p := preposition(doc, j)) and p.end >= k), None)
    return led is None or led.lemma in _lemmas("called-by")


@cache
def _held_nouns() -> frozenset[str]:
    """The first words of the nouns of events that somebody holds."""
    rows = [row for row in NOUNS.rows() if row.organised]
    return frozenset(form.split(" ")[0] for row in rows for form in (row.noun, row.plural) if form)


def _left(doc: Doc, start: int, first: int) -> Token | None:
    """The nearest verb before a date with no clause boundary between."""
    opening = start  # of a bracket that is passed: "se tiendra à Lyon (Rhône), samedi"
    for i in range(start - 1, first - 1, -1):
        token = doc[i]
        if token.text == ")":
            opening = next((k for k in range(i, max(first, i - _BRACKET) - 1, -1) if doc[k].text == "("), opening)
        if opening <= i < start:
            continue
        if token.pos_ in _VERBS and i not in _in_names(doc) and not _is_aside(doc, token, first):
            return token
        if token.pos_ == "SCONJ" and not (i + 1 < start and _is_aside(doc, doc[i + 1], first)):
            return None
        if token.text in _BREAKS or "Rel" in _feature(token, "PronType"):
            return None
    return None


def _is_bare(doc: Doc, verb: Token, first: int) -> bool:
    """Whether a participle stands behind a noun, without an auxiliary."""
    return "Part" in _feature(verb, "VerbForm") and verb.i > first and doc[verb.i - 1].pos_ == "NOUN"


def _is_aside(doc: Doc, token: Token, first: int) -> bool:
    """Whether a participle only qualifies a word (`non prévu`, `plus important que prévu`)."""
    aside = token.i > first and doc[token.i - 1].lower_ in _lemmas("aside")
    return aside and "Part" in _feature(token, "VerbForm")


def _in_names(doc: Doc) -> set[int]:
    """The tokens of named things, in which nothing is a verb (`Nations unies`)."""
    named = (m for m in doc._.mentions or () if m.kind == "named")
    return once(doc, "in_names", lambda: {k for m in named for k in range(m.start, m.end)})


def _right(doc: Doc, end: int, last: int) -> Token | None:
    """The first finite verb after a date, else the first verb of any form."""
    verbs = [doc[i] for i in range(end, last) if doc[i].pos_ in _VERBS]
    return next((v for v in verbs if "Fin" in _feature(v, "VerbForm")), verbs[0] if verbs else None)


def _tense(doc: Doc, verb: Token, first: int, *, before: bool) -> int | None:
    """The verb that a date goes with → its side; a verb to the right may be an auxiliary: its participle follows."""
    lemmas = _lemmas("verb")
    form = _feature(verb, "VerbForm")
    if "Part" in form and _ends(verb, "ending"):  # no participle ends like a future
        return 1
    if not before and "Fin" in form:
        after = next((t for t in doc[verb.i + 1 : verb.i + 5] if t.pos_ in _VERBS), None)
        if after is not None and after.pos_ == "VERB":
            if "Part" in _feature(after, "VerbForm") and verb.pos_ == "AUX":
                return _participle(doc, after, verb, first)
            if "Inf" in _feature(after, "VerbForm") and verb.lemma_ in _lemmas("modal"):
                return _modal(verb)
        return _finite(doc, verb)
    if "Part" in form and "Past" in _feature(verb, "Tense"):
        if (modal := _passive_modal(doc, verb, first)) is not None:
            return _modal(modal)
        if doc[verb.i - 1].lemma_ in _lemmas("be") and (main := _main_before(doc, doc[verb.i - 1], first)) is not None:
            return _tense(doc, main, first, before=True)
        return _participle(doc, verb, _finite_before(doc, verb, first, auxiliary=True), first)
    if "Inf" in form:
        modal = _finite_before(doc, verb, first, auxiliary=False)
        if modal is not None and modal.lemma_ in _lemmas("modal"):
            return _modal(modal)
        past = doc[verb.i - 1].lemma_ in _lemmas("have")  # `accusé d'avoir négocié`, an infinitive to the model
        if past or _is_done(doc, verb, first) or _is_just_done(doc, verb, first):
            return -1
        if (main := _main_before(doc, verb, first)) is not None:
            return _tense(doc, main, first, before=True)
        governed = any(t.pos_ in _VERBS and "Fin" in _feature(t, "VerbForm") for t in doc[first : verb.i])
        return lemmas.get(verb.lemma_, 1) if governed else None  # "before starting …, they agreed": ask the main verb
    if "Fin" in form:
        return _finite(doc, verb)
    return 0


def _passive_modal(doc: Doc, verb: Token, first: int) -> Token | None:
    """The modal before the infinitive of a passive (`doit être reçu mardi`)."""
    i = verb.i - 1
    while i > first and doc[i].pos_ == "ADV":
        i -= 1
    if i <= first or doc[i].lemma_ not in _lemmas("be") or "Inf" not in _feature(doc[i], "VerbForm"):
        return None
    modal = _finite_before(doc, doc[i], first, auxiliary=False)
    return modal if modal is not None and modal.lemma_ in _lemmas("modal") else None


def _is_done(doc: Doc, verb: Token, first: int) -> bool:
    """Whether an infinitive hangs on a past verb that says that it was done (`a fait savoir`, `avait tenu à dire`)."""
    for i in range(verb.i - 1, max(first, verb.i - 4) - 1, -1):
        token = doc[i]
        if token.pos_ in _VERBS:
            done = token.lower_ in _lemmas("done")
            had = (t for t in doc[max(first, i - 3) : i] if t.pos_ == "AUX")
            return done and any({"Pres", "Imp"}.intersection(_feature(t, "Tense")) for t in had)
        if token.pos_ not in ("ADP", "PRON", "ADV"):
            return False
    return False


def _led(doc: Doc, verb: Token, first: int, place: str) -> int | None:
    """The word of a class before `de` and an infinitive (`avant | de se rendre`, `vient | d'arriver`)."""
    i = verb.i - 1
    while i > first and doc[i].pos_ == "PRON":
        i -= 1
    led = i > first and doc[i].lower_ in words("of") and doc[i - 1].lemma_ in _lemmas(place)
    return i - 1 if led else None


def _is_just_done(doc: Doc, verb: Token, first: int) -> bool:
    """Whether an infinitive was done a moment ago (`vient de démissionner`)."""
    i = _led(doc, verb, first, "just")
    return i is not None and "Pres" in _feature(doc[i], "Tense")


def _main_before(doc: Doc, verb: Token, first: int) -> Token | None:
    """The verb before an infinitive that only followed it (`a couru dimanche avant | d'être démentie`)."""
    i = _led(doc, verb, first, "then") if "Inf" in _feature(verb, "VerbForm") else None
    return _left(doc, i, first) if i is not None else None


def _finite_before(doc: Doc, verb: Token, first: int, *, auxiliary: bool) -> Token | None:
    """The auxiliary of a participle, or the verb that an infinitive hangs on, with adverbs and clitics between."""
    adverbs = _in_adverbs(doc, max(first, verb.i - 6), verb.i)
    for i in range(verb.i - 1, max(first, verb.i - 6) - 1, -1):
        token = doc[i]
        if i in adverbs:
            continue
        if token.pos_ in _VERBS and (not auxiliary or token.pos_ == "AUX"):
            if "Fin" in _feature(token, "VerbForm"):
                return token
            if not auxiliary and "Inf" not in _feature(token, "VerbForm"):
                return None
        elif token.pos_ not in ("ADV", "PRON", "AUX", "PART") and token.text not in "-,":
            return None
    return None


def _in_adverbs(doc: Doc, start: int, end: int) -> set[int]:
    """The tokens of adverbs of several words in tokens [start, end) (`de nouveau`, `d'ores et déjà`)."""
    stops = ((i, past_locution(doc, i, "sentence-adverb")) for i in range(start, end))
    return {k for i, stop in stops if i + 1 < stop <= end for k in range(i, stop)}


def _foretold(doc: Doc, verb: Token, auxiliary: Token, first: int) -> bool:
    """Whether a passive in the conditional tells what was to come (`a dit que la liste serait connue vendredi`)."""
    passive = auxiliary.lemma_ in _lemmas("be") and verb.lemma_ not in speech_words("be-verb")
    return passive and any(t.pos_ == "SCONJ" for t in doc[first : auxiliary.i])


def _participle(doc: Doc, verb: Token, auxiliary: Token | None, first: int) -> int:
    planned = _lemmas("verb").get(verb.lemma_)
    if auxiliary is None:
        return planned or -1
    tense = _feature(auxiliary, "Tense")
    if "Fut" in tense:
        return 1
    if "Cnd" in _feature(auxiliary, "Mood"):
        return int(_foretold(doc, verb, auxiliary, first))  # else a rumour (`aurait quitté`, `serait parti`)
    if planned:
        return planned if "Pres" in tense else 0
    reflexive = auxiliary.i > first and doc[auxiliary.i - 1].lower_ in speech_words("reflexive")  # `s'est joué`
    if "Pres" in tense and auxiliary.lemma_ in _lemmas("be") and not reflexive:
        return _lemmas("passive").get(verb.lemma_, -1)
    return -1


def _ends(verb: Token, endings: str) -> bool:
    """Whether a form is a future or a conditional by its ending; those of verbs in -rer may be a past (`déclara`)."""
    return verb.lower_.endswith(_endings(endings)) and not verb.lemma_.endswith(_endings("ambiguous"))


def _modal(modal: Token) -> int:
    return 1 if {"Pres", "Fut"}.intersection(_feature(modal, "Tense")) else 0


def _finite(doc: Doc, verb: Token) -> int:
    if "Cnd" in _feature(verb, "Mood") or _ends(verb, "ahead"):
        return 1
    tense = _feature(verb, "Tense")
    if "Pres" in tense:  # "the fair opens on Friday" looks ahead, "the ministry says on Friday" does not
        locution = f"{verb.lemma_} {doc[verb.i + 1].lower_}" if verb.i + 1 < len(doc) else ""  # `a lieu samedi`
        return _lemmas("present").get(verb.lemma_, 0) or _lemmas("locution").get(locution, 0)
    return -1 if {"Past", "Imp"}.intersection(tense) else 1 if "Fut" in tense else 0
