"""Pages in a browser: a Chromium if there is one, and what goes wrong on a page while it is open."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
LOCAL = ("file:", "data:", "blob:")


def chromium() -> str | None:
    """The path of the Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def watched(page: Page, *, own: Sequence[str] = ()) -> list[str]:
    """A page → the list of its troubles, which grows: errors, dialogs, requests to others than files and `own`."""
    troubles: list[str] = []
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.on("dialog", lambda d: (troubles.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((*LOCAL, *own)) else troubles.append(r.url))
    return troubles
