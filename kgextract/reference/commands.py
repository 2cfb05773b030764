"""The parser of the command line → its reference: each command with its arguments, options and defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgextract.reference import cell

HEAD = """# The commands of kgextract

Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 error, 2 usage or unreadable input, 3
done but some articles failed or graphs do not conform, 130 interrupted. Every command takes `--help`, and `--debug`,
which shows the traceback of an error."""


def markdown(root: Any) -> str:
    """The group of all commands → one page."""
    return "\n".join([HEAD, "", *_commands(root, "kgextract")]) + "\n"


def _commands(group: Any, name: str) -> Iterator[str]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {word}")
        else:
            yield from _command(command, f"{name} {word}")


def _command(command: Any, name: str) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join([name, *map(_argument, arguments), *(["[OPTIONS]"] if options else [])])
    yield f"## {name}"
    yield ""
    about, _, example = command.help.partition("Example: ")
    yield from (line.strip() for line in about.strip().splitlines())
    yield ""
    yield "```console"
    yield f"$ {example.strip()}"
    yield "```"
    yield ""
    yield f"`{usage}`"
    yield ""
    if not command.params:
        return
    yield "| | | unless given |"
    yield "|---|---|---|"
    for p in (*arguments, *options):
        yield f"| {_names(p)} | {cell(p.help or '')} | {_default(p)} |"
    yield ""


def _argument(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper())
    several = f"{name}…" if parameter.nargs != 1 and not name.endswith("…") else name
    return several if parameter.required else f"[{several}]"


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{_argument(parameter)}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return cell(names + value)


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    value = parameter.default
    if value is True and parameter.secondary_opts:
        return f"`{parameter.opts[0]}`"
    return "" if value in (None, False, "") else f"`{value}`"
