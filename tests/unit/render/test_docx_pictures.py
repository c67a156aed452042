"""Pictures in Word files: drawn, described, and told where they cannot be."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from kamroles.diagnostics import Problems
from kamroles.document import (
    Figure,
)
from kamroles.render.docx import render
from kamroles.theme import Asset
from tests.unit.render.samples import (
    EMPTY,
    POSTING,
)
from tests.unit.render.test_docx import document, opened, parts
from tests.unit.render.themes import LOGO, PIXEL, plain
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.theme import Theme


def with_picture(media_type: str, content: bytes) -> Theme:
    """Return the plain theme with another logo."""
    return replace(plain(), assets={"logo": Asset("logo", media_type, content)})


@pytest.mark.parametrize(
    ("media_type", "content", "suffix"),
    [("image/png", PIXEL, b"PNG"), (LOGO.media_type, LOGO.content, b"PNG")],
    ids=["png", "svg"],
)
def test_logo_is_shown_with_words(media_type: str, content: bytes, suffix: bytes) -> None:
    """A logo goes in as PNG, drawings converted, and says whose it is."""
    made = render(POSTING, with_picture(media_type, content))
    (picture,) = [part for name, part in parts(made).items() if name.startswith("word/media/")]
    assert picture[1:4] == suffix
    assert media_type != "image/png" or picture == content
    word = docx.Document(BytesIO(made))
    (said,) = [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))]
    assert said == POSTING.brand
    shape = word.inline_shapes[0]
    assert shape.height <= Pt(40)
    assert shape.width <= Pt(160)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("image/svg+xml", b"<svg"),
        ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'),
        ("image/webp", b"RIFF"),
        ("image/tiff", b"II*\x00"),
    ],
    ids=["cut-svg", "empty-svg", "cut-webp", "tiff"],
)
def test_a_picture_that_cannot_be_drawn_is_told(media_type: str, content: bytes) -> None:
    """It is not left out in silence."""
    with pytest.raises(Problems) as caught:
        render(POSTING, with_picture(media_type, content))
    assert [code for code, _ in pinned(caught.value.diagnostics)] == ["KR405"]


@pytest.mark.parametrize("address", ["secret.png", "./secret.png", "../secret.png", "{path}"])
def test_drawing_cannot_read_files(
    address: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that a drawing links to is never opened, wherever it lies."""
    (tmp_path / "secret.png").write_bytes(PIXEL)
    monkeypatch.chdir(tmp_path)
    link = address.format(path=tmp_path / "secret.png")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<image href="{link}" width="9" height="9"/></svg>'
    )
    with pytest.raises(Problems) as caught:
        render(EMPTY, with_picture("image/svg+xml", drawing.encode()))
    assert [each.code for each in caught.value.diagnostics] == ["KR405"]


def test_unknown_figure_is_a_problem() -> None:
    """A picture that the theme does not hold is named; a known one keeps its words."""
    with pytest.raises(Problems) as caught:
        render(document(Figure("chart", "A chart")), plain())
    assert [code for code, _ in pinned(caught.value.diagnostics)] == ["KR404"]
    word = opened(document(Figure("logo", 'The "logo" & more')), plain())
    said = [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))]
    assert said == ["Logo", 'The "logo" & more']
    ids = [each.get("id") for each in word.element.body.iter(qn("wp:docPr"))]
    assert len(set(ids)) == 2
