"""Which files need no reading, for their size and time are those with which they were put there.

Times of SFTP are whole seconds. So that whoever changes a file changes its time, even in the same
second, what is put there is dated back; and a file that was only read is remembered if it was older
than something else there, so that no change of it could have been overlooked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from kamroles.publish.ledger import FOLDER

STAMPS = f"{FOLDER}/stamps.json"
_FORM = 1
_DATED_BACK = 10


class FileStamp(NamedTuple):
    """The size in bytes and the time in seconds of a file."""

    size: int
    time: int


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: FileStamp
    sha256: str


class FileStamps:
    """The record of stamps that stands at a target, and what a run adds to it."""

    def __init__(self, content: bytes | None) -> None:
        """Read a record; one that cannot be read says nothing, and all files are read."""
        self._recorded = dict(_decoded(content))
        self._now: dict[str, _Known] = {}

    def sha256(self, path: str, stamp: FileStamp) -> str | None:
        """Return the hash of a file that has this stamp; None if it has to be read."""
        known = self._recorded.get(path)
        if not known or known.stamp != stamp:
            return None
        self._now[path] = known
        return known.sha256

    def time_for(self, path: str, size: int, now: int) -> int:
        """Return the time to give to a file that is put there ``now``."""
        known = self._recorded.get(path)
        back = now - _DATED_BACK
        return back - 1 if known and known.stamp == (size, back) else back

    def note(self, path: str, stamp: FileStamp, sha256: str) -> None:
        """Remember a file."""
        self._now[path] = _Known(stamp, sha256)

    def forget(self, path: str) -> None:
        """Remember a file no longer."""
        self._now.pop(path, None)

    def encoded(self) -> bytes:
        """Return the record of all files that were asked for or put there, as it is stored."""
        files = {path: [*each.stamp, each.sha256] for path, each in sorted(self._now.items())}
        return f"{json.dumps({'form': _FORM, 'files': files})}\n".encode()


def _decoded(content: bytes | None) -> list[tuple[str, _Known]]:
    try:
        record = json.loads(content or b"{}")
        if record.get("form") != _FORM:
            return []
        return [
            (str(path), _Known(FileStamp(int(size), int(time)), str(sha256)))
            for path, (size, time, sha256) in record["files"].items()
        ]
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError):
        return []
