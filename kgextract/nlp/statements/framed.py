"""`selon X` in its sentence → the content that it frames: what follows it at the start, else what it interrupts."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Range
from kgextract.nlp.statements.about import apposed, apposed_words, calls_source, explained
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.connectives import behind_comma, connected
from kgextract.nlp.statements.counts import counted, each_counted
from kgextract.nlp.statements.drafts import ENDS, Draft, Page
from kgextract.nlp.statements.framed_clauses import (
    behind_colon,
    behind_mark,
    behind_words,
    enclosing,
    last_clause,
    last_joined,
    relative_end,
    relative_verb,
    subordinate_end,
)
from kgextract.nlp.statements.inverted import called, others
from kgextract.nlp.statements.resumed import new_clause
from kgextract.nlp.statements.unfinished import governs
from kgextract.tables.speech import speech_words

_PARTS = ("NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ")
_NEAR = 3  # tokens from a number to the source of it
_LEARNT = 8  # tokens of `a appris l'AFP mardi soir`


def led(page: Page, n: int, i: int) -> bool:
    """Whether nothing but marks, a connective or an adverb stands before `selon` in its unit or behind a colon."""
    lead = page.text[behind_mark(page, n, i) : page.at(i)].strip(' ,«"“”–—-').lower()
    return not lead or lead in speech_words("connector", "according-adverb", "quote-connector")


def content_around(page: Page, i: int, end: int, n: int, cue: str, source: Argument) -> Draft | None:
    """The content around `selon X`: what follows it at the start of a unit, else what it interrupts or closes."""
    doc = page.doc
    unit = page.units[n]
    start, stop = doc[i].idx, page.at(end)
    lead = page.text[unit.start : start]
    if doc[end - 1].lower_ in speech_words("who-word", "which"):
        return _drafted(page, i, end, n, cue, source, [page.trim(stop, relative_end(page, i, end, unit.end))])
    fronted = led(page, n, i)
    if not fronted:
        adverb = next((w for w in speech_words("according-adverb") if lead.rstrip().endswith((", " + w, " (" + w))), "")
        lead = lead.rstrip().removesuffix(adverb) if adverb else lead
        if (learnt := _learnt(page, i, page.token(unit.start))) is not None:
            lead = page.text[unit.start : page.at(learnt)]
    quoted = page.quotation(start)
    content: list[Range | None]
    if fronted:
        after = end
        while after < len(doc) and doc[after].text == ",":  # appositions may stand before the content
            beyond = apposed(page, after, page.token(unit.end))
            if beyond == after + 1:
                break
            after = beyond - 1
        content = [page.trim(behind_comma(page, after, unit.end), unit.end)]
        whole = content[0]
        if whole is not None:
            q = page.quotation(page.at(after + 1) if after + 1 < len(doc) else unit.end)
            if q is not None and q.outer[1] < unit.end - 2 and q.outer[0] <= page.at(after + 1):
                content = [page.trim(page.at(after), unit.end)]
    elif quoted is not None:
        return None
    else:
        before = lead.rstrip(" ,(–—-")
        q = page.quotation(unit.start + len(before) - 1) if before else None
        if q is not None and (not page.text[unit.start : q.outer[0]].strip() or apposed_words(page, q, unit.start)):
            content = [(max(q.start, unit.start), q.end)]
        else:
            begin = connected(page, unit.start, start)
            content = [page.trim(behind_colon(page, begin, i), unit.start + len(before))]
        rest = page.text[stop : unit.end].strip(" .,;")
        k = i - 2 if doc[i - 1].text == "," else i - 1
        opener, inside = doc[k].lower_, page.finite(k - 1)  # `Luc Roy a alors, selon la CGT, quitté`
        own = opener in speech_words("contrast-word") and not inside and _opens(page, end, unit.end)
        opens = speech_words("relative", "that-word", "subordinator") - speech_words("fronting-that")
        if rest and q is None and (own or opener in opens):
            return _drafted(page, i, end, n, cue, source, [page.trim(stop, subordinate_end(page, end, unit.end))])
        comma = lead.rstrip()[-1:] in (",", "(", "–", "—")
        if not comma and q is None:
            content = [page.trim(last_joined(page, i, page.token(begin)), unit.start + len(before))]
        if not rest and not comma and q is None and (inner := last_clause(page, i, unit.start)) is not None:
            return _drafted(page, i, end, n, cue, source, [page.trim(page.at(inner), unit.start + len(before))])
        if (count := each_counted(page, i, n)) is not None:
            return _drafted(page, i, source.end, n, cue, source, [count], least=1)
        if rest and comma and q is None and doc[min(end, len(doc) - 1)].text == ":":
            content.append(page.trim(stop, unit.end))  # `Une chose est sûre, selon elle : …`
        if rest and comma and q is None and (inner := enclosing(page, i, end, unit.start)) is not None:
            parts = [(page.at(inner), unit.start + len(before)), (stop, subordinate_end(page, end, unit.end))]
            if page.words(*parts[0]) < 2:
                parts = [(parts[0][0], parts[1][1])]
            return _drafted(page, i, end, n, cue, source, [page.trim(*part) for part in parts])
        if rest and comma and doc[min(end, len(doc) - 1)].text in (",", ")", "–", "—") and q is None:
            pronoun = not source.mentions and doc[source.head].lower_ in speech_words("own-pronoun")
            entire = pronoun or _awaited(page, i - 2, end + 1)
            behind = page.trim(stop, unit.end) if entire else _resumed(page, i, end, unit.end, source)
            content.append(None if not entire and calls_source(page, source, begin, i, behind) else behind)
        if not comma and q is not None and rest and q.outer[1] >= unit.start + len(before):
            return _drafted(page, i, end, n, cue, source, [(q.start, q.end)])  # `un élu «battu» selon X a parlé`
        if not comma and q is None and rest:
            if takes_object(page, i, end):
                content.append(page.trim(stop, unit.end))
                return _drafted(page, i, end, n, cue, source, content)
            if not page.finite(i - 1) and doc[min(end, len(doc) - 1)].text == ",":
                inner = last_clause(page, i, unit.start, whole=False)
                if inner is not None:  # `Le tueur, qui avait un couteau selon la police, a fui`
                    return _drafted(page, i, end, n, cue, source, [page.trim(page.at(inner), unit.start + len(before))])
            if not page.finite(i - 1):
                if doc[min(end, len(doc) - 1)].text == "," and behind_words(page, i) and _told(page, content):
                    return _drafted(page, i, end, n, cue, source, content)  # `Le four est mort selon la CGT, mais …`
                if not source.mentions and doc[source.head].lower_ in speech_words("own-pronoun"):
                    going = [] if _parted(page, end) else [page.trim(stop, unit.end)]
                    return _drafted(page, i, end, n, cue, source, [*content, *going], least=1)
                count = counted(page, i)
                return None if count is None else _drafted(page, i, source.end, n, cue, source, [count])
            if (inner := relative_verb(page, i)) is not None:  # `un accord qui sera selon elle « utile »`
                around = [page.trim(page.at(inner), page.at(i)), page.trim(stop, subordinate_end(page, end, unit.end))]
                return _drafted(page, i, end, n, cue, source, around, least=1)
            content.append(page.trim(stop, unit.end))
    mute = not fronted and not _told(page, content)  # `Une belle surprise, pour Luc Roy, après dix ans.`
    if cue in speech_words("according-opinion") and (mute or not (source.mentions or _opinion(page, source, content))):
        return None
    return _drafted(page, i, end, n, cue, source, content)


def takes_object(page: Page, i: int, end: int) -> bool:
    """Whether the object of a compound verb before a source is behind it (`a coûté selon la Ville | un million`), or
    how or by whom something was done (`a été vu selon le maire | par un berger`)."""
    doc = page.doc
    if not 1 < i or end + 1 >= len(doc):
        return False
    how = doc[end].lower_ in speech_words("how-done") and doc[i - 2].pos_ == "AUX"
    if not how and (doc[end].pos_ not in ("DET", "NUM") or page.dated(end)):
        return False
    compound = how or doc[i - 2].lower_ in speech_words("auxiliary-have")
    return compound and "Part" in doc[i - 1].morph.get("VerbForm", [])


def _parted(page: Page, i: int) -> bool:
    """Whether a conjunction at a token opens another clause (`Il est urgent selon lui | mais le maire hésite`)."""
    return page.doc[i].lower_ in speech_words("and-word", "contrast-word", "relative", "subordinator")


def _part(page: Page, k: int) -> bool:
    """Whether a word alone before or behind a source is part of the sentence, no day and no heading (`Résultat, …`)."""
    return page.doc[k].pos_ in _PARTS and not page.dated(k) and page.doc[k].lower_ not in speech_words("heading-noun")


def _awaited(page: Page, verb: int, after: int) -> bool:
    """Whether a verb before a source lacks what stands behind it.

    `Les ponts n'ont pas été, selon le maire, | réparés`, `Il s'agit, selon le maire, | d'un pont neuf`
    """
    doc = page.doc
    while verb > 0 and not page.finite(verb) and (doc[verb].pos_ == "AUX" or doc[verb].pos_ == "ADV"):
        verb -= 1
    if verb < 0 or after >= len(doc) or not page.finite(verb):
        return False
    if verb and doc[verb - 1].lower_ in speech_words("reflexive") and doc[after].pos_ == "ADP":
        return True
    form = doc[after].morph.get("VerbForm", [])
    auxiliary = doc[verb].pos_ == "AUX" or doc[verb].lower_ in speech_words("auxiliary-have", "auxiliary-be")
    return (auxiliary and ("Part" in form or doc[after].pos_ == "ADJ")) or "Inf" in form


def _opens(page: Page, end: int, unit_end: int) -> bool:
    """Whether behind a source a comma or a clause stands (`…, mais selon la police | les rues restent ouvertes`)."""
    doc, stop = page.doc, page.token(unit_end)
    if end >= stop - 1:
        return False
    subject = doc[end].pos_ == "PRON" or doc[end].lower_ in speech_words("subject-pronoun")
    return doc[end].text == "," or subject or new_clause(page, end, stop)


def _opinion(page: Page, source: Argument, content: list[Range | None]) -> bool:
    """Whether what stands behind `pour` with people in general is judged (`Pour les éleveurs, cette loi est un piège`).

    `Pour les enfants, l'entrée est gratuite` says nothing of what they think.
    """
    doc = page.doc
    if "Plur" not in doc[source.head].morph.get("Number", []):
        return True
    for part in content:
        if part is not None and page.between(part[0] - 2, part[1]):
            return True
        words = doc[page.token(part[0]) : page.token(part[1])] if part is not None else ()
        if any(t.lower_ in speech_words("judging-sign") for t in words):
            return True
    return False


def _told(page: Page, content: list[Range | None]) -> bool:
    """Whether a verb or quoted words stand in a content."""
    parts = [c for c in content if c is not None]
    quoted = any(page.between(*c) or page.quotation(c[0]) is not None for c in parts)
    return quoted or any(page.finite(k) for c in parts for k in range(page.token(c[0]), page.token(c[1])))


def _learnt(page: Page, i: int, first: int) -> int | None:
    """The comma before `a appris l'AFP` that stands between what is said and `de source policière`, or None."""
    doc = page.doc
    if doc[i].lower_ not in speech_words("of-form"):
        return None
    for k in range(i - 1, max(i - _LEARNT, first), -1):
        if lemma_of(doc, k) in speech_words("learning") and doc[k].pos_ in ("VERB", "AUX"):
            comma = next((j for j in range(k - 1, max(k - _NEAR, first), -1) if doc[j].text == ","), None)
            return comma
        if doc[k].text in ENDS:
            return None
    return None


def _resumed(page: Page, i: int, end: int, unit_end: int, source: Argument) -> Range | None:
    """Where a sentence goes on behind `selon X` and what explains X; None where nothing but that follows.

    The object of a verb right before it may be others than X: several, where X is one.
    """
    doc, stop = page.doc, page.token(unit_end)
    lacking = governs(doc, i - 2)
    single = "Plur" not in doc[source.head].morph.get("Number", [])
    comma = explained(page, end, stop)
    if comma >= stop or doc[comma].text in ENDS:
        return None  # `…, selon Luc Roy, 45 ans, en charge du port.`
    after = apposed(page, comma, stop) if doc[comma].text == "," else end + 1
    if doc[after].lower_ in speech_words("this-word") and doc[min(after + 1, stop)].lower_ in speech_words("that-word"):
        return None  # `…, selon la presse, ce qu'a confirmé le parquet`
    where = preposition(doc, after)
    if where is not None and told(page, where) and not any(page.finite(k) for k in range(after, stop)):
        return None  # `…, selon la mairie, dans une lettre adressée au préfet`
    phrase = noun_phrase(doc, after)
    more = any(page.finite(k) for k in range(after, stop))
    of = any(t.lower_ in speech_words("of-form") for t in doc[i + 1 : end])
    if not more and doc[after].lower_ in speech_words("of-form") and (of or not lacking):
        return None  # `…, selon une étude du musée, de la ville et du port`
    first = after + (doc[after].pos_ == "DET")
    beside = [m for m in page.at_token(first) if m.kind == "named" and m.start in (after, first)]
    if not more and any(m.type in ("Person", "Organization") for m in beside):
        return None  # `…, selon le maire de Pau, Jean Roy.`, `…, selon la CGT, la CFDT et FO.`
    if phrase is not None and called(page, phrase.head) and not (lacking and single and others(page, phrase)):
        if phrase.end + 1 < stop and doc[phrase.end].text == ",":
            after = phrase.end + 1  # `selon Jean Roy, le président du club, n'a …`
        elif not more:
            return None
    if doc[min(after, len(doc) - 1)].lower_ in speech_words("relative") - speech_words("that-word"):
        return None
    return page.trim(page.at(after), unit_end)


def _drafted(
    page: Page, i: int, end: int, n: int, cue: str, source: Argument, content: list[Range | None], *, least: int = 2
) -> Draft | None:
    kept = [c for c in content if c and page.words(*c) >= least]
    if kept and len(content) > len(kept):
        kept = [c for c in content if c and (c in kept or _part(page, page.token(c[1] - 1)))]
    if not kept:
        return None
    return Draft(
        content=kept,
        rule="according-to",
        confidence=0.85,
        unit=n,
        cue=cue,
        cue_class="say",
        cue_range=(i, max(end, i + 1)),
        source=source,
    )
