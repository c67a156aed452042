"""What SFTP does with a file, so that nothing of it is missed in silence."""

from __future__ import annotations

import contextlib
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paramiko import SFTPAttributes, SFTPClient


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
    except OSError as fault:
        _clear(sftp, place, fault)
        raise
    return found


def read_whole(sftp: SFTPClient, place: str) -> tuple[bytes, SFTPAttributes]:
    """Return the bytes of a file, and what the server says of just this file."""
    with sftp.open(place, "rb") as file:
        found = file.stat()
        content = file.read(found.st_size)
    _is_all(found.st_size, len(content), "read")
    return content, found


def _is_all(said: int | None, count: int, what: str) -> None:
    if said != count:
        raise OSError(f"{count} bytes were {what}, and the server says that it has {said}")


def move_over(sftp: SFTPClient, unfinished: str, place: str, *, at_once: bool) -> None:
    """Move a file to its place, over the one that is there; else take it away.

    Where a server cannot do that ``at_once``, there is none for a moment.
    """
    try:
        if at_once:
            sftp.posix_rename(unfinished, place)
        else:
            sftp.stat(unfinished)  # nothing is removed for a file that was moved just before
            remove_file(sftp, place)
            sftp.rename(unfinished, place)
    except OSError as fault:
        _clear(sftp, unfinished, fault)
        raise


def _clear(sftp: SFTPClient, place: str, fault: OSError) -> None:
    """Take away what is of no use, unless the fault is that the server does not answer."""
    if not isinstance(fault, TimeoutError | ConnectionError):
        with contextlib.suppress(OSError):
            sftp.remove(place)


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
