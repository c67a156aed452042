"""Pictures that an engine fails on are told, whatever engine it is and whatever it raises."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from kamroles.diagnostics import Problems
from kamroles.pipeline import Composed, layout, render_bytes
from kamroles.theme import Asset, load_theme
from tests.unit.render.samples import POSTING
from tests.unit.render.test_theme import extended
from tests.unit.render.themes import LOGO, PLAIN, plain
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 {}"><path d="M0 0H9"/></svg>'


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be remembered."""
    monkeypatch.setattr(layout, "_PLACES", {})


def damaged() -> bytes:
    """Return a picture whose pixels are whole, with bytes behind them that some readers skip."""
    made = BytesIO()
    Image.new("RGB", (9, 9)).save(made, "PNG")
    whole = made.getvalue()
    at = whole.index(b"IEND") - 8
    return whole[:at] + b"abc" + whole[at:]


def told(logo: Asset, format: str, engine: str) -> list[tuple[str, str]]:
    """Return code and place of each finding in a document with a logo."""
    composed = Composed("sample", POSTING, load_theme(PLAIN, logo=logo))
    with pytest.raises(Problems) as caught:
        render_bytes(composed, format, engine)
    return pinned(caught.value.diagnostics)


@pytest.mark.parametrize("high", [".inf", "0", "1e400", "9 9 9", "x"])
def test_a_checked_drawing_that_weasyprint_fails_on(high: str) -> None:
    """It is set in this process, and is one finding at the file."""
    logo = Asset("logo", LOGO.media_type, SVG.format(high).encode(), "assets/logo.svg")
    composed = Composed("sample", POSTING, load_theme(PLAIN, logo=logo))
    try:
        assert render_bytes(composed, "pdf", "weasyprint").startswith(b"%PDF")
    except Problems as problems:
        (finding,) = problems.diagnostics
        assert finding.code in {"KR405", "KR763"}
        assert str(finding.span) == "assets/logo.svg:1:1"


@pytest.mark.parametrize(
    ("format", "engine", "code"),
    [("pdf", "weasyprint", "KR763"), ("pdf", "typst", "KR405"), ("docx", "auto", "KR763")],
)
def test_damage_that_only_some_readers_notice(format: str, engine: str, code: str) -> None:
    """Each has its own words for it; the place is the same."""
    logo = Asset("logo", "image/png", damaged(), "assets/logo.png")
    assert told(logo, format, engine) == [(code, "assets/logo.png:1:1")]


def test_a_picture_that_cannot_be_loaded_is_told_of_each_document(tmp_path: Path) -> None:
    """Engines say so once, and leave it out from then on."""
    unknown = "url(data:application/octet-stream;base64,AAAA)"
    folder = extended(tmp_path, "", f"p{{color:red}}\np{{background:{unknown}}}")
    theme = load_theme(folder)
    for title in ("One", "Two"):
        composed = Composed("sample", replace(POSTING, title=title), theme)
        with pytest.raises(Problems) as caught:
            render_bytes(composed, "pdf", "weasyprint")
        ((code, place),) = pinned(caught.value.diagnostics)
        assert (code, place.rpartition("style.css:")[2]) == ("KR405", "2:1")


def test_a_fault_of_our_own_is_not_laid_on_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails without the picture too, and is raised as it is."""

    def fails(*_: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("kamroles.render.pdf.weasyprint.render", fails)
    with pytest.raises(ZeroDivisionError):
        render_bytes(Composed("sample", POSTING, plain()), "pdf", "weasyprint")


@pytest.mark.parametrize(
    ("tokens", "code"),
    [("font:\n  body: Arial\n", "KR402"), ("space:\n  line: 14pt\n", "KR406")],
)
def test_tokens_that_typst_cannot_use_have_their_place(
    tokens: str, code: str, tmp_path: Path
) -> None:
    """Other engines can."""
    (tmp_path / "theme.yaml").write_text(f"extends: plain\n{tokens}", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        render_bytes(Composed("sample", POSTING, load_theme(tmp_path)), "pdf", "typst")
    ((found, place),) = pinned(caught.value.diagnostics)
    assert found == code
    assert place.endswith("theme.yaml:3:9")
