"""Names, gazetteer keys and positions → IRIs that are always valid. No other module writes an IRI."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kgextract.errors import UsageError
from kgextract.model import Entity, Extraction

BASE = "https://w3id.org/kgextract/id/"
PREFIXES = {
    "kg": "https://w3id.org/kgextract/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sh": "http://www.w3.org/ns/shacl#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wd": "http://www.wikidata.org/entity/",
}
XML_NAMESPACES = {"graphml": "http://graphml.graphdrawing.org/xmlns", "gexf": "http://www.gexf.net/1.2draft"}
SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"  # the namespace of answers in XML
STORE = "https://w3id.org/kgextract/store"  # the graph of what a store notes for itself; its terms follow a '#'
FOLDERS = {
    "person": "person",
    "place": "place",
    "organization": "org",
    "role": "role",
    "wikidata": "wikidata",
    "named": "named",  # things without a link that several articles know by one name
}
_LONGEST = 100  # characters of a slug: longer names are cut, and told apart by a number where that makes two equal


def mint(base: str, *path: str, fragment: str | None = None) -> NamedNode:
    """Base IRI, path segments and fragment of any characters → a valid IRI, what is no plain letter percent-encoded.

    `mint(BASE, "article", "à lire/2")` → `…/id/article/%C3%A0%20lire%2F2`.
    """
    segments = "/".join(_encode(p, safe="") for p in path)
    end = "" if fragment is None else "#" + _encode(fragment, safe="=,")
    return NamedNode(base + segments + end)


def _encode(text: str, *, safe: str) -> str:
    coded = quote(text.encode("utf-8", "replace"), safe=safe)
    return coded.replace(".", "%2E") if coded in {".", ".."} else coded or "_"


@cache
def term(name: str) -> NamedNode:
    """A prefixed name of a vocabulary → its IRI: `term("kg:speaker")`."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=1024)
def short(iri: str) -> str:
    """An IRI of a vocabulary → its prefixed name; any other as it is."""
    found = next(((p, space) for p, space in PREFIXES.items() if iri.startswith(space)), None)
    return f"{found[0]}:{iri[len(found[1]) :]}" if found else iri


def web(address: str) -> NamedNode | None:
    """A web address → its IRI; None where the text is no valid http(s) address."""
    if re.match(r"https?://[^\s/]", address):
        try:
            return NamedNode(address)
        except ValueError:
            return None
    return None


def checked_base(base: str) -> str:
    """A base IRI given by a user → the same; UsageError where no identifier can be built on it."""
    try:
        NamedNode(base)
    except ValueError as e:
        raise UsageError(f"base IRI {base!r}: {e}. Give an absolute IRI such as {BASE}.") from None
    if not base.endswith("/") or "#" in base or "?" in base or "://" not in base:
        raise UsageError(f"base IRI {base!r}: it must end with '/' and have no '#' or '?', such as {BASE}.")
    return base


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """A name → lower-case letters and digits joined by hyphens: `slug("Élise Œuvrard")` → `elise-oeuvrard`."""
    text = name.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", bare))[:_LONGEST].strip("-")


def article(x: Extraction, base: str = BASE) -> NamedNode:
    """The IRI of an article, which is also the name of its graph."""
    return mint(base, "article", x.article.id)


def part(of: NamedNode, name: str) -> NamedNode:
    """A thing that belongs to an article: `part(article, "statement-5")` → `ARTICLE#statement-5`."""
    return mint(of.value, fragment=name)


def passage(of: NamedNode, start: int, end: int) -> NamedNode:
    """Characters [start, end) of an article, as an RFC 5147 fragment: `ARTICLE#char=12,34`."""
    return part(of, f"char={start},{end}")


def entities(x: Extraction, base: str = BASE) -> dict[str, NamedNode]:
    """Entity id → IRI, for all entities but dates; two entities of an article never share one.

    Linked things have the IRI of the gazetteer or of their Wikidata id; an unlinked person has one by full name, a role
    by its words; everything else belongs to its article.
    """
    home = article(x, base)
    found: dict[str, NamedNode] = {}
    taken: set[NamedNode] = set()
    counts: dict[str, int] = {}
    for e in x.entities:
        if e.type == "Date":
            continue
        counts[e.type] = counts.get(e.type, 0) + 1
        path = _path(e)
        iri = mint(base, *path) if path else None
        if iri is None or iri in taken:
            iri = part(home, f"{e.type.lower()}-{counts[e.type]}")
        taken.add(iri)
        found[e.id] = iri
    return found


def _path(e: Entity) -> list[str] | None:
    if e.key:
        return e.key.split("/")
    if e.wikidata:
        return [FOLDERS["wikidata"], e.wikidata]
    name = slug(e.name)
    if e.type == "Role" and name:
        return [FOLDERS["role"], name]
    if e.type == "Person" and "-" in name and _is_full(e.name):
        return [FOLDERS["person"], name]
    return None


def _is_full(name: str) -> bool:
    """Whether a name has two words that are no abbreviations: "M. Fu" and "Fu" name nobody outside the article."""
    words = [w for w in name.split() if not w.endswith(".") and any(c.isalpha() for c in w)]
    return len(words) > 1 and name[:1].upper() == name[:1]
