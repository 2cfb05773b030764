"""Content in a sentence → where the sentence goes on past it: another verb, the main clause, another subject."""

from __future__ import annotations

from bisect import bisect_left

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adverbials import past_adverbial
from kgextract.nlp.grammar.cue_forms import form_kinds
from kgextract.nlp.grammar.cues import Cue, is_infinitive
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.mistagged import is_gerund, mistagged
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import lowered, once
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.drafts import ENDS, Page
from kgextract.tables.speech import speech_endings, speech_words

_DASHES = ("–", "—", "-")
_WHERE = 4  # tokens of `, où l'on` before a verb
_APPOSED = 25  # tokens of what stands between commas behind a subject
_ASIDE = {",": ",", "(": ")"}  # what opens such a thing, and what closes it


def subordinate(page: Page, clause: Clause, first: int) -> bool:
    """Whether a conjunction opens the sentence and governs the verb (`Alors que le maire dit que …, la ville …`)."""
    return fronted(page, first) and not any(page.finite(k) for k in range(first, clause.start))


def fronted(page: Page, first: int) -> bool:
    """Whether a conjunction opens a sentence before its main clause (`Mais après que …`, not `Après avoir lu …`)."""
    doc, opens = page.doc, speech_words("if-word", "fronting", "fronting-that")
    if first + 1 < len(doc) and doc[first].lower_ in speech_words("contrast-word") and doc[first + 1].lower_ in opens:
        first += 1
    opener, after = page.doc[first].lower_, page.doc[min(first + 1, len(page.doc) - 1)].lower_
    if opener in speech_words("fronting-that"):
        return after in speech_words("that-word", "if-word")
    return opener in speech_words("if-word", "fronting")


def where_before(page: Page, clause: Clause, first: int) -> int | None:
    """The comma before `où l'on dit` where what is fronted in a sentence ends (`À la mairie, où l'on assure que …`)."""
    words = [page.doc[k].lower_ for k in range(max(clause.start - _WHERE, first), clause.start)]
    where = next((n for n, word in enumerate(words) if n and word in speech_words("where-word")), None)
    if where is None or words[where - 1] != "," or words[-1] not in speech_words("on-word"):
        return None
    comma = clause.start - len(words) + where - 1
    return None if any(page.finite(k) for k in range(first, comma)) else comma


def opening(page: Page, clause: Clause) -> int:
    """The token where the sentence of a clause begins, or opens behind a colon (`Le port est calme : lassés, …`)."""
    before = page.doc[clause.start - 1] if clause.start else None
    colon = before is not None and before.text in (":", ";")
    return clause.start if colon else page.token(page.units[clause.unit].start)


def before_main(page: Page, clause: Clause, end: int) -> int:
    """The comma before the main clause behind a participle (`Accusé de mentir, Jean Roy nie`), or behind a clause in
    one (`Réagissant à un tract qui dit que le pont fermera, Jean Roy nie`) or what is in vain (`a beau nier, …`)."""
    if clause.form == "infinitive" and page.doc[clause.start - 1].lower_ in speech_words("in-vain"):
        commas = (k for k in range(clause.end, end - 1) if page.doc[k].text == ",")
        subjects = {c.subject.start for c in page.doc._.clauses if c.form == "finite" and c.subject is not None}
        return next((k for k in commas if k + 1 in subjects or new_clause(page, k + 1, end)), end)
    first = opening(page, clause)
    if clause.start != first and clause.form == "participle":
        return _closed(page, clause, end)
    within = clause.position == "relative" and in_ant(page.doc[first].lower_)
    if not within and (clause.position != "participle" or clause.start != first):
        return end
    for c in page.doc._.clauses:
        if c.unit != clause.unit or c.form != "finite" or c.position == "relative":
            continue
        if c.subject is not None and c.subject.start > clause.end:
            comma: int = c.subject.start - 1
            named = any(m.type == "Person" and m.kind == "named" for m in c.subject.mentions)
            if page.doc[comma].text == "," and (named or not within):
                return comma
            if not within:
                return end
    return end


def between_dashes(page: Page, clause: Clause, end: int) -> int:
    """The dash that closes what one before a relative opened (`Anne Roy – qui dit que le pont tient – part`)."""
    doc, i = page.doc, clause.start - 1
    if clause.position != "relative" or i < 2 or doc[i].lower_ not in speech_words("who-word"):
        return end
    if doc[i - 1].text not in _DASHES or not doc[i - 2].whitespace_:
        return end
    closing = (k for k in range(clause.end, end) if doc[k].text in _DASHES and doc[k - 1].whitespace_)
    return next(closing, end)


def _closed(page: Page, clause: Clause, end: int) -> int:
    """The comma that closes a participle behind a comma, where the verb of what stands before follows."""
    if page.doc[clause.start - 1].text != ",":
        return end
    for k in range(clause.end, end - 1):
        if page.doc[k].text == "," and (verb := past_clitics(page, k + 1, end)) < end and page.finite(verb):
            return k
    return end


def has_subject(page: Page, j: int) -> bool:
    """Whether what stands before a token may be the subject of a verb there."""
    before = page.doc[j - 1]
    return before.pos_ in ("NOUN", "PROPN") or before.lower_ in speech_words("closing-mark")


def back(page: Page, j: int, i: int) -> int:
    """The token where the pronouns before a verb begin."""
    while j > i + 1 and page.doc[j - 1].lower_ in speech_words("clitic"):
        j -= 1
    return j


def alike(page: Page, clause: Clause, i: int, end: int) -> int:
    """The comma before `et` where the sentence goes on with a verb in the tense of the cue that no other verb has.

    `avait estimé que la peine était légère, et avait fait appel`, `a dit que le pont fermait, ce qui a surpris`
    """
    doc = page.doc
    cue = _tense(page, clause.start, clause.end)
    if clause.form != "finite" or clause.end - clause.start < 2:
        return end
    for j in range(i + 1, end - 1):
        remarked = remarks(page, j, end)
        if doc[j].text != "," or (doc[j + 1].lower_ not in speech_words("and-word") and not remarked):
            continue
        verb = past_clitics(page, j + 2, end)
        verb = next((k for k in range(verb, end) if page.finite(k)), end) if remarked else verb
        compound = [k for k in range(i, j) if page.finite(k) and doc[k].pos_ == "AUX" and doc[k + 1].pos_ == "VERB"]
        inside = {_tense(page, k, k + 1) for k in compound}
        if verb < end and page.finite(verb) and doc[verb].pos_ == "AUX" and page.quotation(doc[j].idx) is None:
            if _tense(page, verb, end) == cue and cue not in inside:
                return j
    return end


def goes_on_acting(page: Page, clause: Clause, i: int, end: int) -> int:
    """The `et` behind an object with a relative where whoever speaks does something else, else the end.

    Its verb has the tense of the cue, which none in the relative has (`salue un plan qui a réussi | et signe un bail`);
    behind *que* two words have it (`a dit que le pont fermait | et a quitté la salle`).
    """
    doc = page.doc
    if clause.form != "finite" or clause.subject is None or clause.subject.start > clause.start:
        return end
    cue, inside = _shape(page, clause.start, clause.end), set[tuple[str, bool]]()
    if i < end and doc[i].lower_ in speech_words("that-word") and not cue[2]:
        return end
    for j in range(i, end - 1):
        if page.finite(j):
            inside.add(_shape(page, j, end)[1:])
        if doc[j].lower_ not in speech_words("joining-word") or not inside or page.quotation(doc[j].idx) is not None:
            continue
        verb = past_clitics(page, j + 1, end)
        if verb < end and page.finite(verb) and _shape(page, verb, end) == cue and cue[1:] not in inside:
            return j - (doc[j - 1].text == ",")
    return end


def _shape(page: Page, i: int, end: int) -> tuple[str, str, bool]:
    """Number and tense of the first finite verb from a token on, and whether it is an auxiliary before a participle."""
    k = next((k for k in range(i, end) if page.finite(k)), None)
    if k is None:
        return "", "", False
    tense, number = _tense(page, k, k + 1)
    tense += "".join(page.doc[k].morph.get("Mood", []))
    behind = past_clitics(page, k + 1, min(k + 4, len(page.doc)))
    compound = page.doc[k].lower_ in speech_words("auxiliary-have", "auxiliary-be")
    return number, tense, compound and "Part" in page.doc[behind].morph.get("VerbForm", [])


def remarks(page: Page, comma: int, end: int) -> bool:
    """Whether a remark on all that stands before begins there (`…, ce qui a surpris les élus`)."""
    doc = page.doc
    if comma + 2 >= end or doc[comma].text != "," or doc[comma + 1].lower_ not in speech_words("this-word"):
        return False
    return doc[comma + 2].lower_ in speech_words("relative") and page.quotation(doc[comma].idx) is None


def contrasted(page: Page, i: int, end: int) -> int:
    """The comma where another one of several goes on (`l'un dit avoir dormi, l'autre nie tout`), else the end."""
    doc = page.doc
    for j in range(i + 1, end - 3):
        other = doc[j].text in (",", ";") and doc[j + 2].lower_ in speech_words("other-one")
        if other and doc[j + 1].lower_ in speech_words("le-word", "of-form"):
            goes_on = doc[j + 3].lower_ in speech_words("that-word") or page.finite(past_clitics(page, j + 3, end))
            if goes_on and page.quotation(doc[j].idx) is None:
                return j
    return end


def _tense(page: Page, i: int, end: int) -> tuple[str, str]:
    """Tense and number of the first finite verb from a token on."""
    verb = next((page.doc[k] for k in range(i, end) if page.finite(k)), None)
    morph = verb.morph if verb is not None else {}
    return "".join(morph.get("Tense", [])), "".join(morph.get("Number", []))


def resumed(page: Page, clause: Clause, cue: Cue, end: int, cuts: list[int]) -> list[int]:
    """The comma where a relative clause, `après avoir dit que …` or `Rappelant que …` ends and the sentence goes on."""
    doc = page.doc
    before = doc[clause.start - 1].lower_ if clause.start else ""
    first = page.token(page.units[clause.unit].start)
    relative = before in speech_words("who-word") or clause.position == "relative" or _related(page, clause, first)
    fronted = clause.form == "gerund" and clause.start - first <= 2
    fronted = fronted or (clause.form == "finite" and subordinate(page, clause, first))
    fronted = fronted or where_before(page, clause, first) is not None
    if not relative and not fronted and before not in speech_words("after"):
        return cuts
    led = doc[first].pos_ == "ADP" and not any(page.finite(k) for k in range(first, clause.start))
    last = None
    for j in range(cue.end + 1, end - 1):
        if doc[j].text != "," or page.quotation(doc[j].idx) is not None:
            continue
        goes_on = _verbal(page, past_clitics(page, j + 1, end)) if relative else _resumes(page, j + 1, end)
        goes_on = goes_on or (relative and led and _resumes(page, j + 1, end))  # `À ceux qui l'accusent, il répond que`
        if not (goes_on or relative) and clause.form == "finite":
            goes_on = _opened(page, j + 1, end)
        if goes_on and (relative or _whole(page, cue.end, j)):
            return [*cuts, j]
        last = j if goes_on and clause.form == "gerund" else last
    return cuts if last is None else [*cuts, last]  # `Estimant que …,` has a main clause behind it


def _related(page: Page, clause: Clause, first: int) -> bool:
    """Whether a relative behind a comma holds a verb with its own subject (`Lens, où le préfet dénonce la crue, …`)."""
    doc = page.doc
    pronouns = once(doc, "leading relatives", lambda: _pronouns(doc))
    n = bisect_left(pronouns, clause.start)
    at = pronouns[n - 1] if n else 0
    if at <= first + 1 or any(page.finite(k) or doc[k].text in ENDS for k in range(at, clause.start)):
        return False
    return "," in (doc[at - 1].text, doc[at - 2].text)  # `, sur lequel`


def _pronouns(doc: Doc) -> list[int]:
    """Where relative pronouns stand that are no conjunctions too."""
    leading = speech_words("relative") - speech_words("that-word")
    return [k for k, word in enumerate(lowered(doc)) if word in leading]


def _whole(page: Page, i: int, j: int) -> bool:
    """Whether tokens i to j hold a main clause if they open with *que* (not `que si rien n'est fait,`)."""
    doc = page.doc
    opener = next((k for k in range(i, j) if doc[k].lower_ in speech_words("that-word")), None)
    if opener is None:
        return True
    bound = False  # inside a clause that a conjunction or a relative pronoun opens
    for k in range(opener + 1, j):
        if doc[k].lower_ in speech_words("relative", "subordinator", "if-word"):
            bound = True
        elif doc[k].pos_ in ("VERB", "AUX") and not in_ant(doc[k].lower_):
            if "Inf" in doc[k].morph.get("VerbForm", []):
                continue
            if not bound:
                return True
            group = k + 1 < j and doc[k + 1].pos_ in ("VERB", "AUX", "ADV")
            bound = group and not page.finite(k + 1)  # `qui ont signé`
    return False


def _resumes(page: Page, i: int, end: int) -> bool:
    """Whether the subject of the sentence stands there with its verb, appositions and other subjects between them."""
    doc = page.doc
    if opens_clause(page, i, end):
        return True
    phrase = noun_phrase(doc, i)
    k = phrase.end if phrase is not None else end
    while k < end - 1:
        after = past_clitics(page, k, end)
        if _verbal(page, after):
            return True
        closing = _ASIDE.get(doc[k].text)
        if closing is not None:
            k = next((j + 1 for j in range(k + 1, min(k + _APPOSED, end)) if doc[j].text == closing), end)
        elif (beyond := past_adverbial(doc, k)) > k:
            k = beyond  # `Luc Roy pour sa part demande`
        elif doc[k].pos_ in ("ADV", "ADJ", "PROPN"):
            k += 1
        else:
            joined = noun_phrase(doc, k + 1) if doc[k].lower_ in speech_words("and-word") else None
            k = joined.end if joined is not None else end
    return False


def _opened(page: Page, i: int, end: int) -> bool:
    """Whether adverbs, a day or a place stand there, then a subject with its verb (`, déjà dix villes ont voté`)."""
    doc, start = page.doc, i
    while i < end - 1:
        found = preposition(doc, i)
        phrase = noun_phrase(doc, found.end - found.contracted) if found is not None else None
        if page.dated(i) or doc[i].pos_ == "ADV":
            i += 1
        elif phrase is not None and phrase.end < end:
            i = phrase.end
        else:
            break
    dated = i > start and all(page.dated(k) for k in range(start, i))
    i += dated and i < end - 1 and doc[i].text == ","
    left_open = doc[i].lower_ in speech_words("nobody") and page.finite(past_clitics(page, i + 1, end))
    return left_open or (i > start and opens_clause(page, i, end))


def _verbal(page: Page, i: int) -> bool:
    """Whether a token is a finite verb, by its tag or as a form of a verb of saying behind a subject."""
    word = page.doc[i].lower_
    if page.finite(i) or "finite" not in form_kinds(word):
        return page.finite(i)
    return word.endswith(speech_endings("historic-ending")) or mistagged(page.doc, i)


def new_clause(page: Page, k: int, stop: int) -> bool:
    """Whether a pronoun or a noun phrase with its verb starts at a token: somebody else, or more of the same one."""
    if k >= stop - 1:
        return False
    if page.doc[k].lower_ in speech_words("third-person", "on-word"):
        verb = past_clitics(page, k + 1, stop)
    else:
        phrase = noun_phrase(page.doc, k)
        if phrase is None or phrase.end >= stop or (phrase.start == phrase.head and phrase.names is None):
            return False
        verb = past_clitics(page, phrase.end, stop)
    return verb < stop and page.finite(verb)


def opens_clause(page: Page, i: int, end: int) -> bool:
    """Whether a new clause begins: a subject pronoun, a participle, or a noun phrase and then a finite verb."""
    doc = page.doc
    if i >= end:
        return True
    if doc[i].lower_ in speech_words("subject-pronoun"):
        return True
    bare = past_clitics(page, i, end)
    if in_ant(doc[bare].lower_) and (doc[bare].pos_ in ("VERB", "AUX") or is_gerund(doc, bare)):
        return True
    phrase = noun_phrase(doc, i)
    after = past_clitics(page, phrase.end, end) if phrase and phrase.end < end else i
    if after >= end or doc[after].pos_ not in ("VERB", "AUX"):
        return False
    return "Fin" in doc[after].morph.get("VerbForm", []) or in_ant(doc[after].lower_)


def past_clitics(page: Page, i: int, end: int) -> int:
    """The token behind pronouns and negations before a verb."""
    denied = False  # `de ne pas | systématiquement | ramener`
    while i < end - 1 and (
        page.doc[i].lower_ in speech_words("clitic")
        or page.doc[i].lower_ in speech_words("not-word")
        or (denied and page.doc[i].pos_ == "ADV")
    ):
        denied = page.doc[i].lower_ in speech_words("not-word")
        i += 1
    verb = i  # `de tout | faire`, `de bien | fermer`
    while verb < end - 1 and (page.doc[verb].pos_ == "ADV" or page.doc[verb].lower_ in speech_words("all-or-nothing")):
        verb += 1
    return verb if is_infinitive(page.doc, verb) else i
