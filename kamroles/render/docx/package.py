"""What the body of a Word file refers to: addresses and pictures, these as PNG or JPEG."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from kamroles.diagnostics import Problems, error
from kamroles.document import printable
from kamroles.ends import own_folder
from kamroles.render.docx.markup import attribute
from kamroles.theme.drawings import letters_in
from kamroles.theme.fonts import lacks

if TYPE_CHECKING:
    from docx.parts.story import StoryPart

    from kamroles.theme import Asset, Theme
    from kamroles.theme.lengths import Look

_FIGURE_HEIGHT = 4500
_EMU_PER_TWIP = 635
_AS_THEY_ARE = ("image/png", "image/jpeg")
_CONVERTED = {"image/svg+xml": "svg", "image/gif": "gif", "image/webp": "webp"}
_PIXELS_PER_INCH = 300
_CONVERSION = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let shown(..size) = image("/picture", format: sys.inputs.format, ..size)
#context {
  let natural = measure(shown())
  let by = calc.min(60mm / natural.height, 170mm / natural.width)
  shown(width: natural.width * by)
}
"""


class Package:
    """The addresses and pictures of one Word file."""

    def __init__(self, part: StoryPart, theme: Theme, look: Look) -> None:
        self._part = part
        self._theme = theme
        self._look = look
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
        size = self._look.size
        return (
            self._drawing(asset, alt or "Logo", size["logo-width"], size["logo"]) if asset else ""
        )

    def _drawing(self, asset: Asset, alt: str, width: float, height: float) -> str:
        """Return a run that shows a picture within so many twips.

        Raises:
            Problems: it cannot be made pixels of.

        """
        self._pictures += 1
        if asset.media_type == "image/svg+xml":
            _refuse_letters(asset)
        content = _as_pixels(asset.media_type, asset.content)
        if not content:
            message = f"The picture {asset.file or asset.name} cannot be drawn for Word."
            raise Problems([error("KR405", message, hint="Save it again, or as PNG.")])
        relation, image = self._part.get_or_add_image(BytesIO(content))
        wide, high = max(1, image.px_width), max(1, image.px_height)
        scale = min(width / wide, height / high) * _EMU_PER_TWIP
        size = [max(1, round(side * scale)) for side in (wide, high)]
        return _inline(relation, printable(alt), self._pictures, *size)


def _refuse_letters(asset: Asset) -> None:
    """See to it that a drawing has no letters in whose place Word would show empty boxes."""
    lacking = dict.fromkeys(each for each in letters_in(asset.content) if lacks(each))
    if lacking:
        named = ", ".join(f"`{each}`" for each in [*lacking][:5])
        message = (
            f"The picture {asset.file or asset.name} has letters that the font lacks: {named}."
        )
        hint = "Save it with its text as outlines, or as PNG; Word would show empty boxes."
        raise Problems([error("KR410", message, hint=hint)])


@lru_cache(maxsize=32)
def _as_pixels(media_type: str, content: bytes) -> bytes:
    """Return PNG or JPEG bytes, or none if the picture cannot be drawn."""
    if media_type not in _CONVERTED:
        return content if media_type in _AS_THEY_ARE else b""
    import typst

    # A drawing may link to files: they are looked for in a folder that holds only itself.
    with TemporaryDirectory(dir=own_folder()) as made:
        folder = Path(made)
        (folder / "picture").write_bytes(content)
        (folder / "main.typ").write_text(_CONVERSION, encoding="utf-8")
        try:
            return typst.compile(
                folder / "main.typ",
                root=folder,
                format="png",
                ppi=_PIXELS_PER_INCH,
                sys_inputs={"format": _CONVERTED[media_type]},
                ignore_system_fonts=True,
            )
        except typst.TypstError:
            return b""


def _inline(relation: str, alt: str, number: int, wide: int, high: int) -> str:
    said = f'id="{number}" name="Picture {number}" descr={attribute(alt)}'
    size = f'cx="{wide}" cy="{high}"'
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {said}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{picture}"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
