"""A row of numbered files as a lock: of many who change it at once, one does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from kamroles.publish.sftp_connection import SftpConnection
from kamroles.publish.sftp_lock import SftpLock
from tests.ssh_server import shared_ssh_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 25


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[SftpConnection]:
    """Yield a connection to a folder."""
    with closing(SftpConnection(shared_ssh_server().address_of(tmp_path))) as connection:
        yield connection


@pytest.fixture
def lock(connection: SftpConnection) -> SftpLock:
    """Return a lock that nobody has changed yet."""
    return SftpLock(connection, connection.path)


def names(folder: Path) -> list[str]:
    """Return the names of the files there."""
    return sorted(path.name for path in folder.iterdir())


def test_it_is_changed_from_what_it_was_alone(lock: SftpLock, tmp_path: Path) -> None:
    """And one file of it stays."""
    assert lock.look() is None
    assert not lock.swap(b"a", b"b")
    assert lock.swap(None, b"a")
    assert not lock.swap(None, b"b")
    assert lock.look() == b"a"
    assert lock.swap(b"a", b"b")
    assert lock.look() == b"b"
    assert names(tmp_path) == ["lock-2"]


def test_what_was_done_before_a_connection_was_lost_is_known_again(lock: SftpLock) -> None:
    """The same change twice is one."""
    assert lock.swap(None, b"a")
    assert lock.swap(None, b"a")
    assert lock.look() == b"a"


def test_of_many_at_once_one_changes_it(tmp_path: Path) -> None:
    """Each over a connection of its own, round after round."""
    url = shared_ssh_server().address_of(tmp_path)
    with ExitStack() as stack, ThreadPoolExecutor(5) as pool:
        connections = [stack.enter_context(closing(SftpConnection(url))) for _ in range(5)]
        locks = [SftpLock(each, each.path) for each in connections]
        now = None
        for number in range(ROUNDS):
            mine = [f"{number} {each}".encode() for each in range(len(locks))]
            tried = [pool.submit(x.swap, now, new) for x, new in zip(locks, mine, strict=True)]
            won = [new for new, each in zip(mine, tried, strict=True) if each.result()]
            assert len(won) == 1
            assert locks[0].look() == won[0]
            now = won[0]
    assert names(tmp_path) == [f"lock-{ROUNDS}"]


def test_one_so_slow_that_others_came_and_went_has_changed_nothing(
    connection: SftpConnection, lock: SftpLock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the number that it makes is free again."""
    slow = SftpLock(connection, connection.path)
    assert lock.swap(None, b"a")
    monkeypatch.setattr(slow, "_newest", lambda _: (1, b"a"))
    assert lock.swap(b"a", b"b")
    assert lock.swap(b"b", b"c")
    assert not slow.swap(b"a", b"mine")
    assert lock.look() == b"c"
    assert names(tmp_path) == ["lock-3"]


def test_one_that_was_cut_off_while_it_wrote_is_as_if_it_held_it(
    lock: SftpLock, tmp_path: Path
) -> None:
    """Nobody takes it as free; who has watched it takes it from what it is."""
    assert lock.swap(None, b"a")
    (tmp_path / "lock-2").touch()
    assert lock.look() == b""
    assert not lock.swap(b"a", b"b")
    assert lock.swap(b"", b"b")
    assert names(tmp_path) == ["lock-3"]
