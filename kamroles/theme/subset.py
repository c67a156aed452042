"""Smaller font files made from installed ones; making them takes long, so they are kept."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from kamroles import cache

if TYPE_CHECKING:
    from pathlib import Path

    from fontTools.ttLib import TTFont

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
_LICENSE_NAMES = (0, 13, 14)
_FAMILY_NAMES = (1, 2)
_SCHEME = "1"
"""Raised when the way of making files changes, so that kept ones are made anew."""


def font_file(
    file: Path,
    codes: frozenset[int],
    weight: int | None = None,
    named: tuple[str, str] | None = None,
) -> bytes:
    """Return a font with only these characters: WOFF2 with all weights, or TrueType of one.

    Fixed weights for print, because WeasyPrint writes the time into the variable fonts it embeds,
    and needs twice as long for them. ``named`` is the family and style it says that it is, for
    programs that find a font by these. The name it is kept under depends on all that its bytes
    depend on.
    """
    import brotli  # type: ignore[import-untyped]
    import fontTools

    makers = f"{_SCHEME} {fontTools.version} {brotli.__version__} {weight} {sorted(codes)}"
    makers += f" {named}" if named else ""
    digest = hashlib.sha256(makers.encode("ascii"))
    digest.update(file.read_bytes())
    name = f"{digest.hexdigest()[:32]}{'.ttf' if weight else '.woff2'}"
    return cache.kept("subsets", name, lambda: _made(file, codes, weight, named))


@lru_cache(maxsize=4)
def _subset(file: Path, codes: frozenset[int]) -> bytes:
    """Return the file with only these characters, its weights still variable."""
    from fontTools import subset

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(
        layout_features=list(_FEATURES),
        layout_closure=False,
        hinting=False,
        glyph_names=False,
        name_IDs=[*_LICENSE_NAMES, *_FAMILY_NAMES],
        notdef_outline=True,
        ignore_missing_unicodes=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["DSIG", "STAT", "BASE", "MVAR"]
    target = BytesIO()
    with subset.load_font(str(file), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        font.save(target, reorderTables=False)
    return target.getvalue()


def _made(
    file: Path, codes: frozenset[int], weight: int | None, named: tuple[str, str] | None
) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(_subset(file, codes)), recalcTimestamp=False)
    if weight:
        from fontTools.varLib.instancer import instantiateVariableFont

        instantiateVariableFont(font, {"wght": weight}, inplace=True)
    else:
        font.flavor = "woff2"
    if named:
        _name(font, *named)
    target = BytesIO()
    font.save(target, reorderTables=bool(weight))
    return target.getvalue()


def _name(font: TTFont, family: str, style: str) -> None:
    """Let a font say its family and style: in words, and in the bits that Windows reads."""
    short = f"{family}-{style}".replace(" ", "")
    revision = f"{font['head'].fontRevision:.3f}"
    said = {1: family, 2: style, 3: f"{revision};{short}", 4: f"{family} {style}"}
    for number, text in {**said, 5: f"Version {revision}", 6: short}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold, italic = "Bold" in style, "Italic" in style
    font["OS/2"].fsSelection = italic | bold << 5 | (not bold and not italic) << 6
    font["head"].macStyle = bold | italic << 1
