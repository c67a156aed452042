"""The workspace: where it is, what it may reach, and the settings of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles import workspace
from kamroles.diagnostics import Problems
from kamroles.model.base import plain
from kamroles.model.settings import Settings
from tests.e2e.conftest import write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def opened(tmp_path: Path) -> workspace.Workspace:
    """Return a workspace with a picture."""
    write(tmp_path, "kamroles.yaml", "output: made\n")
    write(tmp_path, "assets/logo.svg", "<svg/>")
    return workspace.load(tmp_path)


def codes(caught: pytest.ExceptionInfo[Problems]) -> list[str]:
    """Return the codes of what was found; the words quote names, of which some are absurd."""
    found = caught.value.diagnostics
    pinned(each for each in found if len(each.message) < 500 and "\0" not in each.message)
    return [each.code for each in found]


def test_found_from_below(tmp_path: Path) -> None:
    """As git finds its folder."""
    write(tmp_path, "kamroles.yaml", "theme: plain\n")
    inner = write(tmp_path, "a/b/file", "").parent
    assert workspace.find(inner) == tmp_path.resolve()


def test_the_settings_of_no_workspace_are_the_models(tmp_path: Path) -> None:
    """And those of one that writes nothing of them."""
    assert workspace.load(tmp_path).root is None
    assert plain(workspace.load(tmp_path).settings) == plain(Settings())
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    assert plain(workspace.load(tmp_path).settings) == plain(Settings()) | {"name": "Ours"}


@pytest.mark.parametrize("written", ["2", "one", "'2'", "0", "1.0", "9" * 5000])
def test_a_workspace_of_another_format_is_left_alone(written: str, tmp_path: Path) -> None:
    """That is told, and nothing that may only follow from it."""
    write(tmp_path, "kamroles.yaml", f"format: {written}\ncolour: none\nkinds: {{a: b}}\n")
    with pytest.raises(Problems) as caught:
        workspace.load(tmp_path)
    assert codes(caught) == ["KR524"]


def test_the_format_may_be_written(tmp_path: Path) -> None:
    """Left out, it is 1 as well."""
    write(tmp_path, "kamroles.yaml", "format: 1\ntheme: plain\n")
    assert workspace.load(tmp_path).settings.format == Settings().format == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../outside.svg", "KR505"),
        ("assets/../../outside.svg", "KR505"),
        ("/etc/hostname", "KR505"),
        ("assets/none.svg", "KR506"),
        ("assets", "KR506"),
        ("a" * 5000, "KR506"),
        ("a\0b", "KR506"),
    ],
)
def test_pictures_lie_in_the_workspace(
    written: str, code: str, opened: workspace.Workspace, tmp_path: Path
) -> None:
    """Whatever a file names, nothing outside is read."""
    write(tmp_path.parent, "outside.svg", "<svg/>")
    with pytest.raises(Problems) as caught:
        opened.asset(written, None)
    assert codes(caught) == [code]


def test_a_picture_of_3_mb(opened: workspace.Workspace, tmp_path: Path) -> None:
    """Documents are to stay small."""
    write(tmp_path, "assets/large.png", b"x" * 3_000_000)
    with pytest.raises(Problems) as caught:
        opened.asset("assets/large.png", None)
    assert codes(caught) == ["KR506"]


@pytest.mark.parametrize(
    "name", ["../kamroles.yaml", "/etc/passwd", "kinds/../../x", "a\\b", "c:x"]
)
def test_templates_have_plain_names(name: str, opened: workspace.Workspace) -> None:
    """No name leads out of the templates folder."""
    assert opened.lookup(name) is None


def test_a_template_of_the_workspace_and_the_one_it_replaces(
    opened: workspace.Workspace, tmp_path: Path
) -> None:
    """`shipped/` names reach only what ships."""
    write(tmp_path, "templates/kinds/posting.md", "own")
    own, shipped = opened.lookup("kinds/posting.md"), opened.lookup("shipped/kinds/posting.md")
    assert own
    assert shipped
    assert own.text == "own"
    assert "role" in shipped.text
    assert shipped.name == "shipped:templates/kinds/posting/template.md"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 2_000_000])
def test_a_template_that_is_no_text(
    content: bytes, opened: workspace.Workspace, tmp_path: Path
) -> None:
    """Neither bytes nor two megabytes are a template."""
    write(tmp_path, "templates/kinds/posting.md", content)
    with pytest.raises(Problems) as caught:
        opened.lookup("kinds/posting.md")
    assert codes(caught) == ["KR507"]


def test_the_output_folder(
    opened: workspace.Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as a person would type it from where they are."""
    inner = write(tmp_path, "postings/x.yaml", "").parent
    monkeypatch.chdir(tmp_path)
    assert str(opened.out) == "made"
    monkeypatch.chdir(inner)
    assert opened.out.as_posix() == "../made"
