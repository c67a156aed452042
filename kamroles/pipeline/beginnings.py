"""What new files start from: the workspace they go into, and what ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import workspace
from kamroles.diagnostics import Problems, error
from kamroles.library import Library
from kamroles.model.infer import title_of
from kamroles.model.settings import Settings
from kamroles.source.ids import slug

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.model.role import Responsibility


def shipped() -> Library:
    """Return what ships: a new workspace has nothing of its own."""
    return Library(workspace.Workspace(None, Settings()))


def own_folder(library: Library) -> Path:
    """Return the folder of the workspace, to write a file into.

    Raises:
        Problems: there is no workspace.

    """
    if library.workspace.root is None:
        message = "there is no workspace here, or in a folder above"
        hint = "run `kamroles init` to start one, or go to its folder"
        raise Problems([error("KR516", message, None, hint)])
    return library.workspace.root


def id_from(text: str) -> str:
    """Return an id made from a name or title."""
    return slug(text)


def name_of(folder: Path) -> str:
    """Return a name for an employer, made from a folder's."""
    return title_of(slug(folder.resolve().name or "employer"))


def inherited(library: Library, base: str) -> tuple[str | None, list[Responsibility]]:
    """Return whom a role reports to, and the duties that a difference on it can change."""
    resolved = library.job(library.find(base))
    history = resolved.history["role"].history
    duties = [
        duty
        for duty in resolved.job.role.responsibilities
        # an industry pack adds its duties after the role, so that a role cannot change them
        if not history["responsibilities", duty.id][0].layer.startswith("pack ")
    ]
    return resolved.job.role.reports_to, duties
