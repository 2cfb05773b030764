"""Mentions of one article → the same made consistent: acronyms, surnames and short names known from a full one.

A long form with its acronym in brackets are two mentions of one thing; a surname known from a full name is found
everywhere; a name that only the model typed takes the type that the article gives it most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import gentile_endings, is_capital, member_name, named, opens_sentence
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.model_people import repaired
from kgextract.nlp.mentions.person_names import person
from kgextract.nlp.mentions.places import name_alone
from kgextract.nlp.mentions.signs import signs, town_names
from kgextract.nlp.mentions.standing import standing, words_at
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import document_words, endings, given_name_gender, not_names, words
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

_SHORTEST = 4  # letters of a word that stands for a whole name
_HYPHENS, _PARTY = ("-", "–"), "PoliticalParty"
_IN_BRACKETS = 7  # words
_REPEATED = 0.55  # how sure a name is that is looked for elsewhere
_COMMON = ("NOUN", "ADJ", "ADP", "DET", "PROPN", "X")  # words behind the first capital of a team's or party's name
_LABELLED = (":", ".", "|", "/", "–", "—", "-")  # behind a rubric
_OF_A_KIND = ("body-beside", "place-grammar")
_SURE = 5  # votes of the model that a name found by a rule outweighs


def with_repeats(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Add the names of bodies and places that stand elsewhere in the article and that nobody found there."""
    names: dict[tuple[str, ...], Mention] = {}
    for m in mentions:
        if m.type not in ("Organization", "Place") or m.confidence < _REPEATED:
            continue
        if not is_capital(doc[m.start]):
            if (bare := _behind_kind(doc, m)) is not None:
                names.setdefault(words_at(doc, bare.start, bare.end), bare)
            continue
        text = doc.between(m.start, m.end)
        if len(text) > 2 and text.lower() not in not_names("bare-noun"):
            names.setdefault(words_at(doc, m.start, m.end), m)
            if (lower := _in_small_letters(doc, m)) is not None:
                names.setdefault(lower, m)
            if m.end - m.start == 1 and len(text) > _SHORTEST and text.istitle():
                names.setdefault((text.upper(),), m)  # `Ibuka … IBUKA`
    taken = {k for m in mentions for k in range(m.start, m.end)}
    opened = {m.start for m in mentions}
    pieces = {m.start: m for m in mentions if m.rule == MODEL}
    found = list(mentions)
    for start, end, m in standing(doc, names):
        if (piece := pieces.get(start)) is not None and piece.end < end and not taken & set(range(piece.end, end)):
            found.remove(piece)  # `Ensemble` of `Ensemble pour le changement`
            taken -= set(range(start, piece.end))
        if start in taken:
            continue
        if taken & set(range(start, end)) and not (end - start > 1 and (end - 1 in opened or m.rule in _OF_A_KIND)):
            continue  # the last word may be a name of its own: `Ensemble Montréal`
        if _continues(doc, start, end):
            continue
        opening = opens_sentence(doc[start]) and not doc[start].is_upper and not _of_a_kind(doc, start, m)
        if end - start == 1 and (opening or doc[start].pos_ not in ("PROPN", "X", "NOUN", "VERB")):
            continue
        found.append(replace(m, start=start, end=end, head=start + m.head - m.start, rule="repeat"))
        taken |= set(range(start, end))
    return found


def _of_a_kind(doc: Doc, i: int, m: Mention) -> bool:
    """`Vaugrenier` where the article has `la commune de Vaugrenier`: a name by the noun for its kind, no common word; a
    known one before its verb may be such a word (`Oracle a supprimé`).
    """
    if m.key is not None and m.type == "Organization" and i + 1 < len(doc):
        return doc[i].pos_ != "ADV" and "Fin" in doc[i + 1].morph.get("VerbForm", [])
    common = is_common(doc, i) or doc[i].lower_ in doc._.verbs
    return m.rule in _OF_A_KIND and len(doc[i]) >= _SHORTEST and not common


def _behind_kind(doc: Doc, m: Mention) -> Mention | None:
    """`Ngazidja` of `l'île de Ngazidja`, `Gwirani` of `le mont Gwirani`: the name behind the kind of a place."""
    at = name_alone(doc, m.start) if m.type == "Place" else 0
    of_one_word = at == m.end - 1 or at == m.start + 1
    if not (m.start < at < m.end and of_one_word and len(doc[at]) >= _SHORTEST):
        return None
    return replace(m, start=at, head=at, cls="Place", key=None, name=None)


def _in_small_letters(doc: Doc, m: Mention) -> tuple[str, ...] | None:
    """`Ensemble pour le changement` where the article has `Ensemble pour le Changement`: common words of a body."""
    behind = [k for k in range(m.start + 1, m.end) if is_capital(doc[k])]
    if m.type != "Organization" or m.key is not None or not behind or not all(is_common(doc, k) for k in behind):
        return None
    return doc[m.start].text, *(doc[k].lower_ for k in range(m.start + 1, m.end))


def with_first_words(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`Bormes` where the article has `Bormes-les-Mimosas`, `Kinross` where it has `Kinross Gold`: of the same type."""
    whole: dict[str, Mention] = {}
    for m in mentions:
        if first := _first_word(doc, m):
            whole.setdefault(first, m)
    if not whole:
        return mentions
    at = {m.start: m for m in mentions if m.end - m.start == 1}
    taken = {k for m in mentions for k in range(m.start, m.end)}
    found = list(mentions)
    for token in doc:
        longer, taker = whole.get(token.text), at.get(token.i)
        if longer is None or _continues(doc, token.i, token.i + 1):
            continue
        if taker is not None and taker.rule == MODEL and taker.type != longer.type:
            found.remove(taker)
        elif longer.type != "Place" or token.i in taken or (opens_sentence(token) and token.pos_ != "PROPN"):
            continue
        found.append(named(doc, token.i, token.i + 1, longer.type, longer.cls, rule="repeat", confidence=0.7))
    return found


def _first_word(doc: Doc, m: Mention) -> str | None:
    """The word that may stand for a whole name of a town with hyphens, or of a firm or club in capitals."""
    first, mark, rest = doc.between(m.start, m.end).partition("-" if m.type == "Place" else " ")
    if not mark or len(first) < _SHORTEST or first in given_name_gender() or first.lower() in not_names("bare-noun"):
        return None
    if m.type == "Place":
        part = rest.partition("-")[0].lower() in words("toponym-part")
        return first if part and first.lower() not in words("toponym-part") else None
    return first if m.type == "Organization" and rest.istitle() and head_class(first.lower()) is None else None


def _continues(doc: Doc, start: int, end: int) -> bool:
    """Is the name part of a longer one: `France 24`, `Grand-Bassam`?"""
    after = doc[end] if end < len(doc) else None
    if after is not None and (
        after.pos_ == "NUM" or after.text == "-" or (is_capital(after) and after.pos_ == "PROPN")
    ):
        return doc[end - 1].whitespace_ != "" or after.text == "-"
    before = doc[start - 1] if start > 0 else None
    return before is not None and (before.text == "-" or (is_capital(before) and before.pos_ == "PROPN"))


def with_one_type(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """One name, one type: what the rules say counts more than the model, the neighbourhood of a name counts too; a noun
    for its kind (`l'ONG Nuru Africa`, `la ville de Mbanza`) more than what the name alone looks like.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[doc.between(m.start, m.end)][m.type] += 1 if _looks_so(doc, m) else _SURE
        if m.rule == MODEL:
            for type in signs(doc, m):
                votes[doc.between(m.start, m.end)][type] += 2
    out = []
    for m in mentions:
        if _looks_so(doc, m):
            counted = votes[doc.between(m.start, m.end)]
            best = min(counted, key=lambda t: (-counted[t], t != m.type, t))
            if best != m.type:
                cls = best
                whole = repaired(doc, m.start, m.end) if best == "Person" else replace(m, type=best, cls=cls)
                m = whole or person(doc, m.start, m.end, rule=MODEL, confidence=0.6)
        out.append(m)
    return out


def _looks_so(doc: Doc, m: Mention) -> bool:
    """Whether only the model, the neighbourhood or a likely given name that opens a sentence gives the type."""
    bare = m.type == "Person" and m.rule in ("given-name", "titled", "surname") and m.end - m.start > 1
    bare = bare and m.end < len(doc) and opens_sentence(doc[m.start]) and not doc[m.end].is_punct
    return m.rule in (MODEL, "told") or bare


def with_affiliations(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """`Darryl Impey (Mitchelton-Scott)`: what stands alone in brackets behind somebody is a team, a party or a firm."""
    ends = {m.end for m in mentions if m.type == "Person"}
    at = {m.start: m for m in sorted(mentions, key=lambda m: m.end)}
    covered = {k for m in mentions for k in range(m.start, m.end)}
    found = list(mentions)
    for start in sorted(end + 1 for end in ends if end + 1 < len(doc) and doc[end].text == "("):
        stop = next((k for k in range(start, min(len(doc), start + _IN_BRACKETS)) if doc[k].text == ")"), start)
        if stop == start or not _is_team(doc, start, stop) or _is_field(doc, start, stop):
            continue
        if doc[start].text in given_name_gender() or doc.between(start, stop) in town_names():
            continue
        m = at.get(start)
        if m is None and stop - start == 1 and doc[start].text in not_names("canton"):
            continue  # `le conseiller national Luc Roy (VD)`
        if m is not None and m.end == stop and m.rule == MODEL and m.type != "Organization":
            if m.type == "Person" and m.given:
                continue  # who plays whom: `Fanny Couture (Nawel Chorfi)`
            found.remove(m)
        elif covered & set(range(start, stop)) or (doc[start].lower_ in not_names("bare-noun") and stop - start == 1):
            continue
        if stop - start > 1 and doc[start + 1].text in _HYPHENS and (entry := _party(doc, start)) is not None:
            found.append(named(doc, start, start + 1, "Organization", _PARTY, rule="affiliation", confidence=0.8))
            found[-1].key = entry
            continue
        found.append(named(doc, start, stop, "Organization", "Organization", rule="affiliation", confidence=0.6))
    return found


def _party(doc: Doc, start: int) -> str | None:
    """The key of the party whose letters stand before a hyphen and a seat (`(LR-Manche)`)."""
    letters = (e for m in starting(doc, start, start + 1) if m.end == start + 1 for e in m.entries)
    return next((e.key for e in letters if e.cls == _PARTY), None)


def _is_field(doc: Doc, start: int, stop: int) -> bool:
    """`(Mines)`, `(Affaires étrangères)`: what a minister is in charge of, common words behind the first."""
    common = all(not is_capital(t) for t in doc[start + 1 : stop]) and not doc[start].is_upper
    return common and doc[start].lower_ in not_names("portfolio-field")


def _is_team(doc: Doc, start: int, stop: int) -> bool:
    """Capitals, with a number, `&` or common words behind the first: `(Studio 44)`, `(Terre solidaire)`."""
    if (
        not is_capital(doc[start])
        or doc[start].lower_ in words("office-head")
        or doc[start].lower_ in not_names("credit")
    ):
        return False
    if all(is_capital(t) or t.text == "-" for t in doc[start:stop]):
        return True
    return all(
        is_capital(t) or t.text in "-&" or (t.is_alpha and t.pos_ in _COMMON) or (t.is_digit and t.i == stop - 1)
        for t in doc[start + 1 : stop]
    )


def is_portfolio(doc: Doc, m: Mention) -> bool:
    """A model's body that is a minister's field of work: `ministre de [l'Intérieur] et des [Affaires étrangères]`."""
    if m.end - m.start == 1 and doc[m.start].text.isupper():
        return False
    several = any(t.lower_ in words("coordinator") for t in doc[m.start : m.end])
    article = doc[m.start - 1].lower_ in words("definite")  # before no person's name
    if not several and ((m.type == "Person" and not article) or doc[m.start - 1].text == ","):
        return False
    for k in range(m.start - 1, max(m.start - 16, -1), -1):
        token = doc[k]
        if token.lower_ in words("portfolio-noun"):
            return k < m.start - 1
        link = token.lower_ in words("of") or token.lower_ in words("definite") or token.lower_ in words("coordinator")
        link = link or token.lower_ in office_words("portfolio")
        if not (link or token.text in ",'" or is_capital(token) or token.pos_ in ("ADJ", "ADP", "NOUN")):
            return False
    return False


def is_rubric(doc: Doc, m: Mention) -> bool:
    """`Rugby : Agen bat Vannes`, `Cyclisme. Luc Roy gagne`: a model's name that is what a headline is filed under."""
    alone = m.end - m.start == 1 and m.end < len(doc) and doc[m.end].text in _LABELLED
    return alone and doc[m.start].lower_ in not_names("rubric") and opens_sentence(doc[m.start])


def is_opening_participle(doc: Doc, m: Mention) -> bool:
    """`Endeuillée par un drame, la ville …`: a participle that opens a sentence, no name."""
    word = lowered(doc)[m.start]
    alone = m.end - m.start == 1 and opens_sentence(doc[m.start]) and m.end < len(doc)
    return alone and word.endswith(endings("feminine-participle")) and word in doc._.verbs


def is_canton(doc: Doc, m: Mention) -> bool:
    """`Nendaz (VS)`: the two letters of a canton in brackets, no body."""
    return m.end - m.start == 1 and doc[m.start - 1].text == "(" and doc[m.start].text in not_names("canton")


def is_call(doc: Doc, m: Mention) -> bool:
    """`Croyez-moi`, `le Gl Lassina Roy`, `Les Délégués Départementaux`: a call, a title, people in office."""
    if m.end - m.start == 1 and lowered(doc)[m.start] in words("outside-civility", "honorific"):
        return True
    if m.end < len(doc) and doc[m.end].text[:1] == "-" and _is_pronoun(doc, m.end):
        return True
    found = office_head(doc, m.start) if m.type != "Person" and m.end - m.start > 1 else None
    several = found is not None and found[1] and doc[m.start - 1].lower_ in words("plural-determiner")
    return several and all(is_common(doc, k) for k in range(m.start, m.end) if is_capital(doc[k]))


def _is_pronoun(doc: Doc, i: int) -> bool:
    return doc[i].pos_ == "PRON" or lowered(doc)[i][1:] in speech_words("subject-pronoun")


def is_other_thing(doc: Doc, m: Mention) -> bool:
    """`la maladie de Lyme`, `12 $US`, `18 H 50 GMT`, a heading of one common noun: no body, place or person."""
    before, after = doc[m.start - 1].text if m.start else "\n", doc[m.end].text if m.end < len(doc) else "\n"
    if m.end - m.start > 1:
        return before.isdigit() and len(doc[m.start]) == 1 and doc[m.start + 1].text[:1].isdigit()
    if before == "$" or (before.isspace() and after.isspace() and is_common(doc, m.start)):
        return True
    named_after = m.start > 1 and lowered(doc)[m.start - 1] in words("of")
    return named_after and lowered(doc)[m.start - 2] in not_names("called-after")


def is_from_somewhere(doc: Doc, m: Mention) -> bool:
    """`Le Savoyard a reconnu`, `a reconnu le Savoyard.`: a model's place that is somebody from a place, or of a party
    (`le Vert vaudois Luc Roy`).
    """
    if m.type == "Place" and m.key is None and m.end - m.start > 1 and member_name(doc, m.start) == m.end:
        return True
    if m.type != "Place" or m.key is not None or m.end - m.start > 1 or m.start == 0 or m.end >= len(doc):
        return False
    if doc[m.start - 1].lower_ not in words("of-one-thing") or not lowered(doc)[m.start].endswith(gentile_endings()):
        return False
    subject = opens_sentence(doc[m.start - 1]) and doc[m.end].pos_ in ("VERB", "AUX", "PRON")
    return subject or (m.start > 1 and doc[m.start - 2].pos_ == "VERB" and doc[m.end].is_punct)


def is_topic(doc: Doc, m: Mention) -> bool:
    """An acronym of a thing or topic, a document's bare noun: never a name."""
    text = doc.between(m.start, m.end).lower()
    return text in not_names("acronym-of-topic") or text in document_words("horizon")
