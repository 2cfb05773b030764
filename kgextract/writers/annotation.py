"""Extractions → the annotation format, as JSON (one object, or a list of several) or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kgextract.model import Extraction


def one(found: Sequence[Extraction]) -> str:
    """One extraction → its JSON object; several → a JSON list of them."""
    if len(found) == 1:
        return found[0].dumps()
    return json.dumps([x.to_json() for x in found], ensure_ascii=False, indent=1) + "\n"


def lines(found: Sequence[Extraction]) -> str:
    """Extractions → one JSON object a line."""
    return "".join(json.dumps(x.to_json(), ensure_ascii=False, separators=(",", ":")) + "\n" for x in found)
