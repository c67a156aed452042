"""What passes with its process, and folders that nobody can look into."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.ends import end_with_parent, passing_folder
from kamroles.model.settings import Settings
from kamroles.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_passing_folder_is_gone_after_its_block() -> None:
    """With all that is in it."""
    with passing_folder("kamroles-test-") as folder:
        (folder / "file").write_text("x")
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has none of these signals")
@pytest.mark.parametrize(
    "program",
    [
        # before there is who removes the folder
        "import os, subprocess; from kamroles.ends import passing_folder\n"
        "subprocess.Popen = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "with passing_folder('kamroles-'): pass",
        # while it is used
        "import os; from kamroles.ends import passing_folder\n"
        "with passing_folder('kamroles-') as folder:\n"
        "    (folder / 'file').write_text('x'); print('made'); os.kill(os.getpid(), 9)",
        # while pages with a picture are set by Typst
        "import os, typst; from kamroles.render.pdf.compiler import compiled\n"
        "class Killed:\n"
        "    def __init__(self, **options): pass\n"
        "    def compile(self, **options): print(options['root']); os.kill(os.getpid(), 9)\n"
        "typst.Compiler = Killed\n"
        "compiled('', {}, {'logo.png': b''})",
        # while a picture is drawn for Word
        "import os, typst; from kamroles.render.docx.package import _as_pixels\n"
        "typst.compile = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        "_as_pixels('image/gif', b'')",
    ],
)
def test_a_killed_process_leaves_no_folder(program: str, tmp_path: Path) -> None:
    """At whatever point it is killed; whoever removes its folder may take a moment."""
    command = [sys.executable, "-c", program]
    killed = subprocess.run(command, env=os.environ | {"TMPDIR": str(tmp_path)}, check=False)
    assert killed.returncode == -9
    end = time.monotonic() + 60
    while list(tmp_path.iterdir()):
        assert time.monotonic() < end, "something is left"
        time.sleep(0.02)


def test_a_process_that_nobody_spawned_goes_on() -> None:
    """There is no parent to end with."""
    end_with_parent()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("folder", ["postings", "employers", "roles", "templates"])
def test_a_folder_that_leads_to_itself_is_told(folder: str, tmp_path: Path) -> None:
    """What it should hold is not passed over."""
    (tmp_path / folder).symlink_to(folder)
    with pytest.raises(Problems) as told:
        Workspace(tmp_path, Settings()).folders(folder)
    assert [each.code for each in told.value.diagnostics] == ["KR769"]


def test_a_folder_that_is_not_there_is_none(tmp_path: Path) -> None:
    """Most workspaces lack some."""
    assert Workspace(tmp_path, Settings()).folders("postings") == [tmp_path / "postings"]
