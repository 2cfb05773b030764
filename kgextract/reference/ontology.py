"""The ontology in use → its reference in Markdown: properties with domain and range, and the tree of classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgextract.ontology import Class, Ontology, Property

BESIDE = (
    "Relations join entities, and stand in the graph twice: as a plain triple and as an `rdf:Statement` with its "
    "evidence. The other properties describe entities, statements, passages and runs. *Beside* are the nearest terms "
    "of schema.org, PROV-O, ORG, SEM, OWL-Time, SKOS, NIF, Web Annotation, Wikidata, and UNDO with ALLOT for the "
    "United Nations: superproperties, close matches, and related terms that point the other way or name an act."
)


def markdown(known: Ontology) -> str:
    """Ontology → one page: the same bytes for the same ontology."""
    return "\n".join(_page(known)) + "\n"


def _page(known: Ontology) -> Iterator[str]:
    yield "# The ontology of kgextract"
    yield ""
    yield f"Namespace `{known.namespace}`, prefix `kg`. {BESIDE}"
    yield ""
    yield "## Relations"
    yield ""
    yield from _table(known, known.relations.values())
    yield "## Other properties"
    yield ""
    yield from _table(known, (p for p in known.properties.values() if not p.relation))
    yield "## Classes"
    yield ""
    yield "A class stands under the first of its parents; what else it belongs to is in brackets, what it is like in"
    yield "other vocabularies after the arrow."
    yield ""
    children: dict[str, list[Class]] = {}
    for c in known.classes.values():
        children.setdefault(_home(known, c), []).append(c)
    yield from _tree(children, "", 0)


def _table(known: Ontology, rows: Iterable[Property]) -> Iterator[str]:
    yield "| name | from | to | means | example | beside |"
    yield "|---|---|---|---|---|---|"
    for p in sorted(rows, key=lambda p: p.name):
        ends = [" or ".join(known.admitted(end)) or end if end else "" for end in (p.domain, p.range)]
        example = f"*{p.example}*" if p.example else ""
        means = f"{p.definition.get('en', '')} {p.definition.get('fr', '')}".strip()
        cells = (f"`{p.name}`", *ends, means, example, ", ".join(p.aligned))
        yield "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"
    yield ""


def _home(known: Ontology, c: Class) -> str:
    """The parent under which a class is shown: its first one that has a type of its own, else the first."""
    typed = [p for p in c.parents if known.type_of(p)]
    return next(iter(typed or c.parents), "")


def _tree(children: dict[str, list[Class]], above: str, depth: int) -> Iterator[str]:
    for c in sorted(children.get(above, ()), key=lambda c: c.name):
        others = [p for p in c.parents if p != above]
        beside = f" ({', '.join(others)})" if others else ""
        names = " / ".join(dict.fromkeys(c.label.get(language, "") for language in ("en", "fr")))
        example = f" *{c.example}*" if c.example else ""
        like = f" → {', '.join(c.aligned)}" if c.aligned else ""
        yield f"{'  ' * depth}- `{c.name}`{beside}: {names}. {c.definition.get('en', '')}{example}{like}".rstrip()
        yield from _tree(children, c.name, depth + 1)
