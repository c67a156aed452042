"""The look of a document as tokens, a style sheet and pictures; and colors that stay readable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, Problems, Source, Span, error
from kamroles.resources import bundled
from kamroles.theme.colors import COMFORTABLE, mixed, readable
from kamroles.theme.style_check import style_faults
from kamroles.theme.theme_files import FACE, STYLE, ThemeFile, ThemeFiles, read_theme
from kamroles.theme.tokens_of_theme import COLOR, COLOR_HINT, checked_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGES = ("A4", "Letter")
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MAX_PICTURE = 2_000_000

# Typst downloads packages that a face imports; `eval` and `std` could say so in disguise.
_REACHES_OUT = re.compile(r"\b(import|include|plugin|eval|std)\b")
_ENDS_EARLY = re.compile("</")
_NO_MARKUP = "take the markup out of the style sheet"
_ITSELF = "a face gets all it sets as data; write what it needs into the file itself"


@dataclass(frozen=True)
class Asset:
    """A picture or other file that documents show; ``file`` is what people call it, if read."""

    name: str
    media_type: str
    content: bytes
    file: str = ""


@dataclass(frozen=True)
class Theme:
    """What a document looks like in every medium.

    Attributes:
        tokens: values by dotted name, such as ``color.accent`` or ``size.body``.
        stylesheet: CSS that reads the tokens as custom properties (``--color-accent``).
        assets: pictures by name; ``logo`` is the employer's.
        face: what Typst sets pages with, from the same tokens; empty if there is none.
        own: those of its style sheets and faces that somebody wrote and that do not ship.
        places: where its tokens were written.

    """

    name: str
    tokens: Mapping[str, str]
    stylesheet: str
    assets: Mapping[str, Asset]
    face: str = ""
    own: tuple[ThemeFile, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)

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
    return _theme(read_theme(folder, below), accent, logo, page)


@lru_cache(maxsize=32)
def _theme(files: ThemeFiles, accent: str | None, logo: Asset | None, page: str) -> Theme:
    """Return the theme of these files; many documents wear the same."""
    found: list[Diagnostic] = []
    tokens: dict[str, str] = {}
    places: dict[str, Span] = {}
    try:
        for name, value in checked_tokens(files).items():
            tokens[name], places[name] = value.text, value.span
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
    shipped = _shipped_texts()
    own = tuple(each for each in (*files.styles, *files.faces) if each.text not in shipped)
    for style in files.styles:
        found += _hits(style, _ENDS_EARLY, "KR406", "would end the style sheet early", _NO_MARKUP)
        found += style_faults(style, _fault_of_carried) if style in own else ()
    for face in files.faces:
        found += _hits(face, _REACHES_OUT, "KR411", "reaches outside of the face", _ITSELF)
    if logo is not None:
        found += _picture_faults(logo)
    if found:
        raise Problems(found)
    stylesheet = "\n".join(each.text for each in files.styles if each.text)
    set_with = "".join(each.text for each in files.faces)
    shown = {"logo": logo} if logo else {}
    return Theme(files.name, tokens | _derived(tokens), stylesheet, shown, set_with, own, places)


def _hits(
    file: ThemeFile, sought: re.Pattern[str], code: str, message: str, hint: str
) -> Iterator[Diagnostic]:
    """Yield a finding at the first place of each thing that may not stand in a file."""
    for hit in {each[0]: each for each in reversed([*sought.finditer(file.text)])}.values():
        span = Source(file.name, file.text).span(*hit.span())
        yield error(code, f"`{hit[0]}` {message}", span, hint)


def own_style(theme: Theme) -> bool:
    """Tell whether the theme has a style sheet of its own, not one that ships."""
    return theme.stylesheet not in _shipped_texts()


@cache
def _shipped_texts() -> frozenset[str]:
    """Return all style sheets and faces that ship, and that of a theme without one."""
    shipped = bundled("templates") / "themes"
    files = [*shipped.glob(f"*/{STYLE}"), *shipped.glob(f"*/{FACE}")]
    return frozenset(["", *(file.read_text(encoding="utf-8") for file in files)])


def unchecked(theme: Theme, *, read: str | None, draws: bool) -> tuple[ThemeFile | Asset, ...]:
    """Return what nobody can say of how long an engine takes with it.

    ``read`` is the name of the file that the engine sets pages by; ``draws`` whether it also draws
    the pictures.
    """
    own = (each for each in theme.own if each.name.rpartition("/")[2] == read)
    pictures = (each for each in theme.assets.values() if draws and not soon_shown(each))
    return (*own, *pictures)


def soon_shown(picture: Asset) -> bool:
    """Tell whether any engine shows a picture in no time."""
    from kamroles.theme.drawings import soon_drawn

    if picture.media_type == "image/svg+xml":
        return soon_drawn(picture.content)
    return picture.media_type in {"image/png", "image/jpeg"}  # their pixels are counted


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


def _fault_of_carried(address: str) -> tuple[str, str] | None:
    from kamroles.theme.drawings import fault_of_carried

    return fault_of_carried(address)


def _picture_faults(picture: Asset) -> Iterator[Diagnostic]:
    from kamroles.theme.drawings import fault_of_picture, unfit_part

    kind, size = picture.media_type, len(picture.content)
    if kind not in PICTURE_TYPES:
        message = f"The {picture.name} is {kind}, which is not a picture that documents can show."
        yield error("KR408", message, hint="Save it as SVG, PNG or JPEG.")
    if size > MAX_PICTURE:
        message = f"The {picture.name} has {size / 1e6:.1f} MB; documents carry it inside."
        hint = f"Save it smaller, with at most {MAX_PICTURE / 1e6:.0f} MB."
        yield error("KR408", message, hint=hint)
    elif fault := fault_of_picture(kind, picture.content):
        hint = "Save it again from the program it was made with, as SVG, PNG or JPEG."
        yield error("KR408", f"The {picture.name} {fault}.", hint=hint)
    elif kind == "image/svg+xml" and (unfit := unfit_part(picture.content)):
        source = Source(picture.file, picture.content.decode("utf-8", "replace"))
        place = Span(source, unfit.line, unfit.column, unfit.line, unfit.column + 1)
        outside = unfit.code == "KR760"
        how = "with all that it shows inside" if outside else "as plain SVG"
        hint = f"Save it again {how}, or as PNG."
        message = f"The {picture.name} {unfit.says}."
        yield error(unfit.code, message, place if picture.file else None, hint)
