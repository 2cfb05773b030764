"""Sources named by a preposition → drafts: `selon X`, `aux yeux de X`, `pour X, …`."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.cue_forms import form_kinds, lemma_of, telling_verbs
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import cut, lowered
from kgextract.nlp.layers import MEDIA, Argument, Mention, unit_of
from kgextract.nlp.statements.about import source_end
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.framed import content_around, led, takes_object
from kgextract.nlp.statements.inverted import can_say, subject
from kgextract.nlp.statements.opinions import inserted, opens_opinion, quoted_before
from kgextract.nlp.statements.relative_sources import by_relative
from kgextract.nlp.statements.resumed import new_clause
from kgextract.nlp.statements.speakers.unlike import one_of, somebody_at
from kgextract.tables.names import nominal_words
from kgextract.tables.speech import speech_words

_WHEN = 8  # tokens from a participle to its agent (`comme révélé depuis des mois par la presse`)
_GIVEN = 4  # tokens behind words that say whose they are
_SOURCES = ("according", "according-opinion", "according-pronoun", "opinion-pronoun")


def according(page: Page) -> list[Draft]:
    """Each `selon X`, `d'après X`, `aux yeux de X`, `pour X, …` → its draft."""
    doc = page.doc
    drafts: list[Draft] = []
    for i, word in enumerate(lowered(doc)):
        if word not in _starters() and not (len(word) == 1 and doc[i].is_title and doc[i].is_sent_start):
            continue
        n = unit_of(doc, i)
        unit = page.units[n]
        if unit.kind != "text" or doc[i].idx < unit.start:
            continue
        found = _source(page, i, n)
        if found is None:
            continue
        cue, source, end = found
        whole = page.quotation(doc[i].idx)
        if whole is not None and cue in speech_words("according-opinion"):
            continue  # `« Pour les passeurs, la fête est finie », dit le maire`
        draft = content_around(page, i, end, n, cue, source)
        if draft is not None:
            if whole is not None:
                draft.content = [(a, min(b, whole.end)) for a, b in draft.content if a < whole.end]
            if drafts and drafts[-1].unit == n:
                _before_next(page, drafts[-1], i)
            drafts.append(draft)
    return drafts


def _before_next(page: Page, draft: Draft, i: int) -> None:
    """End a content before a conjunction and the next source (`Selon A, …, mais selon B, …`)."""
    doc = page.doc
    own = doc[i - 1].lower_ in speech_words("contrast-word", "subordinator")
    start, end = draft.content[-1]
    if i < 2 or not own or not start < doc[i].idx < end:
        return
    content = page.trim(start, doc[i - 1].idx)
    if content is not None:
        draft.content = [*draft.content[:-1], content]


def _source(page: Page, i: int, n: int) -> tuple[str, Argument, int] | None:
    """The preposition at token i with the speaker after it: cue, speaker, end token."""
    doc = page.doc
    words = lowered(doc)
    first = words[i]
    if len(first) == 1 and doc[i].is_title:  # a capital without its accent (`A en croire le maire`)
        first = min(speech_words("to-word"))
    lemma, at = _locution(words, i, first)
    if i > 1 and lemma and at < len(doc) and words[at] in speech_words("who-word", "which"):
        return by_relative(page, i, lemma, at)
    if first in speech_words("as-word"):
        return _told_by(page, i, n)
    if (pronoun := _pronominal(page, i, n, first)) is not None:
        return pronoun
    if not lemma or at >= len(doc) or words[i - 1] in speech_words("unlike-word"):
        return None
    longer = preposition(doc, i - 2) if i > 1 and doc[i - 1].pos_ != "PUNCT" else None
    if longer is not None and longer.end > i:
        return None  # `établi à partir | de sources officielles`
    if (medium := _marked(page, at)) is not None:
        m, end = medium
        return lemma, Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m]), end
    if words[at] in nominal_words("no-determiner"):
        return None  # `La dose varie selon chaque patient`
    if words[at] in speech_words("this-word") and words[min(at + 1, len(doc) - 1)] in speech_words("that-word"):
        return _what_is_told(page, lemma, at, n)
    phrase = somebody_at(page, at) or one_of(page, at)
    if phrase is None or any(words[k] in speech_words("of-which") for k in range(at, min(phrase.end + 1, len(doc)))):
        return None  # `un séisme, selon les calculs duquel`
    head = doc[phrase.head].lower_
    own = words[at] in speech_words("first-person-own") and not doc[at].is_title  # not `selon Me Roy`
    called = any(m.type == "Person" and m.kind == "named" for m in page.around(phrase.start, phrase.end))
    if own and not called and (head not in speech_words("human-noun") or head in speech_words("source-noun")):
        return None  # `selon nos informations`
    whole = subject(page, phrase)
    near = page.around(phrase.start, phrase.end)
    here = [*whole.mentions, *(m for m in near if phrase.start <= m.start <= phrase.head < m.end)]
    named = [m for m in here if m.type in ("Person", "Organization", "Group", "Document", "Place")]
    known = head in speech_words("human-noun", "collective-noun", "document-noun", "some-one", "charged-word")
    people = any(m.type in ("Person", "Organization", "Group") or m.kind == "named" for m in named)
    if lemma in speech_words("view-of-somebody") and not (people or known or agentive(doc, phrase.head)):
        return None  # `du point de vue de la santé`
    unsaid = head in speech_words("not-saying") or head.removesuffix("s") in speech_words("not-saying")
    unsaid = unsaid and not (head in speech_words("planned-source") and _plans(page, i, n, phrase))
    unsaid = unsaid and not (head in speech_words("medium-noun") and phrase.definite is False)  # `selon un article`
    land = [m for m in near if m.type == "Place" and m.kind == "named" and m.start == phrase.head + 1]
    named = named or land  # `la région Bretagne`
    if unsaid and not any(m.kind == "named" and m.start < phrase.end for m in named):
        return None
    apart = doc[i - 1].text == "," or led(page, n, i) or _joined(page, i, phrase.end, n)
    if lemma in speech_words("set-off-source") and not apart:
        return None  # `soumis à l'avis du conseil`
    opinion = lemma in speech_words("according-opinion")
    inside = opinion and (inserted(page, i, phrase.end, here) or quoted_before(page, i, phrase.end, n))
    if opinion and not inside and not opens_opinion(page, i, n, phrase, named):
        return None
    end = source_end(page, phrase.end, page.token(page.units[n].end))
    if (i and page.finite(i - 1)) or takes_object(page, i, phrase.end):
        end = phrase.end  # `vise selon le maire à`
    if not opinion and not (named or known) and not _set_off(page, i, end, n):
        return None
    if opinion and (end >= len(doc) or doc[end].text != ",") and not quoted_before(page, i, phrase.end, n):
        return None
    best = (whole.mentions or named)[:1]
    if head in speech_words("information-noun") and (given := _given_by(page, phrase)) is not None:
        return lemma, given, end
    if head in speech_words("information-noun") and (giver := _giver(page, phrase, end)) is not None:
        best, named = [giver], [giver]
        return lemma, Argument(role="subject", start=giver.start, end=giver.end, head=giver.head, mentions=best), end
    return lemma, Argument(role="subject", start=phrase.start, end=phrase.end, head=phrase.head, mentions=best), end


def _marked(page: Page, at: int) -> tuple[Mention, int] | None:
    """The medium whose name stands in quotation marks from a token on, and the token behind (`selon « Le Soir »`)."""
    doc = page.doc
    if at + 2 >= len(doc) or doc[at].lower_ not in speech_words("opening-mark"):
        return None
    named = (m for m in page.at_token(at + 1) if m.start == at + 1 and m.cls in MEDIA and m.end < len(doc))
    m = next((m for m in named if doc[m.end].lower_ in speech_words("closing-mark")), None)
    return None if m is None else (m, m.end + 1)


def _joined(page: Page, i: int, end: int, n: int) -> bool:
    """Whether a source opens a further clause (`Le pont est fermé et de l'avis du préfet, rien ne presse`)."""
    doc, stop = page.doc, page.token(page.units[n].end)
    if doc[i - 1].lower_ not in speech_words("contrast-word", "subordinator") or end + 2 >= stop:
        return False
    first = end + (doc[end].text == ",")
    return doc[first].pos_ == "PRON" or new_clause(page, first, stop)


def _pronominal(page: Page, i: int, n: int, first: str) -> tuple[str, Argument, int] | None:
    """`selon lui`, `à ses yeux`; `pour elle` only between a beginning and a comma."""
    doc, words = page.doc, lowered(page.doc)
    text = " ".join((first, *words[i + 1 : i + 6])).replace("' ", "'") + " "
    for locution, parts in _beginning("according-pronoun", "opinion-pronoun").get(first, ()):
        if text.startswith((locution + " ", locution + ",")):
            at = i + len(parts) - 1
            if locution in speech_words("opinion-pronoun"):
                comma = at + 1 < len(doc) and doc[at + 1].text == ","
                if not comma or not led(page, n, i):
                    continue
            return _without_pronoun(locution), Argument(role="subject", start=at, end=at + 1, head=at), at + 1
    return None


def _locution(words: list[str], i: int, first: str) -> tuple[str, int]:
    """The locution that starts at token i with a word, and where the phrase behind it does; empty where none does."""
    for locution, parts in _beginning("according", "according-opinion").get(first, ()):
        read = [first, *words[i + 1 : i + len(parts)]]
        if read[:-1] == parts[:-1] and len(read) == len(parts) and _closes(read[-1], parts[-1]):
            inside = len(parts) > 1 and read[-1] in speech_words("some-word", "source-noun")
            return locution, i + len(parts) - inside
    return "", i


def _given_by(page: Page, phrase: Phrase) -> Argument | None:
    """Whose words it is according to (`selon les propos du maire Jean Roy`)."""
    for i in range(phrase.head + 1, min(phrase.head + _GIVEN, len(page.doc))):
        of = preposition(page.doc, i) if page.doc[i].lower_ in speech_words("of-form", "by-word") else None
        given = noun_phrase(page.doc, of.end - of.contracted) if of is not None else None
        if given is not None:
            return subject(page, given) if can_say(page, given) else None
    return None


def _giver(page: Page, phrase: Phrase, end: int) -> Mention | None:
    """Whose information it is (`selon les informations de la radio RFM`, `selon des informations révélées par RFM`)."""
    for m in page.around(phrase.head + 1, end):
        before = page.doc[m.start - 1]
        given = before.lower_ in speech_words("of-form", "by-word")
        given = given or (before.pos_ == "DET" and page.doc[m.start - 2].lower_ in speech_words("of-form", "by-word"))
        given = given or (before.pos_ == "NOUN" and m.type == "Organization")  # `révélée par le journal Lorca`
        if given and m.chain is not None and m.type in ("Person", "Organization") and m.start > phrase.head:
            return m
    return None


def _set_off(page: Page, i: int, end: int, n: int) -> bool:
    """Whether `selon` with its noun phrase is parted from the sentence by a comma, as a source always may be."""
    doc = page.doc
    if end >= len(doc):
        return False
    fronted = led(page, n, i)
    last = page.token(page.units[n].end)
    return doc[end].text == "," if fronted else (doc[i - 1].text == "," and (end >= last or doc[end].is_punct))


def _plans(page: Page, i: int, n: int, phrase: Phrase) -> bool:
    """Whether one known plan opens a sentence (`Selon le calendrier officiel, …`, not `selon un calendrier précis`)."""
    closed = phrase.end < len(page.doc) and page.doc[phrase.end].text == ","
    return closed and bool(phrase.definite) and not phrase.plural and led(page, n, i)


def _closes(word: str, last: str) -> bool:
    """Whether a word is the last of a locution, or a form of it (`aux yeux du` for `de`)."""
    return word == last or (last in speech_words("of-word") and word in speech_words("of-form"))


@cache
def _locutions(*names: str) -> tuple[tuple[str, list[str]], ...]:
    """The locutions of classes of words with their tokens, longest first."""
    longest = sorted(speech_words(*names), key=lambda w: (-len(w), w))
    return tuple((w, cut(w)) for w in longest)


@cache
def _beginning(*names: str) -> dict[str, list[tuple[str, list[str]]]]:
    """The locutions of classes of words by their first token."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for locution, parts in _locutions(*names):
        found.setdefault(parts[0], []).append((locution, parts))
    return found


def _what_is_told(page: Page, lemma: str, at: int, n: int) -> tuple[str, Argument, int] | None:
    """`selon ce qu'a rapporté Le Soir`, `d'après ce que raconte Luc Roy`: who is the subject of a verb of saying."""
    near = (c for c in page.doc._.clauses if c.unit == n and at < c.start <= at + _GIVEN + _WHEN and c.form == "finite")
    told = next(near, None)
    who = told.subject if told is not None and told.lemma in telling_verbs() and not told.passive else None
    if told is None or who is None:
        return None
    return lemma, who, source_end(page, max(told.end, who.end), page.token(page.units[n].end))


def _told_by(page: Page, i: int, n: int) -> tuple[str, Argument, int] | None:
    """`comme annoncé par la mairie`, `comme déjà révélé hier par Le Soir`: a participle of saying with its agent."""
    doc, stop = page.doc, page.token(page.units[n].end)
    verb = next((k for k in range(i + 1, min(i + _GIVEN, stop)) if doc[k].pos_ != "ADV"), i)
    if lemma_of(doc, verb) not in telling_verbs() or "past" not in form_kinds(doc[verb].lower_):
        return None
    by = next((k for k in range(verb + 1, min(verb + _WHEN, stop - 1)) if doc[k].lower_ in speech_words("by-word")), i)
    if by == i or any(page.finite(k) or doc[k].is_punct for k in range(verb + 1, by)):
        return None
    phrase = somebody_at(page, by + 1)
    if phrase is None or not can_say(page, phrase):
        return None
    return lemma_of(doc, verb), subject(page, phrase), source_end(page, phrase.end, stop)


@cache
def _starters() -> frozenset[str]:
    return frozenset(parts[0] for _, parts in _locutions(*_SOURCES)) | speech_words("as-word")


def _without_pronoun(words: str) -> str:
    """`selon lui` → `selon`; locutions without a pronoun at their end stay whole."""
    head, _, last = words.rpartition(" ")
    return head if last in speech_words("last-pronoun") else words
