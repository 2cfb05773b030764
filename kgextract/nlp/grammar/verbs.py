"""Doc → its verb groups, left to right, by tags and order: `n'ont pas été adoptées` is one, its head `adoptées`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from kgextract.nlp.grammar.wordlist import tags
from kgextract.nlp.layers import Factuality
from kgextract.tables.syntax import syntax

Form = Literal["finite", "infinitive", "participle", "gerund", "noun"]
BETWEEN = ("ADV", "SPACE")
MODALITIES: tuple[tuple[str, Factuality], ...] = (
    ("planned-lemma", "planned"),
    ("wished-lemma", "planned"),
    ("possible-lemma", "possible"),
)


@dataclass(slots=True, eq=False, kw_only=True)
class VerbGroup:
    """Tokens [start, end) with clitics, negation, auxiliaries; `verb` is the lexical head, `modals` governing verbs."""

    start: int
    end: int
    verb: int
    form: Form
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    inverted: int | None = None  # token of an inverted subject pronoun
    modality: Factuality = "asserted"
    tense: str = ""
    governor: VerbGroup | None = field(default=None, repr=False)  # of an infinitive: the verb that it completes


def verb_groups(doc: Doc, start: int, end: int) -> Iterator[VerbGroup]:
    """The verb groups in tokens [start, end), in text order."""
    i = start
    last: VerbGroup | None = None
    kinds = tags(doc)
    while i < end:
        if kinds[i] not in ("VERB", "AUX") or not _is_verb(doc[i]):
            i += 1
            continue
        group = _group(doc, i, start, end)
        if group.form == "infinitive" and last is not None:
            _govern(doc, group, last)
        yield group
        last = group
        i = max(group.end, i + 1)


def _is_verb(token: Token) -> bool:
    """Does a word that is tagged as a verb have a form of one?"""
    return token.lower_ not in syntax("never-verb") and bool(token.morph.get("VerbForm", []))


def _group(doc: Doc, i: int, start: int, end: int) -> VerbGroup:
    first = _clitics(doc, i, start)
    group = VerbGroup(start=first, end=i + 1, verb=i, form=_form(doc, i))
    group.tense = "".join(doc[i].morph.get("Tense", []) or doc[i].morph.get("Mood", []))
    _mood(doc[i], group)
    j = i + 1
    auxiliaries = [i] if _auxiliary(doc[i]) else []
    while j < end:
        token = doc[j]
        if token.lower_ in syntax("inverted-pronoun"):
            group.inverted = j
            group.end = j + 1
        elif auxiliaries and _is_past_participle(token):
            group.verb, group.end = j, j + 1
            if not _auxiliary(token):
                break
            auxiliaries.append(j)
        elif token.pos_ not in BETWEEN or not _participle_follows(doc, j, end, auxiliaries):
            break
        j += 1
    span = range(group.start, group.end)
    group.negated = any(doc[k].lower_ in syntax("negation-start") for k in span)
    group.reflexive = any(doc[k].lower_ in syntax("reflexive") for k in range(first, i))
    group.passive = _passive(doc, group, auxiliaries)
    return group


def _clitics(doc: Doc, i: int, start: int) -> int:
    first = i
    while first > start and doc[first - 1].lower_ in syntax("clitic"):
        if doc[first - 1].pos_ not in ("PRON", "ADV", "PART", "DET") or doc[first - 1].pos_ == "DET":
            break
        first -= 1
    return first


def _form(doc: Doc, i: int) -> Form:
    kinds = doc[i].morph.get("VerbForm", [])
    if "Inf" in kinds:
        return "infinitive"
    if "Part" in kinds:
        return "participle" if "Past" in doc[i].morph.get("Tense", []) else "gerund"
    return "finite"


def _mood(token: Token, group: VerbGroup) -> None:
    if "Cnd" in token.morph.get("Mood", []):
        group.modality = "possible"
    elif "Fut" in token.morph.get("Tense", []):
        group.modality = "planned"


def _auxiliary(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return token.pos_ == "AUX" or lemma in syntax("have-lemma") or lemma in syntax("be-lemma")


def _is_past_participle(token: Token) -> bool:
    return (
        token.pos_ in ("VERB", "AUX")
        and "Part" in token.morph.get("VerbForm", [])
        and "Past" in token.morph.get("Tense", [])
    )


def _participle_follows(doc: Doc, j: int, end: int, auxiliaries: list[int]) -> bool:
    """`a, selon lui, été` is not one group; `a également été`, `n'a pas encore voté` are."""
    if not auxiliaries and doc[j].lower_ not in syntax("negation"):
        return False
    for k in range(j, min(j + 4, end)):
        if _is_past_participle(doc[k]):
            return True
        if doc[k].pos_ not in BETWEEN and doc[k].lower_ not in syntax("inverted-pronoun"):
            return False
    return False


def _passive(doc: Doc, group: VerbGroup, auxiliaries: list[int]) -> bool:
    lemma = doc[group.verb].lemma_.lower()
    if group.reflexive or lemma in syntax("be-past-lemma") or not _is_past_participle(doc[group.verb]):
        return False
    if group.form == "participle" and group.verb not in auxiliaries:
        return True
    return any(doc[k].lemma_.lower() in syntax("be-lemma") for k in auxiliaries if k != group.verb)


def _govern(doc: Doc, group: VerbGroup, last: VerbGroup) -> None:
    """Bind an infinitive to the verb before it: `doit adopter`, `a promis de signer`."""
    between = [t for t in doc[last.end : group.start] if not t.is_space]
    marked = all(t.pos_ == "ADV" or t.lower_ in syntax("infinitive-marker") for t in between) and len(between) <= 3
    if not marked:
        return
    group.governor = last
    lemma = doc[last.verb].lemma_.lower()
    lemmas = {lemma, lemma + "r"}  # the model leaves some present forms as they are (`refuse`)
    group.modality = last.modality
    if lemmas & syntax("done-lemma"):
        pass
    else:
        for name, modality in MODALITIES:
            if lemmas & syntax(name):
                group.modality = modality
                break
        else:
            if between:
                group.modality = "planned"
    group.negated = group.negated or last.negated
