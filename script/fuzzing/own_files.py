"""What kamroles keeps for itself, damaged: every document still comes out as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzzing.drawing import mutated
from fuzzing.trial import command

if TYPE_CHECKING:
    import random

    from fuzzing.subjects import Subject
    from fuzzing.trial import Ran

_BUILD = ("build", "-f", "html,md", "--workers", "1", "-o", "built")


@cache
def _warm(subject: Subject, workspace: Path) -> tuple[Path, Ran]:
    """Return a folder with what a build leaves behind, and what it made."""
    kept = workspace.with_name("kept")
    shutil.rmtree(kept, ignore_errors=True)
    _build(subject, kept)
    shutil.copytree("built", kept / "built")
    return kept, _build(subject, kept)


def _build(subject: Subject, kept: Path) -> Ran:
    """Build, and leave the files where they are."""
    before = os.environ.get("KAMROLES_CACHE", "")
    os.environ["KAMROLES_CACHE"] = str(kept / "cache")
    try:
        return command(subject, "nothing", *_BUILD)
    finally:
        os.environ["KAMROLES_CACHE"] = before


def of_the_machine(subject: Subject, chance: random.Random, workspace: Path) -> str:
    """Return what is wrong with a build that finds a damaged cache or manifest."""
    here = Path.cwd()
    os.chdir(workspace)
    try:
        kept, usual = _warm(subject, workspace)
        wanted = _hashes(kept / "built")
        shutil.rmtree("built", ignore_errors=True)
        if subject.sort == "cache":
            entries = sorted(path for path in (kept / "cache").rglob("*") if path.is_file())
        else:
            shutil.copytree(kept / "built", "built")
            entries = [Path("built", ".kamroles.json")]
        damaged = chance.choice(entries)
        whole = damaged.read_bytes()
        draw = mutated(0, subject, whole, chance)
        damaged.write_bytes(draw.content)
        try:
            ran = _build(subject, kept)
        finally:
            damaged.write_bytes(whole)
        if "Traceback" in ran.err or ran.status != usual.status:
            return f"{draw.mutations}: ends with {ran.status}: {ran.err[-600:]}"
        if _hashes(Path("built")) != wanted:
            return f"{draw.mutations}: other documents"
        return ""
    finally:
        os.chdir(here)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*"))
        if not path.name.startswith(".")
    }
