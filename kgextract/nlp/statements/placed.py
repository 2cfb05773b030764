"""Where and when something is said, right behind its cue → the token at which what is said begins.

`a mis en garde | lundi sur RTL | contre une hausse`, `s'est dite, lors d'un débat mardi à Pau, | prête à négocier`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cue_forms import depicted
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import memory
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_SITES = ("Place", "Organization")
_TITLED = ("Place", "Organization", "Event")
_TITLE = 5  # words of the title of an emission or article
_HELD = 7  # tokens of an occasion before what is said
_SET_OFF = 8  # tokens of a day with its place, between commas
_PART = 5  # words before the day of a part of it: `en fin de journée`
_ENDS = (".", ",", ";", "!", "?", "…", ")")


def past_setting(page: Page, i: int, end: int, cue: Cue) -> int:
    """The token behind a phrase of where or when at token i, between commas or not; i where there is none.

    What a cue leads to with the same preposition is no such phrase where nothing follows (`est revenu sur Twitter`).
    """
    doc = page.doc
    if i >= end or not (doc[i].text == "," or doc[i].pos_ in ("ADP", "ADV", "DET", "NOUN") or page.dated(i)):
        return i
    apart = doc[i].text == ","
    k = _past(page, i + apart, end, cue)
    if k == i + apart:
        return i
    if apart:
        return k + 1 if k + 1 < end and doc[k].text == "," and not page.finite(k + 1) else i
    if titled(page, k, end):
        beyond = _past_title(page, k, end)
        if _closes(page, beyond, end) or not page.doc[beyond].pos_ == "DET":
            return i
        return beyond  # `a présenté lors de sa conférence « Direct » | une console`
    if _closes(page, k, end) or ("quality" in cue.frames and doc[k - 1].pos_ == "ADJ"):
        k = _narrowed(page, i, k, cue)
    return i if _closes(page, k, end) else k


def held_back(page: Page, cue: Cue, end: int) -> int | None:
    """The token at which what is said opens with *des* behind an occasion (`pointe lors d'un débat | des retards`)."""
    doc, i = page.doc, cue.end
    found = preposition(doc, i) if i < end and "object" in cue.frames else None
    if found is None or not (found.lemma in speech_words("event-preposition") or told(page, found)):
        return None
    for k in range(found.end + 1, min(found.end + _HELD, end - 1)):
        if doc[k].is_punct or page.finite(k) or doc[k].lower_ in speech_words("relative"):
            return None
        several = doc[k].lower_ in speech_words("of-word") and doc[k + 1].pos_ == "ADJ"
        if several or doc[k].lower_ in speech_words("some-word"):
            phrase = noun_phrase(doc, k + several)
            if phrase is not None and abstract(doc[phrase.head].lower_):
                return k
    return None


def titled(page: Page, k: int, end: int) -> bool:
    """Whether a title in quotation marks stands behind its noun (`lors de l'émission « Le Débat »`)."""
    named = page.doc[k - 1].pos_ == "NOUN" or any(m.type in _TITLED for m in page.at_token(k - 1))
    q = page.quotation(page.at(k)) if k < end and named and not page.dated(k - 1) else None
    return q is not None and page.text[q.start : q.start + 1].isupper() and page.words(q.start, q.end) <= _TITLE


def _past_title(page: Page, k: int, end: int) -> int:
    """The token behind the quotation that begins at a token."""
    q = page.quotation(page.at(k))
    close = page.token(q.end) if q is not None else k
    return min(close + (close < end and page.doc[close].is_punct), end)


def _closes(page: Page, k: int, end: int) -> bool:
    """Whether nothing of a cue follows at a token."""
    ends = speech_words("and-word", "relative") - speech_words("that-word")
    return k >= end or page.doc[k].text in _ENDS or page.doc[k].is_space or page.doc[k].lower_ in ends


def _narrowed(page: Page, i: int, k: int, cue: Cue) -> int:
    """The token in a phrase [i, k) at which what a cue governs begins (`se dit devant la presse | ravi de la loi`)."""
    doc = page.doc
    noun = next((j for j in range(i, k) if doc[j].pos_ in ("NOUN", "PROPN")), k)
    for j in range(noun + 1, k):
        if "quality" in cue.frames and doc[j].pos_ == "ADJ" and (j + 1 == k or doc[j + 1].pos_ != "ADJ"):
            return j  # `lors d'une réunion publique | favorable à la loi`
        if "de" in cue.prepositions and doc[j].lower_ in words("of") and doc[j + 1].pos_ in ("DET", "ADJ"):
            return j
    return i


def _past(page: Page, i: int, end: int, cue: Cue) -> int:
    """The token behind all days, places, media and occasions from token i on."""
    sites = _scenes(page)
    k, inside = i, False  # whether an occasion or a text stands before, of which a place or medium may follow
    while k < end:
        beyond = past_days(page, k, end)
        if beyond == k and k in sites and not _addressed(page, k, sites[k], cue):
            beyond, inside = sites[k], True
        if beyond == k and inside:
            beyond = _past_site(page, k, end)
        if beyond == k and (found := preposition(page.doc, k)) is not None and told(page, found, "written-noun"):
            beyond, inside = _past_text(page, found.end, end), True
        if beyond == k:
            return k
        k = beyond
    return k


def _scenes(page: Page) -> dict[int, int]:
    """First token of each phrase that says where somebody speaks → the token behind it."""
    kept = memory(page.doc, "placed")
    if "scenes" not in kept:
        led = (s for s in page.doc._.scenes or () if s.venue is not None and s.start < s.venue.start and not s.fronted)
        kept["scenes"] = {s.start: s.end for s in led if not s.rule.verbs}
    found: dict[int, int] = kept["scenes"]
    return found


def _addressed(page: Page, k: int, end: int, cue: Cue) -> bool:
    """Whether `à` and a body [k, end) are those to whom a cue turns (`demande à l'ONU de`, not `à l'ONU une trêve`)."""
    if page.doc[k].lower_ not in speech_words("to-word"):
        return False
    turns = cue.lemma in scene_words("addressing") or "noun+à" in cue.frames
    known = [m for m in page.at_token(end - 1) if m.type == "Organization" and m.cls not in MEDIA]
    behind = page.doc[end] if end < len(page.doc) else None
    asked = behind is None or not (behind.pos_ == "DET" or behind.lower_ in speech_words("to-word"))
    return turns and bool(known) and asked


def _past_site(page: Page, k: int, end: int) -> int:
    """The token behind a preposition and the place or medium of an occasion (`lors d'un débat | à Pau`)."""
    found = preposition(page.doc, k)
    if found is None or found.lemma not in scene_words("site-preposition") or found.end >= end:
        return k
    at = found.end + (page.doc[found.end].pos_ == "DET" and not found.contracted)
    site = next((m for m in page.at_token(min(at, end - 1)) if m.type in _SITES and m.start in (at, found.end)), None)
    if site is None or (site.type == "Organization" and site.cls not in MEDIA):
        return k
    return site.end


def _past_text(page: Page, k: int, end: int) -> int:
    """The token behind a text, and when and where it was given out (`un communiqué | publié lundi sur son site`)."""
    doc, named = page.doc, False
    while k < end and doc[k].pos_ in ("DET", "ADJ", "NOUN", "NUM") and not page.dated(k):
        if named and (doc[k].pos_ in ("DET", "NUM") or (doc[k].pos_ == "ADJ" and doc[k + 1].pos_ == "NOUN")):
            break  # `a annoncé dans un communiqué | la fermeture du site`
        named = named or doc[k].pos_ == "NOUN"
        k += 1
    if k < end and doc[k].lower_ in scene_words("publishing"):
        k += 1
    return k


def past_joined(page: Page, i: int, end: int) -> int:
    """The token behind the nouns joined to the phrase that ends at a token (`devant les élus | et la presse | que`).

    Nothing is joined where nothing follows (`a annoncé lors du conseil, | une hausse et une baisse`).
    """
    k = joined_end(page, i, end)
    return i if _closes(page, k, end) else k


def joined_end(page: Page, i: int, end: int) -> int:
    """The end of the list that goes on with a comma or `et` at a token and that `et` closes, else the token."""
    doc, k = page.doc, i
    while k + 1 < end and (doc[k].text == "," or doc[k].lower_ in speech_words("and-word")):
        last = doc[k].text != ","
        led = doc[k + 1].pos_ == "ADP" or (not last and doc[k + 1].lower_ in speech_words("of-form"))
        phrase = None if led else noun_phrase(doc, k + 1)
        if phrase is None or page.dated(phrase.head) or page.finite(past_clitics(page, phrase.end, end)):
            break
        k = phrase.end
        if last:
            return k
    return i


def past_days(page: Page, i: int, end: int) -> int:
    """The token behind the day that stands at a token (`hier`, `le 3 mai`, `dans la soirée de lundi`), else i."""
    doc = page.doc
    k = i
    if i and depicted(doc, i):
        return i
    while k < end and k - i < _PART and not page.dated(k):
        if doc[k].pos_ not in ("DET", "ADP") and doc[k].lower_ not in scene_words("part-of-day", "end-of-day"):
            return i
        k += 1
    if k >= end or not page.dated(k) or (k > i and not _opens_day(page, i, k)):
        return i
    while k < end and page.dated(k):
        k += 1
    return k


def past_when(page: Page, i: int, end: int) -> int:
    """The token behind days and adverbs of several words (`ont été invités | mardi, une nouvelle fois | à partir`)."""
    if i < end and page.doc[i].text == ",":  # `ont été appelés, lundi à Gap, à partir`
        close = next((k for k in range(i + 2, min(i + _SET_OFF, end)) if page.doc[k].text == ","), i)
        timed = close > i and any(page.dated(k) for k in range(i + 1, close))
        return close + 1 if timed and not any(page.finite(k) for k in range(i, close)) else i
    while i < end:
        beyond = max(past_days(page, i, end), past_adverbial(page.doc, i))
        if beyond == i:
            break
        i = beyond
    return i


def _opens_day(page: Page, i: int, k: int) -> bool:
    """Whether tokens [i, k) are an article or name a part of the day."""
    shown = [page.doc[j].lower_ for j in range(i, k)]
    if len(shown) == 1:
        return page.doc[i].pos_ == "DET" or shown[0] in scene_words("date-opening")
    return any(word in scene_words("part-of-day", "end-of-day") for word in shown)
