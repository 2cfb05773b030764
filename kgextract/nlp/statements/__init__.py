"""Doc → `statements`: acts of saying, read in passes: incises, according-to, main cues, quotations left over.

`« Nous signerons », a promis hier la ministre à Lyon.` → direct, promettre, `Nous signerons`, la ministre.

- incises: `incises`, by what stands `before_incise`, without a verb that shows `unseen`, none but a `mains` verb,
  their subject `inverted`, around them `interrupted` and `unfinished`, past `connectives`; infinitives
  `narrated`, their subject `narrating`
- sources (`selon …`): `framing`, `opinions` (`pour …`), `relative_sources` (`…, selon qui`), the end of a source
  `about`, no `new_subject`, what it says `framed` by `framed_clauses`, the number that it `counts`, none that a verb
  has `subsumed`
- main cues: `reported`, once `acts`, `infinitives`, `passives`, `causatives`, `feelings` and `unsaid` tell what is
  said; `between`, `placed`, `hearers` pass what stands before the complement, `contents` looks for it with a `cursor`
  and `constructions`; `phrasal`, `led`, `judged`, `quoted`, `complements` and `accusations` read it; `cuts`, `extents`,
  `tails`, `closings`, `resumed`, `brackets`, `second_verbs`, `appositions` and `matters` tell where it ends, past what
  is `carried`, `effects` what it did to others, `contrasts` where somebody else goes on, `verdicts` what others judge;
  `whom` passes a relative clause, `clefts` find what a pronoun takes up, `mute` things say nothing; gerunds may be
  `absolutes`
- nouns of saying: `nouns`; no cue: `cueless`, by whom the words `beside_quotation` name, `within`, `colons` with
  `plainly`, `instances` and `views`, `interviews`; words `handed` to somebody behind them, `gapped` ones of the same
  verb, what is `posed`; all are `drafts`, and `merging` leaves one an act
- who speaks: `speakers`, a package of its own
- for whom, to whom, in which document: `parties`, `behalf`; where and when: `settings`, by scenes that are `reached`,
  `before_colon`, `behind_quotation`, `ties`, `leads`, `benches`, `floors`, `occasions`, but for
  `look_backs`, whoever is `named_next`
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cues import Cue, cue_of
from kgextract.nlp.grammar.speech_clauses import speech_clauses
from kgextract.nlp.layers import MEDIA, Chain, Clause, Range, Saying
from kgextract.nlp.statements.brackets import inside
from kgextract.nlp.statements.colons import headed
from kgextract.nlp.statements.contrasts import another, carry_on
from kgextract.nlp.statements.counts import counts_apart
from kgextract.nlp.statements.cueless import leftovers
from kgextract.nlp.statements.cuts import contrast, cut_by_others
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.feelings import own_feelings
from kgextract.nlp.statements.framed_clauses import relative_verb
from kgextract.nlp.statements.framing import according
from kgextract.nlp.statements.gapped import gapped
from kgextract.nlp.statements.handed import given
from kgextract.nlp.statements.incises import invert
from kgextract.nlp.statements.infinitives import governed
from kgextract.nlp.statements.interrupted import incise
from kgextract.nlp.statements.interviews import answers
from kgextract.nlp.statements.merging import merged
from kgextract.nlp.statements.narrated import narrated
from kgextract.nlp.statements.nouns import nouns
from kgextract.nlp.statements.occasions import settle
from kgextract.nlp.statements.parties import carry, parties
from kgextract.nlp.statements.reported import reported
from kgextract.nlp.statements.settings import Setting, Settings
from kgextract.nlp.statements.speakers.named_late import name_late
from kgextract.nlp.statements.speakers.surnamed import unite
from kgextract.nlp.statements.speakers.who_speaks import Speakers
from kgextract.nlp.statements.subsumed import subsumed
from kgextract.nlp.statements.verdicts import further_verdicts
from kgextract.tables.speech import speech_words, statement_confidence

# Constructions whose content is part of the sentence: quoted words in it are mixed, not direct speech.
_GOVERNED = (
    "speech-clause",
    "speech-infinitive",
    "speech-of-infinitive",
    "speech-to-infinitive",
    "speech-object",
    "speech-preposition",
    "speech-as",
    "speech-adjective",
    "speech-passive",
)
_UNMARKED = ("interview", "speech-block")


def read(doc: Doc) -> Doc:
    """Write `doc._.statements`."""
    page = Page(doc)
    clauses = [*speech_clauses(doc)]
    carried = carry_on(page, clauses)
    pairs = [(c, cue_of(doc, c)) for c in clauses]
    drafts: list[Draft] = []
    taken: set[int] = set()
    for n, (clause, cue) in enumerate(pairs):
        after, saying = pairs[n + 1] if n + 1 < len(pairs) else (None, None)
        whole = governed(doc, clause, after) if saying is not None else None
        for one, its in ((whole, saying), (clause, cue)):
            read = one is not None and (invert(page, one, its) or narrated(page, one, its))
            draft = incise(page, one, its) if one is not None and read else None
            if draft is not None:
                drafts.append(draft)
                taken |= {clause.verb, *({after.verb} if after is not None and one is whole else ())}
                if one is not None:  # `a-t-elle tenu à dire, rappelant que`
                    clause.position, clause.subject = one.position, one.subject
                break
    _part(page, drafts)
    _trailing(page, pairs)
    drafts += counts_apart(page, according(page))
    _confirming(page, pairs, drafts)
    _contradicted(page, pairs, drafts)
    drafts = [d for d in drafts if not subsumed(page, d, pairs)]
    opened_by = {d.cue_range[0] for d in drafts if d.cue_range and not _subordinate(page, d)}
    cuts = sorted(opened_by | cut_by_others(page, pairs, carried))
    taken |= own_feelings(page, pairs)
    for clause, cue in pairs:
        if cue is not None and clause.verb not in taken:
            own = reported(page, clause, cue, cuts)
            drafts += [d for one in own for d in (one, *further_verdicts(page, one))]
    drafts += headed(page, drafts)
    drafts += nouns(page)
    drafts += answers(page)
    drafts = given(page, drafts)
    drafts = merged(page, drafts)
    drafts += gapped(page, drafts)
    drafts += leftovers(page, drafts)
    doc._.statements = list(_sayings(page, drafts))
    return doc


def _part(page: Page, drafts: list[Draft]) -> None:
    """Of two incises in a sentence the second one has only the words quoted before it (`« A » dit X, « B » dit Y`)."""
    for first, second in pairwise(drafts):
        if first.unit != second.unit or len(second.content) != 1 or not (first.cue_range and second.cue_range):
            continue
        start, end = second.content[0]
        behind = page.at(first.cue_range[1])
        q = page.quotation(end - 1)
        if start < behind < end and q is not None and q.outer[0] >= behind:
            second.content = [(q.start, q.end)]


def _trailing(page: Page, pairs: list[tuple[Clause, Cue | None]]) -> None:
    """A gerund behind an incise has the incise's speaker (`…, a dit la maire, ajoutant que …`)."""
    frame: Clause | None = None
    for clause, _ in pairs:
        if clause.position == "incise":
            frame = clause
        elif frame is not None and frame.unit == clause.unit and clause.form == "gerund":
            own = [m for m in page.at_token(clause.start - 1) if m.type == "Person" and m.kind == "named"]
            if not any(m.end == clause.start and page.doc[m.start - 1].text == "," for m in own):
                clause.subject = frame.subject  # else `…, répond Jean Roy, Anne Blin soulignant que`


def _confirming(page: Page, pairs: list[tuple[Clause, Cue | None]], drafts: list[Draft]) -> None:
    """A gerund right behind a source has it as its subject (`…, selon le parquet, confirmant une information`)."""
    ends = {(d.unit, d.source.end): d.source for d in drafts if d.rule == "according-to" and d.source is not None}
    for clause, _ in pairs:
        if clause.form == "gerund" and clause.start and page.doc[clause.start - 1].text == ",":
            clause.subject = ends.get((clause.unit, clause.start - 1), clause.subject)


def _contradicted(page: Page, pairs: list[tuple[Clause, Cue | None]], drafts: list[Draft]) -> None:
    """What a source says ends before what another one says to the contrary (`Selon A, P, alors que B affirme que`)."""
    sources = {d.unit: d for d in drafts if d.rule == "according-to"}
    for clause, cue in pairs:
        draft = sources.get(clause.unit)
        if draft is None or draft.source is None:
            continue
        said = contrast(page, clause, cue, {(clause.unit, draft.source.head)}) if cue is not None else None
        comma = said if said is not None else another(page, clause)
        start, end = draft.content[-1]
        if comma is not None and start <= page.at(comma + 1) < end:
            cut = page.trim(start, page.at(comma)) if start < page.at(comma) else None
            draft.content[-1:] = [cut] if cut is not None else []
            draft.content = draft.content or [(start, end)]


def _subordinate(page: Page, draft: Draft) -> bool:
    """Whether `selon` stands at the start of a clause that another verb reports (`rappelle que, selon la loi, …`)."""
    i = draft.cue_range[0] - 1 if draft.cue_range and draft.rule == "according-to" else -1
    i -= i > 0 and page.doc[i].text == ","
    if i > 0 and relative_verb(page, i + 1) is not None:
        return True  # `annonce un accord, qui sera(,) selon lui(,) « utile »`
    return i >= 0 and page.doc[i].lower_ in speech_words("that-word", "relative")


def _on_which(page: Page, draft: Draft) -> bool:
    """Whether it only tells when somebody else spoke what nobody in particular has said (`lorsqu'on lui demande`)."""
    who = draft.clause.subject if draft.clause is not None else None
    if who is None or who.start < 1 or page.doc[who.head].lower_ not in speech_words("on-word"):
        return False
    return page.doc[who.start - 1].lower_ in speech_words("fronting")


def _kind(page: Page, draft: Draft, content: list[Range]) -> str:
    """Block quotations and answers are direct without any marks."""
    if draft.rule in _GOVERNED and draft.cue_range is not None:
        around = page.quotation(page.at(draft.cue_range[1] - 1))
        if around is not None and all(around.start <= a and b <= around.end for a, b in content):
            return "indirect" if draft.nested or draft.source is None else "direct"  # `La maire « salue l'accord »`
    governed = draft.rule in _GOVERNED or (draft.rule == "speech-quotation" and _fragment(page, content[0]))
    return "direct" if draft.rule in _UNMARKED else page.kind(content, governed=governed)


def _fragment(page: Page, content: Range) -> bool:
    """Whether quoted words are part of the sentence around them: a preposition before them, or no verb in them."""
    q = page.quotation(content[0])
    first = page.token(q.outer[0] if q is not None else content[0])
    if first > 0 and page.doc[first - 1].pos_ == "ADP":
        return True
    return not any(page.finite(k) for k in range(first, page.token(content[1])))


def _sayings(page: Page, drafts: list[Draft]) -> list[Saying]:
    page.reported = sorted(c for d in drafts for c in d.content)
    speakers = Speakers(page)
    made: list[Saying] = []
    acts: list[tuple[Saying, Setting]] = []
    joined: list[tuple[Saying, Chain]] = []  # what several say together
    settings = Settings(page)
    for draft in sorted(drafts, key=lambda d: (d.unit, d.nested, d.content[0][0])):
        found = speakers.of(draft)
        if found is None:
            continue
        speaker, text = found
        if draft.written and (speaker is None or not (speaker.type == "Document" or speaker.cls in MEDIA)):
            continue
        if not (speaker or text) and _on_which(page, draft):
            continue  # `…, a-t-elle répondu lorsqu'on l'a accusée de mensonge`
        if draft.rule == "speaker-quotation" and not (speaker or text or page.quotation(draft.content[0][0])):
            continue  # `Son message est clair : il faut partir`, of nobody
        others = parties(page, draft, speaker)
        content = inside(page, draft.unit, sorted(set(draft.content)))
        saying = Saying(
            speaker=speaker,
            speaker_text=text,
            kind=_kind(page, draft, content),  # type: ignore[arg-type]
            cue=draft.cue,
            cue_class=draft.cue_class,
            cue_range=draft.cue_range,
            content=content,
            rule=draft.rule,
            confidence=statement_confidence()[draft.rule],
            unit=draft.unit,
            on_behalf_of=others.on_behalf_of,
            document=others.document,
            addressee=others.addressee,
        )
        made.append(saying)
        joined += [(saying, chain) for chain in speakers.others(draft)]
        setting = settings.own(draft, speaker)
        if draft.nested:
            saying.venue, saying.date = setting.venue, setting.date
        else:
            acts.append((saying, setting))
    speakers.described.settled()
    unite(page, made)
    name_late(page, made)
    settle(page, acts)
    carry(page, [act for act, _ in acts])
    made += [replace(s, speaker=chain, speaker_text=None, on_behalf_of=None) for s, chain in joined]
    return sorted(made, key=lambda s: s.content)
