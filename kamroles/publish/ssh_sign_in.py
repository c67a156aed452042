"""Sign in at a server of ssh: is it the one that is known, and who may come in with which key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error

if TYPE_CHECKING:
    from pathlib import Path

    from paramiko import PKey, SSHClient, Transport

    from kamroles.publish.ssh_settings import SshSettings

PASSWORD = "KAMROLES_SFTP_PASSWORD"  # noqa: S105 - where it is looked for
PASSPHRASE = "KAMROLES_SFTP_PASSPHRASE"  # noqa: S105
ANSWER_WITHIN = 30.0
"""Seconds after which a server that says nothing counts as lost."""


def sign_in(client: SSHClient, settings: SshSettings, before: Transport | None) -> None:
    """Connect to a server and sign in there.

    Raises:
        Problems: its key is not the known one, or it lets nobody in.

    """
    import paramiko

    class NobodyElse(paramiko.MissingHostKeyPolicy):
        def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:
            raise Problems([_unknown(settings, hostname, key)])

    settings.take_known_hosts_to(client)
    client.set_missing_host_key_policy(NobodyElse())
    way = None
    if before:
        way = before.open_channel("direct-tcpip", (settings.host, settings.port), ("", 0))
    try:
        client.connect(
            settings.host,
            settings.port,
            settings.user,
            os.environ.get(PASSWORD),
            passphrase=os.environ.get(PASSPHRASE),
            key_filename=[str(key) for key in settings.keys],  # type: ignore[arg-type]
            allow_agent=not settings.only_these_keys,
            look_for_keys=not settings.only_these_keys,
            timeout=ANSWER_WITHIN / 2,
            banner_timeout=ANSWER_WITHIN / 2,
            auth_timeout=ANSWER_WITHIN,
            channel_timeout=ANSWER_WITHIN,
            sock=way,
        )
    except paramiko.BadHostKeyException as fault:
        raise Problems([_changed(settings, fault.expected_key, fault.key)]) from None
    except paramiko.SSHException:
        transport = client.get_transport()
        if transport and transport.is_active() and transport.initial_kex_done:
            raise Problems([_refused(settings)]) from None
        raise
    transport = client.get_transport()
    assert transport  # noqa: S101 - it has just connected
    transport.set_keepalive(int(ANSWER_WITHIN / 2))


def said(fault: Exception) -> str:
    """Return what a fault says of itself, in a few words."""
    return getattr(fault, "strerror", None) or str(fault) or "no answer"


def unreachable(settings: SshSettings, fault: Exception) -> Diagnostic:
    """Return that nobody answers at a server, or not as ssh does."""
    message = f"{settings.host}, port {settings.port}, cannot be reached: {said(fault)}"
    return error(
        "KR713", message, None, f"see that `sftp {settings.typed}` works; nothing was sent"
    )


def _unknown(settings: SshSettings, known_as: str, key: PKey) -> Diagnostic:
    message = f"nobody has said yet that {known_as} has the host key {_of(key)}; nothing was sent"
    hint = (
        "ask who runs the server whether this is its key; if so, take it in: "
        f"`ssh-keyscan -p {settings.port} {settings.host} >> {settings.known_hosts[0]}`"
    )
    return error("KR712", message, None, hint)


def _changed(settings: SshSettings, old: PKey, new: PKey) -> Diagnostic:
    name = f"[{settings.host}]:{settings.port}" if settings.port != 22 else settings.host
    message = f"{name} has the host key {_of(new)}, but {_of(old)} is known; nothing was sent"
    hint = (
        "somebody may be in between: ask who runs the server whether its key was changed; "
        f"if so, `ssh-keygen -R '{name}'`, and take in the new one"
    )
    return error("KR712", message, None, hint)


def _of(key: PKey) -> str:
    return f"{key.get_name()} {key.fingerprint}"


def _refused(settings: SshSettings) -> Diagnostic:
    """Return that nobody may sign in, and what was tried."""
    locked = [key for key in settings.keys_tried if not _opens(key)]
    tried = [str(key) for key in settings.keys_tried if key not in locked]
    tried += ["the agent"] if "SSH_AUTH_SOCK" in os.environ else []
    tried += [PASSWORD] if PASSWORD in os.environ else []
    message = (
        f"{settings.host} does not let {settings.user} sign in "
        f"(tried: {', '.join(tried) or 'nothing, for there is no key, no agent and no password'})"
    )
    hint = f"see that `sftp {settings.typed}` works without asking, or set {PASSWORD}"
    if locked:
        names = ", ".join(str(key) for key in locked)
        hint = f"{names} does not open: add it to the agent, or set {PASSPHRASE}; or {hint}"
    return error("KR713", message, None, hint)


def _opens(key: Path) -> bool:
    """Tell whether a key can be used: it is one, and its passphrase is known, if it has one."""
    import paramiko

    for kind in (paramiko.RSAKey, paramiko.ECDSAKey, paramiko.Ed25519Key):
        try:
            kind.from_private_key_file(str(key), os.environ.get(PASSPHRASE))
        except Exception:  # noqa: S112 - paramiko raises many sorts where it is of another kind
            continue
        return True
    return False
