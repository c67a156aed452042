"""One run tells every problem of a posting, also beside a field that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import FILES, write
from tests.unit.library.test_library import codes

if TYPE_CHECKING:
    from pathlib import Path

WRONG = (
    FILES["postings/salem.yaml"]
    .replace("min: 60000", "min: 80000")
    .replace("closes: 2026-12-18", "closes: 2026-10-18")
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a small workspace."""
    for name, content in FILES.items():
        write(tmp_path, name, content)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (("", ""), []),
        (("places: [salem]", "places: [salm]"), ["KR223"]),
        (("workplace: onsite", "workplace: onsit"), ["KR214"]),
        (("role: accounts", "role: acounts"), ["KR502"]),
        (("employer: northgate", "employer: nrthgate"), ["KR502"]),
        (("workplace:", "workplce:"), ["KR103"]),
    ],
)
def test_pay_and_dates_are_told_beside_another_fault(
    change: tuple[str, str], more: list[str], place: Path
) -> None:
    """And nothing is told that only follows from the other fault."""
    write(place, "postings/salem.yaml", WRONG.replace(*change))
    found = codes(place, "salem")
    assert sorted(set(found) - {"KR221", "KR222"}) == more
    assert found.count("KR221") == found.count("KR222") == 1
