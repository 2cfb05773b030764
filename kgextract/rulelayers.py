"""A read sentence and its marks → why they differ, one function a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kgextract.evaluate.matching import overlap
from kgextract.markup import Mark, parse
from kgextract.model import Article, Entity, Extraction, Span

_SAME = 0.5  # overlap of a found mention with its mark
_SAME_CONTENT = 0.8
_EDGES = " \t\n.,;:!?…«»“”\"'()—–-"


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as read: the layers of the Doc (characters) and the extraction."""

    text: str
    doc: Any
    x: Extraction

    @classmethod
    def of(cls, text: str, *, published: str) -> Reading:
        """Plain sentence → its reading."""
        from kgextract.nlp import facts, pipeline

        doc = pipeline.annotate(Article(id="sentence", text=text, published=published))
        return cls(text, doc, facts.extraction(doc))

    def span(self, thing: Any) -> Span:
        """Anything with token bounds → its characters."""
        last = self.doc[thing.end - 1]
        return self.doc[thing.start].idx, last.idx + len(last)

    def shown(self, spans: Iterable[Span]) -> str:
        """Spans as quoted words, for messages."""
        return ", ".join(f"“{self.text[a:b]}”" for a, b in spans) or "nothing"


Check = Callable[[Reading, tuple[Mark, ...], bool, str | None], str | None]


def dates(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """Every mark is a date with its value; in a `never` sentence there is no other."""
    found = {reading.span(d): d.value for d in reading.doc._.dates}
    wanted = {(m.start, m.end): m.value for m in marks if m.label == "date"}
    for span, value in wanted.items():
        if span not in found:
            return f"no date {reading.shown([span])}; found {reading.shown(found)}"
        if value and found[span] != value:
            return f"{reading.shown([span])} is {found[span]}, not {value}"
    extra = [s for s in found if s not in wanted]
    return f"{reading.shown(extra)} is no date" if never and extra else None


def roles(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """Every `role` is one, with the marked holders and targets; in a `never` sentence there is no other."""
    found: dict[tuple[int, int], list[Any]] = {}  # several roles share a span where each holder has his own target
    for r in reading.doc._.roles or ():
        found.setdefault(reading.span(r.mention), []).append(r)
    wanted = [m for m in marks if m.label == "role"]
    matched: list[Any] = []
    for mark in wanted:
        span = _closest(mark, found)
        if span is None:
            return f"no role {_quoted(reading, mark)}; found {reading.shown(found)}"
        matched += found[span]
    if never:
        extra = [s for s in found if not any(overlap((m.start, m.end), s) >= _SAME for m in wanted)]
        return f"{reading.shown(extra)} is no role" if extra else None
    people = [reading.span(h) for r in matched for h in r.holders]
    targets = [reading.span(t) for r in matched for t, _ in r.targets]
    return _missing(reading, marks, "holder", people) or _missing(reading, marks, "target", targets)


def events(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """Every `event` is one, with the marked host, place and date; in a `never` sentence there is no other."""
    found = {reading.span(e.mention): e for e in reading.doc._.events or ()}
    wanted = [m for m in marks if m.label == "event"]
    matched = []
    for mark in wanted:
        span = _closest(mark, found)
        if span is None:
            return f"no event {_quoted(reading, mark)}; found {reading.shown(found)}"
        matched.append(found[span])
    if never:
        extra = [s for s in found if not any(overlap((m.start, m.end), s) >= _SAME for m in wanted)]
        return f"{reading.shown(extra)} is no event" if extra else None
    for label in ("host", "place", "date"):
        parts = [reading.span(getattr(e, label)) for e in matched if getattr(e, label)]
        if wrong := _missing(reading, marks, label, parts):
            return wrong
    return None


def statements(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """Every `content` is the content of a statement that has what else is marked; in a `never` sentence none other."""
    x = reading.x
    contents = [_trimmed(reading.text, m.start, m.end) for m in marks if m.label == "content"]
    matched = []
    for content in contents:
        hit = [n for n, s in enumerate(x.statements) if any(_near(reading.text, c, content) for c in s.content)]
        if not hit:
            found = [c for s in x.statements for c in s.content]
            return f"no statement {reading.shown([content])}; found {reading.shown(found)}"
        matched += hit
    if not contents:
        matched = list(range(len(x.statements)))
    if never:
        extra = [c for n, s in enumerate(x.statements) if n not in matched or not contents for c in s.content]
        return f"{reading.shown(extra)} is no statement" if extra else None
    chosen = [x.statements[n] for n in matched]
    for label, name in (
        ("venue", "venue"),
        ("document", "document"),
        ("for", "on_behalf_of"),
        ("addressee", "addressee"),
    ):
        spans = _entity_spans(x, [getattr(s, name) for s in chosen])
        if wrong := _missing(reading, marks, label, spans):
            return wrong
    wrong = _speaker(reading, marks, matched) or _cue(reading, marks, matched)
    for mark in (m for m in marks if m.label == "date" and m.value):
        if not wrong and mark.value not in [s.date for s in chosen]:
            wrong = f"said on {chosen[0].date if chosen else None}, not on {mark.value}"
    return wrong


def scenes(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """The marked venues are those of statements; in a `never` sentence nothing is said anywhere."""
    if not never:
        return statements(reading, marks, never, relation)
    spans = _entity_spans(reading.x, [s.venue for s in reading.x.statements])
    return f"{reading.shown(spans)} is no venue" if spans else None


def relations(reading: Reading, marks: tuple[Mark, ...], never: bool, relation: str | None) -> str | None:
    """The fact of the row's relation links the marked subject and object; in a `never` sentence there is none."""
    facts = [f for f in reading.x.facts if not f.background and (relation is None or f.relation == relation)]
    said = [f for f in facts if f.factuality == "asserted"]
    if never:
        triples = [_triple(reading.x, f.subject, f.relation, f.object) for f in said]
        return f"{'; '.join(triples)} is no fact" if triples else None
    subjects: list[Mark | None] = [m for m in marks if m.label == "subject"]
    objects: list[Mark | None] = [m for m in marks if m.label == "object"]
    for subject in subjects or [None]:
        for object_ in objects or [None]:
            if not any(_fills(reading.x, f.subject, subject) and _fills(reading.x, f.object, object_) for f in facts):
                found = "; ".join(_triple(reading.x, f.subject, f.relation, f.object) for f in reading.x.facts)
                pair = " – ".join(_quoted(reading, m) for m in (subject, object_) if m)
                return f"no {relation or 'fact'} {pair}; found {found or 'nothing'}{_rejected(reading.x, relation)}"
    return None


LAYERS: dict[str, Check] = {
    "dates": dates,
    "roles": roles,
    "events": events,
    "statements": statements,
    "scenes": scenes,
    "relations": relations,
}
_LABELS = (
    ("statements", {"speaker", "cue", "content", "venue", "document", "for", "addressee"}),
    ("roles", {"holder", "role", "target"}),
    ("events", {"event", "host", "place"}),
    ("relations", {"subject", "object"}),
    ("dates", {"date"}),
)
_FILES = {"offices": "roles", "cues": "statements", "derived": "relations"}


def layer_of(path: str, marked: str) -> str:
    """File of the row and its sentence → the layer that the sentence tests."""
    stem = path.rsplit("/", 1)[-1].split(".")[0]
    labels = {m.label for m in parse(marked)[1]}
    by_label = next((layer for layer, known in _LABELS if labels & known), None)
    if stem in LAYERS:
        return stem
    return by_label or _FILES.get(stem, "statements")


def _speaker(reading: Reading, marks: tuple[Mark, ...], matched: list[int]) -> str | None:
    x = reading.x
    for mark in (m for m in marks if m.label == "speaker"):
        words = set(reading.text[mark.start : mark.end].lower().split())
        for s in (x.statements[n] for n in matched):
            spans = _entity_spans(x, [s.speaker])
            described = set((s.speaker_text or "").lower().split())
            if any(_touch((mark.start, mark.end), span) for span in spans) or described & words:
                break
        else:
            names = [x.entity(s.speaker).name if s.speaker else str(s.speaker_text) for s in x.statements]
            return f"the speaker is not {_quoted(reading, mark)}; found {', '.join(names) or 'nobody'}"
    return None


def _cue(reading: Reading, marks: tuple[Mark, ...], matched: list[int]) -> str | None:
    for mark in (m for m in marks if m.label == "cue"):
        sayings = [reading.doc._.statements[n] for n in matched if n < len(reading.doc._.statements)]
        ranges = [s.cue_range for s in sayings if s.cue_range]
        spans = [(reading.doc[a].idx, reading.doc[b - 1].idx + len(reading.doc[b - 1])) for a, b in ranges]
        if not any(_touch((mark.start, mark.end), span) for span in spans):
            return f"the cue is not {_quoted(reading, mark)}; found {reading.shown(spans)}"
    return None


def _missing(reading: Reading, marks: tuple[Mark, ...], label: str, found: list[Span]) -> str | None:
    for mark in marks:
        if mark.label == label and not any(overlap((mark.start, mark.end), s) >= _SAME for s in found):
            return f"the {label} is not {_quoted(reading, mark)}; found {reading.shown(found)}"
    return None


def _entity_spans(x: Extraction, ids: list[str | None]) -> list[Span]:
    entities: list[Entity] = [x.entity(id) for id in ids if id]
    return [(m.start, m.end) for e in entities for m in e.mentions]


def _fills(x: Extraction, id: str, mark: Mark | None) -> bool:
    return mark is None or any(overlap((mark.start, mark.end), s) >= _SAME for s in _entity_spans(x, [id]))


def _triple(x: Extraction, subject: str, relation: str, object_: str) -> str:
    return f"{x.entity(subject).name} {relation} {x.entity(object_).name}"


def _rejected(x: Extraction, relation: str | None) -> str:
    """What was read of a relation and not kept, each with the reason."""
    asked = [r for r in x.rejections if relation in (None, r.relation)]
    return "".join(f"; rejected {r.subject} {r.relation} {r.object}: {r.reason}" for r in asked)


def _closest(mark: Mark, spans: Iterable[Span]) -> Span | None:
    best = max(spans, key=lambda s: overlap((mark.start, mark.end), s), default=None)
    return best if best and overlap((mark.start, mark.end), best) >= _SAME else None


def _quoted(reading: Reading, mark: Mark) -> str:
    return reading.shown([(mark.start, mark.end)])


def _near(text: str, found: Span, wanted: Span) -> bool:
    return overlap(_trimmed(text, *found), wanted) >= _SAME_CONTENT


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without blanks and punctuation at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _touch(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])
