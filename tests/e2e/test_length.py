"""A posting says enough to decide on, and no more than people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamroles import pipeline
from kamroles.document import plain_text
from tests.conftest import AS_OF
from tests.e2e.test_parity import EMPLOYERS, POSTINGS, ROLES

WORDS = range(300, 701)


def length(library: pipeline.Library, name: str, employer: str | None = None) -> int:
    """Return how many words a posting has."""
    options = pipeline.Options(AS_OF, ("txt",), Path())
    composed, _ = pipeline.compose(library, pipeline.Order(name, "posting", employer), options)
    return len(plain_text(composed.document).split())


@pytest.mark.parametrize("employer", [None, *EMPLOYERS])
def test_roles(employer: str | None, sample_workspace: Path) -> None:
    """Whatever role is taken for whatever employer."""
    library = pipeline.open_library(sample_workspace)
    lengths = {role: length(library, role, employer) for role in ROLES}
    assert {role: words for role, words in lengths.items() if words not in WORDS} == {}


@pytest.mark.parametrize("name", POSTINGS)
def test_samples(name: str, sample_workspace: Path) -> None:
    """With benefits, statements and the way to apply."""
    assert length(pipeline.open_library(sample_workspace), name) in WORDS
