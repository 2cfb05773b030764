"""Role → what the office makes of its holder: at the head of which body, member of which party, in which country."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import MEDIA, Chain, Mention, Role, unit_of
from kgextract.nlp.relations.counsel import defended
from kgextract.nlp.relations.governments import GOVERNMENT
from kgextract.nlp.relations.implied import (
    called_town,
    establishment,
    field_staff,
    headed,
    near,
    of_which,
)
from kgextract.nlp.relations.ministers import own_cabinet
from kgextract.nlp.relations.networks import coordinates
from kgextract.nlp.relations.owners import COUNTRY, PARTY, REACH, owner
from kgextract.nlp.roles.appositions import rule_of
from kgextract.nlp.roles.delegates import only_belongs
from kgextract.nlp.roles.modifiers import one_of
from kgextract.tables import gazetteers
from kgextract.tables.names import nominal_words, words
from kgextract.tables.roles import Office, office_words

BUILDING, SITE, TEAM, MISSION = "Building", "Place", "SportsBody", "Mission"
ADMINISTERED = frozenset({"Ministry", "Parliament", "Company", "Bank", "Headquarters"})
GROUP = "parliamentary-group"  # class of words: its head is a member of the party
HOUSES = frozenset({"Parliament", "Government"})
BODIES = ("Organization", "Group")
DOUBT = 0.85  # a pronoun's antecedent is less sure than a name
OF_SCHOLARS = ("University", "Body", "Organization", "Ministry")  # bodies that have scholars of their own
BY_OFFICE = {"head": "headOf", "affiliated": "affiliatedWith", "member": "memberOf"}
IMPLIED = 0.75  # a title that does not say of which body


def implied(
    doc: Doc, role: Role, holder: Chain, row: Office, by_key: dict[str | None, Chain]
) -> Iterator[tuple[str, Chain, float]]:
    """(relation, target, how sure) of what the office makes of its holder."""
    yield from defended(doc, role, holder)
    top = headed(doc, role, row)
    if top is not None and _of_another(holder, top):
        top = None  # `le chef de l'État, Azali Assoumani`, where only France is named
    if top is not None:
        yield "headOf", top, IMPLIED
    elif role.office in BY_OFFICE and holder.key not in gazetteers.people_by_key():
        body = near(doc, role, row) or (establishment if role.office == "head" else field_staff)(doc, role)
        if body is not None:
            yield "headOf" if coordinates(doc, row, body) else BY_OFFICE[role.office], body, IMPLIED
    elif role.office == "head" and not role.targets and not role.former:
        body = _known_body(holder, by_key)
        if body is not None:
            yield "headOf", body, IMPLIED
    if role.office in ("none", "affiliated"):
        yield from (("affiliatedWith", c, DOUBT) for c in _in_brackets(doc, role))
    if role.office == "none":
        fighter, figure = (role.mention.lemma in office_words(x) for x in ("fighter", "figure-noun"))
        for m, _ in role.targets if fighter or figure else ():
            if m.type == BODIES[0] and m.chain is not None and (fighter or m.cls == PARTY):
                yield "memberOf", m.chain, 1.0  # `ténor du Parti socialiste`
        if role.mention.lemma in office_words("team-figure"):
            clubs = (m.chain for m, _ in role.targets if m.cls == TEAM and m.chain is not None)
            yield from (("memberOf", c, DOUBT) for c in clubs)  # `la star du PSG, Luc Roy`
    if role.office == "none" and not row.cabinet:
        yield from (("affiliatedWith", c, DOUBT) for c in _employers(role, row))
        return
    found = _targets(doc, role, row)
    if not found and not role.former:
        state = by_key.get(role.country) if role.country and row.state else None
        bare = not role.targets and not _of_a_body(doc, role)
        if state is None and row.state and role.office == "head" and bare and not row.cabinet:
            state = _known(holder, by_key)
        whose = owner(doc, role, row) if state is None else None
        envoy = state is None and bare and role.office == "represents" and role.mention.start > 1
        if whose is None and envoy and doc.lowered[role.mention.start - 2] in words("of-which"):
            whose = of_which(doc, role)  # `la banque, dont le porte-parole, Luc Roy, dément`
        if whose is not None and whose.key is None and all(_bare(m) for m in whose.mentions):
            whose = None
        found = [x for x in (state, whose) if x is not None]
        if whose is not None and any(m.chain is whose for m, _ in role.targets):
            return  # `son directeur pour l'ONU`: a part of something else
        partial = bool(role.targets) or _of_a_field(doc, role)
        if whose is not None and partial and role.office == "head" and whose.type == "Organization":
            yield "affiliatedWith", whose, 1.0  # `son directeur pour l'Asie, Luc Roy`
            return
    for target in found:
        for relation in _relations(doc, role, row, target):
            yield relation, target, 1.0
    if role.office == "member":
        before = doc.lowered[max(role.mention.start - 2, 0) : role.mention.start]
        own = owner(doc, role, row) if found and not office_words("possessive").isdisjoint(before) else None
        if own is not None and own.cls == PARTY and own not in found:
            yield "memberOf", own, DOUBT  # `Le Parti vert a perdu sa députée de Pau, Anne Roy`
        yield from (("memberOf", c, DOUBT) for c in _party_of_part(doc, role) if c not in found)
    if found and role.office in ("head", "affiliated"):
        yield from (("memberOf", c, DOUBT) for c in _party_of_group(doc, role) if c not in found)
        yield from ((r, c, DOUBT) for r, c in _whole(doc, role) if c not in found)
    if row.cabinet and not found:  # `ministre de la Santé dans le gouvernement Roy`
        cabinets = (m for m in role.wider if m.cls == GOVERNMENT and not _is_presidency(doc, m))
        within = next((m.chain for m in cabinets if m.chain is not None), None)
        if within is not None:
            yield "memberOf", within, 1.0
            return
    if not found and not _runs_for(doc, role):
        for m in role.wider:
            if m.chain is not None and m.kind == "named" and m.type == "Organization" and role.office != "represents":
                yield "memberOf" if role.office == "member" or m.cls == PARTY else "affiliatedWith", m.chain, 1.0
    if row.cabinet and not role.former and not any(t.type == "Organization" for t in found):
        cabinet = own_cabinet(doc, role, holder)
        if cabinet is not None:
            yield "headOf" if role.office == "head" else "memberOf", cabinet, IMPLIED


def _is_presidency(doc: Doc, m: Mention) -> bool:
    """`ministre d'État auprès de la présidence`: beside it, not of it."""
    return doc.lowered[m.head] in office_words("presidency")


def _bare(m: Mention) -> bool:
    """A noun alone (`l'association`), without a name or what it is of (`des riverains`)."""
    return m.kind != "named" and m.end - m.start < 2


def _relations(doc: Doc, role: Role, row: Office, target: Chain) -> Iterator[str]:
    if role.office == "head" and target.type == "Organization" and _one_of_several(doc, role):
        yield "memberOf" if target.cls == PARTY else "affiliatedWith"  # `un dirigeant de la CGT`
        return
    if row.lemma in office_words("eldest") and target.cls in HOUSES:
        yield "memberOf"  # `la doyenne de l'Assemblée`, not of a faculty
    elif role.office == "head" and row.lemma in office_words("administrator") and target.cls in ADMINISTERED:
        yield "affiliatedWith"  # `le secrétaire général du ministère`
    elif role.office == "head" and target.cls == MISSION and row.lemma in office_words("rank-at-embassy"):
        yield "affiliatedWith"  # `le premier secrétaire de l'ambassade`
    elif role.office == "head" and target.cls == GOVERNMENT and not (row.cabinet or row.state or row.governs):
        yield "affiliatedWith"  # `la secrétaire générale du gouvernement`
    elif role.office == "head" and (target.type == "Organization" or (target.type == "Place" and governs(row))):
        yield "memberOf" if target.cls == PARTY and _heads_a_group(doc, role) else "headOf"
    elif role.office == "head" and _establishment(doc, target) and row.lemma in office_words("body-office"):
        yield "headOf"  # `le directeur de l'usine`, `le patron du camping`
    elif role.office == "head" and target.type == "Group":
        everybody = nominal_words("general-group")
        if row.state and all(m.kind == "named" for m in target.mentions):
            return  # `le roi des Belges`
        if any(m.lemma == role.mention.lemma or doc.lowered[m.head] in everybody for m in target.mentions):
            return  # `le patron des patrons`, `le directeur de l'eau et des forêts`
        if any(doc.lowered[m.head] in office_words("camp", "collegial") for m in target.mentions if not m.plural):
            yield "memberOf"  # `la présidente du jury`, `le chef de l'opposition`, not `le doyen des mineurs`
    elif role.office == "represents" and target.cls == PARTY and role.mention.lemma in office_words("in-a-race"):
        yield "memberOf"  # `candidate du Parti socialiste`
    elif role.office == "represents" and only_belongs(row.lemma, target):
        yield "memberOf"  # `le délégué CGT de l'usine`
    elif role.office == "represents":
        yield "represents"
        if row.belongs and target.type in BODIES:
            yield "affiliatedWith" if target.type == "Organization" else "memberOf"  # `porte-parole de l'opposition`
    elif role.office == "member" and target.cls != PARTY and _runs_for(doc, role):
        return  # `candidate à la présidence du Sénat`
    elif role.office == "member" and target.type in (BODIES if row.needs_complement else BODIES[:1]):
        yield "memberOf"
    elif row.lemma in office_words("knows-about") and target.cls not in OF_SCHOLARS:
        return  # `la spécialiste de l'Otan`
    elif role.office == "affiliated" and target.type == "Organization" and _in_charge(doc, role):
        yield "headOf"
    elif coordinates(doc, row, target) and not _one_of_several(doc, role):
        yield "headOf"  # `la coordinatrice du collectif`
    elif role.office == "affiliated" and target.type == "Organization":
        hired = row.lemma in office_words("party-staff") and not _heads_a_group(doc, role)
        inside = (target.cls == PARTY and not hired) or (row.lemma in office_words("officer") and _collegial(target))
        inside = inside or (target.cls == TEAM and row.lemma in office_words("player-too"))  # `défenseur du FC Nantes`
        yield "memberOf" if inside else "affiliatedWith"  # `le numéro deux du Parti vert`, `la trésorière du comité`


def _runs_for(doc: Doc, role: Role) -> bool:
    """Whether `à` behind a candidate leads to the office that he wants."""
    runs = role.mention.lemma in office_words("in-a-race")
    return runs and doc.lowered[role.mention.head + 1] in words("to-a-place") | words("contracted") - words("of")


def _establishment(doc: Doc, target: Chain) -> bool:
    """A building, or a place with a common noun for what it is (`le camping de Lens`)."""
    area = office_words("side", "area-kind", "edge")
    told = any(doc[m.head].is_lower and doc.lowered[m.head] not in area for m in target.mentions)
    return target.cls == BUILDING or (target.cls == SITE and told)


def _collegial(body: Chain) -> bool:
    """Whether a body is one of people who sit together (`le comité des fêtes`, `la Commission européenne`)."""
    return any(
        name.lower().split()[:1] and name.lower().split()[0] in office_words("collegial")
        for name in (body.name, *body.names)
    )


def _one_of_several(doc: Doc, role: Role) -> bool:
    """`un dirigeant`, `l'un des chefs`, not `un ancien directeur`, `un nouveau président`: the head of his time."""
    start = role.mention.start
    new = any(w in office_words("new-or-present") for w in doc.lowered[start : role.mention.head])
    if start == 0 or role.former or new:
        return False
    return doc.lowered[start - 1] in office_words("indefinite") or one_of(doc, start - 1) is not None


def governs(row: Office) -> bool:
    """Whether the office is at the head of a state or government."""
    return row.state or row.governs


def _heads_a_group(doc: Doc, role: Role) -> bool:
    """`président du groupe LR`: at the head of a group of the party, not of the party."""
    return any(doc[k].lower_ in office_words(GROUP) for k in range(role.mention.start, role.mention.end))


def _targets(doc: Doc, role: Role, row: Office) -> list[Chain]:
    """What the office is an office of: the complements with the first fitting preposition."""
    if row.complete:
        return []
    for fitting in row.prepositions:
        found = [(m, m.chain) for m, by in role.targets if by == fitting and m.chain is not None]
        if found:
            named = [(m, c) for m, c in found if doc.lowered[m.start] not in office_words("order")]
            return [c for m, c in named if not _far_owner(doc, m)]
    town = called_town(doc, role)
    return [town] if town is not None else []


def _of_a_field(doc: Doc, role: Role) -> bool:
    """`sa directrice des communications`: at the head of a part only."""
    own = len(role.mention.lemma.replace("-", " - ").replace("'", "' ").split())
    links = (preposition(doc, k) for k in range(role.mention.head + own, role.mention.end))
    return any(link is not None and link.lemma in office_words("of") for link in links)


def _party_of_group(doc: Doc, role: Role) -> Iterator[Chain]:
    """The party whose group somebody leads (`le chef du groupe LR au Sénat`)."""
    for m, _ in role.targets:
        if doc.lowered[m.start] in office_words(GROUP):
            inner = (p for p in doc._.mentions if p.cls == PARTY and m.start < p.start and p.end <= m.end)
            yield from (p.chain for p in inner if p.chain is not None)


def _whole(doc: Doc, role: Role) -> Iterator[tuple[str, Chain]]:
    """The body of whose part somebody is in charge (`responsable de la branche pétrole de la CGT`)."""
    parts = [m for m, _ in role.targets if m.kind == "nominal" and doc.lowered[m.head] in office_words("has-fields")]
    for m in parts:
        inner = next((b for b in doc._.mentions if m.start < b.start and b.end <= m.end and b.type == BODIES[0]), None)
        if inner is not None and inner.chain is not None:
            yield "memberOf" if inner.cls == PARTY else "affiliatedWith", inner.chain


def _party_of_part(doc: Doc, role: Role) -> Iterator[Chain]:
    """The party of whose part somebody is a member (`membre du bureau national du PS`)."""
    for m, _ in role.targets:
        inner = (p for p in doc._.mentions if p.cls == PARTY and m.start < p.start and p.end == m.end)
        yield from (p.chain for p in inner if p.chain is not None)


def _in_charge(doc: Doc, role: Role) -> bool:
    """`responsable de la branche pétrole de la CGT`: of all of it, not `un responsable de la police`, `du PS`."""
    if role.mention.lemma not in office_words("in-charge"):
        return False
    before = doc.lowered[role.mention.start - 1] if role.mention.start else ""
    return any(_whole(doc, role)) and before not in office_words("indefinite")


def _far_owner(doc: Doc, m: Mention) -> bool:
    """`porte-parole de son parti`, where no body of the kind is named in this sentence or the one before."""
    if m.kind == "named" or m.start == 0 or doc.lowered[m.start - 1] not in office_words("possessive"):
        return False
    near = unit_of(doc, m.start) - 1
    return m.chain is not None and not any(
        near <= unit_of(doc, x.start) and x.start <= m.end + REACH for x in m.chain.mentions if x.kind == "named"
    )


def _employers(role: Role, row: Office) -> Iterator[Chain]:
    """The body where somebody works at a calling (`pharmacien à l'hôpital`, `photographe de l'AFP`)."""
    if role.mention.lemma in office_words("lawyer"):
        firms = (m for m, by in role.targets if by in office_words("at-work") and m.cls == "Company")
        yield from (m.chain for m in firms if m.chain is not None)  # `avocate au cabinet Roy`
    if row.needs_complement or role.mention.lemma in office_words("lawyer"):
        return
    for m, by in role.targets:
        at_home = by in office_words("at-work") or (m.cls in MEDIA and not row.lemma.startswith("*"))
        if m.chain is not None and m.type == "Organization" and m.kind == "named" and at_home:
            yield m.chain
    for m in role.wider:  # `productrice de l'émission « Midi » de RTL`
        if m.chain is not None and m.cls in MEDIA and m.kind == "named":
            yield m.chain


def _in_brackets(doc: Doc, role: Role) -> Iterator[Chain]:
    """The body behind a calling in brackets (`Luc Roy (professeur de droit, Université de Lens)`)."""
    end = role.mention.end
    if role.how == rule_of("brackets").id and not role.targets and end < len(doc) and doc[end].text == ",":
        near = next((m for m in doc._.mentions if m.start == end + 1 and m.type == "Organization"), None)
        if near is not None and near.chain is not None and near.end < len(doc) and doc[near.end].text == ")":
            yield near.chain


def _of_a_body(doc: Doc, role: Role) -> bool:
    """`le président national, Luc Roy`: an adjective that no state's office has."""
    return any(doc.lowered[k] in office_words("whole-of-a-body") for k in range(role.mention.start, role.mention.end))


def _of_another(holder: Chain, state: Chain) -> bool:
    """Whether the table of people has somebody in the public life of another state."""
    row = gazetteers.people_by_key().get(holder.key) if state.cls == COUNTRY else None
    return row is not None and row.country not in (None, "", state.key)


def _known(holder: Chain, by_key: dict[str | None, Chain]) -> Chain | None:
    """The state that the table of people gives a holder whose title says no more than `le président`."""
    states = _bodies_of(holder, "state-office")
    return by_key.get(states[0]) if states else None


def _known_body(holder: Chain, by_key: dict[str | None, Chain]) -> Chain | None:
    """The body of the article at whose head the table of people has somebody (`le secrétaire général, Luc Roy`)."""
    led = _bodies_of(holder, "body-head-office")
    found = [by_key[key] for key in led if key in by_key and by_key[key].type == "Organization"]
    return found[0] if len(found) == 1 else None


def _bodies_of(holder: Chain, kind: str) -> list[str]:
    """The keys of the bodies at which the table of people gives somebody an office of a class of words."""
    row = gazetteers.people_by_key().get(holder.key)
    return [o.body for o in gazetteers.offices(row) if o.role in office_words(kind)] if row is not None else []
