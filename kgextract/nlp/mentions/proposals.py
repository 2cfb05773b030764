"""Doc → mentions from the model's entities, repaired: cut at commas, titles and determiners stripped, noise dropped."""

from __future__ import annotations

import re
from functools import cache

from kgextract.nlp.doc import Doc, Span, Token
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.names import is_capital, is_gentile, name_end, named, opens_sentence
from kgextract.nlp.grammar.wordlist import capitals, memory
from kgextract.nlp.layers import Mention, unit_of
from kgextract.nlp.mentions import gazetteer
from kgextract.nlp.mentions.heads import head_class, is_place_head
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.people import repaired
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.places import ORDINAL, is_prosecuted
from kgextract.nlp.mentions.signs import town_names
from kgextract.nlp.roles.heads import is_office, office_head
from kgextract.tables import events
from kgextract.tables.names import demonyms, firm_words, given_name_gender, not_names, sign_words, words
from kgextract.tables.speech import speech_words

_RATING = re.compile(r"[A-Z]+[a-z]{0,2}-?\d+[+-]?")
_SHORT_SURNAME = 3  # letters
_LETTERS = re.compile(r"[A-ZÉ]{3,6}")
_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]+){1,3}")
_TO = "A"  # the preposition at the start of a sentence, its accent left off
CUTS = frozenset(',;:()[]«»"“”|/')
_COMMON = ("acronym-of-topic", "calendar", "bare-noun", "disease-or-thing", "group-name", "state", "event-head")
TYPES = {"ORG": "Organization", "LOC": "Place"}


def proposals(doc: Doc) -> list[Mention]:
    """The names that the model alone has found, after repair. MISC gives none."""
    found: list[Mention] = []
    for ent in doc.ents:
        if ent.label_ == "PER":
            for a, b in _pieces(doc, ent):
                name = next((k for k in range(a, b) if is_capital(doc[k])), a)  # `de Brunel`
                led = b - name == 1 and _headed(doc, name, "heads-only-a-body")
                m = _thing(doc, a, b, TYPES["ORG"]) if led else repaired(doc, a, b)
                found += [m] if m else []
        elif ent.label_ in TYPES:
            for start, end in _pieces(doc, ent):
                start = _past_text(doc, start, end)
                mention = _in_capitals(doc, start, end) or _thing(doc, start, end, TYPES[ent.label_])
                if mention is not None:
                    mention.start = _past_republic(doc, mention.start, mention.end)
                    found.append(mention)
    found = [m for m in found if not _is_common(doc, m) and unit_of(doc, m.start) == unit_of(doc, m.end - 1)]
    found += [m for i in range(len(doc)) if (m := _unlabelled(doc, i))]
    taken = {k for m in found for k in range(m.start, m.end)}
    found += [m for i in range(len(doc) - 2) if i not in taken and (m := _speaking(doc, i))]
    return [_by_given_name(doc, m) for m in found]


def _past_text(doc: Doc, start: int, end: int) -> int:
    """`Communiqué du | Conseil des ministres`: the text is no part of the name of the body."""
    text = doc.lowered
    if end - start < 2 or text[start] not in not_names("text-of-a-body"):
        return start
    led = text[start + 1] in words("of") and end - start > 2
    return start + 1 + led + (led and text[start + 2] in words("definite"))


def _past_republic(doc: Doc, start: int, end: int) -> int:
    """`procureur de la République de | Quimper`: the town alone is named."""
    whole = end - start > 2 and is_prosecuted(doc, start) and doc.lowered[start + 1] in words("of")
    return start + 2 if whole else start


def _by_given_name(doc: Doc, m: Mention) -> Mention:
    """A lone given name before a verb is somebody, whatever the model takes it for (`Aïcha a porté plainte`)."""
    first, after = doc[m.start], doc[min(m.end, len(doc) - 1)]
    if m.type not in TYPES.values() or m.end - m.start > 1 or first.text not in given_name_gender():
        return m
    acts = after.pos_ in ("VERB", "AUX") or after.lower_ in speech_words("clitic", "reflexive")
    led = not opens_sentence(first) and doc[m.start - 1].pos_ in ("ADP", "DET", "NOUN", "PROPN", "ADJ")
    if not acts or led or starting(doc, m.start, m.end):
        return m
    return person(doc, m.start, m.end, rule="model", confidence=0.55)


def _in_capitals(doc: Doc, start: int, end: int) -> Mention | None:
    """`Touria SARKA`: a given name and a surname in capitals, which the model takes for letters of a body."""
    if end - start != 2 or (start and doc[start - 1].pos_ == "DET"):
        return None
    first, last = doc[start], doc[end - 1]
    if not (first.is_title and first.is_alpha and last.is_upper and last.is_alpha and len(last) > _SHORT_SURNAME):
        return None
    if head_class(first.lower_) or first.lower_ in firm_words("lead", "tail", "club", "medium-lead"):
        return None
    if first.lower_ in not_names("text-of-a-body"):
        return None  # `Communiqué RTSR`
    if last.lower_ in firm_words("tail") or any(m.end == end for m in starting(doc, start, end)):
        return None  # `Solvanor GROUP`, `Greenpeace FRANCE`
    return person(doc, start, end, rule="model", confidence=0.6)


def _speaking(doc: Doc, i: int) -> Mention | None:
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


def _is_common(doc: Doc, m: Mention) -> bool:
    """`le Roi`, `un Discours`: one common noun with a capital, an office's or one that the text has without it."""
    first = doc[m.start]
    plural = first.lower_ in not_names("state") and "Plur" in first.morph.get("Number", [])
    if plural and m.end - m.start > 1 and not any(map(is_capital, doc[m.start + 1 : m.end])):
        return True  # `États africains`
    if m.end - m.start > 1 or first.pos_ != "NOUN" or not first.is_title or m.start == 0:
        return False
    if doc[m.start - 1].pos_ not in ("DET", "ADJ") and doc[m.start - 1].lower_ not in words("contracted"):
        return False
    return first.lower_ in words("office-head", "person-noun") or _in_lower_case(doc, first.lower_)


def _in_lower_case(doc: Doc, word: str) -> bool:
    """Whether the text has this word without a capital, as a noun."""
    kept = memory(doc, "common nouns")
    if not kept:
        kept.update(dict.fromkeys((t.text for t in doc if t.pos_ == "NOUN" and t.is_lower), True))
        kept[""] = True
    return word in kept


def _unlabelled(doc: Doc, i: int) -> Mention | None:
    """A name that the model passes over: capitals inside a word (`MedicalNews`), a place after `en`, one that acts."""
    token = doc[i]
    if not is_capital(token) or token.ent_type_ in TYPES:
        return None
    if _lettered(doc, i):
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if token.ent_type_ not in ("", "MISC"):
        return None
    if _acts(doc, i):
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if i == 0:
        return None
    if _headed(doc, i, "heads-a-body"):
        end = max(name_end(doc, i), i + 1)
        return named(doc, i, end, "Organization", "Organization", rule="model", confidence=0.55)
    if _CAMEL.fullmatch(token.text) and not token.ent_type_:
        return named(doc, i, i + 1, "Organization", "Organization", rule="model", confidence=0.55)
    if _LETTERS.fullmatch(token.text) and doc[i - 1].lower_ in words("plain-article") | words("elided-article"):
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
    if any(doc[k].pos_ not in tags for k in range(i, end)) or _is_noise(doc, i, end):
        return None
    return named(doc, i, end, "Place", "Place", rule="model", confidence=0.55)


def _lettered(doc: Doc, i: int) -> bool:
    """Letters of a body without an article that do something: `selon CODEP`, `affirme CODEP`, `CODEP réclame`."""
    token = doc[i]
    if not _LETTERS.fullmatch(token.text) or token.lower_ in not_names("acronym-of-topic") or _goes_on(doc, i + 1):
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
    if i + 2 >= len(doc) or not opens_sentence(token) or _is_noise(doc, i, i + 1):
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


def _headed(doc: Doc, i: int, heads: str) -> bool:
    """A name behind `directeur de`, `fondatrice d'`, `leader de l'`: of a body, where nobody knows it otherwise."""
    token = doc[i]
    if token.pos_ not in ("PROPN", "X", "NOUN") or len(token) < 3 or _is_noise(doc, i, i + 1):
        return False
    if token.lower_ in demonyms() or token.lower_ in not_names("bare-noun"):
        return False
    at = i - 1 - (doc[i - 1].lower_ in words("definite"))
    if at < 1 or doc[at].lower_ not in words("of"):
        return False
    at -= 1 + (doc[at - 1].lower_ in words("head-adjective"))
    return at >= 0 and doc[at].lower_ in words(heads)


def _pieces(doc: Doc, ent: Span) -> list[tuple[int, int]]:
    """An entity cut at line ends, commas, brackets and quotation marks."""
    pieces: list[tuple[int, int]] = []
    start = ent.start
    for k in range(ent.start, ent.end + 1):
        if k == ent.end or doc[k].is_space or doc[k].text in CUTS or _joins_another(doc, k, ent.end):
            if k > start:
                pieces.append((start, k))
            start = k + 1
    return pieces


def _joins_another(doc: Doc, k: int, end: int) -> bool:
    """`la Cité de la musique | et le Dock des Suds`: a conjunction before another name with its article."""
    if k + 2 >= end or doc[k].lower_ not in words("coordinator"):
        return False
    article = doc[k + 1].lower_ in words("plain-article") | words("elided-article")
    return article and not is_capital(doc[k + 1]) and is_capital(doc[k + 2])


def _thing(doc: Doc, start: int, end: int, type: str) -> Mention | None:
    """A body or place: without determiner, preposition, leading title, trailing verb or weekday; or None."""
    while start < end and not is_capital(doc[start]) and not doc[start].is_digit:
        start += 1
    if type == TYPES["LOC"] and end - start > 1 and opens_sentence(doc[start]) and doc[start].text == _TO:
        start += 1  # `A Kerbrévic, …`
    if end - start == 2 and doc[start].lower_ in words("possessive"):
        return None  # `Notre Soleil`
    while end > start and not _may_end(doc, end - 1, start):
        end -= 1
    if end <= start:
        return None
    first = doc[start]
    if first.lower_ in words("definite") and end - start > 1 and opens_sentence(first):
        return _thing(doc, start + 1, end, type)
    if start > 0 and not opens_sentence(doc[start - 1]) and _is_own_article(doc[start - 1]):
        start -= 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        if not doc[end + 1].is_alpha:
            break
        end += 2
    if is_gentile(doc, start, end):
        return None
    if _is_noise(doc, start, end):
        tail = _behind_preposition(doc, start, end) if type == "Place" else end
        return _thing(doc, tail, end, type) if tail < end else None
    if doc[end - 1].text[-1:] == "'" and end < len(doc) and doc[end].text == "s":
        end += 1
    cls = head_class(first.lower_) if type == "Organization" else None
    if _is_acronym(first.text) and (end - start == 1 or doc[start + 1].pos_ == "ADP"):
        type = "Organization"  # `CCI de Vendée`
    return named(doc, start, end, type, cls or type, rule="model", confidence=0.55)


def _behind_preposition(doc: Doc, start: int, end: int) -> int:
    """Where the name begins behind the last preposition: `procureur de la République à [Guéret]`; `end` if nowhere."""
    last = max((k for k in range(start, end) if doc[k].lower_ in words("to-a-place")), default=end)
    return last + 1 if last + 1 < end and is_capital(doc[last + 1]) else end


def _is_own_article(token: Token) -> bool:
    """`La Chapelle-Rainsouin`, `Les Engagés` inside a sentence: an article with a capital belongs to the name."""
    return token.text.istitle() and token.lower_ in words("plain-article")


def _may_end(doc: Doc, i: int, start: int) -> bool:
    token = doc[i]
    if token.lower_ in not_names("calendar") and i > start:
        return False
    if is_capital(token) or token.is_digit:
        return True
    return token.pos_ in ("NOUN", "ADJ", "PROPN", "X") and token.is_alpha


def _is_noise(doc: Doc, start: int, end: int) -> bool:
    """A common word with a capital, a title, a topic, an event's name: no body and no place."""
    text = doc.between(start, end).lower()
    first = doc[start]
    if start > 1 and (doc[start - 1].lower_ in not_names("craft") or doc[start - 2].lower_ in not_names("craft")):
        return doc[start - 1].pos_ in ("NOUN", "ADJ")  # `la sonde Rosetta`, `le télescope spatial Hubble`
    if _event().fullmatch(doc.between(start, end)) or any(
        text in not_names(c) for c in ("acronym-of-topic", "calendar", "bare-noun", "disease-or-thing", "group-name")
    ):
        return True
    if first.lower_ in not_names("event-head") or first.lower_ in words("office-head"):
        return True
    if end - start > 1 and "-" in first.text and is_office(doc, start):
        return True  # `la Haut-commissaire de la province`
    if first.lower_ in words("council-of-ministers") and start > 1 and doc[start - 2].lower_ in words("office-head"):
        return all(doc[k].lower_ in demonyms() for k in range(start + 1, end))  # `le président du Conseil italien`
    before = doc[max(0, start - 3) : start]
    if first.lower_ in not_names("state") and any(t.lower_ in words("head-of-state-noun") for t in before):
        return True  # `chef de l'Etat français`
    if any(doc[k].lower_ in demonyms() for k in range(start, end)) and is_capital(doc[end - 1]) and end - start == 1:
        return True
    if _RATING.fullmatch(first.text) or ORDINAL.fullmatch(first.text) or _relates(doc, start, end):
        return True
    if end - start == 1:
        if is_office(doc, start):
            return True
        if first.pos_ in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "INTJ", "NUM"):
            led = start > 0 and doc[start - 1].lower_ in words("to-a-place", "elided-of") and first.ent_type_ == "LOC"
            return not (led and first.pos_ in ("VERB", "ADV") and first.is_title and len(first) > 3)
        if opens_sentence(first) and first.pos_ in ("NOUN", "ADJ") and not first.text.isupper():
            return True
        goes_on = end < len(doc) and doc[end].pos_ == "ADJ"
        kind = first.pos_ == "NOUN" and is_place_head(first.lower_)
        return len(first) < 2 or (kind and (goes_on or doc[start - 1].lower_ in words("one")))
    return not any(is_capital(doc[k]) for k in range(start, end))


def _relates(doc: Doc, start: int, end: int) -> bool:
    """`le sommet Chine-Afrique`, `la ligne Lyon-Turin`: two ends of one thing, joined by a hyphen after a noun."""
    parts = doc.between(start, end).split("-")
    if len(parts) != 2 or doc[start - 1].pos_ not in ("NOUN", "ADJ"):
        return False
    known = not_names("compass")
    return all(
        p.lower() in known or any(e.part == "place" for m in gazetteer.matches(p) for e in m.entries) for p in parts
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace("-", "").replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


@cache
def _event() -> re.Pattern[str]:
    """Proper names of events, which the model takes for bodies or places."""
    return re.compile("|".join(f"(?:{row.name})" for row in events.NAMES.rows()))
