"""A workspace: the folder that holds ``kamroles.yaml``, and what it says."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kamroles.diagnostics import Problems, Severity, Source, Span, error
from kamroles.layers.fold import fold
from kamroles.layers.folding import Layer
from kamroles.model.read import read as read_model
from kamroles.model.settings import Settings
from kamroles.ordinary import at_start, followed, plain_text, read_ordinary, show_path
from kamroles.resources import bundled
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from kamroles.model.base import Model
    from kamroles.source.nodes import Mapping

M = TypeVar("M", bound="Model")
FILE = "kamroles.yaml"
MAX_ASSET = 2 * 1024 * 1024
MAX_TEMPLATE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where names are looked up; without a ``root`` only what ships is known."""

    root: Path | None
    settings: Settings

    def folders(self, *parts: str) -> list[Path]:
        """Return where a kind of file is looked for, nearest first.

        Raises:
            Problems: the workspace's own folder is there and cannot be looked into.

        """
        own = [_open_to_us(self.root.joinpath(*parts))] if self.root else []
        if parts[0] not in {"roles", "templates"}:
            return own  # employers and postings are always the workspace's
        return [*own, bundled(parts[0]).joinpath(*parts[1:])]

    @property
    def out(self) -> Path:
        """The folder that documents are written into.

        Raises:
            Problems: ``kamroles.yaml`` names one outside the workspace.

        """
        return self._below(self.settings.output, "output")

    @property
    def site_folder(self) -> Path:
        """The folder that the careers site is written into.

        Raises:
            Problems: ``kamroles.yaml`` names one outside the workspace.

        """
        return self._below(self.settings.site.output, "site.output")

    def _below(self, written: str, field: str) -> Path:
        """Return a folder that a field of ``kamroles.yaml`` names.

        Raises:
            Problems: it lies outside the workspace.

        """
        written = slashed(written)
        if self.root is None:
            return Path(written)
        base = followed(self.root)
        if not followed(base / written).is_relative_to(base):
            message = f"`{field}: {written}` leads out of the workspace"
            hint = "name a folder inside it, or choose one with -o"
            raise Problems([error("KR515", message, None, hint)])
        return from_here(base / written)

    def asset(self, written: str, span: Span | None) -> tuple[Path, bytes]:
        """Return the file that a YAML value names, if it lies in the workspace, and its content.

        Raises:
            Problems: the file is outside (links followed), missing, too large or not readable.

        """
        if self.root is None:
            message = f"`{written}`: pictures need a workspace"
            raise Problems([error("KR505", message, span, "run `kamroles init` first")])
        path = self.root / slashed(written)
        content = read_ordinary(path, written, self.root, code="KR506", span=span, most=MAX_ASSET)
        if len(content) > MAX_ASSET:
            message = f"`{written}` is larger than 2 MB"
            raise Problems([error("KR506", message, span, "save the picture smaller")])
        return path.resolve(), content

    def content(self, path: Path) -> bytes:
        """Return the content of a file of the workspace's.

        Raises:
            Problems: it lies outside, links followed, or cannot be read.

        """
        return read_ordinary(path, show_path(path), self.root)

    def lookup(self, name: str) -> Source | None:
        """Return a template by name, the workspace's before the shipped one.

        Names that start with ``shipped/`` reach only what ships, so that a workspace template can
        extend the one it replaces. ``kinds/NAME.md`` is the template in the folder of that kind,
        unless a file of that very name stands beside the folder.
        """
        own = not name.startswith("shipped/")
        parts = name.removeprefix("shipped/").split("/")
        if any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
            return None
        ways = ["/".join(parts)]
        if parts[0] == "kinds" and len(parts) == 2:
            ways.append(f"{ways[0].removesuffix('.md')}/template.md")
        for folder in self.folders("templates")[0 if own else -1 :]:
            for path in map(folder.joinpath, ways):
                if os.path.lexists(path):  # a link that leads nowhere is told, not passed over
                    return Source(show_path(path), _template(path, self.root))
        return None


def _open_to_us(folder: Path) -> Path:
    """Return a folder that is not there, or that can be looked into.

    Raises:
        Problems: it is there, and what is in it would be passed over in silence.

    """
    try:
        os.scandir(folder).close()
    except OSError as fault:
        if os.path.lexists(folder) or not isinstance(fault, FileNotFoundError):
            message = f"the folder cannot be looked into: {fault.strerror or fault}"
            hint = "let your account read it, or move it away"
            raise Problems(
                [error("KR769", message, at_start(str(from_here(folder))), hint)]
            ) from None
    return folder


def _template(path: Path, below: Path | None) -> str:
    """Return the text of a template that, links followed, lies in the workspace."""
    name = show_path(path)
    raw = read_ordinary(path, name, below, code="KR507", most=MAX_TEMPLATE)
    if len(raw) > MAX_TEMPLATE:
        message = f"{name} is larger than 1 MB"
        raise Problems(
            [error("KR507", message, at_start(name), "a template holds wording, not content")]
        )
    return plain_text(raw, name, "KR507")


def find(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that holds ``kamroles.yaml``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / FILE):  # what is no file there is told when it is read
            return folder
    return None


def load(start: Path) -> Workspace:
    """Read the workspace around ``start``; outside any, return one that only knows what ships.

    Raises:
        Problems: ``kamroles.yaml`` cannot be used.

    """
    root = find(start)
    if root is None:
        return Workspace(None, Settings())
    tree = read(root / FILE, show_path(root / FILE), root)
    return Workspace(root, typed(tree, Settings, "workspace"))


def typed(tree: Mapping, model: type[M], layer: str) -> M:
    """Return the contents of a file that has no layers, as a model.

    Raises:
        Problems: they cannot be used; whatever is found is an error, for it stops what needs the
            file. Of a file of another format only that is told.

    """
    folded = fold([Layer(layer, tree)], model)
    value, found = read_model(folded.tree, model)
    problems = [*folded.diagnostics, *found]
    if value is None or problems:
        told = [p for p in problems if p.code == "KR524"] or problems
        raise Problems(replace(each, severity=Severity.ERROR) for each in told)
    return value


def slashed(written: str) -> str:
    """Return a path as every system reads it; on Windows people part its folders by backslashes."""
    return written.replace("\\", "/")


def from_here(path: Path) -> Path:
    """Return a path relative to the current folder; as it is if it lies on another drive."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # Windows has no way from one drive to another
        return path
