"""Relative pronouns that are no subject → what they stand for: `la loi que le Sénat a votée`, `le texte auquel …`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgextract.nlp.clauses.antecedents import antecedent_before
from kgextract.nlp.clauses.arguments import argument_of, phrase_at
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Argument, Mention
from kgextract.nlp.mentions.heads import is_place_head
from kgextract.tables.identity import identity_words
from kgextract.tables.names import words
from kgextract.tables.syntax import syntax

LEADING = 4  # words of a preposition before `lequel`
REACH = 25  # tokens from the noun of an event to the pronoun
BRACKET = 8  # tokens of a bracket before `où`
_TOLD = 10  # tokens of what or where a place is


def relative_object(page: Page, verb: int, before: int, start: int, *, first: bool) -> Argument | None:
    """What `que` stands for in a relative clause (`la loi que le Sénat a votée`), of tokens [before, verb).

    Before the `first` finite verb of a unit no other verb can govern it, whatever the tagger takes it for.
    """
    for k in range(verb - 1, before - 1, -1):
        if page.words[k] in syntax("object-relative"):
            if page.tags[k] != "PRON" and not (first or _apart(page, k, start)):
                return None
            antecedent = antecedent_before(page, k, start)
            if antecedent is not None:
                antecedent.role = "object"
            return antecedent
    return None


def _apart(page: Page, k: int, start: int) -> bool:
    """Whether a `que` that the tagger takes for a conjunction stands behind the comma of a text or of somebody, the
    only one so far (`a adopté le projet de loi, | que la CGT combat`)."""
    if page.words[k - 1] != "," or "," in page.words[start : k - 1]:
        return False
    before = (m for m in page.mentions.get(k - 2, ()) if m.end == k - 1)
    return any(m.type in ("Document", "Person", "Organization") for m in before)


def relative_adverbial(page: Page, verb: int, before: int, start: int) -> Argument | None:
    """What `auquel`, `dont`, `où`, `lors de laquelle` stands for, in the role of the preposition."""
    for k in range(verb - 1, before - 1, -1):
        found = _governed(page, k, start)
        if found is None:
            continue
        role, at = found
        place = _place_before(page, at, start) if page.words[k] in syntax("relative-where") else None
        antecedent = place or antecedent_before(page, at, start)
        if page.words[k] in syntax("relative-governed") | syntax("relative-to"):
            antecedent = _over_participle(page, k, at, start, antecedent)
        if antecedent is not None:
            antecedent.role = role
        return antecedent
    return None


def _over_participle(page: Page, k: int, at: int, start: int, nearest: Argument | None) -> Argument | None:
    """The event that a participle parts from the pronoun at token k, where a day, a place or somebody stands right
    before it (`une réunion, tenue à Lens, | à laquelle`), or what is nearest."""
    if page.words[at - 1] != "," or (nearest is not None and not _sets(nearest)):
        return nearest
    morph = page.doc[k].morph
    gender, plural = "f" if "Fem" in morph.get("Gender", []) else "m", "Plur" in morph.get("Number", [])
    for i in range(at - 1, max(start, at - REACH) - 1, -1):
        m = next((m for m in page.mentions.get(i, ()) if m.type == "Event" and m.head == i), None)
        phrase = phrase_at(page, m.start) if m is not None else None
        fits = phrase is not None and phrase.gender in (None, gender)
        if phrase is not None and fits and phrase.plural in (None, plural):
            return argument_of(page, phrase, "subject")
    return nearest


def _sets(phrase: Argument) -> bool:
    """Whether a phrase only names a place or somebody."""
    return all(m.type in ("Place", "Person") and m.kind == "named" for m in phrase.mentions)


def of_which(page: Page, at: int, first: int) -> Argument | None:
    """What `dont` at a token stands for (`le traité, dont | la signature par le Pérou …`), or None."""
    told = at > first and page.words[at] in syntax("relative-of")
    return antecedent_before(page, at, first) if told else None


def _place_before(page: Page, at: int, start: int) -> Argument | None:
    """The place that is named right before `où` (`rentré lundi de Berlin, où …`)."""
    stop = at - (page.words[at - 1] == ",")
    if page.words[stop - 1] == ")":  # `à Cali (Colombie), où`
        stop = next((k for k in range(stop - 1, max(start, stop - BRACKET), -1) if page.words[k] == "("), stop)
    found = [m for m in page.mentions.get(stop - 1, ()) if m.end == stop and m.type == "Place" and m.start >= start]
    m = min((m for m in found if m.kind == "named"), key=lambda m: m.start, default=None)
    if m is None:
        return None
    m = told_by(page.doc, m, lambda k: [x for x in page.mentions.get(k - 1, ()) if x.end == k and x.start >= start])
    return Argument(role="", start=m.start, end=m.end, head=m.head, mentions=[m])


def told_by(doc: Doc, m: Mention, ending: Callable[[int], Sequence[Mention]]) -> Mention:
    """The place that commas set apart before another one that only tells what or where it is, else that one.

    `à Sète, un port au sud de Pau, où`, `à Sète (Hérault), près de Pau, où`, `à Bamako, au Mali, où`; `ending` gives
    what ends before a token.
    """
    comma = next((k for k in range(m.start - 1, max(m.start - _TOLD, 0), -1) if doc[k].is_punct), None)
    if comma is None or doc[comma].text != ",":
        return m
    inside = doc[comma + 1 : m.start]
    if any("Fin" in t.morph.get("VerbForm", []) for t in inside):
        return m
    link = preposition(doc, comma + 1)
    near = link is not None and link.lemma not in syntax("to-lemma") and link.lemma not in words("of-lemma")
    far = link is not None and link.lemma in syntax("to-lemma") and any(t.pos_ == "NUM" for t in inside)
    what = link is None and any(is_place_head(t.lower_) or t.lower_ in identity_words("apposed-town") for t in inside)
    stop = comma
    if doc[stop - 1].text == ")":
        stop = next((k for k in range(stop - 1, max(stop - BRACKET, 0), -1) if doc[k].text == "("), stop)
    before = [x for x in ending(stop) if x.type == "Place" and x.kind == "named"]
    land = m.cls == "Country" and bool(before) and before[0].cls == "City" and link is not None
    return before[0] if before and (near or far or what or land) else m


def _governed(page: Page, k: int, start: int) -> tuple[str, int] | None:
    """The preposition that a relative pronoun at token k holds or stands behind, and where it starts."""
    word = page.words[k]
    if word in syntax("relative-to") or word in syntax("relative-where"):
        return next(iter(syntax("to-lemma"))), k
    if word in syntax("relative-of"):
        return next(iter(words("of-lemma"))), k
    if word in syntax("relative-governed") or (word in syntax("subject-relative") and page.tags[k - 1] == "ADP"):
        for at in range(max(start, k - LEADING), k):
            link = preposition(page.doc, at)
            if link is not None and link.end == k:
                return link.lemma, at
    return None
