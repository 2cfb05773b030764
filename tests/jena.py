"""Apache Jena's `riot`, where Debian's libapache-jena-java is installed: RDF files → the quads it reads.

Debian's package has no command and leaves the messages of its XML types where the library does not look for them; its
JSON-LD has no JSON library. So riot reads Turtle, TriG, N-Triples, N-Quads and RDF/XML here.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

JARS = Path("/usr/share/java")  # where Debian keeps them
_NEEDED = (
    "jena-*-[0-9]*", "caffeine", "commons-cli", "commons-codec", "commons-collections4", "commons-compress",
    "commons-csv", "commons-io", "commons-lang3", "dexx.collection", "gson", "httpclient", "httpcore", "jackson-core",
    "jackson-databind", "jackson-annotations", "jakarta.json-api", "jsonld-java", "protobuf", "slf4j-api",
    "slf4j-simple", "thrift", "titanium-json-ld",
)  # fmt: skip
# What riot notes of any file, and of words that are as the text has them: decomposed letters, replacement characters.
_FINE = ("INFO", "Unicode replacement character", "not in Unicode Normal Form C")
FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml")


def missing() -> str | None:
    """What riot needs and is not here; None where it runs."""
    if not shutil.which("java"):
        return "no java (Debian: default-jre-headless)"
    return None if list(JARS.glob("jena-arq-*.jar")) else "no Apache Jena (Debian: libapache-jena-java)"


def riot(files: Sequence[Path]) -> Counter[pyoxigraph.Quad]:
    """RDF files → how often each quad stands in them. AssertionError with riot's words where it finds a mistake."""
    with tempfile.TemporaryDirectory() as folder:
        _messages(Path(folder))
        paths = [folder, *(str(p) for name in _NEEDED for p in sorted(JARS.glob(f"{name}.jar")))]
        command = ["java", "-cp", ":".join(paths), "riotcmd.riot", "--output=nq", "--check", "--strict"]
        done = subprocess.run([*command, *map(str, files)], capture_output=True, check=False, timeout=300)
    said = done.stderr.decode("utf-8", "replace").splitlines()
    wrong = [line for line in said if not any(fine in line for fine in _FINE)]
    assert not wrong and (said or not done.returncode), "\n".join(wrong[:20]) or f"riot ended with {done.returncode}"
    return Counter(pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.N_QUADS))


def _messages(folder: Path) -> None:
    """The messages of jena-core → the folder in which its classes look for them."""
    core = next(iter(JARS.glob("jena-core-*.jar")))
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            place = name.removeprefix("org/apache/jena/ext/")
            if place.startswith("xerces/") and place.endswith(".properties"):
                (folder / place).parent.mkdir(parents=True, exist_ok=True)
                (folder / place).write_bytes(jar.read(name))
