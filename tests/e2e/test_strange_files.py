"""Pipes, links that lead out, and files without an end, wherever a person's file is read."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from kamroles.resources import bundled
from tests.e2e.command import run
from tests.e2e.conftest import FILES, write
from tests.told import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="made with pipes and links")
WITHIN = "the combination is 4711"
THEME = "templates/themes/own"
MORE = {
    "roles/glossary/jars.yaml": "terms: [{id: jar, name: Jar, text: A vessel, source: Ours}]\n",
    "roles/competencies/care.yaml": "name: Care\ndefinition: Looking after people's jars.\n",
    "templates/kinds/posting.md": "# {{ role.title }}\n\nWords.\n",
    "templates/locales/en.yaml": "apply: Apply\n",
}
CODES = {"KR001", "KR406", "KR505", "KR506", "KR507"}
READ = (*FILES, *MORE, f"{THEME}/theme.yaml", f"{THEME}/style.css", f"{THEME}/face.typ")


@pytest.fixture
def whole(workspace: Path) -> Path:
    """Return a workspace with a file of each sort, and a secret beside it."""
    for name, content in MORE.items():
        write(workspace, name, content)
    shutil.copytree(bundled("templates") / "themes" / "plain", workspace / THEME)
    write(workspace, "kamroles.yaml", "formats: [html]\ntheme: own\n")
    write(workspace.parent, "secret.txt", WITHIN)
    return workspace


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _outward(path: Path) -> None:
    outside = next(each for each in path.parents if each.name == "workspace").parent
    path.symlink_to(outside / "secret.txt")


def _to_itself(path: Path) -> None:
    path.symlink_to(path)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("strange", [_pipe, _outward, _to_itself, _nowhere])
def test_what_is_no_file_of_the_workspace_is_a_finding(
    name: str, strange: Callable[[Path], None], whole: Path
) -> None:
    """Nobody waits, nothing of it is shown, and nothing ends in a traceback."""
    (whole / name).unlink()
    strange(whole / name)
    done = run("check" if name.startswith("roles/") else "build", at=whole)
    said = done.out + done.err
    assert WITHIN not in said
    for file in whole.glob("output/*.html"):
        assert WITHIN not in file.read_text(encoding="utf-8")
    assert {code for code, _ in told(said)} & CODES
    assert name in said


@pytest.mark.parametrize("folder", ["postings", "roles", "employers", THEME, "templates"])
def test_a_folder_that_lies_elsewhere_is_not_read(folder: str, whole: Path) -> None:
    """A link in the place of a folder leads out as well."""
    elsewhere = whole.parent / "elsewhere"
    shutil.move(whole / folder, elsewhere)
    (whole / folder).symlink_to(elsewhere)
    done = run("build", at=whole)
    assert done.status == 1
    assert "KR505" in {code for code, _ in told(done.out + done.err)}


@pytest.mark.parametrize("name", ["../secret.txt", "/{}/secret.txt", "jobs/../../secret.txt"])
def test_a_manifest_that_names_files_elsewhere_removes_none(name: str, whole: Path) -> None:
    """A site takes away only what stands in its folder."""
    secret = whole.parent / "secret.txt"
    entry = {name.format(whole.parent): {"key": "", "stat": "due"}}
    write(whole, "site/.kamroles.json", json.dumps({"outputs": entry}))
    write(whole, "site/.kamroles-notes", "mine")
    assert run("site", at=whole).status == 0
    assert secret.read_text() == WITHIN
    assert (whole / "site/.kamroles-notes").exists()


def test_what_stands_behind_a_set_value_is_not_left_out(whole: Path) -> None:
    """One option gives one value."""
    done = run("show", "salem", "--set", "tools=[a]\ntitle: b", at=whole)
    assert done.status == 1
    assert [code for code, _ in told(done.err)] == ["KR508"]


def test_a_manifest_that_is_no_file_counts_as_none(whole: Path) -> None:
    """It is written anew."""
    run("build", at=whole)
    manifest = whole / "output/.kamroles.json"
    for strange in (_pipe, lambda path: path.symlink_to("/dev/zero")):
        manifest.unlink()
        strange(manifest)
        assert run("build", at=whole).status == 0
        assert manifest.is_file()
        assert not manifest.is_symlink()
