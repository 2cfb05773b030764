"""Names inside and beside names → facts: a body of a body, a place in a place, a state in a group of states.

`le Conseil de sécurité de l'ONU` gives partOf(Conseil de sécurité, ONU); `Genève, en Suisse` gives locatedIn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import is_led_otherwise, preposition
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import LANDS, Candidate, Chain, Mention
from kgextract.nlp.quantities import small_numbers
from kgextract.nlp.relations.beside import LOCATED, beside, fits, led
from kgextract.nlp.relations.counting import counting
from kgextract.nlp.relations.list_links import separator
from kgextract.nlp.relations.lists import Starts, body_within, group_fits, in_order, known, listed, starts_of
from kgextract.nlp.relations.whereabouts import beyond, elsewhere, fellows_of, in_a_row, kind_of, near_to, town_of
from kgextract.nlp.roles.heads import office_head
from kgextract.nlp.roles.modifiers import one_of
from kgextract.tables.names import sign_words, words
from kgextract.tables.relations import NAME_RULES, NameRule
from kgextract.tables.roles import office_words

REPRESENTS = "represents"  # `la mission de la Norvège auprès de l'ONU`: the first name, not the last
PART, MEMBER = "partOf", "memberOf"
REGION, COUNTRY, CITY, NATURE = "Region", "Country", "City", "NaturalFeature"
PERSON, ANNOUNCED = "Person", "announced"
ACTING = frozenset({"InternationalOrganization", "Government"})  # bodies whose members act as the body
UNKNOWN_PLACE = "Place"  # a place of which no table knows the kind
BODY = "Organization"
FINITE = ("VERB", "AUX")
_ACRONYM = 3  # tokens of `(CDS)`
ASIDE = 12  # tokens of a distance between commas


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that two names of one phrase give."""
    mentions = in_order(doc)
    starts = starts_of(doc)
    offices = {r.mention.end for r in doc._.roles if r.holders}
    held = {
        (k, e.mention.end) for e in doc._.events for k in range(e.mention.start, e.mention.head + 1)
    }  # no place: `le deuxième | Tour de France, à Paris`
    titles = {k for r in doc._.roles for k in range(r.mention.head + 1, r.mention.end)}
    several = {id(r.holders[-1]): r.holders[:-1] for r in doc._.roles if r.mention.plural and len(r.holders) > 1}
    ending: dict[int, list[Mention]] = {}  # the mentions that end at a token, the longest first
    for m in mentions:
        ending.setdefault(m.end, []).append(m)
    for outer, nested in _nested(mentions):
        for rule in rules_of(outer.type, outer.cls):
            if rule.relation == LOCATED and (outer.start, outer.end) in held:
                continue
            if rule.relation == ANNOUNCED and outer.start in titles:
                continue  # `le directeur | des études de la banque`
            if rule.place == "apposition" and outer.end in offices and PERSON not in rule.subject:
                continue  # `Luc Roy, chercheur au CNRS, membre de l'Académie`: of him
            if rule.place == "copula" and outer.start and one_of(doc, outer.start - 1) is not None:
                continue  # `l'un des élus est membre du conseil`: one of them
            if not _headed(doc, outer, rule) or not _outermost(doc, outer, ending[outer.end], rule):
                continue
            for inner, start, end in others_of(doc, outer, nested, starts, rule):
                if rule.place == "list" and _whose(doc, inner, ending[outer.end], rule) is not outer:
                    continue
                first = _before_aside(doc, outer, ending, rule) or town_of(doc, outer, nested, inner, rule)
                first = first or _body_of(doc, outer, starts, rule)
                placed = rule.relation == LOCATED and rule.place != "inside"
                near = (*near_to(doc, outer, ending), *fellows_of(doc, outer, ending)) if placed else ()
                fellows = several.get(id(outer), ()) if rule.place == "comma" and PERSON in rule.subject else ()
                for other in (first, *near, *_conjuncts(doc, outer, start, ending, rule), *fellows):
                    if rule.again and other.chain is not None and len(other.chain.mentions) == 1:
                        continue
                    if other.chain is not None and inner is not other.chain and not _alias(other.chain, inner, rule):
                        one, two = (inner, other.chain) if rule.inverse else (other.chain, inner)
                        yield Candidate(
                            subject=one,
                            relation=rule.relation,
                            object=two,
                            start=min(other.start, start),
                            end=max(other.end, end),
                            rule=rule.id,
                            confidence=rule.confidence,
                        )


@cache
def rules_of(kind: str, cls: str) -> tuple[NameRule, ...]:
    """The rows of which a mention of that type and class may be the first name."""
    rows = (r for r in NAME_RULES.rows() if r.place != "possessive")
    return tuple(r for r in rows if kind in r.subject or cls in r.subject)


def _nested(mentions: list[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each mention with those inside it; `mentions` are in text order, outermost first."""
    for n, outer in enumerate(mentions):
        found = []
        for k in range(n + 1, len(mentions)):
            m = mentions[k]
            if m.start >= outer.end:
                break
            if m.end <= outer.end and m.start > outer.start:
                found.append(m)
        yield outer, found


def _body_of(doc: Doc, outer: Mention, starts: Starts, rule: NameRule) -> Mention:
    """The body to whose members a list belongs (`les pays de l'Otan, dont …`, `des pays engagés dans la coalition,
    comme …`, `dix membres de l'organisation : …`), else the outer name itself."""
    if rule.through and outer.end < len(doc) and doc.lowered[outer.end] in office_words("engaged"):
        link = preposition(doc, outer.end + 1)
        if link is not None and link.end < len(doc):
            body = starts.get(link.end + (doc.lowered[link.end] in office_words("singular-article")))
            if body is not None and body.type == BODY:
                return body
    members = rule.through and doc.lowered[outer.head] in (*rule.through, *office_words("member-plural"))
    body = body_within(outer, starts) if members else None
    return body or (counting(doc, outer) if rule.through else None) or outer


def _before_aside(doc: Doc, outer: Mention, ending: dict[int, list[Mention]], rule: NameRule) -> Mention | None:
    """The place before one that only says how far it is (`Djibo, à 45 km de la capitale, dans le nord`)."""
    if rule.relation != LOCATED or rule.place != "comma":
        return None
    at = outer.start - (outer.start > 0 and doc[outer.start - 1].lower_ in office_words("singular-article"))
    for k in range(at - 1, max(at - ASIDE, 0), -1):
        found = preposition(doc, k)
        if doc[k].text == ",":
            first = preposition(doc, k + 1)
            far = any(doc[j].lower_ in sign_words("distance") for j in range(k + 1, at))
            beside = first is not None and first.end == at and first.lemma in office_words("near")
            if not (beside or (far and preposition(doc, at - 1) is not None)):
                return None
            return next((m for m in ending.get(k, ()) if m.kind == "named" and _rule_fits(m, rule)), None)
        if found is None and (doc[k].pos_ in ("VERB", "AUX", "PRON", "PROPN") or doc[k].is_space):
            return None
    return None


def _conjuncts(
    doc: Doc, outer: Mention, stop: int, ending: dict[int, list[Mention]], rule: NameRule
) -> Iterator[Mention]:
    """The names before the outer one of which a plural is said too (`A, B et C, membres de …`, `A et B sont …`)."""
    said = range(outer.end, stop) if rule.place in ("apposition", "copula") else ()
    counted = any(small_numbers().get(doc.lowered[k], 0) > 1 for k in said)  # `A et B, deux poids lourds du PS`
    several = (k for k in said if counted or "Plur" in doc[k].morph.get("Number", []))
    if not any(doc.lowered[k] in rule.nouns or (rule.place == "copula" and doc[k].pos_ in FINITE) for k in several):
        return
    at = outer.start
    while True:
        at -= at > 0 and doc[at - 1].pos_ == "DET"
        if at < 2 or not (doc[at - 1].text == "," or doc[at - 1].lower_ in office_words("coordinator")):
            return
        before = next((m for m in ending.get(at - 1, ()) if m.kind == "named" and _rule_fits(m, rule)), None)
        if before is None:
            return
        yield before
        at = before.start


def _alias(outer: Chain, inner: Chain, rule: NameRule) -> bool:
    """`l'université de Yale` and `Yale`, two names of one body: neither is part of the other."""
    return rule.relation == PART and _content(outer.name) == _content(inner.name)


def _content(name: str) -> set[str]:
    return {
        w for w in name.lower().replace("'", " ").split() if w not in office_words("of") | office_words("determiner")
    }


def _outermost(doc: Doc, outer: Mention, ending: list[Mention], rule: NameRule) -> bool:
    """Is the mention the longest that ends there: of all, or of those of its kind where the row is about places and
    parts (`le maire de Lens (Pas-de-Calais)`) or a list?"""
    if rule.place == "inside" or ending[0] is outer:
        return True
    if rule.place == "list":
        return True  # `whose` tells of which of them
    if rule.relation not in (LOCATED, PART) or (rule.place == "comma" and ending[0].type == BODY):
        return False
    return next(m for m in ending if m is outer or (_rule_fits(m, rule) and _headed(doc, m, rule))) is outer


def _whose(doc: Doc, item: Chain, ending: list[Mention], rule: NameRule) -> Mention | None:
    """Of the groups that end before a list the longest that may have such a member (`les délégués des syndicats (CGT,
    FO)`: the unions), else the longest (`la liste des blessés : A et B`)."""
    fitting = [m for m in ending if _rule_fits(m, rule)]
    bodies = [m for m in fitting if m.type == "Group" and group_fits(item, doc.lowered[m.head])]
    return next(iter((item.type == BODY and bodies) or fitting), None)


def _rule_fits(m: Mention, rule: NameRule) -> bool:
    return (m.type in rule.subject or m.cls in rule.subject) and not (rule.single and m.plural)


def _headed(doc: Doc, outer: Mention, rule: NameRule) -> bool:
    text = lowered(doc)
    first, second = text[outer.head], text[outer.start]
    if rule.relation == LOCATED and outer.start > 0 and doc[outer.start - 1].text in words("name-mark"):
        return False  # `l'association « Vivre à Lens »`
    if outer.cls in rule.not_subject or (rule.single and outer.plural):
        return False
    if rule.relation == LOCATED and rule.place == "comma" and outer.kind != "named":
        if outer.chain is not None and outer.chain.cls in LANDS:
            return False  # `ailleurs dans le pays, à Lens, les bus roulent`
    if (rule.named and outer.kind != "named") or (rule.not_after and led(doc, outer, rule.not_after)):
        return False
    if rule.pointed and not outer.definite:
        return False
    if rule.after and not led(doc, outer, rule.after):
        return False
    if rule.one_of and one_of(doc, outer.start - 1) is None:
        return False
    heads, not_heads = _heads(rule.heads, rule.not_heads)
    fits = not heads or first in heads or second in heads or bool(heads & _said_of(doc, outer))
    return fits and first not in not_heads and second not in not_heads


def _said_of(doc: Doc, outer: Mention) -> frozenset[str]:
    """What stands right behind people to say what they are (`une centaine d'agriculteurs | membres de la CGT`)."""
    lands = doc.lowered[outer.head] in office_words("of-lands")
    for k in range(outer.head + 1, outer.head if lands else outer.end):
        if doc.lowered[k] in office_words("fellow"):
            return frozenset((doc.lowered[k],))
        if doc.lowered[k] in words("contracted") or doc[k].pos_ in ("PROPN", "DET"):
            break
    return frozenset()


@lru_cache(maxsize=1 << 10)
def _heads(heads: tuple[str, ...], not_heads: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(heads), frozenset(not_heads)


def others_of(
    doc: Doc, outer: Mention, nested: list[Mention], starts: Starts, rule: NameRule
) -> Iterator[tuple[Chain, int, int]]:
    """The chains on the other side, each with its tokens."""
    if rule.place == "list":
        yield from ((c, s, e) for c, s, e in listed(doc, outer, starts, rule))
        return
    if rule.place == "inside":
        m = _inside(doc, outer, nested, rule) or _behind_acronym(doc, outer, starts, rule)
    else:
        m = beside(doc, outer, starts, rule)
    if m is not None and rule.relation == LOCATED and not rule.inverse and elsewhere(doc, outer, m, kind_of(doc, m)):
        return
    if m is not None and rule.relation == LOCATED and rule.place == "comma" and in_a_row(doc, outer, m):
        return
    if m is not None and rule.relation == MEMBER and rule.place == "inside" and _all_members(doc, outer, m):
        return
    if m is not None and rule.relation == MEMBER and doc.lowered[m.head] in office_words("figure-with-of"):
        return  # `l'une des artisanes de la paix`
    if rule.object_heads and m is not None and doc[m.start].lower_ not in rule.object_heads:
        return
    if m is not None and m.chain is not None:
        body = body_within(m, starts) if not rule.inverse and doc.lowered[m.head] in rule.through else None
        yield (body.chain if body is not None else None) or m.chain, m.start, m.end
        if rule.relation == MEMBER and rule.place == "inside" and m.end == outer.end:
            yield from _further(doc, m, nested, rule)


def _all_members(doc: Doc, outer: Mention, body: Mention) -> bool:
    """`les États membres de l'ONU`, `les membres du personnel`: no others than the body itself, by another name."""
    cls = body.chain.cls if body.chain is not None else body.cls
    acting = cls in ACTING or (body.kind != "named" and doc.lowered[body.head] in office_words("own-people"))
    return acting and any(doc.lowered[k] in office_words("member-noun") for k in range(outer.head, body.start))


def _first_of(doc: Doc, m: Mention, nested: list[Mention]) -> int:
    """Where the bare names begin that are coordinated with the last one (`des élus | PS et LR`)."""
    start = m.start
    for other in reversed(nested):
        if other.end < start and separator(doc, other.end) == start:
            start = other.start
    return start


def _further(doc: Doc, m: Mention, nested: list[Mention], rule: NameRule) -> Iterator[tuple[Chain, int, int]]:
    """Other bodies whose members a group are, before the last (`les membres du PS et de LR`, `des élus PS et LR`)."""
    last = m.start
    for other in reversed(nested):
        at = separator(doc, other.end) if other.end < last and fits(other, rule) else -1
        link = preposition(doc, at) if at >= 0 else None
        at = at if link is None or link.lemma not in rule.prepositions else link.end
        if at >= 0 and last - at in (0, 1) and other.chain is not None:
            yield other.chain, other.start, other.end
            last = other.start


def _inside(doc: Doc, outer: Mention, nested: list[Mention], rule: NameRule) -> Mention | None:
    """The name that closes a longer one, after the right preposition."""
    for m in nested:
        if not fits(m, rule) or doc[m.start].lower_ in office_words("cardinal-point"):
            continue
        closes = m.end == outer.end or (rule.relation == PART and is_led_otherwise(doc, m.end))
        if rule.relation != REPRESENTS and not closes:
            continue
        if known(m) if rule.described else not known(m):
            continue
        if rule.described and (m.plural or not m.definite):
            continue
        if "" in rule.prepositions and _first_of(doc, m, nested) == outer.head + 1:
            return m
        at = (_titled(doc, m) if m.type == PERSON else m.start) - 1
        at = _before_kind(doc, at, outer.head) if m.kind == "named" else at
        if at > outer.start and doc[at].lower_ in office_words("determiner") and preposition(doc, at) is None:
            at -= 1
        found = next(
            (f for k in range(max(outer.start, at - 2), at + 1) if (f := preposition(doc, k)) and f.end > at), None
        )
        if rule.relation == LOCATED and beyond(doc, outer, m):
            continue
        if found is not None and found.lemma in rule.prepositions and not _apart(doc, outer, at, rule):
            if doc[outer.head].lower_ in office_words("side") or not _mere_name(doc, m, rule):
                return m
    return None


def _behind_acronym(doc: Doc, outer: Mention, starts: Starts, rule: NameRule) -> Mention | None:
    """The whole of which a body is part, behind its short name (`le comité des sports (CDS) du Conseil d'État`)."""
    at = outer.end + _ACRONYM
    if rule.relation != PART or at >= len(doc) or (doc[outer.end].text, doc[at - 1].text) != ("(", ")"):
        return None
    if doc.lowered[outer.head] not in office_words("has-fields"):
        return None
    link = preposition(doc, at)
    if link is None or link.lemma not in rule.prepositions or link.end >= len(doc):
        return None
    m = starts.get(link.end + (doc.lowered[link.end] in office_words("singular-article")))
    return m if m is not None and fits(m, rule) and known(m) and not _mere_name(doc, m, rule) else None


def _apart(doc: Doc, outer: Mention, at: int, rule: NameRule) -> bool:
    """`la région proche du Mali`: beside it, not in it; `la Mission pour la paix du Mali`: its task, not its state."""
    if rule.relation == REPRESENTS:
        links = (preposition(doc, k) for k in range(outer.head + 1, at))
        return any(f is not None and f.lemma not in office_words("of") for f in links)
    near = range(max(outer.start, at - 2), at) if rule.relation == LOCATED else ()
    one = office_words("singular-article") | (words("contracted") - words("plural-determiner"))
    inside = rule.place == "inside" and rule.relation in (LOCATED, PART)
    if inside and any(doc.lowered[k - 1] in one and office_head(doc, k) for k in range(outer.head + 2, at)):
        return True  # `le bureau de la maire de Lens`
    return any(doc.lowered[k] in office_words("bordering") for k in near)


def _before_kind(doc: Doc, at: int, head: int) -> int:
    """The token before what says the kind of a body (`les membres de la | milice populaire Basij`), or `at`."""
    k = at
    while k > head and doc[k].pos_ == "ADJ":
        k -= 1
    return k - 1 if k > head and doc.lowered[k] in office_words("body-kind") else at


def _mere_name(doc: Doc, m: Mention, rule: NameRule) -> bool:
    """`l'hôpital de la Timone`: what no table knows, behind an article, is how the place is called."""
    unknown = rule.relation == LOCATED and m.cls == UNKNOWN_PLACE and m.kind == "named" and not m.key
    link = preposition(doc, m.start - 1) if unknown else None
    return unknown and (
        (link is not None and link.contracted) or doc.lowered[m.start - 1] in office_words("singular-article")
    )


def _titled(doc: Doc, m: Mention) -> int:
    """Where a person's title starts, or the name (`le régime du président Luc Roy`)."""
    return next((r.mention.start for r in doc._.roles if r.mention.end == m.start), m.start)
