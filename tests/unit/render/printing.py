"""Printed documents and a look inside them, for the tests of both PDF engines."""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from kamroles.diagnostics import Diagnostic, Problems
from kamroles.render import pdf
from tests.unit.render.themes import plain
from tests.wording import pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.document import Document
    from kamroles.theme import Theme

ENGINES = ("typst", "weasyprint")


@cache
def printed(document: Document, engine: str, page: str = "A4") -> bytes:
    """Return the document as PDF in the shipped theme; skip where the engine cannot run."""
    return made(document, engine, plain(page))


def made(document: Document, engine: str, theme: Theme | None = None) -> bytes:
    """Return the document as PDF, made anew."""
    try:
        return pdf.render(document, theme or plain(), engine)
    except Problems as problems:
        if problems.diagnostics[0].code == "KR401":
            pytest.skip("Pango is not installed")
        raise


def opened(content: bytes) -> pikepdf.Pdf:
    """Return the file for a look inside."""
    return pikepdf.open(BytesIO(content))


def elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the structure elements of a kind in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each, kind)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == kind:
            yield node
        yield from elements(node.get("/K", pikepdf.Array()), kind)


def attribute(element: Any, name: str) -> str:
    """Return an attribute of a structure element, empty if it has none of this name."""
    owners = element.get("/A", pikepdf.Array())
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if name in owner:
            return str(owner[name])
    return ""


def squeezed(shown: str) -> str:
    """Return the text without the spaces, which pages set as they need."""
    return "".join(unicodedata.normalize("NFKC", shown).split())


def refused(
    document: Document, engine: str = "auto", theme: Theme | None = None
) -> tuple[Diagnostic, ...]:
    """Return the findings that stop the document."""
    with pytest.raises(Problems) as caught:
        pdf.render(document, theme or plain(), engine)
    ours = [each for each in caught.value.diagnostics if each.code != "KR405"]
    pinned(ours)  # KR405 quotes an engine, whose words differ from version to version
    return caught.value.diagnostics


def codes(document: Document, engine: str = "auto", theme: Theme | None = None) -> list[str]:
    """Return the codes of the findings that stop the document."""
    return [each.code for each in refused(document, engine, theme)]
