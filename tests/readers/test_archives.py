"""Packed sources: articles one by one, and a line for each thing that is broken."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kgextract.errors import InputError
from kgextract.model import Article
from kgextract.readers import READERS, archives, files, readings

TEXT = "La mairie a rouvert la passerelle du port mardi 2 juillet 2024.\n"
PAGE = """<html><head><title>La passerelle rouvre</title></head><body><article><h1>La passerelle rouvre</h1>
<p>La mairie a rouvert la passerelle du port, fermée depuis la tempête de janvier, devant deux cents habitants.</p>
<p>Les travaux ont duré cinq mois et ont coûté quatre cent mille euros, selon le service technique de la ville.</p>
</article></body></html>"""


def read(path: Path) -> tuple[list[Article], list[str]]:
    found = list(readings(str(path)))
    return [x for x in found if isinstance(x, Article)], [str(x) for x in found if isinstance(x, InputError)]


def test_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/two.txt", TEXT)
        archive.writestr("a/one.jsonl", '{"id": "x", "text": "Un."}\n{"id": "y"}\n')
        archive.writestr("a/bytes.txt", b"\x00\x01")
        archive.writestr(".hidden/three.txt", TEXT)
    articles, errors = read(tmp_path / "a.zip")
    assert [(a.id, a.text) for a in articles] == [("x", "Un."), ("two", TEXT)]
    assert [e.partition(": ")[0] for e in errors] == [
        f"{tmp_path}/a.zip/a/bytes.txt",
        f"{tmp_path}/a.zip/a/one.jsonl:2",
    ]


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_tar(suffix: str, tmp_path: Path) -> None:
    kind = suffix.replace("tgz", "tar.gz").partition(".")[2]
    with tarfile.open(tmp_path / f"a.{suffix}", f"w:{kind}") as archive:  # type: ignore[call-overload]
        member = tarfile.TarInfo("in/one.txt")
        member.size = len(TEXT.encode())
        archive.addfile(member, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("in/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    articles, errors = read(tmp_path / f"a.{suffix}")
    assert ([a.text for a in articles], errors) == ([TEXT], [])


def test_lines(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write('{"id": "x", "text": "Élu."}\n\n{"text": "Deux."}\nnothing\n')
    articles, errors = read(tmp_path / "a.jsonl.gz")
    assert [(a.id, a.text) for a in articles] == [("x", "Élu."), ("a-3", "Deux.")]
    assert errors == [f"{tmp_path}/a.jsonl.gz:4: not JSON (expecting value). Write one object a line."]


def test_large_lines_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Un."}\n{"id": "y", "text": "Deux."}\n', "utf-8")
    whole = read(tmp_path / "a.jsonl")
    monkeypatch.setattr("kgextract.readers._LARGE", 0)
    assert read(tmp_path / "a.jsonl") == whole


def record(kind: str, address: str, content_type: str, body: bytes) -> bytes:
    """One record of a WARC file, compressed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-07-02T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032x}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


def answer(address: str, status: str, kind: str, body: str) -> bytes:
    """A page as a server sent it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode()
    data = head + body.encode("iso-8859-1" if "8859" in kind else "utf-8")
    return record("response", address, "application/http; msgtype=response", data)


def test_warc(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(
        record("warcinfo", "", "application/warc-fields", b"software: own\r\n")
        + answer("https://exemple.fr/port/passerelle?page=1", "200 OK", "text/html; charset=iso-8859-1", PAGE)
        + answer("https://exemple.fr/absent", "404 Not Found", "text/html", PAGE)
        + answer("https://exemple.fr/image", "200 OK", "image/png", "…")
        + answer("https://exemple.fr/vide", "200 OK", "text/html", "<html></html>")
        + record("conversion", "https://exemple.fr/texte", "text/plain", TEXT.encode())
    )
    articles, errors = read(tmp_path / "crawl.warc.gz")
    assert [a.id for a in articles] == ["exemple.fr-port-passerelle-page-1", "exemple.fr-texte"]
    assert "fermée depuis la tempête" in articles[0].text
    assert [e.partition(": ")[0] for e in errors] == ["https://exemple.fr/vide"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.jsonl.gz", "a.warc.gz", "a.warc"])
def test_what_is_broken_is_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"this is none of these at all" * 30)
    articles, errors = read(tmp_path / name)
    assert articles == []
    assert len(errors) == 1 and errors[0].startswith(f"{tmp_path}/{name}: ")


def test_what_breaks_off_gives_what_stood_before(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "{n}", "text": "Ligne {n * 7919} du texte."}}\n' for n in range(4000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-2000])
    articles, errors = read(tmp_path / "a.jsonl.gz")
    assert len(articles) > 100
    assert len(errors) == 1 and "broken" in errors[0]


def test_patterns_and_folders(tmp_path: Path) -> None:
    for name in ("b1.txt", "b2.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    with gzip.open(tmp_path / "d.jsonl.gz", "wt") as lines:
        lines.write('{"id": "d", "text": "Un."}\n')
    assert [a.id for a in read(tmp_path / "b*.txt")[0]] == ["b1", "b2"]
    assert [a.id for a in read(tmp_path)[0]] == ["b1", "b2", "c", "d"]
    assert read(tmp_path / "z*")[1] == [f"{tmp_path}/z*: no file has such a name. Check the pattern."]
    assert [p.name for p in files(str(tmp_path / "?1.txt"))] == ["b1.txt"]
    assert len(list(files(str(tmp_path)))) == 4


def test_a_large_file_is_read_in_blocks(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "' + b"Un. " * (1 << 18) + b'"}\n')
    counts: list[int] = []
    [article] = archives.read(path, READERS, seen=counts.append)
    assert isinstance(article, Article) and sum(counts) == path.stat().st_size and len(counts) < 20


def test_bytes_read_are_told(tmp_path: Path) -> None:
    for name, data in (("a.txt", TEXT.encode()), ("b.jsonl.gz", gzip.compress(b'{"id": "d", "text": "Un."}\n' * 9))):
        (tmp_path / name).write_bytes(data)
        counts: list[int] = []
        list(readings(str(tmp_path / name), seen=counts.append))
        assert sum(counts) == len(data)


def header(kind: bytes, size: int) -> bytes:
    member = tarfile.TarInfo("a.txt")
    member.type, member.size = kind, size
    return member.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (header(tarfile.XHDTYPE, 1 << 33), "broken (a header that is too long)"),
        (header(tarfile.GNUTYPE_LONGNAME, 1 << 33), "broken (a header that is too long)"),
        (header(tarfile.REGTYPE, 10**15), "953674316 MB. Unpack it"),
        (header(tarfile.REGTYPE, 1000), "broken (unexpected end of data)"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_tar_that_lies_about_sizes(made: bytes, said: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(pack(made + TEXT.encode()))
    articles, errors = read(tmp_path / "a.tar.gz")
    assert not articles and said in errors[0]


def test_a_sparse_file_is_none_and_a_number_that_is_none_breaks_off(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("one.txt")
        member.size = len(TEXT.encode())
        member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9"}
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    articles, errors = read(tmp_path / "a.tar")
    assert not articles and "broken (a header that is none)" in errors[0]


RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.fr/\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"


@pytest.mark.parametrize(
    "made",
    [
        b"WARC/1.0\r\nWARC-Type: " + b"a" * (1 << 23),
        b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000,
        RECORD % (1 << 23, b"HTTP/1.1 200 OK\r\nX: " + b"a" * (1 << 23)),
    ],
)
def test_a_header_without_end(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(made))
    _, errors = read(tmp_path / "a.warc.gz")
    assert errors == [f"{tmp_path}/a.warc.gz: broken (a header without end). What stands before was read."]


def test_a_length_that_is_wrong_is_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    (tmp_path / "a.warc").write_bytes(RECORD % (30, answer) + RECORD % (len(answer), answer))
    _, errors = read(tmp_path / "a.warc")
    assert len(errors) == 1 and errors[0].endswith("Get the file anew.")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_a_page_that_breaks_off_is_no_article(packed: Callable[[bytes], bytes], tmp_path: Path) -> None:
    kind = b"Content-Encoding: gzip\r\n" if packed is gzip.compress else b""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + kind + b"\r\n" + packed(PAGE.encode() * 40)
    (tmp_path / "a.warc").write_bytes((RECORD % (len(answer), answer)).rstrip()[:-9])
    assert read(tmp_path / "a.warc") == (
        [],
        [f"{tmp_path}/a.warc: the page http://a.fr/ breaks off. Get the file anew."],
    )


def test_a_name_in_a_zip_that_is_no_utf_8(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("é.txt", TEXT)
    path = tmp_path / "a.zip"
    path.write_bytes(path.read_bytes().replace("é.txt".encode(), b"\xff\xff.txt"))
    assert read(path) == ([], [f"{path}: broken (a name that is not UTF-8). Get the file anew."])
