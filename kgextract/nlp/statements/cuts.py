"""Clauses with their cues → the tokens at which what one of them says ends, since another act of saying begins.

`Anne Roy dit que le pont rouvre | et Luc Blin répond que non`.
"""

from __future__ import annotations

from kgextract.nlp.grammar.cues import Cue
from kgextract.nlp.layers import Clause
from kgextract.nlp.statements.absolutes import absolute
from kgextract.nlp.statements.acts import promises, speaks
from kgextract.nlp.statements.appositions import told_back
from kgextract.nlp.statements.contrasts import another, untensed
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.infinitives import further
from kgextract.nlp.statements.mains import closes_insertion
from kgextract.nlp.statements.subsumed import can_speak
from kgextract.tables.speech import speech_endings, speech_words

_DASHES = ("-", "–", "—")
_SUBJECT = 7  # tokens of the subject of a gerund


def cut_by_others(page: Page, pairs: list[tuple[Clause, Cue | None]], carried: set[int]) -> set[int]:
    """Tokens where a coordinated or trailing cue ends the content before it (`…, ajoutant que`, `… et a promis de`)."""
    doc = page.doc
    cuts = set()
    spoken: set[tuple[int, int]] = set()  # unit and head of the subject of the cues before
    quoted = -1  # where the quotation around the last cue begins
    near: list[Clause] = []  # the clauses of the unit so far
    for clause, cue in pairs:
        near = near if near and near[-1].unit == clause.unit else []
        aside = another(page, clause)
        if aside is None and cue is not None and cue.strength in ("say", "judge"):
            aside = untensed(page, clause, near)
        near.append(clause)
        if aside is not None:
            cuts.add(aside)
        if cue is None:
            continue
        if (back := told_back(page, clause)) is not None:
            cuts.add(back)
        key = (clause.unit, clause.subject.head if clause.subject is not None else -1)
        same = key in spoken or (clause.unit, -1) in spoken
        if clause.form != "participle":  # not `le projet, estimé à deux millions, sera présenté`
            spoken.add(key)
        around = page.quotation(page.at(clause.verb))
        first, quoted = around is not None and around.start != quoted, around.start if around is not None else -1
        if cue.strength == "think" or clause.start == 0:
            continue
        i = clause.start - 1
        alone = clause.form == "finite" and clause.end - clause.start == 1
        while i > 0 and (doc[i].lower_ in speech_words("before-gerund") or (alone and _more(page, i))):
            i -= 1
        before = doc[i]
        closed = before.lower_ in speech_words("closing-mark")
        if further(page, clause) is not None:
            cuts.add(
                i - (before.lower_ in speech_words("purpose"))
            )  # `pour dénoncer la vente | et réclamer une enquête`
        elif (
            clause.form == "gerund"
            and page.quotation(doc[clause.verb].idx) is None
            and (speaks(page, cue) or promises(page, clause, cue))
        ):
            own = absolute(page, clause)
            dash = clause.start - (doc[clause.start].text not in _DASHES)
            if doc[dash].text in _DASHES and doc[dash - 1].whitespace_:
                cuts.add(dash)  # `… – qui ont fait deux morts – regrettant que`
            elif own is not None:
                cuts.add(own[0])  # `dénonce un recul | , son directeur, Luc Roy, rappelant que`
            elif page.names_person(i + 1) and (comma := apart(page, i)) is not None:
                cuts.add(comma)  # `critique la taxe | , Luc Roy y voyant une « faute »`
            elif before.text == "," or closed or doc[i + 1].lower_ in speech_words("before-gerund"):
                cuts.add(i if before.text == "," else i + 1)
            elif before.lower_ in speech_words("and-word"):
                cuts.add(i)  # `soulignant que le pont tient | et appelant à la patience`
            elif before.pos_ in ("ADJ", "ADV") and doc[clause.end].lower_ in speech_words("that-word"):
                cuts.add(i + 1)  # `affirme que la paix est possible | ajoutant que`
            elif (comma := apart(page, i)) is not None:
                cuts.add(comma)
        elif clause.form == "finite" and before.lower_ in speech_words("and-word"):
            resumed = clause.end - clause.start == 1 and "Part" in doc[clause.verb].morph.get("VerbForm", [])
            agrees = resumed and doc[clause.verb].lower_.endswith(speech_endings("agreeing-ending"))
            if not agrees and clause.verb not in carried and (same or (resumed and not _passive_on(page, i))):
                cuts.add(i)
        elif (comma := contrast(page, clause, cue, spoken)) is not None:
            cuts.add(comma)
        elif clause.form == "finite" and (joined := _joined(page, clause, spoken)) is not None:
            cuts.add(joined)
        elif clause.form == "finite" and same and before.text == "," and not closes_insertion(page, i) and not first:
            cuts.add(i)  # not in `dit que « le bac arrive, annonce la marée et repart »`
    return cuts


def _more(page: Page, i: int) -> bool:
    """Whether an adverb stands between a conjunction and a verb (`a condamné l'attentat mais aussi promis`)."""
    doc, k = page.doc, i
    while k > 0 and doc[k].pos_ == "ADV":
        k -= 1
    return k < i and (doc[k].text == "," or doc[k].lower_ in speech_words("and-word"))


def _passive_on(page: Page, i: int) -> bool:
    """Whether a participle behind `et` goes on with the passive before it (`dit que le plan a été lu et approuvé`)."""
    doc, k = page.doc, i - 1
    while k > 0 and "Part" not in doc[k].morph.get("VerbForm", []) and not page.finite(k) and not doc[k].is_punct:
        k -= 1
    return any(doc[n].lower_ in speech_words("auxiliary-be") for n in range(max(k - 2, 0), k))


def _joined(page: Page, clause: Clause, spoken: set[tuple[int, int]]) -> int | None:
    """The conjunction before a pronoun that says more (`a salué l'accord mais il a jugé que`), or None."""
    doc, who = page.doc, clause.subject
    if who is None or who.end - who.start > 1 or who.start >= clause.start or clause.position != "main":
        return None
    i = who.start - 1
    if doc[who.start].lower_ not in speech_words("third-person") or i < 1:
        return None
    joins = doc[i].lower_ in speech_words("and-word", "contrast-word") and doc[i - 1].text != ","
    said = any(unit == clause.unit for unit, _ in spoken - {(clause.unit, who.head)})
    return i if joins and said and page.quotation(doc[clause.verb].idx) is None else None


def contrast(page: Page, clause: Clause, cue: Cue, spoken: set[tuple[int, int]]) -> int | None:
    """The comma before what somebody else says to the contrary (`dit que A, mais la presse affirme que B`), or None."""
    doc, who = page.doc, clause.subject
    if clause.form != "finite" or who is None or who.start >= clause.start or not can_speak(page, who):
        return None
    that = clause.end < len(doc) and doc[clause.end].lower_ in speech_words("that-word")
    if not that and cue.lemma in speech_words("acting", "weak-verb"):
        return None
    if not any(unit == clause.unit and head not in (-1, who.head) for unit, head in spoken):
        return None
    i = who.start - 1 - (doc[who.start - 1].pos_ == "DET")
    while_ = i > 0 and doc[i].lower_ in speech_words("that-word")  # `alors que`
    if not while_ and not that:
        return None
    i -= while_
    if while_ and doc[i].lower_ not in speech_words("fronting-that"):
        return None  # `…, et que le maire promet`
    contrary = i > 0 and doc[i].lower_ in speech_words("contrast-word") and doc[i - 1].text == ","
    return i - 1 if contrary else None


def apart(page: Page, i: int) -> int | None:
    """The comma before the subject that a gerund has of its own (`…, certains d'entre eux critiquant le choix`)."""
    doc = page.doc
    for k in range(i, max(i - _SUBJECT, 0), -1):
        if doc[k].text == ",":
            return k
        if doc[k].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADP", "ADJ"):
            return None
    return None
