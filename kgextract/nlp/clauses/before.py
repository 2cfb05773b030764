"""Finite verb → the noun phrase before it that is its subject, by order alone.

Pieces of the sentence are looked at from the verb to the left: relative clauses, participles with what depends on
them, brackets and closed quotations with a verb are passed over, and of a piece the first noun phrase counts that
neither a preposition nor a verb governs (`Le texte, que défend la maire, élue hier, sera voté`). What is a subject
only for want of another one (a bare noun, a time, another number than the verb's) waits for a better one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kgextract.nlp.clauses.antecedents import phrase_ending_at
from kgextract.nlp.clauses.arguments import argument_of, phrase_at
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.clauses.pieces import Piece, pieces, touch
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.excluded import excluded
from kgextract.nlp.grammar.groups import VerbGroup
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.grammar.names import is_capital, opens_sentence
from kgextract.nlp.grammar.prepositions import Found, preposition
from kgextract.nlp.layers import Argument, Clause
from kgextract.tables.names import not_names, words
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

REACH = 120  # tokens to the left of the verb
_ENDS = frozenset({".", "!", "?", "("})
_KIN = ({"Person", "Role"}, {"Organization", "Group", "Place"})


class Candidate(NamedTuple):
    """A noun phrase that may be the subject, and the piece that it stands in."""

    argument: Argument
    piece: Piece
    bare: bool = False  # a noun without determiner, a time, an aside
    agrees: bool = True  # with the number of the verb
    joined: bool = False  # several members, one by one
    example: bool = False  # of what stands before it


def subject_before(page: Page, group: VerbGroup, clauses: list[Clause], start: int) -> Argument | None:
    """The subject of a finite group among the tokens from `start` on; `clauses` are those before it in the unit."""
    plural = _number(page, group)
    if plural and (whole := _with_some(page, group, clauses, start)) is not None:
        return whole
    closed = page.words[group.start - 1] == ","  # so that a list right before it says who somebody is
    poor: Candidate | None = None
    held: Candidate | None = None  # the last one, behind a comma or coordinator: what stands before may be part of it
    ended = False  # the coordination that is held has its last member
    for found in _candidates(page, group, clauses, start, plural):
        if held is not None and not (_goes_with(page, found, held) or (closed and plural and found.agrees)):
            break
        last = found.piece.mark in syntax("coordinator")
        if held is None and last and found.agrees and not found.bare and _begins_clause(page, found, clauses):
            return found.argument
        if held is not None and ended and last and held.piece.mark == ",":
            break  # `Dans les ports de Brest, Lorient et Nantes, la CGT et la CFDT ont …`
        ended = ended or last
        agrees = found.agrees or (plural and (held is not None or _coordinated(found)))
        if found.bare or not agrees or (plural is False and _is_member(page, found)):
            better = poor is None or (poor.bare and not found.bare) or (poor.example and not found.example)
            poor = found if better else poor
            continue
        held = found if held is None or found.agrees else _joined(found, held)
        if found.piece.mark != "," and not _coordinated(found):
            break
    best = held or poor
    return best.argument if best is not None else None


def _begins_clause(page: Page, found: Candidate, clauses: list[Clause]) -> bool:
    """Whether a conjunction joins the phrase to a main clause with verb and object, so that it begins one of its own
    (`a reçu Luc Roy et | Anne Blin a signé`)."""
    before = [c for c in clauses if c.form == "finite" and c.verb < found.piece.start]
    if not before or before[-1].position != "main" or before[-1].subject is None:
        return False
    direct = [a for a in before[-1].arguments if a.start > before[-1].verb]
    return bool(direct) and not any(a.role == "content" for a in direct)


def _with_some(page: Page, group: VerbGroup, clauses: list[Clause], start: int) -> Argument | None:
    """Those of whom `dont` names some right before a plural verb (`Dix villes dont Lens et Arras ont demandé`).

    Who is named alone, or is one, is no subject of a clause of its own (as in `les villes dont les maires ont signé`).
    """
    at = next((k for k in range(group.start - 1, start, -1) if page.words[k] in words("of-which")), None)
    if at is None or any(at < c.start for c in clauses) or any(page.words[k] in _ENDS for k in range(at, group.start)):
        return None
    aside = page.words[at - 1] == "," == page.words[group.start - 1]
    some, whole = phrase_at(page, at + 1), phrase_ending_at(page, at - aside, start)
    if some is None or whole is None or not (whole.plural or whole.quantity):
        return None
    named = some.names is not None or any(m.kind == "named" for m in page.mentions.get(some.head, ()))
    one = some.plural is False and some.end == group.start - aside
    return argument_of(page, whole, "subject") if named or one else None


def _joined(first: Candidate, last: Candidate) -> Candidate:
    """Two members of a coordination, or one and what is joined already."""
    mentions = [*first.argument.mentions, *last.argument.mentions]
    return first._replace(
        argument=replace(first.argument, end=last.argument.end, mentions=mentions), agrees=True, joined=True
    )


def _coordinated(found: Candidate) -> bool:
    """Is it a further member of a coordination?"""
    return found.piece.mark in syntax("coordinator") | syntax("coordinator-locution")


def _is_member(page: Page, found: Candidate) -> bool:
    """Is it a member of a coordination, so that no singular verb is about it alone?"""
    end = found.piece.end
    if page.words[end] not in syntax("coordinator") or found.argument.end < end:
        return _coordinated(found)
    return preposition(page.doc, end + 1) is None and page.tags[end + 1] not in ("NOUN", "ADJ")


def _goes_with(page: Page, before: Candidate, held: Candidate) -> bool:
    """Is a phrase before the held one a further member of its coordination, what governs it (`l'accord entre la Chine
    et le Pérou`), or what it is the apposition of?"""
    if before.argument.end >= held.argument.end or not held.agrees:
        return True
    if not touch(page, max(before.piece.end, before.argument.end), held.piece):
        return False
    if held.joined or _is_member(page, held):
        return True
    if page.words[held.piece.end] != "," and page.words[held.piece.end] not in syntax("relative"):
        return False
    if page.words[held.argument.start] in words("indefinite") and page.words[before.argument.start] not in words(
        "indefinite"
    ):
        return True  # `Luc Roy, le maire de Gap, une ville de montagne, a dit`
    one, two = ({m.type for m in found.argument.mentions} for found in (before, held))
    if not one or not two:
        return before.argument.end == before.piece.end
    return bool(one & two) or any(one & kin and two & kin for kin in _KIN)


def _candidates(
    page: Page, group: VerbGroup, clauses: list[Clause], start: int, plural: bool | None
) -> Iterator[Candidate]:
    """From the verb to the left, the free noun phrases of its own clause."""
    inner = group.start  # where a clause begins that another subject stands in (`dont le fils, Luc, est mort`)
    for piece in pieces(page, clauses, max(start, group.start - REACH), group.start):
        if piece.start >= inner and inner < group.start:
            continue
        verbs = [c for c in clauses if piece.start <= c.start < piece.end]
        below = piece.mark in syntax("subordinator") or piece.mark in speech_words("if-word")
        finite = [c for c in verbs if c.form == "finite"]
        if finite:
            if (below and len(finite) == 1) or finite[-1].position in ("relative", "incise"):
                continue
            if (opened := _opened(page, finite[-1])) is None or page.words[piece.end] != ",":
                return
            inner = opened
            continue
        found = _first(page, piece, verbs[0].start if verbs else piece.end, group.start, plural)
        like = plural is False and piece.mark in syntax("coordinator-locution") and page.words[piece.end] == ","
        aside = like or _is_aside(page, piece, group)  # `le PS, tout comme les Verts, a voté`
        if found is not None and excluded(page.words, found.argument.start):
            continue  # `la France, mais pas l'Espagne, a voté`
        if found is not None:
            yield found._replace(bare=found.bare or aside, example=_singled_out(page, piece))
        if (
            below
            and not aside
            and (found is not None or piece.start == group.start or piece.mark not in syntax("object-relative"))
        ):
            return


def _opened(page: Page, clause: Clause) -> int | None:
    """Where a clause begins with a relative pronoun before its own subject, or None."""
    at = clause.subject.start - 1 if clause.subject is not None else -1
    return at if at > 0 and page.words[at] in syntax("relative") and page.words[at - 1] == "," else None


def _is_aside(page: Page, piece: Piece, group: VerbGroup) -> bool:
    """A comparison (`comme le maire`, `plus grande que la sienne`), or who it is that a governed noun describes
    (`une idée du maire, Luc Roy, a …`)."""
    if _instances(page, piece, group) or _singled_out(page, piece):
        return True
    if page.words[piece.end] != ",":
        return piece.mark in syntax("as") and piece.end < group.start
    if piece.mark in syntax("subordinator"):
        return piece.mark in syntax("as") or piece.end + 1 == group.start
    if piece.mark != "," or not _names_person(page, piece.start):
        return False
    last = page.opening.get(piece.start - 2, piece.start - 1) - 1  # before the comma, and before brackets
    described = [
        m for m in page.mentions.get(last, ()) if m.type == "Role" or (m.type == "Person" and m.kind != "named")
    ]
    return any(preposition(page.doc, m.start - k) for m in described for k in (0, 1, 2))


def _instances(page: Page, piece: Piece, group: VerbGroup) -> bool:
    """Several of those whom a collective has, between commas, before a verb in the singular (`Une coalition, dont la
    CGT et FO, a appelé`)."""
    opens = piece.mark in syntax("relative-governed") | not_names("such-as") and page.words[group.start - 1] == ","
    listed = opens and any(w in syntax("coordinator") for w in page.words[piece.end : group.start])
    return listed and _number(page, group) is False


def _singled_out(page: Page, piece: Piece) -> bool:
    """Examples of what was just named (`les milices, surtout les rebelles, …`), wherever that stands."""
    return piece.mark == "," and page.words[piece.start] in syntax("singling-out")


def _names_person(page: Page, i: int) -> bool:
    return any(m.start == i and m.type == "Person" for m in page.mentions.get(i, ()))


def _first(page: Page, piece: Piece, limit: int, end: int, plural: bool | None) -> Candidate | None:
    """The first free noun phrase of a piece that begins before `limit`."""
    time: Candidate | None = None
    i = piece.start
    apposed = False  # a name would be that of the governed noun before it
    while i < limit:
        if i in page.dates:
            i = page.dates[i].end
            continue
        counted = i == piece.start and _is_left_out(page, i)
        i += counted
        governed = None if counted else _governed(page, i, piece)
        if governed is not None and governed.end in page.dates:
            i = page.dates[governed.end].end  # `En 2020 Anne Roy a …`
            continue
        phrase = phrase_at(page, governed.end - governed.contracted if governed else i)
        if governed is not None:
            # `Malgré cela, le maire …`
            alone = phrase is None and _stands_alone(page, governed.end, piece.start, limit)
            i = max(governed.end + alone, phrase.end if phrase else 0)
            apposed = True
        elif phrase is None or phrase.end > end:
            if _stands_alone(page, i, piece.start, limit):
                return Candidate(Argument(role="subject", start=i, end=i + 1, head=i), piece)
            i += 1
        elif phrase.head in page.dates or (page.words[phrase.head] in syntax("time-head") and not phrase.possessive):
            time = time or Candidate(argument_of(page, phrase, "subject"), piece, bare=True)
            i = max(phrase.end, page.dates[phrase.head].end if phrase.head in page.dates else 0)
            i += page.words[i].lstrip("-") in speech_words("particle")  # `ce jour-là`
        elif phrase.quantity and page.words[phrase.head] in syntax("age-noun"):
            i = phrase.end
        elif apposed and phrase.names is not None and phrase.names[0] == phrase.start:
            i = phrase.end
        else:
            argument = argument_of(page, phrase, "subject")
            bare = not counted and _is_bare(page, phrase)
            return Candidate(argument, piece, bare, _agrees(page, phrase, argument, plural))
    return time


def _governed(page: Page, i: int, piece: Piece) -> Found | None:
    """The preposition at token i, unless it is the article of the plural (`où des élus`) or begins a name."""
    opens = i == piece.start and piece.mark not in words("coordinator") | {","}
    article = page.tags[i] == "DET" or (opens and page.words[i] in words("partitive"))
    found = None if article else preposition(page.doc, i)
    if found is None or any(m.start == i and m.kind == "named" for m in page.mentions.get(i, ())):
        return None
    return found


def _is_left_out(page: Page, i: int) -> bool:
    """What is left out of the subject: `de` in `de nombreux élus`, `deux` in `deux des élus`."""
    if page.tags[i] == "NUM":
        return page.words[i + 1] in words("partitive")
    return page.words[i] in words("elided-of") and page.tags[i + 1] == "ADJ"


def _stands_alone(page: Page, i: int, start: int, limit: int) -> bool:
    """A pronoun (`certains`, `ceux`, `l'un`, `plusieurs d'entre eux`), or a number that stands for a noun."""
    if page.words[i] in speech_words("some-one") and i + 1 < limit and page.words[i + 1] in words("of"):
        return True
    if page.words[i] in words("one"):
        return i + 1 >= limit or page.words[i + 1] in words("of")
    if page.tags[i] == "NUM":
        return i == start and page.tags[i + 1] not in ("NOUN", "PROPN", "NUM")
    return page.tags[i] == "PRON" and page.words[i] not in syntax("clitic") - syntax("subject-pronoun")


def _is_bare(page: Page, phrase: Phrase) -> bool:
    """A noun without determiner or number that is no name: an apposition, a predicate."""
    if phrase.start != phrase.core_start or phrase.quantity or page.tags[phrase.head] not in ("NOUN", "ADJ", "X"):
        return False
    head = page.doc[phrase.head]
    if is_capital(head) and not opens_sentence(head):
        return False
    if any(m.kind == "named" and m.start == phrase.start for m in page.mentions.get(phrase.start, ())):
        return False
    return "NUM" not in page.tags[phrase.start : phrase.head] and page.words[phrase.start - 1] not in words("elided-of")


def _number(page: Page, group: VerbGroup) -> bool | None:
    """Whether a group has a plural form; None where its form does not say."""
    for token in page.doc[group.start : group.end]:
        if token.morph.get("Number", []) and "Fin" in token.morph.get("VerbForm", []):
            return is_plural(token)
    verb = page.doc[group.verb]
    return is_plural(verb) if verb.pos_ in ("NOUN", "ADJ") else None  # `demande`, taken for a noun


def _agrees(page: Page, phrase: Phrase, argument: Argument, plural: bool | None) -> bool:
    """Has a phrase the number of the verb, as far as both say it?"""
    if plural is None or phrase.quantity:
        return True
    if phrase.names is not None and phrase.start == phrase.names[0]:
        many: bool | None = False if not any(m.type == "Organization" for m in argument.mentions) else None
    else:
        many = phrase.plural
    if many is None:
        return True
    further = page.words[phrase.end : argument.end]
    several = len(argument.mentions) > 1 or any(w in words("coordinator") for w in further)
    return plural == (many or several)
