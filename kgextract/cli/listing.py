"""A family of commands → the list of them in its help, with the whole first sentence of each."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

_WHOLE = 500  # characters of a first sentence: the formatter wraps it


class Listed(TyperGroup):
    """A group whose commands are told in full, where Click cuts each to its line."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each command that is not hidden, and what it does."""
        known = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, c.get_short_help_str(_WHOLE)) for name, c in known if c is not None and not c.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
