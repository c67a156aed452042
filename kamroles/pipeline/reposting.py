"""Post a job again: the same words under a new name and from a new first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles import write
from kamroles.diagnostics import Problems, error
from kamroles.pipeline.approving import carried_over
from kamroles.pipeline.deciding import (
    Dates,
    Decided,
    changes_for,
    place_of,
    posting_named,
    refuse_contradictions,
    refuse_without_last_day,
)
from kamroles.pipeline.kind_folders import kind_for
from kamroles.pipeline.life import posting_today
from kamroles.pipeline.new_files import own_folder, refuse_taken, write_schemas
from kamroles.pipeline.stages import open_library
from kamroles.source.edit import Changes, edited_bytes
from kamroles.source.nodes import Mapping

if TYPE_CHECKING:
    import datetime

    from kamroles.library import Library


def repost(
    library: Library,
    name: str,
    id: str,
    as_of: datetime.date,
    closes: datetime.date | None = None,
) -> tuple[Decided, Decided]:
    """Write a posting again as ``id``, first published today, and close the old one.

    All else is copied as it stands, and what was approved and confirmed stays so, for the words are
    the same. ``closes`` is the last day to apply; left out, it is that of the old one.

    Raises:
        Problems: it was never published, needs another last day, or a file is there already.

    """
    root, target = own_folder(library), posting_named(library, name, "posted again")
    kind = kind_for(library, "candidates")
    old, tree, raw = target.path, library.tree(target.path), library.workspace.content(target.path)
    _refuse_unpublished(tree, target.id, as_of)
    if closes is None:
        refuse_without_last_day(tree, f"kamroles repost {target.id} --as {id}", as_of)
    else:
        refuse_contradictions(library, target.id, as_of, closes)
    given = tree.get("approvals")
    kinds = given.keys() if isinstance(given, Mapping) else ()
    new = old.with_name(f"{id}.yaml")
    files = {new: edited_bytes(tree, _again(tree, id, as_of, closes), raw)}
    files |= carried_over(library, target.id, id, kinds)
    refuse_taken(files)
    if closing := changes_for(tree, target.id, "close", as_of):
        files[old.resolve()] = edited_bytes(tree, closing, raw)
    write.write_all(files)
    after = open_library(root)
    write_schemas(after)
    return (
        Decided(new, True, posting_today(after, id, kind, as_of)),
        Decided(old, bool(closing), posting_today(after, target.id, kind, as_of)),
    )


def _again(tree: Mapping, id: str, as_of: datetime.date, closes: datetime.date | None) -> Changes:
    """Return in what a posting differs that is posted again."""
    changes: Changes = {("posted",): as_of, ("status",): None, ("status_since",): None}
    changes |= {("closes",): closes} if closes else {}
    return changes | ({("id",): id} if tree.entry("id") else {})


def _refuse_unpublished(tree: Mapping, name: str, as_of: datetime.date) -> None:
    posted = Dates.of(tree).posted
    if posted and posted <= as_of:
        return
    when = f"its first day is {posted}" if posted else "it has no first day"
    message = f"`{name}` was never published: {when}"
    hint = "write an earlier day there" if posted else "write the first day as `posted`"
    raise Problems([error("KR662", message, place_of(tree, "posted"), hint)])
