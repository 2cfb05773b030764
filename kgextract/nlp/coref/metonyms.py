"""Capitals and seats that speak or decide → what they stand for: "Paris souhaite" is France, "à Paris" is the city.

A rule of order: the name has no preposition and a verb of saying or willing follows or comes right before; or it
is an agent (*négocié par Ankara*), after a preposition of viewpoint (*selon*, *aux yeux de*), beside a noun or verb of
dealings (*relations avec Moscou*, *négocier avec Moscou*) or of stance (*à la demande de Kiev*).
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.coref.wording import fold
from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.mistagged import mistagged
from kgextract.nlp.grammar.names import opens_sentence
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import cut
from kgextract.nlp.layers import Mention
from kgextract.nlp.mentions import gazetteer
from kgextract.tables import gazetteers
from kgextract.tables.identity import identity_words
from kgextract.tables.names import not_names
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import CUES, speech_words
from kgextract.tables.syntax import syntax

_BETWEEN = ("ADV", "PRON", "PART", "AUX", "VERB", "DET")
_ENDING = 2  # letters of the ending of an infinitive
_REACH = 6  # adverbs and clitics between subject and verb
_OBJECT = 4  # words from a verb to what is done
_PHRASE = 4  # words of `à l'égard de`
_VOICE = 16  # tokens of an aside that tells by whose voice
_VERB = 4  # more than the words of a verb of saying
_GIFT = 7  # words from a verb of giving over what is given to `à`
_BOND = 12  # words between a noun of dealings and the two sides


def read(doc: Doc, mentions: list[Mention]) -> None:
    """Let the mentions of acting capitals and of seats point to the state or body they stand for."""
    found: list[tuple[Mention, str, str]] = []
    acting: set[str] = set()  # seats (no cities) that act somewhere: they are the body all through the article
    inside = {  # the ends of what stands in the name of a body (`la cour d'appel de Bruxelles`)
        (k, m.end) for m in mentions if m.type == "Organization" for k in range(m.start + 1, m.end)
    }
    for m in mentions:
        text = fold(doc.between(m.start, m.end))
        row = _table().get(text)
        if row is None or m.kind != "named" or m.type not in ("Place", "Organization") or m.rule == "team":
            continue
        found.append((m, text, row.key))
        if row.condition == "always" or (m.cls != "City" and (acts(doc, m) or _heard_in(doc, m))):
            acting.add(text)
    for m, text, key in found:
        entry = gazetteer.by_key(key)
        alone = (m.start, m.end) not in inside
        if entry and m.key != key and (text in acting or (alone and acts(doc, m))):
            m.key, m.name, m.wikidata, m.cls = entry.key, entry.name, entry.wikidata, entry.cls
            m.type = "Place" if entry.part == "place" else "Organization"


def acts(doc: Doc, m: Mention) -> bool:
    """Whether a name stands where somebody speaks, wills, or is dealt with."""
    i = _first_of_pair(doc, m.start) - 1
    if i < 0:
        return _verb_after(doc, m)
    if i and doc[i].lower_ in not_names("calendar") and _is_verb(doc[i - 1], identity_words("willing") | _cues()):
        i -= 1  # `a accusé mardi Moscou`
    before = doc[i]
    word, previous = before.lower_, doc[i - 1] if i else None
    said = {word, doc.between(max(i - 1, 0), i + 1).lower()}  # `d'après`
    if said & identity_words("voice") or _in_view(doc, m, i):
        return True
    if _is_verb(before, identity_words("willing")) or _says_before(doc, i):
        return True
    if word in identity_words("agent"):
        return any(
            "Part" in t.morph.get("VerbForm", []) or _is_verb(t, identity_words("willing"))
            for t in doc[max(0, i - 6) : i]
        )
    if word in identity_words("addressee"):
        leaning = previous is not None and _lemma(previous) in identity_words("leaning")
        leaning = leaning or _noun_before(doc, i) in identity_words("inflicted")
        addressed = any(_is_verb(t, identity_words("addressing")) for t in doc[max(0, i - 2) : i])
        addressed = addressed and not names_hearer(doc, m.end)  # `a demandé à Hanoï aux entreprises de`
        return leaning or addressed or _given(doc, i)
    if previous is not None and word in identity_words("of"):
        sided = identity_words("stance") | identity_words("leaning")
        return bool({_lemma(previous), previous.lower_} & sided) or _is_verb(previous, identity_words("turning-from"))
    if word in identity_words("with"):
        near = doc[max(0, i - 4) : i]
        return any(_lemma(t) in identity_words("bond") or _is_verb(t, identity_words("dealing")) for t in near)
    if word in identity_words("upon"):
        return any(_lemma(t) in identity_words("pressing") for t in doc[max(0, i - 4) : i])
    if word in identity_words("between"):
        return _dealing(doc, i)
    return before.pos_ not in ("ADP", "DET", "PROPN", "NOUN", "ADJ") and _verb_after(doc, m)


def names_hearer(doc: Doc, i: int) -> bool:
    """Whether those to whom somebody turns begin at token i (`aux entreprises`)."""
    found = preposition(doc, i) if i < len(doc) else None
    return found is not None and found.lemma in syntax("to-lemma")


def is_seat(doc: Doc, m: Mention) -> bool:
    """Whether a name is that of a capital or seat, which may stand for a state or body."""
    return fold(doc.between(m.start, m.end)) in _table()


def _heard_in(doc: Doc, m: Mention) -> bool:
    """`À l'Élysée, on assure que`, `indique-t-on à Matignon`: those who work there, whom the article calls *on*."""
    at = m.start - (m.start > 0 and doc[m.start - 1].pos_ == "DET")
    to = next(
        (k for k in (at - 1, at) if k >= 0 and (p := preposition(doc, k)) and p.lemma in syntax("to-lemma")), None
    )
    if to is None:
        return False
    comma = m.end + 1 < len(doc) and doc[m.end].text == ","
    behind = doc.lowered[m.end + 1 : m.end + 3] if comma else []
    before = doc.lowered[to - 1].lstrip("-").removeprefix("t-") if to else ""
    return before in speech_words("on-word") or bool(speech_words("on-word").intersection(behind))


def _in_view(doc: Doc, m: Mention, i: int) -> bool:
    """`aux yeux de Moscou`, `auprès de Moscou`, `Pour Moscou, …`: in whose view something is, with whom one deals."""
    before = doc[i]
    if before.lower_ in identity_words("of"):
        forms = (doc.between(k, i).lower() for k in range(max(0, i - _PHRASE), i))
        return any(form in identity_words("viewed-by") for form in forms)
    comma = m.end < len(doc) and doc[m.end].text == ","
    return comma and before.lower_ in identity_words("viewing") and opens_sentence(before)


def _noun_before(doc: Doc, i: int) -> str:
    """The lemma of the noun before token i, over its adjectives: `le soutien politique et moral | à Lima`."""
    k = i - 1
    while k > 0 and (doc[k].pos_ == "ADJ" or (doc[k].pos_ == "CCONJ" and doc[k - 1].pos_ == "ADJ")):
        k -= 1
    return _lemma(doc[k])


def _given(doc: Doc, i: int) -> bool:
    """`a livré des chars | à Kiev`: what states give each other, behind its verb."""
    if _noun_before(doc, i) not in identity_words("state-deed"):
        return False
    return any(set(infinitives(t)) & identity_words("giving") for t in doc[max(0, i - _GIFT) : i] if t.pos_ == "VERB")


def _says_before(doc: Doc, i: int) -> bool:
    """Whether a verb of saying ends at token i, or before a day there, behind what is said (`…, a précisé mardi`)."""
    i -= i > 0 and doc[i].lower_ in not_names("calendar")
    if not _is_verb(doc[i], _cues()):
        return False
    while i > 0 and doc[i - 1].pos_ in ("AUX", "PRON", "ADV"):
        i -= 1
    return i > 0 and (doc[i - 1].text == "," or doc[i - 1].lower_ in speech_words("closing-mark"))


def _dealing(doc: Doc, i: int) -> bool:
    """Whether what is between two names at token i is a bond of states rather than a way: no train, no distance."""
    if any(_lemma(t) in identity_words("way") for t in doc[max(0, i - 4) : i]):
        return False
    return any(_lemma(t) in identity_words("bond") for t in doc[max(0, i - _BOND) : i] if not t.is_space)


def _first_of_pair(doc: Doc, start: int) -> int:
    """Where the first of "A et B" starts, for B; of "A, B et C", all of them capitals, for C."""
    if not (start > 1 and doc[start - 1].pos_ == "CCONJ" and doc[start - 2].text[:1].isupper()):
        return start
    first = start - 2
    while first > 1 and doc[first - 1].text == "," and _stands_for(doc, first) and _stands_for(doc, first - 2):
        first -= 2
    return first


def _lemma(token: Token) -> str:
    return str(token.lemma_.lower())


def _is_verb(token: Token, verbs: frozenset[str]) -> bool:
    """By its lemma, or by the stem of an infinitive where the model's lemma is no infinitive: *réclame*."""
    behind = token.before is not None and token.before.pos_ == "AUX"  # `a irrité`, which the model takes for an adverb
    if token.pos_ != "VERB" and not (behind and token.pos_ == "ADV"):
        return False
    word = token.lower_
    return _lemma(token) in verbs or any(
        word.startswith(v[:-_ENDING]) and len(word) <= len(v) + _ENDING for v in verbs if len(v) > 2 * _ENDING + 1
    )


def _verb_after(doc: Doc, m: Mention) -> bool:
    """A verb of saying or willing after the name, past clitics, adverbs, auxiliaries and modal verbs."""
    willing = identity_words("willing") | _cues()
    start = _past_aside(doc, _past_pair(doc, m.end))
    said = False  # a verb that only links: "est prêt", "n'est pas en mesure"
    if start + 1 < len(doc) and doc[start + 1].text == "," and doc[start].lemma_ in syntax("have-lemma"):
        start = _past_aside(doc, start + 1)  # `a, de son côté, condamné`
    for token in doc[start : start + _REACH]:
        if said and _lemma(token) in identity_words("state-of-mind"):
            return True
        if token.pos_ in ("VERB", "AUX") and (_deals(doc, token.i) or _in_several_words(doc, token.i)):
            return True
        if token.pos_ not in ("VERB", "AUX") and mistagged(doc, token.i):
            return lemma_of(doc, token.i) in willing  # `ce que Téhéran dément`
        if token.pos_ == "VERB" and _lemma(token) not in identity_words("modal"):
            return _is_verb(token, willing | _felt() if _of_itself(doc, start, token.i) else willing)
        linking = token.pos_ == "ADP" and token.i + 1 < len(doc) and _links(doc[token.i + 1])
        if token.pos_ not in _BETWEEN and not token.is_quote and not linking:
            return False
        said = said or token.pos_ == "AUX" or _lemma(token) in identity_words("modal")
    return False


def _of_itself(doc: Doc, start: int, verb: int) -> bool:
    """Whether a reflexive pronoun stands between the subject and its verb."""
    return any(t.lower_ in speech_words("reflexive") for t in doc[start:verb])


def _in_several_words(doc: Doc, i: int) -> bool:
    """Whether a verb of saying of several words begins at token i (`a fait | savoir`)."""
    behind = [doc.lowered[i + 1 : i + size] for size in range(2, _VERB)]
    return any((verb, *words) in _phrases() for verb in infinitives(doc[i]) for words in behind)


def _deals(doc: Doc, i: int) -> bool:
    """`met | en doute`, `prend ses distances`, `mène une offensive`, `veut | une réponse`: what only a state does."""
    verbs, after = set(infinitives(doc[i])), doc[i + 1 : i + 1 + _OBJECT]
    if verbs & identity_words("support"):
        return any(_lemma(t) in identity_words("state-deed") or t.lower_ in identity_words("state-deed") for t in after)
    return bool(verbs & identity_words("main-will")) and bool(after) and after[0].pos_ == "DET"


def _stands_for(doc: Doc, i: int) -> bool:
    """Whether a word is the name of a capital or seat that may stand for another thing."""
    return doc[i].text[:1].isupper() and fold(doc[i].text) in _table()


@cache
def _table() -> dict[str, gazetteers.Metonym]:
    """The capitals and seats of the table, folded."""
    return {fold(row.phrase): row for row in gazetteers.METONYMS.rows()}


def _past_pair(doc: Doc, i: int) -> int:
    """Past the second of "A et B"; past the last of "A, B et C", all of them capitals."""
    k = i
    while k + 1 < len(doc) and doc[k].text == "," and _stands_for(doc, k + 1):
        k += 2
    if k > i and k + 1 < len(doc) and doc[k].pos_ == "CCONJ" and _stands_for(doc, k + 1):
        return k + 2
    joined = i + 2 < len(doc) and doc[i].pos_ == "CCONJ" and doc[i + 1].text[:1].isupper()
    return i + 2 if joined else i


def _past_aside(doc: Doc, i: int) -> int:
    """Past a short aside between commas: ", de son côté,", or into a relative clause: ", qui".

    Its own verb tells as well who is meant.
    """
    if i >= len(doc) or doc[i].text != ",":
        return i
    if i + 1 < len(doc) and doc[i + 1].lower_ in syntax("subject-relative"):
        return i + 2
    link = preposition(doc, i + 1)
    by_voice = link is not None and link.lemma in speaker_words("by-voice")  # `, par la voix de sa porte-parole,`
    for j in range(i + 1, min(i + (_VOICE if by_voice else _REACH), len(doc))):
        if doc[j].text == ",":
            return j + 1
        if doc[j].pos_ == "VERB" or (doc[j].pos_ == "PROPN" and not by_voice):
            break
    return i


def _links(token: Token) -> bool:
    """Whether a preposition before it leads no complement: *jusqu'ici*, *en mesure*."""
    return token.pos_ == "ADV" or _lemma(token) in identity_words("state-of-mind")


@cache
def _cues() -> frozenset[str]:
    """The verbs of saying of one word."""
    return frozenset(parts[0] for parts in _parts() if len(parts) == 1)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """The words of the verbs of saying of several words."""
    return frozenset(tuple(p) for p in _parts() if len(p) > 1 and p[0] not in speech_words("reflexive"))


@cache
def _felt() -> frozenset[str]:
    """The reflexive verbs of saying, without their pronoun."""
    return frozenset(p[1] for p in _parts() if len(p) > 1 and p[0] in speech_words("reflexive"))


def _parts() -> list[list[str]]:
    """The verbs of saying, cut into words."""
    return [cut(lemma) for row in CUES.rows() for lemma in row.lemmas]
