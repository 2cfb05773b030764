"""What trails a content without belonging to it: a noun that takes it up for another's verb, the day of saying it.

`affirme que tout va bien, une affirmation contestée par la maire` → the content ends at the comma, and
`une affirmation` is what the mayor contests; `a présenté ses excuses mardi` → `ses excuses`.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of, saying
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import is_unreal
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.layers import AGENTS, Clause, Range, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.placed import past_days
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.events import deeds
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_BEHIND = 8  # tokens from the relative pronoun to its verb
_BY = 3  # tokens from a participle to its agent
_AIRED = 5  # tokens from a preposition to the end of where something is aired
_NAMED = 12  # tokens of what a relative clause is about
_PART = 5  # tokens before the day of a part of it: `en fin de journée`


def taken_up(page: Page, i: int, stop: int) -> bool:
    """Whether a noun that takes up what was said opens at token i, with a verb of saying of its own."""
    doc = page.doc
    if i + 1 < stop and doc[i].lower_ in speech_words("this-word") and doc[i + 1].lower_ in speech_words("that-word"):
        return _reports(page, i + 2, stop)  # `…, ce que conteste l'opposition`
    if i + 2 < stop and doc[i].lower_ in speech_words("this-word") and doc[i + 1].lower_ in words("of-which"):
        return page.finite(past_clitics(page, i + 2, stop)) or lemma_of(doc, i + 2) in speech_words("doubting")
    if i + 1 < stop and doc[i].lower_ in speech_words("this-word") and doc[i + 1].lower_ in speech_words("who-word"):
        return any(lemma_of(doc, k) in speech_words("verifying") for k in range(i + 2, min(i + 2 + _BEHIND, stop)))
    noun = i + (i < stop and doc[i].pos_ == "DET")
    some = noun > i and doc[i].lower_ in speech_words("a-word") and doc[noun].pos_ == "NOUN"
    if some and noun + 1 < stop and doc[noun + 1].lower_ in speech_words("that-word"):
        return _reports(page, noun + 2, stop)  # `…, une échéance que les élus jugent « irréaliste »`
    past = noun + 1 + (noun + 1 < stop and doc[noun + 1].pos_ == "ADV")  # `une offre aussitôt rejetée par la ligue`
    if some and past + 1 < stop and _past(page, past) and lemma_of(doc, past) in cue_verbs():
        return _by(page, past + 1, stop) and not _shared(page, i, stop)  # `…, une mesure jugée « vaine » par les élus`
    if noun + 1 >= stop or doc[noun].lower_ not in speech_words("resumptive-noun"):
        return False
    k = noun + 1
    while k < stop - 1 and (doc[k].pos_ == "ADV" or (doc[k].pos_ == "ADJ" and lemma_of(doc, k) not in cue_verbs())):
        k += 1
    if doc[k].lower_ in speech_words("that-word"):
        return doc[noun].lower_ in speech_words("told-noun") or _reports(page, k + 1, stop)
    if doc[k].lower_ in speech_words("who-word"):
        return doc[noun].lower_ in speech_words("told-noun")  # `…, un bilan qui pourrait s'alourdir`
    return lemma_of(doc, k) in cue_verbs() and _by(page, k + 1, stop)


def _by(page: Page, i: int, stop: int) -> bool:
    """Whether an agent is near, behind quoted words."""
    i += i + 1 < stop and page.doc[i].lower_ in speech_words("of-form", "as-word")
    quoted = page.quotation(page.at(i) + 1) if i < stop and page.doc[i].lower_ in speech_words("opening-mark") else None
    i = page.token(quoted.outer[1]) if quoted is not None else i
    return any(page.doc[j].lower_ in speech_words("by-word") for j in range(i, min(i + _BY, stop)))


def apposed(page: Page, comma: int, stop: int) -> bool:
    """Whether what a reporter adds to the last noun closes a phrase behind a comma: a noun with its own clause, or a
    participle (`prône la paix, | idée à laquelle nul ne croit`, `salue le peintre, | mort à 92 ans`)."""
    doc, i = page.doc, comma + 1
    while i < stop - 1 and doc[i].pos_ == "ADV":
        i += 1
    if i + 1 >= stop or any(doc[k].lower_ in speech_words("according") for k in range(i, stop)):
        return False  # `dénonce la vente, décidée, selon elle, sans vote`
    if _past(page, i):
        return doc[comma - 1].pos_ in ("NOUN", "PROPN") and not _shared(page, i, stop)
    some = doc[i].lower_ in speech_words("a-word")
    noun = i + some
    if noun + 1 >= stop or doc[noun].pos_ != "NOUN":
        return False
    k = noun + 1
    while k < stop - 1 and doc[k].pos_ == "ADJ":
        k += 1
    led = doc[k].pos_ == "ADP" and k + 1 < stop
    relative = doc[k + led].lower_ in speech_words("relative") - (frozenset() if some else speech_words("that-word"))
    return (relative or (some and _past(page, k))) and not _shared(page, k, stop)


def _past(page: Page, i: int) -> bool:
    """Whether a past participle stands alone at a token."""
    morph = page.doc[i].morph
    return "Part" in morph.get("VerbForm", []) and "Past" in morph.get("Tense", []) and not page.finite(i)


def _shared(page: Page, i: int, stop: int) -> bool:
    """Whether a list goes on behind a token (`dénonce un abus, une loi votée de nuit et un mépris`)."""
    doc = page.doc
    return any(
        doc[k].lower_ in speech_words("and-word") and doc[k + 1].pos_ in ("DET", "VERB") for k in range(i, stop - 1)
    )


def _reports(page: Page, i: int, stop: int) -> bool:
    """Whether a verb of saying stands within a few tokens."""
    doc = page.doc
    for j in range(i, min(i + _BEHIND, stop)):
        sure = doc[j].lower_ in speech_words("sure-form") and j + 1 < len(doc) and doc[j + 1].is_punct
        if (doc[j].pos_ == "VERB" or sure) and lemma_of(doc, j) in cue_verbs():
            return True
    return False


def antecedent(page: Page, clause: Clause) -> Range | None:
    """What a relative clause is about: a noun that takes up what stands before its comma (`, accusation qu'il nie`),
    or that itself (`Le pont serait fermé, ce que dément la mairie`)."""
    if (comma := told_back(page, clause)) is not None:
        return _sentence_before(page, clause, comma)
    noun = _antecedent(page, clause)
    return _after_comma(page, noun) if noun is not None else None


def demanded(page: Page, clause: Clause, cue: Cue) -> Range | None:
    """What a relative clause says that somebody asks for or judges (`une loi que réclame la CGT`)."""
    doc, noun = page.doc, _antecedent(page, clause)
    if noun is None or clause.negated or cue.class_ not in ("ask", "judge") or cue.lemma in speech_words("acting"):
        return None
    if is_unreal(doc[clause.verb].lower_, clause.lemma) or page.quotation(page.at(noun)) is not None:
        return None
    noun -= doc[noun].text == ","
    starts = (k for k in range(noun, max(noun - _NAMED, -1), -1) if doc[k].pos_ == "DET")
    phrases = (p for k in starts if (p := noun_phrase(doc, k)) is not None and p.end == noun + 1)
    phrase = next(phrases, None)
    if phrase is None or any(m.kind == "named" or m.type in AGENTS for m in page.at_token(phrase.head)):
        return None
    act = any(m.type in ("Document", "Event") for m in page.at_token(phrase.head))
    if not act and not abstract(doc[phrase.head].lower_):
        return None  # `la chambre que loue Luc Roy`
    return page.at(phrase.start), page.at(noun) + len(doc[noun])


def told_back(page: Page, clause: Clause) -> int | None:
    """The comma before `ce que` with a verb that is about the whole sentence before it, or None."""
    noun = _antecedent(page, clause)
    if noun is None or page.doc[noun].lower_ not in speech_words("this-word") or page.doc[noun - 1].text != ",":
        return None
    return noun - 1


def _antecedent(page: Page, clause: Clause) -> int | None:
    """The token before the *que* with which a relative clause begins."""
    doc, k = page.doc, clause.start
    if clause.subject is not None and clause.subject.start < clause.start:
        k = clause.subject.start
    k -= k > 0 and doc[k - 1].pos_ == "DET"
    return k - 2 if k > 2 and doc[k - 1].lower_ in speech_words("that-word") else None


def _sentence_before(page: Page, clause: Clause, comma: int) -> Range | None:
    """The words of a sentence before a comma, those that a verb reports without it; None without a verb or quoted."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    that = [k + 1 for k in range(first, comma) if doc[k].lower_ in speech_words("that-word") and saying(doc, k - 1)]
    verbs = (k for k in range(first + 1, comma) if saying(doc, k - 1))
    bare = [k for k in verbs if is_infinitive(doc, past_clitics(page, k, comma))]
    start = (that or bare or [first])[-1]  # `La maire dit | ne rien savoir, ce que réfute le club`
    sources = (
        k for k in range(start + 1, comma) if doc[k].text == "," and doc[k + 1].lower_ in speech_words("according")
    )
    comma = next(sources, comma)  # `Le pont ferme, selon la presse, ce qu'a confirmé le maire`
    plain = page.quotation(page.at(comma - 1)) is None and not page.between(page.at(start), page.at(comma))
    told = start in bare or any(map(page.finite, range(start, comma)))
    return page.trim(page.at(start), page.at(comma)) if plain and told else None


def _after_comma(page: Page, noun: int) -> Range | None:
    doc = page.doc
    if doc[noun].lower_ not in speech_words("resumptive-noun"):
        return None
    start = noun - (noun > 0 and doc[noun - 1].pos_ == "DET")
    if not _alone(page, noun, start) and doc[start - 1].text not in (",", "–", "—", "-"):
        return None
    return page.at(start), page.at(noun) + len(doc[noun])


def _alone(page: Page, noun: int, start: int) -> bool:
    """Whether a noun opens a sentence that has no verb but that of its relative (`Une version que nie la maire.`)."""
    doc, unit = page.doc, page.units[unit_of(page.doc, start)]
    if page.at(start) != unit.start:
        return False
    stop = page.token(unit.end)
    who = speech_words("who-word")
    comma = next((k for k in range(noun + 2, stop) if doc[k].text == "," or doc[k].lower_ in who), stop)
    related = noun + 1 < stop and doc[noun + 1].lower_ in speech_words("that-word")
    return sum(page.finite(k) for k in range(noun + 1, comma)) <= related


def resumes(page: Page, start: int, head: int) -> bool:
    """Whether a phrase behind a comma is such a noun (`, une affirmation réfutée par`)."""
    found = _after_comma(page, head) if head > 0 else None
    return found is not None and found[0] <= page.at(start)


def undated(page: Page, clause: Clause, content: Range) -> Range:
    """What was said without the day behind it that says when (`a condamné ce geste samedi`).

    A day that a participle or an event has, or that is still to come, belongs to it.
    """
    doc = page.doc
    first, last = page.token(content[0]), page.token(content[1])
    past = any("Part" in doc[k].morph.get("VerbForm", []) for k in range(clause.start, clause.end))
    fronted = clause.form == "gerund" and clause.start == page.token(page.units[clause.unit].start)
    taken = fronted and doc[first].lower_ in speech_words("pointing-word")  # `Dénonçant ce geste samedi, Luc Roy a`
    if not taken and (not past or clause.end - clause.start < 2):
        return content
    last = _before_place(page, first, last)  # `a condamné ce geste samedi à Lyon`
    n = bisect_left(page.dates, last, key=lambda d: d.end)
    start = None
    if n < len(page.dates) and page.dates[n].start < last:
        start = _part_of_day(page, page.dates[n].start, page.dates[n].end)
    elif last > first + 1 and doc[last - 1].lower_ in speech_words("day-after"):
        start = last - 1
    if start is None:
        return content
    start -= doc[start - 1].pos_ == "DET"
    phrase = noun_phrase(doc, first)
    if phrase is None or start <= phrase.head or not _nominal(page, start - 1):
        return content
    known = doc[first].lower_ in speech_words("pointing-word")  # `cet incendie`: which day it was is known
    if not known and any(m.type == "Event" and m.lemma not in deeds() for m in page.at_token(phrase.head)):
        return content
    if any(doc[k].pos_ in ("VERB", "AUX") or doc[k].lower_ in speech_words("relative") for k in range(first, start)):
        return content
    return page.trim(content[0], page.at(start)) or content


def _part_of_day(page: Page, start: int, end: int) -> int:
    """The token where the part of a day that a date [start, end) closes begins (`| dans la soirée de lundi`)."""
    doc, own = page.doc, scene_words("part-of-day", "end-of-day")  # `| dans la soirée`, itself the date
    led = [k for k in range(start - 1, max(start - _PART, 0), -1) if doc[k].pos_ == "ADP"]
    near = doc[start].lower_ in own and led and led[0] >= start - 2
    return led[0] if near else next((k for k in led if past_days(page, k, end) == end), start)


def _nominal(page: Page, k: int) -> bool:
    """Whether a token may end a noun phrase."""
    return page.doc[k].pos_ in ("NOUN", "ADJ", "PROPN") or page.doc[k].lower_ in speech_words("closing-mark")


def _before_place(page: Page, first: int, last: int) -> int:
    """The token where a day ends before a place that closes a content, else its end."""
    place = next((m for m in page.at_token(last - 1) if m.type == "Place" and m.end == last), None)
    at = place.start - 1 if place is not None else last
    at -= place is not None and at > first and page.doc[at].pos_ == "DET"
    if place is None and (on_air := _before_medium(page, first, last)) > first:
        at = on_air
    led = first < at < last and page.doc[at].pos_ == "ADP" and page.dated(at - 1)
    return at if led else last


def _before_medium(page: Page, first: int, last: int) -> int:
    """The preposition behind a day that leads to where something is aired (`mardi | à la télévision`), or `first`."""
    for k in range(last - 1, max(last - _AIRED, first), -1):
        if page.dated(k - 1) and page.doc[k].pos_ == "ADP":
            return k if speech_words("aired-noun").intersection(page.doc.lowered[k:last]) else first
    return first


def announced(page: Page, cue: Cue, content: Range) -> Range:
    """What was announced without when and how it was (`annonce son départ | un mois après le congrès`)."""
    doc = page.doc
    if cue.class_ != "announce" and cue.lemma not in speech_words("public"):
        return content
    phrase = noun_phrase(doc, page.token(content[0]))
    last = page.token(content[1])
    for k in range(phrase.head + 1, last - 1) if phrase is not None else ():
        if doc[k].is_punct or doc[k].pos_ in ("VERB", "AUX") or doc[k].lower_ in speech_words("relative", "that-word"):
            break
        taken = " ".join(t.lower_ for t in doc[k : k + 3]).startswith(tuple(speech_words("how-taken")))
        if since(page, k, last) or taken or past_locution(doc, k, "day-around") > k:
            return page.trim(content[0], page.at(k)) or content
    return content


def since(page: Page, i: int, stop: int) -> bool:
    """Whether a measure of time leads to another event (`…, sept mois après le début des combats`)."""
    doc = page.doc
    if i + 2 >= stop or doc[i].pos_ not in ("NUM", "DET"):
        return False
    measure = {doc[i + 1].lower_, doc[i + 1].lemma_.lower()} & speech_words("never-subject")
    return bool(measure) and doc[i + 2].lower_ in speech_words("after")


def listed(page: Page, clause: Clause, content: Range, cuts: list[int]) -> Range:
    """What was said with the list or noun behind its colon (`a annoncé deux mesures : une prime et un congé`).

    A sentence or a quotation there is another act.
    """
    end = page.units[clause.unit].end
    rest = page.text[content[1] : end]
    if not rest.lstrip().startswith(":"):
        return content
    start = content[1] + rest.index(":") + 1
    tokens = range(page.token(start), page.token(end))
    if any(k in cuts for k in tokens) or page.between(start, end):
        return content
    opener = page.doc[tokens.start]
    if opener.pos_ not in ("DET", "NOUN", "VERB", "NUM", "ADJ", "PROPN"):
        if opener.lower_ not in speech_words("negation-word", "that-word"):
            return content  # `pose une condition : que …`, `rappelle la consigne : ne pas fumer`
    outer = takewhile(lambda k: page.doc[k].lower_ not in speech_words("relative", "that-word"), tokens)
    if any(page.finite(k) for k in outer):
        return content
    return page.trim(content[0], end) or content
