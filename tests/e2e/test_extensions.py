"""What comes from outside: a format from an installed package, a theme from the workspace."""

from __future__ import annotations

import json
import re
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from kamroles import pipeline
from kamroles.cli import main
from kamroles.formats import FORMATS, GROUP
from kamroles.resources import bundled
from tests.e2e.command import run
from tests.e2e.conftest import write
from tests.packages import install
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

OUTLINE = """
from kamroles.document import inline_text, sections_of
from kamroles.formats import Format

def render(document, theme):
    lines = [document.title, *(inline_text(each.title) for each in sections_of(document))]
    return "\\n".join(lines).encode()

FORMAT = Format(
    name="outline",
    title="Headings only",
    suffix=".outline",
    media_type="text/plain; charset=utf-8",
    render=render,
    called=("headings",),
)
"""
POSTING = "key-account-manager-portland"


@pytest.fixture
def jobs(tmp_path: Path, sample_workspace: Path) -> Path:
    """Return a copy of the sample workspace that a test may change."""
    copytree(sample_workspace, tmp_path / "jobs")
    return tmp_path / "jobs"


@pytest.fixture
def _outline(site: Path) -> None:
    install(site, "kamroles-outline", OUTLINE, GROUP, "outline = kamroles_outline:FORMAT")


@pytest.mark.usefixtures("_outline")
def test_a_format_of_another_package_is_one_of_all(jobs: Path) -> None:
    """It is listed, completed, in the schema and in settings, and is made like any other."""
    assert "outline  kamroles-outline  Headings only" in run("list", "formats", at=jobs).out
    shell = ShellComplete(main, {}, "kamroles", "_KAMROLES_COMPLETE")
    offered = shell.get_completions(["-C", str(jobs), "render", "-f"], "html,out")
    assert [item.value for item in offered] == ["html,outline"]
    schema = json.loads(run("schema", "workspace", at=jobs).out)
    assert schema["properties"]["formats"]["items"]["enum"] == list(FORMATS)
    assert "outline" in FORMATS

    settings = (jobs / "kamroles.yaml").read_text(encoding="utf-8")
    write(jobs, "kamroles.yaml", re.sub("(?m)^formats:.*", "formats: [outline, md]", settings))
    assert run("check", POSTING, at=jobs).status == 0
    done = run("build", at=jobs)
    assert done.status == 0, done.err
    made = (jobs / "output" / f"{POSTING}-posting.outline").read_text(encoding="utf-8")
    assert made.splitlines()[:2] == ["Key Account Manager", "What you will do"]
    assert "0 written" in run("build", at=jobs).err
    out = run("render", POSTING, "--kind", "posting", "-f", "headings", "-o", "-", at=jobs).out
    assert out == made


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("import no_such_library\n", "no_such_library"),
        ("FORMAT = 'outline'\n", "kamroles.formats.Format"),
    ],
)
def test_a_format_that_cannot_be_used_names_its_package(
    jobs: Path, site: Path, module: str, said: str
) -> None:
    """A finding says which package is broken; the other formats are made."""
    install(site, "kamroles-outline", module, GROUP, "outline = kamroles_outline:FORMAT")
    listed = run("list", "formats", at=jobs)
    (row,) = [line for line in listed.out.splitlines() if line.startswith("outline ")]
    assert "kamroles-outline" in printed(" ".join(row.split()))
    wanted = ("render", POSTING, "--kind", "posting")
    done = run(*wanted, "-f", "outline,md", "-o", "out", at=jobs)
    assert done.status == 1
    (told,) = [line for line in done.err.splitlines() if line.startswith("error[KR525]")]
    assert "kamroles-outline" in printed(told)
    assert said in told
    assert (jobs / "out" / f"{POSTING}-posting.md").is_file()
    write(jobs, "kamroles.yaml", "formats: [outline]\n")
    assert "KR525" in run("check", at=jobs).out
    assert "KR525" in run(*wanted, "-f", "outline", "-o", "-", at=jobs).err


@pytest.mark.parametrize("returned", ["lines[99].encode()", "'text'"])
def test_a_format_that_fails_while_it_renders_names_its_package(
    site: Path, jobs: Path, returned: str
) -> None:
    """Never a traceback; what else was asked for is made."""
    broken = OUTLINE.replace('"\\n".join(lines).encode()', returned)
    install(site, "kamroles-outline", broken, GROUP, "outline = kamroles_outline:FORMAT")
    done = run("render", POSTING, "--kind", "posting", "-f", "md,outline", at=jobs)
    assert done.status == 1
    assert done.err.count("error[KR525]") == 1
    assert "kamroles-outline" in done.err
    assert (jobs / "output" / f"{POSTING}-posting.md").is_file()


def test_a_format_that_kamroles_has_is_not_replaced(site: Path) -> None:
    """A package cannot change what documents of everybody look like."""
    install(site, "kamroles-outline", OUTLINE, GROUP, "md = kamroles_outline:FORMAT")
    assert FORMATS["md"].title == "Markdown"
    assert list(FORMATS).count("md") == 1


def test_a_theme_of_the_workspace_dresses_every_format(jobs: Path) -> None:
    """A folder below templates/themes is all there is to it."""
    folder = jobs / "templates" / "themes" / "harbor"
    copytree(bundled("templates") / "themes" / "plain", folder)
    tokens = folder / "theme.yaml"
    tokens.write_text(tokens.read_text(encoding="utf-8").replace("  body: 10", "  body: 12"))
    assert "harbor" in pipeline.themes(pipeline.open_library(jobs))
    assert "harbor    workspace" in run("list", "themes", at=jobs).out
    plain, own = (
        run("render", POSTING, "--kind", "posting", "-f", ",".join(FORMATS), "--theme", theme,
            "-o", theme, at=jobs)
        for theme in ("plain", "harbor")
    )  # fmt: skip
    assert (plain.status, own.status) == (0, 0), own.err
    for name, each in FORMATS.items():
        file = f"{POSTING}-posting{each.suffix}"
        same = (jobs / "plain" / file).read_bytes() == (jobs / "harbor" / file).read_bytes()
        assert same == (name in {"md", "txt", "json"}), name
