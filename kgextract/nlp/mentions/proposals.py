"""Doc → mentions from the model's entities, repaired: cut at commas, titles and determiners stripped, noise dropped."""

from __future__ import annotations

from kgextract.nlp.doc import Doc, Span, Token
from kgextract.nlp.grammar.names import is_capital, is_gentile, named, opens_sentence
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import Mention, unit_of
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.model_people import repaired
from kgextract.nlp.mentions.noise import is_noise
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.places import is_prosecuted
from kgextract.nlp.mentions.unlabelled import headed, speaking, unlabelled
from kgextract.tables.names import firm_words, given_name_gender, not_names, words
from kgextract.tables.speech import speech_words

_SHORT_SURNAME = 3  # letters
_TO = "A"  # the preposition at the start of a sentence, its accent left off
CUTS = frozenset(',;:()[]«»"“”|/')
TYPES = {"ORG": "Organization", "LOC": "Place"}


def proposals(doc: Doc) -> list[Mention]:
    """The names that the model alone has found, after repair. MISC gives none."""
    found: list[Mention] = []
    for ent in doc.ents:
        if ent.label_ == "PER":
            for a, b in _pieces(doc, ent):
                name = next((k for k in range(a, b) if is_capital(doc[k])), a)  # `de Brunel`
                led = b - name == 1 and headed(doc, name, "heads-only-a-body")
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
    found += [m for i in range(len(doc)) if (m := unlabelled(doc, i))]
    taken = {k for m in found for k in range(m.start, m.end)}
    found += [m for i in range(len(doc) - 2) if i not in taken and (m := speaking(doc, i))]
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
    if is_noise(doc, start, end):
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


def _is_acronym(text: str) -> bool:
    letters = text.replace("-", "").replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()
