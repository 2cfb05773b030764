"""Small articles composed of parts (`tests/compositions/`): nearly every fact comes out, and nearly nothing else."""

from __future__ import annotations

import pytest
from compositions import FOLDER, compositions, deviations

ARTICLES = 80  # of each file
MISSING, WRONG = 0.05, 0.02  # of the facts put in, at most


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.yaml")))
def test_what_was_put_in_comes_out(name: str) -> None:
    tried = list(compositions(name, ARTICLES))
    put = sum(len(one.facts) for one in tried)
    found = list(deviations(tried))
    assert put > ARTICLES
    assert sum(len(missing) for _, missing, _ in found) <= MISSING * put, found
    assert sum(len(wrong) for _, _, wrong in found) <= WRONG * put, found
