"""Doc → `roles`: offices and titles with target and holder.

`Le représentant permanent de la Chine auprès de l'ONU, Fu Cong, a …` gives the mention without its article, the
class `represents`, the targets (`Chine`, de) and (`ONU`, auprès de) and the holder `Fu Cong`. A title that has no
holder stays what it was, a description of somebody.

- the phrase: `heads`, `callings`, `phrases`, `offices` with their `modifiers`, `complements`, `bodies`, `targets`
- the holder: `holders` tries names beside it (`appositions`, `behind_comma`, `coordinated`, `several` with their
  `own_complements`, `gapped`, `verbless`, `fronted`), then `frames` of `verbs` (`gaps`, `shared`, `chosen`) and of
  nouns (`nominations`)
- the house of those who have one: `seats`; who only belongs to a body: `delegates`
"""

from __future__ import annotations

from dataclasses import replace

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.grammar.wordlist import unit_tokens
from kgextract.nlp.layers import Mention, Role
from kgextract.nlp.roles.appositions import Held, rule_of
from kgextract.nlp.roles.callings import joined_phrase, open_phrase
from kgextract.nlp.roles.coordinated import shares_holder
from kgextract.nlp.roles.heads import calling
from kgextract.nlp.roles.holders import holding
from kgextract.nlp.roles.offices import office_phrase
from kgextract.nlp.roles.own_complements import own_complements
from kgextract.nlp.roles.phrases import Index, OfficePhrase, index
from kgextract.nlp.roles.several import before_each, party_before
from kgextract.nlp.roles.targets import parties, targets
from kgextract.tables.roles import Office, OfficeClass, countries, office_words
from kgextract.tables.speakers import speaker_words
from kgextract.tables.speech import speech_words

HEADLESS = ("noise",)
_ATTACHED = 2  # roles before one that may hold it
_LAWYER = 4  # tokens between whom a lawyer defends and the word for the lawyer


def read(doc: Doc) -> Doc:
    """Write `doc._.roles`; drop the descriptions that a role now covers."""
    ix = index(doc)
    roles: list[Role] = []
    taken = 0  # end of the last head with its adjectives: its words start no other office
    pending: list[OfficePhrase] = []  # offices without a holder, each before `et` or a comma
    known = 0  # end of the last phrase whose holder does not stand behind it
    outer = 0  # end of the last phrase: what starts inside is nested
    for unit, (first, last) in zip(doc._.units, unit_tokens(doc), strict=True):
        for i in range(first, last) if unit.kind not in HEADLESS else ():
            if i < taken:
                continue
            phrase = office_phrase(doc, i, ix)
            if phrase is not None and phrase.head_end > last:
                phrase = None
            if phrase is None and calling(doc, i):
                after = roles[-1].mention.end if roles else -1
                joins = bool(pending) and pending[-1].end == i - 1
                joins = joins or (after == i - 1 and doc[after].text != ",")
                phrase = (joined_phrase if joins else open_phrase)(doc, i, ix, after=after)
            if phrase is None:
                continue
            taken = phrase.base_end
            inner = i < outer and known == phrase.end
            held = holding(doc, phrase, ix, roles, first, last, nested=i < outer, inner=inner)
            if held is not None and _defended(doc, phrase, held):
                held = None
            if held is not None:
                for waiting in pending if pending and i >= outer and shares_holder(doc, pending[-1], phrase) else ():
                    roles += _roles(doc, waiting, replace(held, rule=rule_of("coordination"), end=None), ix)
                roles += _roles(doc, phrase, held, ix)
            open_ = held is None and i >= outer
            goes_on = open_ and bool(pending) and shares_holder(doc, pending[-1], phrase)
            pending = [*(pending if goes_on else ()), phrase] if open_ else []
            if i >= outer:
                before = held is not None and all(m.end <= phrase.start for m in held.holders)
                known = phrase.end if before or held is None else 0
            outer = max(outer, phrase.end)
    doc._.roles = _clean(doc, roles)
    _drop_covered(doc)
    return doc


# --- the role


def _defended(doc: Doc, phrase: OfficePhrase, held: Held) -> bool:
    """Whether the name behind a title is that of the lawyer of its holder (`l'avocat de l'étudiant Me Jean Roy`)."""
    behind = (m for m in held.holders if m.start >= phrase.end)  # not `Me Jean Roy, avocat et professeur`
    if all(doc[m.start].lower_ not in speaker_words("lawyer-title") for m in behind):
        return False
    before = doc[max(phrase.start - _LAWYER, 0) : phrase.start]
    return any(t.lower_ in speaker_words("lawyer") for t in before)


def _roles(doc: Doc, phrase: OfficePhrase, held: Held, ix: Index) -> list[Role]:
    """One role, or one a holder where each has an adjective or a complement of his own (`les présidents russe A et
    français B`, `les maires A de Lens et B de Dax`)."""
    each = _each_country(doc, phrase, held)
    if not each or held.of:
        whole = _role(doc, phrase, held, ix)
        bare = not (whole.targets or whole.wider or whole.country or phrase.chunks)
        own = held.of or (own_complements(doc, phrase.row, held.holders, ix) if bare else [])
        pairs = zip(held.holders, own, strict=True) if own else ()
        return [_with_own(whole, phrase.row, holder, m) for holder, m in pairs] or [whole]
    found = []
    for holder, country in zip(held.holders, each, strict=True):
        role = _role(doc, phrase, replace(held, holders=[holder]), ix)
        role.country = country
        if held.end is not None:
            party = party_before(doc, holder, ix)
            role.parties = [party] if party is not None else []
        found.append(role)
    for role in found[1:]:
        role.mention = found[0].mention
    return found


def _with_own(role: Role, row: Office, holder: Mention, of: Mention | None) -> Role:
    """The role as one of a single holder, of what stands behind his name."""
    one = replace(role, holders=[holder], targets=[])
    if of is not None and row.complete:
        one.country = of.key
    elif of is not None:
        one.targets = [(of, next(p for p in row.prepositions if p in office_words("of")))]
    return one


def _each_country(doc: Doc, phrase: OfficePhrase, held: Held) -> list[str | None]:
    """The country of each holder in their order: before each name, or of as many adjectives (`les ministres belge et
    allemand, A et B`); none where they share what the phrase says."""
    if held.end is not None:
        return [countries().get(doc.lowered[before_each(doc, holder)]) for holder in held.holders]
    told = [countries()[a] for a in phrase.adjectives if a in countries()]
    return [*told] if len(told) > 1 and len(told) == len(held.holders) else []


def _role(doc: Doc, phrase: OfficePhrase, held: Held, ix: Index) -> Role:
    row = phrase.row
    end = held.end or phrase.end
    direct, wider = targets(doc, phrase, ix)
    calling = row.office == "none" and not row.cabinet and not direct
    sure = held.rule.calling if calling and held.rule.calling else held.rule.confidence
    mention = Mention(
        start=phrase.start,
        end=end,
        type="Role",
        cls="Role",
        kind="named",
        head=phrase.head,
        rule=held.rule.id,
        confidence=sure,
        lemma=row.lemma if not row.lemma.startswith("*") else doc[phrase.head].lower_,
        plural=phrase.plural,
    )
    return Role(
        mention=mention,
        office=_office(phrase, row, ix),
        former=phrase.former or held.former,
        acting=phrase.acting,
        targets=direct,
        wider=wider,
        holders=held.holders,
        pronoun=held.pronoun,
        how=held.rule.id,
        confidence=sure,
        factuality="planned" if phrase.coming and held.factuality == "asserted" else held.factuality,
        country=_country(phrase),
        parties=parties(phrase, ix),
    )


def _sphere(ix: Index, lemma: str, start: int) -> bool:
    """Does a further complement say of what part somebody is in charge (`directeur de l'OMS pour l'Asie`)?"""
    if lemma in office_words("sphere"):
        return True
    return lemma in office_words("sphere-or-place") and start not in ix.names_at


def _office(phrase: OfficePhrase, row: Office, ix: Index) -> OfficeClass:
    """The class of the head, weakened by an adjective (`maire adjoint` is not at the top)."""
    if row.office != "head":
        return row.office
    if len(phrase.chunks) > 1 and any(_sphere(ix, lemma, start) for lemma, start, _ in phrase.chunks[1:]):
        return "affiliated"
    if phrase.portfolio or any(a in office_words("subordinate") for a in phrase.adjectives):
        return "affiliated"
    if row.heading and any(_narrows(a, row) for a in phrase.adjectives[:1]):
        return "affiliated"
    return "head"


def _narrows(adjective: str, row: Office) -> bool:
    """Does the adjective say of what part somebody is in charge (`directeur financier`)?"""
    return not (adjective in row.heading or adjective in countries() or adjective in office_words("neutral-adjective"))


def _country(phrase: OfficePhrase) -> str | None:
    """The country of the first nationality adjective of the phrase."""
    return next((countries()[a] for a in phrase.adjectives if a in countries()), None)


# --- order among roles and descriptions


def _clean(doc: Doc, roles: list[Role]) -> list[Role]:
    """Roles in text order, one a span; whoever holds an office does not hold the one to which it is attached."""
    best: dict[tuple[int, int], Role] = {}
    for n, role in enumerate(roles):
        if any(_within(doc, role, outer) for outer in roles[max(n - _ATTACHED, 0) : n]):
            continue
        span = role.mention.start, role.mention.end
        if span not in best or role.confidence > best[span].confidence:
            best[span] = role
    kept = {id(r.mention) for r in best.values()}
    return sorted((r for r in roles if id(r.mention) in kept), key=lambda r: (r.mention.start, -r.mention.end))


def _within(doc: Doc, role: Role, outer: Role) -> bool:
    """Whether a role is part of one with the same holder (`l'ambassadrice auprès du [président du Ghana] Anne Roy`)."""
    a, b = role.mention, outer.mention
    if not (b.start < a.start and a.end <= b.end and role.holders == outer.holders != []):
        return False
    links = (preposition(doc, k) for k in range(b.start + 1, a.start))
    return any(link is not None and link.lemma in speech_words("accredited") for link in links)


def _gone(m: Mention, role: Mention) -> bool:
    """Does a name cross the start of a role, or take its head for a body?"""
    crosses = m.start < role.start < m.end < role.end
    return crosses or (m.type != "Person" and m.start <= role.head < m.end <= role.end)


def _drop_covered(doc: Doc) -> None:
    """Take descriptions of people that overlap a role out of their layer, and names that cross it or are its head."""
    heads = {r.mention.head for r in doc._.roles}
    at = {k: r.mention for r in doc._.roles for k in (r.mention.start, r.mention.head)}
    doc._.mentions = [m for m in doc._.mentions if not any(_gone(m, at[k]) for k in range(m.start, m.end) if k in at)]
    doc._.nominals = [
        m for m in doc._.nominals if not (m.type in ("Person", "Group") and any(k in heads for k in (m.head, m.start)))
    ]
