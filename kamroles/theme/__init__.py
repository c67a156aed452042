"""The look of a document as tokens, a style sheet and pictures; and colors that stay readable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, error, nearest
from kamroles.resources import bundled
from kamroles.theme.colors import COMFORTABLE, mixed, readable
from kamroles.theme.lengths import out_of_bounds
from kamroles.theme.theme_files import ThemeFiles, read_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGES = ("A4", "Letter")
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MAX_PICTURE = 2_000_000

# Typst downloads packages that a face imports; `eval` and `std` could say so in disguise.
_REACHES_OUT = re.compile(r"\b(import|include|plugin|eval|std)\b")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")
_VALUE = re.compile(r"[\w #%.,+/'-]{1,120}")
_GROUPS = {
    "color": "accent text muted paper surface line mark mark-text",
    "dark": "text muted paper surface line mark mark-text",
    "font": "body",
    "size": "body small title heading screen logo logo-width",
    "space": "line paragraph item section part panel cell",
    "page": "margin columns",
}
_EXTEND = "Write them, or begin theme.yaml with `extends: plain`, which brings all of them."
_NEEDED = [f"{group}.{name}" for group, names in _GROUPS.items() for name in names.split()]


@dataclass(frozen=True)
class Asset:
    """A picture or other file that documents show."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Theme:
    """What a document looks like in every medium.

    Attributes:
        tokens: values by dotted name, such as ``color.accent`` or ``size.body``.
        stylesheet: CSS that reads the tokens as custom properties (``--color-accent``).
        assets: pictures by name; ``logo`` is the employer's.
        face: what Typst sets pages with, from the same tokens; empty if there is none.

    """

    name: str
    tokens: Mapping[str, str]
    stylesheet: str
    assets: Mapping[str, Asset]
    face: str = ""

    def picture(self, name: str) -> Asset:
        """Return a picture that the document shows.

        Raises:
            Problems: there is none of this name.

        """
        if name not in self.assets:
            message = f"The document shows the picture {name!r}, which its theme does not hold."
            known = ", ".join(self.assets) or "none"
            raise Problems([error("KR404", message, hint=f"Pictures there are: {known}.")])
        return self.assets[name]


def load_theme(
    folder: Path, *, accent: str | None = None, logo: Asset | None = None, page: str = "A4"
) -> Theme:
    """Return the theme in ``folder`` in an employer's color, with its logo.

    Raises:
        Problems: a file is missing or a value cannot be used.

    """
    found: list[Diagnostic] = []
    files = read_theme(folder, found)
    if files is None:
        raise Problems(found)
    return _theme(files, accent, logo, page)


@lru_cache(maxsize=32)
def _theme(files: ThemeFiles, accent: str | None, logo: Asset | None, page: str) -> Theme:
    """Return the theme of these files; many documents wear the same."""
    found: list[Diagnostic] = []
    name, tokens = files.name, dict(files.tokens)
    if accent is not None:
        tokens["color.accent"] = accent.strip()
    if page not in PAGES:
        hint = f"Use one of {', '.join(PAGES)}."
        found.append(error("KR406", f"{page!r} is not a page size.", hint=hint))
    tokens["page.size"] = page
    if "</" in files.stylesheet:
        message = f"{name}/style.css holds '</', which would end the style sheet early."
        found.append(error("KR406", message, hint="Take the markup out of the style sheet."))
    if reaching := sorted(set(_REACHES_OUT.findall(files.face))):
        message = f"{name}/face.typ uses {', '.join(reaching)}, which reach outside of it."
        hint = "A face gets all it sets as data; write what it needs into the file itself."
        found.append(error("KR411", message, hint=hint))
    found += _faults(tokens, name)
    if logo is not None:
        found += _picture_faults(logo)
    if found:
        raise Problems(found)
    assets = {"logo": logo} if logo else {}
    return Theme(name, tokens | _derived(tokens), files.stylesheet, assets, files.face)


def own_style(theme: Theme) -> bool:
    """Tell whether the theme has a style sheet of its own, not one that ships."""
    return theme.stylesheet not in _shipped_styles()


@cache
def _shipped_styles() -> frozenset[str]:
    shipped = bundled("templates") / "themes"
    return frozenset(file.read_text(encoding="utf-8") for file in shipped.glob("*/style.css"))


def custom_properties(theme: Theme) -> dict[str, str]:
    """Return the tokens as CSS custom properties by name, without the leading dashes."""
    return {
        name.replace(".", "-"): f'"{value}"' if name.startswith("font.") else value
        for name, value in sorted(theme.tokens.items())
    }


def _derived(tokens: Mapping[str, str]) -> dict[str, str]:
    accent = tokens["color.accent"]
    paper, surface = tokens["color.paper"], tokens["color.surface"]
    dark = tokens["dark.paper"], tokens["dark.surface"]
    return {
        "color.accent": accent.lower(),
        "color.watermark": mixed(paper, tokens["color.line"], 0.3),
        "color.accent-text": readable(accent, paper, surface),
        "dark.accent-text": readable(accent, *dark, minimum=COMFORTABLE),
    }


def _picture_faults(picture: Asset) -> Iterator[Diagnostic]:
    from kamroles.theme.images import fault_of

    kind, size = picture.media_type, len(picture.content)
    if kind not in PICTURE_TYPES:
        message = f"The {picture.name} is {kind}, which is not a picture that documents can show."
        yield error("KR408", message, hint="Save it as SVG, PNG or JPEG.")
    if size > MAX_PICTURE:
        message = f"The {picture.name} has {size / 1e6:.1f} MB; documents carry it inside."
        hint = f"Save it smaller, with at most {MAX_PICTURE / 1e6:.0f} MB."
        yield error("KR408", message, hint=hint)
    elif fault := fault_of(kind, picture.content):
        hint = "Save it again from the program it was made with, as SVG, PNG or JPEG."
        yield error("KR408", f"The {picture.name} {fault}.", hint=hint)


def _faults(tokens: Mapping[str, str], theme: str) -> Iterator[Diagnostic]:
    if lacking := [name for name in _NEEDED if name not in tokens]:
        close = nearest(lacking[0], set(tokens) - set(_NEEDED))
        hint = f"Did you mean {lacking[0]} where it says {close[0]}?" if close else _EXTEND
        message = f"The theme {theme} lacks the tokens {', '.join(lacking)}."
        yield error("KR406", message, hint=hint)
    for name, value in tokens.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            message = f"The theme {theme} has a token that cannot be used: {name!r}."
            hint = "A token is a short value under a group, such as size: {body: 10.5pt}."
            yield error("KR406", message, hint=hint)
        elif name.startswith(("color.", "dark.")) and not _COLOR.fullmatch(value):
            code = "KR407" if name == "color.accent" else "KR406"
            message = f"{value!r} is not a color ({name})."
            hint = "Write # and six hexadecimal digits in quotes, such as '#0b5c5a'."
            yield error(code, message, hint=hint)
    if not lacking:
        yield from out_of_bounds(tokens, theme)
