"""A name → the name that stands behind it in brackets, as apposition, after a participle, a copula or a noun."""

from __future__ import annotations

from kgextract.nlp.doc import Doc, Token
from kgextract.nlp.grammar.adjuncts import addresses
from kgextract.nlp.grammar.inflection import mood_of
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.rule_verbs import infinitives
from kgextract.nlp.layers import Candidate, Mention
from kgextract.nlp.relations.lists import Starts
from kgextract.nlp.roles.modifiers import one_of
from kgextract.tables.names import words
from kgextract.tables.relations import NameRule
from kgextract.tables.roles import office_words
from kgextract.tables.speech import speech_words

LOCATED = "locatedIn"
PLACE, CITY = "Place", "City"
UNKNOWN = ("Organization", "Place")  # of which no table knows the kind
APPOSED = 3  # words that may say what the name after them is (`du laboratoire public Cerfacs`)
APPOSITION = 8  # words of an apposition before its participle
LEADING = 4  # words of a preposition
SIZE = 7  # tokens of `près de 25 000 habitants`
CLOSED = frozenset(")],;")


def lies_in(small: Mention, large: Mention, *, rule: str, sure: float) -> Candidate:
    """The fact that one place lies in another, told by the words from the one to the other."""
    return Candidate(
        subject=small.chain,  # type: ignore[arg-type]
        relation=LOCATED,
        object=large.chain,  # type: ignore[arg-type]
        start=min(small.start, large.start),
        end=max(small.end, large.end),
        rule=rule,
        confidence=sure,
    )


def fits(m: Mention, rule: NameRule) -> bool:
    """Whether a mention may be the object of a rule."""
    kinds = {m.type, m.cls, m.chain.cls if m.chain is not None else m.cls}  # `le parti de Luc Roy` may have a name
    return not kinds.isdisjoint(rule.object) and m.cls not in rule.not_classes


def _over_acronym(doc: Doc, at: int) -> int:
    """The token after an acronym in brackets."""
    bracketed = at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")"
    return at + 3 if bracketed and doc[at + 1].text.isupper() else at


def beside(doc: Doc, m: Mention, starts: Starts, rule: NameRule) -> Mention | None:
    """The name behind a mention that the rule joins to it, by the place that the rule asks for."""
    at = m.end
    if rule.place == "comma" and rule.relation == LOCATED and at < len(doc) and doc[at].text == ")":
        at += 1  # `Mbindjo (district de Mokeko), dans la Sangha`
    if rule.place == "brackets":
        return _bracketed(doc, at, starts, rule) if at + 1 < len(doc) else None
    at = comma = _over_acronym(doc, at)
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
        at = _over_size(doc, at) if rule.relation == LOCATED else at
    if at < 0 or at >= len(doc):
        return None
    if "" in rule.prepositions and rule.place == "preposition" and doc[at].text.islower():
        at += doc[at].pos_ in ("ADJ", "NOUN", "PROPN")  # `l'UDC bernois Luc Roy`
    if rule.place == "preposition" and rule.relation == "memberOf" and _of_kin(doc, m.start):
        return None  # `le fils d'immigrés au sein du parti`
    found = preposition(doc, at)
    if found is None or found.lemma not in rule.prepositions:
        other = starts.get(at) if "" in rule.prepositions else None
        if other is not None and rule.relation == LOCATED and other.kind != "named":
            return None  # `le Québec, province du Canada`
        address = rule.place == "participle" and doc[at].lower_ not in addresses()  # `situé | rue des Lilas`
        return other if other is not None and fits(other, rule) and not address else None
    if rule.place == "comma" and rule.relation != LOCATED and doc[found.end].lower_ in office_words("indefinite"):
        return None  # `il a chargé Luc Roy, maire, d'une mission`
    other = _named(doc, found.end, starts, rule)
    if other is not None and rule.place == "apposition" and _is_subject(doc, comma + 1, other.end):
        return None  # `Comme l'écrit La Voix, une des victimes a reconnu`, `Jointe par La Voix, la régie de Lens a nié`
    if other is not None and rule.place == "comma" and rule.relation == LOCATED:
        towns = m.key is not None and other.key is not None and m.cls == other.cls == CITY
        if towns or _enumerated(doc, m, other, starts):
            return None  # `à Lyon, à Genève, en Suisse`, `à Nantes, en Gironde et à Lyon`
    side = _side(at, found.end, starts) if other is not None and rule.relation == LOCATED else None
    return side or other


def _is_subject(doc: Doc, first: int, end: int) -> bool:
    """Whether words with an article have a verb right behind them, and are no apposition."""
    while end < len(doc) and doc.lowered[end] in speech_words("clitic", "negation-word"):
        end += 1
    finite = end < len(doc) and "Fin" in doc[end].morph.get("VerbForm", [])
    return finite and doc[first].pos_ in ("DET", "PRON", "NUM")


def _enumerated(doc: Doc, m: Mention, other: Mention, starts: Starts) -> bool:
    """Are two places parts of a list, that goes on behind the second without the comma that closes an apposition?"""
    at = other.end
    while at + 1 < len(doc) and doc[at].text == "," and (further := _sited(doc, at + 1, starts)) is not None:
        at = further.end
    joined = at + 1 < len(doc) and doc[at].lower_ in words("coordinator") and _sited(doc, at + 1, starts) is not None
    if joined:
        return True
    opens = m.start - 1
    while opens > 0 and doc[opens].pos_ in ("DET", "ADP"):
        opens -= 1
    return at > other.end and doc[opens].text == ","


def _sited(doc: Doc, at: int, starts: Starts) -> Mention | None:
    """The place behind a preposition or article at a token."""
    found = preposition(doc, at)
    k = found.end if found is not None else at
    k += k + 1 < len(doc) and doc[k].pos_ == "DET"
    place = starts.get(k) if k > at else None
    return place if place is not None and place.type == PLACE else None


def _side(at: int, end: int, starts: Starts) -> Mention | None:
    """The side that a preposition names, where it is a place of its own (`au | sud du Rwanda`)."""
    inside = (starts.get(k) for k in range(at + 1, end))
    return next((m for m in inside if m is not None and m.type == PLACE and m.end > end), None)


def led(doc: Doc, m: Mention, prepositions: tuple[str, ...]) -> bool:
    """Does one of these prepositions lead to the name (`à Lens, dans le Nord`)?"""
    found = [f for k in range(max(0, m.start - LEADING), m.start) if (f := preposition(doc, k)) is not None]
    if any(f.end > m.start and f.lemma in prepositions for f in found):
        return True  # `au nord de Lens`, where `nord de Lens` was taken for a name
    ends = {(f.end, f.lemma) for f in found}  # `au nombre des`, where `des` is one too
    article = m.start > 0 and doc[m.start - 1].lower_ in office_words("determiner")
    return any((at, lemma) in ends for at in (m.start, m.start - article) for lemma in prepositions)


def _of_kin(doc: Doc, start: int) -> bool:
    """Is it only a complement of somebody who is kin of it (`fils d' | immigrés`)?"""
    of = start > 1 and doc.lowered[start - 1] in {*office_words("of", "contracted-article"), *words("elided-of")}
    return of and doc.lowered[start - 2] in office_words("kin")


def _bracketed(doc: Doc, at: int, starts: Starts, rule: NameRule) -> Mention | None:
    """`Uzès (Gard)`, `Uzès (dans le Gard, au sud)`."""
    if doc[at].text != "(":
        return None
    found = preposition(doc, at + 1)
    if found is not None and found.lemma not in rule.prepositions:
        return None
    other = _named(doc, found.end if found else at + 1, starts, rule)
    if other is not None and other.cls in UNKNOWN and not other.key and doc.between(other.start, other.end).isupper():
        return None  # the acronym of a party or a programme, most likely
    if other is not None and rule.relation == LOCATED and _before_its_name(other):
        return None  # `Tillabéri (ouest du pays)`, where no country has been named yet
    if other is not None and rule.relation == LOCATED and found is None and _opens_list(doc, at + 1, other, starts):
        return None  # `les membres du Conseil (la Chine, la France et …)`
    return other if other is not None and other.end < len(doc) and doc[other.end].text in CLOSED else None


def _before_its_name(m: Mention) -> bool:
    """A description that stands before the name that it was taken for."""
    named = [x.start for x in m.chain.mentions if x.kind == "named"] if m.chain is not None else []
    return m.kind != "named" and bool(named) and min(named) > m.start


def _opens_list(doc: Doc, at: int, m: Mention, starts: Starts) -> bool:
    """Does the first name in a bracket have another one behind it, of the same kind or, with its article, of any?"""
    if m.end + 2 >= len(doc) or not (doc[m.end].text == "," or doc.lowered[m.end] in office_words("list-coordinator")):
        return False
    if doc[m.end].text == "," and at < m.start and doc.lowered[at] in office_words("determiner"):
        return True
    other = starts.get(m.end + 1 + (doc.lowered[m.end + 1] in office_words("determiner")))
    towns = (CITY, PLACE)  # one that a table knows, and one that none does
    return other is not None and (other.cls == m.cls or (other.cls in towns and m.cls in towns))


def _named(doc: Doc, at: int, starts: Starts, rule: NameRule) -> Mention | None:
    """The mention at a token, over a determiner and nouns that only say what the name after them is."""
    if at not in starts and at < len(doc) and doc[at].lower_ in office_words("determiner"):
        at += 1
    if rule.relation == LOCATED and at not in starts:
        at = over_side(doc, at)
    other = starts.get(at)
    if other is not None and rule.relation == LOCATED and not fits(other, rule):
        land = starts.get(over_side(doc, at))  # `ville de l'est de la RDC`, where the east is a thing of its own
        if land is not None and fits(land, rule) and doc[other.head].lower_ in office_words("side"):
            return other
        other = land
    if other is not None and rule.relation == LOCATED and other.kind != "named" and other.definite:
        inner = starts.get(over_side(doc, at)) if doc[other.head].lower_ in office_words("area-kind") else None
        other = inner if inner is not None and inner.kind == "named" and fits(inner, rule) else other
    if other is not None and fits(other, rule):
        return None if rule.relation == LOCATED and doc[other.head].lower_ in office_words("edge") else other
    kind = at < len(doc) and doc[at].lower_ in office_words("body-kind")
    if rule.relation == "affiliatedWith" or kind:
        for k in range(at + 1, min(at + APPOSED + 1, len(doc))):
            if doc[k - 1].pos_ not in ("NOUN", "ADJ"):
                return None
            other = starts.get(k)
            if other is not None and other.kind == "named":
                return other if fits(other, rule) else None
    return None


def over_side(doc: Doc, at: int) -> int:
    """The name after `centre du`, `est de la`, `commune de`, where side and kind are none of the things of the
    article."""
    while at + 1 < len(doc) and doc[at].lower_ in office_words("side", "area-kind"):
        qualified = at + 2 < len(doc) and doc[at + 1].pos_ == "ADJ" and doc[at + 1].is_lower
        link = preposition(doc, at + 1 + qualified)  # `l'État américain du | Wisconsin`
        if link is None or link.lemma not in office_words("of") or link.end >= len(doc):
            break
        at = link.end + (not link.contracted and doc[link.end].lower_ in office_words("determiner"))
    return at


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
            names = set(infinitives(doc[k]))
            ceases = bool(names & office_words("ceasing")) and doc.lowered[k + 1] in words("elided-of")
            if ceases and set(infinitives(doc[k + 2])) & office_words("copula"):
                seen, over = True, k + 3  # `cessera d'être membre`
                continue
            if not (names & office_words("copula")) or (_unsure(doc[k]) and not _no_longer(doc, k)):
                return -1
            seen = True
        elif seen and doc[k].lower_ in office_words("no-longer"):
            continue  # `n'est plus membre du parti`: it was
        elif doc[k].pos_ != "ADV" or doc[k].lower_ in office_words("negation"):
            if not seen and _no_longer(doc, k):
                continue
            return k if seen and doc[k].lower_ not in office_words("negation") else -1
        elif doc[k].lower_ in office_words("denial"):
            return -1
    return -1


def _no_longer(doc: Doc, k: int) -> bool:
    """Whether `plus` closes a negation that begins at a token (`n'est | plus membre`, `ne seront plus`): it was so."""
    denied = doc.lowered[k] in office_words("negation") or doc.lowered[k - 1] in office_words("negation")
    return denied and not office_words("no-longer").isdisjoint(doc.lowered[k + 1 : k + 3])


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
    return "Inf" in verb.morph.get("VerbForm", []) or mood_of(verb) != "asserted"


def _over_size(doc: Doc, at: int) -> int:
    """The token after how many live there (`ville | de quelque 25 000 habitants | du Gard`), or `at`."""
    link = preposition(doc, at) if 0 <= at < len(doc) else None
    if link is None or link.lemma not in office_words("of"):
        return at
    for k in range(link.end, min(link.end + SIZE, len(doc))):
        if doc.lowered[k] in office_words("who-live-there"):
            return k + 1 if any(doc[n].like_num for n in range(link.end, k)) else at
        if doc[k].is_punct and doc[k].text != ".":
            break
    return at


def _after_noun(doc: Doc, at: int, nouns: tuple[str, ...]) -> int:
    """The token after `[la] capitale [économique]` at `at`; -1 where no such noun stands there."""
    near = range(at + 1, min(at + 4, len(doc)))
    some = next((k for k in near if doc.lowered[k] in words("contracted") and one_of(doc, k) == at), None)
    if some is not None and not any(doc.lowered[k] in nouns for k in range(at, some)):
        at = some + 1  # `l'une des | figures du PS`
    for k in range(at, min(at + 4, len(doc))):
        if (n := next((n for n in (2, 3) if doc.between(k, k + n).lower() in nouns), 0)) > 0:
            return k + n  # `maison mère de`, `chef-lieu de`
        if doc[k].lower_ in nouns and k + 1 < len(doc) and doc.lowered[k + 1] not in office_words("kin"):
            after = k + 1
            while after < len(doc) and (doc[after].pos_ == "ADJ" or doc[after].lower_ in nouns):
                after += 1
            if any(w in office_words("bordering") for w in doc.lowered[k + 1 : after + 1]):
                return -1  # `Sète, ville portuaire proche de Pau`
            nouns_both = after + 1 < len(doc) and doc[k].pos_ == doc[after].pos_ == "NOUN"
            if nouns_both and preposition(doc, after + 1) is not None:
                after += 1  # `figure tutélaire de`, where the model takes the adjective for a noun
            return after
        plain = doc[k].pos_ in ("DET", "ADJ", "NUM") or doc[k].lower_ in office_words("determiner", "apposed-former")
        if not plain and (doc[k].pos_ != "ADV" or preposition(doc, k) is not None):
            break
    return -1
