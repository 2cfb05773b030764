"""Doc → its words in lower case and its text, made once: spaCy makes the text anew, and a Token object, at each use.

What `memory` keeps for a Doc must depend on nothing but its tokens and the model's annotations of them.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc


def memory(doc: Doc, name: str) -> dict[Any, Any]:
    """What a function of that name has found in this Doc so far."""
    found: dict[Any, Any] = doc.user_data.setdefault(name, {})
    return found


def lowered(doc: Doc) -> list[str]:
    """The lower-cased word of every token."""
    kept = doc.user_data.get("lowered")
    if kept is None:
        kept = doc.user_data["lowered"] = [t.lower_ for t in doc]
    words: list[str] = kept
    return words


def text_of(doc: Doc) -> str:
    """The text of the whole Doc."""
    kept = doc.user_data.get("text")
    if kept is None:
        kept = doc.user_data["text"] = doc.text
    text: str = kept
    return text
