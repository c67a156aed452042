"""The pages of the reference say what models and commands say today."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
from typing import TYPE_CHECKING, Any

import pytest

from kamroles.cli import COMMANDS
from kamroles.field_tables import known_channels
from kamroles.model.fields import fields_of
from kamroles.model.files import FILES
from kamroles.rules.registry import RULES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def script(repository: Path) -> Any:
    """Return the script that writes the pages."""
    path = str(repository / "script" / "reference.py")
    loader = importlib.machinery.SourceFileLoader("reference", path)
    spec = importlib.util.spec_from_loader("reference", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_pages_are_in_step(script: Any) -> None:
    """Run script/reference after a change of a model or command."""
    for path, text in script.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run script/reference"


def test_the_readme_counts_what_ships(script: Any, repository: Path) -> None:
    """Its numbers are written by script/reference too."""
    text = (repository / "README.md").read_text(encoding="utf-8")
    line = re.compile(r"(?m)^Shipped: [^.]+\.")
    wrong = line.sub(lambda hit: re.sub(r"\d+", "0", hit[0]), text)
    assert wrong.count(" 0") >= 4
    assert script.counted(wrong, script.open_library(script.SAMPLES)) == text


def test_every_field_and_command_is_there(repository: Path) -> None:
    """Whoever looks for one finds it."""
    folder = repository / "docs" / "reference"
    fields = (folder / "fields.md").read_text(encoding="utf-8")
    for model in FILES.values():
        for field in fields_of(model).values():
            assert f"| `{field.name}` |" in fields
            assert field.said.source in fields
    commands = (folder / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## kamroles {name}\n" in commands
    channels = (folder / "channels.md").read_text(encoding="utf-8")
    for channel in known_channels()[0].values():
        assert channel.who in channels
        assert channel.source in channels
        for field in channel.fields:
            assert re.search(
                rf"(?m)^\| `{re.escape(field.name)}` \| .* \| {field.sure} \|$", channels
            )
    rules = (folder / "rules.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"## {rule.code} {rule.name}\n" in rules
        assert rule.why in rules


@pytest.mark.parametrize("page", ["fields", "rules"])
def test_links_inside_a_page_lead_somewhere(page: str, repository: Path) -> None:
    """Each link has its heading."""
    text = (repository / f"docs/reference/{page}.md").read_text(encoding="utf-8")
    headings = {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links <= headings


def _anchor(title: str) -> str:
    """Return a heading's anchor, as Markdown viewers make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
