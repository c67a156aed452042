"""What kamroles says, word for word, in two files that a person reads below ``tests/said``.

A test asserts codes, places and values; ``pinned`` holds the words of findings to
``findings.txt``, ``printed`` the lines of a terminal to ``printed.txt``. Better wording is then
accepted with ``script/test tests --update-goldens`` and read in the difference of one file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.diagnostics import Diagnostic

FINDINGS = Path(__file__).parent / "said" / "findings.txt"
PRINTED = FINDINGS.with_name("printed.txt")
_TEMPORARY = re.compile(r"\S*pytest-of-[^\\/]+[\\/][^\\/]+[\\/](?:popen-gw\d+[\\/])?[^\\/\s]+")
"""The folder of a test, whichever process ran it."""
updating = False
accepted: dict[Path, set[str]] = {FINDINGS: set(), PRINTED: set()}


def pinned(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """Return code and place of each finding; what they say must stand in ``findings.txt``."""
    found = list(found)
    _hold(FINDINGS, [f"{d.code} {d.message}" + (f"  → {d.hint}" if d.hint else "") for d in found])
    return [(each.code, str(each.span) if each.span else "") for each in found]


def printed(text: str) -> str:
    """Return a text that was printed; each line of it must stand in ``printed.txt``."""
    _hold(PRINTED, [line.rstrip() for line in text.splitlines() if line.strip()])
    return text


def update(*, last: bool) -> None:
    """Add what this process accepted to the files; the ``last`` one puts them in order.

    Several processes run tests at a time, so each only appends.
    """
    for path, lines in accepted.items():
        if lines:
            with path.open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in sorted(lines)))
        if last and path.is_file():
            known = sorted(set(path.read_text(encoding="utf-8").splitlines()))
            path.write_text("\n".join(known) + "\n", encoding="utf-8")


def _hold(path: Path, lines: list[str]) -> None:
    shown = [_TEMPORARY.sub("…", line.replace("\n", "⏎")) for line in lines]
    if updating:
        accepted[path].update(shown)
    else:
        new = [line for line in shown if line not in _known(path)]
        assert new == [], f"{path.name} does not have this yet; is it meant? See tests/wording.py"


@cache
def _known(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").splitlines() if path.is_file() else ())
