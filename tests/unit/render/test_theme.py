"""The theme: tokens, readable colors, and what a broken theme says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamroles.diagnostics import Problems
from kamroles.render.html import stylesheet
from kamroles.theme import Asset, load_theme, own_style
from kamroles.theme.colors import contrast, readable
from tests.unit.render.themes import LOGO, PLAIN, plain
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped theme to break."""
    return shutil.copytree(PLAIN, tmp_path / "own")


def codes(folder: Path, **options: object) -> list[tuple[str, str]]:
    """Return code and message of each problem; some messages quote what the test gave."""
    with pytest.raises(Problems) as caught:
        load_theme(folder, **options)  # type: ignore[arg-type]
    found = caught.value.diagnostics
    pinned(found)
    return [(each.code, each.message) for each in found]


def test_tokens_are_flat_and_the_page_is_as_asked() -> None:
    """Tokens are read by dotted name; the page size is the one asked for."""
    theme = plain("Letter")
    assert theme.name == "plain"
    assert theme.tokens["page.size"] == "Letter"
    assert theme.tokens["size.body"].endswith("pt")
    assert theme.tokens["font.body"] == "Source Sans 3"
    assert theme.assets["logo"] is LOGO


def test_contrast_is_the_one_of_wcag() -> None:
    """Known ratios come out, whichever color is first."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@given(colors)
def test_any_accent_gives_readable_text_on_light_and_dark(accent: str) -> None:
    """Whatever color a brand has, text in its shade can be read."""
    tokens = load_theme(PLAIN, accent=accent).tokens
    assert tokens["color.accent"] == accent
    for scheme in ("color", "dark"):
        for ground in ("paper", "surface"):
            text, behind = tokens[f"{scheme}.accent-text"], tokens[f"{scheme}.{ground}"]
            assert contrast(text, behind) >= 4.5


def test_an_accent_that_reads_well_is_kept() -> None:
    """No color is changed without need."""
    assert readable("#1F5F6B", "#ffffff") == "#1f5f6b"


def test_shipped_colors_read_well() -> None:
    """Text, labels and notices of the shipped theme pass WCAG AA."""
    tokens = plain().tokens
    for scheme in ("color", "dark"):
        for ink, ground in (
            ("text", "paper"),
            ("text", "surface"),
            ("muted", "paper"),
            ("muted", "surface"),
            ("mark-text", "mark"),
        ):
            assert contrast(tokens[f"{scheme}.{ink}"], tokens[f"{scheme}.{ground}"]) >= 4.5


@pytest.mark.parametrize("accent", ["teal", "#fff", "#12345g", "", "red;}body{display:none"])
def test_an_accent_that_is_no_color_is_named(accent: str) -> None:
    """A brand color in another spelling is refused."""
    ((code, _),) = codes(PLAIN, accent=accent)
    assert code == "KR407"


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """One run names every fault of a theme."""
    text = (folder / "theme.yaml").read_text(encoding="utf-8")
    text = text.replace("text: '#1c2328'", "txt: '#1c2328'").replace("'#d8dee2'", "gray")
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    logo = Asset("logo", "text/html", b"")
    said = codes(folder, page="A7", logo=logo)
    assert [code for code, _ in said] == ["KR406", "KR406", "KR406", "KR408"]
    told = "\n".join(message for _, message in said)
    assert all(word in told for word in ("`A7`", "text/html", "`color.text`", "`gray`"))


def test_a_huge_logo_is_refused() -> None:
    """Every document would carry it."""
    huge = Asset("logo", "image/png", bytes(2_000_001))
    assert [code for code, _ in codes(PLAIN, logo=huge)] == ["KR408"]


@pytest.mark.parametrize("name", ["theme.yaml", "style.css"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """A theme without one of its files says which."""
    (folder / name).unlink()
    with pytest.raises(Problems) as caught:
        load_theme(folder)
    assert [(d.code, str(d.span)) for d in caught.value.diagnostics] == [
        ("KR406", f"{folder / name}:1:1")
    ]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("a: [", ""),
        ("- list", "1:1"),
        ("size: 3", "1:1"),
        ("size: {body: [1pt]}", "1:8"),
        ("size: {body: 'url(x)'}", "1:14"),
        ("size: {'bo}dy': 1pt}", "1:17"),
        ("a: &a {b: *a}", "1:4"),
        ("when: 2026-13-45", "1:1"),
        ("page: {margin: 2026-13-45}", ""),
        ("page: {margin: !!int x}", "1:16"),
        (f"size: {{body: {'9' * 5_000}}}", "1:14"),
        ("page: {margin: 500mm}", "1:16"),
        ("page: {margin: 10mm 80mm 10mm}", "1:16"),
        ("size: {body: 0pt}", "1:14"),
        ("size: {title: 40cm}", "1:15"),
        ("space: {line: 40}", "1:15"),
        ("space: {line: 0}", "1:15"),
    ],
)
def test_what_is_wrong_in_a_theme_file_is_told_at_its_place(
    folder: Path, line: str, place: str
) -> None:
    """YAML that is none, values of other kinds, and those that no page can be set with."""
    file = folder / "theme.yaml"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        load_theme(folder)
    found = caught.value.diagnostics
    assert all(each.span and each.hint for each in found)
    places = [str(each.span) for each in found]
    assert not place or f"{file}:{place}" in places
    pinned(replace(each, span=None) for each in found if str(each.span) == f"{file}:{place}")


def test_a_lacking_value_is_told_where_another_name_stands(folder: Path) -> None:
    """A misspelt name is the place; else the group is."""
    file = folder / "theme.yaml"
    text = file.read_text(encoding="utf-8").replace("text: '#1c2328'", "txt: '#1c2328'")
    file.write_text(text.replace("  margin:", "  paper-size:"), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        load_theme(folder)
    places = {each.span.line for each in caught.value.diagnostics if each.span}
    lines = text.splitlines()
    assert places == {
        next(n for n, line in enumerate(lines, 1) if "txt:" in line),
        next(n for n, line in enumerate(lines, 1) if line.startswith("page:")),
    }


def test_a_style_sheet_cannot_leave_its_element(folder: Path) -> None:
    """Markup in a style sheet is refused."""
    (folder / "style.css").write_text("p{}</style><script>", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        load_theme(folder)
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.span)) == ("KR406", f"{folder / 'style.css'}:1:4")


def test_style_sheet_starts_with_the_tokens_and_says_nothing_twice() -> None:
    """Tokens become custom properties; comments stay at home."""
    text = stylesheet(plain(accent="#e8a33d"))
    assert text.startswith(":root{")
    assert "--color-accent:#e8a33d;" in text
    assert '--font-body:"Source Sans 3";' in text
    assert "/*" not in text


def extended(tmp_path: Path, text: str, style: str = "") -> Path:
    """Return the folder of a theme that extends the shipped one."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "theme.yaml").write_text(f"extends: plain\n{text}", encoding="utf-8")
    if style:
        (folder / "style.css").write_text(style, encoding="utf-8")
    return folder


def test_a_theme_extends_another_by_the_lines_that_differ(tmp_path: Path) -> None:
    """Everything else is that of the other, so that Typst goes on setting pages."""
    theme = load_theme(extended(tmp_path, "size: {logo: 20mm}\n"))
    assert theme.tokens["size.logo"] == "20mm"
    assert theme.tokens["size.title"] == plain().tokens["size.title"]
    assert (theme.stylesheet, theme.face) == (plain().stylesheet, plain().face)
    assert not own_style(theme)


def test_its_own_style_sheet_stands_behind_that_of_the_other(tmp_path: Path) -> None:
    """So that it wins."""
    own = "h1 { letter-spacing: var(--space-title) }"
    theme = load_theme(extended(tmp_path, "space: {title: 1pt}\n", own))
    assert theme.stylesheet.startswith(plain().stylesheet)
    assert theme.stylesheet.endswith(own)
    assert own_style(theme)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extends: plane", "KR755"),
        ("extends: ../plain", "KR755"),
        ("extends: ours", "KR755"),
        ("extends: plain\nsize: {lgo: 20mm}", "KR756"),
        ("extends: plain\nsize: {logo: 3}", "KR757"),
        ("extends: plain\nsize: {logo: 2mm}", "KR757"),
        ("extends: plain\nsize: {logo: 30rem}", "KR757"),
        ("extends: plain\nsize: {logo-width: 300mm}", "KR757"),
        ("extends: plain\npage: {columns: 3}", "KR757"),
        ("extends: plain\npage: {most: none}", "KR757"),
        ("extends: plain\npage: {margin: 99%}", "KR757"),
        ("extends: plain\npage: {margin: 1cm 900ch}", "KR757"),
        ("extends: plain\nsize: {body: 9999%}", "KR757"),
        ("extends: plain\nspace: {section: 99999vh}", "KR757"),
        ("extends: plain\nspace: {line: 20mm}", "KR757"),
    ],
)
def test_what_a_theme_cannot_say(tmp_path: Path, text: str, code: str) -> None:
    """One finding, with the token or the theme."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    assert [found for found, _ in codes(folder)] == [code]


def test_themes_that_extend_each_other_are_told(tmp_path: Path) -> None:
    """And not followed without end."""
    for name, other in (("one", "two"), ("two", "one")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "theme.yaml").write_text(f"extends: {other}\n", encoding="utf-8")
    assert "KR755" in {code for code, _ in codes(tmp_path / "one")}
