"""Print documents with both PDF engines, for script/check-pdf, and look at each file."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "script"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kamroles.document import Document
    from kamroles.library import Library
    from kamroles.pipeline import Order
    from kamroles.theme import Theme

AS_OF = datetime.date(2026, 11, 23)
SAMPLE_ROLE = "account-manager"
TWO_KINDS = ("posting", "description")
_WORKERS = 2


@dataclass(frozen=True)
class Made:
    """A printed file and what is wrong with it, but for what veraPDF says."""

    path: Path
    engine: str
    pages: int
    faults: tuple[str, ...]


def build(folder: Path, names: Sequence[str], kinds: Sequence[str]) -> Iterator[Made]:
    """Yield each file after it was written and looked at: every document by each engine."""
    from kamroles import pipeline
    from kamroles.render.pdf import ENGINES

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    place = folder / "workspace"
    command = [Path(sys.executable).with_name("kamroles"), "--as-of", AS_OF.isoformat()]
    subprocess.run([*command, "init", "--sample", place], check=True, stdout=subprocess.DEVNULL)
    chosen = dict.fromkeys(orders(pipeline.open_library(place), list(names), list(kinds)))
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
        waiting = [
            pool.submit(one, folder, order, engine)
            for order in (None, *chosen)
            for engine in ENGINES
        ]
        for each in waiting:
            yield each.result()


def one(folder: Path, order: Order | None, engine: str) -> Made:
    """Print a document with an engine and look at the file."""
    from printed import Printed, faults

    from kamroles.render.pdf import render

    name, document, theme = _document(folder, order)
    path = folder / f"{name}.{engine}.pdf"
    path.write_bytes(render(document, theme, engine))
    file = Printed(document, path.read_bytes(), has_logo="logo" in theme.assets)
    # The document of every block has odd text and tests of its own; veraPDF is to see it too.
    found = tuple(faults(file)) if order else ()
    return Made(path, engine, len(file.pages), found)


def _document(folder: Path, order: Order | None) -> tuple[str, Document, Theme]:
    """Return what an order stands for; without one, a document that holds every block."""
    from kamroles import pipeline
    from tests.unit.render.samples import EVERYTHING
    from tests.unit.render.themes import plain

    if order is None:
        return "every-block", EVERYTHING, plain()
    library = pipeline.open_library(folder / "workspace")
    options = pipeline.Options(AS_OF, ("pdf",), folder)
    composed, _ = pipeline.compose(library, order, options)
    return composed.name, composed.document, composed.theme


def orders(library: Library, names: list[str], asked: list[str]) -> Iterator[Order]:
    """Yield what a mode or names ask for."""
    from kamroles.pipeline import Order, kind_of, kinds

    # what is for authors is read on a screen; whoever asks for it by name has it checked too
    printed = [name for name in kinds(library) if kind_of(library, name).audience != "authors"]
    every = tuple(asked or printed)
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
