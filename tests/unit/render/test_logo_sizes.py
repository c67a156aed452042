"""A logo is as high as its theme says, or as wide; nothing empty stands above or below it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTImage, LTTextContainer
from PIL import Image

from kamroles.theme import Asset, load_theme
from kamroles.theme.lengths import in_points
from tests.unit.render.printing import ENGINES, made
from tests.unit.render.samples import POSTING
from tests.unit.render.themes import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTComponent


def pictures(part: LTComponent) -> Iterator[LTImage]:
    """Yield the pictures of a page."""
    if isinstance(part, LTImage):
        yield part
    elif not isinstance(part, LTTextContainer):
        for each in getattr(part, "_objs", ()):
            yield from pictures(each)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", [(1200, 40), (400, 100), (40, 40), (40, 1200)])
def test_a_logo_of_any_shape_fits_its_place(size: tuple[int, int], engine: str) -> None:
    """It keeps its shape, begins below the rule, and has the title close below it."""
    picture = BytesIO()
    Image.new("RGB", size, "#224466").save(picture, "PNG")
    theme = load_theme(PLAIN, logo=Asset("logo", "image/png", picture.getvalue()))
    look = in_points(theme.tokens)
    page = next(iter(extract_pages(BytesIO(made(POSTING, engine, theme)))))
    (logo,) = pictures(page)
    scale = min(look.size["logo"] / size[1], look.size["logo-width"] / size[0])
    assert (logo.width, logo.height) == pytest.approx((size[0] * scale, size[1] * scale), rel=0.01)
    top, *_, left = look.margins
    assert logo.x0 == pytest.approx(left, abs=1)
    assert page.height - top - logo.y1 < 15
    title = next(
        e for e in page if isinstance(e, LTTextContainer) and POSTING.title in e.get_text()
    )
    assert 0 < logo.y0 - title.y1 < 17
