"""`kgextract corpus`: many articles in, a folder of N-Quads or a store out, on all cores or a cluster."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kgextract.cli.display import counted, one_line
from kgextract.cli.options import (
    Background,
    Encoding,
    FullProvenance,
    MinConfidence,
    OnlyAsserted,
    OwnOntology,
    Published,
    Rdf12,
    Rules,
    Strict,
)
from kgextract.cli.progress import State, progress

if TYPE_CHECKING:
    from kgextract.corpus import Report
    from kgextract.engines import Engine
    from kgextract.rdf.build import Provenance
    from kgextract.store import Store

_SECONDS = 600.0  # that one article may take
_SHOWN = 10  # failures told on the terminal
_KINDS = {"serial", "processes", "dask"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(corpus)


def corpus(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Folders, files, patterns; JSON lines (.jsonl, .jsonl.gz), .zip, .tar, WARC. A run goes on where "
            "an earlier one stopped.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="The folder of the result; or else --store.")
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="STORE", help="A store, new or old, that gets the articles as they are read."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; as many as cores unless told.")
    ] = None,
    engine: Annotated[str | None, typer.Option("--engine", metavar="NAME", help="serial, processes or dask.")] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Of a running Dask cluster: tcp://…")
    ] = None,
    gzip: Annotated[bool, typer.Option("--gzip", help="Compressed parts (.nq.gz).")] = False,
    retry: Annotated[bool, typer.Option("--retry-failed", help="Take up again what failed before.")] = False,
    published: Published = None,
    encoding: Encoding = None,
    seconds: Annotated[
        float,
        typer.Option("--time-limit", metavar="SECONDS", min=1, help="That one article may take."),
    ] = _SECONDS,
    strict: Strict = False,
    provenance: FullProvenance = "full",
    rdf12: Rdf12 = False,
    only_asserted: OnlyAsserted = False,
    min_confidence: MinConfidence = 0.0,
    background: Background = True,
    rules: Rules = None,
    ontology: OwnOntology = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no report.")] = False,
) -> int:
    """Read any number of articles into a folder of N-Quads, or into a store; what is done already is not done again.

    Example: kgextract corpus samples.jsonl articles/ -o corpus/ -j 2
    """
    from kgextract import corpus as work
    from kgextract.cli.messages import DONE, FAILED, PARTLY
    from kgextract.cli.outputs import Form
    from kgextract.errors import UsageError
    from kgextract.extension import extend
    from kgextract.selection import Selection
    from kgextract.writers import Options

    if store is not None and (output is not None or gzip):
        raise UsageError(f"--store: is no use with {'--output' if output else '--gzip'}. Leave one out.")
    folder = store / work.PARTS if store is not None else output
    if folder is None:
        raise UsageError("--output: is missing. Give a folder with -o, or a store with --store.")
    chosen = _engine(engine, workers, scheduler)
    extend(rules=rules, ontology=ontology)
    settings = work.Settings(
        strict=strict,
        provenance=Form.of("nquads", Options(provenance=cast("Provenance", provenance))).options.provenance,
        selection=Selection(only_asserted=only_asserted, min_confidence=min_confidence, background=background),
        rdf12=rdf12,
        gzip=gzip,
        rules=str(rules) if rules else None,
        ontology=str(ontology) if ontology else None,
        seconds=seconds,
    )
    begun = time.monotonic()
    try:
        with _opened(store) as target, progress(sources, quiet=quiet, lines=True) as watch:
            report = work.run(
                sources,
                folder,
                engine=chosen(),
                settings=settings,
                store=target,
                published=published,
                encoding=encoding,
                retry=retry,
                watch=lambda report: watch(_state(report)),
            )
    except KeyboardInterrupt:
        one_line("interrupted; what is done is kept. The same command goes on from here.")
        raise
    if not quiet:
        _tell(report, folder, time.monotonic() - begun)
    if not report.failures:
        return DONE
    return PARTLY if report.articles else FAILED


def _opened(store: Path | None) -> AbstractContextManager[Store | None]:
    if store is None:
        return nullcontext()
    from kgextract.store import Store

    return Store(store)


def _engine(name: str | None, workers: int | None, scheduler: str | None) -> Callable[[], Engine]:
    from kgextract import engines
    from kgextract.errors import UsageError

    kind = name or ("dask" if scheduler else "serial" if workers == 1 else "processes")
    if kind not in _KINDS:
        raise UsageError(f"--engine {kind}: use one of {', '.join(sorted(_KINDS))}.")
    if scheduler and kind != "dask":
        raise UsageError(f"--scheduler: is for --engine dask, not for {kind}. Leave one out.")
    count = workers or os.cpu_count() or 1
    if kind == "serial":
        return engines.serial
    return (lambda: engines.processes(count)) if kind == "processes" else (lambda: engines.dask(count, scheduler))


def _state(report: Report) -> State:
    return State(
        articles=report.articles,
        new=report.articles_made,
        facts=report.facts,
        failed=len(report.failures),
        bytes=report.bytes_read,
    )


def _tell(report: Report, output: Path, seconds: float) -> None:
    """The report of a run, on standard error."""
    kept = report.articles - report.articles_made
    rate = f", {report.articles_made / seconds:.1f} a second" if report.articles_made else ""
    already = f", {kept} of them already there" if kept else ""
    one_line(f"{output}/: {counted(report.articles, 'article')}{already}{rate}")
    one_line(
        f"{report.entities} entities, {report.statements} statements, {report.facts} facts, {report.quads} quads; "
        f"parts: {report.parts_made} made, {report.parts_kept} kept, {report.parts_removed} removed"
    )
    if report.stored:
        one_line(f"{output.parent}: {counted(report.stored, 'article')} added or replaced")
    if report.warned:
        one_line(f"{counted(report.warned, 'article')} with warnings, which are in the output")
    for failed in report.failures[:_SHOWN]:
        one_line(f"{failed.id}: {failed.kind}: {failed.reason}")
    if report.failures:
        kinds = ", ".join(f"{n} {kind}" for kind, n in report.kinds().items())
        failures = counted(len(report.failures), "failure")
        one_line(f"{failures} ({kinds}), noted in {output}/failures.jsonl. --retry-failed tries again.")
