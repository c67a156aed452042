"""A search engine on this machine: keeps what is posted to it, and answers as it is told."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Iterator

CUT, HANG = -1, -2
"""Answers that are none: the connection ends, or nothing comes for some seconds."""


@dataclass
class SearchEngine:
    """What it was told, and what it answers.

    Attributes:
        address: where it listens.
        posts: the bodies that it accepted, with their path.
        heard: how many posts came, accepted or not.
        answers: the statuses of the next posts, each with its header fields and what it says; then
            all is accepted.
        tokens: what was sent to be let in.
        lets_in: the status of the answer to that.
        signed: the ``Authorization`` of each post.

    """

    address: str
    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    heard: int = 0
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    lets_in: int = 200
    signed: list[str | None] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def answer(self, *statuses: int, said: str = "", **fields: str) -> None:
        """Let it answer the next posts with these statuses."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        self.answers += [(status, named, said) for status in statuses]

    def taken(self) -> list[dict[str, Any]]:
        """Return the bodies of the posts since this was last asked for."""
        found = [body for _, body in self.posts]
        self.posts.clear()
        return found


def _handler(engine: SearchEngine) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/token":
                engine.tokens.append(parse_qs(sent.decode())["assertion"][0])
                token = {"access_token": "let-me-in", "expires_in": 3600, "token_type": "Bearer"}
                refused = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
                self._send(engine.lets_in, {}, token if engine.lets_in == 200 else refused)
                return
            engine.heard += 1
            status, fields, said = engine.answers.pop(0) if engine.answers else (200, {}, "")
            if status == HANG:
                engine.done.wait(10)
            if status in {CUT, HANG}:
                self.close_connection = True
                return
            if status in {200, 202}:
                assert self.headers["Content-Type"].startswith("application/json")
                engine.posts.append((self.path, json.loads(sent)))
                engine.signed.append(self.headers["Authorization"])
            self._send(status, fields, {"error": {"code": status, "message": said}})

        def _send(self, status: int, fields: dict[str, str], body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: object) -> None:
            """Say nothing of each request."""

    return Handler


@contextmanager
def listening() -> Iterator[SearchEngine]:
    """Return a search engine that listens while the block runs."""
    engine = SearchEngine("")
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(engine)) as server:
        engine.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield engine
        finally:
            engine.done.set()
            server.shutdown()
            thread.join()
