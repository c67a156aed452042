"""Ask the package index whether all that kamroles needs comes as wheels; see script/check-wheels.

A wheel is installed by unpacking it; anything else wants a compiler on the person's machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.13", "3.14")

Report = list[dict[str, Any]]
"""What pip would install, as its own report has it."""

Ask = Callable[[list[str], "Target", str], Report]
"""Gives the report for some requirements, a target and a Python."""


@dataclass(frozen=True)
class Target:
    """A system as pip names it, and what its Python says of itself."""

    name: str
    platforms: tuple[str, ...]
    says: Mapping[str, str]


_WINDOWS = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
_MAC = {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin"}
_LINUX = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
TARGETS = (
    Target("Windows", ("win_amd64",), _WINDOWS | {"platform_machine": "AMD64"}),
    Target("macOS, Apple", ("macosx_11_0_arm64",), _MAC | {"platform_machine": "arm64"}),
    Target("macOS, Intel", ("macosx_11_0_x86_64",), _MAC | {"platform_machine": "x86_64"}),
    Target(
        "Linux",
        ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
        _LINUX | {"platform_machine": "x86_64"},
    ),
)
MORE = {"Windows on ARM": Target("", ("win_arm64",), _WINDOWS | {"platform_machine": "ARM64"})}
"""Systems that are only looked at when they are asked for by name."""


@dataclass
class Found:
    """The file of each package for one target and Python; what could not be found, and why."""

    files: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def look(
    needs: Iterable[str],
    target: Target,
    python: str,
    ask: Ask,
) -> Found:
    """Follow what ``needs`` need, as the target's own Python would, and note each file."""
    found = Found()
    says = default_environment() | target.says
    says |= {"python_version": python, "python_full_version": f"{python}.0"}
    asked: set[str] = set()
    waiting = list(_wanted(needs, says, frozenset()))
    while waiting:
        asked |= {str(each) for each in waiting}
        extras = {canonicalize_name(each.name): frozenset(each.extras) for each in waiting}
        following: dict[str, Requirement] = {}
        for entry in _asked([str(each) for each in waiting], target, python, ask, found):
            about = entry["metadata"]
            name = canonicalize_name(about["name"])
            found.files[name] = entry["download_info"]["url"].rpartition("/")[2]
            found.versions[name] = about["version"]
            needed = about.get("requires_dist", ())
            following |= {str(e): e for e in _wanted(needed, says, extras.get(name, frozenset()))}
        waiting = [each for text, each in following.items() if text not in asked]
    return found


def _asked(needs: list[str], target: Target, python: str, ask: Ask, found: Found) -> Report:
    """Ask for all at once; where that fails, for each alone, to learn which are missing."""
    try:
        return ask(needs, target, python)
    except LookupError as failure:
        if len(needs) == 1:
            found.missing.append(str(failure))
            return []
    return [entry for each in needs for entry in _asked([each], target, python, ask, found)]


def _wanted(
    written: Iterable[str], says: Mapping[str, str], extras: frozenset[str]
) -> Iterator[Requirement]:
    """Yield the requirements that hold there, without their conditions."""
    for text in written:
        needed = Requirement(text)
        marker, needed.marker = needed.marker, None
        if marker is None or any(
            marker.evaluate({**says, "extra": extra}) for extra in ("", *extras)
        ):
            yield needed


def pip(needs: list[str], target: Target, python: str) -> Report:
    """Ask pip what it would install there; nothing is installed.

    Raises:
        LookupError: pip finds no file that fits.

    """
    platforms = [part for name in target.platforms for part in ("--platform", name)]
    options = ["--dry-run", "--quiet", "--no-deps", "--only-binary=:all:", "--ignore-installed"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", *options,
             *platforms, "--python-version", python, "--implementation", "cp",
             "--target", folder, "--report", "-", *needs],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise LookupError("; ".join(errors[:1]) or done.stderr.strip())
    report: Report = json.loads(done.stdout)["install"]
    return report


def tag(file: str) -> str:
    """Return for which systems a wheel is, short."""
    return file.removesuffix(".whl").rpartition("-")[2].split(".")[0]


def behind(found: Mapping[tuple[str, str], Found]) -> Iterator[str]:
    """Tell of packages whose newest version has no wheel for one of the targets."""
    for (target, python), one in found.items():
        for name, version in one.versions.items():
            others = {e.versions.get(name, "") for (_, p), e in found.items() if p == python}
            newest = max(others, key=lambda each: Version(each or "0"))
            if version != newest:
                yield f"{name}: Python {python} on {target} gets {version}, others {newest}"


def table(found: Mapping[tuple[str, str], Found]) -> str:
    """Return which packages fit everywhere, and a row for each that is made for every system."""
    names = sorted({name for each in found.values() for name in each.files})
    pure = [n for n in names if all(f.files.get(n, "-any").count("-any") for f in found.values())]
    targets = list(dict.fromkeys(target for target, _ in found))
    lines = [f"Everywhere the same: {', '.join(f'{n} {_versions(n, found)}' for n in pure)}.", ""]
    lines += [f"| Package | {' | '.join(targets)} |", f"|---|{'---|' * len(targets)}"]
    for name in names:
        if name not in pure:
            cells = [_cell(name, target, found) for target in targets]
            lines.append(f"| {name} {_versions(name, found)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _versions(name: str, found: Mapping[tuple[str, str], Found]) -> str:
    return ", ".join(sorted({f.versions[name] for f in found.values() if name in f.versions}))


def _cell(name: str, target: str, found: Mapping[tuple[str, str], Found]) -> str:
    tags = {
        tag(each.files[name])
        for (system, _), each in found.items()
        if system == target and name in each.files
    }
    return ", ".join(sorted(tags)) or "not needed"


def main(*more: str) -> int:
    """Look for every target and Python; print what there is; return the exit status."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    targets = [*TARGETS, *(Target(n, MORE[n].platforms, MORE[n].says) for n in more)]
    found = {}
    for target in targets:
        for python in PYTHONS:
            one = look(project["dependencies"], target, python, pip)
            found[target.name, python] = one
            state = "FAIL" if one.missing else "ok  "
            print(f"{state} {target.name}, Python {python}: {len(one.files)} wheels", flush=True)
            for line in one.missing:
                print(f"       {line}")
    older = list(behind(found))
    print("\n".join(["", *older, *([""] if older else []), table(found)]))
    return int(bool(older) or any(each.missing for each in found.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
