"""`selon X` in its sentence → the content that it frames: what follows it at the start, else what it interrupts."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import lemma_of
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Range, unit_of
from kgextract.nlp.statements.about import apposed, apposed_words, calls_source, explained
from kgextract.nlp.statements.closings import told
from kgextract.nlp.statements.connectives import behind_comma, connected
from kgextract.nlp.statements.counts import counted, each_counted
from kgextract.nlp.statements.drafts import ENDS, Draft, Page
from kgextract.nlp.statements.inverted import called, others
from kgextract.nlp.statements.nouns import clause_end
from kgextract.nlp.statements.resumed import new_clause, past_clitics
from kgextract.nlp.statements.unfinished import governs
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_NEAR = 3  # tokens from a number to the source of it
_LEARNT = 8  # tokens of `a appris l'AFP mardi soir`


def led(page: Page, n: int, i: int) -> bool:
    """Whether nothing but marks, a connective or an adverb stands before `selon` in its unit or behind a colon."""
    lead = page.text[_behind_mark(page, n, i) : page.at(i)].strip(' ,«"“”–—-').lower()
    return not lead or lead in speech_words("connector", "according-adverb", "quote-connector")


def _behind_mark(page: Page, n: int, i: int) -> int:
    """The character behind the last colon or semicolon before a token, else where its unit begins."""
    start, stop = page.units[n].start, page.at(i)
    mark = max(page.text.rfind(sign, start, stop) for sign in (":", ";"))
    alone = mark >= start and page.doc[page.token(mark)].text in (":", ";")  # not `10:30`
    return mark + 1 if alone and page.quotation(mark) is page.quotation(stop) else start


_PARTS = ("NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ")


def content_around(page: Page, i: int, end: int, n: int, cue: str, source: Argument) -> Draft | None:
    """The content around `selon X`: what follows it at the start of a unit, else what it interrupts or closes."""
    doc = page.doc
    unit = page.units[n]
    start, stop = doc[i].idx, page.at(end)
    lead = page.text[unit.start : start]
    if doc[end - 1].lower_ in speech_words("who-word", "which"):
        return _drafted(page, i, end, n, cue, source, [page.trim(stop, _relative_end(page, i, end, unit.end))])
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
            content = [page.trim(_behind_colon(page, begin, i), unit.start + len(before))]
        rest = page.text[stop : unit.end].strip(" .,;")
        k = i - 2 if doc[i - 1].text == "," else i - 1
        opener, inside = doc[k].lower_, page.finite(k - 1)  # `Luc Roy a alors, selon la CGT, quitté`
        own = opener in speech_words("contrast-word") and not inside and _opens(page, end, unit.end)
        opens = speech_words("relative", "that-word", "subordinator") - speech_words("fronting-that")
        if rest and q is None and (own or opener in opens):
            return _drafted(page, i, end, n, cue, source, [page.trim(stop, _clause_end(page, end, unit.end))])
        comma = lead.rstrip()[-1:] in (",", "(", "–", "—")
        if not comma and q is None:
            content = [page.trim(_last_joined(page, i, page.token(begin)), unit.start + len(before))]
        if not rest and not comma and q is None and (inner := _last_clause(page, i, unit.start)) is not None:
            return _drafted(page, i, end, n, cue, source, [page.trim(page.at(inner), unit.start + len(before))])
        if (count := each_counted(page, i, n)) is not None:
            return _drafted(page, i, source.end, n, cue, source, [count], least=1)
        if rest and comma and q is None and doc[min(end, len(doc) - 1)].text == ":":
            content.append(page.trim(stop, unit.end))  # `Une chose est sûre, selon elle : …`
        if rest and comma and q is None and (inner := _enclosing(page, i, end, unit.start)) is not None:
            parts = [(page.at(inner), unit.start + len(before)), (stop, _clause_end(page, end, unit.end))]
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
                inner = _last_clause(page, i, unit.start, whole=False)
                if inner is not None:  # `Le tueur, qui avait un couteau selon la police, a fui`
                    return _drafted(page, i, end, n, cue, source, [page.trim(page.at(inner), unit.start + len(before))])
            if not page.finite(i - 1):
                if doc[min(end, len(doc) - 1)].text == "," and _behind_words(page, i) and _told(page, content):
                    return _drafted(page, i, end, n, cue, source, content)  # `Le four est mort selon la CGT, mais …`
                if not source.mentions and doc[source.head].lower_ in speech_words("own-pronoun"):
                    going = [] if _parted(page, end) else [page.trim(stop, unit.end)]
                    return _drafted(page, i, end, n, cue, source, [*content, *going], least=1)
                count = counted(page, i)
                return None if count is None else _drafted(page, i, source.end, n, cue, source, [count])
            if (inner := relative_verb(page, i)) is not None:  # `un accord qui sera selon elle « utile »`
                around = [page.trim(page.at(inner), page.at(i)), page.trim(stop, _clause_end(page, end, unit.end))]
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


def relative_verb(page: Page, i: int) -> int | None:
    """The first token of a relative clause of which only the verb stands before `selon` (`…, qui sera | selon lui`)."""
    if not page.finite(i - 1):
        return None
    k = i - 2
    while k > 0 and page.doc[k].lower_ in speech_words("clitic", "negation-word"):
        k -= 1
    return k + 1 if page.doc[k].lower_ in speech_words("who-word") else None


def _behind_colon(page: Page, begin: int, i: int) -> int:
    """The character behind a colon that parts two sentences before `…, selon X`, else where the first begins."""
    doc = page.doc
    first = page.token(begin)
    colon = next((k for k in range(i - 1, first, -1) if doc[k].text == ":"), first)
    if colon == first or doc[i - 1].text != "," or page.quotation(page.at(colon)) is not None:
        return begin
    both = (range(first, colon), range(colon + 1, i))
    return page.at(colon + 1) if all(any(page.finite(k) for k in part) for part in both) else begin


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


def _last_clause(page: Page, i: int, unit_start: int, *, whole: bool = True) -> int | None:
    """Where the relative clause or participle behind the last comma before `selon X` starts (`…, tuée selon le juge`).

    Without a comma of its own `selon` belongs to that only. A `whole` sentence must stand before.
    """
    doc = page.doc
    first = page.token(unit_start)
    comma = next((k for k in range(i - 1, first, -1) if doc[k].text == ","), first)
    if comma == first or (whole and not any(page.finite(k) for k in range(first, comma))):
        return None
    opener = doc[comma + 1]
    if opener.lower_ in speech_words("who-word"):
        return comma + 2
    that = next((k for k in (comma + 2, comma + 3) if doc[k].lower_ in speech_words("that-word")), None)
    if opener.lower_ in speech_words("breaking") and that is not None and that < i:
        return that + 1  # `…, alors qu'il n'était plus une menace aux yeux du juge`
    return comma + 1 if "Past" in opener.morph.get("Tense", []) and not page.finite(comma + 1) else None


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


def _behind_words(page: Page, i: int) -> bool:
    """Whether what stands before `selon X` is what it closes, no mark and no word that opens a clause."""
    opens = speech_words("and-word", "contrast-word", "subordinator", "relative", "that-word")
    before = page.doc[i - 1]
    if page.doc[i].lower_ in speech_words("of-form"):
        return False  # `La vente n'est pas confirmée de source sûre, mais …`
    return before.text == ")" or not (before.is_punct or before.lower_ in opens)


def _last_joined(page: Page, i: int, first: int) -> int:
    """The character where the clause begins that `selon X` closes without a comma (`…, mais | il est mort selon X`)."""
    doc = page.doc
    parting = speech_words("contrast-word") & speech_words("connector") - syntax("coordinator")
    for k in range(i - 2, first, -1):
        if doc[k].lower_ in parting and new_clause(page, k + 1, i):
            return page.at(k + 1)
    return page.at(first)


def _enclosing(page: Page, i: int, end: int, unit_start: int) -> int | None:
    """Where the relative clause or apposition starts that `selon X` interrupts (`qui sera, selon elle, vendu`).

    `…, prélude, selon le maire, à une vente`: a noun alone between commas is one.
    """
    doc = page.doc
    first = page.token(unit_start)
    comma = i - 1
    if end + 1 >= len(doc) or in_ant(doc[end + 1].lower_):
        return None
    opener = next((k for k in range(comma - 1, first, -1) if doc[k].text in (",", ";", ":", "–", "—")), first)
    if opener > first and opener + 2 == comma and doc[opener + 1].pos_ in ("NOUN", "ADJ", "VERB"):
        return opener + 1 if any(page.finite(k) for k in range(first, opener)) else None
    if doc[comma - 1].pos_ not in ("VERB", "AUX", "ADJ", "ADV"):
        return None  # the clause is whole, and the source that of the sentence
    for k in range(comma - 1, opener, -1):
        if doc[k].lower_ in speech_words("relative") - speech_words("that-word"):
            inside = any(page.finite(j) for j in range(k + 1, comma))
            outside = any(page.finite(j) for j in range(first, k))
            main = any(page.finite(j) for j in range(comma + 1, page.token(page.units[unit_of(doc, i)].end)))
            what = doc[k - 1].lower_ in speech_words("this-word")
            own = doc[k].lower_ in speech_words("who-word") and not what
            return k + own - what if inside and (outside or main) else None
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


def _relative_end(page: Page, i: int, end: int, unit_end: int) -> int:
    """The character where `…, selon qui l'usine fermera` ends: the comma before the verb of whom it is about."""
    doc, stop = page.doc, page.token(unit_end)
    who = next((k for k in range(end + 1, stop) if doc[k].lower_ in speech_words("who-word")), end + 1)
    if doc[who - 1].lower_ in speech_words("and-word"):
        return page.at(who - 1)  # `…, selon lequel le port est bloqué | et qui appelait à la révolte`
    if any(page.finite(k) for k in range(page.token(page.units[unit_of(doc, i)].start), i)):
        return unit_end
    for k in range(end + 1, stop - 1):
        if doc[k].text == "," and page.finite(past_clitics(page, k + 1, stop)):
            return page.at(k)
    return page.at(min(clause_end(page, i, end, stop), stop - 1)) if not doc[i - 1].is_punct else unit_end


def _clause_end(page: Page, i: int, unit_end: int) -> int:
    """The character where a subordinate clause that holds `selon X` ends: a comma before the main verb, or the unit."""
    doc, stop = page.doc, page.token(unit_end)
    first = page.token(page.units[unit_of(doc, i)].start)
    fronted = not any(page.finite(k) for k in range(first, i))  # `Après un vol qui, selon X, a duré, la ville …`
    for k in range(i + 1, stop - 1):
        if doc[k].text != ",":
            continue
        if page.finite(past_clitics(page, k + 1, stop)) or (fronted and new_clause(page, k + 1, stop)):
            return page.at(k)
    return unit_end


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
