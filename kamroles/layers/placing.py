"""Put items behind the ones that ``after:`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc


def placed(names: abc.Sequence[str], after: abc.Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return ``names`` with each one behind its anchor, and those that wait for each other.

    Names behind the same anchor keep their order; each takes along what stands behind it.
    """
    behind: dict[str, list[str]] = {}
    for name in names:
        if name in after:
            behind.setdefault(after[name], []).append(name)
    row: list[str] = []
    for first in names:
        waiting = [] if first in after else [first]
        while waiting:
            name = waiting.pop()
            row.append(name)
            waiting += reversed(behind.get(name, []))
    done = set(row)
    circle = [name for name in names if name not in done]
    return row + circle, circle
