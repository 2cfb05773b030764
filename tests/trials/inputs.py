"""Sixty inputs that a user may give by mistake or an attacker on purpose: each ends with an exit code and one line."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import random
import socket
import subprocess
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TEXT = (
    "La ministre de la Culture, Jeanne Aubry, a déclaré lundi devant le Sénat que le musée de Roubaix rouvrirait. "
    "« Nous tiendrons parole », a-t-elle ajouté.\n"
)
BUG = ("Traceback", "This is a bug", "Error:", "Exception")
CODES = (0, 1, 2, 3)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is given to `kgextract`, and whether it is an error that leaves no output."""

    name: str
    arguments: tuple[object, ...]
    fails: bool = False
    stdin: str = ""


@dataclass(slots=True, kw_only=True)
class Count:
    """How many inputs were tried, and what was wrong."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)


def texts() -> dict[str, bytes]:
    """Name → the bytes of a file that is read as an article, whatever comes of it."""
    any_ = random.Random(9)
    nested = "« " * 400 + "Non" + " »" * 400
    return {
        "empty.txt": b"",
        "blank.txt": b" \n\t\xc2\xa0\n",
        "bom only.txt": codecs.BOM_UTF8,
        "utf-16 bom only.txt": codecs.BOM_UTF16_LE,
        "utf-16.txt": TEXT.encode("utf-16"),
        "utf-32.txt": TEXT.encode("utf-32"),
        "cp1252.txt": TEXT.encode("cp1252", "replace"),
        "two boms.txt": codecs.BOM_UTF8 * 2 + TEXT.encode(),
        "carriage returns.txt": TEXT.replace(". ", ".\r").encode(),
        "decomposed.txt": unicodedata.normalize("NFD", TEXT).encode(),
        "zero width.txt": "\u200b".join(TEXT).encode(),
        "combining.txt": ("e" + "\u0301" * 3000 + " a dit non. ").encode(),
        "bidi.txt": f"\u202e{TEXT}\u202c".encode(),
        "emoji.txt": ("🙂" * 2000).encode(),
        "astral.txt": "".join(chr(0x1F000 + n % 900) for n in range(3000)).encode(),
        "private use.txt": ("\ue000\uf8ff" * 500).encode(),
        "noncharacters.txt": ("\ufffe\uffff" + TEXT).encode(),
        "one letter.txt": b"a",
        "one mark.txt": "«".encode(),
        "nested quotations.txt": nested.encode(),
        "unclosed quotations.txt": ("« " + TEXT.replace("»", "")).encode() * 20,
        "closing only.txt": ("» " * 500).encode(),
        "one line.txt": (TEXT.replace("\n", " ") * 40).encode(),
        "empty lines.txt": (TEXT + "\n" * 5000 + TEXT).encode(),
        "first day.jsonl": _line(
            published="0001-01-01", text="Lundi dernier, Ana Brun a dit non. Il y a dix ans aussi."
        ),
        "last day.jsonl": _line(published="9999-12-31", text="Ana Brun dira non mardi prochain, et dans cent ans."),
        "half characters.jsonl": b'{"id": "\\ud800", "title": "\\udfff", "text": "Ana \\udc80 a dit non."}',
        "long id.jsonl": _line(id="i" * 100_000, text=TEXT),
        "id that is a path.jsonl": _line(id="../../../etc/passwd", text=TEXT),
        "unbroken.txt": b"l'" * 10_000,
        "hyphens.txt": b"a-" * 10_000,
        "dots.txt": b"." * 20_000,
        "digits.txt": b"1234567890" * 2000,
        "brackets.txt": b"(" * 5000,
        "html.txt": f"<html><body><p>{TEXT}</p></body></html>".encode(),
        "json.txt": json.dumps({"text": TEXT}).encode(),
        "english.txt": b"The mayor opened the new library on Monday and thanked the staff for their work. " * 5,
        "arabic.txt": "صوت المجلس مساء أمس على خطة لدعم الصيادين ".encode() * 10,
        "chinese.txt": "地区议会昨晚投票通过了一项支持渔民的计划。".encode() * 10,
        "capitals.txt": TEXT.upper().encode(),
        "table.txt": b"Nantes\t3\t2\nLille\t1\t0\n" * 50,
        "words at random.txt": " ".join(any_.choices(TEXT.split(), k=2000)).encode(),
        "dates only.txt": ("le 32 janvier 99999, le 0/0/0, en l'an 1e9, le 31 février. " * 20).encode(),
        "capital names.txt": (" ".join(f"Jean{n} Dupont{n}" for n in range(400)) + ".").encode(),
    }


def _line(**fields: str) -> bytes:
    return json.dumps(fields).encode()


def _tar(*members: tuple[str, bytes]) -> bytes:
    """An archive of empty files, links and devices."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in members:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    return made.getvalue()


def _zip(*, flag: int = 0, method: int = 0) -> bytes:
    """An archive of an article that says it needs a password, or is packed in an unknown way."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", TEXT)
    data = bytearray(made.getvalue())
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(start) + at
        data[place] |= flag
        data[place + 2] |= method
    return bytes(data)


def refused() -> dict[str, bytes]:
    """Name → the bytes of a file that is no article: exit code 2, one line, no output."""
    any_ = random.Random(8)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../out.txt", "")
        archive.writestr("picture.png", b"\x89PNG")
    return {
        "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "elf.txt": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)),
        "bad byte.txt": b"caf\xe9 \x81",
        "odd utf-16.txt": TEXT.encode("utf-16") + b"x",
        "random.txt": any_.randbytes(5000),
        "empty.html": b"",
        "no article.html": b"<html><body></body></html>",
        "deep.html": b"<div>" * 20_000,
        "bad.jsonl": b"{bad\n[1]\nnull\n12\n",
        "empty.jsonl": b"",
        "no text.jsonl": b'{"id": "x"}\n{"text": 3}\n{"text": null, "id": []}\n',
        "deep.jsonl": b"[" * 100_000 + b"\n",
        "number.jsonl": b'{"id": "x", "text": ' + b"9" * 6000 + b"}\n",
        "gzip.jsonl.gz": b"\x1f\x8b\x08\x00 no gzip",
        "bomb.jsonl.gz": gzip.compress(b"a" * (70 << 20), 1),
        "cut.jsonl.gz": gzip.compress(json.dumps({"id": "x", "text": TEXT}).encode())[:40],
        "no such number.jsonl": b'{"id": NaN, "text": "Non."}\n{"id": 1e999, "text": "Non."}\n',
        "depth.jsonl": b'{"id": "a", "text": "Non.", "x": ' + b'{"a": ' * 50_000 + b"1" + b"}" * 50_000 + b"}",
        "charset.html": b'<html><head><meta charset="undefined"></head><body><p>Non.</p></body></html>',
        "links.tar": _tar(("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)),
        "size.tar": _tar(("a.txt", tarfile.REGTYPE))[:124] + b"77777777777\0" + bytes(376),
        "locked.zip": _zip(flag=1),
        "method.zip": _zip(method=99),
        "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999\r\n\r\nHTTP/1.1 200 OK\r\n",
        "broken.zip": b"PK\x03\x04 no zip",
        "nothing.zip": packed.getvalue(),
        "broken.tar": b"no tar" * 300,
        "article.docx": b"PK\x03\x04",
    }


def cases(folder: Path) -> list[Case]:
    """The inputs, made in a folder."""
    out = folder / "out.ttl"
    found = []
    for fails, files in ((False, texts()), (True, refused())):
        for name, content in files.items():
            (folder / name).write_bytes(content)
            found.append(Case(name=name, arguments=("run", folder / name, "-o", out), fails=fails))
    (folder / "fine.txt").write_text(TEXT, "utf-8")
    (folder / "pattern.yaml").write_text('rules/dates:\n - {id: mine, pattern: "(", form: day, examples: ["a"]}\n')
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.ttl")
    (folder / "endless.ttl").symlink_to("/dev/zero")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "broken link.txt").symlink_to("nowhere.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fsencode(os.path.relpath(folder / "socket.txt")))
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "memory.txt").symlink_to("/proc/self/mem")
    for name in ("pipe.txt", "loop.txt", "broken link.txt", "socket.txt", "null.txt", "endless.txt"):
        found.append(Case(name=name, arguments=("run", folder / name, "-o", out), fails=True))
    fine = folder / "fine.txt"
    wrong: dict[str, tuple[object, ...]] = {
        "encoding that is none": ("run", fine, "--encoding", "undefined", "-o", out),
        "long name": ("run", folder / ("a" * 5000), "-o", out),
        "long output": ("run", fine, "-o", folder / ("a" * 300 + ".ttl")),
        "long path of output": ("run", fine, "-o", folder / ("a/" * 3000 + "b.ttl")),
        "long folder of output": ("run", fine, "-o", f"{folder}/{'a' * 300}/"),
        "output in a file": ("run", fine, "-o", fine / "out.ttl"),
        "output loop": ("run", fine, "-o", folder / "loop.txt", "-f", "turtle"),
        "name with a line break": ("run", folder / "a\nb.txt", "-o", out),
        "name that is no UTF-8": ("run", os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt"), "-o", out),
        "file as rules": ("run", fine, "--rules", folder / "binary.txt", "-o", out),
        "rules with a broken pattern": ("run", fine, "--rules", folder / "pattern.yaml", "-o", out),
        "folder as rules": ("run", fine, "--rules", folder, "-o", out),
        "pipe as rules": ("run", fine, "--rules", folder / "pipe.txt", "-o", out),
        "device as ontology": ("run", fine, "--ontology", folder / "endless.txt", "-o", out),
        "query of a pipe": ("query", folder / "pipe.ttl", "who-is-who"),
        "query of a device": ("query", folder / "endless.ttl", "who-is-who"),
        "validate of a pipe": ("validate", folder / "pipe.ttl"),
        "file as ontology": ("run", fine, "--ontology", folder / "json.txt", "-o", out),
        "date of another calendar": ("run", fine, "--published", "٢٠٢٤-٠٧-٠٢", "-o", out),
        "confidence that is no number": ("run", fine, "--min-confidence", "nan", "-o", out),
        "corpus into a file": ("corpus", fine, "-j", 1, "-o", fine),
        "corpus into a full folder": ("corpus", fine, "-j", 1, "-o", folder),
        "corpus with a long name": ("corpus", fine, "-j", 1, "-o", folder / ("a" * 300)),
        "query of a binary file": ("query", folder / "binary.txt", "who-is-who"),
        "query of a long name": ("query", folder / ("a" * 300 + ".ttl"), "who-is-who"),
        "query from a binary file": ("query", fine, "--sparql", f"@{folder / 'binary.txt'}"),
        "explain of a device": ("explain", folder / "endless.txt"),
        "store in a file": ("store", "add", fine, fine),
        "store with a long name": ("store", "list", folder / ("a" * 300)),
        "validate of an article": ("validate", fine),
        "evaluate of an article": ("evaluate", fine),
        "graph of an article": ("graph", fine, "-o", folder / "graph.svg"),
        "push to nothing": ("push", fine, "--to", "nowhere"),
    }
    return found + [Case(name=name, arguments=given, fails=True) for name, given in wrong.items()]


def tried(cases: list[Case], folder: Path, run: Run) -> Count:
    """Give each to the command: it must end with its code, one line a failure, and touch nothing but its output."""
    out, count = folder / "out.ttl", Count()
    before = _state(folder)
    for case in cases:
        try:
            done = run(*case.arguments, input=case.stdin)
        except subprocess.TimeoutExpired:
            count.wrong.append(f"{case.name}: does not end")
            continue
        count.tried += 1
        said = done.stderr
        if done.returncode not in CODES or any(word in said for word in BUG):
            count.wrong.append(f"{case.name}: {done.returncode}: {said[-300:]}")
        elif case.fails and (done.returncode == 0 or not said.strip() or out.exists() or done.stdout):
            count.wrong.append(f"{case.name}: is no error, or leaves an output: {done.returncode}: {said[-300:]}")
        elif not case.fails and (done.returncode or not out.exists()):
            count.wrong.append(f"{case.name}: {done.returncode}: {said[-300:]}")
        if any(len(line) > 1000 + 3 * sum(len(str(a)) for a in case.arguments) for line in said.splitlines()):
            count.wrong.append(f"{case.name}: a message of {max(map(len, said.splitlines()))} characters")
        out.unlink(missing_ok=True)
        if _state(folder) != before:
            count.wrong.append(f"{case.name}: leaves {_state(folder) ^ before}")
            before = _state(folder)
    return count


def _state(folder: Path) -> set[tuple[str, int, int]]:
    """What is in the folder: names, sizes, times."""
    found = set()
    for path in folder.iterdir():
        now = path.lstat()
        found.add((path.name, now.st_size, now.st_mtime_ns))
    return found
