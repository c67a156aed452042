"""What other packages add to kamroles by entry points, each under a name."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import Diagnostic, Problems, error

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Extension:
    """What one or, by mistake, several packages add under a name; loading imports the package."""

    name: str
    entries: tuple[EntryPoint, ...]

    @property
    def packages(self) -> str:
        """Return the name of the package, as it is installed."""
        return " and ".join(each.dist.name if each.dist else each.module for each in self.entries)

    def load(self, wanted: type[_T]) -> _T:
        """Return the object that the entry point names.

        Raises:
            Problems: it cannot be imported, is of another type, or two packages add the name.

        """
        if len(self.entries) > 1:
            raise Problems([self.unusable("both add it", "uninstall one of them")])
        entry = self.entries[0]
        hint = f"install a release of {self.packages} that fits, or uninstall it"
        try:
            loaded = entry.load()
        except Exception as fault:  # whatever stands in the package
            why = f"`{entry.value}` fails: {type(fault).__name__}: {fault}"
            raise Problems([self.unusable(why, hint)]) from fault
        if not isinstance(loaded, wanted):
            why = f"`{entry.value}` is not a {wanted.__module__}.{wanted.__name__}"
            raise Problems([self.unusable(why, hint)])
        return loaded

    def unusable(self, why: str, hint: str) -> Diagnostic:
        """Return that it cannot be used, and why."""
        message = f"`{self.name}`, added by the package {self.packages}, cannot be used: {why}"
        return error("KR525", message, None, hint)


def entry_points(group: str) -> dict[str, Extension]:
    """Return by name what installed packages add to a group such as ``kamroles.formats``."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for entry in _installed(group, tuple(sys.path)):
        found[entry.name] = (*found.get(entry.name, ()), entry)
    return {name: Extension(name, entries) for name, entries in sorted(found.items())}


@cache
def _installed(group: str, path: tuple[str, ...]) -> EntryPoints:
    """Return what all packages on the ``path`` add to a group: of each a file is read for it.

    That takes 5 ms, and each reading of a file asks for formats.
    """
    import importlib.metadata

    return importlib.metadata.entry_points(group=group)
