"""Bytes of a file to text: sizes, encodings, and characters that no definition may hold."""

from __future__ import annotations

import codecs
from itertools import islice
from typing import TYPE_CHECKING

from kamroles.characters import REFUSED, described
from kamroles.diagnostics import Problems, Source, error
from kamroles.ordinary import MAX_BYTES, SAVED_AS_UTF_8, at_start, decoded, read_ordinary

if TYPE_CHECKING:
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

_MOST_TOLD = 20
"""A file with more such characters is hardly text, and mended by other means than one by one."""
_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


def read_text(path: Path, name: str, below: Path | None = None) -> str:
    """Return the text of a file (see ``read_ordinary``).

    Raises:
        Problems: the file, or what it holds, cannot be used.

    """
    return _decoded(read_ordinary(path, name, below), name)


def too_large(name: str) -> Diagnostic:
    """Return the finding for a text above the size limit."""
    return error(
        "KR002",
        "the file is larger than 256 KiB, and a definition takes a few kB",
        at_start(name),
        "check that this is the right file; keep pictures and long texts in files of their own",
    )


def _decoded(raw: bytes, name: str) -> str:
    """Return ``raw`` as text: UTF-8, or UTF-16 that starts with a byte-order mark."""
    if len(raw) > MAX_BYTES:
        raise Problems([too_large(name)])
    codec = next((codec for bom, codec in _BOMS if raw.startswith(bom)), "utf-8")
    text = decoded(raw, name, codec, "KR003")
    if codec != "utf-8" or "\0" not in text[:4]:
        return text
    message = "this is not UTF-8 text (UTF-16 without its mark, or no text at all)"
    raise Problems([error("KR003", message, at_start(name), SAVED_AS_UTF_8)])


def refused_characters(source: Source) -> list[Diagnostic]:
    """Return a finding for each character that no definition may hold; many end in one for all."""
    hint = "delete it; where words should be apart, replace it by a normal space"
    every = REFUSED.finditer(source.text)
    found = [
        error(
            "KR005",
            f"{described(match[0])} cannot stand in a definition",
            source.span(*match.span()),
            hint,
        )
        for match in islice(every, _MOST_TOLD)
    ]
    if following := next(every, None):
        count = 1 + sum(1 for _ in every)
        message = f"{count} more characters, from this one on, cannot stand in a definition"
        found.append(error("KR005", message, source.span(*following.span()), hint))
    return found
