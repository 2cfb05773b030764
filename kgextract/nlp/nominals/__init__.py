"""Doc → `nominals`: descriptions by common nouns of people, bodies, places, documents and groups.

`la ministre`, `le gouvernement italien`, `plus de 140 pays`, `une résolution`, `les pays en développement`: without
the determiner, with adjectives and `de` complements, never a relative clause, participle or apposition. A title
before or after a name becomes a role later; a description that nothing refers to is left out at the end.
"""

from __future__ import annotations

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import behind_of, preposition
from kgextract.nlp.grammar.wordlist import lowered, tags
from kgextract.nlp.layers import Cover, Mention
from kgextract.nlp.mentions.explained import name_beside
from kgextract.nlp.mentions.known import known
from kgextract.nlp.nominals import appositions, locutions
from kgextract.nlp.nominals.buildings import as_building
from kgextract.nlp.nominals.complements import SENT, description_end, says_which
from kgextract.nlp.nominals.determiners import Start, filed, start_of
from kgextract.nlp.nominals.groups import has_members, named_after
from kgextract.nlp.nominals.heads import head, listed
from kgextract.nlp.nominals.inhabitants import inhabitants
from kgextract.nlp.nominals.nouns import Noun, by_first_word
from kgextract.nlp.nominals.partisans import partisans
from kgextract.nlp.nominals.possible import possible
from kgextract.nlp.nominals.sharing import sharing
from kgextract.nlp.nominals.spans import mention_of, with_body
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.phrases import Index, OfficePhrase, index
from kgextract.tables import identity
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import office_words

OPENS = "weak-noun-new"  # of one that is new and a thing only where it is taken up: `une école`
TAKES_UP = "weak-noun"  # rule of a bare description that is a thing only where it takes up one named before
COUNTRY = "Country"
SURE, GUESS = 0.55, 0.45  # of a thing of its own, and of one that is only a thing if something refers to it
_OPENED = ("Organization", "Place")  # `une école … l'établissement`


def read(doc: Doc) -> Doc:
    """Write `doc._.nominals`."""
    ix = index(doc)
    found = [
        m for m in known(doc) if m.kind == "nominal" and m.start not in ix.covered and not locutions.field(doc, m.start)
    ]
    found += [*inhabitants(doc), *partisans(doc)]
    i = 0
    while i < len(doc):
        mention = None if i in ix.covered else _description(doc, i, ix)
        if mention is not None:
            found.append(mention)
        found += sharing(doc, i, mention, ix)
        i += 1
    doc._.nominals = _without_repeats(doc, _prepared(doc, found))
    return doc


def _prepared(doc: Doc, found: list[Mention]) -> list[Mention]:
    """The descriptions, those of bare weak nouns only after something of their type that they may take up."""
    first: dict[str, int] = {}
    for m in (*doc._.mentions, *found):
        if m.rule != TAKES_UP:
            first[m.type] = min(m.start, first.get(m.type, m.start))
    known = identity.descriptions()
    return [
        m
        for m in found
        if m.rule != TAKES_UP or first.get(m.type, m.start) < m.start or ("Event", (m.lemma or "").casefold()) in known
    ]


def _description(doc: Doc, i: int, ix: Index) -> Mention | None:
    """The description whose head noun starts at token i, or None."""
    word, tag = lowered(doc)[i], tags(doc)[i]
    odd = tag in ("VERB", "AUX", "ADP", "PRON", "ADV", "DET") or not word.isalpha()
    if odd and tag != "ADJ" and "-" not in word and not (tag == "VERB" and _determined(doc, i)):
        return None
    start = start_of(doc, i)
    if start is None:
        return _apposed(doc, i, ix)
    office = office_phrase(doc, i, ix)
    noun = head(doc, i, start, ix)
    if noun is not None and len(noun.words) == 1 and tag == "ADJ" and _before_its_noun(doc, i):
        noun = None
    if office is not None and (_in_preposition(doc, i) or _qualifies(doc, i)):
        return None  # `dans le cadre de la réforme`
    if office is not None and not start.quoted and (noun is None or office.head_end - i >= len(noun.words)):
        return _officer(doc, i, office, start, ix)
    if start.quoted and (noun is None or noun.type != "Document"):
        return None  # what is called so: `un « trio toxique »`
    if noun is None or not possible(doc, i, noun, start, ix) or _of_a_parent(doc, start):
        return None
    noun = as_building(doc, i, noun, start)
    end = description_end(doc, i, noun, ix)
    beside = name_beside(doc, i)
    if beside is not None and i < beside[0] < end:
        return None  # `le groupe de presse Lorca`: the name says it
    modified = end > i + len(noun.words) or says_which(doc, end, noun)
    weak = len(noun.words) == 1 and noun.words[0] in nominal_words("weak")
    bare = weak and not modified and not _pointed(doc, i) and not has_members(doc, start, end)
    introduced = start.definite is False and (noun.type == "Document" or (noun.type in _OPENED and not start.plural))
    if bare and not introduced and (not start.definite or lowered(doc)[start.core - 1] in words("possessive")):
        return None
    if noun.type == "Place" and modified and _named_by(doc, i + len(noun.words), end, noun, ix):
        return None  # `la ville de Gao` is Gao
    if noun.people:
        end = with_body(doc, end, ix)
    elif named_after(doc, i, end, ix) and _is_said_by(noun, ix.names_at[end]):
        return None  # `la société Orano`, `la région Bretagne`: the name says it
    sure = noun.type == "Document" and _told_of(doc, i, start, noun, end, ix)
    rule, confidence = "common-noun", SURE if sure else _confidence(noun, start, modified)
    if bare and (start.definite or noun.type != "Document"):
        rule = TAKES_UP if start.definite else OPENS
    return mention_of(doc, start, i, end, noun.type, noun.cls, rule=rule, confidence=confidence)


def _apposed(doc: Doc, i: int, ix: Index) -> Mention | None:
    """`Lyon, siège de l'agence`: what a name is, without a determiner; it is a thing only with that name."""
    start = appositions.start(doc, i, ix)
    if start is None:
        return None
    noun = listed(doc, i, start) or appositions.trade(doc, i, ix)
    end = description_end(doc, i, noun, ix) if noun is not None else i
    if noun is None or not appositions.says(doc, i, end, noun, ix):
        return None
    return mention_of(doc, start, i, end, noun.type, noun.cls, rule=appositions.RULE, confidence=0.3)


def _qualifies(doc: Doc, i: int) -> bool:
    """`les principales villes`: an office's name that is an adjective before a noun."""
    behind = i + 1 < len(doc) and tags(doc)[i + 1] == "NOUN" and doc[i + 1].is_lower
    return behind and lowered(doc)[i] in nominal_words("adjective-first")


def _determined(doc: Doc, i: int) -> bool:
    """`un permis`, `son exposé`, `le permis de construire`: a noun that the model takes for a verb."""
    text = lowered(doc)
    if not i or text[i] not in by_first_word():
        return False
    if text[i - 1] in words("one", "possessive") | nominal_words("demonstrative"):
        return True
    longer = (n.words for n in by_first_word()[text[i]] if len(n.words) > 1)
    return text[i - 1] in words("definite") and any(tuple(text[i : i + len(w)]) == w for w in longer)


def _in_preposition(doc: Doc, i: int) -> bool:
    """`dans le cadre de la réforme`: the noun is a word of a preposition."""
    return any((found := preposition(doc, k)) is not None and found.end > i + 1 for k in (i - 2, i - 1) if k >= 0)


def _of_a_parent(doc: Doc, start: Start) -> bool:
    """`un père de deux enfants`: how many somebody has, nobody of the article."""
    of, text = start.core - 1, lowered(doc)
    return of > 0 and text[of] in words("of") and text[of - 1] in nominal_words("parent")


def _is_said_by(noun: Noun, name: Mention) -> bool:
    return noun.type in ("Organization", "Group") or noun.type == name.type == "Place"


def _named_by(doc: Doc, after: int, end: int, noun: Noun, ix: Index) -> bool:
    """A settlement whose name follows `de`; the stage of a medium (`le plateau du 20 heures de TF1`) is no place."""
    if noun.words[-1] in nominal_words("stage"):
        return any(k in ix.names_at and ix.names_at[k].cls == "MediaOutlet" for k in range(after, end))
    found = preposition(doc, next((k for k in range(after, end) if tags(doc)[k] != "ADJ"), after))
    if found is None or noun.words[-1] not in nominal_words("settlement"):
        return False
    name = found.end + (found.end < len(doc) and doc[found.end].lower_ in words("definite"))
    m = ix.names_at.get(name)
    if m is None or m.end != end or lowered(doc)[m.start] in office_words("area-kind"):
        return False  # `un village de la province du Kwilu`
    if m.cls == "Region" and noun.words[-1] in nominal_words("town") and (found.contracted or name > found.end):
        return False  # `une commune du Gard`
    return m.cls != COUNTRY  # `une région de la Norvège` is none of its names


def _before_its_noun(doc: Doc, i: int) -> bool:
    """`les jeunes soldats`: an adjective whose noun follows is no head, though the word may be a noun elsewhere."""
    return i + 1 < len(doc) and tags(doc)[i + 1] == "NOUN"


def _pointed(doc: Doc, i: int) -> bool:
    """Does a demonstrative stand before the noun?"""
    return i > 0 and lowered(doc)[i - 1] in nominal_words("demonstrative")


def _officer(doc: Doc, i: int, office: OfficePhrase, start: Start, ix: Index) -> Mention | None:
    """Somebody described by an office, or several people."""
    if office.plural or (start.plural and start.counted):
        if start.bare and not office.plural:
            return None
        noun = Noun(tuple(doc[k].lower_ for k in range(i, office.head_end)), "Group", "Group", True, ())
        end = with_body(doc, description_end(doc, i, noun, ix), ix)
        return mention_of(doc, start, i, end, "Group", "Group", rule="office-noun", confidence=0.6)
    if start.bare:
        return None
    return mention_of(doc, start, i, office.end, "Person", "Person", rule="office-noun", confidence=0.6)


def _told_of(doc: Doc, i: int, start: Start, noun: Noun, end: int, ix: Index) -> bool:
    """`cette proposition`, `porter plainte`, `les conclusions du procureur`: one that is there, or whose it is."""
    if _pointed(doc, i) or filed(doc, i):
        return True
    after = i + len(noun.words)
    at = next((at for k in range(after, end) if (at := behind_of(doc, k))), end)
    if at >= end or (start.plural and not start.definite):
        return False
    name = ix.people_at.get(at) or ix.names_at.get(at)
    if name is not None:
        return name.type in ("Person", "Organization")
    office = office_phrase(doc, at, ix)
    return office is not None and not office.plural


def _confidence(noun: Noun, start: Start, modified: bool) -> float:
    """Lower where a description is a thing only if something refers to it.

    A noun that is often none, a bare collective (`la presse`) or place (`la région`), a document that nobody
    introduced (`la résolution`) or several of them.
    """
    gathered = len(noun.words) > 1 and noun.words[0] in nominal_words("gathering-of")
    bare = not modified and not gathered and (noun.type == "Place" or (noun.type == "Group" and not noun.plural))
    told = modified and noun.words[-1] not in nominal_words("only-taken-up")
    counted = start.definite is None and start.plural and noun.cls in SENT  # `quatre pétitions`
    unknown = noun.type == "Document" and ((noun.plural and not counted) or (bool(start.definite) and not told))
    weak = noun.words[-1] in nominal_words("weak") and len(noun.words) == 1 and not (told and noun.type == "Group")
    aired = " ".join(noun.words) in nominal_words("never-several")  # `sur les réseaux sociaux`
    return GUESS if bare or unknown or weak or aired else SURE


def _without_repeats(doc: Doc, found: list[Mention]) -> list[Mention]:
    """One description a span, none that crosses a name or another description, or is the beginning of a known one."""
    spans = {(m.start, m.end) for m in doc._.mentions}
    names = Cover(doc._.mentions)
    out: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.start, -m.end, m.key is None)):
        if (m.start, m.end) in spans:
            continue
        if names.crossing(m):
            continue
        if out and out[-1].start < m.start < out[-1].end < m.end:
            if out[-1].rule != appositions.RULE:
                continue
            out[-1].end = m.end  # `siège de l'organisation | de coopération policière`
        if out and out[-1].start == m.start and out[-1].key is not None:
            continue  # `organisation internationale` of `organisation internationale pour les migrations`
        spans.add((m.start, m.end))
        out.append(m)
    return out
