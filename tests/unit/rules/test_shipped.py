"""Every shipped role keeps every rule, notes included."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamroles.library.titles import names_of_roles
from kamroles.pipeline import Options, Order, compose, open_library, resolve
from kamroles.rules.registry import check_document, check_job, check_library
from tests.conftest import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kamroles.diagnostics import Diagnostic
    from kamroles.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return what ships."""
    return open_library(tmp_path_factory.mktemp("nowhere"))


def test_the_library_as_a_whole(library: Library) -> None:
    """No text stands twice where one could inherit it."""
    assert _told(check_library(library, library.ids("roles"))) == []


def test_each_role_and_its_posting(library: Library) -> None:
    """A rule that users are held to is kept here first."""
    called = names_of_roles(library)
    options = Options(AS_OF, (), Path())
    for name in library.ids("roles"):
        resolved = resolve(library, Order(name, ""), AS_OF)
        composed, _ = compose(library, Order(name, "posting"), options, resolved=resolved)
        found = [*check_job(resolved.job, called), *check_document(composed.document, resolved.job)]
        assert _told(found) == []


def _told(found: Iterable[Diagnostic]) -> list[str]:
    return [f"{d.span}: {d.code} {d.message}" for d in found]
