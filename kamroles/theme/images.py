"""Whether a picture can be shown: found out before any format is made with it."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO

MAX_PIXELS = 25_000_000
"""More than any screen or page shows; unpacked, each pixel takes four bytes."""
PIXELS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
"""Kinds of pictures made of pixels that all programs show, with what Pillow calls them."""


@lru_cache(maxsize=32)
def fault_of_pixels(media_type: str, content: bytes) -> str | None:
    """Return why a picture made of pixels cannot be shown, as the end of a sentence; or None."""
    name = PIXELS[media_type]
    from PIL import Image, ImageFile, UnidentifiedImageError

    forgiving = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it when it is imported
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(content), formats=[*PIXELS.values()]) as picture,
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
