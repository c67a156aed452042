"""The packaged typeface: its files, which characters it has, and web subsets kept in a cache."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.document import Run, walk_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.document import Document

FAMILY = "Source Sans 3"

_LATIN_RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x218, 0x21B),  # Romanian letters
    (0x1E9E, 0x1E9E),  # capital sharp s
    (0x2C6, 0x2C7),  # accents that stand alone
    (0x2D8, 0x2DD),
    (0x2009, 0x200B),
    (0x2010, 0x201E),  # dashes and quotation marks
    (0x2020, 0x2023),  # daggers and bullets
    (0x2026, 0x2026),
    (0x202F, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x20A9, 0x20A9),  # currencies
    (0x20AB, 0x20AC),
    (0x20B1, 0x20B2),
    (0x20B4, 0x20B5),
    (0x20B8, 0x20BA),
    (0x20BD, 0x20BD),
    (0x2116, 0x2117),
    (0x2122, 0x2122),
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2261),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25AA, 0x25AB),
    (0x25CF, 0x25CF),
    (0x2610, 0x2611),  # boxes to tick
    (0x2713, 0x2714),
)
"""What every web subset holds; the typeface has all of it."""

_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
_DRAWN_AS_NOTHING = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_SCHEME = "1"
"""Raised when the way of making subsets changes, so that cached ones are made anew."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file with all its weights."""

    name: str
    style: str
    file: str

    @property
    def path(self) -> Path:
        """Return where the file is installed."""
        import fontpkg_source_sans_3

        return Path(fontpkg_source_sans_3.ROOT) / "files" / self.file


UPRIGHT = Face("upright", "normal", "SourceSans3[wght].ttf")
ITALIC = Face("italic", "italic", "SourceSans3-Italic[wght].ttf")
FACES = {face.name: face for face in (UPRIGHT, ITALIC)}


def missing(document: Document) -> list[tuple[Run, str]]:
    """Return each run with a character that no face has, once per run and character."""
    loose = (document.title, document.draft, document.running)
    runs = (*(Run(words) for words in loose if words), *walk_runs(document))
    return [
        (run, character)
        for run in runs
        for character in dict.fromkeys(run.text)
        if _lacks(character)
    ]


def web_faces(characters: Iterable[str], *, italic: bool) -> str:
    """Return ``@font-face`` rules with the fonts that text of these characters needs inside."""
    extra = frozenset(map(ord, characters)) - _latin()
    if extra:
        extra &= glyphs(UPRIGHT)
    faces = (UPRIGHT, ITALIC) if italic else (UPRIGHT,)
    rules = [_rule(face, _latin()) for face in faces]
    if extra:
        rules += [_rule(face, extra) for face in faces]
    return "".join(rules)


@cache
def glyphs(face: Face) -> frozenset[int]:
    """Return the code points that a face has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _latin() -> frozenset[int]:
    return frozenset(code for low, high in _LATIN_RANGES for code in range(low, high + 1))


@lru_cache(maxsize=4096)
def _lacks(character: str) -> bool:
    code = ord(character)
    if code in _latin() or unicodedata.category(character) in _DRAWN_AS_NOTHING:
        return False
    return code not in _VARIATION_SELECTORS and code not in glyphs(UPRIGHT)


@lru_cache(maxsize=64)
def _rule(face: Face, codes: frozenset[int]) -> str:
    """Return one rule; text outside the fixed set is named, so that both faces work together."""
    from base64 import b64encode

    font = b64encode(_subset(face, codes)).decode("ascii")
    named = "" if codes == _latin() else f"unicode-range:{_ranges(codes)};"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{face.style};font-weight:200 900;'
        f"font-display:swap;{named}"
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}\n'
    )


def _ranges(codes: frozenset[int]) -> str:
    return ",".join(f"U+{code:X}" for code in sorted(codes))


def _subset(face: Face, codes: frozenset[int]) -> bytes:
    kept = _cache_file(face, codes)
    if kept is not None:
        with suppress(OSError):
            content = kept.read_bytes()
            # The header tells the length, so a file cut short is not used.
            if content.startswith(b"wOF2") and int.from_bytes(content[8:12]) == len(content):
                return content
    content = _make_subset(face, codes)
    if kept is not None:
        _keep(kept, content)
    return content


def _make_subset(face: Face, codes: frozenset[int]) -> bytes:
    import logging
    from io import BytesIO

    from fontTools import subset

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(
        layout_features=list(_FEATURES),
        layout_closure=False,
        hinting=False,
        glyph_names=False,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
        ignore_missing_unicodes=True,
        # The time of the package stays, so the bytes repeat.
        recalc_timestamp=False,
    )
    options.drop_tables += ["DSIG", "STAT", "BASE", "MVAR"]
    font = subset.load_font(str(face.path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def _cache_file(face: Face, codes: frozenset[int]) -> Path | None:
    """Return where the subset is kept; its name tells everything the bytes depend on."""
    import brotli
    import fontTools

    folder = cache_folder()
    if folder is None:
        return None
    with suppress(OSError):
        digest = hashlib.sha256(face.path.read_bytes())
        makers = f"{_SCHEME} {fontTools.version} {brotli.__version__} {_ranges(codes)}"
        digest.update(makers.encode("ascii"))
        return folder / "fonts" / f"{face.name}-{digest.hexdigest()[:32]}.woff2"
    return None


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
