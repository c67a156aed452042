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
    kinds = approving.approvable(library, library.workspace.settings.kinds)
    for name, path in library.ids("postings").items():
        resolved = resolve(library, Order(name, ""), as_of)
        posting = resolved.job.posting
        if posting and (approval := posting.approval):
            by, on = approval.by, approval.on
            points = confirming.to_confirm(resolved, [each.id for each in posting.confirmed])
            confirmed = confirming.confirmed(library.tree(path), points, by, on)
            found = approving.waiting_of(library, resolved, kinds, as_of, [])
            approving.approve(library, found, by, on, confirmed)
