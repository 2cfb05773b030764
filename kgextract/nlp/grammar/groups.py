"""Doc and the first word of a verb group → the group: clitics, negation, auxiliaries, the lexical verb.

One reader for the clauses of relations and for those of statements; what parts an auxiliary from its participle is in
`apart`. What the word is, a verb or not, its callers say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.apart import beyond, past_participle, past_tails
from kgextract.nlp.grammar.behind_clitics import behind_clitic
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.mistagged import finite_by_place, governs_all
from kgextract.nlp.grammar.rule_verbs import finite_forms
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Factuality
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

Form = Literal["finite", "infinitive", "participle", "gerund", "noun"]
_CLITIC = ("PRON", "ADV", "ADP", "PART", "X", "SCONJ", "DET")
_ONLY = 16  # tokens from a verb to the `que` that restricts it
_BEFORE = 4  # tokens of adverbs and pronouns before an infinitive


@dataclass(slots=True, eq=False, kw_only=True)
class VerbGroup:
    """Tokens [start, end) with clitics, negation, auxiliaries: `first` of them or the verb, `verb` the lexical head."""

    start: int
    end: int
    first: int
    verb: int
    form: Form
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    inverted: int | None = None  # token of an inverted subject pronoun
    only: int | None = None  # the `que` that restricts it (`n'a signé le traité | que mardi`)
    modality: Factuality = "asserted"
    tense: str = ""
    governor: VerbGroup | None = field(default=None, repr=False)  # of an infinitive: the verb that it completes


def group_at(doc: Doc, i: int, start: int, end: int) -> VerbGroup:
    """The verb group in tokens [start, end) whose first auxiliary or verb is token i."""
    text = lowered(doc)
    first = _clitics(doc, i, start)
    reflexive = any(word in syntax("reflexive") for word in text[first:i])
    auxiliaries = [i] if auxiliary(doc, i) else []
    inverted: int | None = None
    verb, stop, j = i, i + 1, i + 1
    while j < end:
        if text[j] in speech_words("inverted"):
            inverted, stop = inverted if text[j] == "-t" else j, j + 1
        elif not auxiliaries:
            if text[j] not in syntax("negation") or _measures(text, j):
                break
            stop = j + 1
        elif past_participle(doc, j) or _behind_auxiliary(doc, j, stop, reflexive=reflexive):
            verb, stop = j, j + 1
            if not auxiliary(doc, j):
                break
            auxiliaries.append(j)
        elif (far := beyond(doc, j, end)) is not None:
            j = far
            continue
        else:
            break
        j += 1
    if auxiliaries and verb == auxiliaries[-1]:
        while stop < end and text[stop] in syntax("negation") and not _measures(text, stop):
            stop += 1
    group = VerbGroup(start=first, end=stop, first=i, verb=verb, form=form_of(doc, i, auxiliary=bool(auxiliaries)))
    group.inverted = inverted
    if inverted is not None:
        group.form = "finite"
    group.reflexive = reflexive
    group.negated = any(word in syntax("negation-start") for word in text[first:stop])
    if any(word in syntax("bare-negation") for word in text[i + 1 : stop]):  # `n'en a pas moins signé` is no denial
        group.negated = not any(word in syntax("less") for word in text[i + 2 : stop])
    if any(a in syntax("negation") and b in syntax("not-only") for a, b in pairwise(text[i : min(stop + 1, end)])):
        group.negated = False  # `n'a pas seulement promis un bus`
    group.only = _restriction(doc, group, start, end) if group.negated else None
    if not auxiliaries and group.form == "participle":
        group.negated = group.negated or _undone(text, first, start)
    group.passive = _passive(doc, group, auxiliaries)
    return group


def _restriction(doc: Doc, group: VerbGroup, start: int, end: int) -> int | None:
    """The `que` of a verb with nothing but `ne` (`n'a ratifié le traité | que mardi`, `n'est soutenu | que par Luc
    Roy`): it was so, then, there or by them alone."""
    text, tag = lowered(doc), tags(doc)
    words_of_no = syntax("negation") | speech_words("nobody")
    opens = next((k for k in range(group.start, start, -1) if tag[k - 1] == "PUNCT"), start)
    if not words_of_no.isdisjoint(text[opens : group.end]):
        return None
    for k in range(group.end, min(group.end + _ONLY, end - 2)):
        if text[k] in syntax("content-start"):
            if any(doc.between(k + 1, n).lower() in syntax("as") for n in range(k + 2, k + 5)):
                return None  # `n'y siège qu'en qualité de partenaire`
            return k if tag[k + 1] in ("ADP", "NUM", "ADV", "NOUN") or _measured(text, tag, k + 1) else None
        if tag[k] in ("VERB", "AUX", "PUNCT") or text[k] in words_of_no:
            return None
    return None


def _measured(text: list[str], tag: list[str], k: int) -> bool:
    """Whether a day or number of times stands at a token (`le 12 mai`, `une fois`)."""
    day = text[k] in words("definite") and tag[k + 1] == "NUM"
    return day or (text[k] in words("one") and tag[k + 1] == "NOUN")


def _undone(text: list[str], i: int, start: int) -> bool:
    """Whether what a participle tells has not been done (`un accord pas encore signé`, `jamais ratifié`)."""
    while i > start and text[i - 1] in syntax("still-word"):
        i -= 1
    return i > start and text[i - 1] in syntax("undone-word")


def auxiliary(doc: Doc, i: int) -> bool:
    """Whether a token is a form of `avoir` or `être`."""
    if lowered(doc)[i] in speech_words("auxiliary-have") or lowered(doc)[i] in speech_words("auxiliary-be"):
        return True
    return doc[i].lemma_.lower() in syntax("have-lemma") | syntax("be-lemma")


def _measures(text: list[str], j: int) -> bool:
    """`réclame plus de moyens`: no negation."""
    return text[j] in speech_words("measure-adverb") and j + 1 < len(text) and text[j + 1] in speech_words("of-form")


def _behind_auxiliary(doc: Doc, j: int, last: int, *, reflexive: bool) -> bool:
    """A word right after an auxiliary that can only be its participle: `n'a pas souri`, `s'est abstenue`."""
    text, tag = lowered(doc), tags(doc)
    if any(tag[k] not in ("ADV", "SPACE") for k in range(last, j)):
        return False
    if tag[j] == "VERB":
        return text[j][0].isalpha() and "Inf" not in doc[j].morph.get("VerbForm", [])
    return reflexive and tag[j] in ("ADJ", "NOUN")


def _clitics(doc: Doc, i: int, start: int) -> int:
    text, tag = lowered(doc), tags(doc)
    first = i
    while first > start and not doc[first].is_sent_start and text[first - 1] in syntax("clitic"):
        if tag[first - 1] not in _CLITIC or (text[first - 1] in syntax("gerund") and in_ant(text[i])):
            break
        if tag[first - 1] == "DET" and not _between_subject_and_verb(doc, first - 1) and not behind_article(doc, first):
            break
        first -= 1
    if first - 1 > start and text[first - 1] in syntax("negation") and text[first - 2] in syntax("negation-start"):
        return first - 2  # `de ne pas la signer`
    return first


def _between_subject_and_verb(doc: Doc, i: int) -> bool:
    """A pronoun that the tagger takes for an article: `Washington la soupçonne`, `Luc Roy la jugeant trop lente`."""
    verb = "Fin" in doc[i + 1].morph.get("VerbForm", []) or in_ant(lowered(doc)[i + 1])
    return i > 0 and (doc[i - 1].pos_ in ("NOUN", "PROPN", "PRON") or doc[i - 1].text == ",") and verb


def behind_article(doc: Doc, i: int) -> bool:
    """Whether what the model takes for an article before a verb is an object pronoun (`et les a accusés`)."""
    if behind_clitic(doc, i):
        return True
    text, tag = lowered(doc), tags(doc)
    have = text[i] in speech_words("auxiliary-have") and tag[i] in ("AUX", "VERB") and i + 1 < len(text)
    if not have or text[i - 1] not in speech_words("object-clitic"):
        return False
    return past_participle(doc, i + 1) or beyond(doc, i + 1, len(text)) is not None


def form_of(doc: Doc, i: int, *, auxiliary: bool = False) -> Form:
    """The form of a verb, or of the auxiliary before it: what the tables know wins over what the model says."""
    token, word = doc[i], lowered(doc)[i]
    kinds, found = form_kinds(word), token.morph.get("VerbForm", [])
    past = "Past" in token.morph.get("Tense", [])
    if word in syntax("noun-or-participle") and not auxiliary:
        return "participle"
    if "Part" in found and word == token.lemma_ and word.endswith(_tails("infinitive-tail")):
        return "infinitive"  # `à s'affilier`
    if ("Part" in found and not past and not word.endswith(past_tails())) or word in syntax("noun-or-gerund"):
        return "gerund"
    if in_ant(word) and ("Part" in found or "gerund" in kinds or auxiliary or not kinds):
        return "gerund"
    if ("Inf" in found and kinds != {"finite"}) or kinds == {"infinitive"}:
        return "infinitive" if word.endswith(_tails("infinitive-tail")) else "finite"
    if auxiliary and not ("Part" in found and word.endswith(past_tails())):
        return "finite"
    if kinds == {"finite"} or word in finite_forms():
        return "finite"
    if "finite" in kinds and (token.pos_ not in ("VERB", "AUX") or finite_by_place(doc, i)):
        return "finite"
    if "past" in kinds and _governs_infinitive(doc, i + 1):
        return "finite"  # `fait valoir`, `dit ne se souvenir de rien`, `dit moins croire à`
    if kinds and kinds <= {"past"}:
        return "participle"
    if "Part" in found:  # `le parti souscrit au plan`: a present that looks like a participle
        present = word.endswith(_tails("present-tail")) and not word.endswith(past_tails())
        return "finite" if present and governs_all(doc, i) else "participle"
    return "participle" if word.endswith(past_tails()) else "finite"


def _governs_infinitive(doc: Doc, i: int) -> bool:
    """Whether an infinitive stands at a token, or behind adverbs and pronouns before it."""
    stop = min(i + _BEFORE, len(doc) - 1)
    while i < stop and (doc[i].pos_ == "ADV" or lowered(doc)[i] in syntax("clitic")):
        i += 1
    return i < len(doc) and "Inf" in doc[i].morph.get("VerbForm", [])


@cache
def _tails(name: str) -> tuple[str, ...]:
    return tuple(syntax(name))


def _passive(doc: Doc, group: VerbGroup, auxiliaries: list[int]) -> bool:
    lemma = doc[group.verb].lemma_.lower()
    helpers = [k for k in auxiliaries if k != group.verb]
    been = len(helpers) > 1 and doc[helpers[-1]].lemma_.lower() in syntax("be-lemma")  # `il a été convenu que`
    if group.reflexive or (lemma in syntax("be-past-lemma") and not been):
        return False
    if not auxiliaries or auxiliaries == [group.verb]:
        return group.form == "participle"
    last = helpers[-1]
    return doc[last].lemma_.lower() in syntax("be-lemma") or lowered(doc)[last] in speech_words("auxiliary-be")
