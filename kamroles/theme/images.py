"""Whether a picture can be shown: found out before any format is made with it."""

from __future__ import annotations

import warnings
import xml.etree.ElementTree as ET
from functools import lru_cache
from io import BytesIO

MAX_PIXELS = 25_000_000
"""More than any screen or page shows; unpacked, each pixel takes four bytes."""
_SVG = ("svg", "{http://www.w3.org/2000/svg}svg")
_NAMES = {"image/png": "PNG", "image/jpeg": "JPEG"}


@lru_cache(maxsize=32)
def fault_of(media_type: str, content: bytes) -> str | None:
    """Return why a picture cannot be shown, as the end of a sentence; None if it can."""
    if media_type == "image/svg+xml":
        return _fault_of_drawing(content)
    if media_type in _NAMES:
        return _fault_of_pixels(_NAMES[media_type], content)
    return None


def _fault_of_drawing(content: bytes) -> str | None:
    try:
        root = ET.fromstring(content)  # noqa: S314 - expat limits entities and fetches nothing
    except ET.ParseError as fault:
        return f"is not readable as SVG (line {fault.position[0]})"
    return None if root.tag in _SVG else "is XML, but not SVG"


def _fault_of_pixels(name: str, content: bytes) -> str | None:
    from PIL import Image, ImageFile, UnidentifiedImageError

    forgiving = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it when it is imported
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as picture,
        ):
            if picture.format != name:
                return f"is {picture.format} inside, though its name says {name}"
            wide, high = picture.size
            if wide * high > MAX_PIXELS:
                return f"has {wide} x {high} pixels, which is more than documents need"
            picture.load()
    except Image.DecompressionBombError:
        return "has more pixels than documents need"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return f"is damaged, or not {name} at all"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = forgiving
    return None
