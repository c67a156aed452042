"""The folder that a site is written into: what a build wrote there, and what others put there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

_BATCH = 500
"""So many files are announced in the manifest at once, before the first of them is written."""


class SiteFolder:
    """A folder, and the manifest of what builds wrote into it.

    What is about to be written is announced first, so that a build that is killed leaves nothing
    that the next one does not know.

    Attributes:
        found: files that somebody else put where a page belongs; they stay.
        written: the paths of those that changed.
        made: the paths of all files of the site.

    """

    def __init__(self, out: Path) -> None:
        self.found: list[Diagnostic] = []
        self.written: set[str] = set()
        self.made: set[str] = set()
        self._out = out
        self._manifest = write.Manifest.load(out)
        self._before = {*self._manifest.entries}

    def current(self, path: str, key: str) -> bool:
        """Tell whether a file is there as it would come out; if so, it is kept."""
        if not self._manifest.current(path, key):
            return False
        self.made.add(path)
        return True

    def put(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files that are quickly made.

        Raises:
            Problems: one cannot be written.

        """
        waiting = iter(files)
        while batch := [*islice(waiting, _BATCH)]:
            self.announce(path for path, content in batch if not self._has(path, content))
            for path, content in batch:
                self.put_one(path, content, "")

    def announce(self, paths: Iterable[str]) -> None:
        """Note files that are about to be written."""
        self._manifest.announce([path for path in paths if not self._is_foreign(path)])

    def put_one(self, path: str, content: bytes, key: str) -> None:
        """Write a file that was announced, made from what has this key.

        Raises:
            Problems: it cannot be written.

        """
        if self._is_foreign(path) and not self._has(path, content):
            message = f"{self._out / path} is there, and no build of this site wrote it"
            hint = "it stays as it is; move it away, or build elsewhere: `site: {output: …}`"
            self.found.append(error("KR650", message, None, hint))
            return
        if write.write_file(self._out / path, content):
            self.written.add(path)
        self._manifest.record(path, key)
        self.made.add(path)

    def tidy(self) -> Iterator[str]:
        """Take away what an earlier build wrote and nobody needs; yield the paths of such pages."""
        for path in sorted(self._before - self.made):
            if self._manifest.untouched(path):
                (self._out / path).unlink()
                yield path

    def close(self) -> None:
        """Write down what stands there now."""
        self._manifest.save()

    def _has(self, path: str, content: bytes) -> bool:
        return write.holds(self._out / path, content)

    def _is_foreign(self, path: str) -> bool:
        return path not in self._manifest.entries and (self._out / path).is_file()
