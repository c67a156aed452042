"""Which publishers there are, by the scheme of an address, and what a target has to do.

A module of ``kamroles.publish`` with a ``PUBLISHER`` is one; other packages add theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, urlsplit

from kamroles.diagnostics import Diagnostic, Problems, error
from kamroles.extensions import entry_points

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

GROUP = "kamroles.publishers"
_HOME = "kamroles.publish"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
"""A single letter before the colon is a drive."""
_OF_SSH = re.compile(r"[\w.-]+@[\w.-]+:(?!//)")


class PublishingTarget(Protocol):
    """A place that files are published to.

    What cannot be read or written there is an ``OSError`` or ``Problems``. Paths are relative, with
    slashes; those of kamroles' own records start with ``.kamroles/``.
    """

    @property
    def address(self) -> str:
        """What it is called to people; no password stands in it."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it is not there."""

    def hashes(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the SHA-256 of those of the files that are there, in hexadecimal.

        What is there and is no file has any other text.
        """

    def alone(self) -> AbstractContextManager[None]:
        """Keep other publishers out while the block runs, or raise that one is at work.

        One that was killed keeps nobody out for good.
        """

    def put(self, path: str, content: bytes, media_type: str, cache: str) -> None:
        """Put a file there: whole, or as it was before. ``cache`` is for ``Cache-Control``."""

    def remove(self, path: str) -> None:
        """Take a file away; it may be gone already."""

    def finish(self, message: str, day: datetime.date) -> None:
        """Make all that was put and removed count, where that is a step of its own."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A way to publish.

    Attributes:
        name: what it is called.
        schemes: what stands before the colon of its addresses; empty for paths.
        open: returns the target at an address; a relative path is read from the folder given.
        needs: the packages it imports that come with ``kamroles[publish]`` only.

    """

    name: str
    schemes: tuple[str, ...]
    open: Callable[[str, Path], AbstractContextManager[PublishingTarget]]
    needs: tuple[str, ...] = ()


@cache
def known_publishers() -> tuple[dict[str, Publisher], tuple[Diagnostic, ...]]:
    """Return all publishers by the scheme of their addresses, and which are unusable."""
    modules = iter_modules(import_module(_HOME).__path__, f"{_HOME}.")
    own = (getattr(import_module(module.name), "PUBLISHER", None) for module in modules)
    found = {scheme: each for each in own if each for scheme in each.schemes}
    unusable: list[Diagnostic] = []
    for extension in entry_points(GROUP).values():
        try:
            added = extension.load(Publisher)
        except Problems as problems:
            unusable += problems.diagnostics
            continue
        for scheme in added.schemes:
            found.setdefault(scheme, added)  # a package does not replace what kamroles has
    return found, tuple(unusable)


def scheme_of(url: str) -> str:
    """Return what says how to publish to an address: ``git+https`` …; empty for a path."""
    if _OF_SSH.match(url):
        return "git+ssh"
    hit = _SCHEME.match(url)
    return hit[1].lower() if hit else ""


def address_parts(url: str, form: str, secrets: str, *, named: bool) -> SplitResult:
    """Return the parts of an address, ``scheme://host/path``, in which nothing secret stands.

    ``form`` and ``secrets`` are hints: how to write such an address, and where a password comes
    from. With ``named``, the name of who signs in may stand before the host.

    Raises:
        Problems: it is no such address, which is not repeated, for a password may stand in it.

    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), 0
    if parts.password is not None or (parts.username is not None and not named):
        message = "an address holds a name or password, which would be stored and shown"
        raise Problems([error("KR711", message, None, secrets)])
    hosted = bool(parts.hostname) != parts.scheme.endswith("file")
    written = url[len(parts.scheme) :].startswith("://")
    if not hosted or not written or port == 0 or parts.query or parts.fragment:
        raise Problems([error("KR701", "an address to publish to is not complete", None, form)])
    return parts


def open_target(url: str, base: Path) -> AbstractContextManager[PublishingTarget]:
    """Return the target at an address; it is open while a ``with`` block runs.

    Raises:
        Problems: no publisher knows such addresses, this one is not complete, or a package that it
            needs is not installed.

    """
    known, unusable = known_publishers()
    scheme = scheme_of(url)
    if scheme not in known:
        listed = ", ".join(sorted(f"{each}:" for each in known if each))
        message = f"nothing here publishes to `{scheme}:` addresses"
        hint = f"name a folder by its path, or an address of {listed}"
        raise Problems([*unusable, error("KR701", message, None, hint)])
    if missing := [name for name in known[scheme].needs if not find_spec(name)]:
        message = f"to publish to `{scheme}:` addresses, {' and '.join(missing)} must be installed"
        raise Problems([error("KR715", message, None, 'run `pip install "kamroles[publish]"`')])
    return known[scheme].open(url, base)
