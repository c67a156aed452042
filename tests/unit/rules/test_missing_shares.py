"""S004: duties with and without a share of time, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.rules.checking import linted, places

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("duties", "wanted"),
    [
        ("[{text: A, share: 60}, {text: B, share: 40}]", []),
        ("[{text: A}, {text: B}]", []),
        ("[{text: A, share: 100}, {id: b, text: B}]", ["note"]),
        ("[{text: A, share: 100}, {id: b, text: B, share: 0}]", ["warning"]),
    ],
)
def test_every_duty_or_none(duties: str, wanted: list[str], tmp_path: Path) -> None:
    """A dash beside percentages is a note, a share of nothing a warning."""
    found = linted(tmp_path, f"responsibilities: {duties}\n")
    assert [str(d.severity) for d in found if d.code == "S004"] == wanted
    assert len(places(found, "S004")) == len(wanted)
