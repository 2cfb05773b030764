"""Tokens around a verb → the phrases that fill its roles, each with the mentions that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgextract.nlp.clauses.further import closes_list, goes_on, join
from kgextract.nlp.clauses.page import Page
from kgextract.nlp.clauses.sited import before_named
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.adverbials import past_locution
from kgextract.nlp.grammar.agents import agentive
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.editions import is_edition
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.phrases import noun_phrase
from kgextract.nlp.grammar.prepositions import genitive, preposition
from kgextract.nlp.layers import LANDS, Argument, Mention
from kgextract.nlp.roles.bodies import has_a_body
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words
from kgextract.tables.syntax import syntax

_TOLD = ("Document", "Event")
_COUNTRY = "Country"
_BRACKET = 6  # tokens of what brackets tell of a member of a list


def right_arguments(page: Page, start: int, end: int, next_verb: int, *, only: int | None = None) -> list[Argument]:
    """Object and adverbials after the verb, up to the next verb group; a clause with `que` is the content, unless that
    is what restricts the verb (`only`)."""
    stop = _before_ellipsis(page, start, min(next_verb, end))
    if only is not None and only < stop:
        return [*arguments_between(page, start, only), *arguments_between(page, only + 1, stop)]
    found = list(arguments_between(page, start, stop))
    for k in range(start, stop):
        if page.words[k] in syntax("content-start"):
            found = [a for a in found if a.end <= k]
            found.append(Argument(role="content", start=k + 1, end=end, head=min(k + 1, end - 1)))
            break
    return found


def _before_ellipsis(page: Page, start: int, end: int) -> int:
    """The comma before a member whose verb is not said again (`a remplacé X à la Défense, | Luc Roy à la Justice`)."""
    for k in range(start + 2, end - 1):
        if page.words[k - 1] != "," or not is_capital(page.doc[k]):
            continue
        m = next((m for m in page.mentions.get(k, ()) if m.start == k and m.kind == "named"), None)
        if m is not None and m.type == "Person" and m.end < end and page.tags[m.end - 1] == "PROPN":
            link = None if m.end in page.dates else preposition(page.doc, m.end)
            if link is not None and any(preposition(page.doc, n) for n in range(start, k - 1)):
                return k - 1
    return end


def arguments_between(page: Page, start: int, end: int) -> Iterator[Argument]:
    """The first bare noun phrase (role object), the dates and the prepositional phrases of tokens [start, end)."""
    i = start
    seen_object = False
    direct: Argument | None = None  # the object
    previous: Argument | None = None  # the last one behind a preposition
    while i < end:
        tag = page.tags[i]
        if page.words[i] in syntax("relative") or (i == start and page.words[i] in words("coordinator")):
            return  # `le parti qu'il dirige | et la région`
        if i in page.dates:
            date = page.dates[i]
            if not is_edition(page.doc, i, date.end):
                yield Argument(role="date", start=date.start, end=date.end, head=date.end - 1)
            i = date.end
            continue
        if (beyond := past_locution(page.doc, i, "set-adverb")) > i:
            i = beyond  # `a reçu en grande pompe | Luc Roy`, `a dénoncé une nouvelle fois | la loi`
            continue
        governed = None if tag == "DET" else preposition(page.doc, i)
        sited = governed is not None and governed.lemma in office_words("locative")
        if sited and (office := _office_over(page, i, start)) is not None:
            i = office.end  # `a reçu Luc Roy, ambassadeur de France | au Togo`
            continue
        if governed is not None:
            bare = governed.end < end and page.tags[governed.end] in ("PROPN", "NOUN")  # `en ligne | lundi`
            if governed.end in page.dates or (governed.end + 1 in page.dates and not bare):
                i = governed.end
                continue
            if governed.end < end and page.words[governed.end] in syntax("bare-noun"):
                at = governed.end  # `mettre en cause`
                yield Argument(role=governed.lemma, start=at, end=at + 1, head=at)
                i = at + 1
                continue
            argument = argument_at(page, governed.end - 1 if governed.contracted else governed.end, governed.lemma)
            argument = before_named(page, argument) if argument is not None else None
            if argument is not None and argument.start < end:
                if previous is not None and goes_on(page, previous, i, governed.lemma):
                    join(previous, argument)
                    previous.end = argument.end
                else:
                    previous = argument
                    yield argument
                further = _conjunct(page, argument.end)
                if further is not None and _gapped(page, further, governed.lemma):
                    return
                i = max(argument.end, i + 1)
            else:
                i = max(governed.end, i + 1)
            continue
        skipped = tag in ("PUNCT", "CCONJ", "SCONJ") or (tag == "ADV" and not _measures(page, i, end))
        argument = None if skipped else argument_at(page, i, "object")
        if argument is not None and argument.head in page.dates:
            stop = page.dates[argument.head].end
            yield Argument(role="date", start=i, end=stop, head=stop - 1)  # `ce jeudi`, `le 12 mai`
            i = max(stop, i + 1)
            continue
        if argument is not None and page.words[argument.head] in words("time-noun"):
            i = page.doc[argument.head].i + 1  # `toute la nuit`
            continue
        if argument is not None and argument.end > i:
            if i == start and _is_said_of(page, argument):
                yield replace(argument, role="attribute")
            elif i > start and page.words[i - 1] in nominal_words("as"):
                pass  # `l'a soutenue | comme cinq cantons`
            elif previous is not None and closes_list(page, previous, argument, i):
                join(previous, argument)  # `signé par le ministre, Luc Roy, | et la maire, Anne Blin.`
            elif not seen_object and _reaches(page, start, i):
                seen_object = True
                direct = argument
                yield argument
            elif direct is not None and closes_list(page, direct, argument, i):
                join(direct, argument)
            i = argument.end
            continue
        i += 1


def _is_said_of(page: Page, argument: Argument) -> bool:
    """Whether a bare word behind the verb is said of the object that follows it (`a rendu public | le rapport`)."""
    i = argument.start
    alone = argument.end == i + 1 < len(page.words) and page.doc[i].is_lower and not argument.mentions
    dated = any(k in page.dates for k in (i + 1, i + 2))  # `a eu lieu | le 3 mai`
    return alone and page.tags[i] in ("NOUN", "ADJ") and page.tags[i + 1] == "DET" and not dated


def _office_over(page: Page, i: int, start: int) -> Mention | None:
    """The title behind token `start` in which a preposition at token i stands, or None."""
    return next((m for m in page.mentions.get(i, ()) if m.type == "Role" and start <= m.start < i), None)


def _measures(page: Page, i: int, end: int) -> bool:
    """`plus de | 300 délégués`, `quelque 300 délégués`: words of quantity before a number, that the model takes for
    adverbs."""
    of = page.words[i] in words("quantity-adverb") and i + 1 < end and page.words[i + 1] in words("of")
    at = i + 2 if of else i + 1
    return (of or page.words[i] in words("rough")) and at < end and page.tags[at] in ("NUM", "DET")


def _reaches(page: Page, start: int, i: int) -> bool:
    """No mark between verb and object, but for an adverbial between two commas (`a adopté, à l'unanimité, la loi`) and
    for what stands in brackets (`a adopté par 12 voix (contre 3) la loi`)."""
    marks: list[int] = []
    closing = 0
    for k in range(start, i):
        if page.words[k] == "(":
            closing = next((n for n in range(k, i) if page.words[n] == ")"), 0)
        if page.tags[k] == "PUNCT" and k > closing:
            marks.append(k)
    if marks == [i - 1] and page.words[i - 1] == "," and (page.words[i] in words("one") or _dated(page, start, i)):
        marks = []  # `a organisé mardi à Lima, un forum`
    if any(page.words[k] != "," for k in marks):
        return False
    if len(marks) > 1 and marks[-1] == i - 1 and all(_opens_adverbial(page, k + 1) for k in marks[:-1]):
        return True  # `a lancé, lundi à Lima, dans le nord, les travaux`
    return not len(marks) % 2 and all(_opens_adverbial(page, k + 1) for k in marks[::2])


def _dated(page: Page, start: int, i: int) -> bool:
    """Whether only a day, a place and a comma stand between a verb and a determiner or number (`a accusé jeudi 4 mai,
    l'Iran`, `ont signé jeudi à Lima, huit accords`)."""
    day = next((page.dates[k] for k in range(start, min(start + 2, i)) if k in page.dates), None)
    if day is None or page.tags[i] not in ("DET", "NUM"):
        return False
    link = preposition(page.doc, day.end)
    sited = link is not None and link.lemma in office_words("locative")
    towns = (m for m in page.mentions.get(i - 2, ()) if m.type == "Place" and m.end == i - 1)
    return day.end == i - 1 or (sited and any(link is not None and m.start <= link.end + 1 for m in towns))


def _opens_adverbial(page: Page, k: int) -> bool:
    date = k in page.dates or (page.tags[k] == "DET" and k + 1 in page.dates)
    return page.tags[k] in ("ADP", "ADV") or date or page.words[k] in words("time-noun")


def argument_at(page: Page, i: int, role: str) -> Argument | None:
    """The noun phrase that starts at token i, with its coordinated members, or None."""
    phrase = phrase_at(page, i)
    if phrase is None:
        return None
    apart = role in syntax("agent") or role in office_words("locative")
    if apart and phrase.end > phrase.base_end:
        end = phrase.base_end if _is_name(page, phrase) else _before_text(page, phrase)
        phrase = replace(phrase, end=end)  # `par Anne Roy | d'un amendement`, `à Lima | des vivres`
    return argument_of(page, phrase, role)


def _is_name(page: Page, phrase: Phrase) -> bool:
    """Does the phrase without complements end with the name of a person or place?"""
    last = phrase.base_end - 1
    named = (m for m in page.mentions.get(last, ()) if m.kind == "named" and m.type in ("Person", "Place"))
    return any(m.end == phrase.base_end for m in named)


def _before_text(page: Page, phrase: Phrase) -> int:
    """Where a body ends before a text or an event (`la publication par l'ONU | du rapport`), one that is new where the
    body is only described (`l'annonce par le gouvernement | d'une hausse`); else where the phrase does."""
    inside = (m for k in range(phrase.start, phrase.base_end) for m in page.mentions.get(k, ()))
    whole = max((m for m in inside if phrase.base_end <= m.end < phrase.end), key=lambda m: m.end, default=None)
    link = preposition(page.doc, whole.end) if whole is not None else None
    behind = phrase_at(page, link.end - link.contracted) if link is not None else None
    if whole is None or link is None or behind is None:
        return phrase.end
    text = any(m.type in _TOLD for m in page.mentions.get(behind.head, ()))
    return whole.end if text and (whole.kind == "named" or page.words[link.end] in words("one")) else phrase.end


def argument_of(page: Page, phrase: Phrase, role: str) -> Argument:
    """A noun phrase with its coordinated members in a role."""
    mentions = _named_by(page, phrase)
    named = (m for m in mentions if m.kind == "named" and m.start >= phrase.start)
    end = max([phrase.end, *(m.end for m in named if syntax("agent").isdisjoint(page.words[phrase.end : m.start]))])
    site = role in office_words("locative") and _has_name(page, phrase)
    some = role in ("subject", "object") and page.words[phrase.start] in words("partitive") and end == phrase.base_end
    while (further := _conjunct(page, end, some=some)) is not None:
        if site and not _has_name(page, further):
            break  # `a lancé dans le Nord, les travaux et les études`
        if _gapped(page, further, role):
            break  # `a succédé à X et | Y à Z`
        mentions += [m for m in _named_by(page, further) if m not in mentions]
        end = further.end
    mentions = [x for m in mentions if (x := _site(page, phrase, role, m)) is not None]
    return Argument(role=role, start=phrase.start, end=end, head=phrase.head, mentions=mentions)


def _gapped(page: Page, phrase: Phrase, role: str) -> bool:
    """Whether a conjunct begins a clause whose verb is not said again (`a succédé à X et | Y à Z`, `a voté pour X et |
    Y contre`)."""
    link = preposition(page.doc, phrase.end) if phrase.end < len(page.words) else None
    if link is None or link.end >= len(page.words):
        return False
    if role in syntax("side") and link.lemma in syntax("side"):
        return True
    here, there = (page.mentions.get(k, ()) for k in (phrase.start, link.end))
    return link.lemma == role and any(m.type == n.type == "Person" for m in here for n in there)


def _site(page: Page, phrase: Phrase, role: str, m: Mention) -> Mention | None:
    """The side of a land that its locution names (`au | nord du Mali`); none where it is beside a land, not in it
    (`près du Mali`)."""
    if m.type != "Place" or m.cls not in LANDS or " " not in role:
        return m
    wider = (x for x in page.mentions.get(m.start, ()) if x.type == "Place" and x.start < phrase.start)
    side = next((x for x in wider if x.end >= m.end), None)
    return side or (None if m.cls == _COUNTRY and role in office_words("near") else m)


def _has_name(page: Page, phrase: Phrase) -> bool:
    return any(is_capital(t) for t in page.doc[phrase.start : phrase.end])


def phrase_at(page: Page, i: int) -> Phrase | None:
    """The noun phrase that starts at token i, or None (outside the text, at a mark or a space)."""
    if not 0 <= i < len(page.words):
        return None
    token = page.doc[i]
    return None if token.is_space or token.is_punct or page.tags[i] == "CCONJ" else noun_phrase(page.doc, i)


def _conjunct(page: Page, end: int, *, some: bool = False) -> Phrase | None:
    """A further member of a coordination after `end`: `, la Norvège`, `et le Chili`, `(PS) et Anne Roy`; also one with
    `des` behind `some` like it (`des élus et | des chercheurs`)."""
    end = past_bracket(page.doc, end, _BRACKET)
    if end >= len(page.words):
        return None
    at = after_locution(page, end)
    if at is not None:
        if page.words[end] == "," and " ".join(page.words[at - 2 : at]) in syntax("likewise-locution"):
            return None  # `s'oppose à la loi, tout comme Anne Roy`: she does as well
        return phrase_at(page, at) if preposition(page.doc, at) is None else None
    comma = page.words[end] == ","
    if not comma and page.words[end] not in words("coordinator"):
        return None
    if end + 1 < len(page.words) and page.words[end + 1] in syntax("no-conjunct"):
        return None  # `soutient X et | non Y`
    phrase = phrase_at(page, end + 1)
    alike = some and phrase is not None and page.words[phrase.start] in words("partitive")
    if phrase is None or (preposition(page.doc, end + 1) is not None and not alike):
        return None
    if not comma:
        return phrase
    behind = past_bracket(page.doc, phrase.end, _BRACKET)
    after = page.words[behind] if behind < len(page.words) else None
    if after is not None and (after in words("coordinator") or _conjunct(page, phrase.end, some=some) is not None):
        return phrase
    return None


def after_locution(page: Page, i: int) -> int | None:
    """The token after `, ainsi que` at token i."""
    i += page.words[i] == ","
    return i + 2 if " ".join(page.words[i : i + 2]) in syntax("coordinator-locution") else None


def _named_by(page: Page, phrase: Phrase) -> list[Mention]:
    """What the head of a phrase names or describes: people rather than the title before their names, and behind a noun
    that only says how much or which side of it (`l'ensemble des syndicats`, `la tenue d'un vote`) its complement."""
    found = _at_head(page, phrase) or _at_end(page, phrase)
    if found and found[0].type == "Organization" and found[0].start > phrase.head and has_a_body(page.doc, phrase):
        return []
    text = page.words[phrase.head] in syntax("noun-of-text")
    if found or not (text or page.words[phrase.head] in syntax("transparent-noun")):
        return found
    link = genitive(page.doc, phrase.base_end) if phrase.base_end < len(page.words) else None
    if link is None:
        return []
    inner = phrase_at(page, link.end - 1 if link.contracted else link.end)
    meant = _at_head(page, inner) if inner is not None else []
    return meant if not text or (meant and meant[0].type == "Document") else []


def _at_end(page: Page, phrase: Phrase) -> list[Mention]:
    """The name behind a bare complement: `l'agence de notation | Fitch`, not `la patronne de la société | Orano`."""
    for mention in page.mentions.get(phrase.end - 1, ()):
        before = mention.start - 1
        if mention.kind != "named" or mention.type not in ("Organization", "Person") or before < phrase.head:
            continue
        if page.tags[before] in ("NOUN", "ADJ") and not any(page.tags[k] == "DET" for k in range(phrase.head, before)):
            return [mention]
    return []


def _at_head(page: Page, phrase: Phrase) -> list[Mention]:
    if (people := _of_a_house(page, phrase) or _of_a_land(page, phrase)) is not None:
        return [people]
    at = [phrase.names[1] - 1] if phrase.names else []
    for k in [*at, phrase.head]:
        for mention in sorted(page.mentions.get(k, ()), key=lambda m: bool(at) and m.kind != "named"):
            if mention.start < min(phrase.core_start - 1, phrase.start) or (mention.start > phrase.head and not at):
                continue
            if mention.type != "Role":
                return [mention]
            if holders := page.holders.get(id(mention)):
                return list(holders)
    return []


def _of_a_land(page: Page, phrase: Phrase) -> Mention | None:
    """The person with whose name the words pass for a longer one that ends with a place (`Ali Sow du Mali`)."""
    if phrase.names is None:
        return None
    first, last = (page.mentions.get(k, ()) for k in (phrase.names[0], phrase.names[1] - 1))
    land = any(m.type == "Place" and m.start > phrase.names[0] for m in last)
    named = (m for m in first if m.type == "Person" and m.kind == "named" and m.end < phrase.names[1])
    return next(named, None) if land else None


def _of_a_house(page: Page, phrase: Phrase) -> Mention | None:
    """The people whose party, union or firm the name behind the noun is (`des élus LR`), not `les syndicats CGT`."""
    if phrase.names is None or phrase.names[0] <= phrase.head or not agentive(page.doc, phrase.head):
        return None
    people = (m for m in page.mentions.get(phrase.head, ()) if m.type == "Group" and m.kind != "named")
    house = any(m.type == "Organization" for m in page.mentions.get(phrase.names[1] - 1, ()))
    return next((m for m in people if m.head == phrase.head), None) if house else None
