"""Print documents with both PDF engines, for script/check-pdf; tell each file's path."""

from __future__ import annotations

import argparse
import datetime
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kamroles.library import Library
    from kamroles.pipeline import Order

AS_OF = datetime.date(2026, 11, 23)
SAMPLE_ROLE = "account-manager"
TWO_KINDS = ("posting", "description")


def main() -> int:
    """Build what the command line asks for; return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="+")
    asked.add_argument("--kind", action="append", default=[])
    options = asked.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    for path in build(options.folder, options.names, options.kind):
        print(path)
    return 0


def build(folder: Path, names: list[str], kinds: list[str]) -> Iterator[Path]:
    """Yield each file after it was written: every document once by each engine."""
    from kamroles import pipeline
    from kamroles.render.pdf import ENGINES, render
    from tests.unit.render.samples import EVERYTHING
    from tests.unit.render.themes import plain

    place = folder / "workspace"
    command = [Path(sys.executable).with_name("kamroles"), "--as-of", AS_OF.isoformat()]
    subprocess.run([*command, "init", "--sample", place], check=True, stdout=subprocess.DEVNULL)
    library = pipeline.open_library(place)
    options = pipeline.Options(AS_OF, ("pdf",), folder)
    documents = {"every-block": (EVERYTHING, plain())}
    for order in orders(library, names, kinds):
        composed, _ = pipeline.compose(library, order, options)
        documents[composed.name] = (composed.document, composed.theme)
    for name, (document, theme) in documents.items():
        for engine in ENGINES:
            path = folder / f"{name}.{engine}.pdf"
            path.write_bytes(render(document, theme, engine))
            yield path


def orders(library: Library, names: list[str], asked: list[str]) -> Iterator[Order]:
    """Yield what a mode or names ask for."""
    from kamroles.pipeline import Order
    from kamroles.pipeline.catalog import kinds

    every = tuple(asked or kinds(library))
    postings, roles = library.ids("postings"), library.ids("roles")
    if names in (["quick"], ["ci"]):
        yield from (Order(name, kind) for name in (*postings, SAMPLE_ROLE) for kind in every)
        if names == ["ci"]:
            yield from (Order(role, kind) for role in roles for kind in asked or TWO_KINDS)
    elif names == ["full"]:
        yield from (Order(name, kind) for name in postings for kind in every)
        for employer in (None, *library.ids("employers")):
            yield from (Order(role, kind, employer) for role in roles for kind in every)
    else:
        yield from (Order(name, kind) for name in names for kind in every)


if __name__ == "__main__":
    sys.exit(main())
