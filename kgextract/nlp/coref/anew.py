"""Something new of somebody → the one of whom the sentence before tells: `Luc Roy a été arrêté. L'ancien maire …`.

News takes people up by what it has not told of them yet. What is over or still to come (`le futur maire`) and callings
that no scene has one of (`l'attaquant égyptien`) say it of somebody named; an office of today is as often another
person's.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits
from kgextract.nlp.coref.holders import Held
from kgextract.nlp.coref.origins import Origins
from kgextract.nlp.coref.readings import clash, is_former, readings
from kgextract.nlp.coref.wording import stem, stems
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import lowered, tags, unit_tokens
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.nlp.roles.modifiers import is_coming
from kgextract.tables import identity
from kgextract.tables.names import demonyms, words
from kgextract.tables.speech import speech_words


def meant(chains: Chains, m: Mention, held: list[Held], origins: Origins, gender: str | None) -> Chain | None:
    """The only person of this gender named before in the paragraph, or where it opens one in the one before."""
    if m.definite is not True or m.plural or lowered(chains.doc)[m.start - 1] not in words("definite"):
        return None
    former = is_former(chains, m)
    coming = is_coming(chains.doc, m.start, m.end)
    calling = not (former or coming) and lowered(chains.doc)[m.head] in identity.identity_words("calling")
    if not (former or coming or calling) or not (_opens(chains, m) or _says(chains, m)):
        return None
    if calling and any(x is not m for x in chains.named.started(m.start, m.end)):
        return None  # `le chercheur de l'Inserm`
    for paragraphs in (0, 1):
        near = [c for c in chains.recent(m, paragraphs) if _named_before(c, m) and not clash(c, m, gender)]
        if coming:
            near = [c for c in near if not _another(chains, m, c, held, former=True)]  # not today's mayor
        if near:
            one = near[0] if len(near) == 1 else chains.at_the_head(m, near)
            if one is None or not fits(one, m) or _another(chains, m, one, held, former or coming):
                return None
            if _told_before(chains, m, one, gender):
                return None
            return None if _from_elsewhere(chains, m, one, origins) else one
    return None


def _named_before(c: Chain, m: Mention) -> bool:
    return not c.unnamed and any(x.kind == "named" and x.start < m.start for x in c.mentions)


def _opens(chains: Chains, m: Mention) -> bool:
    """Whether only its determiner stands before it in its sentence."""
    return unit_tokens(chains.doc)[unit_of(chains.doc, m.start)][0] == m.start - 1


def _says(chains: Chains, m: Mention) -> bool:
    """Whether it stands behind the verb of a reporting clause: `», a déclaré l'ancien ministre.`"""
    tag, text = tags(chains.doc), lowered(chains.doc)
    at = m.start - 2
    if at < 1 or tag[at] != "VERB" or (m.end < len(tag) and tag[m.end] not in ("PUNCT", "SPACE", "ADP")):
        return False
    while at > 0 and tag[at] in ("VERB", "AUX"):
        at -= 1
    return text[at] == ","


def _another(chains: Chains, m: Mention, c: Chain, held: list[Held], former: bool) -> bool:
    """Whether the office that somebody holds speaks against it: the same of today, justice, any beside a calling."""
    own = {reading.head for reading in readings(chains, m)}
    heads = {h.reading.head for h in held if h.person is c and not h.former}
    return bool(heads & (own | stems("of-justice"))) if former else bool(heads - stems("calling"))


def _told_before(chains: Chains, m: Mention, c: Chain, gender: str | None) -> bool:
    """Whether somebody described by the same title came in before a person did (`L'ancien notaire … Me Luc Roy …`)."""
    unnamed = (o for o in chains.latest("Person") if o.unnamed and not clash(o, m, gender))
    return any(same_title(chains, x, m) for o in unnamed if told_first(chains.doc, o, c) for x in o.mentions)


def same_title(chains: Chains, x: Mention, m: Mention) -> bool:
    """Whether two titles have one head, and neither other words than the other (`l'ancien notaire … l'ex-notaire`)."""
    one, other = chains.wording(x), chains.wording(m)
    heads = {_plain(lowered(chains.doc)[k.head]) for k in (x, m)}
    return (one.head == other.head or len(heads) == 1) and (one.rest <= other.rest or other.rest <= one.rest)


def _plain(noun: str) -> str:
    """The stem of a noun without what says that it is over."""
    return stem(next((noun[len(p) :] for p in speech_words("former-prefix") if noun.startswith(p)), noun))


def told_first(doc: Doc, described: Chain, person: Chain) -> bool:
    """Whether somebody described is another than a person named since, in the same paragraph or no subject before.

    A first paragraph may well say by a description alone whom the next one names.
    """
    first, name = described.mentions[0], person.mentions[0]
    units, at = doc._.units, unit_of(doc, first.start)
    if first.start >= name.start:
        return False
    opens = unit_tokens(doc)[at][0] >= first.start - 1
    return not opens or units[at].paragraph == units[unit_of(doc, name.start)].paragraph


def _from_elsewhere(chains: Chains, m: Mention, c: Chain, origins: Origins) -> bool:
    told = [w for w in lowered(chains.doc)[m.start : m.end] if w in demonyms()]
    return any(origins.other(w, c) for w in told)
