"""Doc and a token whose form may be a finite verb → whether it is one, whatever its tag (`le préfet alerte sur`).

The model takes rare and ambiguous present forms for nouns, adjectives or participles. Order decides: what stands
beside a clitic, before *que*, behind a quotation, or where the sentence has no other verb is the verb.
"""

from __future__ import annotations

from functools import cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.agents import agentive, written
from kgextract.nlp.grammar.behind_clitics import behind_clitic, behind_named, many_say
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.settled import as_present
from kgextract.nlp.grammar.wordlist import lowered, memory, once, tags
from kgextract.tables.names import words
from kgextract.tables.speech import CUES, speech_endings, speech_words

_NOUNLIKE = ("ADJ", "NOUN", "ADV", "PROPN", "X", "SCONJ", "PRON", "NUM", "DET")
_WHOM = 12  # tokens of those who are asked
_ASIDE = 8  # tokens of how something is said, between commas
_BETWEEN = (",", "!", "?", "…", "–", "—", "-")


def mistagged(doc: Doc, i: int) -> bool:
    """Whether token i, which is no verb by its tag and one of a cue by its form, is a verb by its place."""
    text, tag = lowered(doc), tags(doc)
    if i == 0 or tag[i] not in _NOUNLIKE or not doc[i].is_lower:
        return False
    before = text[i - 1]
    if many_say(doc, i):
        return True
    if before in speech_words("reflexive", "third-person", "negation-word", "on-word") or behind_clitic(doc, i):
        return True
    after = text[i + 1] if i + 1 < len(text) else ""
    if after in speech_words("made-word") and tag[i - 1] != "DET" and tag[i] == "NOUN":
        return True  # `…, fait savoir que`
    if before in speech_words("of-form") and i > 1 and text[i - 2] in speech_words("before-of"):
        return "infinitive" in form_kinds(text[i])  # `avant de conseiller de fermer`
    if "finite" not in form_kinds(text[i]):
        return False
    if behind_named(doc, i) or _closing(doc, i):
        return True
    beyond = past_when(doc, i + 1)
    if before == "," and beyond < len(tag):
        if text[beyond] in speech_words("of-form") and _to_do(doc, beyond + 1):
            return True  # `Le maire, qui a signé, menace de partir`
        if after == ":" or (tag[i] in ("NOUN", "ADJ", "NUM") and _named(doc, beyond)):
            return True  # `…, peste mardi Yamina`
        if tag[beyond] == "DET" and tag[i] in ("NOUN", "ADJ"):
            return True  # `…, alerte la mairie`
    if after in speech_words("that-word") and (tag[i - 1] in ("NOUN", "PROPN", "PRON") or before in (",", ")")):
        alone = tag[i + 1] == "SCONJ" and no_other(doc, i)  # `Le syndicat nuance que`
        return tag[i] != "NOUN" or tag[i - 1] == "PROPN" or alone
    if _after_quotation(text, i):
        if after == "," and (k := _past_manner(doc, i + 1)) > i + 1:
            return tag[k] in ("DET", "PROPN") or text[k] in words("civility")  # `« … », lâche, amer, Luc Roy`
        if i + 1 == len(tag) or (tag[i + 1] == "NOUN" and not is_capital(doc[i + 1])):  # `« … », lâche mardi Luc Roy`
            return i + 1 < len(tag) and text[i + 1] in words("civility") | speech_words("never-subject")
        return tag[i + 1] in ("DET", "PROPN", "NOUN", "ADP", "PRON", "ADV", "ADJ")  # `« … », soupire Rose`
    if before in speech_words("and-word") and tag[i] == "NOUN" and _asks(doc, beyond):
        return True  # `promet une enquête et demande aux témoins de parler`
    if before in speech_words("and-word") and i > 1 and tag[i - 2] == "PUNCT" and i + 1 < len(tag):
        return tag[i + 1] in ("ADP", "SCONJ") and text[i + 1] not in speech_words("of-form")  # `…, et demande à`
    if before in speech_words("and-word") and i > 1 and after in speech_words("that-word") and tag[i + 1] == "SCONJ":
        return True  # `affirme que A et nuance que B`
    return governs_all(doc, i)


def completes(doc: Doc, i: int) -> bool:
    """Whether a word is the second of a verb of saying of several words (`a pris note de l'arrêt`)."""
    return i > 0 and (lemma_of(doc, i - 1), lowered(doc)[i]) in _locutions()


@cache
def _locutions() -> frozenset[tuple[str, str]]:
    """The first two words of the verbs of saying of several words."""
    parts = (lemma.split() for row in CUES.rows() for lemma in row.lemmas)
    return frozenset((p[0], p[1]) for p in parts if len(p) > 1)


def settle_verbs(doc: Doc) -> None:
    """Tag as verbs what no phrase may hold: before a colon with quoted words (`La juge souffle : « Non »`), and where
    the sentence has no other one (`La maire insiste sur la sécurité`)."""
    text, tag = lowered(doc), tags(doc)
    for i in range(1, len(text) - 1):
        if _led_by_whom(doc, i):
            _settle(doc, i)
            continue
        described = tag[i] == tag[i - 1] == "ADJ" and i > 1 and tag[i - 2] == "NOUN"  # `La gauche radicale critique`
        if tag[i] not in ("ADJ", "NOUN", "PROPN", "X") or not (described or tag[i - 1] in ("NOUN", "PROPN")):
            continue
        if "finite" not in form_kinds(text[i]) or not doc[i].is_lower:
            continue
        claims = tag[i] != "NOUN" and text[i + 1] in speech_words("that-word") and mistagged(doc, i)
        quotes = text[i + 1] == ":" and i + 2 < len(text) and text[i + 2] in speech_words("opening-mark")
        when = past_when(doc, i + 1)
        beyond = min(_past_aside(doc, when), len(text) - 1)
        quoted = beyond > when and _opens(doc, beyond)  # `pointe, dans un rapport, « des erreurs »`
        while beyond < len(text) - 1 and tag[beyond] == "ADV":
            beyond += 1
        beside = _opens(doc, i + 1) and no_other(doc, i)  # `Le syndicat critique « une erreur »`
        object_ = quoted or beside or tag[beyond] in ("DET", "ADP")
        governs = object_ and text[i] not in speech_words("second-noun") and governs_all(doc, i)
        colon = text[i + 1] == ":" and agentive(doc, i - 1) and not written(doc, i - 1) and _first_verb(doc, i)
        if ((quotes or colon) and tag[i] != "NOUN") or governs or claims:
            _settle(doc, i)
    for i in range(1, len(text) - 1):
        if tag[i] == "VERB" and tag[i - 1] in ("NOUN", "PROPN") and _no_participle(doc, i):
            _settle(doc, i)
    for i in range(2, len(text) - 1):
        if tag[i] == "VERB" and tag[i - 1] == "NOUN" and doc[i].morph.get("VerbForm", []) == ["Part"]:
            kinds = form_kinds(text[i])
            no_participle = "finite" in kinds and not kinds & {"past", "gerund"}  # `L'avocate rétorque que`
            if no_participle or ("finite" in kinds and tag[i - 2] == "DET" and _says(doc, i)):
                _settle(doc, i)


def _no_participle(doc: Doc, i: int) -> bool:
    """Whether what is tagged a participle has the form of a present, as the only verb before an object (`Le préfet
    instaure un péage`)."""
    text = lowered(doc)[i]
    if "Part" not in doc[i].morph.get("VerbForm", []) or not doc[i].is_lower or not text.endswith("e"):
        return False
    form = not text.endswith(speech_endings("participle-in-e"))
    return form and tags(doc)[i + 1] in ("DET", "PROPN") and no_other(doc, i)


def _settle(doc: Doc, i: int) -> None:
    """Tag a token as a present form."""
    lemma = doc[i].lemma_ if doc[i].pos_ == "VERB" and not form_kinds(lowered(doc)[i]) else lowered(doc)[i]
    as_present(doc, i, lemma)
    doc[i].lemma_ = lemma_of(doc, i)


def _says(doc: Doc, i: int) -> bool:
    """Whether what is tagged a participle behind its subject says something, as the only verb of its sentence, before
    quoted words, an infinitive or *que* (`Le maire dit « comprendre » la colère`)."""
    said = _opens(doc, i + 1) or _to_do(doc, i + 1) or lowered(doc)[i + 1] in speech_words("that-word")
    return said and agentive(doc, i - 1) and not written(doc, i - 1) and no_other(doc, i)


def _led_by_whom(doc: Doc, i: int) -> bool:
    """Whether a small word that is tagged a name stands between a relative `que` and a name (`que dirige Awa Sow`)."""
    led = lowered(doc)[i - 1] in speech_words("that-word") and tags(doc)[i - 1] == "PRON"
    return led and tags(doc)[i] in ("PROPN", "X") and doc[i].is_lower and is_capital(doc[i + 1])


def _first_verb(doc: Doc, i: int) -> bool:
    """Whether no finite verb stands before token i in its sentence (`Le directeur persiste : le port est sûr`)."""
    return not any(_finite(doc, k) for k in range(_sentence(doc, i)[0], i))


def past_when(doc: Doc, i: int) -> int:
    """The token behind the words at token i that only say when (`alerte | mardi soir | l'institut`)."""
    text = lowered(doc)
    while i < len(text) and text[i] in speech_words("time-adverb", "never-subject"):
        i += 1
    return i


def _named(doc: Doc, i: int) -> bool:
    """Whether a name stands at a token, perhaps behind `M.`, `Mme`."""
    return tags(doc)[i] == "PROPN" or lowered(doc)[i] in words("civility")


def _asks(doc: Doc, i: int) -> bool:
    """Whether `de` and an infinitive stand at a token, or behind `à` with those who are asked."""
    text = lowered(doc)
    stop = min(i + _WHOM, len(text) - 1)
    if i < stop and text[i] in speech_words("of-form"):
        return _to_do(doc, i + 1)
    found = preposition(doc, i) if i < stop else None
    if found is None or found.lemma not in speech_words("to-word"):
        return False
    whom = range(i + 1, stop)
    ends = next((k for k in whom if doc[k].is_punct or text[k] in speech_words("relative", "that-word")), stop)
    return any(text[k] in speech_words("of-form") and _to_do(doc, k + 1) for k in range(i + 2, ends))


def _to_do(doc: Doc, i: int) -> bool:
    """Whether an infinitive stands at a token, perhaps behind its negation and pronouns."""
    while i < len(doc) - 1 and lowered(doc)[i] in speech_words("clitic", "not-word"):
        i += 1
    return i < len(doc) and "Inf" in doc[i].morph.get("VerbForm", [])


def _closing(doc: Doc, i: int) -> bool:
    """Whether a word ends a clause of `que` and a name: no clause is without a verb (`…, ce que Lima dément, …`)."""
    text = lowered(doc)
    closed = i + 1 == len(text) or doc[i + 1].is_punct
    return closed and i > 1 and text[i - 2] in speech_words("that-word") and is_capital(doc[i - 1])


def between_names(doc: Doc, i: int) -> bool:
    """Whether a small word that is tagged a name is the only verb, between two names (`Anne Roy dirige Solvanor`)."""
    tag = tags(doc)
    if not 0 < i < len(tag) - 1 or tag[i] not in ("PROPN", "X") or not doc[i].is_lower or tag[i - 1] != "PROPN":
        return False
    return tag[i + 1] == "PROPN" and is_capital(doc[i + 1]) and is_capital(doc[i - 1]) and no_other(doc, i)


def is_gerund(doc: Doc, i: int) -> bool:
    """Whether a word in -ant is a gerund: behind `en`, behind a comma and an object pronoun (`…, les qualifiant de
    mensonges`), or first in its sentence before what it governs (`Confiant avoir peur, …`)."""
    text = lowered(doc)
    if not in_ant(text[i]):
        return False
    if i and text[i - 1] in speech_words("gerund-preposition"):
        return True
    if i and text[i - 1] == "," and i + 1 < len(text) and text[i + 1] in speech_words("that-word"):
        return True  # `…, argumentant que`
    if 0 < i < len(text) - 1 and text[i - 1] == "," and text[i + 1] == ":" and "gerund" in form_kinds(text[i]):
        return True  # `…, confiant : « … »`
    if doc[i].is_sent_start and i + 1 < len(text):
        if tags(doc)[i + 1] == "DET" and "gerund" in form_kinds(text[i]):
            return True
        return text[i + 1] in speech_words("that-word") or "Inf" in doc[i + 1].morph.get("VerbForm", [])
    if i > 1 and text[i - 1] in speech_words("reflexive"):  # `en s'étonnant que`, `…, se réjouissant de l'accord`
        return text[i - 2] == "," or text[i - 2] in speech_words("gerund-preposition")
    return i > 1 and text[i - 1] in speech_words("object-clitic") and text[i - 2] == ","


def finite_by_place(doc: Doc, i: int) -> bool:
    """Whether a form that is a present or a participle (`dit`, `écrit`, `décrit`) is a present by its place."""
    text, tag = lowered(doc), tags(doc)
    if i == 0 or i + 1 >= len(text):
        return False
    before, after = text[i - 1], text[i + 1]
    if before in speech_words("reflexive", "third-person", "negation-word", "on-word", "object-clitic"):
        return True
    if after in speech_words("that-word", "made-word"):
        return tag[i - 1] in ("NOUN", "PROPN", "PRON", "PUNCT", "ADJ")
    if _after_quotation(text, i) or before == ",":
        k = i + 1
        while k + 1 < len(text) and (tag[k] == "ADV" or text[k] in speech_words("time-adverb")):
            k += 1
        of_them = text[k] in speech_words("of-form") and text[min(k + 1, len(text) - 1)] in speech_words("spoken-of")
        k += 2 * of_them  # `« … », dit de lui | Luc Roy`, `« … », écrit de son côté | Luc Roy`
        beyond = min(past_locution(doc, k, "sentence-adverb"), len(text) - 1)
        k = k if text[beyond] in speech_words("of-form") else beyond  # `dit au micro | de RTL Luc Roy`
        if text[k] == "," and _after_quotation(text, i):  # `« … », dit, les yeux rougis, Luc Roy`
            k = _past_manner(doc, k)
        follows = tag[k] in ("DET", "PROPN") or text[k] in speech_words("opening-mark") or text[k] in words("civility")
        if before == "," and not follows and _after_quotation(text, i):  # `« … », dit mardi à l'AFP Luc Roy`
            follows = tag[k] in ("ADP", "NOUN", "PRON", "ADJ")
        follows = follows or (before == "," and _told_to(doc, k))
        return follows and (text[k] not in speech_words("by-word", "of-form") or doc[k].text[:1].isupper())
    return governs_all(doc, i)


def _past_manner(doc: Doc, i: int) -> int:
    """The token behind what commas enclose at token i, which is the first of them, else i."""
    text = lowered(doc)
    return next((j + 1 for j in range(i + 2, min(i + _ASIDE, len(text) - 1)) if text[j] == ","), i)


def _told_to(doc: Doc, i: int) -> bool:
    """Whether those who are told something stand at a token, and a subject behind them (`à l'AFP | Luc Roy`)."""
    text, tag = lowered(doc), tags(doc)
    found = preposition(doc, i)
    if found is None or found.lemma not in speech_words("to-word"):
        return False
    whom = found.end + (tag[found.end] == "DET")
    if whom + 2 >= len(text) or tag[whom] not in ("PROPN", "NOUN") or not is_capital(doc[whom]):
        return False
    short = doc[whom].text.isupper() and (is_capital(doc[whom + 1]) or text[whom + 1] in words("civility"))
    return short or (tag[whom + 1] == "DET" and tag[whom + 2] == "NOUN")  # `dit au Monde la maire`


def governs_all(doc: Doc, i: int) -> bool:
    """Whether a form stands between a noun and an object, and its sentence has no finite verb of its own."""
    tag = tags(doc)
    last = len(tag) - 1
    if i == 0 or i >= last or (tag[i - 1] not in ("NOUN", "PROPN", "ADJ") and not _closed(doc, i)):
        return False
    if doc[i + 1].text == ":" or _opens(doc, i + 1):
        return True
    after = past_when(doc, i + 1)
    while after < last and tag[after] == "ADV":
        after += 1
    aside, after = after, _past_aside(doc, after)
    if after > last or (tag[after] not in ("DET", "ADP") and not (after > aside and _opens(doc, after))):
        return False
    return no_other(doc, i)


def _past_aside(doc: Doc, i: int) -> int:
    """The article behind what commas enclose at a token (`La Cour épingle, dans un rapport, | la ville`), else i."""
    text, tag = lowered(doc), tags(doc)
    if i + 1 >= len(tag) or text[i] != "," or preposition(doc, i + 1) is None:
        return i
    closing = next((k for k in range(i + 2, min(i + _WHOM, len(tag) - 1)) if text[k] == ","), i)
    return closing + 1 if closing > i and (tag[closing + 1] == "DET" or _opens(doc, closing + 1)) else i


def _opens(doc: Doc, i: int) -> bool:
    """Whether a quotation opens at a token; a straight mark may close one."""
    if lowered(doc)[i] not in speech_words("opening-mark"):
        return False
    if lowered(doc)[i] not in speech_words("closing-mark"):
        return True
    return doc[i].idx in once(doc, "openings", lambda: {q.outer[0] for q in doc._.quotations or ()})


def no_other(doc: Doc, i: int, *, joined: bool = False) -> bool:
    """Whether the sentence of token i has no other finite verb before a clause inside opens; of one that a conjunction
    joins with its own subject, only where that is `joined` to a verb (`Le Sénat vote la loi et les élus protestent`).
    """
    start, end = _sentence(doc, i)
    if end - start > 400:
        return False
    text = lowered(doc)
    opening = speech_words("that-word", "relative", "subordinator")
    inner = next((k for k in range(i + 1, end) if text[k] in opening or (text[k] == ":" and _opens(doc, k + 1))), end)
    others = (k for k in range(start, inner) if k != i and _finite(doc, k))
    return all(k > i and (_joined(doc, k) or (joined and _with_subject(doc, k))) for k in others)


def _joined(doc: Doc, k: int) -> bool:
    """Whether a verb goes on with the subject of one before (`Le maire critique la loi et refuse de la signer`)."""
    text = lowered(doc)
    while k > 0 and text[k - 1] in speech_words("clitic", "negation-word"):
        k -= 1
    return k > 0 and text[k - 1] in speech_words("and-word")


def _with_subject(doc: Doc, k: int) -> bool:
    """Whether a conjunction and a subject of its own number stand before a verb (`et les élus | protestent`)."""
    text, tag, first = lowered(doc), tags(doc), k
    while first > 0 and text[first - 1] in speech_words("clitic", "negation-word"):
        first -= 1
    end = first
    while first > 0 and tag[first - 1] in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        first -= 1
    head = next((n for n in range(first, end) if tag[n] in ("NOUN", "PROPN")), None)
    if head is None or first == 0 or text[first - 1] not in speech_words("and-word"):
        return False
    one, other = (set(doc[n].morph.get("Number", [])) for n in (head, k))
    return not (one and other) or bool(one & other)


def _closed(doc: Doc, i: int) -> bool:
    """Whether a comma or bracket before token i closes what one behind a noun opened, and an object or an infinitive
    follows.

    `La maire, Anne Roy, demande au gouvernement de`, `La Ligue des droits (LDH) critique la loi`
    """
    text, tag = lowered(doc), tags(doc)
    if text[i - 1] == ")":
        opened = next((k for k in range(i - 2, max(i - _ASIDE, 0), -1) if text[k] == "("), 0)
        noun = opened > 0 and tag[opened - 1] in ("NOUN", "PROPN", "ADJ")
        return noun and (text[i + 1] not in speech_words("of-form") or _to_do(doc, i + 2) or _some(doc, i))
    if text[i - 1] != ",":
        return False
    start, _ = _sentence(doc, i)
    first = next((k for k in range(start, i - 1) if text[k] == ","), -1)
    if first <= start or tag[first - 1] not in ("NOUN", "PROPN", "ADJ") or first == i - 2:
        return False
    if tag[start] in ("CCONJ", "ADP"):
        return False
    return text[i + 1] not in speech_words("of-form") or _to_do(doc, i + 2) or _some(doc, i)


def _some(doc: Doc, i: int) -> bool:
    """Whether what is asked for stands behind token i with a partitive article (`demande | du temps`)."""
    text = lowered(doc)
    some = text[i + 1] in words("contracted") or (text[i + 2] in words("definite") if i + 2 < len(text) else False)
    return some and lemma_of(doc, i) in speech_words("requiring")


def _sentence(doc: Doc, i: int) -> tuple[int, int]:
    spans: dict[int, tuple[int, int]] = memory(doc, "sentences")
    if not spans:
        for sent in doc.sents:
            spans.update(dict.fromkeys(range(sent.start, sent.end), (sent.start, sent.end)))
    return spans.get(i, (i, i + 1))


def _finite(doc: Doc, k: int) -> bool:
    """A finite verb of the main clause, as far as order tells: not right behind a relative pronoun or a conjunction."""
    if tags(doc)[k] not in ("VERB", "AUX") or "Fin" not in doc[k].morph.get("VerbForm", []):
        return False
    text = lowered(doc)
    j = k - 1
    while j > 0 and text[j] in speech_words("clitic"):
        j -= 1
    return text[j] not in speech_words("relative")


def _after_quotation(text: list[str], i: int) -> bool:
    j = i - 1
    while j > 0 and text[j] in _BETWEEN and i - j <= 2:
        j -= 1
    return text[j] in speech_words("closing-mark")
