"""What there is to choose from (roles, employers, kinds, themes …), and names to type for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.field_tables import known_channels
from kamroles.formats import FORMATS, engines, source_of, usable_formats
from kamroles.library.titles import briefs
from kamroles.model.files import FILES
from kamroles.model.infer import title_of
from kamroles.ordinary import show_path
from kamroles.pipeline.kind_folders import kind_of, kinds, profile_sections
from kamroles.pipeline.theme_choice import themes
from kamroles.source.nodes import id_of, items_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kamroles.library import Library
    from kamroles.source.nodes import Node


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """Something with a name.

    Attributes:
        id: what to type.
        title: what people call it.
        source: ``workspace``, ``shipped``, of a format ``built in`` or its package.
        path: its file or folder, as a person would type it.
        note: what else is to be known, such as ``draft``.
        summary: what a role is, or a pack adds, in a line.

    """

    id: str
    title: str
    source: str
    path: str = ""
    note: str = ""
    summary: str = ""


def list_entries(library: Library, what: str) -> list[CatalogEntry]:
    """Return what there is of one sort, such as ``roles``; see ``SORTS``."""
    return list(SORTS[what](library))


def known_names(library: Library, what: str) -> list[str]:
    """Return the names that can be typed for one sort, such as ``roles``; see ``NAMES``."""
    return list(dict.fromkeys(NAMES[what](library)))


def _roles(library: Library) -> Iterator[CatalogEntry]:
    known = briefs(library)
    for name, path in library.ids("roles").items():
        brief = known[name]
        entry = _entry(library, name, path, brief.title)
        note = "draft" if brief.status == "draft" else ""
        yield replace(entry, note=note, summary=brief.summary)


def _employers(library: Library) -> Iterator[CatalogEntry]:
    for name, path in library.ids("employers").items():
        yield _entry(library, name, path, _written(library, path, "name") or title_of(name))


def _postings(library: Library) -> Iterator[CatalogEntry]:
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


def trades_of(library: Library) -> set[str]:
    """Return the industries of a workspace's employers; none where one of them says none."""
    found = {_written(library, p, "industry") for p in library.ids("employers").values()}
    return {each for each in found if each} if None not in found else set()


def _packs(library: Library) -> Iterator[CatalogEntry]:
    for name, path in library.ids("roles/packs").items():
        entry = _entry(library, name, path, _written(library, path, "title") or title_of(name))
        yield replace(entry, summary=_added(library, path))


def _added(library: Library, path: Path) -> str:
    """Return what a pack brings to a role, and what it takes out; broken files bring nothing."""
    try:
        pack = library.tree(path)
    except Problems:
        return ""
    given = {name: items_of(pack, name) for name in pack.keys()}  # noqa: SIM118 - it is no dict
    brought = {n: [e for e in entries if not _removed(e)] for n, entries in given.items()}
    gone = [id_of(e) for name in _NAMED for e in given.get(name, ()) if _removed(e)]
    said = [
        f"{word} {', '.join(map(id_of, brought[name]))}"
        for name, word in _NAMED.items()
        if brought.get(name)
    ]
    said += [f"{len(brought['terms'])} terms"] if brought.get("terms") else []
    said += [f"takes out {', '.join(gone)}"] if gone else []
    return "; ".join(said)


def _removed(entry: Node) -> bool:
    return bool(text_of(entry, "remove"))


def _kinds(library: Library) -> Iterator[CatalogEntry]:
    for name, path in kinds(library).items():
        try:
            kind = kind_of(library, name)
        except Problems:  # whoever composes it is told why
            yield _entry(library, name, path, title_of(name))
        else:
            yield replace(_entry(library, name, path, kind.title), note=f"for {kind.audience}")


def _templates(library: Library) -> Iterator[CatalogEntry]:
    seen: set[str] = set()
    for folder in library.workspace.folders("templates"):
        for path in sorted([*folder.rglob("*.md"), *folder.glob("locales/*.yaml")]):
            name = path.relative_to(folder).as_posix()
            if name.split("/")[0] not in _NO_TEMPLATES:
                name = name.replace("/template.md", ".md")  # a kind goes by its folder's name
                again = ", replaced by the workspace's" if name in seen else ""
                seen.add(name)
                stem = PurePosixPath(name).stem
                title = f"Labels, {stem}" if path.suffix == ".yaml" else title_of(stem)
                yield _entry(library, name, path, title + again)


def _by_id(library: Library, paths: Mapping[str, Path]) -> Iterator[CatalogEntry]:
    """Yield entries whose names alone say what they are."""
    return (_entry(library, name, path, title_of(name)) for name, path in paths.items())


def _formats(_: Library) -> Iterator[CatalogEntry]:
    usable = usable_formats()[0]
    for name in FORMATS:
        note = "" if name in usable else "cannot be used"
        title = usable[name].title if name in usable else ""
        yield CatalogEntry(name, title, source_of(name), note=note)


def _channels(_: Library) -> Iterator[CatalogEntry]:
    channels, sources, _unusable = known_channels()
    for name, channel in channels.items():
        note = "feed" if channel.feed else ""
        yield CatalogEntry(name, channel.title, sources[name], note=note, summary=channel.terms)


def _rules(_: Library) -> Iterable[str]:
    from kamroles.rules.registry import RULES  # most commands do without

    return RULES


_NO_TEMPLATES = {"themes", "workspace"}
_NAMED = {
    "responsibilities": "duties",
    "measures": "measures",
    "requirements": "requirements",
    "credentials": "credentials",
    "tools": "tools",
}
"""What of a pack is named by its ids, and the word for it."""
SORTS: dict[str, Callable[[Library], Iterator[CatalogEntry]]] = {
    "roles": _roles,
    "employers": _employers,
    "postings": _postings,
    "packs": _packs,
    "kinds": _kinds,
    "templates": _templates,
    "themes": lambda library: _by_id(library, themes(library)),
    "formats": _formats,
    "channels": _channels,
}
NAMES: dict[str, Callable[[Library], Iterable[str]]] = {
    "roles": lambda library: library.ids("roles"),
    "postings": lambda library: library.ids("postings"),
    "postings and roles": lambda library: [*library.ids("postings"), *library.ids("roles")],
    "employers": lambda library: library.ids("employers"),
    "families": lambda library: library.ids("roles/families"),
    "competencies": lambda library: library.lexicon.competencies,
    "words": lambda library: [*library.lexicon.terms, *library.lexicon.competencies],
    "kinds": kinds,
    "sections": profile_sections,
    "themes": themes,
    "formats": lambda _: FORMATS,
    "engines": lambda _: ["auto", *engines()],
    "channels": lambda _: known_channels()[0],
    "feeds": lambda _: (name for name, each in known_channels()[0].items() if each.feed),
    "targets": lambda library: library.workspace.settings.targets,
    "rules": _rules,
    "files": lambda _: FILES,
    "sorts": lambda _: SORTS,
}


def _entry(library: Library, name: str, path: Path, title: str) -> CatalogEntry:
    root = library.workspace.root
    own = root is not None and path.is_relative_to(root)
    return CatalogEntry(name, title, "workspace" if own else "shipped", show_path(path))


def _written(library: Library, path: Path, field: str) -> str | None:
    """Return a single value of a file as written; a broken file has none, `check` says why."""
    try:
        tree = library.tree(path)
    except Problems:
        return None
    return text_of(tree.get(field)) or None
