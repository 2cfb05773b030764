"""Statements with their own settings → those at the occasion with which their article begins.

"Un atelier sur l'eau s'est ouvert lundi à Pau. « Le puits est à sec », a dit Jean Petit." – at the workshop, on Monday.
"""

from __future__ import annotations

from kgextract.nlp.dates.edtf import day_of
from kgextract.nlp.layers import Chain, Mention, Role, Saying, Scene, unit_of
from kgextract.nlp.statements.drafts import Page
from kgextract.nlp.statements.floors import FLOOR, Floor
from kgextract.nlp.statements.settings import Setting
from kgextract.tables.names import nominal_words, words
from kgextract.tables.scenes import GATHERED, MARCH, TRIALS, scene_words, taking_part
from kgextract.tables.speech import speech_words

TALKS = ("Interview", "Speech")  # classes of what one person says, at an occasion perhaps
_PEOPLE = ("Person", "Group")  # who may be at an occasion
_TRIAL, _BODY = "Trial", "Body"
_LEAD = 3  # sentences with which an article begins
_ON = 3  # sentences for which somebody who spoke there goes on
_NEXT = 3  # tokens from a sentence to an office with which the next one opens
_STAY = 10  # sentences for which those who speak are at the occasion of the first ones

Act = tuple[Saying, Setting]


def order_of(page: Page) -> list[int]:
    """The number of each unit among those of text: captions and headings between do not part two."""
    found, count = [], 0
    for unit in page.units:
        count += unit.kind == "text"
        found.append(count)
    return found


def share_lead(page: Page, acts: list[Act]) -> None:
    """The occasion with which an article begins, of a body or several people, is that of everybody named there.

    Where the first sentences are about the occasion itself (`La cérémonie s'est tenue lundi`), it is also that of who
    is named after them, until somebody speaks elsewhere.
    """
    scene = _lead(page)
    if scene is None:
        return
    units = page.doc._.units
    own = page.token(units[scene.unit].end)
    end = page.token(units[min(scene.unit + 1, len(units) - 1)].end)
    day = day_of(scene.date.value) if scene.date else None
    order = order_of(page)
    open_ = scene.rule.all
    site = scene.venue.chain if scene.venue is not None else None
    before_it = scene.rule.id == GATHERED  # `se sont réunis devant la mairie`: nobody sits there
    seats = _seats(page, scene.venue) if scene.venue is not None and not before_it else None
    floor = Floor(page) if scene.rule.id == FLOOR else None
    trial = scene.rule.id in TRIALS or (scene.venue is not None and scene.venue.cls == _TRIAL)
    above = _above(page) if trial else set()
    host = _host(page, scene)
    above |= _of_others(page, host) if host is not None else set()
    people = _PEOPLE[:1] if scene.rule.id in TRIALS or host is not None else _PEOPLE
    called = _of_bodies_there(page, scene) if open_ else set()
    reached = _reached(page, scene.unit)
    end = min(end, page.token(units[reached].start)) if reached < len(units) else end
    sits = site is not None and site.cls in scene_words("sitting-down")  # a report of it may be in the present
    last: dict[int, int] = {}  # by speaker, the sentence in which they last spoke there
    for saying, setting in acts:
        who = saying.speaker
        if saying.unit < scene.unit or setting.local or setting.reacts or _spoken_of(page, scene, saying):
            continue
        elsewhere = saying.venue is not None and saying.venue is not site and not _within(page, saying.venue, site)
        open_ = open_ and not elsewhere and order[saying.unit] - order[scene.unit] <= _STAY
        open_ = open_ and not reached <= saying.unit
        still = who is not None and order[saying.unit] - last.get(id(who), -_STAY) <= _ON
        if open_ and saying.venue is not None:
            saying.date = saying.date or day
        speech = saying.venue is not None and saying.venue.cls in TALKS
        if (saying.venue is not None and not speech) or saying.document:
            continue
        if who is not None and (who.type not in people or id(who) in above or _newcomers(page, who, scene)):
            continue
        person = who if who is not None and who.type == "Person" and floor is None else None
        here = _named_before(person, own) or _described_in(page, saying, scene) or id(person) in called
        if floor is not None:
            seated = open_ and floor.has(saying)
        elif seats is not None:
            seated = open_ and id(who) in seats
        else:
            seated = (open_ or _named_before(person, end)) and _in_order(scene, saying, setting)
        reports = sits and setting.present and saying.cue not in scene_words("seeing-in")
        sure = setting.narrated or setting.again or floor is not None or reports or (here and setting.present)
        there = still or ((here or seated) and sure)  # who `notes` later, or has ordered something, need not be there
        if there and not (saying.date and day and saying.date != day):
            saying.venue, saying.date = saying.venue or site, saying.date or day
            if who is not None:
                last[id(who)] = order[saying.unit]


def _named_before(who: Chain | None, token: int) -> bool:
    return who is not None and any(m.start < token for m in who.mentions)


def _described_in(page: Page, saying: Saying, scene: Scene) -> bool:
    """Whether the sentence of the occasion has the words for who speaks (`un pêcheur`)."""
    unit = page.units[scene.unit]
    return bool(saying.speaker_text and saying.speaker_text in page.text[unit.start : unit.end])


def _of_bodies_there(page: Page, scene: Scene) -> set[int]:
    """Who holds an office of a body that the sentence of the occasion names (`à l'appel de X. Sa cheffe, Y, a dit`)."""
    unit = page.units[scene.unit]
    end = page.token(unit.end)
    near = page.around(page.token(unit.start), end)
    bodies = {id(m.chain) for m in near if m.type == "Organization" and m.chain is not None}
    roles = (r for r in page.doc._.roles or () if bodies and _is_of(page, r, bodies, end))
    return {id(h.chain) for r in roles for h in r.holders}


def _is_of(page: Page, role: Role, bodies: set[int], end: int) -> bool:
    """Whether an office is one of bodies, by its complement, or its possessive right behind their sentence."""
    first = role.mention.start
    its = first > 0 and 0 < first - end <= _NEXT and page.doc.lowered[first - 1] in words("possessive")
    return any(id(t.chain) in bodies for t, _ in role.targets) or (its and not role.targets)


def _in_order(scene: Scene, saying: Saying, setting: Setting) -> bool:
    """Whether a newcomer is quoted there, takes up the one before, or speaks to the press that has come."""
    press = scene.venue is not None and scene.venue.cls in scene_words("press")
    return press or saying.kind != "indirect" or setting.again or setting.link == "together"


def of_crowd(scene: Scene) -> bool:
    """Whether many have only marched somewhere (`Des éleveurs ont manifesté à Pau`): what they claim, or one of them
    tells, they need not say there."""
    m = scene.venue
    many = m is not None and (
        m.cls in scene_words("crowd") or (m.lemma or "").split(" ")[0] in scene_words("crowd-noun")
    )
    crowd = many or scene.rule.id == MARCH
    return crowd and scene.weak and not any(m.type == "Person" for m in scene.people)


def _host(page: Page, scene: Scene) -> Chain | None:
    """The one body that is said to be at a small occasion, which is its own then (`Le groupe a annoncé lundi lors d'un
    conseil d'entreprise`): those of other bodies who speak next do not speak there."""
    if scene.venue is None or scene.venue.cls not in scene_words("own-occasion"):
        return None
    same = (s for s in page.doc._.scenes or () if s.unit == scene.unit and s.venue is not None)
    there = [m.chain for s in same if s.venue is not None and s.venue.chain is scene.venue.chain for m in s.people]
    bodies = {id(c): c for c in there if c is not None and c.type == "Organization"}
    alone = next(iter(bodies.values())) if len(bodies) == 1 and len({id(c) for c in there}) == 1 else None
    return None if alone is None or alone.cls in scene_words("shared") else alone  # others speak where a body debates


def _of_others(page: Page, host: Chain) -> set[int]:
    """Who holds an office of another named body than the one that holds an occasion."""
    found = set()
    for role in page.doc._.roles or ():
        served = [t.chain for t, _ in role.targets if t.chain is not None and t.chain.type == "Organization"]
        if served and all(c is not host and not c.unnamed for c in served):
            found |= {id(h.chain) for h in role.holders}
    return found


def _newcomers(page: Page, who: Chain, scene: Scene) -> bool:
    """Whether bodies are told of for the first time, without a name (`A et B ont signé à Lima … Des ONG dénoncent`)."""
    first = who.mentions[0]
    bodies = bool(first.plural) and page.doc.lowered[first.head].removesuffix("s") in speech_words("collective-noun")
    before = page.doc[first.start - 1] if first.start else None
    some = first.definite is False or (before is not None and before.is_title and before.lower_ in words("contracted"))
    return who.type == "Group" and bodies and some and unit_of(page.doc, first.start) > scene.unit


def _spoken_of(page: Page, scene: Scene, saying: Saying) -> bool:
    """Whether the occasion is part of what is said (`Le débat ouvert lundi fut « un fiasco », juge Anne Roy`)."""
    return any(a <= page.at(scene.start) < b for a, b in saying.content)


def _within(page: Page, venue: Chain, site: Chain | None) -> bool:
    """Whether a venue is a speech or a part of the occasion that an article is about (`lors de la cérémonie
    d'ouverture`, `de cette rencontre`), or any event where that has no name (`a inauguré lundi`)."""
    first = venue.mentions[0]
    before = page.doc.lowered[first.start - 1] if first.start else ""
    if venue.type == "Event" and before in nominal_words("demonstrative"):
        return True
    part = venue.type == "Event" and first.definite is True and first.lemma in scene_words("part")
    return venue.cls in TALKS or part or (site is None and venue.type == "Event")


def _reached(page: Page, unit: int) -> int:
    """The first unit behind one in which somebody is reached from afar (`Jointe au téléphone, la juge`)."""
    doc = page.doc
    first = page.token(page.units[unit].end)
    for i in range(max(first, 1), len(doc) - 1):
        if doc.lowered[i] in scene_words("reached"):
            if doc[i - 1].is_punct or doc[i - 1].is_space or doc.lowered[i + 1] in scene_words("reaching"):
                return unit_of(doc, i)
    return len(page.units)


def _above(page: Page) -> set[int]:
    """Who holds an office of those who are not judged."""
    offices = [(r.mention, h) for r in page.doc._.roles or () for h in r.holders]
    offices += [(m, m) for m in page.doc._.nominals or () if m.type == "Person"]
    return {id(h.chain) for m, h in offices if m.lemma in scene_words("not-judged") and h.chain is not None}


def _seats(page: Page, venue: Mention) -> set[int] | None:
    """Who may speak where a body sits: those with an office that has a seat there; None where anybody may."""
    cls = venue.chain.cls if venue.chain is not None else venue.cls
    cls = _BODY if (venue.lemma or "").split(" ")[0] in scene_words("with-seats") else cls
    if venue.type == "Event" or cls not in set().union(*taking_part().values()):
        return None
    lowered = page.doc.lowered
    offices = [(range(r.mention.start, r.mention.end), h) for r in page.doc._.roles or () for h in r.holders]
    described = [(range(m.start, m.end), m) for m in page.doc._.nominals or () if m.type == "Person"]
    seated = (m for span, m in [*offices, *described] if any(cls in taking_part().get(lowered[k], ()) for k in span))
    return {id(m.chain) for m in seated if m.chain is not None}


def _lead(page: Page) -> Scene | None:
    """The first event of the first sentences that they are about, or at which not just one person is said to be."""
    first = [n for n, unit in enumerate(page.doc._.units) if unit.kind == "text"][:_LEAD]
    scenes: list[Scene] = page.doc._.scenes or []
    scenes = [s for s in scenes if s.unit in first and not (s.local or s.rule.over or of_crowd(s))]
    about = [s for s in scenes if s.rule.all and (s.venue is not None or s.rule.dated)]
    if about:  # the event of a sentence rather than the place where it is, and that rather than its day
        return min(about, key=lambda s: (s.unit, s.venue is None, s.venue is None or s.venue.type != "Event"))
    for scene in scenes:
        if scene.venue is not None and scene.venue.cls in scene_words("gathering"):
            alone = len(scene.people) == 1 and scene.people[0].type == "Person"
            alone = alone or not (scene.people or scene.fronted)
            return None if alone else scene
    return None
