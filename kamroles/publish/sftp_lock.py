"""A lock file on an SFTP server, where only making a file that is not there yet is atomic."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, TypeVar

from kamroles.publish.sftp_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from paramiko import SFTPClient

    from kamroles.publish.sftp_connection import SftpConnection

LOCKS = "lock-"
_NAME = re.compile(rf"{LOCKS}(\d{{1,15}})")
_LOOKS = 20
_T = TypeVar("_T")


class SftpLock:
    """Numbered files, of which the highest counts: who makes the next one has changed the lock."""

    def __init__(self, connection: SftpConnection, folder: str) -> None:
        self._connection = connection
        self._folder = folder

    def look(self) -> bytes | None:
        """Return what it holds; None if it is not there."""
        return self._do(self._newest)[1]

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Put ``new`` there if it still holds ``old``; tell whether it did."""
        return self._do(lambda sftp: self._swap(sftp, old, new))

    def _do(self, work: Callable[[SFTPClient], _T]) -> _T:
        return self._connection.do(f"{self._folder}/lock", work)

    def _swap(self, sftp: SFTPClient, old: bytes | None, new: bytes) -> bool:
        number, now = self._newest(sftp)
        if now == new:
            return True  # it was done before a connection was lost
        if now != old:
            return False
        place = self._at(number + 1)
        try:
            write_whole(sftp, place, new, new=True)
        except OSError:
            if number + 1 in self._numbers(sftp):
                return False  # somebody else was first
            raise
        there = self._numbers(sftp)
        if max(there, default=0) > number + 1:  # so slow that others came and went meanwhile
            sftp.remove(place)
            return False
        for over in there:
            if over <= number:
                with contextlib.suppress(FileNotFoundError):
                    sftp.remove(self._at(over))
        return True

    def _newest(self, sftp: SFTPClient) -> tuple[int, bytes | None]:
        """Return the number and the bytes of the file that counts."""
        for _ in range(_LOOKS):
            number = max(self._numbers(sftp), default=0)
            if not number:
                return 0, None
            with (
                contextlib.suppress(FileNotFoundError),  # a next one came since
                sftp.open(self._at(number), "rb") as file,
            ):
                return number, file.read()
        raise OSError("the lock changes all the time")

    def _numbers(self, sftp: SFTPClient) -> list[int]:
        try:
            names = sftp.listdir(self._folder)
        except FileNotFoundError:
            return []
        return [int(hit[1]) for name in names if (hit := _NAME.fullmatch(name))]

    def _at(self, number: int) -> str:
        return f"{self._folder}/{LOCKS}{number}"
