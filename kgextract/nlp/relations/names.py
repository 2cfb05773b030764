"""Names inside and beside names → facts: a body of a body, a place in a place, a state in a group of states.

`le Conseil de sécurité de l'ONU` gives partOf(Conseil de sécurité, ONU); `Genève, en Suisse` gives locatedIn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.grammar.wordlist import lowered
from kgextract.nlp.layers import Candidate, Chain, Mention
from kgextract.nlp.relations.lists import Starts, listed
from kgextract.nlp.roles.modifiers import one_of
from kgextract.tables.gazetteers import REGIONS
from kgextract.tables.names import words
from kgextract.tables.relations import NAME_RULES, NameRule
from kgextract.tables.roles import office_words

REPRESENTS = "represents"  # `la mission de la Norvège auprès de l'ONU`: the first name, not the last
LOCATED, PART = "locatedIn", "partOf"
REGION, COUNTRY = "Region", "Country"
PERSON = "Person"
BODY = "Organization"
UNKNOWN = "Organization"  # a body of which no table knows the kind
APPOSED = 3  # words that may say what the name after them is (`du laboratoire public Cerfacs`)
APPOSITION = 8  # words of an apposition before its participle
LEADING = 4  # words of a preposition
CLOSED = frozenset(")],;")


def read(doc: Doc) -> Iterator[Candidate]:
    """The facts that two names of one phrase give."""
    mentions = sorted((*doc._.mentions, *doc._.nominals), key=lambda m: (m.start, -m.end))
    starts: Starts = {}
    for m in mentions:
        starts.setdefault(m.start, m)
    ending: dict[int, list[Mention]] = {}  # the mentions that end at a token, the longest first
    for m in mentions:
        ending.setdefault(m.end, []).append(m)
    for outer, nested in _nested(mentions):
        for rule in _rules(outer.type, outer.cls):
            if not _headed(doc, outer, rule) or not _outermost(doc, outer, ending[outer.end], rule):
                continue
            for inner, start, end in _inner(doc, outer, nested, starts, rule):
                for other in (_body_of(doc, outer, nested, rule), *_conjuncts(doc, outer, start, ending, rule)):
                    if other.chain is not None and inner is not other.chain and not _alias(other.chain, inner, rule):
                        first, second = (inner, other.chain) if rule.inverse else (other.chain, inner)
                        yield Candidate(
                            subject=first,
                            relation=rule.relation,
                            object=second,
                            start=min(other.start, start),
                            end=max(other.end, end),
                            rule=rule.id,
                            confidence=rule.confidence,
                        )


@cache
def _rules(kind: str, cls: str) -> tuple[NameRule, ...]:
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


def _body_of(doc: Doc, outer: Mention, nested: list[Mention], rule: NameRule) -> Mention:
    """The body to whose members a list belongs (`les pays de l'Otan, dont …`), else the outer name itself."""
    if doc[outer.head].lower_ in rule.through:
        return next((m for m in nested if m.type == BODY and m.end == outer.end and m.kind == "named"), outer)
    return outer


def _conjuncts(
    doc: Doc, outer: Mention, stop: int, ending: dict[int, list[Mention]], rule: NameRule
) -> Iterator[Mention]:
    """The names before the outer one of which a plural is said too (`A, B et C, membres de …`, `A et B sont …`)."""
    if rule.place not in ("apposition", "copula") or not any(
        doc[k].lower_ in rule.nouns and "Plur" in doc[k].morph.get("Number", []) for k in range(outer.end, stop)
    ):
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
    if rule.place == "list":  # `la liste des blessés : A et B`
        return next((m for m in ending if _rule_fits(m, rule)), None) is outer
    if rule.relation not in (LOCATED, PART) or (rule.place == "comma" and ending[0].type == BODY):
        return False
    return next(m for m in ending if m is outer or (_rule_fits(m, rule) and _headed(doc, m, rule))) is outer


def _rule_fits(m: Mention, rule: NameRule) -> bool:
    return m.type in rule.subject or m.cls in rule.subject


def _headed(doc: Doc, outer: Mention, rule: NameRule) -> bool:
    text = lowered(doc)
    first, second = text[outer.head], text[outer.start]
    if rule.relation == LOCATED and outer.start > 0 and doc[outer.start - 1].text in words("name-mark"):
        return False  # `l'association « Vivre à Lens »`
    if outer.cls in rule.not_subject:
        return False
    if (rule.named and outer.kind != "named") or (rule.not_after and _led(doc, outer, rule.not_after)):
        return False
    if rule.after and not _led(doc, outer, rule.after):
        return False
    if rule.one_of and one_of(doc, outer.start - 1) is None:
        return False
    heads, not_heads = _heads(rule.id, rule.heads, rule.not_heads)
    return (not heads or first in heads or second in heads) and first not in not_heads and second not in not_heads


@lru_cache(maxsize=1 << 10)
def _heads(rule: str, heads: tuple[str, ...], not_heads: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(heads), frozenset(not_heads)


def _fits(m: Mention, rule: NameRule) -> bool:
    return (m.type in rule.object or m.cls in rule.object) and m.cls not in rule.not_classes


def _inner(
    doc: Doc, outer: Mention, nested: list[Mention], starts: Starts, rule: NameRule
) -> Iterator[tuple[Chain, int, int]]:
    """The chains on the other side, each with its tokens."""
    if rule.place == "list":
        yield from ((c, s, e) for c, s, e in listed(doc, outer, starts, rule))
        return
    m = _inside(doc, outer, nested, rule) if rule.place == "inside" else _beside(doc, outer, starts, rule)
    if m is not None and rule.relation == LOCATED and _elsewhere(outer, m):
        return
    if rule.object_heads and m is not None and doc[m.start].lower_ not in rule.object_heads:
        return
    if m is not None and m.chain is not None:
        yield m.chain, m.start, m.end


def _elsewhere(outer: Mention, m: Mention) -> bool:
    """`en Angleterre, au Portugal`: a region that a table puts into another state than the one beside it."""
    land = _lands().get(outer.key) if outer.cls == REGION and m.cls == COUNTRY else None
    return land is not None and land != m.key


@cache
def _lands() -> dict[str | None, str | None]:
    return {row.key: row.country for row in REGIONS.rows()}


def _inside(doc: Doc, outer: Mention, nested: list[Mention], rule: NameRule) -> Mention | None:
    """The name that closes a longer one, after the right preposition."""
    for m in nested:
        if not _fits(m, rule) or doc[m.start].lower_ in office_words("cardinal-point"):
            continue
        if m.end != outer.end and rule.relation != REPRESENTS and not (rule.relation == PART and _goes_on(doc, m.end)):
            continue
        if _known(m) if rule.described else not _known(m):
            continue
        if rule.described and (m.plural or not m.definite):
            continue
        if "" in rule.prepositions and m.start == outer.head + 1:
            return m
        at = (_titled(doc, m) if m.type == PERSON else m.start) - 1
        at -= at > outer.head and m.kind == "named" and doc[at].lower_ in office_words("body-kind")
        if at > outer.start and doc[at].lower_ in office_words("determiner") and preposition(doc, at) is None:
            at -= 1
        found = next(
            (f for k in range(max(outer.start, at - 2), at + 1) if (f := preposition(doc, k)) and f.end > at), None
        )
        if found is not None and found.lemma in rule.prepositions:
            return m
    return None


def _titled(doc: Doc, m: Mention) -> int:
    """Where a person's title starts, or the name (`le régime du président Luc Roy`)."""
    return next((r.mention.start for r in doc._.roles if r.mention.end == m.start), m.start)


def _goes_on(doc: Doc, at: int) -> bool:
    """Another complement than one with `de` (`l'Office des Nations unies à Genève`)."""
    found = preposition(doc, at)
    return found is not None and found.lemma not in office_words("of")


def _over_acronym(doc: Doc, at: int) -> int:
    """The token after an acronym in brackets."""
    bracketed = at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")"
    return at + 3 if bracketed and doc[at + 1].text.isupper() else at


def _beside(doc: Doc, m: Mention, starts: Starts, rule: NameRule) -> Mention | None:
    at = m.end
    if rule.place == "comma" and rule.relation == LOCATED and at < len(doc) and doc[at].text == ")":
        at += 1  # `Mbindjo (district de Mokeko), dans la Sangha`
    if rule.place == "brackets":
        return _bracketed(doc, at, starts, rule) if at + 1 < len(doc) else None
    at = _over_acronym(doc, at)
    if at + 1 >= len(doc):
        return None
    if rule.place in ("comma", "apposition"):
        if doc[at].text != ",":
            return None
        at += 1
    if rule.place == "participle":
        at = _after_participle(doc, at, rule.nouns)
    if rule.place == "copula":
        at = _after_copula(doc, at)
    if rule.place in ("apposition", "copula"):
        at = _after_noun(doc, at, rule.nouns) if at >= 0 else at
    if at < 0 or at >= len(doc):
        return None
    if "" in rule.prepositions and rule.place == "preposition" and doc[at].pos_ == "ADJ" and doc[at].text.islower():
        at += 1  # `l'UDC bernois Luc Roy`
    found = preposition(doc, at)
    if found is None or found.lemma not in rule.prepositions:
        other = starts.get(at) if "" in rule.prepositions else None
        return other if other is not None and _fits(other, rule) else None
    return _named(doc, found.end, starts, rule)


def _led(doc: Doc, m: Mention, prepositions: tuple[str, ...]) -> bool:
    """Does one of these prepositions lead to the name (`à Lens, dans le Nord`)?"""
    found = [f for k in range(max(0, m.start - LEADING), m.start) if (f := preposition(doc, k)) is not None]
    if any(f.end > m.start and f.lemma in prepositions for f in found):
        return True  # `au nord de Lens`, where `nord de Lens` was taken for a name
    ends = {f.end: f.lemma for f in found}
    article = m.start > 0 and doc[m.start - 1].lower_ in office_words("determiner")
    return any(ends.get(at) in prepositions for at in (m.start, m.start - article))


def _bracketed(doc: Doc, at: int, starts: Starts, rule: NameRule) -> Mention | None:
    """`Uzès (Gard)`, `Uzès (dans le Gard, au sud)`."""
    if doc[at].text != "(":
        return None
    found = preposition(doc, at + 1)
    if found is not None and found.lemma not in rule.prepositions:
        return None
    other = _named(doc, found.end if found else at + 1, starts, rule)
    if other is not None and other.cls == UNKNOWN and not other.key and doc.between(other.start, other.end).isupper():
        return None  # the acronym of a party, most likely
    return other if other is not None and other.end < len(doc) and doc[other.end].text in CLOSED else None


def _named(doc: Doc, at: int, starts: Starts, rule: NameRule) -> Mention | None:
    """The mention at a token, over a determiner and nouns that only say what the name after them is."""
    if at not in starts and at < len(doc) and doc[at].lower_ in office_words("determiner"):
        at += 1
    if rule.relation == LOCATED and at not in starts:
        at = _over_side(doc, at)
    other = starts.get(at)
    if other is not None and _fits(other, rule):
        return None if rule.relation == LOCATED and doc[other.head].lower_ in office_words("edge") else other
    kind = at < len(doc) and doc[at].lower_ in office_words("body-kind")
    if rule.relation == "affiliatedWith" or kind:
        for k in range(at + 1, min(at + APPOSED + 1, len(doc))):
            if doc[k - 1].pos_ not in ("NOUN", "ADJ"):
                return None
            other = starts.get(k)
            if other is not None and other.kind == "named":
                return other if _fits(other, rule) else None
    return None


def _over_side(doc: Doc, at: int) -> int:
    """The name after `centre du`, `est de la`, where the side is none of the things of the article."""
    if at + 1 >= len(doc) or doc[at].lower_ not in office_words("side"):
        return at
    link = preposition(doc, at + 1)
    if link is None or link.lemma not in office_words("of") or link.end >= len(doc):
        return at
    return link.end + (not link.contracted and doc[link.end].lower_ in office_words("determiner"))


def _after_participle(doc: Doc, at: int, participles: tuple[str, ...]) -> int:
    """The token after `, située [notamment]`, `, dont le siège est` at `at`; -1 where no such words stand there."""
    comma = doc[at].text == ","
    at += comma
    if at >= len(doc):
        return -1
    at = _over_kind(doc, at, participles) if comma else at
    longest = LEADING + 1 if doc[at].lower_ in words("of-which") else 1
    n = next((n for n in range(longest, 0, -1) if doc.between(at, at + n).lower() in participles), 0)
    if n == 0:
        return -1
    at += n
    while at < len(doc) and doc[at].pos_ == "ADV":
        at += 1
    return at


def _over_kind(doc: Doc, at: int, participles: tuple[str, ...]) -> int:
    """The participle after what an apposition says first (`Orano, groupe industriel basé à Lens`), or `at`."""
    for k in range(at, min(at + APPOSITION, len(doc))):
        if doc.lowered[k] in participles:
            return k if any(doc[n].pos_ == "NOUN" for n in range(at, k)) else at  # not `l'une basée à Lens`
        if doc[k].pos_ not in ("NOUN", "ADJ", "DET", "ADP", "ADV") or not doc[k].text[:1].islower():
            break
    return at


def _after_copula(doc: Doc, at: int) -> int:
    """The token after `est`, `est devenue`, `reste` at `at`, over adverbs; -1 after another verb or a negation."""
    seen = False
    comma = doc[at].text == ","
    at += comma
    relative = at < len(doc) and doc[at].lower_ in office_words("relative")
    if comma and not relative:
        return -1  # `Elle préside le club, est membre du jury`
    at += relative
    over = at  # where the adverbs end
    for k in range(at, min(at + 8, len(doc))):
        if k < over:
            continue
        over = _over_locution(doc, k) if seen else k
        if over > k:
            continue
        if doc[k].pos_ in ("AUX", "VERB"):
            if not (set(infinitives(doc[k])) & office_words("copula")) or _unsure(doc[k]):
                return -1
            seen = True
        elif doc[k].pos_ != "ADV" or doc[k].lower_ in office_words("negation"):
            return k if seen and doc[k].lower_ not in office_words("negation") else -1
        elif doc[k].lower_ in office_words("denial"):
            return -1
    return -1


def _over_locution(doc: Doc, k: int) -> int:
    """The token after an adverb of several words, with its commas (`fait, en outre, partie`), or `k`."""
    start = k + (doc[k].text == ",")
    for n in (3, 2):
        end = start + n
        if end <= len(doc) and doc.between(start, end).lower() in office_words("adverb-locution"):
            return end + (start > k and end < len(doc) and doc[end].text == ",")
    return k


def _unsure(verb: Token) -> bool:
    """A conditional, a future or an infinitive."""
    return bool({"Cnd", "Inf", "Fut"} & {v for f in ("Mood", "VerbForm", "Tense") for v in verb.morph.get(f, [])})


def _known(m: Mention) -> bool:
    """Is it a name, or a description of something that has one?"""
    return m.kind == "named" or (m.chain is not None and any(o.kind == "named" for o in m.chain.mentions))


def _after_noun(doc: Doc, at: int, nouns: tuple[str, ...]) -> int:
    """The token after `[la] capitale [économique]` at `at`; -1 where no such noun stands there."""
    for k in range(at, min(at + 4, len(doc))):
        if doc[k].lower_ in nouns:
            after = k + 1
            while after < len(doc) and (doc[after].pos_ == "ADJ" or doc[after].lower_ in nouns):
                after += 1
            return after
        if doc[k].pos_ not in ("DET", "ADJ", "NUM") and doc[k].lower_ not in office_words("determiner"):
            break
    return -1
