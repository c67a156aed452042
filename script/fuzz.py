"""Mutate every sort of file that kamroles reads, and count what comes of it; see script/fuzz."""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fuzzing.drawing import SORTS, drawn
from fuzzing.fleet import Fleet
from fuzzing.kills import killed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fuzzing.judging import Verdict
    from fuzzing.subjects import Subject

COUNTED = ("result", "finding", "traceback", "hang", "memory")
NONE_OF = ("wrong content", "traceback", "hang", "memory")
"""What has to be nought."""
PLACED = 0.95
"""How many errors have to stand where the mistake is."""
_EVERY = 60
"""Seconds between two lines that say how far it is."""


@dataclass
class Tally:
    """What has come of all inputs."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    sorts: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, verdict: Verdict, sort: str) -> Iterator[str]:
        """Count an input, and yield a line for each defect."""
        draw = drawn(self.seed, number, sort)
        outcome = verdict.outcome
        if _in_layout(draw.subject, verdict):
            outcome = f"{outcome} in layout"
        self.counts["tried"] += 1
        self.counts[outcome] += 1
        self.counts["with a place"] += verdict.judged
        self.counts["wrong place"] += bool(verdict.misplaced)
        self.counts["wrong content"] += bool(verdict.wrong)
        self.sorts[draw.subject.sort] += 1
        told = {"wrong content": verdict.wrong, "wrong place": verdict.misplaced}
        if outcome not in {"result", "finding"}:
            told[outcome] = verdict.detail
        for what, why in told.items():
            if why or what == outcome:
                said = f"{draw.subject.base}/{draw.subject.path}, {'; '.join(draw.mutations)}"
                whole = f"{what}: --seed {self.seed} --input {number}: {said}: {why}"
                yield "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in whole)

    @property
    def placed(self) -> float:
        """Return the share of errors that stand where the mistake is."""
        return 1 - self.counts["wrong place"] / max(1, self.counts["with a place"])

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found that must not be."""
        bad = [name for name, n in self.counts.items() if n and name.startswith(NONE_OF)]
        return not bad and self.placed >= PLACED

    def lines(self) -> Iterator[str]:
        """Yield the totals."""
        yield f"tried {self.counts['tried']:,}: " + ", ".join(
            f"{name} {count:,}" for name, count in sorted(self.sorts.items())
        )
        yield ", ".join(f"{self.counts[name]:,} {name}" for name in ("result", "finding"))
        yield (
            f"{self.counts['wrong place']:,} wrong place of {self.counts['with a place']:,} "
            f"({self.placed:.1%} right)"
        )
        names = [*NONE_OF, *sorted(name for name in self.counts if name.endswith("in layout"))]
        yield ", ".join(f"{self.counts[name]:,} {name}" for name in names)


def _in_layout(subject: Subject, verdict: Verdict) -> bool:
    """Tell whether an engine was stuck or fell over a theme or picture of somebody's own."""
    stage = verdict.detail.partition(":")[0]
    own = subject.is_picture or subject.sort.startswith("theme")
    return own and stage.endswith(("typst", "weasyprint"))


def main(arguments: Sequence[str]) -> int:
    """Try inputs, print, return the exit status."""
    wanted = options().parse_args(arguments)
    if wanted.kills:
        return killed(wanted.kills, wanted.seed)
    tally, started = Tally(wanted.seed), time.monotonic()
    print(f"seed {wanted.seed}", flush=True)
    ends = started + wanted.minutes * 60

    def numbers() -> Iterator[int]:
        if wanted.input is not None:
            yield wanted.input
            return
        for number in itertools.count(wanted.first):
            if time.monotonic() > ends:
                return
            yield number

    shown = started
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        fleet = Fleet(wanted.seed, wanted.sort, Path(folder), wanted.jobs)
        for number, verdict in fleet.verdicts(numbers()):
            for line in tally.add(number, verdict, wanted.sort):
                print(line, flush=True)
            if time.monotonic() - shown > _EVERY:
                shown = time.monotonic()
                print(f"    {tally.counts['tried']:,} tried", flush=True)
    for line in tally.lines():
        print(line)
    return int(not tally.clean)


def options() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser("script/fuzz", add_help=False)
    parser.add_argument("minutes", nargs="?", type=float, default=1)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    parser.add_argument("--input", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--sort", choices=SORTS, default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
