"""The workspace of the careers site that tests and script/check publish."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from kamroles.cli import main

SOURCE = Path(__file__).parent / "site_workspace"
AS_OF = "2026-11-23"
"""Today, for the site."""
_APPROVED = "2026-11-02"
_OVER = ("filled", "paused")
"""Approved later than the others, since they tell of something that happened in between."""
_LATER = "2026-11-20"


def workspace(folder: Path, url: str = "") -> Path:
    """Write the workspace into a folder, all postings but the draft confirmed and approved.

    ``url`` is where the site will stand; without it the site is a preview.
    """
    shutil.copytree(SOURCE, folder)
    settings = folder / "kamroles.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line.replace("ADDRESS", url) for line in lines if url or "ADDRESS" not in line)
    settings.write_text("".join(kept), encoding="utf-8")
    names = sorted(path.stem for path in (folder / "postings").glob("*.yaml"))
    for name in names:
        if name != "draft":
            day = _LATER if name in _OVER else _APPROVED
            run(folder, "confirm", name, "--by", "Head of People", day=day)
            run(folder, "approve", name, "--by", "Head of People", "--yes", day=day)
    return folder


def run(folder: Path, *arguments: str, day: str = AS_OF) -> str:
    """Run a command of kamroles there; return what it printed."""
    done = CliRunner().invoke(main, ["--as-of", day, "-C", str(folder), *arguments])
    if done.exit_code:
        raise RuntimeError(f"kamroles {' '.join(arguments)}: {done.output}") from done.exception
    return done.output
