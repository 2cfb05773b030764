"""Stage → its mentions, those before whom somebody speaks as their house (`a dit devant | les députés`)."""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.layers import Mention
from kgextract.nlp.roles.phrases import Index, index
from kgextract.nlp.roles.seats import seated
from kgextract.nlp.scenes.stage import Stage
from kgextract.tables.names import words
from kgextract.tables.scenes import scene_words

_ARTICLE = 2  # tokens of `devant les`


def houses(stage: Stage) -> list[Mention]:
    """The mentions in text order; a group behind `devant les` that sits in the one such house of the article is it."""
    ix = index(stage.doc) if any(_faced(stage, m) for m in stage.mentions) else None
    return [_house(stage, m, ix) if ix is not None and _faced(stage, m) else m for m in stage.mentions]


def _faced(stage: Stage, m: Mention) -> bool:
    """Whether all of a group are those before whom something is done."""
    if m.type != "Group" or m.start < _ARTICLE or stage.words[m.start - 1] not in words("definite"):
        return False
    return stage.words[m.start - _ARTICLE] in scene_words("facing")


def _house(stage: Stage, m: Mention, ix: Index) -> Mention:
    chain = seated(stage.doc, m, ix)
    return m if chain is None else replace(m, type=chain.type, cls=chain.cls, chain=chain)
