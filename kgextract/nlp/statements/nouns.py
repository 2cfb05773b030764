"""Nouns of saying → drafts: `l'annonce par X de Y`, `la promesse de X de partir`, `les propos selon lesquels …`."""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.base_phrases import base_phrase
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Argument, Range, unit_of
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.nlp.statements.matters import abstract, matter
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_FAR = 14  # tokens from the noun to what it reports
_SENTENCE = 4  # words of a quotation that is no title
_NEAR = 4  # tokens from the noun to its speaker
_Source = tuple[Argument | None, int]  # who speaks (None: whoever spoke before), the token after


def nouns(page: Page) -> list[Draft]:
    """Each noun that names an act of saying, its speaker and its content beside it."""
    doc = page.doc
    known = speech_words("reporting-noun", "content-noun", "pledge-noun", "announcing-noun", "speech-noun")
    known |= speech_words("argument-noun", "pledge-plural", "words-of")
    known |= {noun.split()[0] for noun in speech_words("aimed-noun")}
    found = []
    for i, word in enumerate(lowered(doc)):
        if word not in known or (doc[i].pos_ in ("VERB", "AUX") and doc[i - 1].pos_ != "DET"):
            continue
        n = unit_of(doc, i)
        if page.units[n].kind != "text" or page.quotation(doc[i].idx) is not None:
            continue
        if any(m.type == "Organization" for m in page.at_token(i)):
            continue  # `le conseil municipal`
        end = page.token(page.units[n].end)
        for read in (_by_which, _that, _to_do, _by_whom, _expressed, _aimed, _words_of):
            draft = read(page, i, end, n)
            if draft is not None:
                found.append(draft)
                break
    return found


def _by_which(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`les propos de X selon lesquels …`: what follows, up to the verb of the sentence or the end of the unit."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("reporting-noun", "content-noun"):
        return None
    for k in range(i + 1, min(i + _FAR, end - 1)):
        if doc[k].lower_ in speech_words("according") and doc[k + 1].lower_ in speech_words("which"):
            source = _named(page, i, k) or _speaker(page, i, k)[0] or _holding(page, i, n)
            return _draft(page, i, n, source, k + 2, clause_end(page, i, k + 2, end)) if source else None
    return None


def _holding(page: Page, i: int, n: int) -> Argument | None:
    """The subject of a verb that has the noun at token i as its object (`Elle a tenu des propos selon lesquels`)."""
    held = (c for c in page.doc._.clauses if c.unit == n and c.end <= i <= c.end + 1 and c.lemma in _holders())
    clause = next(held, None)
    return clause.subject if clause is not None and not clause.negated and not clause.passive else None


def _holders() -> frozenset[str]:
    return speech_words("voicing", "holding-words")


def _that(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`l'affirmation de X que …`, `a obtenu la promesse que …`, `l'argument de X est que …`."""
    doc = page.doc
    claims = doc[i].lower_ in speech_words("argument-noun")
    if not claims and doc[i].lower_ not in speech_words("reporting-noun", "pledge-noun"):
        return None
    source, k = _speaker(page, i, end)
    if claims:
        if source is None or k >= end - 1 or doc[k].lower_ not in speech_words("auxiliary-be"):
            return None
        k += 1
    if k >= end - 1 or doc[k].lower_ not in speech_words("that-word") or doc[k].pos_ == "PRON":
        return None
    if source is None and i and doc[i - 1].lower_ in words("indefinite"):
        return None  # `une critique que le maire rejette`
    if _cleft(page, i, n):
        return None
    return _draft(page, i, n, source, k + 1, clause_end(page, i, k + 1, end))


def _cleft(page: Page, i: int, n: int) -> bool:
    """Whether `c'est` makes the *que* behind a noun that a preposition governs (`C'est lors de l'annonce que`)."""
    doc = page.doc
    before = (c for c in page.doc._.clauses if c.unit == n and c.end <= i and c.lemma in scene_words("copula"))
    shown = next(
        (c for c in before if c.subject and doc.lowered[c.subject.head] in speech_words("demonstrative")), None
    )
    return shown is not None and any(preposition(doc, k) is not None for k in range(shown.end, i))


def _to_do(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`la promesse de X de baisser …`, `l'appel de X à manifester`: the infinitive."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("pledge-noun", "pledge-plural"):
        return None
    source, k = _speaker(page, i, end)
    if source is None and (call := _call(page, i, end, n)) is not None:
        return call
    if source is None and (past := _voiced(page, i, end)) is not None:
        source, k = _speaker(page, past, end, by=True)
    of = preposition(doc, k) if source is not None and k < end - 1 else None
    if of is None or of.lemma not in speech_words("of-word", "to-word"):
        return None
    start = of.end
    while start < end and doc[start].lower_ in speech_words("clitic", "not-word"):
        start += 1
    if start >= end:
        return None
    if not is_infinitive(doc, start):
        called = of.lemma in speech_words("to-word") and doc[i].lower_ in speech_words("calling-noun")
        phrase = noun_phrase(doc, of.end - of.contracted) if called else None
        calm = phrase is not None and doc[phrase.head].lower_ in speech_words("composure")
        if phrase is None or not (calm or matter(page, (page.at(of.end), page.at(phrase.end)))):
            return None
        return _draft(page, i, n, source, of.end, phrase.end)
    return _draft(page, i, n, source, of.end, _phrase_end(page, start, end))


def _call(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`l'appel au calme du maire`, `les appels « à la sérénité » du juge`: who calls stands behind."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("calling-noun") or i + 2 >= end:
        return None
    q = page.quotation(page.at(i + 2)) if doc[i + 1].lower_ in speech_words("opening-mark") else None
    at = i + 1 + (q is not None)
    to = preposition(doc, at)
    phrase = base_phrase(doc, to.end - to.contracted) if to is not None and to.end < end else None
    if to is None or phrase is None or to.lemma not in speech_words("to-word"):
        return None
    if doc[phrase.head].lower_ not in speech_words("composure"):
        return None  # `l'appel à la démission du maire` is that of somebody else
    stop = page.token(q.outer[1]) if q is not None else phrase.base_end
    source, _ = _speaker(page, stop - 1, end)
    if source is None:
        return None
    content = (
        page.trim(q.start, q.end) if q is not None else page.trim(page.at(at), page.at(stop - 1) + len(doc[stop - 1]))
    )
    return None if content is None else _read(page, i, n, source, content)


def _voiced(page: Page, i: int, end: int) -> int | None:
    """The participle right behind a noun that tells that it was said (`la promesse | faite lundi par`), or None."""
    doc = page.doc
    past = i + 1 + (i + 2 < end and doc[i + 1].pos_ == "ADV")
    if past >= end or not (_part(page, past) or doc[past].lower_ in speech_words("made-pledge")):
        return None
    return past


def _by_whom(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`l'annonce jeudi par X de Y`, `l'annonce de Y par X`: the noun phrase that `de` adds."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("announcing-noun"):
        return None
    source, k = _speaker(page, i, end, by=True)
    if source is not None:
        of = preposition(doc, k) if k < end else None
        if of is None or of.lemma not in speech_words("of-word") or of.end >= end:
            return None
        phrase = noun_phrase(doc, of.end - of.contracted)
        if phrase is None:
            return None
        start = max(phrase.start, of.end)
        stop = next((k for k in range(phrase.end, end) if doc[k].text == "," or page.finite(k)), end)
        return _draft(page, i, n, source, start, stop)
    of = preposition(doc, i + 1)
    if of is None or of.lemma not in speech_words("of-word") or of.end >= end:
        return None
    phrase = noun_phrase(doc, of.end - of.contracted)
    if phrase is None or phrase.end >= end or doc[phrase.end].lower_ not in speech_words("by-word"):
        return None
    agent = noun_phrase(doc, phrase.end + 1) if phrase.end + 1 < end else None
    if agent is None or not can_say(page, agent):
        return None
    return _draft(page, i, n, subject(page, agent), max(phrase.start, of.end), phrase.end)


def _expressed(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`les craintes exprimées par X concernant Y`: what the noun is about."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("speech-noun", "reporting-noun") or i + 3 >= end:
        return None
    past = next((k for k in range(i + 1, min(i + 3, end)) if doc[k].pos_ in ("VERB", "ADJ") and _part(page, k)), None)
    if past is None:
        return None
    source, k = _speaker(page, past, end, by=True)
    about = preposition(doc, k) if source is not None and k < end else None
    if about is None or about.lemma not in speech_words("about-preposition") or about.end >= end:
        return None
    return _draft(page, i, n, source, about.end - about.contracted, _phrase_end(page, about.end, end))


def _aimed(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`les critiques de X sur Y`, `le plaidoyer de X pour Y`, `la mise en garde de X contre Y`: what it is aimed at."""
    doc = page.doc
    stop = past_locution(doc, i, "aimed-noun")
    source, k = _speaker(page, stop - 1, end) if stop > i else (None, i)
    bare = source is not None and doc[source.start].pos_ == "NOUN"  # `les critiques de cinéma sur la Croisette`
    if source is None or bare:
        return None
    led = (preposition(doc, j) for j in range(source.head + 1, min(k + 1, end)))
    at = next((found for found in led if found is not None and found.lemma in speech_words("aimed-at")), None)
    if at is None or at.end >= end:
        return None
    phrase = noun_phrase(doc, at.end - at.contracted)
    return None if phrase is None else _draft(page, i, n, source, at.end, _phrase_end(page, at.end, end))


def _words_of(page: Page, i: int, end: int, n: int) -> Draft | None:
    """`la phrase de X, « … », a choqué`: the sentence quoted right behind the noun."""
    if page.doc[i].lower_ not in speech_words("words-of"):
        return None
    source, k = _speaker(page, i, end)
    mark = k + (k < end and page.doc[k].text == ",")
    q = page.quotation(page.at(mark)) if source is not None and mark < end else None
    if q is None or q.outer[0] != page.at(mark) or page.words(q.start, q.end) < _SENTENCE:
        return None
    if source is not None and page.doc[source.start].pos_ == "NOUN" and page.doc[source.start].is_lower:
        return None  # `le mot d'ordre « Pas un pas en arrière »`
    return Draft(content=[(q.start, q.end)], rule="speech-noun", confidence=0.7, unit=n, source=source)


def _speaker(page: Page, i: int, end: int, *, by: bool = False) -> _Source:
    """Who the complement of the noun at token i names (`de X`, `par X`); with `by` only an agent."""
    doc = page.doc
    k = i + 1
    while k < min(i + 1 + _NEAR, end) and (doc[k].pos_ in ("ADJ", "ADV") or page.dated(k)):
        k += 1
    found = preposition(doc, k) if k < end else None
    wanted = speech_words("by-word") if by else speech_words("by-word", "of-word")
    if found is not None and found.lemma in wanted and found.end < end:
        start = found.end - found.contracted
        phrase = base_phrase(doc, start)
        if phrase is not None and phrase.end <= end and can_say(page, phrase):
            source = subject(page, phrase)
            stop = max([phrase.end, *(m.end for m in source.mentions if m.start <= phrase.end)])
            stop = _before_matter(page, phrase.base_end, stop) if by else stop
            while stop < end and (page.dated(stop) or doc[stop].pos_ == "ADJ"):
                stop += 1
            return source, stop
    return None, k


def _before_matter(page: Page, i: int, stop: int) -> int:
    """The *de* between an agent and what is announced (`l'annonce par le maire | de la fin du bail`), else stop."""
    doc = page.doc
    for k in range(i, stop):
        of = preposition(doc, k) if doc[k].lower_ in speech_words("of-form") or doc[k].pos_ == "ADP" else None
        phrase = noun_phrase(doc, of.end - of.contracted) if of is not None and of.end < stop else None
        if phrase is not None and doc[phrase.head].is_lower and abstract(doc[phrase.head].lower_):
            return k
    return stop


def _named(page: Page, low: int, high: int) -> Argument | None:
    """The person, else body, that is named between two tokens (`les accusations déjà formulées par Moscou`)."""
    inside = [m for m in page.around(low + 1, high) if m.start > low and m.end <= high]
    near = [m for m in inside if m.kind != "pronoun" and m.type in ("Person", "Organization", "Group", "Place")]
    best = min(near, key=lambda m: (m.type != "Person", m.start - m.end), default=None)
    return Argument(role="subject", start=best.start, end=best.end, head=best.head, mentions=[best]) if best else None


def clause_end(page: Page, noun: int, start: int, end: int) -> int:
    """The token where a clause ends: before the verb of the sentence, where the noun is its subject, else the end."""
    doc = page.doc
    first = page.token(page.units[unit_of(doc, noun)].start)
    if any(page.finite(k) for k in range(first, noun)):
        return end
    if (closing := _closed(page, start, end)) is not None:
        return closing
    seen, plain = False, True
    for k in range(start, end):
        if doc[k].is_punct or doc[k].lower_ in speech_words("relative", "subordinator", "and-word"):
            plain = plain and not seen
        if not page.finite(k):
            continue
        if seen and plain:
            while k > start and doc[k - 1].lower_ in speech_words("clitic"):
                k -= 1
            return k
        group = k + 1 < end and doc[k + 1].pos_ in ("VERB", "AUX") and not page.finite(k + 1)
        seen = seen or doc[k].pos_ in ("VERB", "AUX") or not group
    return end


def _closed(page: Page, start: int, end: int) -> int | None:
    """The comma before the last verb where one opens a clause (`Ces propos, selon lesquels P, ont choqué`), or None."""
    doc = page.doc
    last = next((k for k in range(end - 1, start, -1) if page.finite(k)), start)
    while last > start and doc[last - 1].lower_ in speech_words("clitic", "negation-word"):
        last -= 1
    apart = start > 2 and doc[start - 3].text == ","
    if not apart or last == start or doc[last - 1].text != "," or not any(map(page.finite, range(start, last))):
        return None
    return last - 1


def _phrase_end(page: Page, start: int, end: int) -> int:
    """The token where an infinitive or a noun phrase ends: a comma, the verb of the sentence, or the end."""
    doc = page.doc
    for k in range(start + 1, end):
        if page.quotation(doc[k].idx) is not None:
            continue
        relative = any(doc[j].lower_ in speech_words("relative", "subordinator") for j in range(start, k))
        if doc[k].text in (",", ":", ";") or (page.finite(k) and not relative):
            while k > start + 1 and doc[k - 1].lower_ in speech_words("clitic"):
                k -= 1
            return k
    return end


def _part(page: Page, k: int) -> bool:
    return page.doc[k].lemma_.lower() in speech_words("voicing") or page.doc[k].lower_ in speech_words("voiced")


def _draft(page: Page, i: int, n: int, source: Argument | None, start: int, stop: int) -> Draft | None:
    if stop <= start:
        return None
    content = page.trim(page.at(start), page.at(stop - 1) + len(page.doc[stop - 1]))
    return None if content is None else _read(page, i, n, source, content)


def _read(page: Page, i: int, n: int, source: Argument | None, content: Range) -> Draft:
    """What the noun at token i reports."""
    return Draft(
        content=[content],
        rule="speech-noun",
        confidence=0.6,
        unit=n,
        cue=page.doc[i].lemma_.lower(),
        cue_class="say",
        cue_range=(i, i + 1),
        source=source,
    )
