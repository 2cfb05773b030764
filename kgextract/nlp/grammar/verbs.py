"""Doc → its verb groups, left to right, by tags and order: `n'ont pas été adoptées` is one, its head `adoptées`.

The model often takes an inverted or rare form for a noun (`Font-ils savoir`): known forms of verbs of saying win.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.apart import beyond, past_participle, past_tails
from kgextract.nlp.grammar.behind_clitics import behind_named, many_say
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of
from kgextract.nlp.grammar.groups import VerbGroup, behind_article, group_at
from kgextract.nlp.grammar.inflection import mood_of
from kgextract.nlp.grammar.mistagged import between_names, completes, governs_all, is_gerund, mistagged
from kgextract.nlp.grammar.names import opens_sentence
from kgextract.nlp.grammar.rule_verbs import finite_forms, past_forms
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Factuality
from kgextract.tables.names import words
from kgextract.tables.speech import speech_endings, speech_words
from kgextract.tables.syntax import syntax

_AGENT = 5  # tokens between a participle and who did it
MODALITIES: tuple[tuple[str, Factuality], ...] = (
    ("denied-lemma", "denied"),
    ("planned-lemma", "planned"),
    ("wished-lemma", "planned"),
    ("possible-lemma", "possible"),
)


def verb_groups(doc: Doc, start: int, end: int) -> Iterator[VerbGroup]:
    """The verb groups in tokens [start, end), in text order."""
    i = start
    last: VerbGroup | None = None
    compound: VerbGroup | None = None  # the last finite group with an auxiliary
    while i < end:
        if not _is_verb(doc, i):
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
    """Is a word a verb: by its tag, unless it stands as a noun; by its form and place, whatever its tag?"""
    text, tag = lowered(doc), tags(doc)
    word, kinds = text[i], form_kinds(text[i])
    verbal = tag[i] in ("VERB", "AUX")
    if not verbal and not kinds and word not in _known():
        return False  # most words
    if word in syntax("never-verb"):
        return False
    if "gerund" in kinds and is_gerund(doc, i):
        return True
    if i > 0 and tag[i - 1] == "DET" and not _is_pronoun(doc, i - 1):
        return False  # `son opposant`, `à l'est`
    if not verbal:
        return _by_form(doc, i) or _noun_like(doc, i)
    if doc[i].text[0].isupper() and i > 0 and not doc[i - 1].is_punct and not opens_sentence(doc[i]):
        return False  # `à Oslo`
    forms = doc[i].morph.get("VerbForm", [])
    if i > 0 and text[i - 1] in words("elided-of") and (kinds == {"past"} or "Inf" not in forms):
        return False  # `la cérémonie de remise des clés`
    return bool(forms) or bool(kinds)


@cache
def _known() -> frozenset[str]:
    """What may be a verb though it is tagged as something else, besides the forms of cues."""
    nouns = syntax("adjective-or-participle") | syntax("noun-or-gerund") | syntax("noun-or-verb") | finite_forms()
    nouns |= syntax("noun-or-participle") | past_forms()
    return nouns | speech_words("sure-form", "auxiliary-have", "auxiliary-be")


def _is_pronoun(doc: Doc, i: int) -> bool:
    """Is what the model takes for an article or an adjective, before a verb, a pronoun (`tout dépend`)?"""
    word, after = lowered(doc)[i], doc[i + 1].morph.get("VerbForm", [])
    if word in syntax("article-clitic") or behind_article(doc, i + 1) or behind_named(doc, i + 1):
        return True
    if word in syntax("dative-clitic"):
        finite = "Fin" in after or many_say(doc, i + 1)
        return "Inf" in after or (i > 0 and doc[i - 1].text == "," and finite)  # `Luc Roy, élu, lui reproche`
    return word in syntax("floating") and "Fin" in after


def _by_form(doc: Doc, i: int) -> bool:
    """Is a form of a verb of saying, or an auxiliary, a verb by its place?"""
    text, tag = lowered(doc), tags(doc)
    word, kinds = text[i], form_kinds(text[i])
    if kinds & {"finite", "infinitive"} and mistagged(doc, i):
        return True
    if "finite" in kinds and doc[i].is_lower and word.endswith(speech_endings("historic-ending")):
        return True  # `estima`, which the model takes for a noun
    before, last = tag[i - 1] if i else "", i + 1 == len(text)
    if word in speech_words("sure-form"):
        governs = i > 1 and not last and text[i + 1] in speech_words("that-word") and tag[i - 2] == "NOUN"
        free = before not in ("DET", "ADP", "ADJ", "NUM") or (before == "ADJ" and governs)
        return free and not completes(doc, i)
    if last:
        return False
    if word in speech_words("auxiliary-have", "auxiliary-be"):
        if tag[i] in ("NOUN", "PROPN", "ADP"):
            return False
        return past_participle(doc, i + 1) or beyond(doc, i + 1, len(text)) is not None
    return text[i + 1] in speech_words("inverted") and bool(kinds)


def _noun_like(doc: Doc, i: int) -> bool:
    """`Anne Roy siège au Sénat`, `qui siège au Sénat`: a present that is also a noun, and is a verb by its place."""
    if doc[i].lower_ in syntax("adjective-or-participle"):
        return i + 1 < len(doc) and doc[i + 1].pos_ == "ADP"
    if doc[i].lower_ in past_forms() and (_before_agent(doc, i) or _adds(doc, i)):
        return True
    if doc[i].lower_ in syntax("noun-or-participle"):
        return i + 1 < len(doc) and doc[i + 1].lower_ in syntax("agent") and (i == 0 or doc[i - 1].pos_ != "ADP")
    if doc[i].lower_ in syntax("noun-or-gerund"):
        return 0 < i < len(doc) - 1 and doc[i - 1].text == "," and doc[i + 1].pos_ == "DET"
    if i == 0:
        return False
    if doc[i].lower_ in finite_forms() and between_names(doc, i):
        return True
    if doc[i].lower_ in syntax("noun-or-verb"):
        return doc[i - 1].lower_ in syntax("subject-relative") or governs_all(doc, i)
    return doc[i].lower_ in finite_forms() and doc[i].is_lower and _has_object(doc, i)


def _before_agent(doc: Doc, i: int) -> bool:
    """A participle at the head of its sentence, behind a comma or before quoted words, and who did it a few words on.

    `Rédigé lundi par la maire, le texte …`, `le texte, mis en ligne par la maire, …`, `un texte jugé « flou » par elle`
    """
    text, tag = lowered(doc), tags(doc)
    quoted = i + 1 < len(text) and text[i + 1] in speech_words("opening-mark")
    if not (doc[i].is_sent_start or text[i - 1] == "," or (quoted and tag[i - 1] in ("NOUN", "PROPN"))):
        return False
    inside = False
    for k in range(i + 1, min(i + _AGENT, len(text))):
        if quoted and text[k] in speech_words("opening-mark", "closing-mark"):
            inside = not inside
        elif text[k] in syntax("agent"):
            return True
        elif not inside and tag[k] in ("PUNCT", "VERB", "AUX", "PRON", "DET", "CCONJ"):
            return False
    return False


def _adds(doc: Doc, i: int) -> bool:
    """A participle of an auxiliary that stands further left (`a réuni la presse et épinglé le groupe`)."""
    text = lowered(doc)
    if i < 2 or i + 1 >= len(text) or text[i - 1] not in syntax("coordinator") or not text[i].endswith(past_tails()):
        return False
    return tags(doc)[i + 1] in ("DET", "PROPN") and tags(doc)[i - 2] in ("NOUN", "PROPN", "VERB")


def _has_object(doc: Doc, i: int) -> bool:
    """A subject or a relative pronoun before, a noun with its determiner after (`le groupe Armor parraine le prix`)."""
    if i + 2 >= len(doc) or doc[i + 1].pos_ != "DET" or doc[i + 1].lower_ in words("of"):
        return False
    if doc[i + 2].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return doc[i - 1].lower_ in syntax("relative") or governs_all(doc, i)


def _group(doc: Doc, i: int, start: int, end: int) -> VerbGroup:
    group = group_at(doc, i, start, end)
    group.tense = "".join(doc[i].morph.get("Tense", []) or doc[i].morph.get("Mood", []))
    told = mood_of(doc[i])
    group.modality = told if told != "asserted" else group.modality
    return group


def _agrees_left(doc: Doc, k: int) -> bool:
    """Feminine or plural: such a participle belongs to the noun before it (`a pour l'heure des routes coupées`)."""
    if tags(doc)[k] not in ("VERB", "AUX"):
        return not lowered(doc)[k].endswith(min(past_tails(), key=len))  # the model's gender is that of a noun
    morph = doc[k].morph
    return "Fem" in morph.get("Gender", []) or "Plur" in morph.get("Number", [])


def _go_on(doc: Doc, group: VerbGroup, compound: VerbGroup) -> None:
    """A further participle of the same auxiliary: `a reçu le maire et annoncé un plan`, `a discuté puis voté`."""
    k = group.start - 1
    while k > compound.end and doc[k].pos_ == "ADV" and doc[k].lower_ not in syntax("coordinator"):
        k -= 1
    if k < compound.end or doc[k].lower_ not in syntax("coordinator") or _agrees_left(doc, group.verb):
        return
    if compound.passive or compound.reflexive or doc[compound.verb].lemma_.lower() in syntax("be-past-lemma"):
        return
    if doc[k - 1].pos_ == "ADJ" and lowered(doc)[min(group.end, len(doc) - 1)] in syntax("agent"):
        return  # `a promulgué le code modifié | et validé par la Cour`
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
    # the model leaves some present forms as they are (`refuse`, `dément`)
    lemmas = {lemma, lemma + "r", lemma_of(doc, last.verb)}
    group.modality = last.modality
    done = last.negated and bool(lemmas & speech_words("saying-when-denied"))  # `n'a pas manqué de signer`
    if not done and not lemmas & syntax("done-lemma"):
        for name, modality in MODALITIES:
            if lemmas & syntax(name):
                group.modality = modality
                break
        else:
            if any(t.lower_ in syntax("infinitive-marker") for t in between):
                group.modality = "planned"
    group.negated = group.negated or (last.negated and not done)
    if last.tense == "Pres" and last.modality == "asserted" and lemmas & syntax("scheduled-lemma"):
        group.tense = "Fut" if lemmas & syntax("near-future-lemma") else last.tense
