"""Role that names no body of its own → what its holder is at the head of, where the article has just one such thing.

`Le ministre de la Santé` heads the ministère de la Santé; `le maire, Luc Roy` the only town of the article, `la PDG,
Anne Blin` its only company, `le Premier ministre, Paul Petit` its only country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.names import is_capital
from kgextract.nlp.grammar.wordlist import lowered, memory, once, unit_tokens
from kgextract.nlp.layers import MEDIA, Chain, Mention, MentionIndex, Role, unit_of
from kgextract.tables.gazetteers import COUNTRIES
from kgextract.tables.names import demonyms, not_names, words
from kgextract.tables.roles import Office, office_words

CITY, COMPANY, UNION, MINISTRY, COUNTRY, REGION = "City", "Company", "Union", "Ministry", "Country", "Region"
GOVERNMENT = "Government"
COURT, PLACE = "Court", "Place"  # the latter one of which nothing else is known
TEAMS = frozenset({"SportsBody"})
CHARITY, FIELD = "NGO", 5  # sentences back to the charity that somebody is in the field for
BODIES = frozenset({"Company", "Union", "NGO", "Organization", "University", "Bank"})
OFTEN = 2  # mentions of the body or town that an article is about
LONG = 3  # letters of a word that says something


def headed(doc: Doc, role: Role, row: Office) -> Chain | None:
    """The body or town of a bare office, or None."""
    if role.former or role.targets or role.wider or role.factuality != "asserted":
        return None
    if doc.lowered[max(role.mention.start - 1, 0)] in office_words("possessive", "possessive-of-many"):
        return None  # `son directeur général`: of what stands before
    if _told_whole(doc, role):
        return None
    if row.cabinet and role.office == "none":
        return _ministry(doc, role)
    lemma = role.mention.lemma.lower()
    if row.state and role.office == "head" and role.country is None:
        spoken = lowered(doc)[role.mention.head : role.mention.end]
        if row.cabinet and any(c.cls == GOVERNMENT and c.mentions for c in doc._.chains):
            return None  # at the head of that
        if (opens := opening(doc, role, (COUNTRY, REGION))) is not None:
            return opens
        if lemma in office_words("land-title") and _before_name(doc, role):
            return _land_of_title(doc, role.mention.start)
        return land_told_of(doc) if " ".join(spoken) in office_words("land-office") else None
    if lemma in office_words("town-office") and all(t.pos_ != "ADP" for t in doc[role.mention.head : role.mention.end]):
        return _town(doc, role.mention.start)  # `la maire socialiste sortante`
    if not _is_bare(doc, role):
        return None  # `directeur général de la recherche`
    if row.office == role.office == "head" and not row.state and (opens := opening(doc, role, ())) is not None:
        return opens
    if lemma in office_words("union-office"):
        return _only(doc, UNION)
    return _only(doc, COMPANY) if lemma in office_words("company-office") else None


def opening(doc: Doc, role: Role, classes: tuple[str, ...]) -> Chain | None:
    """The body, or the place of these classes, that opens the sentence of a bare title, up to a comma: `Au Parti vert,
    Anne Roy, la secrétaire générale, se tait`, `Au Togo, le président Luc Roy …`."""
    unit = unit_of(doc, role.mention.start)
    start = doc._.units[unit].start
    found: Chain | None = None
    for m in _names(doc, unit):
        if m.chain is None or m.kind != "named" or m.end >= role.mention.start:
            continue
        fits = m.cls in classes if classes else m.type == "Organization" and m.cls not in MEDIA
        first = next((k for k in range(max(m.start - 2, 0), m.start) if doc[k].idx == start), m.start)
        if fits and doc.lowered[first] in not_names("place-preposition") and doc[m.end].text == ",":
            between = {doc[k].text for k in range(m.end + 1, role.mention.start)}
            people = {t.text for h in role.holders for t in doc[h.start : h.end]}
            if all(w.lower() in office_words("singular-article") or w == "," for w in between - people):
                found = m.chain
    return found


def _before_name(doc: Doc, role: Role) -> bool:
    """`le président Luc Roy`, `du roi Jean`; not `ont choisi pour présidente Anne Roy`."""
    articles = office_words("singular-article", "contracted-article")
    led = role.mention.start > 0 and doc.lowered[role.mention.start - 1] in articles
    return led and any(h.start == role.mention.end for h in role.holders)


def _land_of_title(doc: Doc, start: int) -> Chain | None:
    """The only country that the first line names, for a president or king without one; he may be that of a body that
    his sentence or the one before names."""
    here = unit_of(doc, start)
    if any(m.cls in BODIES | TEAMS for unit in (here, here - 1) for m in _bodies(doc, unit, start)):
        return None
    found = {id(m.chain): m.chain for m in _names(doc, 0) if m.cls == COUNTRY and m.chain}
    land = next(iter(found.values())) if len(found) == 1 else None
    return land if land is not None and not _of_another_land(doc, land) else None


def _told_whole(doc: Doc, role: Role) -> bool:
    """Whether the article says of what its holder has the office (`le maire de Lens, Luc Roy … le maire Roy`)."""
    told: dict[int, set[str]] = memory(doc, "offices-told-whole")
    if not told:
        for other in doc._.roles:
            for h in other.holders if other.targets else ():
                told.setdefault(id(h.chain), set()).add(other.mention.lemma)
    return any(role.mention.lemma in told.get(id(h.chain), ()) for h in role.holders)


def near(doc: Doc, role: Role, row: Office) -> Chain | None:
    """The one body of the sentence so far, or else of the sentence before, for a bare title with its article
    (`Le club recrute. L'entraîneur Luc Roy …`): a team for a title of the game, for others a body of no state."""
    start, lemma, bare = role.mention.start, role.mention.lemma.lower(), _is_bare(doc, role)
    stated = role.targets or role.wider or role.parties or role.country or role.former or role.factuality != "asserted"
    new = _is_new(doc, start)
    if stated or not bare or start == 0 or not (new or doc.lowered[start - 1] in office_words("singular-article")):
        return None
    if start > 1 and doc.lowered[start - 2] in words("of-which"):
        return of_which(doc, role)
    game = lemma in office_words("team-office")
    if not game and lemma not in office_words("body-office"):
        return None
    if row.state and any(m.cls == COUNTRY and m.start < start for m in doc._.mentions):
        return None  # it may be that of a state
    fits = TEAMS if game else TEAMS | BODIES
    here = unit_of(doc, start)
    for unit in (here,) if new else (here, here - 1):
        found = {id(m.chain): m.chain for m in _bodies(doc, unit, start) if game is False or m.cls in TEAMS}
        if found:
            only = next(iter(found.values())) if len(found) == 1 else None
            return only if only is not None and only.cls in fits else None
    return None if game or new else _told_most(doc, start)


def _is_bare(doc: Doc, role: Role) -> bool:
    """An office without a word that says of what: `le directeur`, `la maire intérimaire`, `l'actuel président`."""
    own = role.mention.head + len(role.mention.lemma.replace("-", " - ").split())
    return all(doc.lowered[k] in office_words("neutral-adjective") for k in range(own, role.mention.end))


def _told_most(doc: Doc, start: int) -> Chain | None:
    """The body of which the article has told so far, where it has named it and spoken of it more often than of any
    other, with a name or a description (`l'hôpital Roy … l'établissement … Le directeur, Luc Petit, …`)."""
    told: dict[int, tuple[int, Chain]] = {}
    for m in (*doc._.mentions, *doc._.nominals):
        if m.type == "Organization" and m.chain is not None and m.start < start and m.cls not in MEDIA:
            told[id(m.chain)] = told.get(id(m.chain), (0, m.chain))[0] + 1, m.chain
    most = sorted(told.values(), key=lambda x: -x[0])[:2]
    if not most or most[0][0] < OFTEN or (len(most) > 1 and most[1][0] == most[0][0]):
        return None
    chain = most[0][1]
    named = any(m.kind == "named" and m.start < start for m in chain.mentions)
    return chain if named and chain.cls in BODIES else None


def field_staff(doc: Doc, role: Role) -> Chain | None:
    """The one charity of the sentences before for who works for one somewhere: `MSF alerte. … « Nous partons », dit
    Anne Roy, cheffe de mission à Goma`."""
    if role.mention.lemma not in office_words("field-office") or role.former or role.factuality != "asserted":
        return None
    if role.wider or any(m.type != PLACE or by in office_words("of") for m, by in role.targets):
        return None
    start = role.mention.start
    here = unit_of(doc, start)
    near_by = (m for unit in range(here, here - FIELD, -1) for m in _bodies(doc, unit, start) if m.cls == CHARITY)
    found = {id(m.chain): m.chain for m in near_by}
    return next(iter(found.values())) if len(found) == 1 else None


def establishment(doc: Doc, role: Role) -> Chain | None:
    """The only establishment that the article has named so far, for its director, told alone or as `du site`, `de
    l'établissement` (`l'école Roy … La directrice, Anne Blin, …`)."""
    if role.mention.lemma.lower() not in office_words("establishment-office") or role.former:
        return None
    nouns = [doc.between(m.start, m.end).lower() for m, _ in role.targets]
    articles = office_words("singular-article", "contracted-article")  # `à la demande du proviseur`
    led = role.mention.start > 0 and doc.lowered[role.mention.start - 1] in articles
    bare = not nouns and not role.wider and led and _is_bare(doc, role)
    if not bare and not (len(nouns) == 1 and nouns[0] in office_words("establishment-noun")):
        return None
    found: dict[int, Chain] = {}
    for m in doc._.mentions:
        known = m.kind == "named" and m.chain is not None and m.start < role.mention.start
        if known and m.type in ("Organization", PLACE) and doc.lowered[m.head] in office_words("establishment"):
            found[id(m.chain)] = m.chain
    return next(iter(found.values())) if len(found) == 1 else None


def of_which(doc: Doc, role: Role) -> Chain | None:
    """The named body of whose office a relative tells: `le Parti vert, dont | la présidente est Anne Roy`.

    Not `la CGT, dont le ministre Luc Roy dénonce la grève`: an office with its name may not be that of the body.
    """
    at, after = role.mention.start - 2, role.mention.end
    if after >= len(doc) or (doc[after].text != "," and doc[after].pos_ != "AUX"):
        return None
    end = at - (doc[at - 1].text == ",")
    bodies = _bodies(doc, unit_of(doc, at), end)
    found: Chain | None = next((m.chain for m in bodies if m.end == end), None)
    if found is not None:
        return found
    told = (m for m in doc._.nominals if m.end == end and m.type == "Organization" and m.chain is not None)
    return next((m.chain for m in told if any(x.kind == "named" for x in m.chain.mentions)), None)


def _is_new(doc: Doc, start: int) -> bool:
    """`Greenpeace a une nouvelle directrice, Anne Roy`: an office that the subject of the sentence has given anew."""
    at = start - 1
    new = at > 1 and doc.lowered[at] in office_words("new-or-present") and doc[at - 1].pos_ == "DET"
    return new and doc.lowered[at - 1] in office_words("indefinite") and doc[at - 2].pos_ in ("VERB", "AUX")


def _bodies(doc: Doc, unit: int, end: int) -> Iterator[Mention]:
    """The named bodies of a unit before token `end`, media aside, those in the name of an event too."""
    if unit < 0:
        return
    held = memory(doc, "in-events")
    if "tokens" not in held:  # `la Coupe du monde de la Fifa`
        named = [e.mention for e in doc._.events or () if e.mention.kind == "named"]
        held["tokens"] = {k for m in named for k in range(m.head + 1, m.end)}
    for m in _names(doc, unit):
        if m.type == "Organization" and m.chain is not None and m.end <= end and m.cls not in MEDIA:
            if m.start and doc[m.start - 1].text == "(":
                continue  # of who stands before the bracket
            if m.start not in held["tokens"]:
                yield m


def _names(doc: Doc, unit: int) -> Sequence[Mention]:
    """The mentions of names in a unit, in text order."""
    index = once(doc, "names by place", lambda: MentionIndex(doc._.mentions))
    return index.started(*unit_tokens(doc)[unit])


def _only(doc: Doc, cls: str) -> Chain | None:
    found: list[Chain] = [c for c in doc._.chains if c.cls == cls and any(m.kind == "named" for m in c.mentions)]
    return found[0] if len(found) == 1 else None


def _town(doc: Doc, start: int) -> Chain | None:
    """The only town of the article, or the one that it has named first and, so far, most often; where a court sits
    is none, a name without article of an unknown place may be."""
    courts = {k for m in doc._.mentions if m.cls == COURT for k in range(m.start, m.end)}
    found = [c for c in doc._.chains if c.cls in (CITY, PLACE) and any(_is_town(doc, m, courts) for m in c.mentions)]
    if len(found) < 2:
        return found[0] if found else None
    mayors = (r for r in doc._.roles if r.mention.lemma.lower() in office_words("town-office"))
    headed_by = {id(m.chain): m.chain for r in mayors for m, _ in r.targets if m.type == PLACE and m.chain is not None}
    told = [(sum(_is_town(doc, m, courts) and m.start < start for m in c.mentions), c) for c in found]
    (most, town), (next_most, _) = sorted(told, key=lambda x: -x[0])[:2]
    if len(headed_by) == 1:  # `la mairesse de Lens, Anne Roy … Le maire Petit l'avait promis`
        theirs = next(iter(headed_by.values()))
        return theirs if any(c is theirs and n == most for n, c in told) else None
    return _near_town(doc, found, courts, start) or (town if most >= OFTEN and most > next_most else None)


def _near_town(doc: Doc, towns: list[Chain], courts: set[int], start: int) -> Chain | None:
    """Of several towns the one of a mayor told of at token `start`: that which opens his sentence (`À Pau, le maire,
    Luc Roy`), the last before him if it is the first or is told most often, the only one of the first line."""
    told = sorted((m.start, n) for n, c in enumerate(towns) for m in c.mentions if _is_town(doc, m, courts))
    before = [(at, n) for at, n in told if at < start]
    if not before:
        return None  # `La maire Anne Roy est allée de Pau à Gap`
    last_at, last = before[-1]
    opening = doc._.units[unit_of(doc, start)].start
    if any(doc[k].idx == opening for k in range(max(last_at - 2, 0), last_at)):
        return towns[last]  # `Mais à Pau, `
    often = sorted((sum(k == n for _, k in before) for n in range(len(towns))), reverse=True)
    named = sum(k == last for _, k in before)
    if last == told[0][1] or OFTEN <= named == often[0] > often[1]:
        return towns[last]
    titled = {n for at, n in told if unit_of(doc, at) == 0}
    only = titled.pop() if len(titled) == 1 else None
    return towns[only] if only is not None and len(towns[only].mentions) >= OFTEN else None


def _is_town(doc: Doc, m: Mention, courts: set[int]) -> bool:
    named = m.kind == "named" and m.start not in courts and is_capital(doc[m.start])
    return named and (m.cls == CITY or doc.lowered[max(m.start - 1, 0)] not in words("definite"))


def land_told_of(doc: Doc) -> Chain | None:
    """The country that the article names first and most often; none where it speaks more often of a region, which may
    have its own government."""
    found = sorted(
        (c for c in doc._.chains if c.cls == COUNTRY and any(m.kind == "named" for m in c.mentions)),
        key=lambda c: min(m.start for m in c.mentions),
    )
    regions = (len(c.mentions) for c in doc._.chains if c.cls == REGION)
    others = (len(c.mentions) + 1 for c in found[1:])
    told = found and len(found[0].mentions) >= max((*regions, *others), default=0)
    return found[0] if told and not _of_another_land(doc, found[0]) else None


def _of_another_land(doc: Doc, land: Chain) -> bool:
    """Does the article speak of another country's people before it names this one (`les responsables israéliens …`)?"""
    own = {d for row in COUNTRIES.rows() if row.key == land.key for d in row.demonyms}
    first = min(m.start for m in land.mentions)
    return any(word in demonyms() and word not in own for word in lowered(doc)[:first])


def _ministry(doc: Doc, role: Role) -> Chain | None:
    """The ministry that bears the words of the portfolio, all of them."""
    portfolio = _content(doc.between(role.mention.head + 1, role.mention.end))
    chains: list[Chain] = doc._.chains
    for chain in chains:
        if chain.cls == MINISTRY and any(m.kind == "named" for m in chain.mentions):
            first, *rest = chain.name.lower().split()
            own = _content(" ".join(rest))
            if own and own <= portfolio and first:
                return chain
    return None


def _content(text: str) -> set[str]:
    """The words of a portfolio, without articles and prepositions."""
    words = text.lower().replace("'", " ").replace("’", " ").replace(",", " ").split()
    return {w for w in words if len(w) > LONG and w not in office_words("portfolio")}


def called_town(doc: Doc, role: Role) -> Chain | None:
    """The town named before that a mayor's title only calls one (`Pau est en fête. La maire de la ville, Anne Roy`)."""
    if role.mention.lemma not in office_words("town-office"):
        return None
    places = (m for m in doc._.nominals if m.type == "Place" and role.mention.head < m.start < role.mention.end)
    chain = next((m.chain for m in places), None)
    if chain is not None and chain.cls in (CITY, PLACE) and (told := _town(doc, role.mention.start)) is not None:
        return told
    return chain if chain is not None and any(m.kind == "named" for m in chain.mentions) else None
