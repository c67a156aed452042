"""A package can add a rule; one that cannot be used is told, and stops nothing."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.e2e.command import Ran, spawn
from tests.e2e.conftest import write
from tests.packages import install
from tests.unit.rules.checking import COMPLETE
from tests.wording import printed

if TYPE_CHECKING:
    from pathlib import Path

MODULE = '''
from kamroles.rules import Findings, Found, Severity, Subject, rule


@rule("X001", "no-shouting", Severity.WARNING, meaning="A text shouts.", basis="House style")
def no_shouting(subject: Subject) -> Findings:
    """Say it without an exclamation mark.

    Why: It reads like an advertisement.

    Bad: Join us!

    Good: Join us.
    """
    for written in subject.texts:
        if "!" in written.text:
            yield Found("this shouts", written.at("!"), "end it with a full stop")
'''


BROKEN = {
    "nothing-there": ("import nothing_of_the_kind\n", "nothing_of_the_kind"),
    "other-name": (MODULE.replace("no_shouting(", "other("), "no_shouting"),
    "no-rule": ("no_shouting = print\n", "kamroles.rules.Rule"),
    "no-example": (MODULE.replace("Bad: ", ""), "KeyError"),
    "code-of-a-rule": (MODULE.replace("X001", "R003"), "R003"),
    "code-of-a-stage": (MODULE.replace("X001", "KR109"), "KR109"),
    "name-of-a-rule": (MODULE.replace("no-shouting", "dead-end"), "X001, dead-end"),
    "same-code": (MODULE.replace("no-shouting", "same"), "X001"),
    "failing": (
        MODULE.replace("X001", "X002").replace("no-shouting", "failing").replace(".at(", ".near("),
        "AttributeError",
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a role that shouts, and packages that hold a rule each."""
    place = tmp_path_factory.mktemp("rules")
    write(place, "kamroles.yaml", "name: Ours\nformats: [md]\n")
    write(place, "roles/tester.yaml", f"{COMPLETE}purpose: Tests synergies!\n")
    (place / "site").mkdir()
    packages = {"a-good-one": MODULE} | {name: module for name, (module, _) in BROKEN.items()}
    for name, module in packages.items():
        entry = f"{name} = {name.replace('-', '_')}:no_shouting"
        install(place / "site", name, module, "kamroles.rules", entry)
    return place


def with_packages(place: Path, *arguments: str) -> Ran:
    """Run a command in a process of its own, which finds the packages."""
    path = os.pathsep.join(filter(None, (str(place / "site"), os.environ.get("PYTHONPATH"))))
    return spawn(*arguments, at=place, PYTHONPATH=path)


@pytest.fixture(scope="module")
def checked(place: Path) -> Ran:
    """Return what `check` says with all of them."""
    return with_packages(place, "check", "tester")


def test_a_rule_of_a_package_is_kept(checked: Ran) -> None:
    """As one that ships, and beside those."""
    assert "roles/tester.yaml:4:25: warning[X001]: this shouts" in checked.out
    assert "from: House style" in checked.out
    assert "note[C004]: `synergies`" in checked.out


@pytest.mark.parametrize("package", BROKEN)
def test_a_rule_that_cannot_be_used_names_its_package(package: str, checked: Ran) -> None:
    """It is an error, and stops nothing."""
    start = f"error[KR525]: `{package}`"
    (told,) = [line for line in checked.out.splitlines() if line.startswith(start)]
    assert f" {package}," in told
    assert BROKEN[package][1] in printed(told).removeprefix(start)
    assert checked.status == 1


def test_a_rule_of_a_package_is_listed_and_explained(place: Path) -> None:
    """By its code and its name; why others cannot be used stands apart."""
    done = with_packages(place, "rule")
    assert "X001  no-shouting" in done.out
    assert "R003  long-sentence" in done.out
    assert done.err.count("error[KR525]") == len(BROKEN) - 1  # one only fails when it is used
    for name in ("x001", "no-shouting"):
        shown = with_packages(place, "rule", name).out
        assert "X001 no-shouting (warning)" in shown
        assert "A text shouts." in shown
        assert "Join us!" in shown


def test_a_report_says_what_its_code_means(place: Path) -> None:
    """As of every code."""
    sarif = json.loads(with_packages(place, "check", "tester", "--report", "sarif").out)
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert {"id": "X001", "shortDescription": {"text": "A text shouts."}} in rules


@pytest.mark.parametrize("arguments", [("--help",), ("render", "tester"), ("build",)])
def test_rules_are_imported_by_who_uses_them(arguments: tuple[str, ...], place: Path) -> None:
    """Help, `render` and `build` do without; a broken package does not trouble them."""
    done = with_packages(place, *arguments)
    assert (done.status, "KR525" in done.err) == (0, False)
