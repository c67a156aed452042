"""A web server on this machine alone, with a certificate of its own, for a site below a path."""

from __future__ import annotations

import http.server
import ssl
import subprocess
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = "/careers"
"""Where the site stands, so that links which only work at a host's root are noticed."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/feed+json",
    ".woff2": "font/woff2",
}


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | _TYPES
    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """Return the file of an address: robots.txt at the root, the site below its path."""
        if path == "/robots.txt":
            return super().translate_path(path)
        inside = path.startswith(f"{PATH}/")
        return super().translate_path(path.removeprefix(PATH) if inside else "/nothing-is-here")

    def send_error(self, code: int, *_said: object) -> None:
        """Answer with the page that the site has for addresses that are not there."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, *_said: object) -> None:
        """Say nothing of each request."""


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve ``folder/site`` at PATH; yield that address and the certificate to trust.

    The folder need not be there yet.
    """
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    named = ("-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate)
    subprocess.run(["openssl", *made, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = partial(_Handler, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as answering:
        answering.daemon_threads = True
        answering.handle_error = lambda *_: None  # browsers hang up when they have seen enough
        answering.socket = context.wrap_socket(answering.socket, server_side=True)
        threading.Thread(target=answering.serve_forever, daemon=True).start()
        try:
            yield f"https://localhost:{answering.server_port}{PATH}", certificate
        finally:
            answering.shutdown()
