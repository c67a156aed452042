"""What broken inputs are made of: workspaces without a fault, the names of their files, a task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
Task = dict[str, Any]


def files_of(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


SMALL, TINY = files_of(HERE / "small"), files_of(HERE / "tiny")
"""A workspace with a value in every field, and one with no more than a posting needs."""
BASES: dict[str, Any] = {
    "small": {"sample": False, "files": SMALL},
    "tiny": {"sample": False, "files": TINY},
    "sample": {"sample": True, "files": {}},
    "empty": {"sample": False, "files": {}},
}
ROLE, FIRM, POSTING = "roles/accounts.yaml", "employers/northgate.yaml", "postings/salem.yaml"
KIND, WORKSPACE = "templates/kinds/posting.md", "kamroles.yaml"
BUILD = ["build", "--workers", "1"]
ONE = (["--report", "json", "check", "salem"], BUILD)
"""Findings as data; then as a person sees them, with what is written in spite of them."""
ALL = (["--report", "json", "check"], BUILD)
"""The same for all there is, which takes four times as long."""


def broken(label: str, files: dict[str, Any], *commands: list[str], base: str = "tiny") -> Task:
    """Return a task with files that have a fault."""
    shown = label.encode("ascii", "backslashreplace").decode().replace("\n", "|")
    return {
        "name": f"broken {shown[:120]}",
        "base": base,
        "files": files,
        "commands": list(commands or ONE),
    }


_PLAIN = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates" / "themes" / "plain").iterdir())
}


def own_theme(**changed: Any) -> dict[str, Any]:
    """Return the files of a theme of one's own, and a workspace that uses it."""
    named = {name.replace("__", "."): text for name, text in changed.items()}
    files = {f"templates/themes/own/{name}": text for name, text in (_PLAIN | named).items()}
    return files | {WORKSPACE: "theme: own\nkinds: [posting]\nformats: [html]\n"}
