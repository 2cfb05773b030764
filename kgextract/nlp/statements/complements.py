"""Where what a cue governs starts → its content, rule and confidence, by what it is: clause, phrase, object."""

from __future__ import annotations

from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Clause, Range
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.extents import block, cut, phrase_end
from kgextract.nlp.statements.matters import abstract, matter
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.second_verbs import coordinated
from kgextract.nlp.statements.tails import late, occasion
from kgextract.tables.scenes import scene_words
from kgextract.tables.speech import speech_words

Read = tuple[list[Range], str, float]


def clause_content(page: Page, i: int, end: int, cuts: list[int], cue: Cue, rule: str) -> Read | None:
    """A clause or infinitive at token i as what a cue says."""
    stop = cut(page, i, end, cuts)
    if rule.endswith("infinitive"):
        stop = coordinated(page, i, late(page, i, stop))
    else:
        stop = occasion(page, i, stop)
    content = page.trim(page.at(i), char_end(page, i, stop))
    return ([content], rule, 0.9 if cue.strength == "say" else 0.8) if content else None


def char_end(page: Page, i: int, stop: int) -> int:
    """The character after token stop - 1."""
    last = page.doc[max(i, stop - 1)]
    return last.idx + len(last)


def colon_content(page: Page, i: int, end: int, clause: Clause) -> Read | None:
    """After a colon: the quotation there, the rest of the unit, or the next paragraph where the colon ends this one."""
    unit = page.units[clause.unit]
    char = page.at(i)
    if i >= end or char >= unit.end:
        paragraphs = block(page, clause.unit + 1)
        return (paragraphs, "speech-block", 0.7) if paragraphs else None
    content = page.trim(char, _quoted_end(page, char, unit.end))
    return ([content], "speech-colon", 0.9) if content else None


def _quoted_end(page: Page, char: int, end: int) -> int:
    """The character where a quotation behind a colon and a comma end what is said (`… : « Non », puis il part`)."""
    q = next(iter(page.between(char, char + 3)), None)
    rest = page.text[q.outer[1] : end].lstrip() if q is not None and q.outer[1] < end else ""
    quoted = rest[:1] == "," and rest[1:].lstrip()[:1] not in speech_words("opening-mark")
    return q.outer[1] if q is not None and quoted else end


def object_content(page: Page, i: int, end: int, cuts: list[int], cue: Cue) -> Read | None:
    """A noun phrase as what is said; weak verbs need a noun of speech or quoted words."""
    doc = page.doc
    phrase = noun_phrase(doc, i) or (noun_phrase(doc, i + 1) if doc[i].lower_ in speech_words("of-word") else None)
    fact = i + 2 < end and doc[i + 1].lower_ in speech_words("fact-noun")
    if fact and doc[i + 2].lower_ in speech_words("that-word"):
        return clause_content(page, i, end, cuts, cue, "speech-object")  # `déplore le fait que le port, qui …, soit`
    found = phrase_content(page, i, end, cuts, "speech-object")
    if found is None or phrase is None:
        return found
    head = doc[phrase.head].lower_
    called = any(m.type not in ("Document", "Event", "Date", "Role") for m in page.at_token(phrase.head))
    if cue.lemma in speech_words("turning-to") and (agentive(doc, phrase.head) or (called and not abstract(head))):
        i = phrase.end + 1  # `sollicite l'État pour un prêt`
        if i + 1 >= end or doc[phrase.end].lower_ not in speech_words("asked-for"):
            return None
        i += doc[i].lower_ in speech_words("of-form")
        if is_infinitive(doc, past_clitics(page, i, end)):
            return clause_content(page, i, end, cuts, cue, "speech-infinitive")
        return phrase_content(page, i, end, cuts, "speech-preposition")
    product = cue.strength == "say" and phrase.end == phrase.base_end and head in speech_words("speech-product")
    product = product and cue.class_ not in ("ask", "promise")  # not `réclame des explications`
    shown = cue.lemma in speech_words("unveiling") and head in speech_words("thing-shown")
    if product or shown or head in speech_words("no-content"):
        return None
    if cue.frames == {"object"} and any(m.cls in scene_words("speaking-event") for m in page.at_token(phrase.head)):
        return None  # `a tenu un point de presse à Pau`
    if cue.lemma in speech_words("acting") and (
        head in speech_words("document-noun", "planned-text") or _titles_text(page, found[0][0])
    ):
        return None  # `a présenté un projet de loi contre les « ghettos »`, `un « plan d'urgence pour les forêts »`
    if "weak-noun" in cue.frames or cue.frames == {"object"} or cue.lemma in speech_words("weak-verb"):
        verb = "weak-noun" not in cue.frames and matter(page, found[0][0])
        verb = verb or (cue.lemma in speech_words("offering") and head in speech_words("offered"))
        if not verb and head not in speech_words("speech-noun") and not page.between(*found[0][0]):
            return None
        bare = preposition(doc, phrase.end) is None and not phrase.possessive
        if head in speech_words("speech-noun") and bare and "weak-noun" in cue.frames:
            return None
    named = [m for m in page.at_token(phrase.head) if m.kind == "named" and m.end == phrase.end]
    if any(m.type == "Person" for m in named) and cue.lemma in speech_words("citing", "convicting", "recognizing"):
        return None  # `elle invoque sainte Agathe`, `condamne Paul Roy pour vol`, `a reconnu Paul Roy`
    cited = speech_words("document-noun", "medium-noun", "source-noun", "information-noun")
    if (
        {head, doc[phrase.head].lemma_.lower()} & cited
        and cue.lemma in speech_words("citing")
        and not page.between(*found[0][0])
    ):
        return None  # `Citant un rapport, le journal affirme`
    if cue.class_ == "announce" and any(m.type in ("Person", "Organization") for m in named):
        return None  # `…, a annoncé l'Élysée`: who says it
    if not page.between(*found[0][0]) and _acts(page, cue, phrase.head, i, end):
        return None
    if cue.lemma in speech_words("recognizing") and head in speech_words("state-noun"):
        return None
    if (
        head in speech_words("human-noun")
        and not (phrase.quantity or _shown_as(page, cue, i, min(phrase.base_end, end - 1)))
        and (cue.strength == "say" or cue.lemma in speech_words("sentencing"))
    ):
        return None
    if any(t.lower_ in speech_words("crowd") for t in doc[i : phrase.head + 1]):
        if cue.lemma in speech_words("sentencing"):
            return None  # `saluer la foule de la main`
    to = preposition(doc, phrase.end)
    fined = (
        to is not None and to.lemma in speech_words("to-word") and to.end < end and doc[to.end].pos_ in ("DET", "NUM")
    )
    if fined and cue.lemma in speech_words("sentencing"):
        return None  # `condamner le chauffeur à une amende`
    return found


def _shown_as(page: Page, cue: Cue, i: int, end: int) -> bool:
    """Whether quoted words say what somebody is (`a décrit un homme | « très calme »`, `a salué un | « géant »`)."""
    shows = cue.lemma in speech_words("depicting", "greeting")
    return shows and any(page.doc[k].lower_ in speech_words("opening-mark") for k in (i + 1, end))


def _titles_text(page: Page, content: Range) -> bool:
    """Whether a determiner and quoted words that open with a text's noun are all of it (`un « projet de loi »`)."""
    mark = page.token(content[0]) + 1
    q = page.quotation(page.at(mark)) if page.doc[mark].lower_ in speech_words("opening-mark") else None
    if q is None:
        return False
    first = page.doc[page.token(q.start)].lower_
    return first in speech_words("document-noun", "planned-text")


def _acts(page: Page, cue: Cue, head: int, i: int, end: int) -> bool:
    """Whether a verb and its object are no saying (`a déclaré forfait`, `a reconnu son agresseur`, by applause)."""
    doc, word = page.doc, page.doc[head].lower_
    if plain_act(cue, word):
        return True
    if cue.lemma in speech_words("recognizing") and agentive(doc, head):
        return not (abstract(word) or word in speech_words("document-noun"))
    if cue.lemma not in speech_words("greeting"):
        return False
    near = (k for k in range(i, end - 1) if doc[k].lower_ in speech_words("by-word"))
    return any(t.lower_ in speech_words("applause") for k in near for t in doc[k + 1 : min(k + 4, end)])


def plain_act(cue: Cue, word: str) -> bool:
    """Whether a verb says nothing of an object of this word (`célébrer` of a mass)."""
    return any(
        f"{cue.lemma} {w}" in speech_words("plain-act") for w in (word, word.removesuffix("s"), word.removesuffix("x"))
    )


def as_content(page: Page, i: int, end: int, cuts: list[int]) -> Read | None:
    """What something is said to be; no comparison (`voit la mer comme son père la voyait`)."""
    phrase = noun_phrase(page.doc, i)
    verb = past_clitics(page, phrase.end, end) if phrase is not None and phrase.end < end else end
    return None if verb < end and page.finite(verb) else phrase_content(page, i, end, cuts, "speech-as")


def phrase_content(page: Page, i: int, end: int, cuts: list[int], rule: str) -> Read | None:
    """A noun phrase at token i, with all that it carries, as what a cue says."""
    stop = phrase_end(page, i, end, cuts)
    while rule == "speech-adjective" and stop - 1 > i and page.dated(stop - 1):
        stop -= 1  # `s'est dite inquiète | lundi`
    content = page.trim(page.at(i), char_end(page, i, stop)) if stop > i else None
    return ([content], rule, 0.75) if content else None
