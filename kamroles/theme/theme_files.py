"""The files of a theme, with those of the theme that it extends below them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import ENOUGH, Problems, error, nearest, suggest
from kamroles.ordinary import MAX_BYTES, at_start, plain_text, read_ordinary, show_path
from kamroles.resources import bundled
from kamroles.source.nodes import NOWHERE, Mapping, Scalar
from kamroles.source.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic

TOKENS, STYLE, FACE = "theme.yaml", "style.css", "face.typ"
OPTIONAL = ("page.most",)
"""Tokens that a theme need not have, and that no style sheet reads."""
_EXTENDS = "extends"
_MOST_BELOW = 8
"""Themes that may extend each other in one chain."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme: what people call it, and what it holds."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """What a theme and those below it say.

    Attributes:
        name: its folder's.
        trees: what each ``theme.yaml`` says, that of the theme itself last.
        styles: each style sheet, in the same order.
        faces: what Typst sets pages with, its own or that of the theme it extends; none or one.

    """

    name: str
    trees: tuple[Mapping, ...]
    styles: tuple[ThemeFile, ...]
    faces: tuple[ThemeFile, ...]


def read_theme(folder: Path, below: Path | None) -> ThemeFiles:
    """Return what the files in ``folder`` say; they lie ``below`` the workspace, or ship.

    Raises:
        Problems: one cannot be read, or extends what is not there.

    """
    trees: list[Mapping] = []
    styles: list[ThemeFile] = []
    faces: list[ThemeFile] = []
    found: list[Diagnostic] = []
    for own, tree in reversed(_chain(folder, below, found)):
        if tree is NOWHERE:  # what it extends is not known, nor what it needs beside it
            continue
        trees.append(tree)
        base = tree.entry(_EXTENDS)
        try:
            if not base or os.path.lexists(own / STYLE):
                styles.append(_read(own / STYLE, below))
            if os.path.lexists(own / FACE):
                faces = [_read(own / FACE, below)]
        except Problems as problems:
            found += problems.diagnostics
            continue
        if base and not found:
            found += _unread(trees, "\n".join(each.text for each in styles))
    if found:
        raise Problems(found)
    return ThemeFiles(folder.name, tuple(trees), tuple(styles), tuple(faces))


def said_by(tree: Mapping, found: list[Diagnostic]) -> Iterator[tuple[str, Scalar]]:
    """Yield each value of a theme file by its dotted name; what is none goes to ``found``."""
    for group in tree.entries:
        if group.key.text == _EXTENDS:
            continue
        if not isinstance(group.value, Mapping):
            message = f"`{group.key.text}` is not a group of values"
            hint = "write them indented below it, each as `name: value`"
            found.append(error("KR406", message, group.key.span, hint))
            continue
        for entry in group.value.entries:
            if isinstance(entry.value, Scalar):
                yield f"{group.key.text}.{entry.key.text}", entry.value
            else:
                message = f"`{group.key.text}.{entry.key.text}` is not a single value"
                hint = "write it on one line, such as `body: 10.5pt`"
                found.append(error("KR406", message, entry.key.span, hint))


def _chain(folder: Path, below: Path | None, found: list[Diagnostic]) -> list[tuple[Path, Mapping]]:
    """Return the folders of a theme and of those it extends, the nearest first."""
    chain: list[tuple[Path, Mapping]] = []
    own: Path | None = folder
    while own:
        try:
            file = _read(own / TOKENS, below)
            tree = _parsed(file)
        except Problems as problems:
            found += problems.diagnostics
            return [*chain, (own, NOWHERE)]
        chain.append((own, tree))
        base = tree.get(_EXTENDS)
        if base is None:
            break
        name = base.text if isinstance(base, Scalar) else ""
        own = _folder(own, name)
        if own in [each for each, _ in chain] or len(chain) > _MOST_BELOW:
            message = f"the theme `{folder.name}` extends itself, by way of `{name}`"
            found.append(error("KR755", message, base.span, "let it extend `plain`"))
            break
        if own is None:
            known = sorted(each.parent.name for each in _shipped().glob(f"*/{TOKENS}"))
            message = f"there is no theme `{name}` to extend"
            found.append(error("KR755", message, base.span, suggest(name, known, listed=True)))
    return chain


@lru_cache(maxsize=32)
def _parsed(file: ThemeFile) -> Mapping:
    """Return what a theme file says; many documents wear the same."""
    return parse(file.text, file.name)


def _shipped() -> Path:
    return bundled("templates") / "themes"


def _folder(of: Path, name: str) -> Path | None:
    """Return the folder of a theme by name: beside the one that names it, else one that ships.

    A theme that names itself means the shipped one.
    """
    if not re.fullmatch(r"[a-z0-9-]{1,100}", name):
        return None
    places = [of.parent / name, _shipped() / name]
    return next((each for each in places if each != of and (each / TOKENS).is_file()), None)


def _unread(trees: list[Mapping], stylesheet: str) -> Iterator[Diagnostic]:
    """Yield a finding for each token that the last theme adds and no style sheet reads."""
    known = {name for tree in trees[:-1] for name, _ in said_by(tree, [])}
    for number, (name, value) in enumerate(said_by(trees[-1], [])):
        css = name.replace(".", "-")
        if name in known or name in OPTIONAL or f"--{css}" in stylesheet:
            continue
        otherwise = f"take it out, or read it in style.css: var(--{css})"
        close = nearest(name, known) if number < ENOUGH else []
        hint = f"did you mean `{close[0]}`?" if close else otherwise
        yield error("KR756", f"nothing reads `{name}`", value.span, hint)


def _read(file: Path, below: Path | None) -> ThemeFile:
    shown = show_path(file)
    raw = read_ordinary(file, shown, below, code="KR406")
    if len(raw) > MAX_BYTES:
        message = f"{shown} is larger than 256 KiB"
        raise Problems([error("KR406", message, at_start(shown), "keep pictures out of it")])
    return ThemeFile(shown, plain_text(raw, shown, "KR406"))
