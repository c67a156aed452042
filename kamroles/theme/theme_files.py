"""The files of a theme, with those of the theme that it extends below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kamroles.diagnostics import Diagnostic, error, nearest, suggest
from kamroles.resources import bundled

if TYPE_CHECKING:
    from pathlib import Path

TOKENS, STYLE, FACE = "theme.yaml", "style.css", "face.typ"
_EXTENDS = "extends"
_MOST_BELOW = 8
"""Themes that may extend each other in one chain."""


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """What a theme and those below it say.

    Attributes:
        tokens: values by dotted name, as they are written.
        stylesheet: its CSS, behind that of the theme it extends.
        face: what Typst sets pages with, its own or that of the theme it extends.

    """

    name: str
    tokens: tuple[tuple[str, str], ...]
    stylesheet: str
    face: str


def read_theme(folder: Path, found: list[Diagnostic]) -> ThemeFiles | None:
    """Return what the files in ``folder`` say; what is wrong goes to ``found``."""
    tokens: dict[str, str] = {}
    style = face = ""
    for own in reversed(_chain(folder, found)):
        said = _tokens(own.name, _read(own / TOKENS, found), found)
        base = said.pop(_EXTENDS, None)
        sheet = "" if base and not (own / STYLE).exists() else _read(own / STYLE, found)
        if base and not found:
            found += _unread(own.name, set(said) - set(tokens), tokens, style + sheet)
        tokens |= said
        style = "\n".join(filter(None, (style, sheet)))
        face = _read(own / FACE, found) if (own / FACE).exists() else face
    return None if found else ThemeFiles(folder.name, tuple(tokens.items()), style, face)


def _chain(folder: Path, found: list[Diagnostic]) -> list[Path]:
    """Return the folders of a theme and of those it extends, the nearest first."""
    chain = [folder]
    while base := _tokens(chain[-1].name, _read(chain[-1] / TOKENS, []), []).get(_EXTENDS):
        below = _folder(chain[-1], base)
        if below in chain or len(chain) > _MOST_BELOW:
            message = f"The theme {folder.name} extends itself, by way of {chain[-1].name}."
            found.append(error("KR755", message, hint="Let it extend `plain`."))
            break
        if below is None:
            message = f"The theme {chain[-1].name} extends {base!r}, and there is no such theme."
            known = sorted(each.parent.name for each in _shipped().glob(f"*/{TOKENS}"))
            hint = suggest(base, known, listed=True)
            found.append(error("KR755", message, hint=hint))
            break
        chain.append(below)
    return chain


def _shipped() -> Path:
    return bundled("templates") / "themes"


def _folder(of: Path, name: str) -> Path | None:
    """Return the folder of a theme by name: beside the one that names it, else one that ships.

    A theme that names itself means the shipped one.
    """
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    places = [of.parent / name, _shipped() / name]
    return next((each for each in places if each != of and (each / TOKENS).is_file()), None)


def _tokens(theme: str, text: str, found: list[Diagnostic]) -> dict[str, str]:
    tokens, fault = _parsed(text)
    if fault:
        found.append(error("KR406", f"{theme}/{TOKENS} is not YAML: {fault}"))
    return dict(tokens)


@lru_cache(maxsize=32)
def _parsed(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the tokens in a text, or why it cannot be read."""
    import yaml

    try:
        # The C loader is ten times faster and as safe, but not on every system.
        tree = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as fault:
        return (), str(fault)
    found = []
    for group, members in tree.items() if isinstance(tree, dict) else ():
        if group == _EXTENDS:
            found.append((_EXTENDS, str(members)))
        for name, value in members.items() if isinstance(members, dict) else ():
            found.append((f"{group}.{name}", str(value)))
    return tuple(found), ""


def _unread(
    theme: str, added: set[str], known: dict[str, str], stylesheet: str
) -> list[Diagnostic]:
    """Return a finding for each token that a theme adds and no style sheet reads."""
    return [
        error(
            "KR756",
            f"The theme {theme} sets {name}, and nothing reads it.",
            hint=_meant(name, known) or f"Take it out, or read it in style.css: var(--{css}).",
        )
        for name in sorted(added)
        if f"--{(css := name.replace('.', '-'))}" not in stylesheet and name not in OPTIONAL
    ]


OPTIONAL = ("page.most",)
"""Tokens that a theme need not have, and that no style sheet reads."""


def _meant(name: str, known: dict[str, str]) -> str:
    close = nearest(name, set(known))
    return f"Did you mean {close[0]}?" if close else ""


def _read(file: Path, found: list[Diagnostic]) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8 text"
        message = f"The theme's {file.name} could not be read: {reason}."
        found.append(error("KR406", message, hint=f"A theme is a folder with {file.name} in it."))
        return ""
