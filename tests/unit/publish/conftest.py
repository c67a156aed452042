"""The employer of the site's tests, published; nothing here is a sample that ships."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from kamroles.publish import lease
from tests import ssh_server
from tests.unit.publish.releases import Releases
from tests.unit.site.conftest import library, made, root

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["library", "made", "root"]
SOON = 1.0
"""Seconds after which the holder of a lock counts as dead."""


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a bare repository, as a forge keeps it."""
    folder = tmp_path / "jobs.git"
    subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
    return folder


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the lock of a dead publisher soon."""
    monkeypatch.setattr(lease, "STALE_AFTER", SOON)


@pytest.fixture(autouse=True)
def _own_ssh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign in as the one whose key the server of the tests knows, whatever the user has."""
    for name in ("SSH_AUTH_SOCK", "KAMROLES_SFTP_PASSWORD", "KAMROLES_SFTP_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    if ssh_server.SSHD:
        monkeypatch.setenv("HOME", str(ssh_server.shared_ssh_server().home))


@pytest.fixture(scope="session")
def releases(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """Return two releases of the workspace, the second after some days of work on it."""
    return Releases.of(made, tmp_path_factory.mktemp("releases"))


@pytest.fixture
def server() -> ssh_server.SshServer:
    """Return the server that tests share."""
    return ssh_server.shared_ssh_server()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder ``.ssh`` of somebody who knows no server and has no key."""
    folder = tmp_path / "home/.ssh"
    folder.mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("HOME", str(folder.parent))
    return folder
