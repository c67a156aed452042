"""Where to publish, as a person says it: a name from kamroles.yaml, a folder, or an address."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, suggest
from kamroles.ordinary import followed
from kamroles.publish.publishers import scheme_of

if TYPE_CHECKING:
    from kamroles.workspace import Workspace

_OWN = ("approvals", "archive", "assets", "employers", "postings", "roles", "templates")
"""Folders of a workspace that have a meaning."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to publish.

    Attributes:
        name: what people call it: the name in kamroles.yaml, or the address.
        url: a folder or an address.
        base: the folder from which a relative path counts.
        notify: who is told of what is published there.

    """

    name: str
    url: str
    base: Path
    notify: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The same for the same folder or address, however it is written."""
        if scheme_of(self.url):
            return self.url.rstrip("/")
        return os.path.abspath(self.base / Path(self.url).expanduser())  # noqa: PTH100


def destination(workspace: Workspace, written: str) -> Destination:
    """Return where to publish; a path that is typed counts from the current folder.

    Raises:
        Problems: it is no name of a target, no path and no address, or it is a folder that kamroles
            builds into.

    """
    known = workspace.settings.targets
    root = workspace.root or Path()
    named = {name: Destination(name, t.url, root, t.notify) for name, t in known.items()}
    if written in named:
        found = named[written]
    elif scheme_of(written):
        url = written.rstrip("/")
        found = Destination(url, url, root)
    elif written and (any(sign in written for sign in "/\\.") or Path(written).is_dir()):
        path = _from(root, written)
        found = Destination(path, path, root)
    else:
        message = f"there is no target `{written}` in kamroles.yaml"
        hint = suggest(written, known, f"name one under `targets`; ./{written} is a folder")
        raise Problems([error("KR701", message, None, hint)])
    if not scheme_of(found.url):
        _is_free(workspace, found)
    return next((each for each in named.values() if each.place == found.place), found)


def _from(root: Path, written: str) -> str:
    """Return a path that counts from the current folder as one that counts from another.

    One folder has one name in the archive, however it is typed, and whatever machine it is on.
    """
    path = os.path.abspath(Path(written).expanduser())  # noqa: PTH100 - links stay as they are
    with contextlib.suppress(ValueError):  # on another drive
        path = os.path.relpath(path, root)
    return Path(path).as_posix()


def _is_free(workspace: Workspace, found: Destination) -> None:
    """See to it that a folder is none that kamroles builds into.

    Raises:
        Problems: it is.

    """
    folder = followed(found.base / Path(found.url).expanduser())
    root = followed(workspace.root or Path())
    built = (followed(workspace.site_folder), followed(workspace.out))
    own = [*built, *(root / name for name in _OWN)]
    if folder == root or any(folder.is_relative_to(each) for each in own):
        message = f"{found.url} is a folder that kamroles works in, and is not published to"
        hint = "name another, such as ./public; what is built is copied there"
        raise Problems([error("KR710", message, None, hint)])
