"""A folder of a server over SFTP: what is read and put there, over lines and servers that fail."""

from __future__ import annotations

import random
import threading
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish import sftp_connection
from kamroles.publish.file_stamps import STAMPS
from kamroles.publish.ledger import FOLDER, LEDGER
from kamroles.publish.publishers import open_target
from kamroles.publish.sftp_target import SftpTarget
from tests.ssh_server import HOST, SshServer, make_key, ssh_server
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

    from kamroles.publish.file_stamps import FileStamp
    from tests.unit.publish.releases import Releases

SEED = 7


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
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait but little before it is tried again."""
    monkeypatch.setattr(sftp_connection, "WAIT", 0.02)


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


@pytest.mark.parametrize("most", [1, 3])
def test_a_server_that_lets_one_do_little_at_a_time(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files are read all the same."""
    server = ssh_server(f"internal-sftp\nMaxSessions {most}")
    monkeypatch.setenv("HOME", str(server.home))
    for number in range(100):
        (tmp_path / str(number)).write_bytes(b"x" * number)
    with open_target(server.address_of(tmp_path), Path()) as target:
        found = target.hashes(map(str, range(101)))
    assert found == {str(n): sha256(b"x" * n).hexdigest() for n in range(100)}
    server.stop()


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


@pytest.mark.parametrize("sftp", ["internal-sftp", "internal-sftp -P posix-rename"])
def test_a_move_that_was_done_before_a_connection_was_lost_is_known_again(
    sftp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was moved is not removed; what cannot be moved does not stay unfinished."""
    server = ssh_server(sftp)
    monkeypatch.setenv("HOME", str(server.home))
    with open_target(server.address_of(tmp_path / "public"), Path()) as target, target.alone():
        assert isinstance(target, SftpTarget)
        target.hashes([])
        move, cuts = target._move, [1]

        def lost_once(*given: Any) -> None:
            move(*given)
            if cuts:
                cuts.pop()
                server.cut()
                move(*given)

        monkeypatch.setattr(target, "_move", lost_once)
        target.put("index.html", b"page", "text/html", "")
        (tmp_path / "public/robots.txt").mkdir()
        with pytest.raises(OSError, match="the server says only `Failure`"):
            target.put("robots.txt", b"text", "text/plain", "")
    assert (tmp_path / "public/index.html").read_bytes() == b"page"
    own = (tmp_path / "public" / FOLDER).iterdir()
    assert [path.name.rstrip("0123456789") for path in own] == ["lock-"]
    server.stop()


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
    server.gives_key_to(home)
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
    server.gives_key_to(home)
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
    server.is_known_in(home)
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
