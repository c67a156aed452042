"""Nothing is guessed where nothing is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from tests.conftest import AS_OF
from tests.unit.model.checked import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = "kamroles.mistakes"


@pytest.fixture(autouse=True)
def _nobody_guesses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the package one that cannot be imported."""
    for name in [PACKAGE, *(name for name in sys.modules if name.startswith(f"{PACKAGE}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    yield
    assert not any(sys.modules[name] for name in sys.modules if name.startswith(PACKAGE))


@pytest.mark.parametrize("sort", ["roles", "postings", "employers"])
def test_good_files_are_read_without_the_package(sort: str, repository: Path) -> None:
    """All that ship, and those of the sample workspace."""
    library = pipeline.open_library(repository / "templates" / "workspace")
    names = library.ids(sort)
    assert names
    for name in names:
        if sort == "employers":
            assert list(library.check_employer(name)) == []
        else:
            assert pipeline.resolve(library, pipeline.Order(name, ""), AS_OF).job


@pytest.mark.parametrize(
    "text",
    [
        "“Yes” and “no” are answers.",
        "\N{LEFT SINGLE QUOTATION MARK}Customers\N{RIGHT SINGLE QUOTATION MARK} view",
        "Sell 10\N{NO-BREAK SPACE}000 units — more \N{EN DASH} or less.",
        "Write C# and F#, never B#.  # a comment",
        "Meet customers, partners\n  and others, who wait - for us.",
        "'Do: the work'",
        "|\n  One\n  Two (of 62,000)",
    ],
)
def test_texts_that_only_look_wrong_are_read_without_the_package(text: str) -> None:
    """What is looked for on the way of every file is found by the reader itself."""
    assert made(Role, f"summary: {text}\n").summary


@pytest.mark.parametrize(
    "start", ["as soon as possible", '"“soon”"', "2027-01-04", "3 May or later"]
)
def test_a_start_in_words_is_read_without_the_package(start: str) -> None:
    """What may be a date is looked at by the field's type."""
    assert made(Posting, f"starts: {start}\n").starts
