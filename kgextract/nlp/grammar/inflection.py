"""Infinitive → its forms, by the endings of `data/lexicons/conjugation.yaml` and the spelling of regular stems.

>>> sorted(forms("avancer"))[:3]
[('avance', 'finite'), ('avancent', 'finite'), ('avancer', 'infinitive')]
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Token
from kgextract.nlp.layers import Factuality
from kgextract.tables.names import endings
from kgextract.tables.speech import CONJUGATION, Endings, speech_endings, speech_words
from kgextract.tables.syntax import syntax

_SILENT = ("e", "es", "ent", "era", "eront", "erai", "erait", "eraient")
_GRAVE = {"e": "è", "é": "è"}


@cache
def forms(infinitive: str) -> frozenset[tuple[str, str]]:
    """The forms of a verb, each with its kind: finite, infinitive, gerund or past."""
    row = next((r for r in _longest_first() if infinitive.endswith(r.ending)), None)
    found = {(infinitive, "infinitive"), (_rectified(infinitive), "infinitive")}
    if row is None:
        return frozenset(found)
    stem = infinitive[: -len(row.ending)]
    for kind, ends in (("finite", row.finite), ("gerund", row.gerund), ("past", row.past)):
        for ending in ends:
            found |= {(s + ending, kind) for s in _stems(stem, ending, regular=row.ending == "er")}
    return frozenset(found)


def _rectified(infinitive: str) -> str:
    """An infinitive as the spelling of 1990 has it (`reconnaitre`)."""
    return infinitive.replace("î", "i")


def is_future(form: str, infinitive: str) -> bool:
    """Whether a form is a future; `déplora` ends like one."""
    historic = any(form == infinitive[:-2] + e for e in speech_endings("historic-ending"))
    return form.endswith(tuple(speech_words("future-ending"))) and not historic


def is_conditional(form: str, infinitive: str) -> bool:
    """Whether a form is a conditional; the imperfect of `déplorer` ends like one."""
    endings_ = speech_words("conditional-ending")
    past = any(form == infinitive[:-2] + ending[1:] for ending in endings_)
    return form.endswith(tuple(endings_)) and not past


def is_unreal(form: str, infinitive: str) -> bool:
    """Whether a form tells what will or would be done."""
    return is_future(form, infinitive) or is_conditional(form, infinitive)


def in_ant(word: str) -> bool:
    """Whether a word has the ending of present participles and gerunds."""
    return word.endswith(endings("participle-ending"))


def is_plural(verb: Token) -> bool:
    """Whether a finite form is in the plural, by its ending where the tag has it wrong (`affirment`, no `soutient`)."""
    word = verb.lower_
    if word.endswith(tuple(syntax("singular-tail"))) or word in syntax("singular-form"):
        return False
    return "Plur" in verb.morph.get("Number", []) or word.endswith(tuple(syntax("plural-tail")))


@cache
def _longest_first() -> tuple[Endings, ...]:
    return tuple(sorted(CONJUGATION.rows(), key=lambda r: -len(r.ending)))


def _stems(stem: str, ending: str, *, regular: bool) -> list[str]:
    """The spellings of a stem before an ending (avanç-ait, nuanc-e, répèt-e, rappell-e, appui-e)."""
    if not regular or not stem:
        return [stem]
    if ending[0] in "aâ":
        stem = stem[:-1] + "ç" if stem[-1] == "c" else stem + "e" if stem[-1] == "g" else stem
        return [stem]
    if ending == "ons":
        return [stem[:-1] + "ç" if stem[-1] == "c" else stem + "e" if stem[-1] == "g" else stem]
    if ending not in _SILENT:
        return [stem]
    found = [stem]
    if stem[-1] == "y":
        found.append(stem[:-1] + "i")
    for back in (2, 3):
        if (
            len(stem) >= back
            and stem[-back] in _GRAVE
            and all(c not in "aeiouyéè" for c in stem[len(stem) - back + 1 :])
        ):
            found.append(stem[:-back] + _GRAVE[stem[-back]] + stem[len(stem) - back + 1 :])
            if back == 2 and stem[-1] in "lt":
                found.append(stem + stem[-1])
    return found


def mood_of(token: Token) -> Factuality:
    """What the form of a finite verb makes of what it tells: a conditional is possible, a future planned."""
    if _ends(token, "verb-tail", "Cnd" in token.morph.get("Mood", [])):
        return "possible"
    return "planned" if _ends(token, "verb-tail-future", "Fut" in token.morph.get("Tense", [])) else "asserted"


def _ends(token: Token, tails: str, tagged: bool) -> bool:
    """Is the form a stem in `r` and one of these tails (`adopter-ait`, `soutiendr-ait`), whatever the tagger says? Not
    where its infinitive has that stem as well (`prépar-ait`, `cour-ait`); by the tag where neither can be told."""
    infinitive, word = token.lemma_.lower(), token.lower_
    stems = [word.removesuffix(tail) for tail in syntax(tails) if word.endswith(tail)]
    if not stems:
        return tagged and "1" in token.morph.get("Person", [])  # not `accueille`, a future to the tagger
    if not infinitive.removesuffix("e").endswith("r"):
        return tagged
    return any(s.endswith("r") and not infinitive[:-2].startswith(s) for s in stems)
