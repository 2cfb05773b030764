"""An incise → its draft: what stands before it, around it and goes on behind it (`« Oui, dit-il, demain. »`)."""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import saying
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause, Quotation, Range
from kgextract.nlp.statements.about import apposed, explains
from kgextract.nlp.statements.before_incise import as_word, bound, goes_on, without_verb
from kgextract.nlp.statements.closings import on_occasion, told
from kgextract.nlp.statements.connectives import connected, links
from kgextract.nlp.statements.cuts import apart
from kgextract.nlp.statements.drafts import ENDS, Draft, Page, behind_colon
from kgextract.nlp.statements.extents import cut
from kgextract.nlp.statements.incises import unmarked
from kgextract.nlp.statements.mains import outside_relatives
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.second_verbs import coordinated
from kgextract.nlp.statements.unfinished import cleft, completed, governs, joins, more_told, restricted, unfinished
from kgextract.nlp.stretches import beginning
from kgextract.tables.names import words
from kgextract.tables.speech import speech_words

_LEAD_WORDS = 9
_ASIDE = 25  # tokens of an incise between dashes
_INSIDE = ("DET", "ADP", "VERB", "AUX", "ADJ", "NUM", "SCONJ")  # before words quoted inside a phrase
_DASHES = ("-", "–", "—")


def incise(page: Page, clause: Clause, cue: Cue | None) -> Draft | None:
    """An inverted verb between commas or beside a quotation → its draft, or None where it reports nothing."""
    doc = page.doc
    unit = page.units[clause.unit]
    start = doc[clause.start].idx
    inside = page.quotation(start)
    before = page.text[unit.start : start].rstrip()
    if not before:
        return None
    likened = None
    likening = as_word(doc, clause.start)
    if likening < clause.start:
        start = doc[likening].idx
        before = page.text[unit.start : start].rstrip() or ","
        likened = behind_colon(page, clause.unit, page.at(clause.end))
    last = page.quotation(unit.start + len(before) - 1)
    closing = page.text[unit.start : start].rstrip(" ,–—-")
    beside = page.quotation(unit.start + len(closing) - 1) if closing else None
    quoted = beside is not None and beside is not inside and beside.outer[1] <= start
    marked = quoted or inside is not None or last is not None or before[-1:] in ",–—-"
    if not marked and not unmarked(page, clause, cue):
        return None
    if cue is None and not quoted and inside is None:
        return None
    end_token = _end(page, clause)
    end = page.at(end_token - 1) + len(doc[end_token - 1])
    content: list[Range | None]
    if likened is not None:  # `comme le résume Lise : « … »`
        content, rule = [(likened.start, min(likened.end, unit.end))], "incise"
    elif inside is not None and inside.outer[1] > end:
        after = _explained(page, clause, end_token, max(inside.start, unit.start), start, inside.end)
        content = [page.trim(max(inside.start, unit.start), start), page.trim(max(after, end), inside.end)]
        rule = "incise-inside"
    else:
        left = _told_before(page, unit.start, likening) if likening < clause.start else unit.start
        content, rule = _left(page, start, left), "incise"
        right = _right(page, clause, end_token, content, start)
        joined = page.token(start) - 1
        joined -= page.doc[joined].text == ","
        begins = right is not None and page.quotation(right[0]) is not None and page.quotation(unit.start) is None
        led = begins and links(page, page.token(unit.start), joined + 1)  # `Même si, note Lise, « la crue baisse »`
        content = [right] if right is not None and (led or joins(page, joined)) else [*content, right]
    kept = [c for c in content if c]
    if likening < clause.start and inside is not None and rule == "incise-inside":
        kept = _sentence_around(page, kept, start, end)
    if not kept:
        return None
    return Draft(
        content=kept,
        rule=rule,
        confidence=0.95 if quoted or inside else 0.85,
        unit=clause.unit,
        cue=cue.lemma if cue else clause.lemma,
        cue_class=cue.class_ if cue else "say",
        cue_range=(clause.start, clause.end),
        clause=clause,
        source=clause.subject,
        nested=likening < clause.start and inside is not None,
    )


def _sentence_around(page: Page, content: list[Range], start: int, end: int) -> list[Range]:
    """Of what stands before and behind `comme l'a dit X` in a quotation, the sentence that it belongs to."""
    doc = page.doc
    first, last = page.token(start), page.token(end)
    low = next((k for k in range(first - 1, 0, -1) if doc[k].text in ENDS), page.token(content[0][0]) - 1)
    high = next((k for k in range(last, len(doc)) if doc[k].text in ENDS), page.token(content[-1][1]))
    cut = [page.trim(max(a, page.at(low + 1)), min(b, page.at(high))) for a, b in content]
    return [c for c in cut if c is not None]


def _told_before(page: Page, begin: int, stop: int) -> int:
    """The character where the clause begins to which `comme` adds who said so, else the start of the unit.

    `La mairie a confirmé que | le pont fermerait, comme l'avait révélé la presse`, `Le budget est voté et | la taxe
    baissera, comme l'a promis Lise`, `La taxe baissera, a dit Luc, et | le pont rouvrira, comme l'a promis Lise`
    """
    doc, first = page.doc, page.token(begin)
    clauses = beginning(doc._.clauses, first, stop, lambda c: c.start)
    told = [c for c in clauses if c.form == "finite" and c.position in ("main", "incise")]
    for before, last in reversed(list(pairwise(told))):
        about = shared(last)
        start = about.start if about is not None and before.end <= about.start < last.start else last.start
        joined = doc.lowered[start - 1] in speech_words("and-word", "contrast-word")
        turned = before.position == "incise" or (last.tense == "Fut") != (before.tense == "Fut")
        if joined and turned and last.position == "main" and last.modality != "possible":
            return page.at(start)
    for k in range(first + 1, stop - 1):
        if doc[k].lower_ in speech_words("that-word"):
            return page.at(k + 1) if saying(doc, k - 1) else begin
    return begin


def _end(page: Page, clause: Clause) -> int:
    """The token after an incise: behind the subject and what follows it up to a comma, a mark or the end."""
    doc = page.doc
    stop = page.token(page.units[clause.unit].end)
    i = max(clause.end, clause.subject.end if clause.subject and clause.subject.start >= clause.start else clause.end)
    if clause.subject is not None:  # the name behind a title (`a conclu le porte-parole, Yao Koné, …`)
        i = max([i, *(m.end for m in clause.subject.mentions if m.start >= clause.end)])
    dashed = next((k for k in range(i, min(i + _ASIDE, stop)) if doc[k].text in _DASHES), None)
    if dashed is not None and doc[clause.start - 1].text in _DASHES and doc[dashed - 1].whitespace_:
        return dashed + 1  # `– raconte Théo, vendeur au marché –`
    while i < stop:
        token = doc[i]
        if token.text in (":", ";", ".") or token.lower_ in speech_words("opening-mark", "closing-mark"):
            break
        if token.text in (",", "–", "—"):
            break
        i += 1
    return min(i, stop)


def _told_of(page: Page, verb: int, stop: int) -> bool:
    """Whether a relative clause leads from an incise to quoted words (`estime le syndicat qui y voit un « piège »`)."""
    doc = page.doc
    who = next((k for k in range(verb, stop) if doc[k].lower_ in speech_words("who-word")), stop)
    return who < stop and not any(doc[k].is_punct for k in range(who, stop))


def _sentence_end(page: Page, i: int, stop: int) -> int:
    """The first full stop behind token i, at the latest `stop`."""
    return next((k for k in range(i, stop) if page.doc[k].text in ENDS), stop)


def _explained(page: Page, clause: Clause, i: int, begin: int, start: int, stop: int) -> int:
    """The character where what an incise says of its speaker ends (`…, dit Lise, 40 ans, boulangère. …`), 0 if nothing.

    The words before the incise are then a whole sentence: `Il faut, dit-elle, partir` goes on.
    """
    doc = page.doc
    before = range(page.token(begin), page.token(start) - 1)
    subject = doc[before.start].lower_ in speech_words("subject-pronoun")  # the model takes some verbs for nouns
    whole = subject or any(doc[k].pos_ == "VERB" or page.finite(k) for k in before)
    whole = whole and doc[before.stop - 1].pos_ != "AUX" and len(before) > 1
    last = page.token(stop)
    if i >= last or doc[i].text != ",":
        return 0
    told_of = clause.subject is not None and doc[clause.subject.head].pos_ != "PRON" and explains(page, i, last)
    if not whole:  # `Le quai, dit Lise, l'une des élues, sera fermé`
        verb = goes_on(page, i, _sentence_end(page, i, last)) if told_of else None
        return page.at(verb) if verb is not None else 0
    opener = doc[i + 1]
    who = opener.lower_ in speech_words("relative")  # `…, dit Lise, qui tient une boulangerie. …`
    bare = who or opener.pos_ in ("NOUN", "NUM", "ADJ") or "Part" in opener.morph.get("VerbForm", [])
    of = opener.lower_ in speech_words("of-form")
    explained = told_of if of else bare or (told_of and not governs(doc, before.stop - 1))
    if not explained and not _placed(page, clause.verb, i):
        return 0
    for k in range(i + 1, last):
        if k > i + 1 and (doc[k].is_sent_start or doc[k - 1].text in ENDS):
            return page.at(k)
        if not who and (page.finite(k) or doc[k].lower_ in speech_words("relative")):
            return 0
    return 0


def _placed(page: Page, verb: int, comma: int) -> bool:
    """Whether an incise goes on behind a comma with where or when it was said (`…, a-t-il dit mardi, au siège. …`)."""
    doc = page.doc
    found = preposition(doc, comma + 1)
    if found is None:
        return False
    occasion = speech_words("event-preposition", "late")
    if page.dated(comma - 1) or found.lemma in occasion or told(page, found):
        return True
    inside = (preposition(doc, k) for k in range(verb + 1, comma))
    return any(one is not None and one.lemma in occasion for one in inside)


def _left(page: Page, start: int, unit_start: int) -> list[Range | None]:
    """What stands before an incise: the quotation that ends there, else everything from the start of the unit."""
    stripped = page.text[unit_start:start].rstrip(" ,–—-\n")
    stop = unit_start + len(stripped)
    q = page.quotation(stop - 1) if stripped else None
    if q is not None:
        lead = page.text[unit_start : q.outer[0]].strip()
        earlier = page.between(unit_start, q.outer[0])
        if (
            not lead
            or lead.rstrip(" ,").lower() in speech_words("connector", "sentence-adverb")  # `Or « … », précise-t-elle`
            or q.outer[0] <= unit_start
            or lead[-1] in ":("
            or (earlier and lead[-1] in speech_words("closing-mark") and lead[0] not in speech_words("opening-mark"))
            or (lead[-1] in _DASHES and q.outer[1] >= stop)  # `… – « un vol », dit-elle`
            or (
                lead[-1] == ","
                and page.words(unit_start, q.outer[0]) <= _LEAD_WORDS
                and not earlier
                and not _predicate(page, q.start)
                and on_occasion(page, page.token(unit_start), page.token(q.outer[0]) - 1)
            )
        ):
            return [(max(q.start, unit_start), q.end)]
    if (absolute := _absolute(page, page.token(unit_start), page.token(start))) is not None:
        return [page.trim(page.at(absolute + 1), stop)]
    colon = page.text.rfind(":", unit_start, stop)
    if colon > 0 and page.quotation(colon) is None:
        return [page.trim(colon + 1, stop)]
    return [page.trim(connected(page, unit_start, stop), stop)]


def _absolute(page: Page, first: int, stop: int) -> int | None:
    """The comma before a clause with a gerund and a subject of its own that an incise interrupts, behind a sentence.

    `La juge y voit un piège | , les comptes ayant été rendus, dit-elle, en mai`
    """
    doc = page.doc
    gerund = next((k for k in range(stop - 1, first, -1) if in_ant(doc[k].lower_) or page.finite(k)), first)
    if not in_ant(doc[gerund].lower_) or doc[gerund].pos_ not in ("VERB", "AUX"):
        return None
    before = gerund - 1 - (doc[gerund - 1].lower_ in speech_words("negation-word"))
    comma = apart(page, before)
    if comma is None or comma == before or not any(page.finite(k) for k in range(first, comma)):
        return None
    led = doc[before].lower_ in speech_words("before-gerund")  # `a rejeté le texte, en le jugeant flou`
    return None if led or doc[comma + 1].pos_ not in ("DET", "PROPN", "PRON") else comma


def _predicate(page: Page, start: int) -> bool:
    """Whether quoted words are the verb of the sentence (`Le maire, Jean Roy, « se cache », a-t-elle dit`)."""
    first = page.token(start)
    if page.doc[first].lower_ in speech_words("subject-pronoun"):
        return False
    return page.finite(past_clitics(page, first, len(page.doc)))


def _right(page: Page, clause: Clause, token: int, content: list[Range | None], start: int) -> Range | None:
    """What goes on after an incise: a quotation, or the rest of a sentence that it interrupted."""
    doc = page.doc
    unit_end = page.units[clause.unit].end
    end = page.at(token - 1) + len(doc[token - 1])
    rest = page.text[end:unit_end]
    bare = rest.lstrip(" ,:–—-.")
    if not bare.strip(" .!?…"):
        return None
    at = end + len(rest) - len(bare)
    q = page.quotation(at)
    if q is not None and q.outer[0] == at:
        apart = rest[: len(rest) - len(bare)].strip() or doc[page.token(at) - 1].pos_ not in _INSIDE
        if not apart or _told_of(page, page.token(start), page.token(at)):
            return None  # not `…, dit-il à ceux qui veulent un « départ »`
        open_ = bool(content) and content[0] is not None and not any(page.quotation(c) for c in content[0][:1])
        beyond = _goes_on_behind(page, q, unit_end) if open_ else q.outer[1]
        return (q.outer[0], beyond) if beyond > q.outer[1] else (q.start, min(q.end, unit_end))
    first = content[0] if content else None
    if first is None:  # `Comme le dit Lise, maire de Brest, | la mer monte`
        commas = token < len(doc) and doc[token].text == ","
        beyond = apposed(page, token, page.token(unit_end)) if commas else token
        return page.trim(max(at, page.at(beyond)), unit_end)
    if any(page.quotation(c) for c in (first[0], first[1] - 1)):
        return _told_on(page, token, at, unit_end)
    if token < len(doc) and doc[token].text == ":":
        opener, whole = doc[page.token(at)], any(page.finite(k) for k in range(page.token(at), page.token(unit_end)))
        counts = opener.lower_ in words("definite") or opener.pos_ in ("NUM", "PROPN")  # `…, dit-il : la N12 et la D7`
        return page.trim(at, unit_end) if (whole or counts) and not page.between(at, unit_end) else None
    if token >= len(doc) or doc[token].text not in (",", *_DASHES):
        return None
    lead = range(page.token(first[0]), page.token(start))  # `Elle alerte : sans eau, dit-elle, | …`: behind a colon
    verbs = [k for k in outside_relatives(doc, lead.start, lead.stop) if page.finite(k)]
    last, right = page.token(first[1]) - 1, page.token(at)
    if restricted(page, last, right) or _compound(page, last):
        return page.trim(at, unit_end)
    if not verbs or bound(page, lead.start, lead.stop):
        verb = goes_on(page, token, page.token(unit_end))
        if verb is None and not verbs and _tells_of(page, token, page.token(unit_end)):
            return None  # `L'eau monte, prévient Lise, qui habite sur le quai`
        return page.trim(at if verb is None else page.at(verb), unit_end)
    open_ = unfinished(page, last, right) or completed(page, clause, last, right) or cleft(page, lead.start, right)
    if open_ or without_verb(page, lead, right) or more_told(page, clause, lead, right):
        return page.trim(at, unit_end)
    alone = clause.subject is not None and token <= max(clause.end, clause.subject.end)
    if alone and _subject_last(page, lead) and goes_on(page, token, page.token(unit_end)) == token + 1:
        return page.trim(at, unit_end)
    beyond = apposed(page, token, page.token(unit_end))  # `Le plan vise, a dit Lise, maire de Pau, | les quais`
    told_on = right < beyond < page.token(unit_end) and (
        completed(page, clause, last, beyond) or past_locution(doc, beyond, "going-on") > beyond
    )
    return page.trim(page.at(beyond), unit_end) if told_on else None


def _compound(page: Page, last: int) -> bool:
    """Whether a participle is to follow what stands before an incise (`son fils n'ayant jamais, dit-il, | vu Pau`)."""
    while last > 0 and page.doc[last].pos_ == "ADV":
        last -= 1
    return page.doc[last].pos_ == "AUX" and in_ant(page.doc[last].lower_)


def _told_on(page: Page, token: int, at: int, unit_end: int) -> Range | None:
    """The sentence behind a colon with which somebody quoted goes on (`« Faux », dit la mairie : | le pont tient`)."""
    doc, first, stop = page.doc, page.token(at), page.token(unit_end)
    if token >= len(doc) or doc[token].text != ":" or page.between(at, unit_end) or not doc[first].text[:1].islower():
        return None
    phrase = noun_phrase(doc, first)
    start = phrase.end if phrase is not None else first
    told = (phrase is not None and phrase.definite) or doc[first].lower_ in speech_words("subject-pronoun")
    verb = past_clitics(page, start, stop) if told else stop
    return page.trim(at, unit_end) if verb < stop and any(page.finite(k) for k in range(first, verb + 2)) else None


def _subject_last(page: Page, lead: range) -> bool:
    """Whether a noun phrase between a conjunction and an incise has no verb yet (`… mais la ville, dit X, | n'en sait
    rien`)."""
    doc = page.doc
    k = next((k for k in range(lead.stop - 1, lead.start, -1) if doc[k].pos_ == "CCONJ"), None)
    phrase = noun_phrase(doc, k + 1) if k is not None else None
    return phrase is not None and phrase.end == lead.stop - 1 and (phrase.definite is True or phrase.names is not None)


def _goes_on_behind(page: Page, q: Quotation, unit_end: int) -> int:
    """The character where a sentence ends that an incise interrupts and that goes on behind quoted words.

    `Il faut, plaide Lise, « du temps » et de l'argent`; where it was said, and another verb, are no part of it.
    """
    doc = page.doc
    i, stop = page.token(q.outer[1]), page.token(unit_end)
    if i + 1 >= stop or doc[i].is_punct or doc[i + 1].text == "," or q.outer[1] >= unit_end:
        return q.outer[1]
    found = preposition(doc, i)
    if found is not None and (found.lemma in speech_words("event-preposition", "late") or told(page, found)):
        return q.outer[1]
    stop = cut(page, i, coordinated(page, i - 1, stop), [])
    return page.at(stop - 1) + len(doc[stop - 1]) if stop > i else q.outer[1]


def _tells_of(page: Page, comma: int, stop: int) -> bool:
    """Whether only a relative clause or an apposition follows an incise."""
    doc = page.doc
    if comma + 1 >= stop or any(page.finite(k) for k in outside_relatives(doc, comma, stop)):
        return False
    return doc[comma + 1].lower_ in speech_words("relative") or explains(page, comma, stop)
