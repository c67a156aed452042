"""Measure PDF by each engine beside what one would use instead; print a table.

``python benchmarks/pdf.py`` takes about six minutes on two cores (``--quick``: two). What is
compared takes turns, so that a busy machine slows both: quote the ratios, medians of pairs.

RenderCV is measured when ``--rendercv`` names its command (``pip install "rendercv[full]"
typer==0.19.2`` in an environment of its own, and ``rendercv new "Ann Sample"`` for the file). It
downloads a Typst package at its first run; without a network put a stub of ``@preview/fontawesome``
below ``$XDG_DATA_HOME/typst/packages``. ``--python`` names a second Python for the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from kamroles.pipeline import Composed

PYTHON = Path(sys.executable)
KAMROLES, WEASYPRINT = PYTHON.with_name("kamroles"), PYTHON.with_name("weasyprint")
AS_OF = "2026-11-23"
ENGINES = ("typst", "weasyprint")
POSTING = "key-account-manager-portland"
ROLES = (
    "account-manager", "key-account-manager", "strategic-account-manager",
    "digital-account-manager", "commercial-lines-account-manager", "customer-success-manager",
    "enterprise-account-manager", "head-of-account-management", "technical-account-manager",
)  # fmt: skip
OPENING = """\
role: {role}
employer: cedar-main
title: Opening {number}
places: [portland]
workplace: onsite
pay: {{min: 6{number:04}, max: 9{number:04}}}
posted: 2026-11-02
closes: 2026-12-18
approval: {{by: Director, on: 2026-11-01}}
"""
NAIVE = "`HTML(string).write_pdf()` in a loop"


@dataclass
class Bench:
    """A folder to work in, how often, and the rows of the table."""

    folder: Path
    rounds: int
    documents: int
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def row(self, *cells: str) -> None:
        """Add a row and show it at once."""
        self.rows.append(cells)
        print("  " + " | ".join(cells), file=sys.stderr, flush=True)

    def run(self, *command: object) -> float:
        """Return how many seconds a command took."""
        started = time.perf_counter()
        done = subprocess.run([str(part) for part in command], cwd=self.folder, check=False,
                              capture_output=True, text=True)  # fmt: skip
        taken = time.perf_counter() - started
        if done.returncode:
            raise SystemExit(f"{command}\n{done.stdout}\n{done.stderr}")
        return taken

    def compare(self, base: str, ways: dict[str, Callable[[], float]], unit: str = "s") -> None:
        """Let each way take its turn, and tell its times and their ratio to those of ``base``."""
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(self.rounds):
            for name, way in ways.items():
                times[name].append(way())
        self.tell(base, times, unit)

    def tell(self, base: str, times: dict[str, list[float]], unit: str) -> None:
        """Add a row for each way."""
        scale, shown = (1000, ".0f") if unit == "ms" else (1, ".2f")
        for name, some in times.items():
            ratio = statistics.median(a / b for a, b in zip(some, times[base], strict=True))
            middle, least = statistics.median(some) * scale, min(some) * scale
            least_ratio = min(some) / min(times[base])
            shares = f"{ratio:.3f} ({least_ratio:.3f} by minima)" if name != base else "1"
            self.row(name, f"{middle:{shown}} {unit}", f"{least:{shown}} {unit}", shares)


def cold(bench: Bench, rendercv: tuple[str, str]) -> None:
    """Time one posting in a process of its own: interpreter, YAML, layout, file."""
    turn = iter(range(10**6))
    page = bench.folder / "page.html"
    bench.run(KAMROLES, *_render("html", "auto"), "-o", bench.folder / "html")
    shutil.copy(bench.folder / "html" / f"{POSTING}-posting.html", page)

    def ours(engine: str) -> float:
        return bench.run(
            KAMROLES, *_render("pdf", engine), "-o", bench.folder / f"cold-{next(turn)}"
        )

    base = "`weasyprint page.html`"
    ways: dict[str, Callable[[], float]] = {
        base: lambda: bench.run(WEASYPRINT, page, "plain.pdf"),
        "`weasyprint --pdf-variant pdf/ua-1 page.html`": lambda: bench.run(
            WEASYPRINT, "--pdf-variant", "pdf/ua-1", page, "ua.pdf"
        ),
    }
    for engine in ENGINES:
        ours(engine)  # makes the fonts that the cache keeps
        ways[f"kamroles, {engine}, nothing but fonts in the cache"] = partial(ours, engine)
    if all(rendercv):
        ways["`rendercv render`, PDF only, its own sample"] = lambda: bench.run(
            rendercv[0], "render", rendercv[1], "-nomd", "-nohtml", "-nopng"
        )
    bench.row("**One document, a process for each**", "median", "least", "of the first row")
    bench.compare(base, ways)


def _render(format: str, engine: str) -> tuple[object, ...]:
    return ("-C", "workspace", "--as-of", AS_OF, "render", POSTING, "--kind", "posting",
            "-f", format, "--pdf-engine", engine)  # fmt: skip


def composed(bench: Bench) -> Composed:
    """Return the posting before any format."""
    import datetime

    from kamroles import pipeline

    library = pipeline.open_library(bench.folder / "workspace")
    options = pipeline.Options(datetime.date.fromisoformat(AS_OF), ("pdf",), bench.folder)
    return pipeline.compose(library, pipeline.Order(POSTING, "posting"), options)[0]


def warm(bench: Bench) -> None:
    """Time documents in one process, each with its words in another order.

    An engine that keeps paragraphs it has laid out gains nothing by that.
    """
    import weasyprint

    from kamroles.render import render

    one = composed(bench)
    numbers = iter(range(10**6))

    def document() -> Any:
        return shuffled(one.document, random.Random(next(numbers)))  # noqa: S311 - no secret

    def timed(work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    def naive(each: Any) -> float:
        page = render(each, one.theme, "html").decode("utf-8")
        return timed(lambda: weasyprint.HTML(string=page).write_pdf())

    times: dict[str, list[float]] = {NAIVE: [], **{name: [] for name in ENGINES}}
    for turn in range(bench.rounds * 2 + 2):
        each = document()
        took = {NAIVE: naive(each)}
        for engine in ENGINES:
            took[engine] = timed(lambda e=engine, d=each: render(d, one.theme, "pdf", pdf_engine=e))  # type: ignore[misc]
        if turn >= 2:  # the first ones load what the others share
            for name, seconds in took.items():
                times[name].append(seconds)
    bench.row("**A document in a process that goes on**", "median", "least", "of the first row")
    bench.tell(NAIVE, times, "ms")


def shuffled(node: Any, order: random.Random) -> Any:
    """Return a part of a document with the words of each text in another order."""
    if isinstance(node, tuple):
        return tuple(shuffled(each, order) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    if hasattr(node, "text") and hasattr(node, "href"):
        words = node.text.split(" ")
        order.shuffle(words)
        return replace(node, text=" ".join(words), href=None)
    parts = {part.name: getattr(node, part.name) for part in fields(node)}
    return replace(node, **{name: shuffled(part, order) for name, part in parts.items()})


def many(bench: Bench) -> None:
    """Time the command that builds a workspace of many postings, on two workers."""
    place = bench.folder / "many"
    shutil.copytree(bench.folder / "workspace", place)
    for each in (place / "postings").iterdir():
        each.unlink()
    for number in range(bench.documents // 2):
        posting = OPENING.format(role=ROLES[number % len(ROLES)], number=number)
        (place / "postings" / f"opening-{number:03}.yaml").write_text(posting, encoding="utf-8")
    bench.row(f"**{bench.documents} documents, one command**", "seconds", "a document", "")
    times = {}
    for engine in ENGINES:
        out = bench.folder / f"many-{engine}"
        command = (KAMROLES, "-C", place, "--as-of", AS_OF, "build", "-f", "pdf", "-o", out)
        times[engine] = bench.run(*command, "--pdf-engine", engine, "--workers", 2)
        made = len(list(out.glob("*.pdf")))
        ratio = times[engine] / times[ENGINES[0]]
        note = "" if engine == ENGINES[0] else f"{ratio:.1f} times {ENGINES[0]}"
        bench.row(f"kamroles, {engine}, 2 workers ({made} files)", f"{times[engine]:.1f} s",
                  f"{times[engine] / made * 1000:.0f} ms", note)  # fmt: skip


def sizes(bench: Bench) -> None:
    """Tell how large the files are."""
    bench.row("**Size of the posting as PDF**", "kB", "", "")
    for engine in ENGINES:
        bench.run(KAMROLES, *_render("pdf", engine), "-o", bench.folder / f"size-{engine}")
        (file,) = (bench.folder / f"size-{engine}").glob("*.pdf")
        bench.row(f"kamroles, {engine}", f"{file.stat().st_size / 1000:.0f}", "", "")
    for name in ("plain", "ua"):
        size = (bench.folder / f"{name}.pdf").stat().st_size
        bench.row(f"`weasyprint`, {name}", f"{size / 1000:.0f}", "", "")


def same_bytes(bench: Bench, second: str) -> None:
    """Make the posting in three processes, and with another Python, and compare the bytes."""
    import kamroles

    bench.row("**The same bytes**", "", "", "")
    lent = [str(Path(kamroles.__file__).parents[1]), *(p for p in sys.path if "site-packages" in p)]
    for engine in ENGINES:
        seen = {}
        for turn, python in enumerate([PYTHON] * 3 + ([Path(second)] if second else [])):
            out = bench.folder / f"same-{engine}-{turn}"
            keep = os.environ | {"PYTHONHASHSEED": str(turn), "PYTHONPATH": os.pathsep.join(lent)}
            command = [str(e) for e in (python, "-m", "kamroles", *_render("pdf", engine))]
            subprocess.run(
                [*command, "-o", str(out)],
                cwd=bench.folder, env=keep, check=True, capture_output=True,
            )  # fmt: skip
            (file,) = out.glob("*.pdf")
            seen[turn] = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        own = len({seen[turn] for turn in range(3)})
        told = "the same" if own == 1 else f"{own} different"
        other = ""
        if second:
            version = subprocess.run([second, "-VV"], capture_output=True, text=True, check=True)
            verdict = "the same" if seen[3] == seen[0] else "different"
            other = f"{verdict} by {second} ({version.stdout.strip()})"
        bench.row(f"kamroles, {engine}, three processes", told, other, "")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds and documents")
    parser.add_argument("--rendercv", nargs=2, default=("", ""), metavar=("COMMAND", "FILE"))
    parser.add_argument("--python", default="", help="a second Python with the same packages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        os.environ["KAMROLES_CACHE"] = f"{name}/cache/kamroles"
        bench = Bench(folder, 3 if asked.quick else 7, 20 if asked.quick else 200)
        bench.run(KAMROLES, "--as-of", AS_OF, "init", "--sample", "workspace")
        cold(bench, tuple(asked.rendercv))
        warm(bench)
        many(bench)
        sizes(bench)
        same_bytes(bench, asked.python)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}\n")
    print("| | | | |\n|---|---:|---:|---:|")
    for row in bench.rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
