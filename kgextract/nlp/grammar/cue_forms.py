"""A word form → the cue verbs it may belong to, and as what (`font` → finite of faire)."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.inflection import forms
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import CUES, speech_words


def form_kinds(form: str) -> frozenset[str]:
    """What a form may be of any cue verb: finite, infinitive, past, gerund."""
    return _all_kinds().get(form, frozenset())


_STEM = 4  # letters of an infinitive whose stem tells


@cache
def _all_kinds() -> dict[str, frozenset[str]]:
    """Form → what it may be of any cue verb."""
    return {form: frozenset(kind for _, kind in found) for form, found in known_forms().items()}


def lemma_of(doc: Doc, i: int) -> str:
    """The infinitive of a verb: by the inflected tables where they know the form, else the model's lemma."""
    token = doc[i]
    lemma = token.lemma_.lower()
    known = sorted({lemma for lemma, _ in known_forms().get(token.lower_, ())})
    if not known or lemma in known:
        return lemma
    if token.lower_ in speech_words("auxiliary-have", "auxiliary-be"):
        return lemma
    form, stem = _bare(token.lower_), _bare(lemma[:-2])
    if len(lemma) > _STEM and form.startswith(stem) and not form.startswith(_bare(known[0][:-2])):
        return lemma  # `admirent` is of admirer, not of admettre
    return known[0]


@cache
def known_forms() -> dict[str, frozenset[tuple[str, str]]]:
    """Form → (infinitive, kind) for each single-word cue verb."""
    table: dict[str, set[tuple[str, str]]] = {}
    for row in CUES.rows():
        for lemma in row.lemmas:
            verb = next((w for w in _plain(lemma).split() if w[-1:] == "r" or w.endswith("re")), "")
            if verb:
                for form, kind in forms(verb):
                    table.setdefault(form, set()).add((verb, kind))
    return {form: frozenset(found) for form, found in table.items()}


def _plain(lemma: str) -> str:
    for word in speech_words("reflexive"):
        prefix = word if word.endswith("'") else word + " "
        if lemma.startswith(prefix):
            return lemma[len(prefix) :]
    return lemma


@cache
def cue_verbs() -> frozenset[str]:
    """The infinitives of the single-word cues, without their reflexive pronoun."""
    return frozenset(_plain(lemma) for row in CUES.rows() for lemma in row.lemmas if " " not in _plain(lemma))


@cache
def telling_verbs() -> frozenset[str]:
    """Those of them that tell something: no verb of asking, judging or thinking."""
    rows = [row for row in CUES.rows() if row.class_ != "ask" and row.strength == "say"]
    return frozenset(_plain(lemma) for row in rows for lemma in row.lemmas if " " not in _plain(lemma))


@cache
def _locutions() -> frozenset[tuple[str, str]]:
    """The first two words of the cues that are locutions (`faire savoir`)."""
    parts = [_plain(lemma).split() for row in CUES.rows() for lemma in row.lemmas]
    return frozenset((words[0], words[1]) for words in parts if len(words) > 1)


def _bare(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in normalize("NFD", word) if not combining(c))


def saying(doc: Doc, i: int) -> bool:
    """Whether a token is a verb of saying, by itself or with the word behind it."""
    lemma = lemma_of(doc, i)
    return lemma in cue_verbs() or (i + 1 < len(doc) and (lemma, doc[i + 1].lower_) in _locutions())


def depicted(doc: Doc, i: int) -> bool:
    """Whether a part of a day at a token is what somebody tells of (`a raconté | la nuit du drame`), not when."""
    if i < 1 or i + 2 >= len(doc) or doc[i].lower_ not in words("definite") | words("possessive"):
        return False
    of = doc[i + 2].lower_ in speech_words("of-form") and doc[i + 1].lower_ in scene_words("part-of-day")
    return of and lemma_of(doc, i - 1) in speech_words("depicting")
