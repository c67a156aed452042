"""A theme's tokens as a face takes them: lengths as numbers, the sheet and its margins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error

if TYPE_CHECKING:
    from kamroles.theme import Theme

_SHEETS = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
_UNITS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_NUMBER = re.compile(r"\d+|\d*\.\d+")
_LENGTH = re.compile(rf"({_NUMBER.pattern})(pt|px|mm|cm|in|rem|em)")


def tokens_in_points(theme: Theme) -> dict[str, Any]:
    """Return the theme's tokens for paper, by group and name; lengths are numbers in pt.

    Raises:
        Problems: a token is no length.

    """
    groups: dict[str, dict[str, Any]] = {}
    for dotted, value in theme.tokens.items():
        group, name = dotted.split(".", 1)
        groups.setdefault(group, {})[name] = value
    body = _length(theme.tokens["size.body"], "size.body", 12.0)
    sizes = {name: _length(value, f"size.{name}", body) for name, value in groups["size"].items()}
    width, height = _SHEETS[theme.tokens["page.size"]]
    top, right, bottom, left = _margins(theme.tokens["page.margin"], body)
    paper = {
        "width": width,
        "height": height,
        "top": top,
        "right": right,
        "bottom": bottom,
        "left": left,
        "room": width - left - right,
    }
    space = groups["space"]
    line = _number(space.pop("line"))
    spaces = {name: _length(value, f"space.{name}", body) for name, value in space.items()}
    return {
        "color": groups["color"],
        "font": groups["font"],
        "size": sizes,
        "space": spaces,
        "line": line,
        "paper": paper,
    }


def _number(written: str) -> float:
    if not _NUMBER.fullmatch(written):
        message = f"The theme's space.line is not a number: {written!r}."
        hint = "Write how many times its own size a line is high, such as 1.4."
        raise Problems([error("KR406", message, hint=hint)])
    return float(written)


def _margins(written: str, body: float) -> tuple[float, float, float, float]:
    """Return the four margins of CSS shorthand: top, right, bottom, left."""
    parts = [_length(each, "page.margin", body) for each in written.split()][:4]
    top = parts[0]
    right = parts[1] if len(parts) > 1 else top
    bottom = parts[2] if len(parts) > 2 else top
    left = parts[3] if len(parts) > 3 else right
    return top, right, bottom, left


def _length(written: str, name: str, em: float) -> float:
    match = _LENGTH.fullmatch(written.strip())
    if not match:
        message = f"The theme's {name} is not a length that pages can be set with: {written!r}."
        hint = "Write a number and pt, mm, cm, in, px or rem, such as 10.5pt."
        raise Problems([error("KR406", message, hint=hint)])
    return float(match[1]) * _UNITS.get(match[2], em)
