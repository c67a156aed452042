"""The package of the guide for other systems works as the guide says, against a made-up system."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from kamroles.publish.publishers import GROUP, known_publishers
from tests import fixture_site
from tests.packages import install
from tests.pages import Reader, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/publish-elsewhere.md"
KEY = "not-a-secret"


class TrackingSystem(BaseHTTPRequestHandler):
    """Keeps what is put under a path, for whoever has the key."""

    kept: ClassVar[dict[str, bytes]]
    refusing: ClassVar[str] = ""

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _is_refused(self) -> bool:
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self._answer(401)
            return True
        if self.refusing and self.refusing in self.path and self.command == "PUT":
            self._answer(507)
            return True
        return False

    def do_GET(self) -> None:
        """Return what is kept."""
        if not self._is_refused():
            content = self.kept.get(self.path)
            self._answer(404 if content is None else 200, content or b"")

    def do_PUT(self) -> None:
        """Keep it."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_refused():
            self.kept[self.path] = content
            self._answer(204)

    def do_DELETE(self) -> None:
        """Keep it no longer."""
        if not self._is_refused():
            self._answer(204 if self.kept.pop(self.path, None) is not None else 404)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def system() -> Iterator[tuple[type[TrackingSystem], str]]:
    """Yield a system that listens on this machine, and its address."""
    fresh = type("FreshSystem", (TrackingSystem,), {"kept": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), fresh) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield fresh, f"ats+http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


@pytest.fixture
def reader(
    tmp_path: Path,
    site: Path,
    system: tuple[type[TrackingSystem], str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Reader]:
    """Yield a reader of the guide where its package is installed, and the system is the target."""
    root = fixture_site.workspace(tmp_path / "jobs", "https://careers.nowhere-paper.example")
    with (root / "kamroles.yaml").open("a", encoding="utf-8") as file:
        file.write(f"targets: {{ats: {{url: '{system[1]}'}}}}\n")
    package = {block.value: block.body for block in blocks(PAGE) if block.mark == "file"}
    assert f'"{GROUP}"' in package["ats/pyproject.toml"]
    entry = "ats = kamroles_ats:PUBLISHER"
    assert entry == package["ats/pyproject.toml"].splitlines()[-1].replace('"', "")
    install(site, "kamroles-ats", package["ats/kamroles_ats.py"], GROUP, entry)
    monkeypatch.setenv("ATS_KEY", KEY)
    known_publishers.cache_clear()
    yield Reader.in_folder(root, in_process=True)
    known_publishers.cache_clear()


def test_the_guide_works(reader: Reader, system: tuple[type[TrackingSystem], str]) -> None:
    """From top to bottom; the system has the jobs that the guide shows, and closes them."""
    kept = system[0].kept
    states = []
    for block in blocks(PAGE):
        if block.language == "json":
            job = json.loads(kept["/v1/jobs/portland-hybrid"])
            assert job.pop("body").startswith("<p>")
            assert len(job.pop("page_sha256")) == 64
            assert job == json.loads(block.body)
        reader.follow(block)
        if block.language == "console":
            jobs = {path: json.loads(job) for path, job in kept.items() if "/jobs/" in path}
            states.append(sum(job["status"] == "open" for job in jobs.values()))
    assert states == [9, 8]
    assert {path.split("/")[2] for path in kept} == {"jobs", "files"}


def test_it_goes_on_where_the_system_failed(
    reader: Reader, system: tuple[type[TrackingSystem], str]
) -> None:
    """What was refused is told; the next run finishes, and a job that was deleted comes back."""
    handler, _ = system
    block = next(block for block in blocks(PAGE) if block.language == "console")
    handler.refusing = "/jobs/two-pays"
    assert "KR708" in reader.run(block, "kamroles publish ats --yes", 1)
    assert "/v1/jobs/two-pays" not in handler.kept
    handler.refusing = ""
    reader.run(block, "kamroles publish ats --yes")
    del handler.kept["/v1/jobs/two-places"]
    reader.run(block, "kamroles publish ats --check", 1)
    reader.run(block, "kamroles publish ats --yes")
    reader.run(block, "kamroles publish ats --check")
    assert json.loads(handler.kept["/v1/jobs/two-places"])["status"] == "open"


def test_a_wrong_key_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the system's own answer; the key is not printed."""
    monkeypatch.setenv("ATS_KEY", "guessed")
    block = next(block for block in blocks(PAGE) if block.language == "console")
    said = reader.run(block, "kamroles publish ats --yes", 1)
    assert "Unauthorized" in said
    assert "guessed" not in said
