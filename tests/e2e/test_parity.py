"""Every shipped role says the same in every format, for every employer and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.render import FORMATS
from kamroles.resources import bundled
from tests.conftest import AS_OF
from tests.parity import difference

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("posting", "description")
ROLES = sorted(p.stem for p in bundled("roles").glob("*.yaml") if p.stem != "defaults")
SAMPLES = bundled("templates") / "workspace"
POSTINGS = sorted(p.stem for p in (SAMPLES / "postings").glob("*.yaml"))
EMPLOYERS = sorted(p.stem for p in (SAMPLES / "employers").glob("*.yaml"))


def orders() -> list[pipeline.Order]:
    """Return every shipped role alone and for each sample employer, and every sample posting."""
    found = [pipeline.Order(name, kind) for name in POSTINGS for kind in KINDS]
    return found + [
        pipeline.Order(role, kind, employer)
        for role in ROLES
        for employer in (None, *EMPLOYERS)
        for kind in KINDS
    ]


@pytest.mark.parametrize(
    "order", orders(), ids=lambda o: "-".join(filter(None, (o.name, o.employer, o.kind)))
)
def test_every_format_has_the_words_of_the_document(
    order: pipeline.Order, sample_workspace: Path
) -> None:
    """Nothing is lost, added or moved on the way into a format."""
    library = pipeline.open_library(sample_workspace)
    options = pipeline.Options(AS_OF, tuple(FORMATS), sample_workspace)
    composed, _ = pipeline.compose(library, order, options)
    differences = (
        difference(composed.document, format, pipeline.render_bytes(composed, format))
        for format in FORMATS
    )
    assert [*filter(None, differences)] == []
