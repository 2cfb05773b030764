"""Role of a lawyer or an agent → whom its holder acts for (represents), and the bar that a lawyer is of (memberOf)."""

from __future__ import annotations

from collections.abc import Iterator

from kgextract.nlp.doc import Doc
from kgextract.nlp.grammar.prepositions import preposition
from kgextract.nlp.layers import Chain, Mention, Role
from kgextract.nlp.relations.owners import CLIENTS, COUNTRY, PERSON, client, joint_clients
from kgextract.tables.roles import office_words

DOUBT = 0.85  # a description is less sure than a name


def defended(doc: Doc, role: Role, holder: Chain) -> Iterator[tuple[str, Chain, float]]:
    """(relation, target, how sure) of what such a role says of its holder."""
    if role.mention.lemma in office_words("lawyer"):
        for m, by in role.targets:
            fits = (m.type in CLIENTS or m.cls == COUNTRY) and by in office_words("of")
            fits = fits and m.cls not in office_words("no-client")
            fits = fits and not (m.type == "Organization" and role.mention.lemma in office_words("team-office"))
            if fits and m.chain is not None and not _is_bar(doc, m):
                yield "represents", m.chain, 1.0
        for m in _described(doc, role) if not role.targets else ():
            if m.chain is not None and m.chain is not holder:
                yield "represents", m.chain, DOUBT
        for m in (*(m for m, _ in role.targets), *role.wider):
            if m.chain is not None and _is_bar(doc, m):
                yield "memberOf", m.chain, 1.0  # `avocat au barreau de Lens`
        whom = client(doc, role, holder) if not role.targets else None
        if whom is not None:
            yield "represents", whom, DOUBT
        elif not role.targets:
            yield from (("represents", c, DOUBT) for c in joint_clients(doc, role))
    if role.mention.lemma in office_words("proxy"):
        whom = client(doc, role, holder) if not role.targets else None
        if whom is not None:
            yield "represents", whom, DOUBT  # `annonce son agente, Anne Roy`
        for m, by in role.targets:
            if m.type == PERSON and by in office_words("of") and m.chain is not None:
                yield "represents", m.chain, DOUBT  # `l'agent de Luc Roy`


def _described(doc: Doc, role: Role) -> Iterator[Mention]:
    """Clients who are only described (`avocat de la famille`, `l'avocate de l'accusé`)."""
    at = role.mention.head + 1
    link = preposition(doc, at)
    if link is None or link.lemma not in office_words("of") or link.end >= len(doc):
        return
    at = link.end
    while at < len(doc) and doc[at].lower_ in office_words("determiner", "one-of", "of"):
        at += 1
    for m in doc._.nominals:
        if m.start == at and m.type in (PERSON, "Group") and doc.lowered[m.head] not in office_words("no-client"):
            yield m


def _is_bar(doc: Doc, m: Mention) -> bool:
    return doc.lowered[m.start] in office_words("bar")
