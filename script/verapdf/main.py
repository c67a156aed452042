"""Look at PDF files and put them before veraPDF; see script/check-pdf, which installs it."""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from build import AS_OF, ROOT, Made, build

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = ROOT / "docs" / "explanation" / "pdf-conformance.md"
STANDARDS = {"PDFUA-1": "PDF/UA-1", "PDFA-3A": "PDF/A-3a"}
_PROCESSES = 2


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("classpath")
    asked.add_argument("names", nargs="+")
    asked.add_argument("--kind", action="append", default=[])
    options = asked.parse_args()
    made: list[Made] = []
    files = [Path(name) for name in options.names if name.endswith(".pdf")]
    if not files:
        started = time.perf_counter()
        made = list(build(ROOT / "build" / "check-pdf", options.names, options.kind))
        files = [each.path for each in made]
        tell(made, time.perf_counter() - started)
    started = time.perf_counter()
    passed, lines = verapdf(options.classpath, files)
    print("\n".join(lines), flush=True)
    total = sum(passed.values())
    wanted = len(files) * len(STANDARDS)
    taken = time.perf_counter() - started
    print(f"veraPDF: {total} of {wanted} checks passed ({taken:.0f} s)", flush=True)
    if options.names == ["full"]:
        PAGE.write_text(page(made, passed, options.classpath), encoding="utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return int(total != wanted or any(each.faults for each in made))


def tell(made: Sequence[Made], seconds: float) -> None:
    """Print what is wrong with the files, or that nothing is."""
    faulty = [each for each in made if each.faults]
    for each in faulty:
        print(f"FAIL {each.path.name}")
        for line in each.faults:
            print(f"       {line}")
    right = len(made) - len(faulty)
    print(f"text, tags and pages: {right} of {len(made)} files are right ({seconds:.0f} s)")
    sys.stdout.flush()


def verapdf(classpath: str, files: Sequence[Path]) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Return how many files passed, by standard and engine, and what is to be read of the rest."""

    def ask(some: Sequence[Path]) -> str:
        command = ["java", "-cp", classpath, ROOT / "script/verapdf/Check.java", *some]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"veraPDF did not run: {done.stderr.strip()}")
        return done.stdout

    parts = [part for number in range(_PROCESSES) if (part := files[number::_PROCESSES])]
    with ThreadPoolExecutor(_PROCESSES) as pool:
        said = "".join(pool.map(ask, parts))
    passed: Counter[tuple[str, str]] = Counter()
    for standard, name in re.findall(r"^ok +(\S+) +(\S+)$", said, re.MULTILINE):
        passed[standard, name.split(".")[-2]] += 1
    return passed, [line for line in said.splitlines() if line.startswith(("FAIL", "  "))]


def page(made: Sequence[Made], passed: Counter[tuple[str, str]], classpath: str) -> str:
    """Return the page that keeps the result of the product."""
    engines = sorted({each.engine for each in made})
    day = datetime.datetime.now(datetime.UTC).date()
    rows = []
    for engine in engines:
        mine = [each for each in made if each.engine == engine]
        right = sum(not each.faults for each in mine)
        verdicts = [str(passed[standard, engine]) for standard in STANDARDS]
        cells = [f"{engine} {version(engine)}", str(len(mine)), str(sum(m.pages for m in mine)),
                 *verdicts, str(right)]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    failed = [f"- `{each.path.name}`: {line}" for each in made for line in each.faults]
    return f"""\
# What the last full check of the PDF files found

Written by `script/check-pdf full`, which `script/nightly` runs. Every shipped role, without an
employer and for each sample employer, and every sample posting, in every kind, set by both engines;
and one document that holds every block. Documents are of {AS_OF}.

Run on {day}: {len(made)} files, {_system()}.

| Engine | Files | Pages | {" | ".join(STANDARDS.values())} | Text, tags and pages right |
|---|---:|---:|---:|---:|---:|
{chr(10).join(rows)}

{chr(10).join(["What failed:", "", *failed]) if failed else "Nothing failed."}

veraPDF {_verapdf_version(classpath)} judges PDF/UA-1 and PDF/A-3a. `script/printed.py` looks at
the rest:

- **Text.** pdftotext (with and without `-raw`), pypdf and pdfminer (in the order of the file) find
  every word of the document in its order, and nothing else but header, footer and marks of lists.
  pdfminer's guess of the layout loses no word, but reads a table by columns.
- **Structure.** Title, language, bookmarks and headings are those of the document, in its order;
  row and column headers are marked as such; list items have a label and a body; pictures a text.
- **Pages.** A posting has at most two pages, a description five; no heading is a page's last line.

No person with a screen reader has read these files yet; what programs can judge is all this shows.
WeasyPrint tags a table that goes over two pages as two tables, each with its head.
"""


def _verapdf_version(classpath: str) -> str:
    about = "META-INF/maven/org.verapdf/validation-model/pom.properties"
    with ZipFile(classpath.partition(":")[0]) as jar:
        return jar.read(about).decode().partition("version=")[2].split()[0]


def _system() -> str:
    pango = subprocess.run(
        ["dpkg-query", "-W", "-f=${Version}", "libpango-1.0-0"],
        capture_output=True, text=True, check=False,
    ).stdout.split("+")[0]  # fmt: skip
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Python {python}, Pango {pango or 'unknown'}"


if __name__ == "__main__":
    sys.exit(main())
