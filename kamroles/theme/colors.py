"""Colors, and how far they have to be from each other to be read."""

from __future__ import annotations

READABLE = 4.5
"""The contrast that WCAG 2 asks of body text."""
COMFORTABLE = 6.5
"""The contrast for colored text on dark ground, where thin letters look dimmer."""


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colors, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(color: str, *grounds: str, minimum: float = READABLE) -> str:
    """Return the color, darkened or lightened only as far as text on all grounds needs.

    Where no shade is enough on every ground, black or white, whichever reads better.
    """
    if min(contrast(color, ground) for ground in grounds) >= minimum:
        return color.lower()
    end = "#000000" if _luminance(grounds[0]) > 0.18 else "#ffffff"
    for step in range(1, 101):
        shade = mixed(color, end, step / 100)
        if min(contrast(shade, ground) for ground in grounds) >= minimum:
            return shade
    return end


def mixed(one: str, other: str, share: float) -> str:
    """Return a color so far on the way from one to the other."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(color: str) -> bytes:
    """Return red, green and blue."""
    return bytes.fromhex(color[1:])


def _luminance(color: str) -> float:
    parts = [part / 255 for part in _parts(color)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
