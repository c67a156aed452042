"""Values that look like code or markup come out as the text they are, in every format."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from kamroles.render import FORMATS
from tests.e2e.command import run
from tests.e2e.conftest import FILES, write
from tests.parity import extract, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = {
    "script": "<script>alert(1)</script> first",
    "image": "<img src=x onerror=alert(2)> second",
    "template": "{{ 7*7 }} {% raw %} third",
    "heading": "# title fourth",
    "table": "| a | b | fifth",
    "link": "[x](javascript:alert(3)) sixth",
    "address": "javascript:alert(4) seventh",
    "emphasis": "**bold** _and_ `code` eighth",
    "entity": "&lt;b&gt; &amp;amp; ninth",
    "directive": "::: facts tenth",
    "tag": "<!-- a comment --> eleventh",
}


def quoted(text: str) -> str:
    """Return a text as a YAML value."""
    return json.dumps(text)


@pytest.fixture(scope="module")
def rendered(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a posting full of such values, in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in FILES.items():
        write(folder, name, content)
    duties = "".join(f"  - id: {key}\n    text: {quoted(t)}\n" for key, t in HOSTILE.items())
    write(
        folder,
        "roles/accounts.yaml",
        "extends: account-manager\ntitle: '<b>Accounts</b> {{ 7*7 }}'\n"
        "responsibilities:\n  replace:\n" + re.sub("^", "  ", duties, flags=re.MULTILINE),
    )
    firm = FILES["employers/northgate.yaml"].replace("Northgate Sample", "'# North & <i>gate</i>'")
    benefits = "".join(f"  - id: {key}\n    text: {quoted(t)}\n" for key, t in HOSTILE.items())
    write(folder, "employers/northgate.yaml", firm.replace("benefits:\n", "benefits:\n" + benefits))
    done = run("render", "salem", "-f", ",".join(FORMATS), "-o", "out", at=folder)
    assert done.status == 0, done.err
    return folder / "out"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", ["posting", "description"])
def test_values_come_out_as_text(form: str, kind: str, rendered: Path) -> None:
    """Every character of every value is shown, in order, and nothing is worked out."""
    shown = " ".join(extract(form, (rendered / f"salem-{kind}.{form}").read_bytes()))
    expected = ["<b>Accounts</b> {{ 7*7 }}", "# North & <i>gate</i>"]
    if kind == "posting":
        expected += HOSTILE.values()  # benefits
    missing = [text for text in expected if " ".join(words(text)) not in shown]
    assert missing == []
    assert "49" not in shown


@pytest.mark.parametrize("kind", ["posting", "description"])
def test_a_web_page_gains_no_element_and_no_address(kind: str, rendered: Path) -> None:
    """What looks like a script, a picture or a link is none."""
    page = lxml_html.fromstring((rendered / f"salem-{kind}.html").read_bytes())
    assert page.findall(".//script") == []
    assert [e for e in page.iter("img") if "onerror" in e.attrib] == []
    targets = [a.get("href", "") for a in page.iter("a")]
    inside = {target for target in targets if target.startswith("#")}
    assert inside <= {f"#{part.get('id')}" for part in page.iter() if part.get("id")}
    outside = {target.split(":")[0] for target in targets if target not in inside}
    assert outside <= {"https", "http", "mailto", "tel"}


def _in_word(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        related = b"".join(parts.read(n) for n in parts.namelist() if n.endswith(".rels"))
    return re.findall(r'Target="([^"]*:[^"]*)"', related.decode())


def _in_pdf(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


def _in_markdown(content: bytes) -> list[str]:
    inline = [t for token in MarkdownIt().parse(content.decode()) for t in token.children or ()]
    return [str(token.attrs["href"]) for token in inline if token.type == "link_open"]


@pytest.mark.parametrize(
    ("form", "links"), [("pdf", _in_pdf), ("docx", _in_word), ("md", _in_markdown)]
)
def test_no_link_leads_to_a_script(
    form: str, links: Callable[[bytes], list[str]], rendered: Path
) -> None:
    """There are links, and none is the one that a value spells."""
    found = links((rendered / f"salem-posting.{form}").read_bytes())
    assert [link for link in found if link.startswith("mailto:")]
    assert [link for link in found if "javascript" in link.lower()] == []


@pytest.mark.parametrize("field", ["site: javascript:alert(1)", "site: 'data:text/html,x'"])
def test_an_address_that_is_none_is_refused(field: str, workspace: Path) -> None:
    """Fields for addresses take web addresses only."""
    firm = FILES["employers/northgate.yaml"]
    write(workspace, "employers/northgate.yaml", firm + field + "\n")
    done = run("build", at=workspace)
    assert done.status == 1
    assert "error[KR212]" in done.err


def test_markdown_in_a_rich_field_is_markdown_only(workspace: Path) -> None:
    """Where Markdown is meant, HTML and script addresses are still refused or shown as text."""
    firm = FILES["employers/northgate.yaml"]
    about = "about: 'We are **small**. <script>alert(1)</script> {{ 7*7 }}'\n"
    write(workspace, "employers/northgate.yaml", firm + about)
    done = run("build", at=workspace)
    if done.status == 0:
        page = (workspace / "output" / "salem-posting.html").read_text("utf-8")
        assert "<strong>small</strong>" in page
        assert "&lt;script&gt;" in page
        assert "{{ 7*7 }}" in page
    else:
        assert "employers/northgate.yaml:" in done.err
        assert "hint:" in done.err
