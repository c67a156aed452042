"""The packaged typeface: its faces, the characters it has, and what a document needs of it."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.document import Run, walk_runs
from kamroles.theme.subset import font_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.document import Document

FAMILY = "Source Sans 3"
PACKAGES = ("fontTools", "fontpkg_source_sans_3")
"""What decides the bytes of fonts in documents."""

_LATIN = (
    "20-7E A0-17F 218-21B 1E9E "  # letters
    "2C6-2C7 2D8-2DD "  # accents that stand alone
    "2009-200B 2010-201E 2020-2023 2026 202F-2033 2039-203A 2044 "  # spaces, dashes, quotes
    "20A9 20AB-20AC 20B1-20B2 20B4-20B5 20B8-20BA 20BD "  # currencies
    "2116-2117 2122 2190-2199 2212 2248 2260-2261 2264-2265 "  # signs and arrows
    "25A0-25A1 25AA-25AB 25CF 2610-2611 2713-2714"  # bullets and boxes to tick
)
"""What every font made from the faces holds; they have all of it."""

# Pango puts a comma behind a name that ends in a number.
_PRINT_FAMILY = "Source Sans"
PRINT_WEIGHTS = (400, 600)
_STYLES = ("Regular", "Bold", "Italic", "Bold Italic")
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
        if lacks(character)
    ]


@cache
def glyphs(face: Face) -> frozenset[int]:
    """Return the code points that a face has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _latin() -> frozenset[int]:
    ends = [[int(end, 16) for end in each.split("-")] for each in _LATIN.split()]
    return frozenset(code for each in ends for code in range(each[0], each[-1] + 1))


@lru_cache(maxsize=4096)
def lacks(character: str) -> bool:
    """Tell whether no face has a glyph for a character that is drawn."""
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
        return font_file(self.face.path, self.codes, self.weight)


def print_faces(characters: Iterable[str], *, italic: bool) -> list[PrintFace]:
    """Return the faces that pages with these characters are set in."""
    fixed, *extra = _sets(characters)
    # Pango sets a space in the font of the word before it.
    spaces = {code for code in fixed if unicodedata.category(chr(code)) in {"Zs", "Cf"}}
    sets = (fixed, *(codes | spaces for codes in extra))
    each = product(sets, _faces(italic=italic), PRINT_WEIGHTS)
    return [PrintFace(face, weight, codes) for codes, face, weight in each]


def office_faces() -> dict[str, bytes]:
    """Return the font files that a word processor takes for the typeface, by their style.

    They have the fixed set of characters, for what somebody may type into the document later.
    """
    named = product((UPRIGHT, ITALIC), PRINT_WEIGHTS)
    return {
        style: font_file(face.path, _latin(), weight, (FAMILY, style))
        for style, (face, weight) in zip(_STYLES, named, strict=True)
    }


def web_faces(characters: Iterable[str], *, italic: bool) -> str:
    """Return ``@font-face`` rules with the fonts that text of these characters needs inside."""
    each = product(_sets(characters), _faces(italic=italic))
    return "".join(_rule(face, codes) for codes, face in each)


@dataclass(frozen=True, slots=True)
class WebFace:
    """A font file for pages that load it from beside them."""

    face: Face
    codes: frozenset[int]

    @property
    def content(self) -> bytes:
        """Return the font as WOFF2, with all weights."""
        return font_file(self.face.path, self.codes)

    def rule(self, address: str) -> str:
        """Return the ``@font-face`` rule that loads it from an address.

        A font that comes late is left for the next page, so that nothing moves under a reader.
        """
        return _rule_from(self.face, self.codes, address, display="optional")


def site_faces(characters: Iterable[str]) -> list[WebFace]:
    """Return the upright faces that pages with these characters are set in."""
    return [WebFace(UPRIGHT, codes) for codes in _sets(characters)]


def _faces(*, italic: bool) -> tuple[Face, ...]:
    return (UPRIGHT, ITALIC) if italic else (UPRIGHT,)


def _sets(characters: Iterable[str]) -> list[frozenset[int]]:
    """Return the fixed set of characters and, where there are others, a set of those."""
    # Line ends and tabs are never drawn.
    extra = frozenset(code for code in map(ord, set(characters)) if code >= 0x20) - _latin()
    if extra:
        extra &= glyphs(UPRIGHT)
    return [_latin(), extra] if extra else [_latin()]


@lru_cache(maxsize=64)
def _rule(face: Face, codes: frozenset[int]) -> str:
    font = b64encode(font_file(face.path, codes)).decode("ascii")
    return _rule_from(face, codes, f"data:font/woff2;base64,{font}")


def _rule_from(face: Face, codes: frozenset[int], address: str, display: str = "swap") -> str:
    named = "" if codes == _latin() else f"unicode-range:{_ranges(codes)};"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{face.style};font-weight:200 900;'
        f"font-display:{display};{named}"
        f'src:url({address}) format("woff2")}}\n'
    )


def _ranges(codes: frozenset[int]) -> str:
    return ",".join(f"U+{code:X}" for code in sorted(codes))
