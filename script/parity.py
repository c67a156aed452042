"""Hold two versions of kamroles against each other, and print what differs; see script/parity."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from guard import broken, inputs, sound
from guard.comparing import differences
from guard.running import STORE, results
from guard.sides import ROOT, side
from guard.telling import accepted, tell, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guard.running import Results
    from guard.sides import Side

ACCEPTED = ROOT / "script" / "parity-accepted.txt"
"""Differences that are meant, each with its reason; there is none while the file is not there."""


def main(arguments: Sequence[str]) -> int:
    """Compare, print, return the exit status."""
    wanted = options().parse_args(arguments)
    try:
        sides = side(wanted.old), side(wanted.new)
    except LookupError as failure:
        print(f"script/parity: {failure}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    print(f"old: {sides[0].name}\nnew: {sides[1].name}", flush=True)
    try:
        orders = [order(each, wanted) for each in sides]
        old = results(sides[0], orders[0], wanted.jobs, fresh=wanted.fresh, shuffled=False)
        new = results(sides[1], orders[1], wanted.jobs, fresh=True, shuffled=True)
    except RuntimeError as failure:
        print(f"script/parity: {failure}", file=sys.stderr)
        return 1
    found = list(differences(old, new, partial(words_of, STORE)))
    meant: list[str] = []
    if ACCEPTED.is_file():
        found, meant = accepted(found, ACCEPTED.read_text(encoding="utf-8").splitlines())
    for line in tell(found, None if wanted.all else wanted.examples):
        print(line)
    print("\n".join([*meant, *summary(orders[1]["tasks"], new)]))
    taken = time.perf_counter() - started
    print(f"{len(found)} differences; {taken:.0f} s" if found else f"no difference; {taken:.0f} s")
    return int(bool(found))


def options() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser("script/parity", add_help=False)
    parser.add_argument("old", nargs="?", default="HEAD")
    parser.add_argument("new", nargs="?", default=".")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="")
    return parser


def order(version: Side, wanted: argparse.Namespace) -> dict[str, Any]:
    """Return all tasks for a version."""
    tasks = [*sound.tasks(version, quick=wanted.quick), *broken.tasks(quick=wanted.quick)]
    chosen = [task for task in tasks if re.search(wanted.only, task["name"])]
    return {"bases": inputs.BASES, "tasks": chosen}


def summary(tasks: Iterable[dict[str, Any]], found: Results) -> list[str]:
    """Return what was looked at, and which codes of findings were seen and which were not."""
    tasks = list(tasks)
    documents = sum(len(each["files"]) for name, each in found.items() if name.startswith("doc"))
    faulty = sum(task["name"].startswith("broken") for task in tasks)
    lines = [f"{documents} documents, {faulty} broken inputs, {len(tasks)} tasks in all"]
    seen: set[str] = set()
    for name, result in found.items():
        if name != "codes":
            for run in result["runs"]:
                seen.update(re.findall(r'"code": "(\w+)"|\[([A-Z]{1,2}\d{3})\]', run["out"]))
                seen.update(re.findall(r"\[([A-Z]{1,2}\d{3})\]", run["err"]))
    reached = {code for each in seen for code in ([each] if isinstance(each, str) else each)}
    runs = found.get("codes", {"runs": []})["runs"]
    known = [run["command"].split()[-1] for run in runs[1:] if run["status"] == 0]
    if known:
        missed = [code for code in known if code not in reached]
        lines.append(f"{len(known) - len(missed)} of {len(known)} codes reached")
        lines.append(f"not reached: {' '.join(missed) or 'none'}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
