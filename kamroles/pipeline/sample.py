"""The sample workspace, copied with its dates moved to today."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kamroles.resources import bundled

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = datetime.date(2026, 11, 23)
"""The day that the sample's dates are written for."""

_DATE = re.compile(r"(?<![\w.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])")
_TEXTS = {".yaml", ".yml", ".md"}


def sample_files(as_of: datetime.date) -> dict[Path, bytes]:
    """Return the files of the sample workspace by their path in it, for the day ``as_of``."""
    folder = bundled("templates") / "workspace"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder): _content(path, as_of - EPOCH)
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def release_samples(root: Path, as_of: datetime.date) -> None:
    """Approve and confirm the sample postings as their files say, for what they print today."""
    from kamroles.pipeline import approving, confirming
    from kamroles.pipeline.request import Order
    from kamroles.pipeline.stages import open_library, resolve

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
    kinds = approving.approvable_kinds(library)
    for name, approval in given.items():
        found, _ = approving.waiting(library, [name], kinds, as_of)
        approving.approve(library, found, approval.by, approval.on)


def _content(path: Path, shift: datetime.timedelta) -> bytes:
    if path.suffix not in _TEXTS:
        return path.read_bytes()
    return moved(path.read_text(encoding="utf-8"), shift).encode()


def moved(text: str, shift: datetime.timedelta) -> str:
    """Return ``text`` with every ISO date moved by whole days."""

    def move(found: re.Match[str]) -> str:
        try:
            return (datetime.date.fromisoformat(found[0]) + shift).isoformat()
        except (ValueError, OverflowError):
            return found[0]

    return _DATE.sub(move, text)
