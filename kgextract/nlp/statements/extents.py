"""A token in a sentence → where what starts there ends: by commas, prepositions, new clauses, never by the tree."""

from __future__ import annotations

from kgextract.nlp.grammar.cue_forms import form_kinds, saying
from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.grammar.inflection import in_ant
from kgextract.nlp.grammar.mistagged import is_gerund, mistagged
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Clause, Range
from kgextract.nlp.statements.drafts import Page
from kgextract.tables.speech import speech_endings, speech_words

_APPOSED = 25  # tokens of what stands between commas behind a subject


def _subordinate(page: Page, clause: Clause, first: int) -> bool:
    """Whether a conjunction opens the sentence and governs the verb (`Alors que le maire dit que …, la ville …`)."""
    doc = page.doc
    opener = doc[first].lower_
    if opener not in speech_words("if-word") and opener not in speech_words("fronting"):
        return False
    return not any(page.finite(k) for k in range(first, clause.start))


def before_main(page: Page, clause: Clause, end: int) -> int:
    """The comma before the main clause behind a fronted participle (`Accusé de mentir, Jean Roy nie`)."""
    if clause.position != "participle" or clause.start != page.token(page.units[clause.unit].start):
        return end
    for c in page.doc._.clauses:
        if c.unit == clause.unit and c.form == "finite" and c.subject is not None and c.subject.start > clause.end:
            comma = c.subject.start - 1
            return comma if page.doc[comma].text == "," else end
    return end


def phrase_end(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The token where a noun phrase with all that it carries ends: occasion, date, relative or clause after a comma."""
    doc = page.doc
    stop = remark(page, i, min((c for c in cuts if i < c < end), default=end))
    stop = _done_next(page, i, coordinated(page, i, stop))
    plain = doc[i].lower_ not in speech_words("relative", "question-word", "this-word")  # no clause inside as yet
    done = False  # whether a participle governs what follows (`les faits décrits par la victime lors de l'audience`)
    for j in range(i + 1, stop):
        if page.quotation(doc[j].idx) is not None and doc[j].lower_ not in speech_words("opening-mark"):
            continue
        word = doc[j].lower_
        plain = plain and word not in speech_words("relative", "that-word", "subordinator", "if-word")
        if plain and doc[j].pos_ == "VERB" and page.finite(j) and _has_subject(page, back(page, j, i)):
            return back(page, j, i)
        done = doc[j].text != "," and (done or "Part" in doc[j].morph.get("VerbForm", []))
        after = doc[j + 1].lower_ if j + 1 < stop else ""
        if doc[j].text in (":", ";"):
            return j
        if doc[j].text == "," and (
            _trails(page, j + 1, stop) or _since(page, j + 1, stop) or opens_clause(page, j + 1, stop)
        ):
            return j
        found = preposition(doc, j)
        if found is not None and j > i + 1 and told(page, j, found):
            return j
        bound = done or doc[j - 1].pos_ == "VERB" or doc[j].pos_ == "VERB"
        if found is not None and found.lemma in speech_words("event-preposition") and not bound:
            return j
        dated = found is not None and page.dated(found.end) and found.lemma not in speech_words("content-date")
        if found is not None and dated and j > i + 2 and not found.contracted and not bound:
            return j
        if word in speech_words("breaking") and after in speech_words("that-word"):
            return j
        if plain and word in speech_words("before-doing") and after in speech_words("of-form") and j > i + 1:
            if not any(doc[k].pos_ in ("VERB", "AUX") for k in range(i, j)):
                return j  # `dénonce la baisse des dotations avant de quitter la salle`
    return stop


def _has_subject(page: Page, j: int) -> bool:
    """Whether what stands before a token may be the subject of a verb there."""
    before = page.doc[j - 1]
    return before.pos_ in ("NOUN", "PROPN") or before.lower_ in speech_words("closing-mark")


def back(page: Page, j: int, i: int) -> int:
    """The token where the pronouns before a verb begin."""
    while j > i + 1 and page.doc[j - 1].lower_ in speech_words("clitic"):
        j -= 1
    return j


def cut(page: Page, i: int, end: int, cuts: list[int]) -> int:
    """The token where content that starts at i ends: another cue, a remark on the act of saying, or the end."""
    return remark(page, i, min((c for c in cuts if i < c < end), default=end))


def late(page: Page, i: int, stop: int) -> int:
    """The token where a comma and an occasion end an infinitive (`…, au lendemain de`)."""
    for j in range(i + 1, stop - 1):
        found = preposition(page.doc, j + 1) if page.doc[j].text == "," else None
        if found is not None and found.lemma in speech_words("late") and page.quotation(page.doc[j].idx) is None:
            return j
    return stop


def alike(page: Page, clause: Clause, i: int, end: int) -> int:
    """The comma before `et` where the sentence goes on with a verb in the tense of the cue that no other verb has.

    `avait estimé que la peine était légère, et avait fait appel`
    """
    doc = page.doc
    cue = _tense(page, clause.start, clause.end)
    if clause.form != "finite" or clause.end - clause.start < 2:
        return end
    for j in range(i + 1, end - 1):
        if doc[j].text != "," or doc[j + 1].lower_ not in speech_words("and-word"):
            continue
        verb = past_clitics(page, j + 2, end)
        compound = [k for k in range(i, j) if page.finite(k) and doc[k].pos_ == "AUX" and doc[k + 1].pos_ == "VERB"]
        inside = {_tense(page, k, k + 1) for k in compound}
        if verb < end and page.finite(verb) and doc[verb].pos_ == "AUX" and page.quotation(doc[j].idx) is None:
            if _tense(page, verb, end) == cue and cue not in inside:
                return j
    return end


def contrasted(page: Page, i: int, end: int) -> int:
    """The comma where another one of several goes on (`l'un dit avoir dormi, l'autre nie tout`), else the end."""
    doc = page.doc
    for j in range(i + 1, end - 3):
        other = doc[j].text in (",", ";") and doc[j + 2].lower_ in speech_words("other-one")
        if other and doc[j + 1].lower_ in speech_words("le-word", "of-form"):
            if page.finite(past_clitics(page, j + 3, end)) and page.quotation(doc[j].idx) is None:
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
    relative = before in speech_words("who-word")
    first = page.token(page.units[clause.unit].start)
    fronted = clause.form == "gerund" and clause.start - first <= 2
    fronted = fronted or (clause.form == "finite" and _subordinate(page, clause, first))
    if not relative and not fronted and before not in speech_words("after"):
        return cuts
    last = None
    for j in range(cue.end + 1, end - 1):
        if doc[j].text != "," or page.quotation(doc[j].idx) is not None:
            continue
        goes_on = _verbal(page, past_clitics(page, j + 1, end)) if relative else _resumes(page, j + 1, end)
        if goes_on and (relative or _whole(page, cue.end, j)):
            return [*cuts, j]
        last = j if goes_on and clause.form == "gerund" else last
    return cuts if last is None else [*cuts, last]  # `Estimant que …,` has a main clause behind it


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
        if doc[k].text == ",":
            k = next((j + 1 for j in range(k + 1, min(k + _APPOSED, end)) if doc[j].text == ","), end)
        elif doc[k].pos_ in ("ADV", "ADJ", "PROPN"):
            k += 1
        else:
            joined = noun_phrase(doc, k + 1) if doc[k].lower_ in speech_words("and-word") else None
            k = joined.end if joined is not None else end
    return False


def _verbal(page: Page, i: int) -> bool:
    """Whether a token is a finite verb, by its tag or as a form of a verb of saying behind a subject."""
    word = page.doc[i].lower_
    if page.finite(i) or "finite" not in form_kinds(word):
        return page.finite(i)
    return word.endswith(speech_endings("historic-ending")) or mistagged(page.doc, i)


def coordinated(page: Page, i: int, stop: int) -> int:
    """The token where the sentence goes on with another verb (`dit craindre une crue et demande de l'aide`), else stop.

    Behind a relative pronoun or a conjunction that verb may belong to the clause inside.
    """
    doc = page.doc
    for j in range(i, stop - 1):
        word = doc[j].lower_
        if page.quotation(doc[j].idx) is not None:
            continue
        if word in speech_words("relative", "that-word", "subordinator"):
            return stop
        if j > i + 1 and page.finite(j) and _has_subject(page, back(page, j, i)) and doc[j].pos_ in ("VERB", "AUX"):
            return back(page, j, i)  # `La ligue qui affirme avoir gagné n'a rien dit`
        if j > i and word in speech_words("and-word"):
            verb = past_clitics(page, j + 1, stop)
            if verb < stop and page.finite(verb):
                return j - (doc[j - 1].text == ",")
    return stop


def _done_next(page: Page, i: int, stop: int) -> int:
    """The token where a participle with an object says what else was done (`a dénoncé un recul et quitté la salle`)."""
    doc = page.doc
    if i < 1 or "Part" not in doc[i - 1].morph.get("VerbForm", []):
        return stop
    for j in range(i + 1, stop - 2):
        if doc[j].lower_ not in speech_words("and-word") or page.quotation(doc[j].idx) is not None:
            continue
        part = doc[j + 1]
        past = part.pos_ == "VERB" and "Past" in part.morph.get("Tense", []) and not part.lower_.endswith(("e", "s"))
        if past and not page.finite(j + 1) and doc[j + 2].pos_ == "DET":
            return j - (doc[j - 1].text == ",")
    return stop


def told(page: Page, j: int, found: Found) -> bool:
    """Whether a preposition leads to where something was said (`dans un communiqué`, `lors d'un point de presse`)."""
    doc = page.doc
    if found.lemma not in speech_words("telling-preposition"):
        return False
    phrase = noun_phrase(doc, found.end - found.contracted)
    return phrase is not None and doc[phrase.head].lower_ in speech_words("telling-noun")


def remark(page: Page, i: int, stop: int) -> int:
    """The token where a remark on the act of saying closes a sentence (`sans précisions`, `, dans une lettre`)."""
    doc = page.doc
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
        if word in speech_words("before-doing") and doc[j + 1].lower_ in speech_words("of-form") and j + 2 < stop:
            if saying(doc, past_clitics(page, j + 2, stop)):
                return j - (doc[j - 1].text == ",")
        if word in speech_words("without-word"):
            near = {w for t in doc[j + 1 : min(j + 4, stop)] for w in (t.lower_, t.lemma_.lower())}
            if near & speech_words("detail-noun", "detailing"):
                return j - (doc[j - 1].text == ",")
        if doc[j].text == ",":
            found = preposition(doc, j + 1)
            last = not any(page.finite(k) for k in range(j + 1, stop))
            if found is not None and last and told(page, j + 1, found):
                return j
            if _feeling(page, j + 1, stop):
                return j
    return stop


def _feeling(page: Page, i: int, stop: int) -> bool:
    """`…, au grand dam des riverains`: how an act was taken."""
    words = " ".join(t.lower_ for t in page.doc[i : min(i + 3, stop)])
    return words.startswith(tuple(speech_words("how-taken")))


def _since(page: Page, i: int, stop: int) -> bool:
    """Whether a measure of time leads to another event (`…, sept mois après le début des combats`)."""
    doc = page.doc
    if i + 2 >= stop or doc[i].pos_ not in ("NUM", "DET"):
        return False
    return doc[i + 1].lower_ in speech_words("never-subject") and doc[i + 2].lower_ in speech_words("after")


def _trails(page: Page, i: int, stop: int) -> bool:
    """Whether a word after a comma leads away from a noun phrase; *en* does so before a gerund only."""
    doc = page.doc
    word = doc[i].lower_ if i < stop else ""
    if word in speech_words("before-gerund") and i + 1 < stop:
        return in_ant(doc[i + 1].lower_) or doc[i + 1].lower_ in speech_words("before-gerund")
    return word in speech_words("trailing")


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
    while i < end - 1 and (
        page.doc[i].lower_ in speech_words("clitic") or page.doc[i].lower_ in speech_words("not-word")
    ):
        i += 1
    return i


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
