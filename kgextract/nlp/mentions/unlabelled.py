"""Doc and token → a name that the model passes over, by its letters or by what stands beside it."""

from __future__ import annotations

import re

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.names import is_capital, name_end, named, opens_sentence
from kgextract.nlp.grammar.wordlist import capitals
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions.noise import LETTERS, body_letters, is_noise
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms, given_name_gender, not_names, sign_words, words
from kgextract.tables.speech import speech_words

_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]+){1,3}")
_COMMON = ("acronym-of-topic", "calendar", "bare-noun", "disease-or-thing", "group-name", "state", "event-head")


def unlabelled(doc: Doc, i: int) -> Mention | None:
    """A name that the model passes over: capitals inside a word (`MedicalNews`), a place after `en`, one that acts."""
    token = doc[i]
    if not is_capital(token) or token.ent_type_ in ("ORG", "LOC"):
        return None
    if _lettered(doc, i):
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if token.ent_type_ not in ("", "MISC"):
        return None
    if _acts(doc, i):
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if i == 0:
        return None
    if headed(doc, i, "heads-a-body"):
        end = max(name_end(doc, i), i + 1)
        return named(doc, i, end, "Organization", "Organization", rule="model", confidence=0.55)
    if (end := _team(doc, i)) > i:
        return named(doc, i, end, "Organization", "SportsBody", rule="model", confidence=0.55)
    if _CAMEL.fullmatch(token.text) and not token.ent_type_:
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if body_letters(doc, i):
        if token.lower_ not in not_names("acronym-of-topic") and not _goes_on(doc, i + 1):
            return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    end = name_end(doc, i)
    if doc.between(i, end) in town_names() and not opens_sentence(token) and token.pos_ in ("PROPN", "X"):
        return named(doc, i, end, "Place", "Place", rule="model", confidence=0.55)
    if (
        not (_leads_to_a_place(doc, i - 1) or _sets_the_place(doc, i, end))
        or len(token) < 4
        or any(doc[k].text.isupper() for k in range(i, end))
    ):
        return None
    tags = ("PROPN", "X", "PUNCT", "NOUN") if token.ent_type_ else ("PROPN", "X", "PUNCT")
    if any(doc[k].pos_ not in tags for k in range(i, end)) or is_noise(doc, i, end):
        return None
    return named(doc, i, end, "Place", "Place", rule="model", confidence=0.55)


def _team(doc: Doc, i: int) -> int:
    """`les Golden Knights`: where two foreign words with capitals end behind a plural article; `i` where none do."""
    end = i + 2
    if end >= len(doc) or doc[i - 1].lower_ not in words("plural-determiner") or is_capital(doc[end]):
        return i
    pair = (i, i + 1)
    foreign = all(doc[k].is_title and doc[k].pos_ in ("X", "PROPN") for k in pair) and not is_common(doc, i + 1)
    return end if foreign and doc[i + 1].text.endswith("s") and doc[i].text not in given_name_gender() else i


def _lettered(doc: Doc, i: int) -> bool:
    """Letters of a body without an article that do something: `selon CODEP`, `affirme CODEP`, `CODEP réclame`."""
    token = doc[i]
    if not LETTERS.fullmatch(token.text) or token.lower_ in not_names("acronym-of-topic") or _goes_on(doc, i + 1):
        return False
    before = doc[i - 1] if i else None
    if before is None or opens_sentence(token):
        after = doc[i + 1 : i + 3]
        done = len(after) == 2 and (after[0].pos_ == "VERB" or (after[0].pos_ == "AUX" and after[1].pos_ == "VERB"))
        return done and not after[0].is_upper
    if before.is_upper and before.is_alpha:
        return False
    if before.lower_ in sign_words("with-a-body") or (before.lower_ in words("agent") and doc[i - 2].pos_ == "VERB"):
        return True
    said = before.pos_ == "VERB" and before.lower_ in speech_words("sure-form")
    return said and i > 1 and (doc[i - 2].text in ',»"' or doc[i - 2].pos_ == "AUX")


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a name may go on at token i: a capital that begins nobody's name."""
    return i < len(doc) and is_capital(doc[i]) and doc[i].text not in given_name_gender()


def _acts(doc: Doc, i: int) -> bool:
    """A lone name that opens a sentence before a verb in the past: the model labels it by what stands around."""
    token = doc[i]
    if token.pos_ != "PROPN" or token.ent_type_ or len(token) < 4 or not token.is_alpha or not token.is_title:
        return False
    if i + 2 >= len(doc) or not opens_sentence(token) or is_noise(doc, i, i + 1):
        return False
    return doc[i + 1].pos_ == "AUX" and doc[i + 2].pos_ == "VERB" and "Part" in doc[i + 2].morph.get("VerbForm", ())


def _leads_to_a_place(doc: Doc, i: int) -> bool:
    """`en Ogooué`, `né à Courtils`, `le maire de Courtils`: a preposition after which a lone name is a place."""
    token = doc[i]
    if token.lower_ in words("only-place-preposition"):
        return True
    before = doc[i - 1] if i > 0 else None
    if before is None or opens_sentence(token) or token.lower_ not in words("to-a-place") | words("elided-of"):
        return False
    if token.lower_ in words("to-a-place"):
        return before.pos_ in ("VERB", "ADV", "NOUN", "ADJ", "PROPN") and before.lemma_ not in not_names("to-somebody")
    return before.lower_ in not_names("of-a-place")


def _sets_the_place(doc: Doc, i: int, end: int) -> bool:
    """`À Tchabalé, les puits sont vides`: where a sentence begins with `à` and a name before a comma."""
    leads = doc[i - 1].lower_ in words("to-a-place") and opens_sentence(doc[i - 1])
    return leads and end < len(doc) and doc[end].text == "," and doc[i].text not in given_name_gender()


def headed(doc: Doc, i: int, heads: str) -> bool:
    """A name behind `directeur de`, `fondatrice d'`, `leader de l'`: of a body, where nobody knows it otherwise."""
    token = doc[i]
    if token.pos_ not in ("PROPN", "X", "NOUN") or len(token) < 3 or is_noise(doc, i, i + 1):
        return False
    if token.lower_ in demonyms() or token.lower_ in not_names("bare-noun"):
        return False
    at = i - 1 - (doc[i - 1].lower_ in words("definite"))
    if at < 1 or doc[at].lower_ not in words("of"):
        return False
    at -= 1 + (doc[at - 1].lower_ in words("head-adjective"))
    return at >= 0 and doc[at].lower_ in words(heads)


def speaking(doc: Doc, i: int) -> Mention | None:
    """A lone word with a capital that opens a sentence and says something: a common noun has its article before it.

    `[Nexalis] affirme que`, `[Velbois] a rappelé que`: a body, since a person is first named in full.
    """
    token = doc[i]
    if not (capitals(doc)[i] and token.is_title and token.is_alpha and len(token) > 3 and opens_sentence(token)):
        return None
    if token.pos_ not in ("PROPN", "X", "NOUN", "ADJ") or token.lower_ in speech_words("subject-pronoun", "some-one"):
        return None
    verb = doc[i + 1].lower_
    past = verb in words("has-word") and "past" in form_kinds(doc[i + 2].lower_) and doc[i + 2].pos_ == "VERB"
    if not past and (verb not in speech_words("sure-form") or verb.endswith("nt")):
        return None
    common = any(token.lower_ in not_names(c) for c in _COMMON) or token.lower_ in demonyms()
    common = common or token.lower_ in words("office-head") or token.lower_ in speech_words("nobody", "human-noun")
    if common or form_kinds(token.lower_) or office_head(doc, i) is not None:
        return None
    return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
