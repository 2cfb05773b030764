"""Doc → its tags set right by form and place: adverbs of manner, verbs that close a clause, participles that open a
sentence, nouns for people."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import colour_alone, opens_sentence
from kgextract.nlp.grammar.rule_verbs import infinitives, past_forms
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.tables.names import words
from kgextract.tables.speech import speech_endings, speech_words
from kgextract.tables.syntax import syntax

_SUBJECT = 8  # tokens of a subject and its verb


def settle_adverbs(doc: Doc) -> None:
    """Tag as adverbs those of manner that the model takes for verbs (`a « fermement condamné » le putsch`)."""
    text, tag = lowered(doc), tags(doc)
    for i in range(len(text)):
        if tag[i] in ("VERB", "AUX") and text[i] in syntax("manner-adverb"):
            doc[i].pos_, tag[i], doc[i].morph = "ADV", "ADV", {}


def settle_present(doc: Doc) -> None:
    """Tag as a verb a noun between a body and a number (`Le comité compte sept membres`), and a preposition between
    somebody and another one (`Anne Roy entre au gouvernement`), a noun behind a clitic (`Elle n'y siège plus`)."""
    text, tag = lowered(doc), tags(doc)
    for i in range(1, len(text) - 2):
        if tag[i] == "NOUN" and text[i] in syntax("sitting-form") and text[i - 1] in syntax("before-sitting"):
            as_present(doc, i, infinitives(doc[i], text[i])[-1])
        if tag[i] not in ("NOUN", "ADP") or not (tag[i - 1] in ("NOUN", "PROPN") or text[i - 1] == ","):
            continue
        counts = text[i] in syntax("counting-form") and (tag[i + 1] == "NUM" or text[i + 1] in syntax("about-so-many"))
        enters = text[i] in syntax("entering-form") and text[i + 1] in syntax("into-word")
        if (tag[i] == "NOUN" and counts) or (enters and text[i + 2] not in syntax("at-most")):
            as_present(doc, i, infinitives(doc[i], text[i])[-1])


def settle_closing(doc: Doc) -> None:
    """Tag as a verb what closes a first clause behind its subject (`Le dossier divise, et une élue a dit que`): what
    follows `, et` has a verb in the singular, so the two nouns are no subject of one verb.
    """
    text, tag = lowered(doc), tags(doc)
    for i in range(2, len(text) - 4):
        if text[i + 1] != "," or text[i + 2] not in speech_words("and-word") or tag[i] not in ("ADJ", "NOUN", "VERB"):
            continue
        start = i - 2 - (tag[i - 1] == "ADJ" and tag[i - 2] == "NOUN")
        if start < 0 or tag[start] != "DET" or tag[start + 1] != "NOUN" or not opens_sentence(doc[start]):
            continue
        present = text[i].endswith(speech_endings("present-ending")) and text[i] in doc._.verbs
        finite = "Fin" in doc[i].morph.get("VerbForm", [])
        if finite or not present or "Plur" in doc[start + 1].morph.get("Number", []) or not _one_acts(doc, i + 3):
            continue
        as_present(doc, i, infinitives(doc[i])[-1])


def _one_acts(doc: Doc, i: int) -> bool:
    """Whether a subject and its finite verb in the singular stand at a token."""
    tag = tags(doc)
    stop = min(i + _SUBJECT, len(tag))
    at = next((k for k in range(i, stop) if tag[k] in ("VERB", "AUX")), stop)
    if at in (i, stop) or any(doc[k].is_punct for k in range(i, at)):
        return False
    return "Fin" in doc[at].morph.get("VerbForm", []) and "Sing" in doc[at].morph.get("Number", [])


def as_present(doc: Doc, i: int, lemma: str) -> None:
    """Tag a token as a present in the singular."""
    doc[i].pos_, tags(doc)[i], doc[i].lemma_ = "VERB", "VERB", lemma
    doc[i].morph = {"Mood": ["Ind"], "Number": ["Sing"], "Person": ["3"], "Tense": ["Pres"], "VerbForm": ["Fin"]}


def settle_participles(doc: Doc) -> None:
    """Tag as a participle a noun that opens a sentence as one (`Nommé en mars à la tête du port, Luc Roy …`), and an
    adjective before quoted words (`La loi, qualifiée de « honteuse » par la maire, …`).
    """
    text, tag = lowered(doc), tags(doc)
    for i in range(len(text) - 2):
        quotes = text[i + 1] in speech_words("of-form") and text[i + 2] in speech_words("opening-mark")
        if tag[i] == "ADJ" and quotes and "past" in form_kinds(text[i]):
            doc[i].pos_, tag[i], doc[i].lemma_ = "VERB", "VERB", lemma_of(doc, i)
            doc[i].morph = {**doc[i].morph, "Tense": ["Past"], "VerbForm": ["Part"]}
        if tag[i] != "NOUN" or not doc[i].is_title or not opens_sentence(doc[i]) or text[i] not in past_forms():
            continue
        dated = text[i + 1] in speech_words("third-person")
        led = tag[i + 1] == "ADP" and text[i + 1] not in speech_words("of-form")
        when = text[i + 1] in speech_words("time-adverb", "never-subject") and tag[i + 2] == "ADP"
        if when or ((led or dated) and text[i] not in speech_words("human-noun")):  # `Invitée mardi sur RTL`
            doc[i].pos_, tag[i], doc[i].lemma_ = "VERB", "VERB", infinitives(doc[i])[-1]
            doc[i].morph = {**doc[i].morph, "Tense": ["Past"], "VerbForm": ["Part"]}


def settle_nouns(doc: Doc) -> None:
    """Tag as nouns an adjective that names somebody, between its article and a verb (`La libérale danoise admet`), a
    participle in -ant behind its article (`Le prétendant à`), a season (`cet été`), letters for a kind of body, and
    the political colour of one person that has a capital and no name behind it (`lance l'Insoumis`).
    """
    text, tag = lowered(doc), tags(doc)
    for i in range(1, len(text) - 1):
        if text[i] in words("prefix-of-name") and doc[i].text[0].isupper() and doc[i - 1].text[0].isupper():
            for k in (i - 1, i, i + 1):  # `Sidi M'hamed`
                doc[k].pos_, tag[k], doc[k].lemma_, doc[k].morph = "PROPN", "PROPN", doc[k].text, {}
        if tag[i] in ("AUX", "VERB") and text[i] in syntax("season-or-been") and text[i - 1] in syntax("before-season"):
            doc[i].pos_, tag[i], doc[i].lemma_, doc[i].morph = "NOUN", "NOUN", text[i], {}
            doc[i - 1].pos_, tag[i - 1] = "DET", "DET"
        if tag[i] == "PROPN" and doc[i].is_upper and text[i] in words("kind-letters"):
            doc[i].pos_, tag[i] = "NOUN", "NOUN"
        if tag[i] in ("PROPN", "ADJ") and colour_alone(doc, i):
            doc[i].pos_, tag[i], doc[i].lemma_ = "NOUN", "NOUN", text[i]
        if tag[i - 1] != "DET" or not doc[i].is_lower or text[i] not in speech_words("human-noun"):
            continue
        if tag[i] == "VERB" and in_ant(text[i]):
            doc[i].pos_, tag[i] = "NOUN", "NOUN"
        if tag[i] != "ADJ":
            continue
        beyond = i + 1
        while beyond < len(text) - 1 and tag[beyond] == "ADJ":
            beyond += 1
        if tag[beyond] in ("VERB", "AUX") and "Fin" in doc[beyond].morph.get("VerbForm", []):
            doc[i].pos_, tag[i] = "NOUN", "NOUN"
