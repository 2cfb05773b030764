"""Doc → names of people that the model passes over or mistakes, by the words beside them: a title, an age, a calling.

`le préfet de Ziguinchor [Ousseynou Badji]`, `[Haruto Nakagawa], 32 ans,`, `[Wiebke Janssen], biologiste,`. Two words at
least: one word behind a title may be anything.
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_acronym_of, is_capital, joins_syllable, opens_sentence, over_article
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import capitals, lowered, tags
from kgextract.nlp.layers import MEDIA, Mention
from kgextract.nlp.mentions.heads import ends_kind, head_class, is_place_head
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.mentions.meant import AIRED, aired, spoken_to, surname_of_officer
from kgextract.nlp.mentions.person_names import is_colour, of_its_office, person
from kgextract.nlp.mentions.runs import BOUND
from kgextract.nlp.roles.heads import calling, is_office, office_head
from kgextract.tables.names import demonyms, given_name_gender, not_names, words
from kgextract.tables.roles import office_words

_BACK = 14  # tokens from a name back to the title before it
_INSIDE = ("NOUN", "ADJ", "ADP", "DET", "PROPN", "CCONJ", "X")
_NAMES = ("PROPN", "X", "NOUN", "ADJ")
_OPENING = (",", ":", "»")
_RULE = "titled"


def titled(doc: Doc) -> list[Mention]:
    """The people whom the words beside their names show as such."""
    found: list[Mention] = []
    upper, i = capitals(doc), 0
    while i < len(doc):
        if not upper[i] or (i and upper[i - 1] and doc[i - 1].is_alpha and not opens_sentence(doc[i])):
            i += 1
            continue
        i = _behind_rank(doc, i)
        end = _run(doc, i)
        if opens_sentence(doc[i]) and end > i + 1 and tags(doc)[i] not in _NAMES:
            i += 1  # `Selon Haruto Nakagawa, pilote, …`
        start = _behind_title(doc, i, end)
        if start is None and end > i + 2 and lowered(doc)[i] in words("apposed-title"):
            start = i + 1  # `le Docteur | OUEDRAOGO Issa`
            while end > start + 2 and office_head(doc, end - 1) is not None:
                end -= 1  # `l'Ambassadeur Jeffrey Roy | Conseiller principal`
        if start is None:
            start = _behind_medium(doc, i, end)
        told = start is None and (_explained(doc, end) or _apposed(doc, i, end) or _acting(doc, i, end))
        if told or (start is None and _has_given(doc, i, end)):
            start = i + (end - i > 2 and is_acronym_of(doc, i))  # `sur RTNB Haruto Nakagawa, pilote`
        if start is not None:
            start = _over_portfolio(doc, start, end)
        if end == i + 1 and surname_of_officer(doc, i):
            found.append(person(doc, i, end, rule=_RULE, confidence=0.8))
        table = start is not None and any(m.end >= end for m in starting(doc, start, start + 1))
        if start is not None and not table and _is_name(doc, start, end):
            found.append(person(doc, start, end, rule=_RULE, confidence=0.9))
        i = max(end, i + 1)
    return found


def _behind_rank(doc: Doc, i: int) -> int:
    """The capital behind a rank with a capital (`le Colonel-major | Luc Roy`), or `i`."""
    found = office_head(doc, i) if lowered(doc)[i] in words("uniform-rank") and is_office(doc, i) else None
    return found[2] if found is not None and found[2] < len(doc) and capitals(doc)[found[2]] else i


def _over_portfolio(doc: Doc, start: int, end: int) -> int:
    """The given name behind what still belongs to the title (`ministre de l'Action Publique | Luc Roy`, `la députée
    Verte | Anne Roy`, `le pilote Ferrari | Luc Roy`), or `start`.
    """
    names = given_name_gender()
    bodies = (m.end for m in starting(doc, start, start + 1) if m.entries[0].part == "organisation")
    if end - start > 2 and (beyond := max(bodies, default=start)) < end - 1 and doc[beyond].text in names:
        return beyond
    if end - start > 2 and is_colour(doc, start):
        return start + 1
    if end - start < 3 or start == 0 or doc[start].text in names or doc[start + 1].text not in names:
        return start
    led = capitals(doc)[start - 1] and doc[start - 1].is_alpha and is_common(doc, start - 1)
    return start + (led and is_common(doc, start))


def _run(doc: Doc, i: int) -> int:
    """The end of the capitalised words at token i, hyphens and foreign particles between them included."""
    end = i + 1
    while end < len(doc):
        joined = doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_
        here = over_article(doc, end) + joined
        while here < len(doc) and not joined and here - end < 3 and _particle(doc, end - 1, here):
            here += 1
        if here >= len(doc) or not (is_capital(doc[here]) or (joined and joins_syllable(doc, end))):
            return end
        if here > end + joined and of_its_office(doc, end, here):
            return end
        if not doc[here].text[0].isalpha():
            return end
        if opens_sentence(doc[here]) or doc[here].lower_ in words("civility"):
            return end
        end = here + 1
    return end


def _particle(doc: Doc, before: int, k: int) -> bool:
    """A small word inside foreign names; `de` too behind a given name (`Rodrigo de Almeida`)."""
    given = doc[before].text in given_name_gender()
    return doc[k].lower_ in words("foreign-particle") or (given and doc[k].lower_ in words("particle"))


def _words(doc: Doc, start: int, end: int) -> int:
    """How many words a name has, hyphens and particles not counted."""
    return sum(is_capital(doc[k]) and (k == start or doc[k - 1].text[-1:] not in BOUND) for k in range(start, end))


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether words with capitals may be the name of a person: two or three, none of them common or an acronym."""
    opening = opens_sentence(doc[start]) and tags(doc)[start] not in ("PROPN", "X")
    opening = opening and doc[end - 1].text not in given_name_gender()  # `Anisha Jo a chanté`
    if opening or not 2 <= _words(doc, start, end) <= 4:
        return False
    written = start > 0 and lowered(doc)[start - 1] in words("apposed-title") and capitals(doc)[start - 1]
    for k in range(start, end):
        token = doc[k]
        if not is_capital(token):
            continue
        if token.text[-1:] == "'" and k > start and k + 1 < end:
            continue  # `D'Hondt`
        if not token.is_alpha or (token.is_upper and len(token) > 1 and not written):
            return False
        if tags(doc)[k] not in _NAMES and (tags(doc)[k] != "VERB" or opens_sentence(token)):
            return False  # `Shadiya`, in whose ending the model sees a verb
        if any(token.lower_ in listed for listed in (not_names("bare-noun"), not_names("calendar"), demonyms())):
            return False
        if head_class(token.lower_) or is_place_head(token.lower_):
            return False
        if k == start and token.lower_ in words("toponym-lead"):
            return False
    return True


def _behind_title(doc: Doc, i: int, end: int) -> int | None:
    """Where the name starts in capitals behind a title, what belongs to the title left out; None where none is."""
    text, tag = lowered(doc), tags(doc)
    if not i:
        return None
    if text[i - 1] in words("definite") or text[i - 1] in words("of") | words("contracted"):
        of = i - 1 - (text[i - 1] in words("plain-article") or text[i - 1] in words("elided-article"))
        found = preposition(doc, of) if of > 0 else None
        if found is None or found.lemma not in office_words("of", "sphere-or-place"):
            return None
        past = tag[of - 1] == "VERB" and "Part" in doc[of - 1].morph.get("VerbForm", [])  # `ministre délégué aux`
        title = _title(doc, of - 1 - past)
        known = title is not None and (text[title] in not_names("of-a-place") or text[title] in words("portfolio-noun"))
        towns = [m.end for m in starting(doc, i, i + 1) if m.entries[0].part == "place" and m.end < end]
        known = known or (title is not None and bool(towns))
        first = max(i + 1, *towns, 0)  # `le maire de New York | Luc Roy`
        while first + 1 < end and doc[first].text == "-":
            first += 2
        if not towns and is_common(doc, i) and doc[min(first + 1, end - 1)].text in given_name_gender():
            first += doc[first].text not in given_name_gender()  # `le maire de Grand Popo | Paul Roy`
        return first if known and first < end else None
    if tag[i - 1] not in ("NOUN", "ADJ") or not text[i - 1].isalpha():
        return None
    return i if _title(doc, i - 1) is not None else None


def _behind_medium(doc: Doc, i: int, end: int) -> int | None:
    """Where the name starts behind the medium that somebody speaks to or on (`a dit à l'AFP Haruto Nakagawa`)."""
    kinds = MEDIA if spoken_to(doc, i) else AIRED if aired(doc, i) else ()
    return max((m.end for m in starting(doc, i, i + 1) if m.entries[0].cls in kinds and m.end < end), default=None)


def _title(doc: Doc, last: int, *, apart: bool = False) -> int | None:
    """The title that a phrase ending at a token is headed by; None where the last noun may bear the name itself.

    Apart from the name, by a comma, no noun but the title does.
    """
    text, tag = lowered(doc), tags(doc)
    near, named = not apart, doc[last + 1].text in given_name_gender()
    for k in range(last, max(last - _BACK, 0), -1):
        if tag[k] not in _INSIDE and not text[k].endswith("'"):
            return None
        if tag[k] == "NOUN" or (tag[k] == "ADJ" and office_head(doc, k) is not None):
            if _human(doc, k) and text[k - 1] not in words("of"):
                return k
            if near and tag[k] == "NOUN" and (_bears_names(text[k]) or ends_kind(doc, k)):
                if not named or text[k] in not_names("commemorative"):
                    return None
            near = near and tag[k] != "NOUN"
    return None


def _human(doc: Doc, k: int) -> bool:
    found = office_head(doc, k)
    if found is not None:
        return not found[1]  # not several
    word = lowered(doc)[k]
    return word in words("person-noun") or (calling(doc, k) is not None and head_class(word) is None)


def _bears_names(noun: str) -> bool:
    """Whether a noun is of things that a name follows (`l'usine Lorca`, `le lycée Jean Moulin`)."""
    listed = ("named-after-somebody", "firm", "line", "craft", "ways")
    return head_class(noun) is not None or is_place_head(noun) or any(noun in not_names(c) for c in listed)


def _apposed(doc: Doc, i: int, end: int) -> bool:
    """Whether a name stands between commas behind a title (`Le pilote japonais, Haruto Nakagawa, …`)."""
    closed = end >= len(doc) or doc[end].text in (",", ".", "(")
    return closed and i > 2 and doc[i - 1].text == "," and _title(doc, i - 2, apart=True) is not None


def _acting(doc: Doc, i: int, end: int) -> bool:
    """Whether a name that the model passes over is a subject without an article (`Haruto Nakagawa a signé`)."""
    if i and doc[i - 1].text not in _OPENING and not opens_sentence(doc[i]):
        return False
    verb = end < len(doc) and tags(doc)[end] in ("VERB", "AUX") and "Fin" in doc[end].morph.get("VerbForm", [])
    return verb and all(t.ent_type_ in ("", "MISC", "PER") and t.pos_ == "PROPN" for t in doc[i:end] if t.is_alpha)


def _has_given(doc: Doc, i: int, end: int) -> bool:
    """Whether a known given name stands behind an unknown one in what the model takes for no body and no place."""
    if i and tags(doc)[i - 1] in ("DET", "NOUN", "ADJ", "PROPN"):
        return False
    known = given_name_gender()
    return doc[end - 1].text in known and end - i == 2 and all(t.ent_type_ in ("", "MISC") for t in doc[i:end])


def _explained(doc: Doc, end: int) -> bool:
    """Whether an age or a calling between commas stands behind a name (`Jan Novak, 32 ans,`, `Jan Novak, pilote,`)."""
    if end + 3 >= len(doc) or doc[end].text != ",":
        return False
    if tags(doc)[end + 1] == "NUM":
        return lowered(doc)[end + 2] in words("age-noun")
    at = end + 1 + (lowered(doc)[end + 1] in words("definite") or lowered(doc)[end + 1] in words("indefinite"))
    if at < len(doc) and tags(doc)[at] == "VERB" and not lowered(doc)[at].endswith("s"):
        return office_head(doc, at) is not None  # `représentante`, a form of a verb too
    human = at < len(doc) and tags(doc)[at] == "NOUN" and _human(doc, at)
    acts = human and at > end + 1 and at + 1 < len(doc) and tags(doc)[at + 1] in ("AUX", "VERB")
    return human and not (acts and lowered(doc)[end + 1] in words("definite"))  # `Pour Solvanor, le maire a menti`
