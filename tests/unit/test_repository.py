"""Habits of the repository that a machine can hold."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE_LINES = {"tests": 500}
FUNCTION_LINES = {"tests": 80}
"""Limits where they differ from 400 and 60: tests may hold long tables of cases."""
FRAGMENT = re.compile(r"(\d+|\+[a-z0-9-]+)\.(added|changed|fixed|removed|security)\.md")
FENCED = re.compile(r"^(```+).*?^\1", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)|<img[^>]*\bsrc=\"([^\"]+)\"")
FOREIGN = {
    "a path of one machine": r"(?<![\w.:/~-])/(?:home|Users|root|work|mnt)/\w",
    "the address of a package registry": r"\b(?:files\.pythonhosted|registry\.npmjs|deb\.debian"
    r"|pypi)\.(?:org|com)\b",
    "a note on who wrote it": r"co-authored[-]by|\b(?:ai|coding)[ -](?:assistant|agent|session)s?\b"
    r"|\blanguage model",
    "unresolved conflict marks": r"(?m)^(?:<{7}|>{7}) ",
}


def tracked(repository: Path, *patterns: str) -> list[Path]:
    """Return the files that git keeps, new ones included."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns)
    said = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("not a git checkout")
    paths = (repository / name for name in said.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("what", FOREIGN)
def test_files_hold_nothing_foreign(what: str, repository: Path) -> None:
    """What is committed must mean the same everywhere."""
    pattern = re.compile(FOREIGN[what], re.IGNORECASE)
    found = []
    for path in tracked(repository):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(repository)}: {hit[0]}" for hit in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", "see /home/" + "ann/notes"),
        ("the address of a package registry", "index-url = https://pypi." + "org/simple"),
        ("a note on who wrote it", "written by an AI " + "assistant"),
        ("unresolved conflict marks", "<<<<<<" + "< HEAD"),
    ],
)
def test_what_is_foreign_is_recognized(what: str, text: str) -> None:
    """The patterns find what they are for."""
    assert re.search(FOREIGN[what], text, re.IGNORECASE)


def test_modules_stay_short(repository: Path) -> None:
    """A module has one reason to exist."""
    long = [
        f"{name}: {count} lines"
        for path in tracked(repository, "*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines()))
        > MODULE_LINES.get((name := path.relative_to(repository)).parts[0], 400)
    ]
    assert long == []


def test_functions_stay_short(repository: Path) -> None:
    """A function can be read at a glance."""
    long = [
        f"{name}:{node.lineno} {node.name}: {lines} lines"
        for path in tracked(repository, "*.py")
        for node, lines in _functions(path)
        if lines > FUNCTION_LINES.get((name := path.relative_to(repository)).parts[0], 60)
    ]
    assert long == []


def _functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def test_changelog_fragments_are_well_named(repository: Path) -> None:
    """The changelog is folded from them by their names."""
    names = [path.name for path in (repository / "changelog.d").iterdir()]
    odd = [name for name in names if not FRAGMENT.fullmatch(name) and name != "README.md"]
    assert odd == []


def test_pictures_exist(repository: Path) -> None:
    """No page of the documentation shows a picture that is not there."""
    missing = []
    for path in tracked(repository, "*.md"):
        if "golden" in path.parts or path.is_relative_to(repository / "templates"):
            continue
        shown = FENCED.sub("", path.read_text(encoding="utf-8"))
        for hit in PICTURE.finditer(shown):
            target = hit[1] or hit[2]
            if "://" not in target and not (path.parent / target).is_file():
                missing.append(f"{path.relative_to(repository)}: {target}")
    assert missing == []


def test_the_readme_shows_documents(repository: Path) -> None:
    """A reader sees what comes out before installing anything."""
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert len(PICTURE.findall(readme)) >= 2


def test_links_lead_somewhere(repository: Path) -> None:
    """A link to a file of the repository has that file."""
    link = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
    broken = [
        f"{path.relative_to(repository)}: {hit[1]}"
        for path in tracked(repository, "*.md")
        if path.is_relative_to(repository / "docs") or path.parent == repository
        for hit in link.finditer(path.read_text(encoding="utf-8"))
        if not (path.parent / hit[1]).exists()
    ]
    assert broken == []


def test_shipped_folders_hold_no_code(repository: Path) -> None:
    """Roles and templates are text that people edit; a Python file there breaks the package."""
    assert tracked(repository, "templates/*.py", "roles/*.py") == []
