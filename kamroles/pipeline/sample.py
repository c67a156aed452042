"""The sample workspace as somebody leaves it who has read it: confirmed and approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.pipeline import approving, confirming
from kamroles.pipeline.request import Order
from kamroles.pipeline.stages import open_library, resolve

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


def release_samples(root: Path, as_of: datetime.date) -> None:
    """Approve and confirm the sample postings as their files say, for what they print today."""
    library = open_library(root)
    names = list(library.ids("postings"))
    given = {}
    for name in names:
        resolved = resolve(library, Order(name, ""), as_of)
        posting = resolved.job.posting
        if posting and (approval := posting.approval):
            points = confirming.to_confirm(resolved, [each.id for each in posting.confirmed])
            confirming.confirm(library, resolved, points, approval.by, approval.on)
            given[name] = approval
    library = open_library(root)
    kinds = approving.approvable(library, library.workspace.settings.kinds)
    for name, approval in given.items():
        found, _ = approving.waiting(library, [name], kinds, as_of)
        approving.approve(library, found, approval.by, approval.on)
