"""WordprocessingML as text: elements and escaped characters."""

from __future__ import annotations

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
# xml.sax.saxutils would import a whole web client.

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)


def w(name: str, /, *inner: str, **attributes: str | float | bool) -> str:
    """Return a ``w:`` element whose attributes are ``w:`` too."""
    said = "".join([f" w:{key}={_written(each)}" for key, each in attributes.items()])
    content = "".join(inner)
    return f"<w:{name}{said}>{content}</w:{name}>" if content else f"<w:{name}{said}/>"


def characters(text: str) -> str:
    """Return the element that shows the text, spaces at its ends too."""
    return f'<w:t xml:space="preserve">{text.translate(_ESCAPES)}</w:t>'


def root(name: str, *inner: str) -> str:
    """Return an element that declares all namespaces used here."""
    return f"<w:{name} {NAMESPACES}>{''.join(inner)}</w:{name}>"


def attribute(text: str) -> str:
    """Return the text as an attribute's value, in quotes."""
    return f'"{text.translate(_QUOTED)}"'


def _written(value: str | float | bool) -> str:
    if isinstance(value, str):
        return f'"{value}"' if value.isalnum() else attribute(value)
    return f'"{value:d}"' if isinstance(value, bool) else f'"{value}"'
