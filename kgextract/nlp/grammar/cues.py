"""Clause → the cue it is: lemma or locution, class, strength and constructions (`fait valoir` → faire valoir, que)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.apart import past_day, past_marks
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.names import is_capital, name_end
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut
from kgextract.nlp.layers import Clause
from kgextract.tables.names import words
from kgextract.tables.speech import CUES, speech_words
from kgextract.tables.syntax import syntax

_CLAUSE = 30  # tokens in which a clause has its verb
_AHEAD = 4  # words that may stand between the verb and the rest of its locution


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at its place: `end` is the token after verb and locution."""

    lemma: str
    class_: str
    strength: str
    frames: frozenset[str]
    end: int

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions whose noun phrase is what is said."""
        return frozenset(f[5:] for f in self.frames if f.startswith("noun+"))


def cue_of(doc: Doc, clause: Clause) -> Cue | None:
    """The cue that a clause is, or None; the longest locution first."""
    best: Cue | None = None
    for rest, reflexive, adverb, lemma in _entries().get(clause.lemma, ()):
        if reflexive and not clause.reflexive:
            continue
        if adverb and not any(doc[k].lower_ == adverb for k in range(clause.start, clause.verb)):
            continue
        if clause.reflexive and not reflexive:
            continue  # what is said to oneself, or of itself, is another verb (`s'exprimer`, `s'annoncer`)
        end = _locution(doc, clause, rest)
        if end is None:
            continue
        if best is None or len(rest) > len(best.lemma.split()) - 1 - reflexive or reflexive or adverb:
            best = Cue(lemma, *_class(lemma), end)
    return best or _open(doc, clause)


@cache
def _class(lemma: str) -> tuple[str, str, frozenset[str]]:
    """The class of a cue, its strength and its frames."""
    rows = [r for r in CUES.rows() if lemma in r.lemmas]
    return rows[0].class_, rows[0].strength, frozenset(f for r in rows for f in r.frames)


def _open(doc: Doc, clause: Clause) -> Cue | None:
    """A verb of no row with a clause of its own says it, unless it is known to say nothing (`a seriné que`)."""
    end = clause.end
    if end >= len(doc) or doc[end].lower_ not in speech_words("that-word") or clause.passive or clause.reflexive:
        return None
    if clause.form not in ("finite", "gerund") or clause.lemma in speech_words("silent") or clause.lemma in cue_verbs():
        return None
    if any(doc[k].lower_ in speech_words("negation-word") for k in range(clause.start, clause.verb)):
        return None  # `ne cultive que du blé`
    if clause.position == "relative" and _has_object(doc, clause):
        return None  # `a dit aux élus qui l'entourent que`
    if not any(t.pos_ in ("VERB", "AUX") for t in doc[end : end + _CLAUSE]):
        return None  # `les terres qu'il a cultivées autant que dans le Sud`
    return Cue(clause.lemma, "say", "open", frozenset({"clause"}), end)


def _has_object(doc: Doc, clause: Clause) -> bool:
    """Whether an object pronoun stands right before a verb or in its group."""
    return any(doc[k].lower_ in speech_words("le-word") for k in range(max(clause.start - 1, 0), clause.verb))


def _locution(doc: Doc, clause: Clause, rest: tuple[str, ...]) -> int | None:
    end = clause.end
    if not rest:
        return end
    at = clause.verb + 1
    if len(rest) > 1 and at < len(doc) and not _is(doc[at].lower_, rest[0]):
        inside = noun_phrase(doc, at)  # `a mis la ministre en garde contre`
        if inside is not None and inside.end < len(doc) and doc[inside.end].lower_ == rest[0]:
            at = inside.end
    commas, ahead = 0, clause.end + _AHEAD  # an insertion has two (`a fait, lundi, savoir`, not `a-t-il dit, non sans`)
    for word in rest:
        while at < len(doc) and at < ahead and not _is(doc[at].lower_, word):
            if (beyond := past_adverbial(doc, at)) > at:
                at = beyond
                continue
            apart = clause.form == "finite" and word not in speech_words("of-word")
            if apart and (beyond := _past_setting(doc, at)) > at:
                at, ahead = beyond, max(ahead, beyond + _AHEAD)
                continue
            if (other := preposition(doc, at)) is not None and other.end - at > 1:
                return None  # `s'est réjouie auprès du journal`
            if doc[at].pos_ not in ("ADV", "PRON", "PUNCT") and doc[at].lower_ not in speech_words("time-adverb"):
                return None
            commas += doc[at].text == ","
            at += 1
        if at >= len(doc) or not _is(doc[at].lower_, word):
            return None
        at += 1
    return None if commas % 2 else max(at, end)


def _past_setting(doc: Doc, i: int) -> int:
    """The token behind when or where something is said (`a fait, lundi à Lyon, état de`, `tire lundi à Lyon la …`), or
    i."""
    past = max(past_day(doc, i), past_marks(doc, i, len(doc)))
    if past > i or doc[i].lower_ not in syntax("place-link") or i + 1 >= len(doc) or not is_capital(doc[i + 1]):
        return past
    return name_end(doc, i + 1)


def _is(form: str, word: str) -> bool:
    if word in speech_words("of-word"):
        return form in _OF
    if word in words("possessive"):
        return form in words("possessive")  # `ont apporté leur soutien à`
    return form == word or form.rstrip("es") == word.rstrip("es")


_OF = frozenset(speech_words("of-form"))


@cache
def _entries() -> dict[str, tuple[tuple[tuple[str, ...], bool, str, str], ...]]:
    """Verb → (rest of the locution, reflexive, the adverb before it (`s'en prendre`), lemma)."""
    table: dict[str, set[tuple[tuple[str, ...], bool, str, str]]] = {}
    for row in CUES.rows():
        for lemma in row.lemmas:
            parts = cut(lemma)
            reflexive = parts[0] in speech_words("reflexive")
            parts = parts[reflexive:]
            adverb = parts[0] if parts[0] in speech_words("pronominal-adverb") else ""
            parts = parts[bool(adverb) :]
            table.setdefault(parts[0], set()).add((tuple(parts[1:]), reflexive, adverb, lemma))
    return {verb: tuple(sorted(found)) for verb, found in table.items()}


def is_infinitive(doc: Doc, i: int) -> bool:
    """Whether a token is an infinitive; the model takes rare ones for nouns (`conseille de vacciner les chiens`)."""
    token = doc[i]
    if "Inf" in token.morph.get("VerbForm", []):
        return True
    word = token.lower_
    if word[-1:] != "r" or not token.is_lower:
        return False
    bare = token.pos_ == "NOUN" and word[-2:] == "er" and 0 < i < len(doc) - 1 and doc[i + 1].pos_ == "DET"
    return token.pos_ in ("VERB", "AUX") or (bare and len(word) > 5 and doc[i - 1].pos_ in ("ADP", "PRON"))
