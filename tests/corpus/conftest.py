"""A corpus of 36 articles, and the result of one unbroken run over it."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from itertools import islice
from pathlib import Path

import pytest
from corpora import Tree
from trials.material import pieces, tree

from kgextract import corpus


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with text files, JSON lines, archives and pages, 36 articles and what is no article."""
    folder = tmp_path_factory.mktemp("source")
    made = list(islice(pieces(), 36))
    for name, text in made[:12]:
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with gzip.open(folder / "lines.jsonl.gz", "wt", encoding="utf-8") as lines:
        for name, text in made[12:22]:
            lines.write(json.dumps({"id": name, "text": text, "published": "2024-07-02"}) + "\n")
        lines.write('{"id": "none"}\n')
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        for name, text in made[22:29]:
            archive.writestr(f"inside/{name}.txt", text)
        archive.writestr("inside/picture.png", b"\x89PNG")
    with tarfile.open(folder / "packed.tar.gz", "w:gz") as tar:
        for name, text in made[29:36]:
            (folder / ".member").write_text(text, "utf-8")
            tar.add(folder / ".member", f"{name}.txt")
    (folder / ".member").unlink()
    return folder


@pytest.fixture(scope="session")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The result of one unbroken run on one core."""
    output = tmp_path_factory.mktemp("whole") / "out"
    corpus.run([str(source)], output)
    return tree(output)
