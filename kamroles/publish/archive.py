"""Every version of a posting that was published, by content, and when each was live.

It is kept in the workspace: at the target, the world could read it.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from kamroles import fingerprint, write
from kamroles.diagnostics import Problems, error
from kamroles.model.base import plain
from kamroles.ordinary import read_ordinary, show_path
from kamroles.pipeline.authoring import as_tree
from kamroles.publish.ledger import UNREADABLE, Appearance, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.publish.destination import Destination
    from kamroles.publish.ledger import Ledger
    from kamroles.publish.site_release import SiteRelease
    from kamroles.workspace import Workspace

FOLDER = "archive"
_MOST = 64 * 1024 * 1024
"""Bytes of an account of all postings of a target."""


class _Channel(msgspec.Struct, frozen=True):
    """A copy of what the ledger of a target says of postings."""

    target: str
    address: str
    channel: str
    postings: dict[str, Published]


@dataclass(frozen=True, slots=True)
class ArchivedAppearance:
    """A version of a posting that was live somewhere for a time.

    Attributes:
        target: where it was published to, as people call it.
        address: the same, in full.
        channel: how candidates saw it.
        appearance: the version, who approved it, from when until when.
        kept: the file that describes the version; None if the archive does not have it.

    """

    target: str
    address: str
    channel: str
    appearance: Appearance
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive in a folder of a workspace."""

    folder: Path

    def keep(self, release: SiteRelease) -> None:
        """Keep each version of a release: before it goes live, so that none is ever missing.

        Raises:
            Problems: the folder cannot be written.

        """
        for name, posting in release.postings.items():
            path = self._version(name, posting.appearance.version)
            if path.is_file():
                continue
            files = {}
            for file in posting.files:
                stored = f"files/{file.sha256}{PurePosixPath(file.path).suffix}"
                _write(self.folder / stored, file.content())
                files[file.path] = stored
            said = {
                "posting": name,
                "version": posting.appearance.version,
                "address": release.address(name),
                "approved_by": posting.appearance.approved_by,
                "approved_on": posting.appearance.approved_on,
                "files": files,
                "source": as_tree(posting.opening.job),
            }
            _write(path, _json(said))

    def note(self, where: Destination, address: str, ledger: Ledger) -> None:
        """Note when what was live at a target, as its ledger says.

        Raises:
            Problems: the folder cannot be written.

        """
        stem = where.name
        if where.name == where.url:  # an address is no file name
            stem = f"{where.name[:60].strip('./')}-{fingerprint.key([where.url])[:8]}"
        path = self.folder / "targets" / write.file_name(stem, ".json")
        said = _Channel(where.name, address, "careers site", ledger.postings)
        _write(path, msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")

    def appearances(self, posting: str) -> list[ArchivedAppearance]:
        """Return what was live of a posting, when and where, in the order of time.

        Raises:
            Problems: a file of the archive cannot be read.

        """
        found = [
            ArchivedAppearance(
                each.target, each.address, each.channel, one, self._kept(posting, one)
            )
            for each in self._channels()
            for one in each.postings.get(posting, _NEVER).appearances
        ]
        return sorted(found, key=lambda each: (each.appearance.since, each.target))

    def names(self) -> set[str]:
        """Return the ids of all postings that were published."""
        return {name for each in self._channels() for name in each.postings}

    def first_posted(self) -> dict[str, datetime.date]:
        """Return the day on which each posting was first published.

        Where it first stood at one target on another day than at a second, its own file counts.

        Raises:
            Problems: a file of the archive cannot be read.

        """
        days: dict[str, set[datetime.date]] = {}
        for each in self._channels():
            for name, published in each.postings.items():
                days.setdefault(name, set()).add(published.first_posted)
        return {name: next(iter(found)) for name, found in days.items() if len(found) == 1}

    def _kept(self, posting: str, appearance: Appearance) -> Path | None:
        path = self._version(posting, appearance.version)
        return path if path.is_file() else None

    def _version(self, posting: str, version: str) -> Path:
        return self.folder / "versions" / write.file_name(f"{posting}-{version}", ".json")

    def _channels(self) -> Iterator[_Channel]:
        for path in sorted((self.folder / "targets").glob("*.json")):
            try:
                yield msgspec.json.decode(
                    read_ordinary(path, show_path(path), most=_MOST), type=_Channel
                )
            except UNREADABLE as fault:
                message = f"{path} cannot be read: {fault}"
                hint = "put it back from a backup; the next publish writes it anew"
                raise Problems([error("KR702", message, None, hint)]) from None


def archive_of(workspace: Workspace) -> Archive:
    """Return the archive of a workspace; without one there is none, and nothing was published."""
    return Archive((workspace.root or Path()) / FOLDER)


_NEVER = Published(datetime.date.min)


def _write(path: Path, content: bytes) -> None:
    try:
        write.write_file(path, content)
    except Problems as problems:
        hint = f"see to it that {FOLDER} is a folder of the workspace that can be written"
        raise Problems(replace(each, hint=hint) for each in problems.diagnostics) from None


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False, default=_plain) + "\n").encode()


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; a number with decimals keeps each of them."""
    told = plain(value)
    return str(told) if told is value else told
