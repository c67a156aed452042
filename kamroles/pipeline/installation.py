"""Try each part that documents need, and say how to mend what is missing."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems
from kamroles.formats import usable_formats
from kamroles.ordinary import show_path
from kamroles.pipeline.request import Composed
from kamroles.pipeline.stages import open_library, render_bytes
from kamroles.pipeline.theme_choice import themes
from kamroles.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kamroles.formats import Format
    from kamroles.theme import Theme

_AGAIN = "pip install --upgrade --force-reinstall kamroles"
_PANGO = {
    "apt-get": "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install pango",
    "pacman": "pacman -S pango",
    "apk": "apk add pango",
    "zypper": "zypper install libpango-1_0-0",
    "brew": "brew install pango",
}
Examined = tuple[str, str]
"""What was found, and what to do about it; the latter is empty where all is well."""


@dataclass(frozen=True, slots=True)
class Component:
    """Something documents need; without one that is not ``needed`` only that part is missing.

    Attributes:
        name: what people call it.
        state: what was found.
        mend: what to do about it; empty where all is well.
        needed: whether nothing can be made without it.

    """

    name: str
    state: str
    mend: str
    needed: bool


def components() -> Iterator[Component]:
    """Yield each part that documents need, tried; one that breaks in its own way is missing."""
    for name, try_it, needed in _parts():
        try:
            state, mend = try_it()
        except Problems as problems:
            first = problems.diagnostics[0]
            state, mend = first.message, first.hint or _AGAIN
        except Exception as failure:  # whatever a broken installation does, it is reported
            state, mend = f"{type(failure).__name__}: {failure}", _AGAIN
        yield Component(name, state, mend, needed)


def _reading() -> Examined:
    import yaml

    from kamroles.model.fields import fields_of
    from kamroles.model.role import Role

    slow = "" if hasattr(yaml, "CSafeLoader") else "; slow, as PyYAML has no libyaml"
    return f"{len(fields_of(Role))} fields of a role known{slow}", ""


def _templates() -> Examined:
    import kamroles.compose  # noqa: F401 - tried, as any part of it may be broken

    kinds = len(list((bundled("templates") / "kinds").glob("*/template.md")))
    roles = len(list(bundled("roles").glob("*.yaml"))) - 1
    return f"{kinds} kinds of document, {roles} roles", "" if kinds and roles else _AGAIN


def _fonts() -> Examined:
    from kamroles.theme.fonts import FAMILY, ITALIC, UPRIGHT

    there = all(face.path.is_file() for face in (UPRIGHT, ITALIC))
    return FAMILY, "" if there else "pip install --force-reinstall fontpkg-source-sans-3"


def _format(form: Format) -> Examined:
    """Tell whether a format can be made, with the theme and engine that documents here have."""
    if not form.engines:
        return f"{form.made_by} made a file of {_kilobytes(form)} kB", ""
    from kamroles.theme import load_theme

    library = open_library(Path(), [])
    settings, known = library.workspace.settings, themes(library)
    theme = load_theme(known.get(settings.theme, known["plain"]), library.workspace.root)
    name, because = form.chosen(theme, settings.pdf_engine)
    if settings.pdf_engine != "auto":
        because = "kamroles.yaml asks for it"
    return _printed(form, name, theme, f": {because}")


def _printed(form: Format, name: str, theme: Theme | None = None, because: str = "") -> Examined:
    """Tell whether an engine can set pages, or how what it lacks is installed here."""
    try:
        size = _kilobytes(form, theme, name)
    except Problems as problems:
        if all(each.code != "KR401" for each in problems.diagnostics):
            raise
        return "the system library Pango is not there; own style sheets need it for PDF", _pango()
    return f"{form.engines[name].title} made a page of {size} kB{because}", ""


def _pango() -> str:
    if sys.platform == "win32":
        return "install MSYS2, then `pacman -S mingw-w64-x86_64-pango`"
    known = [line for tool, line in _PANGO.items() if shutil.which(tool)]
    return (known or list(_PANGO.values()))[0]


def _kilobytes(form: Format, theme: Theme | None = None, engine: str = "auto") -> int:
    """Return the size of a page that is really rendered."""
    from kamroles.document import Document, Paragraph, Run, Section
    from kamroles.theme import load_theme

    text = (Run("A page to see that everything is there."),)
    section = Section("sample", (Run("Sample"),), (Paragraph(text),))
    document = Document("sample", "Sample", "en-US", "2000-01-01", (section,))
    theme = theme or load_theme(bundled("templates") / "themes" / "plain")
    made = render_bytes(Composed("sample", document, theme), form.name, engine)
    return len(made) // 1024 + 1


def _workspace() -> Examined:
    library = open_library(Path())
    root = library.workspace.root
    if root is None:
        return "none here or above", "kamroles init"
    count = len(library.ids("postings"))
    return f"{show_path(root)}, with {count} posting{'' if count == 1 else 's'}", ""


def _cache() -> Examined:
    from kamroles import cache

    folder = cache.folder()
    if folder is None:
        return "there is none, for you have no home", "set KAMROLES_CACHE to a folder of yours"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            kept = folder / "subsets"
            why = cache.unusable(kept) if kept.exists() else None
            return why or f"{folder} can be written", "work is slower without" if why else ""
    except OSError as failure:
        hint = "set KAMROLES_CACHE to a folder you may write to; without one, work is slower"
        return f"{folder}: {failure.strerror}", hint


def _terminal() -> Examined:
    encoding = (sys.stdout.encoding or "unknown").lower()
    if encoding.replace("-", "").startswith("utf8"):
        return encoding, ""
    return f"{encoding} cannot show every name", "set PYTHONUTF8=1 in your environment"


def _parts() -> Iterator[tuple[str, Callable[[], Examined], bool]]:
    """Yield what is tried: its name, how, and whether nothing can be made without it."""
    yield "Python", lambda: (sys.version.split()[0], ""), True
    yield "reading", _reading, True
    yield "templates and roles", _templates, True
    yield "fonts", _fonts, True
    formats = [form for form in usable_formats()[0].values() if form.engines or form.made_by]
    for form in formats:
        yield form.title, partial(_format, form), True
    for form in formats:
        for name, engine in form.engines.items():
            yield engine.title, partial(_printed, form, name), False
    yield "workspace", _workspace, False
    yield "cache", _cache, False
    yield "terminal", _terminal, False
