"""A SPARQL query from outside → the same, or an error that says why it is refused."""

from __future__ import annotations

import re

from kgextract.errors import UsageError

MAX_LENGTH, MAX_DEPTH = 1_000_000, 100  # characters of a query, brackets inside one another

_QUOTED = re.compile(
    "|".join(
        (
            r'"""(?:[^"\\]|\\.|"(?!""))*"""',
            r"'''(?:[^'\\]|\\.|'(?!''))*'''",
            r'"(?:[^"\\\n\r]|\\.)*"',
            r"'(?:[^'\\\n\r]|\\.)*'",
            r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
            r"#[^\n\r]*",
        )
    ),
    re.DOTALL,
)
# What calls another server, wherever it stands: where a string or comment ends depends on where the parser is, and its
# words need no space around them. In a string such a call is refused too.
_BLANK = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_NAME = r"(?:\\.|[^ \t\r\n{}#\\])++"
_CALL = re.compile(
    rf"service{_BLANK}(?:silent{_BLANK})?(?:<[^<>]*+>|[?$]{_NAME}|(?=[^ \t\r\n{{}}#:]*+:){_NAME}){_BLANK}\{{",
    re.IGNORECASE,
)
_CALLS = 100  # places where the word may stand
_REFUSED = r"(?<![\w?$:.\-])(service|load|insert|delete|clear|drop|create|copy|move|add)(?![\w:\-])"


def checked(text: str) -> str:
    """A query from outside → the same; UsageError where it could reach the network, change data or end the process."""
    if len(text) > MAX_LENGTH:
        raise UsageError(f"SPARQL query: is longer than {MAX_LENGTH} characters. Make it shorter.")
    plain = bare(text)
    word = re.search(_REFUSED, plain, re.I)
    if word or text.lower().count("service") > _CALLS or _CALL.search(text):
        said = word[0].upper() if word else "SERVICE"
        raise UsageError(f"SPARQL query: {said} is refused. A query reads the given graphs and nothing else.")
    depth = 0
    for mark in re.findall(r"[{}()\[\]]", plain):
        depth += 1 if mark in "{([" else -1
        if depth > MAX_DEPTH:
            raise UsageError(f"SPARQL query: brackets are nested deeper than {MAX_DEPTH}. Make it simpler.")
    return text


def bare(text: str) -> str:
    """A query → the same with spaces for its strings, IRIs and comments."""
    return _QUOTED.sub(lambda m: " " * len(m[0]), text)
