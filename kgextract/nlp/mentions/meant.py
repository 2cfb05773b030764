"""The tokens of a known name → the entry of the gazetteers that is meant there, or none: homonyms, products, people."""

from __future__ import annotations

import re

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cue_forms import cue_verbs
from kgextract.nlp.grammar.names import is_capital, opens_sentence, starts_person
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.mentions.gazetteer import Entry, fold
from kgextract.nlp.mentions.heads import head_class, is_place_head
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import demonyms, firm_words, given_name_gender, not_names, sign_words, words
from kgextract.tables.speech import speech_words

_LOWERED = ("MediaOutlet", "Company", "Union", "PoliticalParty")  # bodies that may write their names without a capital
AIRED = ("MediaOutlet", "Platform")  # those in which somebody speaks
_PARTY = "PoliticalParty"
_ORGANISED = (_PARTY, "Union")
_LEADING = ("ADP", "DET", "NOUN")  # what leads to a title
_TOLD = 14  # tokens between a verb of saying and the medium to which somebody said it
_MODEL = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Za-z]{0,3}(?:-\d+)?")


def choose(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that is meant, or None where the words are something else."""
    possible = [e for e in entries if _possible(doc, start, end, e)]
    if not possible:
        return None
    if possible[0].metonym and locative(doc, start):
        return None
    seat = next((e for e in possible if e.metonym), None)
    if seat is not None and possible[0].cls in ("Building", "Headquarters") and not locative(doc, start):
        return seat
    possible.sort(key=lambda e: e.metonym and len(possible) > 1)
    if _is_town(doc, start):
        possible.sort(key=lambda e: e.cls != "City")
    if settled(doc, start):
        possible.sort(key=lambda e: e.part != "place")
        if possible[0].part == "place":
            return possible[0]
    label = doc[start].ent_type_
    complement = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].lower_ in words("of")
    if label == "ORG" and start > 0 and not complement and doc[start - 1].lower_ not in not_names("place-preposition"):
        possible.sort(key=lambda e: (e.part != "organisation", -e.weight))
    if _labels(doc, start, end):
        possible.sort(key=lambda e: e.cls != _PARTY)
    return possible[0]


def _labels(doc: Doc, start: int, end: int) -> bool:
    """Do brackets hold the name right behind a capital, as a party's behind its member (`Luc Roy (CDH)`)?"""
    if start < 2 or end >= len(doc) or doc[start - 1].text != "(" or doc[end].text not in ")/,-":
        return False
    return doc[start - 2].is_title


def _is_town(doc: Doc, start: int) -> bool:
    """Does a name that is that of a land only with an article stand without one: `à Québec`, not `au Québec`?"""
    if doc[start].lower_ not in words("land-with-article") or start == 0:
        return False
    before = doc[start - 1].lower_
    return before in words("to-a-place") or (before in words("of") and before not in words("contracted"))


def settled(doc: Doc, start: int) -> bool:
    """Does a word for who lives or governs there, or `à`, lead to the name: `le maire de Gap`, `à Gap`?"""
    if start > 1 and doc[start - 1].lower_ in words("of"):
        noun = doc[start - 2].lower_
        seat = noun in sign_words("of-a-place") and noun not in sign_words("of-either")
        return noun in not_names("of-a-place") or seat
    return start > 0 and doc[start - 1].lower_ in words("to-a-place")


def locative(doc: Doc, start: int) -> bool:
    """Is the name a place where one goes or is: `à l'Élysée`, `palais de l'Élysée`?"""
    k = start - 1
    while k >= 0 and doc[k].lower_ in words("definite") and doc[k].lower_ not in words("contracted"):
        k -= 1
    if k >= 0 and doc[k].lower_ in words("of") and k > 0:
        return doc[k - 1].lower_ in not_names("seat")
    return k >= 0 and doc[k].lower_ in words("locative")


def _possible(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    if end < len(doc) and doc[end].lower_ in words("prefix-of-name") and is_capital(doc[end]):
        return False  # `Beni N'Gad`
    if entry.part == "people":
        return _is_people(doc, start, end)
    if entry.part == "person":
        return True
    if entry.cls in MEDIA and end - start == 1 and (_ends_a_body(doc, start) or _is_a_thing(doc, start)):
        return False
    if entry.cls in MEDIA and before_speaker(doc, start, end):
        return True
    if entry.contracted and entry.cls in MEDIA and (_told(doc, start, end) or _small_article(doc, start, end, entry)):
        return True
    if entry.contracted and entry.ambiguous and doc[start].lower_ in not_names("bare-noun"):
        return False  # `du Soleil`
    if entry.contracted and not _after_contraction(doc, start, entry):
        return False
    if entry.signature and doc[start].is_lower:
        return start > 0 and end < len(doc) and doc[start - 1].text in "(/" and doc[end].text in ")/"
    if entry.small and doc[start].is_lower and not _is_the_one(doc, start, end):
        return False
    if (
        entry.part == "organisation"
        and _goes_on(doc, end, entry)
        and not (entry.cls in MEDIA and spoken_to(doc, start))
    ):
        return False
    if entry.part == "organisation" and end - start == 1 and _is_of_a_region(doc, start):
        return False  # `Aviva Stadium`, `la région du Centre`
    if entry.part == "organisation" and end - start == 1 and _is_honorific(doc, start):
        return False
    if end - start == 1 and surname_of_officer(doc, start):
        return False
    if _inside_person(doc, start, end) or (entry.cls == "Company" and _is_product(doc, start, end)):
        return False
    if entry.ambiguous:
        return _certain(doc, start, end, entry)
    if end - start > 1:
        return True
    token = doc[start]
    if token.text.isupper():
        return len(token) > 1 and not _is_unit(doc, start)
    if not is_capital(token):
        return entry.cls in _LOWERED and token.pos_ in ("PROPN", "NOUN", "X")  # `sur franceinfo`
    known = token.pos_ in ("PROPN", "X", "NOUN") or token.ent_type_ != "" or not opens_sentence(token)
    return known or _acts_first(doc, start)


def _ends_a_body(doc: Doc, i: int) -> bool:
    """`Front de | Libération Nationale`, `Comité de | Libération`: a word in the name of a body, no medium."""
    k = i - 1 - (i > 1 and doc[i - 1].lower_ in words("definite") and doc[i - 1].lower_ not in words("contracted"))
    if k < 1 or doc[k].lower_ not in words("of") or not is_capital(doc[k - 1]) or opens_sentence(doc[k - 1]):
        return False
    cls = head_class(doc[k - 1].lower_)
    return bool(cls) and cls not in MEDIA


def _is_a_thing(doc: Doc, i: int) -> bool:
    """`un | PC protégé`, `votre | PC`: letters of which there are many, no medium."""
    return doc[i].text.isupper() and i > 0 and doc[i - 1].lower_ in words("one", "possessive")


def _acts_first(doc: Doc, i: int) -> bool:
    """`Uber a annoncé`: no word of French, before a verb, whatever the model takes it for at the head of a sentence."""
    word = lowered(doc)[i]
    if is_common(doc, i) or word in doc._.verbs or word in speech_words("subject-pronoun"):
        return False
    return i + 1 < len(doc) and doc[i + 1].pos_ in ("AUX", "VERB")


def _is_honorific(doc: Doc, i: int) -> bool:
    """`SEM. Ali Diallo`: without an article the letters are a form of address."""
    return doc[i].lower_ in words("honorific") and not (i and doc[i - 1].lower_ in words("definite"))


def _certain(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Is a name that proves little meant here: taken for a name by the model, a place after a word that leads to it?"""
    token = doc[start]
    if len(token) == 1 and end - start == 1:
        return _is_platform(doc, start)
    if entry.cls in MEDIA and not entry.contracted and doc[start - 1].lower_ in words("plain-article"):
        return False  # `sur le Sud-Ouest`, `la Libération de 1944`
    if entry.cls in AIRED and is_capital(token) and doc[start - 1].lower_ in not_names("platform-lead"):
        return not opens_sentence(token)  # `a écrit sur Threads`
    if entry.cls in AIRED and is_capital(token) and _set_as_title(doc, start, end):
        return True
    if token.text.istitle() and token.lower_ in words("plain-article") and not opens_sentence(token):
        return is_capital(doc[start + 1])  # `dans Le Devoir`
    if entry.cls in MEDIA and end - start > 1 and is_capital(doc[start + 1]) and _reports(doc, end):
        return True  # `Le Soir a révélé l'affaire`
    if entry.cls in _ORGANISED and is_capital(token) and _after_letters(doc, start):
        return True
    if not is_capital(token) or (token.ent_type_ not in ("LOC", "ORG") and not _in_a_region(doc, start, entry)):
        return False
    if opens_sentence(token) and (end - start == 1 or token.lower_ not in words("definite")):
        return False
    if entry.part != "place" or token.text not in given_name_gender():
        return True
    if end < len(doc) and is_capital(doc[end]) and doc[end].pos_ == "PROPN":
        return False  # `Hassan Berrada`
    before = doc[start - 1]
    return before.pos_ in ("ADP", "DET") or before.lower_ in words("coordinator") or before.text in "(,-/"


def _after_letters(doc: Doc, start: int) -> bool:
    """`la CGT et Solidaires`, `FO ; Solidaires`: in a list, behind the capitals of another body."""
    if start < 2 or not (doc[start - 1].text in (",", ";", "/") or doc.lowered[start - 1] in words("coordinator")):
        return False
    return doc[start - 2].text.isupper() and len(doc[start - 2]) > 1


def _reports(doc: Doc, i: int) -> bool:
    """Does a verb of saying stand at a token, perhaps behind its auxiliary?"""
    has = i + 1 < len(doc) and doc[i].pos_ == "AUX" and "Part" in doc[i + 1].morph.get("VerbForm", [])
    verb = doc[i + has] if i + has < len(doc) else doc[i - 1]
    return verb.pos_ == "VERB" and verb.lemma_.lower() in cue_verbs()


def _set_as_title(doc: Doc, start: int, end: int) -> bool:
    """Is a name alone in quotation marks, led to by a word (`dans «Le Parisien»`, `au journal "Le Point"`)?"""
    if start < 2 or end >= len(doc) or doc[start - 1].lower_ not in words("opening"):
        return False
    return doc[end].is_punct and doc[end].lower_ in words("closing") and doc[start - 2].pos_ in _LEADING


def _in_a_region(doc: Doc, i: int, entry: Entry) -> bool:
    """`la Creuse`, `en Vendée`, `le Medef Vendée`: a region behind an article, a preposition or a body."""
    if entry.cls != "Region" or doc[i].pos_ != "PROPN" or i == 0 or opens_sentence(doc[i]):
        return False
    before = doc[i - 1].lower_
    if before in words("definite") | not_names("place-preposition") and before not in words("plural-determiner"):
        return i + 1 == len(doc) or not is_capital(doc[i + 1])
    return any(m.end == i and m.entries[0].part == "organisation" for m in starting(doc, i - 1, i))


def _is_platform(doc: Doc, i: int) -> bool:
    """`publié sur X`, `son compte X`: one letter after a word that leads to a network, no quantity (`sur X points`)."""
    led = i > 0 and doc[i].is_upper and doc[i - 1].lower_ in not_names("platform-lead")
    return led and (i + 1 == len(doc) or doc[i + 1].pos_ not in ("NOUN", "PROPN", "NUM") or starts_person(doc, i + 1))


def _is_unit(doc: Doc, i: int) -> bool:
    """`0,04 UA`, `12 MW`: a symbol of one or two letters after a number in figures."""
    return i > 0 and len(doc[i]) < 3 and doc[i - 1].text[-1:].isdigit()


def _is_product(doc: Doc, start: int, end: int) -> bool:
    """`un Airbus`, `l'avion Boeing 737`: what a company makes, with an indefinite article or a model's number."""
    if end < len(doc) and _MODEL.fullmatch(doc[end].text) and not doc[end - 1].is_punct:
        return True
    before = doc[start - 1] if start > 0 else None
    return before is not None and (before.lower_ in words("one") or before.pos_ == "NUM") and not doc[start].is_digit


def _is_of_a_region(doc: Doc, start: int) -> bool:
    """Does the noun for a region or a town stand before `de` and the name?"""
    return start > 1 and doc[start - 1].lower_ in words("of") and is_place_head(doc[start - 2].lower_, "Region", "City")


def _goes_on(doc: Doc, end: int, entry: Entry) -> bool:
    """Is the name the first word of a longer one, as the model has it: another capital, no person's name?"""
    if end >= len(doc) or doc[end].ent_iob_ != "I" or doc[end].ent_type_ not in ("ORG", "LOC"):
        return False
    token = doc[end]
    if not is_capital(token) or token.pos_ not in ("PROPN", "NOUN", "X") or starts_person(doc, end):
        return False
    branch = ("place", "organisation") if entry.cls == "Union" else ("place",)
    if any(e.part in branch for m in starting(doc, end, end + 1) for e in m.entries):
        return False  # `Greenpeace Afrique`, `la CGT Renault`
    return doc[end - 1].whitespace_ != "" and token.lower_ not in not_names("bare-noun") and not opens_sentence(token)


def aired(doc: Doc, start: int) -> bool:
    """Does the name stand behind a verb and `sur`: `a écrit sur Twitter Haruto Nakagawa`?"""
    return start > 1 and doc[start - 1].lower_ in firm_words("on-air") and doc[start - 2].pos_ == "VERB"


def spoken_to(doc: Doc, start: int) -> bool:
    """Does the name stand behind a verb and `à`: `a dit à l'AFP Haruto Nakagawa`?"""
    at = start - 1
    if at > 0 and doc[at].lower_ in words("elided-article", "plain-article"):
        at -= 1
    return at > 0 and doc[at].lower_ in words("to-a-place") and doc[at - 1].pos_ == "VERB"


def before_speaker(doc: Doc, start: int, end: int) -> bool:
    """Does the name of a medium stand between a preposition and a given name: `a dit sur France Inter | Anne Roy`?"""
    at = start - 1
    if at > 0 and doc[at].lower_ in words("elided-article", "plain-article"):
        at -= 1
    aired = at > 0 and doc[at].lower_ in words("of") and doc[at - 1].lower_ in firm_words("microphone")
    led = at > 0 and (aired or doc[at].lower_ in words("locative") | firm_words("on-air")) and is_capital(doc[start])
    if not led or end + 1 >= len(doc) or doc[end].text not in given_name_gender():
        return False
    return starts_person(doc, end) or doc[end + 1].text == ","  # `a dit à la BBC | Maria, une habitante`


def _told(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb of saying before `au`, or what a paper has, leads to the name (`a déclaré la maire au Monde`, `un
    entretien au Monde`, `une information du Monde`, `a déclaré la maire auprès du Monde`)."""
    if doc[start - 1].lower_ not in words("contracted") or not is_capital(doc[start]):
        return False
    if end < len(doc) and (is_capital(doc[end]) or doc[end].pos_ == "ADJ"):
        return False
    if start > 1 and doc[start - 2].lower_ in firm_words("of-a-paper"):
        return True
    beside = start > 1 and doc[start - 2].lower_ in firm_words("beside-one")
    return (beside or doc[start - 1].lower_ in words("to-the")) and _said_before(doc, start - 1)


def _small_article(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Whether the article of a newspaper stands in small letters where only a source or a medium does.

    `selon le Monde`, `, révèle l'Équipe`, `a-t-il dit dans la Croix`, `le Parisien a révélé que`
    """
    article = doc[start - 1].lower_ if start > 1 and doc[start - 1].is_lower else ""
    apart = "" if article in words("elided-article") else " "
    whole = f"{article}{apart}{doc.between(start, end)}"
    if not article or not is_capital(doc[start]) or fold(whole) != fold(entry.name):
        return False
    beyond = doc[end] if end < len(doc) else None
    of_a_name = (
        end + 1 < len(doc) and doc[end].lower_ in words("of") and is_capital(doc[end + 1])
    )  # `l'Équipe de France`
    if doc[start].lower_ in firm_words("no-paper") or of_a_name or (beyond is not None and is_capital(beyond)):
        return False
    lead, closed = doc[start - 2], beyond is None or beyond.is_punct or beyond.is_space
    if lead.lower_ in firm_words("paper-source"):
        return closed
    if lead.pos_ == "VERB" and lead.lemma_.lower() in cue_verbs():
        return closed or (beyond is not None and beyond.pos_ in ("ADP", "NOUN", "ADV"))
    if lead.lower_ in firm_words("paper-lead"):
        return _said_before(doc, start - 2)
    place = any(e.part == "place" for m in starting(doc, start, start + 1) for e in m.entries)
    if lead.lower_ in words("of"):
        return not place and start > 2 and doc[start - 3].lower_ in firm_words("of-a-paper")
    return not place and lead.is_punct and _reports(doc, end)


def _said_before(doc: Doc, i: int) -> bool:
    """Whether the verb before a token, or the noun right before it, says something to a newspaper or in it."""
    if i and doc[i - 1].lower_ in firm_words("of-a-paper"):
        return True
    for token in reversed(doc[max(0, i - _TOLD) : i]):
        if token.pos_ == "VERB":
            return token.lemma_.lower() in cue_verbs()
        if token.is_space or token.text in ".;:!?»":
            return False
    return False


def _after_contraction(doc: Doc, start: int, entry: Entry) -> bool:
    """`au Caire`, `du Monde`; not inside a longer name (`Coupe du Monde`)."""
    if start == 0 or doc[start - 1].lower_ not in words("contracted"):
        return False
    if entry.part == "place" and not entry.ambiguous:
        return True
    if not doc[start].ent_type_ or (start + 1 < len(doc) and doc[start + 1].pos_ == "ADJ"):
        return False  # `ministère des Affaires étrangères`
    return doc[start].ent_iob_ == "B" or start < 2 or not doc[start - 2].ent_type_ or not is_capital(doc[start - 2])


def _is_the_one(doc: Doc, start: int, end: int) -> bool:
    """`la banque centrale européenne`: definite, and no other word of description follows."""
    return start > 0 and doc[start - 1].lower_ in words("definite") and (end == len(doc) or doc[end].pos_ != "ADJ")


def _inside_person(doc: Doc, start: int, end: int) -> bool:
    """Is the match part of a longer person's name: `Mme Paris`, `Jean Monaco`, `Nancy Pelosi`?"""
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.lower_ in words("civility"):
        return True
    if before is not None and before.text in given_name_gender() and doc[start].ent_type_ in ("PER", ""):
        return True
    after = doc[end] if end < len(doc) else None
    per = doc[start].ent_type_ == "PER"
    if per and after is not None and after.ent_type_ == "PER" and after.ent_iob_ == "I" and is_capital(after):
        return True
    return per and before is not None and before.ent_type_ == "PER" and is_capital(before) and end - start == 1


def surname_of_officer(doc: Doc, i: int) -> bool:
    """Is a name that a table knows the surname behind an office with its nationality or behind a rank: `le président
    français Hollande`, `le colonel Kone`?"""
    if i > 1 and doc[i - 1].lower_ in words("uniform-rank") and doc[i].is_title:
        return i + 1 >= len(doc) or not is_capital(doc[i + 1]) or opens_sentence(doc[i + 1])
    if i < 3 or not is_capital(doc[i]) or doc[i - 1].pos_ != "ADJ" or doc[i - 1].lower_ not in demonyms():
        return False
    if doc[i - 3].lower_ not in words("definite") or (i + 1 < len(doc) and is_capital(doc[i + 1])):
        return False
    office = office_head(doc, i - 2)
    return office is not None and not office[1]


def _is_people(doc: Doc, start: int, end: int) -> bool:
    """`les Sénégalais`, `des millions d'Européens`: capital, plural determiner or `de`, no name after."""
    token = doc[start]
    if end - start != 1 or not is_capital(token) or start == 0:
        return False
    before = doc[start - 1].lower_
    counted = before in words("elided-of") and start > 1 and token.text.endswith("s") and doc[start - 2].pos_ != "DET"
    if before not in words("plural-determiner") and not counted:
        return False
    after = doc[end] if end < len(doc) else None
    return not (after is not None and is_capital(after) and after.pos_ == "PROPN")
