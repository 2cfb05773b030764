"""SHACL: what we write conforms, and what is wrong is said in a sentence."""

from pathlib import Path

import pytest
from samples import all_gold, every_turn

from kgextract.errors import InputError
from kgextract.rdf.validate import validate
from kgextract.writers import write


def test_what_we_write_conforms(tmp_path: Path) -> None:
    write([*all_gold(), every_turn()], tmp_path / "all.trig")
    found = validate([tmp_path / "all.trig"])
    assert [str(f) for f in found] == []


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    write(every_turn(), tmp_path / "good.ttl")
    text = (tmp_path / "good.ttl").read_text("utf-8")
    bad = text.replace("kg:visited place:oran", "kg:visited <#event-1>").replace(
        "kg:confidence 0.9 ", "kg:confidence 1.5 "
    )
    bad = bad.replace("kg:City, kg:Place", "kg:City, kg:Place, kg:Person")
    (tmp_path / "bad.ttl").write_text(bad, "utf-8")
    said = "\n".join(map(str, validate([tmp_path / "bad.ttl"])))
    assert "the object of visited must be Place" in said
    assert "a confidence is above 0 and at most 1" in said


def test_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a", "utf-8")
    for name in ("bad.ttl", "absent.ttl", "text.doc"):
        with pytest.raises(InputError, match=name.replace(".", r"\.")):
            validate([tmp_path / name])
