"""Print how much of each role is written in its own file, and how much it inherits.

Run it with `.venv/bin/python script/role_lines.py`. Lines are those of YAML that say something:
neither blank nor a comment. Values are single texts and numbers of the resolved role.
"""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamroles.library.job_layers import LayerReader
from kamroles.model.base import Model
from kamroles.model.fields import fields_of
from kamroles.model.walk import members
from kamroles.pipeline import Order, open_library, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.library import Library


def lines(text: str) -> int:
    """Return how many lines of YAML say something."""
    written = (line.strip() for line in text.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in written)


def values(value: Any, path: str = "role") -> Iterator[str]:
    """Yield the path of each single value of a resolved role, as far as people write it there.

    Names of competencies are the library's, and terms the glossary's.
    """
    if isinstance(value, Model):
        for name in fields_of(type(value)):
            if name != "terms" and not (".competencies." in path and name == "name"):
                yield from values(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for name, inner in members(value):
            yield from values(inner, f"{path}.{name}")
    elif value not in (None, "") and not path.endswith(".id"):
        yield path


def row(library: Library, name: str) -> tuple[str, int, int, int, int]:
    """Return a role, its own and inherited lines, and its own and inherited values."""
    target = library.find(name)
    layers = LayerReader(library).role(name, None).role.shared
    own = target.path.read_text(encoding="utf-8")
    above = [layer.node.span.source.text for layer in layers]
    resolved = resolve(library, Order(name, ""), datetime.date.min)
    places = [resolved.job.place(path) for path in values(resolved.job.role)]
    here = sum(place is not None and place.source.text == own for place in places)
    inherited = sum(lines(text) for text in above if text != own)
    return name, lines(own), inherited, here, len(places) - here


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as nowhere:
        library = open_library(Path(nowhere))
        rows = [row(library, name) for name in library.ids("roles")]
    print("| Role | Lines, own | Lines it builds on | Values, own | Values, inherited | Own |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, own, inherited, here, rest in sorted(rows, key=lambda row: row[1]):
        print(f"| {name} | {own} | {inherited} | {here} | {rest} | {here / (here + rest):.0%} |")
    own, here, rest = (sum(row[number] for row in rows) for number in (1, 3, 4))
    print(f"| all {len(rows)} | {own} | | {here} | {rest} | {here / (here + rest):.0%} |")


if __name__ == "__main__":
    main()
