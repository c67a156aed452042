"""Measure kamroles beside what one would use instead; print a table of medians and ratios.

``python benchmarks/run.py`` (about four minutes on two cores), or ``--quick`` for fewer rounds.
Runs that are compared take turns, so that a busy machine slows both. Quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PYTHON = Path(sys.executable)
KAMROLES = PYTHON.with_name("kamroles")
WEASYPRINT = PYTHON.with_name("weasyprint")
ENGINES = ("weasyprint", "typst")
FORMATS = ("md", "txt", "json", "html", "docx", *(f"pdf:{name}" for name in ENGINES))


@dataclass
class Bench:
    """Rounds, a folder to work in, and the rows of the table."""

    folder: Path
    rounds: int
    documents: int
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def row(self, what: str, seconds: float | None, note: str = "") -> None:
        """Add a row and show it at once."""
        shown = "" if seconds is None else f"{seconds * 1000:,.0f} ms"
        self.rows.append((what, shown, note))
        print(f"  {what}: {shown} {note}".rstrip(), file=sys.stderr, flush=True)

    def run(self, *command: object) -> float:
        """Return how long a command took."""
        started = time.perf_counter()
        subprocess.run(
            [str(part) for part in command],
            check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return time.perf_counter() - started

    def inside(self, *arguments: object) -> Any:
        """Return what ``in_process.py`` answers."""
        command = [str(part) for part in (PYTHON, HERE / "in_process.py", *arguments)]
        done = subprocess.run(command, check=True, cwd=self.folder, capture_output=True, text=True)
        return json.loads(done.stdout)


def start(bench: Bench) -> None:
    """Compare the help of a cold start."""
    ours, bare = [], []
    for _ in range(bench.rounds):
        ours.append(bench.run(KAMROLES, "--help"))
        bare.append(bench.run(PYTHON, HERE / "bare_click.py", "--help"))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    bench.row("a bare click program, `--help`, cold", statistics.median(bare))
    bench.row("`kamroles --help`, cold", statistics.median(ours), f"{ratio:.2f} times bare click")


def one_role(bench: Bench) -> None:
    """Time one role, as a command and in a process that goes on."""
    for formats in ("md,html", *(f"pdf:{name}" for name in ENGINES)):
        names, _, engine = formats.partition(":")
        command = (KAMROLES, "render", "account-manager", "--kind", "description", "-f", names,
                   "--pdf-engine", engine or "auto", "-o")  # fmt: skip
        shutil.rmtree(os.environ["KAMROLES_CACHE"], ignore_errors=True)
        first = bench.run(*command, bench.folder / f"first-{formats}")
        bench.row(f"one role to {formats}, command, empty cache", first)
        cold = [
            bench.run(*command, bench.folder / f"out-{formats}-{turn}")
            for turn in range(max(3, bench.rounds // 3))
        ]
        bench.row(f"one role to {formats}, command", statistics.median(cold))
        answer = bench.inside("one", formats)
        bench.row(f"one role to {formats}, in process, first", answer["first"])
        bench.row(f"one role to {formats}, in process, warm", answer["warm"])


def many(bench: Bench) -> None:
    """Time many documents in one process, by format."""
    count = bench.documents
    for format in FORMATS:
        answer = bench.inside("many", format, count)
        if format == FORMATS[0]:
            note = f"{answer['compose']:.2f} s for {count}"
            bench.row(f"resolve and compose, each of {count}", answer["compose"] / count, note)
        note = f"{answer['render']:.2f} s for {count}"
        bench.row(f"render {format}, each of {count}", answer["render"] / count, note)


def against_weasyprint(bench: Bench) -> None:
    """Print pages with one ``weasyprint`` command each, and as many with one kamroles process.

    Both sides are whole processes; ours also resolves and composes the documents.
    """
    pages = bench.folder / "pages"
    pages.mkdir()
    count = bench.documents // 5
    files = bench.inside("html", pages, count)
    theirs: list[float] = []
    ours: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    for _ in range(max(2, bench.rounds // 5)):
        for engine, times in ours.items():
            command = (PYTHON, HERE / "in_process.py", "many", f"pdf:{engine}", count)
            times.append(bench.run(*command) / count)
        one_by_one = [
            bench.run(WEASYPRINT, "--pdf-variant", "pdf/ua-1", file, f"{file}.pdf")
            for file in files
        ]
        theirs.append(sum(one_by_one) / count)
    alone = f"PDF of the same pages, one `weasyprint` command each, of {count}"
    bench.row(alone, statistics.median(theirs))
    for engine, times in ours.items():
        ratio = statistics.median(b / a for a, b in zip(times, theirs, strict=True))
        what = f"PDF with {engine}, one kamroles process, each of {count}"
        bench.row(what, statistics.median(times), f"`weasyprint` takes {ratio:.1f} times that")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds and documents")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KAMROLES_CACHE"] = os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        bench = Bench(Path(folder), rounds=5 if quick else 15, documents=10 if quick else 50)
        start(bench)
        one_role(bench)
        many(bench)
        against_weasyprint(bench)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}\n")
    print("| What | Median | |\n|---|---:|---|")
    for row in bench.rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
