"""A small workspace that is built once, and a copy of it for each test to break."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.e2e.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "kamroles.yaml": "formats: [md, html]\n",
    "roles/accounts.yaml": """\
extends: account-manager
title: Accounts
responsibilities:
  - id: site-visits
    text: Visit each account on site twice a year.
""",
    "employers/northgate.yaml": """\
sample: true
name: Northgate Sample
country: US
logo: assets/logo.svg
color: "#335577"
locations:
  - id: salem
    city: Salem
    region: OR
    country: US
benefits:
  - id: leave
    text: Twenty days of leave
apply:
  - id: mail
    text: Send us a page about your work.
    email: jobs@northgate.example
""",
    "postings/salem.yaml": """\
role: accounts
employer: northgate
places: [salem]
workplace: onsite
pay: {min: 60000, max: 70000}
posted: 2026-11-02
closes: 2026-12-18
""",
    "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<circle cx="4" cy="4" r="4" fill="#335577"/></svg>\n',
}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and the folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def release(folder: Path) -> None:
    """Approve what the posting of the workspace prints."""
    done = run("approve", "salem", "--kind", "posting", "--by", "Director", "--yes", at=folder)
    assert done.status == 0, done.err


@pytest.fixture(scope="session", autouse=True)
def _settled_code() -> Iterator[None]:
    """Let an edit of the code while tests run make no file look outdated."""
    patch = pytest.MonkeyPatch()
    patch.setattr("kamroles.fingerprint.code_stamp", lambda: "tests")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with its documents; not to be changed."""
    folder = tmp_path_factory.mktemp("built") / "workspace"
    for name, content in FILES.items():
        write(folder, name, content)
    release(folder)
    done = run("build", at=folder)
    assert done.status == 0, done.err
    return folder


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the built workspace that a test may break."""
    return shutil.copytree(built, tmp_path / "workspace")
