"""Publishing that is killed at any point, and two that publish at once."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
import traceback
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish import lease
from kamroles.publish.archive import Archive
from kamroles.publish.ledger import LEDGER, decode
from tests.ssh_server import shared_ssh_server
from tests.unit.publish.apart import apart, fork
from tests.unit.publish.conftest import SOON
from tests.unit.publish.releases import (
    OWN,
    approve,
    change,
    files_of,
    is_published,
    is_whole,
    publish,
)
from tests.unit.publish.test_targets import KINDS, target_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kamroles.publish.site_release import SiteRelease
    from tests.unit.publish.releases import Releases

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need processes of POSIX")
_DONE, _REFUSED, _FAILED = 0, 3, 4
_KAMROLES = f"""
from kamroles.cli import main
from kamroles.publish import lease
lease.STALE_AFTER = {SOON}
main()
"""
"""The command as anybody starts it, but that it waits less for the lock of a dead one."""


def process(work: Callable[[], object]) -> int:
    """Start a process in a group of its own that does something; return its id once it began."""
    began, begin = os.pipe()
    if child := fork():
        os.close(begin)
        os.read(began, 1)
        os.close(began)
        return child
    status = _FAILED
    try:
        os.setsid()
        os.close(began)
        os.write(begin, b"x")
        os.close(begin)
        work()
        status = _DONE
    except Problems as problems:
        codes = {each.code for each in problems.diagnostics}
        status = _REFUSED if codes <= {"KR705", "KR706"} else _FAILED
        sys.stderr.write(f"{problems}\n")  # shown where the test fails
    except BaseException:  # of which nobody would hear otherwise
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def status_of(child: int) -> int:
    """Wait for a process to end; return its status, below zero for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(child: int, *, helpers: bool) -> bool:
    """Kill a process, with the commands that it started or without; tell whether it was in time.

    What it started may go on, as git does, or what it asked for; it is waited for.
    """
    with contextlib.suppress(ProcessLookupError):
        (os.killpg if helpers else os.kill)(child, signal.SIGKILL)
    killed = status_of(child) < 0
    for _ in range(4000):
        try:
            os.killpg(child, 0)
        except (ProcessLookupError, PermissionError):
            if shared_ssh_server.cache_info().currsize:
                shared_ssh_server().wait()
            return killed
        time.sleep(0.005)
    raise AssertionError("what the killed process started does not end")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("kills", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_at_random_points(kind: str, kills: int, tmp_path: Path, releases: Releases) -> None:
    """Nothing is lost or doubled, no page lacks a part, and the next run finishes."""
    url = target_of(kind, tmp_path)
    chance = random.Random(f"{kind} {kills}")  # noqa: S311 - so that a failure can be repeated
    publish(releases.first, url)
    start = time.monotonic()
    assert status_of(process(lambda: publish(releases.second, url))) == _DONE
    takes = time.monotonic() - start
    contents = [
        {path: file.content() for path, file in each.files.items()}
        for each in (releases.first, releases.second)
    ]
    killed = late = midway = 0
    release, other = releases.first, releases.second
    while killed < kills:
        child = process(lambda: publish(release, url))  # noqa: B023 - it runs at once
        time.sleep(chance.uniform(0, takes))
        in_time = kill(child, helpers=chance.random() < 0.5)
        files = files_of(url)
        is_whole(files)
        _nothing_is_lost(files, contents)
        cut_off = decode(files[LEDGER], "").cut_off
        killed, late, midway = killed + in_time, late + (not in_time), midway + cut_off
        if not in_time or chance.random() < 0.7:  # else the next one is killed too
            publish(release, url)
            _is_finished(files_of(url), release, releases)
        if not in_time or chance.random() < 0.7:  # else it is the same release again
            release, other = other, release
    publish(release, url)
    _is_finished(files_of(url), release, releases)
    print(f"{kind}: {killed} killed, {midway} of them midway, {late} were done before")  # noqa: T201
    assert late < 10 * kills
    if kind == "git":
        assert midway == 0  # a branch has all of a commit, or nothing
    elif kills > 100:
        assert midway > kills / 10


def _nothing_is_lost(files: dict[str, bytes], contents: list[dict[str, bytes]]) -> None:
    """Hold that each file is whole, of one of the releases, and that what both have is there."""
    assert files[OWN[0]] == OWN[1]
    for path, content in files.items():
        if path not in {LEDGER, OWN[0]}:
            assert content in [each[path] for each in contents if path in each], path
    assert {*contents[0]} & {*contents[1]} <= {*files}


def _is_finished(files: dict[str, bytes], release: SiteRelease, releases: Releases) -> None:
    ledger = is_published(files, release)
    known = {**releases.first.postings, **releases.second.postings}
    assert ledger.postings.keys() == known.keys()
    for name, published in ledger.postings.items():
        assert published.first_posted == known[name].published.first_posted
        if name in releases.first.postings and name in releases.second.postings:
            doubled = [one for one, after in pairwise(published.appearances) if one.same(after)]
            assert (
                doubled == []
            )  # it was live all the time, so that each version ends the one before


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_command_itself_is_killed(kind: str, root: Path, tmp_path: Path) -> None:
    """While it builds, keeps the archive or publishes: the next run finishes all of these."""
    url = target_of(kind, tmp_path)
    command = [sys.executable, "-c", _KAMROLES, "--as-of", "2026-11-23", "publish", url, "--yes"]
    chance = random.Random(kind)  # noqa: S311 - so that a failure can be repeated

    def published() -> None:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os.execv(sys.executable, command)  # noqa: S606 - the very command

    start = time.monotonic()
    assert status_of(process(published)) == _DONE
    takes = time.monotonic() - start
    killed = 0
    for number in range(20):
        change(root, "jar-keeper-salem", f"min: {60000 + number}", f"min: {60001 + number}")
        approve(root, "jar-keeper-salem")
        child = process(published)
        time.sleep(chance.uniform(takes / 4, takes))
        killed += kill(child, helpers=chance.random() < 0.5)
        files = files_of(url)
        is_whole(files)
        if chance.random() < 0.5:
            assert status_of(process(published)) == _DONE
            _archive_has_all(root, files_of(url))
    assert status_of(process(published)) == _DONE
    _archive_has_all(root, files_of(url))
    print(f"{kind}: the command was killed {killed} times")  # noqa: T201
    assert killed > 5


def _archive_has_all(root: Path, files: dict[str, bytes]) -> None:
    """Hold that the archive says what the ledger says, and has the bytes of all of it."""
    ledger = decode(files[LEDGER], "")
    archive = Archive(root / "archive")
    for name, published in ledger.postings.items():
        kept = archive.appearances(name)
        assert [each.appearance for each in kept] == [*published.appearances]
        assert all(each.kept for each in kept)
    for name in ledger.live:
        last = archive.appearances(name)[-1].kept
        assert last
        for path, stored in json.loads(last.read_text(encoding="utf-8"))["files"].items():
            assert (root / "archive" / stored).read_bytes() == files[path]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_two_publishers_at_once(
    kind: str,
    times: int,
    tmp_path: Path,
    releases: Releases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One of them wins whole; the other is told, or came after."""
    monkeypatch.setattr(lease, "STALE_AFTER", 10 * SOON)  # on a busy machine nobody is dead so soon
    refused = 0
    for number in range(times):
        (tmp_path / str(number)).mkdir()
        url = target_of(kind, tmp_path / str(number))
        both = (releases.first, releases.second)
        wait, start = os.pipe()

        def race(release: SiteRelease) -> None:
            os.close(start)  # noqa: B023 - it runs at once
            os.read(wait, 1)  # noqa: B023
            publish(release, url)  # noqa: B023

        children = [process(lambda each=each: race(each)) for each in both]  # type: ignore[misc]
        os.close(start)
        statuses = [status_of(child) for child in children]
        assert _DONE in statuses
        assert {*statuses} <= {_DONE, _REFUSED}
        refused += statuses.count(_REFUSED)
        os.close(wait)
        files = files_of(url)
        assert files[OWN[0]] == OWN[1]
        won = decode(files[LEDGER], "").live.keys()
        is_published(files, next(each for each in both if each.postings.keys() == won))
    print(f"{kind}: {refused} of {times} refused")  # noqa: T201
    assert refused


@pytest.mark.parametrize("kind", KINDS)
def test_who_publishes_after_a_look_is_told_of_another(
    kind: str, tmp_path: Path, releases: Releases
) -> None:
    """A plan counts only for what it was made from."""
    from kamroles.publish.apply import apply_plan
    from kamroles.publish.publishers import open_target
    from tests.unit.publish.releases import plan_for

    url = target_of(kind, tmp_path)

    def publish_late() -> None:
        with open_target(url, tmp_path) as target:
            plan = plan_for(target, releases.first)
            publish(releases.second, url)
            apply_plan(plan, target)

    with pytest.raises(Problems) as stopped:
        apart(publish_late)
    assert [each.code for each in stopped.value.diagnostics] == ["KR705"]
    is_published(files_of(url), releases.second)


def test_a_folder_is_locked_while_somebody_publishes(tmp_path: Path, releases: Releases) -> None:
    """By another process; a lock that a killed one left is none."""
    from kamroles.publish.publishers import open_target

    url = target_of("folder", tmp_path)

    def hold() -> None:
        with open_target(url, tmp_path) as target, target.alone():
            (tmp_path / "held").touch()
            time.sleep(60)

    holder = process(hold)
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    with pytest.raises(Problems) as stopped:
        publish(releases.first, url)
    assert [each.code for each in stopped.value.diagnostics] == ["KR706"]
    assert kill(holder, helpers=True)
    publish(releases.first, url)
    is_published(files_of(url), releases.first)
