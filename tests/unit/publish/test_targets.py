"""Targets of each kind: what is put there, removed, left alone and refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish.ledger import FOLDER, LEDGER
from kamroles.publish.publishers import known_publishers, open_target
from tests import s3_server
from tests.ssh_server import shared_ssh_server
from tests.unit.publish.recorder import Recorder
from tests.unit.publish.releases import (
    BRANCH,
    OWN,
    Releases,
    files_of,
    folder_of,
    is_published,
    is_whole,
    publish,
    publish_to,
)
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("folder", "git", "s3", "sftp")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a target of each kind, with a file of the employer's own in it."""
    return target_of(request.param, tmp_path)


def target_of(kind: str, folder: Path) -> str:
    """Make a folder (of a server), a bare repository or a bucket, with somebody's own file."""
    if kind in {"folder", "sftp"}:
        public = folder / "public"
        public.mkdir()
        (public / OWN[0]).write_bytes(OWN[1])
        return str(public) if kind == "folder" else shared_ssh_server().address_of(public)
    if kind == "s3":
        if not hasattr(os, "fork"):
            pytest.skip("see tests/unit/publish/apart.py")
        url = s3_server.bucket()
        put_by_hand(url, *OWN)
        return url
    bare = folder / "jobs.git"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    url = f"git+file://{bare}#{BRANCH}"
    put_by_hand(url, *OWN)
    return url


def put_by_hand(url: str, path: str, content: bytes | None) -> None:
    """Put a file there, or take it away, as somebody does who knows nothing of kamroles."""
    if url.startswith("s3:"):
        s3_server.put(url, path, content)
        return
    if not url.startswith("git+"):
        place = folder_of(url) / path
        if content is None:
            place.unlink()
        else:
            place.write_bytes(content)
        return
    repository, _, branch = url.removeprefix("git+file://").partition("#")
    old = git(repository, "rev-parse", "-q", "--verify", f"refs/heads/{branch}")
    start = f"from refs/heads/{branch}^0\n" if old else ""
    what = (
        f"M 100644 inline {path}\ndata {len(content)}\n" if content is not None else f"D {path}\n"
    )
    head = (
        f"commit refs/heads/{branch}\ncommitter A <a@b.example> 0 +0000\ndata 1\nx\n{start}{what}"
    )
    stream = head.encode() + (content or b"") + b"\n"
    command = ["git", "-C", repository, "fast-import", "--quiet"]
    subprocess.run(command, input=stream, check=True, capture_output=True)


def git(repository: str | Path, *arguments: str) -> str:
    """Return what git prints."""
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


def test_a_release_is_there_whole(url: str, releases: Releases) -> None:
    """And a second publish of the same changes nothing."""
    publish(releases.first, url)
    files = files_of(url)
    is_published(files, releases.first)
    assert files[OWN[0]] == OWN[1]
    again = publish(releases.first, url)
    assert not again.changes
    assert again.unchanged == len(releases.first.postings)
    assert files_of(url) == files


def test_the_next_release_takes_its_place(url: str, releases: Releases) -> None:
    """What is gone is removed; what the employer put there stays."""
    publish(releases.first, url)
    plan = publish(releases.second, url)
    assert [(step.mark, step.name) for step in plan.steps] == [
        ("+", "lid-keeper-draft"),
        ("~", "jar-keeper-salem"),
        ("-", "jar-keeper-both"),
    ]
    assert next(step.why for step in plan.steps if step.mark == "~").startswith("pay")
    files = files_of(url)
    ledger = is_published(files, releases.second)
    assert files[OWN[0]] == OWN[1]
    gone = ledger.postings["jar-keeper-both"]
    assert gone.live is None
    assert gone.facts == {}
    assert gone.appearances[-1].until == releases.second.as_of


def test_what_somebody_changed_there_is_told_and_left(url: str, releases: Releases) -> None:
    """Changed, put there before, or changed and due to go: none of it is touched."""
    put_by_hand(url, "robots.txt", b"mine\n")
    publish(releases.first, url)
    put_by_hand(url, "index.html", b"edited by hand")
    put_by_hand(url, "jobs/jar-keeper-both.txt", b"edited too")
    plan = publish(releases.second, url)
    assert pinned(plan.findings()) == [("KR704", "")] * 3
    assert {*plan.drifted} == {"robots.txt", "index.html", "jobs/jar-keeper-both.txt"}
    files = files_of(url)
    assert files["robots.txt"] == b"mine\n"
    assert files["index.html"] == b"edited by hand"
    assert files["jobs/jar-keeper-both.txt"] == b"edited too"
    assert "jobs/lid-keeper-draft.html" in files
    for path in plan.drifted:
        put_by_hand(url, path, None)
    publish(releases.second, url)
    is_published(files_of(url), releases.second)


def test_a_changed_page_holds_its_posting(url: str, releases: Releases) -> None:
    """The ledger does not say that a version is live which is not."""
    publish(releases.first, url)
    put_by_hand(url, "jobs/jar-keeper-salem.html", b"edited by hand")
    plan = publish(releases.second, url)
    assert ("!", "jar-keeper-salem") in {(step.mark, step.name) for step in plan.steps}
    assert plan.after.postings["jar-keeper-salem"] == plan.ledger.postings["jar-keeper-salem"]


def test_what_was_taken_away_there_comes_back(url: str, releases: Releases) -> None:
    """A file that somebody removed is put there again."""
    publish(releases.first, url)
    put_by_hand(url, "index.html", None)
    assert [file.path for file in publish(releases.first, url).sent] == ["index.html"]
    is_published(files_of(url), releases.first)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"form": 2}',
        b'{"form": 1, "files": {"../outside": "x"}}',
        b'{"form": 1, "files": {"/etc/hostname": "x"}}',
        b'{"form": 1, "underway_files": {"a/../../b": ["x"]}}',
        b'{"form": 1, "postings": {"a": {"first_posted": "yesterday"}}}',
    ],
)
def test_a_broken_ledger_stops_all(url: str, content: bytes, releases: Releases) -> None:
    """Nothing is put or removed by a record that nobody can trust."""
    publish(releases.first, url)
    put_by_hand(url, LEDGER, content)
    before = files_of(url)
    with pytest.raises(Problems) as stopped:
        publish(releases.second, url)
    assert [each.code for each in stopped.value.diagnostics] == ["KR702"]
    assert files_of(url) == before


def test_parts_come_before_pages_and_the_ledger_before_removals(releases: Releases) -> None:
    """The order in which a target is told of files, first of the ledger, which says what comes."""
    target = Recorder()
    publish_to(target, releases.first)
    told = target.told
    first_page = next(n for n, path in enumerate(told) if path.endswith(".html"))
    parts = [n for n, path in enumerate(told) if path.startswith(("assets/", "cards/"))]
    assert max(parts) < first_page
    lists = ["index.html", "robots.txt", "sitemap.xml", "atom.xml"]
    places = [told.index(path) for path in lists]
    assert places == sorted(places)
    assert told.index("jobs/lid-keeper-bend.html") < told.index("index.html")
    assert [told[0], told[-1]] == [LEDGER, LEDGER]
    assert len(told) == len(releases.first.files) + 2
    target.told.clear()
    publish_to(target, releases.second)
    gone = [n for n, path in enumerate(told) if path.startswith("-")]
    ledgers = [n for n, path in enumerate(told) if path == LEDGER]
    assert ledgers == [0, gone[0] - 1, gone[-1] + 1]
    removed = [told[n] for n in gone]
    assert removed.index("-jobs/jar-keeper-both.txt") < min(
        n for n, path in enumerate(removed) if path.startswith("-assets/")
    )


def test_each_file_has_its_type_and_how_long_it_may_be_kept(releases: Releases) -> None:
    """For targets that keep such things; only what is named by its content stays for good."""
    target = Recorder()
    publish_to(target, releases.first)
    types = {Path(path).suffix: about[0] for path, about in target.about.items()}
    assert types[".html"] == "text/html; charset=utf-8"
    assert types[".css"] == "text/css; charset=utf-8"
    assert types[".js"] == "text/javascript; charset=utf-8"
    assert types[".woff2"] == "font/woff2"
    assert types[".png"] == "image/png"
    assert "application/octet-stream" not in types.values()
    assert target.about["atom.xml"][0] == "application/atom+xml"
    assert target.about["feed.json"][0] == "application/feed+json"
    assert target.about["sitemap.xml"][0] == "application/xml"
    for_good = {path for path, about in target.about.items() if "immutable" in about[1]}
    assert for_good == {path for path in target.about if path.startswith("assets/")}
    assert target.about[LEDGER] == ("application/json", "no-cache")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    tmp_path: Path, releases: Releases
) -> None:
    """Nothing outside is written, whatever links somebody put into the folder."""
    public, outside = tmp_path / "public", tmp_path / "outside"
    public.mkdir()
    outside.mkdir()
    (public / "jobs").symlink_to(outside)
    with pytest.raises(Problems) as stopped:
        publish(releases.first, str(public))
    assert [each.code for each in stopped.value.diagnostics] == ["KR505"]
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="made with pipes and links")
def test_nobody_waits_for_pipes_or_writes_through_links(tmp_path: Path, releases: Releases) -> None:
    """Whatever somebody put in the place of what is kept at the target."""
    public, outside = tmp_path / "public", tmp_path / "outside.txt"
    (public / FOLDER).mkdir(parents=True)
    outside.write_text("of somebody else")
    os.mkfifo(public / LEDGER)
    with pytest.raises(Problems) as stopped:
        publish(releases.first, str(public))
    assert [each.code for each in stopped.value.diagnostics] == ["KR730"]
    (public / LEDGER).unlink()
    (public / FOLDER / "unfinished").symlink_to(outside)
    os.mkfifo(public / FOLDER / "lock")
    publish(releases.first, str(public))
    assert outside.read_text() == "of somebody else"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of 200 kB, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize(
    ("kind", "reason", "lock"),
    [("folder", "No space left", "lock"), ("sftp", "bytes of its disk are free", "lock-")],
)
def test_a_disk_that_fills_leaves_whole_pages(
    kind: str, reason: str, lock: str, small_disk: Path, releases: Releases
) -> None:
    """What stopped it is told, no page lacks a part, and the next run finishes."""
    (small_disk / OWN[0]).write_bytes(OWN[1])
    (small_disk / "ballast").write_bytes(b"x" * 90_000)
    url = str(small_disk) if kind == "folder" else shared_ssh_server().address_of(small_disk)
    with pytest.raises(Problems) as stopped:
        publish(releases.first, url)
    assert [each.code for each in stopped.value.diagnostics] == ["KR708"]
    assert reason in stopped.value.diagnostics[0].message
    files = files_of(url)
    is_whole(files)
    own = sorted(path.name.rstrip("0123456789") for path in (small_disk / FOLDER).iterdir())
    assert own == ["ledger.json", lock]
    kept = {p: c for p, c in files.items() if p in releases.first.files}
    assert kept
    assert all(c == releases.first.files[p].content() for p, c in kept.items())
    (small_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    publish(releases.first, url)
    is_published(files_of(url), releases.first)


def test_a_branch_is_committed_to_without_a_checkout(
    tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a hook of somebody's own repository, that one stays as it is."""
    mine = tmp_path / "mine"
    subprocess.run(["git", "init", "-q", mine], check=True)
    monkeypatch.setenv("GIT_DIR", str(mine / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(mine / ".git/index"))
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*")}
    monkeypatch.delenv("GIT_DIR")
    url = target_of("git", tmp_path)
    monkeypatch.setenv("GIT_DIR", str(mine / ".git"))
    publish(releases.first, url)
    assert {path: path.stat().st_mtime_ns for path in mine.rglob("*")} == before
    monkeypatch.delenv("GIT_DIR")
    bare = url.removeprefix("git+file://").partition("#")[0]
    assert git(bare, "rev-list", "--count", BRANCH) == "2"
    assert git(bare, "log", "-1", "--format=%s|%cs", BRANCH) == (
        "Publish the jobs of 2026-11-23: 3 new|2026-11-23"
    )


def test_a_branch_is_made_in_an_empty_repository(bare: Path, releases: Releases) -> None:
    """The first publish needs no preparation at the forge."""
    url = f"git+file://{bare}#{BRANCH}"
    publish(releases.first, url)
    is_published(files_of(url), releases.first)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("git+https://ann:secret@git.example/jobs#pages", "KR711"),
        ("git+https://token@git.example/jobs#pages", "KR711"),
        ("git+ssh://git:secret@git.example/jobs#pages", "KR711"),
        ("git+https://git.example/jobs", "KR701"),
        ("git@git.example:jobs.git", "KR701"),
        ("git+https://git.example/jobs#--upload-pack=x", "KR701"),
        ("git+file:///nonexistent/jobs.git#pages", "KR709"),
        ("git+https://git.example/jobs?private_token=secret#pages", "KR701"),
        ("git+https://[git.example/jobs#pages", "KR701"),
        ("git+https:ann:secret@git.example/jobs#pages", "KR701"),
        ("git+https:///ann:secret@git.example/jobs#pages", "KR701"),
        ("git+file://git.example/jobs#pages", "KR701"),
        ("sftp:/ann:secret@www.example/jobs", "KR701"),
        ("s3:ann:secret@umbel-quince", "KR701"),
        ("s3://[umbel-quince", "KR701"),
        ("carrier-pigeon://ann:secret@coop/7", "KR701"),
        ("file:///srv/careers", "KR701"),
    ],
)
def test_addresses_that_do_not_work_are_told(url: str, code: str) -> None:
    """A password is never repeated, wherever in an address it stands."""
    with pytest.raises(Problems) as stopped, open_target(url, Path()):
        pass
    assert pinned(stopped.value.diagnostics) == [(code, "")]
    assert "secret" not in str(stopped.value)
    assert "token@" not in str(stopped.value)


def test_without_git_that_is_said(monkeypatch: pytest.MonkeyPatch, bare: Path) -> None:
    """With what to do."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Problems) as stopped, open_target(f"git+file://{bare}#x", Path()):
        pass
    assert pinned(stopped.value.diagnostics) == [("KR709", "")]


def test_without_the_packages_of_publishing_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs them; a folder needs none."""
    monkeypatch.setitem(sys.modules, "paramiko", None)
    with pytest.raises(Problems) as stopped, open_target("sftp://www.example/jobs", Path()):
        pass
    assert pinned(stopped.value.diagnostics) == [("KR715", "")]
    with open_target("public", Path()) as target:
        assert target.address == "public"


def test_what_a_folder_does_not_need_is_not_imported() -> None:
    """Nobody waits for packages of targets that are not published to, or has to install them."""
    program = (
        "import sys; from pathlib import Path\n"
        "from kamroles.publish.publishers import open_target\n"
        "others = {'google.auth', 'obstore', 'paramiko', 'requests', 'stamina', 'urllib3'}\n"
        "with open_target('public', Path()): print(others & {*sys.modules})"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_forge_that_refuses_is_quoted(bare: Path, releases: Releases) -> None:
    """Such as for a branch that is protected."""
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho this branch is protected >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(Problems) as stopped:
        publish(releases.first, f"git+file://{bare}#{BRANCH}")
    (found,) = stopped.value.diagnostics
    assert found.code == "KR709"
    assert "this branch is protected" in found.message


def test_a_page_without_a_part_is_noticed(releases: Releases) -> None:
    """The judge of the tests can fail: for each style sheet, script, picture and font."""
    files = {path: file.content() for path, file in releases.first.files.items()}
    is_whole(files)
    parts = [path for path in files if path.startswith(("assets/", "cards/", "jobs/"))]
    assert len(parts) > 10
    for part in parts:
        if not part.startswith(("jobs/lid-keeper-over", "jobs/lid-keeper-paused")):
            with pytest.raises(AssertionError):
                is_whole({path: content for path, content in files.items() if path != part})


def test_publishers_are_found() -> None:
    """By the scheme of an address."""
    known, unusable = known_publishers()
    assert unusable == ()
    assert {"", "git+https", "git+ssh", "git+file", "sftp"} <= known.keys()
