"""Keep publishers apart where the system has no locks: a lock file that its holder renews."""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import time
from typing import TYPE_CHECKING, Protocol

from kamroles.diagnostics import Problems, error
from kamroles.publish.apply import at_work
from kamroles.publish.ledger import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = f"{FOLDER}/lock.json"
STALE_AFTER = 60.0
"""Seconds without renewal after which the holder of a lock counts as dead."""
_RENEWED_EVERY = 10.0
_LOOKED_AT_EVERY = 2.0
_FREE = b"{}\n"
_LOG = logging.getLogger(__name__)


class LockFile(Protocol):
    """A file at a target that can be changed only from what it was when somebody looked."""

    def look(self) -> bytes | None:
        """Return what it holds; None if it is not there."""

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Put ``new`` there if it still holds ``old``; tell whether it did."""


class Lease:
    """A lock that its holder renews, and that anybody may take once that one is dead.

    No two clocks are compared: who finds a lock watches it for ``STALE_AFTER`` seconds of its own.
    """

    def __init__(self, file: LockFile, address: str) -> None:
        self._file = file
        self._address = address
        self._held = _FREE
        self._renewed = 0.0
        self._count = 0
        self._name = secrets.token_hex(8)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock while the block runs.

        Raises:
            Problems: somebody else holds it, and is alive.

        """
        found = self._file.look()
        if found not in (None, _FREE):
            found = self._watch(found)
        if not self._swap(found):
            raise Problems([at_work(self._address)])
        try:
            yield
        finally:
            # Where the connection is gone, others find the lock stale.
            with contextlib.suppress(OSError):
                self._file.swap(self._held, _FREE)

    def renew(self) -> None:
        """Say that the holder is alive, if it is time; to be called before each change.

        Raises:
            Problems: somebody else took the lock.

        """
        due = time.monotonic() >= self._renewed + min(_RENEWED_EVERY, STALE_AFTER / 4)
        if due and not self._swap(self._held):
            message = (
                f"somebody else took over publishing to {self._address}: this run was too slow"
            )
            hint = "run this again: it goes on from what is there then"
            raise Problems([error("KR705", message, None, hint)])

    def _swap(self, old: bytes | None) -> bool:
        self._count += 1
        mine = f"{json.dumps({'held by': self._name, 'renewed': self._count})}\n".encode()
        before = time.monotonic()
        if not self._file.swap(old, mine):
            return False
        self._held, self._renewed = mine, before
        return True

    def _watch(self, found: bytes | None) -> bytes | None:
        """Return a lock that is free or stale.

        Raises:
            Problems: its holder renews it.

        """
        _LOG.warning(
            "Somebody else publishes to %s, or was cut off; looking which for up to %d seconds …",
            self._address,
            STALE_AFTER,
        )
        until = time.monotonic() + STALE_AFTER
        while time.monotonic() < until:
            time.sleep(min(_LOOKED_AT_EVERY, STALE_AFTER / 4))
            now = self._file.look()
            if now in (None, _FREE):
                return now
            if now != found:
                raise Problems([at_work(self._address)])
        return found
