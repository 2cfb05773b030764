"""Equal input gives equal bytes: whatever the hash seed, the locale, the time zone and the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from conftest import COMMAND
from trials.material import lines

WORLDS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati", "COLUMNS": "20"},
)


def test_runs_of_other_worlds_are_equal(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 6)
    made = []
    for n, world in enumerate(WORLDS):
        folder = tmp_path / f"dossier-é{n}"
        folder.mkdir()
        shutil.copy(source, folder)
        for name in ("all.ttl", "all.html"):
            command = [COMMAND, "run", "in.jsonl", "-q", "-o", name]
            subprocess.run(command, cwd=folder, env={**os.environ, **world}, check=True)
        made.append({p.name: p.read_bytes() for p in folder.iterdir()})
    assert len(made[0]) == 3 and made[0] == made[1]
