"""What people have told ssh of a server: where it is, who signs in with which key, its host key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paramiko import SSHClient, SSHConfig

_HOME = "~/.ssh"
_KEYS = ("id_rsa", "id_ecdsa", "id_ed25519")
_FOR_ALL = "/etc/ssh/ssh_known_hosts"
_MOST_JUMPS = 8
_MENDED = "mend that line; `ssh -G HOST` shows what ssh reads"


@dataclass(frozen=True, slots=True)
class SshSettings:
    """How to reach a server.

    Attributes:
        host: its name or number.
        port: where it listens.
        user: who signs in.
        keys: files of private keys that are named for it.
        only_these_keys: neither the agent's nor those of the usual names.
        known_hosts: files of known host keys; new ones go into the first.
        jump: by which other server it is reached.

    """

    host: str
    port: int
    user: str
    keys: tuple[Path, ...]
    only_these_keys: bool
    known_hosts: tuple[Path, ...]
    jump: SshSettings | None

    @property
    def typed(self) -> str:
        """The server as the command ``sftp`` takes it."""
        at = f"{self.user}@{self.host}"
        return at if self.port == 22 else f"-P {self.port} {at}"

    @property
    def keys_tried(self) -> list[Path]:
        """All files of keys with which signing in is tried."""
        usual = [] if self.only_these_keys else [Path(_HOME, name) for name in _KEYS]
        there = [key.expanduser() for key in (*self.keys, *usual)]
        return [key for key in dict.fromkeys(there) if key.is_file()]

    def take_known_hosts_to(self, client: SSHClient) -> None:
        """Tell a client which host keys are known.

        Raises:
            Problems: a file of them cannot be read.

        """
        from paramiko.hostkeys import InvalidHostKey

        for file in self.known_hosts:
            if not file.expanduser().is_file():
                continue
            try:
                client.load_system_host_keys(str(file.expanduser()))
            except (InvalidHostKey, ValueError) as fault:
                line = fault.line if isinstance(fault, InvalidHostKey) else str(fault)
                raise Problems([_unusable(f"{file}: no host key stands in `{line}`")]) from None


def ssh_settings(host: str, user: str | None, port: int | None) -> SshSettings:
    """Return how to reach a server, by an address and by what ``~/.ssh/config`` says of it.

    Raises:
        Problems: that file cannot be read, or asks for what is not done here.

    """
    import paramiko

    file = Path(_HOME, "config").expanduser()
    try:
        config = paramiko.SSHConfig.from_path(str(file)) if file.is_file() else paramiko.SSHConfig()
        return _settings(config, host, user, port, _MOST_JUMPS)
    except paramiko.SSHException as fault:
        raise Problems([_unusable(f"{_HOME}/config: {fault}")]) from None
    except ValueError:
        message = f"{_HOME}/config, for {host}: a port is no number, or a character not UTF-8"
        raise Problems([_unusable(message)]) from None


def _settings(
    config: SSHConfig, host: str, user: str | None, port: int | None, jumps: int
) -> SshSettings:
    import getpass

    said: Mapping[str, str | list[str]] = config.lookup(host)

    def one(name: str, otherwise: str) -> str:
        found = said.get(name, otherwise)
        return found if isinstance(found, str) else found[0]

    if one("proxycommand", "none") != "none":
        message = f"{_HOME}/config has a ProxyCommand for {host}, which is not run here"
        raise Problems([_unusable(message, "write a ProxyJump in its place")])
    jump = None
    by = one("proxyjump", "none")
    if by != "none":
        if not jumps:
            raise Problems([_unusable(f"{_HOME}/config leads from jump to jump for {host}")])
        before, _, last = by.rpartition(",")
        if before:
            message = f"{_HOME}/config has a ProxyJump of several for {host}"
            raise Problems([_unusable(message, f"give {last} a ProxyJump of its own")])
        name, _, where = last.rpartition("@")
        where, _, number = where.partition(":")
        jump = _settings(config, where, name or None, int(number) if number else None, jumps - 1)
    keys = said.get("identityfile", [])
    named = [Path(key).expanduser() for key in keys]
    files = one("userknownhostsfile", f"{_HOME}/known_hosts").split()
    return SshSettings(
        host=one("hostname", host),
        port=port or int(one("port", "22")),
        user=user or one("user", "") or getpass.getuser(),
        keys=tuple(key for key in named if key.is_file()),
        only_these_keys=one("identitiesonly", "no") == "yes",
        known_hosts=tuple(Path(each) for each in (*files, _FOR_ALL)),
        jump=jump,
    )


def _unusable(message: str, hint: str = _MENDED) -> Diagnostic:
    return error("KR714", message, None, hint)
