"""Names of people → chains: full name, surname, civility and surname, given name, initials.

"Claire Moreau … Mme Moreau … Moreau" is one person; "Paul Moreau" in the same article is another, and "M. Moreau" his.
"""

from __future__ import annotations

from kgextract.nlp.coref.chains import Chains, fits, last_before
from kgextract.nlp.coref.wording import fold
from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.wordlist import memory, once
from kgextract.nlp.layers import Chain, Mention, unit_of
from kgextract.tables.identity import identity_words
from kgextract.tables.names import given_name_gender, words
from kgextract.tables.roles import office_words
from kgextract.tables.speakers import speaker_words

Name = tuple[str, ...]
_SEVERAL = 3  # parts of a name of which more than one may be left out
_GUESS = "model"  # the rule of mentions that only the model found


def read(chains: Chains, mentions: list[Mention]) -> None:
    """Put each named mention of a person into the chain of that person."""
    people = [m for m in mentions if m.type == "Person" and m.kind == "named"]
    names = Names(chains, people)
    full = [m for m in people if len(names[m]) > 1]
    for m in sorted(full, key=lambda m: (-len(names[m]), m.start)):
        if m.chain is None:
            _put(chains, m, _same_person(chains, m, names))
    for m in people:
        if m.chain is None:
            _short(chains, m, names)
    _mistyped(chains, mentions, names)


class Names:
    """The names of the people of a Doc, by mention, and who shares a word with a name."""

    def __init__(self, chains: Chains, people: list[Mention]) -> None:
        self._names = {id(m): name_of(chains, m) for m in people}
        self._by_word: dict[str, list[Mention]] = {}
        for m in people:
            for word in dict.fromkeys(self._names[id(m)]):
                self._by_word.setdefault(word, []).append(m)

    def __getitem__(self, m: Mention) -> Name:
        return self._names.get(id(m), ())

    def bearers(self, name: Name) -> list[Chain]:
        """The chains of people with a word of this name, as far as they are known by now."""
        found = (m.chain for word in name for m in self._by_word.get(word, ()))
        return list({id(c): c for c in found if c and c.type == "Person"}.values())


def name_of(chains: Chains, m: Mention) -> Name:
    """The parts of a person's name, folded, without civility."""
    return tuple(fold(civil(chains.doc, m)).split())


def civil(doc: Doc, m: Mention) -> str:
    """A person's name as written, without civility: "Mme Claire Moreau" → "Claire Moreau"."""
    i = m.start
    while i + 1 < m.end and (doc[i].lower_ in words("civility") or doc[i].text == "."):
        i += 1
    return doc.between(i, m.end)


def _put(chains: Chains, m: Mention, chain: Chain | None) -> None:
    if chain:
        chains.join(m, chain)
    else:
        chains.open(m)


def _same_person(chains: Chains, m: Mention, names: Names) -> Chain | None:
    """The chain whose full name this full name repeats or shortens."""
    for c in (*_keyed(chains, m), *names.bearers(names[m])):
        if c.key and m.key:
            if c.key == m.key:
                return c
            continue
        if not _agree(chains, c, m):
            continue
        if any(_variant(names[x], names[m]) or _inside(chains, x, m, names) for x in c.mentions if names[x]):
            return c
    return None


def _keyed(chains: Chains, m: Mention) -> list[Chain]:
    """The chains that the table calls the same person."""
    return [c for c in chains.of_type("Person") if c.key == m.key] if m.key else []


def _variant(long: Name, short: Name) -> bool:
    """Two full names of one person: same words, a middle name or second surname less, initials, one slip of the pen."""
    if long == short or sorted(long) == sorted(short):
        return True
    if len(short) < 2:
        return False
    if long[: len(short)] == short:
        return True  # the second surname left out
    if len(long) > _SEVERAL and short[0] == long[0] and _in_order(long, short):
        return True  # `Félix Antoine Tshisekedi Tshilombo … Félix Tshisekedi`
    if long[-1] != short[-1]:
        return len(long) == len(short) and long[:-1] == short[:-1] and _close(long[-1], short[-1])
    given, initials = long[:-1], short[:-1]
    if all(any(g == i or (len(i) == 1 and g[0] == i) for g in given) for i in initials):
        return True
    return len(long) == len(short) and all(_close(a, b) for a, b in zip(given, initials, strict=True))


def _in_order(long: Name, short: Name) -> bool:
    """Whether all words of a name stand in a longer one, in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _inside(chains: Chains, long: Mention, short: Mention, names: Names) -> bool:
    """`Jean-Michel Sama Lukonde Kyenge … Sama Lukonde`; but Anne Roy is not `Marie-Anne Roy Blin`."""
    several = len(names[long]) > _SEVERAL and len(names[short]) > 1
    return several and f" {civil(chains.doc, short)} " in f"{chains.text(long)} "


def _close(a: str, b: str) -> bool:
    """One letter more, less or other, in words of five letters or more."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def _agree(chains: Chains, chain: Chain, m: Mention) -> bool:
    """No clash of gender, which a bare surname does not have, and none of place."""
    clash = chain.gender and m.gender and chain.gender != m.gender and _gendered(chains.doc, m)
    return not clash and fits(chain, m)


def _gendered(doc: Doc, m: Mention) -> bool:
    """Whether a civility or given name tells the gender."""
    return m.end - m.start > 1 or doc[m.start].lower_ in words("civility") or doc[m.start].text in given_name_gender()


def _short(chains: Chains, m: Mention, names: Names) -> None:
    """A surname or given name goes to the only person who has it, or to the one named last before."""
    name = names[m]
    found = [c for c in names.bearers(name) if _agree(chains, c, m) and _bears(c, name, names)]
    if m.key:
        found = [c for c in found if c.key in (m.key, None)]
    if (title := _crowned(chains.doc, m)) is not None:
        found = [c for c in found if any(_may_reign(chains.doc, x, title, name, names[x]) for x in c.mentions)]
    if len(found) > 1:
        found = _titled_alike(chains.doc, m, found) or found
    by_key = [c for c in _keyed(chains, m) if fits(c, m)]
    if by_key:
        chains.join(m, by_key[0])
    elif len(found) == 1:
        chains.join(m, found[0])
    elif not found:
        only = _guessed_gender(chains, m, names) or _surnamed(chains, m, names)
        chains.join(m, only) if only else chains.open(m)
    else:
        one = _only_near(chains, m, found)
        alone = next((c for c in found if c.note and last_before(c, m.start)), None)
        if one or alone:
            chains.join(m, one or alone or found[0])
        else:
            chains.open(m, note="several people in this article bear the name")


def _titled_alike(doc: Doc, m: Mention, found: list[Chain]) -> list[Chain]:
    """Of namesakes those whose office stands before the surname too (`le président Macky Sall … du président Sall`)."""
    held: dict[int, set[str]] = memory(doc, "offices-held")  # by the first token of a name
    if not held:
        for role in doc._.roles or ():
            for holder in role.holders:
                held.setdefault(holder.start, set()).add(role.mention.lemma)
    own = held.get(m.start, set())
    return [c for c in found if any(own & held.get(x.start, set()) for x in c.mentions)] if own else []


def _crowned(doc: Doc, m: Mention) -> str | None:
    """The title of who reigns by a given name alone, right before it: `la reine Mary` is no Mary Keane."""
    before = doc[m.start - 1].lower_ if m.start else ""
    return before if before in words("reigning") else None


def _may_reign(doc: Doc, x: Mention, title: str, name: Name, whole: Name) -> bool:
    """Called by the same title, by one name alone, or by this surname (`le « tsar Poutine »`)."""
    return _crowned(doc, x) == title or len(whole) == 1 or whole[-len(name) :] == name


def _guessed_gender(chains: Chains, m: Mention, names: Names) -> Chain | None:
    """`Winny Yawo Dogbatsè … M. Dogbatsè`: the only bearer so far, whose gender a list of given names has guessed."""
    name = names[m]
    if chains.doc[m.start].lower_ not in words("civility"):
        return None
    bearers = [c for c in names.bearers(name) if last_before(c, m.start) and fits(c, m) and _bears(c, name, names)]
    if len(bearers) != 1 or bearers[0].key is not None or _kin_told(chains.doc, m):
        return None
    civil = (x for x in bearers[0].mentions if chains.doc[x.start].lower_ in words("civility"))
    if any(x.gender != m.gender for x in civil):
        return None
    bearers[0].gender = m.gender
    return bearers[0]


def _kin_told(doc: Doc, m: Mention) -> bool:
    """Whether kin of the sex of a civility was told of before (`Luc Roy … sa veuve … Mme Roy`), who bears the name."""
    sex = "female" if m.gender == "f" else "male"
    return once(doc, f"{sex} kin", lambda: _first_kin(doc, sex)) < m.start


def _first_kin(doc: Doc, sex: str) -> int:
    """The first token that tells of kin of a sex, behind all where none does."""
    kin, text = speaker_words(sex) & office_words("kin"), doc.lowered
    for k in range(1, len(text) - 1):
        if text[k] in kin and (
            text[k] not in identity_words("person-noun")
            or text[k - 1] in words("possessive")
            or text[k + 1] in words("of")
        ):
            return k
    return len(text)


def _surnamed(chains: Chains, m: Mention, names: Names) -> Chain | None:
    """`Anne Martin … Martin`: the only bearer, whose surname is a given name of the other sex as well."""
    doc, name = chains.doc, names[m]
    kin = m.start > 1 and doc[m.start - 1].pos_ == "NOUN" and doc[m.start - 2].lower_ in words("possessive")
    if m.end - m.start > 1 or kin:
        return None  # `son fils Martin`
    bearers = [c for c in names.bearers(name) if fits(c, m)]
    last = bool(bearers) and any(len(names[x]) > 1 and names[x][-1:] == name for x in bearers[0].mentions)
    alone = len(bearers) == 1 and last_before(bearers[0], m.start) is not None
    return bearers[0] if alone and last else None


def _bears(chain: Chain, name: Name, names: Names) -> bool:
    n = len(name)
    for m in chain.mentions:
        whole = names[m]
        if whole[-n:] == name or whole[:n] == name or (n == 1 and len(whole) > 2 and name[0] in whole[1:]):
            return True
        if m.family and fold(m.family) == " ".join(name):
            return True
    return False


def _only_near(chains: Chains, m: Mention, found: list[Chain]) -> Chain | None:
    """The only one of several namesakes mentioned in the same paragraph before, or the only one mentioned before."""
    units = chains.doc._.units
    here = units[unit_of(chains.doc, m.start)].paragraph
    before = [(c, last_before(c, m.start)) for c in found]
    earlier = [(c, x) for c, x in before if x]
    if len(earlier) == 1:
        return earlier[0][0]
    close = [c for c, x in earlier if units[unit_of(chains.doc, x.start)].paragraph == here]
    return close[0] if len(close) == 1 else None


def _mistyped(chains: Chains, mentions: list[Mention], names: Names) -> None:
    """What the model alone took for a body or place, and is or ends in the surname of a person, is that person."""
    guesses = [m for m in mentions if m.type in ("Organization", "Place") and m.kind == "named" and m.chain is None]
    for m in guesses:
        if m.key or m.rule != _GUESS:
            continue
        words = tuple(fold(chains.text(m)).split())
        found = [c for c in names.bearers(words) if fits(c, m) and _surname_of(c, words, names)]
        if len(found) == 1:
            chains.join(m, found[0])


def _surname_of(chain: Chain, found: Name, names: Names) -> bool:
    for m in chain.mentions:
        whole = names[m]
        if len(found) == 1 and len(whole) > 1 and whole[-1] == found[0]:
            return True
        if len(whole) == 1 and len(found) in (2, 3) and found[-1] == whole[0] and len(whole[0]) > 3:
            return True
    return False
