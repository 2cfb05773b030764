"""RDF from outside: what is refused before the parser sees it, with a sentence that says what to do."""

from __future__ import annotations

import codecs
import subprocess
import sys
from pathlib import Path

import pytest
from samples import NASTY, every_turn, nasty

from kgextract.errors import InputError
from kgextract.rdf import reading
from kgextract.rdf.build import build
from kgextract.writers import WRITERS, render

XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
N = 20_000  # levels that end the parser's process

ATTRIBUTES = " ".join(f"e:p{n}='1'" for n in range(2000))
HOSTILE = {
    "entities that multiply": (
        "a.rdf",
        f"<!DOCTYPE r [{ENTITIES}]>{XML}<e:a><e:p>&l8;</e:p></e:a></rdf:RDF>",
        "DOCTYPE",
    ),
    "a file outside": (
        "a.rdf",
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{XML}<e:a><e:p>&x;</e:p></e:a></rdf:RDF>',
        "DOCTYPE",
    ),
    "a document type elsewhere": ("a.owl", f'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">{XML}</rdf:RDF>', "DOCTYPE"),
    "deep XML": ("a.rdf", XML + "<e:a><e:p>" * N + "</e:p></e:a>" * N + "</rdf:RDF>", "nested deeper"),
    "broken XML": ("a.rdf", XML, "not well-formed"),
    "a remote context": ("a.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "e:a", "name": "b"}', "elsewhere"),
    "a remote context inside": ("a.jsonld", '{"@id": "e:a", "e:p": {"@context": ["http://x/"], "b": 1}}', "elsewhere"),
    "an import": ("a.jsonld", '{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "e:a"}', "elsewhere"),
    "deep JSON-LD": ("a.jsonld", '{"@id":"e:a","e:p":' * N + "1" + "}" * N, "nested deeper"),
    "deep lists": ("a.jsonld", '{"@id":"e:a","e:p":' + "[" * N + "1" + "]" * N + "}", "nested deeper"),
    "deep terms": ("a.ttl", "<e:a> <e:b> " + "<<( <e:a> <e:b> " * N + "1" + " )>>" * N + " .", "nested deeper"),
    "deep terms in TriG": (
        "a.trig",
        "{<e:a> <e:b> " + "<<( <e:a> <e:b> " * N + "1" + " )>>" * N + "}",
        "nested deeper",
    ),
    "deep terms, hidden": (
        "a.ttl",
        "@prefix e: <e:> . e:a e:\\#' " + "<<( <e:a> <e:b> #)>>\n" * N + "1" + " )>>" * N + " .",
        "nested deeper",
    ),
    "deep terms in lines": (
        "a.nt",
        "<e:a> <e:b> " + "<<( <e:a> <e:b> " * N + '"1"' + " )>>" * N + " .",
        "nested deeper",
    ),
    "many attributes": ("a.rdf", f"{XML}<e:a {ATTRIBUTES}/></rdf:RDF>", "attributes"),
    "half a file": ("a.ttl", "<e:a> <e:b> ", "not valid RDF"),
    "another format": ("a.n3", "{} => {} .", "no RDF file"),
    "no suffix": ("a", "", "no RDF file"),
}


@pytest.mark.parametrize(("name", "text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_refused(name: str, text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        list(reading.quads(path))
    assert said in str(caught.value) and str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nt"
    with pytest.raises(InputError, match="cannot be read"):
        list(reading.quads(path))
    path.write_text("<e:a> <e:b> <e:c> .\n" * 100, "utf-8")
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    assert len(list(reading.quads(path))) == 100
    monkeypatch.setattr(reading, "LARGEST", 1024)
    with pytest.raises(InputError, match="larger than"):
        list(reading.quads(path))


def test_a_mark_of_the_encoding_is_no_part_of_a_name(tmp_path: Path) -> None:
    for name in ("a.nt", "a.ttl"):
        (tmp_path / name).write_bytes(codecs.BOM_UTF8 + b"<e:a> <e:b> <e:c> .\n")
        assert [q.subject.value for q in reading.quads(tmp_path / name)] == ["e:a"]


def test_a_text_that_the_parser_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text(f'<e:a> <e:b> "{"x" * (17 << 20)}" .\n', "utf-8")
    with pytest.raises(InputError, match="more than 16 MB"):
        list(reading.quads(path))


def test_without_a_network_nothing_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, hostile or not, makes the process open a connection."""
    import socket

    def refused(*about: object) -> None:
        raise AssertionError(f"a connection to {about}")

    monkeypatch.setattr(socket, "socket", refused)
    for n, (name, text, _) in enumerate(HOSTILE.values()):
        path = tmp_path / f"{n}{Path(name).suffix}"
        path.write_text(text, "utf-8")
        with pytest.raises(InputError):
            list(reading.quads(path))


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_what_we_write_is_read(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{WRITERS[format].suffix}"
    for x in (nasty(), every_turn(), nasty((*NASTY[:3], "<<( " * 200))):
        path.write_text(render(x, format=format), "utf-8", newline="\n")
        meant = {t[:3] for t in build(x).triples}
        assert {(q.subject, q.predicate, q.object) for q in reading.quads(path)} == meant


def test_a_long_text_in_json_costs_no_memory_beside_its_own(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonld"
    path.write_text('{"@id": "x:a", "x:b": "' + "a" * 40_000_000, "utf-8")  # no end
    code = f"""
from pathlib import Path
from kgextract.errors import InputError
from kgextract.rdf import reading
try:
    list(reading.quads({str(path)!r}))
except InputError:
    print(*(line.split()[1] for line in Path("/proc/self/status").open() if line.startswith("VmHWM")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 400_000  # kB of this process alone: `getrusage` counts the one that started it
