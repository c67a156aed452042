"""What the body of a Word file refers to: addresses and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kamroles.document import printable
from kamroles.render.docx.drawing import drawing

if TYPE_CHECKING:
    from docx.parts.story import StoryPart

    from kamroles.theme import Asset, Theme

_LOGO_HEIGHT = 560
_LOGO_WIDTH = 3400
_FIGURE_HEIGHT = 4500


class Package:
    """The addresses and pictures of one Word file."""

    def __init__(self, part: StoryPart, theme: Theme) -> None:
        self._part = part
        self._theme = theme
        self._pictures = 0

    def link(self, href: str) -> str:
        """Return the id that stands for an address."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        address = quote(printable(href), safe="%/:?#[]@!$&'()*+,;=~._-")
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, name: str, alt: str, width: float) -> str:
        """Return a run that shows a picture at most so wide.

        Raises:
            Problems: the theme does not hold it.

        """
        return self._drawing(self._theme.picture(name), alt, width, _FIGURE_HEIGHT)

    def logo(self, alt: str) -> str:
        """Return a run that shows the employer's logo, if there is one."""
        asset = self._theme.assets.get("logo")
        return self._drawing(asset, alt or "Logo", _LOGO_WIDTH, _LOGO_HEIGHT) if asset else ""

    def _drawing(self, asset: Asset, alt: str, width: float, height: int) -> str:
        self._pictures += 1
        return drawing(
            self._part, asset, printable(alt), self._pictures, width=width, height=height
        )
