"""Drafts of one article → one draft an act of saying: of two that say the same the fuller one, none inside another."""

from __future__ import annotations

from kgextract.nlp.grammar.cues import is_infinitive
from kgextract.nlp.layers import Range
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.inverted import thing
from kgextract.nlp.stretches import Stretches
from kgextract.tables.speech import speech_words

_GOVERNED = ("speech-clause", "speech-infinitive", "speech-of-infinitive", "speech-to-infinitive", "speech-object")


def merged(page: Page, drafts: list[Draft]) -> list[Draft]:
    """One act of saying, one draft; contents that lie in another's are nested."""
    _end_before_closing(page, drafts)
    kept: list[Draft] = []
    near: Stretches[Draft] = Stretches()
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.content[0][0])):
        a, b = draft.content[0][0], draft.content[-1][1]
        if any(_same(a, b, k) and not (_closes(page, draft, k) or _both(draft, k)) for k in near.near((a + b) // 2)):
            continue
        kept.append(draft)
        near.put(min(s for s, _ in draft.content), max(e for _, e in draft.content), draft)
    framing = {id(k) for k in kept if k.rule == "according-to" and _frames(page, k, kept)}
    kept = [k for k in kept if id(k) not in framing]
    for draft in kept:
        _cut_short(page, draft, near)
        at = page.at(draft.cue_range[0]) if draft.cue_range else draft.content[0][0]
        others = (k for k in near.near(at) if k is not draft and id(k) not in framing)
        around = [(k.rule, e) for k in others for s, e in k.content if s <= at < e]
        draft.nested = draft.nested or bool(around)
        for rule, end in around:
            start, own = draft.content[-1]
            if rule in _GOVERNED and draft.rule in (*_GOVERNED, "speech-noun") and start < end < own:
                draft.content[-1] = start, end  # `A annonce que B va demander à partir, c'est C qui reste`
    for draft in kept:
        if len(draft.content) > 1:
            draft.content = [c for c in draft.content if not _in_next(draft, c, near)] or draft.content
    kept = [k for k in kept if not (k.nested and k.rule == "speech-quotation" and _of_the_outer(page, k))]
    kept = [k for k in kept if not (k.rule == "speech-colon" and _only_announces(page, k, kept))]
    kept = [k for k in kept if not (k.rule == "speech-noun" and _object_of_another(page, k, near))]
    return sorted(kept, key=lambda d: (d.unit, d.cue_range or (page.token(d.content[0][0]), 0)))


def _only_announces(page: Page, draft: Draft, others: list[Draft]) -> bool:
    """Whether what stands behind a colon says what the same one said (`s'est voulue ferme : elle a exigé un vote`)."""
    start, end = draft.content[0]
    pronoun = page.token(start)
    if page.doc[pronoun].lower_ not in speech_words("third-person"):
        return False
    for other in others:
        clause = other.clause
        if other is draft or clause is None or other.unit != draft.unit or page.at(clause.verb) >= end:
            continue
        if clause.subject is not None and clause.subject.start == pronoun:
            other.source = clause.subject = draft.source or clause.subject
            return True
    return False


def _end_before_closing(page: Page, drafts: list[Draft]) -> None:
    """What an incise or a source says ends before an incise that closes its sentence (`Selon A, P, rapporte B`)."""
    last: dict[int, Draft] = {}
    for draft in drafts:
        if draft.rule == "incise" and draft.cue_range and draft.content[-1][1] <= page.at(draft.cue_range[0]):
            last[draft.unit] = draft
    for draft in drafts:
        closing = last.get(draft.unit)
        if closing is None or draft.cue_range is None or closing.cue_range is None or closing is draft:
            continue
        if draft.rule not in ("incise", "according-to") or draft.cue_range >= closing.cue_range:
            continue
        if _pronominal(page, draft):
            continue
        (start, end), at = draft.content[-1], page.at(closing.cue_range[0])
        if (own := page.quotation(closing.content[0][0])) is not None and own.outer[0] > start:
            at = own.outer[0]  # `Pour A, « … » : « … », dénonce l'élu`
        if start < at < end and (cut := page.trim(start, at)) is not None:
            draft.content[-1] = cut


def _pronominal(page: Page, draft: Draft) -> bool:
    """Whether nothing but a pronoun names a source (`selon lui`): who closes the sentence speaks for it."""
    source = draft.source if draft.rule == "according-to" else None
    return source is not None and not source.mentions and page.doc[source.head].pos_ == "PRON"


def _in_next(draft: Draft, content: Range, near: Stretches[Draft]) -> bool:
    """Whether words quoted behind an incise are part of what a gerund behind it says.

    `« Rien n'est sûr », a dit la juge, ajoutant que l'enquête porte « sur les causes » du feu`
    """
    at = draft.cue_range
    if at is None or content == draft.content[0]:
        return False
    gerunds = (k for k in near.near(content[0]) if k.clause is not None and k.clause.form == "gerund")
    later = (k for k in gerunds if k is not draft and k.cue_range is not None and k.cue_range > at)
    return any(s < content[0] and content[1] <= e for k in later for s, e in k.content)


def _object_of_another(page: Page, draft: Draft, near: Stretches[Draft]) -> bool:
    """Whether a noun of saying heads what another act says (`a salué l'engagement du maire à planter mille arbres`)."""
    noun = draft.cue_range[0] if draft.cue_range else 0
    if not is_infinitive(page.doc, page.token(draft.content[0][0])):
        return False  # `a rejeté les accusations selon lesquelles`: they are another's
    heads = (page.token(k.content[0][0]) for k in near.near(page.at(noun)) if k.rule == "speech-object")
    return any(noun - 2 <= first <= noun for first in heads)


def _cut_short(page: Page, draft: Draft, near: Stretches[Draft]) -> None:
    """What a clause inside a source says ends before what the source does (`Pour X, qui dénonce un oubli, « … »`)."""
    start, end = draft.content[-1]
    if draft.cue_range is None or draft.clause is None or draft.clause.position != "relative":
        return
    for other in near.near(end - 1):
        at = other.content[0][0]
        if other.rule == "according-to" and other.cue_range and other.cue_range < draft.cue_range and start < at < end:
            cut = page.trim(start, max(page.text.rfind(",", start, at), start))
            draft.content[-1:] = [cut] if cut is not None else draft.content[-1:]


def _of_the_outer(page: Page, draft: Draft) -> bool:
    """Words quoted of a document or a thing inside what somebody says belong to that, or behind an object and a comma.

    `a assuré que le chantier débuterait « avant l'été »`, `À Gap, où Luc a trouvé refuge, « tout manque », dit Anne`
    """
    clause = draft.clause
    opened = page.quotation(draft.content[0][0]) or page.quotation(draft.content[0][0] - 1)
    if clause is not None and clause.form == "finite" and opened is not None:
        apart = page.text[max(opened.outer[0] - 2, 0) : opened.outer[0]].strip() == ","
        first = page.token(opened.outer[0])
        if apart and any(a.role == "object" and clause.end <= a.start < first for a in clause.arguments):
            return True
    subject = clause.subject if clause is not None and clause.position != "incise" else None
    if subject is not None and thing(page, subject.head):
        return True
    return draft.source is not None and any(m.type == "Document" for m in draft.source.mentions)


def _frames(page: Page, draft: Draft, others: list[Draft]) -> bool:
    """Whether a `selon` that is not at the start of its unit would swallow an incise."""
    start, end = draft.content[0][0], draft.content[-1][1]
    return any(
        k.clause is not None and k.rule == "incise" and k.cue_range and start <= page.at(k.cue_range[0]) < end
        for k in others
    )


def _closes(page: Page, draft: Draft, other: Draft) -> bool:
    """Whether of two incises one is inside what the other says (`Les cars, assure A, ne rouleront pas, rapporte B`)."""
    if not (draft.rule == other.rule == "incise") or draft.cue_range is None or other.cue_range is None:
        return False
    first, last = sorted((draft, other), key=lambda d: d.cue_range or (0, 0))
    named = last.source is not None and page.doc[last.source.head].pos_ != "PRON"
    return named and first.cue_range != last.cue_range and len(first.content) > 1


def _both(draft: Draft, other: Draft) -> bool:
    """Whether two passives tell of one thing what two say of it (`critiqué par A et salué par B`).

    So do words and what another one makes of them (`A dit que P, ce que dément B`).
    """
    if "speech-passive" not in (draft.rule, other.rule) or draft.cue_range is None or other.cue_range is None:
        return False
    back = draft if draft.rule == "speech-passive" else other
    behind = back.clause is not None and back.clause.form == "finite" and not back.clause.passive
    return draft.cue_range != other.cue_range and (draft.rule == other.rule or behind)


def _same(a: int, b: int, other: Draft) -> bool:
    c, d = other.content[0][0], other.content[-1][1]
    both = min(b, d) - max(a, c)
    return both > 0.9 * (max(b, d) - min(a, c))
