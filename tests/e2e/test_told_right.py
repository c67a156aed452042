"""What is found after a slip in a file is found where the slip is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.pipeline import check, open_library
from kamroles.resources import bundled
from tests.conftest import AS_OF
from tests.mutations import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kamroles.diagnostics import Diagnostic
    from tests.mutations import Mutation

_TOUCH = 0.95
_READERS = (
    "benefits-account-manager",
    "commercial-lines-account-manager",
    "digital-account-manager",
    "facility-account-manager",
)
"""Roles that together read a part of each sort: families, packs, competencies, the glossary."""


@pytest.fixture
def copied(sample_workspace: Path, tmp_path: Path) -> Path:
    """Return a workspace of its own for slips."""
    return shutil.copytree(sample_workspace, tmp_path / "workspace")


@pytest.mark.parametrize("seed", [14])
def test_findings_touch_what_changed(seed: int, copied: Path) -> None:
    """By day a few slips are enough to notice that a kind of them is told elsewhere."""
    _told_right(copied, seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_findings_touch_what_changed_in_many_files(seed: int, copied: Path) -> None:
    """At night there are more of them."""
    _told_right(copied, seed, 300)


def _told_right(workspace: Path, seed: int, count: int) -> None:
    files = _sound(workspace)
    known = {name: {_words(each) for each in _found(workspace, name, text)}
             for name, text in files.items()}  # fmt: skip
    touched, missed = 0, []
    for slip in drawn(files, seed, count):
        for each in _found(workspace, slip.file, slip.text):
            if _words(each) in known[slip.file]:
                continue
            if _touches(each, slip):
                touched += 1
            else:
                missed.append(f"{slip.file} ({slip.slip}) {sorted(slip.concerned)}: {each}")
    assert touched > count / 3
    assert touched >= _TOUCH * (touched + len(missed)), "\n".join(missed)


def _sound(workspace: Path) -> dict[str, str]:
    """Return the files of the workspace and those that ship, as they are called in a workspace."""
    own = {path.relative_to(workspace).as_posix(): path for path in workspace.rglob("*.yaml")}
    roles = bundled("roles")
    shipped = {
        f"roles/{path.relative_to(roles).as_posix()}": path for path in roles.rglob("*.yaml")
    }
    del shipped["roles/defaults.yaml"]
    return {name: path.read_text(encoding="utf-8") for name, path in (shipped | own).items()}


def _found(workspace: Path, name: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what is found with a file in the workspace, which is as it was afterwards."""
    path = workspace / name
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        return tuple(check(open_library(workspace), _concerned(workspace, name), AS_OF).diagnostics)
    except Problems as problems:
        return problems.diagnostics
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def _concerned(workspace: Path, name: str) -> Iterator[str]:
    """Yield the roles and postings that need a file; none where it is everything."""
    folder, stem = name.rpartition("/")[0], name.rpartition("/")[2].removesuffix(".yaml")
    if folder in {"postings", "roles"}:
        yield stem
    elif folder == "employers":
        for path in sorted((workspace / "postings").glob("*.yaml")):
            if f"employer: {stem}\n" in path.read_text(encoding="utf-8"):
                yield path.stem
    elif folder:
        yield from _READERS


def _words(found: Diagnostic) -> tuple[str, str, str | None]:
    return found.code, found.message, found.hint


def _touches(found: Diagnostic, slip: Mutation) -> bool:
    """Tell whether one of the places that are shown is one that a slip concerns."""
    places = (found.span, *(each.span for each in found.related))
    return any(
        place.source.name.endswith(slip.file) and place.line in slip.concerned
        for place in places
        if place
    )
