"""Which formats there are: a module each in ``kamroles.render``, and those that packages add.

A module's name is the name of its format; it is imported when the format is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.extensions import Extension, entry_points

if TYPE_CHECKING:
    from kamroles.theme import Theme

GROUP = "kamroles.formats"
_HOME = "kamroles.render"


@dataclass(frozen=True, slots=True)
class Engine:
    """One of several ways to make a format; ``packages`` decide the bytes that it makes.

    ``module`` offers ``render(document, theme)``; it sets pages by the file ``reads`` of a theme.
    """

    title: str
    module: str
    packages: tuple[str, ...] = ()
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write documents.

    Attributes:
        name: what to type.
        title: what people call it.
        suffix: how its files end, with the dot.
        media_type: for whoever hands a file on.
        render: returns a document in a theme as bytes; with ``engines``, by the one named.
        called: other names that people type.
        slow: whether many documents are worth several processes.
        binary: whether it is no text, and so nothing to print on a terminal.
        opens: whether a browser or viewer that people have shows it.
        draws: whether it draws pictures, and does not only hold them.
        needs_glyphs: whether a document with a character that the typeface lacks cannot be made.
        packages: what decides the bytes of its files: when one changes, they are made anew.
        made_by: the library that makes it, as people know it, where there is one.
        engines: ways to make it, by name; the user may choose.
        engine_of: returns the engine for a theme and a choice or ``auto``, and why it is this one.

    """

    name: str
    title: str
    suffix: str
    media_type: str
    render: Callable[..., bytes]
    called: tuple[str, ...] = ()
    slow: bool = False
    binary: bool = False
    opens: bool = False
    draws: bool = False
    needs_glyphs: bool = False
    packages: tuple[str, ...] = ()
    made_by: str = ""
    engines: Mapping[str, Engine] = field(default_factory=dict)
    engine_of: Callable[[Theme, str], tuple[str, str]] | None = None

    def chosen(self, theme: Theme, engine: str) -> tuple[str, str]:
        """Return the name of the engine for a theme, and why; both empty if there is no choice."""
        return self.engine_of(theme, engine) if self.engine_of else ("", "")

    def makers(self, engine: str) -> tuple[str, ...]:
        """Return the packages that decide the bytes that an engine makes."""
        own = self.render.__module__.partition(".")[0]
        more = self.engines[engine].packages if engine in self.engines else ()
        return (own, *self.packages, *more)


class _Formats(Mapping[str, Format]):
    """All formats by name; whether there is one is known without importing any."""

    def __getitem__(self, name: str) -> Format:
        """Return a format.

        Raises:
            Problems: it is another package's, and cannot be used.

        """
        if name in _built_in():
            built_in: Format = import_module(f"{_HOME}.{name}").FORMAT
            return built_in
        return entry_points(GROUP)[name].load(Format)

    def __iter__(self) -> Iterator[str]:
        yield from (built_in := _built_in())
        yield from (name for name in entry_points(GROUP) if name not in built_in)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in _built_in() or name in entry_points(GROUP)


FORMATS: Mapping[str, Format] = _Formats()


@cache
def _built_in() -> list[str]:
    return [module.name for module in iter_modules(import_module(_HOME).__path__)]


def added_by(name: str) -> Extension | None:
    """Return what another package adds a format by; None for one that is built in."""
    return None if name in _built_in() else entry_points(GROUP)[name]


def source_of(name: str) -> str:
    """Return ``built in``, or the package that adds a format."""
    adding = added_by(name)
    return adding.packages if adding else "built in"


def usable_formats(
    names: Iterable[str] = FORMATS,
) -> tuple[dict[str, Format], list[Diagnostic]]:
    """Return those of the formats that can be used, and why others cannot."""
    formats: dict[str, Format] = {}
    found: list[Diagnostic] = []
    for name in names:
        try:
            formats[name] = FORMATS[name]
        except Problems as problems:
            found += problems.diagnostics
    return formats, found


def engines() -> dict[str, Engine]:
    """Return by name all engines that a format can be made by."""
    return {
        n: engine for each in usable_formats()[0].values() for n, engine in each.engines.items()
    }


def page_format() -> str:
    """Return the format that any browser shows, to be looked at first."""
    return next(n for n, each in usable_formats()[0].items() if each.opens and not each.binary)


def format_named(word: str) -> str:
    """Return the name of the format that people call so; the word itself if there is none."""
    if word in FORMATS:
        return word
    return next((name for name, each in usable_formats()[0].items() if word in each.called), word)
