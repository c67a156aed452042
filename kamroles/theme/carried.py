"""What an address carries inside itself: ``data:`` URLs (RFC 2397), as browsers read them."""

from __future__ import annotations

import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

_DATA = re.compile(r"data:([^,;]*)([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_SPACE = b" \t\n\f\r"


def carried(address: str) -> tuple[str, bytes] | None:
    """Return the media type and the content of a ``data:`` address; None for another.

    Raises:
        ValueError: it carries nothing that can be read.

    """
    found = _DATA.fullmatch(address.strip())
    if not found:
        if address.strip().lower().startswith("data:"):
            raise ValueError(address)
        return None
    kind, parameters, text = found.groups()
    content = unquote_to_bytes(text)
    if parameters.lower().rstrip().endswith(";base64"):
        packed = content.translate(None, _SPACE).rstrip(b"=")
        content = b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    return kind.strip().lower() or "text/plain", content
