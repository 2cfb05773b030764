"""Doc with chains and clauses → `relations`: facts before they are checked, from roles, clauses, names and events.

- from roles: `roles`, what `offices` and the `counsel` of somebody (`pleaders`) make of their holder, by their
  `owners`, who coordinates `networks`, or leave `implied`; `successions`, `predecessors`, `voices`, `parties`, what is
  `fronted`, who is named beside words for the `heads`, over a title (`titled`), `ranks`
- from clauses: `clauses`, their `slots` and `pronouns` (`newcomers`, `latter`, `departed`, `dismissed`), what is
  `continued`, `presented` and `taken` up; who is `heard`; `votes`, texts `voted` on, those who only `stood_in`
- from names: `names`, their `standins`, one `beside` another, `lists` by their `list_links`, `possessives`, `organs`,
  `prefixes`, `cabinets`, `portfolios` of `governments` and their `ministers` by `portfolio_fields`, `origins`,
  `areas`, places `inward`, `framed`, `enclosed`, the `whereabouts` that are meant; `memberships`: `others`, `apart`, of
  `camps`, `numbered`, `summed`, named `together`, `members`, `compounds`, `squads`, those `accompanied`, `cited`,
  `thereof`, `thereto`, whom a body is `counting`, who has `withdrawn`, `one_of_body`, `members_last`
- from events and statements: `events` and their `event_sites`, `sittings`, `participants`, those `opposed`,
  `demonstrators`, `sharers`, their `attendance`, `visits`, `stages`, `talks`, `charges`, `announcing`, `presence`,
  texts by `vintages`, `rulings` named afterwards, what they need `told`
- from facts: those who do `likewise`
- from tables: `background`
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.layers import LANDS, Candidate
from kgextract.nlp.relations import accompanied as company_facts
from kgextract.nlp.relations import announcing as announcing_facts
from kgextract.nlp.relations import apart as apart_facts
from kgextract.nlp.relations import areas as area_facts
from kgextract.nlp.relations import attendance as attendance_facts
from kgextract.nlp.relations import background as background_facts
from kgextract.nlp.relations import cabinets as cabinet_facts
from kgextract.nlp.relations import camps as camp_facts
from kgextract.nlp.relations import charges as charge_facts
from kgextract.nlp.relations import cited as cited_facts
from kgextract.nlp.relations import clauses as clause_facts
from kgextract.nlp.relations import compounds as compound_facts
from kgextract.nlp.relations import demonstrators as demonstrator_facts
from kgextract.nlp.relations import dismissed as dismissal_facts
from kgextract.nlp.relations import events as event_facts
from kgextract.nlp.relations import framed as framed_facts
from kgextract.nlp.relations import fronted as fronted_facts
from kgextract.nlp.relations import heads as head_facts
from kgextract.nlp.relations import inward as inward_facts
from kgextract.nlp.relations import likewise as likewise_facts
from kgextract.nlp.relations import members as member_facts
from kgextract.nlp.relations import members_last as last_facts
from kgextract.nlp.relations import names as name_facts
from kgextract.nlp.relations import numbered as numbered_facts
from kgextract.nlp.relations import one_of_body as one_of_body_facts
from kgextract.nlp.relations import opposed as opposed_facts
from kgextract.nlp.relations import organs as organ_facts
from kgextract.nlp.relations import origins as origin_facts
from kgextract.nlp.relations import others as other_facts
from kgextract.nlp.relations import participants as participant_facts
from kgextract.nlp.relations import pleaders as pleader_facts
from kgextract.nlp.relations import portfolios as portfolio_facts
from kgextract.nlp.relations import possessives as possessive_facts
from kgextract.nlp.relations import predecessors as predecessor_facts
from kgextract.nlp.relations import prefixes as prefix_facts
from kgextract.nlp.relations import presence as presence_facts
from kgextract.nlp.relations import ranks as rank_facts
from kgextract.nlp.relations import roles as role_facts
from kgextract.nlp.relations import rulings as ruling_facts
from kgextract.nlp.relations import sharers as sharer_facts
from kgextract.nlp.relations import sittings as sitting_facts
from kgextract.nlp.relations import squads as squad_facts
from kgextract.nlp.relations import stages as stage_facts
from kgextract.nlp.relations import standins as standin_facts
from kgextract.nlp.relations import successions as succession_facts
from kgextract.nlp.relations import summed as summed_facts
from kgextract.nlp.relations import talks as talk_facts
from kgextract.nlp.relations import thereof as thereof_facts
from kgextract.nlp.relations import thereto as thereto_facts
from kgextract.nlp.relations import together as together_facts
from kgextract.nlp.relations import vintages as vintage_facts
from kgextract.nlp.relations import visits as visit_facts
from kgextract.nlp.relations import voices as voice_facts
from kgextract.nlp.relations import votes as vote_facts
from kgextract.nlp.relations import withdrawn as withdrawn_facts
from kgextract.nlp.relations.enclosed import placed
from kgextract.nlp.relations.members import EMPLOYERS
from kgextract.nlp.scenes.absences import missed
from kgextract.tables.roles import office_words

PLACE, CITY = "Place", "City"
ADOPTED, SUPPORTS = "adopted", "supports"
# What another fact about the same two implies; of speaking, only where those who speak are not all that take part.
IMPLIED = {
    "participatedIn": ("spokeAt",),
    SUPPORTS: ("proposed", "votedFor", "cosponsored", ADOPTED),
    "opposes": ("votedAgainst",),
    "organizedBy": ("sessionOf",),
    "affiliatedWith": ("memberOf", "headOf"),
    "partOf": ("memberOf",),
}
THERE = ("participatedIn", "spokeAt")
OF_STATES = "InternationalOrganization"
LISTED = frozenset({"members-listed", "members-apart", "members-after-colon"})
COMPOSED = frozenset({"composed-of", "members-formed", "members-of-duo", "form-duo", "formed-by-people"})
DECIDED = (ADOPTED, "votedFor", "votedAgainst")  # what tells that people act as the house in which they sit
HELD_BY = ("organizedBy", "sessionOf")  # who holds it takes part

SOURCES = (
    role_facts,
    clause_facts,
    dismissal_facts,
    predecessor_facts,
    name_facts,
    standin_facts,
    cabinet_facts,
    portfolio_facts,
    fronted_facts,
    head_facts,
    rank_facts,
    numbered_facts,
    squad_facts,
    member_facts,
    summed_facts,
    together_facts,
    other_facts,
    apart_facts,
    withdrawn_facts,
    one_of_body_facts,
    last_facts,
    compound_facts,
    thereof_facts,
    cited_facts,
    thereto_facts,
    area_facts,
    inward_facts,
    framed_facts,
    origin_facts,
    possessive_facts,
    organ_facts,
    prefix_facts,
    event_facts,
    sitting_facts,
    participant_facts,
    opposed_facts,
    demonstrator_facts,
    attendance_facts,
    talk_facts,
    charge_facts,
    announcing_facts,
    presence_facts,
    visit_facts,
    vintage_facts,
    ruling_facts,
    vote_facts,
    voice_facts,
    pleader_facts,
    background_facts,
)


def read(doc: Doc) -> Doc:
    """Write `doc._.relations`."""
    found = [_as_staff(doc, candidate) for source in SOURCES for candidate in source.read(doc)]
    found = member_facts.raised(doc, found)
    found += succession_facts.read(doc, found)
    found += camp_facts.read(doc, [*found])
    found += company_facts.read(doc, [*found])
    found += sharer_facts.read(doc, [*found])
    found += stage_facts.read(doc, [*found])
    found += likewise_facts.read(doc, [*found])
    found = placed(doc, found)
    found = event_facts.as_told(doc, found)
    said = {(id(c.subject), c.relation, id(c.object)) for c in found if c.factuality == "asserted"}
    mutual = {(id(c.subject), id(c.object)) for c in found if c.rule in participant_facts.SPEAKING}
    shared = {id(c.object) for c in found if c.rule == sharer_facts.COMPANY}  # where somebody stands beside who speaks
    mutual |= {
        (id(c.subject), id(c.object)) for c in found if c.relation == "participatedIn" and id(c.object) in shared
    }
    deciding = {id(c.subject) for c in found if c.relation in DECIDED}
    found = [c for c in found if c.rule != role_facts.SEATED or id(c.subject) in deciding]
    coarse = event_facts.told_finer(doc, found) | event_facts.of_inner(doc, found)
    coarse |= event_facts.of_span([c for c in found if id(c) not in coarse])
    found = [c for c in found if c.relation not in THERE or not missed(doc, c.subject, c.object)]
    doc._.relations = [c for c in found if not (_implied(c, said, mutual) or id(c) in coarse or _owned(c))]
    return doc


def _as_staff(doc: Doc, c: Candidate) -> Candidate:
    """Somebody in a firm or a body of states works for it (`un cadre de Renault`, `Luc Roy rejoint l'ONU`); a player
    belongs to the team."""
    if c.rule in COMPOSED or not office_words("band-office").isdisjoint(doc.lowered[c.start : c.end]):
        return c  # `MGMT est composé de A et B`: whatever kind of body it was taken for
    if c.rule in LISTED and not office_words("seated-people").isdisjoint(doc.lowered[c.start : c.end]):
        return c  # `Onze députés du groupe LIOT ont voté non, dont Luc Roy`
    if c.relation == "memberOf" and c.subject.type == "Person" and c.object.cls in (*EMPLOYERS, OF_STATES):
        return replace(c, relation="affiliatedWith")
    return c


def _owned(c: Candidate) -> bool:
    """What belongs to a body without being a land or a town is no member (`le manoir appartient à la CGT`)."""
    land = c.subject.type != PLACE or c.subject.cls in LANDS or c.subject.cls == CITY
    return c.relation == "memberOf" and c.object.type == "Organization" and not land


def _implied(c: Candidate, said: set[tuple[int, str, int]], mutual: set[tuple[int, int]]) -> bool:
    if c.relation == "participatedIn" and (id(c.subject), id(c.object)) in mutual:
        return False
    if c.relation == "participatedIn" and any((id(c.object), r, id(c.subject)) in said for r in HELD_BY):
        return True
    by = IMPLIED.get(c.relation, ())
    if c.subject.type == "Person":  # a parliament adopts what it approves, one person backs it
        by = (SUPPORTS,) if c.relation == ADOPTED else tuple(r for r in by if r != ADOPTED)
    return any((id(c.subject), r, id(c.object)) in said for r in by)
