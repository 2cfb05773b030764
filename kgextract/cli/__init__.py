"""The command line: one file a family of commands, each a thin shell over the library.

Heavy modules are imported inside the commands, so that `--help` answers at once. Exit codes: 0 done, 1 error,
2 usage or unreadable input, 3 done but some articles failed, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from itertools import pairwise
from typing import Any, NoReturn

import typer

from kgextract.cli import (
    corpus,
    docs,
    doctor,
    evaluate,
    explain,
    graph,
    ontology,
    push,
    query,
    rules,
    run,
    samples,
    serve,
    stats,
    store,
    validate,
)
from kgextract.cli.display import note, one_line
from kgextract.cli.listing import Listed
from kgextract.errors import KgExtractError, UsageError

DEBUG = "--debug"
RARELY = (100_000, 20, 20)  # new objects before Python looks for garbage; the model is a million that stay
EPILOG = "Every command takes --debug, which shows the traceback of an error."

app = typer.Typer(
    name="kgextract",
    cls=Listed,
    help="French news articles → RDF knowledge graphs: who is who, who said what, where, when and for whom.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
for family in (
    run, query, explain, store, corpus, serve, push, graph, stats, validate, ontology, rules, evaluate, samples, docs,
    doctor,
):  # fmt: skip
    family.register(app)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kgextract {version('kgextract')}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    pass


def main() -> NoReturn:
    """Run the command in `sys.argv` and leave, without taking apart what the model built: that takes half a second."""
    gc.set_threshold(*RARELY)
    code = execute(sys.argv[1:])
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def execute(arguments: list[str]) -> int:
    """Run a command, its output flushed → its exit code."""
    debug = DEBUG in arguments
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup does
            signal.signal(number, lambda sent, _: sys.exit(128 + sent))
    _opened()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    try:
        code = _run([a for a in arguments if a != DEBUG])
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 128 + signal.SIGPIPE
    except KgExtractError as error:
        if debug:
            raise
        code = _said(str(error), error.exit_code)
    except OSError as error:
        if debug:
            raise
        place = error.filename or "standard output"
        code = _said(f"{place}: cannot be used ({error.strerror or error}). Is there room, and may you?", 1)
    except MemoryError:
        if debug:
            raise
        code = _said("memory: there is not enough. Give more, or ask for less at a time.", 1)
    except Exception as error:
        if debug:
            raise
        if type(error).__name__ == "NoArgsIsHelpError":  # the help is the message
            note(str(error))
            code = 2
        elif hasattr(error, "format_message"):  # a wrong option or argument
            what = error.format_message().rstrip(".")
            code = _said(f"kgextract: {what}{'' if what.endswith('?') else '.'} Try --help.", 2)
        else:
            code = _said(f"kgextract: {type(error).__name__}: {error}. This is a bug; --debug shows where.", 1)
    return code


def _opened() -> None:
    """A standard stream that the caller has closed is one that cannot be used: an error only where it is."""
    for name, mode, wrong in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, wrong), mode, encoding="utf-8"))


def _run(arguments: list[str]) -> int:
    for before, given in pairwise(["", *arguments]):
        option, equals, value = given.partition("=") if given.startswith("--") else (before, "=", given)
        if option.startswith("-") and equals and not value.strip():
            raise UsageError(f"{option}: its value is empty. Give one, or leave the option out.")
    result: Any = app(args=arguments, standalone_mode=False)
    return result if isinstance(result, int) else 0


def _said(message: str, code: int) -> int:
    one_line(message)
    return code
