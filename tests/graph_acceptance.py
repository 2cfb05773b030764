"""`make graphs`: every article there is → its graph: conforms, three parsers read it, the same bytes on rerun.

Articles are those of `data/`, and of the folder given (the benchmark's, with its folder `dev` and `external`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jena
import pyoxigraph
import rdflib

from kgextract.rdf import reading
from kgextract.rdf.validate import validate
from kgextract.writers import WRITERS

ARTICLES = Path(__file__).resolve().parent.parent / "data" / "articles"
COMMAND = Path(sys.executable).parent / "kgextract"


def main(bench: Path) -> int:
    """Print what was checked; 1 where something does not hold."""
    sources = [ARTICLES, *(p for p in (bench / "dev", bench / "external" / "raw_wikinews.jsonl") if p.exists())]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        first, again = (Path(folder) / f"{name}.jsonl" for name in ("first", "again"))
        _run(_texts(sources), first, seed="1")
        _run(_texts(sources), again, seed="2")
        print(f"{first.read_text('utf-8').count(chr(10))} articles of {', '.join(s.name for s in sources)}")
        files = {}
        for format in (*jena.FORMATS, "jsonld"):
            files[format] = Path(folder) / f"all{WRITERS[format].suffix}"
            _write(first, files[format], seed="1")
            other = Path(folder) / f"again{WRITERS[format].suffix}"
            _write(again, other, seed="2")
            if files[format].read_bytes() != other.read_bytes():
                wrong.append(f"{format}: other bytes on rerun")
        print("the same bytes on rerun with another hash seed:", "no" if wrong else "yes")
        wrong += list(_parsed(files))
        found = validate([files["trig"]])
        wrong += map(str, found)
        print(f"findings of SHACL: {len(found)}")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _texts(sources: list[Path]) -> list[Path]:
    """Sources → the same without what is no article: the gold beside a text is JSON."""
    out: list[Path] = []
    for source in sources:
        out += sorted(source.glob("*.txt")) if source.is_dir() else [source]
    return out


def _run(sources: list[Path], target: Path, *, seed: str) -> None:
    subprocess.run(
        [COMMAND, "run", *sources, "-q", "-f", "jsonl", "-o", target],
        check=True, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip


def _write(extractions: Path, target: Path, *, seed: str) -> None:
    code = (
        "import json, sys; from kgextract.exchange import from_json; from kgextract.writers import write\n"
        "write([from_json(json.loads(line)) for line in open(sys.argv[1], encoding='utf-8')], sys.argv[2])"
    )
    subprocess.run(
        [sys.executable, "-c", code, extractions, target], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
    )


def _parsed(files: dict[str, Path]) -> Iterator[str]:
    """Formats and their files → what is wrong with them, in sentences."""
    meant = {format: set(reading.quads(path)) for format, path in files.items()}
    triples = {(q.subject, q.predicate, q.object) for q in meant["nquads"]}
    for format, quads in meant.items():
        if {(q.subject, q.predicate, q.object) for q in quads} != triples:
            yield f"{format}: pyoxigraph reads other triples than in N-Quads"
    print(f"pyoxigraph reads {len(triples):,} triples in each of {len(files)} formats")
    for format, path in files.items():
        graph = rdflib.Dataset()
        graph.parse(path, format=rdflib.util.guess_format(str(path)))
        read = len({(s, p, o) for s, p, o, _ in graph.quads()})
        if read != len(triples):
            yield f"{format}: rdflib reads {read} triples, not {len(triples)}"
    print("rdflib reads as many")
    if reason := jena.missing():
        print(f"riot was not asked: {reason}")
        return
    for format in jena.FORMATS:
        found = jena.riot([files[format]])
        if set(found) != meant[format] or any(isinstance(q.object, pyoxigraph.BlankNode) for q in found):
            yield f"{format}: riot reads other quads"
    print(f"riot reads the same in {', '.join(jena.FORMATS)}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
