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

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
_LICENSE_NAMES = (0, 13, 14)
_FAMILY_NAMES = (1, 2)
_SCHEME = "1"
"""Raised when the way of making files changes, so that kept ones are made anew."""


def font_file(file: Path, codes: frozenset[int], weight: int | None = None) -> bytes:
    """Return a font with only these characters: WOFF2 with all weights, or TrueType of one.

    Fixed weights for print, because WeasyPrint writes the time into the variable fonts it embeds,
    and needs twice as long for them. The name it is kept under depends on all that its bytes
    depend on.
    """
    import brotli  # type: ignore[import-untyped]
    import fontTools

    makers = f"{_SCHEME} {fontTools.version} {brotli.__version__} {weight} {sorted(codes)}"
    digest = hashlib.sha256(makers.encode("ascii"))
    digest.update(file.read_bytes())
    name = f"{digest.hexdigest()[:32]}{'.ttf' if weight else '.woff2'}"
    return cache.kept("subsets", name, lambda: _made(file, codes, weight))


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


def _made(file: Path, codes: frozenset[int], weight: int | None) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(_subset(file, codes)), recalcTimestamp=False)
    if weight:
        from fontTools.varLib.instancer import instantiateVariableFont

        instantiateVariableFont(font, {"wght": weight}, inplace=True)
    else:
        font.flavor = "woff2"
    target = BytesIO()
    font.save(target, reorderTables=bool(weight))
    return target.getvalue()
