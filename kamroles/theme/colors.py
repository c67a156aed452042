"""Colors, and how far they have to be from each other to be read."""

from __future__ import annotations

from typing import NamedTuple

READABLE = 4.5
"""The contrast that WCAG 2 asks of body text."""
COMFORTABLE = 6.5
"""The contrast for colored text on dark ground, where thin letters look dimmer."""


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colors, 1 to 21."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(color: str, *grounds: str, minimum: float = READABLE) -> str:
    """Return the color, darkened or lightened only as far as text on all grounds needs.

    Where no shade is enough on every ground, black or white, whichever reads better.
    """
    if min(contrast(color, ground) for ground in grounds) >= minimum:
        return color.lower()
    darkest = _RGB(0, 0, 0) if _luminance(_rgb(grounds[0])) > 0.18 else _RGB(255, 255, 255)
    start = _rgb(color)
    for step in range(1, 101):
        shade = _hex(start.toward(darkest, step / 100))
        if min(contrast(shade, ground) for ground in grounds) >= minimum:
            return shade
    return _hex(darkest)


def mixed(one: str, other: str, share: float) -> str:
    """Return a color so far on the way from one to the other."""
    return _hex(_rgb(one).toward(_rgb(other), share))


class _RGB(NamedTuple):
    red: float
    green: float
    blue: float

    def toward(self, other: _RGB, share: float) -> _RGB:
        return _RGB(*(a + (b - a) * share for a, b in zip(self, other, strict=True)))


def _rgb(color: str) -> _RGB:
    return _RGB(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))


def _hex(color: _RGB) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in color)


def _luminance(color: _RGB) -> float:
    parts = [part / 255 for part in color]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
