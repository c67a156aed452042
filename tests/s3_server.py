"""moto's S3 server on loopback, in a process of its own, and what stands before it.

It speaks the dialect of S3, and forgets everything when it ends. So instead of a server that is
killed and comes back, its connections are cut.
"""

from __future__ import annotations

import atexit
import contextlib
import http.client
import json
import os
import secrets
import socket
import struct
import subprocess
import sys
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

BUCKET = "umbel-quince"
_SERVER = """
import sys
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app))
"""
"""One request at a time: moto looks whether a condition holds, and puts a moment later."""
_ANYBODY = (
    "AWS4-HMAC-SHA256 Credential=t/20261123/us-east-1/{}/aws4_request, SignedHeaders=, Signature="
)


@cache
def moto() -> int:
    """Start the server, and let the environment lead to it; return its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(server.wait)
    atexit.register(server.kill)
    while server.poll() is None:  # as long as it takes to start
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.05)
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
    }
    return port


def asked(
    method: str,
    path: str,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    service: str = "s3",
) -> tuple[http.client.HTTPResponse, bytes]:
    """Ask the server for something, without any client of S3; return the answer."""
    server = http.client.HTTPConnection("127.0.0.1", moto(), timeout=30)
    try:
        about = {"Authorization": _ANYBODY.format(service), **(headers or {})}
        server.request(method, path, content, about)
        answer = server.getresponse()
        return answer, answer.read()
    finally:
        server.close()


def bucket(prefix: str = "/careers", name: str = BUCKET) -> str:
    """Make a bucket in a server that knows no other; return the address of a folder in it."""
    assert asked("POST", "/moto-api/reset")[0].status == 200
    assert asked("PUT", f"/{name}")[0].status == 200
    return f"s3://{name}{prefix}"


def put(url: str, path: str, content: bytes | None) -> None:
    """Put a file into a bucket, or take it away."""
    answer, said = asked("DELETE" if content is None else "PUT", at(url, path), content)
    assert answer.status in {200, 204}, said


def at(url: str, path: str) -> str:
    """Return where the server has a file."""
    parts = urlsplit(url)
    return quote(f"/{parts.netloc}{parts.path}/{path}")


def files(url: str) -> dict[str, bytes]:
    """Return every file of a folder of a bucket."""
    parts = urlsplit(url)
    prefix = f"{parts.path}/".lstrip("/")
    query = urlencode({"list-type": "2", "prefix": prefix})
    _, listed = asked("GET", f"/{parts.netloc}?{query}")
    about = [each.text or "" for each in _parsed(listed) if each.tag.endswith(("}Key", "}ETag"))]
    paths = [key.removeprefix(prefix) for key in about[::2]]
    return {p: _content(at(url, p), tag) for p, tag in zip(paths, about[1::2], strict=True)}


@cache
def _content(path: str, tag: str) -> bytes:
    """Return a file, which is the same as long as it has this tag: here that is its MD5."""
    answer, content = asked("GET", path)
    assert answer.headers["ETag"] == tag
    return content


@contextlib.contextmanager
def strict(*actions: str) -> Iterator[dict[str, str]]:
    """Let the server know a user who may do this, and nobody else; yield the user's keys."""
    name = f"user-{secrets.token_hex(4)}"
    rights = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": rights})
    _iam(Action="CreateUser", UserName=name)
    _iam(Action="PutUserPolicy", UserName=name, PolicyName="p", PolicyDocument=policy)
    made = _parsed(_iam(Action="CreateAccessKey", UserName=name))
    found = {each.tag.rpartition("}")[2]: each.text or "" for each in made}
    asked("POST", "/moto-api/reset-auth", b"0")
    try:
        yield {
            "AWS_ACCESS_KEY_ID": found["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": found["SecretAccessKey"],
        }
    finally:
        asked("POST", "/moto-api/reset-auth", b"inf")


def _parsed(content: bytes) -> Iterator[ET.Element]:
    return ET.fromstring(content).iter()  # noqa: S314 - of our own server


def _iam(**what: str) -> bytes:
    about = {"Content-Type": "application/x-www-form-urlencoded"}
    answer, said = asked("POST", "/", urlencode(what).encode(), about, "iam")
    assert answer.status == 200, said
    return said


class Front(ThreadingHTTPServer):
    """Stands before the server: answers some requests itself, and passes on the others."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.instead: list[tuple[int, dict[str, str]]] = []
        """Status and headers of the next answers to puts."""
        self.hides: tuple[str, ...] = ()
        """Headers that are not passed on."""
        self.lost: list[str] = []
        """Ends of paths whose next put is done, but not answered."""
        self.last: tuple[int, dict[str, str]] = 404, {}
        """The last of these, which is the answer to those who ask for its head."""
        self.log: list[tuple[float, str, str, int]] = []
        """When something was asked for, what, and the status of the answer."""

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passing(BaseHTTPRequestHandler):
    server: Front

    def _pass(self) -> None:
        when = time.monotonic()
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        busy = self.server.instead
        if (busy and self.command == "PUT") or self.command == "HEAD":
            status, given = busy.pop(0) if self.command == "PUT" else self.server.last
            self.server.last = status, given
            about = dict(given)
            code = about.pop("x-code", "")
            said = f"<Error><Code>{code}</Code><Message>It is {code}.</Message></Error>".encode()
        else:
            passed = {k: v for k, v in self.headers.items() if k.lower() not in self.server.hides}
            answer, said = asked(self.command, self.path, content or None, passed)
            status, about = answer.status, dict(answer.getheaders())
        self.server.log.append((when, self.command, self.path, status))
        lost = [end for end in self.server.lost if self.path.endswith(end)]
        if self.command == "PUT" and lost:
            self.server.lost.remove(lost[0])
            self.close_connection = True
            return
        self.send_response_only(status)
        for name, value in about.items():
            self.send_header(name, value)
        if "Content-Length" not in about:
            self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextlib.contextmanager
def front() -> Iterator[Front]:
    """Put something before the server while the block runs."""
    moto()
    with Front() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        before = os.environ["AWS_ENDPOINT_URL"]
        os.environ["AWS_ENDPOINT_URL"] = server.address
        try:
            yield server
        finally:
            os.environ["AWS_ENDPOINT_URL"] = before
            server.shutdown()


class Scissors:
    """Passes on bytes between the server and its clients, and cuts some connections at random."""

    def __init__(self, chance: random.Random, odds: float) -> None:
        self._chance, self._odds = chance, odds
        self.cut = self.whole = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        limit = self._chance.randrange(3000) if self._chance.random() < self._odds else None
        self.cut, self.whole = self.cut + (limit is not None), self.whole + (limit is None)
        try:
            server = socket.create_connection(("127.0.0.1", moto()))
        except OSError:
            client.close()
            return
        left = [limit]

        def carry(one: socket.socket, other: socket.socket) -> None:
            with contextlib.suppress(OSError):
                while some := one.recv(700):
                    if left[0] is not None:
                        some, left[0] = some[: left[0]], left[0] - len(some)
                    other.sendall(some)
                    if left[0] is not None and left[0] <= 0:
                        break
            for each in (client, server):
                with contextlib.suppress(OSError):
                    reset = struct.pack("ii", 1, 0)
                    if left[0] is not None:
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                    each.shutdown(socket.SHUT_RDWR)

        ways = [
            threading.Thread(target=carry, args=pair, daemon=True)
            for pair in ((client, server), (server, client))
        ]
        for way in ways:
            way.start()
        for way in ways:
            way.join()
        client.close()
        server.close()


@contextlib.contextmanager
def scissors(chance: random.Random, odds: float) -> Iterator[Scissors]:
    """Cut connections to the server at random while the block runs."""
    moto()
    between = Scissors(chance, odds)
    before = os.environ["AWS_ENDPOINT_URL"]
    os.environ["AWS_ENDPOINT_URL"] = between.address
    try:
        yield between
    finally:
        os.environ["AWS_ENDPOINT_URL"] = before
        between.close()
