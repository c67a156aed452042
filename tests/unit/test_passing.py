"""What passes with its process, and folders that nobody can look into."""

from __future__ import annotations

import os
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
