"""A lock that is renewed: who holds it, who finds it stale, and that clocks are never compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.publish import lease
from kamroles.publish.lease import Lease

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Stands for the module ``time``: sleeping is what makes it go on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.meanwhile: Callable[[], None] = lambda: None

    def monotonic(self) -> float:
        """Return the time in seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass, in which others do something."""
        self.now += seconds
        self.meanwhile()


class Memory:
    """A lock file in memory."""

    def __init__(self) -> None:
        self.content: bytes | None = None
        self.broken = False

    def look(self) -> bytes | None:
        """Return what it holds."""
        return self.content

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Change it from what it was."""
        if self.broken:
            raise ConnectionResetError
        if self.content != old:
            return False
        self.content = new
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that leases go by."""
    clock = Clock()
    monkeypatch.setattr(lease, "time", clock)
    return clock


def codes(stopped: pytest.ExceptionInfo[Problems]) -> list[str]:
    """Return what stopped it."""
    return [each.code for each in stopped.value.diagnostics]


def test_one_after_the_other_waits_for_nobody(clock: Clock) -> None:
    """A lock that was given back is free at once."""
    file = Memory()
    for _ in range(3):
        with Lease(file, "there").held():
            assert b"held by" in (file.content or b"")
        assert file.content == b"{}\n"
    assert clock.now == 0


def test_a_living_holder_keeps_others_out(clock: Clock) -> None:
    """As soon as it is seen to renew its lock."""
    file = Memory()
    first = Lease(file, "there")
    clock.meanwhile = first.renew
    with first.held():
        with pytest.raises(Problems) as stopped, Lease(file, "there").held():
            pass
        assert codes(stopped) == ["KR706"]
        assert 0 < clock.now < lease.STALE_AFTER
        clock.now += lease.STALE_AFTER
        first.renew()


def test_the_lock_of_a_dead_one_is_taken_after_a_while(clock: Clock) -> None:
    """Not before; and who was only slow learns at its next change that it lost it."""
    file = Memory()
    slow = Lease(file, "there")
    with slow.held(), Lease(file, "there").held():
        assert clock.now >= lease.STALE_AFTER
        with pytest.raises(Problems) as stopped:
            slow.renew()
        assert codes(stopped) == ["KR705"]


def test_of_two_that_find_it_stale_one_gets_it(clock: Clock) -> None:
    """The other is told that somebody is at work."""
    file = Memory()
    dead, quick = Lease(file, "there"), Lease(file, "there")
    entered = quick.held()

    def late() -> None:
        if clock.now >= lease.STALE_AFTER:
            clock.meanwhile = lambda: None
            entered.__enter__()

    with dead.held():
        clock.meanwhile = late
        with pytest.raises(Problems) as stopped, Lease(file, "there").held():
            pass
    assert codes(stopped) == ["KR706"]


def test_a_lost_connection_leaves_the_lock_to_go_stale(clock: Clock) -> None:
    """What is raised is what went wrong, not that the lock could not be given back."""
    file = Memory()

    def cut() -> None:
        file.broken = True
        raise TimeoutError

    with pytest.raises(TimeoutError), Lease(file, "there").held():
        cut()
    file.broken = False
    with Lease(file, "there").held():
        assert clock.now >= lease.STALE_AFTER
