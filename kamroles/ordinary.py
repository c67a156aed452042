"""The one way in for files that people write: ordinary ones, below their workspace, of a size."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, Source, Span, error
from kamroles.resources import bundled

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic

MAX_BYTES = 256 * 1024
SAVED_AS_UTF_8 = "open the file in your editor and save it with the encoding UTF-8"
"""What to do with a file of another encoding."""
AT_ONCE = sum(getattr(os, f"O_{each}", 0) for each in ("NONBLOCK", "NOFOLLOW", "NOCTTY", "BINARY"))
"""How a file is opened: what took its place meanwhile makes nobody wait, and leads nowhere else."""

_PACKED = b"PK\x03\x04"
"""How zip archives begin, and with them files of office programs."""


def read_ordinary(
    path: Path,
    name: str,
    below: Path | None = None,
    *,
    code: str = "KR001",
    span: Span | None = None,
    most: int = MAX_BYTES,
) -> bytes:
    """Return the content of a file; where it has more, one byte more than ``most``.

    ``name`` is what people call it, ``below`` the workspace, in which it has to lie once all links
    are followed, and ``span`` where it was asked for, if not by its own name.

    Raises:
        Problems: ``code``, for there is no such file or it is no ordinary one; or it lies outside.

    """
    hint = "see that it is an ordinary file that your account may read"
    try:
        place = followed(path)
        if below is not None and not _inside(place, below):
            message, hint = "the file lies outside the workspace", "copy it into the workspace"
            if os.path.normpath(path.absolute()) != str(place):
                message = f"a link leads to {place}, outside the workspace"
                hint = "put the file itself in the place of the link"
            raise Problems([_finding("KR505", message, hint, name, span)])
        if stat.S_ISREG(path.stat().st_mode):
            with open(os.open(place, os.O_RDONLY | AT_ONCE), "rb") as file:  # noqa: PTH123
                found = os.fstat(file.fileno())
                if stat.S_ISREG(found.st_mode):
                    return file.read(min(found.st_size, most) + 1)
        message = "this is a folder" if place.is_dir() else "this is no ordinary file"
        hint = "name a file"
    except FileNotFoundError:
        message, hint = "there is no such file", "check the name and the folder you are in"
        if "://" in name:
            hint = "nothing is fetched: save the file into the workspace, and write its path"
        if path.is_symlink():
            message = f"the link leads to {path.readlink()}, which is not there"
            hint = "put the file itself in the place of the link"
    except PermissionError:
        message, hint = "the file may not be read", "allow your account to read it"
    except OSError as fault:
        message = f"the file cannot be read: {fault.strerror or fault}"
    except ValueError:  # a null character, which each Python calls something else
        message = "no file can have this name"
    raise Problems([_finding(code, message, hint, name, span)])


def _finding(code: str, message: str, hint: str, name: str, span: Span | None) -> Diagnostic:
    """Return a finding at the place that asks for a file, or else at the file's own start."""
    told = f"`{name}`: {message}" if span else message
    return error(code, told, span or at_start(name), hint)


def _inside(place: Path, workspace: Path) -> bool:
    """Tell whether a file is of a workspace, or one that ships."""
    return any(map(place.is_relative_to, (workspace.resolve(), *_shipped())))


@cache
def _shipped() -> tuple[Path, ...]:
    return bundled("roles").resolve(), bundled("templates").resolve()


def followed(path: Path) -> Path:
    """Return where a path leads once its links are followed; links in circles are left as such."""
    return Path(os.path.realpath(path))  # resolve() fails at circles, in some versions of Python


def at_start(name: str) -> Span:
    """Return the first place of a file whose text is not shown."""
    return Span(Source(name, ""), 1, 1, 1, 1)


def plain_text(raw: bytes, name: str, code: str) -> str:
    """Return UTF-8 as text whose lines end alike, without a byte-order mark.

    Raises:
        Problems: ``code``, for it is something else.

    """
    return decoded(raw, name, "utf-8-sig", code).replace("\r\n", "\n").replace("\r", "\n")


def decoded(raw: bytes, name: str, codec: str, code: str) -> str:
    """Return the text of bytes.

    Raises:
        Problems: ``code``, at the first byte that is none.

    """
    if raw.startswith(_PACKED):
        message = "this is a packed file, such as one of Word or Excel, and not text"
        hint = "write what it says into a text file; do not save this one in a text editor"
        raise Problems([error(code, message, at_start(name), hint)])
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as fault:
        what, byte = codec.removesuffix("-sig").upper(), fault.object[fault.start]
        start = len(fault.object[: fault.start].decode(codec, "replace"))
        span = Source(name, raw.decode(codec, "replace")).span(start, start + 1)
        message = f"the byte {byte:#04x} is not {what} text"
    raise Problems([error(code, message, span, SAVED_AS_UTF_8)])


def show_path(path: Path) -> str:
    """Return a path as a person would type it, and ``shipped:…`` for what comes with kamroles."""
    resolved = followed(path) if path.is_absolute() else path
    for kind in ("templates", "roles"):
        base = bundled(kind).resolve()
        if resolved.is_relative_to(base) and not resolved.is_relative_to(base / "workspace"):
            return f"shipped:{kind}/{resolved.relative_to(base).as_posix()}"
    here = Path.cwd()
    written = Path(os.path.normpath(path.absolute()))  # a link is named, not where it leads
    for one in (written, resolved):
        if one.is_relative_to(here):
            return one.relative_to(here).as_posix()
    return resolved.as_posix()
