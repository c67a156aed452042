"""The links that narrow the list: the largest values of each facet, and a page with all of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kamroles.site.facets import FacetValue

_MOST = 12
"""So many values of a facet stand on every page, so that a page stays light."""


class Navigation:
    """The facets of a site, each with the groups that have openings."""

    def __init__(self, groups: Iterable[FacetValue]) -> None:
        self._groups: dict[str, list[FacetValue]] = {}
        for group in groups:
            self._groups.setdefault(group.facet.id, []).append(group)

    def at(self, path: str) -> list[dict[str, Any]]:
        """Return what a page links to; the group of the page itself, if any, is among it."""
        return [
            {
                "id": name,
                "title": every[0].facet.title,
                "groups": _largest(every, path),
                "all": _overview(name) if len(every) > _MOST else "",
                "count": len(every),
            }
            for name, every in self._groups.items()
        ]

    def overviews(self) -> Iterator[tuple[str, list[FacetValue]]]:
        """Yield the stem of the page of each facet with more values than every page has."""
        for name, every in self._groups.items():
            if len(every) > _MOST:
                yield _overview(name), every


def _overview(facet: str) -> str:
    return f"browse/{facet}"


def _largest(every: list[FacetValue], path: str) -> list[FacetValue]:
    """Return the values with the most openings, in their usual order."""
    shown = sorted(every, key=lambda group: -len(group.openings))[:_MOST]
    return [group for group in every if group in shown or group.path == path]
