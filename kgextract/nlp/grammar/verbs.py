"""Doc → its verb groups, left to right, by tags and order: `n'ont pas été adoptées` is one, its head `adoptées`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.mistagged import governs_all
from kgextract.nlp.grammar.names import opens_sentence
from kgextract.nlp.grammar.rule_verbs import finite_forms
from kgextract.nlp.grammar.wordlist import tags
from kgextract.nlp.layers import Factuality
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

Form = Literal["finite", "infinitive", "participle", "gerund", "noun"]
BETWEEN = ("ADV", "SPACE")
ADJUNCT = 8  # tokens that may stand between an auxiliary and its participle
MODALITIES: tuple[tuple[str, Factuality], ...] = (
    ("denied-lemma", "denied"),
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
    compound: VerbGroup | None = None  # the last finite group with an auxiliary
    kinds = tags(doc)
    while i < end:
        if not (_is_verb(doc, i) if kinds[i] in ("VERB", "AUX") else _noun_like(doc, i)):
            i += 1
            continue
        group = _group(doc, i, start, end)
        if group.form == "infinitive" and last is not None:
            _govern(doc, group, last)
        if group.form == "participle" and compound is not None:
            _go_on(doc, group, compound)
        if group.form == "finite":
            compound = group if group.verb > i else None
        yield group
        last = group
        i = max(group.end, i + 1)


def _is_verb(doc: Doc, i: int) -> bool:
    """Does a word that is tagged as a verb have a form of one, and is it no noun (`son opposant`)?"""
    form = doc[i].morph.get("VerbForm", [])
    if doc[i].lower_ in syntax("never-verb") or not form:
        return False
    if doc[i].text[0].isupper() and i > 0 and not doc[i - 1].is_punct and not opens_sentence(doc[i]):
        return False  # `à Oslo`
    determined = i > 0 and doc[i - 1].pos_ == "DET" and doc[i - 1].lower_ not in syntax("clitic")
    return not (determined and "Part" in form and "Pres" in doc[i].morph.get("Tense", []))


def _noun_like(doc: Doc, i: int) -> bool:
    """`Anne Roy siège au Sénat`, `qui siège au Sénat`: a present that is also a noun, and is a verb by its place."""
    if doc[i].lower_ in syntax("adjective-or-participle"):
        return i + 1 < len(doc) and doc[i + 1].pos_ == "ADP"
    if doc[i].lower_ in syntax("noun-or-gerund"):
        return 0 < i < len(doc) - 1 and doc[i - 1].text == "," and doc[i + 1].pos_ == "DET"
    if i == 0:
        return False
    if doc[i].lower_ in syntax("noun-or-verb"):
        return doc[i - 1].lower_ in syntax("subject-relative") or governs_all(doc, i)
    return doc[i].lower_ in finite_forms() and doc[i].is_lower and _has_object(doc, i)


def _has_object(doc: Doc, i: int) -> bool:
    """A subject or a relative pronoun before, a noun with its determiner after (`le groupe Armor parraine le prix`)."""
    if i + 2 >= len(doc) or doc[i + 1].pos_ != "DET" or doc[i + 1].lower_ in words("of"):
        return False
    if doc[i + 2].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return doc[i - 1].lower_ in syntax("relative") or governs_all(doc, i)


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
        elif auxiliaries and (_is_past_participle(token) or _mistagged(doc, j, auxiliaries, group.start)):
            group.verb, group.end = j, j + 1
            if not _auxiliary(token) or token.pos_ not in ("VERB", "AUX"):
                break
            auxiliaries.append(j)
        elif token.pos_ not in BETWEEN or not _participle_follows(doc, j, end, auxiliaries):
            far = _over_adjunct(doc, j, end) if auxiliaries == [i] else None
            if far is None:
                break
            j = far
            continue
        j += 1
    span = range(group.start, group.end)
    group.negated = any(doc[k].lower_ in syntax("negation-start") for k in span)
    group.reflexive = any(doc[k].lower_ in syntax("reflexive") for k in range(first, i))
    group.passive = _passive(doc, group, auxiliaries)
    return group


def _clitics(doc: Doc, i: int, start: int) -> int:
    first = i
    while first > start and doc[first - 1].lower_ in syntax("clitic"):
        if doc[first - 1].pos_ not in ("PRON", "ADV", "PART", "DET"):
            break
        if doc[first - 1].pos_ == "DET" and not _between_subject_and_verb(doc, first - 1):
            break
        first -= 1
    return first


def _between_subject_and_verb(doc: Doc, i: int) -> bool:
    """A pronoun that the tagger takes for an article: `Washington la soupçonne`."""
    return i > 0 and doc[i - 1].pos_ in ("NOUN", "PROPN", "PRON") and "Fin" in doc[i + 1].morph.get("VerbForm", [])


def _form(doc: Doc, i: int) -> Form:
    kinds = doc[i].morph.get("VerbForm", [])
    word = doc[i].lower_
    if "Inf" in kinds:
        return "infinitive" if word.endswith(_tails("infinitive-tail")) else "finite"
    if ("Part" in kinds and "Past" not in doc[i].morph.get("Tense", [])) or word in syntax("noun-or-gerund"):
        return "gerund"
    if "Part" in kinds and word in finite_forms():
        return "finite"
    if "Part" in kinds:  # `le parti souscrit au plan`: a present that looks like a participle
        present = word.endswith(_tails("present-tail")) and not word.endswith(_tails("participle-tail"))
        return "finite" if present and governs_all(doc, i) else "participle"
    return "participle" if word.endswith(_tails("participle-tail")) else "finite"


@cache
def _tails(name: str) -> tuple[str, ...]:
    return tuple(syntax(name))


def _mood(token: Token, group: VerbGroup) -> None:
    if "Cnd" in token.morph.get("Mood", []) or _ends(token, "verb-tail"):
        group.modality = "possible"
    elif "Fut" in token.morph.get("Tense", []) or _ends(token, "verb-tail-future"):
        group.modality = "planned"


def _ends(token: Token, tails: str) -> bool:
    """Is the form its infinitive and one of these tails (`adopter-ait`), whatever the tagger says?"""
    infinitive, word = token.lemma_.lower().removesuffix("e"), token.lower_
    return infinitive.endswith("r") and any(word == infinitive + tail for tail in syntax(tails))


def _auxiliary(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return token.pos_ == "AUX" or lemma in syntax("have-lemma") or lemma in syntax("be-lemma")


def _is_past_participle(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    morph = token.morph
    if "Part" in morph.get("VerbForm", []):
        return "Past" in morph.get("Tense", [])
    return token.lower_.endswith(_tails("participle-tail"))


def _mistagged(doc: Doc, j: int, auxiliaries: list[int], start: int) -> bool:
    """A word right after an auxiliary that can only be its participle: `n'a pas souri`, `s'est abstenue`."""
    last = auxiliaries[-1]
    if any(doc[k].pos_ not in BETWEEN and doc[k].lower_ not in syntax("inverted-pronoun") for k in range(last + 1, j)):
        return False
    token = doc[j]
    if token.pos_ == "VERB":
        return "Inf" not in token.morph.get("VerbForm", [])
    reflexive = any(doc[k].lower_ in syntax("reflexive") for k in range(start, last))
    return reflexive and token.pos_ in ("ADJ", "NOUN") and last != j


def _participle_follows(doc: Doc, j: int, end: int, auxiliaries: list[int]) -> bool:
    """`a, selon lui, été` is not one group; `a également été`, `n'a pas encore voté` are."""
    if not auxiliaries and doc[j].lower_ not in syntax("negation"):
        return False
    for k in range(j, min(j + 4, end)):
        if _is_past_participle(doc[k]) or (doc[k].pos_ == "VERB" and k > j):
            return True
        if doc[k].pos_ not in BETWEEN and doc[k].lower_ not in syntax("inverted-pronoun"):
            return False
    return False


def _over_adjunct(doc: Doc, j: int, end: int) -> int | None:
    """The participle after an adjunct that parts it from its auxiliary: `a, sans surprise, voté`, `a pour cela voté`.

    The adjunct opens with a comma, a preposition or an ordinal (`a le premier voté`) and holds no verb.
    """
    opens = doc[j].text == "," or doc[j].pos_ == "ADP" or doc[j].lower_ in syntax("adjunct-start")
    ordinal = j + 1 < end and doc[j].pos_ == "DET" and doc[j + 1].lower_ in syntax("ordinal")
    if not (opens or ordinal):
        return None
    closed = doc[j].text != ","
    for k in range(j + 1, min(j + ADJUNCT, end)):
        token = doc[k]
        if _is_past_participle(token) and token.pos_ == "VERB":
            return k if closed and not _agrees_left(doc, k) else None
        if token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") or token.lower_ in syntax("relative"):
            return None
        if token.text == ",":
            closed = True
        elif token.is_punct:
            return None
    return None


def _agrees_left(doc: Doc, k: int) -> bool:
    """Feminine or plural: such a participle belongs to the noun before it (`a pour l'heure des routes coupées`)."""
    morph = doc[k].morph
    return "Fem" in morph.get("Gender", []) or "Plur" in morph.get("Number", [])


def _passive(doc: Doc, group: VerbGroup, auxiliaries: list[int]) -> bool:
    lemma = doc[group.verb].lemma_.lower()
    if group.reflexive or lemma in syntax("be-past-lemma") or not _is_past_participle(doc[group.verb]):
        return False
    if group.form == "participle" and group.verb not in auxiliaries:
        return True
    return any(doc[k].lemma_.lower() in syntax("be-lemma") for k in auxiliaries if k != group.verb)


def _go_on(doc: Doc, group: VerbGroup, compound: VerbGroup) -> None:
    """A further participle of the same auxiliary: `a reçu le maire et annoncé un plan`, `a discuté puis voté`."""
    k = group.start - 1
    while k > compound.end and doc[k].pos_ == "ADV" and doc[k].lower_ not in syntax("coordinator"):
        k -= 1
    if k < compound.end or doc[k].lower_ not in syntax("coordinator") or _agrees_left(doc, group.verb):
        return
    if compound.passive or compound.reflexive or doc[compound.verb].lemma_.lower() in syntax("be-past-lemma"):
        return
    group.form = "finite"
    group.passive = False
    group.tense, group.negated, group.modality = compound.tense, compound.negated, compound.modality


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
