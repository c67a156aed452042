"""Debian's own sshd on this machine, with keys and known hosts of its own, for whoever runs tests.

It runs as an ordinary process of the user on a free port, so that nothing of the system is touched.
"""

from __future__ import annotations

import atexit
import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

_PROCESSES = Path("/proc")
_PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
SSHD = shutil.which("sshd", path=_PLACES) if (_PROCESSES / "self/stat").exists() else None
"""None where there is no sshd, or no Linux that shows which processes it started."""
HOST = "127.0.0.1"
_SEPARATION = Path("/run/sshd")
"""Where sshd of root locks its unprivileged part in."""
_SETTINGS = """\
ListenAddress {host}:{port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
UseDNS no
PermitRootLogin yes
PubkeyAuthentication yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
PermitUserEnvironment no
MaxStartups 200
LogLevel ERROR
Subsystem sftp {sftp}
"""


class SshServer:
    """An sshd, and the home folder of somebody who may sign in there and knows its key."""

    def __init__(self, folder: Path, sftp: str) -> None:
        self.folder = folder
        self.sftp = sftp
        self.home = folder / "home"
        (self.home / ".ssh").mkdir(parents=True, mode=0o700)
        self.key = self.home / ".ssh/id_ed25519"
        make_key(self.key)
        make_key(folder / "host_key")
        shutil.copy(self.key.with_suffix(".pub"), folder / "authorized_keys")
        with socket.create_server((HOST, 0)) as free:
            self.port = free.getsockname()[1]
        self.known_hosts = self.home / ".ssh/known_hosts"
        self.known_hosts.write_text(f"[{HOST}]:{self.port} {self.host_key}\n", encoding="utf-8")
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def host_key(self) -> str:
        """The type and the bytes of its public key, as known_hosts has them."""
        return " ".join((self.folder / "host_key.pub").read_text(encoding="utf-8").split()[:2])

    def address_of(self, folder: Path) -> str:
        """Return the address of a folder of this machine."""
        return f"sftp://{getpass.getuser()}@{HOST}:{self.port}{folder}"

    def is_known_in(self, folder: Path) -> None:
        """Let whoever has a folder ``.ssh`` know the key of this server."""
        shutil.copy(self.known_hosts, folder / "known_hosts")

    def gives_key_to(self, folder: Path, name: str = "id_ed25519") -> None:
        """Let whoever has a folder ``.ssh`` have a key that this server takes."""
        shutil.copy(self.key, folder / name)

    def is_reached_as(self, name: str, folder: Path) -> None:
        """Write into a folder ``.ssh`` that a name, whoever signs in, leads to this server."""
        folder.mkdir(mode=0o700)
        (folder / "config").write_text(
            f"Host {name}\n  HostName {HOST}\n  Port {self.port}\n  IdentityFile {self.key}\n"
            f"  UserKnownHostsFile {self.known_hosts}\n",
            encoding="utf-8",
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        assert SSHD
        settings = self.folder / "sshd_config"
        said = vars(self) | {"host": HOST}
        settings.write_text(_SETTINGS.format_map(said), encoding="utf-8")
        command = [SSHD, "-D", "-e", "-f", settings]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log)
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)) as way:
                if way.recv(4) == b"SSH-":
                    return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        """Kill it and all who are connected."""
        if self.process:
            sessions = self.sessions()
            self.process.kill()
            self.process.wait()
            _kill(sessions)
            self.process = None

    def cut(self) -> int:
        """Kill all who are connected; return how many processes that were."""
        return _kill(self.sessions())

    def sessions(self) -> list[int]:
        """Return the ids of the processes that serve those who are connected."""
        return _below(self.process.pid) if self.process else []

    def wait(self) -> None:
        """Wait until it has finished what those asked for who are gone."""
        for _ in range(2000):
            if not self.sessions():
                return
            time.sleep(0.005)
        raise AssertionError("somebody is still connected")


def make_key(file: Path, passphrase: str = "") -> None:
    """Make a pair of keys."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file]
    subprocess.run(command, check=True)


def ssh_server(sftp: str = "internal-sftp") -> SshServer:
    """Return a server of its own, for a test that stops it or needs another sort; stop it after."""
    if not SSHD:
        pytest.skip("no sshd is installed here: `apt-get install openssh-server`")
    if os.geteuid() == 0:
        _SEPARATION.mkdir(mode=0o755, exist_ok=True)
    server = SshServer(Path(tempfile.mkdtemp(prefix="kamroles-sshd-")), sftp)
    atexit.register(shutil.rmtree, server.folder, ignore_errors=True)
    atexit.register(server.stop)
    return server


@cache
def shared_ssh_server() -> SshServer:
    """Return the server that all tests of this process share."""
    return ssh_server()


def _below(process: int) -> list[int]:
    """Return the ids of the processes that a process started, and of theirs."""
    parents: dict[int, list[int]] = {}
    for each in _PROCESSES.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = each.read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            if state != "Z":
                parents.setdefault(int(parent), []).append(int(each.parent.name))
    found, wanted = [], [process]
    while wanted:
        started = parents.get(wanted.pop(), [])
        found += started
        wanted += started
    return found


def _kill(processes: list[int]) -> int:
    for each in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    return len(processes)
