"""Documents as tagged PDF; the place where engines for it meet."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from kamroles.diagnostics import Problems, error, suggest
from kamroles.render.fonts import FAMILY
from kamroles.render.pdf.limits import check_size
from kamroles.render.theme import own_style

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.render.theme import Theme

ENGINES = {
    "typst": "kamroles.render.pdf.typst",
    "weasyprint": "kamroles.render.pdf.weasyprint",
}
"""The module of each engine; it offers ``render(document, theme) -> bytes``."""

_PANGO_HINT = (
    "Install it: on Debian or Ubuntu `apt-get install libpangoft2-1.0-0 libharfbuzz-subset0`, "
    "on macOS `brew install pango`, on Windows the `pango` package of MSYS2. "
    "The other formats do not need it."
)


class Engine(Protocol):
    """What an engine's module offers as ``render``."""

    def __call__(self, document: Document, theme: Theme) -> bytes:
        """Return the document as PDF."""


def render(document: Document, theme: Theme, engine: str = "auto") -> bytes:
    """Return the document as PDF, set by the named engine or the one the theme is made for.

    Raises:
        Problems: the engine cannot run here, or cannot set this document.

    """
    check_size(document)
    name, _ = chosen(theme, engine)
    return load_engine(name)(document, theme)


def chosen(theme: Theme, engine: str = "auto") -> tuple[str, str]:
    """Return the name of the engine that sets this theme, and why, in words.

    With ``auto`` the theme decides: its own style sheet needs WeasyPrint, a face is for Typst.
    """
    if engine != "auto":
        return engine, "it was asked for"
    if not theme.face:
        return "weasyprint", f"the theme {theme.name} has no face for Typst"
    if own_style(theme):
        return "weasyprint", f"the theme {theme.name} has a style sheet of its own"
    if theme.tokens["font.body"] != FAMILY:
        return "weasyprint", f"the theme {theme.name} has a typeface of its own"
    if find_spec("typst") is None:
        return "weasyprint", "Typst is not installed"
    return "typst", f"the theme {theme.name} has a face for it and no style sheet of its own"


def load_engine(name: str) -> Engine:
    """Return an engine ready to run.

    Raises:
        Problems: there is no such engine, or what it needs is not installed.

    """
    if name not in ENGINES:
        hint = suggest(name, ENGINES)
        raise Problems([error("KR402", f"{name!r} is not a PDF engine.", hint=hint)])
    try:
        engine: Engine = import_module(ENGINES[name]).render
    except ImportError as fault:
        hint = f"Install it: `pip install {name}`."
        found = error("KR402", f"The PDF engine {name} is not installed ({fault}).", hint=hint)
        raise Problems([found]) from fault
    except OSError as fault:
        message = "PDF needs the system library Pango, which was not found here."
        raise Problems([error("KR401", message, hint=_PANGO_HINT)]) from fault
    return engine
