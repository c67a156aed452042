"""The packaged typeface: its faces, the characters it has, and what a document needs of it."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.document import Run, walk_runs
from kamroles.theme.subset import print_font, web_font

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.document import Document

FAMILY = "Source Sans 3"
PACKAGES = ("fontTools", "fontpkg_source_sans_3")
"""What decides the bytes of fonts in documents."""

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
"""What every font made from the faces holds; they have all of it."""

# Pango puts a comma behind a name that ends in a number.
_PRINT_FAMILY = "Source Sans"
PRINT_WEIGHTS = (400, 600)
_DRAWN_AS_NOTHING = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file with all its weights."""

    name: str
    style: str
    file: str

    @property
    def path(self) -> Path:
        """Return where the file is installed."""
        import fontpkg_source_sans_3  # type: ignore[import-untyped]

        return Path(fontpkg_source_sans_3.ROOT) / "files" / self.file


UPRIGHT = Face("upright", "normal", "SourceSans3[wght].ttf")
ITALIC = Face("italic", "italic", "SourceSans3-Italic[wght].ttf")


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


@cache
def glyphs(face: Face) -> frozenset[int]:
    """Return the code points that a face has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _latin() -> frozenset[int]:
    return frozenset(code for low, high in _LATIN_RANGES for code in range(low, high + 1))


@cache
def _spaces() -> frozenset[int]:
    return frozenset(code for code in _latin() if unicodedata.category(chr(code)) in {"Zs", "Cf"})


@lru_cache(maxsize=4096)
def _lacks(character: str) -> bool:
    code = ord(character)
    if code in _latin() or unicodedata.category(character) in _DRAWN_AS_NOTHING:
        return False
    return code not in _VARIATION_SELECTORS and code not in glyphs(UPRIGHT)


@dataclass(frozen=True, slots=True)
class PrintFace:
    """A face in one weight with the characters that pages need, as one font family's part."""

    face: Face
    weight: int
    codes: frozenset[int]

    @property
    def family(self) -> str:
        """Return the family; characters outside the fixed set make a family of their own."""
        return _PRINT_FAMILY if self.codes == _latin() else f"{_PRINT_FAMILY} {self.key}"

    @property
    def key(self) -> str:
        """Return a short name of the set of characters."""
        return sha256(_ranges(self.codes).encode("ascii")).hexdigest()[:12]

    def content(self) -> bytes:
        """Return the font file."""
        return print_font(self.face.path, self.weight, self.codes)


def print_faces(characters: Iterable[str], *, italic: bool) -> list[PrintFace]:
    """Return the faces that pages with these characters are set in."""
    faces = (UPRIGHT, ITALIC) if italic else (UPRIGHT,)
    fixed, *extra = _sets(characters)
    # Pango sets a space in the font of the word before it.
    sets = [fixed, *(codes | _spaces() for codes in extra)]
    return [
        PrintFace(face, weight, codes)
        for codes in sets
        for face in faces
        for weight in PRINT_WEIGHTS
    ]


def web_faces(characters: Iterable[str], *, italic: bool) -> str:
    """Return ``@font-face`` rules with the fonts that text of these characters needs inside."""
    faces = (UPRIGHT, ITALIC) if italic else (UPRIGHT,)
    return "".join(_rule(face, codes) for codes in _sets(characters) for face in faces)


def _sets(characters: Iterable[str]) -> list[frozenset[int]]:
    """Return the fixed set of characters and, where there are others, a set of those."""
    # Line ends and tabs are never drawn.
    extra = frozenset(code for code in map(ord, set(characters)) if code >= 0x20) - _latin()
    if extra:
        extra &= glyphs(UPRIGHT)
    return [_latin(), extra] if extra else [_latin()]


@lru_cache(maxsize=64)
def _rule(face: Face, codes: frozenset[int]) -> str:
    font = b64encode(web_font(face.path, codes)).decode("ascii")
    named = "" if codes == _latin() else f"unicode-range:{_ranges(codes)};"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{face.style};font-weight:200 900;'
        f"font-display:swap;{named}"
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}\n'
    )


def _ranges(codes: frozenset[int]) -> str:
    return ",".join(f"U+{code:X}" for code in sorted(codes))
