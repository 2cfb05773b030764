"""What somebody says inside brackets → the part of it before they close.

`Jean Morel (le maire déplore « un gâchis ») a quitté la salle`: the content ends with the quotation.
"""

from __future__ import annotations

from kgextract.nlp.layers import Range
from kgextract.nlp.statements.drafts import Page

_OPEN, _CLOSED = "(", ")"


def inside(page: Page, unit: int, content: list[Range]) -> list[Range]:
    """The content without what stands behind the bracket that opened before it."""
    first, last = content[0][0], content[-1][1]
    before = page.text[page.units[unit].start : first] if page.units[unit].start < first else ""
    if before.count(_OPEN) <= before.count(_CLOSED) or _CLOSED not in page.text[first:last]:
        return content
    depth = 0
    for at in range(first, last):
        depth += (page.text[at] == _OPEN) - (page.text[at] == _CLOSED)
        if depth < 0:
            cut = [page.trim(a, min(b, at)) for a, b in content if a < at]
            return [part for part in cut if part is not None] or content
    return content
