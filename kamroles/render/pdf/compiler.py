"""A Typst compiler that stays warm and reaches nothing outside: no network, no files, no fonts.

A face can use the packaged fonts and what it is given, and nothing else of the machine.
"""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

from kamroles.diagnostics import Diagnostic, Problems, Source, error
from kamroles.ends import own_folder
from kamroles.theme import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kamroles.theme.theme_files import ThemeFile

_CHARACTER = re.compile(r'(?:the text|disallowed codepoint) `"(.*?)"`')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_PICTURE = re.compile(r"image|SVG", re.IGNORECASE)
_SEARCHED = re.compile(r" \(searched at [^)]*\)")
"""A folder of ours that nobody else knows."""
_OF_THREAD = threading.local()
"""A compiler for each thread, as a compiler works for one at a time."""
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")
"""A line, counted from 1, and a column, counted from 0."""


def compiled(
    face: str | ThemeFile,
    inputs: Mapping[str, str],
    pictures: Mapping[str, bytes],
    **options: Any,
) -> bytes:
    """Return what the face makes of the inputs; of one that is a file, faults have their place.

    ``pictures`` are given to it as files by name; ``options`` are those of Typst.

    Raises:
        Problems: it cannot be made, and why.

    """
    _refuse_copies()
    text = face if isinstance(face, str) else face.text
    if not hasattr(_OF_THREAD, "compiler"):
        _OF_THREAD.compiler = _closed_compiler()
    try:
        with _folder_of(pictures) as root:
            made: bytes = _OF_THREAD.compiler.compile(
                input=text.encode("utf-8"), sys_inputs=dict(inputs), root=root, **options
            )
    except typst.TypstError as fault:
        raise Problems([_told(fault, face)]) from fault
    return made


@contextmanager
def _folder_of(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder that holds the pictures and nothing else; without any, that of our fonts."""
    if not pictures:
        yield _fonts_folder()
        return
    with TemporaryDirectory(dir=own_folder()) as folder:
        for name, content in pictures.items():
            Path(folder, name).write_bytes(content)
        yield Path(folder)


def _closed_compiler() -> Any:
    nothing = _fonts_folder() / "no-packages"
    return typst.Compiler(
        root=_fonts_folder(),
        font_paths=_packaged_fonts(),
        package_path=nothing,
        package_cache_path=nothing,
    )


def _fonts_folder() -> Path:
    return fonts.UPRIGHT.path.parent


@cache
def _packaged_fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[_fonts_folder()],
    )


_copied = threading.Event()
_used = threading.Event()


def _note_copy() -> None:
    if _used.is_set():
        _copied.set()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_note_copy)


def _refuse_copies() -> None:
    """Stop where Typst would wait for ever: for threads that a forked process does not have.

    Raises:
        Problems: this process was forked from one that had used Typst.

    """
    if _copied.is_set():
        message = "Typst cannot set pages in a process forked from one that already used it."
        hint = "Start processes by spawn or forkserver, or render in the first one."
        raise Problems([error("KR405", message, hint=hint)])
    _used.set()


def _told(fault: Any, face: str | ThemeFile) -> Diagnostic:
    """Return Typst's error in our words."""
    said = _SEARCHED.sub("", str(fault.message))
    hint, span = "; ".join(fault.hints) or "Try the other engine: --pdf-engine weasyprint.", None
    if place := _PLACE.search(fault.diagnostic):
        if isinstance(face, str):
            hint = f"Typst stopped at line {place[1]} of the theme's face.typ. {hint}"
        else:
            hint = "; ".join(fault.hints) or "Mend the face from here on, or take the change back."
            source = Source(face.name, face.text)
            at = source.starts[int(place[1]) - 1] + int(place[2])
            span = source.span(at, at + 1)
    if match := _CHARACTER.search(said):
        shown = _CODE_POINT.sub(lambda code: chr(int(code[1], 16)), match[1])
        return replace(no_glyph(shown), span=span)
    if _PICTURE.search(said):
        message = f"A picture of the document cannot be set: {said}."
        return error("KR405", message, hint="Save it again, with all that it needs inside.")
    return error("KR405", f"Typst could not set the document: {said}.", span, hint)


def no_glyph(characters: str, path: str | None = None) -> Diagnostic:
    """Return the finding for characters that the fonts do not have."""
    named = ", ".join(f"`{each}` (U+{ord(each):04X})" for each in dict.fromkeys(characters))
    where = f" in {path}" if path else ""
    hint = "Write it another way; a PDF would show an empty box in its place."
    return error("KR410", f"The font has no character {named}{where}.", hint=hint)
