"""Documents as tagged PDF; the place where engines for it meet."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kamroles.diagnostics import Problems, error, suggest
from kamroles.formats import Engine, Format
from kamroles.render.pdf.size import check_size
from kamroles.theme import fonts, own_style
from kamroles.theme.theme_files import FACE, STYLE

if TYPE_CHECKING:
    from kamroles.document import Document
    from kamroles.theme import Theme

_PANGO_HINT = (
    "Install it: on Debian or Ubuntu `apt-get install libpangoft2-1.0-0 libharfbuzz-subset0`, "
    "on macOS `brew install pango`, on Windows the `pango` package of MSYS2. "
    "The other formats do not need it."
)


def render(document: Document, theme: Theme, engine: str = "auto") -> bytes:
    """Return the document as PDF, set by the named engine or the one the theme is made for.

    Raises:
        Problems: the engine cannot run here, or cannot set this document.

    """
    check_size(document)
    name, _ = chosen(theme, engine)
    content: bytes = _engine(name).render(document, theme)
    return content


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
    if theme.tokens["font.body"] != fonts.FAMILY:
        return "weasyprint", f"the theme {theme.name} has a typeface of its own"
    if find_spec("typst") is None:
        return "weasyprint", "Typst is not installed"
    return "typst", f"the theme {theme.name} has a face for it and no style sheet of its own"


def _engine(name: str) -> Any:
    """Return the module of an engine, which offers ``render(document, theme)``.

    Raises:
        Problems: there is no such engine, or what it needs is not installed.

    """
    if name not in ENGINES:
        hint = suggest(name, ENGINES)
        raise Problems([error("KR402", f"{name!r} is not a PDF engine.", hint=hint)])
    try:
        return import_module(ENGINES[name].module)
    except ImportError as fault:
        hint = f"Install it: `pip install {name}`."
        found = error("KR402", f"The PDF engine {name} is not installed ({fault}).", hint=hint)
        raise Problems([found]) from fault
    except OSError as fault:
        message = "PDF needs the system library Pango, which was not found here."
        raise Problems([error("KR401", message, hint=_PANGO_HINT)]) from fault


ENGINES = {
    "typst": Engine("Typst", f"{__name__}.typst", ("typst", *fonts.PACKAGES), FACE),
    "weasyprint": Engine(
        "WeasyPrint", f"{__name__}.weasyprint", ("weasyprint", *fonts.PACKAGES), STYLE
    ),
}

FORMAT = Format(
    name="pdf",
    title="PDF",
    suffix=".pdf",
    media_type="application/pdf",
    render=render,
    slow=True,
    binary=True,
    opens=True,
    draws=True,
    needs_glyphs=True,
    engines=ENGINES,
    engine_of=chosen,
)
