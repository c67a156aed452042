"""Put items where ``after:``, ``before:`` and ``first:`` want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc


def placed(
    names: abc.Sequence[str],
    after: abc.Mapping[str, str],
    before: abc.Mapping[str, str] | None = None,
    first: abc.Collection[str] = (),
) -> tuple[list[str], list[str]]:
    """Return ``names`` with each one beside its anchor, and those that wait for each other.

    Names beside the same anchor keep their order; each takes along what stands beside it. The
    ``first`` come before all others, in their own order.
    """
    beside: dict[tuple[str, bool], list[str]] = {}
    before = before or {}
    for name in names:
        for later, anchors in ((True, after), (False, before)):
            if name in anchors:
                beside.setdefault((anchors[name], later), []).append(name)
    free = [name for name in names if name not in after and name not in before]
    roots = [n for n in first if n in free] + [n for n in free if n not in first]
    row: list[str] = []
    waiting = [(name, False) for name in reversed(roots)]
    while waiting:
        name, own = waiting.pop()
        if own:
            row.append(name)
            continue
        around = [*beside.get((name, False), []), name, *beside.get((name, True), [])]
        waiting += [(each, each == name) for each in reversed(around)]
    done = set(row)
    circle = [name for name in names if name not in done]
    return row + circle, circle
