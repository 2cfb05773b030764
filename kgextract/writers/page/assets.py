"""Styles and scripts of `data/page/` → elements of a page, inside it or beside it, and the policy that admits them.

What is inside the page is admitted by its hash: nothing else runs, whatever the names in the data say.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from typing import Any

from markupsafe import Markup

from kgextract.resources import data

STYLES = ("page.css", "vendor/cytoscape.css")
SCRIPTS = (
    "vendor/cytoscape.js", "vendor/layout-base.js", "vendor/cose-base.js", "vendor/cytoscape-fcose.js",
    "words.js", "text.js", "details.js", "panels.js", "graph.js",
)  # fmt: skip
_IDS = {"vendor/cytoscape.css": "__________cytoscape_stylesheet"}  # where it is there, the library adds none itself


@cache
def source(name: str) -> str:
    """The text of a style or script."""
    return data(f"page/{name}").read_text("utf-8").strip()


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


@cache
def policy() -> str:
    """The Content-Security-Policy of a page that holds its styles and scripts: these and nothing else."""
    styles, scripts = (" ".join(_digest(source(name)) for name in names) for names in (STYLES, SCRIPTS))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def styles(folder: str | None = None) -> Markup:
    """The styles, inside the page or below a folder of the server."""
    out = []
    for name in STYLES:
        id = Markup(' id="{}"').format(_IDS[name]) if name in _IDS else ""
        if folder is None:
            out.append(Markup("<style{}>{}</style>").format(id, Markup(source(name))))
        else:
            out.append(Markup('<link rel="stylesheet"{} href="{}{}">').format(id, folder, name))
    return Markup("\n").join(out)


def scripts(folder: str | None = None) -> Markup:
    """The scripts, inside the page or below a folder of the server."""
    if folder is not None:
        return Markup("\n").join(Markup('<script src="{}{}"></script>').format(folder, s) for s in SCRIPTS)
    return Markup("\n".join(f"<script>{source(s)}</script>" for s in SCRIPTS))


def embedded(value: Any) -> Markup:
    """A value → JSON that may stand inside a `<script type="application/json">`: no character of it is markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
