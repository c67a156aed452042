"""Nothing outside is referred to: by style sheets that people write, nor by drawings."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pytest

from kamroles.diagnostics import Problems
from kamroles.render import render
from kamroles.render.html import minified
from kamroles.theme import Asset, load_theme, soon_shown
from tests.unit.render.samples import POSTING
from tests.unit.render.test_theme import extended
from tests.unit.render.themes import LOGO, PLAIN
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)


def told(tmp_path: Path, style: str) -> list[tuple[str, str]]:
    """Return code and place of each finding in a style sheet."""
    with pytest.raises(Problems) as caught:
        load_theme(extended(tmp_path, "", style))
    found = pinned(caught.value.diagnostics)
    return [(code, place.rpartition("style.css:")[2]) for code, place in found]


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("a{}\nb{background:url(http://a.example/b.png)}", "2:14"),
        ("b{background:URL( 'https://a.example/b.png' )}", "1:14"),
        ("b{background:url(//a.example/b.png)}", "1:14"),
        ("b{background:url(file:///etc/hostname)}", "1:14"),
        ("b{background:url(picture.png)}", "1:14"),
        ("b{background:ur\\6c(http://a.example)}", "1:14"),
        ("a{cursor:url(x.cur),auto}", "1:10"),
        ("b{background:image-set('http://a.example' 1x)}", "1:14"),
        ("b{background:-webkit-image-set(url(a.png) 1x)}", "1:32"),
        ("b{--a:'http://a.example';background:src(var(--a))}", "1:37"),
        ("b{--a:url(http://a.example)}", "1:7"),
        ("@import 'other.css';", "1:1"),
        ("@IMPORT url(data:text/css,a);", "1:1"),
        ("@\\69mport 'other.css';", "1:1"),
        ("@font-face{font-family:A;src:url(a.woff2)}", "1:30"),
        ("@font-face{font-family:A;src:local('Arial')}", "1:30"),
        ("@media print{@supports (a:b){b{background:url(a.png)}}}", "1:43"),
        ("@namespace{}b{background:url(a.png)}", "1:26"),
        ("@namespace a;b{background:url(a.png)}", "1:27"),
        ("a{@namespace}b{background:url(a.png)}", "1:27"),
        ("b{background:image-set(if(style(--a):'a.png') 1x)}", "1:14"),
        ("b{background:image-set(--a() 1x)}", "1:14"),
        ("b{background:url('\u00a0data:/../a.png')}", "1:14"),
        ("b{background:url('\\2003 #/../a.png')}", "1:14"),
    ],
)
def test_what_reaches_outside_is_refused(style: str, place: str, tmp_path: Path) -> None:
    """In whatever way it is written, with its place."""
    assert told(tmp_path, style) == [("KR760", place)]


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("a{color:red}\n@media print{ b{color:red}", "2:13"),
        ("a{color:red}\n/* b{color:red}", "2:1"),
        ("a{content:'x\n y'}", "1:11"),
        ("a{content:'x", "1:11"),
        ("a{background:url(x y)}", "1:14"),
        ("a{color:red}}\nb{color:red}", "1:13"),
        (f"a{{columns:{'9' * 5000}}}", "1:11"),
    ],
)
def test_what_no_engine_can_read_is_refused(style: str, place: str, tmp_path: Path) -> None:
    """What is never closed would swallow what follows."""
    assert told(tmp_path, style)[0] == ("KR764", place)


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("a{color:red}\n@page{margin:500mm}", "2:7"),
        ("@page :first{size:auto}\n@page{margin:20mm}", ""),
        ("@page{margin-left:21cm}", "1:7"),
        ("@page{size:A0;margin:300mm}", ""),
        ("p{margin:500mm}", ""),
        ("@page{MARGIN:500MM}", "1:7"),
    ],
)
def test_pages_without_room_are_refused(style: str, place: str, tmp_path: Path) -> None:
    """Before anything is laid out."""
    if place:
        assert told(tmp_path, style) == [("KR765", place)]
    else:
        assert load_theme(extended(tmp_path, "", style)).own


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_what_is_carried_inside_is_shown(format: str, tmp_path: Path) -> None:
    """Pictures in style sheets and in drawings."""
    style = f"h1{{background:url('{PIXEL}')}} @namespace url(http://www.w3.org/1999/xhtml);"
    drawing = LOGO.content.replace(b"</svg>", f'<image href="{PIXEL}"/></svg>'.encode())
    logo = Asset("logo", LOGO.media_type, drawing)
    made = render(POSTING, load_theme(extended(tmp_path, "", style), logo=logo), format)
    assert len(made) > 10_000


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="http://a.example/b.png"/>',
        '<use xlink:href="other.svg#a"/>',
        "<style>@import url(http://a.example);</style>",
        "<style>@import url(http://a.example);<g/>a{}</style>",
        '<image href="&#160;data:/../b.png"/>',
        '<rect style="fill:url(http://a.example/b#c)"/>',
        '<rect fill="url(other.svg#c)"/>',
        '<?xml-stylesheet href="http://a.example"?>',
        '<g xml:base="http://a.example"/>',
        '<a href="#a" ping="http://a.example"/>',
        '<set attributeName="xlink:href" to="http://a.example"/>',
    ],
)
def test_drawings_reach_nothing_outside(inside: str) -> None:
    """One that does would be shown without it, or call somebody up."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    drawing = f"{head}\n {inside}</svg>"
    assert told_of_drawing(drawing) == [("KR760", "logo.svg:2:2")]


def told_of_drawing(drawing: str | bytes) -> list[tuple[str, str]]:
    """Return code and place of each finding in a drawing."""
    content = drawing.encode() if isinstance(drawing, str) else drawing
    logo = Asset("logo", "image/svg+xml", content, "logo.svg")
    with pytest.raises(Problems) as caught:
        load_theme(PLAIN, logo=logo)
    return pinned(caught.value.diagnostics)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg SYSTEM "http://a.example/a.dtd">',
        '<!DOCTYPE svg SYSTEM "http://wwwxw3.org/a.dtd">',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "a.txt">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "a.dtd">%a;]>',
    ],
)
def test_heads_of_drawings_reach_nothing_outside(head: str) -> None:
    """Definitions and entities of other files are refused."""
    assert [code for code, _ in told_of_drawing(f"{head}<svg/>")] == ["KR760"]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>a()</script>",
        '<path onclick="a()"/>',
        '<set attributeName="onclick" to="a()"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
        '<a href="javascript:a()"/>',
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href=" java&#10;script:a()"/>',
        '<a href="file:///etc/hostname"/>',
    ],
)
def test_drawings_are_no_programs_and_no_pages(inside: str) -> None:
    """Which only browsers run and show, where a site has the drawing as a file."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    assert [code for code, _ in told_of_drawing(drawing)] == ["KR408"]


_CARRIED = {
    "image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>": "KR408",
    "image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='a.png'/></svg>": "KR760",
    "image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='a.png'/%3E%3C/svg%3E":
        "KR760",
    "image/svg+xml,<svg": "KR408",
    "image/svg+xml;base64,H4sIAAAAAAAA": "KR408",
    "image/png;base64,AAAA": "KR408",
    "image/png;base64,!": "KR408",
    "image/png": "KR408",
    "image/bmp;base64,Qk0=": "KR408",
    "text/html,x": "KR408",
}  # fmt: skip


@pytest.mark.parametrize(("carried", "code"), _CARRIED.items())
def test_pictures_in_a_drawing_are_looked_at_as_others(carried: str, code: str) -> None:
    """Some programs would leave them out without a word, and some would open what they name."""
    inside = f"<image href={quoteattr(f'data:{carried}')}/>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">\n {inside}</svg>'
    assert told_of_drawing(drawing) == [(code, "logo.svg:2:2")]


@pytest.mark.parametrize(("carried", "code"), [*_CARRIED.items()][2:7])
def test_pictures_in_a_style_sheet_are_looked_at_as_others(
    carried: str, code: str, tmp_path: Path
) -> None:
    """A drawing in it may name what lies outside."""
    style = f'p {{\n background: url("data:{carried}") }}'
    assert told(tmp_path, style) == [(code, "2:14")]


def test_a_drawing_in_a_drawing_in_a_drawing_is_too_much() -> None:
    """Nobody draws so, and whoever looks into each would be kept busy."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    for depth in range(2):
        held = f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{held}"/></svg>'
        logo = Asset("logo", "image/svg+xml", drawing.encode(), "logo.svg")
        if depth == 0:
            load_theme(PLAIN, logo=logo)
    assert [code for code, _ in told_of_drawing(drawing)] == ["KR408"]


@pytest.mark.parametrize(
    "drawing",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">{}',
        '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>{}',
        '<?xml version="1.0"?>{}',
        '<?xml version="1.0" encoding="iso-8859-1"?>{}',
        '\ufeff<?xml version="1.0" encoding="UTF-8"?>{}',
    ],
)
def test_what_programs_write_into_drawings_is_fine(drawing: str) -> None:
    """The usual head, links to follow, parts for their own program, long numbers."""
    inside = '<a href="https://a.example"/><a href="#a"/><a/>'
    inside += '<foreignObject requiredExtensions="http://a.example/"/>'
    inside += f'<path transform="scale({"9" * 5000})"/>'
    whole = drawing.format(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    logo = Asset("logo", "image/svg+xml", whole.encode(), "logo.svg")
    assert load_theme(PLAIN, logo=logo).assets


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg>é</svg>".encode("latin-1"),
        "<svg/>".encode("utf-16"),
        "<svg/>".encode("utf-16-be"),
        b'<?xml version="1.0" encoding="shift_jis"?><svg/>',
        b'<?xml version="1.0" encoding="nothing"?><svg/>',
        '<?xml version="1.0" encoding="iso-8859-1"?><svg>é</svg>'.encode(),
    ],
)
def test_drawings_are_in_utf_8(drawing: bytes) -> None:
    """Whatever shows them; each engine reads others in its own way, or not at all."""
    assert [code for code, _ in told_of_drawing(drawing)] == ["KR408"]


@pytest.mark.parametrize(
    ("inside", "soon"),
    [
        ('<a href="https://a.example"><path d="M0 0H9"/></a>', False),
        ('<g id="a"><path d="M0 0H9"/></g><use href="#a"/>', True),
        ('<linearGradient id="a"><stop offset="0"/></linearGradient><path fill="url(#a)"/>', True),
        ('<style>.a{fill:red}</style><path class="a"/>', True),
        ('<style>.a{fill:url(#b)}</style><path class="a"/>', False),
        ('<g id="a"><use href="#a"/></g>', False),
        (
            '<g id="a0"><path/></g>'
            + "".join(
                f'<g id="a{n + 1}">{f"<use href={chr(34)}#a{n}{chr(34)}/>" * 9}</g>'
                for n in range(9)
            ),
            False,
        ),
        ('<filter id="a"/><path filter="url(#a)"/>', False),
        ('<path style="stroke-dasharray:.001"/>', False),
        ('<linearGradient id="a" spreadMethod="repeat"/><path fill="url(#a)"/>', False),
        ('<g opacity=".5"><path d="M0 0H9" fill-opacity=".5"/></g>' * 20, True),
        ('<g opacity=".5"><path d="M0 0H9"/></g>' * 200, False),
        ('<path style="clip-path:url(#a)"/>' * 200, False),
        ('<style>.a{opacity:.5}</style><path class="a"/>', False),
        ("<style>a,.b{fill:red}#c.d{fill:blue}</style><path/>", True),
        ("<style>g g g{fill:red}</style><path/>", False),
        ("<style>g:not(a){fill:red}</style><path/>", False),
        (f"<style>{'*{fill:red}' * 500}</style>{'<g/>' * 500}", False),
        ("<text>Cedar &amp; Main</text>", True),
        (f"<text><tspan/>{'a' * 2_000}</text>", False),
        (f'<text id="a">{"a" * 200}</text>' + '<use href="#a"/>' * 20, False),
        (f"<text>{'a ' * 2_000}</text>", False),
        (f"<text>{'a' * 20_000}</text>", False),
        (f'<path d="{"M0 0H9" * 40_000}"/>', False),
        ('<path d="M9 24C39 33 1e9 38.5 24 38"/>', False),
        ('<path d="M9 24L1000000 38"/>', False),
        ('<path d="M9.1234567.1234567L10000 1e-9"/>', True),
        (f"{'<g>' * 60}{'</g>' * 60}", False),
    ],
)
def test_drawings_are_counted(inside: str, soon: bool) -> None:
    """With all that they repeat; what nobody can count is laid out behind the fence."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    assert soon_shown(Asset("logo", "image/svg+xml", drawing.encode())) is soon


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("a { b: c }  /* d */\n\ne {}", "a { b: c }  e {}"),
        ("a{content:'/*  x */'}", "a{content:'/*  x */'}"),
        ("a{b:u/* c */rl/* d */(e)}", "a{b:u/**/rl/**/(e)}"),
        ("a{b:c/* it's */}d{e:'f  g'}", "a{b:c}d{e:'f  g'}"),
        ("a{b:url(data:image/*,c)}", "a{b:url(data:image/*,c)}"),
    ],
)
def test_a_shorter_style_sheet_says_the_same(css: str, short: str) -> None:
    """Texts stay as they are, and words apart."""
    assert minified(css) == short
