"""Themes and pictures for the renderers' tests."""

from __future__ import annotations

from functools import cache

from kamroles.resources import bundled
from kamroles.theme import Asset, Theme, load_theme

PLAIN = bundled("templates") / "themes" / "plain"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000"
    "00000400018edc4c6d0000000049454e44ae426082"
)
LOGO = Asset(
    "logo",
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    b'<rect width="40" height="40" rx="8" fill="#1f5f6b"/>'
    b'<rect x="52" y="15" width="68" height="10" rx="5" fill="#1c2328"/></svg>',
)


@cache
def plain(page: str = "A4", accent: str | None = None, *, logo: bool = True) -> Theme:
    """Return the shipped theme, with a logo."""
    return load_theme(PLAIN, accent=accent, logo=LOGO if logo else None, page=page)
