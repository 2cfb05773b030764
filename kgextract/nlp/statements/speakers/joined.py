"""Draft → those who say the same as its first speaker, joined to it (`Paris et Berlin ont salué`)."""

from __future__ import annotations

from itertools import pairwise

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.adjuncts import past_bracket
from kgextract.nlp.grammar.base_phrases import Phrase
from kgextract.nlp.grammar.inflection import is_plural
from kgextract.nlp.layers import AGENTS, Argument, Chain, Clause, Mention
from kgextract.nlp.statements.about import explained, in_relative
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.resumed import past_clitics
from kgextract.nlp.statements.speakers.sources import Sources
from kgextract.nlp.statements.speakers.unlike import somebody_at
from kgextract.tables.names import not_names
from kgextract.tables.speech import speech_words
from kgextract.tables.syntax import syntax

_RELATIVE = 24  # tokens of a relative clause between commas
_REACH = 14  # tokens of several subjects behind their verb


def joined(page: Page, sources: Sources, draft: Draft) -> list[Chain]:
    """Those who say the same, joined to the first one before a verb in the plural (`Paris et Berlin ont salué`)."""
    doc, clause, source = page.doc, draft.clause, sources.of(draft)
    if clause is None or source is None:
        return _sources(doc, sources, draft)
    if clause.form in ("gerund", "infinitive"):
        return _members(doc, source)
    inverted = source.start > clause.verb
    by = inverted and clause.passive and not clause.reflexive  # `a été dénoncé par Paris et Berlin`
    if not by and (clause.form != "finite" or not _many(page, clause, source)):
        return []
    stop = min(source.start + _REACH, len(doc)) if inverted else clause.start
    if not inverted:  # `Les proches d'un élève, Luc Roy, ont pleuré et réclament`
        stop = next((k for k in range(source.head + 1, stop) if page.finite(k) and not in_relative(page, k)), stop)
    joining = (k for k in range(source.head + 1, stop) if doc[k].text != ",")
    if not any(_behind_joint(doc, k) is not None for k in joining):
        return []  # `Les agents de Bercy, le siège du ministère, expliquent`
    first = sources.named(source)
    if first is not None and first.end < source.start:
        return []  # `Trois pays, dont le Mali, le Niger et le Tchad, saluent`: some of those who speak
    found: list[Chain] = []
    beyond = 0
    for k in range(source.head + 1, stop):
        if k < beyond:
            continue
        listed = not inverted or doc[k].text != "," or _in_list(sources, doc, k + 1)
        behind = _behind_joint(doc, k) if listed else None
        if behind is None:
            relative = doc[k].lower_ in speech_words("relative")
            if relative and doc[k - 1].text == "," and (beyond := _closing(page, k, stop)):
                continue  # `Luc Roy, qui dirige la ville, et Anne Blin promettent`
            if inverted and doc[k].text == "," and (beyond := explained(page, k, stop)) > k:
                continue  # `ont dit Anne Roy, la maire, et Luc Roy`
            if inverted and (beyond := past_bracket(doc, k, stop - k)) > k:
                continue  # `ont dit Anne Roy (PS) et Luc Roy (LR)`
            instances = doc[k - 1].text == "," and doc[k].lower_ in not_names("such-as")  # `, notamment le Mali`
            closed = inverted and doc[k].is_punct and _behind_joint(doc, k + 1) is None
            if relative or instances or closed or page.finite(k):
                break
            continue
        behind += by and doc[behind].lower_ in speech_words("by-word")
        phrase, m = _somebody(sources, behind)
        if m is not None and first is not None and first.type == "Group" and _label(page, k, m):
            continue  # `Des élus PS, PCF et LFI dénoncent`
        if inverted and phrase is not None and page.finite(past_clitics(page, phrase.end, len(doc))):
            break  # `a été vendu par Paris et Berlin l'a repris`
        if doc[k].text == "," and m is not None and _theirs(doc, first, m, behind):
            continue
        other = _other(m, first)
        if other is not None and other not in found:
            found.append(other)
    return found


def _label(page: Page, joint: int, m: Mention) -> bool:
    """Whether a body without an article only goes on with those to which people belong (`les députés PS et | LFI`)."""
    doc = page.doc
    if m.type != "Organization" or m.kind != "named" or doc[m.start - 1].pos_ == "DET":
        return False
    before = next((x for x in page.at_token(joint - 1) if x.type == "Organization" and x.kind == "named"), None)
    while before is not None and _behind_joint(doc, before.start - 1) == before.start:
        joint = before.start - 1
        before = next((x for x in page.at_token(joint - 1) if x.type == "Organization" and x.kind == "named"), None)
    if before is None:
        return False
    noun = doc[before.start - 1]
    return noun.pos_ == "NOUN" and "Plur" in noun.morph.get("Number", [])


def _somebody(sources: Sources, i: int) -> tuple[Phrase | None, Mention | None]:
    """The noun phrase at a token, and whom it names."""
    phrase = somebody_at(sources.page, i)
    if phrase is None:  # `la Stib et De Lijn`
        return None, next((m for m in sources.page.at_token(i) if m.start == i and m.kind == "named"), None)
    return phrase, sources.named(sources.phrase(phrase))


def _theirs(doc: Doc, first: Mention | None, m: Mention, i: int) -> bool:
    """Whether behind a comma only the body of people is told (`Luc Roy et Anne Blin, | du groupe centriste, ont`)."""
    people = first is not None and first.type == "Person"
    return people and m.type != "Person" and doc[i].lower_ in speech_words("of-form")


def _other(m: Mention | None, first: Mention | None) -> Chain | None:
    """Somebody else than the first speaker who can speak and has a name of some kind."""
    if m is None or first is None or m.chain is None or m.chain is first.chain or m.chain.unnamed:
        return None
    return m.chain if m.type in AGENTS else None


def _sources(doc: Doc, sources: Sources, draft: Draft) -> list[Chain]:
    """The second source of `Selon Paris et Berlin, …`."""
    source = draft.source
    if draft.rule != "according-to" or source is None or source.end + 1 >= len(doc):
        return []
    if doc[source.end].lower_ not in speech_words("joining-word"):
        return []
    phrase, m = _somebody(sources, source.end + 1)
    other = _other(m, sources.named(source))
    if phrase is None or other is None:
        return []
    closed = phrase.end >= len(doc) or doc[phrase.end].is_punct or doc[phrase.end].is_space
    return [other] if closed else []


def _in_list(sources: Sources, doc: Doc, i: int) -> bool:
    """Whether somebody named behind a comma is one of several (`ont dit Anne Roy, | Luc Roy et Marc Tirel`)."""
    phrase, m = _somebody(sources, i)
    if m is None or phrase is None or m.kind != "named" or phrase.end + 1 >= len(doc):
        return False
    return _behind_joint(doc, phrase.end) is not None


def _closing(page: Page, k: int, stop: int) -> int:
    """The comma that closes a relative clause, 0 where none does."""
    return next((j for j in range(k + 1, min(k + _RELATIVE, stop)) if page.doc[j].text == ","), 0)


def _members(doc: Doc, source: Argument) -> list[Chain]:
    """The further subjects of a verb that a gerund or an infinitive goes with.

    `Le PS et le MR protestent, jugeant que`, `… ont ri avant de dire que`
    """
    members = [m for m in source.mentions if m.type in AGENTS and m.kind == "named"]
    between = {t.lower_ for a, b in pairwise(members) for t in doc[a.end : b.start]}
    if not between & (speech_words("joining-word") | {","}):
        return []
    found: list[Chain] = []
    for m in members[1:]:
        if m.chain is not None and m.chain is not members[0].chain and m.chain not in found:
            found.append(m.chain)
    return found


def _behind_joint(doc: Doc, k: int) -> int | None:
    """The token behind what joins two subjects there (`et`, `ainsi que`, a comma), or None."""
    if doc[k].text == "," or doc[k].lower_ in speech_words("joining-word"):
        return k + 1
    locution = doc.between(k, min(k + 2, len(doc))).lower()
    return k + 2 if locution in syntax("coordinator-locution") else None


def _many(page: Page, clause: Clause, source: Argument) -> bool:
    """Whether a verb or its auxiliary is in the plural; one that it shares stands before it (`ont ri et | promis`)."""
    verbs = [k for k in range(clause.start, clause.end) if page.finite(k)]
    if not verbs and source.end <= clause.start:
        verbs = [k for k in range(source.end, clause.start) if page.finite(k) and not in_relative(page, k)][-1:]
    return any(is_plural(page.doc[k]) for k in verbs)
