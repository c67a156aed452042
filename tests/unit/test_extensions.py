"""What installed packages add by entry points; a broken one is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems, Severity
from kamroles.extensions import entry_points
from tests.packages import install
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "kamroles.tests"


def test_what_a_package_adds_is_loaded_by_its_name(site: Path) -> None:
    """A package's object is found by the name that the package gives it."""
    install(site, "kamroles-one", "WORD = 'one'\n", GROUP, "first = kamroles_one:WORD")
    found = entry_points(GROUP)
    assert list(found) == ["first"]
    assert found["first"].load(str) == "one"


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("raise RuntimeError('no printer')\n", "no printer"),
        ("import nowhere_to_be_found\n", "nowhere_to_be_found"),
        ("OTHER = 1\n", "WORD"),
        ("WORD = 1\n", "builtins.str"),
    ],
)
def test_what_cannot_be_used_names_its_package(site: Path, module: str, said: str) -> None:
    """Whatever is wrong with a package, the finding says which it is."""
    install(site, "kamroles-two", module, GROUP, "second = kamroles_two:WORD")
    with pytest.raises(Problems) as caught:
        entry_points(GROUP)["second"].load(str)
    [found] = caught.value.diagnostics
    assert (found.code, found.severity) == ("KR525", Severity.ERROR)
    pinned([found])
    assert all(each in found.message for each in ("`second`", "kamroles-two", said))


def test_a_name_that_two_packages_add_names_both(site: Path) -> None:
    """Which of two packages is meant is never guessed."""
    install(site, "kamroles-three", "WORD = ''\n", GROUP, "same = kamroles_three:WORD")
    install(site, "kamroles-four", "WORD = ''\n", GROUP, "same = kamroles_four:WORD")
    with pytest.raises(Problems, match="KR525") as caught:
        entry_points(GROUP)["same"].load(str)
    pinned(caught.value.diagnostics)
    assert "kamroles-three" in str(caught.value)
    assert "kamroles-four" in str(caught.value)
