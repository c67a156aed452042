"""A theme's tokens as a face takes them: lengths as numbers, the sheet and its margins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kamroles.theme.lengths import lengths_of

if TYPE_CHECKING:
    from kamroles.theme import Theme


def tokens_in_points(theme: Theme) -> dict[str, Any]:
    """Return the theme's tokens for paper, by group and name; lengths are numbers in pt.

    Raises:
        Problems: a token is no length.

    """
    lengths = lengths_of(theme.tokens)
    width, height = lengths.sheet
    top, right, bottom, left = lengths.margins
    paper = {
        "width": width,
        "height": height,
        "top": top,
        "right": right,
        "bottom": bottom,
        "left": left,
        "room": width - left - right,
    }
    return {
        "color": _group(theme, "color."),
        "font": _group(theme, "font."),
        "size": lengths.size,
        "space": lengths.space,
        "line": lengths.line,
        "paper": paper,
    }


def _group(theme: Theme, group: str) -> dict[str, str]:
    """Return the tokens of a group by their names in it."""
    return {n.removeprefix(group): v for n, v in theme.tokens.items() if n.startswith(group)}
