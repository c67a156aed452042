"""Show the site on this machine alone, and build it anew when a file of the workspace is saved."""

from __future__ import annotations

import contextlib
import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

HOST = "127.0.0.1"
_NEWS = "/.kamroles-news"
_WAIT = 0.5
"""Seconds between two looks at the files."""
_RELOAD = '<script>new EventSource("%s?%d").onmessage = () => location.reload()</script>\n</body>'
"""Put into each page, with how often the site had been built when the page was loaded."""


@contextlib.contextmanager
def preview(folder: Path, port: int) -> Iterator[Preview]:
    """Show a folder while the block runs.

    Raises:
        Problems: another program has the port.

    """
    try:
        shown = Preview(folder, port)
    except OSError as failure:
        message = f"nothing can be shown at port {port}: {failure.strerror or failure}"
        hint = "choose another with --port; 0 takes any that is free"
        raise Problems([error("KR512", message, None, hint)]) from None
    threading.Thread(target=shown.serve_forever, daemon=True).start()
    try:
        yield shown
    finally:
        shown.close()


class Preview:
    """A server of one folder; pages that are open load again after every ``announce``."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._news = threading.Condition()
        self._builds = 0
        self.closed = False
        handler = functools.partial(_Handler, self, directory=str(folder))
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = False  # so that closing waits for the last answer

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self._server.server_port}/"

    def serve_forever(self) -> None:
        """Answer until it is closed."""
        self._server.serve_forever()

    def announce(self) -> None:
        """Tell open pages that the site was built anew."""
        with self._news:
            self._builds += 1
            self._news.notify_all()

    def close(self) -> None:
        """Answer no more."""
        with self._news:
            self.closed = True
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def wait_for_news(self, seen: int, timeout: float) -> int:
        """Return how often the site was built, once that is more than what was seen."""
        with self._news:
            self._news.wait_for(lambda: self.closed or self._builds > seen, timeout)
            return self._builds


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, preview: Preview, *args: object, directory: str) -> None:
        self._preview = preview
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        news, _, seen = self.path.partition("?")
        if news == _NEWS:
            self._tell_news(int(seen) if seen.isdecimal() else 0)
            return
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            self._send(200, page)
        elif page.is_file():
            super().do_GET()
        else:
            self._send(404, Path(self.directory) / "404.html", start=b'<head><base href="/">')

    def _send(self, status: int, page: Path, start: bytes = b"<head>") -> None:
        """Answer with a page; where it is shown at any address, its links start at the root."""
        content = page.read_bytes() if page.is_file() else b"</body>"
        reload = _RELOAD % (_NEWS, self._preview.wait_for_news(-1, 0))
        content = content.replace(b"</body>", reload.encode()).replace(b"<head>", start, 1)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _tell_news(self, seen: int) -> None:
        """Keep the line open, and say a word for every build after those that were seen."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while not self._preview.closed:
                now = self._preview.wait_for_news(seen, 15)
                self.wfile.write(b"data: built\n\n" if now > seen else b": still here\n\n")
                self.wfile.flush()
                seen = now
        except OSError:
            return  # the page was left

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for findings."""


def watch(
    root: Path, ignored: Collection[Path], changed: Callable[[], None], stop: threading.Event
) -> None:
    """Call ``changed`` whenever files below a folder were saved, until ``stop`` is set."""
    before = dict(_stamps(root, ignored))
    while not stop.wait(_WAIT):
        now = dict(_stamps(root, ignored))
        if now != before:
            before = now
            changed()


def _stamps(root: Path, ignored: Collection[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield every file with when it was written, and its size."""
    for above, folders, files in os.walk(root):  # what links lead to is below too, or not read
        folders[:] = [
            name for name in folders if name[0] != "." and Path(above, name) not in ignored
        ]
        for path in (Path(above, name) for name in files if name[0] != "."):
            with contextlib.suppress(OSError):  # taken away meanwhile
                stat = path.stat()
                yield path, (stat.st_mtime_ns, stat.st_size)
