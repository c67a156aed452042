"""Build documents and put them before every validator; see script/check, which installs those."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import validators
from validators import Built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kamroles.library import Library
    from kamroles.pipeline import Order

FORMATS = ("html", "pdf", "docx")
KINDS = ("posting", "description")
CHECKS: dict[str, Callable[[Sequence[Built]], Iterable[str]]] = {
    "Nu HTML checker": validators.nu_html,
    "axe-core in Chromium": validators.axe,
    "qpdf": validators.qpdf,
    "pdfinfo": validators.pdfinfo,
    "pdftotext": validators.pdf_words,
    "LibreOffice": validators.word_files,
}


def main(mode: str) -> int:
    """Build, check, tell; return the exit status."""
    folder = validators.ROOT / "build" / "check"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.perf_counter()
    documents = build(folder, mode)
    taken = time.perf_counter() - started
    print(f"built {len(documents)} documents as {', '.join(FORMATS)} ({taken:.0f} s)", flush=True)
    return validators.tell(CHECKS, documents)


def build(folder: Path, mode: str) -> list[Built]:
    """Return the documents that ``mode`` asks for, written below ``folder``."""
    from kamroles import pipeline
    from kamroles.document import plain_text

    place = folder / "workspace"
    kamroles = Path(sys.executable).with_name("kamroles")
    subprocess.run([kamroles, "init", "--sample", place], check=True, stdout=subprocess.DEVNULL)
    library = pipeline.open_library(place)
    options = pipeline.Options(datetime.datetime.now(datetime.UTC).date(), FORMATS, folder)
    documents = []
    for order in orders(library, mode):
        composed, _ = pipeline.compose(library, order, options)
        files = {}
        for format in FORMATS:
            files[format] = folder / f"{composed.name}.{format}"
            files[format].write_bytes(pipeline.render_bytes(composed, format))
        (folder / f"{composed.name}.words").write_text(
            plain_text(composed.document), encoding="utf-8"
        )
        documents.append(Built(composed.name, composed.document, files))
    return documents


def orders(library: Library, mode: str) -> list[Order]:
    """Return what to build."""
    from kamroles.pipeline import Order

    chosen = [Order(name, kind) for name in library.ids("postings") for kind in KINDS]
    if mode == "quick":
        return [*chosen, Order("account-manager", "posting"),
                Order("commercial-lines-account-manager", "description")]  # fmt: skip
    employers = [None, *library.ids("employers")]
    return chosen + [
        Order(role, kind, employer)
        for role in library.ids("roles")
        for employer in employers
        for kind in KINDS
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
