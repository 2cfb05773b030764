"""Seconds → a block that is ended with an error when it takes longer, in whatever thread it runs."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kgextract.errors import TimeLimitError

_AGAIN = 0.5
"""Seconds after which the error is raised once more: what is raised within a finaliser or a callback, Python drops."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """A block that may take so many seconds, any number where None; TimeLimitError where it takes longer.

    Python's own steps are ended at once, a call into a library when it returns. Signals would end a main thread only,
    and workers of a cluster read in other ones.
    """
    if seconds is None:
        yield
        return
    thread = threading.get_ident()
    lock = threading.Lock()
    over = threading.Event()

    def end() -> None:
        wait = seconds
        while not over.wait(wait):
            with lock:
                if not over.is_set():
                    _raise(thread, TimeLimitError)
            wait = _AGAIN

    threading.Thread(target=end, daemon=True).start()
    try:
        yield
    except TimeLimitError:
        raise TimeLimitError(f"took longer than {seconds:g} s. Give it more time, or leave it out.") from None
    finally:
        with lock:
            over.set()
            _raise(thread, None)  # one that has not come yet shall not come later


def _raise(thread: int, error: type[Exception] | None) -> None:
    """Let another thread raise an error at its next step; None: let it not."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
