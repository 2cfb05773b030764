"""A verb behind a conjunction or a comma → what it shares with a verb before it: its subject, its auxiliary."""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import set_apart
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.apart import past_day
from kgextract.nlp.grammar.cue_forms import cue_verbs, lemma_of
from kgextract.nlp.grammar.cues import cue_of, is_infinitive
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.speech import speech_endings, speech_words

_CLAUSE = 30  # tokens between *que* and its verb
_ASIDE = 16  # tokens between commas
_LISTED = 30  # tokens from one participle of a list to the next
_SPEAKING = ("Person", "Organization", "Group", "Place", "Role")


def shared(doc: Doc, clause: Clause, before: list[Clause]) -> Argument | None:
    """Whose a verb of saying right behind `et` or a comma is: of the nearest before that speaks and agrees with it.

    `Le maire estime que les loyers baissent, assure que tout va bien` → `Le maire`, not the rents.
    """
    if clause.start == 0 or not _joined(doc, clause.start - 1) or cue_of(doc, clause) is None:
        return None
    if _first_in_clause(doc, clause, before) or _has_own(doc, clause, before):
        return None
    found: list[Clause] = []
    for c in _in_unit(clause, before):
        if c.form == "finite" and c.subject is not None and c.subject.end <= clause.start:
            if _speaks(doc, c) and _agree(doc, c, clause) and not _inside(doc, c.subject):
                found.append(c)
    tense = _tense(doc, clause)
    like = (c for c in found if c.lemma in cue_verbs() and _tense(doc, c) == tense)  # `demande si …, puis indique`
    best = next(like, found[0] if found else None)
    return best.subject if best is not None else None


def _has_own(doc: Doc, clause: Clause, before: list[Clause]) -> bool:
    """Whether who speaks opens the clause, and what explains them follows, with no verb but of a relative clause.

    `Si …, Luc Roy, élu, dit`, `Comme …, la maire, qui l'a vu, dit`
    """
    own = clause.subject
    if own is None or own.end >= clause.start:
        return False
    if set_apart(doc, own.end, clause.start):
        return True  # `Le maire dénonce un recul, mais la région, de son côté, promet`
    inserted = doc[own.end].text == doc[clause.start - 1].text == "," and own.end + 1 < clause.start
    if inserted and doc[own.end + 1].lower_ in speech_words("subordinator", "if-word"):
        return True  # `Luc Roy, s'il reste prudent, promet`
    opener = own.start - 1 - (doc[max(own.start - 1, 0)].pos_ == "DET")
    if opener > 0 and doc[opener].lower_ in speech_words("among-word"):
        return True  # `dit le club, dont la présidente, Anne Roy, promet`
    if doc[max(own.start - 1, 0)].text != ",":
        return False
    if any(m.kind == "named" and m.type == "Person" for m in own.mentions):
        return True
    speaks = agentive(doc, own.head) or any(m.type in _SPEAKING for m in own.mentions)
    verbs = (c for c in _in_unit(clause, before) if c.form == "finite" and c.start >= own.end)
    return speaks and all(_is_relative(doc, c) for c in verbs)


def _is_relative(doc: Doc, clause: Clause) -> bool:
    """Whether a clause is a relative one, behind a comma or a preposition where its pronoun is not its subject.

    `…, que la presse ignore`, `… à qui la presse parle`
    """
    own = clause.subject
    if clause.position == "relative" or own is None:
        return clause.position == "relative"
    led = own.start > 1 and (doc[own.start - 2].text == "," or doc[own.start - 2].pos_ == "ADP")
    return led and doc[own.start - 1].lower_ in speech_words("relative")


def _first_in_clause(doc: Doc, clause: Clause, before: list[Clause]) -> bool:
    """Whether it is the first verb behind a `que` (`jure que le barrage, un vieil ouvrage, menace de céder`), but for
    those of relative clauses (`jure que la maire, qui l'a vu, menace de céder`)."""
    for k in range(clause.start - 1, max(clause.start - _CLAUSE, 0), -1):
        if any(c.verb == k and c.form == "finite" and not _is_relative(doc, c) for c in before[-3:]):
            return False
        if doc[k].lower_ in speech_words("that-word"):
            return True
    return False


def resumed(doc: Doc, clause: Clause, before: list[Clause]) -> Clause | None:
    """`a signé l'accord et rencontré le maire`: the verb whose auxiliary the second participle shares, or None.

    A participle of saying that governs something shares none with a passive or with what does not speak (`a dit que
    les prix seraient gelés et promis de …`), nor with a verb without an auxiliary.
    """
    i = clause.start - 1
    while i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    listed = doc[i].text == "," and clause.lemma in cue_verbs() and _one_of_several(doc, clause)
    if not listed and doc[i].lower_ not in speech_words("and-word"):
        return None
    governs = clause.lemma in cue_verbs() and _governs(doc, clause.end)
    for c in _in_unit(clause, before):
        if c.form == "finite" and c.end - c.start > 1:
            if not governs or (not c.passive and (c.subject is None or _speaks(doc, c))):
                return c
        if not governs and c.form not in ("infinitive", "gerund"):
            return None
    return None


def _one_of_several(doc: Doc, clause: Clause) -> bool:
    """Whether a participle behind a comma has an object, and one behind a conjunction goes on with it.

    `a regretté le retard, | annoncé une enquête et demandé des comptes`, not `…, annoncée mardi et demandée par`
    """
    if not _takes_object(doc, clause.verb, clause.end):
        return False
    for k in range(clause.end + 1, min(clause.end + _LISTED, len(doc) - 1)):
        if doc[k].is_sent_start or doc[k].text in (";", ":") or "Fin" in doc[k].morph.get("VerbForm", []):
            return False
        if doc[k - 1].text == "," or doc[k - 1].lower_ in speech_words("and-word"):
            following = next((n for n in range(k, min(k + 3, len(doc))) if doc[n].pos_ != "ADV"), k)
            past = lemma_of(doc, following) in cue_verbs() and "Part" in doc[following].morph.get("VerbForm", [])
            if past and _takes_object(doc, following, following + 1):
                return True
    return False


def _takes_object(doc: Doc, verb: int, end: int) -> bool:
    """Whether a participle agrees with nothing before it, and something but a day or an agent follows."""
    if doc[verb].lower_.endswith(speech_endings("agreeing-ending")) or not _governs(doc, end):
        return False
    return past_day(doc, end) == end


def framing(doc: Doc, clause: Clause, before: list[Clause]) -> Argument | None:
    """Whose a gerund or an infinitive is: of the nearest finite verb before it, one that can speak if there is any."""
    around = [c for c in _in_unit(clause, before) if c.form == "finite" and not nobody(doc, c)]
    speaking = [c for c in around if c.subject is not None and c.subject.end <= clause.start and _speaks(doc, c)]
    saying = next((c for c in speaking if cue_of(doc, c) is not None), None)
    found = saying or next(iter(speaking), around[0] if around else None)
    return found.subject if found is not None else None


def coordinated(doc: Doc, subject: Argument, start: int, unit: int, before: list[Clause]) -> Argument:
    """The subject of the verb before a conjunction, where `subject` stands between (`craint la pluie et part`)."""
    for c in reversed(before):
        if c.unit != unit:
            break
        if c.form != "finite" or c.subject is None or c.end > subject.start:
            continue
        between = {t.lower_ for t in doc[subject.start : start]}
        if subject.end >= start - 2 or not between & (speech_words("relative") | speech_words("subordinator")):
            return c.subject
    return subject


def _in_unit(clause: Clause, before: list[Clause]) -> list[Clause]:
    """The clauses before it in its unit, the nearest first."""
    found: list[Clause] = []
    for c in reversed(before):
        if c.unit != clause.unit:
            break
        found.append(c)
    return found


def _joined(doc: Doc, i: int) -> bool:
    return doc[i].text == "," or doc[i].lower_ in speech_words("and-word")


def _governs(doc: Doc, i: int) -> bool:
    """Whether `que`, an object, or a preposition with an infinitive follows, perhaps behind words between commas."""
    if i + 1 < len(doc) and doc[i].text == ",":
        i = next((k + 1 for k in range(i + 1, min(i + _ASIDE, len(doc))) if doc[k].text == ","), i)
    if i + 1 >= len(doc):
        return False
    if doc[i].lower_ in speech_words("that-word", "some-plural") or doc[i].pos_ == "DET":
        return True
    if doc[i].lower_ in speech_words("of-form") and doc[i + 1].lower_ in speech_words("part-article"):
        return True  # `et demandé de la patience`
    if doc[i].pos_ == "ADP" and doc[i].lower_ not in speech_words("by-word", "of-form", "to-word"):
        return True  # `et insisté sur`
    quoted = doc[i + 1].lower_ in speech_words("opening-mark")  # `et exhorté à « réduire les rejets »`
    return doc[i].lower_ in speech_words("of-form", "to-word") and (quoted or is_infinitive(doc, i + 1))


def _speaks(doc: Doc, clause: Clause) -> bool:
    """Whether the subject of a clause may say something; a document does where it says something already."""
    subject = clause.subject
    if subject is None:
        return False
    word = doc[subject.head].lower_
    if word in speech_words("subject-pronoun"):
        return word not in speech_words("demonstrative", "nobody")
    if word in speech_words("document-noun"):
        return clause.lemma in cue_verbs()
    return agentive(doc, subject.head) or any(m.type in _SPEAKING for m in subject.mentions)


def nobody(doc: Doc, clause: Clause) -> bool:
    """Whether the subject of a clause is nobody (`personne n'avait prévenu …`)."""
    return clause.subject is not None and doc[clause.subject.head].lower_ in speech_words("nobody")


def _inside(doc: Doc, subject: Argument) -> bool:
    """Whether a relative pronoun that is no subject opens the clause (`Luc Roy, que la presse ignore, assure que`, `Luc
    Roy, à qui la presse parle, assure que`).
    """
    i = subject.start - 1
    while i > 0 and doc[i].pos_ in ("DET", "ADJ"):
        i -= 1
    led = i > 0 and doc[i - 1].pos_ == "ADP"
    word = doc[i].lower_ if i >= 0 else ""
    return word in speech_words("relative") and (led or word not in speech_words("who-word"))


def _agree(doc: Doc, one: Clause, other: Clause) -> bool:
    """Whether two verbs have the same number, as far as the model knows it."""
    a, b = _number(doc, one), _number(doc, other)
    return not a or not b or a == b


def _number(doc: Doc, clause: Clause) -> str:
    """Sing, Plur, or nothing, of the first finite word of a verb group."""
    return _trait(doc, clause, "Number")


def _tense(doc: Doc, clause: Clause) -> tuple[str, bool]:
    """Imp or Past where the first finite word of a verb group is one, and whether it is an auxiliary."""
    tense = _trait(doc, clause, "Tense")  # the model takes some presents for futures
    return tense if tense in ("Imp", "Past") else "", clause.end - clause.start > 1


def _trait(doc: Doc, clause: Clause, name: str) -> str:
    for k in range(clause.start, clause.end):
        if "Fin" in doc[k].morph.get("VerbForm", []):
            return "".join(doc[k].morph.get(name, []))
    return ""
