"""What to write into a posting to confirm, or to correct, what it takes from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.library.confirmation import TOPICS, OpenPoint, line, open_points

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["TOPICS", "OpenPoint", "line_to_confirm", "lines_to_correct", "open_points"]


def line_to_confirm(*topics: str) -> str:
    """Return the line that settles these topics."""
    return line(*topics)


def lines_to_correct(paths: Sequence[str]) -> list[str]:
    """Return the lines that replace the values at these paths of a role."""
    travel = ["  travel: {min: …, max: …}"] if "conditions.travel" in paths else []
    conditions = [*travel, *_entries(paths, "conditions.physical", "  ")]
    return [
        *_entries(paths, "requirements"),
        *_entries(paths, "credentials"),
        *(["conditions:", *conditions] if conditions else []),
        *(['book: {text: "…", min: …, max: …}'] if "book" in paths else []),
    ]


def _entries(paths: Sequence[str], listed: str, margin: str = "") -> list[str]:
    """Return a list with an entry for each id that is named below a path."""
    ids = [path.removeprefix(f"{listed}.") for path in paths if path.startswith(f"{listed}.")]
    lines = [f'{margin}  - {{id: {id}, text: "…"}}' for id in ids]
    return [f"{margin}{listed.rpartition('.')[2]}:", *lines] if lines else []
