"""Graphs or a store → a picture of their network for papers and pages: entities as named boxes, facts as arrows.

The layout is that of networkx's springs with a fixed seed, the boxes are then moved apart until none covers another;
matplotlib draws it with its own font. The same graphs give the same bytes.
"""

from __future__ import annotations

import importlib.util
import io
import math
import textwrap
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgextract import ontology, queries
from kgextract.errors import UsageError
from kgextract.placement import Place, spread
from kgextract.queries.graphs import Source
from kgextract.writers.atomic import atomic

FORMATS = ("svg", "png")
COLOURS = {
    "Person": "#b0452a", "Organization": "#1f5fa8", "Place": "#2a7540", "Event": "#7440a3", "Document": "#836000",
    "Role": "#a62a69", "Group": "#0c7474", "Quantity": "#75543d",
}  # fmt: skip
_SIZE = 9.0  # points
_LINE = 22  # characters
_LINES = 3
_PAD = 5.0
_GAPS = (24.0, 42.0)  # points between boxes, so that arrows are seen; where they have words, these too
_WORDS = 17  # characters of a line on an arrow
_SMALL = 6.2  # points, of the words on arrows
_HEAD = "-|>,head_length=0.35,head_width=0.18"
_MARGIN = 14.0
_LEGEND = 22.0
_TITLE = 24.0
_ROUND = 4.0
_SIGNS = ((-1, -1), (1, 1))
_LABELLED = 40  # arrows: above, their relations are not written on them
_FACTS = "SELECT DISTINCT ?a ?relation ?b {{ VALUES ?relation {{ {relations} }} ?a ?relation ?b FILTER(?a != ?b) }}"
_NAMES = """
SELECT ?e ?type (SAMPLE(?name) AS ?label) WHERE {
  VALUES ?type { kg:Person kg:Organization kg:Place kg:Event kg:Document kg:Role kg:Group kg:Quantity }
  ?e a ?type ; rdfs:label ?name
} GROUP BY ?e ?type
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An entity in the picture: its name in lines, and its width and height in points."""

    iri: str
    type: str
    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is to be drawn; `total` counts the entities that could have been."""

    boxes: tuple[Box, ...]
    arrows: tuple[tuple[str, str, str], ...]  # from, to, words
    total: int


def picture(source: Source, *, limit: int = 60, language: str = "fr") -> Picture:
    """RDF files, folders, or a store → the `limit` entities with the most links, and the facts between them.

    InputError where a file cannot be read, UsageError where matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise UsageError("graph: pictures need matplotlib. Install kgextract[pictures].")
    about = {e: (type_.rpartition("#")[2], name) for e, type_, name in sorted(_rows(source, _NAMES))}
    known = {p.iri: p for p in ontology.get().relations.values()}
    asked = _FACTS.format(relations=" ".join(f"<{iri}>" for iri in sorted(known)))
    facts = [(a, r, b) for a, r, b in sorted(_rows(source, asked)) if a in about and b in about]
    links = Counter(end for a, _, b in facts for end in (a, b))
    kept = sorted(links, key=lambda e: (-links[e], about[e][1], e))[:limit]
    words: dict[tuple[str, str], list[str]] = {}
    for a, relation, b in facts:
        if a in kept and b in kept:
            words.setdefault((a, b), []).append(known[relation].label.get(language, known[relation].name))
    boxes = tuple(_box(e, *about[e]) for e in kept)
    return Picture(boxes=boxes, arrows=tuple((a, b, ", ".join(w)) for (a, b), w in words.items()), total=len(links))


def _rows(source: Source, text: str) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in queries.sparql(source, text).rows]


def _box(iri: str, type: str, name: str) -> Box:
    from matplotlib.textpath import TextPath

    lines = textwrap.wrap(" ".join(name.split()), _LINE) or ["–"]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LINE - 1].rstrip() + "…"]
    extents = [TextPath((0, 0), line, size=_SIZE).get_extents() for line in lines]
    width = max(e.width for e in extents) + 2 * _PAD
    return Box(iri=iri, type=type, lines=tuple(lines), width=width, height=len(lines) * _SIZE * 1.3 + 2 * _PAD)


def draw(shown: Picture, *, format: str = "svg", language: str = "fr", title: str = "") -> bytes:
    """A picture → the bytes of a file. UsageError where there is no link to draw."""
    if not shown.boxes:
        raise UsageError("graph: no entity is linked to another one. There is nothing to draw.")
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    boxes = {b.iri: b for b in shown.boxes}
    labelled = len(shown.arrows) <= _LABELLED
    centres = spread(
        {b.iri: (b.width, b.height) for b in shown.boxes}, [(a, b) for a, b, _ in shown.arrows], gap=_GAPS[labelled]
    )
    corners = [
        (x + sx * boxes[i].width / 2, y + sy * boxes[i].height / 2)
        for i, (x, y) in centres.items()
        for sx, sy in _SIGNS
    ]
    left, right = min(x for x, _ in corners) - _MARGIN, max(x for x, _ in corners) + _MARGIN
    bottom, top = (
        min(y for _, y in corners) - _MARGIN - _LEGEND,
        max(y for _, y in corners) + _MARGIN + (_TITLE if title else 0),
    )
    with matplotlib.rc_context(
        {"svg.hashsalt": "kgextract", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": _SIZE}
    ):
        figure = Figure(figsize=((right - left) / 72, (top - bottom) / 72))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(left, right), ylim=(bottom, top))
        axes.axis("off")
        for a, b, words in shown.arrows:
            _arrow(axes, boxes, centres, a, b, words if labelled else "")
        for iri, (x, y) in centres.items():
            _entity(axes, boxes[iri], x, y)
        _legend(
            axes,
            sorted({b.type for b in shown.boxes}, key=list(COLOURS).index),
            left + _MARGIN,
            bottom + _MARGIN,
            language,
        )
        if title:
            axes.text(left + _MARGIN, top - _MARGIN, title, fontsize=13, weight="bold", va="top", parse_math=False)
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a name in a script that the font does not have
            metadata = {"Date": None} if format == "svg" else {"Software": None}
            figure.savefig(out, format=format, dpi=144, facecolor="white", metadata=metadata)
    return out.getvalue()


def _entity(axes: Any, box: Box, x: float, y: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    colour = COLOURS[box.type]
    at = (x - box.width / 2 + _ROUND, y - box.height / 2 + _ROUND)
    style = f"round,pad={_ROUND},rounding_size={_ROUND}"
    inner = (box.width - 2 * _ROUND, box.height - 2 * _ROUND)
    axes.add_patch(FancyBboxPatch(at, *inner, boxstyle=style, facecolor="white", edgecolor="none", zorder=2))
    axes.add_patch(FancyBboxPatch(at, *inner, boxstyle=style, facecolor=colour + "1f", edgecolor=colour, zorder=3))
    axes.text(x, y, "\n".join(box.lines), ha="center", va="center", zorder=4, linespacing=1.25, parse_math=False)


def _arrow(axes: Any, boxes: Mapping[str, Box], centres: Mapping[str, Place], a: str, b: str, words: str) -> None:
    start, end = _edge(boxes[a], centres[a], centres[b]), _edge(boxes[b], centres[b], centres[a])
    shape = {"arrowstyle": _HEAD, "color": "#8f8f94", "linewidth": 0.9, "shrinkA": 0, "shrinkB": 1}
    axes.annotate("", xy=end, xytext=start, arrowprops=shape, zorder=1)
    if not words:
        return
    turn = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    lines = "\n".join(textwrap.wrap(words, _WORDS))
    x, y = next(filter(_free(boxes, centres, lines), _along(start, end)), next(_along(start, end)))
    style = {"fontsize": _SMALL, "color": "#56565c", "ha": "center", "va": "center", "parse_math": False}
    back = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    axes.text(x, y, lines, rotation=turn, bbox=back, zorder=1.5, **style)


def _along(start: Place, end: Place) -> Iterator[Place]:
    """Places on an arrow for its words, the middle first."""
    for share in (0.5, 0.38, 0.62, 0.28, 0.72):
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _free(boxes: Mapping[str, Box], centres: Mapping[str, Place], lines: str) -> Callable[[Place], bool]:
    """Whether words at a place would be on no box."""
    reach = 0.25 * _SMALL * max(map(len, lines.split("\n")))

    def free(at: Place) -> bool:
        return not any(
            abs(at[0] - x) < boxes[i].width / 2 + reach and abs(at[1] - y) < boxes[i].height / 2 + reach
            for i, (x, y) in centres.items()
        )

    return free


def _edge(box: Box, at: Place, to: Place) -> Place:
    """Where the line from the centre of a box to a place leaves the box."""
    dx, dy = to[0] - at[0], to[1] - at[1]
    share = min(box.width / 2 / abs(dx) if dx else math.inf, box.height / 2 / abs(dy) if dy else math.inf, 1.0)
    return at[0] + dx * share, at[1] + dy * share


def _legend(axes: Any, types: Sequence[str], x: float, y: float, language: str) -> None:
    for type in types:
        label = ontology.get().classes[type].label[language]
        axes.plot([x + 4], [y + 4], marker="s", markersize=6, color=COLOURS[type], linestyle="none")
        axes.text(x + 11, y + 4, label, fontsize=7.5, color="#56565c", va="center")
        x += 24 + 5 * len(label)


def write(shown: Picture, target: Path, *, language: str = "fr", title: str = "") -> None:
    """A picture → an SVG or PNG file by its suffix, complete or not there.

    UsageError: another suffix, or nothing to draw; OutputError: it cannot be written.
    """
    format = target.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise UsageError(f"{target}: a picture is {' or '.join(FORMATS)}. Give a name that ends so.")
    drawn = draw(shown, format=format, language=language, title=title)
    with atomic(target) as stream:
        stream.buffer.write(drawn)
