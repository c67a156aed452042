"""A workspace: the folder that holds ``kamroles.yaml``, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, Source, Span, error
from kamroles.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "kamroles.yaml"
MAX_ASSET = 2 * 1024 * 1024

_DEFAULTS: dict[str, Any] = {
    "name": None,
    "theme": "plain",
    "kinds": ["posting", "description"],
    "formats": ["html", "pdf", "docx"],
    "output": "output",
    "postings": "all",
    "roles": [],
    "employers": [],
    "pdf_engine": "auto",
}
"""The settings of a folder without ``kamroles.yaml``; a test holds them to the model's."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where names are looked up; without a ``root`` only what ships is known."""

    root: Path | None
    settings: Mapping[str, Any]

    def folders(self, *parts: str) -> list[Path]:
        """Return where a kind of file is looked for, nearest first."""
        shipped = bundled("templates" if parts[0] == "templates" else "roles")
        inner = shipped.joinpath(*parts[1:])
        return [self.root.joinpath(*parts), inner] if self.root else [inner]

    def asset(self, written: str, span: Span | None) -> Path:
        """Return the file that a YAML value names, if it lies in the workspace.

        Raises:
            Problems: the file is outside (links followed), missing or too large.

        """
        if self.root is None:
            raise Problems(
                [
                    error(
                        "KR505",
                        f"`{written}`: pictures need a workspace",
                        span,
                        "run `kamroles init` first",
                    )
                ]
            )
        base = self.root.resolve()
        path = (base / written).resolve()
        if not path.is_relative_to(base):
            raise Problems(
                [
                    error(
                        "KR505",
                        f"`{written}` lies outside the workspace",
                        span,
                        f"copy the file into {show_path(base)} and name it from there",
                    )
                ]
            )
        if not path.is_file():
            raise Problems(
                [
                    error(
                        "KR506",
                        f"there is no file `{written}` in the workspace",
                        span,
                        "check the spelling, or take the line out",
                    )
                ]
            )
        if path.stat().st_size > MAX_ASSET:
            raise Problems(
                [
                    error(
                        "KR506",
                        f"`{written}` is larger than 2 MB",
                        span,
                        "save the picture smaller",
                    )
                ]
            )
        return path

    def lookup(self, name: str) -> Source | None:
        """Return a template by name, the workspace's before the shipped one.

        Names that start with ``shipped/`` reach only what ships, so that a workspace template can
        extend the one it replaces.
        """
        own = not name.startswith("shipped/")
        parts = ("templates", *name.removeprefix("shipped/").split("/"))
        if any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
            return None
        for path in self.folders(*parts) if own else [self.folders(*parts)[-1]]:
            if path.is_file() and _inside(path, parts):
                try:
                    text = path.read_text(encoding="utf-8-sig")
                except (OSError, UnicodeDecodeError) as failure:
                    raise Problems(
                        [
                            error(
                                "KR507",
                                f"{show_path(path)} cannot be read: {failure}",
                                None,
                                "save it as UTF-8 text",
                            )
                        ]
                    ) from None
                return Source(show_path(path), text)
        return None


def _inside(path: Path, parts: tuple[str, ...]) -> bool:
    """Tell whether a file, links followed, stays below its templates folder."""
    base = path
    for _ in parts[1:]:
        base = base.parent
    return path.resolve().is_relative_to(base.resolve())


def find(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that holds ``kamroles.yaml``."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / FILE).is_file()), None)


def load(start: Path) -> Workspace:
    """Read the workspace around ``start``; outside any, return one that only knows what ships.

    Raises:
        Problems: ``kamroles.yaml`` cannot be used.

    """
    root = find(start)
    if root is None:
        return Workspace(None, _DEFAULTS)
    from kamroles.source.yaml import read

    tree = read(root / FILE, show_path(root / FILE))
    return Workspace(root, settings(tree))


def settings(tree: Any) -> Mapping[str, Any]:
    """Check the contents of ``kamroles.yaml``; kept between runs by its text."""
    from kamroles import cache

    stamp = cache.key(["settings", cache.code_stamp(), tree.span.source.text])
    kept = cache.load_json("settings", stamp)
    if isinstance(kept, dict):
        return kept
    from kamroles.model.check import check
    from kamroles.model.settings import Settings
    from kamroles.model.shape import shape_of
    from kamroles.source.merge import Layer, fold

    folded = fold([Layer("workspace", tree)], shape_of(Settings))
    values, found = check(folded.tree, Settings)
    problems = [*folded.diagnostics, *found]
    if values is None or problems:
        raise Problems(problems)
    cache.store_json("settings", stamp, values)
    return values


def show_path(path: Path) -> str:
    """Return a path as a person would type it, and ``shipped:…`` for what comes with kamroles."""
    resolved = path.resolve() if path.is_absolute() else path
    for kind in ("templates", "roles"):
        base = bundled(kind).resolve()  # type: ignore[arg-type]
        if resolved.is_relative_to(base) and not resolved.is_relative_to(base / "workspace"):
            return f"shipped:{kind}/{resolved.relative_to(base).as_posix()}"
    try:
        return resolved.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return resolved.as_posix()
