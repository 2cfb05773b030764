"""A group and the list of names that it opens → the chains of the list.

`plusieurs pays membres de l'Otan, dont la Norvège et la Grèce` gives both states; `des députés, comme Anne Roy (PS)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import once
from kgextract.nlp.layers import Chain, Mention
from kgextract.nlp.quantities import small_numbers
from kgextract.nlp.relations.list_links import CLAUSE, past_semicolon, past_title, separator
from kgextract.tables.names import demonyms, not_names, words
from kgextract.tables.relations import NameRule
from kgextract.tables.roles import office_words

Starts = dict[int, Mention]  # token → the longest mention that starts there
Item = tuple[Chain, int, int]  # with its tokens
OPENER = 5  # words
WHOSE = words("of-which")
MARKS = ((":",), (",",))  # of rows whose list no word opens
DASHES = ("—", "–")
STOPS = frozenset(",;:.!?()")
REACH = 9  # words between a group and the colon before its members
PHRASE = 6  # words of what somebody of a list does or has won
SKIPPED = 8  # words of a title before a name, or of a bracket after it
PERSON, BODY, PLACE, COUNTRY = "Person", "Organization", "Place", "Country"


def in_order(doc: Doc) -> list[Mention]:
    """Names and descriptions in text order, outermost first."""
    return sorted((*doc._.mentions, *doc._.nominals), key=lambda m: (m.start, -m.end))


def by_start(mentions: Iterable[Mention]) -> Starts:
    """Mentions in that order, each outermost one under its first token."""
    starts: Starts = {}
    for m in mentions:
        starts.setdefault(m.start, m)
    return starts


def starts_of(doc: Doc) -> Starts:
    """All mentions of the Doc so, made once."""
    return once(doc, "mentions by start", lambda: by_start(in_order(doc)))


def group_fits(m: Mention | Chain, head: str) -> bool:
    """May somebody or something of this type be one of a group with such a head?"""
    if head in office_words("of-lands"):
        return m.cls == COUNTRY
    if head in not_names("places"):
        return m.type == PLACE and m.cls != COUNTRY  # `le nord de la Norvège et d'autres régions`
    return m.type == (BODY if head in office_words("of-bodies") else PERSON)


def known(m: Mention) -> bool:
    """Is it a name, or a description of something that has one?"""
    return m.kind == "named" or (m.chain is not None and any(o.kind == "named" for o in m.chain.mentions))


def body_within(group: Mention, starts: Starts) -> Mention | None:
    """The body that closes a group of its members (`l'un des cinq membres permanents du | Conseil de sécurité`, `dix
    membres de cette | organisation`)."""
    inside = (starts[k] for k in range(group.head + 1, group.end) if k in starts)
    return next((x for x in inside if x.type == BODY and x.end == group.end and known(x)), None)


def listed(doc: Doc, group: Mention, starts: Starts, rule: NameRule) -> Iterator[Item]:
    """The members of the list right after `group` that fit the row; none where the list turns out to be a clause."""
    sites = doc.lowered[group.head] in not_names("places")  # a town is one of the towns, and of no other group
    several = doc.lowered[group.head] in office_words("of-bodies", "of-lands")
    seated = doc.lowered[group.head] in office_words("seated-people")
    bodies = doc.lowered[group.head] in office_words("no-lands")
    for item in _listed(doc, group, starts, rule):
        if item[0].type == PERSON and several:
            continue  # `les dirigeants des syndicats, dont Luc Roy`
        if item[0].type == PLACE and bodies:
            continue  # `des partis, dont le RPC`, that the table knows as a land
        if item[0].type in (BODY, PLACE) and seated:
            continue  # `les députés de gauche, notamment PS`, `les soldats de pays comme le Tchad`
        if item[0].type != PLACE or item[0].cls == COUNTRY or sites:
            yield item


def _listed(doc: Doc, group: Mention, starts: Starts, rule: NameRule) -> Iterator[Item]:
    if rule.nouns[:1] in MARKS:
        yield from _after_mark(doc, group, starts, rule)
        return
    at = _over_letters(doc, group.end)
    if _opener(doc, at, rule.nouns) < 0:  # not `le trio | composé de A, B et C`
        at = _over_relative(doc, at, rule.nouns) or _over_quality(doc, at, rule.nouns) or over_participle(doc, at)
    at = at if rule.nouns else _to_bracket(doc, at, starts)
    at += at < len(doc) and (doc[at].text in (",", "(") or _is_dash(doc, at))
    bracket = doc[at - 1].text == "(" or _is_dash(doc, at - 1)
    if rule.nouns or not bracket:
        behind = at
        at = _opener(doc, at, rule.nouns)
        if at < 0:
            at = _opener_ahead(doc, behind, starts, rule)
    if at < 0:
        return
    items = named_items(doc, at, starts, rule.object)
    if bracket and not rule.nouns and (len(items) < 2 or not _closed(doc, items[-1][2])):
        return  # `les élus (PS)`
    end = past_bracket(doc, items[-1][2], SKIPPED) if items else at
    whose = doc.lowered[at - 1] in WHOSE
    related = end < len(doc) and doc.lowered[end] in office_words("relative") and not whose
    if len(items) == 1 and whose and rule.single and _office_of_all(doc, at, items[0]):
        return  # `le collectif, dont la porte-parole, Anne Roy, a voté`
    if items and not bracket and not related and _clause(doc, end, 1 if whose and rule.single else len(items), rule):
        return
    yield from items


def _office_of_all(doc: Doc, at: int, item: Item) -> bool:
    """Does an office with its article stand before the only name, apart from it by a comma?"""
    return item[1] > at + 1 and doc[item[1] - 1].text == "," and doc.lowered[at] in office_words("singular-article")


def _over_letters(doc: Doc, at: int) -> int:
    """The token after letters in brackets behind a name (`les membres de l'Alliance du Sahel (AES) | — Mali …`)."""
    lettered = at + 3 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and doc[at + 1].is_upper
    return at + 3 if lettered and (doc[at + 3].text in ("(", ",") or _is_dash(doc, at + 3)) else at


def _is_dash(doc: Doc, at: int) -> bool:
    """A dash, or a hyphen between spaces (`Trois syndicats - CGT, FO et FSU - appellent`)."""
    spaced = at > 0 and doc[at].text == "-" and doc[at].whitespace_ != "" and doc[at - 1].whitespace_ != ""
    return spaced or doc[at].text in DASHES


def named_items(doc: Doc, at: int, starts: Starts, types: tuple[str, ...], *, semicolons: bool = False) -> list[Item]:
    """The names of these types that are coordinated from token `at` on, with their titles; each behind a semicolon
    where there are any."""
    items: list[Item] = []
    closed = 0  # how many there are up to the one behind `et`
    while 0 <= at < len(doc) and (item := _item(doc, at, starts, types)) is not None:
        items.append(item)
        if any(doc.between(at - n, at).lower() in office_words("list-coordinator") for n in (1, 2)):
            closed = len(items)
        end = past_title(doc, past_bracket(doc, item[2], SKIPPED))
        at = separator(doc, end)
        at = at if at >= 0 else _past_phrase(doc, end, starts, types)
        told = past_semicolon(doc, end) if semicolons else _past_relative(doc, end, starts, types, item[0])
        at = told if told > 0 else at
    return items[: closed or None]  # `formé par A et B, | la mairie refuse`


def _past_relative(doc: Doc, at: int, starts: Starts, types: tuple[str, ...], before: Chain) -> int:
    """The name of the same kind behind a relative clause (`FO, qui espérait mieux, ainsi que | la CGT`), or -1."""
    at += at < len(doc) and doc[at].text == ","
    if at >= len(doc) or doc.lowered[at] not in office_words("relative"):
        return -1
    for k in range(at + 1, min(at + CLAUSE, len(doc) - 2)):
        if doc[k].is_sent_start or doc[k].text in STOPS - {","}:
            break
        if doc.between(k, k + 2).lower() in office_words("as-well-as"):
            item = _item(doc, k + 2, starts, types)
            return k + 2 if item is not None and item[0].cls == before.cls else -1
    return -1


def titled_items(doc: Doc, m: Mention, starts: Starts) -> list[Item]:
    """The people whose names follow their title in the plural (`les présidents Luc Roy du Togo et Jean Petit`)."""
    return named_items(doc, m.end if m.end in starts else m.start, starts, (PERSON,))


def _past_phrase(doc: Doc, at: int, starts: Starts, types: tuple[str, ...]) -> int:
    """The name after a phrase with a preposition, without a verb, and a comma (`A au chant, B à la basse`), or -1."""
    if at >= len(doc) or preposition(doc, at) is None:
        return -1
    for k in range(at + 1, min(at + PHRASE, len(doc) - 1)):
        after = separator(doc, k)
        if after >= 0:
            return after if _item(doc, after, starts, types) is not None else -1
        if doc[k].pos_ in ("VERB", "AUX", "PRON", "SCONJ") or doc[k].is_punct or doc[k].is_sent_start:
            break
    return -1


def _after_mark(doc: Doc, group: Mention, starts: Starts, rule: NameRule) -> Iterator[Item]:
    """`les blessés : A, B et C`, `Trois pays ont refusé : A, B et C`: the latter only where the number of the group is
    that of the names; behind a comma only after what leads to the group (`Parmi les blessés, A et B …`)."""
    mark = rule.nouns[0]
    last = min(len(doc), group.end + (REACH if mark == ":" else 1))
    at = next((k for k in range(group.end, last) if doc[k].text in STOPS), -1)
    if at >= 0 and mark == ":" and doc[at].text == "," and number_of(doc, group) > 1:
        at = next((k for k in range(at, min(len(doc), at + CLAUSE)) if doc[k].text in STOPS - {","}), -1)
    if at < 0 or doc[at].text != mark:
        return
    parted = mark == ":" and past_semicolon(doc, at + 1) > 0
    items = named_items(doc, at + 1, starts, rule.object, semicolons=parted)
    if rule.after:  # `Parmi les blessés, A et B …`
        yield from items
        return
    number = number_of(doc, group)
    if len(items) < 2:
        return
    end = past_bracket(doc, items[-1][2], SKIPPED)
    if any(doc[k].text == "," for k in range(group.end, at)) and number != len(items):
        return  # behind a clause between only as many as are counted
    if at != group.end and number != len(items):
        head = doc.lowered[group.head]  # `D'autres pays ont refusé : le Chili et le Kenya.`
        of_a_kind = head in office_words("of-lands", "of-bodies") and all(group_fits(c, head) for c, _, _ in items)
        if number or not of_a_kind or (end < len(doc) and doc[end].text not in STOPS):
            return
    yield from items


def number_of(doc: Doc, group: Mention) -> int:
    """How many the group says that they are, or 0."""
    some = group.start > 1 and doc.lowered[group.start - 1] in office_words("of") | office_words("determiner")
    some = some and doc.lowered[group.start - 1] in words("contracted")  # `Deux des | accusés, A et B`
    for k in range(max(0, group.start - 1 - some), group.head):
        word = doc.lowered[k]
        if word.isdigit() or word in small_numbers():
            if k + 1 < group.head and doc[k + 1].like_num:
                return 0  # `deux mille`: too many to be all named
            return int(word) if word.isdigit() else small_numbers()[word]
    return 0


def is_some(doc: Doc, m: Mention) -> bool:
    """Not all of them: `plusieurs élus`, `douze élus`, `| des élus` where no noun goes before."""
    if not m.definite or number_of(doc, m):
        return True
    at = m.start - 1
    return at >= 0 and doc.lowered[at] in office_words("indefinite-plural") and (at == 0 or doc[at - 1].pos_ != "NOUN")


def _over_relative(doc: Doc, at: int, openers: tuple[str, ...]) -> int:
    """The comma after a relative clause that a list follows (`des pays qui ont signé, comme …`), or 0."""
    if at >= len(doc) or doc.lowered[at] not in office_words("relative"):
        return 0
    for k in range(at + 2, min(at + CLAUSE, len(doc))):
        if doc[k].text == ",":
            return k if _opener(doc, k + 1, openers) >= 0 else 0
        if doc[k].is_punct or doc[k].is_sent_start:
            break
    return 0


def _over_quality(doc: Doc, at: int, openers: tuple[str, ...]) -> int:
    """The opener right behind a participle that only says how they are (`des artistes réputés | comme Anne Roy`, not
    `des hommes présentés comme …`), or 0."""
    if at + 1 >= len(doc) or "Part" not in doc[at].morph.get("VerbForm", []) or _opener(doc, at + 1, openers) < 0:
        return 0
    return 0 if office_words("seen-as").intersection(infinitives(doc[at])) else at + 1


def over_participle(doc: Doc, at: int) -> int:
    """The comma after a participle with its complements (`des pays engagés au Mali, comme …`), or `at`."""
    if at >= len(doc) or "Part" not in doc[at].morph.get("VerbForm", []):
        return at
    for k in range(at + 1, min(at + SKIPPED, len(doc))):
        if doc[k].text == ",":
            return k
        if doc[k].pos_ in ("VERB", "AUX", "PUNCT", "PRON", "CCONJ"):
            break
    return at


def _closed(doc: Doc, at: int) -> bool:
    """Whether a bracket with a list ends at `at`, or behind further members that are no names."""
    if _is_dash(doc, at):
        return True
    if doc[at].text != ")" and separator(doc, at) < 0:
        return False
    for k in range(at, min(at + CLAUSE, len(doc))):
        if doc[k].text == ")" or doc[k].pos_ in ("VERB", "AUX") or doc[k].text == "(":
            return doc[k].text == ")"
    return False


def _to_bracket(doc: Doc, at: int, starts: Starts) -> int:
    """The bracket behind a complement (`la coalition au pouvoir (PS et MR)`), or `at`."""
    for k in range(at, min(at + OPENER, len(doc))):
        if doc[k].text == "(" or _is_dash(doc, k):
            return k
        if k in starts or doc[k].pos_ not in ("ADP", "DET", "NOUN", "ADJ", "CCONJ"):
            break
    return at


def _opener(doc: Doc, at: int, openers: tuple[str, ...]) -> int:
    """The token after `dont`, `notamment`, `tels que` …, or -1."""
    for n in range(OPENER, 0, -1):
        if doc.between(at, at + n).lower() in openers:
            at += n
            return at + (at < len(doc) and doc[at].lower_ in office_words("also"))
    return _opener_with_adverb(doc, at, openers)


def _opener_with_adverb(doc: Doc, at: int, openers: tuple[str, ...]) -> int:
    """The same with an adverb inside (`est principalement composée de`)."""
    k = at + 1
    if k + 1 >= len(doc) or doc[k].pos_ != "ADV" or doc.lowered[k] in office_words("negation"):
        return -1
    for n in range(OPENER, 1, -1):
        if f"{doc[at].text} {doc.between(k + 1, at + n + 1)}".lower() in openers:
            return at + n + 1
    return -1


def _item(doc: Doc, at: int, starts: Starts, types: tuple[str, ...]) -> Item | None:
    """The member at a token: a name, or a title with its name (`le ministre Luc Roy`)."""
    link = preposition(doc, at)
    if link is not None and link.lemma in office_words("of") and not link.contracted:
        at = link.end  # `du Mali, de la Guinée et …`
    if at not in starts and at < len(doc) and doc[at].lower_ in office_words("determiner"):
        at += 1
    at += at + 1 in starts and doc.lowered[at] in demonyms()  # `le Ghanéen Nana Akufo`
    at += at not in starts and at + 1 in starts and doc.lowered[at] in office_words("body-kind")
    m = starts.get(at)
    if m is not None and m.type == PERSON and m.kind != "named" and m.end + 1 < len(doc) and doc[m.end].text == ",":
        named = _item(doc, m.end + 1, starts, types)  # `le nouvel homme fort du pays, le colonel Luc Roy`
        return named if named is not None and named[0].type == PERSON else None
    if m is not None and m.type == "Organization" and m.end in starts and starts[m.end].type == "Person":
        m = starts[m.end]  # `l'UMP Anne Roy`
    if m is not None and m.kind == "named":
        fits = m.chain is not None and (m.type in types or m.cls in types)
        return (m.chain, m.start, m.end) if fits and m.chain is not None else None
    if "Person" in types:
        for role in doc._.roles:
            if role.mention.start <= at < role.mention.end:
                h = next((h for h in role.holders if role.mention.end <= h.start < at + SKIPPED), None)
                return (h.chain, h.start, h.end) if h is not None and h.chain is not None else None
    return None


def _opener_ahead(doc: Doc, at: int, starts: Starts, rule: NameRule) -> int:
    """The same over a relative clause (`Parmi les pays qui ont signé figurent …`) or a complement (`des partis au
    pouvoir, comme …`), or -1."""
    if rule.after:
        for k in range(at, min(at + CLAUSE, len(doc))):
            comma = doc[k].text == ","
            if (end := _opener(doc, k + comma, rule.nouns)) >= 0:
                return end
            if doc[k].is_punct or doc[k].is_sent_start:
                break
        return -1
    for k in range(at, min(at + SKIPPED, len(doc))):
        if doc[k].text == ",":
            return _opener(doc, k + 1, rule.nouns) if k > at else -1
        plural = doc[k].pos_ == "NOUN" and "Plur" in doc[k].morph.get("Number", [])
        if plural or k in starts or doc[k].pos_ not in ("ADP", "DET", "NOUN", "ADJ"):
            break
    return -1


def _clause(doc: Doc, at: int, items: int, rule: NameRule) -> bool:
    """Is what looked like a list of one the subject of a clause (`un groupe dont la France est membre`)? Not where the
    verb is that of the group (`des pays comme la France ont voté`, `des pays dont la France ont voté`)."""
    if items != 1 or at >= len(doc) or doc[at].pos_ not in ("VERB", "AUX", "PRON", "ADV"):
        return False
    verb = next((t for t in doc[at : at + OPENER] if t.pos_ in ("VERB", "AUX")), doc[at])
    return rule.single or "Plur" not in verb.morph.get("Number", [])
