"""A logo that cannot be shown is refused before any document is made with it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from kamroles.theme.drawings import fault_of_picture
from kamroles.theme.images import MAX_PIXELS
from tests.wording import printed


def pixels(form: str, wide: int = 40, high: int = 30) -> bytes:
    """Return a picture."""
    made = BytesIO()
    Image.effect_noise((wide, high), 90).save(made, form)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("image/png", pixels("PNG")),
        ("image/jpeg", pixels("JPEG")),
        ("image/svg+xml", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("image/svg+xml", b"<svg/>"),
    ],
)
def test_a_good_picture(kind: str, content: bytes) -> None:
    """Whatever it shows."""
    assert fault_of_picture(kind, content) is None


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("image/png", b"hello\n", "PNG"),
        ("image/png", b"", "PNG"),
        ("image/png", pixels("PNG")[:300], "PNG"),
        ("image/jpeg", pixels("JPEG")[:300], "JPEG"),
        ("image/png", pixels("JPEG"), "JPEG"),
        ("image/svg+xml", b"<svg", "line 1"),
        ("image/svg+xml", b"<html/>", "XML"),
        ("image/svg+xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>',
         "line 1"),
    ],
)  # fmt: skip
def test_a_bad_picture(kind: str, content: bytes, says: str) -> None:
    """What is wrong with it is said."""
    fault = fault_of_picture(kind, content)
    assert fault
    assert says in printed(fault)


def test_a_picture_that_would_fill_the_memory() -> None:
    """It is small on disk, and its size is known before it is unpacked."""
    made = BytesIO()
    Image.new("1", (MAX_PIXELS // 1000, 1001)).save(made, "PNG", optimize=True)
    assert len(made.getvalue()) < 100_000
    assert "pixels" in printed(fault_of_picture("image/png", made.getvalue()) or "")
