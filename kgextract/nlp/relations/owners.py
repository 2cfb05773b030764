"""An office behind a possessive → whose it is: `sa présidente, Anne Roy`, `son avocat`, `leur avocate, Me Roy`."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.clauses.subjects import shared
from kgextract.nlp.coref import antecedent
from kgextract.nlp.coref.salience import envoys_of
from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import MEDIA, Chain, Mention, Role, unit_of
from kgextract.nlp.mentions.heads import head_class
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import Office, office_words
from kgextract.tables.speech import speech_words

PARTY = "PoliticalParty"
COUNTRY, CITY = "Country", "City"
PERSON = "Person"
PLACED = ("Organization", "Place")
SITES = frozenset({"Place", "Building", "Headquarters"})  # no office of a state is at their head
PUBLIC = frozenset({"Parliament", "Government", "Ministry", "Court", PARTY})  # nor one of a company at theirs
CLIENTS = ("Person", "Group", "Organization")
_BRACKET = 8  # tokens of a bracket
REACH = 2  # words between an apposed name and what comes next


def owner(doc: Doc, role: Role, row: Office) -> Chain | None:
    """Whose office it is where a possessive says so (`sa présidente, Anne Roy`); `leur` is of several."""
    whose = _owner(doc, role, row)
    before = doc.lowered[max(role.mention.start - 2, 0) : role.mention.start]
    many = any(word in office_words("possessive-of-many") for word in before)
    if whose is None or (many and not _several(doc, whose)):
        return None
    if role.mention.lemma not in office_words("presiding"):
        whose = _whole(doc, whose, "board")
    return _whole(doc, whose, "seat-noun") if whose is not None else None


def _whole(doc: Doc, whose: Chain, kind: str) -> Chain | None:
    """The body whose board or seat a chain is (`Le conseil d'administration de Renault a nommé son directeur`).

    Else the chain itself; None where the body has no name that is known.
    """
    boards = tuple(office_words(kind))
    named = [m for m in whose.mentions if doc.between(m.start, m.end).lower().startswith(boards)]
    longest = max(named, key=lambda m: m.end - m.start, default=None)
    if longest is None:
        return whose
    start, end = longest.start, longest.end
    told = (*doc._.mentions, *doc._.nominals)
    inside = (m for m in told if m.type == "Organization" and start < m.start and m.end <= end)
    return next((m.chain for m in inside if m.chain is not None and m.chain is not whose), None)


def _several(doc: Doc, chain: Chain) -> bool:
    """Whether a determiner in the plural stands before or in a name (`Les Républicains … leur président`)."""
    around = {w for m in chain.mentions for w in (doc.lowered[max(m.start - 1, 0)], doc.lowered[m.start])}
    return bool(chain.plural) or bool(around & words("plural-determiner"))


def _owner(doc: Doc, role: Role, row: Office) -> Chain | None:
    """Whose office it is by a possessive: what stands before, or right after."""
    at = next((k for k in (role.mention.start - 1, role.mention.start - 2) if k >= 0 and doc[k].pos_ == "DET"), None)
    if at is None or doc[at].lower_ not in office_words("possessive") or not role.holders:
        return None
    if role.mention.lemma in office_words("counterpart"):
        return None  # `l'ambassadrice Anne Roy et son homologue turc, Luc Blin`
    start = doc._.units[unit_of(doc, at)].start
    if at > 0 and doc[at - 1].idx == start:  # `Selon sa présidente, Anne Roy, la banque prêtera`
        after = role.holders[-1].end
        near = (m for m in doc._.mentions if m.type == "Organization" and after < m.start <= after + REACH)
        named: Chain | None = next((m.chain for m in near if m.chain is not None), None)
        if named is not None:
            return named
    types = ("Place",) if role.mention.lemma in office_words("town-office") else ("Organization", "Place")
    if (beside := _joined(doc, at, types if row.state else types[:1])) is not None:
        return beside
    told = _aside(doc, at)
    if role.office == "represents":
        towns = [c for c in doc._.chains if c.type == "Place" and c.cls != COUNTRY]
        if role.mention.lemma in office_words("lawyer"):  # `Le tribunal a relaxé Luc Roy. Son avocat, …`
            towns += [c for c in doc._.chains if c.cls in office_words("no-client")]
        return antecedent(doc, at, types=envoys_of(doc, role.mention), besides=[*towns, *told])
    own = {id(m.chain) for m in role.holders}
    people = (m for m in (*doc._.mentions, *doc._.nominals) if m.type == "Person" and m.end <= at)
    if any(start <= doc[m.start].idx and id(m.chain) not in own for m in people):
        return None  # `le maire a été remplacé par son adjointe, Anne Roy`
    if role.office in ("member", "affiliated") and any(m.type == PERSON for m in _told_before(doc, unit_of(doc, at))):
        return None  # `Luc Roy, prêté par Lens, a marqué. Son capitaine, Jean Costa, …`
    if role.mention.lemma in office_words("personal-office"):
        whose = antecedent(doc, at, types=("Person", "Organization"), besides=told)
        return whose if whose is not None and whose.type == "Organization" else None  # of an athlete, not of a club
    if role.mention.lemma in office_words("town-office"):
        return antecedent(doc, at, types=("Place",), besides=told)  # `un parti a choisi son bourgmestre`: of the town
    # `À Dakar, le parti vote. Son président, …`
    barred = [c for c in doc._.chains if c.type == "Place" and c.cls == CITY]
    barred += [c for c in doc._.chains if _is_seat(doc, c)]  # `devant le siège du parti, son président`
    if row.state and row.cabinet:  # `L'aéroport ferme. Son Premier ministre, …`
        barred += [c for c in doc._.chains if c.cls in SITES]
    if role.mention.lemma.lower() in office_words("company-office"):  # `Le Sénat a écrit à La Poste. Son PDG, …`
        barred += [c for c in doc._.chains if c.cls in PUBLIC]
    if row.bodies:  # `La banque a écrit au Parti vert. Sa députée, …`: a party has deputies
        barred += [c for c in doc._.chains if c.type == "Organization" and c.cls not in (PARTY, *PLACED)]
    whose = antecedent(doc, at, types=PLACED if row.state else ("Organization",), besides=[*barred, *told])
    if whose is not None and (_one_body_between(doc, whose, at) or _of_own_subject(doc, whose, at)):
        return None
    return whose


def _is_seat(doc: Doc, chain: Chain) -> bool:
    return chain.type == "Place" and all(doc.lowered[m.head] in nominal_words("seat") for m in chain.mentions)


def _joined(doc: Doc, at: int, types: tuple[str, ...]) -> Chain | None:
    """The body right before `et` and a possessive (`a critiqué la banque (BDK) | et son directeur, Luc Roy`).

    Not where somebody does something else (`a vendu le club et son patron, Luc Roy, s'en réjouit`).
    """
    if at < 2 or doc.lowered[at - 1] not in speech_words("and-word"):
        return None
    unit = unit_of(doc, at)
    if any(c.unit == unit and c.start > at and c.form == "finite" and c.position != "relative" for c in doc._.clauses):
        return None
    end = at - 1
    if doc[end - 1].text == ")":
        end = next((k for k in range(end - 2, max(end - _BRACKET, 0), -1) if doc[k].text == "("), end)
    near = [m for m in (*doc._.mentions, *doc._.nominals) if m.end == end and m.chain is not None]
    first = min(near, key=lambda m: m.start, default=None)
    return first.chain if first is not None and first.type in types else None


def _one_body_between(doc: Doc, whose: Chain, at: int) -> bool:
    """Whether a body without a name stands nearer than one in a sentence before (`… l'opposition : selon son chef`)."""
    last = max((m.start for m in whose.mentions if m.start < at), default=at)
    unit = unit_of(doc, at)
    nearer = (m for m in doc._.nominals if m.type == "Group" and not m.plural and last < m.start < at)
    return unit_of(doc, last) != unit and any(unit_of(doc, m.start) == unit for m in nearer)


def _of_own_subject(doc: Doc, whose: Chain, at: int) -> bool:
    """Whether the sentence is about something else, and what it might be was named in another paragraph.

    `La régie ferme un four.\n\nLa chorale a défilé sans sa présidente, Anne Roy.`
    """
    unit = unit_of(doc, at)
    last = max((m.start for m in whose.mentions if m.start < at), default=at)
    if doc._.units[unit_of(doc, last)].paragraph == doc._.units[unit].paragraph:
        return False
    before = (c for c in doc._.clauses if c.unit == unit and c.form == "finite" and c.start < at)
    nearest = max(before, key=lambda c: c.start, default=None)
    about = shared(nearest) if nearest is not None and nearest.position != "incise" else None
    if about is None or about.end > at or "Plur" in doc[about.head].morph.get("Number", []):
        return False
    return doc[about.head].pos_ in ("NOUN", "PROPN")


def _aside(doc: Doc, at: int) -> list[Chain]:
    """The bodies before a possessive that are only where something was said or whose member somebody is: `précise à
    l'AFP son porte-parole, Luc Roy`, `… sur Instagram. Son entraîneur, …`, `Anne Roy (PS) … Son adjoint, …`."""
    unit = unit_of(doc, at)
    aside: dict[int, Chain] = {}
    spoken: set[int] = set()
    for m in doc._.mentions:
        if m.chain is None or m.type != "Organization" or m.end > at or m.start == 0:
            continue
        lead = m.start - 1 - (head_class(doc.lowered[m.start - 1]) in MEDIA)  # `au magazine Ondes`
        lead -= lead > 0 and doc[lead].pos_ == "DET"
        said = m.cls in MEDIA and (unit_of(doc, m.start) == unit or doc[lead].pos_ == "ADP")
        if said or (doc[m.start - 1].text == "(" and doc[m.end].text == ")" and m.cls == PARTY):
            aside[id(m.chain)] = m.chain
        else:
            spoken.add(id(m.chain))
    return [c for key, c in aside.items() if key not in spoken or c.cls in MEDIA]


def _told_before(doc: Doc, unit: int) -> Iterator[Mention]:
    """The subjects of the main clauses of the sentence before."""
    for c in doc._.clauses if unit else ():
        if c.unit == unit - 1 and c.position == "main" and c.subject is not None:
            yield from c.subject.mentions


def client(doc: Doc, role: Role, holder: Chain) -> Chain | None:
    """Whom a lawyer with a possessive speaks for: whoever is named right after (`Selon son avocate,
    Anne Roy, Luc Petit nie`), or was spoken of before."""
    at = role.mention.start - 1
    if at < 0 or doc.lowered[at] not in office_words("possessive", "possessive-of-many") or not role.holders:
        return None
    if doc.lowered[at] in office_words("possessive-of-many"):
        if any(True for _ in joint_clients(doc, role)):
            return None  # several who are named
        return antecedent(doc, at, plural=True, types=("Group",))  # `un de leurs avocats, Luc Roy`
    start = doc._.units[unit_of(doc, at)].start
    people = [m for m in doc._.mentions if m.type == PERSON and m.chain is not holder]
    if not any(start <= doc[m.start].idx and m.end <= at for m in people):
        after = role.holders[-1].end
        near: Chain | None = next((m.chain for m in people if after < m.start <= after + REACH), None)
        if near is not None:
            return near
        told = [m for m in _told_before(doc, unit_of(doc, at)) if m.chain is not None]
        if told and not any(unit_of(doc, m.start) == unit_of(doc, at) - 1 for m in people):
            body = told[0].type == "Organization" and told[0].cls not in office_words("no-client")
            return told[0].chain if body else None  # `La banque nie. Son avocate, …`
    judges = (h.chain for r in doc._.roles if _prosecutes(r) for h in r.holders if h.chain is not None)
    return antecedent(doc, at, types=(PERSON,), besides=(holder, *judges))


def _prosecutes(role: Role) -> bool:
    """`Le procureur Anne Roy a mis en examen Luc Blin. Son avocat, …`: the lawyer is not the prosecutor's."""
    return bool({role.mention.lemma, role.mention.lemma.partition(" ")[0]} & office_words("of-the-bench"))


def joint_clients(doc: Doc, role: Role) -> Iterator[Chain]:
    """`A et B ont porté plainte. Leur avocate, Me Roy, …`: the subjects of the sentence before, several of them."""
    at = role.mention.start - 1
    if at >= 0 and doc.lowered[at] in office_words("possessive-of-many"):
        mains = (c for c in doc._.clauses if c.unit == unit_of(doc, at) - 1 and c.position == "main")
        parts = ((c.subject,) if not c.passive else (a for a in c.arguments if a.end <= c.start) for c in mains)
        told = {id(m.chain): m for part in parts for a in part if a for m in a.mentions if m.type in CLIENTS}
        if len(told) > 1:
            yield from (m.chain for m in told.values() if m.chain is not None)
