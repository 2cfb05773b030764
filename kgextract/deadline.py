"""Seconds and a call → what it gives, or an error when it takes longer, in whatever thread it runs."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

from kgextract.errors import TimeLimitError

T = TypeVar("T")

_AGAIN = 0.5
"""Seconds after which the error is raised once more: what is raised within a finaliser or a callback, Python drops."""


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """What a call gives that may take so many seconds, any number where None; TimeLimitError where it takes longer.

    Python's own steps are ended at once, a call into a library when it returns. Signals would end a main thread only,
    and workers of a cluster read in other ones. No context manager: the error may come at the first step of its end,
    which then does not run.
    """
    if seconds is None:
        return work()
    call = _Call(threading.get_ident())
    threading.Thread(target=call.end_after, args=(seconds,), daemon=True).start()
    try:
        try:
            call.begun.set()
            return work()
        finally:
            call.over = True  # a bare store, within which no error comes
            call.leave()
    except TimeLimitError:  # also one that comes while the call is left
        raise TimeLimitError(f"took longer than {seconds:g} s. Give it more time, or leave it out.") from None


class _Call:
    """A call: its thread, and whether it has begun and is over, for the one that watches it."""

    def __init__(self, thread: int) -> None:
        self.begun = threading.Event()
        self.over = False
        self._thread = thread
        self._lock = threading.Lock()
        self._left = threading.Event()

    def end_after(self, seconds: float) -> None:
        """Raise the error in the call's thread, again and again until the call is over."""
        self.begun.wait()
        while not self._left.wait(seconds) and not self.over:
            with self._lock:
                if not self.over:
                    _raise(self._thread, TimeLimitError)
            seconds = _AGAIN

    def leave(self) -> None:
        """Let no error come any more; the call must be over."""
        with self._lock:
            _raise(self._thread, None)
        self._left.set()


def _raise(thread: int, error: type[Exception] | None) -> None:
    """Let another thread raise an error at its next step; None: let it not."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
