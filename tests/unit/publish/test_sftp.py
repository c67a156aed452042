"""A server over SFTP: who it is, who signs in, and what comes of lines and servers that fail."""

from __future__ import annotations

import getpass
import random
import socket
import subprocess
import threading
import time
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish import sftp_connection
from kamroles.publish.file_stamps import STAMPS
from kamroles.publish.ledger import FOLDER, LEDGER
from kamroles.publish.publishers import open_target
from kamroles.publish.sftp_target import SftpTarget
from tests.ssh_server import HOST, SshServer, make_key, shared_ssh_server, ssh_server
from tests.unit.publish.releases import (
    OWN,
    files_of,
    is_published,
    is_whole,
    plan_for,
    publish,
)
from tests.unit.publish.test_targets import put_by_hand, target_of
from tests.unit.publish.weak_line import WeakLine
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paramiko import SFTPAttributes, SFTPClient

    from kamroles.diagnostics import Diagnostic
    from kamroles.publish.file_stamps import FileStamp
    from tests.unit.publish.releases import Releases

SEED = 7


@pytest.fixture
def server() -> SshServer:
    """Return the server that tests share."""
    return shared_ssh_server()


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SshServer]:
    """Yield a server that a test may stop."""
    server = ssh_server()
    monkeypatch.setenv("HOME", str(server.home))
    yield server
    server.stop()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a folder with a file of the employer's own in it."""
    return target_of("sftp", tmp_path)


@pytest.fixture
def home(server: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder ``.ssh`` of somebody who knows no server and has no key."""
    folder = tmp_path / "home/.ssh"
    folder.mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("HOME", str(folder.parent))
    return folder


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait but little before it is tried again."""
    monkeypatch.setattr(sftp_connection, "WAIT", 0.02)


def knows(home: Path, server: SshServer) -> None:
    """Let somebody know the server."""
    (home / "known_hosts").write_bytes(server.known_hosts.read_bytes())


def has_key(home: Path, server: SshServer, name: str = "id_ed25519") -> None:
    """Let somebody have a key that the server takes."""
    (home / name).write_bytes(server.key.read_bytes())
    (home / name).chmod(0o600)


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
    has_key(home, server)
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
    has_key(home, server)
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
    has_key(home, server)
    knows(home, server)
    command = ["ssh-keygen", "-q", "-H", "-f", home / "known_hosts"]
    subprocess.run(command, check=True, capture_output=True)
    assert HOST not in (home / "known_hosts").read_text(encoding="utf-8")
    with open_target(url, Path()) as target:
        assert target.read(OWN[0]) == OWN[1]


def test_the_wrong_key_is_told(home: Path, url: str, server: SshServer) -> None:
    """With what was tried."""
    knows(home, server)
    make_key(home / "id_ed25519")
    found = stopped(url)
    assert said(found, server) == [("KR713", "")]
    assert "id_ed25519" in found[0].message


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # paramiko's, of a dead agent
def test_no_key_no_agent_and_no_password_are_told(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the environment names an agent that does not run."""
    knows(home, server)
    assert said(stopped(url), server) == [("KR713", "")]
    monkeypatch.setenv("SSH_AUTH_SOCK", str(home / "nobody"))
    assert said(stopped(url), server) == [("KR713", "")]


def test_the_wrong_password_is_told_and_not_repeated(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes from the environment alone."""
    knows(home, server)
    monkeypatch.setenv("KAMROLES_SFTP_PASSWORD", "swordfish")
    found = stopped(url)
    assert said(found, server) == [("KR713", "")]
    assert "swordfish" not in str(found)


def test_a_key_with_a_passphrase_is_opened_by_the_environment(
    home: Path, url: str, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, that is told."""
    knows(home, server)
    has_key(home, server)
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
    knows(home, server)
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
    has_key(home, server, "for-careers")
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


def test_a_folder_at_home_and_one_that_is_not_there_yet(
    own_server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """Folders are made as they are needed."""
    address = own_server.address_of(tmp_path / "a/b c/public").replace(" ", "%20")
    publish(releases.first, address)
    is_published(files_of(str(tmp_path / "a/b c/public")), releases.first)
    with open_target(own_server.address_of(Path("/~/nothing/here")), Path()) as target:
        assert target.read(LEDGER) is None
        assert target.hashes(["a", "b/c"]) == {}


def test_only_what_changed_is_read_again(url: str, releases: Releases, tmp_path: Path) -> None:
    """A change of the same size in the same second is noticed; a broken record costs time."""
    publish(releases.first, url)
    public = tmp_path / "public"
    page = public / "index.html"
    text = page.read_bytes()
    put_by_hand(url, "index.html", text.replace(b"<title>", b"<Title>"))
    with open_target(url, Path()) as target:
        assert plan_for(target, releases.first).drifted == ("index.html",)
    put_by_hand(url, "index.html", text)
    for broken in (b"{", b'{"form": 1, "files": {"index.html": [1]}}', b"[]", b'{"form": 2}'):
        (public / STAMPS).write_bytes(broken)
        with open_target(url, Path()) as target:
            assert not plan_for(target, releases.first).changes


def test_a_record_counts_for_what_it_was_made_from_alone(
    url: str, releases: Releases, tmp_path: Path
) -> None:
    """What stamps say is believed: so they must never be those of another content."""
    publish(releases.first, url)
    for release in (releases.second, releases.first, releases.second):
        publish(release, url)
        is_published(files_of(url), release)
        with open_target(url, Path()) as target:
            believed = target.hashes(release.files)
        (tmp_path / "public" / STAMPS).unlink()
        with open_target(url, Path()) as target:
            assert target.hashes(release.files) == believed


def test_a_file_that_changes_while_it_is_looked_at_is_read_as_it_is(
    url: str, releases: Releases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its new content is not taken for that of the time and size which it had."""
    publish(releases.first, url)
    page = tmp_path / "public/index.html"
    (tmp_path / "public" / STAMPS).unlink()
    with open_target(url, Path()) as target:
        assert isinstance(target, SftpTarget)
        listed = target._listed

        def change(folder: str) -> dict[str, SFTPAttributes]:
            found = listed(folder)
            if not folder:
                page.write_bytes(b"short")
            return found

        monkeypatch.setattr(target, "_listed", change)
        assert target.hashes(["index.html"]) == {"index.html": sha256(b"short").hexdigest()}
        assert target._stamps
        assert b"index.html" not in target._stamps.encoded()


def test_who_was_taken_over_puts_nothing_any_more(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither before it has written a file, nor after."""

    def taken_over() -> None:
        with open_target(url, Path()) as quick, quick.alone():
            pass

    with open_target(url, Path()) as slow, slow.alone():
        taken_over()
        with pytest.raises(Problems) as problems:
            slow.put("index.html", b"late", "text/html", "")
        assert pinned(problems.value.diagnostics) == [("KR705", "")]
    with open_target(url, Path()) as slow, slow.alone():
        assert isinstance(slow, SftpTarget)
        write = slow._write

        def slowly(sftp: SFTPClient, path: str, content: bytes) -> FileStamp | None:
            stamp = write(sftp, path, content)
            taken_over()
            return stamp

        monkeypatch.setattr(slow, "_write", slowly)
        with pytest.raises(Problems) as problems:
            slow.put("index.html", b"late", "text/html", "")
    assert pinned(problems.value.diagnostics) == [("KR705", "")]
    assert not (tmp_path / "public/index.html").exists()
    assert all("unfinished" not in path.name for path in (tmp_path / "public" / FOLDER).iterdir())


def test_a_link_that_leads_out_of_the_folder_is_not_followed_there_either(
    url: str, releases: Releases, tmp_path: Path
) -> None:
    """Nothing outside is written; a link to a folder inside is fine."""
    outside = tmp_path / "outside"
    outside.mkdir()
    jobs = tmp_path / "public/jobs"
    jobs.symlink_to(outside)
    with pytest.raises(Problems) as problems:
        publish(releases.first, url)
    assert [each.code for each in problems.value.diagnostics] == ["KR505"]
    assert list(outside.iterdir()) == []
    jobs.unlink()
    jobs.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Problems) as problems:
        publish(releases.first, url)
    assert [each.code for each in problems.value.diagnostics] == ["KR505"]
    assert not (tmp_path / "nowhere").exists()
    jobs.unlink()
    (tmp_path / "public/elsewhere").mkdir()
    jobs.symlink_to("elsewhere")
    publish(releases.first, url)
    assert not publish(releases.first, url).changes


def test_what_is_no_file_is_left(url: str, releases: Releases, tmp_path: Path) -> None:
    """A folder or a dead link in a file's place."""
    (tmp_path / "public/robots.txt").mkdir()
    (tmp_path / "public/index.html").symlink_to("nothing")
    plan = publish(releases.first, url)
    assert {*plan.drifted} == {"robots.txt", "index.html"}


def test_what_a_killed_one_left_unfinished_goes(
    url: str, releases: Releases, tmp_path: Path
) -> None:
    """It stays for nobody."""
    own = tmp_path / "public" / FOLDER
    own.mkdir()
    (own / "unfinished-0123").write_bytes(b"half a pa")
    publish(releases.first, url)
    names = sorted(path.name.rstrip("0123456789") for path in own.iterdir())
    assert names == ["ledger.json", "lock-", "stamps.json"]


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_connections_that_are_cut_are_made_again(
    rounds: int, own_server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """The processes of the server that serve it are killed while it publishes, at any moment."""
    url = own_server.address_of(tmp_path / "public")
    chance = random.Random(SEED)  # noqa: S311 - so that a failure can be repeated
    (tmp_path / "public").mkdir()
    put_by_hand(url, *OWN)
    publish(releases.first, url)
    cut = ended = 0
    over = threading.Event()

    def cutter() -> None:
        nonlocal cut
        while not over.wait(chance.uniform(0.05, 0.6)):
            cut += own_server.cut() > 0

    thread = threading.Thread(target=cutter)
    thread.start()
    try:
        for number in range(rounds):
            release = (releases.second, releases.first)[number % 2]
            for _ in range(50):
                try:
                    publish(release, url)
                except (Problems, OSError):  # it had no luck for long
                    ended += 1
                    is_whole(files_of(url))
                else:
                    break
            is_published(files_of(url), release)
    finally:
        over.set()
        thread.join()
    print(f"{rounds} releases, {cut} cuts, {ended} runs gave up")  # noqa: T201
    assert cut
    assert files_of(url)[OWN[0]] == OWN[1]
    own = {path.name.rstrip("0123456789") for path in (tmp_path / "public" / FOLDER).iterdir()}
    assert own <= {"ledger.json", "lock-", "stamps.json"}


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("steps", [4, pytest.param(80, marks=pytest.mark.slow)])
def test_a_line_that_breaks_after_so_many_bytes(
    steps: int, home: Path, server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """Wherever it breaks once, the same run goes on over a new line."""
    has_key(home, server)
    chance = random.Random(SEED)  # noqa: S311
    for number in range(steps):
        public = tmp_path / str(number)
        line = WeakLine(server.port, chain([chance.randint(3_000, 400_000)], repeat(None)))
        known = f"[{HOST}]:{line.port} {server.host_key}\n"
        (home / "known_hosts").write_text(known, encoding="utf-8")
        publish(releases.first, f"sftp://{HOST}:{line.port}{public}")
        is_published(files_of(str(public)), releases.first)
        line.close()
        assert line.broken <= 1


@pytest.mark.usefixtures("_quick")
def test_a_line_that_always_breaks_is_told(
    home: Path, server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """With how far it came; over a good line, the next run finishes."""
    has_key(home, server)
    public = tmp_path / "public"
    line = WeakLine(server.port, chain([120_000], repeat(3_000)))
    known = f"[{HOST}]:{line.port} {server.host_key}\n"
    (home / "known_hosts").write_text(known, encoding="utf-8")
    with pytest.raises(Problems) as problems:
        publish(releases.first, f"sftp://{HOST}:{line.port}{public}")
    (found,) = problems.value.diagnostics
    assert found.code == "KR708"
    assert f"the connection to {HOST} was lost" in found.message
    line.close()
    is_whole(files_of(str(public)))
    knows(home, server)
    publish(releases.first, server.address_of(public))
    is_published(files_of(str(public)), releases.first)


def test_a_server_that_is_started_again_is_waited_for(
    own_server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """Killed with all its sessions, and back after a moment."""
    url = own_server.address_of(tmp_path / "public")
    with open_target(url, Path()) as target:
        plan = plan_for(target, releases.first)
        own_server.stop()
        threading.Timer(1.0, own_server.start).start()
        from kamroles.publish.apply import apply_plan

        apply_plan(plan, target)
    is_published(files_of(url), releases.first)


@pytest.mark.usefixtures("_quick")
def test_a_server_that_is_gone_is_told(
    own_server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """While it is looked at, as what the system refuses."""
    with open_target(own_server.address_of(tmp_path), Path()) as target:
        own_server.stop()
        with pytest.raises(ConnectionError, match="was lost"):
            plan_for(target, releases.first)


@pytest.mark.usefixtures("_quick")
def test_another_server_in_its_place_gets_nothing(
    own_server: SshServer, releases: Releases, tmp_path: Path
) -> None:
    """Also where it comes after a lost connection."""
    with open_target(own_server.address_of(tmp_path / "public"), Path()) as target:
        plan = plan_for(target, releases.first)
        own_server.stop()
        (own_server.folder / "host_key").unlink()
        make_key(own_server.folder / "host_key")
        own_server.start()
        from kamroles.publish.apply import apply_plan

        with pytest.raises(Problems) as problems:
            apply_plan(plan, target)
    assert [each.code for each in problems.value.diagnostics] == ["KR712"]
    assert not (tmp_path / "public").exists()


def test_a_server_without_extensions(
    releases: Releases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that moves no file over another."""
    server = ssh_server("internal-sftp -P posix-rename,statvfs")
    monkeypatch.setenv("HOME", str(server.home))
    url = server.address_of(tmp_path / "public")
    for release in (releases.first, releases.second, releases.first):
        publish(release, url)
        is_published(files_of(url), release)
    server.stop()


def test_the_password_of_the_environment_is_never_kept(
    url: str, releases: Releases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no file at the target."""
    monkeypatch.setenv("KAMROLES_SFTP_PASSWORD", "swordfish")
    publish(releases.first, url)
    stored = [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert stored
    assert all(b"swordfish" not in path.read_bytes() for path in stored)
