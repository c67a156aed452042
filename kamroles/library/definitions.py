"""The definition files of a workspace and those that ship."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from kamroles.diagnostics import Diagnostic, Problems, Source, Span, error
from kamroles.ordinary import show_path
from kamroles.resources import bundled
from kamroles.source.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.source.nodes import Mapping
    from kamroles.workspace import Workspace

Folder = Literal[
    "roles",
    "employers",
    "postings",
    "roles/families",
    "roles/packs",
    "roles/competencies",
    "roles/glossary",
]


class Definitions:
    """Definition files by folder and id; each is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._trees: dict[Path, Mapping | Problems] = {}
        self._ids: dict[Folder, dict[str, Path]] = {}
        self.template = cache(workspace.lookup)
        """Returns a template by name (see ``Workspace.lookup``)."""

    def ids(self, folder: Folder) -> dict[str, Path]:
        """Return every id in a folder with its file; the workspace's come before shipped ones."""
        if folder not in self._ids:
            found: dict[str, Path] = {}
            for place in self.workspace.folders(*folder.split("/")):
                # .yaml before .yml; whoever reads one of two such files is told of the other
                paths = [*place.glob("*.yaml"), *place.glob("*.yml")]
                for path in sorted(paths, key=lambda path: (path.stem, path.suffix)):
                    if path.stem != "defaults":
                        found.setdefault(path.stem, path)
            self._ids[folder] = found
        return self._ids[folder]

    @property
    def defaults(self) -> Path:
        """The file that every role builds on."""
        return self.workspace.folders("roles")[-1] / "defaults.yaml"

    def tree(self, path: Path) -> Mapping:
        """Return a file's content.

        Raises:
            Problems: the file cannot be used.

        """
        if path not in self._trees:
            try:
                self._trees[path] = (
                    shipped_tree(path) if ships(path) else _read(path, self.workspace.root)
                )
            except Problems as problems:
                self._trees[path] = problems
        known = self._trees[path]
        if isinstance(known, Problems):
            raise Problems(known.diagnostics)
        return known


def ships(path: Path) -> bool:
    """Tell whether a file is one of kamroles, which no workspace changes."""
    return bundled("roles") in path.parents


def _read(path: Path, below: Path | None = None) -> Mapping:
    shown = show_path(path)
    if twin := _twin(path, shown):
        raise Problems([twin])
    return read(path, shown, below)


_SHIPPED: dict[Path, Mapping] = {}


def shipped_tree(path: Path) -> Mapping:
    """Return the content of a file that ships: read once, for all workspaces of a process.

    Raises:
        Problems: the file cannot be used.

    """
    if path not in _SHIPPED:
        _SHIPPED[path] = _read(path)
    return _SHIPPED[path]


def is_shipped(tree: Mapping) -> bool:
    """Tell whether this is the content of a file that ships."""
    return any(tree is each for each in _SHIPPED.values())


def _twin(path: Path, shown: str) -> Diagnostic | None:
    """Return that another file has the same name but for its ending; None if there is none."""
    other = path.with_suffix(".yml" if path.suffix == ".yaml" else ".yaml")
    if path.suffix not in {".yaml", ".yml"} or not other.exists():
        return None
    message = f"`{path.name}` and `{other.name}` have the same name"
    hint = "rename one of them, or move it out of the folder"
    return error("KR504", message, Span(Source(shown, ""), 1, 1, 1, 1), hint)
