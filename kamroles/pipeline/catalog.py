"""What there is to choose from: roles, employers, postings, packs, kinds, themes, formats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.library.names import briefs
from kamroles.model.infer import title_of
from kamroles.pipeline.look import themes
from kamroles.source.nodes import text_of
from kamroles.workspace import show_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kamroles.library import Library


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name.

    Attributes:
        id: what to type.
        title: what people call it.
        source: ``workspace``, ``shipped``, or ``built in`` for a format.
        path: its file or folder, as a person would type it.
        note: what else is to be known, such as ``draft``.
        summary: what a role is, in a line.

    """

    id: str
    title: str
    source: str
    path: str = ""
    note: str = ""
    summary: str = ""


def list_entries(library: Library, what: str) -> list[Entry]:
    """Return what there is of one sort, such as ``roles``; see ``SORTS``."""
    return list(SORTS[what](library))


def kinds(library: Library) -> dict[str, Path]:
    """Return every kind of document with its template; the workspace's before those that ship."""
    found: dict[str, Path] = {}
    for folder in library.workspace.folders("templates", "kinds"):
        for path in sorted(folder.glob("*.md")):
            found.setdefault(path.stem, path)
    return found


def _roles(library: Library) -> Iterator[Entry]:
    known = briefs(library)
    for name, path in library.ids("roles").items():
        brief = known[name]
        entry = _entry(library, name, path, brief.title)
        note = "draft" if brief.status == "draft" else ""
        yield replace(entry, note=note, summary=brief.summary)


def _employers(library: Library) -> Iterator[Entry]:
    for name, path in library.ids("employers").items():
        yield _entry(library, name, path, _written(library, path, "name") or title_of(name))


def _postings(library: Library) -> Iterator[Entry]:
    for name, path in library.ids("postings").items():
        role = _written(library, path, "role")
        employer = _written(library, path, "employer")
        title = _written(library, path, "title") or _title_of_role(library, role or name)
        known = library.ids("employers").get(employer or "")
        firm = (_written(library, known, "name") if known else None) or employer
        yield _entry(library, name, path, f"{title}, {firm}" if firm else title)


def _title_of_role(library: Library, role: str) -> str:
    known = briefs(library).get(role)
    return known.title if known else title_of(role)


def _packs(library: Library) -> Iterator[Entry]:
    for name, path in library.ids("roles/packs").items():
        yield _entry(library, name, path, title_of(name))


def _kinds(library: Library) -> Iterator[Entry]:
    for name, path in kinds(library).items():
        yield _entry(library, name, path, title_of(name))


def _templates(library: Library) -> Iterator[Entry]:
    seen: set[str] = set()
    for folder in library.workspace.folders("templates"):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix in {".md", ".yaml"} and name.split("/")[0] not in _NO_TEMPLATES:
                again = ", replaced by the workspace's" if name in seen else ""
                seen.add(name)
                title = f"Labels, {path.stem}" if path.suffix == ".yaml" else title_of(path.stem)
                yield _entry(library, name, path, title + again)


def _themes(library: Library) -> Iterator[Entry]:
    for name, path in themes(library).items():
        yield _entry(library, name, path, title_of(name))


def _formats(_: Library) -> Iterator[Entry]:
    from kamroles.render import FORMATS

    for name, form in FORMATS.items():
        yield Entry(name, _FORMAT_TITLES.get(name, form.media_type), "built in")


_NO_TEMPLATES = {"themes", "workspace"}
_FORMAT_TITLES = {
    "md": "Markdown",
    "html": "Web page",
    "pdf": "PDF",
    "docx": "Word",
    "txt": "Plain text",
    "json": "JSON",
}
SORTS: dict[str, Callable[[Library], Iterator[Entry]]] = {
    "roles": _roles,
    "employers": _employers,
    "postings": _postings,
    "packs": _packs,
    "kinds": _kinds,
    "templates": _templates,
    "themes": _themes,
    "formats": _formats,
}


def _entry(library: Library, name: str, path: Path, title: str) -> Entry:
    root = library.workspace.root
    own = root is not None and path.is_relative_to(root)
    return Entry(name, title, "workspace" if own else "shipped", show_path(path))


def _written(library: Library, path: Path, field: str) -> str | None:
    """Return a single value of a file as written; a broken file has none, `check` says why."""
    try:
        return text_of(library.tree(path), field) or None
    except Problems:
        return None
