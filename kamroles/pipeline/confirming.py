"""Write into a posting that the employer stands behind values from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error
from kamroles.library.confirmation import OpenPoint, library_points, open_points
from kamroles.source.edit import Changes, edited, encoded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from kamroles.library import Library, Resolved


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
    given = {}
    for topic in dict.fromkeys(point.topic for point in points):
        values = [point.value for point in points if point.topic == topic]
        who = {"by": by} if by else {}
        given[topic] = {"id": topic, **who, "on": on, "values": values}
    posting = resolved.job.posting
    changes: Changes = {("confirmed",): list(given.values())}
    if posting and posting.confirmed:
        changes = {("confirmed", topic): said for topic, said in given.items()}
    path = library.ids("postings")[resolved.job.id]
    text = encoded(edited(library.tree(path), changes), path.read_bytes())
    write.write_file(path, text)
    return path
