"""An agent noun with its complement and a comma → who is named behind it (`l'invité d'honneur du bal, | Luc Roy, a …`).

Only behind an article in the singular, and where a mark closes the name: `le parrain du bal, Luc Roy et Anne Blin` is
a list.
"""

from __future__ import annotations

from kgextract.nlp.clauses.page import Page
from kgextract.nlp.layers import Argument, Mention
from kgextract.tables.roles import office_words

_CLOSED = (",", "(", ":", "–", "—")
_PERSON = "Person"


def called_behind(page: Page, start: int, end: int, last: int) -> Argument | None:
    """Who is named behind the comma at token `end`, of a phrase whose article stands at `start`, in a unit up to
    `last`."""
    known = start >= 0 and page.words[start] in office_words("singular-article")
    if not known or end + 1 >= last or page.words[end] != ",":
        return None
    named = _named_at(page, end + 1)
    if named is None or named.end >= last or page.words[named.end] not in _CLOSED:
        return None
    if page.words[named.end] == "," and named.end + 1 < last and _named_at(page, named.end + 1) is not None:
        return None  # `le parrain du bal, Luc Roy, Anne Blin et Jean Petit`
    return Argument(role="subject", start=end + 1, end=named.end, head=named.head, mentions=[named])


def _named_at(page: Page, at: int) -> Mention | None:
    """Who is named at a token, his title before the name or not."""
    k = at + (page.words[at] in office_words("singular-article"))
    here = page.mentions.get(k, ())
    held = (h for m in here if m.start == k for h in page.holders.get(id(m), ()) if h.start >= m.end)
    own = (m for m in page.mentions.get(at, ()) if m.start == at and m.type == _PERSON and m.kind == "named")
    return next(own, None) or next(held, None)
