"""A form of a verb of saying → whether nobody is said to have said anything by it.

`n'a pas dit que`, `si elle dit que`, `on dirait que`, `l'accord dit « de la Saint-Jean » a été signé`.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import is_conditional, is_future, is_unreal
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Clause
from kgextract.nlp.statements.before_incise import as_word
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.inverted import subject, thing
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_endings, speech_words

_HEARD = 12  # tokens of those from whom something is known
_HARDLY = 8  # tokens from `à peine` to its verb
_DASHES = ("-", "–")
_CLAUSE = 24  # tokens between *que* and its verb


def unsaid(page: Page, clause: Clause, cue: Cue) -> bool:
    """Thoughts, what nobody said (`n'a pas dit que`), what might be said (`si elle dit que`, `on dirait que`)."""
    doc = page.doc
    if (cue.strength == "think" and clause.form != "finite") or _so_called(page, clause, cue):
        return True
    if cue.lemma in speech_words("learning") and clause.position != "incise" and not _heard_from(page, clause, cue):
        return True
    hyphen = doc[clause.start - 1]
    if clause.form == "gerund" and clause.start and hyphen.text == "-" and not hyphen.whitespace_:
        return True  # `les soi-disant « experts »`
    if clause.form != "gerund" and _hardly(page, clause):
        return True
    if doc.between(cue.end, cue.end + 2).lower() in speech_words("tender"):
        return True  # `a lancé un appel d'offres pour dix rames`
    if cue.lemma in speech_words("naming-verb") and clause.form == "finite" and _named_so(page, clause, cue):
        return True
    if clause.negated and cue.lemma not in speech_words("denied-saying") and not refused(doc, clause, cue):
        return True
    if cue.lemma in speech_words("hiding") and (not clause.negated or _shows(clause)):
        return True
    if cue.lemma in speech_words("ascribing") and who_is(doc, clause) in speech_words("on-word"):
        return True  # `On lui prête des ambitions`
    start = clause.subject.start if clause.subject is not None and clause.subject.start < clause.start else clause.start
    start -= start > 0 and doc[start - 1].pos_ == "DET"
    if start > 0 and clause.form == "finite" and doc[start - 1].lower_ in speech_words("if-word"):
        return not _conceded(page, clause, start - 1)
    if clause.form != "finite" or clause.position == "incise":
        return False
    if _infinitive_says(page, clause):
        return True
    if _wanted(doc, start) or _wanted(doc, _opened(page, clause, start)):
        return True
    if who_is(doc, clause) in speech_words("impersonal") and clause.lemma in speech_words("arranged"):
        return True
    if as_word(doc, clause.start) < clause.start and doc[clause.start].lower_ in speech_words("le-word"):
        return clause.end - clause.start > 1  # `comme le réclame le code du travail`
    who = who_is(doc, clause)
    before = doc[clause.start - 1].lower_ if clause.start else ""
    if before in speech_words("who-word") and clause.start > 1:
        before = doc[clause.start - 2].lower_  # `ce qui prouve que`
    if who in speech_words("demonstrative") or before in speech_words("demonstrative"):
        return True
    would = is_conditional(doc[clause.verb].lower_, clause.lemma)
    simple = clause.end - clause.start == 1
    if who in speech_words("on-word"):
        general = clause.lemma in speech_words("hearsay", "judging")  # `on dit que`, `on trouve dix titres`
        simply = simple or (clause.reflexive and clause.end - clause.start == 2)  # `on se souvient que`
        if would or (simply and general and not _quarter(page, clause)):
            return True
    unit = page.units[clause.unit]
    asked = page.text[unit.start : unit.end].rstrip().endswith("?") and page.quotation(doc[clause.verb].idx) is None
    if asked and doc[page.token(unit.start)].lower_ in speech_words("who-word"):
        return True  # `Qui a dit que le pont tiendrait ?`
    if asked and (would or is_future(doc[clause.verb].lower_, clause.lemma)):
        return True  # `Quand annoncera-t-elle sa candidature ?`
    if asked and _inverts(page, clause):
        return True  # `Le maire a-t-il annoncé sa candidature ?`
    if who in speech_words("impersonal") and simple and clause.lemma in speech_words("impersonal-verb"):
        return not _emerges(page, clause)
    first = doc[clause.verb].lower_.endswith(speech_endings("let-us-ending"))
    return first and simple and not who.startswith(tuple(speech_words("first-person")))


def _heard_from(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether *on* or a medium tells from whom it knows something (`L'AFP a appris | auprès du parquet | que`)."""
    doc, stop = page.doc, min(cue.end + _HEARD, page.token(page.units[clause.unit].end))
    that = next((k for k in range(cue.end, stop) if doc[k].lower_ in speech_words("that-word")), cue.end)
    medium = clause.subject is not None and any(m.cls in MEDIA for m in clause.subject.mentions)
    if not (medium or who_is(doc, clause) in speech_words("on-word")):
        return False
    led = (preposition(doc, k) for k in range(cue.end, that))
    asked = any(found is not None and found.lemma in speaker_words("learned-from") for found in led)
    return asked or any(doc[k].lower_ in speech_words("source-noun", "document-noun") for k in range(cue.end, that))


def _infinitive_says(page: Page, clause: Clause) -> bool:
    """Whether an infinitive is what would say it (`Rénover l'école | exige des moyens`)."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    k = clause.start
    while k > first and not (doc[k - 1].is_punct or doc[k - 1].lower_ in speech_words("and-word", "that-word")):
        k -= 1
        if page.finite(k):
            return False
    while k < clause.start and doc[k].pos_ != "DET" and doc[k].lower_ in speech_words("negation-word", "clitic"):
        k += 1
    return k < clause.start - 1 and is_infinitive(doc, k)


def _inverts(page: Page, clause: Clause) -> bool:
    """Whether a clause asks by its order whether something was said at all, not why or when."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    before = (doc[k].lower_ for k in range(first, clause.start))
    own = doc[clause.start : clause.end + 1]
    inverted = any(t.lower_ in speech_words("inverted") for t in own)
    return inverted and not any(word in speech_words("question-word") for word in before)


def _hardly(page: Page, clause: Clause) -> bool:
    """Whether it was hardly said when something happened (`À peine le maire avait-il parlé que la foule siffla`)."""
    doc, unit = page.doc, page.units[clause.unit]
    first = page.token(unit.start)
    for k in range(clause.end - 1, max(first, clause.start - _HARDLY) - 1, -1):
        if past_locution(doc, k, "hardly") > k:
            return any(doc[j].lower_ in speech_words("that-word") for j in range(clause.end, page.token(unit.end)))
        if doc[k].is_punct and doc[k].text not in _DASHES:
            break
    return False


def who_is(doc: Doc, clause: Clause) -> str:
    """The head of the subject of a clause, in lower case; empty where it has none."""
    return doc[clause.subject.head].lower_ if clause.subject is not None else ""


def _opened(page: Page, clause: Clause, start: int) -> int:
    """The token behind the *que* of a clause that has no verb before but in relatives (`exige que ceux qui …`)."""
    doc, first = page.doc, page.token(page.units[clause.unit].start)
    inside = False
    for k in range(start - 1, max(first, start - _CLAUSE), -1):
        if doc[k].lower_ in speech_words("that-word") and doc[k].pos_ != "PRON":
            return k + 1
        inside = inside or page.finite(k)
        if inside and doc[k].lower_ in speech_words("relative"):
            inside = False
        if doc[k].is_punct and not inside:
            break
    return start


def _wanted(doc: Doc, start: int) -> bool:
    """Whether somebody only wants it to be said (`demande que le maire s'explique`, `pour que la presse en parle`)."""
    if start < 2 or doc[start - 1].lower_ not in speech_words("that-word"):
        return False
    i = start - 2
    while i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    wants = doc[i].pos_ == "VERB" and lemma_of(doc, i) in speech_words("wanting-that")
    return wants or doc[i].lower_ in speech_words("before-wanted-that")


def refused(doc: Doc, clause: Clause, cue: Cue) -> bool:
    """Whether somebody says what should not be (`ne veut pas que l'école ferme`)."""
    if cue.lemma not in speech_words("denied-wish") or clause.form != "finite" or cue.end >= len(doc):
        return False
    return doc[cue.end].lower_ in speech_words("that-word")


def _conceded(page: Page, clause: Clause, start: int) -> bool:
    """Whether *si* at the start of a sentence grants a fact (`Si le maire promet une halle, la caisse est vide`)."""
    doc = page.doc
    unit = page.units[clause.unit]
    if start and doc[start - 1].lower_ in speech_words("also-word"):
        return True  # `même si le maire promet une halle`
    first = page.token(unit.start)
    first += doc[first].lower_ in speech_words("contrast-word")
    if start != first:
        return False
    stop = page.token(unit.end)
    comma = next((k for k in range(clause.end, stop) if doc[k].text == ","), stop)
    verb = next((k for k in range(comma, stop) if page.finite(k)), None)
    return verb is not None and not is_unreal(doc[verb].lower_, lemma_of(doc, verb))


def _named_so(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether a verb behind *que* and its subject only says how one names what is meant (`ce qu'il appelle « X »`)."""
    doc = page.doc
    k = clause.start
    if clause.subject is not None and clause.subject.start < clause.start:
        k = clause.subject.start
    k -= k > 0 and doc[k - 1].pos_ == "DET"
    quoted = cue.end < len(doc) and page.quotation(doc[cue.end].idx) is not None
    return quoted and k > 0 and doc[k - 1].lower_ in speech_words("that-word")


def _shows(clause: Clause) -> bool:
    """Whether somebody does not hide a feeling, whatever is said of it behind (`ne cache pas sa colère : la loi …`)."""
    return any(a.role == "object" for a in clause.arguments)


def _so_called(page: Page, clause: Clause, cue: Cue) -> bool:
    """Whether a participle only gives a name (`l'accord dit « de la Saint-Jean » a été signé`)."""
    doc = page.doc
    if clause.end - clause.start > 1 or doc[clause.verb].lower_ not in speech_words("so-called"):
        return False
    q = page.quotation(doc[cue.end].idx) if cue.end < len(doc) and cue.end == clause.end else None
    if q is None or not clause.start or q.outer[0] != doc[cue.end].idx:
        return False
    after, stop = page.token(q.outer[1]), page.token(page.units[clause.unit].end)
    after += after < stop and doc[after].text == doc[clause.start - 1].text == ","  # `le plan, dit « vert », a échoué`
    if after < stop and page.finite(past_clitics(page, after, stop)):
        return True
    return thing(page, clause.start - 1)


def _emerges(page: Page, clause: Clause) -> bool:
    """Whether a text tells something, which then is the subject (`Il ressort du rapport que le pont tiendra`)."""
    doc = page.doc
    found = preposition(doc, clause.end) if clause.lemma in speech_words("emerging") else None
    if found is None or found.lemma not in speech_words("of-word"):
        return False
    phrase = noun_phrase(doc, found.end - found.contracted)
    if phrase is None or phrase.end >= len(doc) or doc[phrase.end].lower_ not in speech_words("that-word"):
        return False
    clause.subject = subject(page, phrase)
    return True


def _quarter(page: Page, clause: Clause) -> bool:
    """Whether a sentence opens with those among whom `on` says it (`Chez les commerçants, on dit que`)."""
    doc = page.doc
    found = preposition(doc, page.token(page.units[clause.unit].start))
    return found is not None and found.lemma in speaker_words("origin")
