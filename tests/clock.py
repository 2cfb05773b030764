"""What is promised within seconds, told apart from a machine that has no time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What stands inside takes at most so many seconds; so much longer where more processes than cores want to run."""
    begun = time.monotonic()
    yield
    taken, crowd = time.monotonic() - begun, os.getloadavg()[0] / (os.cpu_count() or 1)
    assert taken < seconds * max(1.0, crowd), f"{taken:.1f} s instead of {seconds} (load {crowd:.1f} a core)"
