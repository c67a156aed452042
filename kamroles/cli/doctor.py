"""``kamroles doctor``: try each part that documents need, and say how to mend what is missing."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamroles import pipeline
from kamroles.cli.listing import columns
from kamroles.cli.session import Session, shows_findings
from kamroles.diagnostics import Problems

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


@dataclass(frozen=True, slots=True)
class Result:
    """What was found; ``mend`` is what to do about it, and empty where all is well."""

    state: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Something documents need; without one that is not ``needed`` only that part is missing."""

    name: str
    examine: Callable[[], Result]
    needed: bool = True

    def result(self) -> Result:
        """Try the part; one that breaks in its own way is missing."""
        try:
            return self.examine()
        except Problems as problems:
            first = problems.diagnostics[0]
            return Result(first.message, first.hint or _AGAIN)
        except Exception as failure:  # whatever a broken installation does, doctor reports it
            return Result(f"{type(failure).__name__}: {failure}", _AGAIN)


@click.command("doctor", epilog="Example: kamroles doctor")
@shows_findings
def command(session: Session) -> int:
    """Check that everything needed is installed, and say how to mend what is missing."""
    rows = []
    broken = False
    for part in _parts():
        result = part.result()
        broken = broken or (part.needed and bool(result.mend))
        name = part.name if part.needed else f"{part.name} (optional)"
        rows.append(("missing" if result.mend else "ok", name, result.state))
        if result.mend:
            rows += [("", "", f"to mend: {line}") for line in result.mend.splitlines()]
    for line in columns(rows):
        session.result(line)
    return int(broken)


def _python() -> Result:
    works = sys.version_info >= (3, 11)
    return Result(platform.python_version(), "" if works else "install Python 3.11 or newer")


def _reading() -> Result:
    import yaml

    from kamroles.model.fields import fields_of
    from kamroles.model.role import Role

    fast = hasattr(yaml, "CSafeLoader")
    state = f"{len(fields_of(Role))} fields of a role known"
    return Result(state if fast else f"{state}; slow, as PyYAML has no libyaml")


def _templates() -> Result:
    import kamroles.compose
    from kamroles.resources import bundled

    kinds = len(list((bundled("templates") / "kinds").glob("*.md")))
    roles = len(list(bundled("roles").glob("*.yaml"))) - 1
    state = f"{kinds} kinds of document, {roles} roles"
    return Result(state, "" if kinds and roles and kamroles.compose else _AGAIN)


def _fonts() -> Result:
    from kamroles.theme.fonts import FAMILY, ITALIC, UPRIGHT

    there = all(face.path.is_file() for face in (UPRIGHT, ITALIC))
    return Result(FAMILY, "" if there else "pip install --force-reinstall fontpkg-source-sans-3")


def _format(form: Format) -> Result:
    """Tell whether a format can be made, with the engine that documents here have."""
    if not form.engines:
        made = _sample(form)
        return Result(f"{form.made_by} made a file of {len(made) // 1024 + 1} kB")
    theme, asked = _theme()
    name, because = form.chosen(theme, asked)
    if asked != "auto":
        because = "kamroles.yaml asks for it"
    return _printed(form, name, theme, f": {because}")


def _printed(form: Format, name: str, theme: Theme | None = None, because: str = "") -> Result:
    """Tell whether an engine can set pages, or how what it lacks is installed here."""
    try:
        made = _sample(form, theme, name)
    except Problems as problems:
        if all(each.code != "KR401" for each in problems.diagnostics):
            raise
        state = "the system library Pango is not there; own style sheets need it for PDF"
        return Result(state, _pango())
    title = form.engines[name].title
    return Result(f"{title} made a page of {len(made) // 1024 + 1} kB{because}")


def _pango() -> str:
    if sys.platform == "win32":
        return "install MSYS2, then `pacman -S mingw-w64-x86_64-pango`"
    known = [line for tool, line in _PANGO.items() if shutil.which(tool)]
    return (known or list(_PANGO.values()))[0]


def _theme() -> tuple[Theme, str]:
    """Return the theme and the engine that documents here have if nothing else is said."""
    from kamroles.theme import load_theme

    library = pipeline.open_library(Path(), [])
    settings, known = library.workspace.settings, pipeline.themes(library)
    return load_theme(known.get(settings.theme, known["plain"])), settings.pdf_engine


def _sample(form: Format, theme: Theme | None = None, engine: str = "auto") -> bytes:
    """Return a page that is really rendered."""
    from kamroles.document import Document, Paragraph, Run, Section
    from kamroles.render import render

    text = (Run("A page to see that everything is there."),)
    section = Section("sample", (Run("Sample"),), (Paragraph(text),))
    document = Document("sample", "Sample", "en-US", "2000-01-01", (section,))
    return render(document, theme or _plain(), form.name, pdf_engine=engine)


def _plain() -> Theme:
    from kamroles.resources import bundled
    from kamroles.theme import load_theme

    return load_theme(bundled("templates") / "themes" / "plain")


def _workspace() -> Result:
    from kamroles import workspace

    library = pipeline.open_library(Path())
    root = library.workspace.root
    if root is None:
        return Result("none here or above", "kamroles init")
    count = len(library.ids("postings"))
    return Result(f"{workspace.show_path(root)}, with {count} posting{'' if count == 1 else 's'}")


def _cache() -> Result:
    from kamroles import cache

    folder = cache.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return Result(f"{folder} can be written")
    except OSError as failure:
        hint = "set KAMROLES_CACHE to a folder you may write to; without one, work is slower"
        return Result(f"{folder}: {failure.strerror}", hint)


def _terminal() -> Result:
    encoding = (sys.stdout.encoding or "unknown").lower()
    if encoding.replace("-", "").startswith("utf8"):
        return Result(encoding)
    return Result(f"{encoding} cannot show every name", "set PYTHONUTF8=1 in your environment")


def _parts() -> Iterator[Part]:
    yield Part("Python", _python)
    yield Part("reading", _reading)
    yield Part("templates and roles", _templates)
    yield Part("fonts", _fonts)
    formats = [f for f in pipeline.usable_formats()[0].values() if f.engines or f.made_by]
    for form in formats:
        yield Part(form.title, partial(_format, form))
    for form in formats:
        for name, engine in form.engines.items():
            yield Part(engine.title, partial(_printed, form, name), needed=False)
    yield Part("workspace", _workspace, needed=False)
    yield Part("cache", _cache, needed=False)
    yield Part("terminal", _terminal, needed=False)
