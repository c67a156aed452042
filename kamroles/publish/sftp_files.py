"""What SFTP does with a file, so that nothing of it is missed in silence."""

from __future__ import annotations

import contextlib
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paramiko import SFTPAttributes, SFTPClient

_ONE_ANSWER = 32_768
"""Bytes that a server sends at a time."""


def write_whole(
    sftp: SFTPClient, place: str, content: bytes, *, new: bool = False
) -> SFTPAttributes:
    """Write a file, one that is ``new`` if need be; return what the server then says of it.

    What was written in part is taken away again. Writes are never pipelined: on a full disk they
    would fail in silence, as closing a file does, so that its size is looked at after that.
    """
    file = sftp.open(place, "wx" if new else "w")
    try:
        with file:
            file.write(content)
        found = sftp.stat(place)
        _is_all(found.st_size, len(content), "written")
    except OSError:
        with contextlib.suppress(OSError):
            sftp.remove(place)
        raise
    return found


def read_whole(sftp: SFTPClient, place: str, size: int | None = None) -> bytes:
    """Return the bytes of a file; that it has so many is seen to."""
    with sftp.open(place, "rb") as file:
        if size is None:
            size = file.stat().st_size or 0
        if size > _ONE_ANSWER:  # else asking for all at once takes longer
            file.prefetch(size)
        content = file.read(size)
    _is_all(len(content), size, "read")
    return content


def _is_all(count: int | None, wanted: int, what: str) -> None:
    if count != wanted:
        raise OSError(f"{count} of {wanted} bytes were {what}")


def is_there(sftp: SFTPClient, place: str) -> bool:
    """Tell whether something stands at a path, be it where a link leads."""
    try:
        sftp.stat(place)
    except FileNotFoundError:
        return False
    return True


def remove_file(sftp: SFTPClient, place: str) -> None:
    """Take a file away; it may be gone already."""
    with contextlib.suppress(FileNotFoundError):
        sftp.remove(place)


def real_path(sftp: SFTPClient, place: str) -> str:
    """Return where links lead, of a folder that may not be there yet."""
    try:
        return sftp.normalize(place or ".")
    except FileNotFoundError:
        return posixpath.join(real_path(sftp, posixpath.dirname(place)), posixpath.basename(place))


def renames_over(sftp: SFTPClient, missing: str) -> bool:
    """Tell whether a server moves a file over another: not all do so."""
    try:
        sftp.posix_rename(missing, missing)
    except FileNotFoundError:
        return True
    except OSError:
        sftp.normalize(".")  # which fails as well where the connection was the cause
    return False
