"""The look of a document as tokens, a style sheet and pictures; and colors that stay readable."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, Source, error
from kamroles.ordinary import MAX_BYTES, at_start, plain_text, read_ordinary, show_path
from kamroles.resources import bundled
from kamroles.theme.colors import COMFORTABLE, mixed, readable
from kamroles.theme.theme_file import COLOR, COLOR_HINT, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGES = ("A4", "Letter")
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MAX_PICTURE = 2_000_000

_FACE = "face.typ"
# Typst downloads packages that a face imports; `eval` and `std` could say so in disguise.
_REACHES_OUT = re.compile(r"\b(import|include|plugin|eval|std)\b")


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
    folder: Path,
    below: Path | None = None,
    *,
    accent: str | None = None,
    logo: Asset | None = None,
    page: str = "A4",
) -> Theme:
    """Return the theme in ``folder`` in an employer's color, with its logo.

    ``below`` is the workspace, in which the files have to lie if they do not ship.

    Raises:
        Problems: a file is missing or a value cannot be used.

    """
    names = ["theme.yaml", "style.css", *([_FACE] if os.path.lexists(folder / _FACE) else [])]
    shown = tuple(show_path(folder / name) for name in names)
    found: list[Diagnostic] = []
    texts: list[str] = []
    for name, each in zip(names, shown, strict=True):
        try:
            texts.append(_read(folder / name, each, below))
        except Problems as problems:
            found += problems.diagnostics
    if found:
        raise Problems(found)
    return _theme(folder.name, shown, tuple(texts), accent, logo, page)


@lru_cache(maxsize=32)
def _theme(
    name: str,
    files: tuple[str, ...],
    texts: tuple[str, ...],
    accent: str | None,
    logo: Asset | None,
    page: str,
) -> Theme:
    """Return the theme of these files; many documents wear the same."""
    found: list[Diagnostic] = []
    tokens: dict[str, str] = {}
    try:
        tokens |= tokens_of(texts[0], files[0])
    except Problems as problems:
        found += problems.diagnostics
    if accent is not None:
        tokens["color.accent"] = accent.strip()
        if not COLOR.fullmatch(tokens["color.accent"]):
            found.append(error("KR407", f"`{accent.strip()}` is not a color", None, COLOR_HINT))
    if page not in PAGES:
        hint = f"use one of {', '.join(PAGES)}"
        found.append(error("KR406", f"`{page}` is not a page size", None, hint))
    tokens["page.size"] = page
    found += _hit(files[1], texts[1], re.compile("</"), "KR406", _ENDS_EARLY)
    found += [
        d
        for f, t in zip(files[2:], texts[2:], strict=True)
        for d in _hit(f, t, _REACHES_OUT, "KR411", _OUTWARD)
    ]
    if logo is not None:
        found += _picture_faults(logo)
    if found:
        raise Problems(found)
    face = texts[2] if len(texts) > 2 else ""
    return Theme(name, tokens | _derived(tokens), texts[1], {"logo": logo} if logo else {}, face)


_ENDS_EARLY = "`{}` would end the style sheet early", "take the markup out of the style sheet"
_OUTWARD = (
    "`{}` reaches outside of the face",
    "a face gets all it sets as data; write what it needs into the file itself",
)


def _hit(
    file: str, text: str, sought: re.Pattern[str], code: str, told: tuple[str, str]
) -> Iterator[Diagnostic]:
    """Yield a finding for the first place of each thing that may not stand in a file."""
    for hit in {each[0]: each for each in reversed([*sought.finditer(text)])}.values():
        span = Source(file, text).span(*hit.span())
        yield error(code, told[0].format(hit[0]), span, told[1])


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


def _read(file: Path, shown: str, below: Path | None) -> str:
    raw = read_ordinary(file, shown, below, code="KR406")
    if len(raw) > MAX_BYTES:
        message = f"{shown} is larger than 256 KiB"
        raise Problems([error("KR406", message, at_start(shown), "keep pictures out of it")])
    try:
        return plain_text(raw)
    except UnicodeDecodeError:
        message, hint = f"{shown} is not UTF-8 text", "save it as UTF-8 text"
        raise Problems([error("KR406", message, at_start(shown), hint)]) from None


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
