"""A noun of origin → the person of the article who is from there: `António Guterres … le Portugais`.

By what the text says of somebody's origin, else by the table of people, else the only person around.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.coref.origins import Origins
from kgextract.nlp.coref.readings import clash, gender_of
from kgextract.nlp.coref.wording import stem
from kgextract.nlp.layers import Chain, Mention
from kgextract.tables.gazetteers import people_by_key

_NEAR = 1  # paragraphs that it looks back


def meant(chains: Chains, m: Mention, origins: Origins) -> Chain | None:
    """Whom a noun of origin stands for, None where nobody or more than one may be meant."""
    word, gender = m.lemma, gender_of(chains, m) or m.gender
    near = [c for c in chains.recent(m, _NEAR) if not c.unnamed and not clash(c, m, gender) and fits(c, m)]
    told = [c for c in origins.meant(word) if c in near]
    if told:
        return told[0] if len(told) == 1 else None
    country = chains.nations.get(stem(word))
    compatriots = [c for c in near if country is not None and _country(c) == country]
    if compatriots:
        return compatriots[0] if len(compatriots) == 1 else None
    here = [c for c in near if c in chains.recent(m, 0)]
    if len(here) != 1 or origins.other(word, here[0]):
        return None
    own = _country(here[0])
    return here[0] if own is None or country is None else None


def _country(c: Chain) -> str | None:
    """Whose public life somebody is part of, by the table."""
    row = people_by_key().get(c.key or "")
    return row.country if row else None
