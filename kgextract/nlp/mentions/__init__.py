"""Doc → `mentions`: names of people, bodies and places, named documents and named groups.

Gazetteer and grammar come first, the longest match with the names inside it; what the model proposes fills the gaps.

- known names: `gazetteer`, `matched` to tokens, `meant` of several, `known` as mentions
- by grammar: `bodies` with `body_ends` and names `beside` them, `places` and their `heads` and `complements`,
  `houses`, `clubs`, `firms`, `media` with `programmes`, `mottoes`, `lines`, `datelines`, the `states`, `documents` with
  `titles` and those `numbered`, `laws`, `groups`, no `leads`, `people` with `person_names`, `lone_given` and
  `unknown_people`, names with
  the `family_first`, `titled` people and `kin`, parties as `labels`
- the model's: `proposals` with `model_people`, no `noise`, names left `unlabelled`; their type by `signs`, two names
  in one taken `apart`; inside and behind names: `inner`, `branches`, places in a body's `slogans`
- unknown names: `runs` of capitals, their type `told` by `before_name` and `after_name`, or `explained` beside them
- the same all over an article: `consistency`, `surnames`, by the places where a name is `standing`, or stands
  `in_capitals`; acronyms `spelled` out, `families`, `teams`, no names of `things`; how an article is `signed`; last
  the `borders` of each name
"""

from __future__ import annotations

from kgextract.nlp.common_words import is_common
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.lone_verbs import settle_lone
from kgextract.nlp.grammar.mistagged import settle_verbs
from kgextract.nlp.grammar.names import is_capital, is_inhabitant, named, opens_sentence
from kgextract.nlp.grammar.settled import (
    settle_adverbs,
    settle_closing,
    settle_nouns,
    settle_participles,
    settle_present,
)
from kgextract.nlp.layers import MODEL, Mention
from kgextract.nlp.mentions.apart import apart, pairs_apart
from kgextract.nlp.mentions.bodies import bodies
from kgextract.nlp.mentions.borders import reaching, with_borders
from kgextract.nlp.mentions.branches import with_branches
from kgextract.nlp.mentions.consistency import (
    is_call,
    is_canton,
    is_from_somewhere,
    is_opening_participle,
    is_other_thing,
    is_portfolio,
    is_rubric,
    is_topic,
    with_affiliations,
    with_first_words,
    with_one_type,
    with_repeats,
)
from kgextract.nlp.mentions.datelines import datelines
from kgextract.nlp.mentions.documents import documents
from kgextract.nlp.mentions.explained import with_explained
from kgextract.nlp.mentions.families import with_families
from kgextract.nlp.mentions.firms import firms
from kgextract.nlp.mentions.groups import groups
from kgextract.nlp.mentions.heads import head_class, is_area, is_place_head
from kgextract.nlp.mentions.houses import houses
from kgextract.nlp.mentions.in_capitals import with_capitals
from kgextract.nlp.mentions.inner import inner_places
from kgextract.nlp.mentions.kin import kin
from kgextract.nlp.mentions.known import known
from kgextract.nlp.mentions.labels import labels
from kgextract.nlp.mentions.laws import laws
from kgextract.nlp.mentions.lines import lines
from kgextract.nlp.mentions.media import media
from kgextract.nlp.mentions.mottoes import mottoes
from kgextract.nlp.mentions.people import people
from kgextract.nlp.mentions.person_names import is_colour
from kgextract.nlp.mentions.places import roads
from kgextract.nlp.mentions.programmes import programmes
from kgextract.nlp.mentions.proposals import proposals
from kgextract.nlp.mentions.signed import with_signatures
from kgextract.nlp.mentions.spelled import with_acronyms
from kgextract.nlp.mentions.states import states
from kgextract.nlp.mentions.surnames import with_surnames
from kgextract.nlp.mentions.teams import with_teams
from kgextract.nlp.mentions.things import without_things
from kgextract.nlp.mentions.titled import titled
from kgextract.nlp.mentions.told import with_told_types
from kgextract.nlp.roles.heads import office_head
from kgextract.tables.names import endings, given_name_gender, nominal_words, words

# documents whose city is no place any more: `Statut de Rome`, `convention de Genève`
_NOT_NAMES = (is_portfolio, is_rubric, is_from_somewhere, is_call, is_canton, is_opening_participle, is_other_thing)
AFTER_A_CITY = frozenset({"Treaty", "Agreement", "Declaration"})


def read(doc: Doc) -> Doc:
    """Write `doc._.mentions`."""
    settle_adverbs(doc)
    settle_present(doc)
    settle_verbs(doc)
    settle_lone(doc)
    settle_closing(doc)
    settle_participles(doc)
    settle_nouns(doc)
    inner = (_of_origin, _in_a_name, _in_an_office)
    names = [m for m in known(doc) if m.kind == "named" and not any(holds(doc, m) for holds in inner)]
    aired = media(doc)
    found = [*names, *bodies(doc), *firms(doc), *aired, *programmes(doc, [*names, *aired])]
    found += [*mottoes(doc), *roads(doc), *lines(doc), *states(doc), *houses(doc)]
    papers = documents(doc)
    found += [*papers, *laws(doc, papers)]
    found += labels(doc).values()
    found += [*people(doc), *titled(doc), *kin(doc), *groups(doc), *datelines(doc)]
    found = reaching(_with_short_forms(doc, [_as_team(doc, m) for m in found]))
    found = _resolved(doc, [m for m in apart(doc, found) if not is_topic(doc, m)], [])
    proposed = [_as_team(doc, m) for m in apart(doc, proposals(doc)) if not _in_an_office(doc, m)]
    found = _resolved(doc, proposed, found)
    found = [m for m in found if m.rule != MODEL or not any(f(doc, m) for f in _NOT_NAMES)]
    found += inner_places(doc, found)
    found = with_acronyms(doc, with_branches(doc, found))
    found = with_surnames(doc, with_told_types(doc, with_explained(doc, found)))
    found = with_first_words(doc, with_affiliations(doc, found))
    found = with_families(doc, with_one_type(doc, with_repeats(doc, pairs_apart(doc, found))))
    found = with_signatures(doc, with_teams(doc, with_capitals(doc, without_things(doc, found))))
    found = _resolved(doc, with_borders(doc, found), [])
    doc._.mentions = sorted(found, key=lambda m: (m.start, -m.end))
    _tag_names(doc)
    _tag_adjectives(doc)
    return doc


def _of_origin(doc: Doc, m: Mention) -> bool:
    """`le Suisse Justin Roy`: where somebody comes from, not the country."""
    return m.type == "Place" and m.end - m.start == 1 and is_inhabitant(doc, m.start)


def _in_a_name(doc: Doc, m: Mention) -> bool:
    """`Monistrol-d'Allier`: the end of a town's name, which a hyphen joins."""
    return m.type == "Place" and m.start > 1 and doc[m.start - 2].text[-1:] == "-" and not doc[m.start - 2].whitespace_


def _in_an_office(doc: Doc, m: Mention) -> bool:
    """`le garde des Sceaux`: the end of an office's name is no town."""
    office = office_head(doc, m.start - 2) if m.type == "Place" and m.start > 1 else None
    return office is not None and office[2] == m.end


def _as_team(doc: Doc, m: Mention) -> Mention:
    """`l'entraîneur des Harambee Stars`: a name of several words in the plural is nobody's."""
    if m.type != "Person" or m.key is not None or m.start == 0 or m.end - m.start < 2 or m.kind != "named":
        return m
    first = doc[m.start]
    several = doc[m.start - 1].lower_ in words("plural-determiner") and doc[m.end - 1].text.endswith("s")
    particle = first.lower_ in words("particle") or first.lower_ in words("definite")
    if not several or particle or first.text in given_name_gender():
        return m
    return named(doc, m.start, m.end, "Organization", "Organization", rule=m.rule, confidence=m.confidence)


def _tag_names(doc: Doc) -> None:
    """No word of a name is a verb, whatever the model says (`à Sfax une`, `le collectif « Sauvons nos lits »`),
    no place is a pronoun (`Kiev accuse`), no surname an adjective (`Paul Petit a signé`), a party's colour before one
    is an adjective (`la députée Verte Anne Roy`).
    """
    for m in doc._.mentions:
        if m.type == "Person" and is_capital(doc[m.start - 1]) and is_colour(doc, m.start - 1):
            doc[m.start - 1].pos_ = doc.tags[m.start - 1] = "ADJ"
        for token in doc[m.start : m.end] if m.kind == "named" and m.type != "Document" else ():
            marked = token.i > 1 and doc[token.i - 1].is_quote and doc[token.i - 2].pos_ == "NOUN"
            acts = token.pos_ in ("VERB", "AUX") and (marked or not opens_sentence(token))
            other = m.type == "Place" and token.pos_ in ("PRON", "ADV", "INTJ", "ADP")
            other = other or (m.type == "Person" and m.start < token.i and token.pos_ in ("ADJ", "ADV", "X"))
            if is_capital(token) and (acts or other):
                token.pos_, token.lemma_, token.morph = "PROPN", token.text, {}
                doc.tags[token.i] = "PROPN"


def _tag_adjectives(doc: Doc) -> None:
    """A word that the model takes for an adverb or a noun is an adjective before its noun (`un bref communiqué`), one
    that it takes for a verb where a noun has most of it (`le projet le plus progressiste`).
    """
    for noun, article, degree, token in zip(doc, doc[1:], doc[2:], doc[3:], strict=False):
        if token.pos_ == "VERB" and degree.lower_ in nominal_words("comparative") and noun.pos_ == "NOUN":
            if article.lower_ in words("definite") and token.lower_.endswith(endings("adjective-ending")):
                token.pos_ = doc.tags[token.i] = "ADJ"
    for token, before, noun in zip(doc[1:], doc, doc[2:], strict=False):
        if token.lower_ in words("brief") and token.pos_ != "ADJ" and noun.pos_ == "NOUN":
            if before.pos_ == "ADV" or before.lower_ in words("definite", "indefinite", "possessive"):
                token.pos_ = doc.tags[token.i] = "ADJ"


def _with_short_forms(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Leave out `la Cour` where the article has a longer name with that word: there it is a description."""
    longer = {doc[m.start].lower_ for m in found if m.end - m.start > 1}
    return [m for m in found if m.rule != "short-form" or doc[m.start].lower_ not in longer]


def _resolved(doc: Doc, new: list[Mention], kept: list[Mention]) -> list[Mention]:
    """`kept` with those new mentions that neither cross one of them nor repeat one, the longest first."""
    out = list(kept)
    at: dict[int, list[Mention]] = {}
    for m in out:
        for k in range(m.start, m.end):
            at.setdefault(k, []).append(m)
    for m in sorted(new, key=lambda m: (-(m.end - m.start), -m.confidence, m.start, m.type)):
        near = {id(o): o for k in range(m.start, m.end) for o in at.get(k, ())}.values()
        if all(_fits(doc, m, o) for o in near):
            out.append(m)
            for k in range(m.start, m.end):
                at.setdefault(k, []).append(m)
    return out


def _fits(doc: Doc, m: Mention, other: Mention) -> bool:
    """May `m` stand beside a mention that shares words with it?"""
    if (m.start, m.end) == (other.start, other.end):
        return False
    if other.start <= m.start and m.end <= other.end:
        return _nests(doc, m, other)
    if m.start <= other.start and other.end <= m.end:
        return _nests(doc, other, m)
    return False


def _is_noun(doc: Doc, m: Mention) -> bool:
    """Is the name one noun for a kind of body or place?"""
    word = doc[m.start].lower_
    return m.end - m.start == 1 and (head_class(word) is not None or is_place_head(word))


def _nests(doc: Doc, inner: Mention, outer: Mention) -> bool:
    """Is the inner name a complement inside the outer one: `ONU` in `Conseil de sécurité de l'ONU`?"""
    if outer.type == "Person" or inner.start == outer.start:
        return False
    if inner.key is not None and inner.key == outer.key:
        return False
    before = doc[inner.start - 1]
    if inner.start == outer.start + 1 and inner.end == outer.end and before.lower_ in words("definite"):
        return False  # `Les Verts`
    if before.text[-1:] == "-" and outer.type == "Organization":
        return inner.rule == "gazetteer"
    if inner.type == "Person" and outer.cls == "Government":  # `l'administration Biden`
        return (inner.start, inner.end) == (outer.head + 1, outer.end)
    if inner.rule == MODEL and not {inner.type, outer.type} & {"Place"} and not doc[inner.start].text.isupper():
        return False
    if outer.type == "Document" and inner.rule == MODEL and not doc[inner.start].is_alpha:
        return False
    if inner.rule == MODEL and doc[outer.start].lower_ in words("named-alone") and inner.end == outer.end:
        return False  # `barrage de Chafia`
    if inner.rule == MODEL and outer.type == "Place" and _is_noun(doc, inner):
        return False  # `place de la Mairie`
    lone = inner.rule == MODEL and inner.type == "Place" and inner.end - inner.start == 1 and inner.end < outer.end
    if lone and is_common(doc, inner.start):
        return False  # `Centre hospitalier de Référence de Kervanec`
    if inner.rule == MODEL and inner.type == "Place" and outer.type == "Organization" and is_common(doc, inner.start):
        if any(doc[k].lower_ in words("of") for k in range(inner.start, inner.end)):
            return False  # `musée des Beaux-Arts de Rennes`
    if inner.type == "Person" and outer.type in ("Organization", "Place", "Group"):
        return False
    if inner.type == "Group" and outer.type == "Place":
        return False  # `promenade des Anglais`
    if inner.cls == "City" and outer.cls in AFTER_A_CITY:
        return False
    if inner.type == outer.type == "Place" and doc[outer.start].is_lower and inner.end == outer.end:
        named_after = inner.key is None and before.lower_ in words("definite")
        if named_after or (doc[outer.start].lower_ in words("way") and inner.start <= outer.start + 2):
            return False  # `stade de la Rabine`, `rue de Lyon`
    if outer.type == "Place" and doc[outer.start].lower_ in words("island"):
        return False
    if inner.cls == "PoliticalParty" and inner.start == outer.head + 1:
        return True  # `groupe PS à l'Assemblée`
    if outer.type == "Place" and (outer.rule == "gazetteer" or is_area(doc[outer.start].lower_)):
        named = any(doc[k].text[:1].isupper() for k in range(outer.start + 1, inner.start))
        if outer.rule == "gazetteer" or not named:
            return False  # `la région de Kidal` is not Kidal; but `le quartier Saint-Roch de Lens`
    return before.pos_ == "ADP" or before.lower_ in words("definite") or before.lower_ in words("of")
