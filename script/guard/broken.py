"""Inputs with a fault: files that people get wrong, and commands that are typed wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from guard.mutations import mutations

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Path(__file__).with_name("small")
FILES = {
    path.relative_to(SMALL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SMALL.rglob("*"))
    if path.is_file()
}
BASES: dict[str, Any] = {
    "small": {"sample": False, "files": FILES},
    "sample": {"sample": True, "files": {}},
    "empty": {"sample": False, "files": {}},
}
LOOK = (["--report", "json", "check"], ["build", "--workers", "1"])
"""Findings as data; then as a person sees them, with what is written in spite of them."""
Task = dict[str, Any]


def tasks() -> Iterator[Task]:
    """Yield all broken inputs, each name once."""
    names: dict[str, int] = {}
    for task in _tasks():
        number = names[task["name"]] = names.get(task["name"], 0) + 1
        yield task if number == 1 else task | {"name": f"{task['name']} ({number})"}


def _tasks() -> Iterator[Task]:
    for name, text in FILES.items():
        if name.endswith(".yaml"):
            every = 23 if name.startswith(("roles/acc", "employers")) else 11
            for label, content in mutations(name, text, every):
                yield broken(label, {name: content})


def broken(label: str, files: dict[str, Any], *commands: list[str], base: str = "small") -> Task:
    """Return a task with files that have a fault."""
    return {
        "name": f"broken {label}",
        "base": base,
        "files": files,
        "commands": list(commands or LOOK),
    }
