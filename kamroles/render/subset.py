"""Smaller font files made from installed ones, and the folder they are kept in."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
_LICENSE_NAMES = (0, 13, 14)
_FAMILY_NAMES = (1, 2)
_SCHEME = "1"
"""Raised when the way of making files changes, so that kept ones are made anew."""


def web_font(file: Path, codes: frozenset[int]) -> bytes:
    """Return a WOFF2 font with all weights of the file and only these characters."""
    return _kept(".woff2", (file, None, codes), lambda: _web_font(file, codes))


def print_font(file: Path, weight: int, codes: frozenset[int]) -> bytes:
    """Return a TrueType font of one weight with only these characters.

    Fixed weights, because WeasyPrint writes the time into the variable fonts it embeds, and
    needs twice as long for them.
    """
    return _kept(".ttf", (file, weight, codes), lambda: _print_font(file, weight, codes))


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


def _web_font(file: Path, codes: frozenset[int]) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(_subset(file, codes)), recalcTimestamp=False)
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def _print_font(file: Path, weight: int, codes: frozenset[int]) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(_subset(file, codes)), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def _kept(
    suffix: str, made_from: tuple[Path, int | None, frozenset[int]], make: Callable[[], bytes]
) -> bytes:
    """Return the file from the cache, else make it and keep it there."""
    place = _place(suffix, *made_from)
    if place is not None:
        with suppress(OSError):
            content = place.read_bytes()
            digest, body = content[:32], content[32:]
            if hashlib.sha256(body).digest() == digest:
                return body
    body = make()
    if place is not None:
        _keep(place, hashlib.sha256(body).digest() + body)
    return body


def _place(suffix: str, file: Path, weight: int | None, codes: frozenset[int]) -> Path | None:
    """Return where a font is kept; the name depends on all that its bytes depend on."""
    import brotli  # type: ignore[import-untyped]
    import fontTools

    folder = cache_folder()
    if folder is None:
        return None
    makers = f"{_SCHEME} {fontTools.version} {brotli.__version__} {weight} {sorted(codes)}"
    digest = hashlib.sha256(makers.encode("ascii"))
    digest.update(file.read_bytes())
    return folder / "fonts" / f"{digest.hexdigest()[:32]}{suffix}"


def cache_folder() -> Path | None:
    """Return the folder for what can be made again, or None where the system names none."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        folder = Path(os.environ.get(name, ""))
        if folder.is_absolute():
            return folder / "kamroles"
    try:
        return Path.home() / ".cache" / "kamroles"
    except RuntimeError:
        return None


def _keep(target: Path, content: bytes) -> None:
    """Write the file whole or not at all; a cache that cannot be written is no fault."""
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
