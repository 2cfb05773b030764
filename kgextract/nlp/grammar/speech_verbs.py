"""Doc → its verb groups as statements need them: found by the inflected cue verbs first, by the model's tags else.

The model often takes an inverted or rare form for a noun (`Font-ils savoir`): known forms win."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.mistagged import behind_clitic, finite_by_place, is_gerund, mistagged
from kgextract.nlp.grammar.wordlist import lowered, once, tags
from kgextract.tables.speech import speech_endings, speech_words

_VERBS_BY_FORM = ("sure-form", "auxiliary-have", "auxiliary-be")
_APART = 16  # tokens between commas that part an auxiliary from its participle
Form = Literal["finite", "infinitive", "participle", "gerund"]


@dataclass(slots=True)
class Group:
    """Tokens [start, end) of a verb group; `inverted` is a subject clitic after the verb, `pronoun` one before it."""

    start: int
    end: int
    verb: int
    lemma: str
    form: Form
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    inverted: int | None = None
    pronoun: int | None = None
    auxiliary: bool = False
    conditional: bool = False
    future: bool = False


def verb_group(doc: Doc, i: int, end: int) -> Group | None:
    """The verb group whose first auxiliary or verb is token i, or None."""
    if not _verbal(doc, i):
        return None
    have, be = speech_words("auxiliary-have"), speech_words("auxiliary-be")
    text, tag = lowered(doc), tags(doc)
    aux: list[int] = []
    verb, inverted, negated, skipped, j = -1, None, False, 0, i
    while j < end:
        word = text[j]
        if word in speech_words("inverted") and j > i:
            inverted = inverted if word == "-t" else j
        elif aux and verb < 0 and j > i and word in speech_words("measure-adverb") and past_adverbial(doc, j) > j:
            j = past_adverbial(doc, j)  # `a plus tôt laissé entendre`
            continue
        elif word in speech_words("not-word") and j > i:
            if word in speech_words("measure-adverb") and j + 1 < end and text[j + 1] in speech_words("of-form"):
                break  # `réclame plus de moyens`
            negated = True
        elif verb >= 0:
            break
        elif (word in have or word in be) and (tag[j] in ("AUX", "VERB") or not aux) and not skipped:
            aux.append(j)
        elif aux and _participle(doc, j):
            verb = j
        elif aux and verb < 0 and (far := _over_gap(doc, j, end)) is not None:
            j = far
            continue
        elif aux and (tag[j] == "ADV" or word in speech_words("time-adverb")) and skipped < 5:
            skipped += 1
        elif not aux and j == i:
            verb = j
        else:
            break
        j += 1
    bare = verb < 0
    if bare:
        if not aux:
            return None
        verb = aux[-1]
        j = verb + 1
        while j < end and text[j] in speech_words("inverted", "not-word"):
            j += 1
    start, reflexive, pronoun = _clitics(doc, i)
    negated = negated or any(word in speech_words("negation-word") for word in text[start:i])
    head = doc[aux[0]] if aux else doc[verb]
    lemma = lemma_of(doc, verb)
    being = bool(aux) and text[aux[-1]] in be and not bare
    return Group(
        start=start,
        end=j,
        verb=verb,
        lemma=lemma,
        form="finite" if inverted is not None else _form(doc, head.i, auxiliary=bool(aux)),
        passive=(being and not reflexive and lemma not in speech_words("be-verb"))
        or (
            not aux
            and inverted is None
            and _form(doc, head.i, auxiliary=False) == "participle"
            and lemma not in speech_words("be-verb")
        ),
        reflexive=reflexive,
        negated=negated,
        inverted=inverted,
        pronoun=pronoun,
        auxiliary=bool(aux),
        conditional=head.lower_ in speech_words("conditional") or "Cnd" in head.morph.get("Mood", []),
        future=head.lower_ in speech_words("future") or "Fut" in head.morph.get("Tense", []),
    )


def _over_gap(doc: Doc, j: int, end: int) -> int | None:
    """The participle behind what may part it from its auxiliary (`a, quant à lui, avancé`), or None."""
    if (beyond := _over_commas(doc, j, end)) is not None:
        return beyond
    if (beyond := past_adverbial(doc, j)) > j:
        return beyond if beyond < end else None
    if doc[j].lower_ in speech_words("opening-mark") and j + 3 < end:
        closed = doc[j + 2].lower_ in speech_words("closing-mark")
        return j + 3 if closed and _participle(doc, j + 3) else None  # `a « totalement » rejeté`
    if (beyond := _past_day(doc, j)) > j:
        return beyond if beyond < end and _participle(doc, beyond) else None
    for k in range(j, min(j + 8, end)):
        if k > j and _participle(doc, k) and doc[k].lower_ not in speech_words("gap-word"):
            return k
        if doc[k].lower_ not in speech_words("gap-word") and doc[k].pos_ != "ADV":
            return None
    return None


def _past_day(doc: Doc, j: int) -> int:
    """The token behind a date and its determiner (`a ce lundi annoncé`), else j."""
    days: dict[int, int] = once(doc, "days", lambda: {d.start: d.end for d in doc._.dates or ()})
    return days.get(j, days.get(j + 1, j) if doc[j].pos_ == "DET" else j)


def _over_commas(doc: Doc, j: int, end: int) -> int | None:
    """The participle behind a phrase between commas (`a, par la voix de son avocate, démenti`), or None."""
    if doc[j].text != ",":
        return None
    for k in range(j + 1, min(j + _APART, end - 1)):
        if doc[k].text == ",":
            return k + 1 if _participle(doc, k + 1) else None
        if doc[k].is_punct or (tags(doc)[k] in ("VERB", "AUX") and "Fin" in doc[k].morph.get("VerbForm", [])):
            return None
    return None


def _verbal(doc: Doc, i: int) -> bool:
    text, tag = lowered(doc), tags(doc)
    kinds = form_kinds(text[i])
    if not kinds and tag[i] not in ("VERB", "AUX") and text[i] not in speech_words(*_VERBS_BY_FORM):
        return False  # most words
    before = tag[i - 1] if i else ""
    if "gerund" in kinds and is_gerund(doc, i):
        return True
    if before == "DET" and text[i - 1] not in speech_words("gap-word") and not _behind_pronoun(doc, i):
        return False
    if tag[i] in ("VERB", "AUX"):
        return True
    word = text[i]
    if kinds & {"finite", "infinitive"} and mistagged(doc, i):
        return True
    if "finite" in kinds and _historic(doc, i):
        return True
    if word in speech_words("sure-form"):
        governs = i > 1 and i + 1 < len(text) and text[i + 1] in speech_words("that-word") and tag[i - 2] == "NOUN"
        return before not in ("DET", "ADP", "ADJ", "NUM") or (before == "ADJ" and governs)
    after = i + 1 < len(text)
    if word in speech_words("auxiliary-have") or word in speech_words("auxiliary-be"):
        if tag[i] in ("NOUN", "PROPN", "ADP") or not after:
            return False
        return _participle(doc, i + 1) or _over_commas(doc, i + 1, len(text)) is not None
    return after and text[i + 1] in speech_words("inverted") and bool(kinds)


def _historic(doc: Doc, i: int) -> bool:
    """Whether a word is a past historic by its ending (`estima`), which the model takes for a noun."""
    return doc[i].is_lower and doc[i].lower_.endswith(speech_endings("historic-ending"))


def _behind_pronoun(doc: Doc, i: int) -> bool:
    """Whether what the model takes for an article before a verb is an object pronoun (`et les a accusés`)."""
    if behind_clitic(doc, i):
        return True
    text, tag = lowered(doc), tags(doc)
    auxiliary = text[i] in speech_words("auxiliary-have") and tag[i] in ("AUX", "VERB") and i + 1 < len(text)
    return auxiliary and text[i - 1] in speech_words("object-clitic") and _participle(doc, i + 1)


def _participle(doc: Doc, i: int) -> bool:
    tag = tags(doc)[i]
    if tag == "VERB":
        past = "past" in form_kinds(lowered(doc)[i])
        return past or not (in_ant(lowered(doc)[i]) or {"Inf", "Fin"} & set(doc[i].morph.get("VerbForm", [])))
    past = "past" in form_kinds(lowered(doc)[i])
    return past and tag in ("NOUN", "ADJ", "AUX", "PROPN", "ADV", "X") and doc[i].is_lower


def _form(doc: Doc, i: int, *, auxiliary: bool) -> Form:
    token = doc[i]
    kinds = form_kinds(token.lower_)
    found = token.morph.get("VerbForm", [""])[0] if token.morph.get("VerbForm", []) else ""
    if in_ant(token.lower_) and (found == "Part" or "gerund" in kinds or auxiliary):
        return "gerund"
    if (found == "Inf" and kinds != {"finite"}) or kinds == {"infinitive"}:
        return "infinitive"  # known forms win over the model's (`« Oui », minimise le maire`)
    if auxiliary or kinds == {"finite"}:
        return "finite"
    if "finite" in kinds and (token.pos_ not in ("VERB", "AUX") or finite_by_place(doc, i)):
        return "finite"
    if "past" in kinds and i + 1 < len(doc) and "Inf" in doc[i + 1].morph.get("VerbForm", []):
        return "finite"  # `fait valoir`
    if kinds and kinds <= {"past"}:
        return "participle"
    return "participle" if found == "Part" else "finite"


def _clitics(doc: Doc, i: int) -> tuple[int, bool, int | None]:
    start, reflexive, pronoun = i, False, None
    while start > 0 and not doc[start].is_sent_start and doc[start - 1].lower_ in speech_words("clitic"):
        word = doc[start - 1]
        if word.pos_ not in ("PRON", "ADV", "ADP", "PART", "X", "SCONJ", "DET"):
            break
        reflexive = reflexive or word.lower_ in speech_words("reflexive")
        start -= 1
    if start > 0 and not doc[start].is_sent_start and doc[start - 1].lower_ in speech_words("subject-pronoun"):
        if doc[start - 1].lower_ not in speech_words("who-word"):
            pronoun = start - 1
    elif start < i and doc[start].lower_ in speech_words("first-person"):
        object_ = start > 0 and not doc[start].is_sent_start and doc[start - 1].pos_ in ("NOUN", "PROPN")
        object_ = object_ or not _agrees(doc, start, i)
        pronoun = None if object_ else start  # `Le club nous a affirmé`
    return start, reflexive, pronoun


def _agrees(doc: Doc, pronoun: int, verb: int) -> bool:
    """Whether a verb may have `nous` or `vous` before it as its subject (`nous dit Anne Roy` has not)."""
    endings = speech_endings("we-ending") if doc[pronoun].lower_ in speech_words("we-word") else None
    endings = speech_endings("you-ending") if doc[pronoun].lower_ in speech_words("you-word") else endings
    return endings is None or doc[verb].lower_.endswith(endings)
