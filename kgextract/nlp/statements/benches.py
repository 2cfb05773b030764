"""Statements with their own settings → those made at the sitting of a court that the text has told of.

"Jean Petit a comparu hier devant le tribunal de Pau. … Le parquet a requis un an." – before that court, on that day, by
those who have a part in a trial, until another occasion is told.
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import occasion_of
from kgextract.nlp.layers import Chain, Mention, Role, Scene
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.leads import Act, order_of
from kgextract.tables.names import words
from kgextract.tables.scenes import TRIALS, scene_words
from kgextract.tables.speakers import speaker_words

_SITTING = 12  # sentences for which those who have a part in a trial speak at it
_PHRASE = 5  # words of such a part and one more
_TRIAL = "Trial"


def share_bench(page: Page, acts: list[Act]) -> None:
    """Give what the sides of a trial say the sitting told of before, where they are said to speak nowhere else."""
    steps: list[tuple[int, int, Scene | Act]] = [(s.unit, 0, s) for s in page.doc._.scenes or () if _sits(page, s)]
    if not steps and not any(_is_court(setting.venue) for _, setting in acts):
        return
    steps += [(act[0].unit, 1, act) for act in acts]
    steps.sort(key=lambda s: s[:2])
    order, sides = order_of(page), _sides(page)
    site, day, last = None, None, -_SITTING
    for unit, _, step in steps:
        if isinstance(step, Scene):
            assert step.venue is not None
            site, last = step.venue.chain, order[unit]
            day = (occasion_of(step.date.value) if step.date else None) or day
            continue
        saying, setting = step
        if setting.venue is not None and not setting.local:
            site = setting.venue if _is_court(setting.venue) else None
            day, last = saying.date if site is not None else None, order[unit]
            continue
        free = saying.venue is None and saying.document is None and not (setting.local or setting.reacts)
        if site is None or not free or order[unit] - last > _SITTING or (saying.date and day and saying.date != day):
            continue
        side = id(saying.speaker) in sides if saying.speaker is not None else _has_part(saying.speaker_text or "")
        if side and saying.cue not in scene_words("to-the-press"):
            saying.venue, saying.date, last = site, saying.date or day, order[unit]


def _sits(page: Page, scene: Scene) -> bool:
    """Whether a scene tells of a sitting: somebody appears, or it has a day, or its sentence opens with it."""
    text = page.units[scene.unit].kind == "text" and not scene.local and scene.venue is not None
    if not text or scene.venue is None or not _is_court(scene.venue.chain):
        return False
    return scene.rule.id in TRIALS or scene.fronted or bool(scene.date and not scene.people)


def _is_court(venue: Chain | None) -> bool:
    """Whether a venue is a court or one of its sittings."""
    if venue is None:
        return False
    if venue.cls in ("Court", _TRIAL) or any(_noun(m) in scene_words("bench") for m in venue.mentions):
        return True
    return venue.type == "Organization" and bool(
        scene_words("bench") & {*venue.name.lower().split()}
    )  # `la 10e chambre`


def _noun(m: Mention) -> str:
    return (m.lemma or "").split(" ")[0]


def _sides(page: Page) -> set[int]:
    """The chains of those who have a part in a trial by an office, a description or the title of a lawyer."""
    lowered = page.doc.lowered
    told = [(m.start, m.end, m) for m in page.mentions if m.kind == "nominal" or m.type == "Organization"]
    told += [(r.mention.start, r.mention.end, h) for r in page.doc._.roles or () for h in r.holders]
    sides = {id(m.chain) for start, end, m in told if m.chain is not None and _has_part(" ".join(lowered[start:end]))}
    sides |= {id(h.chain) for r in page.doc._.roles or () if _presides(page, r) for h in r.holders}
    named = (m for m in page.mentions if m.type == "Person" and m.kind == "named" and m.chain is not None)
    titles = speaker_words("lawyer-title")
    return sides | {id(m.chain) for m in named if titles & {*lowered[max(m.start - 1, 0) : m.start + 1]}}


def _presides(page: Page, role: Role) -> bool:
    """Whether somebody is the one who presides, of nothing else, in apposition (`la présidente, Anne Roy, a lancé`)."""
    lowered, first, end = page.doc.lowered, role.mention.start, role.mention.end
    if end - first > 1 or role.targets or role.country or not 0 < first < end < len(lowered):
        return False
    apposed = lowered[first - 1] in words("definite") and lowered[end] == ","
    return apposed and lowered[first] in scene_words("presiding")


def _has_part(text: str) -> bool:
    """Whether words for somebody tell a part in a trial (`l'avocat de la défense`, `la partie civile`)."""
    found = text.lower().split()
    phrases = {" ".join(found[k : k + n]) for n in range(1, _PHRASE) for k in range(len(found))}
    return bool(phrases & scene_words("trial-part"))
