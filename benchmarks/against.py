"""Measure this tree against another one, and against what one would use instead; print ratios.

``python benchmarks/against.py FOLDER`` takes a checkout of another version (`git worktree add
FOLDER REVISION`). All that is compared takes turns in one run, each in a process of its own; the
figures are processor time, medians of pairs. Nothing but fonts is left in the cache before each.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
WEASYPRINT = Path(PYTHON).with_name("weasyprint")
AS_OF = "2026-11-23"
POSTING = "key-account-manager-portland"
ROUNDS = 9
PDF = ("render", POSTING, "--kind", "posting", "-f", "pdf", "--pdf-engine", "typst")


class Side:
    """One version, in a workspace and with a cache of its own."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.folder, self.cache = folder, folder / "cache"
        self.environment = os.environ | {
            "PYTHONPATH": str(tree),
            "KAMROLES_CACHE": str(self.cache),
            "XDG_CACHE_HOME": str(self.cache),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        folder.mkdir()
        self.command("init", "--sample", "workspace")

    def command(self, *arguments: object) -> float:
        """Run a command in the workspace; return the processor time it took."""
        base = [PYTHON, "-m", "kamroles", "--as-of", AS_OF]
        if (self.folder / "workspace").exists():
            base += ["-C", "workspace"]
        return timed([*base, *map(str, arguments)], self.folder, self.environment)

    def clear(self) -> None:
        """Leave nothing but fonts in the cache."""
        for shelf in self.cache.iterdir() if self.cache.exists() else ():
            if shelf.name != "fonts":
                shutil.rmtree(shelf)

    def cold_pdf(self) -> float:
        """Make one PDF."""
        self.clear()
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        return self.command(*PDF, "-o", self.folder / "out")

    def postings(self) -> float:
        """Return what the second to sixtieth posting of one role take, at the median."""
        self.clear()
        command = [PYTHON, str(HERE / "in_process.py"), "postings", str(self.folder / "workspace")]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return float(json.loads(done.stdout)["median"])


def timed(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Run a command; return the processor time of the process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tell(what: str, one: list[float], other: list[float], named: str) -> None:
    """Print the ratio of two rows of times, pair by pair."""
    ratios = sorted(a / b for a, b in zip(one, other, strict=True))
    middle, base = statistics.median(one) * 1000, statistics.median(other) * 1000
    print(
        f"{what}: {statistics.median(ratios):.2f} of {named} ({middle:.1f} against {base:.1f} ms; "
        f"pairs from {ratios[0]:.2f} to {ratios[-1]:.2f})",
        flush=True,
    )


def main(other: Path) -> None:
    """Measure everything in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new = Side(HERE.parent, folder / "new")
        old = Side(other.resolve(), folder / "old")
        new.command("render", POSTING, "--kind", "posting", "-f", "html", "-o", folder / "page")
        page = str(next((folder / "page").glob("*.html")))
        plain = [str(WEASYPRINT), page, str(folder / "plain.pdf")]
        ways = {
            "help": lambda side: side.command("--help"),
            "pdf": Side.cold_pdf,
            "postings": Side.postings,
        }
        times: dict[str, list[float]] = {}
        sides = [(new, "new"), (old, "old")]
        for turn in range(ROUNDS + 1):
            for what, way in ways.items():
                for side, called in sides if turn % 2 else reversed(sides):
                    taken = way(side)
                    if turn:  # the first turn warms the disk, and makes the fonts
                        times.setdefault(f"{called} {what}", []).append(taken)
            taken = timed(plain, folder, dict(os.environ))
            if turn:
                times.setdefault("weasyprint", []).append(taken)
    tell("cold `--help`", times["new help"], times["old help"], "the other tree's")
    tell("cold PDF", times["new pdf"], times["old pdf"], "the other tree's")
    tell("cold PDF", times["new pdf"], times["weasyprint"], "`weasyprint page.html`")
    tell("cold PDF, the other tree", times["old pdf"], times["weasyprint"], "`weasyprint`")
    tell("a further posting", times["new postings"], times["old postings"], "the other tree's")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/against.py FOLDER")
    main(Path(sys.argv[1]))
