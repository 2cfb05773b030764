"""A server of graphs in a thread of this process, for tests, pictures and figures."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kgextract import serve


@contextmanager
def explorer(paths: Sequence[Path]) -> Iterator[str]:
    """Graphs → the address of their server, while the block runs."""
    with serve.listening("127.0.0.1", 0) as listener, serve.opened(paths) as app:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
