"""Two roles are two jobs: what their postings list as duties overlaps by less than half."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from kamroles.document import Listing, block_lines, flat, sections_of
from kamroles.pipeline import Options, Order, compose, open_library
from tests.conftest import AS_OF
from tests.e2e.conftest import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kamroles.library import Library

MOST = 0.5
"""From here on, whoever reads two postings asks what the difference is."""


def bullets(library: Library, name: str) -> frozenset[str]:
    """Return the duties that a role's posting lists, apart from case and spaces."""
    options = Options(AS_OF, (), library.workspace.root)
    composed, _ = compose(library, Order(name, "posting"), options)
    (duties,) = (each for each in sections_of(composed.document) if each.id == "duties")
    lists = [block for block in flat(duties.blocks) if isinstance(block, Listing)]
    items = (" ".join(block_lines(item)) for block in lists for item in block.items)
    return frozenset(" ".join(item.casefold().split()) for item in items)


def words(lines: frozenset[str]) -> frozenset[str]:
    """Return the words that lines are made of."""
    return frozenset(re.findall(r"[\w'-]+", " ".join(lines)))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index: what both have, as a part of what either has."""
    return len(one & other) / len(one | other) if one | other else 0.0


def too_alike(listed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield each pair that shares half its bullets or more, or half the words in them."""
    for first, second in itertools.combinations(sorted(listed), 2):
        mine, theirs = listed[first], listed[second]
        for what, found in (
            ("bullets", overlap(mine, theirs)),
            ("words", overlap(words(mine), words(theirs))),
        ):
            if found >= MOST:
                shared = "; ".join(sorted(mine & theirs))
                yield f"{first} and {second} share {found:.0%} of their {what}: {shared}"


def test_no_two_roles_are_one_job(tmp_path: Path) -> None:
    """Every pair that ships: whoever wants both writes what the second does differently."""
    library = open_library(tmp_path)
    listed = {name: bullets(library, name) for name in library.ids("roles")}
    assert [name for name, lines in listed.items() if len(lines) < 7] == []
    assert list(too_alike(listed)) == []


@pytest.mark.parametrize(
    "more",
    [
        "",
        "responsibilities: [{id: renewals, text: Win back customers who left last year.},"
        " {id: growth, text: Sell spare parts from a van.}]\n",
    ],
    ids=["a copy", "two duties of its own"],
)
def test_a_clone_is_named(more: str, tmp_path: Path) -> None:
    """With the other role, how much they share, and what."""
    write(tmp_path, "kamroles.yaml", "name: Ours\n")
    write(tmp_path, "roles/own.yaml", f"extends: account-manager\ntitle: Own\n{more}")
    library = open_library(tmp_path)
    listed = {name: bullets(library, name) for name in ("account-manager", "own")}
    found = list(too_alike(listed))
    assert len(found) == 2
    assert all(each.startswith("account-manager and own share ") for each in found)
    assert all("hold business reviews" in each for each in found)


def test_other_words_for_the_same_are_no_other_job() -> None:
    """Not one bullet is the same, and yet they say the same."""
    mine = frozenset({"run every renewal on time", "call each customer once a month"})
    theirs = frozenset({"run each renewal on time", "call every customer once a month"})
    (found,) = too_alike({"one": mine, "other": theirs})
    assert found.startswith("one and other share 100% of their words")


def test_a_job_of_its_own_passes(tmp_path: Path) -> None:
    """The check above tells a clone from a neighbor."""
    library = open_library(tmp_path)
    names = ("key-account-manager", "national-account-manager", "account-manager-iii")
    assert list(too_alike({name: bullets(library, name) for name in names})) == []
