"""Roles of a workspace, and what the rules find in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kamroles.library.titles import names_of_roles
from kamroles.pipeline import Options, Order, compose, open_library, resolve
from kamroles.rules.registry import check_document, check_job, check_library
from tests.conftest import AS_OF
from tests.e2e.conftest import write
from tests.wording import pinned

if TYPE_CHECKING:
    from kamroles.diagnostics import Diagnostic

COMPLETE = "title: Tester\nsummary: Tests things.\ncareer_path: {after: [head of testing]}\n"


def linted(
    place: Path,
    more: str = "",
    name: str = "tester",
    scope: str = "job",
    audience: str | None = None,
) -> list[Diagnostic]:
    """Return what the rules of a scope find in a role of these lines."""
    found = _linted(place, more, name, scope, audience)
    pinned(found)
    return found


def _linted(
    place: Path, more: str, name: str, scope: str, audience: str | None
) -> list[Diagnostic]:
    write(place, "kamroles.yaml", "name: Ours\n")
    if more or name == "tester":
        write(place, f"roles/{name}.yaml", COMPLETE + more)
    library = open_library(place)
    if scope == "library":
        return list(check_library(library, [name]))
    resolved = resolve(library, Order(name, ""), AS_OF)
    if scope == "job":
        return list(check_job(resolved.job, names_of_roles(library)))
    options = Options(AS_OF, (), Path())
    composed, _ = compose(library, Order(name, "posting"), options, resolved=resolved)
    return list(check_document(composed.document, resolved.job, audience))


def places(found: list[Diagnostic], code: str) -> list[str]:
    """Return the text that each finding of a rule points at."""
    shown = []
    for each in found:
        assert each.span
        assert each.basis
        if each.code == code:
            shown.append(each.span.text)
    return shown
