"""Write into a posting that the employer stands behind values from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error
from kamroles.library.confirmation import OpenPoint, library_points, open_points
from kamroles.source.edit import Changes, edited_bytes, group_changes
from kamroles.source.nodes import children

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from kamroles.library import Library, Resolved
    from kamroles.source.nodes import Mapping


def to_confirm(resolved: Resolved, topics: Collection[str]) -> tuple[OpenPoint, ...]:
    """Return what is confirmed by naming topics; without any, by naming all that are open.

    Raises:
        Problems: it is no posting.

    """
    posting = resolved.job.posting
    if posting is None:
        message = f"`{resolved.job.id}` is a role, and only a posting's values can be confirmed"
        hint = "name a posting; `kamroles list postings` lists them"
        raise Problems([error("KR501", message, None, hint)])
    wanted = topics or {point.topic for point in open_points(resolved)} - {"flsa"}
    return tuple(point for point in library_points(resolved) if point.topic in wanted)


def confirmed(
    tree: Mapping, points: Sequence[OpenPoint], by: str | None, on: datetime.date
) -> Changes:
    """Return what a posting's file has to say so that values are confirmed."""
    changes: Changes = {}
    for topic in dict.fromkeys(point.topic for point in points):
        values = [point.value for point in points if point.topic == topic]
        said = {"id": topic, "by": by, "on": on, "values": values}
        changes |= group_changes(tree, ("confirmed", topic), said)
    there = tree.get("confirmed")
    if (there and children(there)) or not changes:
        return changes
    return {("confirmed",): list(changes.values())}


def confirm(
    library: Library,
    resolved: Resolved,
    points: Sequence[OpenPoint],
    by: str | None,
    on: datetime.date,
) -> Path:
    """Write values into a posting as confirmed; return its file.

    Raises:
        Problems: it cannot be written, or not changed in one place only.

    """
    path = library.ids("postings")[resolved.job.id]
    tree = library.tree(path)
    text = edited_bytes(tree, confirmed(tree, points, by, on), library.workspace.content(path))
    write.write_all({path.resolve(): text})
    return path
