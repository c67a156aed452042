"""Which search engines can be told of pages, and how each wants to be told.

A module of ``kamroles.publish.notify`` with a ``NOTIFIER`` is one; other packages add theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kamroles.extensions import entry_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import requests

GROUP = "kamroles.notifiers"
_HOME = "kamroles.publish.notify"


class PageChange(NamedTuple):
    """What became of a page that search engines may know.

    Attributes:
        url: its address.
        what: whether it came, is another, or went.

    """

    url: str
    what: Literal["new", "changed", "gone"]


class Notice(NamedTuple):
    """What is posted to a search engine in one request.

    Attributes:
        body: to be sent as JSON.
        changes: what it tells.

    """

    body: dict[str, Any]
    changes: tuple[PageChange, ...]


def _as_anybody(_: requests.Session) -> None:
    pass


def _no_files(_: str) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Notifier:
    """A way to tell search engines of pages of postings.

    Attributes:
        name: what to write in kamroles.yaml.
        title: what people call it.
        url: the address that each notice is posted to.
        notices: returns what to post, for the address of the site and the changes.
        advice: says what to do about a status of HTTP, for the address of the site; empty if there
            is nothing to say but what goes for all.
        sign_in: lets what posts prove who we are.
        open_only: whether it takes only pages of open jobs with their markup; to it, a page that
            says that a job is closed is gone.
        files: returns those that have to stand at a site so that it listens, by path.

    """

    name: str
    title: str
    url: str
    notices: Callable[[str, Sequence[PageChange]], Iterator[Notice]]
    advice: Callable[[int, str], str]
    sign_in: Callable[[requests.Session], None] = _as_anybody
    open_only: bool = False
    files: Callable[[str], Mapping[str, bytes]] = _no_files


class _Notifiers(Mapping[str, Notifier]):
    """All notifiers by name; those of other packages are imported when they are used."""

    def __getitem__(self, name: str) -> Notifier:
        """Return a notifier.

        Raises:
            Problems: it is another package's, and cannot be used.

        """
        return _built_in().get(name) or entry_points(GROUP)[name].load(Notifier)

    def __iter__(self) -> Iterator[str]:
        return iter({**_built_in(), **entry_points(GROUP)})

    def __len__(self) -> int:
        return sum(1 for _ in self)


NOTIFIERS: Mapping[str, Notifier] = _Notifiers()


@cache
def _built_in() -> dict[str, Notifier]:
    modules = iter_modules(import_module(_HOME).__path__, f"{_HOME}.")
    found: list[Notifier] = [import_module(module.name).NOTIFIER for module in modules]
    return {each.name: each for each in found}
