"""Where to publish, as a person says it: a name from kamroles.yaml, a folder, or an address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, suggest
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


def destination(workspace: Workspace, written: str) -> Destination:
    """Return where to publish; a path that is typed counts from the current folder.

    Raises:
        Problems: it is no name of a target, no path and no address, or it is a folder that kamroles
            builds into.

    """
    known = workspace.settings.targets
    if written in known:
        target = known[written]
        found = Destination(written, target.url, workspace.root or Path(), target.notify)
    elif scheme_of(written) or any(sign in written for sign in "/\\.") or Path(written).is_dir():
        found = Destination(written, written, Path())
    else:
        message = f"there is no target `{written}` in kamroles.yaml"
        hint = suggest(written, known, f"name one under `targets`; ./{written} is a folder")
        raise Problems([error("KR701", message, None, hint)])
    if not scheme_of(found.url):
        _is_free(workspace, found)
    return found


def _is_free(workspace: Workspace, found: Destination) -> None:
    """See to it that a folder is none that kamroles builds into.

    Raises:
        Problems: it is.

    """
    folder = (found.base / Path(found.url).expanduser()).resolve()
    root = (workspace.root or Path()).resolve()
    built = (workspace.site_folder.resolve(), workspace.out.resolve())
    own = [*built, *(root / name for name in _OWN)]
    if folder == root or any(folder.is_relative_to(each) for each in own):
        message = f"{found.url} is a folder that kamroles works in, and is not published to"
        hint = "name another, such as ./public; what is built is copied there"
        raise Problems([error("KR710", message, None, hint)])
