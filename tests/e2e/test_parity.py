"""Every shipped role says the same in every format, for every employer and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kamroles import pipeline
from kamroles.render import FORMATS
from kamroles.resources import bundled
from tests.parity import difference

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("posting", "description")
ROLES = sorted(p.stem for p in bundled("roles").glob("*.yaml") if p.stem != "defaults")
SAMPLES = bundled("templates") / "workspace"
POSTINGS = sorted(p.stem for p in (SAMPLES / "postings").glob("*.yaml"))
EMPLOYERS = sorted(p.stem for p in (SAMPLES / "employers").glob("*.yaml"))


def orders() -> list[pipeline.Order]:
    """Return every sample posting, and every shipped role without an employer."""
    names = (*POSTINGS, *ROLES)
    found = [pipeline.Order(name, kind) for name in names for kind in KINDS]
    return [*found, *(pipeline.Order(name, "profile") for name in (POSTINGS[0], ROLES[0]))]


def more_orders() -> list[pipeline.Order]:
    """Return every shipped role for each sample employer."""
    return [
        pipeline.Order(role, kind, employer)
        for role in ROLES
        for employer in EMPLOYERS
        for kind in KINDS
    ]


def name_of(order: pipeline.Order) -> str:
    """Return what tells an order apart."""
    return "-".join(filter(None, (order.name, order.employer, order.kind)))


@pytest.mark.parametrize("order", orders(), ids=name_of)
def test_every_format_has_the_words_of_the_document(
    order: pipeline.Order, sample_document: Callable[[pipeline.Order], pipeline.Composed]
) -> None:
    """Nothing is lost, added or moved on the way into a format."""
    hold_alike(sample_document(order))


@pytest.mark.slow
@pytest.mark.parametrize("order", more_orders(), ids=name_of)
def test_so_it_has_for_every_employer(
    order: pipeline.Order, sample_document: Callable[[pipeline.Order], pipeline.Composed]
) -> None:
    """The same for the whole product, once a night."""
    hold_alike(sample_document(order))


def hold_alike(composed: pipeline.Composed) -> None:
    """Render a document in every format, and compare the words."""
    differences = (
        difference(composed.document, format, pipeline.render_bytes(composed, format))
        for format in FORMATS
    )
    assert [*filter(None, differences)] == []
