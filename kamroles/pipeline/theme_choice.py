"""Which theme a document wears, in whose color and with whose logo."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, suggest

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Span
    from kamroles.library import Library
    from kamroles.model.job import Job
    from kamroles.theme import Asset, Theme

_MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_LETTER = {"US", "CA", "MX"}
_PLACED = {"KR407": "employer.color", "KR408": "employer.logo", "KR760": "employer.logo"}
"""Faults that the theme finds in what the employer gave, and the field that gave it."""


def theme_of(library: Library, job: Job, kind: str, chosen: str | None) -> Theme:
    """Return the theme of a document: the one chosen, its kind's, the employer's, the workspace's.

    Raises:
        Problems: there is no such theme, or it, the color or the logo cannot be used.

    """
    from kamroles.theme import load_theme

    employer = job.employer
    own = employer.theme if employer else None
    settings = library.workspace.settings
    of_kind = settings.by_kind.get(kind)
    name = chosen or (of_kind.theme if of_kind else own) or settings.theme
    place = of_kind.span("theme") if of_kind else job.span("employer.theme")
    folder = _folder(library, name, None if chosen else place)
    logo = _logo(library, employer.logo if employer else None, job.span("employer.logo"))
    color = employer.color if employer else None
    page = "Letter" if job.country in _LETTER else "A4"
    try:
        return load_theme(folder, library.workspace.root, accent=color, logo=logo, page=page)
    except Problems as problems:
        raise Problems(
            replace(d, span=d.span or job.span(_PLACED[d.code])) if d.code in _PLACED else d
            for d in problems.diagnostics
        ) from None


def themes(library: Library) -> dict[str, Path]:
    """Return every theme with its folder; the workspace's before those that ship."""
    found: dict[str, Path] = {}
    for folder in library.workspace.folders("templates", "themes"):
        for path in sorted(folder.glob("*")):
            if os.path.lexists(path / "theme.yaml"):  # a link that leads nowhere is told when read
                found.setdefault(path.name, path)
    return found


def _folder(library: Library, name: str, span: Span | None) -> Path:
    known = themes(library)
    if name in known:
        return known[name]
    hint = suggest(name, known, listed=True)
    raise Problems([error("KR511", f"no theme is called `{name}`", span, hint)])


def _logo(library: Library, written: str | None, span: Span | None) -> Asset | None:
    from kamroles.theme import Asset

    if written is None:
        return None
    path, content = library.workspace.asset(written, span)
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        message = f"`{written}` is not an SVG, PNG or JPEG file"
        raise Problems([error("KR506", message, span, "save the logo as one of these")])
    return Asset("logo", media_type, content, written)
