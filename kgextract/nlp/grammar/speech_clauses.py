"""Doc → its clauses as statements need them: those of `clauses`, each with the subject that a verb of saying has.

The verb groups are the same ones. Of the subject more is asked than of one of a relation: it should be able to speak.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import set_apart
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.cues import cue_of
from kgextract.nlp.grammar.excluded import excluded
from kgextract.nlp.grammar.groups import form_of
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.sharing import coordinated, framing, nobody, resumed, shared
from kgextract.nlp.grammar.wordlist import lowered, memory
from kgextract.nlp.layers import SPEAKING, Argument, Clause, Mention, all_mentions
from kgextract.tables.speech import speech_endings, speech_words

_ASIDE = 7  # tokens of what stands between commas before a verb
_SUBJECT = 12  # tokens of a subject's noun phrase


def speech_clauses(doc: Doc) -> list[Clause]:
    """The clauses of the running text, with the subject and the lemma that a verb of saying would have."""
    found: list[Clause] = []
    for clause in doc._.clauses:
        if doc._.units[clause.unit].kind == "text":
            found.append(_clause(doc, clause, found))
    return found


def _clause(doc: Doc, base: Clause, before: list[Clause]) -> Clause:
    alone = base.end - base.start == 1  # a participle is joined to a verb before it by who speaks
    denies = any(word in speech_words("negation-word") for word in lowered(doc)[base.start : base.end])
    clause = replace(
        base,
        form=form_of(doc, base.verb) if alone else base.form,
        negated=base.negated and (denies or base.form == "participle" or base.position == "relative"),
        lemma=lemma_of(doc, base.verb),
        subject=_without(base.subject, base.start),
        arguments=list(base.arguments),
    )
    last = before[-1] if before and before[-1].unit == clause.unit else None
    at = _pronoun(doc, clause)
    if at is None and clause.form == "finite" and (before_aside := _set_apart(doc, clause)) is not None:
        clause.subject, clause.position = before_aside, "main"
        return clause
    if at is not None:
        clause.subject = Argument(role="subject", start=at, end=at + 1, head=at)
        clause.position = "main"
    elif clause.form == "participle" and (first := resumed(doc, clause, before)) is not None:
        clause.form, clause.passive, clause.position = "finite", first.passive, "main"
        clause.negated = clause.negated or first.negated
        if first.passive and clause.subject is not None and clause.subject.start > clause.verb:
            return clause  # `a été annoncé par Anne Roy et confirmé par Luc Roy`
        clause.subject = first.subject
    if clause.form == "infinitive" or (last is not None and _is_framed(doc, clause)):
        _take_subject(doc, clause, before)
    if at is not None:
        return clause
    if last is not None and doc[max(0, clause.start - 1)].lower_ in speech_words("and-word"):
        if clause.subject is None:
            clause.subject = last.subject
        elif clause.form == "finite":
            clause.subject = coordinated(doc, clause.subject, clause.start, clause.unit, before)
    if clause.form == "finite":
        if not clause.passive and (own := shared(doc, clause, before)) is not None:
            clause.subject, clause.position = own, "main"
        clause.subject = _speaker(doc, clause)
    return clause


def _is_framed(doc: Doc, clause: Clause) -> bool:
    """Whether a gerund goes with a verb before it: behind a comma or `en`, but for one with a subject of its own
    (`a voté, la majorité se disant prête à`).
    """
    own = clause.subject
    if own is not None and own.end == clause.start and own.start and doc[own.start - 1].text == ",":
        return False
    around = {doc[max(0, clause.start - 1)].lower_, doc[clause.start].lower_}
    return clause.form == "gerund" and bool(around & (speech_words("before-gerund") | {","}))


def _take_subject(doc: Doc, clause: Clause, before: list[Clause]) -> None:
    """Give a gerund or an infinitive the subject of the verb that it goes with."""
    own = clause.subject
    if clause.form == "infinitive" and own is not None:
        if own.start > clause.verb or nobody(doc, clause) or _quoted_away(doc, own, clause.start):
            clause.subject = own = None
    if clause.form == "gerund" and own is not None and len(before) > 1 and before[-1].form == "infinitive":
        if any(a.role == "object" and a.start == own.start for a in before[-2].arguments):
            return  # `La crise a poussé Luc Roy à réagir, affirmant que`
    if clause.form == "gerund" or own is None:
        clause.subject = _accused(doc, clause, before) or framing(doc, clause, before) or own


def _accused(doc: Doc, clause: Clause, before: list[Clause]) -> Argument | None:
    """Who is accused, where `en` goes on with what they did (`accuse le préfet de mentir | en disant que`)."""
    if clause.form != "gerund" or len(before) < 2 or before[-1].form != "infinitive":
        return None
    done, accuses = before[-1], before[-2]
    if accuses.unit != clause.unit or any(doc[k].is_punct for k in range(done.end, clause.start)):
        return None
    cue = cue_of(doc, accuses)
    if cue is None or cue.class_ != "accuse" or doc[done.start - 1].lower_ not in speech_words("of-form"):
        return None
    whom = next((k for k in range(accuses.end, done.start) if noun_phrase(doc, k) is not None), None)
    phrase = noun_phrase(doc, whom) if whom is not None else None
    if whom is None or phrase is None:
        return None
    named = [m for m in _mentions(doc)[0] if m.start <= phrase.head < m.end and m.type in SPEAKING]
    return Argument(role="subject", start=whom, end=phrase.end, head=phrase.head, mentions=named[:1])


def _speaker(doc: Doc, clause: Clause) -> Argument | None:
    """The subject of a finite verb of saying: what is nearer than that of the clause, and can speak."""
    own, start = clause.subject, clause.start
    if not clause.passive and not (own and _can_speak(own)):
        return _name_before(doc, start, own) or own or _phrase_before(doc, start)
    if own is None or own.end >= start - 1:
        return own
    near = _phrase_before(doc, start)
    if near is None or (_can_speak(own) and not agentive(doc, near.head)):
        return own
    if own.end == near.start - 1 and any(m.type == "Person" for m in own.mentions):
        return own  # `Luc Roy, un ancien élu, sans surprise, affirme`
    between = doc[near.start - 1].lower_ if own.end < near.start else ""
    apart = between == "," or between in speech_words("dash")
    return near if apart else own  # `À Gap, sa ville natale, le maire affirme`


def _pronoun(doc: Doc, clause: Clause) -> int | None:
    """The pronoun that is the subject: inverted (`dit-il`), before the verb, or at its start (`nous avons dit`)."""
    text, start = lowered(doc), clause.start
    inverted = [k for k in range(start + 1, clause.end) if text[k] in speech_words("inverted")]
    if inverted:
        return inverted[-1]
    if doc[start].is_sent_start and start < clause.verb and text[start] in speech_words("stressed-pronoun"):
        return start  # `Lui assume :`
    if start > 0 and not doc[start].is_sent_start and text[start - 1] in speech_words("subject-pronoun"):
        return start - 1 if text[start - 1] not in speech_words("who-word") else None
    first = next((k for k in range(start, clause.verb) if text[k] not in speech_words("clitic")), clause.verb)
    if start < first and text[start] in speech_words("first-person"):
        object_ = start > 0 and not doc[start].is_sent_start and doc[start - 1].pos_ in ("NOUN", "PROPN")
        return None if object_ or not _agrees(doc, start, first) else start  # `Le club nous a affirmé`
    return None


def _agrees(doc: Doc, pronoun: int, verb: int) -> bool:
    """Whether a verb may have `nous` or `vous` before it as its subject (`nous dit Anne Roy` has not)."""
    endings = speech_endings("we-ending") if doc[pronoun].lower_ in speech_words("we-word") else None
    endings = speech_endings("you-ending") if doc[pronoun].lower_ in speech_words("you-word") else endings
    return endings is None or doc[verb].lower_.endswith(endings)


def _quoted_away(doc: Doc, subject: Argument, verb: int) -> bool:
    """Whether a quotation ends between a subject and a verb (`« La loi est claire », dit Luc Roy, avant d'ajouter`)."""
    marks = speech_words("opening-mark", "closing-mark")
    return sum(word in marks for word in lowered(doc)[subject.end : verb]) % 2 == 1


def _without(subject: Argument | None, verb: int) -> Argument | None:
    """A subject without the verb behind it, which the model took for its adjective (`Un riverain raconte :`)."""
    if subject is None or not subject.start <= subject.head < verb < subject.end:
        return subject
    return replace(subject, end=verb, mentions=[m for m in subject.mentions if m.end <= verb])


def _can_speak(subject: Argument) -> bool:
    return any(m.type in SPEAKING for m in subject.mentions)


def _name_before(doc: Doc, start: int, subject: Argument | None) -> Argument | None:
    """The name that ends right before a verb, or before what commas part from it (`…, Jean Roy, maire, a dit`).

    A body inside the subject is only that of its head (`des agents SNCF`), as is a person (`l'ex-femme de Luc Roy`).
    """
    low = next((k for k in range(start - 1, max(start - 30, -1), -1) if doc[k].text in '.;:»"\n'), max(start - 30, -1))
    mentions, starts = _mentions(doc)
    names = [m for m in mentions[bisect_right(starts, low) : bisect_right(starts, start)] if m.end <= start]
    names = [m for m in names if m.type in SPEAKING and not excluded(doc.lowered, m.start)]
    near = [m for m in names if m.end == start or all(doc[k].pos_ == "ADV" for k in range(m.end, start))]
    near = [m for m in near if m.type != "Document"]
    near = [m for m in near if m.type == "Person" or not _complement(doc, m.start)]
    if subject is not None and subject.end == start:
        near = [m for m in near if m.start <= subject.head or (m.type == "Person" and not _whose(doc, m))]
    if not near:
        return None
    m = min(near, key=lambda m: (m.type != "Person", m.start))
    return Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])


def _whose(doc: Doc, m: Mention) -> bool:
    """Whether a name stands right behind `de`."""
    return m.start > 0 and doc[m.start - 1].lower_ in speech_words("of-form")


def _mentions(doc: Doc) -> tuple[list[Mention], list[int]]:
    """All mentions and where they start, sorted once as long as no layer adds any."""
    kept = memory(doc, "speech_mentions")
    size = sum(len(layer or ()) for layer in (doc._.mentions, doc._.nominals, doc._.roles, doc._.events))
    if kept.get("size") != size:
        found = all_mentions(doc)
        kept.update(size=size, mentions=found, starts=[m.start for m in found])
    return kept["mentions"], kept["starts"]


def _phrase_before(doc: Doc, start: int) -> Argument | None:
    """The noun phrase that opens the sentence or clause and ends right before a verb (`Les riverains protestent`).

    What explains it may stand between commas (`le barrage, un vieil ouvrage, menace de`).
    """
    if start > 1 and doc[start - 1].text == ",":
        for k in range(start - 2, max(start - _SUBJECT, 0), -1):
            if doc[k].text == ",":
                start = k
                break
            if doc[k].is_punct or "Fin" in doc[k].morph.get("VerbForm", []):
                break
    for k in range(start - 1, max(start - _SUBJECT, -1), -1):
        opens = k == 0 or doc[k].is_sent_start or doc[k - 1].is_punct
        opens = opens or doc[k - 1].lower_ in speech_words("that-word", "and-word", "contrast-word")
        phrase = noun_phrase(doc, k) if opens else None
        if phrase is not None:
            whole = phrase.end == start or all(doc[j].pos_ == "ADV" for j in range(phrase.end, start))
            return Argument(role="subject", start=k, end=phrase.end, head=phrase.head) if whole else None
    return None


def _set_apart(doc: Doc, clause: Clause) -> Argument | None:
    """What a stressed pronoun or an adverb between commas parts from its verb (`…, et la région, quant à elle, paie`).

    None where the clause has its subject, or it agrees with none.
    """
    stop = clause.start
    if stop < _ASIDE or doc[stop - 1].text != "," or lowered(doc)[stop - 2] not in speech_words("aside-end"):
        return None
    start = next((k for k in range(stop - 3, max(stop - _ASIDE, 0), -1) if set_apart(doc, k, stop)), None)
    if start is None or (clause.subject is not None and clause.subject.end == start):
        return None
    near = _phrase_before(doc, start)
    if near is None:
        return None
    named = [m for m in _mentions(doc)[0] if m.start <= near.head < m.end and m.type in SPEAKING]
    return replace(near, mentions=named[:1])


def _complement(doc: Doc, start: int) -> bool:
    """Whether a preposition stands before a name (with or without a determiner)."""
    k = start - 1
    while k >= 0 and doc[k].pos_ in ("DET", "ADJ"):
        if doc[k].lower_ in speech_words("some-word", "of-form"):
            return True
        k -= 1
    return k >= 0 and doc[k].pos_ == "ADP"
