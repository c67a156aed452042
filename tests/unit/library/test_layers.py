"""Which layers a role gets at an employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles.library import Library
from kamroles.workspace import load

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = "name: Sample Agency\nindustry: insurance\ncountry: US\n"


@pytest.mark.parametrize(
    ("role", "licensed"),
    [
        ("key-account-manager", True),
        ("commercial-lines-account-manager", True),
        ("accounts-administrator", False),
        ("control-account-manager", False),
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
    job = library.job(library.find(role), employer="agency", fresh=True).job
    assert ("license" in {credential["id"] for credential in job.role["credentials"]}) == licensed
