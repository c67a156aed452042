"""Publishing to a folder of a server, over SFTP."""

from __future__ import annotations

import contextlib
import secrets
import stat
from hashlib import sha256
from itertools import groupby
from posixpath import basename, commonpath, dirname, join
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import Problems
from kamroles.publish.file_stamps import STAMPS, FileStamp, FileStamps
from kamroles.publish.folder_target import leads_out
from kamroles.publish.lease import Lease
from kamroles.publish.ledger import FOLDER
from kamroles.publish.publishers import Publisher
from kamroles.publish.sftp_connection import SftpConnection
from kamroles.publish.sftp_files import (
    is_there,
    move_over,
    read_whole,
    real_path,
    remove_file,
    renames_over,
    write_whole,
)
from kamroles.publish.sftp_lock import LOCKS, SftpLock

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from paramiko import SFTPAttributes, SFTPClient

_UNFINISHED = "unfinished-"
_NO_FILE = "no file"
_T = TypeVar("_T")


class SftpTarget:
    """A folder of a server. Files are written beside the ledger, then moved to their place.

    What a connection that was lost left undone is done again, so each piece of work here can be.
    """

    def __init__(self, connection: SftpConnection, address: str) -> None:
        self.address = address
        self._connection = connection
        self._root = connection.path
        self._lease = Lease(SftpLock(connection, self._at(FOLDER)), address)
        self._unfinished = f"{FOLDER}/{_UNFINISHED}{secrets.token_hex(8)}"
        self._stamps: FileStamps | None = None
        self._inside: set[str] = set()
        self._made: set[str] = set()
        self._overwrites = False

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there."""

        def read(sftp: SFTPClient) -> bytes | None:
            self._within(sftp, dirname(path))
            try:
                return read_whole(sftp, self._at(path))[0]
            except FileNotFoundError:
                return None

        return self._connection.do(path, read)

    def hashes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of those of the files that are there.

        Read are only those that are not as they were when they were put there or read before.
        """
        if self._stamps is None:
            self._stamps = FileStamps(self.read(STAMPS))
        # No change after this moment has a time before it.
        locks = [a for name, a in self._listed(FOLDER).items() if name.startswith(LOCKS)]
        moment = max((each.st_mtime or 0 for each in locks), default=0)
        there: dict[str, SFTPAttributes] = {}
        for folder, asked in groupby(sorted(paths, key=dirname), key=dirname):
            listed = self._listed(folder)
            there |= {path: listed[basename(path)] for path in asked if basename(path) in listed}
        found = {path: self._unread(path, each) for path, each in there.items()}
        links = {path for path, each in there.items() if stat.S_ISLNK(each.st_mode or 0)}
        read = self._connection.do_each(
            [path for path, known in found.items() if not known],
            lambda sftp, path: self._hash(sftp, path, link=path in links),
        )
        for path, (known, stamp) in read.items():
            found[path] = known
            if stamp and stamp.time < moment:
                self._stamps.note(path, stamp, known)
        return found

    def _unread(self, path: str, found: SFTPAttributes) -> str:
        """Return the hash of a file without reading it; empty where it has to be read."""
        mode = found.st_mode or 0
        if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
            return _NO_FILE
        stamp = _stamp(found)
        return (self._stamps and stamp and self._stamps.sha256(path, stamp)) or ""

    def _hash(self, sftp: SFTPClient, path: str, *, link: bool) -> tuple[str, FileStamp | None]:
        """Return the hash of a file, and its stamp."""
        place = self._at(path)
        try:
            if link and not stat.S_ISREG(sftp.stat(place).st_mode or 0):
                return _NO_FILE, None
            content, found = read_whole(sftp, place)
        except FileNotFoundError:
            return _NO_FILE, None  # a link that leads nowhere
        return sha256(content).hexdigest(), _stamp(found)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a lock that is renewed before each change; clear away what a dead one left."""
        self._inside.clear()
        self._made.clear()
        self._connection.do(FOLDER, lambda sftp: self._make(sftp, FOLDER))
        with self._lease.held():
            for name in self._listed(FOLDER):
                if name.startswith(_UNFINISHED):
                    self._do(f"{FOLDER}/{name}", remove_file)
            self._overwrites = self._do(self._unfinished, renames_over)
            yield

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Put a file there; that it is whole is certain before it takes its place."""
        self._lease.renew()
        try:
            stamp = self._connection.do(path, lambda sftp: self._write(sftp, path, content))
            self._lease.renew()  # writing may have taken longer than others wait
            self._do(path, lambda sftp, at: self._move(sftp, at, stamp))
        except FileNotFoundError:
            self._lease.renew()  # who has taken over clears away what is unfinished
            raise
        if self._stamps and stamp and not path.startswith(FOLDER):
            self._stamps.note(path, stamp, sha256(content).hexdigest())

    def _write(self, sftp: SFTPClient, path: str, content: bytes) -> FileStamp | None:
        """Write a file beside the ledger; return its stamp, if its time can be set."""
        self._make(sftp, dirname(path))
        unfinished = self._at(self._unfinished)
        found = write_whole(sftp, unfinished, content)
        if self._stamps is None or not found.st_mtime:
            return None
        time = self._stamps.time_for(path, len(content), found.st_mtime)
        try:
            sftp.utime(unfinished, (time, time))
        except OSError:
            return None
        return FileStamp(len(content), time)

    def _move(self, sftp: SFTPClient, place: str, stamp: FileStamp | None) -> None:
        """Move the file that was written to its place."""
        unfinished = self._at(self._unfinished)
        try:
            move_over(sftp, unfinished, place, at_once=self._overwrites)
        except FileNotFoundError:
            if not stamp or _stamp(sftp.stat(place)) != stamp:  # else it was moved just before
                raise

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        self._lease.renew()
        if self._stamps:
            self._stamps.forget(path)

        def remove(sftp: SFTPClient, place: str) -> None:
            self._within(sftp, dirname(path))
            remove_file(sftp, place)
            folder = dirname(path)
            with contextlib.suppress(OSError):  # the first that is not empty
                while folder:
                    sftp.rmdir(self._at(folder))
                    self._made.discard(folder)
                    folder = dirname(folder)

        self._do(path, remove)

    def finish(self, message: str, day: datetime.date) -> None:
        """Store what is known of the files, so that the next run need not read them."""
        if self._stamps:
            self.put(STAMPS, self._stamps.encoded(), "application/json", "no-cache")

    def _do(self, path: str, work: Callable[[SFTPClient, str], _T]) -> _T:
        return self._connection.do(path, lambda sftp: work(sftp, self._at(path)))

    def _at(self, path: str) -> str:
        return join(self._root, path)

    def _listed(self, folder: str) -> dict[str, SFTPAttributes]:
        """Return by name what stands in a folder; nothing where there is none."""

        def listed(sftp: SFTPClient) -> list[SFTPAttributes]:
            self._within(sftp, folder)
            try:
                return sftp.listdir_attr(self._at(folder))
            except FileNotFoundError:
                return []

        return {each.filename: each for each in self._connection.do(folder or ".", listed)}

    def _make(self, sftp: SFTPClient, folder: str) -> None:
        """Make a folder of the target, and those that lead to it."""
        self._within(sftp, folder)
        if folder in self._made:
            return
        missing = []
        place = self._at(folder)
        while place and not is_there(sftp, place):
            missing.append(place)
            place = dirname(place)
        for each in reversed(missing):
            try:
                sftp.mkdir(each)
            except OSError:
                if not is_there(sftp, each):
                    raise
        self._made.add(folder)

    def _within(self, sftp: SFTPClient, folder: str) -> None:
        """See to it that links of the target do not lead out of it.

        Raises:
            Problems: they do.

        """
        if folder in self._inside:
            return
        root, place = real_path(sftp, self._root), real_path(sftp, self._at(folder))
        if commonpath([root, place]) != root:
            raise Problems([leads_out(self._at(folder))])
        self._inside.add(folder)


def _stamp(found: SFTPAttributes) -> FileStamp | None:
    """Return the stamp of a file; None for folders, links and what has no time."""
    if not stat.S_ISREG(found.st_mode or 0) or found.st_size is None or not found.st_mtime:
        return None
    return FileStamp(found.st_size, found.st_mtime)


@contextlib.contextmanager
def _open(url: str, _: Path) -> Iterator[SftpTarget]:
    with contextlib.closing(SftpConnection(url)) as connection:
        yield SftpTarget(connection, url)


PUBLISHER = Publisher(name="sftp", schemes=("sftp",), open=_open, needs=("paramiko", "stamina"))
