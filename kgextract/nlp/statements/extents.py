"""A token in a sentence → where what starts there ends: by commas, prepositions, new clauses, never by the tree."""

from __future__ import annotations

from functools import cache

from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import saying
from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Range
from kgextract.nlp.statements.appositions import apposed, since, taken_up
from kgextract.nlp.statements.carried import listed_on, relates_on, sums
from kgextract.nlp.statements.closings import aired, meanwhile, told
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.effects import reacted
from kgextract.nlp.statements.inverted import can_say
from kgextract.nlp.statements.matters import abstract
from kgextract.nlp.statements.resumed import back, has_subject, new_clause, opens_clause, past_clitics
from kgextract.nlp.statements.second_verbs import conditioned, coordinated, denied, done_next
from kgextract.nlp.statements.speakers.fullest import calls
from kgextract.nlp.statements.tails import opens_occasion
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

_ENDS = (".", "!", "?", "…", ";", ")")
_ASIDE = 16  # tokens between two commas behind a relative pronoun
_ANOTHER_SAID = (  # two words that lead to a further act of saying
    ("before-doing", "of-form"),  # `avant d'ajouter`
    ("all-word", "gerund-preposition"),  # `appelle à sortir | tout en soutenant le ministre`
    ("not-before-without", "without-word"),  # `salue l'accord | non sans rappeler que`
)


@cache
def _joining() -> frozenset[str]:
    """What joins a further main clause to the one before."""
    return speech_words("and-word") | speech_words("contrast-word") - speech_words("subordinator")


def phrase_end(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The token where a noun phrase with all that it carries ends: occasion, date, relative or clause after a comma."""
    doc = page.doc
    whole = remark(page, i, min((c for c in cuts if i < c < end), default=end))
    stop = done_next(page, i, coordinated(page, i, whole))
    plain = doc[i].lower_ not in speech_words("relative", "question-word", "this-word")  # no clause inside as yet
    opening = noun_phrase(doc, i)
    common = opening is not None and not doc[opening.head].text[:1].isupper()
    explaining = speech_words("relative") - speech_words("that-word") if common else frozenset()
    done = False  # whether a participle governs what follows (`les faits décrits par la victime lors de l'audience`)
    beyond = i
    for j in range(i + 1, stop):
        if j < beyond:
            continue
        if page.quotation(doc[j].idx) is not None and doc[j].lower_ not in speech_words("opening-mark"):
            continue
        word = doc[j].lower_
        plain = plain and word not in speech_words("relative", "that-word", "subordinator", "if-word")
        if word in speech_words("relative") - speech_words("that-word") and doc[min(j + 1, stop - 1)].text != ",":
            beyond = next((k for k in range(j + 1, min(j + _ASIDE, stop)) if page.finite(k)), j)
            continue  # `un audit de la banque, dont le patron, Luc Roy, est poursuivi`
        if plain and doc[j].pos_ == "VERB" and page.finite(j) and has_subject(page, back(page, j, i)):
            return back(page, j, i)
        if plain and word in _joining() and new_clause(page, j + 1, end):
            return j  # `a dénoncé la hausse des prix | et le ministre a promis un plan`
        done = doc[j].text != "," and (done or "Part" in doc[j].morph.get("VerbForm", []))
        after = doc[j + 1].lower_ if j + 1 < stop else ""
        if doc[j].text in (":", ";"):
            return j
        if doc[j].text == "," and (doc[j - 1].lower_ in speech_words("relative") or doc[j - 1].pos_ == "ADP"):
            beyond = next((k + 1 for k in range(j + 1, min(j + _ASIDE, stop)) if doc[k].text == ","), j)
            continue  # `un accord qui, s'il est signé, change tout`, `une taxe pour, par exemple, réparer`
        if doc[j].text == "," and (closing := conditioned(page, j, stop)) > j:
            beyond = closing + 1
            continue  # `insiste sur la nécessité, quand la loi sera votée, de former`
        if doc[j].text == "," and page.dated(j + 1) and after in words("time-noun") and _ends_dated(page, j + 1, stop):
            return j  # `l'a traité de « menteur », mercredi, devant la presse`
        if doc[j].text == "," and after in speech_words("and-word") and relates_on(page, i, j, stop):
            continue  # `dénonce une loi qui coûte cher, mais qui ne sert à rien`
        if doc[j].text == "," and listed_on(page, i, j, stop):
            continue  # `dénonce la hausse des loyers, notamment à Pau, et la fermeture de l'école`
        if doc[j].text == "," and sums(page, j + 1, stop):
            continue
        if doc[j].text == "," and after in speech_words("nor-word") and not denied(page, i, j):
            return j  # `Ni le maire, qui promet une digue, | ni le préfet n'ont signé`
        if doc[j].text == "," and _alone(page, i, j, stop):
            return j  # `une lame que la police qualifie d'« épée » | , se jeter sur`
        if doc[j].text == "," and after in explaining:
            continue  # `évoque une crise, qui a vidé le port`, not `annonce l'Initiative verte, qui prévoit`
        if doc[j].text == "," and (
            _trails(page, j + 1, stop)
            or since(page, j + 1, stop)
            or opens_clause(page, j + 1, whole)
            or (plain and apposed(page, j, stop))
        ):
            return j
        if doc[j].text == "," and after in speech_words("opening-mark") and j + 2 < stop:
            if page.finite(past_clitics(page, j + 2, stop)):
                return j  # `Le maire, qui dénonce une manœuvre, « se réserve le droit » de`
        if word in scene_words("facing") and doc[j - 1].lower_ in scene_words("stands-before"):
            continue  # `annonce un recours devant la Cour`
        found = preposition(doc, j)
        if found is not None and j > i + 1 and told(page, found) and not _contained(page, j):
            return j
        if found is not None and plain and doc[j - 1].lower_ in speech_words("closing-mark"):
            own = opening is not None and opening.possessive  # `a dit son « émotion » après le drame`
            if not own and found.lemma in speech_words("late") - speech_words("before-doing"):
                return j  # `dénonce un « déni de justice » | après le verdict`
        bound = done or doc[j - 1].pos_ == "VERB" or doc[j].pos_ == "VERB"
        leads = found is not None and found.lemma in speech_words("event-preposition") and not _lasts(page, found)
        if (leads or opens_occasion(page, j)) and not bound:
            return j
        dated = found is not None and page.dated(found.end) and found.lemma not in speech_words("content-date")
        dated = dated and doc[j - 1].lower_ not in speech_words("deadline-word") and not page.dated(j)
        if found is not None and dated and j > i + 2 and not found.contracted and not bound:
            return j
        breaks = word in speech_words("breaking") and word not in speech_words("reason")
        if breaks and after in speech_words("that-word") and doc[j - 1].pos_ != "DET":
            return j
        if past_locution(doc, j, "manner-of-speaking") > j:
            return j  # `annonce le résultat | d'une voix éteinte`
        if word in speech_words("there-word") and after in speech_words("where-word"):
            return j  # `dénonce un recul là où la ville voit un progrès`
        if plain and j > i + 1 and _of_act(page, j, stop):
            if not any(doc[k].pos_ in ("VERB", "AUX") for k in range(i, j)):
                return j  # `dénonce la baisse des dotations avant de quitter la salle`
    return stop


def _lasts(page: Page, found: Found) -> bool:
    """Whether a preposition leads to how long something lasts, to no event at which something was said.

    `signale dix cas au cours des derniers mois`, `annonce la gratuité pendant toute la durée du festival`
    """
    doc = page.doc
    phrase = noun_phrase(doc, found.end - found.contracted)
    if phrase is not None and doc[phrase.head].morph.get("Number", []) == ["Plur"]:
        if {doc[phrase.head].lower_, doc[phrase.head].lemma_.lower()} & speech_words("never-subject"):
            return True
    if found.lemma not in speech_words("lasting"):
        return False
    met = phrase is not None and any(m.type in ("Event", "Organization") for m in page.at_token(phrase.head))
    return not met or doc[found.end].lower_ in speech_words("whole-word")


def _of_act(page: Page, j: int, stop: int) -> bool:
    """Whether a token opens what was done before or after it was said, or why (`après avoir lu`, `de peur que`)."""
    doc = page.doc
    word, after = doc[j].lower_, doc[j + 1].lower_ if j + 1 < stop else ""
    if word in speech_words("before-doing"):
        return after in speech_words("of-form")
    if word in speech_words("after"):
        verb = past_clitics(page, j + 1, stop)
        return verb < stop and doc[verb].pos_ == "AUX" and is_infinitive(doc, verb)
    if j + 3 >= stop or f"{word} {after}" not in speech_words("reason-of-act"):
        return False
    if doc[j + 2].lower_ in speech_words("that-word"):
        return True
    return doc[j + 2].lower_ in speech_words("of-form") and is_infinitive(doc, past_clitics(page, j + 3, stop))


def _alone(page: Page, i: int, comma: int, stop: int) -> bool:
    """Whether a bare infinitive stands behind a comma, and none before it in a phrase (no list of what to do)."""
    verb = past_clitics(page, comma + 1, stop)
    if verb >= stop or not is_infinitive(page.doc, verb):
        return False
    return not any(is_infinitive(page.doc, k) for k in range(i, comma))


def _contained(page: Page, j: int) -> bool:
    """Whether a participle before a preposition says where it stands (`les idées contenues dans le discours`)."""
    return "Part" in page.doc[j - 1].morph.get("VerbForm", []) and page.doc[j - 1].lower_ in speech_words("contained")


def _ends_dated(page: Page, i: int, stop: int) -> bool:
    """Whether behind a day nothing or another occasion follows (not `dénonce l'envoi, jeudi, de deux navires`)."""
    while i < stop and page.dated(i):
        i += 1
    at = i + (page.doc[i].text == ",") if i < stop else stop
    if at < stop and (found := preposition(page.doc, at)) is not None:  # `, mardi lors d'une visite`
        there = next((m for m in page.at_token(found.end) if m.type == "Place"), None)
        closes = there is not None and (there.end >= stop or page.doc[there.end].text in _ENDS)  # `, mardi à Lyon`
        return closes or found.lemma in speech_words("event-preposition") or told(page, found)
    return i >= stop or page.doc[i].text in _ENDS


def cut(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The token where content that starts at i ends: another cue, a remark on the act of saying, or the end."""
    return remark(page, i, min((c for c in cuts if i < c < end), default=end))


def remark(page: Page, i: int, stop: int) -> int:
    """The token where a remark on the act of saying closes a sentence (`sans précisions`, `, dans une lettre`)."""
    doc = page.doc
    clause = doc[i - 1].lower_ in speech_words("that-word")
    stop = aired(page, i, stop)
    last_verb = next((k for k in range(stop - 1, i, -1) if page.finite(k)), i)
    for j in range(i + 1, stop - 1):
        if page.quotation(doc[j].idx) is not None:
            continue
        word = doc[j].lower_
        if (
            doc[j].text == ":"
            and doc[j + 1].lower_ in speech_words("opening-mark")
            and page.between(page.at(j), page.at(j + 2))
        ):
            return j  # what is quoted there is another act
        links = any(word in speech_words(a) and doc[j + 1].lower_ in speech_words(b) for a, b in _ANOTHER_SAID)
        verb = past_clitics(page, j + 2, stop) if links and j + 2 < stop else stop
        if verb < stop and (saying(doc, verb) or (doc[verb].pos_ == "AUX" and saying(doc, min(verb + 1, stop)))):
            return j - (doc[j - 1].text == ",")
        if doc[j].text == "," and _leaves(page, j + 1, stop):
            return j
        if word in speech_words("without-word"):
            near = {w for t in doc[j + 1 : min(j + 4, stop)] for w in (t.lower_, t.lemma_.lower())}
            more = past_locution(doc, j + 1, "say-more") > j + 1
            if more or near & speech_words("detail-noun", "detailing", "swaying"):
                return j - (doc[j - 1].text == ",")
        if doc[j].text == ",":
            found = preposition(doc, j + 1)
            if found is not None and last_verb <= j and told(page, found):
                return j
            answers = doc[j + 1].lower_ in speech_words("answering") and preposition(doc, j + 2) is not None
            if answers or reacted(page, i, j, stop) or taken_up(page, j + 1, stop) or _so_do_others(page, i, j):
                return j
            if past_locution(doc, j + 1, "unlike") > j + 1:
                return j  # `dément avoir tiré, contrairement à ce qu'affirme l'armée`
            if meanwhile(page, j, stop) and (not clause or any(page.finite(k) for k in range(i, j))):
                return j
    return stop


def _leaves(page: Page, i: int, stop: int) -> bool:
    """Whether it is told at token i how somebody left after speaking (`avant de quitter la salle`)."""
    doc, verb = page.doc, past_clitics(page, i + 2, stop)
    if verb >= stop or f"{doc[i].lower_} {doc[i + 1].lower_}" not in speech_words("before-leaving"):
        return False
    left = speech_words("stage-noun").intersection(doc.lowered[verb : min(verb + 3, stop)])
    return doc[verb].lemma_.lower() in speech_words("leaving") and bool(left)


def _so_do_others(page: Page, i: int, comma: int) -> bool:
    """Whether others who say the same stand behind a comma (`s'est félicité de l'accord, | de même que le recteur`)."""
    start = past_locution(page.doc, comma + 1, "likewise")
    if start == comma + 1:
        return False
    others, said = noun_phrase(page.doc, start), noun_phrase(page.doc, i)
    if others is None or not can_say(page, others) or abstract(page.doc[others.head].lower_):
        return False
    return said is None or not calls(page.doc, said.head)  # `a salué le maire, de même que le préfet`


def _trails(page: Page, i: int, stop: int) -> bool:
    """Whether a word after a comma leads away from a noun phrase; *en* does so before a gerund only."""
    doc = page.doc
    word = doc[i].lower_ if i < stop else ""
    if word in speech_words("among-word") and (some := noun_phrase(doc, i + 1)) is not None:
        return some.end < stop and doc[some.end].text not in _ENDS  # `…, dont trois élus.` names some of them
    if word in speech_words("before-gerund") and i + 1 < stop:
        return in_ant(doc[i + 1].lower_) or doc[i + 1].lower_ in speech_words("before-gerund")
    if word in speech_words("according") and i + 1 < stop and doc[i + 1].lower_ in speech_words("own-pronoun"):
        return False  # `dénonce la vente, décidée, selon elle, sans vote`
    return word in speech_words("trailing")


def block(page: Page, n: int) -> list[Range]:
    """The paragraph that starts with unit n, and those behind it that go on in the first person or as a list."""
    found: list[Range] = []
    first = page.units[n].paragraph if n < len(page.units) else 0
    while n < len(page.units):
        unit = page.units[n]
        start = page.token(unit.start)
        if unit.kind != "text" or page.between(unit.start, unit.start + 2):
            break
        if unit.paragraph != first and page.units[n - 1].paragraph != unit.paragraph:
            words = [t.lower_ for t in page.doc[start : page.token(unit.end)]]
            listed = words[:1] and words[0] in speech_words("dash", "bullet")
            own = set(words) & speech_words("first-person", "first-person-own")
            if not (listed or own) or set(words) & speech_words("inverted"):
                break
        if (content := page.trim(unit.start, unit.end)) is not None:
            found.append(content)
        n += 1
    return found
