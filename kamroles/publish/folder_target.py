"""Publishing to a folder, such as the one that a web server shows."""

from __future__ import annotations

import contextlib
import os
import sys
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.ordinary import AT_ONCE, followed, read_ordinary, show_path
from kamroles.publish.apply import at_work
from kamroles.publish.ledger import FOLDER
from kamroles.publish.publishers import Publisher

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

_LOCK = f"{FOLDER}/lock"
_UNFINISHED = f"{FOLDER}/unfinished"
"""A file that is being written; the next takes away one that was cut off."""
_MOST = 256 * 1024 * 1024
"""Bytes of a file that is read back; a ledger of ten thousand postings has a few million."""


class FolderTarget:
    """A folder to publish to. Files are written beside the ledger, then moved to their place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def address(self) -> str:
        """The path, as a person would type it."""
        return show_path(self.root)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there."""
        place = self._at(path)
        if not os.path.lexists(place):
            return None
        return read_ordinary(place, show_path(place), self.root, code="KR730", most=_MOST)

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of those of the files that are there."""
        found = {}
        for path in paths:
            place = self._at(path)
            if place.is_file():
                with place.open("rb") as file:
                    found[path] = file_digest(file, "sha256").hexdigest()
            elif place.is_symlink() or place.exists():
                found[path] = "no file"
        return found

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock of the system's, which ends with the process, however that ends."""
        lock = self._at(_LOCK)
        lock.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(lock, os.O_RDWR | os.O_CREAT | AT_ONCE), "rb") as file:  # noqa: PTH123
            _hold(file.fileno(), self.address)
            yield

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Put a file there; that it is whole is certain before it takes its place."""
        place = self._at(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._at(_UNFINISHED)
        try:
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        place = self._at(path)
        place.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the first that is not empty
            for folder in place.relative_to(self.root).parents:
                if folder.name:
                    (self.root / folder).rmdir()

    def finish(self, message: str, day: datetime.date) -> None:
        """Do nothing: each file counts as soon as it stands there."""

    def _at(self, path: str) -> Path:
        """Return where a file stands.

        Raises:
            Problems: links of the folder lead out of it.

        """
        place = self.root / path
        if not followed(place.parent).is_relative_to(followed(self.root)):
            raise Problems([leads_out(show_path(place))])
        return place


def leads_out(place: str) -> Diagnostic:
    """Return that links of a target lead out of it."""
    message = f"{place} lies outside the folder, for a link leads there"
    return error("KR505", message, None, "put a folder in the link's place")


def _hold(lock: int, address: str) -> None:
    """Lock an open file.

    Raises:
        Problems: somebody else has locked it.

    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise Problems([at_work(address)]) from None


@contextlib.contextmanager
def _open(url: str, base: Path) -> Iterator[FolderTarget]:
    root = base / Path(url).expanduser()
    file = next(
        (each for each in (root, *root.parents) if each.exists() and not each.is_dir()), None
    )
    if file:
        hint = "name a folder; it is made if it is not there"
        raise Problems([error("KR701", f"{show_path(file)} is a file", None, hint)])
    yield FolderTarget(root)


PUBLISHER = Publisher(name="folder", schemes=("",), open=_open)
