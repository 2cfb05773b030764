"""Functions that tests give to worker processes, which must be able to import them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def square(number: int) -> int:
    """A result."""
    return number * number


def refuse_three(number: int) -> int:
    """An exception for one task."""
    if number == 3:
        raise ValueError("three")
    return number


def die_once(task: tuple[int, str]) -> int:
    """The worker dies at task 2, the first time."""
    number, folder = task
    time.sleep(0.05)
    mark = Path(folder) / "died"
    if number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    (Path(folder) / f"{number}-{os.getpid()}").touch()
    return number


def die_at_two(number: int) -> int:
    """The worker dies at task 2, always."""
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(number: int) -> int:
    """The worker dies."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number
