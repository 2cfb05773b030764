"""Head of a body's name → where the whole name ends: adjectives, number, complements and what is coordinated with them.

`Bureau d'enquêtes et d'analyses`, `Union des coopératives et mutuelles du Finistère`, `Conseil économique, social et
environnemental`: inside a name a noun without determiner, or with the preposition of the first one, is coordinated.
"""

from __future__ import annotations

from collections.abc import Collection

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.base_phrases import after_head
from kgextract.nlp.grammar.names import is_capital, starts_person
from kgextract.nlp.grammar.phrases import complement, first_capital, noun_phrase
from kgextract.nlp.grammar.prepositions import behind_of, genitive, preposition
from kgextract.nlp.grammar.wordlist import capitals, lowered, once, tags
from kgextract.nlp.layers import MEDIA
from kgextract.nlp.mentions.family_first import family_first_end
from kgextract.nlp.mentions.heads import head_class
from kgextract.nlp.mentions.matched import starting
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import BodyHead, demonyms, endings, given_name_gender, not_names, words
from kgextract.tables.syntax import syntax

_BACK = 9  # tokens from a body back to the office in it


def whole(doc: Doc, base: int, prepositions: Collection[str], *, lists: bool, common: bool) -> int:
    """The end of a name whose head and adjectives end at `base`.

    `lists` lets proper complements be coordinated, `common` common nouns and adjectives too (in a name with a capital).
    """
    base = _numbered(doc, base)
    if common:
        base = _adjectives(doc, base)
    stop = complement(doc, base, prepositions, brackets=False, lists=lists)
    while common and (further := _coordinated(doc, base, stop, prepositions)) > stop:
        stop = complement(doc, further, prepositions, brackets=False, lists=lists)
    stop = _over_task(doc, base, stop)
    return _before_time(doc, base, stop + (common and stop > base and _both_nouns(doc, stop)))


def _over_task(doc: Doc, base: int, stop: int) -> int:
    """The end of what a body's task is against or for, in common words (`Office de lutte | contre la fraude et le
    blanchiment`, `Agence d'aide | aux réfugiés`)."""
    link = preposition(doc, stop) if base < stop < len(doc) else None
    noun = lowered(doc)[stop - 1]
    fights = noun in words("fight-noun") and link is not None and link.lemma in words("against-lemma")
    helps = noun in words("aid-noun") and link is not None and link.lemma in syntax("to-lemma")
    if link is None or not (fights or helps):
        return stop
    if link.end >= len(doc) or is_capital(doc[link.end + (tags(doc)[link.end] == "DET")]):
        return stop
    end = complement(doc, stop, (*words("of-lemma"), link.lemma), brackets=False, lists=False)
    further = _purpose(doc, end + 1) if end + 1 < len(doc) and lowered(doc)[end] in words("coordinator") else None
    return further or end


def _both_nouns(doc: Doc, stop: int) -> bool:
    """`la Fédération des médecins | spécialistes`: a plural noun right behind another, which it tells of."""
    return stop < len(doc) and all(
        tags(doc)[k] == "NOUN" and lowered(doc)[k].endswith(("s", "x")) and not is_capital(doc[k])
        for k in (stop - 1, stop)
    )


def against(doc: Doc, base: int) -> int | None:
    """The end of `anti-Daech` after a head, or None."""
    if base + 1 < len(doc) and doc[base].lower_ in words("against-prefix"):
        here = base + 2 if doc[base + 1].text == "-" else base + 1
        if here < len(doc) and is_capital(doc[here]):
            return here + 1
    if base < len(doc) and doc[base].lower_.partition("-")[0] in words("against-prefix") and "-" in doc[base].text:
        return base + 1 if doc[base].text.partition("-")[2][:1].isupper() else None
    return None


def fighting(doc: Doc, end: int, row: BodyHead) -> int | None:
    """The end of a body that is against something: `la direction antidrogue | …`, with the body it is part of."""
    word = lowered(doc)[end] if end < len(doc) else ""
    if row.noun not in words("fights-something") or not doc[end].is_lower:
        return None
    if not any(word.startswith(prefix) and len(word) > len(prefix) + 2 for prefix in words("fighting-prefix")):
        return None
    stop = complement(doc, end + 1, words("of-lemma"), brackets=False, lists=False)
    body = behind_of(doc, end + 1)
    return stop if body and head_class(lowered(doc)[body]) else end + 1


def before_person(doc: Doc, i: int, end: int) -> int:
    """Where a person's name begins behind a firm's (`a déclaré sur Radio Nova | Anne Roy`)."""
    given = (k for k in range(i + 1, end - 1) if doc[k].text in given_name_gender() and is_capital(doc[k + 1]))
    return next(given, end)


def before_holder(doc: Doc, head: int, end: int, *, honours: bool) -> int:
    """Where a body's name ends before who holds the office in it: `le directeur de l'hôpital de Gap | Jean-Luc Roy`.

    A body that `honours` somebody (`le lycée professionnel Jean Roy`) needs another name of its own before that; one
    that bears a surname only (`la commission Barroso`) does not.
    """
    if not _of_an_office(doc, head):
        return end
    upper = capitals(doc)
    known = {m.end for m in starting(doc, head, head + 1) if m.entries[0].part == "organisation"}
    for n in range(end - 2, head, -1):
        linked = tags(doc)[n - 1] in ("DET", "ADP") or doc[n - 1].text == "-"
        goes_on = upper[n + 1] or lowered(doc)[n + 1] in words("foreign-particle")  # `Ursula von der Leyen`
        if linked or lowered(doc)[n - 1] in words("saint-word") or not goes_on:
            continue
        if upper[n] and n in known:
            return n
        given = doc[n].text in given_name_gender() and starts_person(doc, n)
        surnamed = lowered(doc)[head] in words("surname-body") and tags(doc)[n] == "PROPN"
        if not given and not surnamed and family_first_end(doc, n) is None:
            continue
        double = given and n - 1 > head and upper[n - 1] and doc[n - 1].text in given_name_gender()
        if double and lowered(doc)[n - 2] not in words("saint-word"):
            continue  # `la Commission européenne José | Manuel Barroso`
        if surnamed or any(upper[i] or _whole_noun(doc, i, honours=honours) for i in range(head + 1, n)):
            return n
        if n > head + 1 and not honours:
            return n  # `le procureur de la cour d'appel | Luc Roy`
        if n == head + 1 and not set(lowered(doc)[n : end + 1]) & words("of"):
            if _named_before(doc, head) or _somebody(doc, n, end):
                return n
    return end


def _somebody(doc: Doc, first: int, end: int) -> bool:
    """Does a name stand elsewhere without a body's noun, or its surname with a civility or beside a verb?

    `Le directeur de l'hôpital | Luc Roy a parlé … M. Roy`; not where the article tells of the body by that name.
    """
    where, text, tag = once(doc, "capital_places", lambda: _by_text(doc)), lowered(doc), tags(doc)
    found = False
    for k in where.get(doc[end - 1].text, ()):
        start = k + 1 - (end - first)
        if first <= k < end:
            continue
        if start >= 0 and doc[start].text == doc[first].text:
            if start and head_class(text[start - 1]) and not _of_an_office(doc, start - 1):
                return False
            found = found or not start or not (head_class(text[start - 1]) or text[start - 1] in words("of"))
        elif k:
            says = tag[k - 1] == "VERB" or (tag[k - 1] == "PUNCT" and tag[k + 1 : k + 2] in (["VERB"], ["AUX"]))
            found = found or text[k - 1] in words("civility") or says
    return found


def _by_text(doc: Doc) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for k, upper in enumerate(capitals(doc)):
        if upper:
            found.setdefault(doc[k].text, []).append(k)
    return found


def _named_before(doc: Doc, head: int) -> bool:
    """Has the text named a body of this kind by its town (`L'hôpital de Gap … le chef de l'hôpital | Luc Roy`)?"""
    text, upper = lowered(doc), capitals(doc)
    return any(text[k] == text[head] and text[k + 1] in words("of") and upper[k + 2] for k in range(head - 2))


def _whole_noun(doc: Doc, i: int, *, honours: bool) -> bool:
    """Does a complement start at a token, one with an article where a body may bear a person's name (`centre de
    recherche Jean Roy`, but `Centre national du livre | Jean Roy`)?"""
    link = preposition(doc, i)
    if link is None or not honours:
        return link is not None
    return link.contracted or (link.end < len(doc) and lowered(doc)[link.end] in words("definite"))


def _of_an_office(doc: Doc, head: int) -> bool:
    """Does an office govern a body, over one more noun at most (`la responsable des achats de la Fédération`)?"""
    tag, text, nouns = tags(doc), lowered(doc), 0
    for k in range(head - 2, max(head - _BACK, -1), -1):
        if office_head(doc, k) is not None or text[k] in words("office-head"):
            return tag[k] != "ADJ" or tag[k + 1] in ("ADP", "DET")
        nouns += tag[k] == "NOUN"
        if nouns > 1 or tag[k] not in ("NOUN", "DET", "ADP", "ADJ"):
            break
    return False


def before_deed(doc: Doc, start: int, end: int) -> int:
    """Where a body's name ends before what is asked of it or decided: `la demande de la Cour suprême | d'ouverture`.

    `de` without an article leads to a deed behind a name that is whole, behind a nationality and before one of many.
    """
    text, tag = lowered(doc), tags(doc)
    for k in range(start + 1, end - 1):
        if text[k] not in words("elided-of") or tag[k + 1] != "NOUN" or not doc[k + 1].is_lower:
            continue
        if not text[k + 1].endswith(endings("deed-ending")) and text[k + 1] not in words("deed-noun"):
            continue
        tasked = text[start] in words("has-a-task")
        whole_name = not (tasked and k == start + 1) and any(m.end == k for m in starting(doc, start, start + 1))
        one = k + 3 < len(doc) and text[k + 2] in words("elided-of") and text[k + 3] in words("one")
        free = k > start + 1 and not tasked
        if whole_name or one or (free and (text[k - 1] in demonyms() or asked_of(doc, start, words("asking-noun")))):
            return k
    return end


def asked_of(doc: Doc, start: int, nouns: Collection[str]) -> bool:
    """Is a body the complement of a noun of asking and deciding, one of `nouns`: `le refus du Parti socialiste`?"""
    text = lowered(doc)
    of = start - 1 - (text[start - 1] in words("definite") and text[start - 1] not in words("contracted"))
    return of > 0 and text[of] in words("of") and text[of - 1] in nouns


def common_tail(doc: Doc, start: int, end: int) -> int:
    """The end of a name of common words: `l'ONG [Terre d'accueil]`, `l'association [Rives vivantes]`."""
    tag, text = tags(doc), lowered(doc)
    if end - start > 1 or not (tag[start] == "NOUN" or is_plain_word(doc, start)):
        return end
    while end + 1 < len(doc) and doc[end].is_lower:
        linked = text[end] in words("name-link") and tag[end + 1] == "NOUN" and doc[end + 1].is_lower
        linked = linked and text[end + 1] not in not_names("calendar")
        if not linked and (tag[end] != "ADJ" or "Part" in doc[end].morph.get("VerbForm", [])):
            break
        end += 1 + linked
    return end


def joined_tail(doc: Doc, start: int, end: int) -> int:
    """The end of a name of two common words with capitals: `le parti [Unité et Travail]`."""
    first, second = doc[start], end + 1
    if end - start > 1 or second >= len(doc) or lowered(doc)[end] not in words("coordinator"):
        return end
    common = all(doc[k].is_title and is_common(doc, k) for k in (start, second))
    somebody = first.text in given_name_gender() or doc[second].text in given_name_gender()
    return second + 1 if common and not (somebody or starts_person(doc, second)) else end


def is_plain_word(doc: Doc, i: int) -> bool:
    """Whether a word with a capital is a common one that names nobody and no known body by itself (`Convergence`)."""
    text = doc[i].text
    if not (doc[i].is_title and is_common(doc, i)) or text in given_name_gender() or lowered(doc)[i] in demonyms():
        return False
    known = any(not m.entries[0].ambiguous for m in starting(doc, i, i + 1))  # not `Pays`, which a medium is called too
    return not known and lowered(doc)[i] not in not_names("calendar")


def said_of(doc: Doc, start: int, end: int) -> int:
    """The end of a name of common words with what it is of (`le parti [Lumière du peuple]`), no owner's."""
    link = genitive(doc, end) if is_plain_word(doc, start) else None
    if link is None:
        return end
    stop = complement(doc, end, words("of-lemma"), brackets=False, lists=False)
    owned = any(starts_person(doc, k) or office_head(doc, k) is not None for k in range(end, stop))
    return end if owned or any(tags(doc)[k] in ("NUM", "VERB") for k in range(end, stop)) else stop


def motto_tail(doc: Doc, start: int, end: int) -> int:
    """The end of a name that is a motto: `[Agir ensemble pour le climat]`, `[Stop à tout]`."""
    word, tag = lowered(doc)[start], tags(doc)
    calls = word.endswith(endings("motto-ending"))
    if end - start > 1 or not (calls or word in words("motto")):
        return end
    k = end
    if word in words("motto") and k + 1 < len(doc) and tag[k] == "NOUN" and doc[k].is_lower:
        return k + 1  # `Stop bruit`
    if word in words("motto") and k < len(doc) and "Inf" in doc[k].morph.get("VerbForm", []):
        k += 1  # `Bien vivre à Gap`
    joined = k + 1 < len(doc) and lowered(doc)[k] in words("coordinator") and tag[k + 1] in ("NOUN", "ADJ")
    if word in words("motto") and joined and doc[k + 1].is_lower:  # `Eau et rivières de Savoie`
        return complement(doc, k + 2, words("of-lemma"), brackets=False, lists=False)
    while k < len(doc) and lowered(doc)[k] in words("motto-adverb"):
        k += 1
    link = preposition(doc, k) if k < len(doc) else None
    if link is not None and link.lemma in words("motto-link"):
        k = link.end - link.contracted
    elif not (calls and k < len(doc) and tag[k] == "DET"):  # `Sauvons les dunes`
        return k if calls else end  # `Agir ensemble`
    if k < len(doc) and lowered(doc)[k] in words("motto-adverb"):
        return k + 1  # `Logement pour tous`
    phrase = noun_phrase(doc, k, words("of-lemma"))
    return end if phrase is None or phrase.end <= k else phrase.end


def _numbered(doc: Doc, base: int) -> int:
    """`Mouvement 5 étoiles`: a number with its noun."""
    if base + 1 < len(doc) and doc[base].pos_ == "NUM" and doc[base + 1].pos_ == "NOUN":
        return base + 2
    return base


def _adjectives(doc: Doc, base: int) -> int:
    """`économique, social et environnemental`: a list of adjectives that ends with a coordinator."""
    tag, text = tags(doc), lowered(doc)
    if tag[base - 1] != "ADJ" or base + 3 >= len(doc):
        return base
    here = base
    while here + 1 < len(doc) and text[here] == "," and tag[here + 1] == "ADJ":
        here += 2
    if here > base and here + 1 < len(doc) and text[here] in words("coordinator") and tag[here + 1] == "ADJ":
        return here + 2
    return base


def _coordinated(doc: Doc, base: int, stop: int, prepositions: Collection[str]) -> int:
    """The end of a coordination whose first member is the complement [base, stop), or `stop`."""
    first = preposition(doc, base)
    if stop <= base or first is None or first.lemma not in (*words("of-lemma"), *prepositions):
        return stop
    purpose = first.lemma not in words("of-lemma")
    if first_capital(doc, base, stop) is not None or tags(doc)[stop - 1] not in ("NOUN", "ADJ", "VERB"):
        return stop
    here, text = stop, lowered(doc)
    while here + 1 < len(doc) and (text[here] == "," or text[here] in words("coordinator")):
        last = text[here] != ","
        plural = text[first.end].endswith(("s", "x"))
        member = _purpose(doc, here + 1) if purpose else None
        member = member or _member(doc, here + 1, text[base], plural=plural) or _linked_alike(doc, base, stop, here + 1)
        if member is None:
            return stop
        if last:
            return member
        here = member
    return stop


def _linked_alike(doc: Doc, base: int, stop: int, i: int) -> int | None:
    """The end of a common noun behind `de` at token i, with an article or without, as the first or last one in tokens
    [base, stop) has it: `Office des eaux | et de l'assainissement`, `Autorité des moyens de pêche | et de transport`.
    """
    text, of = lowered(doc), words("of")
    links = [k for k in range(base, stop) if text[k] in of and k + 1 < stop]
    if text[i] not in of or not links or i + 2 >= len(doc):
        return None
    definite = [text[k] in words("contracted") or text[k + 1] in words("definite") for k in (links[0], links[-1], i)]
    noun = i + 1 + (text[i + 1] in words("definite"))
    if definite[2] not in definite[:2] or tags(doc)[noun] != "NOUN" or is_capital(doc[noun]):
        return None
    other = head_class(text[noun]) or text[noun] in words("person-noun") or office_head(doc, noun) is not None
    return None if other else after_head(doc, noun)[0]


def _purpose(doc: Doc, i: int) -> int | None:
    """The end of what a body is for beside something else: `pour l'étude et la simulation`; never another body."""
    text, noun = lowered(doc), i + 1
    if i + 1 >= len(doc) or text[i] not in words("definite") or tags(doc)[noun] != "NOUN" or is_capital(doc[noun]):
        return None
    return None if head_class(text[noun]) or text[noun] in words("person-noun") else after_head(doc, noun)[0]


def _member(doc: Doc, i: int, form: str, *, plural: bool) -> int | None:
    """The end of a further member at token i: a bare plural noun, or a common noun after the first member's word."""
    tag, text = tags(doc), lowered(doc)
    if text[i] == form or (text[i] in words("elided-of") and form in words("elided-of")):
        noun = i + 1
        if noun < len(doc) and text[noun] in words("definite"):
            noun += 1
        if noun < len(doc) and tag[noun] == "NOUN" and not is_capital(doc[noun]):
            return after_head(doc, noun)[0]
        return None
    if not plural or is_capital(doc[i]) or starts_person(doc, i) or not text[i].endswith(("s", "x")):
        return None
    if tag[i] == "NOUN":
        return after_head(doc, i)[0]
    return i + 1 if tag[i] in ("ADJ", "VERB") and text[i].endswith("s") else None


def _before_time(doc: Doc, base: int, stop: int) -> int:
    """A name ends before a weekday, before `de sa réponse`, `de cette année`, and before `à l'AFP`."""
    for k in range(base, stop):
        word = doc[k].lower_
        if word in not_names("calendar") or word in words("possessive") or word in words("time-noun"):
            while k > base and doc[k - 1].pos_ in ("ADP", "DET"):
                k -= 1
            return k
    for k in range(base, stop):
        told = preposition(doc, k) if tags(doc)[k] == "ADP" else None
        if told is not None and told.lemma in syntax("to-lemma"):
            if any(m.entries[0].cls in MEDIA for m in starting(doc, k + 1, told.end + 1)):
                return k
    return stop
