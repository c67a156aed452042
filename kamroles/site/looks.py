"""Style sheets, fonts and logos of a site: a file for each look, named by its content."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kamroles.render.html import minified, stylesheet
from kamroles.resources import bundled
from kamroles.theme import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.theme import Asset, Theme

FOLDER = "assets"
_SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}


def hashed(stem: str, suffix: str, content: bytes) -> str:
    """Return the path of a file whose name changes with its content, so that it can be kept."""
    return f"{FOLDER}/{stem}-{sha256(content).hexdigest()[:10]}{suffix}"


def style_of(theme: Theme, characters: Iterable[str]) -> dict[str, bytes]:
    """Return the style sheet of a theme, and the fonts that it names, by path; the sheet first."""
    faces, files = [], {}
    for face in fonts.site_faces(characters):
        path = hashed("font", ".woff2", face.content)
        files[path] = face.content
        faces.append(face.rule(path.removeprefix(f"{FOLDER}/")))
    own = (bundled("templates") / "site" / "site.css").read_text(encoding="utf-8")
    content = (stylesheet(theme) + "".join(faces) + minified(own)).encode()
    return {hashed("style", ".css", content): content, **files}


def logo_of(theme: Theme) -> tuple[str, Asset] | None:
    """Return the path of a theme's logo, and the logo."""
    logo = theme.assets.get("logo")
    return (hashed("logo", _SUFFIXES[logo.media_type], logo.content), logo) if logo else None


def icon_of(theme: Theme) -> bytes:
    """Return a square in the accent color, for the tabs of browsers."""
    color = theme.tokens["color.accent"]
    square = '<rect width="32" height="32" rx="7"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="{color}">{square}</svg>'
    ).encode()
