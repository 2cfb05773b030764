"""Whatever is given as an article: an exit code, one line a failure, no traceback, nothing touched but the output."""

from __future__ import annotations

from pathlib import Path

from trials.inputs import Run, cases, tried


def test_bad_inputs(run_here: Run, tmp_path: Path) -> None:
    given = cases(tmp_path)
    assert len(given) >= 60
    count = tried(given, tmp_path, run_here)
    assert not count.wrong, "\n".join(count.wrong)
    assert count.tried == len(given)
