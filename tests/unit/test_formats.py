"""A format is declared in its own module, and nothing else knows its name."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kamroles.formats import FORMATS
from kamroles.model.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = {
    ("api.py", "html"): "what the API makes unless asked otherwise",
    ("cli", "json"): "--json and --report json, forms of an answer",
    ("compose", "html"): "an output of python-markdown",
    ("model", "docx"): "one of the formats a new workspace has",
    ("model", "html"): "one of the formats a new workspace has",
    ("channels", "html"): "text for an element of Atom or a board",
    ("publish", ".html"): "what a web server is told of files, and what is a page",
    ("publish", ".txt"): "what a web server is told of files",
    ("site", "html"): "the sort of text in an Atom feed",
    ("site", ".html"): "pages of the site, whatever documents can be",
    ("model", "pdf"): "one of the formats a new workspace has",
}
"""What stands for something else, or is a choice and not a question."""


def test_nothing_outside_asks_for_the_name_of_a_format(repository: Path) -> None:
    """Whoever adds a format touches its module only."""
    package = repository / "kamroles"
    suffixes = {each.suffix for each in FORMATS.values()} - {".md", ".json"}
    names = {*FORMATS, *suffixes}
    found = {
        (path.relative_to(package).parts[0], node.value)
        for path in package.rglob("*.py")
        if package / "render" not in path.parents
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert found - set(ELSEWHERE) == set()


@pytest.mark.parametrize("name", FORMATS)
def test_a_module_is_called_like_its_format(name: str) -> None:
    """So names are known without importing a module."""
    each = FORMATS[name]
    assert each.name == name
    assert each.render.__module__.startswith(f"kamroles.render.{name}")
    assert each.title
    assert each.suffix.startswith(".")
    assert set(Settings().formats) <= set(FORMATS)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list", "roles"]])
def test_formats_are_imported_when_they_are_asked_for(arguments: list[str]) -> None:
    """A command that makes no document waits for none."""
    code = (
        "import sys; from kamroles.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print([m for m in sys.modules if m.startswith('kamroles.render.')])"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
