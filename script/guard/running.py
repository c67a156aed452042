"""Have a version work through tasks, in several processes, and keep what came out."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guard.sides import BUILD, ROOT

if TYPE_CHECKING:
    from guard.sides import Side

STORE = BUILD / "files"
"""Every file that any version wrote, by the hash of its content; equal ones are there once."""
RUNNER = Path(__file__).with_name("runner.py")
Results = dict[str, dict[str, Any]]


def results_file(side: Side, order: dict[str, Any]) -> Path:
    """Return where the results of a version for these tasks are kept."""
    text = json.dumps(order, sort_keys=True) + RUNNER.read_text(encoding="utf-8")
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return BUILD / "results" / f"{side.key}-{mark}.json"


def run(side: Side, order: dict[str, Any], jobs: int, *, shuffled: bool) -> Results:
    """Return what came of each task; ``shuffled`` takes them in another order and company."""
    tasks = sorted(order["tasks"], key=_chance) if shuffled else order["tasks"]
    parts = [part for start in range(jobs) if (part := tasks[start::jobs])]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        calls = [(side, order | {"tasks": part}, Path(folder, str(n))) for n, part in
                 enumerate(parts)]  # fmt: skip
        found = list(pool.map(lambda call: _part(*call), calls))
    taken = time.perf_counter() - started
    print(f"    {side.name}: {len(tasks)} tasks in {taken:.0f} s", flush=True)
    merged = {name: result for part in found for name, result in part.items()}
    return {task["name"]: merged[task["name"]] for task in order["tasks"]}


def _chance(task: dict[str, Any]) -> str:
    return hashlib.sha256(task["name"].encode()).hexdigest()


def _part(side: Side, order: dict[str, Any], place: Path) -> Results:
    wanted, results = place.with_suffix(".order.json"), place.with_suffix(".results.json")
    wanted.write_text(json.dumps(order | {"root": str(side.root)}), encoding="utf-8")
    STORE.mkdir(parents=True, exist_ok=True)
    command = [str(side.python), str(RUNNER), str(wanted), str(results), str(STORE)]
    done = subprocess.run(
        command, env=side.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode or not results.is_file():
        raise RuntimeError(f"{side.name} could not be run:\n{done.stderr[-2000:]}")
    found: Results = json.loads(results.read_text(encoding="utf-8"))
    return found


def results(
    side: Side, order: dict[str, Any], jobs: int, *, fresh: bool, shuffled: bool
) -> Results:
    """Return what came of each task, from an earlier run if there is one."""
    kept = results_file(side, order)
    if not fresh and kept.is_file():
        print(f"    {side.name}: from an earlier run", flush=True)
        found: Results = json.loads(kept.read_text(encoding="utf-8"))
        return found
    found = run(side, order, jobs, shuffled=shuffled)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_text(json.dumps(found), encoding="utf-8")
    part.replace(kept)
    return found


def asked(side: Side, *commands: list[str]) -> list[str]:
    """Return what a version prints in a copy of its samples, to learn the names it has."""
    order = {
        "bases": {"sample": {"sample": True, "files": {}}},
        "tasks": [{"name": "ask", "base": "sample", "files": {}, "commands": commands}],
    }
    with tempfile.TemporaryDirectory() as folder:
        answers = _part(side, order, Path(folder, "ask"))["ask"]["runs"]
    for answer in answers:
        if answer["status"]:
            said = f"{answer['command']}: {answer['err']}{answer['broken']}"
            raise RuntimeError(f"{side.name} could not be asked: {said}")
    return [answer["out"] for answer in answers]
