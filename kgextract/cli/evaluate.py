"""`kgextract evaluate`: found against gold, in figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgextract.cli.options import Quiet

if TYPE_CHECKING:
    from kgextract.cli.messages import Messages
    from kgextract.evaluate import Scores
    from kgextract.model import Extraction


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(evaluate)


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of NAME.json with NAME.txt.")],
    pred: Annotated[
        Path | None,
        typer.Option("--pred", metavar="DIR", help="Folder of found NAME.json; else the texts are read now."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each single mistake.")] = False,
    causes: Annotated[bool, typer.Option("--causes", help="Count the mistakes by cause.")] = False,
    reliable: Annotated[
        bool, typer.Option("--reliability", help="How often facts and statements of each confidence are right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    quiet: Quiet = False,
) -> int:
    """Print precision, recall and F1 of every layer against a gold annotation.

    Example: kgextract evaluate data/gold --causes
    """
    from kgextract import goldset
    from kgextract.cli.display import table
    from kgextract.cli.messages import Messages
    from kgextract.evaluate import score
    from kgextract.evaluate.reliability import reliability

    messages = Messages(quiet=quiet)
    gold = goldset.load(gold_dir)
    found = goldset.predicted(pred, gold) if pred else _extracted(gold, messages)
    pairs = [(wanted, found[name]) for name, wanted in gold.items()]
    scores = score(pairs)
    print(_json(scores) if as_json else _table(scores))
    if reliable:
        for what, bins in zip(("facts", "statements"), reliability(pairs), strict=True):
            print(f"\n{'confidence of ' + what:34s} {'right':>6s} {'found':>6s}")
            for b in bins:
                print(f"{f'{b.low:.1f} to {b.high:.1f}':34s} {b.precision:6.3f} {b.found:6d}")
    if causes:
        print(f"\n{'mistake':26s} {'cause':42s} {'count':>5s}")
        for kind, cause, n in scores.causes():
            print(f"{kind:26s} {cause:42s} {n:5d}")
    if errors:
        print()
        columns = ("mistake", "what", "cause", "rule", "article", "at")
        table(
            columns, [(m.kind, m.what, m.cause, m.rule, m.article, " ".join(map(str, m.at))) for m in scores.mistakes]
        )
    return messages.exit_code()


def _extracted(gold: dict[str, Extraction], messages: Messages) -> dict[str, Extraction]:
    from kgextract.extractor import Failure, extract_all
    from kgextract.model import Extraction as Empty

    found = {}
    for name, x in zip(gold, extract_all(x.article for x in gold.values()), strict=True):
        if isinstance(x, Failure):
            messages.broke(x)
            x = Empty(article=x.article)
        else:
            messages.done += 1
        found[name] = x
    return found


def _table(scores: Scores) -> str:
    lines = [f"{'figure':34s} {'P':>6s} {'R':>6s} {'F1':>6s}   {'hits':>7s} {'gold':>5s} {'found':>5s}"]
    for name, f in scores.rows():
        lines.append(
            f"{name:34s} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f}   {f.hits:7.1f} {f.gold:5d} {f.found:5d}"
        )
    return "\n".join(lines)


def _json(scores: Scores) -> str:
    import json

    rows = {
        name: {"P": f.precision, "R": f.recall, "F1": f.f1, "hits": f.hits, "gold": f.gold, "pred": f.found}
        for name, f in scores.rows()
    }
    return json.dumps(rows, indent=1, ensure_ascii=False)
