"""What kamroles keeps for itself or made, damaged: what it does next is as ever, or a finding."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzzing.drawing import mutated
from fuzzing.trial import command, laid

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from fuzzing.subjects import Subject
    from fuzzing.trial import Ran

_BUILD = ("build", "-f", "html,md", "--workers", "1", "-o")
_PAGE = "public/jobs/two-pays.html"
_WARMING = (
    ("confirm", "two-pays", "--by", "Director"),
    ("approve", "two-pays", "--by", "Director", "--yes"),
    (*_BUILD, "output"),
    ("publish", "web", "--yes"),
)


@dataclass(frozen=True)
class Kept:
    """A sort of file that no person writes.

    Attributes:
        files: the pattern of its files.
        command: what reads them.
        made: the folder that the command writes into, which is compared.
        as_before: the folder that has it as it should be.
        refusable: whether a damaged one is a finding; the others are made anew.

    """

    files: str
    command: tuple[str, ...]
    made: str = ""
    as_before: str = ""
    refusable: bool = False


KEPT = {
    "cache": Kept("cache/*/*", (*_BUILD, "again"), "again", "output"),
    "manifest": Kept("output/.kamroles.json", (*_BUILD, "output"), "output", "output"),
    "site manifest": Kept("site/.kamroles.json", ("site",), "site", "site"),
    "ledger": Kept(
        "public/.kamroles/ledger.json", ("publish", "web", "--yes"), "public", "public", True
    ),
    "archive": Kept("archive/*/*.json", ("archive", "two-pays", "--json"), refusable=True),
    "web page": Kept(_PAGE, ("preflight", "--page", _PAGE), refusable=True),
}


@cache
def _warm(base: str, folder: Path) -> Path:
    """Return a workspace in which all of it stands."""
    shutil.rmtree(folder, ignore_errors=True)
    laid(base, folder)
    for arguments in _WARMING:
        if (ran := _run(folder, arguments)).status:
            raise RuntimeError(f"{arguments}: {ran.err or ran.out}")
    return folder


def _run(workspace: Path, arguments: Sequence[str]) -> Ran:
    before, here = os.environ.get("KAMROLES_CACHE", ""), Path.cwd()
    os.environ["KAMROLES_CACHE"] = str(workspace / "cache")
    os.chdir(workspace)
    try:
        return command("nothing", *arguments)
    finally:
        os.chdir(here)
        os.environ["KAMROLES_CACHE"] = before


def of_the_machine(subject: Subject, chance: random.Random, folder: Path) -> tuple[str, str]:
    """Return what came of a command that meets a damaged file, and what is wrong with that."""
    warm = _warm(subject.base, folder / "warm")
    workspace = folder / "damaged"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(warm, workspace)
    kept = KEPT[subject.sort]
    damaged = chance.choice(sorted(workspace.glob(kept.files)))
    draw = mutated(0, subject, damaged.read_bytes(), chance)
    damaged.write_bytes(draw.content)
    ran = _run(workspace, kept.command)
    told = f"{damaged.name}: {draw.mutations}: {' '.join(kept.command)}"
    if "Traceback" in ran.err or ran.status not in {0, 1}:
        return "traceback", f"{told} ends with {ran.status}: {ran.err[-600:]}"
    outcome = "finding" if ran.status else "result"
    if ran.status and not kept.refusable:
        return outcome, f"{told} ends with {ran.status}: {ran.err[-600:]}"
    before, after = (_hashes(each) for each in (warm / kept.as_before, workspace / kept.made))
    if kept.refusable and not ran.status:  # what is damaged may be sound, and say something else
        before, after = dict.fromkeys(before, ""), dict.fromkeys(after, "")
    return outcome, f"{told}: other files" if kept.made and before != after else ""


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".kamroles" not in path.relative_to(folder).as_posix()
    }
