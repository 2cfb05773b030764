"""Doc → `statements`: acts of saying, read in passes: incises, according-to, main cues, quotations left over.

`« Nous signerons », a promis hier la ministre à Lyon.` → direct, promettre, `Nous signerons`, la ministre.

- incises: `incises`, by what stands `before_incise`, without a verb that shows `unseen`, none but a `mains` verb, their
  subject `inverted`, around them `interrupted` and `unfinished`, past `connectives`; infinitives `narrated`
- sources (`selon …`): `framing`, `opinions` (`pour …`), `relative_sources` (`…, selon qui`), the end of a source
  `about`, no `new_subject`, what it says `framed`, the number that it `counts`, none that a verb has `subsumed`
- main cues: `reported`, once `acts`, `infinitives`, `passives`, `causatives`, `feelings` and `unsaid` tell what is
  said; `between` and `placed` pass what stands before the complement, `contents` looks for it with a `cursor`;
  `phrasal`, `complements` and `accusations` read it; `extents`, `tails`, `closings`, `resumed`, `second_verbs`,
  `appositions` and `matters` tell where it ends, past what is `carried`, `effects` what it did to others, `contrasts`
  where somebody else goes on, `verdicts` what others judge; `whom` passes a relative clause, `clefts` find what a
  pronoun takes up, `mute` things say nothing; gerunds may be `absolutes`
- nouns of saying: `nouns`; no cue: `cueless`, `within`, `colons` with `instances`, `interviews`; words `handed` to
  somebody behind them, `gapped` ones of the same verb; all are `drafts`, and `merging` leaves one an act
- who speaks: `sources`, `phrases`, `naming`, `unlike` find the words; `speakers` says whom they mean, by the
  `topics` and `voices` of the `discourse`; `pronouns` by `traits`, `stances`, `told`, by their `own_wish`, `replies` to
  questions, nobody who is `mourned`; others by `latter`, `concerned`, `lone`, `therein`, `same_source`; verbs without a
  subject are `impersonal`; who says the same is `joined`
- `somebody` left open; somebody described: `described`, by `descriptions` and `titles`, none of the `visitors`, told
  apart by `sides` and `posts`, of several by `nationals`, those who are `following` or `pointed` at; an entity where
  nobody is meant, `opened`, called by the `fullest` words
- for whom, to whom, in which document: `parties`; where and when: `settings`, by scenes that are `reached`,
  `before_colon`, `ties`, `leads`, `benches`, `floors`, `occasions`, whoever is `named_next`
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.cues import Cue, cue_of
from kgextract.nlp.grammar.speech_clauses import speech_clauses
from kgextract.nlp.layers import MEDIA, Chain, Clause, Range, Saying
from kgextract.nlp.statements.absolutes import absolute
from kgextract.nlp.statements.acts import promises, speaks
from kgextract.nlp.statements.appositions import told_back
from kgextract.nlp.statements.colons import headed
from kgextract.nlp.statements.contrasts import another, carry_on, untensed
from kgextract.nlp.statements.counts import counts_apart
from kgextract.nlp.statements.cueless import leftovers
from kgextract.nlp.statements.drafts import Draft, Page
from kgextract.nlp.statements.feelings import own_feelings
from kgextract.nlp.statements.framed import relative_verb
from kgextract.nlp.statements.framing import according
from kgextract.nlp.statements.gapped import gapped
from kgextract.nlp.statements.handed import given
from kgextract.nlp.statements.incises import invert
from kgextract.nlp.statements.infinitives import further, governed
from kgextract.nlp.statements.interrupted import incise
from kgextract.nlp.statements.interviews import answers
from kgextract.nlp.statements.merging import merged
from kgextract.nlp.statements.narrated import narrated
from kgextract.nlp.statements.nouns import nouns
from kgextract.nlp.statements.occasions import settle
from kgextract.nlp.statements.parties import carry, parties
from kgextract.nlp.statements.reported import reported
from kgextract.nlp.statements.settings import Setting, Settings
from kgextract.nlp.statements.speakers import Speakers
from kgextract.nlp.statements.subsumed import can_speak, subsumed
from kgextract.nlp.statements.verdicts import further_verdicts
from kgextract.tables.speech import speech_endings, speech_words, statement_confidence

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
_INSERTED = 16  # tokens between commas behind a relative pronoun
_DASHES = ("-", "–", "—")
_SUBJECT = 7  # tokens of the subject of a gerund
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
    cuts = sorted(opened_by | _cuts(page, pairs, carried))
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
        said = _contrast(page, clause, cue, {(clause.unit, draft.source.head)}) if cue is not None else None
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


def _cuts(page: Page, pairs: list[tuple[Clause, Cue | None]], carried: set[int]) -> set[int]:
    """Tokens where a coordinated or trailing cue ends the content before it (`…, ajoutant que`, `… et a promis de`)."""
    doc = page.doc
    cuts = set()
    spoken: set[tuple[int, int]] = set()  # unit and head of the subject of the cues before
    quoted = -1  # where the quotation around the last cue begins
    near: list[Clause] = []  # the clauses of the unit so far
    for clause, cue in pairs:
        near = near if near and near[-1].unit == clause.unit else []
        aside = another(page, clause)
        if aside is None and cue is not None and cue.strength in ("say", "judge"):
            aside = untensed(page, clause, near)
        near.append(clause)
        if aside is not None:
            cuts.add(aside)
        if cue is None:
            continue
        if (back := told_back(page, clause)) is not None:
            cuts.add(back)
        key = (clause.unit, clause.subject.head if clause.subject is not None else -1)
        same = key in spoken or (clause.unit, -1) in spoken
        if clause.form != "participle":  # not `le projet, estimé à deux millions, sera présenté`
            spoken.add(key)
        around = page.quotation(page.at(clause.verb))
        first, quoted = around is not None and around.start != quoted, around.start if around is not None else -1
        if cue.strength == "think" or clause.start == 0:
            continue
        i = clause.start - 1
        alone = clause.form == "finite" and clause.end - clause.start == 1
        while i > 0 and (doc[i].lower_ in speech_words("before-gerund") or (alone and _more(page, i))):
            i -= 1
        before = doc[i]
        closed = before.lower_ in speech_words("closing-mark")
        if further(page, clause) is not None:
            cuts.add(
                i - (before.lower_ in speech_words("purpose"))
            )  # `pour dénoncer la vente | et réclamer une enquête`
        elif (
            clause.form == "gerund"
            and page.quotation(doc[clause.verb].idx) is None
            and (speaks(page, cue) or promises(page, clause, cue))
        ):
            own = absolute(page, clause)
            dash = clause.start - (doc[clause.start].text not in _DASHES)
            if doc[dash].text in _DASHES and doc[dash - 1].whitespace_:
                cuts.add(dash)  # `… – qui ont fait deux morts – regrettant que`
            elif own is not None:
                cuts.add(own[0])  # `dénonce un recul | , son directeur, Luc Roy, rappelant que`
            elif page.names_person(i + 1) and (comma := _apart(page, i)) is not None:
                cuts.add(comma)  # `critique la taxe | , Luc Roy y voyant une « faute »`
            elif before.text == "," or closed or doc[i + 1].lower_ in speech_words("before-gerund"):
                cuts.add(i if before.text == "," else i + 1)
            elif before.lower_ in speech_words("and-word"):
                cuts.add(i)  # `soulignant que le pont tient | et appelant à la patience`
            elif before.pos_ in ("ADJ", "ADV") and doc[clause.end].lower_ in speech_words("that-word"):
                cuts.add(i + 1)  # `affirme que la paix est possible | ajoutant que`
            elif (comma := _apart(page, i)) is not None:
                cuts.add(comma)
        elif clause.form == "finite" and before.lower_ in speech_words("and-word"):
            resumed = clause.end - clause.start == 1 and "Part" in doc[clause.verb].morph.get("VerbForm", [])
            agrees = resumed and doc[clause.verb].lower_.endswith(speech_endings("agreeing-ending"))
            if not agrees and clause.verb not in carried and (same or (resumed and not _passive_on(page, i))):
                cuts.add(i)
        elif (comma := _contrast(page, clause, cue, spoken)) is not None:
            cuts.add(comma)
        elif clause.form == "finite" and (joined := _joined(page, clause, spoken)) is not None:
            cuts.add(joined)
        elif clause.form == "finite" and same and before.text == "," and not _closes_insertion(page, i) and not first:
            cuts.add(i)  # not in `dit que « le bac arrive, annonce la marée et repart »`
    return cuts


def _more(page: Page, i: int) -> bool:
    """Whether an adverb stands between a conjunction and a verb (`a condamné l'attentat mais aussi promis`)."""
    doc, k = page.doc, i
    while k > 0 and doc[k].pos_ == "ADV":
        k -= 1
    return k < i and (doc[k].text == "," or doc[k].lower_ in speech_words("and-word"))


def _passive_on(page: Page, i: int) -> bool:
    """Whether a participle behind `et` goes on with the passive before it (`dit que le plan a été lu et approuvé`)."""
    doc, k = page.doc, i - 1
    while k > 0 and "Part" not in doc[k].morph.get("VerbForm", []) and not page.finite(k) and not doc[k].is_punct:
        k -= 1
    return any(doc[n].lower_ in speech_words("auxiliary-be") for n in range(max(k - 2, 0), k))


def _joined(page: Page, clause: Clause, spoken: set[tuple[int, int]]) -> int | None:
    """The conjunction before a pronoun that says more (`a salué l'accord mais il a jugé que`), or None."""
    doc, who = page.doc, clause.subject
    if who is None or who.end - who.start > 1 or who.start >= clause.start or clause.position != "main":
        return None
    i = who.start - 1
    if doc[who.start].lower_ not in speech_words("third-person") or i < 1:
        return None
    joins = doc[i].lower_ in speech_words("and-word", "contrast-word") and doc[i - 1].text != ","
    said = any(unit == clause.unit for unit, _ in spoken - {(clause.unit, who.head)})
    return i if joins and said and page.quotation(doc[clause.verb].idx) is None else None


def _contrast(page: Page, clause: Clause, cue: Cue, spoken: set[tuple[int, int]]) -> int | None:
    """The comma before what somebody else says to the contrary (`dit que A, mais la presse affirme que B`), or None."""
    doc, who = page.doc, clause.subject
    if clause.form != "finite" or who is None or who.start >= clause.start or not can_speak(page, who):
        return None
    that = clause.end < len(doc) and doc[clause.end].lower_ in speech_words("that-word")
    if not that and cue.lemma in speech_words("acting", "weak-verb"):
        return None
    if not any(unit == clause.unit and head not in (-1, who.head) for unit, head in spoken):
        return None
    i = who.start - 1 - (doc[who.start - 1].pos_ == "DET")
    while_ = i > 0 and doc[i].lower_ in speech_words("that-word")  # `alors que`
    if not while_ and not that:
        return None
    i -= while_
    if while_ and doc[i].lower_ not in speech_words("fronting-that"):
        return None  # `…, et que le maire promet`
    contrary = i > 0 and doc[i].lower_ in speech_words("contrast-word") and doc[i - 1].text == ","
    return i - 1 if contrary else None


def _closes_insertion(page: Page, comma: int) -> bool:
    """Whether a comma closes what one right behind a relative pronoun opened (`une loi qui, selon elle, dit`)."""
    doc = page.doc
    opener = next((k for k in range(comma - 1, max(comma - _INSERTED, 0), -1) if doc[k].text == ","), 0)
    return opener > 0 and doc[opener - 1].lower_ in speech_words("relative")


def _apart(page: Page, i: int) -> int | None:
    """The comma before the subject that a gerund has of its own (`…, certains d'entre eux critiquant le choix`)."""
    doc = page.doc
    for k in range(i, max(i - _SUBJECT, 0), -1):
        if doc[k].text == ",":
            return k
        if doc[k].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADP", "ADJ"):
            return None
    return None


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
        others = parties(page, draft, speaker)
        content = sorted(set(draft.content))
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
    settle(page, acts)
    carry(page, [act for act, _ in acts])
    made += [replace(s, speaker=chain, speaker_text=None, on_behalf_of=None) for s, chain in joined]
    return sorted(made, key=lambda s: s.content)
