"""The lock holds exact versions, with hashes, of all that the scripts install, everywhere."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

import hatchling.build
import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GROUPS = {"run": "build", "dev": "dev"}
"""The locks, and which dependency group each holds beside what kamroles itself needs."""
PYTHONS = [f"3.{minor}" for minor in range(11, 17)]
SYSTEMS = {
    "Linux": {"os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64"},
    "Darwin": {"os_name": "posix", "sys_platform": "darwin", "platform_machine": "arm64"},
    "Windows": {"os_name": "nt", "sys_platform": "win32", "platform_machine": "AMD64"},
}


@dataclass(frozen=True)
class Pin:
    """An entry of a lock."""

    needed: Requirement
    hashes: tuple[str, ...]

    @property
    def version(self) -> str:
        """Return the exact version."""
        return str(self.needed.specifier).removeprefix("==")


def text_of(repository: Path, lock: str) -> str:
    """Return a lock as it is kept."""
    return (repository / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, list[Pin]]:
    """Return the entries of a lock by package; one may have several, for different systems."""
    found: dict[str, list[Pin]] = {}
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if line and not line.lstrip().startswith("#"):
            needed, *hashes = re.split(r"\s+--hash=", line.strip())
            pin = Pin(Requirement(needed), tuple(hashes))
            found.setdefault(canonicalize_name(pin.needed.name), []).append(pin)
    return found


@pytest.fixture(params=GROUPS)
def lock(request: pytest.FixtureRequest) -> str:
    """Name each lock in turn."""
    return str(request.param)


@pytest.fixture
def pyproject(repository: Path) -> dict[str, Any]:
    """Return what the project says of itself."""
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


def group(pyproject: dict[str, Any], name: str) -> Iterator[str]:
    """Yield what a dependency group holds."""
    for entry in pyproject["dependency-groups"][name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from group(pyproject, entry["include-group"])


def named(pyproject: dict[str, Any], wanted: str) -> list[Requirement]:
    """Return what the project itself asks for, to run and for a dependency group."""
    asked = [*pyproject["project"]["dependencies"], *pyproject["build-system"]["requires"]]
    asked += group(pyproject, wanted)
    if wanted != "build":
        asked += pyproject["project"]["optional-dependencies"]["publish"]
    return [Requirement(each) for each in asked]


def test_it_names_no_index(repository: Path, lock: str) -> None:
    """Packages come from whatever index a machine is set up for; hashes say that they are right."""
    text = text_of(repository, lock)
    assert "://" not in text
    options = re.findall(r"(?m)^\s*(-{1,2}[a-z][a-z-]*)", text)
    assert set(options) == {"--hash"}


def test_every_version_is_exact_and_has_hashes(repository: Path, lock: str) -> None:
    """Nothing else can be installed from it."""
    for entries in pins(text_of(repository, lock)).values():
        for pin in entries:
            assert re.fullmatch(r"==[^*,]+", str(pin.needed.specifier)), pin
            assert pin.hashes, pin
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes), pin


def test_what_runs_is_part_of_what_is_tested(repository: Path) -> None:
    """The demo has the versions that the tests have passed with."""
    run, dev = (pins(text_of(repository, each)) for each in GROUPS)
    for name, entries in run.items():
        assert dev[name] == entries


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_it_is_complete(
    python: str, system: str, repository: Path, pyproject: dict[str, Any], lock: str
) -> None:
    """Every Python and system finds all that is needed in it, in versions that fit.

    What packages need is asked of those installed here; a few are only installed elsewhere.
    """
    there = {
        **default_environment(), **SYSTEMS[system], "platform_system": system,
        "python_version": python, "python_full_version": f"{python}.0",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    held = pins(text_of(repository, lock))
    waiting, seen = named(pyproject, GROUPS[lock]), set[tuple[str, frozenset[str]]]()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        fit = [
            pin
            for pin in held.get(name, ())
            if pin.needed.marker is None or pin.needed.marker.evaluate(there)
        ]
        assert len(fit) == 1, needed
        assert needed.specifier.contains(fit[0].version, prereleases=True), needed
        if (name, frozenset(needed.extras)) not in seen:
            seen.add((name, frozenset(needed.extras)))
            waiting += needs(name, fit[0].version, needed.extras, there)


def needs(
    name: str, version: str, extras: Iterable[str], there: dict[str, str]
) -> Iterator[Requirement]:
    """Yield what a version of a package needs in an environment, if it is installed here."""
    try:
        installed, pythons, requirements = about(name)
    except PackageNotFoundError:
        return
    if installed != version:
        return  # the tests run with other versions than the locked ones
    assert pythons.contains(there["python_full_version"]), name
    for needed in requirements:
        marker = needed.marker
        if marker is None or any(marker.evaluate({**there, "extra": e}) for e in ("", *extras)):
            yield needed


@cache
def about(name: str) -> tuple[str, SpecifierSet, list[Requirement]]:
    """Return the version of an installed package, the Pythons it is for, and what it needs."""
    package = distribution(name)
    pythons = SpecifierSet(package.metadata.get("Requires-Python", ""))
    return package.version, pythons, [Requirement(each) for each in package.requires or ()]


def test_the_build_backend_finds_all_it_asks_for(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scripts build without isolation, so nothing is fetched beside the lock."""
    monkeypatch.chdir(repository)
    held = pins(text_of(repository, "run"))
    asked = hatchling.build.get_requires_for_build_editable({})
    for needed in map(Requirement, asked):
        (pin,) = held[canonicalize_name(needed.name)]
        assert needed.specifier.contains(pin.version), needed


def test_it_is_made_for_the_oldest_python_allowed(
    repository: Path, pyproject: dict[str, Any]
) -> None:
    """A newer one could leave out what only the oldest needs."""
    oldest = pyproject["project"]["requires-python"].removeprefix(">=")
    assert oldest == PYTHONS[0]
    assert f"--python-version {oldest} " in (repository / "script" / "lock").read_text()


def test_the_project_asks_for_ranges(pyproject: dict[str, Any]) -> None:
    """A wheel goes with what else people have installed; the lowest that works is named."""
    for needed in named(pyproject, "dev"):
        operators = [each.operator for each in needed.specifier]
        assert ">=" in operators, needed
        assert "==" not in operators, needed


@pytest.mark.skipif(
    os.environ.get("KAMROLES_VERSIONS") != "lowest", reason="for script/test --versions lowest"
)
def test_the_lowest_versions_named_are_those_tested(pyproject: dict[str, Any]) -> None:
    """A bound below what others need would promise what nobody can install."""
    for needed in named(pyproject, "test"):
        (lowest,) = (each.version for each in needed.specifier if each.operator == ">=")
        assert Version(distribution(needed.name).version) == Version(lowest), needed
