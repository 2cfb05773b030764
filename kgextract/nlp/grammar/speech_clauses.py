"""Doc → the clauses of its verb groups, as statements need them: each with its nearest subject and arguments."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.sharing import coordinated, framing, nobody, resumed, shared
from kgextract.nlp.grammar.speech_verbs import Group, verb_group
from kgextract.nlp.grammar.wordlist import lowered, memory, unit_tokens
from kgextract.nlp.layers import Argument, Clause, Mention, all_mentions
from kgextract.tables.speech import speech_words

_SPEAKING = ("Person", "Organization", "Place", "Group", "Document")
_SUBJECT = 12  # tokens of a subject's noun phrase


def speech_clauses(doc: Doc) -> list[Clause]:
    """Each verb group of the running text as a clause; subject and arguments come from `clauses` where they agree."""
    known = {c.verb: c for c in doc._.clauses}
    found: list[Clause] = []
    for n, (unit, (i, stop)) in enumerate(zip(doc._.units, unit_tokens(doc), strict=True)):
        while i < stop and unit.kind == "text":
            group = verb_group(doc, i, stop)
            if group is None:
                i += 1
                continue
            found.append(_clause(doc, group, known, n, found))
            i = max(i + 1, group.end)
    return found


def _clause(doc: Doc, g: Group, known: dict[int, Clause], unit: int, before: list[Clause]) -> Clause:
    base = known.get(g.verb)
    clause = Clause(
        start=g.start,
        end=g.end,
        verb=g.verb,
        lemma=g.lemma,
        reflexive=g.reflexive,
        passive=g.passive,
        form=g.form,
        negated=g.negated,
        modality=base.modality if base else ("denied" if g.negated else "asserted"),
        unit=unit,
        position=base.position if base else "main",
        subject=_without(base.subject, g.start) if base else None,
        arguments=list(base.arguments) if base else [],
    )
    last = before[-1] if before and before[-1].unit == unit else None
    at = g.inverted if g.inverted is not None else g.pronoun
    if at is not None:
        clause.subject = Argument(role="subject", start=at, end=at + 1, head=at)
        clause.position = "main"
    elif g.form == "participle" and (first := resumed(doc, clause, before)) is not None:
        clause.form, clause.passive, clause.position = "finite", first.passive, "main"
        clause.negated = clause.negated or first.negated
        clause.subject = first.subject
    if (
        g.form == "gerund"
        and last is not None
        and (
            doc[max(0, g.start - 1)].lower_ in speech_words("before-gerund") | {","}
            or doc[g.start].lower_ in speech_words("before-gerund")
        )
    ):
        clause.subject = framing(doc, clause, before) or clause.subject
    if g.form == "infinitive" and clause.subject is not None:
        if clause.subject.start > g.verb or nobody(doc, clause) or _quoted_away(doc, clause.subject, g.start):
            clause.subject = None
    if g.form == "infinitive" and clause.subject is None and last is not None:
        clause.subject = framing(doc, clause, before)
    if at is None and last is not None and doc[max(0, g.start - 1)].lower_ in speech_words("and-word"):
        if clause.subject is None:
            clause.subject = last.subject
        elif g.form == "finite":
            clause.subject = coordinated(doc, clause.subject, g.start, unit, before)
    if at is None and g.form == "finite" and not g.passive:
        if (own := shared(doc, clause, before)) is not None:
            clause.subject, clause.position = own, "main"
    if g.form == "finite" and not g.passive and at is None and not (clause.subject and _can_speak(clause.subject)):
        clause.subject = _name_before(doc, g.start, clause.subject) or clause.subject or _phrase_before(doc, g.start)
    elif g.form == "finite" and at is None and clause.subject is not None and clause.subject.end < g.start - 1:
        near = _phrase_before(doc, g.start)
        between = doc[near.start - 1].lower_ if near is not None and clause.subject.end < near.start else ""
        said = near is not None and (not _can_speak(clause.subject) or agentive(doc, near.head))
        if said and (between == "," or between in speech_words("dash")):
            clause.subject = near  # `À Gap, sa ville natale, le maire affirme`
    return clause


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
    return any(m.type in _SPEAKING for m in subject.mentions)


def _name_before(doc: Doc, start: int, subject: Argument | None) -> Argument | None:
    """The name that ends right before a verb, or before what commas part from it (`…, Jean Roy, maire, a dit`).

    A body inside the subject is only that of its head (`des agents SNCF`).
    """
    low = next((k for k in range(start - 1, max(start - 30, -1), -1) if doc[k].text in '.;:»"\n'), max(start - 30, -1))
    mentions, starts = _mentions(doc)
    names = [m for m in mentions[bisect_right(starts, low) : bisect_right(starts, start)] if m.end <= start]
    names = [m for m in names if m.type in _SPEAKING]
    near = [m for m in names if m.end == start or all(doc[k].pos_ == "ADV" for k in range(m.end, start))]
    near = [m for m in near if m.type != "Document"]
    near = [m for m in near if m.type == "Person" or not _complement(doc, m.start)]
    if subject is not None and subject.end == start:
        near = [m for m in near if m.type != "Organization" or m.start <= subject.head]
    if not near:
        return None
    m = min(near, key=lambda m: (m.type != "Person", m.start))
    return Argument(role="subject", start=m.start, end=m.end, head=m.head, mentions=[m])


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
        opens = k == 0 or doc[k].is_sent_start or doc[k - 1].is_punct or doc[k - 1].lower_ in speech_words("that-word")
        phrase = noun_phrase(doc, k) if opens else None
        if phrase is not None:
            whole = phrase.end == start or all(doc[j].pos_ == "ADV" for j in range(phrase.end, start))
            return Argument(role="subject", start=k, end=phrase.end, head=phrase.head) if whole else None
    return None


def _complement(doc: Doc, start: int) -> bool:
    """Whether a preposition stands before a name (with or without a determiner)."""
    k = start - 1
    while k >= 0 and doc[k].pos_ in ("DET", "ADJ"):
        if doc[k].lower_ in speech_words("some-word", "of-form"):
            return True
        k -= 1
    return k >= 0 and doc[k].pos_ == "ADP"
