"""Documents as tagged PDF; the place where engines for it meet."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from kamroles.diagnostics import Problems, error, nearest
from kamroles.render.pdf.limits import check_size

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.render.theme import Theme

ENGINES = {"weasyprint": "kamroles.render.pdf.weasyprint"}
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
    return load_engine(choose(theme) if engine == "auto" else engine)(document, theme)


def choose(theme: Theme) -> str:
    """Return the name of the engine that sets this theme best."""
    return "weasyprint"


def load_engine(name: str) -> Engine:
    """Return an engine ready to run.

    Raises:
        Problems: there is no such engine, or what it needs is not installed.

    """
    if name not in ENGINES:
        close = nearest(name, ENGINES)
        hint = f"Did you mean {close[0]}?" if close else f"There is {', '.join(ENGINES)}."
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
