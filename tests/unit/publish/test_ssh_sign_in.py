"""A server of ssh: which it is, who signs in there, and what is said where that fails."""

from __future__ import annotations

import getpass
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish.publishers import open_target
from tests.ssh_server import HOST, SshServer, make_key, ssh_server
from tests.unit.publish.releases import OWN
from tests.unit.publish.test_targets import target_of
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a folder with a file of the employer's own in it."""
    return target_of("sftp", tmp_path)


def stopped(url: str) -> tuple[Diagnostic, ...]:
    """Return what keeps a target from being opened."""
    with pytest.raises(Problems) as problems, open_target(url, Path()):
        pass
    return problems.value.diagnostics


def said(found: tuple[Diagnostic, ...], server: SshServer) -> list[tuple[str, str]]:
    """Return code and place of findings, whose words are held apart from what each run has anew."""
    from dataclasses import replace

    anew = {
        str(server.port): "PORT",
        f"{getpass.getuser()}@": "NAME@",
        f" {getpass.getuser()} ": " NAME ",
        str(Path.home()): "~",
    }

    def plain(text: str) -> str:
        for old, new in anew.items():
            text = text.replace(old, new)
        return " ".join("SHA256:…" if w.startswith("SHA256:") else w for w in text.split(" "))

    return pinned(replace(d, message=plain(d.message), hint=plain(d.hint or "")) for d in found)


def fingerprint(server: SshServer) -> str:
    """Return the fingerprint of the server's key, as ssh-keygen has it."""
    command = ["ssh-keygen", "-l", "-f", server.folder / "host_key.pub"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[1]


def test_an_unknown_server_gets_nothing(home: Path, url: str, server: SshServer) -> None:
    """Its fingerprint is told as ssh-keygen does; what the hint says makes it known."""
    server.gives_key_to(home)
    found = stopped(url)
    assert said(found, server) == [("KR712", "")]
    assert fingerprint(server) in found[0].message
    assert found[0].hint
    command = found[0].hint.split("`")[1]
    assert command.startswith(f"ssh-keyscan -p {server.port} {HOST} >> ")
    subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    with open_target(url, Path()) as target:
        assert target.read(OWN[0]) == OWN[1]


def test_a_server_with_another_key_gets_nothing(home: Path, url: str, server: SshServer) -> None:
    """Both fingerprints are told, and how the old key is forgotten."""
    server.gives_key_to(home)
    make_key(home / "other")
    other = " ".join((home / "other.pub").read_text(encoding="utf-8").split()[:2])
    (home / "known_hosts").write_text(f"[{HOST}]:{server.port} {other}\n", encoding="utf-8")
    found = stopped(url)
    assert said(found, server) == [("KR712", "")]
    assert fingerprint(server) in found[0].message
    assert found[0].hint
    assert f"ssh-keygen -R '[{HOST}]:{server.port}'" in found[0].hint


def test_known_hosts_may_be_hashed(home: Path, url: str, server: SshServer) -> None:
    """As Debian writes them."""
    server.gives_key_to(home)
    server.is_known_in(home)
    command = ["ssh-keygen", "-q", "-H", "-f", home / "known_hosts"]
    subprocess.run(command, check=True, capture_output=True)
    assert HOST not in (home / "known_hosts").read_text(encoding="utf-8")
    with open_target(url, Path()) as target:
        assert target.read(OWN[0]) == OWN[1]


def test_the_wrong_key_is_told(home: Path, url: str, server: SshServer) -> None:
    """With what was tried."""
    server.is_known_in(home)
    make_key(home / "id_ed25519")
    found = stopped(url)
    assert said(found, server) == [("KR713", "")]
    assert "id_ed25519" in found[0].message


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # paramiko's, of a dead agent
def test_no_key_no_agent_and_no_password_are_told(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the environment names an agent that does not run."""
    server.is_known_in(home)
    assert said(stopped(url), server) == [("KR713", "")]
    monkeypatch.setenv("SSH_AUTH_SOCK", str(home / "nobody"))
    assert said(stopped(url), server) == [("KR713", "")]


def test_the_wrong_password_is_told_and_not_repeated(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes from the environment alone."""
    server.is_known_in(home)
    monkeypatch.setenv("KAMROLES_SFTP_PASSWORD", "swordfish")
    found = stopped(url)
    assert said(found, server) == [("KR713", "")]
    assert "swordfish" not in str(found)


def test_a_key_with_a_passphrase_is_opened_by_the_environment(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, that is told."""
    server.is_known_in(home)
    server.gives_key_to(home)
    command = ["ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", home / "id_ed25519"]
    subprocess.run(command, check=True, capture_output=True)
    assert said(stopped(url), server) == [("KR713", "")]
    monkeypatch.setenv("KAMROLES_SFTP_PASSPHRASE", "open sesame")
    with open_target(url, Path()) as target:
        assert target.read(OWN[0]) == OWN[1]


def test_the_agent_is_asked(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ssh does."""
    server.is_known_in(home)
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", home / "agent"], stdout=subprocess.DEVNULL)
    try:
        while not (home / "agent").exists():
            time.sleep(0.01)
        monkeypatch.setenv("SSH_AUTH_SOCK", str(home / "agent"))
        subprocess.run(["ssh-add", "-q", server.key], check=True, capture_output=True)
        with open_target(url, Path()) as target:
            assert target.read(OWN[0]) == OWN[1]
    finally:
        agent.kill()
        agent.wait()


def test_what_ssh_was_told_of_a_server_is_read(
    home: Path, url: str, server: SshServer, tmp_path: Path
) -> None:
    """Its name, port, user, key, known hosts, and the server that leads to it."""
    server.gives_key_to(home, "for-careers")
    (home / "careers-hosts").write_bytes(server.known_hosts.read_bytes())
    (home / "config").write_text(
        f"Host careers gate\n  HostName {HOST}\n  Port {server.port}\n  User {getpass.getuser()}\n"
        "  IdentityFile ~/.ssh/for-careers\n  UserKnownHostsFile ~/.ssh/careers-hosts\n"
        "Host careers\n  ProxyJump gate\n",
        encoding="utf-8",
    )
    address = f"sftp://careers{tmp_path}/public"
    with open_target(address, Path()) as target:
        assert target.read(OWN[0]) == OWN[1]
        assert len(server.sessions()) >= 2
        assert target.address == address


@pytest.mark.parametrize(
    "line",
    ["ProxyCommand nc %h %p", "ProxyJump a,b", "Port many", "Match nonsense", "ProxyJump careers"],
)
def test_what_ssh_was_told_and_is_not_done_here_is_said(
    home: Path, line: str, server: SshServer
) -> None:
    """Nothing goes another way than people think."""
    (home / "config").write_text(f"Host careers\n  {line}\n", encoding="utf-8")
    assert said(stopped("sftp://careers/srv/www"), server) == [("KR714", "")]


def test_a_broken_line_of_known_hosts_is_told(home: Path, url: str, server: SshServer) -> None:
    """With the line."""
    (home / "known_hosts").write_text("host ssh-ed25519 AAA\n", encoding="utf-8")
    assert said(stopped(url), server) == [("KR714", "")]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sftp://ann:secret@www.example/jobs", "KR711"),
        ("sftp://ann:@www.example/jobs", "KR711"),
        ("sftp://www.example", "KR701"),
        ("sftp://www.example/", "KR701"),
        ("sftp:///jobs", "KR701"),
        ("sftp://www.example:port/jobs", "KR701"),
        ("sftp://www.example/jobs?x=1", "KR701"),
        ("sftp://ann:secret@www.example:port/jobs", "KR701"),
        ("sftp://[::1/jobs", "KR701"),
        ("sftp://www.example.invalid/jobs", "KR713"),
        (f"sftp://{'long' * 20}.example/jobs", "KR713"),
    ],
)
@pytest.mark.usefixtures("home")
def test_addresses_of_no_server_are_told(url: str, code: str, server: SshServer) -> None:
    """A password is never repeated."""
    found = stopped(url)
    assert "secret" not in str(found)
    if code == "KR713":  # the rest is in the words of the system
        assert [each.code for each in found] == [code]
    else:
        assert said(found, server) == [(code, "")]


def test_nobody_there_is_told(server: SshServer) -> None:
    """A port where nobody listens, and one where somebody does who knows no ssh."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    found = stopped(f"sftp://{HOST}:{port}/srv/www")
    assert [each.code for each in found] == ["KR713"]
    with socket.create_server((HOST, 0)) as other:

        def hello() -> None:
            with other.accept()[0] as caller:
                caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 200)

        answering = threading.Thread(target=hello)
        answering.start()
        found = stopped(f"sftp://{HOST}:{other.getsockname()[1]}/srv/www")
        answering.join()
        assert [each.code for each in found] == ["KR713"]


@pytest.mark.parametrize(
    "sftp", ["/bin/echo Welcome to this server, whoever you are", "/bin/false"]
)
def test_a_server_that_speaks_no_sftp_is_told(
    sftp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one whose start-up files print something."""
    server = ssh_server(sftp)
    monkeypatch.setenv("HOME", str(server.home))
    assert [each.code for each in stopped(server.address_of(tmp_path))] == ["KR713"]
    server.stop()
