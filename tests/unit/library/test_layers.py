"""Which layers a role gets at an employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.diagnostics import Problems
from kamroles.library import Library
from kamroles.workspace import load
from tests.e2e.conftest import write
from tests.wording import pinned

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = "name: Sample Agency\nindustry: insurance\ncountry: US\n"


@pytest.mark.parametrize(
    ("role", "licensed"),
    [
        ("key-account-manager", True),
        ("commercial-lines-account-manager", True),
        ("identity-and-access-administrator", False),
        ("control-account-manager", False),
        ("customer-success-manager", False),
        ("technical-account-manager", False),
    ],
)
def test_an_industry_reaches_those_who_serve_its_customers(
    role: str, licensed: bool, tmp_path: Path
) -> None:
    """An administrator of user accounts at an insurance agency needs no insurance license."""
    (tmp_path / "kamroles.yaml").write_text("theme: plain\n")
    (tmp_path / "employers").mkdir()
    (tmp_path / "employers" / "agency.yaml").write_text(AGENCY)
    library = Library(load(tmp_path))
    job = library.job(library.find(role), employer="agency").job
    assert ("license" in {credential.id for credential in job.role.credentials}) == licensed


OURS = """\
measures:
  - {id: never-there, remove: true}
  - {id: customer-retention, remove: true}
terms: [{remove: never-there}, {remove: churn}]
outlook: {remove: true}
"""


def test_a_pack_removes_what_is_there(tmp_path: Path) -> None:
    """It is written for many roles, of which each has only some of what does not fit the trade."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "employers/us.yaml", "name: Us\nindustry: ours\ncountry: US\n")
    write(tmp_path, "roles/packs/ours.yaml", OURS)
    library = Library(load(tmp_path))
    for role in ("account-manager", "national-account-manager"):  # the second counts none
        found = library.job(library.find(role), employer="us")
        assert found.diagnostics == ()
        assert "customer-retention" not in {measure.id for measure in found.job.role.measures}
        assert found.job.role.outlook is None


def test_a_role_removes_nothing_that_is_not_there(tmp_path: Path) -> None:
    """It knows what it builds on, so a removal in vain is a slip."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/own.yaml", f"extends: account-manager\ntitle: Own\n{OURS}")
    library = Library(load(tmp_path))
    with pytest.raises(Problems) as caught:
        library.job(library.find("own"))
    pinned(caught.value.diagnostics)
    assert [(d.code, d.span and d.span.line) for d in caught.value.diagnostics] == [
        ("KR105", 4),
        ("KR105", 6),
    ]
